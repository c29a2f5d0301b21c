"""BP-H: what is built into a pack is there and nowhere else, and comes out with its dismantling.

``design/events.md``, State of an item (``parents``, ``children``); decision 39. That an item goes into
one pack only and leaves each only once is a matter of integrity: no reason makes two of one thing.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from batterypass.domain.base import decimal_of, number_text
from batterypass.domain.events import KINDS
from batterypass.domain.events.assembly import PackAssembled
from batterypass.domain.events.custody import ConsignmentReceived
from batterypass.domain.events.item import ItemDismantled
from batterypass.domain.events.on_paper import CustodyClaimed
from batterypass.domain.events.refusals import ConsignmentPartiallyReceived
from batterypass.domain.lineage import holder_of, packs_built_into, still_inside
from batterypass.domain.on_scale import outweigh
from batterypass.regulations.tables import tolerance_percent
from batterypass.rules.base import NONE, Finding, Findings, Rule
from batterypass.rules.life import comes_out
from batterypass.rules.masses import reason_in

if TYPE_CHECKING:
    from batterypass.rules.acts import Act, JudgedAct, SignedAct

_MOVING = frozenset(
    name
    for name, model in KINDS.items()
    if model.KIND.lane == "main" and (model.KIND.first == "I" or model.KIND.rest == "I")
)
_RECEPTIONS = (ConsignmentReceived, ConsignmentPartiallyReceived)
_TAKING = frozenset({CustodyClaimed.KIND.name, *(model.KIND.name for model in _RECEPTIONS)})
_DISMANTLED = frozenset({ItemDismantled.KIND.name})
_ASSEMBLED = frozenset({PackAssembled.KIND.name})


def what_is_built_in_goes_with_its_pack(act: SignedAct) -> Findings:
    """Nothing is done with an item inside a pack but to take that pack apart, and it leaves it once.

    Whoever has it in hand all the same claims it, and shows so that it is not in there (BP-H002).
    """
    event = act.event
    taken = _taken(act)
    found = [
        act.broken("BP-H001", name, kind=event.kind, pack=item.inside)
        for name, item in act.items.items()
        if item.inside and name not in taken and not comes_out(act, item)
    ]
    if isinstance(event, ItemDismantled):
        found += [
            act.broken("BP-H001", name, kind=event.kind, pack=event.item)
            for name in event.returned()
            # What never went into it: BP-L005.
            if (item := act.items.get(name)) is not None
            and not item.inside
            and event.item in packs_built_into(item)
        ]
    return found or NONE


def what_turns_up_outside_is_told(act: JudgedAct) -> Findings:
    """Tell where somebody takes an item that the ledger has inside a pack: it counts as out of it."""
    taken = _taken(act)
    return [
        act.notice("BP-H002", name, pack=item.inside, holder=holder_of(act.world, item))
        for name, item in act.items.items()
        if item.inside and name in taken
    ] or NONE


def _taken(act: Act) -> frozenset[str]:
    """Name the items that the act takes whoever holds them."""
    event = act.event
    if isinstance(event, CustodyClaimed):
        return frozenset(event.items)
    if isinstance(event, _RECEPTIONS):
        return frozenset(line.item for line in event.lines if line.outcome == "surplus")
    return frozenset()


def dismantling_names_all_that_is_inside(act: JudgedAct) -> Findings:
    """Whatever was built into the pack, and is in it still, is among its parts."""
    event = act.event
    pack = act.items.get(event.item)
    if pack is None:
        return NONE
    returned = event.returned()
    left = [name for name in still_inside(act.world, pack) if name not in returned]
    return [act.breach("BP-H003", event.item, part=name) for name in left] or NONE


def a_part_is_what_it_was(act: JudgedAct) -> Findings:
    """What comes out is of the sort that went in; a new part is no pack, and no fraction is built in."""
    event = act.event
    if isinstance(event, PackAssembled):
        return [
            act.breach("BP-H004", name, expected="~sort-solid", found=f"~sort-{item.item_kind}")
            for name in event.parents
            if (item := act.items.get(name)) is not None and item.item_kind == "fraction"
        ] or NONE
    returned = event.returned()
    found = []
    for child in event.children:
        item = act.items.get(child.item) if child.item in returned else None
        if item is not None and item.item_kind != child.item_kind:
            found.append(_another_sort(act, child.item, item.item_kind, child.item_kind))
        elif child.item not in returned and child.item_kind == "pack":
            found.append(_another_sort(act, child.item, "part", "pack"))
    return found or NONE


def _another_sort(act: JudgedAct, name: str, expected: str, found: str) -> Finding:
    return act.breach("BP-H004", name, expected=f"~sort-{expected}", found=f"~sort-{found}")


def a_pack_weighs_what_is_in_it(act: JudgedAct) -> Findings:
    """A pack that was built weighs no less than what it was built from, beyond the tolerance.

    It may weigh more: housing and electronics have no id of their own.
    """
    event = act.event
    masses = [item.mass_kg for name in event.parents if (item := act.items.get(name)) is not None]
    percent = tolerance_percent(act.regulations, "children", act.day)
    if percent is None or len(masses) != len(event.parents) or not all(masses):
        return NONE
    built_from = sum(map(decimal_of, masses), Decimal(0))
    weighs = decimal_of(event.mass_kg)
    if not outweigh(built_from, weighs, percent):
        return NONE
    return [
        act.notice(
            "BP-H005", event.item, expected=number_text(built_from), found=event.mass_kg,
            tolerance=percent, reason=reason_in(event),
        )
    ]  # fmt: skip


RULES = (
    Rule("BP-H001", "integrity", "item", _MOVING, what_is_built_in_goes_with_its_pack),
    Rule("BP-H002", "notice", "item", _TAKING, what_turns_up_outside_is_told),
    Rule("BP-H003", "compliance", "item", _DISMANTLED, dismantling_names_all_that_is_inside),
    Rule("BP-H004", "compliance", "item", _DISMANTLED | _ASSEMBLED, a_part_is_what_it_was),
    Rule("BP-H005", "notice", "item", _ASSEMBLED, a_pack_weighs_what_is_in_it),
)
