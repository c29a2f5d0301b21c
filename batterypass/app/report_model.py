"""What every yearly report has: whose and which year, figures with their entries, and tables.

Whoever writes a report down (terminal, JSON, CSV, PDF, spreadsheet) reads its tables; whoever draws it
reads the typed figures of the report itself. Masses and shares are exact in the figures and number
strings in the tables, cut after six places.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Literal, Protocol

from batterypass.app.entry_set import EntrySet
from batterypass.domain.base import decimal_of, number_text
from batterypass.regulations.recovery import cut

if TYPE_CHECKING:
    from collections.abc import Mapping

ReportName = Literal["recovery", "circularity", "producer", "site"]
#: What a column holds. A ``word`` is one of a closed list that the catalogue has plain words for,
#: ``words`` are several with commas; a ``party`` and a ``batch`` are ids.
ColumnKind = Literal[
    "text", "word", "words", "party", "batch", "count", "kg", "percent", "days", "number", "entries"
]
Cell = str | int | EntrySet | None
#: Ranges of entries that a figure is shown with where nobody asks for all.
SHOWN_RANGES = 20


@dataclass(frozen=True, slots=True)
class Asked:
    """What a report is about. Empty: everybody, every site."""

    report: ReportName
    year: int
    party: str = ""
    site: str = ""
    jurisdiction: str = "EU"
    #: Elements that are left out of efficiencies, on both sides.
    excluded: tuple[str, ...] = ()

    @property
    def as_of(self) -> str:
        """Give the day for which targets are looked up: the end of the year."""
        return f"{self.year}-12-31"


@dataclass(frozen=True, slots=True)
class Basis:
    """The ledger that a report was made from: its name, entries and Merkle root (hex).

    ``known_until`` is the time of its last time mark (UTC): what happened later is not in it.
    """

    origin: str
    size: int
    root: str
    known_until: str


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table."""

    key: str
    kind: ColumnKind = "text"


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells by the keys of the columns."""

    key: str
    columns: tuple[Column, ...]
    rows: tuple[Mapping[str, Cell], ...]

    def as_json(self, limit: int | None = SHOWN_RANGES) -> list[dict[str, Any]]:
        """Give the rows for programs, with at most so many ranges of entries in a cell."""
        return [
            {
                key: cell.as_json(limit) if isinstance(cell, EntrySet) else cell
                for key, cell in row.items()
            }
            for row in self.rows
        ]


class Report(Protocol):
    """What every report can say of itself."""

    @property
    def asked(self) -> Asked:
        """Say what it is about."""

    @property
    def basis(self) -> Basis:
        """Say what it was made from."""

    def tables(self) -> tuple[Table, ...]:
        """Give its figures as tables, the main one first."""


#: Most packs of a model have one mass.
_mass = lru_cache(maxsize=4096)(decimal_of)


@dataclass(slots=True)
class Amount:
    """So many items of so many kilograms; ``unweighed`` of them have no mass on record."""

    units: int = 0
    kg: Decimal = Decimal(0)
    unweighed: int = 0
    entries: EntrySet = field(default_factory=EntrySet)

    def add(self, kg: str, entry: int, units: int = 1) -> None:
        """Count items with their mass together."""
        self.units += units
        if kg:
            self.kg += _mass(kg)
        else:
            self.unweighed += units
        self.entries.add(entry)

    def take(self, other: Amount) -> None:
        """Add another amount."""
        self.units += other.units
        self.kg += other.kg
        self.unweighed += other.unweighed
        self.entries.update(other.entries.numbers)

    def cells(self) -> dict[str, Cell]:
        """Give it as cells."""
        return {
            "units": self.units, "kg": number_text(self.kg), "unweighed": self.unweighed,
            "entries": self.entries,
        }  # fmt: skip


#: The columns of :meth:`Amount.cells`.
AMOUNT_COLUMNS = (
    Column("units", "count"), Column("kg", "kg"), Column("unweighed", "count"),
    Column("entries", "entries"),
)  # fmt: skip


def share_text(part: Decimal | int, whole: Decimal | int) -> str:
    """Give a share in percent as a number string, cut after six places; empty of nothing."""
    return cut(Fraction(100) * Fraction(part) / Fraction(whole)) if whole else ""
