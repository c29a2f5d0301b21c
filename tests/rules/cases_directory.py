"""One breach per rule of the directory: what only this rule would notice in its way."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from batterypass.domain.states import AuthorisationState
from rules.yard import MOVE, MOVING, MOVING2, WASTE, offer_of, received
from worlds import AUTHORITY, MAKER, RECYCLER, REGISTRAR, Drafted, Story, grant, scope, waste

PERMIT = f"{AUTHORITY}#authorisation/MX-STATE/MX-STATE-recycler.example"


def permit(story: Story) -> AuthorisationState:
    """Give the authorisation by which the recycler takes special-handling waste."""
    state = story.world.authorisation(PERMIT)
    assert state is not None
    return state


def offered(story: Story) -> Drafted:
    """Offer waste to the recycler."""
    return story.draft("consignment.offered", MAKER, **offer_of("NEXT", WASTE, waste=waste()))


def transcribed(story: Story, published_on: str) -> Drafted:
    """Offer waste to a recycler whose authorisation was copied from a list of that day."""
    story.world.pointers["holder", RECYCLER].clear()
    source = {"source": "Padrón estatal", "published_on": published_on, "digest": "0" * 64}
    fields = grant(RECYCLER, "MX-STATE", scope("manejo_especial"), number="T-1")
    story.tell("authorisation.granted", REGISTRAR, **fields, transcription=source)
    return offered(story)


def with_capacity(story: Story, capacity_t_year: str) -> Drafted:
    """Offer 400 kg to a recycler with a yearly capacity."""
    permit(story).capacity_t_year = capacity_t_year
    return offered(story)


def pending(story: Story) -> Drafted:
    """Offer waste to a recycler whose renewal was filed in time and is not decided."""
    permit(story).effective_to = "2026-11-01"
    permit(story).renewal_filed_on = "2026-09-15"
    return offered(story)


def change(story: Story, kind: str, actor: str = AUTHORITY, **fields: Any) -> Drafted:
    """Draft a change of the recycler's authorisation."""
    return story.draft(f"authorisation.{kind}", actor, authorisation=PERMIT, **fields)


def overlapping(story: Story) -> Drafted:
    """Grant the recycler a second paper for what the first allows."""
    fields = grant(RECYCLER, "MX-STATE", scope("manejo_especial"), number="SECOND")
    return story.draft("authorisation.granted", AUTHORITY, **fields)


def filed_late(story: Story) -> Drafted:
    """File a renewal a day after the end."""
    permit(story).effective_to = "2026-11-01"
    return change(story, "renewal-filed", filed_on="2026-11-02")


def learned_late(story: Story) -> Drafted:
    """Revoke, from a day in the past on, what a reception rested on."""
    story.tell("consignment.received", RECYCLER, **received(MOVING, MOVING2))
    assert story.world.consignment(MOVE) is not None
    return change(story, "revoked", effective_from="2026-10-01", reason="breach")


CASES_OF_THE_DIRECTORY: dict[str, Callable[[Story], Drafted]] = {
    "the_judgement_rests_on_a_transcription": lambda story: transcribed(story, "2026-11-20"),
    "the_capacity_is_nearly_used": lambda story: with_capacity(story, "0.45"),
    "the_capacity_is_not_exceeded": lambda story: with_capacity(story, "0.3"),
    "the_renewal_is_not_decided": pending,
    "the_list_is_fresh": lambda story: transcribed(story, "2026-10-01"),
    "the_list_is_not_too_old": lambda story: transcribed(story, "2025-10-01"),
    "the_days_are_in_order": lambda story: change(
        story, "suspended", effective_from="2026-11-20", effective_to="2026-11-19", reason="other"
    ),
    "a_change_fits_how_it_stands": lambda story: change(
        story, "reinstated", effective_from="2026-11-20"
    ),
    "another_one_overlaps": overlapping,
    "a_renewal_was_filed_in_time": filed_late,
    "what_is_learned_late_is_told": learned_late,
}
