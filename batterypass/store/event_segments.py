"""The table of event ids: cut into segments that are merged as the log grows.

Event ids are random, so in one index over all of them each appended event changes a page of its own
once the log is long. Here new ids go into the last segment, whose few pages are in memory, and full
segments are merged into one of the next level: an id is written a few times, in order, in place of
once anywhere. A look-up asks every segment.

Which segments there are follows from the size of the log alone, never from how its batches were
cut: so tables can be compared row by row. ``docs/formats/ledger-file.md`` says it for others.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

from batterypass.errors import BrokenError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from batterypass.store.database import Database

#: Entries in a full segment of each level, as powers of two; at most four levels have a number.
BITS: tuple[int, ...] = (14, 16, 18, 20)
#: No ledger has more entries (it would fill terabytes); a damaged file may say that it has.
_MOST_ENTRIES: Final = 1 << 32
#: Event ids that are looked up at once.
_AT_ONCE: Final = 250

_SIZE: Final = "SELECT coalesce(max(entry) + 1, 0) FROM nodes"
_PUT: Final = "INSERT INTO events (segment, event_id, entry) VALUES (?, ?, ?)"
_WITHIN: Final = "SELECT DISTINCT segment FROM events WHERE segment > ? AND segment < ?"
_PART: Final = "SELECT ?1, event_id, entry FROM events WHERE segment = ?"
_DROP: Final = "DELETE FROM events WHERE segment > ? AND segment < ?"


class Segment(NamedTuple):
    """The event ids of the entries from ``start`` up to before ``end``."""

    start: int
    end: int
    level: int

    @property
    def number(self) -> int:
        """Give what stands in the column ``segment``.

        It grows with the end of the segment, so that a merged one is written behind those that it
        is merged from: a table that only grows at its end has full pages.
        """
        return 4 * self.end + self.level

    @property
    def within(self) -> tuple[int, int]:
        """Give two numbers: what lies between them is merged into this segment."""
        return 4 * self.start + 3, self.number


def segment_at(entry: int, size: int) -> Segment:
    """Give the segment of an entry in a log of ``size``: the largest that is full, or the last."""
    for level in range(len(BITS) - 1, -1, -1):
        bits = BITS[level]
        end = ((entry >> bits) + 1) << bits
        if end <= size or not level:
            return Segment(end - (1 << bits), end, level)
    raise AssertionError("there is no level")


def segments(start: int, stop: int, size: int) -> Iterator[Segment]:
    """Give the segments of a log of ``size`` that hold the entries from ``start`` to ``stop``."""
    while start < stop:
        segment = segment_at(start, size)
        yield segment
        start = segment.end


def write_events(database: Database, first: int, keys: Sequence[bytes | None]) -> None:
    """Add the event ids of the entries from ``first`` on, in a transaction of the caller.

    An entry without one has no row. Afterwards the segments are those of the new size.
    """
    size = first + len(keys)
    bits = BITS[0]
    for segment in segments(first, size, size):
        start = max(first, segment.start)
        some = keys[start - first : segment.end - first]
        # As of level 0, whatever is to come of them: a merged segment is written in one go.
        database.run_many(
            _PUT,
            [
                (((entry >> bits) + 1) << bits + 2, key, entry)
                for entry, key in enumerate(some, start)
                if key is not None
            ],
        )
        if segment.level:
            _merge(database, segment)


def _merge(database: Database, segment: Segment) -> None:
    """Put a segment in the place of those within it."""
    parts = [number for (number,) in database.all(_WITHIN, segment.within)]
    if parts:
        # Each part comes in order, and SQLite merges them: sorting all would take their memory.
        merged = " UNION ALL ".join([_PART] * len(parts))
        database.run(f"INSERT INTO events {merged} ORDER BY 2, 3", (segment.number, *parts))
        database.run(_DROP, segment.within)


def first_entry(database: Database, key: bytes) -> int | None:
    """Give the first entry that carries an event id, or None.

    Raises BrokenError for what only a damaged file can have, like :func:`first_entries`.
    """
    sql = f"SELECT min(entry) FROM events WHERE segment IN ({_present(database)}) AND event_id = ?"  # noqa: S608
    row = database.one(sql, (key,))
    if row is None or row[0] is None:
        return None
    database.check(row, (int,))
    entry: int = row[0]
    return entry


def first_entries(
    database: Database, keys: Sequence[bytes], from_entry: int = 0
) -> dict[bytes, int]:
    """Give the first entries that carry some of these event ids, of those that are known.

    Segments that end at ``from_entry`` or before are not asked.
    """
    found: dict[bytes, int] = {}
    if not keys:
        return found
    present = _present(database, from_entry)
    for start in range(0, len(keys), _AT_ONCE):
        asked = keys[start : start + _AT_ONCE]
        marks = ", ".join("?" * len(asked))
        sql = (
            f"SELECT event_id, entry FROM events WHERE segment IN ({present})"  # noqa: S608
            f" AND event_id IN ({marks})"
        )
        for key, entry in database.rows(sql, asked, (bytes, int)):
            found[key] = min(entry, found.get(key, entry))
    return found


def size_of_tables(database: Database) -> int:
    """Give the size of the log that the tables are of. Raises BrokenError where none can have it."""
    row = database.one(_SIZE) or (0,)
    database.check(row, (int,))
    size: int = row[0]
    if size > _MOST_ENTRIES:
        raise BrokenError(
            f"{database.path}: the file is damaged: there are nodes of entry {size - 1}",
            code="store.damaged", path=database.path, why=size - 1,
        )  # fmt: skip
    return size


def _present(database: Database, from_entry: int = 0) -> str:
    size = size_of_tables(database)
    # A log that is smaller than it was is not the one that was seen.
    return _numbers(size >> BITS[0], from_entry if from_entry <= size else 0)


@lru_cache(maxsize=8)
def _numbers(blocks: int, from_entry: int) -> str:
    """List the segments of a log that has this many full ones of level 0, and one that is not."""
    size = blocks << BITS[0]
    there = (*segments(from_entry, size, size), segment_at(size, size))
    return ", ".join(str(segment.number) for segment in there)
