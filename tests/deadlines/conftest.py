"""Fixtures of the tests of forms, deadlines, books and letters: a yard with hazardous waste."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from cli.custody import CARRIER, MAKER, NUMBER, RECYCLER, offer, serials
from cli.custody import full as full
from cli.desk import Desk, quick_keys


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    quick_keys(monkeypatch)


@pytest.fixture(scope="package")
def yard_on_the_road(full: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two swollen packs left on 23 November on a hazardous-waste manifest; one more waits."""
    folder = tmp_path_factory.mktemp("road") / "desk"
    shutil.copytree(full, folder)
    desk = Desk(folder)
    with pytest.MonkeyPatch.context() as patch:
        quick_keys(patch)
        for name in serials(21, 22, 23):
            desk.ok(
                "log", "incident.reported", name, "incident=swelling", "injuries=no",
                "condition_after=damaged_stable", "--as", MAKER, "--yes", at="11-20T10:00",
            )  # fmt: skip
        desk.ok(
            "ship", "offer", *serials(21, 22), "--to", RECYCLER, "--carrier", CARRIER,
            "--class", "hazardous", "--cretib", "RTI", "--container-type", "caja LP904",
            "--operation", "reciclaje", "--phone", "81 5555 0101", "--emergency", "800 555 0142",
            "--as", MAKER, "--yes", at="11-23T08:10",
        )  # fmt: skip
        desk.ok("ship", "collect", NUMBER, "--plate", "EJ-042", "--yes", at="11-23T08:40")
    return folder


@pytest.fixture
def road(yard_on_the_road: Path, tmp_path: Path) -> Desk:
    """Give a copy of that ledger, on the day of the collection."""
    folder = tmp_path / "desk"
    shutil.copytree(yard_on_the_road, folder)
    return Desk(folder, at="2026-11-23T09:00:00-06:00")


@pytest.fixture
def arrived(road: Desk) -> Desk:
    """The same, and the recycler has received what left, as special-handling waste that followed."""
    road.ok(
        "receive", NUMBER, "--all-received", "--mass-kg", "820.25", "--receiver", "guardia 4",
        "--role", "patio", "--as", RECYCLER, "--yes", at="11-23T12:00",
    )  # fmt: skip
    offer(road, 1, 2, at="11-24T08:00")
    return road
