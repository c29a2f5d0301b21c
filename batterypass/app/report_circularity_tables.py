"""The figures of a year of circularity, and their tables: flows, where everything is, stays, soundness."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from batterypass.app.entry_set import EntrySet
from batterypass.app.report_model import (
    AMOUNT_COLUMNS,
    Amount,
    Asked,
    Basis,
    Cell,
    Column,
    Table,
    share_text,
)
from batterypass.domain.base import number_text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from batterypass.app.report_health import SohDistribution


@dataclass(frozen=True, slots=True)
class Link:
    """Material that moved from one node to another in the year."""

    source: str
    target: str
    amount: Amount


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
    #: The entries by which they left it.
    entries: EntrySet


@dataclass(frozen=True, slots=True)
class Reuse:
    """Packs that began a second life in the year, and packs that were treated as waste."""

    second_lives: Amount
    treated: Amount

    @property
    def rate(self) -> str:
        """Give the share of second lives by number, per cent; empty of nothing."""
        return share_text(self.second_lives.units, self.second_lives.units + self.treated.units)

    @property
    def rate_by_mass(self) -> str:
        """Give the share of second lives by mass."""
        return share_text(self.second_lives.kg, self.second_lives.kg + self.treated.kg)


@dataclass(frozen=True, slots=True)
class CircularityReport:
    """The figures; ``standing`` is where all items were at the end of the year."""

    asked: Asked
    basis: Basis
    links: tuple[Link, ...]
    standing: Mapping[str, Amount]
    soh: SohDistribution
    stays: tuple[Stay, ...]
    reuse: Reuse

    def tables(self) -> tuple[Table, ...]:
        """Give flows, stages at the end of the year, stays, states of health and reuse."""
        return (
            Table(
                "flows",
                (Column("from_node", "word"), Column("to_node", "word"), *AMOUNT_COLUMNS),
                tuple(
                    {"from_node": one.source, "to_node": one.target, **one.amount.cells()}
                    for one in self.links
                ),
            ),
            Table(
                "standing",
                (Column("stage", "word"), *AMOUNT_COLUMNS),
                tuple({"stage": name, **one.cells()} for name, one in self.standing.items()),
            ),
            Table("stays", _STAY_COLUMNS, tuple(map(_stay_row, self.stays))),
            Table("soh", _SOH_COLUMNS, _soh_rows(self.soh)),
            Table("reuse", _REUSE_COLUMNS, (_reuse_row(self.reuse),)),
        )


_STAY_COLUMNS: Final = (
    Column("stage", "word"), Column("ended", "count"), Column("quartile_1", "days"),
    Column("median", "days"), Column("quartile_3", "days"), Column("ongoing", "count"),
    Column("entries", "entries"),
)  # fmt: skip
_SOH_COLUMNS: Final = (
    Column("soh", "word"), Column("packs", "count"), Column("share", "percent"),
    Column("entries", "entries"),
)  # fmt: skip
_REUSE_COLUMNS: Final = (
    Column("rate", "percent"), Column("rate_by_mass", "percent"),
    Column("second_lives", "count"), Column("second_lives_kg", "kg"),
    Column("treated", "count"), Column("treated_kg", "kg"),
    Column("second_life_entries", "entries"), Column("treated_entries", "entries"),
)  # fmt: skip


def _stay_row(one: Stay) -> dict[str, Cell]:
    return {
        "stage": one.stage, "ended": one.ended, "quartile_1": one.quartile_1,
        "median": one.median, "quartile_3": one.quartile_3, "ongoing": one.ongoing, "entries": one.entries,
    }  # fmt: skip


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


def _reuse_row(one: Reuse) -> dict[str, Cell]:
    return {
        "rate": one.rate,
        "rate_by_mass": one.rate_by_mass,
        "second_lives": one.second_lives.units,
        "second_lives_kg": number_text(one.second_lives.kg),
        "treated": one.treated.units,
        "treated_kg": number_text(one.treated.kg),
        "second_life_entries": one.second_lives.entries,
        "treated_entries": one.treated.entries,
    }
