"""A ledger in one SQLite file: the contract, and how files are made and opened."""

from __future__ import annotations

import os
import shutil
import sqlite3
import traceback
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from threading import Thread

import pytest

from batterypass.domain.world import RELATIONS
from batterypass.errors import BatterypassError, ConflictError, FailedError, InputError
from batterypass.ports import LedgerStore, Pointer
from batterypass.store.ddl import FORMAT, RELATION_NUMBERS
from batterypass.store.sqlite import SqliteStore
from store.behind import change
from store.contract import LedgerStoreContract
from store.folding import append, audit, fold, folded_again, numbered
from store.memory import MemoryStore


class TestSqliteStore(LedgerStoreContract):
    @pytest.fixture
    def store(self, tmp_path: Path) -> Iterator[LedgerStore]:
        store = SqliteStore.create(tmp_path / "ledger.bpl")
        yield store
        store.close()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Give a ledger file with 12 entries."""
    path = tmp_path / "ledger.bpl"
    store = SqliteStore.create(path)
    append(store, numbered(12))
    store.close()
    return path


def files(folder: Path) -> dict[str, bytes]:
    """Give what is in a folder."""
    return {file.name: file.read_bytes() for file in folder.iterdir() if file.is_file()}


# --- making and opening


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


# --- reading without writing


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


def test_a_reader_follows_a_writer(path: Path) -> None:
    writer = SqliteStore.open(path)
    append(writer, numbered(1, start=12))
    reader = SqliteStore.open(path, read_only=True)
    assert audit(reader) == 13
    append(writer, numbered(4, start=13))
    assert audit(reader) == 17
    writer.close()
    assert audit(reader) == 17
    reader.close()


def test_a_copy_with_its_wal_is_read_without_moving_it_into_the_file(path: Path) -> None:
    store = SqliteStore.open(path)
    append(store, numbered(5, start=12))
    copy = path.parent / "copy"
    copy.mkdir()
    for name in ("ledger.bpl", "ledger.bpl-wal"):
        shutil.copy(path.parent / name, copy)
    store.close()
    before = files(copy)
    reader = SqliteStore.open(copy / "ledger.bpl", read_only=True)
    assert audit(reader) == 17
    reader.close()
    assert {name: body for name, body in files(copy).items() if name in before} == before


def as_nobody(task: Callable[[], None]) -> None:
    """Do something with the rights of somebody who owns nothing here."""
    if os.geteuid() != 0:
        task()
        return
    child = os.fork()
    if child == 0:
        try:
            os.setgid(65534)
            os.setuid(65534)
            task()
        except BaseException:  # noqa: BLE001 - the child must not go on as a second test run
            traceback.print_exc()
            os._exit(1)
        os._exit(0)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0


@pytest.mark.skipif(not hasattr(os, "fork"), reason="folders of this system have other rights")
def test_a_ledger_in_a_read_only_folder_can_be_verified_but_not_written() -> None:
    # Not in tmp_path, whose parents nobody else may enter.
    folder = Path("/tmp") / f"batterypass-read-only-{os.getpid()}"
    folder.mkdir()
    try:
        path = folder / "ledger.bpl"
        store = SqliteStore.create(path)
        append(store, numbered(12))
        store.close()
        path.chmod(0o444)
        folder.chmod(0o555)
        before = files(folder)

        def look() -> None:
            store = SqliteStore.open(path, read_only=True)
            assert audit(store) == 12
            store.close()
            with pytest.raises(FailedError, match="read-only"):
                SqliteStore.open(path)
            with pytest.raises(FailedError, match="permissions"):
                SqliteStore.create(folder / "new.bpl")

        as_nobody(look)
        assert files(folder) == before
    finally:
        folder.chmod(0o755)
        shutil.rmtree(folder)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="folders of this system have other rights")
def test_a_copy_whose_newest_entries_cannot_be_read_is_not_shown_without_them() -> None:
    folder = Path("/tmp") / f"batterypass-wal-{os.getpid()}"
    folder.mkdir()
    try:
        store = SqliteStore.create(folder / "live.bpl")
        append(store, numbered(12))
        shutil.copy(folder / "live.bpl", folder / "copy.bpl")
        shutil.copy(folder / "live.bpl-wal", folder / "copy.bpl-wal")
        store.close()
        folder.chmod(0o555)

        def look() -> None:
            with pytest.raises(FailedError, match=r"newest entries are in copy\.bpl-wal"):
                SqliteStore.open(folder / "copy.bpl", read_only=True)

        as_nobody(look)
    finally:
        folder.chmod(0o755)
        shutil.rmtree(folder)


def test_one_reading_sees_one_state_whatever_is_written_meanwhile(path: Path) -> None:
    reader, writer = SqliteStore.open(path), SqliteStore.open(path)
    with reader.reading():
        assert reader.size() == 12
        append(writer, numbered(3, start=12))
        assert reader.size() == 12
        with reader.reading():
            assert audit(reader) == 12
        with pytest.raises(InputError), reader.writing():
            pass
    assert audit(reader) == 15
    with reader.writing(), reader.reading():
        reader.commit(fold(reader, 15, numbered(1, start=15)))
    assert audit(writer) == 16
    reader.close()
    writer.close()


def test_a_comparison_is_not_disturbed_by_a_writer(path: Path) -> None:
    reader, writer = SqliteStore.open(path), SqliteStore.open(path)
    with reader.reading():
        scratch = folded_again(reader)
        append(writer, numbered(3, start=12))
        assert list(reader.differences(scratch, 10)) == []
    assert list(reader.differences(scratch, 100)) != []
    scratch.close()
    reader.close()
    writer.close()


# --- one writer at a time


def test_a_writer_who_waits_too_long_is_told_to_try_again(path: Path) -> None:
    first, second = SqliteStore.open(path), SqliteStore.open(path)
    second.database.run("PRAGMA busy_timeout = 20")
    with first.writing():
        with pytest.raises(ConflictError, match="try again"), second.writing():
            pass
        assert audit(second) == 12, "readers are never held up"
        first.commit(fold(first, 12, numbered(1, start=12)))
    append(second, numbered(1, start=13))
    assert audit(first) == 14
    first.close()
    second.close()


def test_the_second_of_two_commits_can_lose_to_another_writer(path: Path) -> None:
    first, second = SqliteStore.open(path), SqliteStore.open(path)
    with first.writing():
        first.commit(fold(first, 12, numbered(1, start=12)))
        late = fold(first, 13, numbered(1, start=13))
        append(second, numbered(2, start=20))
        with pytest.raises(ConflictError, match="another writer was first"):
            first.commit(late)
    assert audit(first) == 15
    first.close()
    second.close()


def test_rows_from_a_store_of_another_kind_are_refused(path: Path) -> None:
    store = SqliteStore.open(path)
    with pytest.raises(InputError):
        next(store.differences(MemoryStore().scratch(), 1))
    with pytest.raises(InputError), store.writing():
        store.replace_derived(MemoryStore().scratch())
    assert audit(store) == 12
    store.close()


def test_what_cannot_be_stored_is_the_callers_fault(path: Path) -> None:
    store = SqliteStore.open(path)
    for name in ("\ud800", "https://maker.example/p/\udfff"):
        with pytest.raises(InputError):
            store.subject(name)
    batch = fold(store, 12, numbered(1, start=12))
    batch.pointers.append(Pointer("serial", "\ud800", batch.subjects[0].name))
    with pytest.raises(InputError), store.writing():
        store.commit(batch)
    batch.pointers.pop()
    batch = fold(store, 12, numbered(4, start=12))
    for place in range(len(batch.nodes)):
        less = replace(batch, nodes=[*batch.nodes[:place], *batch.nodes[place + 1 :]])
        with pytest.raises(InputError, match=r"node|leaves"), store.writing():
            store.commit(less)
    batch = fold(store, 12, numbered(1, start=12))
    batch.nodes = [node._replace(hash=b"short") for node in batch.nodes]
    with pytest.raises(InputError, match="5 bytes, expected 32"), store.writing():
        store.commit(batch)
    assert audit(store) == 12
    store.close()


# --- entries stay


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE entries SET statement = x'00' WHERE idx = 3",
        "UPDATE entries SET idx = 100 WHERE idx = 11",
        "DELETE FROM entries WHERE idx = 11",
        "DELETE FROM entries",
        "INSERT OR REPLACE INTO entries VALUES (3, x'00')",
        "INSERT INTO entries VALUES (13, x'00')",
        "INSERT INTO entries VALUES (-1, x'00')",
        "INSERT INTO entries VALUES (12, NULL)",
        "INSERT INTO entries VALUES (12, 'text')",
        "UPDATE OR REPLACE entries SET idx = 4 WHERE idx = 3",
    ],
)
def test_nobody_changes_entries_by_mistake(path: Path, sql: str) -> None:
    with pytest.raises(sqlite3.Error):
        change(path, sql)
    store = SqliteStore.open(path)
    assert audit(store) == 12
    store.close()


def test_a_store_can_go_from_one_thread_to_another(path: Path) -> None:
    store = SqliteStore.open(path)
    found: list[int] = []
    thread = Thread(target=lambda: found.append(audit(store)))
    thread.start()
    thread.join()
    assert found == [12]
    store.close()
