"""Who held a pack, from when to when, as its entries say it: the custody line of a passport.

A custodian is not public: the line is for who may see the status of the battery (Regulation (EU)
2023/1542, Annex XIII, 4(c)). What an entry changed is for the fold to judge; here a party that the
entries name and the state does not is corrected by the state at the end of the line.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from batterypass.app.wording import name_of
from batterypass.documents.custody_line import Held
from batterypass.domain.lineage import went_into

if TYPE_CHECKING:
    from collections.abc import Sequence

    from batterypass.app.passport_entries import PassportEntry
    from batterypass.app.session import Session
    from batterypass.domain.states import ItemState

#: Kinds whose actor has every item that they name.
_TAKING: Final = frozenset({"custody.accepted", "custody.claimed", "consignment.returned"})
_RECEPTIONS: Final = frozenset({"consignment.received", "consignment.partially-received"})
#: What became of a line by which the receiver has the item.
_TAKEN: Final = frozenset({"received", "damaged", "surplus"})
#: Kinds after which there is nothing to hold.
_ENDS: Final = frozenset({"item.dismantled", "item.disposed", "batch.fed"})
_ON_PAPER: Final = "consignment.recorded-on-paper"


def custody_of(
    session: Session, item: ItemState, entries: Sequence[PassportEntry]
) -> tuple[Held, ...]:
    """Give who held an item, in order; the last one holds it still unless its ``until`` says when not."""
    taken: list[tuple[str, PassportEntry]] = []
    until = ""
    for entry in entries:
        if entry.kind in _ENDS and (
            item.place in ("dismantled", "disposed") or item.life == "recycled"
        ):
            until = entry.event_time
        if item.inside and went_into(entry.payload, item.item):
            # From here on it goes with the pack around it.
            until = entry.event_time
        holder = _taken_by(session, item, entry) if taken else str(entry.payload["actor"])
        if holder and (not taken or taken[-1][0] != holder):
            taken.append((holder, entry))
    if taken and taken[-1][0] != item.custodian and not item.inside:
        taken.append((item.custodian, entries[-1]))
    ends = [entry.event_time for _, entry in taken[1:]] + [until]
    return tuple(
        Held(name_of(session, holder), entry.event_time, end, entry.index, entry.kind == _ON_PAPER)
        for (holder, entry), end in zip(taken, ends, strict=True)
    )


def _taken_by(session: Session, item: ItemState, entry: PassportEntry) -> str:
    """Give the party that an entry makes the custodian of an item; empty where it moves nothing."""
    payload, name = entry.payload, item.item
    actor = str(payload["actor"])
    if entry.kind in _TAKING or (
        entry.kind == "consignment.collected" and name in payload["loaded"]
    ):
        return actor
    outcomes = {str(line["item"]): line.get("outcome") for line in payload.get("lines", ())}
    if outcomes.get(name) not in _TAKEN:
        return ""
    if entry.kind in _RECEPTIONS:
        return actor
    if entry.kind != _ON_PAPER:
        return ""
    load = session.world.consignment(str(payload["consignment"]))
    if load is None:
        return ""
    return load.consignee if payload["step"] == "received" else load.carrier
