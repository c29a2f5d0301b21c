"""Whether energy, mass, voltage and capacity of a pack can be true together.

A decimal point that slipped is signed for ever, so an import asks again where the figures do not fit
each other. The ranges (``data/plausible-ranges.csv``) are project defaults of low confidence.
"""

from __future__ import annotations

import csv
import io
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Final, NamedTuple

from batterypass.domain.base import number_text

if TYPE_CHECKING:
    from collections.abc import Mapping

#: Rated energy against nominal voltage x rated capacity: the two are rounded, and some makers
#: state the usable energy.
_ENERGY_LOW: Final = 0.75
_ENERGY_HIGH: Final = 1.35
_MOBILE: Final = frozenset({"EV", "LMT", "portable"})
_SHIFTS: Final = (-1, 1, -2, 2, -3, 3)


class Doubt(NamedTuple):
    """A figure that does not fit the others: its field, a text's key and gaps, and a guess."""

    field: str
    key: str
    values: Mapping[str, str]
    hint: str


@cache
def ranges() -> Mapping[tuple[str, str], tuple[float, float]]:
    """Give energy per mass (low, high) in Wh/kg by chemistry and use (``mobile``, ``fixed``)."""
    file = resources.files("batterypass.exchange") / "data" / "plausible-ranges.csv"
    rows = csv.DictReader(io.StringIO(file.read_text("utf-8"), newline=""))
    return {
        (row["chemistry"], row["use"]): (float(row["low_wh_kg"]), float(row["high_wh_kg"]))
        for row in rows
    }


def doubt_about(
    *, chemistry: str, category: str, voltage: str, capacity: str, energy: str, mass: str
) -> Doubt | None:
    """Give the first figure that does not fit the others, or None. All are number strings > 0.

    The bounds that are shown are the bounds that are used: outward to two digits.
    """
    # Binary floats settle the ordinary case; whatever is near a bound is decided exactly below.
    given, expected = float(energy), float(voltage) * float(capacity)
    if not _ENERGY_LOW * expected <= given <= _ENERGY_HIGH * expected:
        low, high = _bounds(expected * _ENERGY_LOW, expected * _ENERGY_HIGH)
        if not low <= Decimal(energy) <= high:
            values = {
                "voltage": voltage, "capacity": capacity,
                "low": number_text(low), "high": number_text(high),
            }  # fmt: skip
            return Doubt("energy_wh", "energy_range", values, _shifted(energy, low, high))
    low_wh_kg, high_wh_kg = ranges()[chemistry, "mobile" if category in _MOBILE else "fixed"]
    if not low_wh_kg * float(mass) <= given <= high_wh_kg * float(mass):
        low, high = _bounds(given / high_wh_kg, given / low_wh_kg)
        if not low <= Decimal(mass) <= high:
            values = {
                "chemistry": chemistry, "energy": energy_text(energy),
                "low": number_text(low), "high": number_text(high),
            }  # fmt: skip
            return Doubt("mass_kg", "mass_range", values, _shifted(mass, low, high))
    return None


def energy_text(wh: str) -> str:
    """Write an energy as people say it: ``46 kWh``, ``499.5 Wh``."""
    value = Decimal(wh)
    return f"{wh} Wh" if value < 1000 else f"{number_text(value / 1000)} kWh"


def _bounds(low: float, high: float) -> tuple[Decimal, Decimal]:
    return _rounded(Decimal(low), ROUND_FLOOR), _rounded(Decimal(high), ROUND_CEILING)


def _rounded(value: Decimal, rounding: str) -> Decimal:
    return value.quantize(Decimal(1).scaleb(value.adjusted() - 1), rounding=rounding)


def _shifted(number: str, low: Decimal, high: Decimal) -> str:
    """Guess where the decimal point belongs."""
    for places in _SHIFTS:
        value = Decimal(number).scaleb(places)
        if low <= value <= high:
            return number_text(value)
    return ""
