"""Exit codes and errors: one place, one table, the same in the manual."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest

from batterypass import errors
from batterypass.errors import BatterypassError
from batterypass_cli.commands.help import EXIT_CODES
from batterypass_cli.context import Here
from batterypass_cli.exits import exit_code
from batterypass_cli.fault import tell_fault
from batterypass_cli.words import say, speak
from cli.desk import Desk

MANUAL = Path(__file__).resolve().parents[2] / "docs" / "manual" / "exit-codes.md"


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (errors.FailedError, 1),
        (errors.InputError, 2),
        (errors.MalformedError, 2),
        (errors.RefusedError, 3),
        (errors.BrokenError, 4),
        (errors.UndecidedError, 5),
        (errors.ConflictError, 6),
        (errors.DeclinedError, 7),
    ],
)
def test_each_branch_of_the_errors_has_its_exit_code(
    error: type[BatterypassError], code: int
) -> None:
    assert exit_code(error("why")) == code


def test_the_manual_has_the_table_that_the_command_prints() -> None:
    text = MANUAL.read_text(encoding="utf-8")
    for code in EXIT_CODES:
        speak("es")
        spanish = say(f"exit.{code}")
        speak("en")
        assert f"| {code} | {say(f'exit.{code}')} | {spanish} |" in text


def test_a_fault_of_ours_leaves_a_report_without_what_people_wrote(yard: Desk) -> None:
    speak("en")
    err = io.StringIO()
    here = Here(yard.surroundings(), [], stderr=err)
    here.open()
    try:
        raise ZeroDivisionError("Juana Pérez, RFC XAXX010101000")
    except ZeroDivisionError as error:
        tell_fault(error, here)
    said = err.getvalue()
    assert "The ledger was not changed." in said
    report = next((yard.folder / "home" / "reports").iterdir())
    assert str(report) in said
    found: dict[str, Any] = json.loads(report.read_text(encoding="utf-8"))
    assert found["fault"] == "ZeroDivisionError"
    assert "Juana" not in report.read_text(encoding="utf-8")
    assert str(yard.folder) not in report.read_text(encoding="utf-8")


def test_a_fault_after_a_write_does_not_say_that_nothing_changed(yard: Desk) -> None:
    speak("en")
    err = io.StringIO()
    here = Here(yard.surroundings(), [], stderr=err)
    here.open()
    assert here.size_before is not None
    here.size_before -= 2
    tell_fault(ValueError("x"), here)
    assert "2 entries were recorded" in err.getvalue()
