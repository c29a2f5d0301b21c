"""BP-C004 to C007: the steps of a consignment follow each other, and the lists agree."""

from __future__ import annotations

from typing import TYPE_CHECKING

from batterypass.domain.events.custody import (
    ConsignmentCollected,
    ConsignmentDelivered,
    ConsignmentReceived,
    CustodyAccepted,
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
from batterypass.domain.parting import answered as answered_before
from batterypass.domain.parting import step_of
from batterypass.rules.base import NONE, Findings, Rule
from batterypass.rules.next_step import next_command
from batterypass.rules.parts import waits_for_parts

if TYPE_CHECKING:
    from collections.abc import Iterable

    from batterypass.domain.states import ConsignmentState
    from batterypass.rules.acts import JudgedAct

_COLLECTED = ConsignmentCollected.KIND.name
_DELIVERED = ConsignmentDelivered.KIND.name
_RECEIVED = ConsignmentReceived.KIND.name
_PARTIAL = ConsignmentPartiallyReceived.KIND.name
_REJECTED = ConsignmentRejected.KIND.name
_TRANSFERRED = ConsignmentTransferred.KIND.name
_RETURNED = ConsignmentReturned.KIND.name
_VOIDED = ConsignmentVoided.KIND.name
_PAPER = RecordedOnPaper.KIND.name
_NOTICE = ExceptionReported.KIND.name
#: What the fold keeps once the generator has its signed original.
_BACK = OriginalReturned.KIND.name.partition(".")[2]
#: Step -> the states of the consignment from which it follows. A carrier without a tool never says
#: that it has arrived, so a reception may follow the road.
BEFORE: dict[str, tuple[str, ...]] = {
    _COLLECTED: ("offered",),
    _DELIVERED: ("in_transit",),
    _RECEIVED: ("delivered", "in_transit"),
    _PARTIAL: ("delivered", "in_transit"),
    _REJECTED: ("delivered", "in_transit"),
    _TRANSFERRED: ("in_transit",),
    _RETURNED: ("rejected", "partially_received"),
    _VOIDED: ("offered", "offering"),
    TreatmentCertified.KIND.name: ("received", "partially_received"),
    OriginalReturned.KIND.name: ("received", "partially_received"),
    # What the generator waits for is its signed original. Its clock runs on until that is back or the
    # authority was told (``regulations/due.py``), also where the whole load was turned away and returned.
    _NOTICE: ("in_transit", "delivered", "received", "partially_received", "rejected", "returned"),
}
#: The same for a step that is written down from paper.
_ON_PAPER = {
    "collected": ("offered",),
    "delivered": ("in_transit",),
    "received": ("delivered", "in_transit"),
}


def the_steps_follow_each_other(act: JudgedAct) -> Findings:
    """Offered, collected, delivered, received; nothing twice and nothing before its time."""
    event = act.event
    consignment = act.consignment(event.consignment)
    allowed = _ON_PAPER[event.step] if event.kind == _PAPER else BEFORE[event.kind]
    if consignment is None:
        return NONE
    is_back = event.kind == _NOTICE and _BACK in consignment.after
    if consignment.state in allowed and not is_back:
        return NONE
    if consignment.parts and waits_for_parts(act, consignment) is not None:
        # BP-C015 names what is to be finished first.
        return NONE
    if event.kind == _COLLECTED and _is_next_carrier(act, consignment):
        return NONE
    if event.kind == _PAPER and event.step == "collected" and _was_let(consignment):
        return NONE
    return [
        act.breach(
            "BP-C004",
            event.consignment,
            kind=event.kind,
            expected=" / ".join(f"~state-{state}" for state in allowed),
            found="~original-back" if is_back else f"~state-{consignment.state}",
            next=next_command(consignment, event.actor),
        )
    ]


def _is_next_carrier(act: JudgedAct, consignment: ConsignmentState) -> bool:
    """Tell whether the present carrier has let the actor have the load."""
    return _was_let(consignment) and consignment.transfer_to == act.event.actor


def _was_let(consignment: ConsignmentState) -> bool:
    """Tell whether the load waits for a further carrier."""
    return consignment.state == "in_transit" and bool(consignment.transfer_to)


def the_carrier_answers_for_every_item_offered(act: JudgedAct) -> Findings:
    """What is loaded and what is not are together exactly what was offered."""
    event = act.event
    consignment = act.consignment(event.consignment)
    if consignment is None:
        return NONE
    offered = consignment.items
    if event.kind == _PAPER:
        if event.step != "collected":
            return NONE
        answered, is_next = [line.item for line in event.lines], _was_let(consignment)
    else:
        answered = [*event.loaded, *event.not_loaded]
        is_next = _is_next_carrier(act, consignment)
    if is_next:
        # What the first carrier left behind is nothing that the next one could load.
        offered = {
            name: line for name, line in offered.items() if line.get("outcome") != "not_loaded"
        }
    return _compare(act, "BP-C005", consignment, offered, answered)


def the_consignee_answers_for_every_item_loaded(act: JudgedAct) -> Findings:
    """Apart from what is surplus, the lines are exactly what was loaded."""
    event = act.event
    consignment = act.consignment(event.consignment)
    if consignment is None or (event.kind == _PAPER and event.step != "received"):
        return NONE
    loaded = [
        name for name, line in consignment.items.items() if line.get("outcome") != "not_loaded"
    ]
    if event.kind == _REJECTED:
        return _compare(act, "BP-C006", consignment, loaded, event.items)
    answered = [line.item for line in event.lines if line.outcome != "surplus"]
    surplus = [line.item for line in event.lines if line.outcome == "surplus"]
    # What was loaded is no surplus: it stands as missing from the answer, and as extra.
    mistaken = [name for name in surplus if name in loaded]
    given = [*answered, *(f"{name} (+)" for name in mistaken)]
    return _compare(act, "BP-C006", consignment, loaded, given)


def _compare(
    act: JudgedAct,
    code: str,
    consignment: ConsignmentState,
    expected: Iterable[str],
    answered: Iterable[str],
) -> Findings:
    wanted, given = set(expected), set(answered)
    event = act.event
    if event.parts is not None:
        # What earlier parts answered for is not to be said again; the last part leaves nothing out.
        wanted -= set(answered_before(consignment, step_of(event)))
        if event.part != event.parts:
            wanted &= given
    if wanted == given:
        return NONE
    missing, extra = sorted(wanted - given), sorted(given - wanted)
    return [
        act.breach(
            code,
            act.event.consignment,
            expected=str(len(wanted)),
            found=str(len(given)),
            missing=_some(missing),
            extra=_some(extra),
        )
    ]


def _some(names: list[str]) -> str:
    shown = ", ".join(names[:3])
    return f"{shown} (+{len(names) - 3})" if len(names) > 3 else shown or "-"


def what_is_accepted_was_released(act: JudgedAct) -> Findings:
    """The items were released to the actor by the party that it names, which still holds them."""
    event = act.event
    found = [
        act.breach(
            "BP-C007",
            name,
            released_by=event.released_by,
            custodian=item.custodian,
            released_to=item.released_to or "-",
            actor=event.actor,
        )
        for name, item in act.items.items()
        if item.released_to != event.actor or item.custodian != event.released_by
    ]
    return found or NONE


RULES = (
    Rule(
        "BP-C004",
        "compliance",
        "consignment",
        frozenset({*BEFORE, _PAPER}),
        the_steps_follow_each_other,
    ),
    Rule(
        "BP-C005",
        "compliance",
        "consignment",
        frozenset({_COLLECTED, _PAPER}),
        the_carrier_answers_for_every_item_offered,
    ),
    Rule(
        "BP-C006",
        "compliance",
        "consignment",
        frozenset({_RECEIVED, _PARTIAL, _REJECTED, _PAPER}),
        the_consignee_answers_for_every_item_loaded,
    ),
    Rule(
        "BP-C007",
        "compliance",
        "item",
        frozenset({CustodyAccepted.KIND.name}),
        what_is_accepted_was_released,
    ),
)
