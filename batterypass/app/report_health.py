"""How figures are spread: states of health in classes, and quantiles of anything."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from typing import Final

from batterypass.app.entry_set import EntrySet
from batterypass.domain.base import decimal_of
from batterypass.regulations.recovery import cut

#: Width of a class of states of health, per cent.
SOH_STEP: Final = 5


@dataclass(frozen=True, slots=True)
class SohClass:
    """So many packs with a state of health from ``low`` to below ``high``, per cent."""

    low: int
    high: int
    packs: int
    entries: EntrySet


@dataclass(frozen=True, slots=True)
class SohDistribution:
    """States of health; ``sealed`` readings are not open here, ``without`` have no figure at all."""

    classes: tuple[SohClass, ...]
    readable: int
    sealed: int
    sealed_entries: EntrySet
    without: int
    median: str


@dataclass(slots=True)
class Health:
    """Collects states of health."""

    figures: Counter[Decimal] = field(default_factory=Counter)
    entries: dict[int, EntrySet] = field(default_factory=dict)
    sealed: EntrySet = field(default_factory=EntrySet)
    sealed_packs: int = 0
    without: int = 0

    def add(self, found: str, entry: int) -> None:
        """Take in a pack: its figure as a number string, ``sealed``, or nothing."""
        if found == "sealed":
            self.sealed.add(entry)
            self.sealed_packs += 1
        elif found:
            percent = decimal_of(found)
            self.figures[percent] += 1
            self.entries.setdefault(_soh_class(percent), EntrySet()).add(entry)
        else:
            self.without += 1

    def distribution(self) -> SohDistribution:
        """Give the classes."""
        packs: Counter[int] = Counter()
        for percent, count in self.figures.items():
            packs[_soh_class(percent)] += count
        return SohDistribution(
            tuple(
                SohClass(low, low + SOH_STEP, packs[low], self.entries.get(low, EntrySet()))
                for low in range(0, 100, SOH_STEP)
            ),
            self.figures.total(),
            self.sealed_packs,
            self.sealed,
            self.without,
            quantile(self.figures, Fraction(1, 2)),
        )


def _soh_class(percent: Decimal) -> int:
    """Give where its class begins; 100 % belongs to the highest and has none of its own."""
    return int(min(percent, Decimal(99)) // SOH_STEP) * SOH_STEP


def quantile(figures: Counter[Decimal], part: Fraction) -> str:
    """Give a quantile, between two figures by their distance; empty of none."""
    total = figures.total()
    if not total:
        return ""
    place = part * (total - 1)
    low, rest = int(place), place - int(place)
    below = above = Fraction(0)
    passed = 0
    for figure in sorted(figures):
        if passed <= low:
            below = Fraction(figure)
        if passed <= min(low + 1, total - 1):
            above = Fraction(figure)
        passed += figures[figure]
    return cut(below + rest * (above - below))
