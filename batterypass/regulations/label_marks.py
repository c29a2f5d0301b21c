"""What stands on the label of a battery, as dated rows: which attributes, which signs, how large.

``label-marks.json`` follows Regulation (EU) 2023/1542, Art. 13 and Annex VI. It judges nothing that
is signed, so it is no part of a rulebook. A battery carries what the law wants on the day on which
the label is printed; lengths are millimetres.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import cache
from importlib import resources
from math import ceil
from typing import TYPE_CHECKING, Final

from batterypass.regulations.tables import Table

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Signs:
    """The signs that one battery's label needs beside the crossed-out bin, which all have."""

    metals: tuple[str, ...] = ()
    """``Cd`` and ``Pb``, where its values say that there is so much of it."""
    high_voltage: bool = False
    ce: bool = False
    """It has a declaration of conformity: without one nobody may put CE on it."""
    metal_share: float = 0.0
    """Least area of ``Cd`` or ``Pb`` in parts of the area of the bin."""
    ce_height_mm: float = 0.0


NO_SIGNS: Final = Signs()


@dataclass(frozen=True, slots=True)
class LabelLaw:
    """The rows that hold on a day."""

    metals: tuple[str, ...]
    metal_share: float
    ce_height_mm: float
    high_voltage_above: Decimal
    bin_share: float
    """Least area of the bin in parts of the largest side of the battery."""
    bin_share_cylinder: float
    """The same in parts of the whole surface of a cylindrical cell."""
    bin_least_mm: float
    """A smaller one counts on no battery."""
    bin_most_mm: float
    bin_packaging_mm: float
    """How large it is at least on a packaging, where the battery is too small for one."""

    def signs(self, values: Mapping[str, object], voltage: str = "") -> Signs:
        """Say which signs public values ask for; ``voltage`` is the nominal one of the record.

        A value that cannot be read asks for nothing: a sign is a statement, and nobody made it.
        """
        declared = texts_of(values.get("cadmium_lead_symbols"))
        spoken = {
            word for text in declared for word in text.replace(",", " ").replace("|", " ").split()
        }
        volts = [_number(values.get(name)) for name in ("maximum_voltage", "nominal_voltage")]
        volts.append(_number(voltage))
        return Signs(
            tuple(metal for metal in self.metals if metal in spoken),
            any(one is not None and one > self.high_voltage_above for one in volts),
            bool(texts_of(values.get("eu_declaration_of_conformity"))),
            self.metal_share,
            self.ce_height_mm,
        )

    def largest_side_cm2(self, bin_mm: float) -> float | None:
        """Give the largest side of a battery, in cm², for which a bin of this side is enough.

        None: it is as large as the law ever asks for. Nought: it is too small for any.
        """
        if bin_mm < self.bin_least_mm:
            return 0.0
        return None if bin_mm >= self.bin_most_mm else bin_mm * bin_mm / self.bin_share / 100

    def bin_for(self, area_cm2: float, *, is_cylinder: bool = False) -> tuple[float, bool]:
        """Give the least side of the bin in mm, and whether it goes on the packaging instead.

        ``area_cm2`` is the largest side of the battery, of a cylindrical cell its whole surface.
        """
        share = self.bin_share_cylinder if is_cylinder else self.bin_share
        side = (area_cm2 * 100 * share) ** 0.5
        if side < self.bin_least_mm:
            return self.bin_packaging_mm, True
        # Rounded up to what a ruler shows; a hair is taken off because 4 % of a number is no exact one.
        return min(self.bin_most_mm, ceil(side * 10 - 1e-6) / 10), False


@cache
def label_marks() -> Table:
    """Give the packaged table. Raises MalformedError as :meth:`Table.parse`."""
    file = resources.files("batterypass.regulations") / "data" / "label-marks.json"
    return Table.parse("label-marks", file.read_bytes())


def label_law(day: str, table: Table | None = None) -> LabelLaw:
    """Give the signs and measures of a day (``2026-11-23``), the table's first day for an older one.

    A label that is printed before a duty begins may carry its sign already.
    """
    rows = {row["id"]: row["value"] for row in (table or label_marks()).rows if _is_known(row, day)}
    return LabelLaw(
        metals=tuple(rows["METAL-SYMBOLS"].split()),
        metal_share=float(rows["METAL-SHARE"]) / 100,
        ce_height_mm=float(rows["CE-HEIGHT"]),
        high_voltage_above=Decimal(rows["HV-ABOVE"]),
        bin_share=float(rows["BIN-SHARE"]) / 100,
        bin_share_cylinder=float(rows["BIN-SHARE-CYLINDER"]) / 100,
        bin_least_mm=float(rows["BIN-LEAST"]),
        bin_most_mm=float(rows["BIN-MOST"]),
        bin_packaging_mm=float(rows["BIN-PACKAGING"]),
    )


def label_attributes(table: Table | None = None) -> tuple[str, ...]:
    """Name every passport attribute that a label may print."""
    rows = (table or label_marks()).rows
    return tuple(sorted({row["value"] for row in rows if row["mark"] == "field"}))


def _is_known(row: Mapping[str, str | None], day: str) -> bool:
    until = row["valid_to"]
    return until is None or day <= until


def texts_of(value: object) -> list[str]:
    """Give the texts in a value: itself, those of a list, or those of a list's records."""
    if isinstance(value, str):
        return [value] if value.strip() else []
    if isinstance(value, dict):
        return [one for member in value.values() for one in texts_of(member)]
    if isinstance(value, list | tuple):
        return [one for member in value for one in texts_of(member)]
    return []


def _number(value: object) -> Decimal | None:
    try:
        return Decimal(value) if isinstance(value, str) and value else None
    except InvalidOperation:
        return None
