"""Puts derived tables that were folded from the log in place of those of a ledger file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from batterypass.errors import ConflictError
from batterypass.store.ddl import DERIVED, DERIVED_TABLES

if TYPE_CHECKING:
    from batterypass.store.database import Database

#: Columns of each derived table and the order of its keys, in which filling it is quickest.
_COLUMNS: Final[dict[str, tuple[int, str]]] = {
    "digests": (3, "segment, prefix, entry"),
    "events": (3, "segment, event_id, entry"),
    "nodes": (2, "entry"),
    "subjects": (13, "id"),
    "links": (4, "subject_id, lane, seq, entry"),
    "pointers": (3, "relation, key, subject_id"),
    "head_leaves": (5, "subject, lane"),
    "head_past": (5, "subject, lane, size"),
    "head_nodes": (4, "height, place, size"),
}


def replace_derived(target: Database, source: Database, *, forget: bool) -> None:
    """Make the derived tables of ``target`` anew from those of ``source``, in a transaction.

    The transaction is the caller's. Raises ConflictError where ``source`` was folded from a log of
    another size, and BrokenError where the pages of an old table are damaged, so that SQLite cannot
    give them back. ``forget`` leaves all those pages behind, unused, until a VACUUM.
    """
    size, folded = (
        (database.one(f"SELECT coalesce(max({column}) + 1, 0) FROM {table}") or (0,))[0]  # noqa: S608
        for database, table, column in ((target, "entries", "idx"), (source, "nodes", "entry"))
    )
    if size != folded:
        raise ConflictError(
            f"{target.path}: it has {size} entries, the tables were folded from {folded}: try again",
            code="store.grew", path=target.path, size=size, folded=folded,
        )  # fmt: skip
    if forget:
        _forget(target)
    else:
        _drop(target)
    for table, (width, order) in _COLUMNS.items():
        target.run(DERIVED[table])
        marks = ", ".join("?" * width)
        for rows in source.chunks(f"SELECT * FROM {table} ORDER BY {order}"):  # noqa: S608
            target.run_many(f"INSERT INTO {table} VALUES ({marks})", rows)  # noqa: S608
    for name, sql in DERIVED.items():
        if name not in DERIVED_TABLES:
            target.run(sql)


def _drop(target: Database) -> None:
    """Drop whatever has the name of a derived table or index."""
    for name in DERIVED:
        row = target.one("SELECT type FROM sqlite_master WHERE name = ?", (name,))
        if row is not None:
            target.run(f'DROP {row[0]} "{name}"')


def _forget(target: Database) -> None:
    """Take the derived tables and all that hangs on them out of the schema, their pages unseen."""
    target.run("PRAGMA writable_schema = ON")
    try:
        target.run_many(
            "DELETE FROM sqlite_master WHERE name = ?1 OR tbl_name = ?1",
            [(name,) for name in DERIVED],
        )
    finally:
        target.run("PRAGMA writable_schema = RESET")
