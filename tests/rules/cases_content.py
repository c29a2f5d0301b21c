"""Claims of recycled content in the yard: what is lawful, what comes before it, what is not."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from rules.cases_amend import correction, digest_of, field
from rules.cases_batch import BATCH, OPENING, OUT, carbonate, fed, feed, fraction, weighing
from worlds import RECYCLER, Drafted, Story

#: 10 kg of lithium carbonate with 1.879 kg of lithium.
CARBONATE = f"{OUT}/CARB"
ALUMINIUM = f"{OUT}/AL"


def claiming(*lines: tuple[str, str, str], **changed: Any) -> dict[str, Any]:
    """Write the fields of a claim; a line is fraction, element, kilograms."""
    return {
        "claim": "C-1",
        "lines": [
            {"item": item, "element": element, "mass_kg": kg} for item, element, kg in lines
        ],
        "used_for": ["M-48"], "period_from": "2026-11-01", "period_to": "2026-12-31", **changed,
    }  # fmt: skip


LITHIUM = claiming((CARBONATE, "lithium", "1.2"))
LAWFUL_CLAIMS: tuple[tuple[str, str, str, dict[str, Any]], ...] = (
    ("content.claimed", RECYCLER, "daily", LITHIUM),
    (
        "content.claimed", RECYCLER, "daily",
        claiming(
            (CARBONATE, "lithium", "1.879"),
            shares=[{"element": "lithium", "share_percent": "12.5"}],
        ),
    ),
)  # fmt: skip


def recycled(story: Story, *, close: bool = True, **changed: Any) -> None:
    """Let a batch of 400 kg give lithium carbonate and aluminium, and be closed."""
    fed(story)
    residue = fraction("RES", "20", use="residue", material="residue", stream="treatment_residue")
    out = weighing(carbonate(**changed), fraction("AL", "360"), residue)
    story.tell("batch.output-weighed", RECYCLER, **out)
    if close:
        losses = [{"loss": "dust", "mass_kg": "10"}]
        story.tell("batch.closed", RECYCLER, batch=BATCH, losses=losses)


def prepare_claim(story: Story, kind: str) -> None:
    """Tell what has to come before a claim."""
    if kind == "content.claimed":
        recycled(story)


def _taken_back(story: Story) -> Drafted:
    recycled(story)
    story.tell("content.claimed", RECYCLER, **LITHIUM)
    # 5 kg of carbonate would hold 0.9395 kg of lithium, and 1.2 kg were claimed.
    less = correction(
        BATCH, "batch.output-weighed", digest_of(story, BATCH, 2),
        field("mass_kg", "10", "5", CARBONATE),
        field("elements_kg.lithium", "1.879", "0.9395", CARBONATE), items=[CARBONATE],
    )  # fmt: skip
    return story.draft("entry.amended", RECYCLER, **less)


def _before_it_is_closed(story: Story) -> Drafted:
    recycled(story, close=False)
    return story.draft("content.claimed", RECYCLER, **LITHIUM)


def _twice(story: Story) -> Drafted:
    recycled(story)
    story.tell("content.claimed", RECYCLER, **LITHIUM)
    return story.draft("content.claimed", RECYCLER, **{**LITHIUM, "claim": "C-2"})


def _fed_again(story: Story) -> Drafted:
    recycled(story)
    story.tell("content.claimed", RECYCLER, **LITHIUM)
    scrap: dict[str, Any] = {"reason": "damaged", "stream": "treatment_residue"}
    story.tell("item.declared-waste", RECYCLER, items=[CARBONATE], **scrap)
    story.tell("batch.opened", RECYCLER, **{**OPENING, "batch": "L-2"})
    return story.draft("batch.fed", RECYCLER, **feed(CARBONATE, batch=f"{RECYCLER}#batch/L-2"))


CASES_OF_CONTENT: Mapping[str, Callable[[Story], Drafted]] = MappingProxyType(
    {
        "what_is_claimed_is_a_product_of_a_closed_batch": _before_it_is_closed,
        "no_kilogram_is_claimed_twice": _twice,
        "what_was_claimed_goes_into_no_batch": _fed_again,
        "what_was_claimed_stays_recovered": _taken_back,
    }
)
