"""A yard with packs for the commands of transport."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from cli.desk import Desk, open_yard, pack_words, quick_keys

MAKER = "sierra-alta"


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    quick_keys(monkeypatch)


@pytest.fixture(scope="package")
def packed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Four packs: sound, read by its management system, swollen, and waste; and a swollen waste one."""
    folder = tmp_path_factory.mktemp("packed") / "desk"
    folder.mkdir()
    with pytest.MonkeyPatch.context() as patch:
        quick_keys(patch)
        desk = open_yard(folder)
        for number in range(1, 6):
            desk.ok("log", "pack.manufactured", *pack_words(number), "--as", MAKER, "--yes")
        desk.ok(
            "log", "item.assessed", "SA26-000002", "condition=serviceable", "soc_percent=28",
            "method=bms_reading", "--as", MAKER, "--yes", at="11-20T08:00",
        )  # fmt: skip
        for name in ("SA26-000003", "SA26-000005"):
            desk.ok(
                "log", "incident.reported", name, "incident=swelling", "injuries=no",
                "condition_after=damaged_stable", "--as", MAKER, "--yes", at="11-20T10:00",
            )  # fmt: skip
        desk.ok(
            "log", "item.declared-waste", "SA26-000004", "SA26-000005", "reason=end_of_life",
            "stream=whole_battery", "--as", MAKER, "--yes", at="11-20T11:00",
        )  # fmt: skip
    return folder


@pytest.fixture
def packs(packed: Path, tmp_path: Path) -> Desk:
    """Give a copy of that ledger, on a day in November."""
    folder = tmp_path / "desk"
    shutil.copytree(packed, folder)
    return Desk(folder, at="2026-11-23T09:00:00-06:00")


@pytest.fixture
def bare(tmp_path: Path) -> Desk:
    """Give a desk without a ledger."""
    return Desk(tmp_path, at="2026-11-23T09:00:00-06:00")
