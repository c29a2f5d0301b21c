"""Labels: what the log says of a pack, in the words that stand on it, and whether one is genuine."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from batterypass.app.read import items
from batterypass.app.wording import name_of
from batterypass.documents.content import LabelContent
from batterypass.domain.clock import instant_ms
from batterypass.domain.ids import ledger_subject, printed_id
from batterypass.errors import BrokenError, InputError
from batterypass.ports import LANE_RECORD
from batterypass.statements.cose import parse_statement
from batterypass.statements.label import label_url, parse_label, verify_label
from batterypass.statements.payload import parse_payload
from batterypass.statements.verifiers import PublicKey

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from batterypass.app.session import Session
    from batterypass.domain.states import ItemState, PartyState

_EMERGENCY = {
    "es": "{phone} · GRE guía 147",
    "en": "{phone} · ERG guide 147",
}
_GUIDE = {"es": "GRE guía 147", "en": "ERG guide 147"}


def label_key_of(session: Session, item: ItemState) -> str | None:
    """Give the thumbprint of a label key here of the party whose domain owns the item's URL."""
    keys = session.around.keys
    maker = session.world.party(item.maker)
    if keys is None or maker is None:
        return None
    usable = [
        kid
        for kid in keys.kids(maker.party, "label")
        if kid in maker.keys and "revoked" not in maker.keys[kid]
    ]
    return max(usable, key=lambda kid: int(maker.keys[kid]["added"]), default=None)


def label_content(
    session: Session, item: ItemState, lang: str, *, plain: bool = False
) -> LabelContent:
    """Give what the label of a pack says; the signature comes from the maker's label key.

    ``plain`` leaves the signature out. Raises InputError where no label key of the maker is here.
    """
    signed = ""
    if not plain:
        kid = label_key_of(session, item)
        keys = session.around.keys
        if kid is None or keys is None:
            raise InputError(
                f"{printed_id(item.item)}: no label key of {item.maker} is in this key folder;"
                f" batterypass key new {item.maker} --label makes one, --plain prints without a"
                " signature",
                code="label.no-key",
                item=printed_id(item.item),
                maker=item.maker,
            )
        signed = label_url(item.item, keys.private(kid))
    return LabelContent(
        url=item.item,
        signed_url=signed,
        printed_id=printed_id(item.item),
        maker=name_of(session, item.maker),
        model=item.model,
        serial=item.serial,
        chemistry=item.chemistry,
        energy_wh=item.energy_wh,
        mass_kg=item.mass_kg,
        made_month=item.made_month,
        emergency_line=_emergency_line(session.world.party(item.maker), lang),
    )


def label_verdict(session: Session, text: str) -> bool | None:
    """Tell whether the signature on a scanned label is by a label key of the owner of its URL.

    None where the text carries no signature. A key that was revoked since still counts: the label
    was printed before. Raises MalformedError for a fragment that is no signature.
    """
    url, signature = parse_label(text.strip())
    if signature is None:
        return None
    item = session.world.item(url)
    maker = session.world.party(item.maker) if item is not None else None
    for key in maker.keys.values() if maker is not None else ():
        if key["role"] != "label" or key["alg"] != "Ed25519":
            continue
        try:
            verify_label(url, signature, PublicKey.parse(key["alg"], key["public"]))
        except BrokenError:
            continue
        return True
    return False


def items_since(session: Session, moment: datetime) -> Iterator[ItemState]:
    """Give the items that came into being at or after a moment with a zone."""
    since = int(moment.timestamp() * 1000)
    marks = session.store.entries_of(ledger_subject(session.origin), lanes=(LANE_RECORD,))
    # Time marks only go forward: everything above the first late one is new, everything below the
    # one before it is old, and what lies between is asked one by one.
    place = bisect_left(marks, since, key=lambda entry: _instant_of(session, entry))
    old = marks[place - 1] if place else 0
    new = marks[place] if place < len(marks) else session.size
    for item in items(session):
        entry = item.created_index
        if entry >= new or (entry >= old and _instant_of(session, entry) >= since):
            yield item


def _instant_of(session: Session, entry: int) -> int:
    payload = parse_payload(parse_statement(session.store.statement(entry)).payload)
    return instant_ms(str(payload["event_time"]))


def _emergency_line(maker: PartyState | None, lang: str) -> str:
    """Give the maker's own number: those of emergency services need a contract first."""
    phone = next((site["phone"] for site in maker.sites if site.get("phone")), "") if maker else ""
    return _EMERGENCY[lang].format(phone=phone) if phone else _GUIDE[lang]
