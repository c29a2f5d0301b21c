"""A writer is killed in the middle, again and again; what it had acknowledged is there."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from batterypass.errors import BrokenError
from batterypass.tlog.tree import root_at
from faults.yard import Yard, audit, make, small_ledger

KILLS = int(os.environ.get("BATTERYPASS_KILLS", "12"))
WRITER = Path(__file__).with_name("writer.py")


def environment() -> dict[str, str]:
    """Give a child the path on which this process found its modules."""
    return {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}


def start(*arguments: object) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, str(WRITER), *map(str, arguments)],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment(),
    )  # fmt: skip


def acknowledged(lines: str) -> dict[int, tuple[int, str]]:
    """Read what a writer said: pack number -> (index, digest). A torn last line said nothing."""
    whole = lines[: lines.rfind("\n") + 1]
    return {
        int(number): (int(index), digest)
        for number, index, digest in (line.split() for line in whole.splitlines())
    }


@pytest.mark.skipif(sys.platform == "win32", reason="there is no kill -9")
def test_a_writer_that_is_killed_loses_nothing_that_it_said(tmp_path: Path) -> None:
    yard = small_ledger(tmp_path / "yard")
    chance = random.Random(20260302)  # noqa: S311 - only when to kill
    said: dict[int, tuple[int, str]] = {}
    first, sizes, killed = 1000, [audit(yard)], 0
    for turn in range(KILLS):
        child = start(yard.folder, f"k{turn}", first, 100_000)
        assert child.stdout is not None
        line = child.stdout.readline()
        time.sleep(chance.uniform(0, 0.06))
        os.kill(child.pid, signal.SIGKILL)
        # Not communicate(): it would lose what readline() has taken into its buffer already.
        assert child.stderr is not None
        rest, errors = child.stdout.read(), child.stderr.read()
        child.stdout.close()
        child.stderr.close()
        child.wait()
        assert child.returncode == -signal.SIGKILL, errors
        assert line, errors
        killed += 1
        new = acknowledged(line + rest)
        said.update(new)
        size = audit(yard)
        # At most one batch (a pack and its time mark) was in the log and not yet said.
        assert size >= sizes[-1] + len(new)
        sizes.append(size)
        with yard.open() as ledger:
            for number, (index, digest) in new.items():
                assert ledger.entry(index).digest == digest
                assert ledger.entry(index).payload["serial"] == f"S-{number:06d}"
            # The pack that was being written is there whole or not at all; asked again, it is there.
            (again,) = make(ledger, [first + len(new)])
            assert (again.index < size) == again.already
            said[first + len(new)] = (again.index, ledger.entry(again.index).digest)
        first += len(new) + 1
    with yard.open() as ledger:
        serials = [item.serial for item in ledger.items()]
        assert len(serials) == len(set(serials)) == 3 + len(said)
        for index, digest in said.values():
            assert ledger.entry(index).digest == digest
        # Every size that was ever seen is still a beginning of the log.
        assert root_at(sizes[0], ledger.store.node)
    audit(yard)
    print(f"kills {killed}, acknowledged {len(said)}, entries {sizes[-1]}, lost 0")  # noqa: T201


@pytest.mark.skipif(sys.platform == "win32", reason="there is no kill -9")
def test_a_copy_from_before_the_kill_is_not_signed_for(tmp_path: Path) -> None:
    yard = small_ledger(tmp_path / "yard")
    old = yard.path.read_bytes()
    child = start(yard.folder, "k", 1000, 100_000)
    assert child.stdout is not None
    child.stdout.readline()
    os.kill(child.pid, signal.SIGKILL)
    child.communicate()
    # The WAL of the newer file stays behind, as it does when somebody copies the main file back.
    for end in ("-wal", "-shm"):
        yard.path.with_name(f"{yard.path.name}{end}").unlink(missing_ok=True)
    yard.path.write_bytes(old)
    assert Yard(yard.folder).path == yard.path
    with yard.open() as ledger, pytest.raises(BrokenError, match="would fork the log"):
        make(ledger, [5000])
