"""Numbers of manifests: none twice, no gap unseen, a series for each device, a carrier's own pad."""

from __future__ import annotations

import shutil
from typing import Any

import pytest

from batterypass.app.folios import Series
from cli.custody import CARRIER, MAKER, NUMBER, RECYCLER, last, offer, serials, size
from cli.desk import Desk


def series(desk: Desk, *words: str) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = desk.ok("folio", "status", *words, "--json").json["series"]
    return rows


def test_a_series_without_gaps_says_what_comes_next(road: Desk) -> None:
    offer(road, 1, at="11-24T08:00")
    (found,) = series(road)
    assert found["stem"] == "M-2026-"
    assert (found["first"], found["last"], found["next"]) == (
        NUMBER,
        "M-2026-00002",
        "M-2026-00003",
    )
    assert found["gaps"] == []
    assert "no gaps" in road.ok("folio status").err


def test_a_number_that_nothing_carries_is_named(road: Desk) -> None:
    offer(road, 1, number="M-2026-00005", at="11-24T08:00")
    (found,) = series(road)
    assert found["gaps"] == [{"from": "M-2026-00002", "to": "M-2026-00004"}]
    road.lang = "es"
    ran = road.ok("folio status")
    assert "M-2026-00002 … M-2026-00004" in ran.out
    assert "--manifest-no M-2026-00002" in ran.err


def test_the_proposal_and_the_status_agree_also_after_a_number_typed_by_hand(road: Desk) -> None:
    road.ok(
        "ship", "offer", *serials(1), "--to", RECYCLER, "--carrier", CARRIER, "--id", "TV-1",
        "--manifest-no", "M-2026-00002", "--container-type", "tarima", "--as", MAKER, "--yes",
        at="11-24T08:00",
    )  # fmt: skip
    assert series(road)[0]["next"] == "M-2026-00003"
    offer(road, 2, at="11-24T08:10")
    assert last(road, "consignment.offered")["waste"]["manifest_no"] == "M-2026-00003"


def test_a_voided_number_is_shown_and_is_no_gap(road: Desk) -> None:
    offer(road, 1, at="11-24T08:00")
    road.ok(
        "log", "consignment.voided", "consignment=M-2026-00002", "reason=not_needed",
        f"items={serials(1)[0]}", "--as", MAKER, "--yes", at="11-24T08:05",
    )  # fmt: skip
    offer(road, 2, at="11-24T08:10")
    (found,) = series(road)
    assert found["voided"] == ["M-2026-00002"]
    assert found["gaps"] == []
    assert found["count"] == 3


def test_a_number_that_was_taken_back_is_not_offered_again(road: Desk) -> None:
    offer(road, 1, number="X2", at="11-24T08:00")
    road.ok(
        "ship", "void", "X2", "--reason", "not_needed", "--as", MAKER, "--yes", at="11-24T08:05"
    )
    taken = size(road)
    for lang, said in (("en", "X2 was taken back in entry"), ("es", "X2 se retiró en el asiento")):
        ran = road.run(
            "ship", "offer", *serials(1), "--to", RECYCLER, "--carrier", CARRIER, "--id", "X2",
            "--container-type", "tarima", "--as", MAKER, "--yes", "--lang", lang, at="11-24T08:10",
        )  # fmt: skip
        assert ran.code == 3
        assert f"{said} {taken - 1}" in ran.err
        assert "--id" in ran.err
        assert "ship collect" not in ran.err
    assert size(road) == taken


def test_a_file_with_an_offer_and_its_taking_back_can_be_said_again(road: Desk) -> None:
    offer(road, 1, number="X2", at="11-24T08:00")
    road.ok(
        "ship", "void", "X2", "--reason", "not_needed", "--as", MAKER, "--yes", at="11-24T08:05"
    )
    before = size(road)
    offer(road, 1, number="X2", at="11-24T08:00")
    assert size(road) == before


def test_the_carriers_own_pad_is_taken_as_it_comes(road: Desk) -> None:
    for place, number in enumerate(("0710", "0744")):
        road.ok(
            "ship", "offer", *serials(place + 1), "--to", RECYCLER, "--carrier", CARRIER,
            "--id", f"TV-{place}", "--manifest-no", number, "--issuer", CARRIER,
            "--container-type", "tarima", "--as", MAKER, "--yes", at=f"11-24T08:0{place}",
        )  # fmt: skip
    (found,) = series(road, "--issuer", CARRIER)
    assert found["kept_here"] is False
    assert found["gaps"] == []
    assert found["next"] == ""
    assert (found["first"], found["last"]) == ("0710", "0744")
    assert len(series(road)) == 2
    assert "a pad of its issuer" in road.ok("folio status --lang en").out


def test_one_series_can_be_asked_for_and_another_is_not_there(road: Desk) -> None:
    assert len(series(road, "--series", "M-2026")) == 1
    assert series(road, "--series", "X") == []
    said = road.ok("folio", "status", "--series", "X").err
    assert "no manifest has a number yet" not in said
    assert "--series X" in said
    assert "M-2026-" in said
    assert road.run("folio", "status", "--issuer", "nobody").code == 2


def test_each_device_at_a_site_has_a_series_of_its_own(road: Desk, tmp_path: Any) -> None:
    numbers: list[str] = []
    for name in ("one", "two"):
        site = Desk(tmp_path / name, at="2026-11-24T08:00:00-06:00")
        shutil.copytree(road.folder / "home" / "keys", site.folder / "home" / "keys")
        site.environ["BATTERYPASS_SEED"] = name
        site.ok("replica", "create", str(road.ledger), str(site.ledger), "--first-use")
        offer(site, len(numbers) + 1, at="11-24T08:10")
        (own,) = [one for one in series(site) if one["waiting"]]
        numbers += own["waiting"]
        assert own["stem"] == f"M-2026-{own['series']}-"
        assert own["next"] == f"{own['stem']}00002"
        assert "outbox send" in site.ok("folio status").err
    assert len(set(numbers)) == 2
    assert NUMBER not in numbers


@pytest.mark.parametrize(
    ("numbers", "gaps"),
    [
        ({1: "A1", 2: "A2"}, []),
        ({1: "A1", 3: "A3"}, [("A2", "A2")]),
        ({8: "A08", 12: "A12"}, [("A09", "A11")]),
        ({}, []),
    ],
)
def test_gaps_are_told_in_the_width_of_the_series(
    numbers: dict[int, str], gaps: list[tuple[str, str]]
) -> None:
    assert Series("https://a.example", "", "A", numbers=numbers).gaps() == gaps


@pytest.mark.parametrize(
    ("taken", "follows"), [({110}, "M-04"), ({1, 9, 110}, "M-04"), ({4}, "M-05"), ({4, 5}, "M-06")]
)
def test_an_id_without_a_folio_beyond_the_series_leaves_no_gap(
    taken: set[int], follows: str
) -> None:
    numbers = {2: "M-02", 3: "M-03"}
    one = Series("https://a.example", "", "M-", numbers=numbers, taken=taken)
    assert one.gaps() == []
    assert one.next == follows


def test_an_id_without_a_folio_far_beyond_the_series_makes_no_gap_in_it(road: Desk) -> None:
    words = ("--to", RECYCLER, "--carrier", CARRIER, "--as", MAKER, "--yes")
    road.ok("ship", "offer", *serials(25), *words, "--id", "M-2026-00090", at="11-24T08:00")
    assert series(road)[0]["next"] == "M-2026-00002"
    offer(road, 1, at="11-24T08:10")
    assert last(road, "consignment.offered")["waste"]["manifest_no"] == "M-2026-00002"
    assert series(road)[0]["gaps"] == []


def test_numbers_without_folios_go_on_after_the_highest(road: Desk) -> None:
    words = ("--to", RECYCLER, "--carrier", CARRIER, "--as", MAKER, "--yes")
    road.ok("ship", "offer", *serials(25), *words, "--id", "E-2026-00090", at="11-24T08:00")
    road.ok("ship", "offer", *serials(26), *words, at="11-24T08:10")
    assert last(road, "consignment.offered")["consignment"].endswith("E-2026-00091")


def test_an_id_without_a_folio_within_the_series_fills_its_place() -> None:
    numbers = {2: "M-02", 5: "M-05"}
    one = Series("https://a.example", "", "M-", numbers=numbers, taken={3})
    assert one.gaps() == [("M-04", "M-04")]


def test_a_series_that_was_said_gives_the_number(road: Desk) -> None:
    words = (
        "ship", "offer", *serials(1), "--to", RECYCLER, "--carrier", CARRIER,
        "--container-type", "tarima", "--as", MAKER, "--yes", "--series", "SA-2026-",
    )  # fmt: skip
    road.ok(*words, at="11-24T08:00")
    waste = last(road, "consignment.offered")["waste"]
    assert (waste["manifest_no"], waste["series"]) == ("SA-2026-00001", "SA-2026-")
    again = (*words[:2], *serials(2), *words[3:])
    road.ok(*again, at="11-24T08:10")
    assert last(road, "consignment.offered")["waste"]["manifest_no"] == "SA-2026-00002"
    assert [one["next"] for one in series(road, "--series", "SA-2026-")] == ["SA-2026-00003"]


def test_a_number_outside_the_series_that_was_said_is_refused(road: Desk) -> None:
    before = size(road)
    for lang, said in (("en", "does not begin with SA-2026-"), ("es", "no empieza con SA-2026-")):
        ran = road.run(
            "ship", "offer", *serials(1), "--to", RECYCLER, "--carrier", CARRIER,
            "--container-type", "tarima", "--as", MAKER, "--yes", "--series", "SA-2026-",
            "--manifest-no", "M-2026-00009", "--lang", lang, at="11-24T08:00",
        )  # fmt: skip
        assert ran.code == 2
        assert f"M-2026-00009 {said}" in ran.err
        assert "SA-2026-00001" in ran.err
    assert size(road) == before


def test_an_id_of_ones_own_goes_with_a_folio_of_the_series(road: Desk) -> None:
    words = (
        "ship", "offer", *serials(1), "--to", RECYCLER, "--carrier", CARRIER, "--id", "TV-9",
        "--container-type", "tarima", "--as", MAKER, "--yes", "--series", "SA-2026-",
    )  # fmt: skip
    road.ok(*words, at="11-24T08:00")
    assert last(road, "consignment.offered")["waste"]["manifest_no"] == "SA-2026-00001"
    before = size(road)
    road.ok(*words, at="11-24T08:02")
    assert size(road) == before, "saying it again changes nothing"
