"""A ledger file's own derived tables, proven row by row while its log is folded again.

Folding needs look-ups, and those of a sound file are right. So an audit can fold over the file's
own tables instead of filling tables of its own, if it proves that every row it was answered from,
and every other one, is what the fold gives. As soon as one is not, ``differs`` is true, and
whatever came out is worthless: the log is then folded into a scratch store, which names each row.

Why this is sound: an answer rests only on rows about entries below the one being judged. If every
row of the tables equals what the fold gave, then by induction over the entries every answer was the
one that a scratch store would have given. What rows do not say from which entry on they hold
(states and look-ups of subjects) is kept in a temporary file until the end. What an entry has of
itself (``entry_rows.py``) may be proven by somebody else, if it is of this same state of the file; how
many such rows there are is counted here in either case.
"""

from __future__ import annotations

from itertools import zip_longest
from typing import TYPE_CHECKING, Final

from batterypass.store.compare import HEAD_SQL, POINTERS_SQL, SUBJECTS_SQL
from batterypass.store.derived import DerivedTables
from batterypass.store.entry_rows import has_rows_of
from batterypass.store.fold_place import FoldPlace

if TYPE_CHECKING:
    from collections.abc import Sequence

    from batterypass.ports import Batch
    from batterypass.store.database import Database

_NAMED_SQL: Final = (
    "SELECT relation, CAST(key AS BLOB), CAST(name AS BLOB) FROM named ORDER BY relation, key, name"
)
_EVENT_TWICE: Final = "SELECT 1 FROM events GROUP BY event_id HAVING count(*) > 1 LIMIT 1"
_LINKS_COUNTED: Final = "SELECT coalesce(sum(main_count + record_count), 0) FROM subjects"


class SqliteMirror(FoldPlace):
    """A place for derived tables that compares instead of storing: a ``Mirror``."""

    __slots__ = ("_ahead", "_events", "_file", "_size", "differs", "rows_elsewhere")

    def __init__(self, ledger: Database, *, rows_elsewhere: bool = False) -> None:
        """Start with nothing folded. Raises FailedError where no temporary file can be made."""
        super().__init__()
        #: True once a row was found to differ; nothing that was answered counts then.
        self.differs = False
        self.rows_elsewhere = rows_elsewhere
        self._file = DerivedTables(ledger)
        self._size = 0
        # Event ids of the entries that come next, and how many entries had one.
        self._ahead: frozenset[str] = frozenset()
        self._events = 0

    # Answers about the entries below.

    def main_entry(self, subject: str, seq: int) -> int | None:
        """Give the entry of a subject's main statement ``seq``, or None."""
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

        That none stands with an earlier entry as well is asked at the end.
        """
        self._ahead = frozenset(event_ids)
        self._events += len(event_ids) - event_ids.count("")

    def commit(self, batch: Batch) -> None:
        """Compare a batch's rows with those of the file; keep what shows only at the end."""
        self._size = batch.first + len(batch.digests)
        if not (self.rows_elsewhere or has_rows_of(self._file.database, batch)):
            self.differs = True
        own = self._own.database
        own.run("BEGIN")
        self._keep(batch)
        own.run("COMMIT")

    def is_whole(self) -> bool:
        """Tell, once everything was committed, whether the tables are these rows and no others."""
        # Whoever asks for an event id from now on asks about all entries.
        self._ahead = frozenset()
        counts = (
            ("digests", self._size),
            ("nodes", self._size),
            ("events", self._events),
            ("links", (self._own.database.one(_LINKS_COUNTED) or (0,))[0]),
        )
        file = self._file.database
        return (
            not self.differs
            and all(
                file.one(f"SELECT count(*) FROM {table}") == (count,)  # noqa: S608
                for table, count in counts
            )
            and file.one(_EVENT_TWICE) is None
            and self._is_same(SUBJECTS_SQL, SUBJECTS_SQL)
            and self._is_same(_NAMED_SQL, POINTERS_SQL)
            and all(self._is_same(sql, sql) for sql in HEAD_SQL.values())
        )

    def _is_same(self, own_sql: str, file_sql: str) -> bool:
        own, file = self._own.database.chunks(own_sql), self._file.database.chunks(file_sql)
        return all(ours == theirs for ours, theirs in zip_longest(own, file))
