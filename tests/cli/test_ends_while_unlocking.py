"""A command that ends while the operator's keys are being unlocked: quietly, at once, with its words."""

from __future__ import annotations

import os
import signal
import subprocess
import sys

import pytest

from cli.desk import Desk
from cli.transcript import command_path

#: The real program, whose keys take longer than anybody waits.
_SLOW = """\
import sys, time
from batterypass.store.keyfolder import KeyFolder
from batterypass_cli.main import run

def slow(self, info, secret):
    print("*", flush=True)
    time.sleep(600)

KeyFolder._unlock = slow
run()
"""
#: The real program, which takes two seconds for a key and three to end.
_LATE = """\
import atexit, time
from batterypass.store.keyfolder import KeyFolder
from batterypass_cli.main import run

unlock = KeyFolder._unlock

def late(self, info, secret):
    time.sleep(2)
    return unlock(self, info, secret)

KeyFolder._unlock = late
atexit.register(time.sleep, 3)
run()
"""
_PATIENCE_S = 30


def _surroundings(yard: Desk, **more: str) -> dict[str, str]:
    return {**os.environ, **yard.surroundings(), "TERM": "dumb", **more}


def _run(yard: Desk, command: list[str], *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*command, *words, "--yes"],
        env=_surroundings(yard), capture_output=True, text=True, encoding="utf-8",
        stdin=subprocess.DEVNULL, timeout=_PATIENCE_S, check=False,
    )  # fmt: skip


_NOT_THE_MAKER = (
    "log", "pack.placed-on-market", "SA26-000001", "country=MX", "placed_on=2026-03-03",
    "--as", "camino",
)  # fmt: skip


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (_NOT_THE_MAKER, 3, "Nothing was"),
        (("log", "pack.placed-on-market", "SA26-999999", "--as", "sierra"), 2, "SA26-999999"),
        (("log", "pack.placed-on-market", "SA26-000001", "country=Mexico", "--as", "sierra"), 2,
         "country"),
        (("log", "item.assessed", "SA26-000001", "--as", "taller"), 7, ""),
    ],
    ids=("a rule refuses", "no such pack", "a bad value", "a question without an answer"),
)  # fmt: skip
def test_a_refusal_waits_for_no_key(
    yard: Desk, words: tuple[str, ...], code: int, said: str
) -> None:
    done = _run(yard, [sys.executable, "-c", _SLOW], *words)
    assert (done.returncode, said in done.stderr) == (code, True), done.stderr
    assert "Exception" not in done.stderr
    assert "Traceback" not in done.stderr


def test_ctrl_c_waits_for_no_key(yard: Desk) -> None:
    # Somebody changes their mind while the program waits for the keys it needs.
    child = subprocess.Popen(
        [sys.executable, "-c", _SLOW, *_NOT_THE_MAKER[:-1], "sierra", "--yes"],
        env=_surroundings(yard), stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
        stderr=subprocess.PIPE, text=True, encoding="utf-8",
    )  # fmt: skip
    assert child.stdout is not None
    assert child.stdout.read(1) == "*"
    child.send_signal(signal.SIGINT)
    _, said = child.communicate(timeout=_PATIENCE_S)
    assert child.returncode == 130
    assert "Exception" not in said
    assert "Traceback" not in said


def test_no_key_is_begun_when_the_command_has_ended(yard: Desk) -> None:
    # One key is opened when the command ends, and the next would be begun after that.
    done = _run(yard, [sys.executable, "-c", _LATE], *_NOT_THE_MAKER)
    assert done.returncode == 3, done.stderr
    assert "Traceback" not in done.stderr
    assert "Thread-" not in done.stderr


def test_a_wrong_passphrase_is_said_as_ever(yard: Desk) -> None:
    yard.environ["BATTERYPASS_PASSPHRASE"] = "otras palabras que no abren"
    done = _run(
        yard, command_path(), "log", "pack.placed-on-market", "SA26-000001", "country=MX",
        "placed_on=2026-03-03", "--as", "sierra",
    )  # fmt: skip
    assert done.returncode == 2, done.stderr
    assert "passphrase" in done.stderr
    assert "Traceback" not in done.stderr
