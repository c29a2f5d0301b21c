"""What the operator's own statement key signs: time marks and heads, and nothing else (D13)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from batterypass.domain.ids import ledger_subject
from batterypass.errors import InputError
from batterypass.statements.cose import sign_statement
from batterypass.statements.eventid import derive_event_id
from batterypass.statements.payload import encode_payload

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from batterypass.app.session import Session


def sign_as_operator(
    session: Session,
    kind: str,
    event_time: str,
    key: Sequence[str],
    fields: Mapping[str, object] | None = None,
) -> bytes:
    """Sign the next statement in the record lane of the ledger; its event id derives from ``key``.

    Raises InputError where the operator's key is not here, or the ledger has no entry yet.
    """
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
    before = session.world.main_digest(operator, chain.seq - 1) if chain.seq else None
    prev = before.hex() if before else None
    link = {"subject": operator, "lane": "record", "seq": chain.seq, "prev": prev}
    payload = {
        "event_id": derive_event_id(session.audience, operator, kind, key),
        "kind": kind,
        "version": 1,
        "event_time": event_time,
        "actor": operator,
        "subjects": [link],
        "number": chain.record_count + 1,
        **(fields or {}),
    }
    return sign_statement(
        encode_payload(payload),
        keys.private(ledger.operator_kid),
        issuer=operator,
        subject=operator,
        audience=session.audience,
    )
