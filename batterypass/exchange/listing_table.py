"""A list of the directory as a table: its header, wherever that stands, and its rows.

CSV in any mixture of UTF-8 and Windows-1252, UTF-16, or one sheet of a workbook. Titles may stand
above the header: it is the row of the first few that has the most columns that are known.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import chain, islice
from typing import TYPE_CHECKING, Final

from batterypass.exchange.cell_bytes import CellDecoder, Doubt
from batterypass.exchange.csv_rows import names_of, rows_of, split_table
from batterypass.exchange.listing_days import EPOCH_1900, EPOCH_1904
from batterypass.exchange.rows import MAX_ROWS, Row
from batterypass.exchange.source import BYTES
from batterypass.exchange.words import input_error
from batterypass.exchange.workbook import MAGIC, Workbook

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from datetime import date

    from batterypass.exchange.source import Source

#: Rows that may stand above the header.
TITLES: Final = 20


@dataclass(slots=True)
class ListTable:
    """The rows of a list, read once and in order.

    ``epoch`` is the beginning of the days of a workbook, None for text. ``is_part``: the file says
    of itself that it is no whole list, because it is the errors file of another import.
    """

    name: str
    format: str
    names: tuple[str, ...]
    rows: Iterator[Row]
    header_line: int = 1
    delimiter: str = ""
    sheet: str = ""
    epoch: date | None = None
    is_part: bool = False
    given_encoding: str = ""
    decoder: CellDecoder = field(default_factory=CellDecoder)

    @property
    def encoding(self) -> str:
        """Give the encoding, as far as the rows were read."""
        return self.given_encoding or self.decoder.encoding

    @property
    def doubts(self) -> list[Doubt]:
        """List the cells that were read as Windows-1252."""
        return self.decoder.doubts


def read_list(source: Source, is_known: Callable[[str], bool], sheet: str = "") -> ListTable:
    """Read a list. ``is_known`` tells whether a name is one of a column that gives something.

    Raises InputError or MalformedError where the file as a whole is no table.
    """
    if source.body.startswith(MAGIC):
        return _of_workbook(source, is_known, sheet)
    if sheet:
        raise input_error("list_sheet_of_text", name=source.name, sheet=sheet)
    text, encoding = source.decode_by_cell()
    decoder = CellDecoder()
    convert = decoder if encoding == BYTES else None
    records, delimiter = split_table(source.name, text, is_known, convert, titles=TITLES)
    line, header, rest = _header(source.name, records, is_known)
    names, skipped = names_of(source.name, header)
    return ListTable(
        source.name, "csv", names,
        rows_of(source.name, rest, names, skipped, comma=delimiter == ";"),
        line, delimiter,
        is_part=bool(skipped),
        given_encoding="" if encoding == BYTES else encoding,
        decoder=decoder,
    )  # fmt: skip


def table_of(name: str, rows: Iterable[Mapping[str, str]]) -> ListTable:
    """Make a table of rows that another reader gives as field -> text."""
    listed = [dict(row) for row in rows]
    names = tuple(dict.fromkeys(key for row in listed for key in row))
    records = (
        (line, [row.get(key, "") for key in names]) for line, row in enumerate(listed, start=1)
    )
    return ListTable(name, "bpz", names, rows_of(name, records, names), given_encoding="utf-8")


def _of_workbook(source: Source, is_known: Callable[[str], bool], sheet: str) -> ListTable:
    with Workbook(source) as book:
        chosen = book.choose_sheet(sheet)
        # Read whole while the file is open; one more than is allowed tells that there are too many.
        records = list(islice(book.records(chosen), MAX_ROWS + TITLES + 2))
        epoch = EPOCH_1904 if book.is_1904 else EPOCH_1900
    line, header, rest = _header(source.name, iter(records), is_known)
    names, skipped = names_of(source.name, list(header))
    width = len(names) + skipped
    padded = ((at, [*texts, *("" for _ in range(width - len(texts)))]) for at, texts in rest)
    return ListTable(
        source.name, "xlsx", names, rows_of(source.name, padded, names, skipped), line,
        sheet=chosen, epoch=epoch, is_part=bool(skipped), given_encoding="utf-8",
    )  # fmt: skip


def _header(
    name: str, records: Iterator[tuple[int, list[str]]], is_known: Callable[[str], bool]
) -> tuple[int, list[str], Iterator[tuple[int, list[str]]]]:
    """Find the header among the first rows; give its line, its cells and what is below it."""
    first = list(islice(records, 1 + TITLES))
    if not first:
        raise input_error("empty", name=name)
    scores = [sum(is_known(cell[:200]) for cell in cells if cell) for _, cells in first]
    at = max(range(len(first)), key=lambda place: (scores[place], -place))
    line, header = first[at]
    return line, header, chain(first[at + 1 :], records)
