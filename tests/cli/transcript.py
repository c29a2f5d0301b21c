"""Terminal transcripts as text, run by the real installed command.

``BATTERYPASS_COMMAND`` names another executable than the one beside this interpreter, such as that
of a wheel in an empty environment. A transcript has lines of these kinds::

    # a comment
    = yard                        where it starts; the first line. What the words mean, the test says
    % LANG=es_MX.UTF-8            set a variable of the surroundings
    @ 2026-03-04T09:00:00-06:00   set the clock
    $ cd yard                     go to another folder
    $ batterypass today           a command; at its end, < FILE reads a file, > FILE writes one, >> FILE adds
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
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

_QUICK = """\
#!{}
from batterypass.store.keyfolder import KeyFolder
from batterypass_cli.main import run

KeyFolder.__init__.__kwdefaults__["rounds"] = 1
run()
"""


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


def quick_command(path: Path) -> Path:
    """Write the command under test with quick keys, to prepare what the command itself then opens.

    Keys of real strength cost a core 0.12 s whenever one is unlocked.
    """
    path.write_text(_QUICK.format(Path(command_path()[0]).with_name("python")))
    path.chmod(0o755)
    return path


def run(steps: list[Step], name: str, folder: Path, environ: Mapping[str, str]) -> None:
    """Run every step in ``folder`` and compare; ``name`` is the transcript's, for messages."""
    surroundings = dict(environ)
    for step in steps:
        surroundings.update(step.changes)
        words, is_added = shlex.split(step.command), False
        if words[0] == "cd":
            (name_of_folder,) = words[1:]
            folder = folder / name_of_folder
            assert folder.is_dir(), f"{name}:{step.line}: no folder {name_of_folder}"
            continue
        assert words[0] in ("batterypass", "bp"), f"{name}:{step.line}"
        typed, written = "".join(f"{line}\n" for line in step.typed), None
        if len(words) > 2 and words[-2] in ("<", ">", ">>"):
            place = folder / words[-1]
            if words[-2] == "<":
                typed = place.read_text(encoding="utf-8")
            else:
                written = place
            is_added = words[-2] == ">>"
            words = words[:-2]
        done = subprocess.run(
            [*command_path(), *words[1:]],
            input=typed,
            capture_output=True,
            text=True,
            encoding="utf-8",
            cwd=folder,
            env=surroundings,
            timeout=60,
            check=False,
        )
        where = (
            f"{name}:{step.line}: $ {step.command}\n--- out\n{done.stdout}--- err\n{done.stderr}"
        )
        assert done.returncode == step.code, f"exit {done.returncode}, {where}"
        if written is not None:
            with written.open("a" if is_added else "w", encoding="utf-8") as file:
                file.write(done.stdout)
        else:
            assert matches(step.out, done.stdout.splitlines()), where
        assert matches(step.err, done.stderr.splitlines()), where


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
