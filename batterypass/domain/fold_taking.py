"""Who has an item after a step: what is loaded, what is left behind, what is taken at a gate.

No acknowledged breach moves custody to a party that had no part in it; only ``custody.claimed`` and
a surplus line do, and both are flagged as contested (``design/bytes.md`` 4).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from batterypass.domain.base import decimal_of, number_text
from batterypass.domain.fold_assembly import leave_pack
from batterypass.domain.fold_help import known_ms, touch, worsen
from batterypass.domain.fold_steps import note_arrival
from batterypass.domain.lineage import packs_around
from batterypass.domain.undo import StepBefore, place_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from decimal import Decimal

    from batterypass.domain.events.common import Event
    from batterypass.domain.events.custody import ConsignmentCollected, SortedLine
    from batterypass.domain.events.on_paper import RecordedOnPaper
    from batterypass.domain.fold_steps import Reception
    from batterypass.domain.states import ItemState
    from batterypass.domain.world import Position, WritableWorld

    #: Signed by the carrier, or written down from its paper.
    Collection = ConsignmentCollected | RecordedOnPaper


def take_over(item: ItemState, party: str, at: Position, *, confirmed: bool = True) -> None:
    """Make a party the custodian. What was contested stays so until that party has it back."""
    item.custodian = party
    item.released_to = ""
    item.unconfirmed = not confirmed
    if item.contested_with == party:
        settle(item, at)


def is_in_parts(item: ItemState) -> bool:
    """Tell whether nothing of an item can change hands: it was dismantled, and its parts do."""
    return item.place == "dismantled"


def settle(item: ItemState, at: Position) -> None:
    """Note that whoever held a contested item has it back, or agrees; and by which entry."""
    settled = [*item.said.get("settled", ()), [item.contested_with, at.index]]
    item.said = {**item.said, "settled": settled}
    item.contested_with = ""


def leave(event: Collection, names: list[str], world: WritableWorld, before: StepBefore) -> None:
    """Note what the carrier did not load: it stays with who had it, who may send it off again."""
    if not names:
        return
    consignment = before.consignment
    before.keep("left", list(names))
    for name in names:
        item = touch(event, name, world)
        before.moved(item, place_of(item), item.contested_with)
        before.answered(name, consignment.items.get(name, {}))
        if item.consignment == event.consignment:
            item.consignment = ""
            item.place = "in_stock" if item.place == "in_transit" else item.place
    left = set(names)
    consignment.items = {
        name: {**line, "outcome": "not_loaded"} if name in left else line
        for name, line in consignment.items.items()
    }


def load(
    event: Collection,
    names: Iterable[str],
    carrier: str,
    at: Position,
    world: WritableWorld,
    before: StepBefore,
    *,
    confirmed: bool = True,
) -> None:
    """Let the carrier have what it loaded."""
    usual = before.usual
    for name in names:
        item = touch(event, name, world)
        place, contested = place_of(item), item.contested_with
        is_there = item.consignment == event.consignment and not is_in_parts(item)
        if is_there and (confirmed or _may_write(item, event)):
            # Whoever it had been let have did not take it in time: the carrier has it now.
            take_over(item, carrier, at, confirmed=confirmed)
            item.place = "in_transit"
        if place != usual or contested:
            before.moved(item, place, contested)


def arrive(
    event: Reception,
    consignee: str,
    at: Position,
    world: WritableWorld,
    before: StepBefore,
    *,
    confirmed: bool = True,
) -> None:
    """Note what arrived, and let the consignee have what it took."""
    consignment = before.consignment
    # A reception that is written down from paper names both, or it is none (its own check).
    site, measured_kg = event.at_site or "", event.measured_mass_kg or "0"
    if event.parts is None:
        consignment.measured_kg = measured_kg
        note_arrival(event, consignment, world)
    if consignment.waste and world.party(consignee) is not None:
        accept_mass(event, consignee, site, decimal_of(measured_kg), world)
        before.keep("counted", consignee)
    items, usual = dict(consignment.items), before.usual
    for line in sorted(event.lines, key=lambda line: -packs_around(world, line.item)):
        item = touch(event, line.item, world)
        known = dict(items.get(line.item, {}))
        if "outcome" in known:
            before.answered(line.item, known)
        known["outcome"] = line.outcome
        if line.mass_kg is not None:
            known["received_kg"] = line.mass_kg
        if line.condition is not None:
            known["received_condition"] = line.condition
        items[line.item] = known
        place, contested = place_of(item), item.contested_with
        if confirmed or _may_write(item, event):
            _take_line(event, line, item, consignee, at, world, confirmed=confirmed)
        if place != usual or contested or item.contested_with:
            before.moved(item, place, contested)
    consignment.items = items


def _take_line(
    event: Reception,
    line: SortedLine,
    item: ItemState,
    consignee: str,
    at: Position,
    world: WritableWorld,
    *,
    confirmed: bool,
) -> None:
    if is_in_parts(item):
        item.consignment = "" if item.consignment == event.consignment else item.consignment
        return
    if line.outcome == "missing":
        # It stays with the carrier, flagged, until somebody finds it (events.md, Custody).
        item.missing = True
        return
    if line.outcome == "rejected":
        # It stays with the carrier, in the consignment, until its consignor has it back.
        return
    is_other = item.consignment != event.consignment
    if is_other and line.outcome != "surplus":
        # A line that calls "received" what was not in the consignment moves nothing.
        return
    leave_pack(item, world)
    if is_other and item.custodian != consignee:
        item.contested_with = item.contested_with or item.custodian
    take_over(item, consignee, at, confirmed=confirmed)
    item.consignment = ""
    item.missing = False
    item.place = "in_stock"
    if line.condition is not None:
        worsen(item, line.condition, known_ms(event, at))
    elif line.outcome == "damaged":
        # Damaged, and nobody said how: that has to be diagnosed before it is called stable.
        worsen(item, "cannot_be_diagnosed", known_ms(event, at))


def accept_mass(
    event: Event, party: str, site: str, mass_kg: Decimal, world: WritableWorld
) -> None:
    """Count a mass of waste towards what a party has accepted at a site this year."""
    state = world.edit_party(party)
    place = f"{event.event_time[:4]} {site}"
    total = decimal_of(state.accepted.get(place, "0")) + mass_kg
    state.accepted = {**state.accepted, place: number_text(total)}


def _may_write(item: ItemState, event: Event) -> bool:
    """Tell whether somebody's word on paper may move an item: its custodian's, or paper's again."""
    return item.custodian == event.actor or item.unconfirmed
