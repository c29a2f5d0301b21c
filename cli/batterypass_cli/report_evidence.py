"""The numbers by which a report on paper names its evidence: one for every row that has entries."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from batterypass.app.entry_set import EntrySet
from batterypass.app.report_model import SHOWN_RANGES
from batterypass.documents.yearly_content import Evidence
from batterypass_cli.report_view import cell_text
from batterypass_cli.words import say

if TYPE_CHECKING:
    from collections.abc import Mapping

    from batterypass.app.report_model import Cell, Report, Table
    from batterypass_cli.plain import NameOf

#: Columns that name what a row is about.
_NAMING: Final = frozenset({"text", "word", "words", "party", "batch"})
#: Words and texts that are figures of a row and do not name it.
_NOT_NAMING: Final = frozenset({"outcome", "applies_by", "confidence", "composition"})


@dataclass(slots=True)
class EvidenceBook:
    """Numbers of rows, and what stands under each in the annex."""

    name_of: NameOf
    every_entry: bool
    listed: list[Evidence] = field(default_factory=list)
    _numbers: dict[tuple[str, int], int] = field(default_factory=dict)

    @classmethod
    def of(cls, report: Report, name_of: NameOf, *, every_entry: bool) -> EvidenceBook:
        """Number the rows of all tables of a report that have entries."""
        book = cls(name_of, every_entry)
        number = 0
        for table in report.tables():
            for place, row in enumerate(table.rows):
                found = [
                    (column.key, cell) for column in table.columns
                    if isinstance(cell := row.get(column.key), EntrySet) and len(cell)
                ]  # fmt: skip
                if not found:
                    continue
                number += 1
                book._numbers[table.key, place] = number
                titles = (say(f"report.table-{table.key}"), row_name(table, row, name_of))
                what = ": ".join(filter(None, titles))
                for key, entries in found:
                    book.listed.append(
                        Evidence(number, what, _part(key), len(entries), book._entries(entries))
                    )
        return book

    def number(self, table: str, place: int) -> int:
        """Give the number of a row, 0 where it has no entries."""
        return self._numbers.get((table, place), 0)

    def _entries(self, entries: EntrySet) -> str:
        limit = None if self.every_entry else SHOWN_RANGES
        texts = entries.texts(limit)
        left = len(entries.ranges) - len(texts)
        return ", ".join(texts) + (f" {say('report.more', count=left)}" if left else "")


def _part(key: str) -> str:
    """Name the part of a row that entries make: the words after the colon of their column."""
    title = say(f"report.col-{key}")
    return title.rpartition(": ")[2]


def row_name(
    table: Table, row: Mapping[str, Cell], name_of: NameOf, *, without: frozenset[str] = frozenset()
) -> str:
    """Name what a row is about, in words."""
    parts = [
        cell_text(column, row.get(column.key), name_of, None, is_screen=True)
        for column in table.columns
        if column.kind in _NAMING and column.key not in _NOT_NAMING | without
    ]
    return " · ".join(part for part in parts if part)
