"""Time marks: the operator's clock in the log (D5).

A mark stands before the first entry of a batch, where the last one is older than a minute. It is
the only kind of statement that the operator's key signs (D13).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from batterypass.domain.clock import MARK_EVERY_MS, event_time_of, from_ms
from batterypass.domain.ids import ledger_subject
from batterypass.errors import InputError
from batterypass.statements.cose import sign_statement
from batterypass.statements.eventid import derive_event_id
from batterypass.statements.payload import encode_payload

if TYPE_CHECKING:
    from batterypass.app.session import Session

_KIND = "ledger.time-marked"


def due_mark(session: Session) -> bytes | None:
    """Sign a time mark where the last one is older than a minute; None where none is due."""
    ledger = session.world.ledger()
    if ledger is None:
        return None
    now = session.around.clock()
    if now < from_ms(ledger.mark_ms + MARK_EVERY_MS):
        return None
    return sign_mark(session, event_time_of(now))


def sign_mark(session: Session, event_time: str) -> bytes:
    """Sign a time mark with the operator's statement key. Raises InputError where it is not here."""
    keys = session.around.keys
    operator = ledger_subject(session.origin)
    kids = keys.kids(operator, "operator") if keys is not None else []
    ledger = session.world.ledger()
    if keys is None or ledger is None or ledger.operator_kid not in kids:
        raise InputError(
            f"the key folder has no statement key of the operator of {session.origin}",
            code="write.no-operator-key", origin=session.origin,
        )  # fmt: skip
    chain = session.world.chain(operator)
    if chain is None:
        raise InputError(
            "the ledger has no entries yet: batterypass init opens one", code="open.empty"
        )
    nonce = ["random", session.around.random(16).hex()]
    before = session.world.main_digest(operator, chain.seq - 1) if chain.seq else None
    prev = before.hex() if before else None
    link = {"subject": operator, "lane": "record", "seq": chain.seq, "prev": prev}
    payload = {
        "event_id": derive_event_id(session.audience, operator, _KIND, nonce),
        "kind": _KIND,
        "version": 1,
        "event_time": event_time,
        "actor": operator,
        "subjects": [link],
    }
    return sign_statement(
        encode_payload(payload),
        keys.private(ledger.operator_kid),
        issuer=operator,
        subject=operator,
        audience=session.audience,
    )
