"""A yard with two packs on the road, and the same after they were received, to correct entries of."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pypdfium2
import pytest

from batterypass import bootstrap
from cli.custody import MAKER, NUMBER, RECYCLER, on_the_road, serials
from cli.desk import Desk, pack_words, quick_keys

FIRST, SECOND = serials(1, 2)


@pytest.fixture(scope="module")
def moved(opened: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The yard of these tests with two packs on the road, and then received."""
    folder = tmp_path_factory.mktemp("moved")
    with pytest.MonkeyPatch.context() as patch:
        quick_keys(patch)
        shutil.copytree(opened, folder / "road")
        road = Desk(folder / "road", at="2026-11-20T09:00:00-06:00")
        road.ok("pack", "add", *pack_words(3), "--as", MAKER, "--yes")
        road.ok(
            "log", "item.declared-waste", *serials(1, 2, 3), "reason=end_of_life",
            "stream=whole_battery", "--as", MAKER, "--yes",
        )  # fmt: skip
        road.at = "2026-11-23T08:10:00-06:00"
        on_the_road(road, 1, 2)
        shutil.copytree(folder / "road", folder / "gate")
        Desk(folder / "gate").ok(
            "receive", NUMBER, "--all-received", "--mass-kg", "820", "--as", RECYCLER, "--yes",
            at="11-23T10:20",
        )  # fmt: skip
    return folder


@pytest.fixture
def desk(moved: Path, tmp_path: Path) -> Desk:
    """Give a yard with two packs on the road."""
    shutil.copytree(moved / "road", tmp_path / "desk")
    return Desk(tmp_path / "desk", at="2026-11-23T11:00:00-06:00")


@pytest.fixture
def gate(moved: Path, tmp_path: Path) -> Desk:
    """Give the same yard after they were received."""
    shutil.copytree(moved / "gate", tmp_path / "gate")
    return Desk(tmp_path / "gate", at="2026-11-23T11:00:00-06:00")


def entry_of(desk: Desk, kind: str, serial: str = FIRST) -> str:
    """Give the number of the last entry of a kind in the history of a pack."""
    with bootstrap.open_ledger(desk.ledger, read_only=True) as ledger:
        found = [one.index for one in ledger.history(serial) if one.payload["kind"] == kind]
    return str(found[-1])


def state(desk: Desk) -> Any:
    with bootstrap.open_ledger(desk.ledger, read_only=True) as ledger:
        return ledger.consignment(NUMBER)


def items(desk: Desk, *serials: str) -> list[Any]:
    with bootstrap.open_ledger(desk.ledger, read_only=True) as ledger:
        return [ledger.item(one) for one in serials]


def amend(desk: Desk, *words: str, **settings: Any) -> Any:
    return desk.run("amend", *words, "--yes", **settings)


WHY = ("--why", "typing_error")


def pages(path: Path) -> str:
    """Give the text of every page of a PDF."""
    with pypdfium2.PdfDocument(path) as pdf:
        return "\n".join(pdf[number].get_textpage().get_text_range() for number in range(len(pdf)))
