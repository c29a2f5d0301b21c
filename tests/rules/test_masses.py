"""Mishaps of masses: parts, scales, and what was never declared."""

from __future__ import annotations

import pytest

from batterypass.rules.masses import is_unexplained
from rules.cases_amend import correction, digest_of, field
from rules.yard import (
    AT_YARD,
    ENDED,
    MOVE,
    MOVING,
    MOVING2,
    dismantling,
    received,
    yard,
)
from worlds import (
    RECYCLER,
)

PARTS = "https://recycler.example/i"


@pytest.mark.parametrize(
    ("weighed", "loss", "codes"),
    [
        ("400", None, set()),
        ("400", "8", set()),
        ("400", "8.51", {"BP-M001"}),
        ("391.67", None, {"BP-M002"}),
        ("391.66", None, {"BP-M001", "BP-M002"}),
        ("410", None, {"BP-M002"}),
    ],
)
def test_parts_do_not_weigh_more_than_their_whole(
    weighed: str, loss: str | None, codes: set[str]
) -> None:
    story = yard()
    fields = dismantling(AT_YARD, "X", mass_kg=weighed)
    if loss is not None:
        fields["loss_kg"] = loss

    assert story.codes(story.draft("item.dismantled", RECYCLER, **fields)) == codes


@pytest.mark.parametrize(("reason", "said"), [(None, "reason: none"), ("fire", "reason: fire")])
def test_parts_that_outweigh_their_whole_are_told_with_the_reason(
    reason: str | None, said: str
) -> None:
    story = yard()
    fields = dismantling(AT_YARD, "X", loss_kg="100", difference_reason=reason)

    (found,) = story.judge(story.draft("item.dismantled", RECYCLER, **fields))

    assert (found.code, found.severity) == ("BP-M001", "notice")
    assert said in found.message("en")
    assert is_unexplained(found) == (reason is None)


@pytest.mark.parametrize(
    ("corrected", "codes"),
    [
        (field("loss_kg", None, "8"), set()),
        (field("loss_kg", None, "9"), {"BP-M001"}),
        (field("mass_kg", "400", "390"), {"BP-M001"}),
        (field("mass_kg", "250", "270", f"{PARTS}/ENDED-M1"), {"BP-M001"}),
    ],
)
def test_parts_outweigh_their_whole_by_no_correction_in_silence(
    corrected: dict[str, object], codes: set[str]
) -> None:
    story = yard()
    said = correction(ENDED, "item.dismantled", digest_of(story, ENDED, 3), corrected)
    items = [corrected["item"]] if "item" in corrected else []

    found = story.judge(story.draft("entry.amended", RECYCLER, **said, items=items))

    assert {one.code for one in found} == codes
    assert all("a typing error" in one.message("en") for one in found)


@pytest.mark.parametrize(
    ("scale", "told"),
    [("800", False), ("840", False), ("760", False), ("840.000001", True), ("759.9", True)],
)
def test_a_difference_on_the_scale_is_told_beyond_five_percent(scale: str, told: bool) -> None:
    story = yard()

    found = story.judge(
        story.draft(
            "consignment.received", RECYCLER, **received(MOVING, MOVING2, measured_mass_kg=scale)
        )
    )

    assert [one.code for one in found] == (["BP-M002"] if told else [])
    assert all(one.severity == "notice" for one in found)


def test_one_pack_that_weighs_something_else_is_named() -> None:
    story = yard()
    fields = received(MOVING, MOVING2)
    fields["lines"][0]["mass_kg"] = "300"
    fields["lines"][1]["mass_kg"] = "500"

    found = story.judge(story.draft("consignment.received", RECYCLER, **fields))

    assert [(one.code, one.subject) for one in found] == [("BP-M002", MOVING), ("BP-M002", MOVING2)]
    assert found[0].values["percent"] == "-25"


def test_a_consignment_without_declared_mass_divides_by_nothing() -> None:
    story = yard()
    for line in story.world.edit_consignment(MOVE).items.values():
        line["mass_kg"] = "0"

    found = story.judge(story.draft("consignment.received", RECYCLER, **received(MOVING, MOVING2)))

    assert {one.code for one in found} == {"BP-M002"}
    assert found[0].values["percent"] == "-"
