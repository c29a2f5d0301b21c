"""Compares the derived tables of a file with those that folding its log gives.

Both sides are read in the order of their keys and compared in chunks, so that what is equal costs
little; only a chunk that differs is walked row by row. Subjects are compared by name: the numbers
they have in a file are its own affair.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple

from batterypass.errors import BrokenError
from batterypass.ports import LANES, NO_ROW, Difference
from batterypass.store.ddl import DERIVED, DERIVED_TABLES, RELATION_NUMBERS
from batterypass.store.derived import SUBJECT_COLUMNS, event_id_text
from batterypass.store.integrity import definitions
from batterypass.tlog.merkle import HASH_SIZE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from batterypass.store.database import Database

Row = tuple[Any, ...]
Words = tuple[str, str, str]

_LANES: Final = {number: lane for lane, number in LANES.items()}
_RELATIONS: Final = {number: relation for relation, number in RELATION_NUMBERS.items()}
_NUMBERS: Final = ("seq", "last_ms", "main_count", "record_count", "acted_count")
#: Bytes of a state that are shown around the first difference.
_BEFORE, _EXCERPT = 30, 100


class _Comparison(NamedTuple):
    """How a table is read and how a difference is put in words.

    The first ``width`` columns are the key. ``types`` are what a row can have that is not damaged.
    """

    sql: str
    width: int
    types: tuple[Any, ...]
    words: Callable[[Row | None, Row | None], Iterator[Words]]

    def fits(self, row: Row | None) -> bool:
        """Tell whether a row has values of the right types."""
        return row is None or all(map(isinstance, row, self.types))


def differences(found: Database, expected: Database) -> Iterator[Difference]:
    """Give every row in which the derived tables of two databases differ.

    A table that is missing, or is another than it should be, is one difference.
    """
    there = definitions(found)
    for table in DERIVED_TABLES:
        if there.get(table) != DERIVED[table]:
            yield Difference(table, "~row-table", DERIVED[table], there.get(table, NO_ROW))
            continue
        if table in ("links", "pointers") and there.get("subjects") != DERIVED["subjects"]:
            continue  # Nobody can say whose rows these are.
        comparison = _COMPARISONS[table]
        if table == "events" and not _is_of_one_size(found, expected):
            comparison = comparison._replace(sql=_EVENTS_ANYWHERE)
        pairs = _unequal(
            expected.chunks(comparison.sql), found.chunks(comparison.sql), comparison.width
        )
        for one, other in pairs:
            if comparison.fits(other):
                words = comparison.words(one, other)
            else:
                words = iter([("~row-damaged", NO_ROW, repr(other))])
            for key, wanted, seen in words:
                yield Difference(table, key, wanted, seen)
        if table == "links":
            for (row,) in found.all(_LINKS_OF_NOBODY):
                yield Difference(table, "~row-nobody", NO_ROW, f"~row-entry {row}")


def _is_of_one_size(found: Database, expected: Database) -> bool:
    """Tell whether a ledger's log was folded to its end: what segments there are follows from it."""
    try:
        size = found.one("SELECT max(idx) FROM entries")
    except BrokenError:
        return False
    return size == expected.one("SELECT max(entry) FROM nodes")


def _unequal(
    expected: Iterator[list[Row]], found: Iterator[list[Row]], width: int
) -> Iterator[tuple[Row | None, Row | None]]:
    """Merge two sorted streams of rows and give the pairs that differ."""
    ours: list[Row] = []
    theirs: list[Row] = []
    while True:
        ours = ours or next(expected, [])
        theirs = theirs or next(found, [])
        if ours == theirs:
            if not ours:
                return
            ours, theirs = [], []
            continue
        if not ours or not theirs:
            yield from ((row, None) for row in ours)
            yield from ((None, row) for row in theirs)
            ours, theirs = [], []
            continue
        place = other_place = 0
        while place < len(ours) and other_place < len(theirs):
            one, other = ours[place], theirs[other_place]
            if one == other:
                place += 1
                other_place += 1
                continue
            key, other_key = _order(one[:width]), _order(other[:width])
            if key <= other_key:
                place += 1
            if other_key <= key:
                other_place += 1
            yield (one if key <= other_key else None, other if other_key <= key else None)
        ours, theirs = ours[place:], theirs[other_place:]


def _order(key: Row) -> list[tuple[int, Any]]:
    """Order values as SQLite does, whatever type somebody forced into a column."""
    ranks = {int: 1, float: 1, str: 2, bytes: 3}
    return [(ranks.get(type(value), 0), 0 if value is None else value) for value in key]


def _text(value: object) -> str:
    """Show a value of a row."""
    if isinstance(value, bytes):
        return value.decode("utf-8", "backslashreplace")
    return NO_ROW if value is None else str(value)


def _hex(value: bytes | None) -> str:
    """Show a hash of a row."""
    return value.hex() if value else NO_ROW


def _digests(one: Row | None, other: Row | None) -> Iterator[Words]:
    for row in (one, other):
        if row is not None:
            _, prefix, entry = row
            shown = f"{prefix & 0xFFFFFFFFFFFFFFFF:016x}"
            wanted, seen = (shown, NO_ROW) if row is one else (NO_ROW, shown)
            yield f"~row-entry {entry}", wanted, seen


def _events(one: Row | None, other: Row | None) -> Iterator[Words]:
    row = one or other or ()
    wanted, seen = (NO_ROW if side is None else f"~row-entry {side[1]}" for side in (one, other))
    if one is not None and other is not None and wanted == seen:
        wanted, seen = (f"{wanted} ~row-in-segment {side[2]}" for side in (one, other))
    yield event_id_text(row[0]), wanted, seen


def _nodes(one: Row | None, other: Row | None) -> Iterator[Words]:
    entry = (one or other or ())[0]
    wanted, seen = (b"" if side is None else side[1] for side in (one, other))
    for level in range((max(len(wanted), len(seen)) + HASH_SIZE - 1) // HASH_SIZE):
        part = slice(level * HASH_SIZE, (level + 1) * HASH_SIZE)
        if wanted[part] != seen[part]:
            key = f"~row-level {level}, ~row-node {((entry + 1) >> level) - 1}"
            yield key, _hex(wanted[part]), _hex(seen[part])


def _subjects(one: Row | None, other: Row | None) -> Iterator[Words]:
    name = _text((one or other or ())[0])
    if one is None or other is None:
        wanted, seen = (NO_ROW if side is None else "~row-subject" for side in (one, other))
        yield name, wanted, seen
        return
    for column, wanted, seen in zip(SUBJECT_COLUMNS.split(", "), one, other, strict=True):
        if wanted == seen:
            continue
        if column == "state":
            yield f"{name}, ~row-state", *_excerpts(wanted, seen)
        else:
            shown = _text if column in ("letter", *_NUMBERS) else _hex
            yield f"{name}, {column}", shown(wanted), shown(seen)


def _excerpts(wanted: bytes, seen: bytes) -> tuple[str, str]:
    """Cut two states down to the surroundings of their first difference."""
    first = next(
        (place for place, pair in enumerate(zip(wanted, seen, strict=False)) if pair[0] != pair[1]),
        min(len(wanted), len(seen)),
    )
    part = slice(max(0, first - _BEFORE), first + _EXCERPT)
    return _text(wanted[part]), _text(seen[part])


def _links(one: Row | None, other: Row | None) -> Iterator[Words]:
    name, lane, seq, entry = one or other or ()
    key = f"{_text(name)}, ~row-lane {_LANES.get(lane, lane)}, ~row-number {seq}"
    wanted, seen = (NO_ROW if side is None else f"~row-entry {entry}" for side in (one, other))
    yield key, wanted, seen


def _pointers(one: Row | None, other: Row | None) -> Iterator[Words]:
    relation, key, name = one or other or ()
    wanted, seen = (NO_ROW if side is None else _text(name) for side in (one, other))
    known = _RELATIONS.get(relation)
    yield f"{relation if known is None else f'~row-by-{known}'} {_text(key)}", wanted, seen


def _past_leaves(one: Row | None, other: Row | None) -> Iterator[Words]:
    for key, wanted, seen in _current_leaves(one, other):
        yield f"{key}, ~row-before", wanted, seen


def _current_leaves(one: Row | None, other: Row | None) -> Iterator[Words]:
    subject, lane = (one or other or ())[:2]
    key = f"~row-subject-named {_hex(subject)}, ~row-lane {_LANES.get(lane, lane)}"
    wanted, seen = (
        NO_ROW
        if side is None
        else f"{side[3]} ~row-statements, {_hex(side[4])}, ~row-since {side[2]}"
        for side in (one, other)
    )
    yield key, wanted, seen


def _head_nodes(one: Row | None, other: Row | None) -> Iterator[Words]:
    height, place, size = (one or other or ())[:3]
    wanted, seen = (NO_ROW if side is None else _hex(side[3]) for side in (one, other))
    yield f"~row-height {height}, ~row-place {place}, ~row-at {size}", wanted, seen


_BLOB: Final = bytes | None
# Text is read as bytes, because text that is not UTF-8 could not be read as text.
SUBJECTS_SQL: Final = (
    "SELECT CAST(name AS BLOB), CAST(letter AS BLOB), state, seq, head, last_ms, main_count,"
    " main_acc, record_count, record_acc, acted_count, acted_acc FROM subjects ORDER BY name"
)
POINTERS_SQL: Final = (
    "SELECT p.relation, CAST(p.key AS BLOB), CAST(s.name AS BLOB) FROM pointers p"
    " LEFT JOIN subjects s ON s.id = p.subject_id ORDER BY p.relation, p.key, s.name"
)
#: The tables of heads, in the order of their keys.
HEAD_SQL: Final = {
    "head_leaves": (
        "SELECT subject, lane, size, count, acc FROM head_leaves ORDER BY subject, lane"
    ),
    "head_past": (
        "SELECT subject, lane, size, count, acc FROM head_past ORDER BY subject, lane, size"
    ),
    "head_nodes": "SELECT height, place, size, hash FROM head_nodes ORDER BY height, place, size",
}
_COMPARISONS: Final[dict[str, _Comparison]] = {
    "digests": _Comparison(
        "SELECT segment, prefix, entry FROM digests ORDER BY segment, prefix, entry",
        3,
        (int, int, int),
        _digests,
    ),
    "events": _Comparison(
        "SELECT event_id, entry, segment FROM events ORDER BY event_id, entry, segment",
        1,
        (bytes, int, int),
        _events,
    ),
    "nodes": _Comparison("SELECT entry, hashes FROM nodes ORDER BY entry", 1, (int, bytes), _nodes),
    "subjects": _Comparison(
        SUBJECTS_SQL,
        1,
        (bytes, bytes, bytes, int, _BLOB, int, int, _BLOB, int, _BLOB, int, _BLOB),
        _subjects,
    ),
    "links": _Comparison(
        "SELECT CAST(s.name AS BLOB), l.lane, l.seq, l.entry FROM subjects s"
        " JOIN links l ON l.subject_id = s.id ORDER BY s.name, l.lane, l.seq, l.entry",
        4,
        (bytes, int, int, int),
        _links,
    ),
    "pointers": _Comparison(
        POINTERS_SQL,
        3,
        (int, bytes, _BLOB),
        _pointers,
    ),
    "head_leaves": _Comparison(
        HEAD_SQL["head_leaves"], 2, (bytes, int, int, int, bytes), _current_leaves
    ),
    "head_past": _Comparison(HEAD_SQL["head_past"], 3, (bytes, int, int, int, bytes), _past_leaves),
    "head_nodes": _Comparison(HEAD_SQL["head_nodes"], 3, (int, int, int, bytes), _head_nodes),
}
_EVENTS_ANYWHERE: Final = "SELECT event_id, entry, 0 FROM events ORDER BY event_id, entry"
_LINKS_OF_NOBODY: Final = (
    "SELECT entry FROM links l WHERE NOT EXISTS"
    " (SELECT 1 FROM subjects s WHERE s.id = l.subject_id)"
)
