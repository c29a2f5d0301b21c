"""The tables of a ledger file as SQL text: what the hot path creates and what a check compares.

``tables.py`` says the same for reports, and a test compares both. The format is described in
``docs/formats/ledger-file.md``; whoever changes a line here changes :data:`FORMAT` too.
"""

from __future__ import annotations

from typing import Final

#: ``PRAGMA application_id`` of a ledger file, the ASCII letters "BPLG".
APPLICATION_ID: Final = 0x42504C47
#: That of a replica, "BPRP": the same tables, filled from somebody else's log and never signed.
REPLICA_ID: Final = 0x42505250

#: ``PRAGMA user_version`` of a ledger file.
FORMAT: Final = 1

#: What cannot be computed from anything else in the file.
KEPT: Final[dict[str, str]] = {
    "entries": (
        "CREATE TABLE entries (idx INTEGER NOT NULL PRIMARY KEY CHECK (idx >= 0),"
        " statement BLOB NOT NULL) STRICT"
    ),
    "entries_keep_their_bytes": (
        "CREATE TRIGGER entries_keep_their_bytes BEFORE UPDATE ON entries"
        " BEGIN SELECT RAISE(ABORT, 'entries are append-only: no update'); END"
    ),
    "entries_stay": (
        "CREATE TRIGGER entries_stay BEFORE DELETE ON entries"
        " BEGIN SELECT RAISE(ABORT, 'entries are append-only: no delete'); END"
    ),
    # REPLACE deletes without asking the trigger above; this one does not let it come so far.
    "entries_grow_at_the_end": (
        "CREATE TRIGGER entries_grow_at_the_end BEFORE INSERT ON entries"
        " WHEN NEW.idx IS NOT (SELECT coalesce(max(idx) + 1, 0) FROM entries)"
        " BEGIN SELECT RAISE(ABORT, 'entries are append-only: the next index is the size'); END"
    ),
    "notes": (
        "CREATE TABLE notes (size INTEGER NOT NULL PRIMARY KEY, note BLOB NOT NULL,"
        " sealed INTEGER NOT NULL) STRICT"
    ),
    "sections": (
        "CREATE TABLE sections (event_id BLOB NOT NULL, point TEXT NOT NULL, body BLOB NOT NULL,"
        " PRIMARY KEY (event_id, point)) STRICT"
    ),
    "contents": (
        "CREATE TABLE contents (digest BLOB NOT NULL PRIMARY KEY, media_type TEXT NOT NULL,"
        " body BLOB NOT NULL) STRICT"
    ),
}

#: What folding the entries gives again. A name that is in the way of a rebuild is one of these.
DERIVED: Final[dict[str, str]] = {
    # Split into segments, so that a batch changes few pages however long the log is: the digests
    # are random, and one index over all of them would have every insert change a page of its own.
    "digests": (
        "CREATE TABLE digests (segment INTEGER NOT NULL, prefix INTEGER NOT NULL,"
        " entry INTEGER NOT NULL, PRIMARY KEY (segment, prefix, entry)) STRICT, WITHOUT ROWID"
    ),
    # In segments too, which are merged as the log grows (``event_segments.py``): every event that
    # is recorded is looked up, and asking one for each 16,384 entries would take long.
    "events": (
        "CREATE TABLE events (segment INTEGER NOT NULL, event_id BLOB NOT NULL,"
        " entry INTEGER NOT NULL, PRIMARY KEY (segment, event_id, entry)) STRICT, WITHOUT ROWID"
    ),
    # One row per entry holds every node that the entry completed: rows only ever go to the end.
    "nodes": "CREATE TABLE nodes (entry INTEGER NOT NULL PRIMARY KEY, hashes BLOB NOT NULL) STRICT",
    "subjects": (
        "CREATE TABLE subjects (id INTEGER NOT NULL PRIMARY KEY, name TEXT NOT NULL, letter TEXT NOT NULL,"
        " state BLOB NOT NULL, seq INTEGER NOT NULL, head BLOB, last_ms INTEGER NOT NULL,"
        " main_count INTEGER NOT NULL, main_acc BLOB, record_count INTEGER NOT NULL,"
        " record_acc BLOB, acted_count INTEGER NOT NULL, acted_acc BLOB) STRICT"
    ),
    "subjects_by_name": "CREATE UNIQUE INDEX subjects_by_name ON subjects (name)",
    # Nearly all subjects are items; those are listed through the index over all names.
    "subjects_but_items": (
        "CREATE INDEX subjects_but_items ON subjects (letter, name) WHERE letter <> 'I'"
    ),
    "links": (
        "CREATE TABLE links (subject_id INTEGER NOT NULL, lane INTEGER NOT NULL,"
        " seq INTEGER NOT NULL, entry INTEGER NOT NULL,"
        " PRIMARY KEY (subject_id, lane, seq, entry)) STRICT, WITHOUT ROWID"
    ),
    "pointers": (
        "CREATE TABLE pointers (relation INTEGER NOT NULL, key TEXT NOT NULL,"
        " subject_id INTEGER NOT NULL, PRIMARY KEY (relation, key, subject_id))"
        " STRICT, WITHOUT ROWID"
    ),
    # Heads of the last seal, what they replaced, and the hashes above them (``heads.py``). Only a
    # seal writes here. Apart, so that a bucket is read without all that its subjects ever were.
    "head_leaves": (
        "CREATE TABLE head_leaves (subject BLOB NOT NULL, lane INTEGER NOT NULL,"
        " size INTEGER NOT NULL, count INTEGER NOT NULL, acc BLOB NOT NULL,"
        " PRIMARY KEY (subject, lane)) STRICT, WITHOUT ROWID"
    ),
    "head_past": (
        "CREATE TABLE head_past (subject BLOB NOT NULL, lane INTEGER NOT NULL,"
        " size INTEGER NOT NULL, count INTEGER NOT NULL, acc BLOB NOT NULL,"
        " PRIMARY KEY (subject, lane, size)) STRICT, WITHOUT ROWID"
    ),
    "head_nodes": (
        "CREATE TABLE head_nodes (height INTEGER NOT NULL, place INTEGER NOT NULL,"
        " size INTEGER NOT NULL, hash BLOB NOT NULL,"
        " PRIMARY KEY (height, place, size)) STRICT, WITHOUT ROWID"
    ),
}

#: Tables of :data:`DERIVED`, in the order in which they are compared.
DERIVED_TABLES: Final = (
    "digests", "events", "nodes", "subjects", "links", "pointers",
    "head_leaves", "head_past", "head_nodes",
)  # fmt: skip

#: Entries in one segment of ``digests``, as a power of two.
SEGMENT_BITS: Final = 14

#: Number of a look-up in ``pointers``. A number is never used again for another relation.
RELATION_NUMBERS: Final[dict[str, int]] = {
    "key": 0,
    "holder": 1,
    "alias": 2,
    "printed": 3,
    "serial": 4,
    "passport": 5,
    "manifest": 6,
    "consignment": 7,
    "number": 8,
    "received": 9,
    "name": 10,
    "certified": 11,
    "batch": 12,
}
