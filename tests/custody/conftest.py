"""A ledger with parties, permits and packs, made once, and a truck over a copy of it for each case."""

from __future__ import annotations

from pathlib import Path

import pytest

from app import yard as yards
from custody.truck import Truck, template


@pytest.fixture(scope="package")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[yards.Yard, Path]:
    """Make the ledger that every case begins with."""
    folder = tmp_path_factory.mktemp("template")
    return template(folder), folder


@pytest.fixture
def truck(made: tuple[yards.Yard, Path], tmp_path: Path) -> Truck:
    """Give a truck over a copy of it."""
    return Truck(*made, tmp_path / "case")
