"""The rows of a ledger file's tables, read and put back otherwise."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

Row = tuple[Any, ...]
Edit = Callable[[list[Row]], Iterator[list[Row]]]


def rows_of(path: Path, table: str) -> list[Row]:
    """Read a whole table."""
    connection = sqlite3.connect(path)
    rows = connection.execute(f"SELECT * FROM {table}").fetchall()  # noqa: S608
    connection.close()
    return rows


def put(path: Path, tables: dict[str, list[Row]]) -> bool:
    """Put other rows in the place of whole tables; False where the file format refuses them."""
    connection = sqlite3.connect(path)
    try:
        connection.execute("PRAGMA synchronous = OFF")
        for table, rows in tables.items():
            connection.execute(f"DELETE FROM {table}")  # noqa: S608
            if rows:
                marks = ", ".join("?" * len(rows[0]))
                connection.executemany(f"INSERT INTO {table} VALUES ({marks})", rows)  # noqa: S608
        connection.commit()
    except sqlite3.IntegrityError:
        return False
    finally:
        connection.close()
    return True


def other(value: Any) -> Any:
    """Give another value of the same type, or one where there is none."""
    if isinstance(value, int):
        return value + 1
    if isinstance(value, str):
        return value[:-1] + chr(ord(value[-1]) ^ 1) if value else "x"
    return bytes([value[0] ^ 1]) + value[1:] if value else b"x" * 32


def far_from(value: Any) -> Any:
    """Give another value that no row has."""
    if isinstance(value, int):
        return value + 1000
    return f"{value} again" if isinstance(value, str) else other(value)


def put_in(row: Row, column: int, value: Any) -> Row:
    return (*row[:column], value, *row[column + 1 :])


def changed(rows: list[Row]) -> Iterator[list[Row]]:
    """Change one value of one row."""
    for place, row in enumerate(rows):
        for column, value in enumerate(row):
            yield [*rows[:place], put_in(row, column, other(value)), *rows[place + 1 :]]


def removed(rows: list[Row]) -> Iterator[list[Row]]:
    """Take one row away."""
    for place in range(len(rows)):
        yield rows[:place] + rows[place + 1 :]


def added(rows: list[Row]) -> Iterator[list[Row]]:
    """Put a row beside another one like it, that differs in one value or in all."""
    for row in rows:
        strange = list(map(far_from, row))
        for column, value in enumerate(strange):
            yield [*rows, put_in(row, column, value)]
        yield [*rows, tuple(strange)]


def swapped(rows: list[Row]) -> Iterator[list[Row]]:
    """Exchange one value between two rows that stand near each other."""
    for far in (1, 2):
        for place, (one, two) in enumerate(zip(rows, rows[far:], strict=False)):
            for column in range(len(one)):
                if one[column] != two[column]:
                    mixed = list(rows)
                    mixed[place] = put_in(one, column, two[column])
                    mixed[place + far] = put_in(two, column, one[column])
                    yield mixed


#: What can be done to the rows of a table; each gives one edited table after the other.
EDITS: tuple[Edit, ...] = (changed, removed, added, swapped)
