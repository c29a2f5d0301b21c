"""Mishaps of a decision about a carriage that is corrected: it is judged as the offer was."""

from __future__ import annotations

from typing import Any

import pytest

from rules.cases_amend import correction, digest_of, field
from rules.yard import MOVE, SOUND, USED, WASTE, offer_of, yard
from worlds import MAKER, Story, by_the_tables, offered_line, transport, waste

NEXT = f"{MAKER}#consignment/NEXT"
MARK = ["UN3480", "9A", "DAMAGED/DEFECTIVE LITHIUM-ION BATTERIES"]


def offered(story: Story, *lines: dict[str, Any], **decision: Any) -> None:
    """Offer packs under a decision of the tables."""
    items = list(lines) or [offered_line(SOUND)]
    given = by_the_tables(**decision)
    story.tell("consignment.offered", MAKER, **offer_of("NEXT", items=items, transport=given))


def amended(story: Story, *fields: dict[str, Any]) -> dict[str, Any]:
    return correction(NEXT, "consignment.offered", digest_of(story, NEXT), *fields)


def found(story: Story, *fields: dict[str, Any]) -> list[tuple[str, str, str]]:
    """Give code, item and field of what the rules of transport find of a correction."""
    drafted = story.draft("entry.amended", MAKER, **amended(story, *fields))
    return [
        (one.code, one.subject, one.values["field"])
        for one in story.judge(drafted)
        if one.code.startswith("BP-T")
    ]


@pytest.mark.parametrize(
    ("name", "old", "new", "why"),
    [
        ("packing_instruction", "P903(1)", "P903(1) / LP903", []),
        ("packing_instruction", "P903(1)", "P911", [("BP-T006", SOUND, "packing_instruction")]),
        ("un_number", "UN3480", "UN3481", [("BP-T006", SOUND, "un_number")]),
        ("special_provisions", None, ["188"], [("BP-T006", SOUND, "special_provisions")]),
        ("proper_shipping_name", "BATERÍAS DE IÓN LITIO", "LITHIUM ION BATTERIES", []),
    ],
)
def test_a_decision_is_not_corrected_to_what_the_tables_do_not_say(
    name: str, old: object, new: object, why: list[tuple[str, str, str]]
) -> None:
    story = yard()
    offered(story)

    assert found(story, field(f"transport.{name}", old, new)) == why


def test_an_energy_that_no_pack_has_is_not_corrected_into_an_offer() -> None:
    story = yard()
    offered(story)

    other_than_signed = ("BP-T007", SOUND, "energy_wh")
    assert found(story, field("energy_wh", "46000", "45000", SOUND)) == [other_than_signed]
    assert found(story, field("energy_wh", "46000", "9000000", SOUND)) == [
        other_than_signed, ("BP-T006", SOUND, "outcome"),
    ]  # fmt: skip


def test_a_damaged_pack_does_not_lose_its_packing_by_a_correction() -> None:
    story = yard()
    damaged = offered_line(SOUND, condition="damaged_stable")
    decision = transport(special_provisions=["376"], packing_instruction="P908", marks=MARK)
    story.tell(
        "consignment.offered", MAKER, **offer_of("NEXT", items=[damaged], transport=decision)
    )

    assert found(story, field("transport.packing_instruction", "P908", "P903")) == [
        ("BP-T003", SOUND, "packing_instruction")
    ]
    assert found(story, field("transport.special_provisions", ["376"], ["377"])) == [
        ("BP-T003", SOUND, "special_provisions")
    ]


def test_a_prototype_that_was_none_needs_its_test_after_all() -> None:
    story = yard()
    line = {name: one for name, one in offered_line(SOUND).items() if name != "un38_3"}
    decision = transport(special_provisions=["310"])
    story.tell("consignment.offered", MAKER, **offer_of("NEXT", items=[line], transport=decision))

    assert found(story, field("transport.special_provisions", ["310"], ["230"])) == [
        ("BP-T004", SOUND, "un38_3")
    ]


def test_the_entry_of_a_persons_decision_is_not_corrected_to_another_substance() -> None:
    story = yard()
    fields = correction(
        MOVE, "consignment.offered", digest_of(story, MOVE),
        field("transport.un_number", "UN3480", "UN3090"),
    )  # fmt: skip

    said = [one.code for one in story.judge(story.draft("entry.amended", MAKER, **fields))]

    assert sorted(said) == ["BP-E004", "BP-T002"]


def test_what_was_wrong_before_is_not_the_corrections_doing() -> None:
    story = yard()
    offered(story, offered_line(SOUND), offered_line(USED), packing_instruction="P911")
    # Since the offer it became another article, for which the test does not count.
    story.item(USED).life = "repurposed"

    assert found(story, field("mass_kg", "400", "401", SOUND)) == []
    assert found(story, field("transport.proper_shipping_name", "BATERÍAS DE IÓN LITIO", "X")) == []


def test_the_law_of_the_day_of_the_offer_judges_its_correction() -> None:
    story = yard()
    offered(story)
    # No edition of the tables reaches as far: what is corrected then was offered under one.
    story.now = story.now.replace(year=2049)
    good = field("transport.packing_instruction", "P903(1)", "LP903")
    wrong = field("transport.packing_instruction", "P903(1)", "P911")

    assert found(story, good) == []
    assert found(story, wrong) == [("BP-T006", SOUND, "packing_instruction")]


def test_a_correction_of_something_else_asks_no_rule_of_transport() -> None:
    story = yard()
    offered(story, un_number="UN3481")

    assert found(story, field("mass_basis", "weighed", "estimated")) == []


@pytest.mark.parametrize(("letters", "code"), [("T", ""), ("", "BP-W005")])
def test_a_correction_leaves_a_hazardous_line_its_hazard(letters: str, code: str) -> None:
    story = yard()
    hazard = waste(waste_class="hazardous", cretib="CT")
    story.tell("consignment.offered", MAKER, **offer_of("NEXT", WASTE, waste=hazard))
    fields = amended(story, field("waste.cretib", "CT", letters))

    said = story.codes(story.draft("entry.amended", MAKER, **fields))

    assert said == ({code} if code else set())
