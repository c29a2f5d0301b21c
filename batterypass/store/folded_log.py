"""A place to fold a log into that has no tables: what its rules ask for, and nothing else.

A log without tables of its own has nothing that filled ones could be compared with. So no digest and
no record link gets a row here, the nodes of many entries share one, and of an event id it is said
that no entry below has it. Whether that was true of each is asked at the end, of all together, in a
twentieth of the time; where it was not, all is folded again into tables that can be asked one by one.
"""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING, Final

from batterypass.errors import BrokenError, InputError
from batterypass.ports import LANE_MAIN
from batterypass.store.derived import event_id_key
from batterypass.store.fold_place import FoldPlace
from batterypass.tlog.merkle import HASH_SIZE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from batterypass.ports import Batch

#: Entries whose nodes share a row: a look-up reads one row.
_NODES_TOGETHER: Final = 128
#: Parts that the event ids are kept in, by their hash; only one part is in memory at the end. Python
#: draws its hashes anew in each process, so nobody can choose ids that all fall into one.
_PARTS: Final = 64
_KEY_BYTES: Final = 16
#: Bytes of event ids that are kept in memory before they are written.
_IDS_IN_MEMORY: Final = 1 << 19
_TABLES: Final = (
    "CREATE TABLE node_rows (first INTEGER NOT NULL PRIMARY KEY, hashes BLOB NOT NULL) STRICT",
    "CREATE TABLE mains (name TEXT NOT NULL, seq INTEGER NOT NULL, entry INTEGER NOT NULL,"
    " PRIMARY KEY (name, seq)) STRICT, WITHOUT ROWID",
    "CREATE TABLE event_parts (part INTEGER NOT NULL, first INTEGER NOT NULL, keys BLOB NOT NULL,"
    " entries BLOB NOT NULL, PRIMARY KEY (part, first)) STRICT",
)
_NODES: Final = "SELECT first, hashes FROM node_rows WHERE first <= ? ORDER BY first DESC LIMIT 1"
_PUT_NODES: Final = "INSERT INTO node_rows VALUES (?, ?)"
_MAIN: Final = "SELECT entry FROM mains WHERE name = ? AND seq = ?"
# The first of two counts, as in the tables of a ledger.
_PUT_MAIN: Final = "INSERT OR IGNORE INTO mains VALUES (?, ?, ?)"
_PUT_PART: Final = "INSERT INTO event_parts VALUES (?, ?, ?, ?)"
_PART: Final = "SELECT keys, entries FROM event_parts WHERE part = ? ORDER BY first"


class FoldedLog(FoldPlace):
    """A ``Mirror`` of a log that has no tables: it differs only where an event id stands twice."""

    __slots__ = ("_entries", "_in_memory", "_keys", "_size", "differs", "rows_elsewhere")

    def __init__(self) -> None:
        """Start with nothing folded. Raises FailedError where no temporary file can be made."""
        super().__init__()
        for sql in _TABLES:
            self._own.database.run(sql)
        #: Nothing is compared before the end.
        self.differs = False
        self.rows_elsewhere = False
        self._size = 0
        # Event ids that are not written yet, and their entries, by part.
        self._in_memory = 0
        self._keys = [bytearray() for _ in range(_PARTS)]
        self._entries = [array("Q") for _ in range(_PARTS)]

    def main_entry(self, subject: str, seq: int) -> int | None:
        """Give the entry of a subject's main statement ``seq``, or None."""
        row = self._own.database.one(_MAIN, (subject, seq))
        return None if row is None else int(row[0])

    def entry_of_event(self, event_id: str) -> int | None:
        """Give the first entry below that carries an event id, or None."""
        key = event_id_key(event_id)
        if key is None:
            return None
        part = hash(key) % _PARTS
        rows = self._own.database.all(_PART, (part,))
        for keys, entries in (*rows, (self._keys[part], self._entries[part].tobytes())):
            at = keys.find(key)
            while at % _KEY_BYTES and at >= 0:
                at = keys.find(key, at + 1)
            if at >= 0:
                return int(array("Q", entries)[at // _KEY_BYTES])
        return None

    def entries_of_events(self, event_ids: Sequence[str]) -> dict[str, int]:
        """Give the first entries below that carry some of these event ids."""
        entries = ((one, self.entry_of_event(one)) for one in event_ids)
        return {one: entry for one, entry in entries if entry is not None}

    def node(self, level: int, number: int) -> bytes:
        """Give a tree node. Raises BrokenError where it is missing."""
        entry = ((number + 1) << level) - 1
        row = self._own.database.one(_NODES, (entry,)) if entry < self._size else None
        if row is None:
            path = self._own.database.path
            raise BrokenError(
                f"{path}: node {number} of level {level} is missing",
                code="store.no-node", path=path, number=number, level=level,
            )  # fmt: skip
        first, hashes = row
        at = (_nodes_below(entry) - _nodes_below(first) + level) * HASH_SIZE
        return bytes(hashes[at : at + HASH_SIZE])

    def expect(self, first: int, event_ids: Sequence[str]) -> None:
        """Take nothing: the event ids come with the batch, and are compared at the end."""

    def commit(self, batch: Batch) -> None:
        """Keep what the rules may ask of a batch."""
        own = self._own.database
        own.run("BEGIN")
        self._keep_nodes(batch)
        own.run_many(
            _PUT_MAIN,
            [(name, seq, entry) for name, lane, seq, entry in batch.links if lane == LANE_MAIN],
        )
        self._keep(batch)
        self._take_events(batch)
        own.run("COMMIT")
        self._size = batch.first + len(batch.digests)

    def is_whole(self) -> bool:
        """Tell, once everything was committed, whether each event id stood with one entry alone."""
        self._write_events()
        for part in range(_PARTS):
            keys = b"".join([row[0] for row in self._own.database.all(_PART, (part,))])
            ids = [keys[at : at + _KEY_BYTES] for at in range(0, len(keys), _KEY_BYTES)]
            self.differs = self.differs or len(set(ids)) < len(ids)
        return not self.differs

    def _keep_nodes(self, batch: Batch) -> None:
        rows = []
        for start in range(0, len(batch.nodes), _NODES_TOGETHER):
            some = batch.nodes[start : start + _NODES_TOGETHER]
            first, hashes = batch.first + start, b"".join([one for _, one in some])
            if len(hashes) != HASH_SIZE * (_nodes_below(first + len(some)) - _nodes_below(first)):
                raise InputError(
                    f"nodes from entry {first} on: {len(hashes)} bytes are too many or few"
                )
            rows.append((first, hashes))
        self._own.database.run_many(_PUT_NODES, rows)

    def _take_events(self, batch: Batch) -> None:
        # Their form was checked when they were read; an entry that does not read has none.
        keys = bytes.fromhex("".join(batch.event_ids).replace("-", ""))
        entries = [entry for entry, one in enumerate(batch.event_ids, batch.first) if one]
        of_part, entries_of = self._keys, self._entries
        for place, entry in enumerate(entries):
            key = keys[place * _KEY_BYTES : (place + 1) * _KEY_BYTES]
            part = hash(key) % _PARTS
            of_part[part] += key
            entries_of[part].append(entry)
        self._in_memory += len(keys)
        if self._in_memory >= _IDS_IN_MEMORY:
            self._write_events()

    def _write_events(self) -> None:
        rows = [
            (part, entries[0], bytes(keys), entries.tobytes())
            for part, (keys, entries) in enumerate(zip(self._keys, self._entries, strict=True))
            if entries
        ]
        self._own.database.run_many(_PUT_PART, rows)
        self._in_memory = 0
        self._keys = [bytearray() for _ in range(_PARTS)]
        self._entries = [array("Q") for _ in range(_PARTS)]


def _nodes_below(entries: int) -> int:
    """Count the nodes that the first ``entries`` of a log complete."""
    return 2 * entries - entries.bit_count()
