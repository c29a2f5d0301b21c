"""Fixtures: the yard of the use cases, and the one of the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app.yard import Yard, make_yard
from cli.conftest import _quick_keys as _quick_keys
from cli.conftest import opened as opened
from cli.conftest import yard as yard
from cli.desk import Desk

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture
def plant(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Yard]:
    """Give an open ledger with a maker that has a label key, and four packs."""
    made = make_yard(tmp_path_factory.mktemp("plant"))
    yield made
    made.ledger.close()


@pytest.fixture
def office(yard: Desk, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """Give the yard of the command line as the folder of the run."""
    monkeypatch.chdir(yard.folder)
    return yard
