"""The fold of a recycling batch: items go in, fractions come out, and it is closed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from batterypass.domain.base import number_text
from batterypass.domain.batches import add_up, total_kg
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

if TYPE_CHECKING:
    from collections.abc import Callable

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


def _step(
    event: BatchFed | BatchOutputWeighed | BatchClosed, at: Position, world: WritableWorld
) -> BatchState:
    batch = world.edit_batch(event.batch)
    batch.entries = {**batch.entries, event.kind.split(".", 1)[1]: at.index}
    batch.last_ms = instant_ms(event.event_time)
    return batch


def _fed(event: BatchFed, at: Position, world: WritableWorld) -> None:
    batch = _step(event, at, world)
    batch.inputs += len(event.lines)
    batch.input_kg = number_text(
        total_kg([batch.input_kg or "0", *(line.mass_kg for line in event.lines)])
    )
    elements = batch.input_elements_kg
    for line in event.lines:
        if line.elements_kg:
            elements = add_up(elements, {str(name): kg for name, kg in line.elements_kg.items()})
        item = touch(event, line.item, world)
        item.place = "in_batch"
        item.batch = event.batch
        item.released_to = ""
    batch.input_elements_kg = elements
    source = event.composition_source
    if source is not None:
        known = batch.composition_source
        batch.composition_source = source if known in ("", source) else "mixed"
    if event.sampling is not None and event.sampling not in batch.sampling:
        batch.sampling = [*batch.sampling, event.sampling]


def _weighed(event: BatchOutputWeighed, at: Position, world: WritableWorld) -> None:
    batch = _step(event, at, world)
    outputs = dict(batch.outputs)
    for fraction in event.fractions:
        elements = {str(name): kg for name, kg in fraction.elements_kg.items()}
        outputs[fraction.item] = {
            "material": fraction.material,
            "use": fraction.use,
            "mass_kg": fraction.mass_kg,
            "elements_kg": elements,
            "assay": fraction.assay.model_dump(exclude_none=True) if fraction.assay else {},
            "entry": at.index,
        }
        new_item(world, _fraction(event, at, fraction, batch, elements))
    batch.outputs = outputs


def _fraction(
    event: BatchOutputWeighed,
    at: Position,
    fraction: Fraction,
    batch: BatchState,
    elements: dict[str, str],
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
        elements_kg=elements,
        stream=stream if is_waste else "",
        waste_reason="treatment_residue" if is_waste else "",
        waste_on=day_of(event.event_time) if is_waste else "",
        last_ms=instant_ms(event.event_time),
    )


def _closed(event: BatchClosed, at: Position, world: WritableWorld) -> None:
    batch = _step(event, at, world)
    batch.state = "closed"
    batch.closed_at = event.event_time
    batch.losses = [one.model_dump() for one in event.losses]
    batch.loss_kg = number_text(total_kg(one.mass_kg for one in event.losses))
    batch.difference_reason = event.difference_reason or ""


BATCH_FOLDS: dict[type[Event], Callable[[Any, Position, WritableWorld], None]] = {
    BatchOpened: _opened,
    BatchFed: _fed,
    BatchOutputWeighed: _weighed,
    BatchClosed: _closed,
}
