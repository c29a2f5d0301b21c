"""What became of packs that were built into others, went out of sight, or were told of late."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest

from batterypass import bootstrap
from batterypass.app.find import find_item
from batterypass.app.passport_custody import custody_of
from batterypass.app.passport_entries import entries_of
from cli.custody import BASE, MAKER, serials
from cli.desk import Desk, quick_keys
from cli.report_plant import TALLER, hand_over

INNER, HOME = BASE.format(26), "https://id.taller-volta.example/p/HOGAR-1"


@pytest.fixture(scope="module")
def played(full: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a workshop that built a maker's pack into one of its own."""
    folder = tmp_path_factory.mktemp("fates") / "desk"
    shutil.copytree(full, folder)
    with pytest.MonkeyPatch.context() as patch:
        quick_keys(patch)
        desk = Desk(folder, at="2026-11-23T08:10:00-06:00")
        desk.ok("log", "party.amended", f"party={TALLER}", "roles=workshop", "roles=repurposer",
                "--as", "registro", "--yes")  # fmt: skip
        hand_over(desk, MAKER, TALLER, serials(26))
        desk.ok(
            "log", "pack.assembled", f"item={HOME}", f"parents={INNER}", "model=Hogar-10",
            "serial=H-1", "category=stationary", "chemistry=LFP", "nominal_voltage_v=48",
            "capacity_ah=800", "energy_wh=38400", "mass_kg=430", "made_month=2026-11",
            "life=repurposed", "--as", TALLER, "--yes", at="11-24T09:00",
        )  # fmt: skip
    return folder


@pytest.fixture
def shop(played: Path, tmp_path: Path) -> Desk:
    """Give a copy of the workshop."""
    shutil.copytree(played, tmp_path / "desk")
    return Desk(tmp_path / "desk", at="2026-12-01T08:00:00-06:00")


def fates(desk: Desk, producer: str, year: str = "2026") -> dict[str, int]:
    return {one["fate"]: one["units"] for one in _of(desk, "fates", producer, year)}


def happened(desk: Desk, producer: str, year: str = "2026") -> dict[str, int]:
    return {one["happening"]: one["units"] for one in _of(desk, "happened", producer, year)}


def _of(desk: Desk, table: str, producer: str, year: str) -> list[dict[str, Any]]:
    report = desk.ok("report", "producer", "--year", year, "--json").json["report"]
    return [one for one in report[table] if one["producer"] == f"https://{producer}.example"]


def test_a_pack_inside_another_shares_what_becomes_of_that(shop: Desk) -> None:
    assert fates(shop, MAKER)["second_life"] == 1
    shop.ok("log", "pack.exported", f"item={HOME}", "country=US", "exported_on=2026-12-02",
            "custodian_abroad=Home Storage Inc.", "--as", TALLER, "--yes", at="12-02T09:00")  # fmt: skip
    there = fates(shop, MAKER)
    assert "second_life" not in there
    assert there["exported"] == 1
    assert sum(units for name, units in there.items() if name != "all") == there["all"]


def test_the_passport_of_a_pack_inside_another_says_until_when_it_was_held_by_itself(
    shop: Desk,
) -> None:
    shop.ok("handoff", "release", HOME, "--to", f"https://{MAKER}.example", "--as", TALLER, "--yes")
    shop.ok("handoff", "accept", HOME, "--from", TALLER, "--as", MAKER, "--yes")
    with bootstrap.open_ledger(shop.ledger, read_only=True) as ledger:
        item = find_item(ledger.session, INNER)
        held = custody_of(ledger.session, item, entries_of(ledger.session, item))
    assert [one.until[:10] for one in held] == ["2026-11-23", "2026-11-24"]
    assert item.custodian == f"https://{MAKER}.example"


def test_what_is_found_again_begins_no_second_life_and_is_collected_no_second_time(
    shop: Desk,
) -> None:
    _lose_and_find(shop, 2)
    # The maker's pack was not made anew either; the home battery came into being as a second life.
    flows = shop.ok("report", "circularity", "--year", "2026", "--json").json["report"]
    assert (flows["reuse"][0]["second_lives"], happened(shop, TALLER)) == (1, {})

    shop.ok("log", "item.declared-waste", HOME, "reason=end_of_life", "stream=whole_battery",
            "--as", TALLER, "--yes", at="12-04T09:00")  # fmt: skip
    _lose_and_find(shop, 5)

    assert happened(shop, TALLER) == {"collected": 1}
    assert fates(shop, MAKER)["collected"] == 1


def _lose_and_find(desk: Desk, day: int) -> None:
    desk.ok("log", "pack.lost", f"item={HOME}", "how=other", "--as", TALLER, "--yes",
            at=f"12-0{day}T09:00")  # fmt: skip
    desk.ok("log", "pack.found", f"item={HOME}", "how=turned_up", "condition=serviceable", "--as",
            TALLER, "--yes", at=f"12-0{day}T10:00")  # fmt: skip


def test_what_was_placed_in_december_and_signed_in_january_was_placed_in_december(
    shop: Desk,
) -> None:
    item = BASE.format(25)
    shop.ok("log", "pack.placed-on-market", f"item={item}", "country=MX", "placed_on=2026-12-30",
            "--as", MAKER, "--yes", at="2027-01-04T09:00:00-06:00")  # fmt: skip
    assert happened(shop, MAKER)["placed"] == 1
    assert fates(shop, MAKER)["placed"] == 1
    assert "placed" not in happened(shop, MAKER, "2027")
