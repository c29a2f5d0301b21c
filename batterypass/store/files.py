"""Creates and opens ledger files: which file is one, of which format, and how it is opened."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING, Final

from batterypass.errors import BrokenError, FailedError, InputError
from batterypass.store.database import CACHE_KIB, Database
from batterypass.store.ddl import APPLICATION_ID, DERIVED, FORMAT, KEPT, REPLICA_ID
from batterypass.store.regular import open_regular

if TYPE_CHECKING:
    from pathlib import Path

#: Pages of 4 KiB in the WAL before they go into the file. SQLite's own 1,000 are gone after a few
#: hundred entries, and a page that many of them changed would be written again and again.
_WAL_PAGES: Final = 32_768

#: The first SQLite that has STRICT tables.
_LEAST_SQLITE: Final = (3, 37, 0)

#: How the first page of every SQLite file begins, and the bytes of it that say what file it is.
_MAGIC: Final = b"SQLite format 3\0"
_HEAD: Final = 100

#: What SQLite answers where it can make no WAL: neither the folder nor the disk can be written.
_NO_WAL: Final = (sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY)

_READING: Final = (f"cache_size = -{CACHE_KIB}",)
_WRITING: Final = (
    *_READING,
    "journal_mode = WAL",
    "synchronous = FULL",
    # What was erased on request must not be left in unused pages (D7).
    "secure_delete = ON",
    f"wal_autocheckpoint = {_WAL_PAGES}",
    f"journal_size_limit = {_WAL_PAGES * 4096}",
)


def create_file(
    path: Path, connection_class: type[sqlite3.Connection], *, replica: bool = False
) -> Database:
    """Make the tables in a new file, or in an empty one, and open it to be written.

    Raises InputError where there is another file, FailedError where none can be made.
    """
    database = _connect(path, "rwc", connection_class)
    try:
        database.run("PRAGMA page_size = 4096")
        database.run("BEGIN IMMEDIATE")
        if database.one("SELECT 1 FROM sqlite_master") is not None:
            raise InputError(
                f"{path}: there is such a file already: choose another name",
                code="store.exists", path=path,
            )  # fmt: skip
        database.run(f"PRAGMA application_id = {REPLICA_ID if replica else APPLICATION_ID}")
        database.run(f"PRAGMA user_version = {FORMAT}")
        for sql in (*KEPT.values(), *DERIVED.values()):
            database.run(sql)
        database.run("COMMIT")
    except BaseException:
        database.close()
        raise
    return _checked(database, _WRITING)


def _demand_whole(path: Path) -> None:
    """Raise BrokenError where a ledger file ends before its last page, as a copy that was stopped does.

    The first page says how many there are (https://www.sqlite.org/fileformat.html, 1.3). With a WAL
    beside it the file may still be growing, and SQLite knows more.
    """
    try:
        with open_regular(path) as file:
            head = file.read(100)
            size = file.seek(0, 2)
    except OSError:
        # Opening it names the reason.
        return
    number = int.from_bytes(head[68:72])
    if not head.startswith(_MAGIC) or number not in (APPLICATION_ID, REPLICA_ID):
        return
    page = int.from_bytes(head[16:18])
    is_counted = head[24:28] == head[92:96]
    whole = page * (int.from_bytes(head[28:32]) if len(head) == _HEAD and is_counted else 1)
    if size < whole:
        raise BrokenError(
            f"{path}: the file ends after {size} of {whole} bytes: move it away and bring back a"
            f" backup, `batterypass restore BACKUP {path}`; `--newer SOURCE` brings what was recorded"
            " since; a replica is made again by `batterypass replica create`",
            code="store.cut", path=path, size=size, whole=whole,
        )  # fmt: skip


def is_replica_file(path: Path) -> bool:
    """Tell whether a file says in its first page that it is a replica; False if it says nothing.

    SQLite keeps ``application_id`` at offset 68, and in a ledger file it never changes.
    """
    try:
        with open_regular(path) as file:
            return file.read(72)[68:] == REPLICA_ID.to_bytes(4)
    except OSError:
        # Opening it names the reason.
        return False


def open_file(
    path: Path, connection_class: type[sqlite3.Connection], *, read_only: bool
) -> Database:
    """Open a ledger file.

    To be read only, the file is not changed, and a read-only disk will do. Raises FailedError where
    it is missing, cannot be read, is no ledger or one of another format, BrokenError where a part of
    it is not there any more.
    """
    try:
        there = path.is_file()
        waiting = there and _wal_waits(path)
    except OSError as error:
        raise FailedError(
            f"{path}: {error.strerror}", code="store.disk", path=path, why=error.strerror
        ) from error
    if not there:
        raise FailedError(
            f"{path}: there is no ledger file: check the path, or make one with `batterypass init`",
            code="open.no-file", path=path,
        )  # fmt: skip
    if not waiting:
        _demand_whole(path)
    if not read_only:
        return _checked(_connect(path, "rw", connection_class), _WRITING)
    # A WAL with entries must stay as it is, and the last who closes a file that he may write moves
    # them into it. Where there is none, only such a connection clears away the empty WAL it made.
    mode = "ro" if waiting else "rw"
    try:
        return _checked(_connect(path, mode, connection_class), (*_READING, "query_only = ON"))
    except FailedError as error:
        if waiting:
            raise FailedError(
                f"{error}; its newest entries are in {path.name}-wal: copy both to a folder that"
                " can be written, and open them there",
                code="store.newest-apart", path=path, wal=f"{path.name}-wal",
            ) from error  # fmt: skip
        # A folder that cannot be written takes no WAL, so nobody is writing.
        cause = error.__cause__
        if not isinstance(cause, sqlite3.Error) or cause.sqlite_errorcode & 0xFF not in _NO_WAL:
            raise
    return _checked(_connect(path, "ro&immutable=1", connection_class), _READING)


def _wal_waits(path: Path) -> bool:
    """Tell whether a WAL with something in it stands beside a ledger file."""
    wal = path.with_name(f"{path.name}-wal")
    return wal.exists() and wal.stat().st_size > 0


def _connect(path: Path, mode: str, connection_class: type[sqlite3.Connection]) -> Database:
    if sqlite3.sqlite_version_info < _LEAST_SQLITE:
        raise FailedError(
            f"{path}: this Python comes with SQLite {sqlite3.sqlite_version}, and a ledger file"
            " needs 3.37 or newer: use a newer Python",
            code="store.old-sqlite", path=path, found=sqlite3.sqlite_version,
        )  # fmt: skip
    return Database(
        f"{path.absolute().as_uri()}?mode={mode}", str(path), connection_class=connection_class
    )


def _checked(database: Database, pragmas: tuple[str, ...]) -> Database:
    """Make sure that this is a ledger file of our format, before anything is set or written."""
    try:
        application = (database.one("PRAGMA application_id") or (0,))[0]
        version = (database.one("PRAGMA user_version") or (0,))[0]
        if database.one("SELECT 1 FROM sqlite_master") is None:
            raise FailedError(
                f"{database.path}: the file is empty, as an interrupted creation leaves it: delete"
                " it and make the ledger again",
                code="store.empty-file", path=database.path,
            )  # fmt: skip
        if application not in (APPLICATION_ID, REPLICA_ID):
            raise FailedError(
                f"{database.path}: this is not a ledger file: check the path",
                code="open.no-ledger", path=database.path,
            )  # fmt: skip
        if version > FORMAT:
            raise FailedError(
                f"{database.path}: it has format {version}, and this batterypass reads up to"
                f" {FORMAT}: install a newer batterypass",
                code="store.newer-format", path=database.path, found=version, known=FORMAT,
            )  # fmt: skip
        if version < FORMAT:
            raise FailedError(
                f"{database.path}: it says format {version}, which no batterypass ever wrote:"
                " restore a copy",
                code="store.no-format", path=database.path, found=version,
            )  # fmt: skip
        _set(database, pragmas)
    except BaseException:
        database.close()
        raise
    return database


def _set(database: Database, pragmas: tuple[str, ...]) -> None:
    for pragma in pragmas:
        database.run(f"PRAGMA {pragma}")
