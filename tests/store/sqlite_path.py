"""The place of a ledger file."""

from __future__ import annotations

from pathlib import Path

import pytest

from batterypass.store.sqlite import SqliteStore
from store.folding import append, numbered


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Give a ledger file with 12 entries."""
    path = tmp_path / "ledger.bpl"
    store = SqliteStore.create(path)
    append(store, numbered(12))
    store.close()
    return path


def files(folder: Path) -> dict[str, bytes]:
    """Give what is in a folder."""
    return {file.name: file.read_bytes() for file in folder.iterdir() if file.is_file()}
