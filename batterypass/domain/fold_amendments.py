"""The fold of corrections: noted where they are about, held back until everybody agrees.

A correction holds from its own entry on, or from the entry by which the last of those who have to
agree does; until then the original governs (``design/events.md``, Corrections). The state of the
subject keeps each: ``entry``, ``digest``, ``target``, ``kind``, ``by``, ``reason``, ``fields``,
``items``, ``waiting`` (who has still to agree), ``agreed`` (party to entry) and, once it holds,
``holds`` (the entry from which on).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from batterypass.domain.amending import (
    KEPT,
    apply_fields,
    find_correction,
    signer_of,
    state_of,
    who_agrees,
)
from batterypass.domain.events.amendment import AmendableGrant, AmendmentAgreed, EntryAmended
from batterypass.domain.fold_help import known_ms
from batterypass.domain.standing import take_change
from batterypass.domain.states import ConsignmentState, ItemState

if TYPE_CHECKING:
    from collections.abc import Callable

    from batterypass.domain.events.common import Event
    from batterypass.domain.world import Position, WritableWorld


def _entry_amended(event: EntryAmended, at: Position, world: WritableWorld) -> None:
    subject, kind = event.amended_subject, event.target_kind
    if kind == "authorisation.granted":
        if world.authorisation(subject) is not None:
            _grant_amended(event, at, world)
        return
    signer = signer_of(world, subject, kind, event.target)
    if signer is None:
        # There is no such entry here: the rules say so, and nothing changes.
        return
    correction: dict[str, Any] = {
        "entry": at.index,
        "digest": at.digest.hex(),
        "target": event.target,
        "kind": kind,
        "by": event.actor,
        "reason": event.reason,
        "fields": [one.model_dump(exclude_none=True) for one in event.fields],
    }
    if event.items:
        correction["items"] = list(event.items)
    waiting = who_agrees(world, subject, kind, signer)
    if waiting:
        correction["waiting"] = waiting
        correction["agreed"] = {}
    else:
        apply_fields(world, subject, correction, event.items, known_ms(event, at))
        correction["holds"] = at.index
    state = _edit(world, subject)
    state.amendments = [*state.amendments, correction][-KEPT:]


def _grant_amended(event: EntryAmended, at: Position, world: WritableWorld) -> None:
    state = world.edit_authorisation(event.amended_subject)
    terms = AmendableGrant.model_validate({one.field: one.new for one in event.fields})
    change = {
        "change": "amended",
        "entry": at.index,
        "mark_ms": at.mark_ms,
        "digest": at.digest.hex(),
        "by": event.actor,
        "reason": event.reason,
        "fields": terms.model_dump(exclude_none=True),
    }
    take_change(state, change)


def _agreed(event: AmendmentAgreed, at: Position, world: WritableWorld) -> None:
    subject = event.amended_subject
    correction = find_correction(state_of(world, subject), event.amendment)
    if correction is None or event.actor not in correction.get("waiting", ()):
        return
    waiting = [party for party in correction["waiting"] if party != event.actor]
    agreed = {
        **correction,
        "waiting": waiting,
        "agreed": {**correction["agreed"], event.actor: at.index},
    }
    if not waiting:
        apply_fields(world, subject, correction, event.items, known_ms(event, at))
        agreed["holds"] = at.index
    state = _edit(world, subject)
    state.amendments = [agreed if one is correction else one for one in state.amendments]


def _edit(world: WritableWorld, subject: str) -> ItemState | ConsignmentState:
    """Give the state that keeps its own corrections, to change."""
    if isinstance(state_of(world, subject), ConsignmentState):
        return world.edit_consignment(subject)
    return world.edit_item(subject)


AMENDMENT_FOLDS: dict[type[Event], Callable[[Any, Position, WritableWorld], None]] = {
    EntryAmended: _entry_amended,
    AmendmentAgreed: _agreed,
}
