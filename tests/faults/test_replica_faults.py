"""A stick that is pulled out, damaged or full while a replica grows: all of it or nothing."""

from __future__ import annotations

import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from batterypass import bootstrap
from batterypass.app.replica import extend
from batterypass.errors import BatterypassError, BrokenError, FailedError
from batterypass.store.sqlite import SqliteStore
from faults.yard import Yard, make, small_ledger
from sites.copies import Replica, publish

KILLS = int(os.environ.get("BATTERYPASS_KILLS", "8"))
GROW = Path(__file__).with_name("grow.py")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Yard:
    """Give a ledger with published folders ``old`` and ``new`` beside it."""
    folder = tmp_path_factory.mktemp("made")
    yard = small_ledger(folder / "yard")
    publish(yard, folder / "old")
    with yard.open() as ledger:
        make(ledger, range(10, 310))
    publish(yard, folder / "new")
    return yard


@pytest.fixture
def replica(made: Yard, tmp_path: Path) -> Replica:
    replica = Replica(tmp_path / "site")
    replica.grow(made.folder.parent / "old", made.trust())
    return replica


def state(replica: Replica) -> tuple[int, bytes, bytes]:
    """Give what must not have changed: entries, note, what the home remembers."""
    with replica.open() as ledger:
        remembered = next((replica.folder / "home" / "checkpoints").iterdir()).read_bytes()
        return len(ledger), ledger.store.note(), remembered


def failure(replica: Replica, source: Path) -> str | None:
    """Grow, and give the code of what stopped it; empty where nothing did."""
    try:
        replica.grow(source)
    except FailedError as error:
        return error.code
    return ""


def test_a_stick_pulled_out_at_any_read_changes_nothing(
    made: Yard, replica: Replica, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, source = state(replica), made.folder.parent / "new"
    count, step, real = 0, 0, os.open

    def opened(path: Any, *args: Any, **settings: Any) -> Any:
        nonlocal step
        if Path(os.fsdecode(path)).is_relative_to(source):
            step += 1
            if step == count:
                raise OSError(5, "Input/output error", str(path))
        return real(path, *args, **settings)

    while True:
        count, step = count + 1, 0
        with monkeypatch.context() as patch:
            patch.setattr(os, "open", opened)
            error = failure(replica, source)
        if not error:
            break
        assert error == "store.disk"
        assert state(replica) == before
    assert count > 3
    assert replica.audit() > before[0]


def test_a_damaged_file_on_the_stick_is_named_or_was_not_needed(
    made: Yard, replica: Replica, tmp_path: Path
) -> None:
    before, source = state(replica), made.folder.parent / "new"
    chance = random.Random(20260302)  # noqa: S311 - only where to damage
    needed = 0
    for path in sorted(source.rglob("*")):
        if path.is_dir() or (
            path.parts[len(source.parts)] == "tile" and "entries" not in path.parts
        ):
            continue
        body = path.read_bytes()
        for _ in range(6):
            place = chance.randrange(len(body))
            path.write_bytes(body[:place] + bytes([body[place] ^ 0x20]) + body[place + 1 :])
            fresh = Replica(tmp_path / f"fresh-{needed}")
            try:
                with pytest.raises(BrokenError) as damaged:
                    fresh.grow(source, made.trust())
            finally:
                path.write_bytes(body)
            assert damaged.value.code in (
                "replica.damaged-source",
                "replica.fork",
                "replica.not-trusted",
            )
            assert not fresh.forks
            # Where the checkpoint itself is off, nothing was even begun.
            if fresh.path.exists():
                with fresh.open() as ledger:
                    assert not len(ledger)
            needed += 1
    assert needed > 10
    assert state(replica) == before


class FullConnection(sqlite3.Connection):
    """Says at one statement that the disk is full."""

    left = -1

    def _step(self) -> None:
        FullConnection.left -= 1
        if FullConnection.left == 0:
            error = sqlite3.OperationalError("database or disk is full")
            error.sqlite_errorcode = sqlite3.SQLITE_FULL
            error.sqlite_errorname = "SQLITE_FULL"
            raise error

    def execute(self, *arguments: Any) -> sqlite3.Cursor:
        if not arguments[0].startswith("ROLLBACK"):
            self._step()
        return super().execute(*arguments)

    def executemany(self, *arguments: Any) -> sqlite3.Cursor:
        self._step()
        return super().executemany(*arguments)


def test_a_full_disk_at_any_step_leaves_the_replica_as_it_was(
    made: Yard, replica: Replica, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, steps = state(replica), 0
    real = SqliteStore.open.__func__  # type: ignore[attr-defined]

    def opened(cls: Any, /, path: Path, **settings: Any) -> SqliteStore:
        connection = FullConnection if settings.get("grow") else sqlite3.Connection
        found: SqliteStore = real(cls, path, **{**settings, "connection_class": connection})
        return found

    monkeypatch.setattr(SqliteStore, "open", classmethod(opened))
    for step in _steps():
        steps = step
        FullConnection.left = step
        error = failure(replica, made.folder.parent / "new")
        spent, FullConnection.left = FullConnection.left <= 0, -1
        if not spent:
            break
        assert error == "store.full"
        assert state(replica) == before
    assert steps > 20
    assert replica.audit() > before[0]


def _steps() -> Iterator[int]:
    """Every step at the beginning, then fewer and fewer."""
    step = 1
    while True:
        yield step
        step += 1 + step // 12


@pytest.mark.skipif(sys.platform == "win32", reason="there is no kill -9")
def test_an_update_that_is_killed_is_whole_or_was_not(
    made: Yard, replica: Replica, tmp_path: Path
) -> None:
    chance = random.Random(20260302)  # noqa: S311 - only when to kill
    source = made.folder.parent / "new"
    before = state(replica)[0]
    with made.open(read_only=True) as ledger:
        after = len(ledger)
    killed = 0
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    for turn in range(KILLS):
        site = Replica(tmp_path / f"site-{turn}")
        child = subprocess.Popen(
            [sys.executable, str(GROW), str(replica.folder), str(source), str(site.folder)],
            stdout=subprocess.PIPE, text=True, env=environment,
        )  # fmt: skip
        assert child.stdout is not None
        child.stdout.readline()
        time.sleep(chance.uniform(0, 0.15))
        with suppress(ProcessLookupError):
            os.kill(child.pid, signal.SIGKILL)
        killed += child.wait() == -signal.SIGKILL
        child.stdout.close()
        size = site.audit()
        assert size in (before, after)
        assert site.grow(source).after == after == site.audit()
    assert killed


def test_nothing_is_left_behind_by_a_creation_that_failed(made: Yard, tmp_path: Path) -> None:
    place = tmp_path / "new.bp"
    with (
        bootstrap.open_source(made.folder.parent / "old") as source,
        bootstrap.open_ledger(place, create=True, grow=True) as ledger,
    ):
        with pytest.raises(BatterypassError):
            extend(
                ledger.session, source, trust_file=None, first_use=False,
                keep_evidence=lambda fork: None,
            )  # fmt: skip
        # The same session goes on.
        grown = extend(
            ledger.session, source, trust_file=None, first_use=True,
            keep_evidence=lambda fork: None,
        )  # fmt: skip
        assert grown.before == 0
        assert ledger.session.size == grown.after == len(ledger)
        assert ledger.session.checkpoint().size == grown.after
