"""A load: what is offered answers as the log does, and one damaged pack decides for all."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from batterypass.app.un_answers import gather
from batterypass.bootstrap import open_ledger, regulations, transport_tables
from batterypass.domain.states import ItemState
from batterypass.regulations.tables import Regulations
from batterypass.regulations.transport.loads import (
    Said,
    answers_about,
    decide_load,
    tables_of,
)
from batterypass.regulations.transport.packings import is_packing
from batterypass.regulations.transport.severity import severity
from cli.desk import Desk
from transport.deciding import decided

ROAD = Said("ADR", "2026-03-10", "", {"config": "alone", "mode": "road", "casing": "strong"})
CONDITIONS = ("serviceable", "damaged_stable", "damaged_critical", "cannot_be_diagnosed")


def pack(name: str = "i", **changed: object) -> ItemState:
    state = ItemState(name, "pack", "original", "", "", "", "", 0, chemistry="LFP", un38_3="pack")
    for field, value in changed.items():
        setattr(state, field, value)
    return state


def line(condition: str = "serviceable", kg: str = "300", **more: str) -> dict[str, str]:
    return {
        "condition": condition, "mass_kg": kg, "energy_wh": "40000", "un38_3": "pack", **more,
    }  # fmt: skip


@pytest.mark.parametrize("number", range(1, 6))
def test_a_pack_is_offered_with_the_answers_that_un_check_gives_for_it(
    packs: Desk, number: int
) -> None:
    from batterypass.app.offers import lines_of

    given_words = {"mode": "road", "config": "alone", "regime": "ADR", "disposition": "recycling"}
    with open_ledger(packs.ledger, read_only=True) as ledger:
        item = ledger.item(f"SA26-{number:06}")
        sound = {name: word for name, word in given_words.items() if name != "disposition"}
        words = given_words if item.life == "waste" else sound
        gathered = gather(ledger.session, item, words, "2026-11-23")
        said = Said("ADR", "2026-11-23", "reciclaje", sound)
        offered = answers_about(item, lines_of([item])[0].form(), said)

    known = {name: one.value for name, one in gathered.known.items()}
    assert {**offered, "soc_basis": ""} == {**known, "soc_basis": ""}


@given(st.lists(st.sampled_from(CONDITIONS), min_size=1, max_size=6))
def test_no_battery_of_a_load_is_stricter_than_the_load(conditions: list[str]) -> None:
    lines = [(pack(f"i{place}"), line(one)) for place, one in enumerate(conditions)]

    load = decide_load(lines, ROAD, transport_tables())

    assert load is not None
    assert severity(load.strictest) == max(map(severity, load.decisions.values()))
    assert load.decisions[load.item] == load.strictest
    worst = "damaged_critical" in conditions
    assert ("P911" in load.strictest.packing_instructions) == worst


def test_a_second_life_pack_does_not_travel_on_the_first_makers_test() -> None:
    rebuilt = pack(life="repurposed", un38_3="")
    load = decide_load([(rebuilt, line())], ROAD, transport_tables())

    assert load is not None
    assert load.strictest.prohibited
    assert "UN383_WRONG_ARTICLE" in load.strictest.codes
    own = decide_load([(pack(life="repurposed"), line())], ROAD, transport_tables())
    assert own is not None
    assert not own.strictest.prohibited


@pytest.mark.parametrize("condition", CONDITIONS[1:])
def test_a_damaged_second_life_pack_may_still_leave_under_376(condition: str) -> None:
    load = decide_load(
        [(pack(life="repurposed", un38_3=""), line(condition))], ROAD, transport_tables()
    )

    assert load is not None
    assert not load.strictest.prohibited
    assert "376" in load.strictest.special_provisions


def test_waste_and_sound_packs_together_keep_the_mark_of_the_waste() -> None:
    said = Said("ADR", "2026-03-10", "reciclaje", ROAD.answers)
    lines = [(pack("a"), line()), (pack("b", life="waste"), line())]
    load = decide_load(lines, said, transport_tables())

    assert load is not None
    assert "377" in load.all_of("special_provisions")
    assert "TXT[LITHIUM BATTERIES FOR RECYCLING]" in load.all_of("marks")


def test_cells_of_a_lot_are_not_counted_as_one_and_their_energy_is_nobodys() -> None:
    lot = pack(item_kind="cell_lot", un38_3="cell")
    words = answers_about(lot, line(un38_3="cell"), ROAD)

    assert words["form"] == "cell"
    assert "count" not in words
    assert "wh" not in words


def test_the_chemistry_of_what_nobody_knows_is_not_assumed() -> None:
    words = answers_about(pack(chemistry="other"), line(), ROAD)
    assert "chem" not in words

    sodium = answers_about(pack(chemistry="sodium-ion"), line(), ROAD)
    assert sodium["chem"] == "na_ion"


@pytest.mark.parametrize(
    ("packing", "fits"),
    [
        ("P903(2)", True), ("P903", True), ("p903(2)", True), ("LP903", True), ("P903(2) / LP903", True),
        ("P903(1)", False), ("P908", False), ("P903(2) / P911", False), ("none", False), ("/", False),
    ],
)  # fmt: skip
def test_a_packing_is_read_with_its_paragraph_and_without(packing: str, fits: bool) -> None:
    found = decided(regime="ADR", config="alone", net_kg="300", casing="strong")

    assert found.packing_instructions == ("P903(2)", "LP903")
    assert is_packing(packing, found) is fits


def test_tables_that_are_not_all_there_decide_nothing() -> None:
    whole = regulations()
    short = Regulations({name: one for name, one in whole.tables.items() if name != "un-limits"})

    assert tables_of(short) is None
    assert tables_of(whole) is transport_tables()


def test_a_small_run_that_nobody_tested_is_offered_under_special_provision_310() -> None:
    run = replace(ROAD, answers={**ROAD.answers, "run": "50"})
    untested = pack(un38_3="")
    for evidence in ({"un38_3": "none"}, {"un38_3": ""}):
        load = decide_load([(untested, {**line(), **evidence})], run, transport_tables())
        assert load is not None
        assert load.strictest.special_provisions == ("310",)
        assert load.strictest.packing_instructions == ("P910", "LP905")

    tested = decide_load([(pack(), line())], run, transport_tables())
    assert tested is not None
    assert tested.strictest.special_provisions == (), "a test that was done counts"


def test_a_line_that_says_that_nothing_was_tested_is_believed() -> None:
    load = decide_load([(pack(un38_3=""), line(un38_3="none"))], ROAD, transport_tables())

    assert load is not None
    assert load.strictest.missing == ("run",), "only a small run travels without"
