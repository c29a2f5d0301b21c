"""A damaged file given to a command: nothing is judged, exit 2, and the manual says so."""

from __future__ import annotations

from pathlib import Path

import pytest

from batterypass.texts.messages import MESSAGES
from cli.desk import Desk, quick_keys
from faults.yard import Yard, small_ledger
from shared import ROOT


@pytest.fixture(scope="module")
def yard(tmp_path_factory: pytest.TempPathFactory) -> Yard:
    return small_ledger(tmp_path_factory.mktemp("damaged") / "yard")


def test_a_damaged_bundle_is_told_from_a_false_one_and_from_a_mistyped_option(
    yard: Yard, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    quick_keys(monkeypatch)
    environ = {"BATTERYPASS_LEDGER": str(yard.path), "BATTERYPASS_HOME": str(yard.home)}
    bundle = tmp_path / "all.bpz"
    Desk(tmp_path / "o", environ=environ).ok("bundle", "--all", "-o", str(bundle), "--yes")
    data = bundle.read_bytes()
    stranger = Desk(tmp_path / "s")
    middle = len(data) // 2
    for damaged in (
        data[:-1],
        data[:middle] + bytes([data[middle] ^ 1]) + data[middle + 1 :],
    ):
        bundle.write_bytes(damaged)
        error = stranger.run("verify", str(bundle), "--json").json["error"]
        assert error["exit"] == 2
        assert error["code"].startswith("container.")
    mistyped = stranger.run("verify", str(bundle), "--nonsense", "--json")
    assert mistyped.code == 2
    assert "container." not in mistyped.out + mistyped.err


def test_the_manual_and_the_program_give_the_exit_codes_in_the_same_words() -> None:
    page = (ROOT / "docs" / "manual" / "exit-codes.md").read_text("utf-8")
    for code in (*range(8), 130):
        text = MESSAGES[f"exit.{code}"]
        assert f"| {code} | {text.en} | {text.es} |" in page
