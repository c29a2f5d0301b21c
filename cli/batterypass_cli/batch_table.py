"""Lists for a batch: CSV files whose cells are named by line and column where something is off."""

from __future__ import annotations

import csv
from contextlib import contextmanager
from typing import TYPE_CHECKING

from batterypass.errors import FailedError, InputError
from batterypass.evidence.refusal import refusal
from batterypass_cli.exits import words_of
from batterypass_cli.pages import unknown_name

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path


class Row:
    """What is said of one item: cells by column, from a file or, without one, from a command line."""

    def __init__(self, cells: Mapping[str, str], **where: object) -> None:
        """Say of a file ``path``, ``line``, and the command that reads it ``again``."""
        self._cells = cells
        self._where = where

    def get(self, column: str) -> str:
        """Give the text of a cell, empty where there is none."""
        return self._cells.get(column, "")

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

    Raises FailedError, or InputError that names line and column.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise refusal(FailedError, "cli.not-utf8", path=path, byte=error.start + 1) from error
    except OSError as error:
        raise refusal(FailedError, "cli.unreadable", path=path, why=error.strerror) from error
    reader = csv.DictReader(text.splitlines(), strict=True)
    needed, *others = columns
    rows = []
    try:
        names = list(reader.fieldnames or [])
        for name in names:
            if name not in columns:
                raise unknown_name(
                    "batch.unknown-column", name, list(columns), path=path, again=again,
                )  # fmt: skip
        if needed not in names:
            raise refusal(
                InputError, "batch.no-column", path=path, needed=needed,
                known=", ".join(others), again=again,
            )  # fmt: skip
        for cells in reader:
            line = reader.line_num
            if None in cells or None in cells.values():
                raise refusal(
                    InputError, "batch.bad-row", path=path, line=line, count=len(names),
                    again=again,
                )  # fmt: skip
            texts = {name: cell.strip() for name, cell in cells.items()}
            row = Row(texts, path=path, line=line, again=again)
            with row.at(needed):
                if not row.get(needed):
                    raise refusal(InputError, "batch.empty-cell")
            rows.append(row)
    except csv.Error as error:
        raise refusal(InputError, "batch.bad-csv", path=path, why=error) from error
    return rows
