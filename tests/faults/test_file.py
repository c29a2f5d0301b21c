"""A ledger file whose tables, headers or pages were changed, and who meets it (faults.md row 2)."""

from __future__ import annotations

import random
import sqlite3
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from batterypass.errors import BatterypassError, BrokenError, FailedError
from batterypass.store.ddl import DERIVED, KEPT
from faults.attack import TABLES, Target, other_values
from faults.yard import Yard, audit, small_ledger
from sweeps import FULL


@pytest.fixture(scope="module")
def yard(tmp_path_factory: pytest.TempPathFactory) -> Yard:
    return small_ledger(tmp_path_factory.mktemp("sweep") / "yard")


@pytest.fixture(scope="module")
def target(yard: Yard) -> Target:
    target = Target.of(yard, yard.folder / "attacked.bp")
    # The copy that is taken apart and put together again is as good as the original.
    target.change()
    assert target.verify().authentic
    assert all(target.rows(table) for table in TABLES)
    return target


SCHEMA = [
    *(f"DROP {sql.split()[1]} {name}".replace("UNIQUE", "INDEX")
      for name, sql in {**KEPT, **DERIVED}.items()),
    "CREATE TABLE extra (a)",
    "CREATE TABLE sqlitee (a)",
    "CREATE VIEW entry AS SELECT * FROM entries",
    "CREATE TRIGGER more AFTER INSERT ON links BEGIN SELECT 1; END",
    "CREATE INDEX more ON links (entry)",
    "ALTER TABLE notes ADD COLUMN more TEXT",
    "ALTER TABLE nodes RENAME TO knots",
    "ALTER TABLE nodes RENAME COLUMN hashes TO bytes",
    "ANALYZE",
]  # fmt: skip


@pytest.mark.parametrize("sql", SCHEMA)
def test_a_table_index_or_trigger_that_is_not_ours_is_named(target: Target, sql: str) -> None:
    target.plainly((sql, ()))
    name = "sqlite_stat" if sql == "ANALYZE" else sql.split()[2]
    try:
        verdict = target.verify()
    except BrokenError as error:
        # Without the tables that nothing can give again there is no verdict: exit 4 all the same.
        assert name in ("entries", "notes", "sections", "contents")
        said = [str(error)]
    else:
        assert verdict.exit_code() == 4
        said = [one.message("en") for one in verdict.findings if one.severity == "integrity"]
    assert any(name in text for text in said), said[:5]


@pytest.mark.parametrize("pragma", ["user_version = 2", "user_version = 0", "application_id = 7"])
def test_a_file_that_says_that_it_is_something_else_is_not_opened(
    target: Target, pragma: str
) -> None:
    target.plainly((f"PRAGMA {pragma}", ()))
    with pytest.raises(FailedError, match=r"format|not a ledger"):
        target.verify()


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE entries SET statement = x'00' WHERE idx = 3",
        "DELETE FROM entries WHERE idx = 22",
        "INSERT INTO entries VALUES (24, x'00')",
        "REPLACE INTO entries VALUES (3, x'00')",
    ],
)
def test_the_triggers_stop_an_honest_mistake(target: Target, sql: str) -> None:
    with pytest.raises(sqlite3.IntegrityError, match="append-only"):
        target.plainly((sql, ()))
    assert target.verify().authentic


def test_a_bit_anywhere_in_the_file_is_found_or_is_in_no_value(target: Target) -> None:
    """Whatever byte of the file changes: a finding, a refusal to open, or nothing that is read."""
    chance = random.Random(7)  # noqa: S311 - only which bytes
    data = target.original
    before = dump(data, target.path)
    places = chance.sample(range(len(data)), 6000 if FULL else 400)
    found = harmless = 0
    for place in places:
        flipped = bytearray(data)
        flipped[place] ^= 1 << chance.randrange(8)
        target._lay_down(bytes(flipped))
        try:
            verdict = target.verify()
        except (BrokenError, FailedError):
            found += 1
            continue
        if verdict.authentic is False:
            found += 1
            continue
        assert dump(bytes(flipped), target.path) == before, f"byte {place}"
        harmless += 1
    assert found > harmless / 2
    assert found + harmless == len(places)


def dump(data: bytes, path: Path) -> list[Any] | None:
    """Give every value of every table, or None for a file that SQLite does not read."""
    copy = path.with_name("dump.bp")
    copy.write_bytes(data)
    connection = sqlite3.connect(copy)
    connection.text_factory = bytes
    try:
        return [connection.execute(f"SELECT * FROM {table}").fetchall() for table in TABLES]  # noqa: S608
    except sqlite3.Error:
        return None
    finally:
        connection.close()
        for end in ("-wal", "-shm"):
            copy.with_name(copy.name + end).unlink(missing_ok=True)


def test_the_original_is_still_what_it_was(yard: Yard) -> None:
    assert audit(yard) == 23


def test_an_attack_brings_only_our_own_errors_to_a_reader(target: Target) -> None:
    """Not only ``verify`` meets a damaged file."""
    from batterypass import bootstrap

    for table in TABLES:
        for turn, row in enumerate(target.rows(table)):
            column = row.columns[turn % len(row.columns)]
            for _, value in other_values(row.get(column), turn):
                try:
                    target.change(row.set(column, value))
                except sqlite3.Error:
                    continue
                with bootstrap.open_ledger(target.path, read_only=True) as ledger:
                    for look in (
                        ledger.checkpoint, lambda: ledger.entry(11), lambda: list(ledger.items()),
                        lambda: ledger.history("S-000001"), lambda: ledger.inclusion_proof(3),
                        lambda: list(ledger.published_files()), lambda: list(ledger.parties()),
                    ):  # fmt: skip
                        with suppress(BatterypassError):
                            look()
