"""Time marks: the operator's clock in the log (D5).

A mark stands before the first entry of a batch, where the last one is older than a minute. It is
the only kind of statement that the operator's key signs (D13).

Marks never go back (BP-V011), so one that is far ahead of the truth can never be taken back: from
then on everything is late, and nobody's permits are in force. A clock that jumped is therefore
asked about before it marks anything. A clock that is behind marks nothing; that is told. A site marks
nothing either, and nobody looks at its clock before ``submit``: so it is compared with the last mark
of the replica and with what was signed here last, and told.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from batterypass.app.operator import sign_as_operator
from batterypass.domain.clock import (
    AHEAD_MS,
    DAY_MS,
    MARK_EVERY_MS,
    event_time_of,
    from_ms,
)
from batterypass.errors import InputError

if TYPE_CHECKING:
    from batterypass.app.session import Session

_KIND = "ledger.time-marked"
#: A clock that is so much after the last mark is asked about: a wrong year, or a long holiday.
FAR_AHEAD = timedelta(milliseconds=30 * DAY_MS)
#: A clock that is so much before the last mark is told: the clocks of two computers differ less.
BEHIND = timedelta(milliseconds=AHEAD_MS)


#: At a site this much is told already: nobody asks there, and the operator's clock is far away.
FAR_AHEAD_AT_A_SITE = timedelta(milliseconds=DAY_MS)


@dataclass(frozen=True, slots=True)
class ClockGap:
    """What the clock says now, and the last moment that is known to be past (UTC).

    That is when the operator's clock last marked the log; at a site, where something was signed
    after it (``is_own``), the time of that.
    """

    now: datetime
    mark: datetime
    is_site: bool = False
    is_own: bool = False

    @property
    def is_far_ahead(self) -> bool:
        """Tell whether it jumped so far that somebody has to say that it is right."""
        return self.now - self.mark > FAR_AHEAD

    @property
    def is_ahead(self) -> bool:
        """Tell whether it is so far ahead that it is worth a word."""
        return self.now - self.mark > (FAR_AHEAD_AT_A_SITE if self.is_site else FAR_AHEAD)

    @property
    def is_behind(self) -> bool:
        """Tell whether it went backwards since the last mark, by more than clocks differ."""
        return self.mark - self.now > BEHIND


def clock_gap(session: Session) -> ClockGap | None:
    """Compare the clock with the last mark, at a site with what it signed last; None before entry 0."""
    ledger = session.world.ledger()
    if ledger is None:
        return None
    now, own_ms = session.around.clock(), session.last_signed_ms()
    return ClockGap(
        now,
        from_ms(max(ledger.mark_ms, own_ms)),
        is_site=session.store.is_replica,
        is_own=own_ms > ledger.mark_ms,
    )


def is_due(mark_ms: int, now: datetime) -> bool:
    """Tell whether a mark goes below the next batch: the last one is older than a minute."""
    return now >= from_ms(mark_ms + MARK_EVERY_MS)


def due_mark(session: Session) -> bytes | None:
    """Sign a time mark where the last one is older than a minute; None where none is due.

    Raises InputError for a clock that is far ahead and that nobody has said is right.
    """
    gap = clock_gap(session)
    ledger = session.world.ledger()
    if gap is None or ledger is None or not is_due(ledger.mark_ms, gap.now):
        return None
    if gap.is_far_ahead and not session.around.clock_is_right:
        now, mark = event_time_of(gap.now), event_time_of(gap.mark)
        days = (gap.now - gap.mark).days
        raise InputError(
            f"the clock says {now}, {days} days after the ledger's last time mark {mark}, and a mark"
            " can never be taken back. Set the clock, or say that it is right (--clock-is-right)."
            " Nothing was written",
            code="write.clock-ahead", now=now, mark=mark, days=days,
        )  # fmt: skip
    return sign_mark(session, event_time_of(gap.now))


def sign_mark(session: Session, event_time: str) -> bytes:
    """Sign a time mark with the operator's statement key. Raises InputError where it is not here."""
    nonce = ["random", session.around.random(16).hex()]
    return sign_as_operator(session, _KIND, event_time, nonce)
