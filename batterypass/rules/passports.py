"""BP-C024, C025 and C028 to C030: counters only grow, and a passport follows the life of its item.

Annex XIII, 4, of Regulation (EU) 2023/1542 wants the cycles that a battery has made; a counter that
falls is a mistake or a fraud, unless another BMS counts since. Only what stands in clear is judged
here: a rule sees no sealed section (``design/bytes.md`` 4), so what is sealed is compared where the
sections are, in :mod:`batterypass.app.counters`. Decision 26.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from batterypass.domain.batches import batch_of, life_of
from batterypass.domain.counting import misfit
from batterypass.domain.events.item import ItemAssessed, ItemDismantled, ItemDisposed
from batterypass.domain.events.pack import PassportEnded, PassportHandedOver
from batterypass.domain.fold_help import known_ms
from batterypass.domain.standing import standing_on
from batterypass.rules.base import NONE, Findings, Rule
from batterypass.rules.life import NEW_LIVES

if TYPE_CHECKING:
    from batterypass.rules.acts import JudgedAct

_ENDS = frozenset({ItemDismantled.KIND.name, ItemDisposed.KIND.name})


def counters_only_grow(act: JudgedAct) -> Findings:
    """A later reading has no fewer cycles than an earlier one since the BMS was replaced."""
    event = act.event
    if event.cycles is None:
        return NONE
    item = act.items.get(event.item)
    other = misfit(item, event.cycles, known_ms(event, act.at)) if item is not None else None
    if other is None:
        return NONE
    which, expected = other
    found = {
        "counter": "~counter-number_of_full_cycles",
        "found": str(event.cycles), "expected": str(expected), "other": f"~count-{which}",
    }  # fmt: skip
    return [act.breach("BP-C024", event.item, **found)]


def a_passport_follows_the_life(act: JudgedAct) -> Findings:
    """A further life asks for a new passport, and the end of an item for the end of its own.

    Art. 77(7) and (8). It is told when it happens, and is settled by what follows.
    """
    event = act.event
    item = act.items.get(event.item)
    if item is None or not item.passport or item.passport_ended:
        return NONE
    due = "end" if event.kind in _ENDS else "issue"
    return [act.notice("BP-C025", event.item, passport=item.passport, expected=f"~due-{due}")]


def a_passport_is_handed_over_as_waste(act: JudgedAct) -> Findings:
    """Responsibility moves when a pack becomes waste; before that it is told (``design/events.md``)."""
    event = act.event
    item = act.items.get(event.item)
    life = life_of(item, batch_of(act.world, item)) if item is not None else ""
    if item is None or life in _AS_WASTE or item.place == "dismantled":
        return NONE
    return [
        act.notice(
            "BP-C028", event.item, passport=event.passport, to=event.to, found=f"~life-{life}"
        )
    ]


def a_passport_goes_to_who_has_to_do_with_it(act: JudgedAct) -> Findings:
    """Who gets a passport holds the item or made it, answers for it, or is authorised for waste.

    Art. 77(7): the producer or who collects for it, or a selected waste operator.
    """
    event = act.event
    item = act.items.get(event.item)
    if item is None or event.to in (item.custodian, item.maker, item.responsible_operator):
        return NONE
    held = act.authorisations(event.to)
    if any(standing_on(one, act.day).word in ("in_force", "pending") for one in held):
        return NONE
    return [
        act.breach(
            "BP-C029", event.item, passport=event.passport, to=event.to, expected=item.custodian
        )
    ]


def what_was_replaced_has_a_successor(act: JudgedAct) -> Findings:
    """A passport ends as replaced where a later one follows: of what the item became part of.

    A new passport of the same item takes the place of the one that it names by itself (BP-C009).
    """
    event = act.event
    item = act.items.get(event.item)
    if item is None or event.reason != "replaced" or event.passport != item.passport:
        # Not the present one: BP-C009.
        return NONE
    children = (act.world.item(child) for child in item.children)
    if any(one is not None and one.passport for one in children):
        return NONE
    return [act.breach("BP-C030", event.item, passport=event.passport)]


_HANDED_OVER = frozenset({PassportHandedOver.KIND.name})
_AS_WASTE = frozenset({"waste", "recycled", "disposed"})
RULES = (
    Rule("BP-C024", "compliance", "item", frozenset({ItemAssessed.KIND.name}), counters_only_grow),
    Rule("BP-C025", "notice", "item", NEW_LIVES | _ENDS, a_passport_follows_the_life),
    Rule("BP-C028", "notice", "item", _HANDED_OVER, a_passport_is_handed_over_as_waste),
    Rule("BP-C029", "compliance", "item", _HANDED_OVER, a_passport_goes_to_who_has_to_do_with_it),
    Rule(
        "BP-C030", "compliance", "item", frozenset({PassportEnded.KIND.name}),
        what_was_replaced_has_a_successor,
    ),
)  # fmt: skip
