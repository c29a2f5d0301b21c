"""The fold of corrections and annulments: noted where they are about, held back until all agree.

A correction holds from its own entry on, or from the entry by which the last of those who have to
agree does; until then the original governs (``design/events.md``, Corrections). The state of the
subject keeps each: ``entry``, ``digest``, ``target``, ``kind``, ``by``, ``reason``, ``fields``,
``items``, ``waiting`` (who has still to agree), ``agreed`` (party to entry) and, once it holds,
``holds`` (the entry from which on). One that ``annuls`` takes the whole entry back: its ``fields``
are then those of the states that changed by it. It ends what still waited to correct the entry
(``ended``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from batterypass.domain.amending import (
    apply_fields,
    corrections_in,
    find_correction,
    keep,
    signer_of,
    state_of,
    who_agrees,
)
from batterypass.domain.annulling import (
    obstacle,
    obstacle_to,
    shown,
    undo,
    undoing,
    who_agrees_to_annul,
)
from batterypass.domain.events.amendment import AmendableGrant, AmendmentAgreed, EntryAmended
from batterypass.domain.events.annulment import EntryAnnulled
from batterypass.domain.fold_help import known_ms
from batterypass.domain.standing import take_change
from batterypass.domain.states import BatchState, ConsignmentState, ItemState

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
    state.amendments = keep([*state.amendments, correction])


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


def _entry_annulled(event: EntryAnnulled, at: Position, world: WritableWorld) -> None:
    subject, kind, target = event.annulled_subject, event.target_kind, event.target
    if obstacle(world, subject, kind, target, event.items) is not None:
        # Something stands on it, or it is not here: the rules say so, and nothing changes.
        return
    annulment: dict[str, Any] = {
        "entry": at.index,
        "digest": at.digest.hex(),
        "target": target,
        "kind": kind,
        "by": event.actor,
        "reason": event.reason,
        "fields": [],
        "annuls": True,
    }
    if event.items:
        annulment["items"] = list(event.items)
    waiting = who_agrees_to_annul(world, subject, event.items)
    if waiting:
        annulment["waiting"] = waiting
        annulment["agreed"] = {}
    else:
        annulment = _annul(world, subject, annulment, at.index)
    state = _edit(world, subject)
    state.amendments = keep([*state.amendments, annulment])


def _annul(
    world: WritableWorld, subject: str, annulment: dict[str, Any], index: int
) -> dict[str, Any]:
    """Let an annulment hold; give it with what changed."""
    items = annulment.get("items", [])
    fields = shown(world, subject, undoing(world, subject, items))
    undo(world, subject, items)
    for name in (subject, *items):
        state = state_of(world, name)
        waiting = [one for one in corrections_in(state) if _waits_for(one, annulment)]
        if waiting:
            edited = _edit(world, name)
            edited.amendments = [
                {**one, "waiting": [], "ended": index} if one in waiting else one
                for one in edited.amendments
            ]
    return {**annulment, "fields": fields, "holds": index}


def _waits_for(one: dict[str, Any], annulment: dict[str, Any]) -> bool:
    """Tell whether a correction of what is annulled still waits."""
    is_other = one["target"] == annulment["target"] and one["digest"] != annulment["digest"]
    return is_other and bool(one.get("waiting"))


def _agreed(event: AmendmentAgreed, at: Position, world: WritableWorld) -> None:
    subject = event.amended_subject
    correction = find_correction(state_of(world, subject), event.amendment)
    if correction is None or event.actor not in correction.get("waiting", ()):
        return
    if correction.get("annuls") and obstacle_to(world, subject, correction) is not None:
        # A later entry stands on it by now: it can no longer be taken back.
        return
    waiting = [party for party in correction["waiting"] if party != event.actor]
    agreed = {
        **correction,
        "waiting": waiting,
        "agreed": {**correction["agreed"], event.actor: at.index},
    }
    if not waiting and correction.get("annuls"):
        agreed = _annul(world, subject, agreed, at.index)
    elif not waiting:
        apply_fields(world, subject, correction, event.items, known_ms(event, at))
        agreed["holds"] = at.index
    state = _edit(world, subject)
    state.amendments = [
        agreed if one["digest"] == agreed["digest"] else one for one in state.amendments
    ]


def _edit(world: WritableWorld, subject: str) -> ItemState | ConsignmentState | BatchState:
    """Give the state that keeps its own corrections, to change."""
    state = state_of(world, subject)
    if isinstance(state, ConsignmentState):
        return world.edit_consignment(subject)
    if isinstance(state, BatchState):
        return world.edit_batch(subject)
    return world.edit_item(subject)


AMENDMENT_FOLDS: dict[type[Event], Callable[[Any, Position, WritableWorld], None]] = {
    EntryAmended: _entry_amended,
    EntryAnnulled: _entry_annulled,
    AmendmentAgreed: _agreed,
}
