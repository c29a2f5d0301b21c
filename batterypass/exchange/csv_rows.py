"""CSV as it comes from spreadsheets and line computers (RFC 4180, and what people do to it).

The separator is the one that makes most known columns of the first line. Quoted cells may hold
line ends; the line of a row is the one on which it begins.
"""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING, Final

from batterypass.errors import MalformedError
from batterypass.exchange.columns import MAX_COLUMNS, target_of
from batterypass.exchange.problems import RowProblem
from batterypass.exchange.rows import MAX_ROWS, Row, Rows, clean
from batterypass.exchange.words import input_error, malformed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from batterypass.exchange.source import Source

_DELIMITERS: Final = (",", ";", "\t", "|")
#: Excel writes this line to say which separator follows.
_SEP_LINE = re.compile(r"\A\ufeff?sep=([,;\t|])\r?\n", re.IGNORECASE)
#: The columns that an errors file puts in front.
ERROR_COLUMNS: Final = ("line", "problems")


def read_csv(source: Source) -> Rows:
    """Read a table. Raises InputError or MalformedError where the whole file cannot be a table.

    A row with another number of cells than the header comes with a problem, and is not guessed at.
    """
    text, encoding = source.decode()
    told = _SEP_LINE.match(text)
    start = 2 if told else 1
    body = text[told.end() :] if told else text
    delimiter = told[1] if told else _delimiter(source.name, body, start)
    records = _records(source.name, body, delimiter, start)
    try:
        _, header = next(records)
    except StopIteration:
        raise input_error("empty", name=source.name) from None
    while header and not header[-1]:
        header.pop()
    if len(header) > MAX_COLUMNS:
        raise malformed("too_many_columns", name=source.name, found=len(header), limit=MAX_COLUMNS)
    # The columns that our own errors file added stay out.
    skipped = 2 if tuple(header[:2]) == ERROR_COLUMNS else 0
    names = tuple(header[skipped:])
    rows = _rows(source.name, records, names, skipped, comma=delimiter == ";")
    return Rows("csv", encoding, rows, names, delimiter)


def _rows(
    name: str, records: Iterator[tuple[int, list[str]]], names: tuple[str, ...], skipped: int,
    *, comma: bool,
) -> Iterator[Row]:  # fmt: skip
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


def _records(name: str, text: str, delimiter: str, start: int) -> Iterator[tuple[int, list[str]]]:
    """Give (line, cleaned cells) of every record that has a cell with something in it."""
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
        cells = [clean(cell) for cell in record]
        if any(cells):
            yield begins, cells


def _delimiter(name: str, text: str, start: int) -> str:
    best, best_score = ",", (-1, -1)
    for delimiter in _DELIMITERS:
        try:
            _, header = next(_records(name, text, delimiter, start))
        except (StopIteration, MalformedError):
            # Under another separator the same quotation marks may be in order.
            continue
        columns = header[:MAX_COLUMNS]
        score = (sum(target_of(cell[:200]).is_used for cell in columns), len(columns))
        if score > best_score:
            best, best_score = delimiter, score
    return best
