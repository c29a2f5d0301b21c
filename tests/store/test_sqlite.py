"""A ledger in one SQLite file: the contract, and how files are made and opened."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from batterypass.domain.world import RELATIONS
from batterypass.errors import BatterypassError, FailedError, InputError
from batterypass.ports import LedgerStore
from batterypass.store.ddl import FORMAT, RELATION_NUMBERS
from batterypass.store.sqlite import SqliteStore
from store.behind import change
from store.contract import LedgerStoreContract
from store.folding import append, audit, numbered
from store.sqlite_path import files
from store.sqlite_path import path as path


class TestSqliteStore(LedgerStoreContract):
    @pytest.fixture
    def store(self, tmp_path: Path) -> Iterator[LedgerStore]:
        store = SqliteStore.create(tmp_path / "ledger.bpl")
        yield store
        store.close()


def test_a_ledger_is_one_file_when_nobody_has_it_open(path: Path) -> None:
    store = SqliteStore.open(path)
    assert audit(store) == 12
    append(store, numbered(3, start=12))
    store.close()
    assert list(files(path.parent)) == ["ledger.bpl"]
    store = SqliteStore.open(path)
    assert audit(store) == 15
    store.close()


def test_making_a_ledger_never_overwrites_one(path: Path) -> None:
    before = path.read_bytes()
    with pytest.raises(InputError, match="already"):
        SqliteStore.create(path)
    assert path.read_bytes() == before


def test_an_interrupted_creation_can_be_done_again(tmp_path: Path) -> None:
    path = tmp_path / "ledger.bpl"
    path.touch()
    with pytest.raises(FailedError, match="interrupted creation"):
        SqliteStore.open(path)
    SqliteStore.create(path).close()
    store = SqliteStore.open(path)
    assert audit(store) == 0
    store.close()


@pytest.mark.parametrize("name", ["with space", "100%?#a=b&mode=memory", "ñandú", "'\";--"])
def test_any_file_name_will_do(tmp_path: Path, name: str) -> None:
    store = SqliteStore.create(tmp_path / name)
    append(store, numbered(2))
    store.close()
    assert list(files(tmp_path)) == [name]
    store = SqliteStore.open(tmp_path / name, read_only=True)
    assert audit(store) == 2
    store.close()


def _missing(folder: Path) -> Path:
    return folder / "none.bpl"


def _folder(folder: Path) -> Path:
    return folder


def _below_a_file(folder: Path) -> Path:
    (folder / "file").touch()
    return folder / "file" / "ledger.bpl"


def _text_file(folder: Path) -> Path:
    (folder / "a.bpl").write_text("this is a letter, not a ledger\n" * 100)
    return folder / "a.bpl"


def _short_file(folder: Path) -> Path:
    (folder / "a.bpl").write_bytes(b"SQLite format 3\x00")
    return folder / "a.bpl"


def _cut_file(folder: Path) -> Path:
    SqliteStore.create(folder / "a.bpl").close()
    os.truncate(folder / "a.bpl", 5000)
    return folder / "a.bpl"


def _other_program(folder: Path) -> Path:
    change(folder / "a.bpl", "CREATE TABLE entries (idx INTEGER PRIMARY KEY, statement BLOB)")
    return folder / "a.bpl"


@pytest.mark.parametrize("read_only", [False, True])
@pytest.mark.parametrize(
    "place",
    [_missing, _folder, _below_a_file, _text_file, _short_file, _cut_file, _other_program],
)
def test_what_is_no_ledger_is_named_and_left_alone(
    tmp_path: Path, place: Callable[[Path], Path], read_only: bool
) -> None:
    path = place(tmp_path)
    before = files(tmp_path)
    with pytest.raises(BatterypassError, match=path.name) as raised:
        SqliteStore.open(path, read_only=read_only).size()
    assert raised.type is FailedError or place is _cut_file
    assert files(tmp_path) == before


@pytest.mark.parametrize("place", [_folder, _below_a_file, _text_file])
def test_a_ledger_cannot_be_made_just_anywhere(
    tmp_path: Path, place: Callable[[Path], Path]
) -> None:
    with pytest.raises(FailedError):
        SqliteStore.create(place(tmp_path))
    with pytest.raises(FailedError, match="none"):
        SqliteStore.create(tmp_path / "none" / "ledger.bpl")


def test_a_newer_format_says_that_a_newer_program_is_needed(path: Path) -> None:
    change(path, f"PRAGMA user_version = {FORMAT + 1}")
    before = path.read_bytes()
    with pytest.raises(FailedError, match="install a newer batterypass"):
        SqliteStore.open(path)
    assert path.read_bytes() == before


@pytest.mark.parametrize("version", [0, -1])
def test_a_format_that_never_was_is_refused(path: Path, version: int) -> None:
    change(path, f"PRAGMA user_version = {version}")
    with pytest.raises(FailedError, match="no batterypass ever wrote"):
        SqliteStore.open(path)


def test_a_sqlite_that_is_too_old_is_named(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sqlite3, "sqlite_version_info", (3, 36, 0))
    with pytest.raises(FailedError, match="use a newer Python"):
        SqliteStore.open(path)


def test_a_commit_that_returned_is_on_the_disk(path: Path) -> None:
    store = SqliteStore.open(path)
    asked = ("journal_mode", "synchronous", "secure_delete", "busy_timeout")
    assert [store.database.one(f"PRAGMA {name}") for name in asked] == [
        ("wal",), (2,), (1,), (10_000,),
    ]  # fmt: skip
    store.close()


def test_the_file_tells_other_programs_what_it_is(path: Path) -> None:
    assert path.read_bytes()[68:72] == b"BPLG"


def test_the_numbers_of_relations_are_for_ever() -> None:
    assert set(RELATION_NUMBERS) == set(RELATIONS)
    assert list(RELATION_NUMBERS.values()) == list(range(len(RELATION_NUMBERS)))
    assert list(RELATION_NUMBERS)[:8] == [
        "key", "holder", "alias", "printed", "serial", "passport", "manifest", "consignment",
    ]  # fmt: skip


def test_a_ledger_opened_to_be_read_is_not_changed(path: Path) -> None:
    before = files(path.parent)
    store = SqliteStore.open(path, read_only=True)
    assert audit(store) == 12
    with pytest.raises(FailedError, match="opened to be read"), store.writing():
        pass
    with pytest.raises(FailedError, match="opened to be read"):
        store.erase_section("any", "personal")
    store.close()
    assert files(path.parent) == before


def test_an_older_row_of_a_subject_before_its_present_one_is_no_change(path: Path) -> None:
    """What was handed over last may be older than the last seal: no head is written for it again."""
    store = SqliteStore.open(path)
    older = list(store.subject_heads())
    name, chain = older[0]
    newer = (name, replace(chain, main_count=chain.main_count + 1, main_acc=b"\7" * 32))
    with store.writing():
        first = store.seal_heads(20, [*older, newer])
        rows = store.database.all("SELECT * FROM head_leaves ORDER BY subject, lane")
        assert store.seal_heads(30, [*older, newer]) == first
        assert store.database.all("SELECT * FROM head_leaves ORDER BY subject, lane") == rows
        assert store.database.all("SELECT * FROM head_past WHERE size >= 20") == []
    store.close()
