"""Yearly sums of waste: by stream, class, operation and the other side, each with its entries.

What was sent counts in the year of its collection, with the mass on the consignee's scale once it was
received and the declared mass until then, in two columns. What was turned away does not count, nor
what did not arrive; a surplus pack counts for who took it and not for who never sent it. What was
dismantled or disposed of counts where it was done.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING, Literal

from batterypass.app.balances import Balance, balance_of
from batterypass.app.movements import entries_of, movements
from batterypass.app.read import consignments
from batterypass.domain.base import decimal_of, number_text

if TYPE_CHECKING:
    from batterypass.app.movements import Movement
    from batterypass.app.session import Session
    from batterypass.domain.states import ConsignmentState, PartyState

Part = Literal["sent", "received", "treated"]
_ORDER = {"sent": 0, "received": 1, "treated": 2}
_PART_OF: dict[str, Part] = {
    "handed_over": "sent", "accepted": "received", "dismantled": "treated", "recycled": "treated",
    "disposed": "treated",
}  # fmt: skip
#: What is on its way counts as declared; what was turned away as a whole does not count.
_ON_ITS_WAY = frozenset({"in_transit", "delivered"})
_ARRIVED = frozenset({"received", "partially_received"})


@dataclass(slots=True)
class YearlySum:
    """One row. ``other`` is the destination of what was sent and the origin of what came."""

    part: Part
    stream: str
    waste_class: str
    operation: str
    other: str
    other_site: str
    consignments: int = 0
    items: int = 0
    missing: int = 0
    surplus: int = 0
    weighed: Decimal = Decimal(0)
    declared: Decimal = Decimal(0)
    manifests: list[str] = field(default_factory=list)
    entries: set[int] = field(default_factory=set)

    @property
    def kg(self) -> str:
        """Give the whole mass."""
        return number_text(self.weighed + self.declared)

    def add(self, *, count: int, kg: str, is_weighed: bool, entries: tuple[int, ...]) -> None:
        """Add items and their mass."""
        self.items += count
        if is_weighed:
            self.weighed += decimal_of(kg)
        else:
            self.declared += decimal_of(kg)
        self.entries.update(entries)


class _Sums:
    def __init__(self) -> None:
        self.rows: dict[tuple[str, ...], YearlySum] = {}

    def row(
        self, part: Part, stream: str, waste_class: str, operation: str, other: str, site: str
    ) -> YearlySum:
        key = (part, stream, waste_class, operation, other, site)
        if key not in self.rows:
            self.rows[key] = YearlySum(part, stream, waste_class, operation, other, site)
        return self.rows[key]


def yearly_sums(session: Session, party: PartyState, year: int) -> list[YearlySum]:
    """Give the sums of a party for a calendar year: sent, received, treated."""
    sums = _Sums()
    for one in consignments(session):
        if one.waste:
            _add_manifest(session, sums, party, one, str(year))
    moved = movements(session, party, since=f"{year}-01-01", until=f"{year}-12-31")
    for movement in moved:
        if movement.what in _PART_OF:
            _add_movement(sums, movement)
    return [
        row
        for _, row in sorted(
            sums.rows.items(), key=lambda pair: (_ORDER[pair[1].part], *pair[0][1:])
        )
    ]


def reconcile(session: Session, party: PartyState, year: int) -> Balance:
    """Account for the year's sums of what was sent, from what the log book says was shipped."""
    total = Balance()
    for one in consignments(session):
        if one.waste and one.consignor == party.party and one.collected_at[:4] == str(year):
            total += balance_of(session, one)
    return total


def _add_manifest(
    session: Session, sums: _Sums, party: PartyState, one: ConsignmentState, year: str
) -> None:
    waste = one.waste
    shape = (waste["stream"], waste["waste_class"], waste["operation"])
    # A party may send to itself, from one site to another: then it counts on both sides.
    ends: list[tuple[Part, str, str]] = []
    if one.consignor == party.party and one.collected_at[:4] == year:
        ends.append(("sent", one.consignee, one.consignee_site))
    if one.consignee == party.party and one.received_at[:4] == year:
        ends.append(("received", one.consignor, one.offered_site))
    arrived, balance = one.state in _ARRIVED, balance_of(session, one)
    for part, other, site in ends:
        if not arrived and (part == "received" or one.state not in _ON_ITS_WAY):
            continue
        row = sums.row(part, *shape, other, site)
        row.consignments += 1
        row.manifests.append(waste["manifest_no"])
        counted = balance.sent if part == "sent" else balance.taken
        row.missing += balance.missing.items
        row.surplus += balance.surplus.items
        row.add(
            count=counted.items,
            kg=number_text(counted.kg),
            is_weighed=arrived,
            entries=entries_of(one, "offered", "collected", "received", "partially-received"),
        )


def _add_movement(sums: _Sums, one: Movement) -> None:
    operation = one.operation or ("dismantled" if one.what == "dismantled" else "")
    row = sums.row(_PART_OF[one.what], one.stream, one.waste_class, operation, one.other, "")
    row.add(count=one.count, kg=one.kg, is_weighed=one.is_weighed, entries=one.entries)
