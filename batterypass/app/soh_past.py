"""The last state of health of a pack until a day, where it has been read again since."""

from __future__ import annotations

from typing import TYPE_CHECKING

from batterypass.app.readings import ASSESSED, measured_in
from batterypass.domain.clock import day_of, instant_ms
from batterypass.domain.events.item import MEASURED_POINT
from batterypass.ports import LANE_RECORD
from batterypass.statements.cose import parse_statement
from batterypass.statements.payload import read_canonical
from batterypass.statements.sealed import open_section

if TYPE_CHECKING:
    from batterypass.app.session import Session


def reading_until(session: Session, item: str, until: str) -> tuple[str, bool]:
    """Give the state of health as a number string, and whether it is sealed and not here."""
    best, found, is_closed = 0, "", False
    for entry in session.store.entries_of(item, lanes=(LANE_RECORD,)):
        payload = read_canonical(parse_statement(session.store.statement(entry)).payload)
        if payload["kind"] != ASSESSED or day_of(payload["event_time"]) > until:
            continue
        read_ms = instant_ms(payload["event_time"])
        if read_ms < best:
            continue
        best, found, is_closed = read_ms, str(payload.get("soh_percent", "")), False
        digest = payload.get("sealed", {}).get(MEASURED_POINT)
        if digest is not None:
            body = session.store.section(payload["event_id"], MEASURED_POINT)
            is_closed = body is None
            if body is not None:
                opened = open_section(body, digest, payload["event_id"], MEASURED_POINT)
                found = str(measured_in(opened).get("soh_percent", found))
    return found, is_closed
