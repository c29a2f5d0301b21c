"""A series that somebody began by hand: status and the next offer agree on how it goes on."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest

from cli.custody import CARRIER, MAKER, RECYCLER, last, offer, serials
from cli.custody import full as full
from cli.desk import Desk


@pytest.fixture
def fresh(full: Path, tmp_path: Path) -> Desk:
    """Give a ledger with waste and without any manifest."""
    folder = tmp_path / "desk"
    shutil.copytree(full, folder)
    return Desk(folder, at="2026-11-24T08:00:00-06:00")


def rows(desk: Desk) -> dict[str, dict[str, Any]]:
    found = desk.ok("folio", "status", "--json").json["series"]
    return {row["stem"]: row for row in found}


def offered(desk: Desk) -> dict[str, Any]:
    waste: dict[str, Any] = last(desk, "consignment.offered")["waste"]
    return waste


def test_the_only_series_goes_on_and_no_second_one_is_begun(fresh: Desk) -> None:
    offer(fresh, 1, number="SA-0101")
    assert (rows(fresh)["SA-"]["next"], rows(fresh)["SA-"]["goes_on"]) == ("SA-0102", True)
    for lang, says in (("en", "takes SA-0102"), ("es", "toma SA-0102")):
        assert says in fresh.ok("folio", "status", "--lang", lang).err
    offer(fresh, 2, at="11-24T08:10")
    assert offered(fresh)["manifest_no"] == "SA-0102"
    assert list(rows(fresh)) == ["SA-"]


def test_a_series_with_a_word_of_its_own_keeps_it(fresh: Desk) -> None:
    fresh.ok(
        "ship", "offer", *serials(1), "--to", RECYCLER, "--carrier", CARRIER, "--series", "SA-",
        "--container-type", "tarima", "--as", MAKER, "--yes",
    )  # fmt: skip
    offer(fresh, 2, at="11-24T08:10")
    assert (offered(fresh)["manifest_no"], offered(fresh)["series"]) == ("SA-00002", "SA-")
    assert list(rows(fresh)) == ["SA-"]


def test_of_two_series_the_offer_takes_the_years_own_and_status_says_so(fresh: Desk) -> None:
    offer(fresh, 1, number="SA-0101")
    offer(fresh, 2, number="SB-7", at="11-24T08:10")
    assert [row["goes_on"] for row in rows(fresh).values()] == [False, False]
    assert "takes M-2026-00001" in fresh.ok("folio status").err
    offer(fresh, 3, at="11-24T08:20")
    assert offered(fresh)["manifest_no"] == "M-2026-00001"
    assert rows(fresh)["M-2026-"]["goes_on"] is True


@pytest.mark.parametrize("number", ["SA-2025-0101", "M-2025-00007"])
def test_the_series_of_another_year_does_not_go_on(fresh: Desk, number: str) -> None:
    offer(fresh, 1, number=number)
    offer(fresh, 2, at="11-24T08:10")
    assert offered(fresh)["manifest_no"] == "M-2026-00001"


def test_a_carriers_pad_is_not_gone_on_with(fresh: Desk) -> None:
    fresh.ok(
        "ship", "offer", *serials(1), "--to", RECYCLER, "--carrier", CARRIER, "--id", "TV-1",
        "--manifest-no", "CR-0710", "--issuer", CARRIER, "--container-type", "tarima",
        "--as", MAKER, "--yes",
    )  # fmt: skip
    offer(fresh, 2, at="11-24T08:10")
    assert offered(fresh)["manifest_no"] == "M-2026-00001"
