"""One SQLite connection, whose errors come out as ours and nothing else.

SQLite is used through :mod:`sqlite3` alone, without a layer above it, because a layer costs more
than the statements (``docs/decisions/0003-plain-sqlite-in-the-hot-path.md``). Transactions begin
and end where this package says so: the connection is in autocommit mode.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING, Any, Final

from batterypass.errors import (
    BatterypassError,
    BrokenError,
    ConflictError,
    FailedError,
    InputError,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

#: How long a writer waits for another before it gives up, in seconds.
BUSY_SECONDS: Final = 10.0

#: Pages of the file that a connection keeps in memory, in KiB.
CACHE_KIB: Final = 64 * 1024

#: Pages that are copied at once.
_COPIED_PAGES: Final = 2048

#: What can only be wrong with the database that is copied, not with the copy.
_OF_THE_SOURCE: Final = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)

#: Rows that are fetched at once where many are read.
CHUNK: Final = 1000

# OverflowError: an integer beyond 64 bits; UnicodeEncodeError: text with a lone surrogate. Neither
# is in any ledger, and both are what a caller was given. UnicodeDecodeError: SQLite's message
# quotes a damaged file.
_ERRORS: Final = (sqlite3.Error, OverflowError, UnicodeError)

#: Primary result code of SQLite (https://www.sqlite.org/rescode.html) -> our error, its words, and
#: their name in the catalogue of texts.
_MEANINGS: Final[dict[int, tuple[type[BatterypassError], str, str]]] = {
    sqlite3.SQLITE_BUSY: (
        ConflictError,
        "another program is writing to it and did not finish in time: try again",
        "store.busy",
    ),
    sqlite3.SQLITE_LOCKED: (
        ConflictError,
        "it is locked by another reader or writer: try again",
        "store.locked",
    ),
    sqlite3.SQLITE_CONSTRAINT: (InputError, "the rows do not fit its tables", "store.misfit"),
    sqlite3.SQLITE_MISMATCH: (InputError, "the rows do not fit its tables", "store.misfit"),
    sqlite3.SQLITE_TOOBIG: (InputError, "a value is too long to be stored", "store.too-long"),
    sqlite3.SQLITE_CORRUPT: (
        BrokenError,
        "the file is damaged: `batterypass verify` says where. Where the entries are whole,"
        " `batterypass rebuild`; else move it away and `batterypass restore BACKUP`",
        "store.damaged",
    ),
    sqlite3.SQLITE_ERROR: (
        BrokenError,
        "its tables are not those of a ledger: `batterypass verify` says which;"
        " `batterypass rebuild` makes the derived ones again",
        "store.other-tables",
    ),
    sqlite3.SQLITE_NOTADB: (
        FailedError,
        "this is not a ledger file: check the path",
        "store.no-ledger",
    ),
    sqlite3.SQLITE_READONLY: (
        FailedError,
        "it cannot be written: the file, its folder or the disk is read-only, or it was opened to"
        " be read",
        "store.read-only",
    ),
    sqlite3.SQLITE_FULL: (FailedError, "the disk is full: make room and try again", "store.full"),
    sqlite3.SQLITE_CANTOPEN: (
        FailedError,
        "it cannot be opened: check the path and the permissions of the file and its folder",
        "store.no-opening",
    ),
    sqlite3.SQLITE_PERM: (
        FailedError,
        "no permission: check the file and its folder",
        "store.no-permission",
    ),
    sqlite3.SQLITE_IOERR: (FailedError, "the disk does not answer: check it", "store.no-answer"),
    sqlite3.SQLITE_NOMEM: (FailedError, "there is not enough memory", "store.no-memory"),
}
_UNKNOWN: Final = (FailedError, "it cannot be used", "store.unusable")


def converted(error: Exception, path: str) -> BatterypassError:
    """Turn what :mod:`sqlite3` raised into our error, which names the file and what to do."""
    if isinstance(error, OverflowError | UnicodeEncodeError):
        return InputError(
            f"{path}: a value cannot be stored: {error}",
            code="store.no-value", path=path, why=error,
        )  # fmt: skip
    number = getattr(error, "sqlite_errorcode", None)
    if number is None:
        # The module's own: a closed connection, or text that is not UTF-8 in a row.
        if isinstance(error, UnicodeError) or "decode" in str(error).lower():
            return BrokenError(
                f"{path}: the file is damaged: text that is not UTF-8 ({error})",
                code="store.damaged", path=path, why=error,
            )  # fmt: skip
        return FailedError(f"{path}: {error}", code="store.unusable", path=path, why=error)
    kind, words, code = _MEANINGS.get(number & 0xFF, _UNKNOWN)
    why = f"{error}, {getattr(error, 'sqlite_errorname', number)}"
    return kind(f"{path}: {words} ({why})", code=code, path=path, why=why)


class Database:
    """A connection and the name of its file. No error of :mod:`sqlite3` leaves it."""

    __slots__ = ("_connection", "path")

    def __init__(
        self,
        uri: str,
        path: str,
        *,
        connection_class: type[sqlite3.Connection] = sqlite3.Connection,
    ) -> None:
        """Open ``uri``; messages call it ``path``. Raises FailedError where it does not open."""
        self.path = path
        try:
            self._connection = sqlite3.connect(
                uri,
                uri=True,
                timeout=BUSY_SECONDS,
                isolation_level=None,
                # One thread at a time, but not always the one that opened it.
                check_same_thread=False,
                factory=connection_class,
            )
        except sqlite3.Error as error:
            raise converted(error, path) from error

    @property
    def in_transaction(self) -> bool:
        """Tell whether a transaction is open."""
        try:
            return self._connection.in_transaction
        except sqlite3.Error as error:
            raise converted(error, self.path) from error

    def one(self, sql: str, parameters: Sequence[Any] = ()) -> tuple[Any, ...] | None:
        """Give the first row, or None."""
        try:
            row: tuple[Any, ...] | None = self._connection.execute(sql, parameters).fetchone()
        except _ERRORS as error:
            raise converted(error, self.path) from error
        return row

    def all(self, sql: str, parameters: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """Give all rows."""
        try:
            return self._connection.execute(sql, parameters).fetchall()
        except _ERRORS as error:
            raise converted(error, self.path) from error

    def rows(
        self, sql: str, parameters: Sequence[Any], types: tuple[type, ...]
    ) -> list[tuple[Any, ...]]:
        """Give all rows, of these types. Raises BrokenError for what only a damaged file can have."""
        rows = self.all(sql, parameters)
        # All rows of a sound file at once; one by one only to name what is off.
        if [{*map(type, column)} for column in zip(*rows, strict=True)] != [{one} for one in types]:
            for row in rows:
                self.check(row, types)
        return rows

    def chunks(self, sql: str, parameters: Sequence[Any] = ()) -> Iterator[list[tuple[Any, ...]]]:
        """Give the rows in lists of at most CHUNK; the cursor stays open between them."""
        try:
            cursor = self._connection.execute(sql, parameters)
            while rows := cursor.fetchmany(CHUNK):
                yield rows
        except _ERRORS as error:
            raise converted(error, self.path) from error

    def paged(
        self, sql: str, parameters: Sequence[Any], after: int | str, types: tuple[type, ...]
    ) -> Iterator[tuple[Any, ...]]:
        """Give rows in the order of their first column, from behind ``after``, of these types.

        ``sql`` has ``after`` as its last parameter, and a LIMIT. No cursor stays open between two
        pages, so that a reader who takes his time holds up nobody. Raises BrokenError for rows
        that only a damaged file can have.
        """
        while rows := self.rows(sql, (*parameters, after), types):
            yield from rows
            if rows[-1][0] <= after:
                raise BrokenError(
                    f"{self.path}: the file is damaged: rows are out of order ({sql})",
                    code="store.damaged", path=self.path, why=sql,
                )  # fmt: skip
            after = rows[-1][0]

    def check(self, row: tuple[Any, ...], types: tuple[type, ...]) -> None:
        """Raise BrokenError where a row has values that only a damaged file can have."""
        if tuple(map(type, row)) != types:
            raise BrokenError(
                f"{self.path}: the file is damaged: a row has values of the wrong type",
                code="store.damaged", path=self.path, why=", ".join(type(one).__name__ for one in row),
            )  # fmt: skip

    def run(self, sql: str, parameters: Sequence[Any] = ()) -> None:
        """Execute a statement whose rows nobody needs."""
        try:
            self._connection.execute(sql, parameters)
        except _ERRORS as error:
            raise converted(error, self.path) from error

    def run_many(self, sql: str, rows: Iterable[Sequence[Any]]) -> None:
        """Execute a statement once for each row."""
        try:
            self._connection.executemany(sql, rows)
        except _ERRORS as error:
            raise converted(error, self.path) from error

    def roll_back(self) -> None:
        """Drop what an open transaction wrote; nothing where none is open."""
        if self.in_transaction:
            self.run("ROLLBACK")

    def copy_to(self, path: Path, progress: Callable[[int, int], None]) -> None:
        """Copy the whole database into a new file, as the open transaction sees it.

        Without a transaction SQLite starts again whenever somebody writes meanwhile; inside one the
        copy is of one commit (https://www.sqlite.org/c3ref/backup_finish.html). The copy is not
        durable yet: whoever moves it to its place waits for the disk.
        """

        def copied(_: int, left: int, total: int) -> None:
            progress(total - left, total)

        try:
            with closing(sqlite3.connect(path, isolation_level=None)) as target:
                # A copy that was stopped is thrown away, so nothing needs to be rolled back.
                target.execute("PRAGMA journal_mode = OFF")
                target.execute("PRAGMA synchronous = OFF")
                self._connection.backup(target, pages=_COPIED_PAGES, progress=copied)
        except sqlite3.Error as error:
            number = getattr(error, "sqlite_errorcode", 0) & 0xFF
            place = self.path if number in _OF_THE_SOURCE else str(path)
            raise converted(error, place) from error

    def close(self) -> None:
        """Close the connection; a second time does nothing."""
        try:
            self._connection.close()
        except sqlite3.Error as error:
            raise converted(error, self.path) from error


class OnDatabase:
    """What reads and writes the tables of one database."""

    __slots__ = ("database",)

    def __init__(self, database: Database) -> None:
        self.database = database
