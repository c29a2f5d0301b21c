"""Rows as they stand in somebody's file: the line, the columns' own names, the cells as text."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, Literal
from unicodedata import normalize

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from batterypass.domain.passport_values import Value
    from batterypass.exchange.leaves import ReportLine
    from batterypass.exchange.problems import RowProblem

Format = Literal["csv", "jsonl", "catenax", "batterypass", "native"]
#: A row is about 300 bytes; what is longer than this is no row of packs.
MAX_LINE: Final = 65_535
#: A file of more rows is split: each part is all or nothing, and is held in memory.
MAX_ROWS: Final = 100_000
#: What a spreadsheet takes for the beginning of a formula (OWASP, "CSV Injection").
FORMULA_SIGNS: Final = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True)
class Row:
    """One row: ``texts`` are the cells in the order of ``names``, cleaned, empty where nothing is.

    ``problems`` are those that reading it has met. ``comma`` says that decimals may be written with
    a comma. ``places`` gives what messages call a column that has no name of its own in the file.
    ``values`` are attributes of a passport that were read already, public or not, by their ids.
    """

    line: int
    names: tuple[str, ...]
    texts: Sequence[str]
    problems: tuple[RowProblem, ...] = ()
    comma: bool = False
    places: Mapping[str, str] = field(default_factory=dict)
    values: Mapping[str, Value] = field(default_factory=dict)

    @property
    def cells(self) -> dict[str, str]:
        """Give the cells by the names of their columns."""
        return dict(zip(self.names, self.texts, strict=False))


@dataclass(frozen=True, slots=True)
class Rows:
    """What was found in a file: its form, and its rows, which are read once and in order.

    ``names`` is empty where each row has names of its own. ``report`` says what became of every
    leaf of a payload that is more than a row; it is complete when the rows have been read.
    """

    format: Format
    encoding: str
    rows: Iterator[Row]
    names: tuple[str, ...] = ()
    delimiter: str = ""
    report: tuple[ReportLine, ...] = ()


def clean(text: str) -> str:
    """Give a cell in Unicode NFC without blanks at its ends.

    The apostrophe that an errors file puts before a formula's first sign is taken off again.
    """
    text = text.strip()
    if text[:1] == "'" and text[1:2] in FORMULA_SIGNS and len(text) > 1:
        text = text[1:]
    return text if text.isascii() else normalize("NFC", text)


def neutral(text: str) -> str:
    """Give a cell that no spreadsheet takes for a formula; :func:`clean` gives it back."""
    return f"'{text}" if text.startswith(FORMULA_SIGNS) else text
