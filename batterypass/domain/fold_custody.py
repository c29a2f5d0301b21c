"""The fold of custody: consignments, what is turned away, paper, claims, and manifests after them.

No acknowledged breach moves custody to a party that had no part in it; only ``custody.claimed`` and
a surplus line do, and both are flagged as contested (``design/bytes.md`` 4).
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from batterypass.domain.base import decimal_of, number_text
from batterypass.domain.clock import instant_ms
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
from batterypass.domain.states import ConsignmentState
from batterypass.domain.undo import StepBefore, note_item, place_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from batterypass.domain.events.common import Event
    from batterypass.domain.states import ItemState
    from batterypass.domain.world import Position, WritableWorld


def _offered(event: ConsignmentOffered, at: Position, world: WritableWorld) -> None:
    subject = event.subjects[0].subject
    world.create(
        subject,
        ConsignmentState(
            subject=subject,
            consignment=event.consignment,
            state="offered",
            consignor=event.actor,
            carrier=event.carrier,
            consignee=event.consignee,
            consignee_site=event.consignee_site,
            items={
                line.item: line.model_dump(exclude_none=True, exclude={"item"})
                for line in event.items
            },
            declared_kg=number_text(
                sum((decimal_of(line.mass_kg) for line in event.items), Decimal(0))
            ),
            mass_basis=event.mass_basis,
            offered_at=event.event_time,
            offered_site=event.site or "",
            waste=event.waste.model_dump(exclude_none=True) if event.waste else {},
            transport=event.transport.model_dump() if event.transport else {},
            entries={"offered": at.index},
            last_ms=instant_ms(event.event_time),
        ),
    )
    world.point("consignment", event.consignment, subject)
    if event.waste:
        world.point("manifest", f"{event.waste.issuer} {event.waste.manifest_no}", subject)
    for line in event.items:
        touch(event, line.item, world).consignment = subject


#: How far a consignment has come; a step that was recorded late never brings it back.
_RANK = {
    "offered": 0, "in_transit": 1, "delivered": 2, "received": 3, "partially_received": 3,
    "rejected": 3, "returned": 4, "voided": 5,
}  # fmt: skip


def _step(
    event: Any,  # noqa: ANN401 - a step of a consignment
    step: str,
    state: str,
    at: Position,
    world: WritableWorld,
) -> StepBefore:
    """Bring a consignment a step further; give what it was like before."""
    consignment = world.edit_consignment(event.consignment)
    before = StepBefore(consignment, event, step)
    if _RANK[state] > _RANK[consignment.state]:
        consignment.state = state
    consignment.entries = {**consignment.entries, step: at.index}
    consignment.last_ms = instant_ms(event.event_time)
    return before


def _collected(event: ConsignmentCollected, at: Position, world: WritableWorld) -> None:
    before = _step(event, "collected", "in_transit", at, world)
    consignment = before.consignment
    consignment.collected_at = consignment.collected_at or event.event_time
    consignment.vehicle_type = event.vehicle_type or ""
    if consignment.transfer_to == event.actor:
        consignment.carrier, consignment.transfer_to = event.actor, ""
    _load(event, event.loaded, event.actor, world, before)
    _leave(event, event.not_loaded, world, before)


def _leave(
    event: Any,  # noqa: ANN401 - a collection, signed or on paper
    names: list[str],
    world: WritableWorld,
    before: StepBefore,
) -> None:
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


def _load(
    event: Any,  # noqa: ANN401 - a collection, signed or on paper
    names: Iterable[str],
    carrier: str,
    world: WritableWorld,
    before: StepBefore,
    *,
    confirmed: bool = True,
) -> None:
    usual = before.usual
    for name in names:
        item = touch(event, name, world)
        place, contested = place_of(item), item.contested_with
        if item.consignment == event.consignment and (confirmed or _may_write(item, event)):
            # Whoever it had been let have did not take it in time: the carrier has it now.
            _take_over(item, carrier, confirmed=confirmed)
            item.place = "in_transit"
        if place != usual or contested:
            before.moved(item, place, contested)


def _delivered(event: ConsignmentDelivered, at: Position, world: WritableWorld) -> None:
    before = _step(event, "delivered", "delivered", at, world)
    before.consignment.delivered_at = event.event_time


Reception = ConsignmentReceived | ConsignmentPartiallyReceived


def _received(event: Reception, at: Position, world: WritableWorld) -> None:
    whole = isinstance(event, ConsignmentReceived)
    step = "received" if whole else "partially-received"
    before = _step(event, step, "received" if whole else "partially_received", at, world)
    before.keep("said", before.consignment.said.get(step))
    note_said(before.consignment, event, event.subjects[0])
    _arrive(event, event.actor, at, world, before)


def _arrive(
    event: Any,  # noqa: ANN401 - a reception, signed or on paper
    consignee: str,
    at: Position,
    world: WritableWorld,
    before: StepBefore,
    *,
    confirmed: bool = True,
) -> None:
    """Note what arrived, and let the consignee have what it took."""
    consignment = before.consignment
    consignment.received_at = event.event_time
    consignment.received_site = event.at_site
    consignment.measured_kg = event.measured_mass_kg
    if consignment.waste and world.party(consignee) is not None:
        _accept_mass(event, consignee, event.at_site, decimal_of(event.measured_mass_kg), world)
        before.keep("counted", consignee)
        month = f"{consignee} {event.at_site} {event.event_time[:7]}"
        world.point("received", month, event.consignment)
    items, usual = dict(consignment.items), before.usual
    for line in event.lines:
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
            _take_line(event, line, item, consignee, at, confirmed=confirmed)
        if place != usual or contested or item.contested_with:
            before.moved(item, place, contested)
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
    before = _step(event, "rejected", "rejected", at, world)
    consignment = before.consignment
    turned_away = set(event.items)
    for name in event.items:
        touch(event, name, world)
        before.answered(name, consignment.items.get(name, {}))
    consignment.items = {
        name: {**line, "outcome": "rejected"} if name in turned_away else line
        for name, line in consignment.items.items()
    }


def _returned(event: ConsignmentReturned, at: Position, world: WritableWorld) -> None:
    before = _step(event, "returned", "offered", at, world)
    consignment = before.consignment
    lines = dict(consignment.items)
    for name in event.items:
        item = touch(event, name, world)
        place, contested = place_of(item), item.contested_with
        line = lines.get(name, {})
        before.answered(name, line)
        if item.consignment == event.consignment and line.get("outcome") == "rejected":
            _take_over(item, event.actor)
            item.consignment = ""
            item.place = "in_stock"
            lines[name] = {**line, "outcome": "returned"}
        before.moved(item, place, contested)
    consignment.items = lines
    outcomes = {line.get("outcome", "") for line in lines.values()}
    # Where some was received, that stays what became of the consignment.
    if consignment.state == "rejected" and outcomes <= {"returned", "not_loaded"}:
        consignment.state = "returned"


def _transferred(event: ConsignmentTransferred, at: Position, world: WritableWorld) -> None:
    before = _step(event, "transferred", "in_transit", at, world)
    before.consignment.transfer_to = event.to


def _voided(event: ConsignmentVoided, at: Position, world: WritableWorld) -> None:
    before = _step(event, "voided", "offered", at, world)
    # After the collection there is nothing to take back, whoever admits to trying.
    free = before.consignment.state == "offered"
    if free:
        before.consignment.state = "voided"
    for name in event.items:
        item = touch(event, name, world)
        before.moved(item, place_of(item), item.contested_with)
        if free and item.consignment == event.consignment:
            item.consignment = ""


_ON_PAPER = "recorded-on-paper"
_STATE_OF = {"collected": "in_transit", "delivered": "delivered", "received": "received"}


def _recorded_on_paper(event: RecordedOnPaper, at: Position, world: WritableWorld) -> None:
    before = _step(event, event.step, _STATE_OF[event.step], at, world)
    consignment = before.consignment
    before.keep("paper", consignment.on_paper.get(event.step))
    before.keep("entry_on_paper", consignment.entries.get(_ON_PAPER))
    consignment.entries = {**consignment.entries, _ON_PAPER: at.index}
    side = event.side.model_dump(exclude_none=True)
    consignment.on_paper = {**consignment.on_paper, event.step: {**side, "entry": at.index}}
    if event.step == "collected":
        consignment.collected_at = consignment.collected_at or event.event_time
        if consignment.transfer_to:
            consignment.carrier, consignment.transfer_to = consignment.transfer_to, ""
        loaded = [line.item for line in event.lines if line.outcome != "missing"]
        _load(event, loaded, consignment.carrier, world, before, confirmed=False)
        left = [line.item for line in event.lines if line.outcome == "missing"]
        _leave(event, left, world, before)
    elif event.step == "delivered":
        consignment.delivered_at = event.event_time
    else:
        _arrive(event, consignment.consignee, at, world, before, confirmed=False)


def _countersigned(event: Countersigned, at: Position, world: WritableWorld) -> None:
    for name in event.items:
        item = world.edit_item(name)
        if item.custodian == event.actor:
            item.unconfirmed = False
        if item.contested_with == event.actor:
            item.contested_with = ""


def _claimed(event: CustodyClaimed, at: Position, world: WritableWorld) -> None:
    for name, link in zip(event.items, event.subjects, strict=False):
        item = touch(event, name, world)
        contested, before = item.contested_with, place_of(item)
        if item.custodian != event.actor:
            item.contested_with = item.contested_with or item.custodian
        _take_over(item, event.actor)
        item.consignment = ""
        item.missing = False
        if item.place == "in_transit":
            item.place = "in_stock"
        note_item(item, event, link, *before, [contested, item.contested_with])


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
        if item.released_to == actor and item.custodian == event.released_by:
            _take_over(item, actor)
            if item.life == "waste" and item.mass_kg:
                waste.append((item, item.mass_kg))
        note_item(item, event, link, *before, [contested, item.contested_with] if contested else [])
    if waste:
        site = world.edit_party(actor).site_of_act(event.site)
        waste_kg = sum((decimal_of(mass) for _, mass in waste), Decimal(0))
        _accept_mass(event, actor, site, waste_kg, world)
        for item, mass in waste:
            item.undo = [*item.undo, [f"{event.event_time[:4]} {site}", mass]]


CUSTODY_FOLDS: dict[type[Any], Callable[[Any, Position, WritableWorld], None]] = {
    ConsignmentOffered: _offered,
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
