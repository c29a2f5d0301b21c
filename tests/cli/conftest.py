"""Fixtures of the command line's tests."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from cli.custody import busy as busy
from cli.custody import full as full
from cli.desk import Desk, made_once, open_yard, pack_words, quick_keys


@pytest.fixture(autouse=True)
def _quick_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    # For each test, so that the tests of other folders meet the real strength.
    quick_keys(monkeypatch)


@pytest.fixture(scope="session")
def opened() -> Path:
    """Open one ledger by commands; tests work on copies of it."""
    return made_once(_with_packs)


def _with_packs(folder: Path) -> None:
    desk = open_yard(folder)
    for number in (1, 2):
        desk.ok("pack", "add", *pack_words(number), "--as", "sierra-alta", "--yes")


@pytest.fixture
def yard(opened: Path, tmp_path: Path) -> Desk:
    """Give a copy of the open ledger with parties, authorisations and two packs."""
    folder = tmp_path / "yard"
    shutil.copytree(opened, folder)
    return Desk(folder, at="2026-03-03T10:00:00-06:00")


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """Give a desk without a ledger."""
    return Desk(tmp_path)
