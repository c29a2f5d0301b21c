"""The real command at a real terminal: questions, wrong answers, a passphrase that is not shown."""

from __future__ import annotations

import os
import re
import subprocess
from pathlib import Path

import pexpect
import pytest

from cli.desk import PASSPHRASE, Desk
from cli.transcript import command_path

pytestmark = pytest.mark.skipif(os.name != "posix", reason="needs a pseudo-terminal")


def _start(yard: Desk, words: str, **environ: str) -> pexpect.spawn[str]:
    whole = {**os.environ, **yard.surroundings(), "TERM": "xterm", "COLUMNS": "100", **environ}
    child: pexpect.spawn[str] = pexpect.spawn(
        command_path()[0], words.split(), env=whole, encoding="utf-8", timeout=20,
        use_poll=True, dimensions=(40, 100),
    )  # fmt: skip
    return child


def test_a_person_logs_a_reading_at_a_terminal(yard: Desk) -> None:
    child = _start(yard, "log item.assessed SA26-000001 --as taller", BATTERYPASS_PASSPHRASE="")
    for question, answer in (
        (r"condition \(1-4\): ", "7"),
        ("One of: serviceable", None),
        (r"condition \(1-4\): ", "1"),
        ("state of health, % ", "81,5"),
        ("0 to 100, such as 81.5", None),
        ("state of health, % ", "81.5"),
        ("state of charge, % ", ""),
        ("measured capacity, Ah ", ""),
        ("internal resistance", ""),
        ("full cycles ", "812"),
        ("temperature", ""),
        (r"method \(1-4\): ", "2"),
        ("instrument", "Cycler 7"),
        ("site of the signer ", ""),
        (r"Sign as Taller Volta.*\[y/N\] ", "y"),
        ("Passphrase of the key folder", PASSPHRASE),
    ):
        child.expect(question)
        if answer is not None:
            child.sendline(answer)
    child.expect("recorded: entry ")
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 0
    event = yard.ok("history SA26-000001 --json").json["events"][-1]
    # What was measured is sealed; the condition stands in clear (bytes.md 8).
    assert event["payload"]["condition"] == "serviceable"
    assert "soh_percent" not in event["payload"]
    assessed = yard.ok("pack show SA26-000001 --json").json["item"]["assessed"]
    assert (assessed["soh_percent"], assessed["cycles"]) == ("81.5", 812)


def test_a_no_signs_nothing_and_asks_for_no_passphrase(yard: Desk) -> None:
    size = yard.ok("checkpoint --json").json["size"]
    child = _start(
        yard,
        "log pack.placed-on-market SA26-000001 country=MX placed_on=2026-03-03 --as sierra",
        BATTERYPASS_PASSPHRASE="",
    )
    child.expect("Sign as ")
    child.sendline("n")
    child.expect("nothing was signed")
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 7
    assert yard.ok("checkpoint --json").json["size"] == size


def test_ctrl_c_at_the_question_is_a_no(yard: Desk) -> None:
    child = _start(
        yard, "log pack.placed-on-market SA26-000001 country=MX placed_on=2026-03-03 --as sierra"
    )
    child.expect("Sign as ")
    child.sendintr()
    child.expect(r"stopped at the question \(Ctrl-C\): nothing was signed")
    child.expect(pexpect.EOF)
    assert "nobody can be asked" not in (child.before or "")
    child.close()
    assert child.exitstatus == 7


def test_several_keys_and_no_word_who_signs_asks_for_it(yard: Desk) -> None:
    child = _start(yard, "log pack.placed-on-market SA26-000001 country=MX placed_on=2026-03-03")
    child.expect("Who signs")
    child.expect(r"(\d)  Baterías Sierra Alta")
    match = child.match
    assert isinstance(match, re.Match)
    child.sendline(match[1])
    child.expect("Sign as Baterías Sierra Alta")
    child.sendline("y")
    child.expect("recorded: entry ")
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 0


def test_what_was_just_recorded_is_asked_about_before_it_is_recorded_again(yard: Desk) -> None:
    words = "log item.assessed SA26-000001 condition=serviceable method=visual --as taller"
    yard.ok(*words.split(), "--yes")
    child = _start(yard, words)
    child.expect("Record it once more")
    child.sendline("n")
    child.expect("already recorded: entry ")
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 0


def test_colours_are_shown_to_a_person_and_not_to_a_pipe(yard: Desk) -> None:
    child = _start(yard, "verify")
    child.expect(pexpect.EOF)
    assert child.before is not None
    assert "\x1b[32m✓" in child.before
    done = subprocess.run(
        [*command_path(), "verify"],
        env={**os.environ, **yard.surroundings()},
        capture_output=True,
        check=False,
    )
    assert b"\x1b" not in done.stdout


def test_a_closed_pipe_is_no_fault_of_ours(yard: Desk, tmp_path: Path) -> None:
    done = subprocess.run(
        ["sh", "-c", f"{command_path()[0]} explain | head -1"],
        env={**os.environ, **yard.surroundings()},
        capture_output=True,
        text=True,
        check=False,
    )
    assert "unexpected fault" not in done.stderr
    assert done.stdout.count("\n") == 1
