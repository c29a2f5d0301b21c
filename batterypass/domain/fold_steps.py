"""Steps of a consignment, whole or in parts: how far they bring it, and what a gate makes of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from batterypass.domain.base import number_text
from batterypass.domain.clock import instant_ms
from batterypass.domain.parting import scale_kg, take_part

if TYPE_CHECKING:
    from batterypass.domain.events.common import Event
    from batterypass.domain.events.custody import ConsignmentReceived
    from batterypass.domain.events.on_paper import RecordedOnPaper
    from batterypass.domain.events.refusals import ConsignmentPartiallyReceived, ConsignmentRejected
    from batterypass.domain.parting import Parted
    from batterypass.domain.states import ConsignmentState
    from batterypass.domain.world import Position, WritableWorld

    #: Signed by the consignee, or written down from its paper.
    Reception = ConsignmentReceived | ConsignmentPartiallyReceived | RecordedOnPaper

#: How far a consignment has come; a step that was recorded late never brings it back.
_RANK = {
    "offering": -1, "offered": 0, "in_transit": 1, "delivered": 2, "received": 3, "partially_received": 3,
    "rejected": 3, "returned": 4, "voided": 5,
}  # fmt: skip


def bring_on(
    event: Event, subject: str, state: str, at: Position, world: WritableWorld, word: str = ""
) -> ConsignmentState:
    """Bring a consignment on; ``word`` names the step where the kind of its last part does not."""
    consignment = world.edit_consignment(subject)
    if _RANK[state] > _RANK[consignment.state]:
        consignment.state = state
    word = word or event.KIND.name.rsplit(".", 1)[1]
    consignment.entries = {**consignment.entries, word: at.index}
    consignment.last_ms = instant_ms(event.event_time)
    return consignment


def take_step(event: Parted, state: str, at: Position, world: WritableWorld) -> str:
    """Take a step that comes whole or in parts: give its state, empty while parts are to come."""
    if event.parts is None:
        return state
    consignment = world.edit_consignment(event.subjects[0].subject)
    consignment.last_ms = instant_ms(event.event_time)
    return take_part(consignment, event, at.index, becomes=state)


def take_gate_part(
    event: Reception | ConsignmentRejected, state: str, at: Position, world: WritableWorld
) -> None:
    """Take a part of what the consignee says; with the last one the consignment has arrived."""
    found = take_step(event, state, at, world)
    if not found:
        return
    consignment = bring_on(event, event.consignment, found, at, world, found.replace("_", "-"))
    if found != "rejected":
        consignment.measured_kg = number_text(scale_kg(consignment))
        note_arrival(event, consignment, world)


def note_arrival(
    event: Reception | ConsignmentRejected, consignment: ConsignmentState, world: WritableWorld
) -> None:
    """Note where and when everything was received, and where a log book finds it."""
    consignment.received_at = event.event_time
    consignment.received_site = event.at_site or ""
    consignee = consignment.consignee
    if consignment.waste and world.party(consignee) is not None:
        month = f"{consignee} {consignment.received_site} {event.event_time[:7]}"
        world.point("received", month, event.consignment)
