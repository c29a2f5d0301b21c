"""ADR 1.1.3.6: how much of each transport category a unit may carry before all of ADR applies."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from batterypass.errors import MalformedError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from batterypass.regulations.tables import Confidence, Table


@dataclass(frozen=True, slots=True)
class Points:
    """The calculation for a load. ``rows``: category, net mass in kg, factor, calculated value.

    A category without an exempt quantity has neither factor nor value, and is always over.
    """

    rows: tuple[tuple[str, str, str, str], ...]
    total: str
    limit: str
    is_over: bool
    source: str
    confidence: Confidence


def points_of(table: Table, day: str, masses: Mapping[str, Decimal]) -> Points | None:
    """Calculate the value of the net masses in kg by category; None where there is no category.

    Raises MalformedError for a category that the table lacks on that day.
    """
    known = {str(row["category"]): row for row in table.in_force(day)}
    lines = []
    total, limit, is_over = Decimal(0), "", False
    sources: list[str] = []
    confidence: Confidence = "high"
    for category, kg in sorted(masses.items()):
        row = known.get(category)
        if row is None:
            raise MalformedError(f"table {table.name}: no transport category {category!r} on {day}")
        sources.append(str(row["source"]))
        limit = str(row["sum"])
        if row["factor"] is None:
            lines.append((category, _number(kg), "", ""))
            is_over = is_over or kg > Decimal(row["limit_kg"])
            continue
        value = kg * Decimal(row["factor"])
        total += value
        lines.append((category, _number(kg), str(row["factor"]), _number(value)))
        if len(masses) == 1:
            # 1.1.3.6.4 is for mixed categories: of one alone 1.1.3.6.3 gives the quantity itself.
            is_over = kg > Decimal(row["limit_kg"])
        if row["confidence"] != "high":
            confidence = "medium"
    if not lines:
        return None
    is_over = is_over or total > Decimal(limit)
    shown = "; ".join(dict.fromkeys(sources))
    return Points(tuple(lines), _number(total), limit, is_over, shown, confidence)


def _number(value: Decimal) -> str:
    text = format(value.normalize(), "f")
    return "0" if text == "-0" else text
