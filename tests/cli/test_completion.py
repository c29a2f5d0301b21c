"""What the shell offers behind TAB, asked as the shells ask."""

from __future__ import annotations

import os
import subprocess

import pytest

from cli.desk import Desk
from cli.transcript import command_path


def _offered(yard: Desk, words: str) -> list[str]:
    parts = words.split(" ")
    done = subprocess.run(
        command_path(),
        env={
            **os.environ,
            **yard.surroundings(),
            "_BATTERYPASS_COMPLETE": "complete_bash",
            "COMP_WORDS": words,
            "COMP_CWORD": str(len(parts) - 1),
        },
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.split()


@pytest.mark.parametrize(
    ("words", "offered"),
    [
        ("batterypass his", ["history"]),
        ("batterypass key ro", ["rotate"]),
        ("batterypass pack im", ["import"]),
        ("batterypass log pack.ins", ["pack.installed"]),
        ("batterypass history SA26-000002", ["SA26-000002"]),
        ("batterypass show --pro", ["--proof"]),
        ("batterypass party show https://sierra", ["https://sierra-alta.example"]),
        ("batterypass explain BP-P00", None),
    ],
)
def test_tab_offers_commands_kinds_ids_and_options(
    yard: Desk, words: str, offered: list[str] | None
) -> None:
    found = _offered(yard, words)
    assert found if offered is None else found == offered


def test_tab_is_silent_without_a_ledger(desk: Desk) -> None:
    assert _offered(desk, "batterypass history X") == []


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_script_of_each_shell_serves_both_names(shell: str, desk: Desk) -> None:
    script = desk.ok("completion", shell).out
    assert "_BATTERYPASS_COMPLETE" in script
    assert "_BP_COMPLETE" in script


def test_the_script_of_bash_is_bash(desk: Desk) -> None:
    script = desk.ok("completion bash").out
    done = subprocess.run(["bash", "-n"], input=script, text=True, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr
