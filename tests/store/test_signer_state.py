"""The signer's memory: no crash, no second process and no old copy makes it sign a fork."""

from __future__ import annotations

import errno
import os
import shutil
import subprocess
import sys
from pathlib import Path
from threading import Barrier, Thread

import pytest

from batterypass.errors import BatterypassError, BrokenError, ConflictError, FailedError, InputError
from batterypass.ports import SignedTip
from batterypass.store.signer_state import SLOT_BYTES, SignerState


def root(number: int) -> bytes:
    return number.to_bytes(32)


def tip(size: int) -> SignedTip:
    return SignedTip(size, root(size))


def advanced(path: Path, *sizes: int) -> SignerState:
    """Give the state after these sizes were signed, one upon the other."""
    state = SignerState(path)
    last = state.read()
    for size in sizes:
        last = state.advance(size, root(size), after=last)
    return state


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "checkpoint.state"


def test_nothing_was_signed_yet(path: Path) -> None:
    with SignerState(path) as state:
        assert state.read() is None
    assert not path.exists()


def test_what_was_signed_last_is_remembered(path: Path) -> None:
    for sizes in ((1,), (2, 3), (10,), (11, 500, 2**63 - 1)):
        with advanced(path, *sizes) as state:
            assert state.read() == tip(sizes[-1])
        with SignerState(path) as again:
            assert again.read() == tip(sizes[-1])
        assert path.stat().st_size == 2 * SLOT_BYTES
        assert path.stat().st_mode & 0o777 == 0o600


def test_an_empty_tree_can_be_signed_once(path: Path) -> None:
    with advanced(path, 0, 1) as state:
        assert state.read() == tip(1)


def test_repeating_the_last_step_changes_nothing(path: Path) -> None:
    with advanced(path, 1, 2) as state:
        before = path.read_bytes()
        assert state.advance(2, root(2), after=tip(1)) == tip(2)
        assert state.advance(2, root(2), after=tip(2)) == tip(2)
        assert path.read_bytes() == before


def test_another_root_at_the_signed_size_is_a_fork(path: Path) -> None:
    with advanced(path, 1, 2) as state:
        for after in (None, tip(1), tip(2)):
            with pytest.raises(BrokenError, match="would fork the log"):
                state.advance(2, root(99), after=after)
        assert state.read() == tip(2)


def test_a_smaller_size_is_never_signed(path: Path) -> None:
    with advanced(path, 1, 5) as state:
        with pytest.raises(BrokenError, match="would fork the log"):
            state.advance(4, root(4), after=tip(5))
        for after in (None, tip(1), tip(3)):
            with pytest.raises(ConflictError, match="old copy"):
                state.advance(4, root(4), after=after)
        assert state.read() == tip(5)


def test_a_ledger_restored_from_a_backup_cannot_go_on_from_there(path: Path) -> None:
    # The backup ends at 3; since then 4 was signed. Growing past 4 would hide the fork.
    with advanced(path, 3, 4) as state:
        with pytest.raises(ConflictError, match=r"size 4 .* built on size 3"):
            state.advance(9, root(9), after=tip(3))
        with pytest.raises(ConflictError):
            state.advance(9, root(9), after=SignedTip(4, root(44)))
        with pytest.raises(ConflictError, match="built on none"):
            state.advance(9, root(9), after=None)
        assert state.read() == tip(4)


def test_a_lost_state_file_is_not_invented(path: Path) -> None:
    with SignerState(path) as state, pytest.raises(ConflictError, match="is none"):
        state.advance(9, root(9), after=tip(8))
    assert not path.exists()


def test_values_that_are_no_tip(path: Path) -> None:
    with SignerState(path) as state:
        for size, bad_root in ((-1, root(1)), (2**63, root(1)), (1, bytes(31)), (1, b"")):
            with pytest.raises(InputError):
                state.advance(size, bad_root, after=None)


def test_every_truncation_keeps_a_tip_or_says_so(path: Path) -> None:
    advanced(path, 1, 2).close()  # size 1 is in the second slot, size 2 in the first
    whole = path.read_bytes()
    with SignerState(path) as state:
        for length in range(len(whole)):
            path.write_bytes(whole[:length])
            if length == 0:
                assert state.read() is None
            elif length >= SLOT_BYTES:
                assert state.read() == tip(2)
            else:
                with pytest.raises(BrokenError, match="no slot of this file is whole"):
                    state.read()
                with pytest.raises(BrokenError, match=str(path)):
                    state.advance(9, root(9), after=None)


def test_a_flipped_byte_in_the_last_slot_falls_back_to_the_one_before(path: Path) -> None:
    advanced(path, 1, 2).close()
    whole = path.read_bytes()
    with SignerState(path) as state:
        for place in range(len(whole)):
            changed = bytearray(whole)
            changed[place] ^= 0x80
            path.write_bytes(changed)
            assert state.read() == (tip(1) if place < SLOT_BYTES else tip(2))


def test_a_flip_in_each_slot_leaves_nothing_to_trust(path: Path) -> None:
    advanced(path, 1, 2).close()
    whole = path.read_bytes()
    for place in range(0, SLOT_BYTES, 7):
        changed = bytearray(whole)
        changed[place] ^= 1
        changed[SLOT_BYTES + place] ^= 1
        path.write_bytes(changed)
        with SignerState(path) as state, pytest.raises(BrokenError):
            state.read()


def test_slots_that_changed_places_are_not_taken(path: Path) -> None:
    advanced(path, 1, 2).close()
    whole = path.read_bytes()
    path.write_bytes(whole[SLOT_BYTES:] + whole[:SLOT_BYTES])
    with SignerState(path) as state, pytest.raises(BrokenError):
        state.read()


def test_a_write_torn_at_any_byte_leaves_the_old_or_the_new_tip(path: Path) -> None:
    advanced(path, 1, 2).close()
    before = path.read_bytes()
    advanced(path, 3).close()
    after = path.read_bytes()
    assert before[:SLOT_BYTES] == after[:SLOT_BYTES]
    with SignerState(path) as state:
        for torn in range(SLOT_BYTES + 1):
            path.write_bytes(after[: SLOT_BYTES + torn] + before[SLOT_BYTES + torn :])
            found = state.read()
            assert found in (tip(2), tip(3))
            # Either way the ledger goes on: it is ahead by its own signed checkpoint, or level.
            assert state.advance(3, root(3), after=found) == tip(3)


@pytest.mark.parametrize("failing", ["write", "fsync", "replace"])
def test_a_first_step_that_fails_leaves_no_half_file(
    path: Path, monkeypatch: pytest.MonkeyPatch, failing: str
) -> None:
    def fails(*_: object) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Path if failing == "replace" else os, failing, fails)
    with SignerState(path) as state:
        with pytest.raises(FailedError, match="No space left") as caught:
            state.advance(1, root(1), after=None)
        assert str(path) in str(caught.value)
        monkeypatch.undo()
        assert not path.exists()
        assert state.advance(1, root(1), after=None) == tip(1)


@pytest.mark.parametrize("kept", [0, 100, SLOT_BYTES])
def test_a_step_that_was_kept_or_lost_but_reported_failed_can_be_repeated(
    path: Path, monkeypatch: pytest.MonkeyPatch, kept: int
) -> None:
    real_write = os.write

    def full(descriptor: int, data: bytes) -> int:
        if kept:
            real_write(descriptor, data[:kept])
        raise OSError(errno.EIO, "Input/output error")

    with advanced(path, 1, 2) as state:
        monkeypatch.setattr(os, "write", full)
        with pytest.raises(FailedError, match="Input/output error"):
            state.advance(3, root(3), after=tip(2))
        monkeypatch.undo()
        assert state.read() == (tip(3) if kept == SLOT_BYTES else tip(2))
        assert state.advance(3, root(3), after=tip(2)) == tip(3)


def test_a_short_write_is_no_success(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real_write = os.write
    with advanced(path, 1, 2) as state:
        monkeypatch.setattr(os, "write", lambda number, data: real_write(number, data[:100]))
        with pytest.raises(FailedError, match="only a part"):
            state.advance(3, root(3), after=tip(2))
        monkeypatch.undo()
        assert state.read() == tip(2)
    path.unlink()
    monkeypatch.setattr(os, "write", lambda number, data: real_write(number, data[:100]))
    with SignerState(path) as state, pytest.raises(FailedError, match="only a part"):
        state.advance(3, root(3), after=None)
    assert not path.exists()


def test_the_disk_is_asked_to_keep_each_step(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    synced: list[int] = []
    with advanced(path, 1, 2) as state:
        monkeypatch.setattr("batterypass.store.signer_state._sync", synced.append)
        state.advance(3, root(3), after=tip(2))
        assert len(synced) == 1


def test_a_folder_that_is_missing_is_named(tmp_path: Path) -> None:
    with (
        SignerState(tmp_path / "none" / "state") as state,
        pytest.raises(FailedError, match=r"none/state\.lock: No such file"),
    ):
        state.read()


def test_a_state_file_that_was_put_back_is_noticed_by_an_open_signer(path: Path) -> None:
    state = advanced(path, 1)
    shutil.copy(path, path.with_suffix(".backup"))
    advanced(path, 2).close()
    assert state.read() == tip(2)
    path.with_suffix(".backup").replace(path)
    assert state.read() == tip(1)
    path.unlink()
    assert state.read() is None
    state.close()


def test_two_signers_with_one_key_never_sign_two_trees(path: Path) -> None:
    # Two copies of one ledger, each extending in its own way as fast as it can.
    signed: list[SignedTip] = []
    unexpected: list[BaseException] = []
    start = Barrier(4)

    def sign_on(number: int) -> None:
        with SignerState(path) as state:
            start.wait()
            for step in range(50):
                try:
                    last = state.read()
                    size = (last.size if last else 0) + 1 + step % 2
                    signed.append(state.advance(size, root(number * 1000 + step), after=last))
                except (ConflictError, BrokenError):
                    continue
                except BatterypassError as error:
                    unexpected.append(error)

    threads = [Thread(target=sign_on, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert unexpected == []
    assert len({each.size for each in signed}) == len(signed) >= 50
    with SignerState(path) as state:
        assert state.read() == max(signed, key=lambda each: each.size)


_HAMMER = """
import sys
from pathlib import Path
from batterypass.errors import BrokenError, ConflictError
from batterypass.store.signer_state import SignerState
state = SignerState(Path(sys.argv[1]))
for step in range(60):
    last = state.read()
    size = (last.size if last else 0) + 1
    try:
        state.advance(size, (int(sys.argv[2]) * 1000 + step).to_bytes(32), after=last)
        print(size)
    except (ConflictError, BrokenError):
        pass
"""


def test_two_processes_never_sign_the_same_size(path: Path) -> None:
    command = [sys.executable, "-c", _HAMMER, str(path)]
    running = [
        subprocess.Popen([*command, str(number)], stdout=subprocess.PIPE, text=True)
        for number in range(2)
    ]
    sizes = [int(line) for process in running for line in process.communicate()[0].split()]
    assert all(process.returncode == 0 for process in running)
    assert sorted(sizes) == list(range(1, len(sizes) + 1))
    assert len(sizes) >= 60
