"""A passport in our own JSON, of a pack of which little is said: nothing is lost on the way there and back."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING, Any

import pytest

from batterypass.regulations.passport_readers import READERS
from cli.conftest import _quick_keys as _quick_keys
from cli.conftest import opened as opened
from cli.desk import Desk, pack_words

if TYPE_CHECKING:
    from pathlib import Path

AS = ("--as", "https://sierra-alta.example")
SERIAL = "SA26-000007"
#: Rated energy is not 350 V x 117.5 Ah = 41125 Wh.
FACTS = {
    "energy_wh": "46000",
    "plant": "planta-apodaca",
    "aliases": '[{"scheme": "GIAI", "value": "95212345SA7"}]',
}


@pytest.fixture
def desk(opened: Path, tmp_path: Path) -> Desk:
    """Give a desk whose ledger has a pack with a bare passport."""
    shutil.copytree(opened, tmp_path / "yard")
    desk = Desk(tmp_path / "yard", at="2026-03-05T09:00:00-06:00")
    words = {**dict(word.split("=", 1) for word in pack_words(7)[1:]), **FACTS}
    desk.ok(
        "log", "pack.manufactured", f"item={pack_words(7)[0]}",
        *(f"{name}={value}" for name, value in words.items()), *AS, "--yes",
    )  # fmt: skip
    desk.ok("passport", "issue", SERIAL, *AS, "--yes")
    return desk


def exported(desk: Desk, reader: str) -> Path:
    path = desk.folder / f"{reader}.json"
    desk.ok("passport", "export", SERIAL, "--for", reader, "-o", str(path))
    return path


def bring(desk: Desk, path: Path) -> Any:
    return desk.ok("pack", "import", str(path), *AS, "--yes", "--json").json


@pytest.mark.parametrize("reader", READERS)
def test_a_file_that_comes_back_to_its_own_pack_changes_nothing(desk: Desk, reader: str) -> None:
    done = bring(desk, exported(desk, reader))
    assert (done["same"], done["signed"], done["passports"]) == (1, 0, 0)


def test_the_pack_is_the_same_in_another_ledger(desk: Desk, opened: Path, tmp_path: Path) -> None:
    path = exported(desk, "responsible_operator")
    shutil.copytree(opened, tmp_path / "other")
    there = Desk(tmp_path / "other", at="2026-03-05T09:00:00-06:00")
    assert bring(there, path)["signed"] == 1

    def made(one: Desk) -> dict[str, Any]:
        first = one.ok("history", SERIAL, "--json").json["events"][0]["index"]
        payload = one.ok("show", str(first), "--json").json["event"]["payload"]
        names = {word.split("=")[0].split(".")[0] for word in pack_words(7)[1:]}
        return {name: payload[name] for name in (*sorted(names), "plant", "aliases")}

    assert made(there) == made(desk)
    assert made(there)["energy_wh"] == "46000"
    said = [one.ok("passport", "show", SERIAL, "--for", "responsible_operator", "--json").json
            for one in (desk, there)]  # fmt: skip
    # Where it is answered for, and when it was last said, are facts of each log.
    assert {name for name in said[0] if said[0][name] != said[1].get(name)} <= {"dpp_last_updated"}


def test_who_may_not_see_the_test_report_does_not_find_it_in_his_file(desk: Desk) -> None:
    seen = {reader: "TR-7" in exported(desk, reader).read_text("utf-8") for reader in READERS}
    assert seen == {
        "public": False, "legitimate_interest": False,
        "notified_body_or_market_surveillance": True, "commission": True,
        "responsible_operator": True,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("place", "value", "said"),
    [
        (("pack", "rated_energy_wh"), "46000.1", "energy_wh"),
        (("values", "battery_mass"), "411", "mass"),
        (("values", "manufacturer_name"), "Somebody", "manufacturer_name"),
        (("pack", "plant"), "elsewhere", "plant"),
    ],
)
def test_a_file_that_says_something_else_of_it_is_refused(
    desk: Desk, place: tuple[str, str], value: str, said: str
) -> None:
    path = exported(desk, "public")
    body = json.loads(path.read_text("utf-8"))
    body[place[0]][place[1]] = value
    path.write_text(json.dumps(body), "utf-8")
    ran = desk.run("pack", "import", str(path), *AS, "--yes")
    assert ran.code == 2
    assert said in ran.out


def test_an_older_file_without_the_energy_is_read_and_says_how_it_was_worked_out(
    desk: Desk, opened: Path, tmp_path: Path
) -> None:
    path = exported(desk, "public")
    body = json.loads(path.read_text("utf-8"))
    del body["pack"]
    path.write_text(json.dumps(body), "utf-8")
    shutil.copytree(opened, tmp_path / "other")
    there = Desk(tmp_path / "other", at="2026-03-05T09:00:00-06:00")
    ran = there.ok("pack", "import", str(path), *AS, "--dry-run")
    assert "worked out as nominal voltage" in ran.out + ran.err
