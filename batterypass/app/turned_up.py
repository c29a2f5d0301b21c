"""Missing items that turned up: the claims by which somebody said, after the reception, to have them.

The consignment's own chain never hears of it, so its paper looks into the chains of the missing items.
A claim makes a new paper, as a correction does, and the paper before it stays what it was.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from batterypass.app.annulling import is_annulled_entry
from batterypass.ports import LANE_MAIN
from batterypass.statements.cose import parse_statement
from batterypass.statements.payload import parse_payload

if TYPE_CHECKING:
    from batterypass.app.session import Session
    from batterypass.domain.states import ConsignmentState

CLAIMED = "custody.claimed"


def missing_items(consignment: ConsignmentState) -> list[str]:
    """List the items that did not arrive, as the reception says."""
    return [name for name, line in consignment.items.items() if line.get("outcome") == "missing"]


def turned_up(session: Session, consignment: ConsignmentState) -> dict[str, int]:
    """Give, for each missing item that somebody claimed since, the entry of the first such claim.

    A claim that was annulled is none.
    """
    gone = missing_items(consignment)
    if not gone:
        return {}
    own = set(session.store.entries_of(consignment.subject, lanes=(LANE_MAIN,)))
    found: dict[str, int] = {}
    for name in gone:
        entries = session.store.entries_of(name, lanes=(LANE_MAIN,))
        # The last entry that both chains have is the reception that missed it.
        since = max(own.intersection(entries), default=-1)
        claim = next((one for one in entries if one > since and _is_claim(session, one)), None)
        if claim is not None:
            found[name] = claim
    return found


def _is_claim(session: Session, entry: int) -> bool:
    raw = session.store.statement(entry)
    payload = parse_payload(parse_statement(raw).payload)
    return payload["kind"] == CLAIMED and not is_annulled_entry(session, raw, payload)
