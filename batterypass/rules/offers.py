"""What an offer says of its carriage: as it is signed, and as a correction would have it.

A correction of what decides about the carriage is judged as the offer was, by the day of the offer;
what was wrong before it, or became so by what happened to an item since, is not its doing.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from batterypass.domain.clock import day_of
from batterypass.domain.events.amendment import EntryAmended
from batterypass.domain.events.custody import ConsignmentOffered, OfferedItem, TransportDecision
from batterypass.rules.base import NONE, Finding, Findings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from batterypass.domain.states import ItemState
    from batterypass.rules.acts import JudgedAct

#: Kinds by which a carriage is decided, or decided otherwise.
DECIDING = frozenset({ConsignmentOffered.KIND.name, EntryAmended.KIND.name})
#: What of a line decides about the carriage, and can be corrected.
_OF_A_LINE = frozenset({"energy_wh", "mass_kg", "soc_percent", "soc_basis", "soc_on"})


#: Values of a finding that do not say what is wrong: what it should be, and how to ask again.
_BESIDE = frozenset({"expected", "again"})


@dataclass(frozen=True, slots=True)
class Offer:
    """An offer with its items: ``lines`` are those that are judged, ``before`` those of earlier parts.

    ``is_whole`` says that nothing of it is still to come: all parts travel under one decision, which
    is judged at the last. ``operation`` is what is done with waste, empty where there is none.
    """

    day: str
    transport: TransportDecision | None
    lines: list[tuple[OfferedItem, ItemState]]
    before: list[tuple[Mapping[str, Any], ItemState]]
    operation: str
    is_whole: bool


def judged(act: JudgedAct, check: Callable[[JudgedAct, Offer], Findings]) -> Findings:
    """Judge the offer that an act makes; of one that it corrects, only what comes of the correction."""
    offers = act.once(_offers)
    if offers is None:
        return NONE
    stood, offer = offers
    found = check(act, offer)
    if not found or stood is None:
        return found
    known = [_what(one) for one in check(act, stood)]
    return [one for one in found if _what(one) not in known] or NONE


def _what(finding: Finding) -> tuple[str, str, dict[str, str]]:
    """Give what is wrong and with what; what it should be may be something else by now."""
    values = {name: value for name, value in finding.values.items() if name not in _BESIDE}
    return finding.code, finding.subject, values


def _offers(act: JudgedAct) -> tuple[Offer | None, Offer] | None:
    """Give the offer as it stood, None for a new one, and as the act has it; None for no offer."""
    event = act.event
    if isinstance(event, ConsignmentOffered):
        return None, _signed(act, event)
    return _corrected(act, event)


def _signed(act: JudgedAct, event: ConsignmentOffered) -> Offer:
    items = act.items
    lines = [(line, items[line.item]) for line in event.items if line.item in items]
    before: list[tuple[Mapping[str, Any], ItemState]] = []
    earlier = act.consignment(act.names[0]) if event.parts is not None else None
    for name, line in earlier.items.items() if earlier is not None else ():
        item = act.world.item(name)
        if item is not None:
            before.append((line, item))
    operation = event.waste.operation if event.waste is not None else ""
    return Offer(act.day, event.transport, lines, before, operation, event.part == event.parts)


def _corrected(act: JudgedAct, event: EntryAmended) -> tuple[Offer, Offer] | None:
    if event.target_kind != ConsignmentOffered.KIND.name:
        return None
    decision, by_item = _new_values(event)
    state = act.consignment(event.amended_subject)
    if state is None or not state.transport or not (decision or by_item):
        return None
    operation = str(state.waste.get("operation", ""))
    is_whole = state.state != "offering"

    def offer(decision: Mapping[str, Any], by_item: Mapping[str, Mapping[str, Any]]) -> Offer:
        transport = TransportDecision.model_validate({**state.transport, **decision})
        lines = list(_lines(act, state.items, by_item))
        return Offer(day_of(state.offered_at), transport, lines, [], operation, is_whole)

    return offer({}, {}), offer(decision, by_item)


def _new_values(event: EntryAmended) -> tuple[dict[str, Any], dict[str, dict[str, Any]]]:
    """Give what a correction changes of the decision, and of each line what decides about it."""
    decision: dict[str, Any] = {}
    by_item: dict[str, dict[str, Any]] = {}
    for one in event.fields:
        head, _, rest = one.field.partition(".")
        if one.item is None and head == "transport":
            decision[rest] = one.new
        elif one.item is not None and head in _OF_A_LINE:
            by_item.setdefault(one.item, {})[head] = one.new
    return decision, by_item


def _lines(
    act: JudgedAct,
    items: Mapping[str, Mapping[str, Any]],
    by_item: Mapping[str, Mapping[str, Any]],
) -> Iterator[tuple[OfferedItem, ItemState]]:
    """Give the lines of a consignment as they were declared; what was surplus nobody declared."""
    for name, line in items.items():
        item = act.world.item(name)
        if item is None or "mass_kg" not in line:
            continue
        declared = {key: value for key, value in line.items() if key in OfferedItem.model_fields}
        declared |= by_item.get(name, {})
        yield OfferedItem.model_validate({**declared, "item": name}), item
