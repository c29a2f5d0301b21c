"""What should stand on the scale at a gate: one definition for who weighs and for who judges.

The declared masses of what the consignee takes, and nothing of what is missing or turned away:
nobody weighs that. Of surplus nobody declared a mass, so the one weighed for its line, if any, stands
on both sides. All masses are in kilograms, exact.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any, NamedTuple

from batterypass.domain.base import decimal_of
from batterypass.domain.parting import answered

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from batterypass.domain.states import ConsignmentState

#: Outcomes of items that the consignee did not take: the scale has not weighed them.
NOT_TAKEN = ("missing", "rejected", "returned")
#: Outcome of what the carrier did not take along.
_BEHIND = "not_loaded"
#: Outcomes of items that never came to the gate, or of which nobody has said anything.
_NOT_THERE = ("", _BEHIND)


class Found(NamedTuple):
    """What was found of one item; ``mass_kg`` is what it alone was weighed at, empty for nothing."""

    item: str
    outcome: str
    mass_kg: str


def listed(consignment: ConsignmentState) -> list[str]:
    """List the items of a paper: what was offered, without what stayed behind, and the surplus."""
    return [name for name, line in consignment.items.items() if line.get("outcome") != _BEHIND]


def loaded_kg(consignment: ConsignmentState) -> Decimal:
    """Add up the declared masses of what was loaded, exactly; all that is offered until then."""
    lines = (consignment.items[name] for name in listed(consignment))
    return sum((decimal_of(line["mass_kg"]) for line in lines if "mass_kg" in line), Decimal(0))


def taken_kg(consignment: ConsignmentState, lines: Iterable[Found]) -> Decimal:
    """Add up what the lines that are taken should weigh."""
    return _taken_kg(consignment.items, lines)


def _taken_kg(items: Mapping[str, Mapping[str, Any]], lines: Iterable[Found]) -> Decimal:
    return sum(
        (
            _counted(items.get(line.item, {}).get("mass_kg"), line.mass_kg)
            for line in lines
            if line.outcome not in NOT_TAKEN
        ),
        Decimal(0),
    )


def taken_before(consignment: ConsignmentState) -> list[Mapping[str, Any]]:
    """Give the lines that the consignee took with earlier parts of a reception."""
    lines = [consignment.items.get(name, {}) for name in answered(consignment, "received")]
    return [line for line in lines if line.get("outcome") not in NOT_TAKEN]


def taken_before_kg(consignment: ConsignmentState) -> Decimal:
    """Add up what those lines should weigh."""
    return sum(
        (
            _counted(line.get("mass_kg"), line.get("received_kg", ""))
            for line in taken_before(consignment)
        ),
        Decimal(0),
    )


def received_kg(items: Mapping[str, Mapping[str, Any]]) -> Decimal:
    """Add up what the lines of a consignment that was received should have weighed."""
    return _taken_kg(
        items,
        (
            Found(name, line["outcome"], line.get("received_kg", ""))
            for name, line in items.items()
            if line.get("outcome", "") not in _NOT_THERE
        ),
    )


def is_apart(expected_kg: Decimal, measured_kg: Decimal, percent: str) -> bool:
    """Tell whether the scale is further from what is expected than a tolerance in percent."""
    return abs(measured_kg - expected_kg) * 100 > expected_kg * decimal_of(percent)


def outweigh(parts_kg: Decimal, whole_kg: Decimal, percent: str) -> bool:
    """Tell whether parts weigh more than their whole by more than a tolerance in percent."""
    return parts_kg > whole_kg and is_apart(whole_kg, parts_kg, percent)


def _counted(declared: str | None, weighed: str) -> Decimal:
    return decimal_of(declared if declared is not None else weighed or "0")
