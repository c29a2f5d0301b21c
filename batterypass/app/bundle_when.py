"""As of when a bundle is: the operator's clock at the end of what it has of the log."""

from __future__ import annotations

from typing import TYPE_CHECKING

from batterypass.domain.events.ledger import HeadsCommitted, LedgerOpened, TimeMarked

if TYPE_CHECKING:
    from collections.abc import Iterable

    from batterypass.app.judge import Reading

_CLOCKS = (LedgerOpened, TimeMarked, HeadsCommitted)


def as_of(readings: Iterable[Reading]) -> str:
    """Give the time of the last statement that the operator signed; empty where there is none.

    Of a part of a log that is the seal that it ends at.
    """
    times = [one.event.event_time for one in readings if isinstance(one.event, _CLOCKS)]
    return times[-1] if times else ""
