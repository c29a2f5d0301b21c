"""CSV as it comes from spreadsheets and line computers (RFC 4180, and what people do to it).

The separator is the one that makes most known columns of the first line. Quoted cells may hold
line ends; the line of a row is the one on which it begins.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable
from contextlib import suppress
from itertools import islice
from typing import TYPE_CHECKING, Final

from batterypass.errors import MalformedError
from batterypass.exchange.columns import MAX_COLUMNS, target_of
from batterypass.exchange.problems import RowProblem
from batterypass.exchange.rows import MAX_ROWS, Row, Rows, clean
from batterypass.exchange.words import input_error, malformed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from batterypass.exchange.source import Source

_DELIMITERS: Final = (",", ";", "\t", "|")
#: Excel writes this line to say which separator follows.
_SEP_LINE = re.compile(r"\A\ufeff?sep=([,;\t|])\r?\n", re.IGNORECASE)
#: The columns that an errors file puts in front.
ERROR_COLUMNS: Final = ("line", "problems")


#: Turns the cells of a record into texts; it is told the line on which the record begins.
Convert = Callable[[int, "list[str]"], "list[str]"]


def read_csv(source: Source) -> Rows:
    """Read a table. Raises InputError or MalformedError where the whole file cannot be a table.

    A row with another number of cells than the header comes with a problem, and is not guessed at.
    """
    text, encoding = source.decode()
    records, delimiter = split_table(source.name, text, lambda name: target_of(name).is_used)
    try:
        _, header = next(records)
    except StopIteration:
        raise input_error("empty", name=source.name) from None
    names, skipped = names_of(source.name, header)
    rows = rows_of(source.name, records, names, skipped, comma=delimiter == ";")
    return Rows("csv", encoding, rows, names, delimiter)


def split_table(
    name: str,
    text: str,
    is_known: Callable[[str], bool],
    convert: Convert | None = None,
    *,
    titles: int = 0,
) -> tuple[Iterator[tuple[int, list[str]]], str]:
    """Give the records of a table, each with its line, and the separator between the cells.

    The separator is the one that makes most cells of the header known; up to ``titles`` lines may
    stand above the header.
    """
    told = _SEP_LINE.match(text)
    start = 2 if told else 1
    body = text[told.end() :] if told else text
    delimiter = told[1] if told else _delimiter(name, body, start, is_known, titles)
    return _records(name, body, delimiter, start, convert or cleaned), delimiter


def cleaned(line: int, cells: list[str]) -> list[str]:
    """Give cells as they are, without blanks at their ends."""
    return [clean(cell) for cell in cells]


def names_of(name: str, header: list[str]) -> tuple[tuple[str, ...], int]:
    """Give the names of the columns, and how many in front are those of an errors file.

    Raises MalformedError for more columns than a table has.
    """
    while header and not header[-1]:
        header.pop()
    if len(header) > MAX_COLUMNS:
        raise malformed("too_many_columns", name=name, found=len(header), limit=MAX_COLUMNS)
    # The columns that our own errors file added stay out.
    skipped = 2 if tuple(header[:2]) == ERROR_COLUMNS else 0
    return tuple(header[skipped:]), skipped


def rows_of(
    name: str, records: Iterable[tuple[int, list[str]]], names: tuple[str, ...], skipped: int = 0,
    *, comma: bool = False,
) -> Iterator[Row]:  # fmt: skip
    """Make rows of the records below a header.

    A record with another number of cells has a problem. Raises InputError for too many, or none.
    """
    width = len(names)
    count = 0
    for line, record in records:
        texts = record[skipped:] if skipped else record
        problems: tuple[RowProblem, ...] = ()
        if len(texts) != width:
            while len(texts) > width and not texts[-1]:
                texts.pop()
            if len(texts) != width:
                values = {"found": len(texts), "expected": width}
                problems = (RowProblem(line, "", "", "cells", values),)
        count += 1
        if count > MAX_ROWS:
            raise input_error("too_many_rows", name=name, limit=MAX_ROWS)
        yield Row(line, names, texts, problems, comma)
    if not count:
        raise input_error("no_rows", name=name)


def _records(
    name: str, text: str, delimiter: str, start: int, convert: Convert
) -> Iterator[tuple[int, list[str]]]:
    """Give (line, texts) of every record that has a cell with something in it."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    line = start
    while True:
        try:
            record = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            ended = start + reader.line_num
            if ended - line > 1 or "end of data" in str(error):
                raise malformed("open_quote", name=name, line=line) from error
            if "field limit" in str(error):
                raise malformed("long_cell", name=name, line=line) from error
            raise malformed("after_quote", name=name, line=line) from error
        begins, line = line, start + reader.line_num
        cells = convert(begins, record)
        if any(cells):
            yield begins, cells


def _delimiter(
    name: str, text: str, start: int, is_known: Callable[[str], bool], titles: int
) -> str:
    best, best_score = ",", (-1, -1)
    for delimiter in _DELIMITERS:
        plain = _records(name, text, delimiter, start, cleaned)
        headers: list[list[str]] = []
        # Under another separator the same quotation marks may be in order.
        with suppress(MalformedError):
            headers += (header for _, header in islice(plain, 1 + titles))
        for header in headers:
            columns = header[:MAX_COLUMNS]
            score = (sum(is_known(cell[:200]) for cell in columns), len(columns))
            if score > best_score:
                best, best_score = delimiter, score
    return best
