"""The fold of a recycling batch: items go in, fractions come out, and it is closed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from batterypass.domain.batch_steps import note_step, take_step
from batterypass.domain.clock import day_of, instant_ms
from batterypass.domain.events.batch import (
    BatchClosed,
    BatchFed,
    BatchOpened,
    BatchOutputWeighed,
    Fraction,
)
from batterypass.domain.fold_help import new_item, touch
from batterypass.domain.ids import batch_subject
from batterypass.domain.states import BatchState, ItemState
from batterypass.domain.undo import note_item

if TYPE_CHECKING:
    from collections.abc import Callable

    from batterypass.domain.batch_steps import Step
    from batterypass.domain.events import Event
    from batterypass.domain.world import Position, WritableWorld

#: Stream of what is left of a treatment, where nobody said another.
_STREAMS = {"black_mass": "black_mass", "electrolyte": "electrolyte"}


def _opened(event: BatchOpened, at: Position, world: WritableWorld) -> None:
    subject = batch_subject(event.actor, event.batch)
    party = world.party(event.actor)
    site = party.site_of_act(event.site) if party is not None else event.site or ""
    world.create(
        subject,
        BatchState(
            subject=subject,
            batch=event.batch,
            recycler=event.actor,
            site=site,
            process_id=event.process_id,
            chemistry_group=event.chemistry_group,
            steps=list(event.steps),
            state="open",
            opened_at=event.event_time,
            entries={"opened": at.index},
            last_ms=instant_ms(event.event_time),
        ),
    )
    world.point("batch", event.batch, subject)


def _closed(event: BatchClosed, at: Position, world: WritableWorld) -> None:
    _step(event, at, world)


def _step(event: Step, at: Position, world: WritableWorld) -> BatchState:
    batch = world.edit_batch(event.batch)
    note_step(batch, event)
    take_step(batch, event, at.index)
    batch.last_ms = instant_ms(event.event_time)
    return batch


def _fed(event: BatchFed, at: Position, world: WritableWorld) -> None:
    _step(event, at, world)
    for link in event.subjects[1:]:
        item = touch(event, link.subject, world)
        note_item(item, event, link, item.place, item.batch, item.released_to)
        item.place = "in_batch"
        item.batch = event.batch
        item.released_to = ""


def _weighed(event: BatchOutputWeighed, at: Position, world: WritableWorld) -> None:
    batch = _step(event, at, world)
    for fraction in event.fractions:
        new_item(world, _fraction(event, at, fraction, batch))


def _fraction(
    event: BatchOutputWeighed,
    at: Position,
    fraction: Fraction,
    batch: BatchState,
) -> ItemState:
    # What is no product is waste still, whatever was left unsaid (reference 8).
    is_waste = fraction.use != "product" or fraction.stream is not None
    stream = fraction.stream or _STREAMS.get(fraction.material, "treatment_residue")
    return ItemState(
        item=fraction.item,
        item_kind="fraction",
        life="waste" if is_waste else "original",
        place="in_stock",
        custodian=batch.recycler,
        responsible_operator=event.actor,
        maker=event.actor,
        created_index=at.index,
        material=fraction.material,
        mass_kg=fraction.mass_kg,
        made_by=event.batch,
        use=fraction.use,
        elements_kg=batch.outputs[fraction.item]["elements_kg"],
        stream=stream if is_waste else "",
        waste_reason="treatment_residue" if is_waste else "",
        waste_on=day_of(event.event_time) if is_waste else "",
        last_ms=instant_ms(event.event_time),
    )


BATCH_FOLDS: dict[type[Event], Callable[[Any, Position, WritableWorld], None]] = {
    BatchOpened: _opened,
    BatchFed: _fed,
    BatchOutputWeighed: _weighed,
    BatchClosed: _closed,
}
