"""Masses of elements from an assay: percent of the mass, compounds by the table of their contents.

``reference/waste-and-manifests.md`` 8: recovery counts masses of elements, not of compounds.
"""

from __future__ import annotations

from decimal import ROUND_HALF_EVEN, Decimal
from typing import TYPE_CHECKING

from batterypass.domain.base import decimal_of, number_text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from batterypass.regulations.tables import Regulations

TABLE = "element-contents"
#: A number of the ledger has at most six decimals (``design/events.md``).
_STEP = Decimal("0.000001")


def content_on(regulations: Regulations, substance: str, day: str) -> tuple[str, Decimal] | None:
    """Give the element of a substance and its percent of the mass on a day; None for no row."""
    table = regulations.tables.get(TABLE)
    if table is None:
        return None
    for row in table.in_force(day):
        if row["substance"] == substance:
            return str(row["element"]), decimal_of(str(row["percent"]))
    return None


def elements_of_assay(
    regulations: Regulations, contents: Iterable[tuple[str, str]], mass_kg: str, day: str
) -> dict[str, str] | None:
    """Give kilograms by element of a mass with these (substance, percent); None without a table.

    The product is exact, and written with the six decimals of a number.
    """
    found: dict[str, Decimal] = {}
    for substance, percent in contents:
        content = content_on(regulations, substance, day)
        if content is None:
            return None
        element, share = content
        kg = decimal_of(mass_kg) * decimal_of(percent) * share / 10_000
        found[element] = found.get(element, Decimal(0)) + kg
    return {
        element: number_text(kg.quantize(_STEP, rounding=ROUND_HALF_EVEN))
        for element, kg in found.items()
    }
