"""Event times: RFC 3339 text with an offset, and the instant that it names.

``design/bytes.md`` 1 and 5. Nothing here reads a clock.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from functools import lru_cache

from batterypass.errors import MalformedError

#: An event may claim to be this much later than the time mark below it.
AHEAD_MS = 6 * 60 * 1000
#: An event may claim to be this much earlier than the previous main event of a subject.
BACK_MS = 15 * 60 * 1000
#: A new time mark is due when the last one is older than this.
MARK_EVERY_MS = 60 * 1000
#: From here on the lag between an event and its entry is worth a notice.
LAG_MS = 72 * 3600 * 1000
DAY_MS = 24 * 3600 * 1000
#: Days for which a statement that was signed offline by a key that has ended since still counts,
#: where the revocation states no others.
GRACE_DAYS = 14

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@lru_cache(maxsize=4096)
def instant_ms(event_time: str) -> int:
    """Give the instant in milliseconds since 1970 UTC. Raises MalformedError for no real date."""
    try:
        moment = datetime.fromisoformat(event_time)
    except ValueError as error:
        raise MalformedError(f"time {event_time!r}: {error}") from error
    if moment.tzinfo is None:
        raise MalformedError(f"time {event_time!r}: no UTC offset, expected for example +00:00")
    return (moment - _EPOCH) // timedelta(milliseconds=1)


def event_time_of(moment: datetime) -> str:
    """Write a moment as an event time, to the second, or to the millisecond where it has one."""
    spec = "milliseconds" if moment.microsecond >= 1000 else "seconds"
    return moment.isoformat(timespec=spec)


def day_of(event_time: str) -> str:
    """Give the calendar day on which it happened, where it happened."""
    return event_time[:10]


def day_starts_ms(day: str) -> int:
    """Give the instant in milliseconds at which a calendar day begins in UTC."""
    return instant_ms(f"{day}T00:00:00+00:00")


def from_ms(instant: int) -> datetime:
    """Give the UTC moment of an instant in milliseconds."""
    return _EPOCH + timedelta(milliseconds=instant)
