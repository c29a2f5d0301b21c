"""What is asked of a passport, by category and day."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from app import yard as yards
from batterypass.app.passport_check import PassportCheck, check_passport
from batterypass.errors import MalformedError
from batterypass.regulations.attributes import attributes
from batterypass.regulations.passport_duties import asked_of, duties, parse_duties
from passport.readers import CATEGORIES, ROWS, full_item

if TYPE_CHECKING:
    from pathlib import Path

    from app.yard import Yard

COLUMN = {"EV": "req_ev", "LMT": "req_lmt", "industrial": "req_industrial"}
DAY = "2027-02-18"
NONE = frozenset[Any]()


@pytest.fixture
def bare(tmp_path: Path) -> Yard:
    """Give a ledger with two packs without passports."""
    return yards.make_yard(tmp_path, packs=2)


def checked(yard: Yard, day: str, item: str = yards.PACKS[0]) -> PassportCheck:
    """Check an item on a day."""
    return check_passport(yard.session, yard.session.world.item(item), day)


def states(found: PassportCheck) -> dict[str, str]:
    """Give the state of each attribute."""
    return {line.attribute.id: line.state for line in found.lines}


@pytest.mark.parametrize("category", CATEGORIES)
@pytest.mark.parametrize("name", ROWS)
def test_the_day_the_duty_begins_asks_for_what_the_table_says(category: str, name: str) -> None:
    asked = asked_of(attributes()[name], duties().categories[category], DAY, NONE)
    before = asked_of(attributes()[name], duties().categories[category], "2027-02-17", NONE)
    wanted = ROWS[name][COLUMN[category]]
    demands = {"M": {"required", "not_yet"}, "C": {"conditional"}, "P": {"not_yet"},
               "O": {"optional"}, "V": {"optional"}, "-": {"none"}}  # fmt: skip
    assert asked.requirement == wanted
    assert asked.demand in demands[wanted]
    assert before.demand != "required"
    if wanted == "M":
        later = name.startswith("recycled_")
        assert (asked.demand == "not_yet") == later
    assert asked.source


@pytest.mark.parametrize(
    ("category", "day", "demand"),
    [("EV", "2028-08-17", "not_yet"), ("EV", "2028-08-18", "required"),
     ("LMT", "2028-08-18", "not_yet"), ("LMT", "2033-08-18", "required"),
     ("industrial", "2028-08-18", "required")],
)  # fmt: skip
def test_recycled_content_is_asked_for_from_its_own_day(
    category: str, day: str, demand: str
) -> None:
    cobalt = attributes()["recycled_cobalt_post_consumer"]
    assert asked_of(cobalt, duties().categories[category], day, NONE).demand == demand


@pytest.mark.parametrize("category", CATEGORIES)
def test_a_whole_passport_lacks_nothing(whole: dict[str, Yard], category: str) -> None:
    yard = whole[category]
    found = check_passport(yard.session, full_item(yard), "2036-01-01")
    assert Counter(states(found).values()) == {"complete": len(ROWS)}
    assert all(line.entry is not None for line in found.lines)


def test_a_pack_without_a_passport_is_told_what_it_lacks_and_from_when(bare: Yard) -> None:
    early, late = states(checked(bare, "2026-12-01")), states(checked(bare, DAY))
    assert early["battery_passport_identifier"] == "not_yet_required"
    assert late["battery_passport_identifier"] == "missing"
    assert late["battery_mass"] == "complete"
    assert late["carbon_footprint_per_functional_unit"] == "not_yet_required"
    assert late["warranty_period"] == "conditional"
    assert late["remaining_capacity"] == "not_applicable"
    assert late["predecessor_passports"] == "conditional"
    assert "missing" not in early.values()


@pytest.mark.parametrize(
    ("fields", "why", "law"),
    [
        ({"category": "stationary"}, "", "industrial"),
        ({"category": "industrial"}, "", "industrial"),
        (
            {"category": "industrial", "energy_wh": "2000", "capacity_ah": "5.2", "mass_kg": "20"},
            "energy",
            "industrial",
        ),
        ({"category": "SLI"}, "category", ""),
        ({"category": "portable"}, "category", ""),
    ],
)
def test_a_category_without_the_duty_says_why(
    bare: Yard, fields: dict[str, str], why: str, law: str
) -> None:
    form = yards.pack(yards.PACKS[8], **fields)
    bare.ledger.log("pack.manufactured", form, actor=yards.MAKER)
    found = checked(bare, DAY, yards.PACKS[8])
    assert (found.why_not, found.duty.law) == (why, law)
    assert bool(found.count("missing")) == (not why)
    assert found.duty.label.en
    assert found.duty.label.es


def test_a_battery_that_was_on_the_eu_market_before_needs_no_passport(bare: Yard) -> None:
    for item, country in ((yards.PACKS[0], "DE"), (yards.PACKS[1], "MX")):
        bare.log(
            "pack.placed-on-market", yards.MAKER, item=item, country=country, placed_on="2026-03-03"
        )
    assert checked(bare, DAY).why_not == "placed_before"
    assert checked(bare, DAY).count("missing") == 0
    assert checked(bare, DAY, yards.PACKS[1]).why_not == "", "Mexico is not the market of the duty"
    # Nor is one asked of it later, whatever the day of the question.
    assert checked(bare, "2026-12-01").why_not == "placed_before"


def test_a_passport_that_ended_with_its_battery_lacks_nothing(bare: Yard) -> None:
    item = bare.session.world.item(yards.PACKS[0])
    passport = "https://id.planta-apodaca.example/passport/x"
    for life, why in (("original", ""), ("recycled", "ended")):
        ended = replace(item, life=life, passport=passport, passport_ended=True)
        found = check_passport(bare.session, ended, DAY)
        assert (found.why_not, found.count("missing") == 0) == (why, why == "ended")


def test_an_accident_in_the_log_answers_for_itself(bare: Yard) -> None:
    assert states(checked(bare, DAY))["accident_information"] == "conditional"
    bare.log(
        "incident.reported", yards.MAKER, item=yards.PACKS[0], incident="crash", injuries=False,
        condition_after="damaged_stable",
    )  # fmt: skip
    assert states(checked(bare, DAY))["accident_information"] == "complete"


def test_what_was_erased_is_not_called_missing(bare: Yard) -> None:
    point = "legitimate_interest_and_commission"
    form = {
        "item": yards.PACKS[0], "passport": "https://id.planta-apodaca.example/passport/1",
        "private": {point: {"detailed_composition": "LFP 41 %"}},
    }  # fmt: skip
    issued = bare.ledger.log("passport.issued", form, actor=yards.MAKER)
    assert states(checked(bare, DAY))["detailed_composition"] == "complete"
    bare.ledger.store.erase_section(issued.event_id, point)
    assert states(checked(bare, DAY))["detailed_composition"] == "closed"


def test_every_condition_and_later_day_names_attributes_that_need_it() -> None:
    for name in duties().conditions:
        assert "C" in {ROWS[name][column] for column in COLUMN.values()}
    for name, _ in duties().starts:
        assert {"M", "P"} & {ROWS[name][column] for column in COLUMN.values()}
    conditional = {name for name, row in ROWS.items() if "C" in {row[c] for c in COLUMN.values()}}
    assert conditional == set(duties().conditions)


@pytest.mark.parametrize("change", [{"row": "rhyme"}, {"over_wh": None, "law": None}])
def test_a_table_of_duties_that_is_off_is_refused(change: dict[str, Any]) -> None:
    row = {"id": "X", "row": "category", "category": "EV", "law": "EV", "over_wh": "", "es": "e",
           "en": "e", "valid_from": DAY, "valid_to": None, "source": "s", "confidence": "high"}  # fmt: skip
    assert parse_duties(json.dumps({"rows": [row]}).encode()).categories
    wrong = {name: value for name, value in {**row, **change}.items() if value is not None}
    wrong.setdefault("valid_to", None)
    with pytest.raises(MalformedError):
        parse_duties(json.dumps({"rows": [wrong]}).encode())
