"""Every deadline of a ledger on a day: manifests on their way, waste in store, yearly reports.

The law is a table that comes as an argument, and the answer is for the day that was asked about; no
clock is read and nothing is written. A lot is the waste of one stream that one party has held since
one day: since it was declared waste, or since it came to the party on a manifest.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import TYPE_CHECKING

from batterypass.app.permits import jurisdiction_on
from batterypass.app.read import consignments, items, parties
from batterypass.domain.base import decimal_of, number_text
from batterypass.domain.clock import day_of
from batterypass.regulations.classify import OPEN_CLASSES, classify
from batterypass.regulations.due import due_of_consignment, due_of_lot, due_of_year

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from batterypass.app.session import Session
    from batterypass.domain.states import ConsignmentState, ItemState
    from batterypass.regulations.deadlines import Deadlines
    from batterypass.regulations.due import Due

_RANK = {"overdue": 0, "running": 1, "age": 2, "unknown": 3, "done": 4}
_TAKEN = frozenset({"received", "damaged", "surplus"})


@dataclass(slots=True)
class _Lot:
    perhaps: bool
    count: int = 0
    mass_kg: Decimal = Decimal(0)


@dataclass(slots=True)
class _Arrivals:
    """Item -> who took it on a manifest, on which day, and as which class of waste; the last one."""

    of_item: dict[str, tuple[str, str, str]] = field(default_factory=dict)

    def add(self, one: ConsignmentState) -> None:
        if not one.received_at:
            return
        day = day_of(one.received_at)
        for item, line in one.items.items():
            known = self.of_item.get(item)
            if line.get("outcome") in _TAKEN and (known is None or known[1] <= day):
                self.of_item[item] = (one.consignee, day, one.waste["waste_class"])


def deadlines_on(session: Session, table: Deadlines, on: str, *, party: str = "") -> list[Due]:
    """Give the deadlines as they stand on a day, the most pressing first.

    With ``party`` only those on which it has to act.
    """
    waste = [one for one in consignments(session) if one.waste]
    found = [
        *_of_manifests(session, table, waste, on),
        *_of_lots(session, table, waste, on),
        *_of_years(session, table, waste, on),
    ]
    mine = [one for one in found if not party or one.actor == party]
    return sorted(mine, key=lambda one: (_RANK[one.status], one.due_on, one.subject))


def _of_manifests(
    session: Session, table: Deadlines, waste: Sequence[ConsignmentState], on: str
) -> Iterator[Due]:
    for one in waste:
        yield from due_of_consignment(
            one, table, jurisdiction_on(session, day_of(one.offered_at)), on,
            crosses_border=crosses_border(session, one),
        )  # fmt: skip


def crosses_border(session: Session, consignment: ConsignmentState) -> bool:
    """Tell whether its consignor and its consignee are in two countries."""
    ends = (session.world.party(consignment.consignor), session.world.party(consignment.consignee))
    return len({one.country for one in ends if one is not None}) > 1


def _of_lots(
    session: Session, table: Deadlines, waste: Sequence[ConsignmentState], on: str
) -> Iterator[Due]:
    arrivals = _Arrivals()
    for one in waste:
        arrivals.add(one)
    lots: dict[tuple[str, str, str, str], _Lot] = {}
    for item in items(session):
        if item.life != "waste" or item.place != "in_stock":
            continue
        since, waste_class, perhaps = _kept(session, item, arrivals)
        lot = lots.setdefault((item.custodian, item.stream, since, waste_class), _Lot(perhaps))
        lot.count += 1
        lot.mass_kg += decimal_of(item.mass_kg or "0")
    for (holder, stream, since, waste_class), lot in sorted(lots.items()):
        for due in due_of_lot(
            table, jurisdiction_on(session, since), waste_class, subject=f"{holder} {stream}",
            name=stream, holder=holder, since=since, on=on,
        ):  # fmt: skip
            yield replace(
                due, stream=stream, count=lot.count, mass_kg=number_text(lot.mass_kg),
                perhaps=lot.perhaps,
            )  # fmt: skip


def _kept(session: Session, item: ItemState, arrivals: _Arrivals) -> tuple[str, str, bool]:
    """Give since when its custodian has had the waste, its class, and whether that is a guess."""
    arrival = arrivals.of_item.get(item.item)
    if arrival is not None and arrival[0] == item.custodian:
        return arrival[1], arrival[2], False
    since = day_of(item.waste_on)
    found = classify(
        session.around.regulations, jurisdiction_on(session, since), since, item.stream,
        item.condition, False,
    ).waste_class  # fmt: skip
    # Nobody has said yet which class it is: the stricter one limits how long it may stay.
    return since, "hazardous" if found in OPEN_CLASSES else found, found in OPEN_CLASSES


def _of_years(
    session: Session, table: Deadlines, waste: Sequence[ConsignmentState], on: str
) -> Iterator[Due]:
    years: dict[str, set[int]] = {}
    for one in waste:
        if one.waste["waste_class"] == "hazardous" and one.collected_at:
            for name in (one.consignor, one.consignee):
                years.setdefault(name, set()).add(int(one.collected_at[:4]))
    for party in parties(session):
        if party.party in years:
            yield from due_of_year(
                table, jurisdiction_on(session, on), party.party, on,
                hazardous_years=frozenset(years[party.party]),
            )  # fmt: skip
