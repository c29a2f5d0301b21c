"""The fold of custody: consignments, what is turned away, paper, claims, and manifests after them.

No acknowledged breach moves custody to a party that had no part in it; only ``custody.claimed`` and
a surplus line do, and both are flagged as contested (``design/bytes.md`` 4).
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from batterypass.domain.base import decimal_of, number_text
from batterypass.domain.events.common import COMMON_FIELDS
from batterypass.domain.events.custody import (
    ConsignmentCollected,
    ConsignmentDelivered,
    ConsignmentOffered,
    ConsignmentReceived,
    CustodyAccepted,
    CustodyReleased,
    SortedLine,
)
from batterypass.domain.events.manifest import (
    ExceptionReported,
    OriginalReturned,
    TreatmentCertified,
)
from batterypass.domain.events.on_paper import (
    Countersigned,
    CustodyClaimed,
    CustodyContested,
    RecordedOnPaper,
)
from batterypass.domain.events.refusals import (
    ConsignmentPartiallyReceived,
    ConsignmentRejected,
    ConsignmentReturned,
    ConsignmentTransferred,
    ConsignmentVoided,
)
from batterypass.domain.fold_help import known_ms, note_said, touch, worsen
from batterypass.domain.fold_offer import offered
from batterypass.domain.fold_steps import bring_on, note_arrival, take_gate_part, take_step
from batterypass.domain.parting import forget, is_whole

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from batterypass.domain.events.common import Event
    from batterypass.domain.states import ConsignmentState, ItemState
    from batterypass.domain.world import Position, WritableWorld


def _collected(event: ConsignmentCollected, at: Position, world: WritableWorld) -> None:
    state = take_step(event, "in_transit", at, world)
    if state:
        consignment = bring_on(event, event.consignment, state, at, world)
        consignment.collected_at = consignment.collected_at or event.event_time
        consignment.vehicle_type = event.vehicle_type or ""
        if consignment.transfer_to == event.actor:
            consignment.carrier, consignment.transfer_to = event.actor, ""
    _load(event, event.loaded, event.actor, world)
    _leave(event, event.not_loaded, world)


def _leave(
    event: Any,  # noqa: ANN401 - a collection, signed or on paper
    names: list[str],
    world: WritableWorld,
) -> None:
    """Note what the carrier did not load: it stays with who had it, who may send it off again."""
    consignment = world.edit_consignment(event.consignment)
    for name in names:
        item = touch(event, name, world)
        if item.consignment == event.consignment:
            item.consignment = ""
            item.place = "in_stock" if item.place == "in_transit" else item.place
    left = set(names)
    consignment.items = {
        name: {**line, "outcome": "not_loaded"} if name in left else line
        for name, line in consignment.items.items()
    }


def _load(
    event: Any,  # noqa: ANN401 - a collection, signed or on paper
    names: Iterable[str],
    carrier: str,
    world: WritableWorld,
    *,
    confirmed: bool = True,
) -> None:
    for name in names:
        item = touch(event, name, world)
        if item.consignment == event.consignment and (confirmed or _may_write(item, event)):
            # Whoever it had been let have did not take it in time: the carrier has it now.
            _take_over(item, carrier, confirmed=confirmed)
            item.place = "in_transit"


def _delivered(event: ConsignmentDelivered, at: Position, world: WritableWorld) -> None:
    consignment = bring_on(event, event.consignment, "delivered", at, world)
    consignment.delivered_at = event.event_time


Reception = ConsignmentReceived | ConsignmentPartiallyReceived


def _received(event: Reception, at: Position, world: WritableWorld) -> None:
    whole = isinstance(event, ConsignmentReceived)
    state = "received" if whole else "partially_received"
    if event.parts is None:
        consignment = bring_on(event, event.consignment, state, at, world)
    else:
        consignment = world.edit_consignment(event.consignment)
        take_gate_part(event, state, at, world)
    note_said(consignment, event, event.subjects[0])
    _arrive(event, consignment, event.actor, at, world)


def _arrive(
    event: Any,  # noqa: ANN401 - a reception, signed or on paper
    consignment: ConsignmentState,
    consignee: str,
    at: Position,
    world: WritableWorld,
    *,
    confirmed: bool = True,
) -> None:
    """Note what arrived, and let the consignee have what it took."""
    if event.parts is None:
        consignment.measured_kg = event.measured_mass_kg
        note_arrival(event, consignment, world)
    if consignment.waste and world.party(consignee) is not None:
        _accept_mass(event, consignee, event.at_site, decimal_of(event.measured_mass_kg), world)
    items = dict(consignment.items)
    for line in event.lines:
        item = touch(event, line.item, world)
        known = dict(items.get(line.item, {}))
        known["outcome"] = line.outcome
        if line.mass_kg is not None:
            known["received_kg"] = line.mass_kg
        if line.condition is not None:
            known["received_condition"] = line.condition
        items[line.item] = known
        if confirmed or _may_write(item, event):
            _take_line(event, line, item, consignee, at, confirmed=confirmed)
    consignment.items = items


def _take_line(
    event: Any,  # noqa: ANN401 - a reception, signed or on paper
    line: SortedLine,
    item: ItemState,
    consignee: str,
    at: Position,
    *,
    confirmed: bool,
) -> None:
    if line.outcome == "missing":
        # It stays with the carrier, flagged, until somebody finds it (events.md, Custody).
        item.missing = True
        return
    if line.outcome == "rejected":
        # It stays with the carrier, in the consignment, until its consignor has it back.
        return
    if line.outcome == "surplus":
        if item.custodian != consignee and item.consignment != event.consignment:
            item.contested_with = item.contested_with or item.custodian
    elif item.consignment != event.consignment:
        # A line that calls "received" what was not in the consignment moves nothing.
        return
    _take_over(item, consignee, confirmed=confirmed)
    item.consignment = ""
    item.missing = False
    if item.place != "dismantled":
        item.place = "in_stock"
    if line.condition is not None:
        worsen(item, line.condition, known_ms(event, at))
    elif line.outcome == "damaged":
        # Damaged, and nobody said how: that has to be diagnosed before it is called stable.
        worsen(item, "cannot_be_diagnosed", known_ms(event, at))


def _accept_mass(
    event: Event, party: str, site: str, mass_kg: Decimal, world: WritableWorld
) -> None:
    """Count a mass of waste towards what a party has accepted at a site this year."""
    state = world.edit_party(party)
    place = f"{event.event_time[:4]} {site}"
    total = decimal_of(state.accepted.get(place, "0")) + mass_kg
    state.accepted = {**state.accepted, place: number_text(total)}


def _take_over(item: ItemState, party: str, *, confirmed: bool = True) -> None:
    """Make a party the custodian. What was contested stays so until that party has it back."""
    item.custodian = party
    item.released_to = ""
    item.unconfirmed = not confirmed
    if item.contested_with == party:
        item.contested_with = ""


def _may_write(item: ItemState, event: Event) -> bool:
    """Tell whether somebody's word on paper may move an item: its custodian's, or paper's again."""
    return item.custodian == event.actor or item.unconfirmed


def _rejected(event: ConsignmentRejected, at: Position, world: WritableWorld) -> None:
    if event.parts is None:
        consignment = bring_on(event, event.consignment, "rejected", at, world)
    else:
        consignment = world.edit_consignment(event.consignment)
        take_gate_part(event, "rejected", at, world)
    turned_away = set(event.items)
    for name in event.items:
        touch(event, name, world)
    consignment.items = {
        name: {**line, "outcome": "rejected"} if name in turned_away else line
        for name, line in consignment.items.items()
    }


def _returned(event: ConsignmentReturned, at: Position, world: WritableWorld) -> None:
    consignment = world.edit_consignment(event.consignment)
    lines = dict(consignment.items)
    for name in event.items:
        item = touch(event, name, world)
        line = lines.get(name, {})
        if item.consignment == event.consignment and line.get("outcome") == "rejected":
            _take_over(item, event.actor)
            item.consignment = ""
            item.place = "in_stock"
            lines[name] = {**line, "outcome": "returned"}
    consignment.items = lines
    outcomes = {line.get("outcome", "") for line in lines.values()}
    # Where some was received, that stays what became of the consignment.
    whole = consignment.state == "rejected" and outcomes <= {"returned", "not_loaded"}
    bring_on(event, event.consignment, "returned" if whole else consignment.state, at, world)


def _transferred(event: ConsignmentTransferred, at: Position, world: WritableWorld) -> None:
    consignment = bring_on(event, event.consignment, "in_transit", at, world)
    consignment.transfer_to = event.to
    # The next carrier loads it anew, in parts of its own.
    forget(consignment, "collected")


def _voided(event: ConsignmentVoided, at: Position, world: WritableWorld) -> None:
    consignment = world.edit_consignment(event.consignment)
    # After the collection there is nothing to take back, whoever admits to trying.
    free = consignment.state in ("offering", "offered")
    state = take_step(event, "voided" if free else consignment.state, at, world)
    if state:
        bring_on(event, event.consignment, state, at, world)
    for name in event.items:
        item = touch(event, name, world)
        if free and item.consignment == event.consignment:
            item.consignment = ""


_STATE_OF = {"collected": "in_transit", "delivered": "delivered", "received": "received"}


def _recorded_on_paper(event: RecordedOnPaper, at: Position, world: WritableWorld) -> None:
    if event.parts is None or event.step != "received":
        state = take_step(event, _STATE_OF[event.step], at, world)
        if state:
            bring_on(event, event.consignment, state, at, world)
    else:
        take_gate_part(event, "received", at, world)
    consignment = world.edit_consignment(event.consignment)
    side = event.side.model_dump(exclude_none=True)
    if event.step == "received":
        party = consignment.consignee
    else:
        party = consignment.transfer_to or consignment.carrier
    paper = {**side, "party": party, "entry": at.index, "digest": at.digest.hex()}
    consignment.on_paper = {**consignment.on_paper, event.step: paper}
    in_whole = event.parts is None or is_whole(consignment.parts[event.step])
    if in_whole:
        consignment.entries = {**consignment.entries, event.step: at.index}
    if event.step == "collected":
        if in_whole:
            consignment.collected_at = consignment.collected_at or event.event_time
        if in_whole and consignment.transfer_to:
            consignment.carrier, consignment.transfer_to = party, ""
        loaded = [line.item for line in event.lines if line.outcome != "missing"]
        _load(event, loaded, party, world, confirmed=False)
        _leave(event, [line.item for line in event.lines if line.outcome == "missing"], world)
    elif event.step == "delivered":
        consignment.delivered_at = event.event_time
    else:
        _arrive(event, consignment, consignment.consignee, at, world, confirmed=False)


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
            item.contested_with = ""


def _claimed(event: CustodyClaimed, at: Position, world: WritableWorld) -> None:
    for name in event.items:
        item = touch(event, name, world)
        if item.custodian != event.actor:
            item.contested_with = item.contested_with or item.custodian
        _take_over(item, event.actor)
        item.consignment = ""
        item.missing = False
        if item.place == "in_transit":
            item.place = "in_stock"


def _contested(event: CustodyContested, at: Position, world: WritableWorld) -> None:
    for name in event.items:
        item = world.edit_item(name)
        if event.agrees and item.contested_with == event.actor:
            item.contested_with = ""


def _after(event: Any, at: Position, world: WritableWorld) -> None:  # noqa: ANN401 - three kinds
    """Note what is said of a manifest after the truck."""
    consignment = world.edit_consignment(event.consignment)
    word = event.KIND.name.rsplit(".", 1)[1]
    common = {*COMMON_FIELDS, "consignment"}
    said = event.model_dump(exclude_none=True, exclude=common)
    consignment.after = {**consignment.after, word: {**said, "entry": at.index}}


def _released(event: CustodyReleased, at: Position, world: WritableWorld) -> None:
    for name in event.items:
        item = touch(event, name, world)
        # Only who holds an item, and has not sent it off, can let somebody have it.
        if item.custodian == event.actor and not item.consignment:
            item.released_to = event.to


def _accepted(event: CustodyAccepted, at: Position, world: WritableWorld) -> None:
    waste_kg = Decimal(0)
    for name in event.items:
        item = touch(event, name, world)
        if item.released_to == event.actor and item.custodian == event.released_by:
            _take_over(item, event.actor)
            if item.life == "waste" and item.mass_kg:
                waste_kg += decimal_of(item.mass_kg)
    if waste_kg:
        site = world.edit_party(event.actor).site_of_act(event.site)
        _accept_mass(event, event.actor, site, waste_kg, world)


CUSTODY_FOLDS: dict[type[Any], Callable[[Any, Position, WritableWorld], None]] = {
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
    Countersigned: _countersigned,
    OriginalReturned: _after,
    ExceptionReported: _after,
    TreatmentCertified: _after,
    CustodyReleased: _released,
    CustodyAccepted: _accepted,
    CustodyClaimed: _claimed,
    CustodyContested: _contested,
}
