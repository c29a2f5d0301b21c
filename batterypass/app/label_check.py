"""What a code on somebody's battery is worth: its signature, and what the record says of the pack.

The two answer different questions. The signature shows that the owner of the URL made the label; a
copy of a genuine label carries the same one. Only the record, compared with the battery in front of
you, shows a copy. So each answer says which of the two was asked, and which was not.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Literal
from urllib.parse import urlsplit

from batterypass.app.label_keys import owners_of, signer_of
from batterypass.domain.ids import (
    gtin_and_serial,
    is_item_url,
    parse_printed_id,
    printed_id,
    with_plain_host,
)
from batterypass.domain.lineage import as_lived
from batterypass.domain.sight import departure, gone
from batterypass.errors import InputError, MalformedError
from batterypass.rules.roles import owns
from batterypass.statements.label import parse_label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from batterypass.app.session import Session
    from batterypass.domain.states import ItemState, PartyState

Sort = Literal["signed", "plain", "id", "broken", "other"]
_ENDED = ("recycled", "disposed")


@dataclass(frozen=True, slots=True)
class Said:
    """One sentence of an answer: the key of its text and the values that the text names."""

    code: str
    values: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class LabelCheck:
    """The answer about one code.

    ``signature`` and ``record`` are True where it holds, False where it is proven not to, None where
    it was not asked or cannot be decided; ``said`` gives the reasons, the signature's first.
    """

    text: str
    sort: Sort
    url: str
    printed_id: str
    signature: bool | None
    record: bool | None
    signed_by: str
    said: tuple[Said, ...]
    facts: dict[str, str] = field(default_factory=dict)
    """What is public of the pack in the record, to be compared with the battery."""

    @property
    def holds(self) -> bool | None:
        """Give the verdict: False once anything is proven false, True for a signature that holds."""
        if self.signature is False or self.record is False:
            return False
        doubt = any(one.code in DOUBTS for one in self.said)
        return True if self.signature and not doubt else None

    @property
    def said_of_signature(self) -> tuple[Said, ...]:
        """Give the reasons that speak of the signature, and not of the record."""
        return tuple(one for one in self.said if not is_of_record(one.code))


def is_of_record(code: str) -> bool:
    """Tell whether a reason is about the record; the others are about the signature."""
    return code.startswith("label.record-")


DOUBTS = frozenset(
    {"label.record-none", "label.record-ended", "label.record-lost", "label.record-stolen",
     "label.record-exported", "label.key-stolen"}
)  # fmt: skip
"""A good signature on such a label settles nothing: somebody has to look."""


def check_code(
    text: str, session: Session | None, carried: Sequence[PartyState] = ()
) -> LabelCheck:
    """Check what one code holds, by a ledger, by the parties of a directory file, or by both.

    A code that is no label of ours is ``other``; one whose signature cannot be read is ``broken``.
    """
    text = text.strip()
    return replace(_checked(with_plain_host(text), session, carried), text=text)


def _checked(text: str, session: Session | None, carried: Sequence[PartyState]) -> LabelCheck:
    url, mark, fragment = text.partition("#")
    if not text.startswith("https://"):
        return _short_code(text, session)
    if not is_item_url(url):
        return _other(text)
    if not mark:
        return _answer(text, "plain", url, session, None, (Said("label.unsigned"),), "")
    owners = [party for party in carried if owns(party, url)]
    if session is not None:
        owners = [*owners_of(session, url), *owners]
    try:
        _, signature = parse_label(text)
    except MalformedError:
        signature = None
    if signature is None:
        # Any page of the web may have a mark in it: a forgery is one that pretends to be a label.
        if not owners and not fragment.startswith("1."):
            return _other(text)
        return _answer(text, "broken", url, session, False, (Said("label.fragment"),), "")
    holds, owner, key = signer_of(url, signature, owners)
    host = urlsplit(url).hostname or ""
    number = gtin_and_serial(url)
    is_by_number = number is not None and not any(host in party.domains for party in owners)
    of = f"GTIN {number[0]}" if number is not None and is_by_number else host
    if holds is None:
        said = [Said("label.no-keys", {"host": host})]
    elif owner is None or key is None:
        names = ", ".join(dict.fromkeys(party.legal_name or party.party for party in owners))
        said = [Said("label.forged", {"owner": names, "host": of})]
        if of != host:
            said.append(Said("label.host-unknown", {"host": host}))
    else:
        name = owner.legal_name or owner.party
        said = [Said("label.genuine", {"owner": name, "host": of})]
        if "revoked" in key:
            stolen = key["reason"] == "compromised"
            said.append(Said("label.key-stolen" if stolen else "label.key-ended", {"owner": name}))
    return _answer(text, "signed", url, session, holds, tuple(said), owner.party if owner else "")


def _short_code(text: str, session: Session | None) -> LabelCheck:
    """Check a second code, which holds the printed id and nothing else."""
    try:
        printed = parse_printed_id(text) if len(text.replace("-", "")) == 13 else ""
    except InputError:
        printed = ""
    if not printed:
        return _other(text)
    urls = []
    if session is not None:
        found = session.store.pointers("printed", printed.replace("-", ""), 2)
        urls = [pointer.subject for pointer in found]
    if len(urls) == 1:
        return _answer(text, "id", urls[0], session, None, (Said("label.id-only"),), "")
    asked = Said("label.record-none" if session is not None else "label.record-not")
    return LabelCheck(text, "id", "", printed, None, None, "", (Said("label.id-only"), asked))


def _other(text: str) -> LabelCheck:
    return LabelCheck(text, "other", "", "", None, None, "", (Said("label.other-code"),))


def _answer(
    text: str,
    sort: Sort,
    url: str,
    session: Session | None,
    signature: bool | None,
    said: tuple[Said, ...],
    signed_by: str,
) -> LabelCheck:
    """Add what the record says."""
    printed = printed_id(url)
    if session is None:
        said = (*said, Said("label.record-not"))
        return LabelCheck(text, sort, url, printed, signature, None, signed_by, said)
    item = session.world.item(url)
    if item is None:
        said = (*said, Said("label.record-none"))
        return LabelCheck(text, sort, url, printed, signature, None, signed_by, said)
    item = as_lived(session.world, item)
    said = (*said, *_record(item))
    return LabelCheck(text, sort, url, printed, signature, True, signed_by, said, _facts(item))


def _record(item: ItemState) -> list[Said]:
    said = [Said("label.record-found")]
    if item.life in _ENDED or item.place == "dismantled":
        said.append(Said("label.record-ended", {"life": item.life, "place": item.place}))
    how = gone(item)
    if how is not None:
        said.append(Said(f"label.record-{how}", {"on": str(departure(item).get("on", ""))}))
    if item.labels:
        said.append(Said("label.record-labels", {"count": str(item.labels)}))
    return said


def _facts(item: ItemState) -> dict[str, str]:
    """Give what stands on the housing too, and is public."""
    facts = {
        "model": item.model,
        "serial": item.serial,
        "chemistry": item.chemistry,
        "energy_wh": item.energy_wh,
        "mass_kg": item.mass_kg,
        "made_month": item.made_month,
    }
    return {name: value for name, value in facts.items() if value}
