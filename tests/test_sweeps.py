"""The counts of the sweeps are seen at the end of a run, however many processes it had."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

TESTS = Path(__file__).parent
_MADE_UP = """
from sweeps import count

def test_one() -> None:
    count("made up, {0}", tried=7, found=7, named=6, survivors=0, note="7 bytes")

def test_other() -> None:
    count("made up too", tried=3, found=2, survivors=1)
"""


@pytest.mark.parametrize("processes", ["0", "2"])
def test_a_run_that_captures_everything_still_prints_what_the_sweeps_counted(
    tmp_path: Path, processes: str
) -> None:
    (tmp_path / "test_made_up.py").write_text(_MADE_UP)
    (tmp_path / "pytest.ini").write_text("[pytest]\n")
    words = ["-q", "-n", processes, "-p", "conftest", "-p", "no:cacheprovider", "."]
    done = subprocess.run(
        [sys.executable, "-m", "pytest", *words],
        cwd=tmp_path, capture_output=True, text=True, check=False,
        env={**os.environ, "PYTHONPATH": str(TESTS)},
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    lines = done.stdout.splitlines()
    assert lines.count("made up, {0}: tried 7, found 7, named 6, survivors 0 (7 bytes)") == 1
    assert lines.count("made up too: tried 3, found 2, survivors 1") == 1
