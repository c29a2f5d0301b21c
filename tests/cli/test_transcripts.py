"""What the commands say at a terminal, as text; ``transcript.py`` has the language of the files.

A transcript starts on the prepared ledger (``= yard``, also without
that line) or in an empty folder (``= empty``).
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from cli.custody import write_items, write_packs
from cli.desk import PASSPHRASE, STORY
from cli.transcript import matches, parse, run

FOLDER = Path(__file__).parent / "transcripts"


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.txt")), ids=lambda path: path.stem)
def test_transcript(path: Path, tmp_path: Path, opened: Path) -> None:
    start, steps = parse(path.read_text(encoding="utf-8"))
    folder = tmp_path / "desk"
    if start == "yard":
        shutil.copytree(opened, folder)
    else:
        folder.mkdir()
    shutil.copytree(STORY / "parties", folder / "parties")
    for pinned in (folder / "home" / "trust").glob("*.policy"):
        # What its operator hands out.
        shutil.copy(pinned, folder / "north.policy")
    # More packs than an event can name.
    write_packs(folder / "many-packs.csv", range(3, 123))
    write_items(folder / "many-items.csv", range(3, 123))
    if (FOLDER / "files").exists():
        shutil.copytree(FOLDER / "files", folder, dirs_exist_ok=True)
    environ = {
        "PATH": os.environ.get("PATH", ""),
        "HOME": str(tmp_path),
        "LANG": "en_US.UTF-8",
        "PYTHONUTF8": "1",
        "BATTERYPASS_HOME": "home",
        "BATTERYPASS_LEDGER": "ledger.bp",
        "BATTERYPASS_PASSPHRASE": PASSPHRASE,
        "BATTERYPASS_CLOCK": "2026-03-03T10:00:00-06:00",
        "BATTERYPASS_SEED": "transcript",
    }
    run(steps, path.name, folder, environ)


def test_a_transcript_that_says_otherwise_fails() -> None:
    assert matches(["a {*} c", "...", "z"], ["a b c", "x", "y", "z"])
    assert not matches(["a"], ["a", "b"])
    assert not matches(["a{*}"], ["b"])
    assert matches([], [])
