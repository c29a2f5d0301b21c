"""A disk on which nothing more can be kept is named before anybody signs."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from batterypass.errors import FailedError
from batterypass.store.room import demand_room

MEGABYTE = 1024 * 1024


def with_free(monkeypatch: pytest.MonkeyPatch, free: int) -> None:
    usage = shutil.disk_usage("/")._replace(free=free)
    monkeypatch.setattr(shutil, "disk_usage", lambda folder: usage)


def test_an_ordinary_disk_has_room_for_a_file_that_is_still_to_be_made(tmp_path: Path) -> None:
    demand_room(tmp_path / "new" / "folder" / "ledger.bp", 1)


@pytest.mark.parametrize(
    ("free", "events", "fits"), [(5, 1, True), (3, 1, False), (5, 1000, False)]
)
def test_a_full_disk_is_named_with_what_is_free_and_what_is_needed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, free: int, events: int, fits: bool
) -> None:
    with_free(monkeypatch, free * MEGABYTE)
    path = tmp_path / "ledger.bp"
    if fits:
        demand_room(path, events)
        return
    with pytest.raises(FailedError) as full:
        demand_room(path, events)
    assert full.value.code == "store.no-room"
    assert (full.value.values["path"], full.value.values["free"]) == (path, free * 1024)


@pytest.mark.skipif(not hasattr(os, "statvfs"), reason="there is no statvfs")
def test_a_read_only_disk_is_named_even_to_root(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = os.statvfs(tmp_path)
    frozen = SimpleNamespace(
        f_flag=os.ST_RDONLY, f_bavail=real.f_bavail, f_frsize=real.f_frsize,
        f_blocks=real.f_blocks, f_bfree=real.f_bfree,
    )  # fmt: skip
    monkeypatch.setattr(os, "statvfs", lambda folder: frozen)
    with pytest.raises(FailedError, match="Read-only"):
        demand_room(tmp_path / "ledger.bp", 1)


def test_a_file_or_folder_without_permission_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[Any] = []

    def no(path: Any, mode: int) -> bool:
        asked.append(path)
        return False

    monkeypatch.setattr(os, "access", no)
    path = tmp_path / "ledger.bp"
    with pytest.raises(FailedError, match="Permission denied"):
        demand_room(path, 1)
    path.touch()
    with pytest.raises(FailedError, match="Permission denied"):
        demand_room(path, 1)
    assert asked == [tmp_path, path]
