"""Who signed what on the way of a consignment: with a key, in ink, or in ink and later with a key.

The form has one transporter; the record may have several, each of which collected the load in turn.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from batterypass.app.read import read_entry
from batterypass.app.wording import name_of
from batterypass.documents.content import Countersignature, Leg, Signature
from batterypass.ports import LANE_MAIN, LANE_RECORD
from batterypass.statements.cose import parse_statement
from batterypass.statements.payload import parse_payload

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from batterypass.app.read import EntryView
    from batterypass.app.session import Session
    from batterypass.domain.states import ConsignmentState

_COUNTERSIGNED = "consignment.countersigned"
#: Hex digits of a key id or digest that a paper shows.
_SHORT = 16


@dataclass(frozen=True, slots=True)
class Carriage:
    """A carrier of the load. ``since`` is the entry by which its permits are looked at.

    That is the offer; of a carrier to which the load was let, the transfer until it collects, and then
    its collection. ``collected`` is that collection, signed or on paper; None until there is one.
    """

    carrier: str
    since: int
    collected: EntryView | None = None


def carriages(
    consignment: ConsignmentState, shown: Iterable[tuple[int, EntryView]]
) -> list[Carriage]:
    """List the carriers in order, from the entries of the consignment in the order of the log.

    A transfer that came to nothing is left out: another carrier was named, or the load arrived.
    """
    found = [Carriage(consignment.carrier, consignment.entries["offered"])]
    for index, view in shown:
        kind = view.payload["kind"]
        if kind == "consignment.offered":
            found = [Carriage(view.payload["carrier"], index)]
        elif kind == "consignment.transferred":
            found = [*_real(found), Carriage(view.payload["to"], index)]
        elif _is_collection(view.payload):
            since = index if len(found) > 1 else found[-1].since
            found[-1] = replace(found[-1], collected=view, since=since)
    return found if consignment.state in ("offered", "in_transit") else _real(found)


def carriers_of(session: Session, consignment: ConsignmentState) -> list[str]:
    """Name the carriers of a consignment in order, as its paper prints them."""
    entries = session.store.entries_of(consignment.subject, lanes=(LANE_MAIN,))
    shown = ((entry, read_entry(session, entry)) for entry in entries)
    return [one.carrier for one in carriages(consignment, shown)]


def _real(found: list[Carriage]) -> list[Carriage]:
    return [*found[:1], *(one for one in found[1:] if one.collected is not None)]


def _is_collection(payload: Mapping[str, Any]) -> bool:
    return payload["kind"] == "consignment.collected" or payload.get("step") == "collected"


def countersigning(
    session: Session, consignment: ConsignmentState, entries: Iterable[int]
) -> list[int]:
    """List the entries by which what stands on paper in some entries was signed later with a key."""
    if not consignment.on_paper:
        return []
    targets = {session.digest_of(entry).hex() for entry in entries}
    found = []
    for entry in session.store.entries_of(consignment.subject, lanes=(LANE_RECORD,)):
        payload = parse_payload(parse_statement(session.store.statement(entry)).payload)
        if payload["kind"] == _COUNTERSIGNED and payload["target"] in targets:
            found.append(entry)
    return found


def signature_of(
    session: Session,
    view: EntryView | None,
    signer: str,
    views: Sequence[EntryView],
    *,
    name: str = "",
    role: str = "",
) -> Signature | None:
    """Give a step's signature as a paper shows it; None for a step that nobody has signed.

    ``signer`` is the party whose step it is, ``views`` are the entries that the paper shows.
    """
    if view is None:
        return None
    payload = view.payload
    side = payload.get("side", {})
    later = next(
        (
            one
            for one in views
            if one.payload["kind"] == _COUNTERSIGNED
            and one.payload["target"] == view.digest
            and one.payload["actor"] == signer
        ),
        None,
    )
    return Signature(
        role=role,
        at=payload["event_time"],
        key_id=view.kid[:_SHORT],
        fingerprint=view.digest[:_SHORT],
        name=name or str(side.get("name", "")),
        is_paper=bool(side),
        recorded_by=name_of(session, payload["actor"]) if side else "",
        countersigned=None
        if later is None
        else Countersignature(
            later.payload["event_time"], later.kid[:_SHORT], later.digest[:_SHORT]
        ),
    )


def leg_of(
    session: Session, one: Carriage, sealed: Mapping[str, str], views: Sequence[EntryView]
) -> Leg:
    """Give what a further carrier wrote; ``sealed`` are the values of its collection that are here."""
    collected = one.collected
    return Leg(
        vehicle_type=str(collected.payload.get("vehicle_type", "")) if collected else "",
        vehicle_plate=sealed.get("vehicle_plate", ""),
        signature=signature_of(
            session, collected, one.carrier, views, name=sealed.get("driver_name", "")
        ),
    )
