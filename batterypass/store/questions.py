"""Questions in SQL to a ledger file, which is only read.

Whoever asks may write any SELECT. Nothing else passes: the connection is set to read, SQLite asks a
guard about every table, function and statement, and what is sealed has no door here.
"""

from __future__ import annotations

import re
import sqlite3
from difflib import get_close_matches
from functools import lru_cache
from hashlib import sha256
from time import monotonic
from typing import TYPE_CHECKING, Any, Final

from batterypass.domain.batches import life_of
from batterypass.domain.ids import printed_id
from batterypass.domain.states import BatchState, ItemState, State
from batterypass.errors import BatterypassError, FailedError, InputError
from batterypass.projections.codec import parse_state
from batterypass.statements.cose import parse_statement
from batterypass.store.database import CHUNK, converted
from batterypass.store.files import open_file
from batterypass.store.question_views import VIEWS, view_statements

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

#: Steps of SQLite's machine between two looks at the clock: some milliseconds.
_STEPS: Final = 100_000
#: The longest value of an answer or on the way to it, bytes: a function that makes more would take
#: the memory, and nobody could stop it meanwhile.
_LONGEST: Final = 64 * 1024 * 1024
#: Tables that nobody asks: what is sealed, and what it was taken from.
_SEALED: Final = frozenset({"sections"})
_ALLOWED: Final = frozenset({
    sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ, sqlite3.SQLITE_FUNCTION, sqlite3.SQLITE_RECURSIVE,
})  # fmt: skip
#: Functions that reach beyond the file.
_REFUSED_FUNCTIONS: Final = frozenset({"load_extension", "fts3_tokenizer", "readfile", "writefile"})
#: What the sqlite3 module raises.
_FAULTS: Final = (sqlite3.Error, sqlite3.Warning, OverflowError, UnicodeError, MemoryError)
_MISSING: Final = re.compile(r"no such (column|table): (\S+)")


class Questions:
    """A ledger file that answers SELECTs until it is closed."""

    def __init__(
        self,
        path: Path,
        *,
        timeout_s: float = 0.0,
        told: Callable[[float], None] | None = None,
    ) -> None:
        """Open the file to be read. ``told`` is called with the seconds that a question has taken.

        With ``timeout_s`` a question ends after so many seconds. Raises FailedError where the file is
        missing or no ledger.
        """
        self._path = str(path)
        self._timeout_s, self._told = timeout_s, told
        self._began = 0.0
        self._interrupted: BaseException | None = None
        self._refused: BatterypassError | None = None
        connections: list[sqlite3.Connection] = []

        class _Connection(sqlite3.Connection):
            def __init__(self, *args: Any, **options: Any) -> None:  # noqa: ANN401 - sqlite3's own
                super().__init__(*args, **options)
                connections.append(self)

        self._database = open_file(path, _Connection, read_only=True)
        self._connection = connections[-1]
        self._prepare()

    def _prepare(self) -> None:
        self._connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _LONGEST)
        for name, count, function in (
            ("payload_of", 1, _payload_of),
            ("digest_of", 1, _digest_of),
            ("printed_id", 1, printed_id),
            ("life_of", 4, _life_of),
        ):
            told = self._made(function)
            self._connection.create_function(name, count, told, deterministic=True)
        # Views of our own, which end with the connection: SQLite counts them as writing.
        self._database.run("PRAGMA query_only = OFF")
        for statement in view_statements():
            self._database.run(statement)
        self._database.run("PRAGMA query_only = ON")
        self._connection.set_authorizer(self._guard)
        self._connection.set_progress_handler(self._look_at_the_clock, _STEPS)

    def _made(self, function: Callable[..., str]) -> Callable[..., str | None]:
        """Give a function for SQLite: of what it cannot read it gives NULL, and Ctrl-C ends it."""

        def made(*given: Any) -> str | None:  # noqa: ANN401 - whatever a question has
            try:
                return function(*given)
            except KeyboardInterrupt as error:
                # SQLite would call it a fault of the function.
                self._interrupted = error
                raise
            except (BatterypassError, AttributeError, TypeError, ValueError):
                # A damaged entry: `verify` says more. An answer about the others is still one.
                return None

        return made

    def close(self) -> None:
        """Close the file."""
        self._database.close()

    def ask(
        self, sql: str, parameters: Mapping[str, str]
    ) -> tuple[list[str], Iterator[tuple[Any, ...]]]:
        """Ask, and give the names of the columns with the rows, which are read as they are taken.

        A name that comes twice gets a number. Raises InputError for what is no single SELECT, names
        what is not there, or lacks a parameter.
        """
        self._began = monotonic()
        self._interrupted = self._refused = None
        try:
            cursor = self._connection.execute(sql, dict(parameters))
        except _FAULTS as error:
            raise self._converted(error) from error
        if cursor.description is None:
            raise InputError("that asks nothing", code="sql.no-select")
        return _distinct([one[0] for one in cursor.description]), self._rows(cursor)

    def _rows(self, cursor: sqlite3.Cursor) -> Iterator[tuple[Any, ...]]:
        try:
            while rows := cursor.fetchmany(CHUNK):
                yield from rows
        except _FAULTS as error:
            raise self._converted(error) from error

    def _guard(self, action: int, one: str | None, other: str | None, *_: object) -> int:
        """Answer SQLite whether a statement may do this; see https://sqlite.org/c3ref/set_authorizer.html."""
        if action not in _ALLOWED:
            self._refused = self._refused or _only_select()
        elif action == sqlite3.SQLITE_READ and (one or "").casefold() in _SEALED:
            # Where no column is asked for, SQLite gives the name as the question writes it.
            self._refused = InputError(f"{one} is sealed", code="sql.sealed", found=one)
        elif action == sqlite3.SQLITE_FUNCTION and (other or "").lower() in _REFUSED_FUNCTIONS:
            self._refused = InputError(
                f"{other} reaches beyond the file", code="sql.no-function", found=other
            )
        else:
            return sqlite3.SQLITE_OK
        return sqlite3.SQLITE_DENY

    def _look_at_the_clock(self) -> int:
        took = monotonic() - self._began
        if self._timeout_s and took > self._timeout_s:
            return 1
        try:
            if self._told is not None:
                self._told(took)
        except KeyboardInterrupt as error:
            # SQLite would swallow it.
            self._interrupted = error
            return 1
        return 0

    def _converted(self, error: Exception) -> BaseException:
        """Turn an error of SQLite into ours, which says what is there instead."""
        text = str(error)
        if self._interrupted is not None:
            return self._interrupted
        if getattr(error, "sqlite_errorcode", 0) & 0xFF == sqlite3.SQLITE_INTERRUPT:
            if not self._timeout_s or monotonic() - self._began <= self._timeout_s:
                return KeyboardInterrupt()
            return FailedError(
                f"the question took longer than {self._timeout_s:g} s",
                code="sql.timeout", seconds=f"{self._timeout_s:g}",
            )  # fmt: skip
        if self._refused is not None:
            return self._refused
        if text.startswith("cannot modify"):
            # A view: SQLite says so before it asks the guard.
            return _only_select()
        missing = _MISSING.search(text)
        if missing is not None:
            return _not_there(missing[1], missing[2])
        if "one statement at a time" in text:
            return InputError("several statements", code="sql.one-only")
        if "binding" in text:
            name = re.sub(r".*parameter :?", "", text).rstrip(".")
            return InputError(f"{name} has no value", code="sql.no-parameter", found=name)
        number = getattr(error, "sqlite_errorcode", None)
        if isinstance(error, MemoryError) or number == sqlite3.SQLITE_TOOBIG:
            return InputError(
                f"a value is longer than {_LONGEST} bytes",
                code="sql.too-long", megabytes=_LONGEST // 1024**2,
            )  # fmt: skip
        if number is not None and number & 0xFF != sqlite3.SQLITE_ERROR:
            return converted(error, self._path)
        return InputError(f"not understood: {text}", code="sql.wrong", found=text)


def _only_select() -> BatterypassError:
    return InputError("only SELECT passes here", code="sql.only-select")


def _not_there(sort: str, name: str) -> BatterypassError:
    """Name what is not there, and what may have been meant."""
    if sort == "table":
        known = ", ".join(VIEWS)
        return InputError(f"no table {name}", code="sql.no-table", found=name, near=known)
    tables: dict[str, list[str]] = {}
    for table, (columns, _) in VIEWS.items():
        for column in columns:
            tables.setdefault(column, []).append(table)
    near = ", ".join(
        f"{column} ({', '.join(tables[column])})"
        for column in get_close_matches(name.rpartition(".")[2], sorted(tables), 3)
    ) or "-"  # fmt: skip
    return InputError(f"no column {name}", code="sql.no-column", found=name, near=near)


def _distinct(names: list[str]) -> list[str]:
    found: list[str] = []
    for name in names:
        number, new = 1, name
        while new in found:
            number += 1
            new = f"{name}_{number}"
        found.append(new)
    return found


# A row asks for several members of the same payload.
@lru_cache(maxsize=4)
def _payload_of(statement: bytes) -> str:
    return parse_statement(statement).payload.decode()


# The items of a batch ask for it one after the other, and its state has a line for each of them.
@lru_cache(maxsize=4)
def _batch_of(batch: str, state: bytes) -> State:
    return parse_state("B", batch, state)


def _life_of(item: str, state: bytes, batch: str, batch_state: bytes | None) -> str:
    """Give the life of an item that was fed to a batch, from both states as they are kept."""
    fed = parse_state("I", item, state)
    known = _batch_of(batch, batch_state) if batch_state is not None else None
    if not isinstance(fed, ItemState) or not isinstance(known, BatchState | None):
        raise TypeError(item)
    return life_of(fed, known)


def _digest_of(statement: bytes) -> str:
    return sha256(statement).hexdigest()
