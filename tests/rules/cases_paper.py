"""One breach per rule of paper and of enrolment: steps signed in ink, answers, known numbers."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from batterypass.domain.events.enrolment import DETAILS
from rules.yard import MOVE, MOVING, MOVING2, OFFER, OFFERED, WORKSHOP, received
from worlds import MAKER, RECYCLER, Drafted, Story

SCAN = {"digest": "7" * 64, "media_type": "application/pdf", "bytes": 1000}
SIDE = {"name": "Transportes de Papel, S.A.", "tax_id": "TPA010101AB1"}


def on_paper(story: Story, step: str = "collected", **changed: Any) -> Drafted:
    """Write down that the carrier collected the offered pack, as its paper says."""
    fields: dict[str, Any] = {
        "consignment": OFFER, "step": step, "side": SIDE, "documents": [SCAN],
        "lines": [{"item": OFFERED, "outcome": "received"}], **changed,
    }  # fmt: skip
    return story.draft("consignment.recorded-on-paper", MAKER, **fields)


def countersigned_by_a_stranger(story: Story) -> Drafted:
    """Countersign as the consignee what the carrier has."""
    return story.draft(
        "consignment.countersigned", RECYCLER, consignment=MOVE, items=[MOVING, MOVING2],
        target="0" * 64,
    )  # fmt: skip


def enrolled_under_a_known_number(story: Story) -> Drafted:
    """Enrol a pack whose serial number another pack has."""
    return story.draft(
        "pack.enrolled", MAKER, item="https://maker.example/p/T-1", reason="torn_label",
        serial=story.item(MOVING).serial, condition="cannot_be_diagnosed", evidence=["visual"],
        unknown=[name for name in DETAILS if name != "serial"],
    )  # fmt: skip


def prepared(story: Story, actor: str, about: str = MOVE) -> Drafted:
    """Prepare a paper of a consignment, or of an item."""
    kind = "mx_special_handling" if "#" in about else "passport"
    return story.draft(
        "document.prepared", actor, about=about, document_kind=kind, number="M-MOVE", count=2,
        mass_kg="800", date="2026-11-23", statement="0" * 64,
    )  # fmt: skip


def returned_tomorrow(story: Story, day: str = "2026-11-24") -> Drafted:
    """Say that the signed original came back on a day, the one after the truck came."""
    story.tell("consignment.received", RECYCLER, **received(MOVING, MOVING2))
    return story.draft("manifest.original-returned", MAKER, consignment=MOVE, returned_on=day)


CASES_OF_PAPER: dict[str, Callable[[Story], Drafted]] = {
    "what_stands_on_paper_is_told": on_paper,
    "a_paper_names_its_scan": lambda story: on_paper(story, documents=[]),
    "a_number_that_is_known_is_told": enrolled_under_a_known_number,
    "a_paper_is_issued_by_who_has_a_part_in_it": lambda story: prepared(story, WORKSHOP),
    "a_day_that_is_said_has_come": returned_tomorrow,
    "who_speaks_afterwards_has_a_part_in_it": countersigned_by_a_stranger,
}
