"""A small ledger and what makes replicas of it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from faults.yard import (
    Yard,
    make,
    small_ledger,
)
from sites.copies import Replica, publish

SIZE = 23


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Yard:
    yard = small_ledger(tmp_path_factory.mktemp("made") / "yard")
    publish(yard, yard.folder.parent / "tiles")
    return yard


@pytest.fixture
def yard(made: Yard, tmp_path: Path) -> Yard:
    """Give a copy of the ledger, beside it what it published."""
    shutil.copytree(made.folder.parent / "tiles", tmp_path / "tiles")
    return made.copy(tmp_path / "yard")


@pytest.fixture
def replica(tmp_path: Path) -> Replica:
    return Replica(tmp_path / "site")


def write_more(yard: Yard, first: int = 10, count: int = 3) -> None:
    with yard.open() as ledger:
        make(ledger, range(first, first + count))
