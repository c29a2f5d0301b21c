"""What somebody does to a ledger file who has it, SQLite and all the time in the world.

He takes the triggers and the checks of the tables away, changes what he likes, and puts them back,
so that nothing but the content tells on him.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from batterypass import bootstrap
from batterypass.app.audit import Verdict
from batterypass.errors import BatterypassError
from faults.yard import Yard

TABLES = (
    "entries", "notes", "sections", "contents",
    "digests", "events", "nodes", "subjects", "links", "pointers", "head_leaves", "head_nodes",
)  # fmt: skip
_LOOSE = (" STRICT, WITHOUT ROWID", " WITHOUT ROWID"), (" STRICT", ""), (" NOT NULL", "")
_NO_ROWID = frozenset({"digests", "events", "links", "pointers", "head_leaves", "head_nodes"})

Change = tuple[str, Sequence[Any]]


@dataclass(frozen=True)
class Row:
    """A row with the name of its table and the names of its columns."""

    table: str
    columns: tuple[str, ...]
    values: tuple[Any, ...]
    rowid: int | None

    def where(self) -> Change:
        """Find this row and no other."""
        if self.rowid is not None:
            return "rowid = ?", (self.rowid,)
        return " AND ".join(f"{column} IS ?" for column in self.columns), self.values

    def set(self, column: str, value: Any) -> Change:
        where, parameters = self.where()
        sql = f"UPDATE {self.table} SET {column} = ? WHERE {where}"  # noqa: S608
        return sql, (value, *parameters)

    def delete(self) -> Change:
        where, parameters = self.where()
        return f"DELETE FROM {self.table} WHERE {where}", parameters  # noqa: S608

    def get(self, column: str) -> Any:
        return self.values[self.columns.index(column)]


@dataclass
class Target:
    """A closed ledger file, the same with its guards taken off, and the trust file of before."""

    path: Path
    original: bytes
    trust: bytes
    loose: bytes = b""
    schema: list[tuple[Any, ...]] = field(default_factory=list)

    @classmethod
    def of(cls, yard: Yard, path: Path) -> Target:
        """Take the closed ledger of ``yard``; every attack is made on a copy at ``path``."""
        return cls.at(yard.path, path, yard.trust())

    @classmethod
    def at(cls, ledger: Path, path: Path, trust: bytes) -> Target:
        """Take any closed ledger file, with the trust file that was made before."""
        target = cls(path, ledger.read_bytes(), trust)
        path.write_bytes(target.original)
        connection = _connect(path)
        target.schema = connection.execute(
            "SELECT type, name, tbl_name, rootpage, sql FROM sqlite_master WHERE sql IS NOT NULL"
        ).fetchall()
        connection.execute("DELETE FROM sqlite_master WHERE type = 'trigger'")
        for kind, name, _, _, sql in target.schema:
            if kind == "table":
                for strict, lax in _LOOSE:
                    sql = sql.replace(strict, lax)
                sql = sql.replace(" CHECK (idx >= 0)", "")
                connection.execute("UPDATE sqlite_master SET sql = ? WHERE name = ?", (sql, name))
        connection.close()
        target.loose = path.read_bytes()
        return target

    def change(self, *changes: Change) -> None:
        """Make a fresh copy of the file, change it, and put all guards back in place.

        Raises sqlite3.Error where SQLite itself does not let it be.
        """
        self._lay_down(self.loose)
        connection = _connect(self.path)
        try:
            for sql, parameters in changes:
                connection.execute(sql, parameters)
            for row in self.schema:
                connection.execute(
                    "UPDATE sqlite_master SET sql = ? WHERE name = ? AND sql <> ?",
                    (row[4], row[1], row[4]),
                )
                if row[0] == "trigger":
                    connection.execute(
                        "INSERT INTO sqlite_master (type, name, tbl_name, rootpage, sql)"
                        " VALUES (?, ?, ?, ?, ?)",
                        row,
                    )
        finally:
            connection.close()

    def plainly(self, *changes: Change) -> None:
        """Change a fresh copy of the file, guards and all."""
        self._lay_down(self.original)
        connection = _connect(self.path)
        try:
            for sql, parameters in changes:
                connection.execute(sql, parameters)
        finally:
            connection.close()

    def _lay_down(self, data: bytes) -> None:
        for end in ("-wal", "-shm"):
            self.path.with_name(self.path.name + end).unlink(missing_ok=True)
        self.path.write_bytes(data)

    def verify(self, *, first_use: bool = False, trust: bytes | None = None) -> Verdict:
        """Audit the file as somebody does who has nothing but the trust file."""
        with bootstrap.open_ledger(self.path, read_only=True) as ledger:
            return ledger.verify(trust_file=trust or self.trust, first_use=first_use)

    def rows(self, table: str) -> list[Row]:
        """Give the rows of a table of the original."""
        self._lay_down(self.original)
        connection = _connect(self.path)
        try:
            columns = tuple(row[1] for row in connection.execute(f"PRAGMA table_info({table})"))
            if table in _NO_ROWID:
                return [
                    Row(table, columns, values, None)
                    for values in connection.execute(f"SELECT * FROM {table}")  # noqa: S608
                ]
            return [
                Row(table, columns, values, rowid)
                for rowid, *values_ in connection.execute(f"SELECT rowid, * FROM {table}")  # noqa: S608
                for values in [tuple(values_)]
            ]
        finally:
            connection.close()


def _connect(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA synchronous = OFF")
    connection.execute("PRAGMA writable_schema = ON")
    return connection


def other_values(value: Any, turn: int) -> Iterator[tuple[str, Any]]:
    """Give (what was done, value) of everything to try in place of a value; the first is a bit.

    ``turn`` chooses which bit.
    """
    if isinstance(value, int):
        yield "+1", value + 1
        yield "+1000", value + 1000
        yield "negative", -1 - value
        yield "as text", f"x{value}"
        yield "as bytes", str(value).encode()
        yield "fraction", value + 0.5
    elif isinstance(value, bytes):
        if value:
            at = turn * 7919 % (len(value) * 8)
            flipped = bytearray(value)
            flipped[at // 8] ^= 1 << at % 8
            yield f"bit {at}", bytes(flipped)
            yield "one byte less", value[:-1]
            yield "emptied", b""
        yield "one byte more", value + b"\0"
        yield "as a number", 7
        yield "as text", value.hex()
    elif isinstance(value, str):
        at = turn % len(value) if value else 0
        yield f"character {at}", value[:at] + chr(ord(value[at]) ^ 1) + value[at + 1 :]
        yield "one character more", value + "x"
        yield "emptied", ""
        yield "as a number", 7
        yield "as bytes", value.encode()
        yield "a nul inside", value + "\0x"
    else:
        yield "something", b"\1" * 32
        yield "as a number", 7
    if value is not None:
        yield "nothing", None


@dataclass
class Tally:
    """tried, found, named, survivors."""

    tried: int = 0
    found: int = 0
    named: int = 0
    survivors: list[str] = field(default_factory=list)
    unnamed: list[str] = field(default_factory=list)
    escaped: list[str] = field(default_factory=list)
    impossible: int = 0

    def take(self, target: Target, what: str, names: Sequence[str]) -> None:
        """Verify and note whether the change was found, and whether one of ``names`` was said."""
        self.tried += 1
        try:
            verdict = target.verify()
        except BatterypassError as error:
            self.escaped.append(f"{what}: {type(error).__name__}: {error}")
            return
        broken = [one for one in verdict.findings if one.severity == "integrity"]
        if verdict.authentic is not False or verdict.exit_code() != 4 or not broken:
            self.survivors.append(what)
            return
        self.found += 1
        said = [
            f"{one.message('en')} {one.message('es')} entry {one.entry} {one.subject}"
            for one in broken
        ]
        if any(name in text for text in said for name in names):
            self.named += 1
        else:
            self.unnamed.append(f"{what}: {names} not in {said[:3]}")

    def __str__(self) -> str:
        return (
            f"tried {self.tried}, found {self.found}, named {self.named},"
            f" survivors {len(self.survivors)}"
            + (f", not possible in SQLite {self.impossible}" if self.impossible else "")
        )
