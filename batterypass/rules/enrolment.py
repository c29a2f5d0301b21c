"""BP-C020: a pack that is enrolled may be one that is here already."""

from __future__ import annotations

from typing import TYPE_CHECKING

from batterypass.domain.events.enrolment import PackEnrolled
from batterypass.rules.base import NONE, Findings, Rule

if TYPE_CHECKING:
    from batterypass.rules.acts import JudgedAct


def a_number_that_is_known_is_told(act: JudgedAct) -> Findings:
    """Tell where a serial number or alias of the pack is that of another item.

    Two makers may use the same number, so it is no breach; but the same pack under two ids would
    live twice.
    """
    event = act.event
    numbers = [event.serial, *(one.value for one in event.aliases)]
    found = [
        act.notice("BP-C020", event.item, number=number, other=others[0])
        for number in dict.fromkeys(one for one in numbers if one)
        if (others := _items_with(act, number))
    ]
    return found or NONE


def _items_with(act: JudgedAct, number: str) -> list[str]:
    pointed = [*act.world.pointed("serial", number), *act.world.pointed("alias", number)]
    return sorted({name for name in pointed if name != act.event.item})


RULES = (
    Rule(
        "BP-C020",
        "notice",
        "item",
        frozenset({PackEnrolled.KIND.name}),
        a_number_that_is_known_is_told,
    ),
)
