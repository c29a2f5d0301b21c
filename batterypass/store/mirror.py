"""A ledger file's own derived tables, proven row by row while its log is folded again.

Folding needs look-ups, and those of a sound file are right. So an audit can fold over the file's
own tables instead of filling tables of its own, if it proves that every row it was answered from,
and every other one, is what the fold gives. As soon as one is not, ``differs`` is true, and
whatever came out is worthless: the log is then folded into a scratch store, which names each row.

Why this is sound: an answer rests only on rows about entries below the one being judged. If every
row of the tables equals what the fold gave, then by induction over the entries every answer was the
one that a scratch store would have given. What rows do not say from which entry on they hold
(states and look-ups of subjects) is kept in a temporary file until the end.
"""

from __future__ import annotations

from itertools import zip_longest
from struct import unpack
from typing import TYPE_CHECKING, Final

from batterypass.ports import LANE_MAIN
from batterypass.store.compare import HEAD_SQL, POINTERS_SQL, SUBJECTS_SQL
from batterypass.store.ddl import SEGMENT_BITS
from batterypass.store.derived import DerivedTables
from batterypass.store.event_segments import Segment, segment_at, size_of_tables
from batterypass.store.fold_place import FoldPlace

if TYPE_CHECKING:
    from collections.abc import Sequence

    from batterypass.ports import Batch, Link, SubjectRow
    from batterypass.store.database import Database

_SEGMENT: Final = 1 << SEGMENT_BITS
_NAMED_SQL: Final = (
    "SELECT relation, CAST(key AS BLOB), CAST(name AS BLOB) FROM named ORDER BY relation, key, name"
)
_NODES_OF: Final = "SELECT entry, hashes FROM nodes WHERE entry >= ? AND entry < ? ORDER BY entry"
_DIGESTS_OF: Final = "SELECT prefix, entry FROM digests WHERE segment = ?"
_LINKS_OF: Final = (
    "SELECT s.name, l.lane, l.seq, l.entry FROM subjects s JOIN links l ON l.subject_id = s.id"
    " WHERE s.name IN ({marks}) AND l.entry >= ? AND l.entry < ?"
)
_EVENTS_OF: Final = "SELECT event_id, entry FROM events WHERE segment = ?"
_EVENT_KEY_BYTES: Final = 16
#: Stands for the event id of an entry that has none.
_NO_EVENT: Final = "0" * 2 * _EVENT_KEY_BYTES
#: Subjects whose links are read at once.
_AT_ONCE: Final = 200
_EVENT_TWICE: Final = "SELECT 1 FROM events GROUP BY event_id HAVING count(*) > 1 LIMIT 1"
_LINKS_COUNTED: Final = "SELECT coalesce(sum(main_count + record_count), 0) FROM subjects"


class SqliteMirror(FoldPlace):
    """A place for derived tables that compares instead of storing: a ``Mirror``."""

    __slots__ = (
        "_ahead",
        "_digests",
        "_event_keys",
        "_events",
        "_file",
        "_links",
        "_of_size",
        "_size",
        "_without_event",
        "differs",
    )

    def __init__(self, ledger: Database) -> None:
        """Start with nothing folded. Raises FailedError where no temporary file can be made."""
        super().__init__()
        #: True once a row was found to differ; nothing that was answered counts then.
        self.differs = False
        self._file = DerivedTables(ledger)
        self._size = 0
        #: The size of the log that the file's tables are of, once it was asked.
        self._of_size: int | None = None
        self._events = 0
        # Event ids of the entries that come next; those of a segment of the file that is not
        # compared yet, as bytes, and which of its entries have none.
        self._ahead: frozenset[str] = frozenset()
        self._event_keys = bytearray()
        self._without_event: set[int] = set()
        # Rows that are still to be compared: digests of the present segment, links by subject.
        self._digests: list[int] = []
        self._links: dict[str, list[Link]] = {}

    # Answers about the entries below.

    def main_entry(self, subject: str, seq: int) -> int | None:
        """Give the entry of a subject's main statement ``seq``, or None."""
        for link in self._links.get(subject, ()):
            if link.lane == LANE_MAIN and link.seq == seq:
                return link.entry
        found = self._file.main_entry(subject, seq)
        return None if found is None or found >= self._size else found

    def entry_of_event(self, event_id: str) -> int | None:
        """Give the entry below that carries an event id, or None."""
        if event_id in self._ahead:
            return None
        found = self._file.entry_of_event(event_id)
        return None if found is None or found >= self._size else found

    def entries_of_events(self, event_ids: Sequence[str]) -> dict[str, int]:
        """Give the entries below that carry some of these event ids."""
        entries = ((one, self.entry_of_event(one)) for one in event_ids)
        return {one: entry for one, entry in entries if entry is not None}

    def node(self, level: int, number: int) -> bytes:
        """Give a tree node."""
        return self._file.node(level, number)

    # Rows to be proven.

    def expect(self, first: int, event_ids: Sequence[str]) -> None:
        """Take the event ids of the next entries; an empty one has no row.

        Each is to stand in its own segment of the file with its own entry. That none stands with
        an earlier one as well is asked at the end.
        """
        self._ahead = frozenset(event_ids)
        self._events += len(event_ids)
        if "" in self._ahead:
            without = [place for place, event_id in enumerate(event_ids, first) if not event_id]
            self._without_event.update(without)
            self._events -= len(without)
        # Their form was checked when they were read.
        hexadecimal = [event_id or _NO_EVENT for event_id in event_ids]
        self._event_keys += bytes.fromhex("".join(hexadecimal).replace("-", ""))
        self._compare_events(first + len(event_ids))

    def commit(self, batch: Batch) -> None:
        """Compare a batch's rows with those of the file; keep what shows only at the end."""
        first, size = batch.first, batch.first + len(batch.digests)
        self._size = size
        if self._file.database.all(_NODES_OF, (first, size)) != batch.nodes:
            self.differs = True
        self._digests += unpack(
            f">{len(batch.digests)}q", b"".join([digest[:8] for digest in batch.digests])
        )
        self._compare_digests(size // _SEGMENT)
        for link in batch.links:
            try:
                self._links[link[0]].append(link)
            except KeyError:
                self._links[link[0]] = [link]
        own = self._own.database
        own.run("BEGIN")
        self._keep(batch)
        own.run("COMMIT")
        for start in range(0, len(batch.subjects), _AT_ONCE):
            self._compare_links(batch.subjects[start : start + _AT_ONCE])

    def is_whole(self) -> bool:
        """Tell, once everything was committed, whether the tables are these rows and no others."""
        # Whoever asks for an event id from now on asks about all entries.
        self._ahead = frozenset()
        # The last segments need not be full.
        self._compare_events(self._size, last=True)
        self._compare_digests(-(-self._size // _SEGMENT))
        counts = (
            ("digests", self._size),
            ("nodes", self._size),
            ("events", self._events),
            ("links", (self._own.database.one(_LINKS_COUNTED) or (0,))[0]),
        )
        file = self._file.database
        return (
            not self.differs
            and not self._links
            and all(
                file.one(f"SELECT count(*) FROM {table}") == (count,)  # noqa: S608
                for table, count in counts
            )
            and file.one(_EVENT_TWICE) is None
            and self._is_same(SUBJECTS_SQL, SUBJECTS_SQL)
            and self._is_same(_NAMED_SQL, POINTERS_SQL)
            and all(self._is_same(sql, sql) for sql in HEAD_SQL.values())
        )

    def _compare_digests(self, segments: int) -> None:
        """Compare the digests of the segments below ``segments`` that were not compared yet."""
        first = (self._size - len(self._digests)) // _SEGMENT
        for segment in range(first, segments):
            prefixes = self._digests[:_SEGMENT]
            del self._digests[:_SEGMENT]
            start = segment * _SEGMENT
            rows = self._file.database.all(_DIGESTS_OF, (segment,))
            places = [entry - start for _, entry in rows]
            # Rows are different pairs. So where each is right, none of them is missing.
            if (
                len(rows) != len(prefixes)
                or min(places) < 0
                or max(places) >= len(prefixes)
                or [prefix for prefix, _ in rows] != [prefixes[place] for place in places]
            ):
                self.differs = True

    def _compare_events(self, stop: int, *, last: bool = False) -> None:
        """Compare the event ids of the segments that end by ``stop``, or of all up to there."""
        file, keys = self._file.database, self._event_keys
        if self._of_size is None:
            # Nothing is written while it is read.
            self._of_size = size_of_tables(file)
        while keys:
            first = stop - len(keys) // _EVENT_KEY_BYTES
            segment = segment_at(first, self._of_size)
            if segment.end > stop and not last:
                return
            self._compare_segment(segment, first)
            del keys[: _EVENT_KEY_BYTES * (segment.end - first)]

    def _compare_segment(self, segment: Segment, first: int) -> None:
        """Compare one segment: each row has the id of its entry, and there are as many as ids.

        Rows of a segment are different pairs. So where each is right, none of them is missing.
        """
        keys, without = self._event_keys, self._without_event
        stop = min(segment.end, first + len(keys) // _EVENT_KEY_BYTES)
        expected = stop - first - sum(first <= entry < stop for entry in without)
        for rows in self._file.database.chunks(_EVENTS_OF, (segment.number,)):
            entries = [entry for _, entry in rows]
            expected -= len(rows)
            if (
                min(entries) < first
                or max(entries) >= stop
                or not without.isdisjoint(entries)
                or [key for key, _ in rows] != self._keys_of(entries, first)
            ):
                self.differs = True
        if expected:
            self.differs = True
        self._without_event = {entry for entry in without if entry >= stop}

    def _keys_of(self, entries: Sequence[int], first: int) -> list[bytearray]:
        keys, size = self._event_keys, _EVENT_KEY_BYTES
        places = [size * (entry - first) for entry in entries]
        return [keys[place : place + size] for place in places]

    def _compare_links(self, rows: Sequence[SubjectRow]) -> None:
        """Look for the links of subjects since each was last handed over.

        Those from before were found then. So none of any subject is missing, and the number of all
        of them tells at the end of others.
        """
        names = [row.name for row in rows]
        pending = [link for name in names for link in self._links.pop(name, ())]
        if pending:
            marks = ", ".join("?" * len(names))
            first = min([entry for _, _, _, entry in pending])
            found = self._file.database.all(
                _LINKS_OF.format(marks=marks), [*names, first, self._size]
            )
            if not set(found).issuperset(pending):
                self.differs = True

    def _is_same(self, own_sql: str, file_sql: str) -> bool:
        own, file = self._own.database.chunks(own_sql), self._file.database.chunks(file_sql)
        return all(ours == theirs for ours, theirs in zip_longest(own, file))
