"""When what was said of an authorisation is no longer so, and saying it again is news.

An authorisation that was extended, corrected back and is extended to the same day again was extended
twice; so with suspensions, and with corrections.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from batterypass.domain.events.authorisation import (
    AuthorisationExtended,
    AuthorisationReinstated,
    AuthorisationRenewalFiled,
    AuthorisationSuspended,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from batterypass.domain.events import Event
    from batterypass.domain.states import AuthorisationState
    from batterypass.domain.world import World


def _is_still_so(event: Event, world: World) -> bool:
    # Before it has its place in the chains, an event says by itself what it changes.
    state = world.authorisation(event.changes()[0])
    if state is None:
        return True
    if isinstance(event, AuthorisationExtended):
        return state.effective_to == event.effective_to
    if isinstance(event, AuthorisationRenewalFiled):
        return state.renewal_filed_on == event.filed_on
    if isinstance(event, AuthorisationSuspended):
        return _covers(state, event.effective_from)
    if isinstance(event, AuthorisationReinstated):
        return not _covers(state, event.effective_from)
    return True


def _covers(state: AuthorisationState, day: str) -> bool:
    return any(
        one["from"] <= day and (not one["to"] or day <= one["to"]) for one in state.suspensions
    )


#: Kinds that a later event undoes -> whether what one says is still so.
STILL_SO: Final[Mapping[str, Callable[[Event, World], bool]]] = MappingProxyType(
    {
        model.KIND.name: _is_still_so
        for model in (
            AuthorisationExtended,
            AuthorisationRenewalFiled,
            AuthorisationSuspended,
            AuthorisationReinstated,
        )
    }
)
