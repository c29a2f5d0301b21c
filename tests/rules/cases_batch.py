"""Batches in the yard: what is lawful, what comes before it, and one breach per rule."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from rules.yard import AT_YARD, SOUND, pass_on
from worlds import RECYCLER, Drafted, Story

BATCH = f"{RECYCLER}#batch/L-1"
OUT = "https://recycler.example/f"
OPENING: dict[str, Any] = {
    "batch": "L-1", "process_id": "HIDRO-1", "steps": ["shredding", "leaching"],
    "chemistry_group": "lithium-based", "site": "S1",
}  # fmt: skip


def feed(*items: str, **changed: Any) -> dict[str, Any]:
    """Write the fields of a feed: 400 kg of pack with 8 kg of lithium each."""
    lines = [{"item": item, "mass_kg": "400", "elements_kg": {"lithium": "8"}} for item in items]
    return {
        "batch": BATCH, "lines": lines, "composition_source": "design", "site": "S1", **changed
    }  # fmt: skip


def fraction(name: str, mass_kg: str, **changed: Any) -> dict[str, Any]:
    """Write a fraction, a product of aluminium unless something else is said."""
    return {
        "item": f"{OUT}/{name}", "material": "aluminium", "use": "product", "mass_kg": mass_kg,
        **changed,
    }  # fmt: skip


def carbonate(mass_kg: str = "10", percent: str = "100", **changed: Any) -> dict[str, Any]:
    """Write lithium carbonate: 10 kg of it are 1.879 kg of lithium (18.79 %)."""
    assay = {
        "contents": [{"substance": "lithium_carbonate", "percent": percent}],
        "method": "ICP-OES", "laboratory": "Laboratorio Analítico", "assayed_on": "2026-11-23",
        **changed.pop("assay", {}),
    }  # fmt: skip
    elements = changed.pop("elements_kg", {"lithium": "1.879"})
    return fraction("CARB", mass_kg, material="other", assay=assay, elements_kg=elements, **changed)


def weighing(*fractions: dict[str, Any], **changed: Any) -> dict[str, Any]:
    """Write the fields of an output."""
    return {"batch": BATCH, "fractions": list(fractions), "site": "S1", **changed}


def open_batch(story: Story) -> None:
    """Let the recycler open the batch."""
    story.tell("batch.opened", RECYCLER, **OPENING)


def fed(story: Story, *items: str) -> None:
    """Let the recycler open the batch and feed it."""
    open_batch(story)
    story.tell("batch.fed", RECYCLER, **feed(*(items or (AT_YARD,))))


def closed(story: Story) -> None:
    """Let the batch be fed with 400 kg, give 390 kg of aluminium, and be closed."""
    fed(story)
    story.tell("batch.output-weighed", RECYCLER, **weighing(fraction("AL", "390")))
    story.tell("batch.closed", RECYCLER, batch=BATCH, losses=[{"loss": "dust", "mass_kg": "10"}])


LAWFUL_BATCHES: tuple[tuple[str, str, str, dict[str, Any]], ...] = (
    ("batch.opened", RECYCLER, "daily", OPENING),
    ("batch.fed", RECYCLER, "daily", feed(AT_YARD)),
    (
        "batch.output-weighed", RECYCLER, "daily",
        weighing(
            fraction("AL", "100"), carbonate(),
            fraction("RES", "20", use="residue", material="residue", stream="treatment_residue"),
        ),
    ),
    (
        "batch.closed", RECYCLER, "daily",
        {"batch": BATCH, "losses": [{"loss": "off_gas", "mass_kg": "400"}]},
    ),
)  # fmt: skip


def prepare_batch(story: Story, kind: str) -> None:
    """Tell what has to come before a kind of these."""
    if kind == "batch.fed":
        open_batch(story)
    elif kind in ("batch.output-weighed", "batch.closed"):
        fed(story)


def draft_feed(story: Story, *items: str, **changed: Any) -> Drafted:
    """Draft a feed by the recycler."""
    return story.draft("batch.fed", RECYCLER, **feed(*items, **changed))


def draft_output(story: Story, *fractions: dict[str, Any], **changed: Any) -> Drafted:
    """Draft an output of a batch that was fed."""
    fed(story)
    return story.draft("batch.output-weighed", RECYCLER, **weighing(*fractions, **changed))


def draft_close(story: Story, out: str, loss: str, **changed: Any) -> Drafted:
    """Draft the end of a batch of 400 kg."""
    fed(story)
    story.tell("batch.output-weighed", RECYCLER, **weighing(fraction("AL", out)))
    losses = [{"loss": "dust", "mass_kg": loss}]
    return story.draft("batch.closed", RECYCLER, batch=BATCH, losses=losses, **changed)


def _after_the_end(story: Story) -> Drafted:
    closed(story)
    return story.draft("batch.output-weighed", RECYCLER, **weighing(fraction("AL2", "1")))


def _no_waste(story: Story) -> Drafted:
    pass_on(story, SOUND, RECYCLER)
    open_batch(story)
    return draft_feed(story, SOUND)


def _too_light(story: Story) -> Drafted:
    open_batch(story)
    # 400 kg were recorded, and 12 kg less are within 3 %.
    light = [{"item": AT_YARD, "mass_kg": "387.999999"}]
    return story.draft("batch.fed", RECYCLER, **feed(lines=light, composition_source=None))


def black_mass(name: str, mass_kg: str, **changed: Any) -> dict[str, Any]:
    """Write an intermediate fraction."""
    return fraction(name, mass_kg, material="black_mass", use="intermediate", **changed)


def _round(story: Story) -> Drafted:
    fed(story)
    story.tell("batch.output-weighed", RECYCLER, **weighing(black_mass("BM", "200")))
    again = [{"item": f"{OUT}/BM", "mass_kg": "200"}]
    return story.draft("batch.fed", RECYCLER, **feed(lines=again, composition_source=None))


CASES_OF_BATCHES: Mapping[str, Callable[[Story], Drafted]] = MappingProxyType(
    {
        "a_closed_batch_takes_nothing_more": _after_the_end,
        "recycling_takes_waste": _no_waste,
        "no_more_comes_out_than_went_in": lambda story: draft_output(story, fraction("AL", "413")),
        "an_assay_has_no_more_than_the_whole": lambda story: draft_output(
            story,
            fraction(
                "MIX", "10", elements_kg={"lithium": "6", "cobalt": "5"},
                assay={
                    "contents": [
                        {"substance": "lithium", "percent": "60"},
                        {"substance": "cobalt", "percent": "50"},
                    ],
                    "method": "XRF", "laboratory": "Lab", "assayed_on": "2026-11-23",
                },
            ),
        ),
        "a_recovered_mass_is_what_the_assay_gives": lambda story: draft_output(
            # All of the compound taken for the element.
            story, carbonate(elements_kg={"lithium": "10"}, mass_kg="10"),
        ),
        "more_of_an_element_than_went_in_is_told": lambda story: draft_output(
            # 50 kg of carbonate hold 9.395 kg, and 8 kg went in.
            story, carbonate("50", elements_kg={"lithium": "9.395"}),
        ),
        "a_batch_closes_balanced_or_with_a_reason": lambda story: draft_close(story, "380", "5"),
        "a_difference_with_its_reason_is_told": lambda story: draft_close(
            story, "380", "5", difference_reason="fire"
        ),
        "an_assay_names_a_report_that_is_there": lambda story: draft_output(
            story, carbonate(assay={"report": "a" * 64})
        ),
        "another_mass_than_the_recorded_one_is_told": lambda story: _too_light(story),
        "nothing_goes_round_in_a_circle": _round,
        "a_residue_names_its_stream": lambda story: draft_output(
            story, fraction("RES", "20", use="residue", material="residue")
        ),
    }
)  # fmt: skip
