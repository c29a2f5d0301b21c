"""What becomes of a pack is decided by a person who holds it, on its last reading, with a reason."""

from __future__ import annotations

from typing import Any

import pytest

from rules.lives import advised, at_the_workshop, decided, read
from rules.yard import RELEASED, SECOND, WORKSHOP, only, yard
from worlds import MAKER


@pytest.mark.parametrize(
    ("decision", "answer", "reason", "asks"),
    [
        ("reuse", "reuse", None, False),
        ("recycle", "reuse", None, True),
        ("recycle", "reuse", "no_demand", False),
        ("remanufacture", "repurpose", None, True),
        ("reuse", "not_enough_data", None, True),
        ("reuse", "not_enough_data", "physical_inspection", False),
    ],
)
def test_who_departs_from_the_advice_says_why(
    decision: str, answer: str, reason: str | None, *, asks: bool
) -> None:
    story = yard()
    at_the_workshop(story)
    why: dict[str, Any] = {} if reason is None else {"reason": reason}

    drafted = decided(story, decision=decision, advice=advised(answer), **why)

    assert ("BP-C033" in story.codes(drafted)) is asks
    assert story.codes(drafted) - {"BP-C033"} == set()


def test_a_decision_rests_on_the_last_reading_of_this_very_pack() -> None:
    story = yard()
    at_the_workshop(story)
    old = story.item(RELEASED).assessed["digest"]
    other = story.item(SECOND).assessed["digest"]
    read(story, soh_percent="71")
    says: dict[str, Any] = {"decision": "repurpose", "advice": advised("repurpose")}

    for digest in (old, other, "0" * 64):
        found = only(story.judge(decided(story, assessment=digest, **says)), "BP-C010")
        assert found.values["expected"] == story.item(RELEASED).assessed["digest"]
    assert story.codes(decided(story, **says)) == set()


def test_nobody_decides_about_a_pack_that_was_never_read() -> None:
    story = yard()
    story.tell("custody.accepted", WORKSHOP, items=[RELEASED], released_by=MAKER)

    drafted = decided(story, decision="recycle", advice=advised("recycle"))

    assert "BP-C010" in story.codes(drafted)


def test_only_who_holds_it_decides() -> None:
    story = yard()
    story.tell("item.assessed", WORKSHOP, item=RELEASED, condition="serviceable", method="visual")

    assert "BP-C008" in story.codes(decided(story, decision="reuse", advice=advised("reuse")))


def test_a_decision_moves_nothing_and_the_last_one_counts() -> None:
    story = yard()
    at_the_workshop(story)
    before = story.item(RELEASED).life, story.item(RELEASED).place
    for decision in ("recycle", "repurpose"):
        story.add(decided(story, decision=decision, advice=advised(decision)))

    state = story.item(RELEASED)
    assert (state.life, state.place) == before
    assert state.said["decided"]["decision"] == "repurpose"
    assert state.said["decided"]["by"] == WORKSHOP
