"""A ledger in one SQLite file: the ``LedgerStore`` of :mod:`batterypass.ports`.

The file is in WAL mode with ``synchronous=FULL``: a commit that returned is on the disk. Several
processes may have it open; one of them writes at a time. One store object serves one thread at a
time.
"""

from __future__ import annotations

import sqlite3
from contextlib import contextmanager
from functools import partial
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Self

from batterypass.errors import (
    BrokenError,
    ConflictError,
    FailedError,
    InputError,
    RefusedError,
)
from batterypass.store import compare, entry_rows, integrity, rebuild
from batterypass.store.ddl import REPLICA_ID
from batterypass.store.derived import DerivedTables, event_id_key
from batterypass.store.files import create_file, is_replica_file, open_file
from batterypass.store.kept import KeptTables
from batterypass.store.lists import DerivedLists
from batterypass.store.mirror import SqliteMirror
from batterypass.store.scratch import SqliteScratch

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from batterypass.domain.states import Chain
    from batterypass.ports import Batch, Difference, ScratchStore
    from batterypass.store.database import Database
    from batterypass.texts.bilingual import Text


class SqliteStore(KeptTables, DerivedTables, DerivedLists):
    """A ledger file, opened by :meth:`create` or :meth:`open`."""

    __slots__ = ("_read_only", "_writing", "is_replica")

    has_tables = True

    def __init__(self, database: Database, *, read_only: bool) -> None:
        super().__init__(database)
        self._read_only = read_only
        self._writing = False
        #: Whether this is somebody's read-only copy, which holds no sealed section.
        self.is_replica = database.one("PRAGMA application_id") == (REPLICA_ID,)

    @classmethod
    def create(
        cls,
        path: Path,
        *,
        replica: bool = False,
        connection_class: type[sqlite3.Connection] = sqlite3.Connection,
    ) -> Self:
        """Make an empty ledger file, or an empty replica of one, and open it to be written.

        A file without any table, as an interrupted creation leaves it, is used. Raises InputError
        where there is another file, FailedError where none can be made.
        """
        return cls(create_file(path, connection_class, replica=replica), read_only=False)

    @classmethod
    def open(
        cls,
        path: Path,
        *,
        read_only: bool = False,
        grow: bool = False,
        connection_class: type[sqlite3.Connection] = sqlite3.Connection,
    ) -> Self:
        """Open a ledger file; ``read_only`` changes nothing in it and works on a read-only disk.

        A replica is opened to be read whatever is asked, but with ``grow``, for who takes over what
        the log has beyond it. Raises FailedError where it is missing, cannot be read, is no ledger or
        has a format that this program does not know.
        """
        read_only = read_only or (not grow and is_replica_file(path))
        return cls(open_file(path, connection_class, read_only=read_only), read_only=read_only)

    def opener(self) -> Callable[[], Self]:
        """Give what opens this file for reading in another process."""
        return partial(self.open, Path(self.database.path).absolute(), read_only=True)

    @contextmanager
    def reading(self) -> Iterator[None]:
        """Read one state of the ledger, whatever others write meanwhile.

        Inside :meth:`writing`, and inside another :meth:`reading`, it is that one's state.
        """
        if self.database.in_transaction:
            yield
            return
        try:
            self.database.run("BEGIN")
            yield
        finally:
            self.database.roll_back()

    @contextmanager
    def watching(self) -> Iterator[Callable[[], bool]]:
        """Watch the file from now on: tells whether another connection may have committed since.

        By a connection of its own, outside of :meth:`reading`, whose one state never changes
        (https://sqlite.org/pragma.html#pragma_data_version).
        """
        if self.database.in_transaction:
            # The state that is read here may be older than what the others find.
            yield lambda: True
            return
        watcher = open_file(Path(self.database.path), sqlite3.Connection, read_only=True)
        try:
            before = watcher.one("PRAGMA data_version")
            yield lambda: watcher.one("PRAGMA data_version") != before
        finally:
            watcher.close()

    def identity(self) -> str:
        """Tell the file from every copy of it, and from what is put in its place.

        A kill before a commit leaves it as it is; whatever copies the file back changes it.
        """
        path = Path(self.database.path)
        wal = path.with_name(f"{path.name}-wal")
        try:
            main = path.stat()
            beside = wal.stat().st_ino if wal.exists() else 0
        except OSError as error:
            raise FailedError(
                f"{path}: {error.strerror}", code="store.disk", path=path, why=error.strerror
            ) from error
        return f"{main.st_dev} {main.st_ino} {main.st_ctime_ns} {beside}"

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Hold the one writer's lock, up to the end or to :meth:`commit`.

        Whatever was not committed is dropped at the end. Raises ConflictError where another writer
        holds the lock too long, InputError inside another :meth:`writing` or :meth:`reading`,
        FailedError where the ledger was opened to be read, and RefusedError for a replica that was
        not opened to grow.
        """
        if self._read_only and self.is_replica:
            raise RefusedError(
                f"{self.database.path} is a replica: only the operator of a ledger writes in it."
                " Nothing was signed",
                code="replica.read-only", path=self.database.path,
            )  # fmt: skip
        if self._read_only:
            raise FailedError(
                f"{self.database.path}: it was opened to be read",
                code="store.opened-to-read", path=self.database.path,
            )  # fmt: skip
        if self._writing or self.database.in_transaction:
            raise InputError(f"{self.database.path}: this store is being used already")
        self._writing = True
        try:
            self.database.run("BEGIN IMMEDIATE")
            self._event_filter.extend(self.database)
            yield
        finally:
            self._writing = False
            self.database.roll_back()

    def commit(self, batch: Batch, *, more: bool = False) -> None:
        """Write a batch in one transaction, inside :meth:`writing`, and give up the lock.

        With ``more`` it needs no note, and the transaction stays open: nothing counts until a
        commit without, and where none follows, all of it is dropped. A second commit inside the same
        :meth:`writing` takes the lock again. Raises ConflictError where the log does not have
        ``batch.first`` entries, and InputError where the batch does not fit together. After any
        other error the caller must read :meth:`size` and :meth:`note` before it signs again.
        """
        self._hold()
        try:
            self._begin()
            size = self.size()
            if size != batch.first:
                raise ConflictError(
                    f"{self.database.path}: the batch starts at entry {batch.first}, and the log"
                    f" has {size} entries: another writer was first, try again",
                    code="store.other-writer", path=self.database.path, size=size,
                )  # fmt: skip
            self.write_kept(batch, more=more)
            self.write(batch)
            if more:
                return
            # Up to here nothing is in the log. Where COMMIT fails, it may or may not be.
            self.database.run("COMMIT")
        except BaseException:
            self.database.roll_back()
            raise

    def seal_heads(self, size: int, rows: Iterable[tuple[str, Chain]]) -> bytes:
        """Bring the heads up to ``size`` entries, inside :meth:`writing`, and give their root.

        Nothing of it counts before the next commit.
        """
        self._hold()
        self._begin()
        return super().seal_heads(size, rows)

    def erase_section(self, event_id: str, point: str) -> None:
        """Erase a sealed section: afterwards its bytes are neither in the file nor in its WAL.

        Erasing what is not there does the same. Raises ConflictError where another program keeps
        the WAL from being cleared: the section is gone, but the call must be repeated.
        """
        with self.writing():
            self.database.run(
                "DELETE FROM sections WHERE event_id = ? AND point = ?",
                (event_id_key(event_id), point),
            )
            self.database.run("COMMIT")
        busy = (self.database.one("PRAGMA wal_checkpoint(TRUNCATE)") or (1,))[0]
        if busy:
            raise ConflictError(
                f"{self.database.path}: the section is erased, but another program still reads an"
                " older state of the file, which keeps its bytes: erase it again",
                code="store.erase-again", path=self.database.path,
            )  # fmt: skip

    def scratch(self) -> SqliteScratch:
        """Give an empty store for an audit or a rebuild."""
        return SqliteScratch()

    def mirror(self, *, rows_elsewhere: bool = False) -> SqliteMirror:
        """Give this file's own tables as a place to fold into, which proves them row by row."""
        return SqliteMirror(self.database, rows_elsewhere=rows_elsewhere)

    def has_rows_of(self, batch: Batch) -> bool:
        """Tell whether the digest, event id, nodes and links of each entry of a batch are at rest."""
        return entry_rows.has_rows_of(self.database, batch)

    def differences(self, scratch: ScratchStore, limit: int) -> Iterator[Difference]:
        """Compare every derived table with a scratch store that was folded from the log.

        At most ``limit`` differences are given.
        """
        with self.reading():
            yield from islice(compare.differences(self.database, _database_of(scratch)), limit)

    def replace_derived(self, scratch: ScratchStore) -> None:
        """Put the scratch store's derived tables in place of this store's, in one transaction.

        It must stand inside :meth:`writing`, like :meth:`commit`. It needs nothing of the old
        tables. Raises ConflictError where the log has grown since it was folded.
        """
        self._hold()
        source = _database_of(scratch)
        try:
            self._replace_derived(source, forget=False)
        except BrokenError:
            self._replace_derived(source, forget=True)
            self.database.run("VACUUM")

    def check_integrity(self) -> list[Text]:
        """Ask the file format itself; list what it finds wrong, nothing when it is sound."""
        return integrity.check_integrity(self.database)

    def close(self) -> None:
        """Release the file."""
        self.database.close()

    def _replace_derived(self, source: Database, *, forget: bool) -> None:
        try:
            self._begin()
            # Nothing in these tables was ever sealed, so their pages need not be wiped.
            self.database.run("PRAGMA secure_delete = OFF")
            rebuild.replace_derived(self.database, source, forget=forget)
            self.database.run("COMMIT")
        finally:
            self.database.roll_back()
            self.database.run("PRAGMA secure_delete = ON")

    def _hold(self) -> None:
        if not self._writing:
            raise InputError(f"{self.database.path}: nothing is written outside of writing()")

    def _begin(self) -> None:
        """Take the writer's lock, where an earlier commit gave it up."""
        if not self.database.in_transaction:
            self.database.run("BEGIN IMMEDIATE")


def _database_of(scratch: ScratchStore) -> Database:
    if not isinstance(scratch, SqliteScratch):
        raise InputError("the scratch store must come from scratch() of this kind of store")
    return scratch.database
