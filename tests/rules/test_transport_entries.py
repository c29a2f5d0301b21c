"""Mishaps of transport entries: better than known, another chemistry, inputs that are missing."""

from __future__ import annotations

from typing import Any

import pytest

from rules.cases import offered
from rules.yard import (
    SOUND,
    WASTE,
    offer_of,
    yard,
)
from worlds import (
    MAKER,
    offered_line,
    transport,
    waste,
)


@pytest.mark.parametrize(
    ("known", "offered_as", "milder"),
    [
        ("serviceable", "serviceable", False),
        ("damaged_stable", "serviceable", True),
        ("damaged_critical", "damaged_stable", True),
        ("cannot_be_diagnosed", "damaged_stable", False),
        ("serviceable", "damaged_critical", False),
        ("", "serviceable", False),
    ],
)
def test_nobody_offers_a_pack_as_better_than_it_is_known_to_be(
    known: str, offered_as: str, milder: bool
) -> None:
    story = yard()
    story.item(SOUND).condition = known

    found = story.codes(offered(story, items=[offered_line(SOUND, condition=offered_as)]))

    assert ("BP-T001" in found) is milder


SODIUM = {"un_number": "UN3551", "proper_shipping_name": "SODIUM ION BATTERIES"}
WITH = "LITHIUM ION BATTERIES PACKED WITH EQUIPMENT"


@pytest.mark.parametrize(
    ("chemistry", "decision", "right"),
    [
        ("LFP", {}, True),
        ("LFP", {"un_number": "UN3481", "proper_shipping_name": WITH}, True),
        ("LFP", {"un_number": "UN3481"}, False),
        ("LFP", {"un_number": "UN3171"}, False),
        ("LFP", SODIUM, False),
        ("", {}, True),
        ("sodium-ion", SODIUM, True),
        ("sodium-ion", {}, False),
        ("other", SODIUM, True),
        ("other", {}, True),
        ("LFP", None, False),
    ],
)
def test_a_battery_travels_under_the_number_of_its_chemistry(
    chemistry: str, decision: dict[str, str] | None, right: bool
) -> None:
    story = yard()
    story.item(SOUND).chemistry = chemistry
    fields = offer_of("X", SOUND)
    if decision is None:
        del fields["transport"]
    else:
        fields["transport"] = transport(**decision)

    found = story.codes(story.draft("consignment.offered", MAKER, **fields))

    assert found == (set() if right else {"BP-T002"})


def test_a_sodium_ion_entry_did_not_exist_in_2024() -> None:
    story = yard()
    story.item(SOUND).chemistry = "sodium-ion"
    time = "2024-11-23T08:00:00-06:00"

    found = story.codes(offered(story, SOUND, transport=transport(**SODIUM), event_time=time))

    assert "BP-T002" in found


MARK = ["UN3480", "9A", "DAMAGED/DEFECTIVE LITHIUM-ION BATTERIES"]


@pytest.mark.parametrize(
    ("condition", "decision", "wrong"),
    [
        ("damaged_stable", {"special_provisions": ["376"], "packing_instruction": "P908", "marks": MARK}, []),
        ("damaged_stable", {"special_provisions": ["SP 376"], "packing_instruction": "LP904", "marks": MARK}, []),
        ("damaged_stable", {"special_provisions": ["376"], "packing_instruction": "P908", "marks": ["Dañadas/defectuosas"]}, []),
        ("cannot_be_diagnosed", {"special_provisions": ["376"], "packing_instruction": "P908", "marks": MARK}, []),
        ("damaged_critical", {"special_provisions": ["376"], "packing_instruction": "LP906", "marks": MARK}, []),
        ("damaged_critical", {"special_provisions": ["376"], "packing_instruction": "P908", "marks": MARK}, ["packing_instruction"]),
        ("damaged_stable", {"special_provisions": ["376"], "packing_instruction": "P903", "marks": MARK}, ["packing_instruction"]),
        ("damaged_stable", {"packing_instruction": "P908", "marks": MARK}, ["special_provisions"]),
        ("damaged_stable", {"special_provisions": ["376"], "packing_instruction": "P908"}, ["marks"]),
        ("damaged_stable", {}, ["special_provisions", "packing_instruction", "marks"]),
        ("serviceable", {"special_provisions": ["376"]}, ["special_provisions"]),
        ("serviceable", {"special_provisions": ["188", "377"]}, []),
        ("damaged_stable", {"regime": "IATA", "special_provisions": ["376"], "packing_instruction": "P908", "marks": MARK}, ["regime"]),
        ("damaged_stable", {"regime": "49CFR", "packing_instruction": "173.185", "marks": ["Damaged/defective lithium ion battery"]}, []),
        ("damaged_stable", {"regime": "49CFR", "packing_instruction": "173.185"}, ["marks"]),
    ],
)  # fmt: skip
def test_a_damaged_pack_travels_in_its_packing_and_a_sound_one_does_not(
    condition: str, decision: dict[str, Any], wrong: list[str]
) -> None:
    story = yard()
    lines = [offered_line(SOUND, condition=condition)]

    found = story.judge(offered(story, items=lines, transport=transport(**decision)))

    assert [(one.code, one.values["field"]) for one in found] == [("BP-T003", one) for one in wrong]


@pytest.mark.parametrize(
    ("line", "decision", "missing"),
    [
        ({}, {}, []),
        ({"energy_wh": None}, {}, ["energy_wh"]),
        ({"un38_3": None}, {}, ["un38_3"]),
        ({"un38_3": "none"}, {}, ["un38_3"]),
        ({"un38_3": "module"}, {}, ["un38_3"]),
        ({"un38_3": None}, {"special_provisions": ["310"]}, []),
    ],
)
def test_a_missing_input_is_asked_for_and_not_taken_as_small_or_new(
    line: dict[str, Any], decision: dict[str, Any], missing: list[str]
) -> None:
    story = yard()
    given = {name: value for name, value in offered_line(SOUND, **line).items() if value}

    found = story.judge(offered(story, items=[given], transport=transport(**decision)))

    assert [(one.code, one.values["field"]) for one in found] == [
        ("BP-T004", one) for one in missing
    ]


def test_waste_travels_without_the_test_report() -> None:
    story = yard()
    line = offered_line(WASTE)
    del line["un38_3"]

    assert story.codes(offered(story, items=[line], waste=waste())) == set()


@pytest.mark.parametrize(
    ("known", "line", "fields"),
    [
        ({}, {}, []),
        ({}, {"energy_wh": "46000.0"}, []),
        ({}, {"energy_wh": "46"}, ["energy_wh"]),
        ({}, {"energy_wh": "460000"}, ["energy_wh"]),
        ({"energy_wh": ""}, {"energy_wh": "46"}, []),
        ({"un38_3": "cell"}, {"un38_3": "pack"}, ["un38_3"]),
        ({"un38_3": "pack"}, {"un38_3": "cell"}, []),
        ({"un38_3": ""}, {"un38_3": "pack"}, []),
    ],
)
def test_nobody_types_kwh_as_wh_over_what_the_maker_signed(
    known: dict[str, str], line: dict[str, str], fields: list[str]
) -> None:
    story = yard()
    for name, value in known.items():
        setattr(story.item(SOUND), name, value)

    found = story.judge(offered(story, items=[offered_line(SOUND, **line)]))

    assert [one.values["field"] for one in found if one.code == "BP-T007"] == fields
