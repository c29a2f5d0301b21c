"""The fold of any item: readings and incidents, waste, taking apart, the end."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from batterypass.domain.clock import day_of, instant_ms
from batterypass.domain.counting import count_reading
from batterypass.domain.events.decision import ItemDecided
from batterypass.domain.events.item import (
    MEASURED_POINT,
    IncidentReported,
    ItemAssessed,
    ItemDeclaredWaste,
    ItemDismantled,
    ItemDisposed,
)
from batterypass.domain.fold_assembly import come_out
from batterypass.domain.fold_help import known_ms, new_item, note_said, touch, worsen
from batterypass.domain.states import (
    ItemState,
)
from batterypass.domain.undo import note_item

if TYPE_CHECKING:
    from collections.abc import Callable

    from batterypass.domain.events import Event
    from batterypass.domain.world import Position, WritableWorld


def _item_assessed(event: ItemAssessed, at: Position, world: WritableWorld) -> None:
    item = world.edit_item(event.item)
    read_ms = known_ms(event, at)
    if read_ms >= item.condition_ms:
        item.condition = event.condition
        item.condition_ms = read_ms
        if "worsened" in item.said:
            item.said = {name: one for name, one in item.said.items() if name != "worsened"}
    if event.cycles is not None:
        count_reading(item, event.cycles, read_ms)
    if read_ms < item.assessed_ms:
        # A reading that was recorded late is history, not the present.
        return
    item.assessed_ms = read_ms
    # A value that is read of a model itself takes five times as long.
    said = event.__dict__
    item.assessed = {name: said[name] for name in _READINGS if said[name] is not None}
    item.assessed["digest"] = at.digest.hex()
    if MEASURED_POINT in event.sealed:
        # By these the section is found without the entry.
        item.assessed["event_id"] = event.event_id
        item.assessed["sealed"] = event.sealed[MEASURED_POINT]


#: What an item's state repeats of its last assessment.
_READINGS = (
    "event_time", "actor", "condition", "soh_percent", "soc_percent", "capacity_ah",
    "resistance_mohm", "cycles", "temperature_celsius", "method",
)  # fmt: skip


def _incident_reported(event: IncidentReported, at: Position, world: WritableWorld) -> None:
    worsen(world.edit_item(event.item), event.condition_after, known_ms(event, at))


def _declared_waste(event: ItemDeclaredWaste, at: Position, world: WritableWorld) -> None:
    for name, link in zip(event.items, event.subjects, strict=False):
        item = touch(event, name, world)
        note_item(
            item, event, link, item.life, item.stream, item.waste_reason, item.waste_on,
            item.said.get("declared-waste"),
        )  # fmt: skip
        note_said(item, event, link)
        if item.life != "waste":
            # How long it may lie there counts from the first time.
            item.waste_on = day_of(event.event_time)
        item.life = "waste"
        item.stream = event.stream
        item.waste_reason = event.reason


def _item_dismantled(event: ItemDismantled, at: Position, world: WritableWorld) -> None:
    parent = touch(event, event.item, world)
    note_said(parent, event, event.subjects[0], mass_kg=event.mass_kg, loss_kg=event.loss_kg)
    was_waste = parent.life == "waste"
    parent.place = "dismantled"
    parent.life = "recycled" if was_waste else parent.life
    returned = event.returned()
    parent.children = [child.item for child in event.children]
    for child in event.children:
        # Waste stays waste: what comes out of it is waste, whatever was left unsaid.
        is_waste = was_waste or child.stream is not None
        is_residue = child.item_kind == "fraction"
        stream = child.stream or ("treatment_residue" if is_residue else "cells_modules_offspec")
        if child.item in returned:
            item = come_out(event, child, parent, world)
            if is_waste:
                item.life, item.stream = "waste", stream
                item.waste_reason = "treatment_residue"
                item.waste_on = day_of(event.event_time)
            continue
        new_item(
            world,
            ItemState(
                item=child.item,
                item_kind=child.item_kind,
                life="waste" if is_waste else _life_in(parent, is_material=is_residue),
                place="in_stock",
                custodian=parent.custodian,
                contested_with=parent.contested_with,
                responsible_operator=event.actor,
                maker=parent.maker,
                created_index=at.index,
                serial=child.serial or "",
                chemistry=child.chemistry or parent.chemistry,
                material=child.material,
                mass_kg=child.mass_kg,
                parents=[event.item],
                condition="" if is_residue else parent.condition,
                condition_ms=0 if is_residue else parent.condition_ms,
                stream=stream if is_waste else "",
                waste_reason="treatment_residue" if is_waste else "",
                waste_on=day_of(event.event_time) if is_waste else "",
                last_ms=instant_ms(event.event_time),
            ),
        )


#: Lives that a pack has had before; what comes out of it, and is not waste, has had them too.
_FURTHER = frozenset({"reused", "repurposed", "remanufactured"})


def _life_in(parent: ItemState, *, is_material: bool) -> str:
    """Give the life of a part that is made at a dismantling: no module of an old pack is new."""
    return parent.life if parent.life in _FURTHER and not is_material else "original"


def _item_disposed(event: ItemDisposed, at: Position, world: WritableWorld) -> None:
    item = touch(event, event.item, world)
    note_item(item, event, event.subjects[0], item.life)
    item.life = "disposed"


def _item_decided(event: ItemDecided, at: Position, world: WritableWorld) -> None:
    """Keep the last decision; it moves nothing."""
    item = world.edit_item(event.item)
    decided = {
        "by": event.actor, "on": day_of(event.event_time), "decision": event.decision,
        "answer": event.advice.answer, "assessment": event.assessment, "entry": at.index,
    }  # fmt: skip
    item.said = {**item.said, "decided": decided}


ITEM_FOLDS: dict[type[Event], Callable[[Any, Position, WritableWorld], None]] = {
    ItemAssessed: _item_assessed,
    ItemDecided: _item_decided,
    IncidentReported: _incident_reported,
    ItemDeclaredWaste: _declared_waste,
    ItemDismantled: _item_dismantled,
    ItemDisposed: _item_disposed,
}
