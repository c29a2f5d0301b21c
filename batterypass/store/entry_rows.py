"""Whether the rows that entries have of themselves are at rest: digests, event ids, nodes, links.

They follow from the bytes of an entry and the tree below it, whatever the log made of them, so that
another process can look for them while the log is folded here. Rows of a table are different: where
every expected one is found and there are no more than these, the table is right. How many there are
is for who folds (``mirror.py``).
"""

from __future__ import annotations

from struct import unpack
from typing import TYPE_CHECKING, Any, Final

from batterypass.store.ddl import SEGMENT_BITS
from batterypass.store.event_segments import segments, size_of_tables

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from batterypass.ports import Batch
    from batterypass.store.database import Database

_NODES: Final = "SELECT entry, hashes FROM nodes WHERE entry >= ? AND entry < ? ORDER BY entry"
# Each expected row is looked up by its key: CROSS JOIN keeps SQLite from going the other way round.
_FOUND: Final = (
    "WITH expected({columns}) AS (VALUES {marks}) SELECT count(*) FROM expected e CROSS JOIN "
)
_DIGESTS: Final = "digests d ON d.segment = e.segment AND d.prefix = e.prefix AND d.entry = e.entry"
_EVENTS: Final = (
    "events v ON v.segment = e.segment AND v.event_id = e.event_id AND v.entry = e.entry"
)
_LINKS: Final = (
    "subjects s ON s.name = e.name CROSS JOIN links l ON l.subject_id = s.id AND l.lane = e.lane"
    " AND l.seq = e.seq AND l.entry = e.entry"
)
#: Expected rows that are looked up at once: SQLite takes 32,766 values in one statement.
_AT_ONCE: Final = 1_000


def has_rows_of(database: Database, batch: Batch) -> bool:
    """Tell whether the digest, event id, nodes and links of each entry of a batch are at rest."""
    first, count = batch.first, len(batch.digests)
    if database.all(_NODES, (first, first + count)) != batch.nodes:
        return False
    prefixes = unpack(f">{count}q", b"".join([digest[:8] for digest in batch.digests]))
    size = size_of_tables(database)
    expected: tuple[tuple[str, str, Sequence[Sequence[Any]]], ...] = (
        (
            "segment, prefix, entry",
            _DIGESTS,
            [
                (entry >> SEGMENT_BITS, prefix, entry)
                for entry, prefix in enumerate(prefixes, first)
            ],
        ),
        (
            "segment, event_id, entry",
            _EVENTS,
            [
                (segment.number, bytes.fromhex(event_id.replace("-", "")), entry)
                for segment in segments(first, first + count, size)
                for entry in range(max(first, segment.start), min(first + count, segment.end))
                if (event_id := batch.event_ids[entry - first])
            ],
        ),
        ("name, lane, seq, entry", _LINKS, batch.links),
    )
    return all(_stand(database, columns, found_in, rows) for columns, found_in, rows in expected)


def _stand(database: Database, columns: str, found_in: str, rows: Sequence[Sequence[Any]]) -> bool:
    """Tell whether every one of some rows is found."""
    one = f"({', '.join('?' * (columns.count(',') + 1))})"
    for some in _handfuls(rows):
        sql = _FOUND.format(columns=columns, marks=", ".join([one] * len(some))) + found_in
        values = [value for row in some for value in row]
        if database.one(sql, values) != (len(some),):
            return False
    return True


def _handfuls(rows: Sequence[Sequence[Any]]) -> Iterable[Sequence[Sequence[Any]]]:
    return (rows[start : start + _AT_ONCE] for start in range(0, len(rows), _AT_ONCE))
