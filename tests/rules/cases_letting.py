"""One breach per rule of a load that one carrier lets another have."""

from __future__ import annotations

from collections.abc import Callable

from rules.yard import MOVE, WORKSHOP
from worlds import CARRIER, Drafted, Story


def let_to(story: Story, carrier: str) -> Drafted:
    """Let another party have the load that is on the road."""
    return story.draft("consignment.transferred", CARRIER, consignment=MOVE, to=carrier)


def let_without_permits(story: Story) -> Drafted:
    """Let a workshop have a load of waste: it holds no permit of a carrier."""
    story.world.edit_consignment(MOVE).waste = {
        "stream": "whole_battery", "operation": "reciclaje", "waste_class": "hazardous",
    }  # fmt: skip
    return let_to(story, WORKSHOP)


CASES_OF_LETTING: dict[str, Callable[[Story], Drafted]] = {
    "a_load_is_let_to_another": lambda story: let_to(story, CARRIER),
    "the_next_carrier_has_the_role": lambda story: let_to(story, WORKSHOP),
    "the_next_carrier_may_carry_the_waste": let_without_permits,
}
