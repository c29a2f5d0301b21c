"""What the ledger proposes for corrections and agreements to them, by "kind path"."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from batterypass.domain.amending import corrections_in, signer_of, state_of, what_stands
from batterypass.domain.events.amendable import AMENDABLE, Nothing
from batterypass.domain.states import ItemState

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from batterypass_cli.lookups import LedgerHints

_Values = dict[str, Any]


def _kind(hints: LedgerHints, form: Mapping[str, Any], part: Mapping[str, Any]) -> str:
    """Give the kind of the entry that is probably meant: the first that the subject has."""
    return next(
        (kind for kind in AMENDABLE if _target(hints, {**form, "target_kind": kind}, part)), ""
    )


def _target(hints: LedgerHints, form: Mapping[str, Any], part: Mapping[str, Any]) -> str:
    """Give the digest of the subject's entry of the kind that is corrected."""
    world = hints.ledger.session.world
    subject, kind = str(form.get("amended_subject", "")), str(form.get("target_kind", ""))
    for digest in _digests(hints, subject):
        if signer_of(world, subject, kind, digest) is not None:
            return digest
    return ""


def _digests(hints: LedgerHints, subject: str) -> list[str]:
    """List the digests of a subject's entries that could be corrected, the newest first."""
    world = hints.ledger.session.world
    state, chain = state_of(world, subject), world.chain(subject)
    found = [] if chain is None else [
        digest.hex()
        for seq in range(chain.seq, -1, -1)
        if (digest := world.main_digest(subject, seq)) is not None
    ]  # fmt: skip
    read = str(getattr(state, "assessed", {}).get("digest", ""))
    return [read, *found] if read else found


def _stands(hints: LedgerHints, form: Mapping[str, Any], part: Mapping[str, Any]) -> object:
    """Give what the ledger says now in the field that is corrected."""
    kind, item = str(form.get("target_kind", "")), part.get("item")
    subject, field = str(form.get("amended_subject", "")), str(part.get("field", ""))
    if kind not in AMENDABLE:
        return ""
    found = what_stands(hints.ledger.session.world, subject, kind, field, item)
    return "" if isinstance(found, Nothing) else found


def _open(hints: LedgerHints, form: Mapping[str, Any]) -> Mapping[str, Any] | None:
    """Give the correction of a subject that waits for the signer, the last one."""
    world = hints.ledger.session.world
    found = [
        one
        for one in corrections_in(state_of(world, str(form.get("amended_subject", ""))))
        if hints.actor in one.get("waiting", ())
    ]
    return found[-1] if found else None


def _amendment(hints: LedgerHints, form: _Values, part: _Values) -> str:
    found = _open(hints, form)
    return str(found["digest"]) if found is not None else ""


def _items(hints: LedgerHints, form: _Values, part: _Values) -> list[str]:
    found = _open(hints, form)
    return list(found.get("items", ())) if found is not None else []


def _annulled(hints: LedgerHints, form: Mapping[str, Any]) -> Any:  # noqa: ANN401 - a state, or None
    """Give the state of the subject whose last entry is annulled, where that can be."""
    session = hints.ledger.session
    subject = str(form.get("annulled_subject", ""))
    state, chain = state_of(session.world, subject), session.world.chain(subject)
    known = chain is not None and bool(getattr(state, "undo", None))
    return state if known else None


def _annulled_kind(hints: LedgerHints, form: _Values, part: _Values) -> str:
    state = _annulled(hints, form)
    if state is None:
        return ""
    return str(state.undo[0] if isinstance(state, ItemState) else state.undo["kind"])


def _annulled_target(hints: LedgerHints, form: _Values, part: _Values) -> str:
    chain = hints.ledger.session.world.chain(str(form.get("annulled_subject", "")))
    return chain.head.hex() if chain is not None and _annulled(hints, form) is not None else ""


def _annulled_items(hints: LedgerHints, form: _Values, part: _Values) -> list[str]:
    target = str(form.get("target", ""))
    if not target or _annulled(hints, form) is None:
        return []
    _, *items = hints.ledger.entry(f"0x{target}").payload["subjects"]
    return [str(link["subject"]) for link in items]


PROPOSALS: dict[str, Callable[..., object]] = {
    "entry.amended target_kind": _kind,
    "entry.amended target": _target,
    "entry.amended fields.old": _stands,
    "entry.annulled target_kind": _annulled_kind,
    "entry.annulled target": _annulled_target,
    "entry.annulled items": _annulled_items,
    "amendment.agreed amendment": _amendment,
    "amendment.agreed items": _items,
}
