"""BP-C024 and C025: counters only grow, and a passport follows the life of its item.

Annex XIII, 4, of Regulation (EU) 2023/1542 wants the cycles that a battery has made; a counter that
falls is a mistake or a fraud, unless another BMS counts since. Only what stands in clear is judged
here: a rule sees no sealed section (``design/bytes.md`` 4), so what is sealed is compared where the
sections are, in :mod:`batterypass.app.counters`. Decision 26.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from batterypass.domain.counting import misfit
from batterypass.domain.events.item import ItemAssessed, ItemDismantled, ItemDisposed
from batterypass.domain.fold_help import known_ms
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


RULES = (
    Rule("BP-C024", "compliance", "item", frozenset({ItemAssessed.KIND.name}), counters_only_grow),
    Rule("BP-C025", "notice", "item", NEW_LIVES | _ENDS, a_passport_follows_the_life),
)
