"""What the ledger has from a list and the list no longer names: never dropped silently.

Gone is what the same signer copied from the same source, what still counts on the day of the list,
and what no row names. What has been revoked, has expired, or was suspended because an earlier list
did not name it is no news.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, Literal

from batterypass.app.directory_compare import NOT_ON_LIST
from batterypass.app.directory_steps import Outcome, Step
from batterypass.domain.standing import standing_on
from batterypass.domain.states import AuthorisationState
from batterypass.projections.codec import parse_state

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from batterypass.app.session import Session
    from batterypass.projections.world import FoldedWorld

#: What becomes of what is gone.
Gone = Literal["keep", "suspend", "revoke"]
ACTIONS: Final = ("keep", "suspend", "revoke")
_COUNTS: Final = frozenset({"in_force", "pending", "not_yet", "suspended"})


def find_gone(
    session: Session,
    *,
    actor: str,
    source: str | None,
    day: str,
    named: set[str],
    unread: set[tuple[str, str]],
) -> Iterator[AuthorisationState]:
    """Give what is gone. ``named`` are subjects that the list names.

    ``unread`` are schemes and numbers of rows that were refused: the list names them too.
    """
    for row in session.store.subjects("A"):
        state = parse_state("A", row.name, row.state)
        if (
            isinstance(state, AuthorisationState)
            and state.granted_by == actor
            and _is_of(state, source)
            and state.subject not in named
            and (state.scheme, state.number) not in unread
            and _is_news(state, day)
        ):
            yield state


def outcome_of_gone(world: FoldedWorld, state: AuthorisationState, action: str) -> Outcome:
    """Write down what becomes of one that is gone."""
    holder = world.party(state.holder)
    name = holder.legal_name if holder is not None and holder.legal_name else state.holder
    return Outcome("gone", state.scheme, state.number, name, subject=state.subject, action=action)


def step_for_gone(
    state: AuthorisationState, action: str, day: str, copied: Mapping[str, Any]
) -> Step | None:
    """Give the event that suspends or revokes what is gone; None where it stays as it is."""
    if action == "keep" or (action == "suspend" and standing_on(state, day).word == "suspended"):
        return None
    form = {
        "authorisation": state.subject,
        "effective_from": day,
        "reason": NOT_ON_LIST,
        **copied,
    }
    kind = "authorisation.suspended" if action == "suspend" else "authorisation.revoked"
    return Step(kind, form, [])


def _is_of(state: AuthorisationState, source: str | None) -> bool:
    """Tell whether the newest copy of it is from this source; without one, whether it is no copy."""
    if source is None:
        return not state.transcription
    copies = [change.get("transcription") for change in state.changes]
    sources = [str(copy["source"]) for copy in copies if copy]
    return bool(sources) and sources[-1] == source


def _is_news(state: AuthorisationState, day: str) -> bool:
    word = standing_on(state, day).word
    if word not in _COUNTS:
        return False
    return not (word == "suspended" and state.changes[-1].get("reason") == NOT_ON_LIST)
