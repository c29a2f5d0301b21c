"""The fold of an offer: the first part makes the consignment, the last one makes it stand."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from batterypass.domain.base import decimal_of, number_text
from batterypass.domain.clock import instant_ms
from batterypass.domain.fold_help import touch
from batterypass.domain.fold_steps import take_step
from batterypass.domain.states import ConsignmentState

if TYPE_CHECKING:
    from batterypass.domain.events.custody import ConsignmentOffered
    from batterypass.domain.world import Position, WritableWorld


def offered(event: ConsignmentOffered, at: Position, world: WritableWorld) -> None:
    """Take an offer, whole or a part of one: its items are on their way."""
    subject = event.subjects[0].subject
    if event.part is None or event.part == 1:
        _create(event, subject, at, world)
    if event.parts is not None:
        _offer_part(event, subject, at, world)
    for line in event.items:
        touch(event, line.item, world).consignment = subject


def _offer_part(
    event: ConsignmentOffered, subject: str, at: Position, world: WritableWorld
) -> None:
    """Add the items of a part; with the last one the offer stands. The head is that of part 1."""
    consignment = world.edit_consignment(subject)
    consignment.items = {**consignment.items, **_declared(event)}
    masses = (decimal_of(line["mass_kg"]) for line in consignment.items.values())
    consignment.declared_kg = number_text(sum(masses, Decimal(0)))
    state = take_step(event, "offered", at, world)
    if state:
        consignment.state = state
        consignment.offered_at = event.event_time
        consignment.entries = {**consignment.entries, "offered": at.index}


def _declared(event: ConsignmentOffered) -> dict[str, dict[str, Any]]:
    return {line.item: line.model_dump(exclude_none=True, exclude={"item"}) for line in event.items}


def _create(event: ConsignmentOffered, subject: str, at: Position, world: WritableWorld) -> None:
    world.create(
        subject,
        ConsignmentState(
            subject=subject,
            consignment=event.consignment,
            state="offered" if event.parts is None else "offering",
            consignor=event.actor,
            carrier=event.carrier,
            consignee=event.consignee,
            consignee_site=event.consignee_site,
            items=_declared(event),
            declared_kg=number_text(
                sum((decimal_of(line.mass_kg) for line in event.items), Decimal(0))
            ),
            mass_basis=event.mass_basis,
            offered_at=event.event_time,
            offered_site=event.site or "",
            waste=event.waste.model_dump(exclude_none=True) if event.waste else {},
            transport=event.transport.model_dump(exclude_none=True) if event.transport else {},
            entries={"offered": at.index},
            last_ms=instant_ms(event.event_time),
        ),
    )
    world.point("consignment", event.consignment, subject)
    if event.waste:
        world.point("manifest", f"{event.waste.issuer} {event.waste.manifest_no}", subject)
