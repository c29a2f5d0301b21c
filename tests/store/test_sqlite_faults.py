"""Whatever stops a commit, at whichever step: all of the batch is there afterwards, or nothing."""

from __future__ import annotations

import os
import random
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

from batterypass.errors import ConflictError, FailedError, InputError
from batterypass.ports import Batch, Content, Section
from batterypass.store.sqlite import SqliteStore
from store.folding import append, audit, event_id, fold, folded_again, numbered, statement

BEFORE = 5
APPENDER = Path(__file__).with_name("appender.py")


class FaultyConnection(sqlite3.Connection):
    """A connection to a disk that fails at one step, or from one step on."""

    fail_at = -1
    kept = False
    for_good = False
    steps: list[str]

    def execute(self, sql: str, parameters: Any = (), /) -> sqlite3.Cursor:
        if self._fails(sql):
            if self.kept:
                super().execute(sql, parameters)
            raise self._error()
        return super().execute(sql, parameters)

    def executemany(self, sql: str, rows: Any, /) -> sqlite3.Cursor:
        if self._fails(sql):
            if self.kept:
                super().executemany(sql, rows)
            raise self._error()
        return super().executemany(sql, rows)

    def _fails(self, sql: str) -> bool:
        if self.fail_at < 0 or sql.startswith("SELECT"):
            return False
        self.steps.append(sql)
        step = len(self.steps) - 1
        return step >= self.fail_at if self.for_good else step == self.fail_at

    def _error(self) -> sqlite3.Error:
        error = sqlite3.OperationalError("disk I/O error")
        error.sqlite_errorcode = sqlite3.SQLITE_IOERR
        error.sqlite_errorname = "SQLITE_IOERR"
        return error

    def arm(self, fail_at: int, *, kept: bool, for_good: bool) -> None:
        self.fail_at, self.kept, self.for_good = fail_at, kept, for_good
        self.steps = []


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "ledger.bpl"
    store = SqliteStore.create(path)
    append(store, numbered(BEFORE))
    store.close()
    return path


def full_batch(store: SqliteStore) -> Batch:
    """Make a batch that writes into every table."""
    batch = fold(store, BEFORE, numbered(4, start=BEFORE))
    batch.sections = [Section(event_id("x"), "personal", b"secret")]
    batch.contents = [Content("0" * 64, "text/csv", b"table")]
    return batch


def faulty(path: Path, fail_at: int, *, kept: bool, for_good: bool) -> tuple[SqliteStore, Any]:
    store = SqliteStore.open(path, connection_class=FaultyConnection)
    connection: Any = store.database._connection
    connection.arm(fail_at, kept=kept, for_good=for_good)
    return store, connection


def steps_of(path: Path, *, rebuild: bool) -> list[str]:
    """Count the steps of a commit or a rebuild that nothing stops."""
    store, connection = faulty(path, 10**9, kept=False, for_good=False)
    scratch = folded_again(store)
    batch = full_batch(store)
    connection.arm(10**9, kept=False, for_good=False)
    with store.writing():
        if rebuild:
            store.replace_derived(scratch)
        else:
            store.commit(batch)
    scratch.close()
    store.close()
    return list(connection.steps)


@pytest.mark.parametrize("for_good", [False, True], ids=["once", "from then on"])
@pytest.mark.parametrize("kept", [False, True], ids=["write lost", "write kept"])
def test_a_commit_that_fails_at_any_step_is_whole_or_nothing(
    path: Path, kept: bool, for_good: bool
) -> None:
    original = path.read_bytes()
    steps = steps_of(path, rebuild=False)
    assert steps[0] == "BEGIN IMMEDIATE"
    assert steps[-1] == "COMMIT"
    assert len(steps) > 10
    outcomes = []
    for step, sql in enumerate(steps):
        path.write_bytes(original)
        store, connection = faulty(path, 10**9, kept=False, for_good=False)
        batch = full_batch(store)
        connection.arm(step, kept=kept, for_good=for_good)
        with pytest.raises(FailedError, match="disk does not answer"), store.writing():
            store.commit(batch)
        if not for_good:
            # The same store goes on, once it has looked at what became of the batch.
            there = kept and sql == "COMMIT"
            assert audit(store) == BEFORE + 4 * there
            append(store, numbered(1, start=90))
            assert audit(store) == BEFORE + 4 * there + 1
        store.close()
        store = SqliteStore.open(path)
        size = audit(store)
        outcomes.append(size)
        assert (store.section(event_id("x"), "personal") is not None) == (
            size > BEFORE + 1 or (for_good and size > BEFORE)
        )
        store.close()
    # The one step after which it counts although we were told that it failed.
    whole = BEFORE + 4 if for_good else BEFORE + 5
    assert [place for place, size in enumerate(outcomes) if size == whole] == (
        [len(steps) - 1] if kept else []
    )


@pytest.mark.parametrize("kept", [False, True], ids=["write lost", "write kept"])
def test_a_rebuild_that_fails_at_any_step_leaves_the_old_tables_or_the_new(
    path: Path, kept: bool
) -> None:
    original = path.read_bytes()
    steps = steps_of(path, rebuild=True)
    assert "COMMIT" in steps
    for step in range(len(steps)):
        path.write_bytes(original)
        store, connection = faulty(path, 10**9, kept=False, for_good=False)
        scratch = folded_again(store)
        connection.arm(step, kept=kept, for_good=False)
        with pytest.raises(FailedError), store.writing():
            store.replace_derived(scratch)
        scratch.close()
        store.close()
        store = SqliteStore.open(path)
        assert audit(store) == BEFORE
        store.close()


def test_a_full_disk_says_so_and_the_ledger_goes_on_when_there_is_room(path: Path) -> None:
    store = SqliteStore.open(path)
    (pages,) = store.database.one("PRAGMA page_count") or (0,)
    store.database.run(f"PRAGMA max_page_count = {pages + 3}")
    batch = fold(store, BEFORE, numbered(200, start=BEFORE))
    with pytest.raises(FailedError, match="disk is full"), store.writing():
        store.commit(batch)
    assert audit(store) == BEFORE
    store.database.run("PRAGMA max_page_count = 1000000")
    with store.writing():
        store.commit(batch)
    assert audit(store) == BEFORE + 200
    store.close()


def test_a_disk_that_fills_up_in_a_rebuild_leaves_the_old_tables(path: Path) -> None:
    store = SqliteStore.open(path)
    append(store, numbered(300, start=BEFORE))
    scratch = folded_again(store, at_once=100)
    store.database.run("DELETE FROM digests")
    store.database.run("VACUUM")
    (pages,) = store.database.one("PRAGMA page_count") or (0,)
    store.database.run(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(FailedError, match="disk is full"), store.writing():
        store.replace_derived(scratch)
    assert store.check_integrity() == []
    assert {one.table for one in store.differences(scratch, 1000)} == {"digests"}
    store.database.run("PRAGMA max_page_count = 1000000")
    with store.writing():
        store.replace_derived(scratch)
    scratch.close()
    assert audit(store) == BEFORE + 300
    store.close()


def test_a_closed_file_is_not_written(path: Path) -> None:
    store = SqliteStore.open(path)
    store.close()
    with pytest.raises(FailedError), store.writing():
        pass


def hammer_one(store: SqliteStore, name: str, count: int) -> int:
    """Append one entry after another, prepared before the lock is taken; count the conflicts."""
    conflicts = 0
    for number in range(count):
        while True:
            batch = fold(store, store.size(), [statement(f"{name} {number}")])
            try:
                with store.writing():
                    store.commit(batch)
            except ConflictError:
                conflicts += 1
            else:
                break
    return conflicts


@pytest.fixture
def appenders() -> Iterator[list[subprocess.Popen[str]]]:
    started: list[subprocess.Popen[str]] = []
    yield started
    for process in started:
        process.kill()
        process.communicate()


def start(
    appenders: list[subprocess.Popen[str]], path: Path, name: str, count: int
) -> subprocess.Popen[str]:
    process = subprocess.Popen(
        [sys.executable, str(APPENDER), str(path), name, str(count)],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )
    appenders.append(process)
    return process


def test_a_writer_killed_at_any_moment_loses_nothing_it_acknowledged(
    path: Path, appenders: list[subprocess.Popen[str]]
) -> None:
    moments = random.Random(7)  # noqa: S311
    least = BEFORE
    for number in range(15):
        process = start(appenders, path, f"killed {number}", 10_000)
        assert process.stdout is not None
        # It is killed somewhere in its work, not somewhere in its start.
        acknowledged = [int(process.stdout.readline()) for _ in range(moments.randrange(1, 40))]
        process.kill()
        acknowledged += [int(line) for line in process.stdout.read().split("\n")[:-1]]
        process.wait()
        assert acknowledged == sorted(acknowledged)
        store = SqliteStore.open(path)
        size = store.size()
        assert size >= acknowledged[-1] >= least
        if number % 5 == 4:
            assert audit(store) == size
        least = size
        store.close()
    store = SqliteStore.open(path)
    append(store, numbered(1))
    assert audit(store) == least + 1
    store.close()


def test_two_processes_and_three_threads_make_one_order_without_gap_or_double(
    path: Path, appenders: list[subprocess.Popen[str]]
) -> None:
    count = 100
    processes = [start(appenders, path, f"process {number}", count) for number in range(2)]
    first = [process.stdout.readline() for process in processes if process.stdout is not None]
    conflicts: list[int] = []

    def hammer(name: str) -> None:
        store = SqliteStore.open(path)
        conflicts.append(hammer_one(store, name, count))
        store.close()

    threads = [Thread(target=hammer, args=(f"thread {number}",)) for number in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for line, process in zip(first, processes, strict=True):
        assert process.stdout is not None
        assert len((line + process.stdout.read()).split()) == count
        assert process.wait(timeout=60) == 0
    store = SqliteStore.open(path)
    assert audit(store) == BEFORE + 5 * count
    for name in ("process 0", "process 1", "thread 0", "thread 1", "thread 2"):
        entries = [store.entry_of_event(event_id(f"{name} {number}")) for number in range(count)]
        assert entries == sorted(set(entries), key=entries.index), name
        assert None not in entries
    assert sum(conflicts) > 0, "nobody ever came second: this tried nothing"
    store.close()


def test_a_broken_batch_does_not_block_the_next_writer(path: Path) -> None:
    first, second = SqliteStore.open(path), SqliteStore.open(path)
    bad = full_batch(first)
    bad.event_ids[0] = "not a uuid"
    with first.writing():
        with pytest.raises(InputError):
            first.commit(bad)
        append(second, numbered(1, start=80))
    assert audit(first) == BEFORE + 1
    first.close()
    second.close()
