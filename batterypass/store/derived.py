"""The derived tables: how a batch's rows get into them and how they are looked up.

A ledger file and a scratch store have the same derived tables, so both are served from here.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

from batterypass.domain.states import Chain
from batterypass.errors import BrokenError, InputError
from batterypass.ports import LANE_MAIN, SubjectRow
from batterypass.store.ddl import RELATION_NUMBERS, SEGMENT_BITS
from batterypass.store.event_filter import EventFilter
from batterypass.store.event_segments import first_entries, first_entry, write_events
from batterypass.store.heads import HeadTables
from batterypass.tlog.merkle import HASH_SIZE

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from batterypass.ports import Batch
    from batterypass.store.database import Database
    from batterypass.tlog.tree import Completed

#: Highest level that a node can have: entries are numbered by 63 bits.
MAX_LEVEL: Final = 62
#: Event ids that are looked up are mostly written soon after.
_KEPT_IDS: Final = 4096
_ZERO_ACC: Final = bytes(HASH_SIZE)

SUBJECT_COLUMNS: Final = (
    "name, letter, state, seq, head, last_ms, main_count, main_acc, record_count, record_acc,"
    " acted_count, acted_acc"
)
_SUBJECT: Final = f"SELECT {SUBJECT_COLUMNS} FROM subjects WHERE name = ?"  # noqa: S608
_PUT_SUBJECT: Final = (
    f"INSERT INTO subjects ({SUBJECT_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"  # noqa: S608
    " ON CONFLICT (name) DO UPDATE SET letter = excluded.letter, state = excluded.state,"
    " seq = excluded.seq, head = excluded.head, last_ms = excluded.last_ms,"
    " main_count = excluded.main_count, main_acc = excluded.main_acc,"
    " record_count = excluded.record_count, record_acc = excluded.record_acc,"
    " acted_count = excluded.acted_count, acted_acc = excluded.acted_acc"
)
_POINTED: Final = (
    "SELECT s.name FROM pointers p JOIN subjects s ON s.id = p.subject_id"
    " WHERE p.relation = ? AND p.key = ? ORDER BY s.name"
)
_MAIN_ENTRY: Final = (
    "SELECT entry FROM links WHERE subject_id = (SELECT id FROM subjects WHERE name = ?)"  # noqa: S608
    f" AND lane = {LANE_MAIN} AND seq = ?"
)
_NODE: Final = f"SELECT substr(hashes, ?, {HASH_SIZE}) FROM nodes WHERE entry = ?"  # noqa: S608

_PUT_NODES: Final = "INSERT INTO nodes (entry, hashes) VALUES (?, ?)"
_PUT_DIGEST: Final = "INSERT INTO digests (segment, prefix, entry) VALUES (?, ?, ?)"
_PUT_LINK: Final = (
    "INSERT INTO links (subject_id, lane, seq, entry)"
    " VALUES ((SELECT id FROM subjects WHERE name = ?), ?, ?, ?)"
    " ON CONFLICT (subject_id, lane, seq, entry) DO NOTHING"
)
_PUT_POINTER: Final = (
    "INSERT INTO pointers (relation, key, subject_id)"
    " VALUES (?, ?, (SELECT id FROM subjects WHERE name = ?))"
    " ON CONFLICT (relation, key, subject_id) DO NOTHING"
)


def event_id_bytes(event_id: str) -> bytes:
    """Give the 16 bytes of an event id. Raises InputError where it is not a canonical UUID."""
    raw = event_id_key(event_id)
    if raw is None:
        raise InputError(f"event id {event_id!r}: not a UUID in lower case with hyphens")
    return raw


@lru_cache(_KEPT_IDS)
def event_id_key(event_id: str) -> bytes | None:
    """Give the 16 bytes to look an event id up by; None, which finds nothing, if it is no UUID."""
    try:
        raw = bytes.fromhex(event_id.replace("-", ""))
    except ValueError:
        return None
    return raw if event_id_text(raw) == event_id else None


def event_id_text(raw: bytes) -> str:
    """Write the 16 bytes of an event id as a UUID."""
    text = raw.hex()
    return f"{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}"


def relation_number(relation: str) -> int:
    """Give the number under which a relation is stored. Raises InputError for an unknown one."""
    try:
        return RELATION_NUMBERS[relation]
    except KeyError:
        known = ", ".join(RELATION_NUMBERS)
        raise InputError(f"relation {relation!r}: expected one of {known}") from None


def subject_values(subject: SubjectRow) -> tuple[Any, ...]:
    """Give a subject as the values of SUBJECT_COLUMNS; what it has nothing of is NULL."""
    chain = subject.chain
    return (
        subject.name,
        subject.letter,
        subject.state,
        chain.seq,
        chain.head or None,
        chain.last_ms,
        chain.main_count,
        None if chain.main_acc == _ZERO_ACC else chain.main_acc,
        chain.record_count,
        None if chain.record_acc == _ZERO_ACC else chain.record_acc,
        chain.acted_count,
        None if chain.acted_acc == _ZERO_ACC else chain.acted_acc,
    )


def subject_of(row: tuple[Any, ...], path: str) -> SubjectRow:
    """Give the subject that the values of SUBJECT_COLUMNS stand for.

    Raises BrokenError, naming ``path``, for values that only a damaged file can have.
    """
    name, letter, state, seq, head, last_ms, mains, main, records, record, acts, acted = row
    texts = {type(name), type(letter)}
    numbers = {type(seq), type(last_ms), type(mains), type(records), type(acts)}
    blobs = {type(state), *(type(part) for part in (head, main, record, acted) if part is not None)}
    if texts != {str} or numbers != {int} or blobs != {bytes}:
        raise BrokenError(
            f"{path}: the file is damaged: subject {name!r} has no proper row",
            code="store.damaged", path=path, why=name,
        )  # fmt: skip
    chain = Chain(
        seq,
        head or b"",
        last_ms,
        mains,
        main or _ZERO_ACC,
        records,
        record or _ZERO_ACC,
        acts,
        acted or _ZERO_ACC,
    )
    return SubjectRow(name, letter, state, chain)


def check_nodes(first: int, nodes: Sequence[Completed]) -> None:
    """Raise InputError unless these are what the entries from ``first`` on complete, one by one."""
    for entry, (number, hashes) in enumerate(nodes, first):
        if number != entry or len(hashes) != size_of_nodes(entry):
            raise InputError(
                f"nodes of entry {number}: {len(hashes)} bytes, expected those of entry {entry},"
                f" {size_of_nodes(entry)} bytes"
            )


def size_of_nodes(entry: int) -> int:
    """Give the bytes of the hashes of what an entry completes.

    Beside its leaf that is a subtree for each 1 at the end of its index.
    """
    return HASH_SIZE * (~entry & (entry + 1)).bit_length()


class DerivedTables(HeadTables):
    """Writes the derived tables and looks up single rows: a ``StateReader``."""

    __slots__ = ("_event_filter",)

    def __init__(self, database: Database) -> None:
        super().__init__(database)
        self._event_filter = EventFilter()

    def subject(self, name: str) -> SubjectRow | None:
        """Give a subject's row, or None."""
        row = self.database.one(_SUBJECT, (name,))
        return None if row is None else subject_of(row, self.database.path)

    def pointed(self, relation: str, key: str) -> list[str]:
        """List the subjects under a look-up, in byte order."""
        rows = self.database.rows(_POINTED, (relation_number(relation), key), (str,))
        return [name for (name,) in rows]

    def main_entry(self, subject: str, seq: int) -> int | None:
        """Give the entry of a subject's main statement ``seq``, or None."""
        row = self.database.one(_MAIN_ENTRY, (subject, seq))
        if row is None:
            return None
        self.database.check(row, (int,))
        entry: int = row[0]
        return entry

    def entry_of_event(self, event_id: str) -> int | None:
        """Give the first entry that carries an event id, or None."""
        key = event_id_key(event_id)
        return None if key is None else first_entry(self.database, key)

    def entries_of_events(self, event_ids: Sequence[str]) -> dict[str, int]:
        """Give the first entries that carry some of these event ids, of those that are known."""
        keys = [key for event_id in event_ids if (key := event_id_key(event_id)) is not None]
        known = self._event_filter
        found = first_entries(self.database, keys, known.covered)
        found |= first_entries(self.database, known.sift(keys))
        return {event_id_text(key): entry for key, entry in found.items()}

    def node(self, level: int, number: int) -> bytes:
        """Give a stored tree node. Raises BrokenError where it is missing."""
        entry = ((number + 1) << level) - 1
        row = self.database.one(_NODE, (1 + level * HASH_SIZE, entry))
        value = b"" if row is None else row[0]
        if not isinstance(value, bytes) or len(value) != HASH_SIZE:
            raise BrokenError(
                f"{self.database.path}: node {number} of level {level} is missing",
                code="store.no-node", path=self.database.path, number=number, level=level,
            )  # fmt: skip
        return value

    def write_subjects(self, subjects: Iterable[SubjectRow]) -> None:
        """Write subjects, new or changed, inside a transaction of the caller."""
        self.database.run_many(_PUT_SUBJECT, map(subject_values, subjects))

    def write(self, batch: Batch) -> None:
        """Write a batch's derived rows, inside a transaction of the caller.

        Raises InputError where the batch does not fit together.
        """
        database = self.database
        first = batch.first
        if not len(batch.digests) == len(batch.event_ids) == len(batch.nodes):
            raise InputError(
                f"a batch has {len(batch.digests)} digests, {len(batch.event_ids)} event ids and"
                f" {len(batch.nodes)} leaves: expected one each for every entry"
            )
        check_nodes(first, batch.nodes)
        database.run_many(_PUT_NODES, batch.nodes)
        database.run_many(
            _PUT_DIGEST,
            [
                (entry >> SEGMENT_BITS, int.from_bytes(digest[:8], "big", signed=True), entry)
                for entry, digest in enumerate(batch.digests, first)
            ],
        )
        write_events(
            database,
            first,
            [event_id_bytes(event_id) if event_id else None for event_id in batch.event_ids],
        )
        self.write_subjects(batch.subjects)
        database.run_many(_PUT_LINK, batch.links)
        if batch.pointers:
            database.run_many(
                _PUT_POINTER,
                [(relation_number(relation), key, name) for relation, key, name in batch.pointers],
            )
