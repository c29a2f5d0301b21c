"""The fold of the steps of a consignment, signed or on paper, and of its manifest after the truck."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from batterypass.domain.events.common import COMMON_FIELDS
from batterypass.domain.events.custody import (
    ConsignmentCollected,
    ConsignmentDelivered,
    ConsignmentOffered,
    ConsignmentReceived,
)
from batterypass.domain.events.manifest import (
    ExceptionReported,
    OriginalReturned,
    TreatmentCertified,
)
from batterypass.domain.events.on_paper import RecordedOnPaper
from batterypass.domain.events.refusals import (
    ConsignmentPartiallyReceived,
    ConsignmentRejected,
    ConsignmentReturned,
    ConsignmentTransferred,
    ConsignmentVoided,
)
from batterypass.domain.fold_help import note_said, touch
from batterypass.domain.fold_offer import offered
from batterypass.domain.fold_steps import bring_on, take_gate_part, take_step
from batterypass.domain.fold_taking import arrive, is_in_parts, leave, load, take_over
from batterypass.domain.parting import forget, is_whole
from batterypass.domain.undo import StepBefore, place_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from batterypass.domain.states import ConsignmentState
    from batterypass.domain.world import Position, WritableWorld

    Step = (
        ConsignmentCollected
        | ConsignmentDelivered
        | ConsignmentReceived
        | ConsignmentPartiallyReceived
        | ConsignmentRejected
        | ConsignmentReturned
        | ConsignmentTransferred
        | ConsignmentVoided
        | RecordedOnPaper
    )


def _before(event: Step, step: str, world: WritableWorld) -> StepBefore:
    """Keep what a consignment is like before a step; one that comes in parts is not annulled."""
    before = StepBefore(world.edit_consignment(event.consignment), event, step)
    before.keep("part", getattr(event, "part", None))
    return before


def _collected(event: ConsignmentCollected, at: Position, world: WritableWorld) -> None:
    before = _before(event, "collected", world)
    state = take_step(event, "in_transit", at, world)
    if state:
        consignment = bring_on(event, event.consignment, state, at, world)
        consignment.collected_at = consignment.collected_at or event.event_time
        consignment.vehicle_type = event.vehicle_type or ""
        if consignment.transfer_to == event.actor:
            _goes_on_with(consignment, event.actor)
    load(event, event.loaded, event.actor, at, world, before)
    leave(event, event.not_loaded, world, before)


def _goes_on_with(consignment: ConsignmentState, carrier: str) -> None:
    """Let the next carrier have the load; who carried it before keeps its part in the papers."""
    consignment.carried = [*consignment.carried, consignment.carrier]
    consignment.carrier, consignment.transfer_to = carrier, ""


def _delivered(event: ConsignmentDelivered, at: Position, world: WritableWorld) -> None:
    _before(event, "delivered", world)
    consignment = bring_on(event, event.consignment, "delivered", at, world)
    consignment.delivered_at = event.event_time


def _received(
    event: ConsignmentReceived | ConsignmentPartiallyReceived, at: Position, world: WritableWorld
) -> None:
    whole = isinstance(event, ConsignmentReceived)
    step = "received" if whole else "partially-received"
    before = _before(event, step, world)
    state = step.replace("-", "_")
    if event.parts is None:
        bring_on(event, event.consignment, state, at, world)
    else:
        take_gate_part(event, state, at, world)
    before.keep("said", before.consignment.said.get(step))
    note_said(before.consignment, event, event.subjects[0])
    arrive(event, event.actor, at, world, before)


def _rejected(event: ConsignmentRejected, at: Position, world: WritableWorld) -> None:
    before = _before(event, "rejected", world)
    consignment = before.consignment
    if event.parts is None:
        bring_on(event, event.consignment, "rejected", at, world)
    else:
        take_gate_part(event, "rejected", at, world)
    turned_away = set(event.items)
    for name in event.items:
        touch(event, name, world)
        before.answered(name, consignment.items.get(name, {}))
    consignment.items = {
        name: {**line, "outcome": "rejected"} if name in turned_away else line
        for name, line in consignment.items.items()
    }


def _returned(event: ConsignmentReturned, at: Position, world: WritableWorld) -> None:
    before = _before(event, "returned", world)
    consignment = before.consignment
    lines = dict(consignment.items)
    for name in event.items:
        item = touch(event, name, world)
        place, contested = place_of(item), item.contested_with
        line = lines.get(name, {})
        before.answered(name, line)
        is_there = item.consignment == event.consignment and not is_in_parts(item)
        if is_there and line.get("outcome") == "rejected":
            take_over(item, event.actor, at)
            item.consignment = ""
            item.place = "in_stock"
            lines[name] = {**line, "outcome": "returned"}
        before.moved(item, place, contested)
    consignment.items = lines
    outcomes = {line.get("outcome", "") for line in lines.values()}
    # Where some was received, that stays what became of the consignment.
    whole = consignment.state == "rejected" and outcomes <= {"returned", "not_loaded"}
    bring_on(event, event.consignment, "returned" if whole else consignment.state, at, world)


def _transferred(event: ConsignmentTransferred, at: Position, world: WritableWorld) -> None:
    before = _before(event, "transferred", world)
    consignment = bring_on(event, event.consignment, "in_transit", at, world)
    consignment.transfer_to = event.to
    # The next carrier loads it anew, in parts of its own.
    before.keep("part", consignment.parts.get("collected"))
    forget(consignment, "collected")


def _voided(event: ConsignmentVoided, at: Position, world: WritableWorld) -> None:
    before = _before(event, "voided", world)
    # After the collection there is nothing to take back, whoever admits to trying.
    consignment = before.consignment
    free = consignment.state in ("offering", "offered")
    state = take_step(event, "voided" if free else consignment.state, at, world)
    if state:
        bring_on(event, event.consignment, state, at, world)
    for name in event.items:
        item = touch(event, name, world)
        before.moved(item, place_of(item), item.contested_with)
        if free and item.consignment == event.consignment:
            item.consignment = ""


_ON_PAPER = "recorded-on-paper"
#: Outcomes of a declared item by which the consignee has it.
_TAKEN_IN = frozenset({"received", "damaged"})
_STATE_OF = {"collected": "in_transit", "delivered": "delivered", "received": "received"}


def _recorded_on_paper(event: RecordedOnPaper, at: Position, world: WritableWorld) -> None:
    before = _before(event, event.step, world)
    consignment = before.consignment
    before.keep("paper", consignment.on_paper.get(event.step))
    before.keep("entry_on_paper", consignment.entries.get(_ON_PAPER))
    if event.parts is None or event.step != "received":
        state = take_step(event, _STATE_OF[event.step], at, world)
        if state:
            bring_on(event, event.consignment, state, at, world)
    else:
        take_gate_part(event, "received", at, world)
    party = _note_paper(event, at, consignment)
    in_whole = event.parts is None or is_whole(consignment.parts[event.step])
    if in_whole:
        consignment.entries = {**consignment.entries, event.step: at.index}
    if event.step == "collected":
        if in_whole:
            consignment.collected_at = consignment.collected_at or event.event_time
        if in_whole and consignment.transfer_to:
            _goes_on_with(consignment, party)
        loaded = [line.item for line in event.lines if line.outcome != "missing"]
        load(event, loaded, party, at, world, before, confirmed=False)
        left = [line.item for line in event.lines if line.outcome == "missing"]
        leave(event, left, world, before)
    elif event.step == "delivered":
        consignment.delivered_at = event.event_time
    else:
        arrive(event, party, at, world, before, confirmed=False)


def _note_paper(event: RecordedOnPaper, at: Position, consignment: ConsignmentState) -> str:
    """Keep what the other side signed in ink; give the party whose step it is."""
    side = event.side.model_dump(exclude_none=True)
    if event.step == "received":
        party = consignment.consignee
    else:
        party = consignment.transfer_to or consignment.carrier
    paper = {**side, "party": party, "entry": at.index, "digest": at.digest.hex()}
    consignment.on_paper = {**consignment.on_paper, event.step: paper}
    return party


def _after(
    event: OriginalReturned | ExceptionReported | TreatmentCertified,
    at: Position,
    world: WritableWorld,
) -> None:
    """Note what is said of a manifest after the truck."""
    consignment = world.edit_consignment(event.consignment)
    word = event.KIND.name.rsplit(".", 1)[1]
    common = {*COMMON_FIELDS, "consignment"}
    said = event.model_dump(exclude_none=True, exclude=common)
    consignment.after = {**consignment.after, word: {**said, "entry": at.index}}


def _certified(event: TreatmentCertified, at: Position, world: WritableWorld) -> None:
    """Note the treatment, and make it found by each item of the manifest that it can be about.

    Not by a surplus one, which was in no manifest and whose owner may be open; nor by one that was
    set aside for re-use before, and is no waste now.
    """
    _after(event, at, world)
    for name, line in world.edit_consignment(event.consignment).items.items():
        item = world.item(name)
        if line.get("outcome") in _TAKEN_IN and item is not None and item.life == "waste":
            world.point("certified", f"{event.operation} {name}", event.consignment)


CONSIGNMENT_FOLDS: dict[type[Any], Callable[[Any, Position, WritableWorld], None]] = {
    ConsignmentOffered: offered,
    ConsignmentCollected: _collected,
    ConsignmentDelivered: _delivered,
    ConsignmentReceived: _received,
    ConsignmentPartiallyReceived: _received,
    ConsignmentRejected: _rejected,
    ConsignmentReturned: _returned,
    ConsignmentTransferred: _transferred,
    ConsignmentVoided: _voided,
    RecordedOnPaper: _recorded_on_paper,
    OriginalReturned: _after,
    ExceptionReported: _after,
    TreatmentCertified: _certified,
}
