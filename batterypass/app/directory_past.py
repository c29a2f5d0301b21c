"""What the log knew of sites at an earlier time, where a state keeps only the present.

Authorisations keep all their changes themselves (:mod:`batterypass.domain.standing`); these look into
the entries.
"""

from __future__ import annotations

from bisect import bisect_right
from decimal import Decimal
from typing import TYPE_CHECKING

from batterypass.domain.base import decimal_of, number_text
from batterypass.domain.clock import instant_ms
from batterypass.domain.ids import ledger_subject
from batterypass.ports import LANE_MAIN, LANE_RECORD
from batterypass.statements.cose import parse_statement
from batterypass.statements.payload import parse_payload

if TYPE_CHECKING:
    from typing import Any

    from batterypass.app.session import Session
    from batterypass.domain.states import PartyState

_MONTHS = range(1, 13)


def size_known(session: Session, known_ms: int) -> int:
    """Give the size of the log at an instant: the entries below the first time mark after it.

    0 where the ledger was opened later.
    """
    if instant_ms(str(_payload(session, 0)["event_time"])) > known_ms:
        return 0
    notes = session.store.entries_of(ledger_subject(session.origin), lanes=(LANE_RECORD,))

    def known_at(entry: int) -> int:
        """Give the time of the last mark at or below a note of the ledger."""
        for place in range(bisect_right(notes, entry) - 1, -1, -1):
            payload = _payload(session, notes[place])
            if payload["kind"] == "ledger.time-marked":
                return instant_ms(str(payload["event_time"]))
        return known_ms

    # A note of another kind is known with the mark below it, so the first one later is a mark.
    place = bisect_right(notes, known_ms, key=known_at)
    return notes[place] if place < len(notes) else session.size


def closed_at(session: Session, party: str, cut: int) -> dict[str, str]:
    """Give the sites of a party that were known to be closed below an entry, and from which day."""
    closed: dict[str, str] = {}
    for entry in session.store.entries_of(party, lanes=(LANE_MAIN,)):
        if entry >= cut:
            break
        payload = _payload(session, entry)
        if payload["kind"] == "party.site-closed":
            closed[payload["closed"]] = payload["closed_on"]
        elif payload["kind"] == "party.site-opened":
            closed.pop(payload["opened"]["site_id"], None)
    return closed


def accepted_at(session: Session, party: PartyState, site: str, year: str, cut: int | None) -> str:
    """Give the kilograms that a site has accepted in a year, without what came above ``cut``.

    What was taken over without a carrier after that is still counted: it is no part of a look-up,
    and too much is the cautious side.
    """
    total = decimal_of(party.accepted_kg(site, year))
    if cut is None:
        return number_text(total)
    for month in _MONTHS:
        for name in session.world.pointed("received", f"{party.party} {site} {year}-{month:02}"):
            state = session.world.consignment(name)
            if state is None or state.received_at[:7] != f"{year}-{month:02}":
                # Its reception was annulled; a later one is looked up under its own month.
                continue
            if state.entries.get("received", 0) >= cut:
                total -= decimal_of(state.measured_kg or "0")
    return number_text(max(total, Decimal(0)))


def _payload(session: Session, entry: int) -> dict[str, Any]:
    return parse_payload(parse_statement(session.store.statement(entry)).payload)
