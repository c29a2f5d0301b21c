"""What a command that writes says of the clock, before it signs anything.

A clock that went backwards is told. One that is far after the last time mark is asked about: what
it marks can never be taken back, so ``--yes``, which a script says every night, is not enough.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from batterypass.errors import DeclinedError, InputError
from batterypass_cli.output import paint
from batterypass_cli.terminal import ask_yes_no
from batterypass_cli.words import say

if TYPE_CHECKING:
    from datetime import timedelta

    from batterypass.app.ledger import Ledger
    from batterypass.app.time_marks import ClockGap
    from batterypass_cli.context import Here

#: From here on a span is said in hours, and in days.
_MINUTES_SAID, _HOURS_SAID = 180, 48


def warn_of_clock(here: Here, ledger: Ledger) -> None:
    """Say on standard error that the clock is behind the last time mark, or far after it.

    At a site it is compared with what was signed there last as well, and a day is far.
    """
    gap = _gap(ledger)
    if gap is not None and gap.is_behind:
        behind = span_words(gap.mark - gap.now)
        key = "clock.behind-own" if gap.is_own else "clock.behind"
        here.out.talk(paint("! ", "y") + say(key, gap=behind, **_times(here, gap)))
    elif gap is not None and gap.is_ahead and not here.is_demonstration:
        ahead = span_words(gap.now - gap.mark)
        key = "clock.ahead"
        if gap.is_site:
            key = "clock.ahead-own" if gap.is_own else "clock.ahead-site"
        here.out.talk(paint("! ", "y") + say(key, gap=ahead, **_times(here, gap)))


def confirm_clock(here: Here, ledger: Ledger) -> None:
    """Ask whether a clock that is far after the last time mark is right.

    Raises InputError where it is, nobody is at a terminal and ``--clock-is-right`` was not given,
    and DeclinedError for a "no".
    """
    gap = _gap(ledger)
    around = ledger.session.around
    if gap is None or not gap.is_far_ahead or around.clock_is_right:
        return
    if not here.terminal.is_interactive:
        # A line on standard input is the answer to another question.
        days = (gap.now - gap.mark).days
        raise InputError(
            f"the clock is {days} days after the ledger's last time mark: say --clock-is-right",
            code="write.clock-ahead", days=days, **_times(here, gap),
        )  # fmt: skip
    if not ask_yes_no(here.terminal, say("clock.question"), default=False):
        raise DeclinedError("nothing was signed", code="sign.declined")
    around.clock_is_right = True


def span_words(span: timedelta) -> str:
    """Say how long a span is, in whole minutes, hours or days: nobody reads 2,840 minutes."""
    minutes = int(span.total_seconds() // 60)
    if minutes < _MINUTES_SAID:
        return say("clock.minutes", count=minutes)
    hours = minutes // 60
    if hours < _HOURS_SAID:
        return say("clock.hours", count=hours)
    return say("clock.days", count=hours // 24)


def _gap(ledger: Ledger) -> ClockGap | None:
    from batterypass.app.time_marks import clock_gap

    return clock_gap(ledger.session)


def _times(here: Here, gap: ClockGap) -> dict[str, str]:
    return {
        "now": here.local_time(gap.now.isoformat()),
        "mark": here.local_time(gap.mark.isoformat()),
    }
