"""What a yearly report says on paper: figures, tables, and the evidence that each of them leads to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from batterypass.documents.audit_flow import Mark
    from batterypass.documents.content import Source
    from batterypass.documents.flow import TableColumn
    from batterypass.documents.sankey import SankeyLink, SankeyNode


@dataclass(frozen=True, slots=True)
class TargetBar:
    """A rate against its target, both per cent; None where there is none.

    ``reach`` is what it may still become; ``text`` and ``outcome`` say the same in words.
    """

    name: str
    value: float | None
    reach: float | None
    target: float | None
    text: str
    mark: Mark
    outcome: str
    evidence: int = 0


@dataclass(frozen=True, slots=True)
class PlainBar:
    """An amount: its name, its length in the unit of the figure, and how it is written."""

    name: str
    value: float
    text: str
    evidence: int = 0


@dataclass(frozen=True, slots=True)
class Spread:
    """How something is spread: a quarter, half and three quarters of it lie below the three figures."""

    name: str
    low: float
    middle: float
    high: float
    text: str
    evidence: int = 0


@dataclass(frozen=True, slots=True)
class TargetChart:
    """Rates below each other, each against its target."""

    bars: tuple[TargetBar, ...]


@dataclass(frozen=True, slots=True)
class BarChart:
    """Amounts below each other, on one scale."""

    bars: tuple[PlainBar, ...]


@dataclass(frozen=True, slots=True)
class Histogram:
    """Counts side by side, one bar for each class, in their order."""

    bars: tuple[PlainBar, ...]
    axis: str


@dataclass(frozen=True, slots=True)
class SpreadChart:
    """Spreads below each other, on one scale that begins at nothing."""

    rows: tuple[Spread, ...]
    unit: str


@dataclass(frozen=True, slots=True)
class FlowChart:
    """A Sankey picture."""

    nodes: tuple[SankeyNode, ...]
    links: tuple[SankeyLink, ...]


@dataclass(frozen=True, slots=True)
class PaperTable:
    """A table; the last cell of a row is the number of its evidence, or empty."""

    columns: tuple[TableColumn, ...]
    rows: tuple[tuple[str, ...], ...]
    evidence: tuple[int, ...]


Figure = TargetChart | BarChart | Histogram | SpreadChart | FlowChart | PaperTable


@dataclass(frozen=True, slots=True)
class Section:
    """A figure under its title, with what has to be said to read it."""

    title: str
    figure: Figure
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Evidence:
    """The entries that make one part of a figure: whose, which part, how many, and their numbers."""

    number: int
    what: str
    part: str
    count: int
    entries: str


@dataclass(frozen=True, slots=True)
class YearlyPaper:
    """A report in the words that are printed."""

    title: str
    about: tuple[tuple[str, str], ...]
    sections: tuple[Section, ...]
    notes: tuple[str, ...]
    nothing: str
    """Said where there are no sections."""
    evidence: tuple[Evidence, ...]
    command: str
    """Makes the same paper again."""
    source: Source
    size: tuple[float, float]
