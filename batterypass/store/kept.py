"""The tables that nothing else in a ledger file can give again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from batterypass.errors import BrokenError, InputError
from batterypass.ports import Content, Section
from batterypass.store.database import OnDatabase
from batterypass.store.derived import event_id_bytes, event_id_key, event_id_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from batterypass.ports import Batch

# Of rows that can be long, few are in memory at once: an entry has at most 65,535 bytes.
_STATEMENTS: Final = (
    "SELECT idx, statement FROM entries WHERE idx < ? AND idx > ? ORDER BY idx LIMIT 256"
)
_NOTES: Final = "SELECT size, note, sealed FROM notes WHERE size > ? ORDER BY size LIMIT 1000"
_SECTIONS: Final = (
    "SELECT rowid, event_id, point, body FROM sections WHERE rowid > ? ORDER BY rowid LIMIT 256"
)
_CONTENTS: Final = (
    "SELECT rowid, digest, media_type, body FROM contents WHERE rowid > ? ORDER BY rowid LIMIT 1"
)
# Rows that somebody put in under a negative number are shown as well.
_LOWEST: Final = -(2**63)

_PUT_ENTRY: Final = "INSERT INTO entries (idx, statement) VALUES (?, ?)"
_DROP_NOTE: Final = (
    "DELETE FROM notes WHERE size = (SELECT max(size) FROM notes WHERE size < ?) AND sealed = 0"
)
_PUT_NOTE: Final = (
    "INSERT INTO notes (size, note, sealed) VALUES (?, ?, ?) ON CONFLICT (size) DO UPDATE"
    " SET note = excluded.note, sealed = max(sealed, excluded.sealed)"
)
_PUT_SECTION: Final = (
    "INSERT INTO sections (event_id, point, body) VALUES (?, ?, ?)"
    " ON CONFLICT (event_id, point) DO UPDATE SET body = excluded.body"
)
_PUT_CONTENT: Final = (
    "INSERT INTO contents (digest, media_type, body) VALUES (?, ?, ?) ON CONFLICT (digest)"
    " DO UPDATE SET media_type = excluded.media_type, body = excluded.body"
)


class KeptTables(OnDatabase):
    """Reads and writes entries, checkpoints, sealed sections and content."""

    __slots__ = ()

    def size(self) -> int:
        """Give the number of entries."""
        row = self.database.one("SELECT coalesce(max(idx) + 1, 0) FROM entries")
        return 0 if row is None else row[0]

    def note(self) -> bytes:
        """Give the last signed checkpoint; empty before the first batch."""
        return self._bytes("SELECT note FROM notes ORDER BY size DESC LIMIT 1", ()) or b""

    def notes(self) -> Iterator[tuple[int, bytes, bool]]:
        """Give every kept checkpoint as (size, note, sealed), oldest first."""
        for size, note, sealed in self.database.paged(_NOTES, (), _LOWEST, (int, bytes, int)):
            yield size, note, bool(sealed)

    def kept_from(self, size: int) -> tuple[int, bytes] | None:
        """Give the first kept checkpoint over at least ``size`` entries, as (size, note), or None."""
        row = self.database.one(
            "SELECT size, note FROM notes WHERE size >= ? AND sealed = 1 ORDER BY size LIMIT 1",
            (size,),
        )
        if row is None:
            return None
        self.database.check(row, (int, bytes))
        return row[0], row[1]

    def statement(self, index: int) -> bytes:
        """Give an entry.

        Raises BrokenError where the log should have it and has not, InputError for an index
        outside the log.
        """
        statement = self._bytes("SELECT statement FROM entries WHERE idx = ?", (index,))
        if statement is not None:
            return statement
        size = self.size()
        if 0 <= index < size:
            raise BrokenError(
                f"{self.database.path}: entry {index} of {size} is missing",
                code="store.no-entry", path=self.database.path, index=index, size=size,
            )  # fmt: skip
        raise InputError(f"{self.database.path}: it has {size} entries, there is no entry {index}")

    def statements(self, start: int, stop: int) -> Iterator[tuple[int, bytes]]:
        """Give the entries of a range that are there, in order, in bounded memory."""
        yield from self.database.paged(_STATEMENTS, (stop,), max(start, 0) - 1, (int, bytes))

    def section(self, event_id: str, point: str) -> bytes | None:
        """Give a sealed section, or None where it is not here or was erased."""
        return self._bytes(
            "SELECT body FROM sections WHERE event_id = ? AND point = ?",
            (event_id_key(event_id), point),
        )

    def sections(self) -> Iterator[Section]:
        """Give every sealed section, in the order in which they came."""
        rows = self.database.paged(_SECTIONS, (), _LOWEST, (int, bytes, str, bytes))
        for _, event_id, point, body in rows:
            yield Section(event_id_text(event_id), point, body)

    def content(self, digest: str) -> Content | None:
        """Give content by its digest, or None."""
        row = self.database.one(
            "SELECT media_type, body FROM contents WHERE digest = ?", (_digest_key(digest),)
        )
        if row is None:
            return None
        self.database.check(row, (str, bytes))
        return Content(digest, *row)

    def contents(self) -> Iterator[Content]:
        """Give all content, in the order in which it came."""
        rows = self.database.paged(_CONTENTS, (), _LOWEST, (int, bytes, str, bytes))
        for _, digest, media_type, body in rows:
            yield Content(digest.hex(), media_type, body)

    def write_kept(self, batch: Batch, *, more: bool = False) -> None:
        """Write what a batch keeps for ever, inside a transaction of the caller.

        With ``more`` to come its checkpoint may be missing. Raises InputError where the batch does
        not fit together.
        """
        database = self.database
        statements = batch.statements
        if len(statements) != len(batch.digests):
            raise InputError(
                f"a batch has {len(statements)} statements and {len(batch.digests)} digests:"
                " expected one for each"
            )
        if (statements and not batch.note and not more) or (batch.kept_notes and not batch.note):
            raise InputError("a batch with entries needs the signed checkpoint over them")
        database.run_many(_PUT_ENTRY, enumerate(statements, batch.first))
        if batch.note:
            size = batch.first + len(statements)
            database.run(_DROP_NOTE, (size,))
            database.run_many(_PUT_NOTE, [(at, note, 1) for at, note in batch.kept_notes])
            database.run(_PUT_NOTE, (size, batch.note, int(batch.seal)))
        if batch.sections:
            database.run_many(
                _PUT_SECTION,
                [
                    (event_id_bytes(event_id), point, body)
                    for event_id, point, body in batch.sections
                ],
            )
        if batch.contents:
            database.run_many(
                _PUT_CONTENT,
                [(_digest_bytes(digest), media, body) for digest, media, body in batch.contents],
            )

    def _bytes(self, sql: str, parameters: tuple[Any, ...]) -> bytes | None:
        row = self.database.one(sql, parameters)
        if row is None:
            return None
        self.database.check(row, (bytes,))
        value: bytes = row[0]
        return value


def _digest_bytes(digest: str) -> bytes:
    """Give the 32 bytes of a digest. Raises InputError where it is not 64 lower-case hex digits."""
    raw = _digest_key(digest)
    if raw is None:
        raise InputError(f"content digest {digest!r}: not 64 lower-case hex digits")
    return raw


def _digest_key(digest: str) -> bytes | None:
    """Give the 32 bytes to look a digest up by; None, which finds nothing, if it is none."""
    try:
        raw = bytes.fromhex(digest)
    except ValueError:
        return None
    return raw if len(raw) == 32 and raw.hex() == digest else None
