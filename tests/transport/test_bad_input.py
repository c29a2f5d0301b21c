"""Answers that cannot be true are refused, and answers that nobody gave are asked for."""

from __future__ import annotations

import pytest

from transport.deciding import PACK, decided


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"config": "vehicle+packed_with"}, "CONTRADICTION"),
        ({"config": "vehicle,alone"}, "CONTRADICTION"),
        ({"gross_kg": "100"}, "CONTRADICTION"),
        ({"li_g": "3"}, "CONTRADICTION"),
        ({"disposition": "recycling"}, "CONTRADICTION"),
        ({"ddr_reason": "leak"}, "CONTRADICTION"),
        ({"condition": "waste_disposal", "disposition": "recycling"}, "CONTRADICTION"),
        ({"condition": "waste_recycling", "ddr_reason": "not_diagnosable"}, "CONTRADICTION"),
        ({"short_circuited": "yes"}, "CONTRADICTION"),
        ({"scheme": "collection"}, "CONTRADICTION"),
        ({"config": "vehicle", "form": "cell", "wh": "50"}, "CONTRADICTION"),
        ({"battery_safety_affected": "no"}, "CONTRADICTION"),
        ({"wh": "0"}, "ENERGY_IMPOSSIBLE"),
        ({"wh": "-5"}, "ENERGY_IMPOSSIBLE"),
        ({"wh": "99999999"}, "ENERGY_IMPOSSIBLE"),
        ({"wh": "52000000"}, "ENERGY_IMPOSSIBLE"),
        ({"wh": "9000000", "net_kg": "420"}, "ENERGY_IMPOSSIBLE"),
        ({"wh": "52"}, "ENERGY_IMPOSSIBLE"),
        ({"wh": "52", "config": "contained_in", "regime": "NOM-002"}, "ENERGY_IMPOSSIBLE"),
        ({"chem": "li_metal", "wh": "", "li_g": "0.5"}, "ENERGY_IMPOSSIBLE"),
        ({"chem": "hybrid", "li_g": "0.5", "wh": "52"}, "ENERGY_IMPOSSIBLE"),
        ({"chem": "li_metal", "wh": "", "li_g": "0"}, "ENERGY_IMPOSSIBLE"),
        ({"soc_percent": "101"}, "SOC_IMPOSSIBLE"),
        ({"soc_percent": "-1"}, "SOC_IMPOSSIBLE"),
        ({"soc_percent": "0.8"}, "SOC_IMPOSSIBLE"),
        ({"soc_percent": "0.99", "regime": "IATA"}, "SOC_IMPOSSIBLE"),
        ({"net_kg": "0"}, "NUMBER_IMPOSSIBLE"),
        ({"count": "0"}, "NUMBER_IMPOSSIBLE"),
        ({"date": "2026-02-30"}, "DATE_UNREADABLE"),
        ({"date": "10/03/2026"}, "DATE_UNREADABLE"),
        ({"wh": "1e3"}, "UNREADABLE"),
        ({"wh": "NaN"}, "UNREADABLE"),
        ({"condition": "damaged"}, "UNREADABLE"),
        ({"un38_3": "maybe"}, "UNREADABLE"),
        ({"count": "1.5"}, "UNREADABLE"),
        ({"qa333": "perhaps"}, "UNREADABLE"),
        ({"colour": "red"}, "UNREADABLE"),
        ({"approval": "A331; drop"}, "UNREADABLE"),
    ],
)
def test_answers_that_cannot_be_true_are_refused(changes: dict[str, str], code: str) -> None:
    found = decided(**changes)

    assert (found.outcome, found.prohibited) == ("refused", True)
    assert {one.code for one in found.reasons} == {code}
    assert (found.un, found.marks, found.packings) == ("", (), ())


@pytest.mark.parametrize("soc", ["0", "1", "1.5", "100"])
def test_an_empty_and_a_full_battery_are_no_fraction(soc: str) -> None:
    assert decided(soc_percent=soc).outcome == "allowed"


def test_kwh_typed_as_wh_is_asked_about_and_gives_no_relief() -> None:
    light = {"wh": "2", "net_kg": "28", "gross_kg": "29", "casing": ""}

    assert decided(**light).codes == {"ENERGY_IMPOSSIBLE"}
    for regime in ("ADR", "49CFR"):
        assert decided(**light, count="", regime=regime).missing == ("count",)
    assert decided(**light, count="200").route == "SP188-ALONE"
    assert decided(**light, count="", form="cell").missing == ("count",)
    assert decided(wh="99", net_kg="1.8", gross_kg="2").route == "SP188-ALONE"


@pytest.mark.parametrize(
    ("regime", "day", "code"),
    [
        ("ADR", "2022-12-31", "NO_RULES_FOR_DATE"),
        ("RID", "2024-06-01", "NO_RULES_FOR_DATE"),
        ("IATA", "2024-12-31", "NO_RULES_FOR_DATE"),
        ("IATA", "2028-01-01", "NO_RULES_FOR_DATE"),
        ("49CFR", "2024-05-09", "NO_RULES_FOR_DATE"),
        ("NOM-002", "2011-06-01", "NO_RULES_FOR_DATE"),
        ("ADR", "2027-07-01", "EDITION_NOT_REVIEWED"),
        ("RID", "2027-07-01", "EDITION_NOT_REVIEWED"),
        ("IMDG", "2028-01-01", "EDITION_NOT_REVIEWED"),
        ("IATA", "2027-01-01", "EDITION_NOT_REVIEWED"),
        ("NOM-002", "2023-12-01", "EDITION_NOT_REVIEWED"),
    ],
)
def test_a_day_for_which_nothing_was_read_decides_nothing(regime: str, day: str, code: str) -> None:
    found = decided(regime=regime, date=day)

    assert (found.outcome, found.prohibited, found.un) == ("undecided", True, "")
    assert [one.code for one in found.reasons] == [code]


def test_a_newer_edition_that_nobody_read_is_told_in_the_transition() -> None:
    found = decided(date="2027-02-01")

    assert (found.outcome, found.edition_id) == ("allowed", "ADR-2025")
    assert "EDITION_NOT_REVIEWED" in {one.code for one in found.warnings}


@pytest.mark.parametrize("mode", ["air", "sea", "rail"])
def test_a_regime_is_not_used_for_a_mode_that_was_not_read(mode: str) -> None:
    assert decided(mode=mode).codes == {"MODE_NOT_COVERED"}


@pytest.mark.parametrize("name", ["regime", "date", "config", "chem", "condition"])
def test_without_the_first_answers_no_table_is_entered(name: str) -> None:
    found = decided(**{name: ""})

    assert found.missing == (name,)
    assert (found.outcome, found.marks, found.statements) == ("undecided", (), ())


@pytest.mark.parametrize(
    ("changes", "missing"),
    [
        ({"wh": ""}, "wh"),
        ({"wh": "50", "net_kg": "1", "gross_kg": "2", "form": ""}, "form"),
        ({"wh": "50", "net_kg": "1", "gross_kg": ""}, "gross_kg"),
        ({"un38_3": ""}, "un38_3"),
        ({"un38_3": "unknown"}, "un38_3"),
        ({"un38_3": "no"}, "run"),
        ({"un38_3": "no", "condition": "prototype"}, "purpose"),
        ({"chem": "li_metal", "wh": ""}, "li_g"),
        ({"regime": "49CFR", "wh": ""}, "wh"),
        ({"condition": "ddr_stable", "count": ""}, "count"),
        ({"condition": "ddr_stable", "net_kg": "", "count": "2"}, "net_kg"),
        ({"condition": "waste_recycling", "casing": ""}, "casing"),
        ({"config": "vehicle"}, "fully_enclosed"),
        ({"config": "vehicle", "condition": "ddr_stable"}, "battery_safety_affected"),
        (
            {"config": "vehicle", "condition": "ddr_stable", "battery_safety_affected": "yes"},
            "removable",
        ),
        ({"regime": "IMDG", "config": "vehicle"}, "stowage"),
        (
            {
                "regime": "IATA", "wh": "500", "net_kg": "20", "soc_percent": "",
                "aircraft": "cao", "approval": "none",
            },
            "soc_percent",
        ),
        ({"regime": "IATA", "wh": "500", "net_kg": "20"}, "aircraft"),
        ({"regime": "IATA", "aircraft": "cao"}, "approval"),
        ({"regime": "IATA", "condition": "waste_recycling"}, "approval"),
        ({"regime": "49CFR", "condition": "ddr_critical"}, "approval"),
        (
            {"config": "contained_in", "wh": "50", "net_kg": "1", "count": ""},
            "count",
        ),
        (
            {"config": "contained_in", "wh": "50", "net_kg": "1", "packages": ""},
            "packages",
        ),
        (
            {
                "regime": "IATA", "config": "vehicle", "soc_percent": "28", "soc_basis": "",
                "approval": "none",
            },
            "soc_basis",
        ),
        (
            {
                "scheme": "collection", "condition": "waste_recycling", "form": "cell", "wh": "10",
                "net_kg": "20", "gross_kg": "25", "count": "400",
            },
            "cell_gross_g",
        ),
    ],
)  # fmt: skip
def test_what_a_rule_needs_is_asked_for_and_never_assumed(
    changes: dict[str, str], missing: str
) -> None:
    found = decided(**changes)

    assert found.missing == (missing,)
    assert (found.outcome, found.prohibited) == ("undecided", True)
    assert (found.marks, found.statements) == ((), ())
    assert any(missing in one.text.en and one.source for one in found.reasons)


def test_an_answer_that_changes_nothing_is_not_asked_for() -> None:
    heavy = dict.fromkeys(("soc_percent", "soc_basis", "packages", "form"), "")

    assert decided(**heavy).outcome == "allowed"
    assert decided(regime="IATA", condition="ddr_stable", wh="", net_kg="").outcome == "forbidden"


def test_every_answer_of_the_pack_left_out_is_asked_for_or_does_not_matter() -> None:
    whole = decided()
    for name in PACK:
        found = decided(**{name: ""})
        assert found.missing or found.level == whole.level, name


def test_what_cannot_be_diagnosed_counts_as_damaged() -> None:
    found = decided(condition="cannot_be_diagnosed")

    assert (found.level, found.packing_instructions) == ("damaged", ("LP904",))
    assert "CANNOT_BE_DIAGNOSED" in found.codes


@pytest.mark.parametrize("regime", ["ADR", "RID", "IMDG", "49CFR", "NOM-002"])
def test_a_recall_for_safety_counts_as_damage_however_small_and_sound(regime: str) -> None:
    small = {"wh": "90", "net_kg": "1", "gross_kg": "2", "casing": "", "regime": regime}
    found = decided(**small, recalled="yes")

    assert (decided(**small).level, found.level) == ("marked", "damaged")
    assert "RECALLED" in found.codes


def test_of_a_recalled_vehicle_it_is_asked_what_is_asked_of_a_damaged_one() -> None:
    recalled = {"config": "vehicle", "recalled": "yes"}

    assert decided(**recalled).missing == ("battery_safety_affected",)
    safe = decided(**recalled, battery_safety_affected="no", fully_enclosed="no")
    assert safe.route == "DDR-VEHICLE-SAFE"


def test_the_test_of_a_module_does_not_qualify_a_pack() -> None:
    found = decided(article="other", run="5000")

    assert found.outcome == "forbidden"
    assert {"UN383_MISSING", "UN383_WRONG_ARTICLE"} <= found.codes


def test_an_approval_that_no_rule_knows_relieves_of_nothing() -> None:
    assert decided(regime="IATA", approval="X77", aircraft="cao").outcome == "forbidden"
