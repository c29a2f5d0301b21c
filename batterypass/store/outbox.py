"""An outbox in one SQLite file: the ``OutboxStore`` of :mod:`batterypass.ports`.

The file stands beside a replica. The replica can be fetched again, the outbox cannot: what is in it
was signed here and is nowhere else until a file of it was sent. It is made with the first statement
that is kept; until then there is nothing to read. WAL mode with ``synchronous=FULL``: what a method
wrote is on the disk when it returns (``docs/formats/outbox.md``).
"""

from __future__ import annotations

import os
import sqlite3
from contextlib import contextmanager
from hashlib import sha256
from typing import TYPE_CHECKING, Any, Final, Self, cast

from batterypass.domain.pending import FINAL, LIVE, News, State, next_state
from batterypass.errors import (
    BrokenError,
    ConflictError,
    FailedError,
    InputError,
    MalformedError,
)
from batterypass.ports import Pending, Section
from batterypass.statements.cose import parse_statement
from batterypass.statements.payload import parse_payload
from batterypass.store.database import Database
from batterypass.store.derived import event_id_bytes, event_id_key, event_id_text
from batterypass.store.outbox_ddl import OUTBOX_FORMAT, OUTBOX_ID, OUTBOX_TABLES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from batterypass.ports import Change

_WRITING: Final = ("journal_mode = WAL", "synchronous = FULL", "secure_delete = ON")
_COLUMNS: Final = (
    "place, statement, digest, event_id, taken, state, answered_size, entry, coalesce(proof, x''),"
    " coalesce(answer, x''), coalesce(replaced_by, x'')"
)
_ROWS: Final = f"SELECT {_COLUMNS} FROM statements"  # noqa: S608
_LIVE_ROWS: Final = (
    f"{_ROWS} WHERE state NOT IN ('recorded', 'superseded', 'abandoned') ORDER BY place"
)
_TYPES: Final = (int, bytes, bytes, bytes, int, str, int, object, bytes, bytes, bytes)
_STATES: Final = FINAL | LIVE | {"stale", "blocked", "refused"}
_PUT: Final = (
    "INSERT INTO statements (place, digest, event_id, statement, taken, state)"
    " VALUES (?, ?, ?, ?, ?, 'pending')"
)
_PUT_SECTION: Final = (
    "INSERT INTO sections (event_id, point, body) VALUES (?, ?, ?)"
    " ON CONFLICT (event_id, point) DO UPDATE SET body = excluded.body"
)
_SETTLE: Final = (
    "UPDATE statements SET state = ?, answered_size = ?, entry = coalesce(?, entry),"
    " proof = coalesce(?, proof), answer = coalesce(?, answer) WHERE digest = ?"
)
_REPLACE: Final = "UPDATE statements SET state = ?, replaced_by = ? WHERE digest = ?"
_SEND: Final = "UPDATE statements SET state = 'sent' WHERE digest = ? AND state = 'pending'"


class SqliteOutbox:
    """The outbox beside a replica, opened by :meth:`open`."""

    def __init__(
        self,
        path: Path,
        audience: str,
        *,
        read_only: bool,
        connection_class: type[sqlite3.Connection] = sqlite3.Connection,
    ) -> None:
        self.path = path
        self.audience = audience
        self.name = f"{audience} {os.path.realpath(path)}"
        self._read_only = read_only
        self._connection_class = connection_class
        self._database: Database | None = None

    @classmethod
    def open(
        cls,
        path: Path,
        audience: str,
        *,
        read_only: bool = False,
        connection_class: type[sqlite3.Connection] = sqlite3.Connection,
    ) -> Self:
        """Open the outbox for a ledger; a file that is not there is made when something is kept.

        Raises FailedError where there is a file that is no outbox, and InputError for the outbox
        of another ledger.
        """
        outbox = cls(path, audience, read_only=read_only, connection_class=connection_class)
        outbox._reader()
        return outbox

    # Reading.

    def last_place(self) -> int:
        """Give the place of the last statement, 0 where there is none."""
        rows = self._all("SELECT coalesce(max(place), 0) FROM statements", ())
        place: int = rows[0][0] if rows else 0
        return place

    def live(self) -> list[Pending]:
        """List what is not final, by place."""
        return [self._pending(row) for row in self._all(_LIVE_ROWS, ())]

    def rows(self, after: int = 0) -> Iterator[Pending]:
        """Give every statement above a place, in order, in bounded memory."""
        sql = f"{_ROWS} WHERE place > ? ORDER BY place LIMIT 256"
        while rows := self._all(sql, (after,)):
            for row in rows:
                pending = self._pending(row)
                after = pending.place
                yield pending

    def of_event(self, event_id: str) -> list[Pending]:
        """List the statements of an event; more than one where it was signed anew."""
        sql = f"{_ROWS} WHERE event_id = ? ORDER BY place"
        return [self._pending(row) for row in self._all(sql, (event_id_key(event_id),))]

    def section(self, event_id: str, point: str) -> bytes | None:
        """Give a sealed section, or None."""
        sql = "SELECT body FROM sections WHERE event_id = ? AND point = ?"
        rows = self._all(sql, (event_id_key(event_id), point))
        body: bytes | None = rows[0][0] if rows else None
        return body

    def sections(self) -> Iterator[Section]:
        """Give every sealed section."""
        for event_id, point, body in self._all(
            "SELECT event_id, point, body FROM sections ORDER BY rowid", ()
        ):
            yield Section(event_id_text(event_id), point, body)

    def last_sent(self) -> str:
        """Give the time of the last file, empty where there is none."""
        rows = self._all("SELECT made_at FROM sends ORDER BY rowid DESC LIMIT 1", ())
        made_at: str = rows[0][0] if rows else ""
        return made_at

    # Writing.

    def keep(
        self,
        statements: Sequence[bytes],
        sections: Sequence[Section],
        *,
        after: int,
        taken: bool,
        replaces: Mapping[bytes, bytes] | None = None,
    ) -> list[Pending]:
        """Keep statements, in one transaction that is on the disk when this returns.

        ``replaces`` maps the digest of an old one to that of the new. What is here already is given
        as it is. Raises ConflictError where ``after`` is no longer the last place, MalformedError
        for bytes that are no statement.
        """
        rows = [(sha256(raw).digest(), _event_id_of(raw), raw) for raw in dict.fromkeys(statements)]
        with self._writing() as database:
            place = self.last_place()
            if place != after:
                raise ConflictError(
                    f"{self.path}: the last place is {place}, expected {after}: somebody else signed"
                    " meanwhile, try again",
                    code="outbox.other-writer", path=self.path,
                )  # fmt: skip
            for digest, event_id, raw in rows:
                if not self._of_digest(digest):
                    place += 1
                    database.run(_PUT, (place, digest, event_id, raw, int(taken)))
            database.run_many(
                _PUT_SECTION,
                [(event_id_bytes(one.event_id), one.point, one.body) for one in sections],
            )
            for old, new in (replaces or {}).items():
                for row in self._of_digest(old):
                    # A partner signed anew what still counted here: his word is enough.
                    news: News = "superseded" if row.taken and row.state in LIVE else "replaced"
                    database.run(_REPLACE, (next_state(row.state, news), new, old))
            return [row for digest, _, _ in rows for row in self._of_digest(digest)]

    def settle(self, changes: Sequence[Change]) -> None:
        """Note what became of statements, in one transaction.

        A hint that is older than what was said before, and one about a final statement, changes
        nothing; neither does one about a statement that is not here.
        """
        if not changes:
            return
        with self._writing() as database:
            for change in changes:
                for row in self._of_digest(change.digest):
                    is_older = change.answered_size < row.answered_size
                    if change.state == "pending" or (change.state not in FINAL and is_older):
                        continue
                    state = next_state(row.state, change.state)
                    if state != change.state:
                        continue
                    size = max(change.answered_size, row.answered_size)
                    values = (change.entry, change.proof or None, change.answer or None)
                    database.run(_SETTLE, (state, size, *values, change.digest))

    def note_sent(self, file_digest: bytes, made_at: str, digests: Sequence[bytes]) -> None:
        """Note that a file with these statements was written, and read back."""
        with self._writing() as database:
            database.run(
                "INSERT INTO sends (sha256, made_at, count) VALUES (?, ?, ?)"
                " ON CONFLICT (sha256) DO NOTHING",
                (file_digest, made_at, len(digests)),
            )
            database.run_many(_SEND, [(digest,) for digest in digests])

    def close(self) -> None:
        """Release the file."""
        if self._database is not None:
            self._database.close()
            self._database = None

    # The file.

    def _reader(self) -> Database | None:
        """Give the open file, or None while there is none."""
        if self._database is None:
            try:
                is_there = self.path.is_file()
            except OSError as error:
                raise _disk(self.path, error) from error
            if is_there:
                self._database = self._open()
        return self._database

    def _all(self, sql: str, parameters: tuple[Any, ...]) -> list[tuple[Any, ...]]:
        database = self._reader()
        return [] if database is None else database.all(sql, parameters)

    def _of_digest(self, digest: bytes) -> list[Pending]:
        return [self._pending(row) for row in self._all(f"{_ROWS} WHERE digest = ?", (digest,))]

    @contextmanager
    def _writing(self) -> Iterator[Database]:
        """Hold the one writer's lock; what was not committed at the end is dropped."""
        if self._read_only:
            raise FailedError(
                f"{self.path}: it was opened to be read",
                code="store.opened-to-read",
                path=self.path,
            )
        database = self._reader()
        if database is None:
            database = self._database = self._create()
        try:
            database.run("BEGIN IMMEDIATE")
            yield database
            database.run("COMMIT")
        finally:
            database.roll_back()

    def _create(self) -> Database:
        try:
            # Sealed values are in it: nobody else on this machine reads it.
            os.close(os.open(self.path, os.O_CREAT | os.O_RDWR, 0o600))
        except OSError as error:
            raise _disk(self.path, error) from error
        database = self._connect("rw")
        try:
            database.run("BEGIN IMMEDIATE")
            if database.one("SELECT 1 FROM sqlite_master") is None:
                database.run(f"PRAGMA application_id = {OUTBOX_ID}")
                database.run(f"PRAGMA user_version = {OUTBOX_FORMAT}")
                for sql in OUTBOX_TABLES:
                    database.run(sql)
                database.run("INSERT INTO about VALUES (?)", (self.audience,))
            database.run("COMMIT")
            return self._checked(database)
        except BaseException:
            database.close()
            raise

    def _open(self) -> Database:
        if not self._read_only:
            database = self._connect("rw")
            if database.one("SELECT 1 FROM sqlite_master") is None:
                # An interrupted creation left it; nothing was ever kept in it.
                database.close()
                return self._create()
            return self._close_if_wrong(database)
        try:
            return self._close_if_wrong(self._connect("ro"))
        except FailedError as error:
            # A disk that cannot be written takes no WAL, so nobody is writing.
            wal = self.path.with_name(f"{self.path.name}-wal")
            if not isinstance(error.__cause__, sqlite3.Error) or wal.exists():
                raise
        return self._close_if_wrong(self._connect("ro&immutable=1"))

    def _connect(self, mode: str) -> Database:
        uri = f"{self.path.absolute().as_uri()}?mode={mode}"
        return Database(uri, str(self.path), connection_class=self._connection_class)

    def _close_if_wrong(self, database: Database) -> Database:
        try:
            return self._checked(database)
        except BaseException:
            database.close()
            raise

    def _checked(self, database: Database) -> Database:
        """Make sure that this is the outbox of our ledger, before anything is set or written."""
        application = (database.one("PRAGMA application_id") or (0,))[0]
        version = (database.one("PRAGMA user_version") or (0,))[0]
        if application != OUTBOX_ID:
            raise FailedError(
                f"{self.path}: this is no outbox of batterypass: move it away, if it is yours",
                code="outbox.no-outbox", path=self.path,
            )  # fmt: skip
        if version != OUTBOX_FORMAT:
            raise FailedError(
                f"{self.path}: it has format {version}, and this batterypass reads {OUTBOX_FORMAT}:"
                " install a newer batterypass",
                code="store.newer-format", path=self.path, found=version, known=OUTBOX_FORMAT,
            )  # fmt: skip
        audience = (database.one("SELECT audience FROM about") or ("",))[0]
        if audience != self.audience:
            raise InputError(
                f"{self.path}: this outbox is for {audience}, the replica beside it is of"
                f" {self.audience}: put each beside its own",
                code="outbox.other-ledger", path=self.path, found=audience, expected=self.audience,
            )  # fmt: skip
        if not self._read_only:
            for pragma in _WRITING:
                database.run(f"PRAGMA {pragma}")
        return database

    def _pending(self, row: tuple[Any, ...]) -> Pending:
        """Read a row. Raises BrokenError for values that only a damaged file can have."""
        is_fit = all(isinstance(value, kind) for value, kind in zip(row, _TYPES, strict=True))
        if not is_fit or row[5] not in _STATES or sha256(row[1]).digest() != row[2]:
            raise BrokenError(
                f"{self.path}: the file is damaged: the statement at place {row[0]} is not what was"
                " kept",
                code="store.damaged", path=self.path, why=f"place {row[0]}",
            )  # fmt: skip
        place, raw, digest, event_id, taken, state, size, entry, proof, answer, new = row
        return Pending(
            place, raw, digest, event_id_text(event_id), bool(taken), cast("State", state),
            answered_size=size, entry=entry, proof=proof, answer=answer, replaced_by=new,
        )  # fmt: skip


def _event_id_of(raw: bytes) -> bytes:
    event_id = parse_payload(parse_statement(raw).payload).get("event_id")
    if not isinstance(event_id, str):
        raise MalformedError("a statement for the outbox has no event id")
    return event_id_bytes(event_id)


def _disk(path: Path, error: OSError) -> FailedError:
    return FailedError(
        f"{path}: {error.strerror}", code="store.disk", path=path, why=error.strerror
    )
