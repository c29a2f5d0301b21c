"""Places where whole ledgers stand: copied while others write, and moved in whole or not at all.

A ledger is its file, the attachments in ``<file>.files`` and, beside a replica, the outbox in
``<file>.outbox``. The copy is made by SQLite itself inside one read transaction, so it is of one
commit whatever others write meanwhile; a copy of the bare file would miss what waits in the WAL.
"""

from __future__ import annotations

import contextlib
import os
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from batterypass.errors import ConflictError, FailedError, InputError
from batterypass.store.database import Database
from batterypass.store.file_folder import FileFolder
from batterypass.store.sqlite import SqliteStore

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from batterypass.ports import LedgerPlace, LedgerStore

#: What SQLite keeps beside a file while it is open, or after its writer was killed.
_BESIDE: Final = ("-wal", "-journal")


class FilePlace:
    """A path where a ledger file stands, or may stand: the ``LedgerPlace`` of the ports."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.name = str(path)
        self.files = FileFolder(path.with_name(f"{path.name}.files"))

    @property
    def outbox(self) -> Path:
        """Give the path of the outbox beside it."""
        return self.path.with_name(f"{self.path.name}.outbox")

    @contextmanager
    def opened(self) -> Iterator[LedgerStore | None]:
        """Open for reading what stands there; None where there is nothing.

        Raises ConflictError where another program has it open, and InputError for a WAL without
        its file: under a new file SQLite would take it for a part of that.
        """
        if not self._exists():
            self._refuse_leftovers(self.path)
            yield None
            return
        # What waits in the WAL goes into the file first, and the WAL with it.
        SqliteStore.open(self.path, grow=True).close()
        self._refuse_waiting(self.path)
        store = SqliteStore.open(self.path, read_only=True)
        try:
            yield store
        finally:
            store.close()

    def put(
        self,
        source: LedgerStore,
        check: Callable[[LedgerStore], None],
        progress: Callable[[int, int], None],
    ) -> None:
        """Put a copy of one state of a ledger file in the place of what stands there.

        1. Copy beside it, in one read transaction. 2. ``check`` the copy; what it raises ends it.
        3. Wait for the disk. 4. Move it in place. A crash before 4 leaves everything as it was.
        """
        if not isinstance(source, SqliteStore):
            raise InputError(
                f"{self.name}: only a ledger file can be copied there",
                code="backup.no-file", path=self.name,
            )  # fmt: skip

        def looked(partial: Path) -> None:
            copy = SqliteStore.open(partial, read_only=True)
            try:
                check(copy)
            finally:
                copy.close()

        with source.reading():
            # Whatever is read first pins the state that the copy is of.
            source.size()
            self._replace(self.path, source.database, looked, progress)

    def put_outbox(self, source: LedgerPlace, *, replace: bool) -> bool:
        """Copy the outbox of another place; False where there is none or, unless ``replace``, one here.

        An outbox that is there already is newer than a copy of it, and nobody else has its rows.
        """
        if not isinstance(source, FilePlace) or not _is_file(source.outbox):
            return False
        if _is_file(self.outbox) and not replace:
            return False
        database = Database(f"{source.outbox.absolute().as_uri()}?mode=rw", str(source.outbox))
        try:
            database.run("BEGIN")
            database.one("SELECT 1 FROM sqlite_master")
            self._replace(self.outbox, database, _is_sound, lambda done, total: None)
        finally:
            database.close()
        return True

    def _replace(
        self,
        path: Path,
        database: Database,
        check: Callable[[Path], None],
        progress: Callable[[int, int], None],
    ) -> None:
        partial = path.with_name(f".{path.name}.{os.getpid()}.partial")
        try:
            _clear(partial)
            path.parent.mkdir(parents=True, exist_ok=True)
            # Nobody else reads sealed sections from a copy.
            os.close(os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
            # 1
            database.copy_to(partial, progress)
            # 2
            check(partial)
            # 3
            _wait_for_disk(partial)
            self._refuse_leftovers(path)
            # 4
            partial.replace(path)
            _wait_for_disk(path.parent)
        except OSError as error:
            why = error.strerror or str(error)
            raise FailedError(
                f"{path}: cannot be written: {why}", code="open.unwritable", path=path, why=why
            ) from error
        finally:
            with contextlib.suppress(OSError):
                _clear(partial)

    def _exists(self) -> bool:
        try:
            return self.path.exists()
        except OSError as error:
            raise FailedError(
                f"{self.path}: {error.strerror}",
                code="store.disk", path=self.path, why=error.strerror,
            ) from error  # fmt: skip

    def _refuse_waiting(self, path: Path) -> None:
        for beside in _beside(path):
            if beside.exists():
                raise ConflictError(
                    f"{path}: another program has it open ({beside.name} is there): close it and"
                    " try again",
                    code="backup.in-use", path=path, name=beside.name,
                )  # fmt: skip

    def _refuse_leftovers(self, path: Path) -> None:
        for beside in _beside(path):
            # An empty one belongs to nothing: who only reads leaves it behind.
            if beside.exists() and beside.stat().st_size:
                raise InputError(
                    f"{beside}: an older file left this here, and SQLite would take it for a part of"
                    f" {path.name}: move it away",
                    code="backup.leftover", path=beside, name=path.name,
                )  # fmt: skip


def _is_sound(path: Path) -> None:
    """Ask SQLite whether a copy is whole. Raises FailedError."""
    database = Database(f"{path.absolute().as_uri()}?mode=rw", str(path))
    try:
        found = database.all("PRAGMA integrity_check(1)")
    finally:
        database.close()
    if found != [("ok",)]:
        raise FailedError(
            f"{path}: the copy is damaged ({found[0][0]}): check the disk",
            code="backup.damaged", path=path, why=found[0][0],
        )  # fmt: skip


def _beside(path: Path) -> list[Path]:
    return [path.with_name(path.name + ending) for ending in _BESIDE]


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError as error:
        raise FailedError(
            f"{path}: {error.strerror}", code="store.disk", path=path, why=error.strerror
        ) from error


def _clear(partial: Path) -> None:
    for path in (partial, *_beside(partial), partial.with_name(f"{partial.name}-shm")):
        path.unlink(missing_ok=True)


def _wait_for_disk(path: Path) -> None:
    """Wait until a file, or the names in a folder, are on the disk."""
    if sys.platform == "win32" and path.is_dir():
        return
    handle = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
