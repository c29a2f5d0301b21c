"""Several who read and write one ledger file, and folders that cannot be written."""

from __future__ import annotations

import os
import shutil
import sqlite3
import traceback
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from threading import Thread

import pytest

from batterypass.errors import ConflictError, FailedError, InputError
from batterypass.ports import Pointer
from batterypass.store.sqlite import SqliteStore
from store.behind import change
from store.folding import append, audit, fold, folded_again, numbered
from store.memory import MemoryStore
from store.sqlite_path import files
from store.sqlite_path import path as path


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
    batch.nodes = [(entry, b"short") for entry, _ in batch.nodes]
    with (
        pytest.raises(InputError, match="5 bytes, expected those of entry 12, 32 bytes"),
        store.writing(),
    ):
        store.commit(batch)
    assert audit(store) == 12
    store.close()


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
