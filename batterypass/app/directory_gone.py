"""What the ledger has from a list and the list no longer names: never dropped silently.

Gone is what the same signer copied from the same source, what still counts on the day of the list,
and what no row names. What has been revoked, has expired, or was suspended because an earlier list
did not name it is no news.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, Literal

from batterypass.app.directory_compare import NOT_ON_LIST
from batterypass.app.directory_steps import Outcome, Step
from batterypass.domain.ids import ledger_subject
from batterypass.domain.standing import standing_on
from batterypass.domain.states import AuthorisationState
from batterypass.exchange.words import input_error
from batterypass.projections.codec import parse_state
from batterypass.statements.eventid import derive_event_id

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from batterypass.app.directory_list import CheckedList, Choices
    from batterypass.app.session import Session
    from batterypass.projections.world import FoldedWorld

#: What becomes of what is gone.
Gone = Literal["keep", "suspend", "revoke"]
ACTIONS: Final = ("keep", "suspend", "revoke")
_TRANSCRIBED: Final = "authorisation.list-transcribed"
#: So many of what is gone can be named by one entry (domain/events/authorisation.py).
MOST_NOT_LISTED: Final = 200
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


def steps_at_the_end(
    session: Session,
    checked: CheckedList,
    choices: Choices,
    named: set[str],
) -> list[Step]:
    """Give the events for what is gone, and the one that says that the list was gone through.

    ``named`` are the subjects that the list names. Adds what is gone to the outcomes. Raises
    InputError where what is gone cannot be told for certain, or is too much for one entry.
    """
    origin, unread = checked.origin, checked.unread
    if origin.is_part:
        return []
    world = session.world
    known = _transcribed_before(session, checked)
    said_before = _not_listed_by(session, known)
    checked.transcribed_before = known
    copied = {"transcription": origin.transcription} if origin.transcription else {}
    gone = list(
        find_gone(
            session,
            actor=checked.actor,
            source=origin.source,
            day=origin.published_on,
            named=named,
            unread=unread,
        )
    )
    steps: list[Step] = []
    kept: list[AuthorisationState] = []
    for state in gone:
        if choices.gone is None and state.subject in said_before:
            # The same list again: what was said of it then still holds.
            kept.append(state)
            continue
        checked.outcomes.append(outcome_of_gone(world, state, choices.gone or ""))
        step = step_for_gone(state, choices.gone or "keep", origin.published_on, copied)
        if step is not None:
            steps.append(step)
        else:
            kept.append(state)
    if steps and unread:
        # A row that could not be read may be the very one that seems to be gone.
        count = max(len(unread), len(checked.refused))
        raise input_error("list_gone_unsure", name=checked.table.name, count=count)
    if origin.transcription is None or known is not None:
        return steps
    if len(kept) > MOST_NOT_LISTED:
        raise input_error(
            "list_gone_many", name=checked.table.name, count=len(kept), most=MOST_NOT_LISTED
        )
    skipped = [_subject(session, checked, key) for key in sorted(unread)]
    not_listed = [*(state.subject for state in kept), *filter(None, skipped)]
    form: dict[str, Any] = {
        "ledger": ledger_subject(session.origin),
        "transcription": origin.transcription,
        "rows": checked.rows,
        "documents": [
            {"digest": origin.digest, "media_type": origin.media_type, "bytes": origin.size}
        ],
    }
    if not_listed:
        form["not_listed"] = not_listed[:MOST_NOT_LISTED]
    return [*steps, Step(_TRANSCRIBED, form, [])]


def _subject(session: Session, checked: CheckedList, key: tuple[str, str]) -> str:
    """Give the subject of an authorisation whose row was refused, if the ledger has it."""
    for name in session.world.pointed("number", " ".join(key)):
        state = session.world.authorisation(name)
        if state is not None and state.granted_by == checked.actor:
            return name
    return ""


def _transcribed_before(session: Session, checked: CheckedList) -> int | None:
    copy = checked.origin.transcription
    if copy is None:
        return None
    key = [copy["source"], copy["published_on"], copy["digest"]]
    event_id = derive_event_id(session.audience, checked.actor, _TRANSCRIBED, key)
    return session.world.index_of_event(event_id)


def _not_listed_by(session: Session, entry: int | None) -> set[str]:
    ledger = session.world.ledger()
    if entry is None or ledger is None:
        return set()
    return {
        name
        for known in ledger.lists.values()
        if known["entry"] == entry
        for name in known["not_listed"]
    }
