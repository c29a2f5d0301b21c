"""Values in the wrong unit, form or range: each is named, with what was likely meant."""

from __future__ import annotations

import json
import re
from decimal import Decimal
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from batterypass.domain.events.renewal import PartKind, RepairWork
from batterypass.domain.passport_values import as_value
from batterypass.errors import MalformedError
from batterypass.regulations.attributes import attributes, parse_attributes
from batterypass.regulations.passport_checks import check_together, check_value
from batterypass.regulations.passport_scalars import cas_digit
from batterypass.regulations.passport_shapes import constants, parse_shapes, shapes
from batterypass.regulations.passport_words import value_lines, value_words
from passport.readers import ROWS, TABLE, sample
from shared import ROOT

#: Attribute, value, chemistry, code, proposal with its unit, whether it may be right all the same.
WRONG: list[tuple[str, Any, str, str, str, bool]] = [
    ("battery_mass", "412500", "LFP", "range", "412.5 kg", False),
    ("battery_mass", "412.5 kg", "", "number", "412.5 kg", False),
    ("rated_capacity", "12,5", "", "number", "12.5 Ah", False),
    ("rated_capacity", "-0", "", "number", "0 Ah", False),
    ("certified_usable_energy", "46000", "LFP", "unusual", "46 kWh", True),
    ("nominal_voltage", "384000", "NMC", "range", "384 V", False),
    ("nominal_voltage", "12", "LFP", "cells", "12.8 V", True),
    ("nominal_voltage", "3.2", "NMC", "cells", "3.6 V", True),
    ("internal_resistance_current", "33.5", "", "unusual", "0.0335 Ω", True),
    ("state_of_charge", "0.4", "", "fraction", "40 %", True),
    ("state_of_certified_energy", "910", "", "range", "91 %", False),
    ("carbon_footprint_per_functional_unit", "74", "", "unusual", "0.074 kg CO2e/kWh", True),
    ("absolute_carbon_footprint", "34000", "", "range", "34 t CO2e", False),
    ("warranty_period", "8 m", "", "number", "8 months", False),
    ("number_of_full_cycles", "1e3", "", "number", "1000 cycles", False),
    ("idle_temperature_min", "253", "", "range", "-20 °C", False),
    ("idle_temperature_max", "313.15", "", "range", "40 °C", False),
    ("due_diligence_report", "javascript:alert(1)", "", "uri", "", False),
    ("due_diligence_report", "data:text/html,<b>", "", "uri", "", False),
    ("dismantling_information", ["file:///etc/passwd"], "", "uri", "", False),
    ("test_report_results", ["JavaScript://a.example/%0aalert(1)"], "", "uri", "", False),
    ("manufacturer_name", "Sierra\u202e atlA", "", "hidden", "Sierra atlA", False),
    ("extinguishing_agent", ["wa\x85ter"], "", "hidden", "water", False),
    ("meaning_of_labels", {"es": "No\u2067 tirar"}, "", "hidden", "No tirar", False),
    ("manufacturing_date", "03/2026", "", "month", "2026-03", False),
    ("manufacturing_date", "2026-03-14", "", "month", "2026-03", False),
    ("manufacturing_date", "2026-13", "", "month", "", False),
    ("dpp_last_updated", "yesterday", "", "date_time", "", False),
    ("battery_status", "reused", "", "word", "re-used", False),
    ("battery_status", "residuo", "", "word", "waste", False),
    ("cadmium_lead_symbols", ["Hg"], "", "word", "", False),
    ("due_diligence_report", "maker.example/report", "", "uri", "https://maker.example/report", False),
    ("dismantling_information", ["in the drawer"], "", "uri", "", False),
    ("commodity_code", "eight", "", "pattern", "", False),
    ("battery_mass", ["412.5"], "", "shape", "", False),
    ("extinguishing_agent", {"name": "water"}, "", "shape", "", False),
    ("operator_information", ["Sierra Alta"], "", "shape", "", False),
    ("operator_information", {"name": "Sierra Alta", "country": "México"}, "", "country", "", False),
    ("operator_information", {"name": "Sierra Alta", "country": "mx"}, "", "country", "MX", False),
    ("operator_information", {"name": "Sierra Alta"}, "", "required", "", False),
    ("operator_information", {"name": "A", "country": "MX", "email": "a@b"}, "", "email", "", False),
    ("detailed_composition", [{"name": "nickel", "cas": "7440-02-1"}], "", "cas", "7440-02-0", False),
    ("detailed_composition", [{"name": "nickel", "cas": "7440"}], "", "cas", "", False),
    ("detailed_composition", [{"name": "nickel", "mass": "3"}], "", "member", "mass_kg", False),
    ("test_report_results", ["report 14"], "", "uri", "", False),
    ("original_power_capability", [{"soc": "0.8", "power": "9"}], "", "fraction", "80 %", True),
    ("meaning_of_labels", {"Español": "…"}, "", "shape", "", False),
]  # fmt: skip


@pytest.mark.parametrize(("name", "value", "chemistry", "code", "proposal", "unusual"), WRONG)
def test_what_cannot_be_so_is_named_with_what_was_meant(
    name: str, value: Any, chemistry: str, code: str, proposal: str, unusual: bool
) -> None:
    [problem] = check_value(attributes()[name], value, chemistry)
    assert problem.code == code
    meant = f"{problem.proposal} {problem.unit.en}".strip() if problem.proposal else ""
    if code == "number":
        # Whoever wrote the unit beside the number needs only the number back.
        meant = f"{problem.proposal} {shapes().units[attributes()[name].unit].name.en}"
    assert meant == proposal
    assert problem.is_unusual == unusual
    english, spanish = problem.text("en"), problem.text("es")
    assert english != spanish
    assert english.startswith(name)
    assert problem.proposal in english
    assert problem.proposal in spanish


#: Values of which a guess would be as wrong.
NO_GUESS = (
    ("warranty_period", "96,5"), ("warranty_period", "8.5"), ("state_of_charge", "140"),
    ("certified_usable_energy", "0.5"), ("certified_usable_energy", "1e99"),
)  # fmt: skip


@pytest.mark.parametrize(("name", "value"), NO_GUESS)
def test_what_would_be_refused_again_or_is_nobodys_mistake_is_not_proposed(
    name: str, value: str
) -> None:
    [problem] = check_value(attributes()[name], value, "LFP")
    assert problem.proposal == ""


FINE: list[tuple[str, Any, str]] = [
    ("nominal_voltage", "12.8", "LFP"), ("nominal_voltage", "51.2", "LFP"),
    ("nominal_voltage", "3.7", "NMC"), ("nominal_voltage", "403", "NMC"),
    ("nominal_voltage", "12", "other"), ("nominal_voltage", "12", ""),
    ("state_of_charge", "0", ""), ("state_of_charge", "1", ""), ("capacity_fade", "0.4", ""),
    ("extinguishing_agent", "water", ""), ("extinguishing_agent", ["water", "CO2"], ""),
    ("detailed_composition", "LFP 41 %", ""), ("idle_temperature_min", "-30", ""),
    ("meaning_of_labels", {"es": "No tirar", "en": "Do not bin", "es_mx": "No tirar"}, ""),
    ("dpp_last_updated", "2027-02-18T00:00:00Z", ""), ("predecessor_passports", "urn:uuid:1", ""),
    ("predecessor_passports", ["did:web:maker.example:1", "http://maker.example/1"], ""),
    ("cycle_life_test_c_rate", ["0.5", "1"], ""), ("test_report_results", ["https://a.example/r"], ""),
]  # fmt: skip


@pytest.mark.parametrize(("name", "value", "chemistry"), FINE)
def test_what_can_be_so_is_left_alone(name: str, value: Any, chemistry: str) -> None:
    assert check_value(attributes()[name], value, chemistry) == []


@pytest.mark.parametrize("name", ROWS)
def test_every_attribute_has_a_shape_that_takes_its_value_and_not_a_list_of_lists(
    name: str,
) -> None:
    assert name in shapes().attributes
    assert check_value(attributes()[name], sample(name), "LFP") == []
    nested = [{"no_such_member": "x"}, {"no_such_member": "y"}]
    assert check_value(attributes()[name], nested, "LFP")


def test_the_table_of_shapes_names_no_attribute_that_is_none_and_units_that_are_known() -> None:
    assert list(shapes().attributes) == list(ROWS)
    used = {row["unit"] for row in ROWS.values() if row["unit"]}
    used |= {
        member.unit
        for shape in shapes().attributes.values()
        for member in shape.members.values()
        if member.unit
    }
    assert used <= set(shapes().units)
    assert {"dpp_granularity", "dpp_schema_version"} <= set(constants())


def carbon(*shares: str) -> dict[str, str]:
    """Give the shares of life stages, in their order."""
    stages = ("cf_raw_material", "cf_main_production", "cf_distribution", "cf_end_of_life")
    return dict(zip(stages, shares, strict=False))


@pytest.mark.parametrize(
    ("shares", "is_unusual"),
    [
        (carbon("90", "30", "3", "15"), False),
        (carbon("61.5", "29.3", "3.1", "6.4"), False),
        # What is left out may be a credit, and all of it may have been rounded.
        (carbon("90", "30"), True), (carbon("25", "25", "25", "5"), True),
        (carbon("61.5", "29.3", "3.1", "6.1"), None), (carbon("61", "30", "4", "6"), None),
        (carbon("90", "30", "5", "-25"), None), (carbon("40", "30"), None),
    ],
)  # fmt: skip
def test_shares_of_a_carbon_footprint_make_up_the_whole_of_it(
    shares: dict[str, str], is_unusual: bool | None
) -> None:
    found = check_together(shares)
    assert [one.is_unusual for one in found] == ([] if is_unusual is None else [is_unusual])
    for one in found:
        assert "cf_raw_material (" in one.text("es")


TOGETHER: list[tuple[dict[str, Any], str, str]] = [
    ({"minimum_voltage": "400", "nominal_voltage": "384"}, "order", "minimum_voltage"),
    ({"idle_temperature_min": "60", "idle_temperature_max": "-20"}, "order", "idle_temperature_min"),
    ({"nominal_voltage": "384", "maximum_voltage": "600"}, "limits", "maximum_voltage"),
    ({"nominal_voltage": "384", "minimum_voltage": "40"}, "limits", "minimum_voltage"),
    ({"recycled_lead_pre_consumer": "60", "recycled_lead_post_consumer": "50"}, "sum",
     "recycled_lead_post_consumer"),
    (carbon("90", "30", "3", "15"), "sum", "cf_end_of_life"),
    (carbon("25", "25", "25", "5"), "sum", "cf_end_of_life"),
    (carbon("90", "30"), "sum", "cf_main_production"),
]  # fmt: skip


@pytest.mark.parametrize(("values", "code", "name"), TOGETHER)
def test_values_that_cannot_both_be_right_are_named(
    values: dict[str, Any], code: str, name: str
) -> None:
    [problem] = check_together(values, "LFP")
    assert (problem.code, problem.attribute) == (code, name)
    assert problem.text("en") != problem.text("es")


def test_limits_that_fit_their_nominal_voltage_are_left_alone() -> None:
    volts = {"minimum_voltage": "300", "nominal_voltage": "384", "maximum_voltage": "438"}
    assert check_together(volts, "LFP") == []


@pytest.mark.parametrize("number", ["7440-02-0", "7439-93-2", "7782-42-5", "21324-40-3"])
def test_the_check_digit_of_a_cas_number_finds_a_wrong_digit(number: str) -> None:
    assert cas_digit(number) == number[-1]
    changed = str((int(number[0]) + 1) % 10) + number[1:]
    assert cas_digit(changed) != number[-1] or changed == number


@given(st.decimals(min_value=1, max_value=900, places=2))
def test_a_mass_in_grams_comes_back_in_kilograms_or_is_no_mass_at_all(kilograms: Decimal) -> None:
    grams = f"{(kilograms * 1000).normalize():f}"
    problems = check_value(attributes()["battery_mass"], grams, "LFP")
    if Decimal(grams) > 40_000:
        assert Decimal(problems[0].proposal) == kilograms
        assert problems[0].given_in.en == "g"
    else:
        assert problems == []


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8) | st.binary(max_size=4),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3)
    ),
    max_leaves=8,
)


@given(_JSON)
def test_whatever_was_sealed_becomes_a_value_that_can_be_shown(found: object) -> None:
    value = as_value(found)
    json.dumps(value)
    for attribute in attributes().values():
        assert isinstance(value_words(attribute, value, "es"), str)


def test_a_value_is_said_in_the_readers_words_and_units() -> None:
    table = attributes()
    assert value_words(table["battery_status"], "waste", "es") == "residuo"
    assert value_words(table["warranty_period"], "96", "es") == "96 meses"
    repair = {
        "date": "2026-03-02", "work": "modules_replaced, balancing", "parts": "2 module SA-M1, 1 fuse",
        "bms_replaced": "no",
    }  # fmt: skip
    assert value_words(table["repair_history"], [repair], "es") == (
        "2026-03-02, cambio de módulos, balanceo, 2 módulo SA-M1, 1 fusible, el mismo BMS"
    )
    # What a person wrote is not half translated.
    own = [{"date": "2026-03-02", "work": "cooling fan"}]
    assert value_words(table["repair_history"], own, "es") == "2026-03-02, cooling fan"
    assert value_words(table["meaning_of_labels"], {"es": "No", "en": "Yes"}, "en") == "Yes"
    composition = [{"name": "nickel", "mass_kg": "31.2"}, {"name": "cobalt"}]
    lines = value_lines(table["detailed_composition"], composition, "en")
    assert lines == ["nickel, 31.2 kg", "cobalt"]


@pytest.mark.parametrize("change", [("M,M,M", "X,M,M"), ("battery_mass,", "battery_status,")])
def test_a_table_of_attributes_that_is_off_is_refused(change: tuple[str, str]) -> None:
    body = TABLE.read_text("utf-8")
    assert parse_attributes(body.encode())
    with pytest.raises(MalformedError):
        parse_attributes(body.replace(*change, 1).encode())


@pytest.mark.parametrize(
    "change",
    [("shape", "prose"), ("low", "many"), ("row", "rhyme")],
)
def test_a_table_of_shapes_that_is_off_is_refused(change: tuple[str, str]) -> None:
    row = {"id": "battery_mass", "row": "attribute", "shape": "number", "low": "1", "high": "2",
           "valid_from": None, "valid_to": None, "source": "s", "confidence": "low"}  # fmt: skip
    assert parse_shapes(json.dumps({"rows": [row]}).encode()).attributes
    with pytest.raises(MalformedError):
        parse_shapes(json.dumps({"rows": [{**row, change[0]: change[1]}]}).encode())


def test_what_a_workshop_says_it_did_has_its_words_in_the_history_of_repairs() -> None:
    members = shapes().attributes["repair_history"].members
    assert {*get_args(RepairWork)} <= set(members["work"].words)
    assert {*get_args(PartKind)} == set(members["parts"].words)


@pytest.mark.parametrize(
    ("day", "is_one"),
    [("2026-02-28", True), ("2026-02-30", False), ("2026-W05-1", False), ("20260205ab", False),
     ("2026-02-28T10:00:00Z", False)],
)  # fmt: skip
def test_a_day_is_a_day_of_the_calendar_and_written_in_one_way(day: str, is_one: bool) -> None:
    found = check_value(attributes()["repair_history"], [{"date": day}])
    assert [one.code for one in found] == ([] if is_one else ["day"])


@pytest.mark.parametrize(
    ("time", "is_one"),
    [("2026-02-28", True), ("2026-02-28T10:00:00.5-06:00", True), ("2026-02-28T10:00Z", True),
     ("2026-02-28T10:00:00", False), ("20260228T1000Z", False), ("2026-02-28T25:00Z", False)],
)  # fmt: skip
def test_a_time_says_its_zone(time: str, is_one: bool) -> None:
    found = check_value(attributes()["temperature_information"], [{"time": time, "value": "20"}])
    assert [one.code for one in found] == ([] if is_one else ["date_time"])


def test_the_manual_promises_a_text_for_each_language_where_there_is_one() -> None:
    page = (ROOT / "docs" / "manual" / "passport-values.md").read_text("utf-8")
    two = {"es": "Agua", "en": "Water"}
    taken = {name for name in ROWS if shapes().attributes[name].sort == "multilingual"}
    for part in page.split("## English"):
        sentence = next(one for one in part.split(". ") if '{"es"' in one)
        assert set(re.findall(r"`([a-z_]+)`", sentence)) & set(ROWS) == taken
    assert all(check_value(attributes()[name], two, "") == [] for name in taken)
