"""A writer is killed after its commit, and an older copy takes the ledger's place: nothing forks.

Between the commit and the signer's state only the ledger file knows what its key has signed.
"""

from __future__ import annotations

import errno
import os
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from batterypass.app.record_each import record_each
from batterypass.errors import BrokenError, FailedError
from batterypass.store.home import Home
from batterypass.store.prepared import PreparedFile
from batterypass.store.signer_state import SignerState
from batterypass.store.sqlite import SqliteStore
from batterypass.tlog.checkpoint import Checkpoint
from batterypass.tlog.note import parse_note
from faults.yard import MAKER, Yard, assessment, audit, make, pack, signed, small_ledger


class Killed(BaseException):
    """The process is gone: nothing that it would still have done is done."""


@pytest.fixture
def yard(tmp_path: Path) -> Yard:
    yard = small_ledger(tmp_path / "yard")
    # The next append is due a time mark, so that it is a batch of two entries.
    yard.clock.pass_by(days=1)
    return yard


def die(*_: Any, **__: Any) -> None:
    raise Killed


def append_and_die(
    yard: Yard, monkeypatch: pytest.MonkeyPatch, *, before_commit: bool = False
) -> bytes:
    """Record one pack, and be killed before the signer's state moves; give the signed checkpoint."""
    ledger = yard.open()
    statement = signed(ledger, "pack.manufactured", pack(80), MAKER)
    with monkeypatch.context() as patch:
        for owner, name in (
            (SignerState, "advance"),
            (SignerState, "withdraw"),
            (Home, "remember"),
        ):
            patch.setattr(owner, name, die)
        if before_commit:
            patch.setattr(SqliteStore, "commit", die)
        with pytest.raises(Killed):
            ledger.record([statement])
    # What the dead process held open goes with it; no page of it is written any more.
    ledger._session = None
    note = ledger.store.note()
    ledger.store.close()
    return note


def put_back(yard: Yard, copy: Path) -> None:
    """Lose the ledger, and put an older copy in its place, by whatever means."""
    for end in ("", "-wal", "-shm"):
        yard.path.with_name(f"{yard.path.name}{end}").unlink(missing_ok=True)
    shutil.copy2(copy, yard.path)


def copied(yard: Yard, folder: Path) -> Path:
    return Path(shutil.copy2(yard.path, folder / "copy.bp"))


def one_more(yard: Yard) -> None:
    with yard.open() as ledger:
        make(ledger, [81])


def a_sites_reading(yard: Yard) -> None:
    with yard.open() as ledger:
        statement = signed(ledger, "item.assessed", assessment(1), MAKER)
        assert list(record_each(ledger.session, [[statement]]))


@pytest.mark.parametrize("writer", [one_more, a_sites_reading])
def test_no_two_checkpoints_of_one_size_are_signed_although_only_the_lost_file_knew(
    yard: Yard, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, writer: Callable[[Yard], None]
) -> None:
    older = copied(yard, tmp_path)
    before = audit(yard)
    # Whoever read the ledger then has this note in hand.
    note = append_and_die(yard, monkeypatch)
    seen = Checkpoint.parse(parse_note(note).text)
    assert seen.size == before + 2
    put_back(yard, older)
    assert audit(yard) == before
    writer(yard)
    assert audit(yard) == before + 3
    with yard.open() as ledger:
        assert ledger.session.root_of_size(seen.size) == seen.root
        assert [item.serial for item in ledger.items()].count("S-000080") == 1


def test_a_kill_before_the_commit_records_nothing_behind_anybodys_back(
    yard: Yard, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = audit(yard)
    # A killed process leaves the write-ahead file; the last that closes in peace would remove it, and
    # then the file is no longer the very one that the batch was laid down for.
    with closing(sqlite3.connect(yard.path)) as other:
        other.execute("SELECT count(*) FROM sqlite_master").fetchone()
        append_and_die(yard, monkeypatch, before_commit=True)
        one_more(yard)
    assert audit(yard) == before + 2
    with yard.open() as ledger:
        assert "S-000080" not in [item.serial for item in ledger.items()]


def test_a_copy_that_is_older_still_is_refused_as_ever(
    yard: Yard, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    older = copied(yard, tmp_path)
    one_more(yard)
    append_and_die(yard, monkeypatch)
    put_back(yard, older)
    with yard.open() as ledger, pytest.raises(BrokenError, match="would fork the log"):
        make(ledger, [82])


def test_after_every_append_nothing_of_it_stays_beside_the_key(yard: Yard) -> None:
    one_more(yard)
    (beside,) = (yard.folder / "keys").glob("signer-*.next")
    assert beside.stat().st_size == 0


def test_keys_on_a_full_disk_are_named_before_anything_is_committed(
    yard: Yard, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = audit(yard)

    def full(*_: Any) -> int:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with yard.open() as ledger, monkeypatch.context() as patch:
        patch.setattr(PreparedFile, "write", full)
        with pytest.raises(FailedError, match="No space left"):
            make(ledger, [81])
    assert audit(yard) == before
    one_more(yard)
    assert audit(yard) == before + 2


@pytest.mark.parametrize("cut", [0, 1, 40, 63, 64, 70])
def test_a_batch_that_was_not_laid_down_to_its_end_is_none(tmp_path: Path, cut: int) -> None:
    path = tmp_path / "signer.next"
    file = PreparedFile(path)
    assert file.read() is None
    file.write(12, b"a batch of two")
    assert file.read() == b"a batch of two"
    file.drop(11)
    assert file.read() == b"a batch of two"
    file.close()
    path.write_bytes(path.read_bytes()[:cut])
    assert PreparedFile(path).read() is None
    file = PreparedFile(path)
    file.write(13, b"another")
    file.drop(13)
    assert file.read() is None
