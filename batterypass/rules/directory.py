"""BP-D: what is said of authorisations fits together; what is learned late is told.

``design/events.md``, Ledger and directory. Numbers stand in ``numbers.py``, corrections in
``amendments.py``.
"""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING, Any

from batterypass.domain.clock import from_ms
from batterypass.domain.events.amendment import AmendableGrant, EntryAmended
from batterypass.domain.events.authorisation import (
    AuthorisationExtended,
    AuthorisationGranted,
    AuthorisationReinstated,
    AuthorisationRenewalFiled,
    AuthorisationRevoked,
    AuthorisationSuspended,
)
from batterypass.domain.fold import fold
from batterypass.domain.standing import standing_on
from batterypass.rules.base import NONE, Finding, Findings, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from batterypass.domain.states import AuthorisationState
    from batterypass.rules.acts import JudgedAct

_GRANT = AuthorisationGranted.KIND.name
_GRANTED = frozenset({_GRANT})
_AMENDED = frozenset({EntryAmended.KIND.name})
CHANGED = frozenset(
    model.KIND.name
    for model in (
        AuthorisationExtended,
        AuthorisationRenewalFiled,
        AuthorisationSuspended,
        AuthorisationReinstated,
        AuthorisationRevoked,
    )
)
_DATED = _GRANTED | CHANGED | _AMENDED
_NO_END = "9999-12-31"


def the_days_are_in_order(act: JudgedAct) -> Findings:
    """What is in force, or suspended, ends after it begins."""
    start, end = _term(act)
    if not end or start <= end:
        return NONE
    return [
        act.breach(
            "BP-D003", act.event.subjects[0].subject, kind=act.event.kind, start=start, end=end
        )
    ]


def _term(act: JudgedAct) -> tuple[str, str]:
    """Give the first and the last day that an event makes of something; the last may be empty."""
    event = act.event
    if isinstance(event, AuthorisationGranted | AuthorisationSuspended):
        return event.effective_from, event.effective_to or ""
    state = act.world.authorisation(event.subjects[0].subject)
    if state is None:
        return "", ""
    if isinstance(event, AuthorisationExtended):
        return state.effective_from, event.effective_to
    if isinstance(event, EntryAmended) and event.target_kind == _GRANT:
        new = _corrected(event)
        return (
            new.get("effective_from", state.effective_from),
            new.get("effective_to", state.effective_to),
        )
    return "", ""


def _corrected(event: EntryAmended) -> dict[str, Any]:
    """Give the new values of a correction, in the form that the state keeps them."""
    terms = AmendableGrant.model_validate({one.field: one.new for one in event.fields})
    return terms.model_dump(exclude_none=True)


def a_change_fits_how_it_stands(act: JudgedAct) -> Findings:
    """Nothing follows a revocation; only what is suspended is reinstated; an end moves forward."""
    event = act.event
    state = act.world.authorisation(event.authorisation)
    if state is None:
        return NONE
    problem, on = _misfit(event, state)
    if not problem:
        return NONE
    return [
        act.breach(
            "BP-D004",
            event.authorisation,
            kind=event.kind,
            scheme=state.scheme,
            number=state.number,
            found=problem,
            on=on,
        )
    ]


def _misfit(event: Any, state: AuthorisationState) -> tuple[str, str]:  # noqa: ANN401 - its kinds
    """Give the word for what does not fit, and the day that it names; empty where all fits."""
    if state.revoked_from and not isinstance(event, AuthorisationRevoked):
        return "~standing-revoked", state.revoked_from
    if isinstance(event, AuthorisationExtended):
        if not state.effective_to:
            return "~directory-no-end", "-"
        later = event.effective_to > state.effective_to
        return ("", "") if later else ("~directory-not-later", state.effective_to)
    if isinstance(event, AuthorisationRenewalFiled):
        return ("", "") if state.effective_to else ("~directory-no-end", "-")
    if isinstance(event, AuthorisationRevoked):
        return ("", "") if not state.revoked_from else ("~standing-revoked", state.revoked_from)
    day = event.effective_from
    standing = standing_on(state, day)
    suspended = any(
        one["from"] <= day and (not one["to"] or day <= one["to"]) for one in state.suspensions
    )
    if isinstance(event, AuthorisationSuspended):
        return ("~standing-suspended", standing.since) if suspended else ("", "")
    return ("", "") if suspended else ("~directory-not-suspended", day)


def another_one_overlaps(act: JudgedAct) -> Findings:
    """Tell where a number is used twice, or two papers allow the same at once."""
    event = act.event
    subject = event.subjects[0].subject
    found: list[Finding] = []

    def told(other: AuthorisationState, why: str) -> Finding:
        return act.notice(
            "BP-D006", subject, scheme=event.scheme, number=event.number, found=why,
            other=other.number, holder=other.holder, entry_other=str(other.granted_index),
        )  # fmt: skip

    for name in act.world.pointed("number", f"{event.scheme} {event.number}"):
        other = act.world.authorisation(name)
        # A copy beside the authority's own word is no second paper.
        if other is not None and (other.holder, other.holder_site) != (
            event.holder,
            event.holder_site,
        ):
            found.append(told(other, "~directory-same-number"))
    end = event.effective_to or _NO_END
    mine = {(scope.operation, one) for scope in event.scopes for one in scope.streams}
    for other in act.authorisations(event.holder):
        if (other.scheme, other.holder_site) != (event.scheme, event.holder_site):
            continue
        theirs = {(scope["operation"], one) for scope in other.scopes for one in scope["streams"]}
        over = other.effective_from <= end and event.effective_from <= (
            other.revoked_from or other.effective_to or _NO_END
        )
        if other.number != event.number and over and not mine.isdisjoint(theirs):
            found.append(told(other, "~directory-overlap"))
    return found or NONE


def a_renewal_was_filed_in_time(act: JudgedAct) -> Findings:
    """Tell that a renewal was filed after the end: it keeps no answer open."""
    event = act.event
    state = act.world.authorisation(event.authorisation)
    if state is None or not state.effective_to or event.filed_on <= state.effective_to:
        return NONE
    return [
        act.notice(
            "BP-D007", event.authorisation, scheme=state.scheme, number=state.number,
            filed=event.filed_on, end=state.effective_to,
        )
    ]  # fmt: skip


#: Hand-overs that a late fact is compared with; the most that one entry names.
_MOST_NAMED = 20


def what_is_learned_late_is_told(act: JudgedAct) -> Findings:
    """Tell of hand-overs that were judged before it was known that the authorisation did not count.

    They stay compliant, for nobody could know; facts that are learned later are notices
    (``design/events.md``, Rules and findings).
    """
    before = act.world.authorisation(act.event.subjects[0].subject)
    if before is None or getattr(act.event, "target_kind", _GRANT) != _GRANT:
        return NONE
    after = _after(act, before)
    found: list[Finding] = []
    for name in _received_since(act, before, after):
        consignment = act.world.consignment(name)
        if consignment is None or not consignment.received_at:
            continue
        day = consignment.received_at[:10]
        now = standing_on(after, day).word
        if _counted(before, day) and not _counted(after, day):
            found.append(
                act.notice(
                    "BP-A012", name, scheme=before.scheme, number=before.number, day=day,
                    holder=before.holder, received=str(consignment.entries.get("received", "-")),
                    now=f"~standing-{now}",
                )
            )  # fmt: skip
        if len(found) == _MOST_NAMED:
            break
    return found or NONE


def _after(act: JudgedAct, before: AuthorisationState) -> AuthorisationState:
    """Fold the event into a copy, by the very step that will fold it into the log."""
    world = _Copy(deepcopy(before))
    fold(act.event, act.at, world)  # type: ignore[arg-type]
    return world.state


class _Copy:
    """A world of one authorisation, which alone these kinds change."""

    def __init__(self, state: AuthorisationState) -> None:
        self.state = state

    def authorisation(self, subject: str) -> AuthorisationState:
        """Give the copy."""
        return self.state

    def edit_authorisation(self, subject: str) -> AuthorisationState:
        """Give the copy."""
        return self.state


def _counted(state: AuthorisationState, day: str) -> bool:
    return standing_on(state, day).word in ("in_force", "pending")


def _received_since(
    act: JudgedAct, before: AuthorisationState, after: AuthorisationState
) -> Iterator[str]:
    """Give the consignments that the site received in the months that may be judged otherwise."""
    today = from_ms(act.at.mark_ms).date()
    first = min(_changed_from(act, before), _changed_from(act, after))[:7]
    year, month = today.year, today.month
    while (stamp := f"{year:04}-{month:02}") >= first:
        yield from act.world.pointed("received", f"{before.holder} {before.holder_site} {stamp}")
        year, month = (year, month - 1) if month > 1 else (year - 1, 12)


def _changed_from(act: JudgedAct, state: AuthorisationState) -> str:
    """Give the earliest day that the event can change: its own, or the beginning of the grant."""
    return str(getattr(act.event, "effective_from", "") or state.effective_from)


RULES = (
    Rule("BP-D003", "compliance", "party", _DATED, the_days_are_in_order),
    Rule("BP-D004", "compliance", "party", CHANGED, a_change_fits_how_it_stands),
    Rule("BP-D006", "notice", "party", _GRANTED, another_one_overlaps),
    Rule(
        "BP-D007",
        "notice",
        "party",
        frozenset({AuthorisationRenewalFiled.KIND.name}),
        a_renewal_was_filed_in_time,
    ),
    Rule(
        "BP-A012",
        "notice",
        "consignment",
        frozenset(
            {
                AuthorisationSuspended.KIND.name,
                AuthorisationRevoked.KIND.name,
                EntryAmended.KIND.name,
            }
        ),
        what_is_learned_late_is_told,
    ),
)
