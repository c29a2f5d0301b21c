"""The tables of an outbox file as SQL text; ``docs/formats/outbox.md`` describes them."""

from __future__ import annotations

from typing import Final

#: ``PRAGMA application_id`` of an outbox file, the ASCII letters "BPOB".
OUTBOX_ID: Final = 0x42504F42

#: ``PRAGMA user_version`` of an outbox file.
OUTBOX_FORMAT: Final = 1

OUTBOX_TABLES: Final[tuple[str, ...]] = (
    # One row: the ledger for which everything here was signed.
    "CREATE TABLE about (audience TEXT NOT NULL) STRICT",
    # ``place`` counts from 1 in the order of keeping: the number that people type.
    "CREATE TABLE statements (place INTEGER NOT NULL PRIMARY KEY, digest BLOB NOT NULL UNIQUE,"
    " event_id BLOB NOT NULL, statement BLOB NOT NULL, taken INTEGER NOT NULL,"
    " state TEXT NOT NULL, answered_size INTEGER NOT NULL DEFAULT 0, entry INTEGER, proof BLOB,"
    " answer BLOB, replaced_by BLOB) STRICT",
    "CREATE INDEX statements_live ON statements (place)"
    " WHERE state NOT IN ('recorded', 'superseded', 'abandoned')",
    "CREATE INDEX statements_by_event ON statements (event_id)",
    "CREATE TABLE sections (event_id BLOB NOT NULL, point TEXT NOT NULL, body BLOB NOT NULL,"
    " PRIMARY KEY (event_id, point)) STRICT",
    "CREATE TABLE sends (sha256 BLOB NOT NULL PRIMARY KEY, made_at TEXT NOT NULL,"
    " count INTEGER NOT NULL) STRICT",
    # What somebody signed is never lost by a mistake of this program.
    "CREATE TRIGGER statements_stay BEFORE DELETE ON statements"
    " BEGIN SELECT RAISE(ABORT, 'a signed statement stays: no delete'); END",
    "CREATE TRIGGER statements_keep_their_bytes BEFORE UPDATE OF place, digest, event_id, statement"
    " ON statements BEGIN SELECT RAISE(ABORT, 'a signed statement stays as it is'); END",
    # REPLACE deletes without asking the trigger above; this one does not let it come so far.
    "CREATE TRIGGER statements_grow_at_the_end BEFORE INSERT ON statements"
    " WHEN NEW.place IS NOT (SELECT coalesce(max(place), 0) + 1 FROM statements)"
    " BEGIN SELECT RAISE(ABORT, 'the next place is the last one and 1'); END",
)
