"""Figures that a person types are held against the ranges of a passport and an import, and asked again."""

from __future__ import annotations

import pytest

from batterypass.app.attributes import around_item
from batterypass.exchange.facts import chemistries_in, contradictions, impossible_days
from cli.desk import YES, Desk, Person, pack_words
from lives.conftest import PACK, WORKSHOP

READ = f"pack assess {PACK} condition=serviceable method=bms_reading --as {WORKSHOP} --yes"


@pytest.mark.parametrize(
    ("words", "says", "is_unusual"),
    [
        ("soh_percent=0.93", "93", True),
        ("soc_percent=0.4", "40", True),
        ("soh_percent=0.93 --open", "soh_percent", True),
        ("capacity_ah=120000", "120", False),
        ("capacity_ah=150", "141", True),
        ("cycles=99999999", "50000", False),
        ("cycles=60000", "50000", True),
        ("temperature_celsius=295", "-50", True),
        ("resistance_mohm=9000000", "resistance_mohm", False),
    ],
)
def test_a_reading_in_the_wrong_unit_is_refused_with_the_likely_one(
    bench: Desk, words: str, says: str, is_unusual: bool
) -> None:
    refused = bench.run(f"{READ} {words}")
    assert refused.code == 2, refused.err
    assert says in refused.err
    assert ("--accept-unusual" in refused.err) is is_unusual

    again = bench.run(f"{READ} {words} --accept-unusual")
    assert again.code == (0 if is_unusual else 2), again.err


def test_an_ordinary_reading_is_taken_as_it_is(bench: Desk) -> None:
    bench.ok(
        f"{READ} soh_percent=93 soc_percent=40 capacity_ah=109.2 cycles=812"
        " temperature_celsius=-5 resistance_mohm=41.5"
    )


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"capacity_ah": "117500"}, "117.5"),
        ({"energy_wh": "41.125"}, "41125"),
        ({"mass_kg": "412500"}, "412.5"),
        ({"made_month": "2031-01"}, "made_month"),
        ({"nominal_voltage_v": "12", "energy_wh": "1410"}, "12.8"),
    ],
)
def test_a_pack_that_is_typed_is_held_against_the_ranges_of_an_import(
    bench: Desk, changed: dict[str, str], says: str
) -> None:
    words = [
        f"{name}={changed.get(name, value)}"
        for name, _, value in (word.partition("=") for word in pack_words(7)[1:])
    ]
    refused = bench.run("pack", "add", pack_words(7)[0], *words, "--as", "sierra-alta", "--yes")

    assert refused.code == 2, refused.err
    assert says in refused.err


def test_a_further_use_has_no_more_energy_than_its_cells(bench: Desk) -> None:
    refused = bench.run(
        f"log pack.repurposed {PACK} new_category=stationary new_use=backup_power"
        f" energy_wh=99999999 assessment={'0' * 64} --as {WORKSHOP} --yes"
    )

    assert refused.code == 2
    assert "energy_wh" in refused.err


def test_who_is_asked_is_asked_again(bench: Desk) -> None:
    person = Person(
        {
            "condition": "serviceable", "method": "bms_reading", "state of health": ["0.93", "93"], "full cycles": "812",
            "It is right all the same": "n", "Sign as": YES,
        }
    )  # fmt: skip
    ran = bench.run(f"pack assess {PACK} --as {WORKSHOP} --json", person=person)

    assert ran.code == 0, ran.err
    assert "93 %" in ran.err
    shown = bench.ok(f"pack show {PACK} --json").json["item"]["assessed"]
    assert shown["soh_percent"] == "93"


def test_values_that_say_the_same_as_the_pack_are_no_contradiction() -> None:
    facts = {
        "mass_kg": "412.5", "made_month": "2026-02", "chemistry": "LFP", "status": "original",
        "category": "EV", "serial": "7",
    }  # fmt: skip
    values = {
        "battery_mass": "412.500", "manufacturing_date": "2026-02", "battery_status": "original",
        "battery_chemistry": "LFP / graphite / LiPF6", "battery_category": "EV",
    }  # fmt: skip

    assert list(contradictions(values, facts, entry=3)) == []
    assert list(impossible_days({"manufacturing_date": "2026-02"}, "2026-02", "2026-02-01")) == []
    around = around_item(None, {"mass_kg": "9", "chemistry": "NMC"}, "2026-03-01")
    found = [one.attribute for one in contradictions(values, around.facts)]
    assert found == ["battery_mass", "battery_chemistry"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Lithium Iron Phosphate (LFP)", {"LFP"}),
        ("NMC/LMO", {"NMC-LMO"}),
        ("LFP, graphite anode", {"LFP"}),
        ("lithium iron phosphate / graphite", {"LFP"}),
        ("Unobtainium", set()),
    ],
)
def test_a_makers_name_of_a_chemistry_has_a_word_of_the_table(text: str, words: set[str]) -> None:
    assert chemistries_in(text) == words
