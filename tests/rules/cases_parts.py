"""One breach per rule of parts: of no whole, out of its place, with a step before it unfinished."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from rules.yard import MOVE, MOVING, OFFER, OFFERED, SECOND, SOUND, offer_of, received
from worlds import CARRIER, MAKER, RECYCLER, Drafted, Story


def part_of_nothing(story: Story) -> Drafted:
    """Collect part 1, of nobody knows how many."""
    return _collected(story, part=1)


def second_part_first(story: Story) -> Drafted:
    """Collect part 2 where part 1 is not in."""
    return _collected(story, part=2, parts=2)


def delivered_in_between(story: Story) -> Drafted:
    """Arrive once more when one of two parts was received."""
    story.tell("consignment.received", RECYCLER, **received(MOVING, part=1, parts=2))
    return story.draft("consignment.delivered", CARRIER, consignment=MOVE, at_site="S1")


def another_offer(story: Story) -> Drafted:
    """Weigh the items of the second part, and only estimate those of the first."""
    own = story.item(SECOND)
    own.custodian, own.condition = MAKER, story.item(SOUND).condition
    story.tell("consignment.offered", MAKER, **offer_of("PARTS", SOUND, part=1, parts=2))
    fields = offer_of("PARTS", SECOND, part=2, parts=2, mass_basis="estimated")
    return story.draft("consignment.offered", MAKER, **fields)


def _collected(story: Story, **changed: Any) -> Drafted:
    return story.draft(
        "consignment.collected", CARRIER, consignment=OFFER, loaded=[OFFERED], **changed
    )


CASES_OF_PARTS: dict[str, Callable[[Story], Drafted]] = {
    "a_part_is_one_of_its_whole": part_of_nothing,
    "a_part_follows_the_one_before_it": second_part_first,
    "what_was_begun_in_parts_is_finished_first": delivered_in_between,
    "the_parts_of_an_offer_are_one_offer": another_offer,
}
