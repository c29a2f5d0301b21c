"""The fold of a pack in use: made, passported, labelled, installed, removed, given a second life."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from batterypass.domain.clock import instant_ms
from batterypass.domain.counting import restart_counters
from batterypass.domain.events.enrolment import PackEnrolled
from batterypass.domain.events.pack import (
    LabelApplied,
    PackInstalled,
    PackManufactured,
    PackPlacedOnMarket,
    PackRemoved,
    PackRepurposed,
    PassportEnded,
    PassportHandedOver,
    PassportIssued,
    PassportUpdated,
)
from batterypass.domain.events.renewal import (
    PackPreparedForReuse,
    PackRemanufactured,
    PackRepaired,
)
from batterypass.domain.fold_enrolment import pack_enrolled
from batterypass.domain.fold_help import known_ms, new_item, note_said, touch, worsen
from batterypass.domain.passport_due import note_ended, note_handed_over, note_passport
from batterypass.domain.states import (
    ItemState,
)
from batterypass.domain.undo import note_item
from batterypass.domain.vocabulary import DOUBTFUL_REMOVALS

if TYPE_CHECKING:
    from collections.abc import Callable

    from batterypass.domain.events import Event
    from batterypass.domain.world import Position, WritableWorld


#: What an item's state repeats of how it was made.
_MADE = (
    "model", "serial", "chemistry", "category", "nominal_voltage_v", "capacity_ah", "energy_wh",
    "mass_kg", "made_month",
)  # fmt: skip


def _pack_manufactured(event: PackManufactured, at: Position, world: WritableWorld) -> None:
    # A value that is read of a model itself takes five times as long.
    said = event.__dict__
    actor = event.actor
    new_item(
        world,
        ItemState(
            item=event.item,
            item_kind="pack",
            life="original",
            place="in_stock",
            custodian=actor,
            responsible_operator=actor,
            maker=actor,
            created_index=at.index,
            **{name: said[name] for name in _MADE},
            un38_3=event.un38_3.article if event.un38_3 else "",
            condition="serviceable",
            condition_ms=known_ms(event, at),
            aliases=[alias.model_dump() for alias in event.aliases],
            values=dict(event.values),
            last_ms=instant_ms(event.event_time),
        ),
    )


def _passport_issued(event: PassportIssued, at: Position, world: WritableWorld) -> None:
    item = world.edit_item(event.item)
    item.passport = event.passport
    item.passports = [*item.passports, event.passport]
    item.passport_ended = False
    item.responsible_operator = event.actor
    item.values = {**item.values, **event.values}
    note_passport(item, at.index)
    world.point("passport", event.passport, event.item)


def _passport_updated(event: PassportUpdated, at: Position, world: WritableWorld) -> None:
    """Take what is public; what was sealed is told from its section, not by the state."""
    if event.values:
        item = world.edit_item(event.item)
        item.values = {**item.values, **event.values}


def _passport_handed_over(event: PassportHandedOver, at: Position, world: WritableWorld) -> None:
    item = world.edit_item(event.item)
    if event.passport == item.passport:
        item.responsible_operator = event.to
        note_handed_over(item)


def _passport_ended(event: PassportEnded, at: Position, world: WritableWorld) -> None:
    item = world.edit_item(event.item)
    if event.passport == item.passport:
        note_ended(item, at.index)


def _label_applied(event: LabelApplied, at: Position, world: WritableWorld) -> None:
    world.edit_item(event.item).labels += event.copies


def _placed_on_market(event: PackPlacedOnMarket, at: Position, world: WritableWorld) -> None:
    """Nothing changes by it; its state knows that it was the last thing said."""
    note_item(touch(event, event.item, world), event, event.subjects[0])


def _pack_installed(event: PackInstalled, at: Position, world: WritableWorld) -> None:
    item = touch(event, event.item, world)
    note_item(item, event, event.subjects[0], item.place, item.host_kind)
    item.place = "in_use"
    item.host_kind = event.host_kind


def _pack_removed(event: PackRemoved, at: Position, world: WritableWorld) -> None:
    item = touch(event, event.item, world)
    note_item(item, event, event.subjects[0], item.place, item.host_kind)
    item.place = "in_stock"
    item.host_kind = ""
    if event.reason in DOUBTFUL_REMOVALS:
        # Whoever took it out for that did not say that it is sound.
        worsen(item, "cannot_be_diagnosed", known_ms(event, at))


def _pack_repurposed(event: PackRepurposed, at: Position, world: WritableWorld) -> None:
    item = touch(event, event.item, world)
    note_said(item, event, event.subjects[0])
    _live_again(item, "repurposed", event.actor)
    item.category = event.new_category
    item.energy_wh = event.energy_wh
    item.un38_3 = event.un38_3.article if event.un38_3 else ""


def _live_again(item: ItemState, life: str, actor: str) -> None:
    """Begin a further life: it is waste no more, and who gave it answers for it (Art. 77(7))."""
    item.life = life
    item.responsible_operator = actor
    item.stream = item.waste_reason = item.waste_on = ""


def _pack_prepared(event: PackPreparedForReuse, at: Position, world: WritableWorld) -> None:
    item = touch(event, event.item, world)
    note_said(item, event, event.subjects[0])
    _live_again(item, "reused", event.actor)
    if event.un38_3:
        item.un38_3 = event.un38_3.article


def _pack_remanufactured(event: PackRemanufactured, at: Position, world: WritableWorld) -> None:
    item = touch(event, event.item, world)
    note_said(item, event, event.subjects[0])
    _live_again(item, "remanufactured", event.actor)
    item.capacity_ah = event.capacity_ah
    item.energy_wh = event.energy_wh
    item.mass_kg = event.mass_kg or item.mass_kg
    item.un38_3 = event.un38_3.article if event.un38_3 else ""
    if event.bms_replaced:
        restart_counters(item, known_ms(event, at))


def _pack_repaired(event: PackRepaired, at: Position, world: WritableWorld) -> None:
    item = touch(event, event.item, world)
    note_item(item, event, event.subjects[0], item.said.get("counters"))
    if event.bms_replaced:
        restart_counters(item, known_ms(event, at))


PACK_FOLDS: dict[type[Event], Callable[[Any, Position, WritableWorld], None]] = {
    PackManufactured: _pack_manufactured,
    PackEnrolled: pack_enrolled,
    PassportIssued: _passport_issued,
    PassportUpdated: _passport_updated,
    PassportHandedOver: _passport_handed_over,
    PassportEnded: _passport_ended,
    LabelApplied: _label_applied,
    PackPlacedOnMarket: _placed_on_market,
    PackInstalled: _pack_installed,
    PackRemoved: _pack_removed,
    PackRepaired: _pack_repaired,
    PackPreparedForReuse: _pack_prepared,
    PackRepurposed: _pack_repurposed,
    PackRemanufactured: _pack_remanufactured,
}
