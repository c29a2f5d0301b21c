"""How states of health and days are spread: in classes and quartiles, each with its entries."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Final

from batterypass.app.entry_set import EntrySet
from batterypass.app.report_model import Cell, Column, Table, share_text
from batterypass.domain.base import decimal_of
from batterypass.regulations.recovery import cut

if TYPE_CHECKING:
    from collections.abc import Iterable

#: Width of a class of states of health, per cent.
SOH_STEP: Final = 5
_STAY_COLUMNS: Final = (
    Column("stage", "word"), Column("ended", "count"), Column("quartile_1", "days"),
    Column("median", "days"), Column("quartile_3", "days"), Column("ongoing", "count"),
    Column("entries", "entries"),
)  # fmt: skip
_SOH_COLUMNS: Final = (
    Column("soh", "word"), Column("packs", "count"), Column("share", "percent"),
    Column("entries", "entries"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class SohClass:
    """So many packs with a state of health from ``low`` to below ``high``, per cent."""

    low: int
    high: int
    packs: int
    #: The readings that say so.
    entries: EntrySet


@dataclass(frozen=True, slots=True)
class SohDistribution:
    """States of health; ``sealed`` readings are not open here, ``without`` have no figure at all."""

    classes: tuple[SohClass, ...]
    readable: int
    sealed: int
    without: int
    median: str
    sealed_entries: EntrySet


@dataclass(frozen=True, slots=True)
class Stay:
    """How long packs stayed in a stage: those that left it in the year, in days."""

    stage: str
    ended: int
    quartile_1: str
    median: str
    quartile_3: str
    #: Packs that were in it at the end of the year.
    ongoing: int
    #: The entries by which packs left it.
    entries: EntrySet


@dataclass(slots=True)
class Health:
    """Collects states of health."""

    figures: Counter[Decimal] = field(default_factory=Counter)
    sealed: int = 0
    without: int = 0
    entries: dict[int, EntrySet] = field(default_factory=dict)
    sealed_entries: EntrySet = field(default_factory=EntrySet)

    def add(self, found: str, entry: int) -> None:
        """Count a pack by its state of health; ``entry`` is that of the reading, negative of none."""
        said = [entry] if entry >= 0 else []
        if found == "sealed":
            self.sealed += 1
            self.sealed_entries.update(said)
        elif found:
            percent = decimal_of(found)
            self.figures[percent] += 1
            self.entries.setdefault(_class_of(percent), EntrySet()).update(said)
        else:
            self.without += 1

    def distribution(self) -> SohDistribution:
        """Give what was counted."""
        packs: Counter[int] = Counter()
        for percent, count in self.figures.items():
            packs[_class_of(percent)] += count
        classes = tuple(
            SohClass(low, low + SOH_STEP, packs[low], self.entries.get(low, EntrySet()))
            for low in range(0, 100, SOH_STEP)
        )
        median = _quantile(self.figures, Fraction(1, 2))
        return SohDistribution(
            classes, self.figures.total(), self.sealed, self.without, median, self.sealed_entries
        )


def _class_of(percent: Decimal) -> int:
    """Give where the class of a state of health begins; 100 % has none of its own."""
    return int(min(percent, Decimal(100) - 1) // SOH_STEP) * SOH_STEP


def stay_of(stage: str, days: Counter[int], ongoing: int, entries: EntrySet) -> Stay:
    """Give the quartiles of days of a stage; ``entries`` are those by which packs left it."""
    figures: Counter[Decimal] = Counter({Decimal(day): count for day, count in days.items()})
    low, middle, high = (_quantile(figures, Fraction(part, 4)) for part in (1, 2, 3))
    return Stay(stage, days.total(), low, middle, high, ongoing, entries)


def _quantile(figures: Counter[Decimal], part: Fraction) -> str:
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


def _stay_row(one: Stay) -> dict[str, Cell]:
    return {
        "stage": one.stage, "ended": one.ended, "quartile_1": one.quartile_1,
        "median": one.median, "quartile_3": one.quartile_3, "ongoing": one.ongoing,
        "entries": one.entries,
    }  # fmt: skip


def stays_table(stays: Iterable[Stay]) -> Table:
    """Give stays as a table."""
    return Table("stays", _STAY_COLUMNS, tuple(map(_stay_row, stays)))


def soh_table(soh: SohDistribution) -> Table:
    """Give states of health as a table."""
    return Table("soh", _SOH_COLUMNS, _soh_rows(soh))


def _soh_rows(soh: SohDistribution) -> tuple[dict[str, Cell], ...]:
    rows: list[dict[str, Cell]] = [
        {
            "soh": f"{one.low}-{one.high}",
            "packs": one.packs,
            "share": share_text(one.packs, soh.readable),
            "entries": one.entries,
        }
        for one in soh.classes
        if one.packs
    ]
    rows += [
        {"soh": name, "packs": count, "share": "", "entries": entries}
        for name, count, entries in (
            ("sealed", soh.sealed, soh.sealed_entries),
            ("no_reading", soh.without, EntrySet()),
        )
        if count
    ]
    return tuple(rows)
