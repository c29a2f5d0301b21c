"""What somebody changes in a ledger file behind the store's back is found and named."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from batterypass.errors import BatterypassError, BrokenError
from batterypass.ports import NO_ROW, Difference
from batterypass.store.ddl import DERIVED, DERIVED_TABLES, KEPT
from batterypass.store.sqlite import SqliteStore
from store.behind import change
from store.folding import (
    append,
    audit,
    fold,
    folded_again,
    found_differences,
    is_proven,
    numbered,
)

COUNT = 9


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "ledger.bpl"
    store = SqliteStore.create(path)
    append(store, numbered(COUNT, seals=(1, 3)))
    store.close()
    return path


def other(value: object) -> object:
    """Give another value of the same type."""
    if isinstance(value, int):
        return value + 1
    if isinstance(value, bytes):
        return bytes([value[0] ^ 1]) + value[1:] if value else b"x"
    if isinstance(value, str):
        return value[:-1] + chr(ord(value[-1]) ^ 1) if value else "x"
    return b"x" * 32


def rebuild(path: Path) -> None:
    store = SqliteStore.open(path)
    scratch = folded_again(store)
    with store.writing():
        store.replace_derived(scratch)
    scratch.close()
    assert audit(store) == COUNT
    append(store, numbered(1, start=COUNT))
    assert audit(store) == COUNT + 1
    store.close()


@pytest.mark.parametrize("table", DERIVED_TABLES)
def test_every_value_of_every_derived_row_counts(path: Path, table: str) -> None:
    original = path.read_bytes()
    connection = sqlite3.connect(path)
    rows = connection.execute(f"SELECT * FROM {table}").fetchall()  # noqa: S608
    columns = [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]
    connection.close()
    assert rows
    tried = 0
    for row in rows:
        where = " AND ".join(f"{column} IS ?" for column in columns)
        for column, value in zip(columns, row, strict=True):
            path.write_bytes(original)
            try:
                change(
                    path,
                    f"UPDATE {table} SET {column} = ? WHERE {where}",  # noqa: S608
                    parameters=(other(value), *row),
                )
            except sqlite3.IntegrityError:
                continue  # Another row has that key.
            store = SqliteStore.open(path)
            found = found_differences(store)
            # The number of a subject is known to its links and look-ups alone.
            expected = {"links", "pointers"} if column == "id" else {table}
            if table == "subjects" and column == "name":
                expected = {"subjects", "links", "pointers"}
            named = {difference.table for difference in found}
            assert named, f"{table}.{column} = {value!r}"
            assert named <= expected, f"{table}.{column} = {value!r}"
            assert not is_proven(store), f"{table}.{column} = {value!r}"
            store.close()
            tried += 1
    assert tried >= len(rows)


@pytest.mark.parametrize("table", DERIVED_TABLES)
def test_a_derived_row_that_was_taken_away_or_put_in_is_named(path: Path, table: str) -> None:
    original = path.read_bytes()
    change(path, f"DELETE FROM {table} WHERE ? = 1", parameters=(1,))  # noqa: S608
    store = SqliteStore.open(path)
    found = found_differences(store)
    assert not is_proven(store)
    assert {NO_ROW} == {difference.found for difference in found if difference.table == table}
    store.close()
    rebuild(path)
    path.write_bytes(original)
    columns = {"digests": "7, 7, 7", "events": "7, x'07', 7", "nodes": "70, x'07'"}
    leaf = "zeroblob(32), 0, 700, 7, zeroblob(32)"
    columns |= {"head_leaves": leaf, "head_past": leaf, "head_nodes": "0, 7, 700, zeroblob(32)"}
    columns |= {"links": "700, 0, 7, 7", "pointers": "0, 'K', 700"}
    values = columns.get(table, "700, 'x', 'I', x'', 0, x'', 0, 0, x'', 0, x'', 0, x''")
    change(path, f"INSERT INTO {table} VALUES ({values})")  # noqa: S608
    store = SqliteStore.open(path)
    found = found_differences(store)
    assert [difference.table for difference in found] == [table]
    assert found[0].expected == NO_ROW
    assert not is_proven(store)
    store.close()
    rebuild(path)


def test_differences_are_told_in_words(path: Path) -> None:
    change(
        path,
        "UPDATE subjects SET seq = 44 WHERE name = 'https://maker.example/p/0'",
        "UPDATE links SET entry = 5 WHERE entry = 1",
        "UPDATE pointers SET key = 'S77777' WHERE key = 'S00003'",
    )
    store = SqliteStore.open(path)
    found = set(map(tuple, found_differences(store)))
    store.close()
    pack = "https://maker.example/p/0"
    assert ("subjects", f"{pack}, seq", "1", "44") in found
    assert ("links", f"{pack}, ~row-lane main, ~row-number 1", "~row-entry 1", NO_ROW) in found
    assert ("links", f"{pack}, ~row-lane main, ~row-number 1", NO_ROW, "~row-entry 5") in found
    assert ("pointers", "~row-by-serial S00003", "https://maker.example/p/1", NO_ROW) in found
    assert ("pointers", "~row-by-serial S77777", NO_ROW, "https://maker.example/p/1") in found


def test_a_forged_state_is_shown_where_it_begins_to_differ(path: Path) -> None:
    long = b'{"item": "' + b"y" * 500 + b'", "custodian": "%s"}'
    store = SqliteStore.open(path)
    batch = fold(store, COUNT, numbered(1, start=COUNT))
    wanted = next(row for row in batch.subjects if row.letter == "I")
    forged = long % b"thief"
    wanted.state = long % b"maker"
    with store.writing():
        store.commit(batch)
    change(path, "UPDATE subjects SET state = ? WHERE name = ?", parameters=(forged, wanted.name))
    scratch = folded_again(store)
    last = fold(scratch, COUNT + 1, [])
    last.subjects = [wanted]
    scratch.commit(last)
    found = [one for one in store.differences(scratch, 9) if one.table == "subjects"]
    scratch.close()
    store.close()
    assert [one.key for one in found] == [f"{wanted.name}, ~row-state"]
    assert found[0].expected.endswith('"custodian": "maker"}')
    assert found[0].found.endswith('"custodian": "thief"}')
    assert len(found[0].expected) < 100


@pytest.mark.parametrize("name", [*KEPT, *DERIVED])
def test_what_was_dropped_from_the_file_is_named(path: Path, name: str) -> None:
    kind = (KEPT | DERIVED)[name].split()[1].replace("UNIQUE", "INDEX")
    change(path, f"DROP {kind} {name}")
    store = SqliteStore.open(path)
    assert any(
        f"{kind.lower()} {name} is missing" in finding.en for finding in store.check_integrity()
    )
    store.close()
    if name in DERIVED:
        rebuild(path)


@pytest.mark.parametrize(
    ("sql", "named"),
    [
        ("CREATE TABLE extra (a)", "extra"),
        ("CREATE VIEW entry_view AS SELECT * FROM entries", "entry_view"),
        ("CREATE INDEX entries_by_length ON entries (length(statement))", "entries_by_length"),
        (
            "CREATE TRIGGER nodes_lie AFTER INSERT ON nodes"
            " BEGIN UPDATE nodes SET hashes = x'' WHERE entry = NEW.entry; END",
            "nodes_lie",
        ),
        ("ALTER TABLE subjects ADD COLUMN colour TEXT", "subjects"),
        ("ALTER TABLE notes RENAME COLUMN sealed TO open", "notes"),
        (
            "UPDATE sqlite_master SET sql = replace(sql, 'RAISE(ABORT,', 'max(1,')"
            " WHERE name = 'entries_stay'",
            "entries_stay",
        ),
    ],
)
def test_what_does_not_belong_into_the_file_is_named(path: Path, sql: str, named: str) -> None:
    change(path, sql)
    store = SqliteStore.open(path)
    assert any(named in finding.en for finding in store.check_integrity())
    store.close()


def test_a_checkpoint_that_should_have_gone_is_named(path: Path) -> None:
    change(path, "INSERT INTO notes VALUES (3, x'00', 0)")
    store = SqliteStore.open(path)
    assert [one.en for one in store.check_integrity()] == [
        "checkpoint at 3 is neither sealed nor the last"
    ]
    store.close()


@pytest.mark.parametrize("table", DERIVED_TABLES)
@pytest.mark.parametrize(
    "instead",
    [
        "",
        "CREATE VIEW {} AS SELECT 1 AS a",
        "CREATE TABLE {} (a, b)",
        "CREATE TABLE {} AS SELECT * FROM copy",
    ],
)
def test_a_table_that_is_none_of_ours_is_one_difference_and_can_be_rebuilt(
    path: Path, table: str, instead: str
) -> None:
    change(path, f"CREATE TABLE copy AS SELECT * FROM {table}", f"DROP TABLE {table}")  # noqa: S608
    if instead:
        change(path, instead.format(table))
    change(path, "DROP TABLE copy")
    store = SqliteStore.open(path)
    found = [one for one in found_differences(store) if one.table == table]
    assert [one.key for one in found] == ["~row-table"]
    assert found[0].expected == DERIVED[table]
    assert store.check_integrity()
    store.close()
    rebuild(path)


def test_text_that_is_no_text_is_named_and_not_a_crash(path: Path) -> None:
    change(path, "UPDATE subjects SET name = CAST(x'68ff' AS TEXT) WHERE id = 1")
    change(path, "UPDATE pointers SET key = CAST(x'ff' AS TEXT) WHERE key = 'S00003'")
    store = SqliteStore.open(path)
    assert any("h\\xff" in one.key for one in found_differences(store))
    with pytest.raises(BrokenError, match="UTF-8"):
        list(store.subjects("I"))
    store.close()
    rebuild(path)


def page_of(path: Path, name: str) -> int:
    """Give the offset of a table's first page."""
    connection = sqlite3.connect(path)
    (page,) = connection.execute(
        "SELECT rootpage FROM sqlite_master WHERE name = ?", (name,)
    ).fetchone()
    connection.close()
    return (int(page) - 1) * 4096


def _zero(page: bytes) -> bytes:
    return bytes(len(page))


def _noise(page: bytes) -> bytes:
    return bytes((7 * place + 13) % 256 for place in range(len(page)))


def _cells_astray(page: bytes) -> bytes:
    return page[:8] + b"\xff" * 16 + page[24:]


@pytest.mark.parametrize("spoil", [_zero, _noise, _cells_astray])
@pytest.mark.parametrize("table", [*DERIVED_TABLES, "subjects_by_name"])
def test_damaged_pages_of_a_derived_table_are_named_and_rebuilt(
    path: Path, table: str, spoil: Callable[[bytes], bytes]
) -> None:
    place = page_of(path, table)
    raw = bytearray(path.read_bytes())
    raw[place : place + 4096] = spoil(bytes(raw[place : place + 4096]))
    path.write_bytes(raw)
    store = SqliteStore.open(path)
    assert store.check_integrity()
    try:
        found = bool(found_differences(store))
    except BrokenError:
        found = True
    # An index over a table does not change what is in it.
    assert found or table == "subjects_by_name"
    store.close()
    rebuild(path)


@pytest.mark.parametrize("spoil", [_zero, _noise, _cells_astray])
def test_damaged_pages_of_the_entries_are_named(
    path: Path, spoil: Callable[[bytes], bytes]
) -> None:
    place = page_of(path, "entries")
    raw = bytearray(path.read_bytes())
    raw[place : place + 4096] = spoil(bytes(raw[place : place + 4096]))
    path.write_bytes(raw)
    store = SqliteStore.open(path)
    assert store.check_integrity()
    with pytest.raises(BrokenError):
        assert [*store.statements(0, COUNT), store.statement(3)] == []
    store.close()


def compared_with_nothing(store: SqliteStore) -> list[Difference]:
    """Compare the derived tables with those of an empty log."""
    scratch = store.scratch()
    try:
        return list(store.differences(scratch, 10))
    finally:
        scratch.close()


def looks(store: SqliteStore) -> list[Callable[[], object]]:
    """List the ways to look into a store."""
    return [
        store.check_integrity,
        store.size,
        store.note,
        lambda: list(store.notes()),
        lambda: list(store.statements(0, COUNT)),
        lambda: [store.statement(index) for index in range(COUNT)],
        lambda: list(store.nodes()),
        lambda: [list(store.subjects(letter)) for letter in "CIP"],
        lambda: store.pointers("serial", "", 10),
        lambda: store.entries_of("https://maker.example/p/0", lanes=(0, 1)),
        lambda: compared_with_nothing(store),
    ]


def test_no_changed_byte_of_the_file_lets_an_error_of_sqlite_out(path: Path) -> None:
    original = path.read_bytes()
    opened = named = 0
    starts = [
        page + place for page in range(4096, len(original), 4096) for place in range(0, 24, 2)
    ]
    for place in (*starts, *range(0, len(original), 499)):
        raw = bytearray(original)
        raw[place] ^= 0x55
        path.write_bytes(raw)
        try:
            store = SqliteStore.open(path)
        except BatterypassError:
            continue
        opened += 1
        for look in looks(store):
            try:
                look()
            except BatterypassError as error:
                named += str(path) in str(error)
        store.close()
        for name in ("-wal", "-shm"):
            path.with_name(path.name + name).unlink(missing_ok=True)
    assert opened > 50
    assert named > 10
