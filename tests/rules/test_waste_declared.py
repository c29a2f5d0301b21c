"""Mishaps of waste: what is declared, as what, and again."""

from __future__ import annotations

from typing import Any

import pytest

from rules.cases import offered
from rules.yard import (
    AT_YARD,
    SOUND,
    WASTE,
    offer_of,
    only,
    pass_on,
    yard,
)
from worlds import (
    MAKER,
    RECYCLER,
    offered_line,
    transport,
    waste,
)


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"regime": "EU-934"}, "regime"),
        ({"table_sha256": "0" * 64}, "table_sha256"),
        ({"waste_class": "any"}, "waste_class"),
        ({"stream": "black_mass", "waste_class": "hazardous", "cretib": "T"}, "stream"),
    ],
)
def test_a_waste_declaration_says_what_the_table_says(changed: dict[str, Any], field: str) -> None:
    story = yard()

    found = story.judge(offered(story, WASTE, waste=waste(**changed)))

    wrong = [one.values["field"] for one in found if one.code == "BP-W002"]
    assert wrong == [field]


def test_the_class_follows_what_the_item_is_and_not_what_it_is_called() -> None:
    story = yard()
    story.item(WASTE).stream = "electrolyte"

    found = story.judge(offered(story, WASTE, waste=waste()))

    assert [one.values["field"] for one in found if one.code == "BP-W002"] == [
        "waste_class",
        "stream",
    ]


def test_one_damaged_pack_makes_the_whole_load_hazardous() -> None:
    story = yard()
    pass_on(story, WASTE, RECYCLER)
    lines = [offered_line(AT_YARD), offered_line(WASTE, condition="damaged_stable")]
    damaged = transport(
        packing_instruction="P908", special_provisions=["376"],
        marks=["DAMAGED/DEFECTIVE LITHIUM-ION BATTERIES"],
    )  # fmt: skip

    def codes(**declared: Any) -> set[str]:
        fields = offer_of("X", items=lines, transport=damaged, waste=waste(**declared))
        return story.codes(story.draft("consignment.offered", RECYCLER, **fields))

    assert codes() == {"BP-W002"}
    assert codes(waste_class="hazardous", cretib="RTI") == set()


def test_waste_and_what_is_no_waste_do_not_share_a_manifest() -> None:
    story = yard()

    mixed = story.judge(offered(story, WASTE, SOUND, waste=waste()))

    assert only(mixed, "BP-W003").subject == SOUND


@pytest.mark.parametrize(
    ("stream", "codes"),
    [("whole_battery", set()), ("production_scrap", {"BP-W007"}), ("black_mass", {"BP-W007"})],
)
def test_waste_is_not_declared_again_as_another_waste(stream: str, codes: set[str]) -> None:
    story = yard()
    fields: dict[str, Any] = {"items": [WASTE], "reason": "damaged", "stream": stream}

    found = story.judge(story.draft("item.declared-waste", MAKER, **fields))

    assert {one.code for one in found} == codes
    assert all(one.severity == "compliance" for one in found)


def test_each_item_that_is_another_waste_already_is_named() -> None:
    story = yard()
    fields: dict[str, Any] = {"items": [SOUND, WASTE], "reason": "damaged", "stream": "slag"}

    found = story.judge(story.draft("item.declared-waste", MAKER, **fields))

    assert [(one.code, one.subject) for one in found] == [("BP-W007", WASTE)]
    assert found[0].values["expected"] == "~whole_battery"


def test_a_pack_with_a_second_life_may_become_another_waste() -> None:
    """Re-use ends the first declaration, so the next one is the first again."""
    story = yard()
    item = story.item(WASTE)
    item.life, item.stream, item.waste_on = "repurposed", "", ""
    fields: dict[str, Any] = {"items": [WASTE], "reason": "damaged", "stream": "production_scrap"}

    assert story.codes(story.draft("item.declared-waste", MAKER, **fields)) == set()
