"""The disk fails, lies or fills up, or the process dies, at each step of an append (faults.md row 7).

Each step is tried with each fault: what was to happen did not happen; it happened and we were told
that it failed; the process died before or after it. Afterwards the ledger opens in a new process's
eyes, audits authentic, has everything that was acknowledged once, answers a retry of the same bytes
with the same entry, and takes the next append.
"""

from __future__ import annotations

import errno
import os
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from batterypass.app.record import Recorded
from batterypass.errors import BatterypassError, ConflictError, FailedError
from batterypass.statements.notekeys import NoteSigner
from batterypass.store.database import Database
from batterypass.store.derived import DerivedTables
from batterypass.store.home import Home
from batterypass.store.kept import KeptTables
from batterypass.store.signer_state import SLOT_BYTES, SignerState
from batterypass.store.sqlite import SqliteStore
from faults.yard import MAKER, Ring, Yard, assessment, audit, make, pack, signed, small_ledger

#: Step of ``record`` -> the method in which it happens.
STEPS: dict[str, tuple[type, str]] = {
    "the lock": (SqliteStore, "writing"),
    "the state is read": (SignerState, "read"),
    "the key is unlocked": (Ring, "private"),
    "the checkpoint is signed": (NoteSigner, "sign"),
    "the batch is laid down": (SignerState, "prepare"),
    "the transaction": (SqliteStore, "commit"),
    "the entries": (KeptTables, "write_kept"),
    "the derived tables": (DerivedTables, "write"),
    "the signer's state": (SignerState, "advance"),
    "the memory": (Home, "remember"),
}
#: What is known to be in the log when the step has been done, although nobody was answered.
_AFTER_COMMIT = frozenset({"the transaction", "the signer's state", "the memory"})


class Killed(BaseException):
    """The process is gone: nothing here catches this."""


def lost(_: Callable[..., Any]) -> Callable[..., Any]:
    def fail(*args: Any, **kwargs: Any) -> Any:
        raise FailedError("the disk does not answer")

    return fail


def kept(real: Callable[..., Any]) -> Callable[..., Any]:
    def do_and_fail(*args: Any, **kwargs: Any) -> Any:
        real(*args, **kwargs)
        raise FailedError("the disk says that it did not")

    return do_and_fail


def killed_before(_: Callable[..., Any]) -> Callable[..., Any]:
    def die(*args: Any, **kwargs: Any) -> Any:
        raise Killed

    return die


def killed_after(real: Callable[..., Any]) -> Callable[..., Any]:
    def do_and_die(*args: Any, **kwargs: Any) -> Any:
        real(*args, **kwargs)
        raise Killed

    return do_and_die


FAULTS = (lost, kept, killed_before, killed_after)


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Yard:
    yard = small_ledger(tmp_path_factory.mktemp("original") / "yard")
    # The next append is due a time mark, so that it is a batch of two entries.
    yard.clock.pass_by(days=1)
    return yard


@pytest.fixture
def yard(original: Yard, tmp_path: Path) -> Yard:
    return original.copy(tmp_path / "yard")


def settle(yard: Yard, statement: bytes, before: int, acknowledged: list[Recorded]) -> int:
    """Demand what must hold after any fault; give the number of entries after all."""
    size = audit(yard)
    assert size in (before, before + 2), "half a batch is in the log"
    with yard.open() as ledger:
        for one in acknowledged:
            assert ledger.store.statement(one.index) == statement
        (again,) = ledger.record([statement])
        assert again.already == (size > before)
        assert ledger.store.statement(again.index) == statement
        (once_more,) = ledger.record([statement])
        assert (once_more.index, once_more.already) == (again.index, True)
        made = make(ledger, [90])
        assert made[0].index == len(ledger) - 1
    assert audit(yard) == before + 3
    raws = statements_of(yard)
    assert raws.count(statement) == 1
    assert len(set(raws)) == len(raws)
    return size


def statements_of(yard: Yard) -> list[bytes]:
    with yard.open(read_only=True) as ledger:
        return [raw for _, raw in ledger.store.statements(0, len(ledger))]


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.__name__)
@pytest.mark.parametrize("step", STEPS)
def test_a_step_fails_and_nothing_is_lost_or_half_there(
    yard: Yard, step: str, fault: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    owner, name = STEPS[step]
    with yard.open() as ledger:
        before = len(ledger)
        statement = signed(ledger, "pack.manufactured", pack(80), MAKER)
        acknowledged: list[Recorded] = []
        with monkeypatch.context() as patch:
            patch.setattr(owner, name, fault(getattr(owner, name)))
            with pytest.raises((BatterypassError, Killed)):
                acknowledged += ledger.record([statement])
        assert not acknowledged
    size = settle(yard, statement, before, acknowledged)
    done = step in _AFTER_COMMIT and not (
        step == "the transaction" and fault in (lost, killed_before)
    )
    assert size == (before + 2 if done else before)


@pytest.mark.parametrize("fault", [lost, kept], ids=lambda fault: fault.__name__)
@pytest.mark.parametrize("step", STEPS)
def test_the_same_program_goes_on_after_a_step_failed(
    yard: Yard, step: str, fault: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Memory must not run ahead of the file, nor behind it."""
    owner, name = STEPS[step]
    with yard.open() as ledger:
        statement = signed(ledger, "pack.manufactured", pack(80), MAKER)
        with monkeypatch.context() as patch:
            patch.setattr(owner, name, fault(getattr(owner, name)))
            with pytest.raises(BatterypassError):
                ledger.record([statement])
        (answer,) = ledger.record([statement])
        assert ledger.store.statement(answer.index) == statement
        assert ledger.item("S-000080").custodian == MAKER
        make(ledger, [81, 82])
        ledger.log("item.assessed", assessment(80), actor=MAKER)
        assert ledger.verify().authentic
    assert statements_of(yard).count(statement) == 1
    audit(yard)


@pytest.mark.parametrize("step", range(12))
def test_the_database_stops_at_a_statement_within_the_transaction(
    yard: Yard, step: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = Database.run_many
    count = iter(range(1000))

    def stop(self: Database, sql: str, rows: Any) -> None:
        if next(count) == step:
            raise FailedError("the disk does not answer")
        real(self, sql, rows)

    with yard.open() as ledger:
        before = len(ledger)
        statement = signed(ledger, "pack.manufactured", pack(80), MAKER)
        with monkeypatch.context() as patch:
            patch.setattr(Database, "run_many", stop)
            try:
                acknowledged = ledger.record([statement])
            except FailedError:
                acknowledged = []
            else:
                assert next(count) <= step, "the statement was never reached"
    settle(yard, statement, before, acknowledged)


@pytest.mark.parametrize("really", [False, True], ids=["lost", "kept"])
def test_the_commit_itself_is_reported_as_failed(
    yard: Yard, really: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = Database.run

    def commit(self: Database, sql: str, parameters: Any = ()) -> None:
        if sql == "COMMIT" and self.path == str(yard.path):
            if really:
                real(self, sql, parameters)
            raise FailedError("the disk does not answer")
        real(self, sql, parameters)

    with yard.open() as ledger:
        before = len(ledger)
        statement = signed(ledger, "pack.manufactured", pack(80), MAKER)
        with monkeypatch.context() as patch:
            patch.setattr(Database, "run", commit)
            with pytest.raises(FailedError):
                ledger.record([statement])
        # The same program reads what became of it before it signs again.
        (again,) = ledger.record([statement])
        assert again.already is really
    settle_again(yard, statement, before)


def settle_again(yard: Yard, statement: bytes, before: int) -> None:
    assert audit(yard) == before + 2
    assert statements_of(yard).count(statement) == 1


@pytest.mark.parametrize("pages", range(0, 12, 2))
def test_the_disk_is_full(yard: Yard, pages: int) -> None:
    """SQLite itself says so, at another page each time."""
    with yard.open() as ledger:
        before = len(ledger)
        ready = ledger.plan([("pack.manufactured", pack(n)) for n in range(100, 140)], actor=MAKER)
        database = ledger.store.database  # type: ignore[attr-defined]
        (full,) = database.one("PRAGMA page_count")
        database.run(f"PRAGMA max_page_count = {full + pages}")
        with pytest.raises(FailedError, match="full"):
            ledger.sign(ready)
        assert ledger.verify().authentic
        assert len(ledger) == before
        database.run("PRAGMA max_page_count = 1000000")
        done = ledger.sign(ready)
        assert [one.index for one in done] == list(range(before + 1, before + 41))
    assert audit(yard) == before + 41


@pytest.mark.parametrize(("left", "recorded"), [(0, 0), (1, 2)], ids=["before", "after the commit"])
def test_the_disk_of_the_keys_is_full(
    yard: Yard, monkeypatch: pytest.MonkeyPatch, left: int, recorded: int
) -> None:
    """The batch is laid down there before the commit, the signer's state moves after it."""
    real, writes = os.write, iter([True] * left)

    def full(descriptor: int, data: bytes) -> int:
        if next(writes, False):
            return real(descriptor, data)
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with yard.open() as ledger:
        before = len(ledger)
        statement = signed(ledger, "pack.manufactured", pack(80), MAKER)
        with monkeypatch.context() as patch:
            patch.setattr("batterypass.store.signer_state.os.write", full)
            with pytest.raises(FailedError, match="No space"):
                ledger.record([statement])
    assert settle(yard, statement, before, []) == before + recorded


def test_a_torn_write_of_the_signers_state_leaves_the_one_before(
    yard: Yard, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = os.write

    def torn(descriptor: int, data: bytes) -> int:
        if len(data) != SLOT_BYTES:
            return real(descriptor, data)
        real(descriptor, data[: len(data) // 2])
        raise Killed

    with yard.open() as ledger:
        before = len(ledger)
        statement = signed(ledger, "pack.manufactured", pack(80), MAKER)
        with monkeypatch.context() as patch:
            patch.setattr("batterypass.store.signer_state.os.write", torn)
            with pytest.raises(Killed):
                ledger.record([statement])
    assert settle(yard, statement, before, []) == before + 2


def test_a_file_that_cannot_be_written_is_still_verified_and_never_signed_for(yard: Yard) -> None:
    with yard.open() as ledger:
        statement = signed(ledger, "pack.manufactured", pack(80), MAKER)
    state = next(yard.folder.glob("keys/signer-*.state")).read_bytes()
    with yard.open(read_only=True) as ledger:
        with pytest.raises(FailedError, match="to be read"):
            ledger.record([statement])
        assert ledger.verify().authentic
    with yard.open() as ledger:
        ledger.store.database.run("PRAGMA query_only = ON")  # type: ignore[attr-defined]
        with pytest.raises(FailedError):
            ledger.record([statement])
        assert ledger.verify().authentic
    assert next(yard.folder.glob("keys/signer-*.state")).read_bytes() == state
    with yard.open() as ledger:
        assert not ledger.record([statement])[0].already
    audit(yard)


def test_another_program_holds_the_ledger(yard: Yard, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("batterypass.store.database.BUSY_SECONDS", 0.05)
    with yard.open() as ledger:
        statement = signed(ledger, "pack.manufactured", pack(80), MAKER)
        other = sqlite3.connect(yard.path, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(ConflictError, match="try again"):
            ledger.record([statement])
        assert ledger.verify().authentic
        other.execute("ROLLBACK")
        other.close()
        assert not ledger.record([statement])[0].already
    audit(yard)


def test_another_writer_comes_between_our_commit_and_our_signers_state(
    yard: Yard, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The lock is free by then. What is in the log must not be reported as not written."""
    other = Yard(yard.folder, yard.clock, salt="other")
    real = SignerState.advance
    turns = iter([True])

    def let_another_in(self: SignerState, *args: Any, **kwargs: Any) -> Any:
        if next(turns, False):
            with other.open() as second:
                make(second, [85])
        return real(self, *args, **kwargs)

    with yard.open() as ledger:
        before = len(ledger)
        statement = signed(ledger, "pack.manufactured", pack(80), MAKER)
        with monkeypatch.context() as patch:
            patch.setattr(SignerState, "advance", let_another_in)
            (answer,) = ledger.record([statement])
        assert answer.index == before + 1
        make(ledger, [86])
    assert audit(yard) == before + 4
