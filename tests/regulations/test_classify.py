"""The class of a waste, row by row and day by day."""

from __future__ import annotations

import json
from typing import Any

import pytest

from batterypass.domain.vocabulary import CONDITION_RANK
from batterypass.regulations.classify import (
    OPEN_CLASSES,
    STRICTNESS,
    Classification,
    classify,
    damage_state_of,
)
from batterypass.regulations.tables import Regulations
from worlds import packaged_bodies, packaged_regulations

TODAY = "2026-11-21"

#: (regime, stream) -> class, waste codes; every cell of every row that ever held.
CELLS: dict[tuple[str, str], tuple[str, tuple[str, ...]]] = {
    ("MX-2004", "whole_battery"): ("special_handling", ("19-VIII", "19-IX")),
    ("MX-2004", "cells_modules_offspec"): ("special_handling", ()),
    ("MX-2004", "production_scrap"): ("determine", ()),
    ("MX-2004", "black_mass"): ("hazardous_unless_tested", ("CRETIB-BLACKMASS",)),
    ("MX-2004", "electrolyte"): ("hazardous", ()),
    ("EU-PRE-934", "whole_battery"): ("non_hazardous", ("16 06 05",)),
    ("EU-PRE-934", "production_scrap"): ("determine", ()),
    ("EU-PRE-934", "black_mass"): ("determine", ("19 12 11*", "19 12 12")),
    ("EU-PRE-934", "electrolyte"): ("hazardous", ("16 06 06*",)),
    ("EU-934", "whole_battery"): ("hazardous", ("16 06 07*",)),
    ("EU-934", "cells_modules_offspec"): ("hazardous", ("16 06 24*",)),
    ("EU-934", "production_scrap"): ("determine", ("16 06 24*", "16 06 25")),
    ("EU-934", "black_mass"): ("hazardous", ("19 14 02*",)),
    ("EU-934", "electrolyte"): ("hazardous", ("16 06 06*",)),
    ("EU-934", "slag"): ("determine", ("10 08 21*", "10 08 22")),
    ("EU-934", "alloy"): ("non_hazardous", ("19 14 08",)),
    ("UK-OLD-LIST", "whole_battery"): ("non_hazardous", ("16 06 05",)),
    ("UK-OLD-LIST", "black_mass"): ("determine", ("19 12 11*", "19 12 12")),
    ("UK-OLD-LIST", "electrolyte"): ("hazardous", ("16 06 06*",)),
    ("US-RCRA", "whole_battery"): ("determine", ("D001", "D003", "UW-BATTERY")),
    ("US-RCRA", "production_scrap"): ("determine", ()),
    ("US-RCRA", "black_mass"): ("determine", ()),
    ("BASEL-EWASTE", "whole_battery"): ("determine", ("A1170", "B1090")),
    ("BASEL-EWASTE", "e_waste"): ("determine", ("A1181", "Y49")),
}
HELD = [
    row
    for row in packaged_regulations().table("classification-regimes").rows
    if row["status"] != "proposed"
]
#: A day on which each row held.
DAYS = {row["id"]: row["valid_to"] or TODAY for row in HELD}


def classified(
    jurisdiction: str, day: str, stream: str, condition: str = "serviceable", **given: Any
) -> Classification:
    return classify(
        given.get("regulations", packaged_regulations()),
        jurisdiction,
        day,
        stream,
        condition,
        given.get("declared", False),
    )


def test_every_cell_of_every_row_has_a_case() -> None:
    assert {*CELLS} == {(row["id"], stream) for row in HELD for stream in row["default"]}


@pytest.mark.parametrize("row", HELD, ids=[row["id"] for row in HELD])
def test_every_row_that_ever_held_gives_its_class(row: dict[str, Any]) -> None:
    for stream in row["default"]:
        found = classified(row["jurisdiction"], DAYS[row["id"]], stream)

        expected, codes = CELLS[row["id"], stream]
        assert (found.regime, found.waste_class, found.codes) == (row["id"], expected, codes)
        assert found.table_sha256 == packaged_regulations().table("classification-regimes").sha256
        assert found.day == DAYS[row["id"]]


@pytest.mark.parametrize("row", HELD, ids=[row["id"] for row in HELD])
def test_a_row_holds_on_its_first_day_and_not_before(row: dict[str, Any]) -> None:
    first = row["valid_from"]
    before = f"{int(first[:4]) - 1}{first[4:]}"

    assert classified(row["jurisdiction"], first, "whole_battery").regime == row["id"]
    assert classified(row["jurisdiction"], before, "whole_battery").regime != row["id"]


@pytest.mark.parametrize(
    ("day", "regime", "waste_class", "codes"),
    [
        ("2026-11-08", "EU-PRE-934", "non_hazardous", ("16 06 05",)),
        ("2026-11-09", "EU-934", "hazardous", ("16 06 07*",)),
    ],
)
def test_a_european_pack_becomes_hazardous_overnight(
    day: str, regime: str, waste_class: str, codes: tuple[str, ...]
) -> None:
    found = classified("EU", day, "whole_battery")

    assert (found.regime, found.waste_class, found.codes) == (regime, waste_class, codes)


@pytest.mark.parametrize(
    ("condition", "waste_class", "reason"),
    [
        ("serviceable", "special_handling", "classified-stream"),
        ("damaged_stable", "hazardous", "classified-damage"),
        ("damaged_critical", "hazardous", "classified-damage"),
        ("cannot_be_diagnosed", "hazardous", "classified-damage"),
        ("", "special_handling", "classified-stream"),
    ],
)
def test_a_damaged_mexican_pack_is_hazardous(condition: str, waste_class: str, reason: str) -> None:
    found = classified("MX", TODAY, "whole_battery", condition)

    assert found.waste_class == waste_class
    assert found.reason.code == reason
    assert (found.competence, found.document) == {
        "hazardous": ("federal", "mx_semarnat"),
        "special_handling": ("state", "state manifest (32 variants)"),
    }[waste_class]


def test_a_generator_may_declare_its_pack_hazardous() -> None:
    found = classified("MX", TODAY, "whole_battery", declared=True)

    assert (found.waste_class, found.reason.code) == ("hazardous", "classified-declared")
    assert found.document == "mx_semarnat"
    assert classified("UK", TODAY, "whole_battery", declared=True).waste_class == "non_hazardous"


@pytest.mark.parametrize("condition", [*CONDITION_RANK, ""])
def test_every_condition_has_a_damage_state(condition: str) -> None:
    listed = json.loads(packaged_bodies()["classification-regimes"])["damage_states"]

    assert damage_state_of(condition) in listed


def test_what_no_row_speaks_of_is_left_to_a_person() -> None:
    stream = classified("MX", TODAY, "slag")
    country = classified("BR", TODAY, "whole_battery")

    for found in (stream, country):
        assert found.waste_class == "determine"
        assert found.doubtful
        assert found.accepts("hazardous")
        assert found.accepts(found.mild_class)
    assert country.regime == ""
    assert country.confidence == "low"


@pytest.mark.parametrize(
    ("jurisdiction", "stream", "doubtful"),
    [
        ("EU", "whole_battery", False),
        ("EU", "production_scrap", True),
        ("MX", "whole_battery", True),
        ("MX", "black_mass", True),
        ("UK", "whole_battery", True),
        ("US", "whole_battery", True),
    ],
)
def test_what_is_doubtful_stays_doubtful(jurisdiction: str, stream: str, doubtful: bool) -> None:
    found = classified(jurisdiction, TODAY, stream)

    assert found.doubtful is doubtful
    assert found.doubtful == (found.confidence != "high" or found.waste_class in OPEN_CLASSES)


def test_a_code_of_another_stream_does_not_make_it_less_certain() -> None:
    # D001 stands twice in the list: high for packs, medium for black mass.
    assert classified("US", TODAY, "whole_battery").confidence == "high"


def test_a_project_default_is_the_least_certain() -> None:
    assert classified("MX", TODAY, "black_mass").confidence == "low"


@pytest.mark.parametrize(
    ("jurisdiction", "stream", "accepted"),
    [
        ("MX", "whole_battery", {"special_handling"}),
        ("MX", "electrolyte", {"hazardous"}),
        ("MX", "black_mass", {"hazardous", "special_handling"}),
        ("MX", "production_scrap", {"hazardous", "special_handling"}),
        ("EU", "whole_battery", {"hazardous"}),
        ("EU", "alloy", {"any"}),
        ("EU", "production_scrap", {"hazardous", "any"}),
        ("UK", "whole_battery", {"any"}),
    ],
)
def test_a_declaration_agrees_or_decides_what_is_open(
    jurisdiction: str, stream: str, accepted: set[str]
) -> None:
    found = classified(jurisdiction, TODAY, stream)

    assert {
        one for one in ("hazardous", "special_handling", "any") if found.accepts(one)
    } == accepted


def with_regime(**changed: Any) -> Regulations:
    """Give the packaged tables with one more row of classification."""
    table = json.loads(packaged_bodies()["classification-regimes"])
    row = next(row for row in table["regimes"] if row["id"] == "MX-2004")
    table["regimes"].append({**row, **changed})
    body = json.dumps(table, ensure_ascii=False).encode()
    return Regulations.parse({**packaged_bodies(), "classification-regimes": body})


NOM_052 = {
    "id": "MX-NOM-052-2027", "valid_from": "2027-07-01",
    "default": {"whole_battery": "hazardous"}, "confidence": "high",
}  # fmt: skip


def test_a_new_law_changes_nothing_before_its_day() -> None:
    after = with_regime(**NOM_052)

    for day in ("2004-01-06", TODAY, "2027-06-30"):
        for stream in ("whole_battery", "black_mass"):
            for condition in CONDITION_RANK:
                before = classified("MX", day, stream, condition)
                now = classified("MX", day, stream, condition, regulations=after)
                assert (now.waste_class, now.regime, now.codes) == (
                    before.waste_class,
                    before.regime,
                    before.codes,
                )
    new = classified("MX", "2027-07-01", "whole_battery", regulations=after)
    assert (new.waste_class, new.regime) == ("hazardous", "MX-NOM-052-2027")


def test_a_bill_changes_nothing_on_any_day() -> None:
    bill = with_regime(**{**NOM_052, "status": "proposed"})

    found = classified("MX", "2030-01-01", "whole_battery", regulations=bill)

    assert (found.waste_class, found.regime) == ("special_handling", "MX-2004")


@pytest.mark.parametrize("cell", ["16 06 07*", "16 06 07", "160607"])
def test_codes_of_a_waste_list_are_compared_by_their_digits(cell: str) -> None:
    row = {**NOM_052, "jurisdiction": "EU", "default": {"whole_battery": cell}}

    found = classified("EU", "2028-01-01", "whole_battery", regulations=with_regime(**row))

    assert (found.waste_class, found.confidence) == ("hazardous", "high")


def test_a_code_that_nobody_knows_on_that_day_is_not_trusted() -> None:
    wrong = with_regime(**{**NOM_052, "default": {"whole_battery": "99 99 99*"}})

    found = classified("MX", "2028-01-01", "whole_battery", regulations=wrong)

    assert (found.waste_class, found.confidence) == ("determine", "low")


@pytest.mark.parametrize("lang", ["es", "en"])
@pytest.mark.parametrize(("regime", "stream"), sorted(CELLS))
def test_the_reason_is_said_in_both_languages(regime: str, stream: str, lang: str) -> None:
    row = next(row for row in HELD if row["id"] == regime)

    said = classified(row["jurisdiction"], DAYS[regime], stream).reason.text(lang)

    assert regime in said
    assert DAYS[regime] in said
    assert "~" not in said
    assert "—" not in said


def test_the_strictest_class_is_known_for_each() -> None:
    assert max(STRICTNESS, key=lambda one: STRICTNESS[one]) == "hazardous"
    assert {*STRICTNESS} >= {*OPEN_CLASSES}
