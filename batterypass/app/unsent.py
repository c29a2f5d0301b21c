"""What a site has signed and not brought into the log yet, in a few numbers."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from batterypass.app.site import SiteSession
from batterypass.domain.pending import FINAL, State, next_state
from batterypass.statements.cose import parse_statement
from batterypass.statements.payload import parse_payload

if TYPE_CHECKING:
    from collections.abc import Mapping

    from batterypass.app.session import Session


@dataclass(frozen=True, slots=True)
class Unsent:
    """How many statements of an outbox are in each state that is not final."""

    counts: Mapping[State, int]
    #: Event time of the first of them, empty where there is none.
    oldest: str
    #: When the last file was written, empty where none was.
    last_sent: str

    @property
    def total(self) -> int:
        """Count all of them."""
        return sum(self.counts.values())


def unsent(session: Session) -> Unsent | None:
    """Count what waits in the outbox, as the replica lets it stand; None at the operator's."""
    if not isinstance(session, SiteSession):
        return None
    settled = {change.digest for change in session.settled}
    doubts = {doubt.row.digest: doubt.outcome for doubt in session.doubts}
    counts: Counter[State] = Counter()
    oldest = ""
    for row in session.outbox.live():
        news = doubts.get(row.digest)
        state = next_state(row.state, news) if news is not None else row.state
        if row.digest in settled or state in FINAL:
            continue
        counts[state] += 1
        oldest = oldest or str(
            parse_payload(parse_statement(row.statement).payload).get("event_time", "")
        )
    return Unsent(dict(counts), oldest, session.outbox.last_sent())
