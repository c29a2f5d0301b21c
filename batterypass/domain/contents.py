"""What of a recovered fraction was claimed already, and what is left to claim."""

from __future__ import annotations

from typing import TYPE_CHECKING

from batterypass.domain.base import decimal_of, number_text

if TYPE_CHECKING:
    from collections.abc import Iterable
    from decimal import Decimal

    from batterypass.domain.events.content import ClaimedLine
    from batterypass.domain.states import ItemState


def left_kg(item: ItemState, element: str) -> Decimal:
    """Give the kilograms of an element that nobody has claimed yet; below zero where too many were."""
    there = decimal_of(item.elements_kg.get(element, "0"))
    return there - decimal_of(item.claimed_kg.get(element, "0"))


def with_claim(item: ItemState, lines: Iterable[ClaimedLine]) -> dict[str, str]:
    """Give what is claimed of a fraction once further lines of it are."""
    claimed = dict(item.claimed_kg)
    for line in lines:
        if line.item == item.item:
            before = decimal_of(claimed.get(line.element, "0"))
            claimed[str(line.element)] = number_text(before + decimal_of(line.mass_kg))
    return claimed
