"""Derived tables that are not what the log gives prove nothing, whatever was done to them."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from batterypass.ports import Batch, Mirror, SubjectRow
from batterypass.store.ddl import DERIVED_TABLES
from batterypass.store.sqlite import SqliteStore
from batterypass.tlog.tree import Frontier
from store.folding import append, event_id, fold, found_differences, is_proven, note_of, numbered
from store.rows import EDITS, Edit, Row, put, rows_of

COUNT = 16
#: More entries than three segments of ``digests`` hold.
MANY = 3 * 16_384 + 700


# --- a made-up log, every row of it


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """Give a file with some entries and everything that they derive."""
    return made(tmp_path_factory, ())


@pytest.fixture(scope="module")
def sealed(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """Give such a file in which the heads of everybody were committed twice."""
    return made(tmp_path_factory, (1, 3))


def made(folders: pytest.TempPathFactory, seals: tuple[int, ...]) -> bytes:
    path = folders.mktemp("mirror") / "sound.bpl"
    store = SqliteStore.create(path)
    append(store, numbered(COUNT, seals=seals))
    store.close()
    return path.read_bytes()


def is_the_same(table: str, rows: list[Row], edited: list[Row], named: set[int]) -> bool:
    """Tell whether an edit changed nothing, but for the number of a subject that nothing names."""

    def numbered_alike(row: Row) -> Row:
        return (None, *row[1:]) if table == "subjects" and row[0] not in named else row

    return set(map(numbered_alike, rows)) == set(map(numbered_alike, edited))


def numbers_in_use(path: Path) -> set[int]:
    """Give the numbers by which links and look-ups name subjects."""
    return {row[0] for row in rows_of(path, "links")} | {
        row[2] for row in rows_of(path, "pointers")
    }


@pytest.mark.parametrize("edit", EDITS)
@pytest.mark.parametrize("table", DERIVED_TABLES)
def test_no_row_can_be_touched_unseen(
    sealed: bytes, tmp_path: Path, table: str, edit: Edit
) -> None:
    path = tmp_path / "ledger.bpl"
    path.write_bytes(sealed)
    rows, named = rows_of(path, table), numbers_in_use(path)
    tried = 0
    for number, edited in enumerate(edit(rows)):
        path.write_bytes(sealed)
        if is_the_same(table, rows, edited, named) or not put(path, {table: edited}):
            continue
        store = SqliteStore.open(path)
        # In batches of any size: what is compared early and what is compared late differs.
        at_once = (1, 4, 7, COUNT)[number % 4]
        for rows_elsewhere in (False, True):
            assert not is_proven(store, at_once, rows_elsewhere=rows_elsewhere), edited
        if number % 10 == 0:
            tables = {one.table for one in found_differences(store)}
            # Links and look-ups name their subject by its number.
            assert tables & ({table, "links"} if table == "subjects" else {table}), edited
        store.close()
        tried += 1
    assert tried >= len(rows) - 2


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(data=st.data())
def test_whatever_is_done_to_the_tables_both_looks_at_them_agree(
    sealed: bytes, tmp_path: Path, data: st.DataObject
) -> None:
    path = tmp_path / "ledger.bpl"
    path.write_bytes(sealed)
    for _ in range(data.draw(st.integers(1, 3), "edits")):
        table = data.draw(st.sampled_from(DERIVED_TABLES), "table")
        rows = rows_of(path, table)
        edit = data.draw(st.sampled_from(EDITS), "edit")
        edits = list(edit(rows))
        if edits:
            put(path, {table: edits[data.draw(st.integers(0, len(edits) - 1), "which")]})
    store = SqliteStore.open(path)
    try:
        at_once = data.draw(st.integers(1, COUNT), "at once")
        for rows_elsewhere in (False, True):
            proven = is_proven(store, at_once, rows_elsewhere=rows_elsewhere)
            assert proven == (found_differences(store) == [])
    finally:
        store.close()


@pytest.mark.parametrize("at_once", [1, 2, 7, COUNT, 100])
def test_a_sound_file_is_whole_and_stays_as_it_is(
    sealed: bytes, tmp_path: Path, at_once: int
) -> None:
    path = tmp_path / "ledger.bpl"
    path.write_bytes(sealed)
    store = SqliteStore.open(path)
    assert is_proven(store, at_once)
    assert is_proven(store, at_once)
    store.close()
    assert path.read_bytes() == sealed
    assert [file.name for file in tmp_path.iterdir()] == ["ledger.bpl"]


def test_the_numbers_of_the_subjects_are_the_files_own_affair(sound: bytes, tmp_path: Path) -> None:
    path = tmp_path / "ledger.bpl"
    path.write_bytes(sound)
    subjects, links, pointers = (rows_of(path, name) for name in ("subjects", "links", "pointers"))
    renumbered = {
        "subjects": [(1000 - row[0], *row[1:]) for row in subjects],
        "links": [(1000 - row[0], *row[1:]) for row in links],
        "pointers": [(*row[:-1], 1000 - row[-1]) for row in pointers],
    }
    assert put(path, renumbered)
    store = SqliteStore.open(path)
    assert is_proven(store)
    store.close()


def test_a_value_that_reads_the_same_but_is_written_otherwise_is_not_the_row(
    sound: bytes, tmp_path: Path
) -> None:
    path = tmp_path / "ledger.bpl"
    path.write_bytes(sound)
    subjects = rows_of(path, "subjects")
    zeroes = [tuple(bytes(32) if value is None else value for value in row) for row in subjects]
    assert zeroes != subjects
    assert put(path, {"subjects": zeroes})
    store = SqliteStore.open(path)
    assert store.subject(subjects[0][1]) is not None
    assert not is_proven(store)
    store.close()


# --- subjects that come later than what names them


def committed(mirror: Mirror, batches: Iterable[Batch]) -> bool:
    """Commit batches; tell whether they prove the tables."""
    for batch in batches:
        mirror.expect(batch.first, batch.event_ids)
        mirror.commit(batch)
        if mirror.differs:
            return False
    return mirror.is_whole()


def folded_late(store: SqliteStore, at_once: int) -> list[Batch]:
    """Fold the log; keep every subject back to the end, as it is then."""
    scratch = store.scratch()
    late: dict[str, SubjectRow] = {}
    batches = []
    statements = [raw for _, raw in store.statements(0, store.size())]
    for first in range(0, len(statements), at_once):
        batch = fold(scratch, first, statements[first : first + at_once])
        scratch.commit(batch)
        late |= {row.name: row for row in batch.subjects}
        batches.append(replace(batch, subjects=[]))
    scratch.close()
    return [*batches, Batch(len(statements), subjects=list(late.values()))]


@pytest.mark.parametrize("at_once", [1, 4, COUNT])
def test_subjects_may_come_later_than_what_names_them(
    sound: bytes, tmp_path: Path, at_once: int
) -> None:
    path = tmp_path / "ledger.bpl"
    path.write_bytes(sound)
    store = SqliteStore.open(path)
    batches = folded_late(store, at_once)
    mirror = store.mirror()
    assert committed(mirror, batches)
    mirror.close()
    # As long as they have not come, nothing is proven.
    mirror = store.mirror()
    assert not committed(mirror, batches[:-1])
    mirror.close()
    store.close()


@pytest.mark.parametrize("edit", EDITS)
@pytest.mark.parametrize("table", ["subjects", "links", "pointers"])
def test_what_was_touched_is_seen_when_the_subjects_come_late_too(
    sound: bytes, tmp_path: Path, table: str, edit: Edit
) -> None:
    path = tmp_path / "ledger.bpl"
    path.write_bytes(sound)
    rows, named = rows_of(path, table), numbers_in_use(path)
    store = SqliteStore.open(path)
    batches = folded_late(store, 4)
    store.close()
    tried = 0
    for edited in edit(rows):
        path.write_bytes(sound)
        if is_the_same(table, rows, edited, named) or not put(path, {table: edited}):
            continue
        store = SqliteStore.open(path)
        mirror = store.mirror()
        assert not committed(mirror, batches), edited
        mirror.close()
        store.close()
        tried += 1
    assert tried


# --- a log that is longer than one segment of the digests


@pytest.fixture(scope="module")
def long(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[Batch]]:
    """Give a file with many entries that name nobody, and the batches that prove it."""
    path = tmp_path_factory.mktemp("mirror") / "long.bpl"
    store = SqliteStore.create(path)
    batches = []
    frontier = Frontier()
    with store.writing():
        for first in range(0, MANY, 1000):
            names = [f"{entry}".encode() for entry in range(first, min(first + 1000, MANY))]
            frontier.extend([sha256(b"\0" + name).digest() for name in names])
            batch = Batch(
                first,
                statements=names,
                digests=[sha256(name).digest() for name in names],
                event_ids=[event_id(name.decode()) for name in names],
                nodes=frontier.take_completed(),
                note=note_of(frontier),
            )
            store.commit(batch)
            batches.append(batch)
    store.close()
    return path, batches


def is_long_one_proven(path: Path, batches: Sequence[Batch]) -> bool:
    store = SqliteStore.open(path)
    mirror = store.mirror()
    try:
        return committed(mirror, batches)
    finally:
        mirror.close()
        store.close()


def test_a_long_sound_file_is_whole(long: tuple[Path, list[Batch]]) -> None:
    assert is_long_one_proven(*long)


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE digests SET prefix = prefix + 1 WHERE entry = 20000",
        "UPDATE digests SET prefix = prefix + 1 WHERE entry = 49851",
        "UPDATE digests SET segment = 3 WHERE entry = 16384",
        "UPDATE digests SET entry = 32768 + 32769 - entry WHERE segment = 2 AND entry < 32770",
        "DELETE FROM digests WHERE entry = 49151",
        "INSERT INTO digests VALUES (4, 7, 49852)",
        "INSERT INTO digests VALUES (1, 7, 20000)",
        "UPDATE nodes SET hashes = zeroblob(length(hashes)) WHERE entry = 49151",
        "UPDATE events SET entry = 40000 + 40001 - entry WHERE entry IN (40000, 40001)",
        "UPDATE events SET segment = 65536 WHERE entry = 40000",
        "UPDATE events SET segment = segment + 1 WHERE segment = 262144",
        "DELETE FROM events WHERE entry = 49151",
        "INSERT INTO events SELECT 65536, event_id, entry FROM events WHERE entry = 40000",
        # None of its entries names anybody.
        "INSERT INTO subjects VALUES (1, 'https://thief.example', 'P', x'7b7d', -1, NULL, 0, 0,"
        " NULL, 0, NULL, 0, NULL)",
        "INSERT INTO pointers VALUES (0, 'K', 1)",
        "INSERT INTO links VALUES (1, 0, 0, 0)",
    ],
)
def test_a_row_of_any_segment_counts(
    long: tuple[Path, list[Batch]], tmp_path: Path, sql: str
) -> None:
    path, batches = long
    copy = tmp_path / "ledger.bpl"
    copy.write_bytes(path.read_bytes())
    connection = sqlite3.connect(copy)
    assert connection.execute(sql).rowcount > 0
    connection.commit()
    connection.close()
    assert not is_long_one_proven(copy, batches)
