"""One breach per rule of a load that one carrier lets another have."""

from __future__ import annotations

from collections.abc import Callable

from rules.yard import MOVE, WORKSHOP
from worlds import CARRIER, Drafted, Story


def let_to(story: Story, carrier: str) -> Drafted:
    """Let another party have the load that is on the road."""
    return story.draft("consignment.transferred", CARRIER, consignment=MOVE, to=carrier)


CASES_OF_LETTING: dict[str, Callable[[Story], Drafted]] = {
    "a_load_is_let_to_another": lambda story: let_to(story, CARRIER),
    "the_next_carrier_has_the_role": lambda story: let_to(story, WORKSHOP),
    "the_next_carrier_may_carry_the_waste": lambda story: let_to(story, WORKSHOP),
}
