"""Which UN number, beside what the case sheet tries."""

from __future__ import annotations

import pytest

from transport.deciding import decided


@pytest.mark.parametrize(
    ("chem", "config", "un"),
    [
        ("li_ion", "alone", "UN3480"),
        ("li_ion", "packed_with", "UN3481"),
        ("li_ion", "contained_in", "UN3481"),
        ("li_metal", "alone", "UN3090"),
        ("li_metal", "packed_with", "UN3091"),
        ("hybrid", "contained_in", "UN3091"),
        ("na_ion", "alone", "UN3551"),
        ("na_ion", "packed_with", "UN3552"),
        ("li_ion", "ctu", "UN3536"),
        ("li_ion", "vehicle", "UN3556"),
        ("li_metal", "vehicle", "UN3557"),
        ("na_ion", "vehicle", "UN3558"),
        ("wet", "vehicle", "UN3171"),
    ],
)
def test_the_number_follows_from_chemistry_and_configuration(
    chem: str, config: str, un: str
) -> None:
    assert decided(chem=chem, config=config, wh="", li_g="", form="").un == un


def test_the_number_is_known_before_the_condition_is() -> None:
    found = decided(condition="")

    assert (found.un, found.missing, found.outcome) == ("UN3480", ("condition",), "undecided")


@pytest.mark.parametrize(
    ("regime", "day", "un"),
    [
        ("ADR", "2024-12-31", "UN3171"),
        ("ADR", "2025-01-01", "UN3556"),
        ("IMDG", "2024-12-31", "UN3171"),
        ("IMDG", "2026-01-01", "UN3556"),
        ("49CFR", "2026-03-01", "UN3171"),
        ("NOM-002", "2026-03-01", "UN3171"),
    ],
)
def test_the_number_of_an_electric_car_depends_on_regime_and_day(
    regime: str, day: str, un: str
) -> None:
    found = decided(
        regime=regime, date=day, config="vehicle", fully_enclosed="no", stowage="container"
    )

    assert found.un == un
    assert ("US_UN3556_NOT_ADOPTED" in found.codes) == (regime == "49CFR")


def test_in_the_transition_the_older_edition_can_be_chosen() -> None:
    car = {"config": "vehicle", "date": "2025-03-01", "fully_enclosed": "no"}

    assert decided(**car).un == "UN3556"
    assert decided(**car, edition="ADR-2023").un == "UN3171"
    assert decided(**car, edition="2019").codes == {"NO_RULES_FOR_DATE"}


@pytest.mark.parametrize("regime", ["NOM-002", "49CFR"])
def test_sodium_ion_has_no_entry_in_lists_that_end_before_it(regime: str) -> None:
    found = decided(regime=regime, chem="na_ion")

    assert (found.un, found.prohibited) == ("", True)
    assert "NO_ENTRY_IN_EDITION" in found.codes
    assert ("SAT_KEY_MISSING" in found.codes) == (regime == "NOM-002")


def test_a_battery_of_one_cell_is_held_to_the_limit_of_a_cell() -> None:
    small = {"wh": "50", "net_kg": "1", "gross_kg": "2"}

    assert decided(**small).route == "SP188-ALONE"
    assert decided(**small, single_cell="yes").route == "FULL-ALONE"


def test_a_light_battery_in_a_heavy_package_is_not_a_heavy_battery() -> None:
    found = decided(wh="500", net_kg="40", count="10", gross_kg="60")

    assert found.packing_instructions == ("P903(1)",)


def test_a_large_packaging_took_one_battery_before_2025() -> None:
    heavy = {"count": "4", "net_kg": "320"}

    assert "LP903" in decided(**heavy).packing_instructions
    assert "LP903" not in decided(**heavy, date="2024-11-15").packing_instructions


def test_no_packing_above_400_kg_of_light_batteries() -> None:
    found = decided(wh="500", net_kg="500", count="100", gross_kg="600")

    assert found.outcome == "forbidden"
    assert "NO_PACKING_FITS" in found.codes


def test_a_damaged_vehicle_is_told_nothing_of_p908() -> None:
    heavy = {
        "condition": "ddr_stable", "net_kg": "1800", "gross_kg": "1900", "approval": "authority",
        "regime": "IMDG", "mode": "sea",
    }  # fmt: skip
    assert "P908_OVER_400KG" in decided(**heavy).codes
    assert "P908_OVER_400KG" not in decided(config="vehicle", **heavy).codes


def test_the_casing_that_nobody_told_of_is_not_taken_for_strong() -> None:
    found = decided(casing="", net_kg="300", gross_kg="320")

    assert found.packing_instructions == ("P903(1)", "LP903")
    assert "CASING_UNKNOWN" in found.codes


def test_what_mexico_asks_for_is_named() -> None:
    needs = {one.code for one in decided(regime="NOM-002", condition="waste_recycling").needs}

    assert {
        "MX_TRANSPORT_DOCUMENT", "MX_EMERGENCY_SHEET", "CARTA_PORTE", "MX_WASTE_MANIFEST",
    } <= needs  # fmt: skip
    waste = decided(regime="NOM-002", condition="waste_recycling").needs
    carrier = next(one.text.es for one in waste if one.code == "MX_WASTE_MANIFEST")
    assert "por el estado si es de manejo especial" in carrier
    old = decided(regime="NOM-002", date="2024-06-01").needs
    assert any("NOM-043-SCT/2003" in one.text.es for one in old)


def test_words_are_printed_with_the_dash_and_section_sign_of_the_law() -> None:
    small = decided(regime="49CFR", wh="95", net_kg="10", gross_kg="14")
    prototype = decided(regime="49CFR", un38_3="no", condition="prototype", run="12")

    assert any("BATTERIES—FORBIDDEN" in mark for mark in small.marks)
    assert "Transport in accordance with § 173.185(e)" in prototype.statements


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ({}, True),
        ({"condition": "waste_recycling", "regime": "NOM-002"}, False),
        ({"un38_3": "no", "run": "50"}, False),
        ({"condition": "ddr_stable"}, False),
    ],
)
def test_p903_2_is_hinted_at_only_where_a_strong_casing_opens_it(
    words: dict[str, str], told: bool
) -> None:
    assert ("CASING_UNKNOWN" in decided(**{"casing": "", **words}).codes) == told
    assert ("P903(2)" in decided(**{"casing": "strong", **words}).packing_instructions) == told


@pytest.mark.parametrize("config", ["alone", "packed_with", "contained_in"])
def test_a_spanish_name_that_nobody_compared_says_so_in_every_decision(config: str) -> None:
    found = decided(chem="na_ion", config=config)

    assert found.psn_es_confidence == "medium"
    told = next(one for one in found.warnings if one.code == "NAME_ES_UNVERIFIED")
    assert found.psn_es in told.text.es
    assert told.confidence == "medium"
    assert decided(config=config).psn_es_confidence == "high"
    assert "NAME_ES_UNVERIFIED" not in decided(config=config).codes
