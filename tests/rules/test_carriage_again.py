"""Mishaps of a decision that names its tables: it is made again, and it has to come out the same."""

from __future__ import annotations

from typing import Any

import pytest

from batterypass.regulations.tables import Regulations
from rules.cases import offered
from rules.yard import MOVING, SECOND, SOUND, USED, WASTE, offer_of, yard
from worlds import MAKER, Story, by_the_tables, offered_line, packaged_regulations, waste

MARK = ["UN3480", "9A", "DAMAGED/DEFECTIVE LITHIUM-ION BATTERIES"]
DAMAGED = {"special_provisions": ["376"], "packing_instruction": "P908", "marks": MARK}
FOR_RECYCLING = {"special_provisions": ["377"], "packing_instruction": "P909"}


def said(story: Story, *lines: dict[str, Any], **changed: Any) -> list[tuple[str, str, str]]:
    """Give item, field and what was expected, of every finding of the rule."""
    drafted = offered(story, items=list(lines), **changed)
    return [
        (one.subject, one.values["field"], one.values["expected"])
        for one in story.judge(drafted)
        if one.code == "BP-T006"
    ]


@pytest.mark.parametrize(
    ("decision", "field", "expected"),
    [
        ({}, "", ""),
        ({"packing_instruction": "P903"}, "", ""),
        ({"packing_instruction": "P903(1) / LP903"}, "", ""),
        ({"packing_instruction": "P903(2)"}, "packing_instruction", "P903(1) / LP903"),
        ({"packing_instruction": "P903(1) / P911"}, "packing_instruction", "P903(1) / LP903"),
        ({"un_number": "UN3481"}, "un_number", "UN3480"),
        ({"edition_id": "ADR-2025"}, "edition_id", "NOM-002-2023"),
        ({"special_provisions": ["188"]}, "special_provisions", "-"),
        ({"tables_sha256": None, "packing_instruction": "P911"}, "", ""),
        ({"tables_sha256": "ab" * 32, "packing_instruction": "P911"}, "", ""),
    ],
)
def test_what_differs_from_the_tables_is_named(
    decision: dict[str, Any], field: str, expected: str
) -> None:
    given = {name: value for name, value in by_the_tables(**decision).items() if value is not None}
    found = said(yard(), offered_line(SOUND), transport=given)

    assert found == ([(SOUND, field, expected)] if field else [])


def test_an_answer_that_changes_the_packing_counts_once_it_is_signed() -> None:
    answers = [{"name": "config", "value": "alone"}, {"name": "casing", "value": "strong"}]
    decision = by_the_tables(packing_instruction="P903(2)", answers=answers)

    assert said(yard(), offered_line(SOUND), transport=decision) == []


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ({"un38_3": None}, "UN383_MISSING"),
        ({"un38_3": "cell"}, "UN383_WRONG_ARTICLE"),
        ({"energy_wh": "9000000"}, "ENERGY_IMPOSSIBLE"),
    ],
)
def test_what_may_not_travel_is_a_breach_that_has_to_be_acknowledged(
    line: dict[str, Any], why: str
) -> None:
    story = yard()
    given = {name: value for name, value in offered_line(SOUND, **line).items() if value}
    acknowledged = [
        {"rule": code, "reason": "truck_at_gate"} for code in ("BP-T004", "BP-T006")
    ]  # fmt: skip

    (finding,) = (
        one
        for one in story.judge(
            offered(
                story, items=[given], transport=by_the_tables(), acknowledged=acknowledged
            )
        )
        if one.code == "BP-T006"
    )  # fmt: skip

    assert finding.severity == "compliance"
    assert finding.acknowledged == "truck_at_gate"
    assert finding.values["field"] == "outcome"
    assert why in finding.values["found"]


def test_nobody_signs_an_answer_over_what_the_log_says() -> None:
    answers = [
        {"name": "config", "value": "alone"}, {"name": "condition", "value": "new"},
        {"name": "un38_3", "value": "yes"}, {"name": "net_kg", "value": "9"},
    ]  # fmt: skip
    damaged = offered_line(SOUND, condition="damaged_critical")
    decision = by_the_tables(answers=answers, **DAMAGED)

    assert said(yard(), damaged, transport=decision) == [
        (SOUND, "packing_instruction", "P911 / LP906")
    ]


def test_an_answer_that_was_signed_twice_decides_nothing() -> None:
    answers = [
        {"name": "config", "value": "alone"}, {"name": "casing", "value": "strong"},
        {"name": "casing", "value": "normal"},
    ]  # fmt: skip
    decision = by_the_tables(answers=answers)

    assert [one[1] for one in said(yard(), offered_line(SOUND), transport=decision)] == ["outcome"]


def test_an_edition_is_not_chosen_by_a_day_before_the_offer() -> None:
    answers = [{"name": "config", "value": "alone"}, {"name": "date", "value": "2001-01-01"}]

    assert said(yard(), offered_line(SOUND), transport=by_the_tables(answers=answers)) == []


def test_a_rebuilt_pack_does_not_travel_on_the_test_of_the_pack_that_it_was() -> None:
    story = yard()
    story.item(SOUND).life = "repurposed"
    story.item(SOUND).un38_3 = ""
    found = [
        one.values["found"]
        for one in story.judge(offered(story, SOUND, transport=by_the_tables()))
        if one.code == "BP-T006"
    ]
    assert ["UN383_WRONG_ARTICLE" in one for one in found] == [True]

    story.item(SOUND).un38_3 = "pack"
    assert said(story, offered_line(SOUND), transport=by_the_tables()) == []


def test_a_pack_put_together_from_modules_needs_a_test_of_its_own() -> None:
    story = yard()
    story.item(SOUND).parents = ["https://recycler.example/i/M1"]
    story.item(SOUND).un38_3 = "module"

    assert [one[1] for one in said(story, offered_line(SOUND), transport=by_the_tables())] == [
        "outcome"
    ]


def test_one_damaged_pack_makes_the_load_travel_as_damaged_and_each_in_its_packing() -> None:
    sound, damaged = offered_line(SOUND), offered_line(USED, condition="damaged_stable")

    mild = said(yard(), sound, damaged, transport=by_the_tables())
    assert (USED, "special_provisions", "376") in mild
    assert (USED, "packing_instruction", "P908 / LP904") in mild
    assert said(yard(), sound, damaged, transport=by_the_tables(**DAMAGED)) == [
        (SOUND, "packing_instruction", "P903(1) / LP903")
    ]
    own = {**sound, "packing_instruction": "P903(1)"}
    assert said(yard(), own, damaged, transport=by_the_tables(**DAMAGED)) == []


def test_waste_goes_where_its_manifest_says() -> None:
    line = offered_line(WASTE)
    decision = by_the_tables(**FOR_RECYCLING)

    assert said(yard(), line, transport=decision, waste=waste()) == []
    # Without a manifest nobody has said whether it is recycled or disposed of.
    assert [one[1] for one in said(yard(), line, transport=decision)] == ["outcome"]


@pytest.mark.parametrize("regime", ["NOM-002", "ADR"])
def test_a_regime_of_another_country_is_judged_by_its_own_edition(regime: str) -> None:
    decision = by_the_tables(regime=regime)

    expected = [] if regime == "NOM-002" else [(SOUND, "edition_id", "ADR-2025")]
    assert said(yard(), offered_line(SOUND), transport=decision) == expected


def test_all_parts_of_an_offer_are_judged_at_the_last_one() -> None:
    story = yard()
    wrong = by_the_tables()
    parts = [
        offer_of("NEXT", item, transport=wrong, part=part, parts=2)
        for part, item in enumerate((USED, SOUND), 1)
    ]
    parts[0]["items"] = [offered_line(USED, condition="damaged_stable")]
    first = story.draft("consignment.offered", MAKER, **parts[0])
    assert "BP-T006" not in story.codes(first)
    story.item(USED).condition = "damaged_stable"
    story.tell("consignment.offered", MAKER, **parts[0])

    found = story.judge(story.draft("consignment.offered", MAKER, **parts[1]))

    assert (USED, "special_provisions") in [
        (one.subject, one.values["field"]) for one in found if one.code == "BP-T006"
    ]


def test_a_rulebook_without_the_tables_judges_as_before() -> None:
    story = yard()
    bodies = packaged_regulations().tables
    story.regulations = Regulations(
        {name: table for name, table in bodies.items() if not name.startswith("un-")}
    )
    wrong = by_the_tables(packing_instruction="P911")

    assert said(story, offered_line(SOUND), transport=wrong) == []


def test_items_that_are_no_batteries_need_no_decision() -> None:
    story = yard()
    for name in (SOUND, SECOND, MOVING):
        story.item(name).item_kind = "fraction"

    assert said(story, offered_line(SOUND), transport=by_the_tables(un_number="UN3171")) == []
