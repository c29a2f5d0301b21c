"""Offers: what the log and the tables propose, and who may take and carry what."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from app import yard as yards
from batterypass.app import folios, offers, permits
from batterypass.bootstrap import carriage
from batterypass.errors import InputError, RefusedError
from batterypass.regulations.carriage import Proposal, Travelling, propose
from batterypass.rules import transport

DAY = "2026-11-23"
PACKS = yards.PACKS


@pytest.fixture(scope="module")
def shared_yard(tmp_path_factory: pytest.TempPathFactory) -> yards.Yard:
    """A yard with three packs of waste, one of them swollen; nothing here writes to it."""
    yard = yards.make_yard(tmp_path_factory.mktemp("offers"))
    yard.at("11-20T09:00").log(
        "incident.reported", yards.MAKER, item=PACKS[2], incident="swelling", injuries=False,
        condition_after="damaged_stable",
    )  # fmt: skip
    yard.log(
        "item.assessed", yards.MAKER, item=PACKS[0], condition="serviceable", soc_percent="28",
        method="bms_reading",
    )  # fmt: skip
    yard.log(
        "item.declared-waste", yards.MAKER, items=list(PACKS[:3]), reason="end_of_life",
        stream="whole_battery",
    )  # fmt: skip
    return yard.at("11-23T08:10")


def lines(yard: yards.Yard, *numbers: int) -> list[offers.Line]:
    return offers.lines_of(
        yard.session, [yard.session.world.item(PACKS[number]) for number in numbers]
    )


def offer(yard: yards.Yard, *numbers: int, **other: Any) -> dict[str, Any]:
    """Give the form of an offer of waste packs by number."""
    chosen = lines(yard, *numbers)
    found = offers.classify_lines(yard.session, chosen, DAY)
    waste_class = offers.classes_to_choose(found)[0]
    number = folios.next_id(yard.session, yards.MAKER, DAY, waste=True)
    waste = offers.Waste(
        number, yards.MAKER, "reciclaje", waste_class, "Tarima", len(chosen),
        offers.name_of_waste(yard.session, chosen),
        cretib="RTI" if waste_class == "hazardous" else "",
    )  # fmt: skip
    proposal = offers.propose_transport(yard.session, chosen, DAY, operation="reciclaje")
    assert proposal is not None
    whole = offers.Offer(
        number, yards.CARRIER, other.get("to", yards.RECYCLER), other.get("site", "patio-1"),
        chosen, waste=waste, transport=proposal.decision,
    )  # fmt: skip
    return offers.offer_form(yard.session, whole, DAY)


# --- carriage ---------------------------------------------------------------------------------

SOUND, STABLE = "serviceable", "damaged_stable"
CRITICAL, UNKNOWN = "damaged_critical", "cannot_be_diagnosed"
DAMAGED_MARK = "DAMAGED/DEFECTIVE LITHIUM-ION BATTERIES"
SP_376 = "Transport in accordance with special provision 376"


@pytest.mark.parametrize(
    ("condition", "kg", "is_waste", "packing", "provisions", "mark", "statements"),
    [
        (SOUND, "412.5", False, "P903", [], "9A", []),
        (SOUND, "8", False, "P903", [], "9A", []),
        (SOUND, "412.5", True, "P909", ["377"], "LITHIUM BATTERIES FOR RECYCLING", []),
        (STABLE, "400", False, "P908", ["376"], DAMAGED_MARK, [SP_376]),
        (STABLE, "400.1", False, "LP904", ["376"], DAMAGED_MARK, [SP_376]),
        (UNKNOWN, "300", False, "P908", ["376"], DAMAGED_MARK, [SP_376]),
        (CRITICAL, "300", False, "P911", ["376"], DAMAGED_MARK, [SP_376]),
        (CRITICAL, "412.5", True, "LP906", ["376"], DAMAGED_MARK, [SP_376]),
        (STABLE, "300", True, "P908", ["376"], DAMAGED_MARK, [SP_376]),
    ],
)
def test_a_mexican_road_decision_follows_state_and_mass(
    condition: str, kg: str, is_waste: bool, packing: str, provisions: list[str], mark: str,
    statements: list[str],
) -> None:  # fmt: skip
    found = _proposal("MX", [Travelling("LFP", condition, Decimal(kg), is_waste)])
    assert found.decision["un_number"] == "UN3480"
    assert found.decision["proper_shipping_name"] == "BATERÍAS DE IÓN LITIO"
    assert found.decision["packing_instruction"] == packing == found.packings[0]
    assert found.decision.get("special_provisions", []) == provisions
    assert mark in found.decision["marks"]
    assert found.decision.get("statements", []) == statements
    assert found.decision["determined_by"] == "person"


def _proposal(jurisdiction: str, batteries: list[Travelling], **other: str) -> Proposal:
    day = other.pop("day", DAY)
    operation = other.pop("operation", "reciclaje")
    found = propose(carriage(), jurisdiction, day, batteries, operation=operation, **other)
    assert found is not None
    return found


def test_one_damaged_pack_makes_the_whole_load_travel_as_damaged() -> None:
    sound = Travelling("LFP", SOUND, Decimal("300"), False)
    found = _proposal("MX", [sound, Travelling("NMC", STABLE, Decimal("200"), False), sound])
    assert found.case == "damaged"
    assert found.decision["special_provisions"] == ["376"]


def test_waste_for_a_landfill_cell_is_marked_for_disposal() -> None:
    found = _proposal("MX", [Travelling("LFP", SOUND, Decimal(9), True)], operation="confinamiento")
    assert "LITHIUM BATTERIES FOR DISPOSAL" in found.decision["marks"]


def test_european_waste_has_the_word_before_its_name_and_mexican_has_not() -> None:
    pack = [Travelling("LFP", SOUND, Decimal(9), True)]
    assert _proposal("EU", pack).decision["proper_shipping_name"] == "WASTE LITHIUM ION BATTERIES"
    assert not _proposal("MX", pack).decision["proper_shipping_name"].startswith("WASTE")


@pytest.mark.parametrize(
    ("configuration", "un", "words"),
    [("contained_in", "UN3481", "INSTALADAS EN UN EQUIPO"), ("packed_with", "UN3481", "EMBALADAS")],
)
def test_a_battery_with_equipment_is_3481(configuration: str, un: str, words: str) -> None:
    pack = [Travelling("LFP", SOUND, Decimal(9), False)]
    decision = _proposal("MX", pack, configuration=configuration).decision
    assert decision["un_number"] == un
    assert words in decision["proper_shipping_name"]


@pytest.mark.parametrize(
    ("day", "edition"),
    [("2024-06-01", "2023"), ("2025-01-01", "2025"), ("2026-11-23", "2025")],
)
def test_the_edition_is_that_of_the_day_of_carriage(day: str, edition: str) -> None:
    pack = [Travelling("LFP", SOUND, Decimal(9), False)]
    assert _proposal("EU", pack, day=day).decision["edition"] == edition


def test_nothing_is_proposed_where_nobody_knows() -> None:
    lithium = Travelling("LFP", SOUND, Decimal(9), False)
    sodium = Travelling("sodium-ion", SOUND, Decimal(9), False)
    assert propose(carriage(), "EU", "2027-07-01", [lithium]) is None, "no edition was reviewed"
    assert propose(carriage(), "MX", DAY, [sodium]) is None, "no entry in this edition"
    assert propose(carriage(), "EU", DAY, [lithium, sodium]) is None, "two entries"
    assert propose(carriage(), "BR", DAY, [lithium]) is None, "no regime"
    critical = Travelling("LFP", "damaged_critical", Decimal(9), False)
    assert propose(carriage(), "US", DAY, [critical]) is None, "PHMSA says how it travels"


def test_what_the_table_proposes_is_what_the_rules_let_pass() -> None:
    """Every case of every edition satisfies the tables that judge (BP-T002, BP-T003)."""
    from batterypass.bootstrap import regulations

    tables = regulations()
    for row in carriage().rows:
        for case in row["cases"]:
            severity = case["when"].get("condition")
            if not case["packings"]:
                assert (row["regime"], severity) == ("49CFR", "critical")
                continue
            if severity is None:
                continue
            wanted = transport._damaged_rows(
                tables.table("transport-damaged"), str(row["valid_from"]), row["regime"]
            )
            found = next(one for one in wanted if one["critical"] == (severity == "critical"))
            assert not found["forbidden"]
            if found["special_provision"]:
                assert found["special_provision"] in case["special_provisions"]
            if found["packings"]:
                assert {one["code"] for one in case["packings"]} <= set(found["packings"])
            assert any(word in mark.upper() for mark in case["marks"] for word in found["marks"]), (
                row["id"]
            )


# --- what the log knows -----------------------------------------------------------------------


def test_an_offer_starts_with_what_the_log_knows(shared_yard: yards.Yard) -> None:
    first, _, swollen = lines(shared_yard, 0, 1, 2)
    assert first.form() == {
        "item": PACKS[0], "condition": "serviceable", "mass_kg": "412.5", "energy_wh": "46080",
        "soc_percent": "28", "soc_basis": "bms_reading", "soc_on": "2026-11-20", "un38_3": "pack",
    }  # fmt: skip
    assert swollen.condition == "damaged_stable"
    assert offers.total_kg([first, swollen]) == "825"


def test_the_strictest_item_makes_the_class_of_the_load(shared_yard: yards.Yard) -> None:
    session = shared_yard.session
    mild = offers.classify_lines(session, lines(shared_yard, 0, 1), DAY)
    strict = offers.classify_lines(session, lines(shared_yard, 0, 2), DAY)
    assert offers.classes_to_choose(mild) == ("special_handling",)
    assert offers.classes_to_choose(strict) == ("hazardous",)
    declared = offers.classify_lines(session, lines(shared_yard, 0), DAY, hazardous=True)
    assert offers.classes_to_choose(declared) == ("hazardous",)


def test_a_class_that_the_table_leaves_open_is_a_persons_choice(shared_yard: yards.Yard) -> None:
    line = lines(shared_yard, 0)[0]
    scrap = offers.Line(line.item.__class__(**_copied(line.item, stream="production_scrap")))
    scrap.condition = "serviceable"
    found = offers.classify_lines(shared_yard.session, [scrap], DAY)
    assert offers.classes_to_choose(found) == ("hazardous", "special_handling")


def _copied(item: Any, **changed: Any) -> dict[str, Any]:
    from dataclasses import fields

    return {field.name: getattr(item, field.name) for field in fields(item)} | changed


@pytest.mark.parametrize("typed", ["RTI", "tir", "I, T, R"])
def test_cretib_letters_stand_in_their_order_however_they_are_typed(typed: str) -> None:
    assert offers.cretib_letters(typed) == "RTI"


def test_a_letter_that_is_not_of_cretib_is_named() -> None:
    with pytest.raises(InputError, match="'RX'"):
        offers.cretib_letters("RX")


def test_the_next_number_counts_only_ones_own_of_this_year(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    yard = yards.make_yard(tmp_path_factory.mktemp("numbers"))
    session = yard.session
    assert folios.next_id(session, yards.MAKER, DAY, waste=False) == "E-2026-00001"
    yard.at("11-23T08:00")
    form = {
        "carrier": yards.CARRIER, "consignee": yards.RECYCLER, "consignee_site": "patio-1",
        "mass_basis": "estimated",
    }  # fmt: skip
    for number, (name, day) in enumerate((("E-2026-00007", DAY), ("E-2025-00099", DAY))):
        line = lines(yard, number)
        decision = offers.propose_transport(session, line, day)
        assert decision is not None
        yard.log(
            "consignment.offered", yards.MAKER, consignment=name,
            items=[line[0].form()], transport=decision.decision, **form,
        )  # fmt: skip
    assert folios.next_id(session, yards.MAKER, DAY, waste=False) == "E-2026-00008"
    assert folios.next_id(session, yards.CARRIER, DAY, waste=False) == "E-2026-00001"
    assert folios.next_id(session, yards.MAKER, DAY, waste=True) == "M-2026-00001"


# --- who may --------------------------------------------------------------------------------


def test_the_directory_says_who_may_take_and_carry_it(shared_yard: yards.Yard) -> None:
    load = offers.load_of(lines(shared_yard, 0), "special_handling", DAY)
    found = permits.receivers_of(shared_yard.session, load)
    assert [(one.party, one.site, one.operation, one.number) for one in found] == [
        (yards.RECYCLER, "patio-1", "reciclaje", "PS/RME-101/26")
    ]
    assert permits.carriers_of(shared_yard.session, load) == [yards.CARRIER]


def test_nobody_may_take_it_after_the_authorisation_ended(shared_yard: yards.Yard) -> None:
    late = offers.load_of(lines(shared_yard, 0), "special_handling", "2036-01-15")
    assert permits.receivers_of(shared_yard.session, late) == []
    assert permits.carriers_of(shared_yard.session, late) == []


def test_what_is_no_waste_needs_no_authorised_carrier(shared_yard: yards.Yard) -> None:
    load = permits.WasteLoad("", "", "serviceable", frozenset(), DAY)
    assert permits.carriers_of(shared_yard.session, load) == [yards.CARRIER]


def test_an_offer_from_few_answers_passes_every_rule(shared_yard: yards.Yard) -> None:
    for numbers in ((0,), (0, 1), (2,), (0, 1, 2)):
        form = offer(shared_yard, *numbers)
        plan = shared_yard.ledger.plan([("consignment.offered", form)], actor=yards.MAKER)
        assert plan.refusals() == [], numbers
        wanted = "hazardous" if 2 in numbers else "special_handling"
        assert form["waste"]["waste_class"] == wanted
        assert form["waste"]["regime"] == "MX-2004"


def test_an_unauthorised_consignee_is_refused_by_the_rules(shared_yard: yards.Yard) -> None:
    form = offer(shared_yard, 0, to=yards.STRANGER, site="nave-1")
    plan = shared_yard.ledger.plan([("consignment.offered", form)], actor=yards.MAKER)
    assert [finding.code for _, finding in plan.refusals()] == ["BP-A001"]
    with pytest.raises(RefusedError):
        shared_yard.ledger.sign(plan)


def test_what_is_empty_is_left_out_of_the_form(shared_yard: yards.Yard) -> None:
    form = offer(shared_yard, 0)
    assert "series" not in form["waste"]
    assert "container_capacity_kg" not in form["waste"]
    assert form["private"] == {}
