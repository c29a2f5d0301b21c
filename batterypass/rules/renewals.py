"""BP-C026, C027 and C031: what a further life and a repair may rest on.

``design/events.md``, Condition: incidents and receptions make it worse, only an assessment milder. So
a pack that was damaged and mended is assessed again, and that reading says whether it can be used
again. Regulation (EU) 2023/1542, Art. 73, asks for that proof before re-use and repurposing;
remanufacturing takes the pack apart (Art. 3(1)(32)) and is not judged by the condition before it.
Decision 26.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from batterypass.domain.events.assembly import PackAssembled
from batterypass.domain.events.pack import PackRepurposed
from batterypass.domain.events.renewal import (
    PackPreparedForReuse,
    PackRemanufactured,
    PackRepaired,
)
from batterypass.rules.base import NONE, Findings, Rule
from batterypass.rules.life import NEW_LIVES

if TYPE_CHECKING:
    from batterypass.rules.acts import JudgedAct

_SOUND = "serviceable"
_BMS = ("bms_replaced", "bms")


def only_what_is_sound_is_used_again(act: JudgedAct) -> Findings:
    """What is damaged, or nobody can diagnose, is not re-used, repurposed or built into a pack.

    The condition is that of the last assessment, or worse where something happened since.
    """
    event = act.event
    if isinstance(event, PackAssembled):
        # Nobody names an assessment of each part, so that it is sound has to be known at least.
        parts = (item for name, item in act.items.items() if name in event.parents)
        unsound = [item for item in parts if item.condition != _SOUND]
    else:
        item = act.items.get(event.item)
        # Without an assessment: BP-C010.
        is_known = item is not None and item.assessed and item.condition not in ("", _SOUND)
        unsound = [item] if item is not None and is_known else []
    return [
        act.breach(
            "BP-C026", one.item, kind=event.kind,
            found=f"~condition-{one.condition}" if one.condition else "-",
        )
        for one in unsound
    ] or NONE  # fmt: skip


def a_further_life_does_not_begin_twice(act: JudgedAct) -> Findings:
    """The same further life does not begin again with nothing between: it was said already."""
    event = act.event
    item = act.items.get(event.item)
    if item is None:
        return NONE
    began = item.said.get(event.kind.rsplit(".", 1)[1], {}).get("seq")
    chain = act.world.chain(event.item)
    if began is None or chain is None or chain.seq != began:
        return NONE
    return [act.breach("BP-C027", event.item, kind=event.kind, found=f"~life-{item.life}")]


def the_bms_is_replaced_or_not(act: JudgedAct) -> Findings:
    """Work or parts that name another BMS go with ``bms_replaced``: the counters begin anew by it."""
    event = act.event
    named = [*getattr(event, "work", ()), *(one.part for one in event.parts)]
    if event.bms_replaced or not any(one in named for one in _BMS):
        return NONE
    return [act.breach("BP-C031", event.item, kind=event.kind)]


RULES = (
    Rule(
        "BP-C026", "compliance", "item",
        frozenset(
            {PackPreparedForReuse.KIND.name, PackRepurposed.KIND.name, PackAssembled.KIND.name}
        ),
        only_what_is_sound_is_used_again,
    ),
    Rule("BP-C027", "compliance", "item", NEW_LIVES, a_further_life_does_not_begin_twice),
    Rule(
        "BP-C031", "compliance", "item",
        frozenset({PackRepaired.KIND.name, PackRemanufactured.KIND.name}),
        the_bms_is_replaced_or_not,
    ),
)  # fmt: skip
