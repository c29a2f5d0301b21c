"""What became of a load on a manifest: shipped, missing, turned away, surplus, and what the scale said.

One account for the log book and for the yearly sums, so that they agree by construction, for each
manifest: shipped - missing - turned away = what the consignor sent and the consignee took; with the
surplus that is all the consignee took. In kilograms the scale's difference closes the account.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from batterypass.domain.base import decimal_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from batterypass.app.session import Session
    from batterypass.domain.states import ConsignmentState

_ZERO = Decimal(0)
_AWAY = frozenset({"rejected", "returned"})
#: States in which nobody has counted the load yet.
_ON_ITS_WAY = frozenset({"in_transit", "delivered"})


@dataclass(frozen=True, slots=True)
class Part:
    """Items and their mass in kg, exact; items without a known mass count and weigh nothing."""

    items: int = 0
    kg: Decimal = _ZERO

    def __add__(self, other: Part) -> Part:
        return Part(self.items + other.items, self.kg + other.kg)

    def __sub__(self, other: Part) -> Part:
        return Part(self.items - other.items, self.kg - other.kg)


@dataclass(frozen=True, slots=True)
class Balance:
    """The account of one manifest, or of several. Masses are declared ones but for ``scale``.

    ``scale`` is what the scale said above (or below) the declared mass of what arrived; a surplus pack
    has the mass that it was given alone at the gate, else that of its own record.
    """

    shipped: Part = Part()
    missing: Part = Part()
    away: Part = Part()
    surplus: Part = Part()
    scale: Decimal = _ZERO

    def __add__(self, other: Balance) -> Balance:
        return Balance(
            self.shipped + other.shipped,
            self.missing + other.missing,
            self.away + other.away,
            self.surplus + other.surplus,
            self.scale + other.scale,
        )

    @property
    def sent(self) -> Part:
        """What the consignor sent and nobody turned away or missed, by the scale once it arrived."""
        return self.shipped - self.missing - self.away + Part(0, self.scale)

    @property
    def taken(self) -> Part:
        """What the consignee took, with the mass on its scale."""
        return self.sent + self.surplus


def balance_of(session: Session, consignment: ConsignmentState) -> Balance:
    """Give the account of a consignment that was collected."""
    lines = consignment.items
    outcomes = {name: line.get("outcome", "") for name, line in lines.items()}
    shipped = _declared(
        line
        for name, line in lines.items()
        if outcomes[name] not in ("surplus", "not_loaded") and "mass_kg" in line
    )
    missing = _declared(line for name, line in lines.items() if outcomes[name] == "missing")
    away = _declared(line for name, line in lines.items() if outcomes[name] in _AWAY)
    surplus = Part()
    for name, line in lines.items():
        if outcomes[name] == "surplus":
            item = session.world.item(name)
            mass = line.get("received_kg") or (item.mass_kg if item is not None else "")
            surplus += Part(1, decimal_of(mass or "0"))
    if consignment.state in _ON_ITS_WAY:
        return Balance(shipped)
    before = Balance(shipped, missing, away, surplus)
    measured = decimal_of(consignment.measured_kg or "0") if before.taken.items else _ZERO
    return Balance(shipped, missing, away, surplus, measured - before.taken.kg)


def _declared(lines: Iterable[dict[str, Any]]) -> Part:
    masses = [decimal_of(line.get("mass_kg", "0")) for line in lines]
    return Part(len(masses), sum(masses, _ZERO))
