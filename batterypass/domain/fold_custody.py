"""The fold of custody without a carrier, of claims, and of the word of whoever was not asked before."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from batterypass.domain.base import decimal_of
from batterypass.domain.events.custody import CustodyAccepted, CustodyReleased
from batterypass.domain.events.on_paper import Countersigned, CustodyClaimed, CustodyContested
from batterypass.domain.fold_assembly import leave_pack
from batterypass.domain.fold_help import touch
from batterypass.domain.fold_taking import accept_mass, is_in_parts, settle, take_over
from batterypass.domain.lineage import packs_around
from batterypass.domain.sight import OUT_OF_SIGHT
from batterypass.domain.undo import note_item, place_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from batterypass.domain.states import ItemState
    from batterypass.domain.world import Position, WritableWorld


def _released(event: CustodyReleased, at: Position, world: WritableWorld) -> None:
    for name, link in zip(event.items, event.subjects, strict=False):
        item = touch(event, name, world)
        note_item(item, event, link, item.released_to)
        # Only who holds an item, and has not sent it off, can let somebody have it.
        if item.custodian == event.actor and not item.consignment:
            item.released_to = event.to


def _accepted(event: CustodyAccepted, at: Position, world: WritableWorld) -> None:
    actor = event.actor
    waste: list[tuple[ItemState, str]] = []
    for name, link in zip(event.items, event.subjects, strict=False):
        item = touch(event, name, world)
        contested = item.contested_with
        before = (item.custodian, item.released_to, item.unconfirmed)
        was_let = item.released_to == actor and item.custodian == event.released_by
        if was_let and not is_in_parts(item):
            take_over(item, actor, at)
            if item.life == "waste" and item.mass_kg:
                waste.append((item, item.mass_kg))
        note_item(item, event, link, *before, [contested, item.contested_with] if contested else [])
    if waste:
        site = world.edit_party(actor).site_of_act(event.site)
        waste_kg = sum((decimal_of(mass) for _, mass in waste), Decimal(0))
        accept_mass(event, actor, site, waste_kg, world)
        for item, mass in waste:
            item.undo = [*item.undo, [f"{event.event_time[:4]} {site}", mass]]


def _claimed(event: CustodyClaimed, at: Position, world: WritableWorld) -> None:
    named = [*zip(event.items, event.subjects, strict=False)]
    for name, link in sorted(named, key=lambda one: -packs_around(world, one[0])):
        item = touch(event, name, world)
        contested, before = item.contested_with, place_of(item)
        if is_in_parts(item):
            note_item(item, event, link, *before, [])
            continue
        leave_pack(item, world)
        if item.custodian != event.actor:
            item.contested_with = item.contested_with or item.custodian
        take_over(item, event.actor, at)
        item.consignment = ""
        item.missing = False
        if item.place == "in_transit" or item.place in OUT_OF_SIGHT:
            item.place = "in_stock"
        note_item(item, event, link, *before, [contested, item.contested_with])


def _contested(event: CustodyContested, at: Position, world: WritableWorld) -> None:
    for name in event.items:
        item = world.edit_item(name)
        if event.agrees and item.contested_with == event.actor:
            settle(item, at)


def _countersigned(event: Countersigned, at: Position, world: WritableWorld) -> None:
    consignment = world.edit_consignment(event.consignment)
    consignment.on_paper = {
        step: {**paper, "countersigned": at.index}
        if paper["digest"] == event.target and paper["party"] == event.actor
        else paper
        for step, paper in consignment.on_paper.items()
    }
    for name in event.items:
        item = world.edit_item(name)
        if item.custodian == event.actor:
            item.unconfirmed = False
        if item.contested_with == event.actor:
            settle(item, at)


CUSTODY_FOLDS: dict[type[Any], Callable[[Any, Position, WritableWorld], None]] = {
    CustodyReleased: _released,
    CustodyAccepted: _accepted,
    CustodyClaimed: _claimed,
    CustodyContested: _contested,
    Countersigned: _countersigned,
}
