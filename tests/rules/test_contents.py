"""Recycled content is claimed of a product of a closed batch, by who holds it, and never twice."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from batterypass.domain.contents import left_kg
from rules.cases_batch import OPENING, OUT, feed
from rules.cases_content import ALUMINIUM, CARBONATE, LITHIUM, claiming, recycled
from rules.yard import ENDED, MOVING, SOUND, only, pass_on, yard
from worlds import MAKER, RECYCLER, Story

RESIDUE = f"{OUT}/RES"
BLACK_MASS = "https://recycler.example/i/ENDED-M1-B"


def claimed(story: Story, *lines: tuple[str, str, str], by: str = RECYCLER, **changed: Any) -> Any:
    return story.draft("content.claimed", by, **claiming(*lines, **changed))


def test_a_fraction_is_claimed_to_the_last_gram_and_no_further() -> None:
    story = yard()
    recycled(story)
    story.add(claimed(story, (CARBONATE, "lithium", "1.2")))

    # 10 kg × 18.79 % = 1.879 kg; 1.879 − 1.2 = 0.679 kg are left.
    assert left_kg(story.item(CARBONATE), "lithium") == Decimal("0.679")
    over = claimed(story, (CARBONATE, "lithium", "0.679001"), claim="C-2")
    found = only(story.judge(over), "BP-G002")
    assert (found.values["expected"], found.values["before"]) == ("0.679", "1.2")
    rest = claimed(story, (CARBONATE, "lithium", "0.679"), claim="C-3")
    assert story.codes(rest) == set()
    story.add(rest)
    nothing = claimed(story, (CARBONATE, "lithium", "0.000001"), claim="C-4")
    assert story.codes(nothing) == {"BP-G002"}


def test_what_no_assay_found_cannot_be_claimed() -> None:
    story = yard()
    recycled(story)

    for line in ((CARBONATE, "cobalt", "0.1"), (ALUMINIUM, "aluminium", "1")):
        assert story.codes(claimed(story, line)) == {"BP-G002"}


@pytest.mark.parametrize(
    ("item", "why"),
    [
        (RESIDUE, "~use-residue"),
        (BLACK_MASS, "~claim-no-batch"),
        (SOUND, "~claim-no-batch"),
    ],
)
def test_a_recovered_kilogram_without_a_product_of_a_batch_is_refused(item: str, why: str) -> None:
    story = yard()
    recycled(story)
    by = MAKER if item == SOUND else RECYCLER

    found = story.judge(claimed(story, (item, "lithium", "1"), by=by))

    # That nothing is left of what no assay gave is the same wrong, and not said again.
    assert [one.code for one in found if one.code.startswith("BP-G")] == ["BP-G001"]
    assert only(found, "BP-G001").values["found"] == why


def test_while_its_batch_is_open_nothing_is_claimed() -> None:
    story = yard()
    recycled(story, close=False)

    found = only(story.judge(claimed(story, (CARBONATE, "lithium", "1"))), "BP-G001")

    assert found.values["found"] == "~claim-open-batch"
    # More than its assay gave is a wrong of its own.
    assert story.codes(claimed(story, (CARBONATE, "lithium", "100"))) == {"BP-G001", "BP-G002"}


def test_only_who_holds_the_fraction_claims_it_and_the_buyer_gets_what_is_left() -> None:
    story = yard()
    recycled(story)
    assert "BP-P002" in story.codes(claimed(story, (CARBONATE, "lithium", "1"), by=MAKER))
    story.add(claimed(story, (CARBONATE, "lithium", "1")))

    pass_on(story, CARBONATE, MAKER)

    assert "BP-P002" in story.codes(claimed(story, (CARBONATE, "lithium", "0.1"), claim="C-2"))
    too_much = claimed(story, (CARBONATE, "lithium", "1"), by=MAKER)
    assert story.codes(too_much) == {"BP-G002"}
    assert story.codes(claimed(story, (CARBONATE, "lithium", "0.879"), by=MAKER)) == set()


def test_what_is_on_its_way_or_over_is_not_claimed() -> None:
    story = yard()
    recycled(story)

    assert "BP-C001" in story.codes(claimed(story, (MOVING, "lithium", "1"), by=RECYCLER))
    assert "BP-C002" in story.codes(claimed(story, (ENDED, "lithium", "1")))


@pytest.mark.parametrize(
    "changed",
    [
        {"lines": []},
        {"lines": [*LITHIUM["lines"], *LITHIUM["lines"]]},
        {"lines": [{"item": CARBONATE, "element": "lithium", "mass_kg": "0.000"}]},
        {"lines": [{"item": CARBONATE, "element": "gold", "mass_kg": "1"}]},
        {"period_from": "2027-01-01"},
        {"used_for": []},
        {"shares": [{"element": "cobalt", "share_percent": "10"}]},
        {"shares": [{"element": "lithium", "share_percent": "101"}]},
    ],
)
def test_a_claim_that_says_nothing_or_says_it_twice_is_none(changed: dict[str, Any]) -> None:
    story = yard()
    recycled(story)

    with pytest.raises(ValidationError):
        story.draft("content.claimed", RECYCLER, **{**LITHIUM, **changed})


@settings(max_examples=40, deadline=None)
@given(st.lists(st.integers(1, 1_000_000), min_size=1, max_size=12))
def test_whatever_is_claimed_in_whatever_order_the_sum_is_never_beyond_the_assay(
    millionths: list[int],
) -> None:
    story = yard()
    recycled(story)
    for number, one in enumerate(millionths):
        kg = str((Decimal(one) / 1_000_000).normalize())
        kg = format(Decimal(kg), "f")
        drafted = claimed(story, (CARBONATE, "lithium", kg), claim=f"C-{number}")
        if story.codes(drafted) == set():
            story.add(drafted)

    item = story.item(CARBONATE)
    assert left_kg(item, "lithium") >= 0
    accepted = Decimal(item.claimed_kg["lithium"])
    assert Decimal("0") < accepted <= Decimal(item.elements_kg["lithium"])


def test_a_product_that_was_claimed_is_not_recycled_into_the_same_kilogram_again() -> None:
    story = yard()
    recycled(story)
    scrap: dict[str, Any] = {"reason": "damaged", "stream": "treatment_residue"}
    story.tell("item.declared-waste", RECYCLER, items=[ALUMINIUM, CARBONATE], **scrap)
    story.tell("batch.opened", RECYCLER, **{**OPENING, "batch": "L-2"})
    again = f"{RECYCLER}#batch/L-2"

    fed_again = feed(lines=[{"item": CARBONATE, "mass_kg": "10"}], batch=again)
    assert story.codes(story.draft("batch.fed", RECYCLER, **fed_again)) == set()

    story.item(CARBONATE).claimed_kg = {"lithium": "0.4"}
    lines = [{"item": ALUMINIUM, "mass_kg": "360"}, {"item": CARBONATE, "mass_kg": "10"}]
    both = story.draft("batch.fed", RECYCLER, **feed(lines=lines, batch=again))
    found = only(story.judge(both), "BP-G003")
    assert (found.subject, found.values["found"]) == (CARBONATE, "0.4")
