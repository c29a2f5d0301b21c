"""A backup is of one commit, equal to its signed checkpoint, and replaces nothing it does not own."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from batterypass import bootstrap
from batterypass.app.backup import BackedUp, backup
from batterypass.errors import (
    BrokenError,
    ConflictError,
    FailedError,
    InputError,
    MalformedError,
)
from batterypass.ports import BackupNote
from batterypass.store.backup import FilePlace
from batterypass.store.database import Database
from batterypass.store.home import Home, NoHome
from batterypass.store.sqlite import SqliteStore
from faults.yard import ORIGIN, Yard, audit, make, small_ledger

WRITER = Path(__file__).resolve().parents[1] / "faults" / "writer.py"


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Yard:
    return small_ledger(tmp_path_factory.mktemp("original") / "yard")


@pytest.fixture
def yard(original: Yard, tmp_path: Path) -> Yard:
    return original.copy(tmp_path / "yard")


def back_up(yard: Yard, target: Path, **settings: Any) -> BackedUp:
    with yard.open(read_only=True) as ledger:
        return backup(
            ledger.store, ledger.session.around, FilePlace(yard.path), FilePlace(target), **settings
        )


def look(path: Path, yard: Yard) -> int:
    """Verify a copy as a reader who has only the trust file; give its size."""
    with bootstrap.open_ledger(path, read_only=True) as ledger:
        verdict = ledger.verify(trust_file=yard.trust())
        assert verdict.authentic, verdict.findings
        return verdict.size


def test_a_backup_opens_and_verifies_by_itself(yard: Yard, tmp_path: Path) -> None:
    target = tmp_path / "stick" / "b.bp"
    done = back_up(yard, target)
    assert (done.size, done.files, done.has_outbox) == (audit(yard), 0, False)
    assert look(target, yard) == done.size
    with yard.open(read_only=True) as one, bootstrap.open_ledger(target, read_only=True) as two:
        assert list(one.store.sections()) == list(two.store.sections())
        assert list(one.store.sections())
    assert not [path for path in target.parent.iterdir() if path.name != "b.bp"]
    if os.name == "posix":
        assert target.stat().st_mode & 0o077 == 0


def test_backups_while_another_process_writes_are_each_of_one_commit(
    yard: Yard, tmp_path: Path
) -> None:
    command = [sys.executable, str(WRITER), str(yard.folder), "w", "100", "400"]
    writer = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    try:
        assert writer.stdout is not None
        writer.stdout.readline()
        sizes = []
        for number in range(5):
            target = tmp_path / f"b{number}.bp"
            sizes.append(back_up(yard, target).size)
            assert writer.poll() is None, "the writer was to be busy all the time"
        assert [look(tmp_path / f"b{number}.bp", yard) for number in range(5)] == sizes
        # On a busy machine the writer need not get its turn between any two of them.
        assert sizes == sorted(sizes)
        assert sizes[0] < sizes[-1]
    finally:
        writer.kill()
        writer.wait()
        writer.stdout.close()  # type: ignore[union-attr]
    audit(yard)


def test_a_writer_between_two_pages_does_not_get_into_the_copy(
    yard: Yard, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The copy is pinned by its read transaction: without it this writer would make it start again."""
    monkeypatch.setattr("batterypass.store.database._COPIED_PAGES", 5)
    steps: list[int] = []

    def write_meanwhile(done: int, total: int) -> None:
        steps.append(done)
        if len(steps) < 4:
            yard.clock.pass_by(minutes=1)
            with yard.open() as ledger:
                make(ledger, [500 + len(steps)])

    before = audit(yard)
    target = tmp_path / "b.bp"
    assert back_up(yard, target, progress=write_meanwhile).size == before
    assert len(steps) > 4
    assert steps == sorted(steps)
    assert look(target, yard) == before
    assert audit(yard) > before


def test_a_second_backup_replaces_an_older_one_of_the_same_ledger_only(
    yard: Yard, tmp_path: Path
) -> None:
    target = tmp_path / "b.bp"
    first = back_up(yard, target)
    yard.clock.pass_by(days=1)
    with yard.open() as ledger:
        make(ledger, [50])
    assert back_up(yard, target).size > first.size

    other = small_ledger(tmp_path / "other")
    with pytest.raises(InputError) as refused:
        back_up(other, target)
    # The same origin and keys, and another entry 0 would be another ledger; here only the log is
    # shorter, and a newer backup is not given up for an older state.
    assert refused.value.code == "backup.other-file"
    assert look(target, yard) == audit(yard)


@pytest.mark.parametrize("body", [b"", b"a photograph\n" * 500])
def test_a_file_that_is_no_ledger_is_not_replaced(yard: Yard, tmp_path: Path, body: bytes) -> None:
    target = tmp_path / "holiday.bp"
    target.write_bytes(body)
    with pytest.raises(FailedError):
        back_up(yard, target)
    assert target.read_bytes() == body


def test_a_wal_that_lost_its_file_does_not_become_part_of_the_backup(
    yard: Yard, tmp_path: Path
) -> None:
    target = tmp_path / "b.bp"
    (tmp_path / "b.bp-wal").write_bytes(b"left by an older file")
    with pytest.raises(InputError) as refused:
        back_up(yard, target)
    assert refused.value.code == "backup.leftover"
    assert not target.exists()


def test_a_backup_that_somebody_has_open_is_not_replaced_under_him(
    yard: Yard, tmp_path: Path
) -> None:
    target = tmp_path / "b.bp"
    back_up(yard, target)
    store = SqliteStore.open(target)
    try:
        store.size()
        with pytest.raises(ConflictError) as refused:
            back_up(yard, target)
        assert refused.value.code == "backup.in-use"
    finally:
        store.close()
    back_up(yard, target)


class FullDisk(sqlite3.Connection):
    """A connection whose copies find no room on the disk."""

    def backup(self, target: sqlite3.Connection, **settings: Any) -> None:
        target.execute("CREATE TABLE half (x)")
        error = sqlite3.OperationalError("database or disk is full")
        error.sqlite_errorcode = sqlite3.SQLITE_FULL
        error.sqlite_errorname = "SQLITE_FULL"
        raise error


def _store_full(yard: Yard) -> Iterator[SqliteStore]:
    store = SqliteStore.open(yard.path, read_only=True, connection_class=FullDisk)
    yield store
    store.close()


def test_a_full_disk_leaves_the_older_backup_as_it_was(yard: Yard, tmp_path: Path) -> None:
    target = tmp_path / "b.bp"
    back_up(yard, target)
    before = target.read_bytes()
    for store in _store_full(yard):
        with yard.open(read_only=True) as ledger, pytest.raises(FailedError) as failed:
            backup(store, ledger.session.around, FilePlace(yard.path), FilePlace(target))
        assert failed.value.code == "store.full"
        assert str(target.parent) in str(failed.value)
    assert target.read_bytes() == before
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


@pytest.mark.parametrize("call", ["open", "fsync", "replace"])
def test_a_disk_that_fails_at_any_step_leaves_the_older_backup(
    yard: Yard, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str
) -> None:
    target = tmp_path / "b.bp"
    back_up(yard, target)
    before = target.read_bytes()

    def fail(*_: Any, **__: Any) -> Any:
        raise OSError(5, "Input/output error")

    with monkeypatch.context() as patch:
        if call == "replace":
            patch.setattr(Path, "replace", fail)
        else:
            patch.setattr(f"batterypass.store.backup.os.{call}", fail)
        with pytest.raises(FailedError) as failed:
            back_up(yard, target)
    assert failed.value.code == "open.unwritable"
    assert target.read_bytes() == before
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


@pytest.mark.parametrize(
    "sql",
    ["UPDATE entries SET statement = x'00' WHERE idx = 3", "DELETE FROM entries WHERE idx = 3"],
)
def test_a_damaged_ledger_makes_no_backup_over_a_good_one(
    yard: Yard, tmp_path: Path, sql: str
) -> None:
    target = tmp_path / "b.bp"
    back_up(yard, target)
    before = target.read_bytes()
    with closing(sqlite3.connect(yard.path, isolation_level=None)) as database:
        # The file stays sound for SQLite: only the entries are no longer those that were signed.
        triggers = database.execute(
            "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"
        ).fetchall()
        for name, _ in triggers:
            database.execute(f"DROP TRIGGER {name}")
        database.execute(sql)
        for _, definition in triggers:
            database.execute(definition)
    with pytest.raises(BrokenError) as broken:
        back_up(yard, target)
    assert broken.value.code == "backup.other-root"
    assert target.read_bytes() == before


def test_attachments_are_in_the_backup_and_each_is_copied_once(yard: Yard, tmp_path: Path) -> None:
    target = tmp_path / "b.bp"
    files = FilePlace(yard.path).files
    one = files.add(b"one")
    assert (back_up(yard, target).files, back_up(yard, target).new_files) == (1, 0)
    files.add(b"two")
    done = back_up(yard, target)
    assert (done.files, done.new_files) == (2, 1)
    assert FilePlace(target).files.read(one) == b"one"
    (files.folder / one[:2] / one).write_bytes(b"0ne")
    # What is in the backup already is whole, and needs no other.
    assert back_up(yard, target).new_files == 0
    shutil.rmtree(FilePlace(target).files.folder)
    with pytest.raises(BrokenError) as broken:
        back_up(yard, target)
    assert broken.value.code == "attach.damaged"


def test_the_outbox_of_a_replica_is_in_its_backup(yard: Yard, tmp_path: Path) -> None:
    """Any file that SQLite writes will do here: what is in it is somebody else's business."""
    place, target = FilePlace(tmp_path / "r.bp"), FilePlace(tmp_path / "b.bp")
    assert target.put_outbox(place, replace=True) is False
    source = sqlite3.connect(place.outbox, isolation_level=None)
    source.execute("PRAGMA journal_mode = WAL")
    source.execute("CREATE TABLE statements (x)")
    source.execute("INSERT INTO statements VALUES (1)")
    # The row is in the WAL, and the file is open.
    assert target.put_outbox(place, replace=True) is True
    source.execute("INSERT INTO statements VALUES (2)")
    assert target.put_outbox(place, replace=False) is False
    assert target.put_outbox(place, replace=True) is True
    source.close()
    copy = sqlite3.connect(target.outbox)
    assert copy.execute("SELECT x FROM statements").fetchall() == [(1,), (2,)]
    copy.close()


def test_a_database_copied_without_a_place_to_put_it_says_so(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    sqlite3.connect(path).close()
    database = Database(path.as_uri(), str(path))
    with pytest.raises(FailedError) as failed:
        database.copy_to(tmp_path / "nowhere" / "b.db", lambda done, total: None)
    assert "nowhere" in str(failed.value)
    database.close()


def test_what_was_backed_up_is_remembered_for_doctor(yard: Yard, tmp_path: Path) -> None:
    home = Home(yard.home)
    assert home.backup_made(ORIGIN) is None
    done = back_up(yard, tmp_path / "b.bp")
    note = home.backup_made(ORIGIN)
    assert note is not None
    assert (note.place, note.size, note.root) == (str(tmp_path / "b.bp"), done.size, done.root)
    other = BackupNote("E:\\ñ.bp", "2026-03-02T14:00:00Z", 3, bytes(32))
    home.note_backup(ORIGIN, other)
    assert home.backup_made(ORIGIN) == other


@pytest.mark.parametrize(
    "body", [b"", b"{}", b"[]", b'{"place":1}', b'{"made_at":"x","place":"y","root":"00","size":1}']
)
def test_a_note_on_a_backup_that_was_touched_is_not_believed(tmp_path: Path, body: bytes) -> None:
    home = Home(tmp_path)
    path = home.backup_path(ORIGIN)
    path.parent.mkdir()
    path.write_bytes(body)
    with pytest.raises(MalformedError) as malformed:
        home.backup_made(ORIGIN)
    assert malformed.value.code == "backup.bad-note"
    assert NoHome().backup_made(ORIGIN) is None
