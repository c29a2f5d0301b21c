"""Lists of items that a person gives: CSV files, told by line and column where something is off.

For batches, offers and parts alike: one reader, so that a heading, a line number and an empty line mean
the same everywhere.
"""

from __future__ import annotations

import csv
import io
from contextlib import contextmanager
from typing import TYPE_CHECKING, Protocol

from batterypass.errors import FailedError, InputError
from batterypass.evidence.refusal import refusal
from batterypass.store.regular import read_regular
from batterypass_cli.exits import words_of
from batterypass_cli.pages import unknown_name

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path


class _Reader(Protocol):
    """What ``csv.reader`` gives."""

    @property
    def line_num(self) -> int:
        """Give how many lines were read."""

    def __next__(self) -> list[str]:
        """Give the next row."""


class Row:
    """What is said of one item: cells by column, from a file or, without one, from a command line."""

    def __init__(self, cells: Mapping[str, str], **where: object) -> None:
        """Say of a file ``path``, ``line``, and the command that reads it ``again``."""
        self._cells = cells
        self._where = where

    def get(self, column: str) -> str:
        """Give the text of a cell, empty where there is none."""
        return self._cells.get(column, "")

    def said(self) -> dict[str, str]:
        """Give the cells that say something, by column."""
        return {column: text for column, text in self._cells.items() if text}

    @contextmanager
    def at(self, column: str) -> Iterator[None]:
        """Say of what is off inside in which file, line and column it stands."""
        try:
            yield
        except InputError as error:
            if not self._where:
                raise
            raise refusal(
                InputError, "batch.bad-cell", **self._where, column=column, told=words_of(error)
            ) from error


def read_rows(path: Path, columns: Sequence[str], again: str) -> list[Row]:
    """Read a CSV file with a heading, for the command ``again``; each row has the first column.

    Empty lines say nothing, before the heading as after it, and are counted. Raises FailedError, or
    InputError that names line and column.
    """
    try:
        text = read_regular(path).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise refusal(FailedError, "cli.not-utf8", path=path, byte=error.start + 1) from error
    except OSError as error:
        raise refusal(FailedError, "cli.unreadable", path=path, why=error.strerror) from error
    # Only csv knows which ends of lines stand inside of quotes.
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    lines = _lines(path, reader, again)
    line, names = next(lines, (1, []))
    _check_heading(path, line, names, columns, again)
    rows = []
    for line, cells in lines:
        if len(cells) != len(names):
            raise refusal(
                InputError, "batch.bad-row", path=path, line=line, count=len(names), again=again
            )
        row = Row(dict(zip(names, cells, strict=True)), path=path, line=line, again=again)
        with row.at(columns[0]):
            if not row.get(columns[0]):
                raise refusal(InputError, "batch.empty-cell")
        rows.append(row)
    return rows


def _lines(path: Path, reader: _Reader, again: str) -> Iterator[tuple[int, list[str]]]:
    """Yield the cells of each line that has some, without spaces around, with where it begins."""
    while True:
        line = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise refusal(
                InputError, "batch.bad-csv", path=path, line=line, why=error, again=again
            ) from error
        if any(cell.strip() for cell in cells[:1]) or len(cells) > 1:
            yield line, [cell.strip() for cell in cells]


def _check_heading(
    path: Path, line: int, names: Sequence[str], columns: Sequence[str], again: str
) -> None:
    """Raise InputError where a column is unknown or stands twice, or the first one is missing."""
    for place, name in enumerate(names):
        if name not in columns:
            raise unknown_name(
                "batch.unknown-column", name or "-", list(columns), path=path, line=line,
                again=again,
            )  # fmt: skip
        if name in names[:place]:
            raise refusal(
                InputError, "batch.column-twice", path=path, line=line, name=name, again=again
            )
    needed, *others = columns
    if needed not in names:
        known = ", ".join(others)
        raise refusal(
            InputError, "batch.no-column" if others else "batch.no-only-column", path=path,
            line=line, needed=needed, known=known, again=again,
        )  # fmt: skip
