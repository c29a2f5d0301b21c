"""Fixtures of the command line's tests."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from cli.custody import busy, full
from cli.desk import Desk, open_yard, pack_words, quick_keys

#: The yard full of packs is made once for all the modules here.
__all__ = ["busy", "full"]


@pytest.fixture(autouse=True)
def _quick_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    # For each test, so that the tests of other folders meet the real strength.
    quick_keys(monkeypatch)


@pytest.fixture(scope="session")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Open one ledger by commands; tests work on copies of it."""
    folder = tmp_path_factory.mktemp("yard")
    with pytest.MonkeyPatch.context() as patch:
        quick_keys(patch)
        desk = open_yard(folder)
        for number in (1, 2):
            desk.ok("pack", "add", *pack_words(number), "--as", "sierra-alta", "--yes")
    return folder


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
