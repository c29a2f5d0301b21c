"""Terminal transcripts as text, run by the real installed command.

``BATTERYPASS_COMMAND`` names another executable than the one beside this interpreter, such as that
of a wheel in an empty environment. A transcript has lines of these kinds::

    # a comment
    = yard                        start on the prepared ledger (or: = empty); the first line
    % LANG=es_MX.UTF-8            set a variable of the surroundings
    @ 2026-03-04T09:00:00-06:00   set the clock
    $ batterypass today           a command
    < s                           a line that is typed
    plain line                    what comes out on standard output
    ! said                        what is said on standard error
    ? 3                           the exit code, where it is not 0

``{*}`` stands for any text within a line, a line ``...`` (or ``! ...``) for any lines. Empty lines
do not count.
"""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from cli.desk import PASSPHRASE, STORY

FOLDER = Path(__file__).parent / "transcripts"


@dataclass
class Step:
    """One command with what is typed and what is expected."""

    line: int
    command: str
    typed: list[str] = field(default_factory=list)
    out: list[str] = field(default_factory=list)
    err: list[str] = field(default_factory=list)
    code: int = 0
    changes: dict[str, str] = field(default_factory=dict)


def parse(text: str) -> tuple[str, list[Step]]:
    """Read a transcript: where it starts, and its steps."""
    start, changes = "yard", dict[str, str]()
    steps: list[Step] = []
    for number, line in enumerate(text.splitlines(), 1):
        mark, _, rest = line.partition(" ")
        if mark == "#" or not line.strip():
            continue
        if mark == "=" and not steps:
            start = rest
        elif mark == "%":
            name, _, value = rest.partition("=")
            changes[name] = value
        elif mark == "@":
            changes["BATTERYPASS_CLOCK"] = rest
        elif mark == "$":
            steps.append(Step(number, rest, changes=changes))
            changes = {}
        elif mark == "<":
            steps[-1].typed.append(rest)
        elif mark == "!":
            steps[-1].err.append(rest)
        elif mark == "?":
            steps[-1].code = int(rest)
        else:
            steps[-1].out.append(line)
    return start, steps


def command_path() -> list[str]:
    """Give the command under test."""
    named = os.environ.get("BATTERYPASS_COMMAND")
    if named:
        return [named]
    beside = Path(sys.executable).with_name("batterypass")
    assert beside.exists(), "install the project first: pip install -e ."
    return [str(beside)]


def matches(expected: list[str], found: list[str]) -> bool:
    """Compare lines; ``...`` stands for any lines, ``{*}`` for any text."""
    pattern = "".join(
        "(?:.*\n)*"
        if line == "..."
        else ".*".join(re.escape(part) for part in line.rstrip().split("{*}")) + "\n"
        for line in expected
    )
    text = "".join(line.rstrip() + "\n" for line in found if line.strip())
    return re.fullmatch(pattern, text) is not None


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.txt")), ids=lambda path: path.stem)
def test_transcript(path: Path, tmp_path: Path, opened: Path) -> None:
    start, steps = parse(path.read_text(encoding="utf-8"))
    folder = tmp_path / "desk"
    if start == "yard":
        shutil.copytree(opened, folder)
    else:
        folder.mkdir()
    shutil.copytree(STORY / "parties", folder / "parties")
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
    for step in steps:
        environ.update(step.changes)
        words = shlex.split(step.command)
        assert words[0] in ("batterypass", "bp"), f"{path.name}:{step.line}"
        done = subprocess.run(
            [*command_path(), *words[1:]],
            input="".join(f"{line}\n" for line in step.typed),
            capture_output=True,
            text=True,
            encoding="utf-8",
            cwd=folder,
            env=environ,
            timeout=60,
            check=False,
        )
        where = f"{path.name}:{step.line}: $ {step.command}\n--- out\n{done.stdout}--- err\n{done.stderr}"
        assert done.returncode == step.code, f"exit {done.returncode}, {where}"
        assert matches(step.out, done.stdout.splitlines()), where
        assert matches(step.err, done.stderr.splitlines()), where


def test_a_transcript_that_says_otherwise_fails() -> None:
    assert matches(["a {*} c", "...", "z"], ["a b c", "x", "y", "z"])
    assert not matches(["a"], ["a", "b"])
    assert not matches(["a{*}"], ["b"])
    assert matches([], [])
