"""The demonstration is played again in place of itself, and of nothing that somebody added to it."""

from __future__ import annotations

import os
import shutil
import subprocess
from contextlib import closing
from pathlib import Path

import pytest

from batterypass.errors import BatterypassError
from batterypass.store.sqlite import SqliteStore
from batterypass_cli.commands.demo import PASSPHRASE, prepare
from batterypass_cli.story.added import ENTRIES, KEYS, Added, added_to
from cli.transcript import command_path, quick_command

(COMMAND,) = command_path()
PLACES = {
    "BATTERYPASS_HOME": "home", "BATTERYPASS_KEYS": "keys", "BATTERYPASS_LEDGER": "demo.bp",
    "BATTERYPASS_PASSPHRASE": PASSPHRASE, "BATTERYPASS_CLOCK": "2026-11-13T09:00:00-06:00",
}  # fmt: skip


def run(folder: Path, *words: str, **places: str) -> subprocess.CompletedProcess[str]:
    given = {key: one for key, one in os.environ.items() if not key.startswith("BATTERYPASS_")}
    return subprocess.run(
        [COMMAND, *words], cwd=folder, env={**given, **places}, stdin=subprocess.DEVNULL,
        capture_output=True, text=True, check=False,
    )  # fmt: skip


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("played")
    command = str(quick_command(folder / "batterypass"))
    done = subprocess.run([command, "demo"], cwd=folder, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()
    return folder / "demo"


@pytest.fixture
def demo(played: Path, tmp_path: Path) -> Path:
    shutil.copytree(played, tmp_path / "demo")
    return tmp_path / "demo"


def refused(demo: Path, *said: str, lang: str = "en") -> None:
    before = sorted(path for path in demo.rglob("*"))
    done = run(demo.parent, "demo", "--lang", lang)
    assert done.returncode == 2, done.stderr
    assert done.stdout == ""
    for word in (*said, "--folder"):
        assert word in done.stderr
    assert sorted(path for path in demo.rglob("*")) == before


def test_an_untouched_demonstration_is_played_again_without_a_question(demo: Path) -> None:
    assert run(demo, "today", **PLACES).returncode == 0
    assert run(demo, "verify", **PLACES).returncode in (0, 3)
    assert added_to(demo, "demo.bp") == Added(0, 0, ())
    prepare(demo)
    assert not (demo / "demo.bp").exists()


def test_what_the_story_leaves_is_counted(played: Path) -> None:
    with closing(SqliteStore.open(played / "demo.bp", read_only=True)) as store:
        assert store.size() == ENTRIES
    assert len(list((played / "keys").glob("*.key"))) == KEYS


def test_one_that_was_stopped_is_played_again(demo: Path) -> None:
    (demo / "changed-copy.bp").unlink()
    shutil.rmtree(demo / "documents")
    (demo / "demo.bp").unlink()
    SqliteStore.create(demo / "demo.bp").close()
    prepare(demo)


@pytest.mark.parametrize("lang", ["en", "es"])
def test_what_was_recorded_since_is_not_wiped(demo: Path, lang: str) -> None:
    done = run(
        demo, "log", "incident.reported", "item=SA26-000003", "incident=swelling",
        "injuries=no", "condition_after=damaged_stable", "--as", "sierra-alta", "--yes", **PLACES,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    # The time of the log is marked too.
    said = {"en": ("2 entries in demo.bp", "wipe"), "es": ("2 asientos en demo.bp", "borraría")}
    refused(demo, *said[lang], lang=lang)


def test_keys_and_files_of_somebody_are_not_wiped(demo: Path) -> None:
    made = run(demo, "key", "new", "https://mine.example", "--yes", **PLACES)
    assert made.returncode == 0, made.stderr
    (demo / "documents" / "mine.pdf").write_bytes(b"mine")
    (demo / "keys" / "notes.txt").write_text("mine")
    with (demo / "packs.csv").open("a") as file:
        file.write("mine")
    refused(demo, "2 keys in keys", "documents/mine.pdf", "keys/notes.txt", "packs.csv")


def test_many_files_are_counted(demo: Path) -> None:
    for number in range(8):
        (demo / f"mine-{number}").touch()
    refused(demo, "mine-4, 3 more files")


def test_a_ledger_that_nobody_can_read_is_not_wiped(demo: Path) -> None:
    (demo / "demo.bp").write_bytes(b"something else")
    with pytest.raises(BatterypassError, match=r"demo\.bp"):
        prepare(demo)
    assert (demo / "demo.bp").exists()
