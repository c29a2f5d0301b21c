"""Words of transport papers: by day, in both languages, and none is missing that a decision asks for."""

from __future__ import annotations

import json
from importlib.resources import files
from typing import Any

import pytest

from batterypass.bootstrap import transport_tables
from batterypass.documents.packing_checklist import mark_words
from batterypass.documents.transport_forms import checks_for, guides_for, road_form
from batterypass.errors import InputError
from batterypass.regulations.transport.marks import MARKS

DAY = "2026-11-23"
#: Packings that are no packing of a package: the goods themselves, as the rule says.
_NO_PACKAGE = {"SP666", "SP389", "SP636", "SP670", "SP400"}


def data(name: str) -> Any:
    return json.loads((files("batterypass.documents.resources") / name).read_bytes())


@pytest.mark.parametrize(
    ("day", "title"),
    [("2024-11-22", "DOCUMENTO DE EMBARQUE"), ("2024-11-23", "DOCUMENTO DE TRANSPORTE")],
)
def test_the_mexican_document_has_the_name_of_its_day(day: str, title: str) -> None:
    assert road_form("mx", day).title.es.startswith(title)


def test_a_day_without_a_wording_is_refused() -> None:
    with pytest.raises(InputError):
        road_form("mx", "2003-12-31")


def test_every_field_of_mexico_is_to_be_compared_and_none_of_europe() -> None:
    assert all(one.verify for one in road_form("mx", DAY).fields)
    assert not any(one.verify for one in road_form("adr", DAY).fields)


@pytest.mark.parametrize("regime", ["ADR-2023", "ADR-2025", "NOM-002-2023"])
def test_every_packing_that_a_road_decision_offers_has_a_list(regime: str) -> None:
    offered = {
        choice.packing.code
        for choices in transport_tables().rules[regime].packings.values()
        for choice in choices
    }
    by_road = {one for one in offered if one.startswith(("P9", "LP9", "SP"))} - _NO_PACKAGE
    by_road -= {"SP961", "SP962"}
    assert by_road
    assert [one for one in sorted(by_road) if checks_for(one, DAY) is None] == []


@pytest.mark.parametrize("chem", ["li_ion", "na_ion", "li_metal", "hybrid"])
def test_every_chemistry_has_advice_in_every_section(chem: str) -> None:
    (guide,) = guides_for([chem], DAY)
    assert [one.key for one in guide.sections] == [
        "nature", "risks", "gear", "accident", "leak", "fire", "aid", "doctor",
    ]  # fmt: skip
    assert all(one.lines for one in guide.sections)


def test_every_mark_is_said_in_words() -> None:
    for mark in MARKS:
        said = mark_words(mark, "UN 3480", "BATERÍAS DE IÓN LITIO", "es")
        assert said != mark
        assert "{" not in said
    assert mark_words("UNNO", "UN 3480", "X", "both") == "número ONU: UN 3480 / UN number: UN 3480"
    assert mark_words("TXT[ABC]", "UN 3480", "X", "es") == "las palabras «ABC»"
    assert mark_words("TXT[ABC]", "UN 3480", "X", "en") == "the words “ABC”"


@pytest.mark.parametrize(
    "name", ["transport-forms.json", "emergency-guides.json", "packing-checks.json"]
)
def test_every_text_is_in_both_languages_and_no_number_of_a_service_is_among_them(
    name: str,
) -> None:
    def walk(value: Any) -> None:
        if isinstance(value, dict):
            assert bool(value.get("es")) == bool(value.get("en")), value
            for one in value.values():
                walk(one)
        elif isinstance(value, list):
            for one in value:
                walk(one)

    walk(data(name))
    plain = json.dumps(data(name))
    assert "214 00" not in plain
    assert "424 9300" not in plain
