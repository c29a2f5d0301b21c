"""The fold of authorisations, and of lists that were copied."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from batterypass.domain.events.authorisation import (
    AuthorisationChange,
    AuthorisationExtended,
    AuthorisationGranted,
    AuthorisationReinstated,
    AuthorisationRenewalFiled,
    AuthorisationRevoked,
    AuthorisationSuspended,
    ListTranscribed,
)
from batterypass.domain.standing import TERMS, granted, take_change

if TYPE_CHECKING:
    from collections.abc import Callable

    from batterypass.domain.events import Event
    from batterypass.domain.world import Position, WritableWorld


def _said(event: Event, at: Position, names: tuple[str, ...]) -> dict[str, Any]:
    """Give what the state of an authorisation keeps of an entry about it."""
    said: dict[str, Any] = {
        "change": event.kind.rsplit(".", 1)[1],
        "entry": at.index,
        "mark_ms": at.mark_ms,
        "digest": at.digest.hex(),
        "by": event.actor,
    }
    for name in names:
        value = getattr(event, name)
        said[name] = "" if value is None else value
    copy = event.transcription  # type: ignore[attr-defined]
    said["transcription"] = copy.model_dump() if copy is not None else {}
    return said


def _authorisation_granted(event: AuthorisationGranted, at: Position, world: WritableWorld) -> None:
    subject = event.subjects[0].subject
    change = _said(event, at, _GRANTED)
    change["scopes"] = [scope.model_dump(exclude_none=True) for scope in event.scopes]
    world.create(subject, granted(subject, change))
    world.point("holder", event.holder, subject)
    world.point("number", f"{event.scheme} {event.number}", subject)


_GRANTED = tuple(name for name in TERMS if name not in ("scopes", "transcription"))


def _authorisation_changed(event: AuthorisationChange, at: Position, world: WritableWorld) -> None:
    change = _said(event, at, _SAID[type(event)])
    take_change(world.edit_authorisation(event.authorisation), change)


_SAID: dict[type[Event], tuple[str, ...]] = {
    AuthorisationExtended: ("effective_to",),
    AuthorisationRenewalFiled: ("filed_on",),
    AuthorisationSuspended: ("effective_from", "effective_to", "reason"),
    AuthorisationReinstated: ("effective_from",),
    AuthorisationRevoked: ("effective_from", "reason"),
}


def _list_transcribed(event: ListTranscribed, at: Position, world: WritableWorld) -> None:
    ledger = world.edit_ledger()
    copy = event.transcription
    known = ledger.lists.get(copy.source, {})
    if known.get("published_on", "") > copy.published_on:
        # An older list was looked at again: the newer one still says how fresh everything is.
        return
    new = {"published_on": copy.published_on, "entry": at.index, "not_listed": event.not_listed}
    ledger.lists = {**ledger.lists, copy.source: new}


AUTHORISATION_FOLDS: dict[type[Event], Callable[[Any, Position, WritableWorld], None]] = {
    AuthorisationGranted: _authorisation_granted,
    AuthorisationExtended: _authorisation_changed,
    AuthorisationRenewalFiled: _authorisation_changed,
    AuthorisationSuspended: _authorisation_changed,
    AuthorisationReinstated: _authorisation_changed,
    AuthorisationRevoked: _authorisation_changed,
    ListTranscribed: _list_transcribed,
}
