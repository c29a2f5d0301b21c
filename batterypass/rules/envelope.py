"""BP-S: the envelope says what the payload says, and an event id stands once.

BP-S001, S002 and S004 (bytes, schema, signature) are found where statements are read.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from batterypass.domain.events.ledger import LedgerOpened
from batterypass.rules.base import NONE, Findings, Rule

if TYPE_CHECKING:
    from batterypass.rules.acts import SignedAct


def audience_at(act: SignedAct) -> str | None:
    """Give the ``aud`` that a statement at this place must carry, None before any ledger.

    ``design/bytes.md`` 1: the origin in entry 0, after it the origin and the digest of entry 0.
    """
    if type(act.event) is LedgerOpened:
        return act.event.origin
    ledger = act.world.ledger()
    return None if ledger is None else ledger.audience


def the_envelope_names_what_the_payload_names(act: SignedAct) -> Findings:
    """Issuer, subject and audience are those of the payload and of this ledger (D1)."""
    signed, event = act.signed, act.event
    subject = act.names[0]
    audience = audience_at(act)
    if signed.issuer == act.actor_id and signed.subject == subject and signed.audience == audience:
        return NONE
    compared = (
        ("iss", event.actor, signed.issuer),
        ("sub", subject, signed.subject),
        ("aud", audience or "-", signed.audience),
    )
    return [
        act.broken("BP-S003", subject, claim=claim, expected=expected, found=found)
        for claim, expected, found in compared
        if expected != found
    ]


def an_event_id_stands_once(act: SignedAct) -> Findings:
    """No other entry has the same event id (D18)."""
    earlier = act.world.index_of_event(act.event.event_id)
    if earlier is None:
        return NONE
    return [
        act.broken(
            "BP-S005",
            act.event.subjects[0].subject,
            event_id=act.event.event_id,
            earlier=str(earlier),
        )
    ]


RULES = (
    Rule("BP-S003", "integrity", "ledger", None, the_envelope_names_what_the_payload_names),
    Rule("BP-S005", "integrity", "ledger", None, an_event_id_stands_once),
)
