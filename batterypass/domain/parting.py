"""Steps of a consignment in parts: an event names at most 100 items, a truck may carry more.

``design/bytes.md`` 3 and ``architecture.md`` 9: parts ``i/n``, complete only when all are in. They
come in their order, each linked to the one before it in the chain of the consignment, so the state
keeps little of them. ``ConsignmentState.parts`` has, by step (offered, collected, received, voided):

* ``of``: how many parts there are, ``at``: index and sequence number of each that is in;
* until the last is in, ``items``: what was answered for so far, and ``states``: what each part alone
  would have made of the consignment;
* of a reception ``kg``: the sum of their masses on the scale.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from batterypass.domain.base import decimal_of, number_text

if TYPE_CHECKING:
    from collections.abc import Mapping
    from decimal import Decimal

    from batterypass.domain.events.custody import (
        ConsignmentCollected,
        ConsignmentOffered,
        ConsignmentReceived,
    )
    from batterypass.domain.events.on_paper import RecordedOnPaper
    from batterypass.domain.events.refusals import (
        ConsignmentPartiallyReceived,
        ConsignmentRejected,
        ConsignmentVoided,
    )
    from batterypass.domain.states import ConsignmentState

    #: What can be a part of a step.
    Parted = (
        ConsignmentOffered
        | ConsignmentCollected
        | ConsignmentReceived
        | ConsignmentPartiallyReceived
        | ConsignmentRejected
        | ConsignmentVoided
        | RecordedOnPaper
    )

#: Kind -> the step of which it can be a part; what the other side signed in ink names its step.
STEPS: Mapping[str, str] = {
    "consignment.offered": "offered",
    "consignment.collected": "collected",
    "consignment.received": "received",
    "consignment.partially-received": "received",
    "consignment.rejected": "received",
    "consignment.voided": "voided",
}
ON_PAPER: Final = "consignment.recorded-on-paper"
#: Step -> states of a consignment in which its further parts are waited for; the latest step first.
_WAITS_IN: Mapping[str, frozenset[str]] = {
    "voided": frozenset({"offering", "offered"}),
    "received": frozenset({"in_transit", "delivered"}),
    "collected": frozenset({"offered"}),
    "offered": frozenset({"offering"}),
}
#: Kinds that may come in parts.
PARTED = frozenset({*STEPS, ON_PAPER})


def step_of(event: Parted) -> str:
    """Give the step of which an event can be a part; empty for a kind that comes whole only."""
    return event.step if event.kind == ON_PAPER else STEPS.get(event.kind, "")


def is_whole(record: Mapping[str, Any]) -> bool:
    """Tell whether every part of a step is in."""
    return bool(len(record["at"]) == record["of"])


def unfinished(state: ConsignmentState) -> tuple[str, Mapping[str, Any]] | None:
    """Give the step of which parts are still to come, with what is kept of it; None for none.

    Where somebody went on knowingly without the last part, nobody waits for it any more.
    """
    if not state.parts:
        return None
    for step, states in _WAITS_IN.items():
        record = state.parts.get(step)
        if record is None or is_whole(record):
            continue
        # The next carrier loads what is on the road already.
        loads_anew = step == "collected" and state.state == "in_transit" and state.transfer_to
        if state.state in states or loads_anew:
            return step, record
    return None


def answered(state: ConsignmentState, step: str) -> list[str]:
    """List the items of the parts of a step that is not finished; empty for any other."""
    record = state.parts.get(step)
    return list(record.get("items", ())) if record is not None else []


def take_part(state: ConsignmentState, event: Parted, index: int, *, becomes: str) -> str:
    """Note a part; give the state that the whole step makes, empty while parts are to come.

    ``becomes`` is what the part alone would make of the consignment. Where some parts of a load were
    taken and others turned away, it was received in part.
    """
    step = step_of(event)
    before: Mapping[str, Any] = state.parts.get(step) or {"of": event.parts, "at": []}
    states = sorted({*before.get("states", ()), becomes})
    record = {
        **before,
        "at": [*before["at"], [index, event.subjects[0].seq]],
        # The consignment comes first among what it changes.
        "items": [*before.get("items", ()), *event.changes()[1:]],
        "states": states,
    }
    kg = getattr(event, "measured_mass_kg", None)
    if kg is not None:
        record["kg"] = number_text(decimal_of(before.get("kg", "0")) + decimal_of(kg))
    whole = is_whole(record)
    if whole:
        del record["items"], record["states"]
    state.parts = {**state.parts, step: record}
    if not whole:
        return ""
    return "partially_received" if step == "received" and len(states) > 1 else becomes


def forget(state: ConsignmentState, step: str) -> None:
    """Let a step that is whole be taken again in parts: by the next carrier."""
    record = state.parts.get(step)
    if record is not None and is_whole(record):
        state.parts = {name: one for name, one in state.parts.items() if name != step}


def entries_in(state: ConsignmentState, *steps: str) -> list[int]:
    """Give the entries of the parts of some steps, in the order of the log."""
    return [index for step in steps for index, _ in state.parts.get(step, {}).get("at", ())]


def seqs_of(state: ConsignmentState, step: str) -> list[int]:
    """Give where the parts of a step stand in the chain; empty for a step in one event."""
    return [seq for _, seq in state.parts.get(step, {}).get("at", ())]


def scale_kg(state: ConsignmentState) -> Decimal:
    """Add up the masses on the scale of the parts of a reception that are in."""
    return decimal_of(state.parts.get("received", {}).get("kg", "0"))
