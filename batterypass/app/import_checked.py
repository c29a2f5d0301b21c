"""What an import of packs is asked for, and what a file comes to before anything is signed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from batterypass.app.import_attached import RowFiles
    from batterypass.exchange.header import LeftOut
    from batterypass.exchange.leaves import ReportLine
    from batterypass.exchange.problems import RowProblem
    from batterypass.exchange.rows import Row
    from batterypass.exchange.source import Source
    from batterypass.rules.base import Finding

#: Rows that are checked, and packs that are signed, at once: large enough for speed, small enough to
#: lose little to a power cut.
BATCH: Final = 1_000
#: Called with the rows that are done and their number; of a file that is being read, an estimate.
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Wanted:
    """How a file is to be read. Empty: found out, or taken from the maker's registration.

    ``given`` are words ``field=value`` that stand for every row. ``domain`` is where new ids are
    made. ``accept_unusual`` takes figures that do not fit each other, and only tells of them.
    """

    format: str = ""
    given: Sequence[str] = ()
    domain: str = ""
    accept_unusual: bool = False
    #: Rules that are broken knowingly, each as ``{"rule", "reason"}``.
    acknowledged: Sequence[Mapping[str, str]] = ()
    #: Where files come from that events are to name; None where rows cannot name any.
    files: RowFiles | None = None


@dataclass(slots=True)
class CheckedPacks:
    """What a file comes to: the forms to be signed, and everything that was found on the way."""

    source: Source
    actor: str
    format: str
    encoding: str
    delimiter: str
    names: tuple[str, ...]
    rows: int = 0
    #: Names that rows with names of their own have used (JSON lines), in the order they were met.
    seen_names: dict[str, None] = field(default_factory=dict)
    #: Rows whose pack the ledger has already, with the same content.
    same: int = 0
    #: Line of each of these -> the entry that says the same.
    lines_same: dict[int, int] = field(default_factory=dict)
    forms: list[dict[str, Any]] = field(default_factory=list)
    #: The passport that comes with each of ``forms``, in the same order; None where none does.
    passports: list[dict[str, Any] | None] = field(default_factory=list)
    #: Passports of packs that are recorded already without one.
    late: list[dict[str, Any]] = field(default_factory=list)
    #: The lines of ``forms``, in the same order.
    lines_new: list[int] = field(default_factory=list)
    #: (line, line of the same pack before it): repeated within the file with the same content.
    repeats: list[tuple[int, int]] = field(default_factory=list)
    refused: list[tuple[Row, list[RowProblem]]] = field(default_factory=list)
    #: How many of them only because figures are unusual.
    doubted: int = 0
    #: Figures that were taken although they do not fit each other.
    unusual: list[RowProblem] = field(default_factory=list)
    left_out: tuple[LeftOut, ...] = ()
    report: tuple[ReportLine, ...] = ()
    #: Whether some row writes decimals with a comma.
    decimal_comma: bool = False
    #: What the rules say of the rows that are refused by them.
    findings: list[Finding] = field(default_factory=list)
    #: Code of a notice, or of a rule broken knowingly -> (rows, the first of them).
    notices: dict[str, tuple[int, Finding]] = field(default_factory=dict)
    acknowledged: Sequence[Mapping[str, str]] = ()

    def problems(self) -> Iterator[RowProblem]:
        """Give every problem of every refused row, in the order of the file."""
        for _, problems in self.refused:
            yield from problems
