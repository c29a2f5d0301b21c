"""Each story in ``examples/`` is replayed by the installed command, from nothing to its last line."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from batterypass_cli.commands.demo import PASSPHRASE
from cli.transcript import parse, quick_command, run
from shared import ROOT

STORIES = sorted((ROOT / "examples").glob("*/story*.txt"))


def test_there_is_a_story() -> None:
    assert STORIES


@pytest.mark.skipif(os.name != "posix", reason="the evening before is prepared by a shell script")
@pytest.mark.parametrize("path", STORIES, ids=lambda path: path.parent.name)
def test_the_story_is_told_the_same_again(path: Path, tmp_path: Path) -> None:
    start, steps = parse(path.read_text(encoding="utf-8"))
    # The script calls the command by its name, as a person does.
    programs, folder = tmp_path / "bin", tmp_path / "day"
    programs.mkdir()
    folder.mkdir()
    quick_command(programs / "batterypass")
    environ = {
        "PATH": f"{programs}{os.pathsep}{os.environ.get('PATH', '')}",
        "HOME": str(tmp_path),
        "LANG": "es_MX.UTF-8",
        "PYTHONUTF8": "1",
        "BATTERYPASS_HOME": "home",
        "BATTERYPASS_LEDGER": "ledger.bp",
        "BATTERYPASS_PASSPHRASE": PASSPHRASE,
        "BATTERYPASS_SEED": "un-dia",
    }
    prepared = subprocess.run(
        ["sh", str(path.with_name(start))],
        cwd=folder, env=environ, capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
    assert prepared.returncode == 0, prepared.stdout + prepared.stderr
    run(steps, path.name, folder, environ)
