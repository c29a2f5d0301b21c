"""A yard full of packs for the tests of custody at the terminal, and what they often do."""

from __future__ import annotations

import csv
import shutil
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from batterypass import bootstrap
from cli.desk import STORY, Desk, made_once, open_yard, pack_words

NUMBER = "M-2026-00001"
MAKER, CARRIER, RECYCLER = "sierra-alta", "camino-real", "recicladora-norte"
BASE = "https://id.sierra-alta.example/01/09521234560104/21/SA26-{:06}"
WASTE = 24


@pytest.fixture(scope="session")
def full() -> Path:
    """A ledger with 26 packs, 24 of them waste, and a recycler without an authorisation."""
    return made_once(_fill)


def _fill(folder: Path) -> None:
    desk = open_yard(folder)
    desk.ok("key", "new", "https://metales-sur.example", "--yes", at="03-02T10:00")
    card = STORY / "parties" / "metales-sur.json"
    desk.ok("party", "add", "--from", str(card), "--as", "registro", "--yes")
    write_packs(folder / "packs.csv", range(1, 27))
    desk.ok("pack", "import", str(folder / "packs.csv"), "--as", MAKER, "--yes", at="03-03T09:00")
    waste = [f"SA26-{number:06}" for number in range(1, WASTE + 1)]
    desk.ok(
        "log", "item.declared-waste", *waste, "reason=end_of_life", "stream=whole_battery",
        "--as", MAKER, "--yes", at="11-20T09:00",
    )  # fmt: skip


def write_packs(path: Path, numbers: Iterable[int]) -> None:
    """Write the list of packs that ``pack import`` reads."""
    columns = [word.split("=")[0] for word in pack_words(1)[1:]]
    with path.open("w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["item", *columns])
        for number in numbers:
            item, *words = pack_words(number)
            writer.writerow([item, *(word.split("=", 1)[1] for word in words)])


def write_items(path: Path, numbers: Iterable[int]) -> None:
    """Write the list of packs that ``ship offer --from-file`` reads."""
    path.write_text("item\n" + "".join(f"{one}\n" for one in serials(*numbers)))


@pytest.fixture
def busy(full: Path, tmp_path: Path) -> Desk:
    """Give a copy of that ledger, on a day in November."""
    folder = tmp_path / "desk"
    shutil.copytree(full, folder)
    return Desk(folder, at="2026-11-23T08:10:00-06:00")


@pytest.fixture
def desk(busy: Desk) -> Desk:
    """Give the same, under the name that the tests of a day use."""
    return busy


def serials(*numbers: int) -> list[str]:
    return [f"SA26-{number:06}" for number in numbers]


def offer(desk: Desk, *numbers: int, number: str = "", **settings: Any) -> None:
    """Offer packs of waste as a script does; at a site ``number`` says which one is wanted."""
    desk.ok(
        "ship", "offer", *serials(*numbers), "--to", RECYCLER, "--carrier", CARRIER,
        "--container-type", "tarima", "--as", MAKER, "--yes", *(["--id", number] if number else []),
        **settings,
    )  # fmt: skip


def on_the_road(desk: Desk, *numbers: int) -> None:
    offer(desk, *numbers)
    desk.ok("ship", "collect", NUMBER, "--plate", "EJ-042", "--yes", at="11-23T08:40")
    desk.ok("ship", "deliver", NUMBER, "--yes", at="11-23T10:00")


def last(desk: Desk, kind: str) -> dict[str, Any]:
    """Give the payload of the last entry of a kind."""
    with bootstrap.open_ledger(desk.ledger, read_only=True) as ledger:
        for index in range(len(ledger) - 1, -1, -1):
            found = ledger.entry(index)
            if found.payload["kind"] == kind:
                return found.payload
    raise AssertionError(f"no {kind}")


def size(desk: Desk) -> int:
    with bootstrap.open_ledger(desk.ledger, read_only=True) as ledger:
        return len(ledger)
