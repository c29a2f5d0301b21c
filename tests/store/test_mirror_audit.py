"""Derived tables of a real ledger that were touched: its audit names the table."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from app import yard as yards
from batterypass.store.ddl import DERIVED_TABLES
from batterypass.store.sqlite import SqliteStore

TAMPERED = {
    "digests": {
        "changed": "UPDATE digests SET prefix = prefix + 1 WHERE entry = 7",
        "removed": "DELETE FROM digests WHERE entry = 7",
        "added": "INSERT INTO digests VALUES (0, 7, 7)",
        "swapped": "UPDATE digests SET entry = 7 + 8 - entry WHERE entry IN (7, 8)",
    },
    "events": {
        "changed": "UPDATE events SET event_id = x'00112233445566778899aabbccddeeff'"
        " WHERE entry = 7",
        "removed": "DELETE FROM events WHERE entry = 7",
        "added": "INSERT INTO events VALUES (65536, x'00112233445566778899aabbccddeeff', 7)",
        "swapped": "UPDATE events SET entry = 7 + 8 - entry WHERE entry IN (7, 8)",
    },
    "nodes": {
        "changed": "UPDATE nodes SET hashes = zeroblob(32) WHERE entry = 6",
        "removed": "DELETE FROM nodes WHERE entry = 6",
        "added": "INSERT INTO nodes VALUES (999, zeroblob(32))",
        # Both complete nothing but their own leaf.
        "swapped": "UPDATE nodes SET hashes = (SELECT n.hashes FROM nodes n"
        " WHERE n.entry = 6 + 8 - nodes.entry) WHERE entry IN (6, 8)",
    },
    "subjects": {
        "changed": "UPDATE subjects SET state = CAST(replace(state, 'MX7K', 'MX8K') AS BLOB)"
        " WHERE letter = 'I'",
        "removed": "DELETE FROM subjects WHERE letter = 'I'",
        "added": "INSERT INTO subjects VALUES (999, 'https://thief.example', 'P', x'7b7d', 0,"
        " NULL, 0, 0, NULL, 0, NULL, 0, NULL)",
        "swapped": "UPDATE subjects SET state = (SELECT s.state FROM subjects s WHERE s.letter = 'P'"
        " AND s.name <> subjects.name LIMIT 1) WHERE letter = 'P'",
    },
    "links": {
        "changed": "UPDATE links SET entry = entry - 1 WHERE entry = 12",
        "removed": "DELETE FROM links WHERE entry = 12",
        "added": "INSERT INTO links SELECT subject_id, lane, seq + 1, entry FROM links"
        " WHERE entry = 12",
        "swapped": "UPDATE links SET entry = 15 + 16 - entry WHERE entry IN (15, 16)",
    },
    "pointers": {
        "changed": "UPDATE pointers SET key = key || 'x' WHERE relation = 4",
        "removed": "DELETE FROM pointers WHERE relation = 0",
        "added": "INSERT INTO pointers VALUES (2, 'a second name', 1)",
        "swapped": "UPDATE pointers SET subject_id = (SELECT p.subject_id FROM pointers p"
        " WHERE p.relation = 4 AND p.key <> pointers.key LIMIT 1) WHERE relation = 4",
    },
    "head_leaves": {
        "changed": "UPDATE head_leaves SET count = count + 1 WHERE lane = 2",
        "removed": "DELETE FROM head_leaves WHERE lane = 1",
        "added": "INSERT INTO head_leaves VALUES (zeroblob(32), 0, 7, 7, zeroblob(32))",
        "swapped": "UPDATE head_leaves SET acc = (SELECT h.acc FROM head_leaves h"
        " WHERE h.acc <> head_leaves.acc LIMIT 1) WHERE lane = 2",
    },
    "head_past": {
        "changed": "UPDATE head_past SET count = count + 1",
        "removed": "DELETE FROM head_past",
        "added": "INSERT INTO head_past VALUES (zeroblob(32), 0, 7, 7, zeroblob(32))",
        "swapped": "UPDATE head_past SET acc = (SELECT h.acc FROM head_leaves h"
        " WHERE h.subject = head_past.subject AND h.lane = head_past.lane)",
    },
    "head_nodes": {
        "changed": "UPDATE head_nodes SET hash = zeroblob(32) WHERE height = 4",
        "removed": "DELETE FROM head_nodes WHERE height = 16",
        "added": "INSERT INTO head_nodes VALUES (16, 0, 999, zeroblob(32))",
        "swapped": "UPDATE head_nodes SET hash = (SELECT h.hash FROM head_nodes h"
        " WHERE h.height = 0 AND h.hash <> head_nodes.hash LIMIT 1) WHERE height = 0",
    },
}


@pytest.fixture(scope="module")
def yard(tmp_path_factory: pytest.TempPathFactory) -> tuple[yards.Yard, Path]:
    """Give a ledger of four packs, sealed twice, that nobody touched, closed, and its folder."""
    folder = tmp_path_factory.mktemp("yard")
    yard = yards.make_yard(folder)
    yard.ledger.seal()
    form = {"item": yards.PACKS[0], "condition": "serviceable", "method": "visual"}
    yard.at("03-04T08:00").log("item.assessed", yards.MAKER, **form)
    yard.ledger.seal()
    yard.ledger.close()
    return yard, folder


def tampered(yard: tuple[yards.Yard, Path], folder: Path, sql: str) -> yards.Yard:
    """Open a copy of the ledger in which something was changed."""
    closed, source = yard
    path = folder / "yard.bp"
    path.write_bytes((source / "yard.bp").read_bytes())
    connection = sqlite3.connect(path)
    if sql:
        assert connection.execute(sql).rowcount > 0
    connection.commit()
    connection.close()
    return yards.reopen(closed, folder)


@pytest.mark.parametrize("what", ["changed", "removed", "added", "swapped"])
@pytest.mark.parametrize("table", DERIVED_TABLES)
def test_an_audit_names_the_table_that_was_touched(
    yard: tuple[yards.Yard, Path], tmp_path: Path, table: str, what: str
) -> None:
    with tampered(yard, tmp_path, TAMPERED[table][what]).ledger as ledger:
        verdict = ledger.verify(first_use=True)
    code = "BP-V002" if table == "nodes" else "BP-V003"
    assert verdict.authentic is False
    assert table in {one.values["table"] for one in verdict.findings if one.code == code}


def test_an_audit_of_a_sound_file_needs_no_tables_of_its_own(
    yard: tuple[yards.Yard, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(self: SqliteStore) -> None:
        raise AssertionError("what is whole is not folded a second time")

    monkeypatch.setattr(SqliteStore, "scratch", refuse)
    with tampered(yard, tmp_path, "").ledger as ledger:
        assert ledger.verify(first_use=True).authentic is True
