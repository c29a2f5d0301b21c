"""BP-A004: an authorisation that starts or ends between the act and its entry (``bytes.md`` 5).

The day of an act is its signer's word. Whoever records late, across the day on which a permit ended
or began, could have chosen that day; so where the judgement would be another one on the day of the
record, that is a finding. Where it is the same, as with a permit that was renewed, nothing is gained
by the choice and nothing is said.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from batterypass.domain.clock import from_ms
from batterypass.domain.standing import standing_on
from batterypass.domain.states import AuthorisationState
from batterypass.rules.authorised import (
    CARRIED,
    JUDGED,
    TAKEN,
    TREATED,
    Load,
    accepts,
    answer_of,
    carries,
    load_of,
    loaded,
    taken_to,
    taken_undeclared,
    treated_as,
)
from batterypass.rules.base import NONE, Finding, Findings, Rule
from batterypass.rules.waste import REUSE, REUSED, may_treat

if TYPE_CHECKING:
    from batterypass.domain.states import ItemState
    from batterypass.regulations.accept import Acceptance
    from batterypass.regulations.accept import Act as Doing
    from batterypass.rules.acts import JudgedAct

Held = Sequence[AuthorisationState]
#: What is lacking, and the authorisations (subjects) that the rest rests on.
Answer = tuple[frozenset[str], tuple[str, ...]]
#: Asks with what somebody holds.
Ask = Callable[[Held], Answer]

_DATED = JUDGED | CARRIED | TAKEN | TREATED | REUSED


def an_authorisation_changed_meanwhile(act: JudgedAct) -> Findings:
    """What the act needs is in force both on its day and on the day of its record, or on neither."""
    recorded = _day_recorded(act)
    if recorded <= act.day:
        return NONE
    found: dict[str, Finding] = {}
    for holder, ask in _needs(act):
        held = act.authorisations(holder)
        lacking, rests_on = ask(held)
        would_lack, would_rest_on = ask(_as_of(held, recorded))
        if lacking == would_lack:
            continue
        for one in held:
            if one.subject in rests_on and not _counts(one, recorded):
                found[one.subject] = _changed(act, one, recorded, recorded)
            elif one.subject in would_rest_on and not _counts(one, act.day):
                found[one.subject] = _changed(act, one, act.day, recorded)
    return list(found.values()) or NONE


def _needs(act: JudgedAct) -> Iterator[tuple[str, Ask]]:
    """Give who needs an authorisation for the act, and how it is asked whether that is there."""
    kind = act.event.kind
    load = load_of(act) if kind in JUDGED else None
    if load is not None and answer_of(act) is not None:
        yield load.consignee, partial(_may_take, act, load)
    load = loaded(act) if kind in CARRIED else None
    if load is not None:
        yield load.carrier, partial(_may_carry, act, load)
    if kind in TREATED:
        for treated in treated_as(act):
            yield act.event.actor, partial(_may_treat, act, *treated, None)
    elif kind in TAKEN:
        for item in taken_undeclared(act):
            yield act.event.actor, partial(_may_treat, act, item, "hold", "*", taken_to(act))
    elif kind in REUSED:
        for item in act.items.values():
            if item.life == "waste":
                yield act.event.actor, partial(_may_treat, act, item, *REUSE, None)


def _may_take(act: JudgedAct, load: Load, held: Held) -> Answer:
    return _answer(accepts(act, load, held))


def _may_carry(act: JudgedAct, load: Load, held: Held) -> Answer:
    missing, evidence = carries(act, load, held)
    return frozenset(f"{one.permit.scheme} {one.permit.scope_code}" for one in missing), evidence


def _may_treat(
    act: JudgedAct, item: ItemState, doing: Doing, operation: str, site: str | None, held: Held
) -> Answer:
    return _answer(may_treat(act, item, doing, operation, site, held))


def _answer(acceptance: Acceptance) -> Answer:
    return frozenset() if acceptance else frozenset({"-"}), acceptance.evidence


def _as_of(held: Held, day: str) -> list[AuthorisationState]:
    """Give what counts on a day as if it had always been in force."""
    always: dict[str, Any] = {
        "effective_from": "", "effective_to": "", "suspensions": [], "revoked_from": "",
    }  # fmt: skip
    return [replace(one, **always) for one in held if _counts(one, day)]


def _counts(one: AuthorisationState, day: str) -> bool:
    return standing_on(one, day).word in ("in_force", "pending")


def _day_recorded(act: JudgedAct) -> str:
    """Give the day of the time mark at the UTC offset of the act."""
    offset = act.event.event_time[-6:]
    minutes = int(offset[1:3]) * 60 + int(offset[4:6])
    shift = -minutes if offset[0] == "-" else minutes
    return from_ms(act.at.mark_ms + shift * 60_000).date().isoformat()


def _changed(act: JudgedAct, one: AuthorisationState, out_on: str, recorded: str) -> Finding:
    """Tell what keeps an authorisation from counting on one of the two days, ``out_on``."""
    standing = standing_on(one, out_on)
    return act.breach(
        "BP-A004",
        one.subject,
        holder=one.holder,
        number=one.number,
        scheme=one.scheme,
        change=f"~standing-{standing.word}",
        on=standing.since,
        day=act.day,
        recorded=recorded,
    )


RULES = (Rule("BP-A004", "compliance", "consignment", _DATED, an_authorisation_changed_meanwhile),)
