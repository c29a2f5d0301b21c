"""BP-Z: when it is said to have happened (``design/bytes.md`` 5).

The clock of the rules is the last time mark below the entry, never a clock of the machine.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from batterypass.domain.clock import AHEAD_MS, BACK_MS, LAG_MS, event_time_of, from_ms
from batterypass.domain.events.ledger import LedgerOpened, TimeMarked
from batterypass.rules.base import NONE, Finding, Findings, Rule

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from batterypass.rules.acts import JudgedAct, SignedAct
    from batterypass.rules.base import Scope, Severity

#: Kinds whose event time is the clock itself.
_CLOCKS = (LedgerOpened, TimeMarked)


def the_clocks_agree(act: JudgedAct) -> bool:
    """Tell whether an event is of its time: not before its subjects, recorded in time."""
    return act.newest <= act.ms <= act.at.mark_ms + AHEAD_MS <= act.ms + LAG_MS


def not_later_than_the_clock(act: JudgedAct) -> Findings:
    """The event time is at most 6 minutes after the mark."""
    if act.ms <= act.at.mark_ms + AHEAD_MS or isinstance(act.event, _CLOCKS):
        return NONE
    return [_timed(act, "BP-Z001", act.at.mark_ms)]


def not_earlier_than_what_came_before(act: JudgedAct) -> Findings:
    """The event time is at most 15 minutes before the previous main event of each subject."""
    if act.newest <= act.ms:
        return NONE
    return [
        act.breach("BP-Z002", name, event_time=act.event.event_time, previous=_utc(last))
        for name, last in _later(act)
        if act.ms < last - BACK_MS
    ]


def clocks_differ_a_little(act: JudgedAct) -> Findings:
    """A smaller difference than that is two clocks that differ: it is told."""
    if act.newest <= act.ms:
        return NONE
    return [
        act.notice(
            "BP-Z003",
            name,
            event_time=act.event.event_time,
            previous=_utc(last),
            seconds=str((last - act.ms + 999) // 1000),
        )
        for name, last in _later(act)
        if act.ms >= last - BACK_MS
    ]


def _later(act: JudgedAct) -> Iterator[tuple[str, int]]:
    """Give the subjects whose main lane has an event that is said to be later than this one.

    A reading in lane record has no place between main events: its order is the log's.
    """
    ms = act.ms
    for link, chain in act.links:
        if chain is not None and chain.last_ms > ms and link.lane == "main" and chain.seq >= 0:
            yield link.subject, chain.last_ms


def the_operators_clock_goes_forward(act: SignedAct) -> Findings:
    """A time mark is not before the one below it (D5): record time is what lies between marks."""
    if act.ms >= act.at.mark_ms:
        return NONE
    return [
        act.broken(
            "BP-V011",
            act.event.actor,
            mark=act.event.event_time,
            before=_utc(act.at.mark_ms),
        )
    ]


def recorded_late(act: JudgedAct) -> Findings:
    """What is recorded more than 72 hours after it happened is told."""
    if act.at.mark_ms - act.ms <= LAG_MS:
        return NONE
    hours = (act.at.mark_ms - act.ms) // 3_600_000
    subject = act.event.subjects[0].subject
    return [
        act.notice(
            "BP-Z004",
            subject,
            event_time=act.event.event_time,
            mark=_utc(act.at.mark_ms),
            hours=str(hours),
        )
    ]


def _timed(act: JudgedAct, code: str, mark_ms: int) -> Finding:
    return act.breach(
        code,
        act.event.subjects[0].subject,
        event_time=act.event.event_time,
        mark=_utc(mark_ms),
    )


def _utc(ms: int) -> str:
    return event_time_of(from_ms(ms))


_ANY_TIME: tuple[tuple[str, Severity, Scope, Callable[[JudgedAct], Findings]], ...] = (
    ("BP-Z001", "compliance", "ledger", not_later_than_the_clock),
    ("BP-Z002", "compliance", "item", not_earlier_than_what_came_before),
    ("BP-Z003", "notice", "item", clocks_differ_a_little),
    ("BP-Z004", "notice", "ledger", recorded_late),
)
RULES = (
    Rule(
        "BP-V011",
        "integrity",
        "ledger",
        frozenset({TimeMarked.KIND.name}),
        the_operators_clock_goes_forward,
    ),
    *(
        Rule(code, severity, scope, None, check, unless=the_clocks_agree)
        for code, severity, scope, check in _ANY_TIME
    ),
)
