"""Opening a ledger: entry 0 with the operator's keys and the registrar, then the rulebook."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from batterypass.app.compose import plan, sign_and_record
from batterypass.app.record import Attachment, Recorded, record
from batterypass.app.session import Session, operator_id
from batterypass.app.trust import trust_file_for
from batterypass.domain.clock import event_time_of
from batterypass.domain.events import event_of
from batterypass.domain.ids import ledger_subject
from batterypass.errors import InputError
from batterypass.statements.cose import sign_statement
from batterypass.statements.eventid import derive_event_id
from batterypass.statements.keyproof import make_key_proof
from batterypass.statements.payload import encode_payload
from batterypass.statements.verifiers import encode_base64url

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from batterypass.ports import Content
    from batterypass.statements.private import PrivateKey


@dataclass(frozen=True, slots=True)
class OperatorKeys:
    """The operator's three keys (D13)."""

    checkpoint: PrivateKey
    statement: PrivateKey
    receipt: PrivateKey


@dataclass(frozen=True, slots=True)
class Rulebook:
    """A rulebook with the content of its tables, as this program has them."""

    version: str
    digest: str
    contents: tuple[Content, ...]


def key_card(private: PrivateKey, *, role: str, party: str, audience: str) -> dict[str, Any]:
    """Write the public half of a key as an event carries it, with its proof of possession."""
    proof = make_key_proof(private, aud=audience, party=party, role=role)
    return {
        "role": role,
        "alg": private.public.algorithm,
        "public": private.public.text,
        "proof": encode_base64url(proof),
    }


def open_new_ledger(
    session: Session,
    *,
    origin: str,
    profile: str,
    registrar: Mapping[str, Any],
    registrar_keys: Sequence[tuple[str, PrivateKey]],
    operator: OperatorKeys,
    rulebook: Rulebook,
    remember_keys: Callable[[], None],
) -> list[Recorded]:
    """Write entry 0 and the adoption of the rulebook, and pin the trust file.

    ``registrar`` is a party card without its keys. ``remember_keys`` is called before the first
    byte is written: a ledger whose keys were not kept could never be continued.
    Raises InputError where the store already holds a ledger or a field is off.
    """
    if session.size:
        raise InputError(
            f"this file holds the ledger {session.origin} with {session.size} entries already;"
            " batterypass init opens a new file",
            code="open.holds", origin=session.origin, size=session.size,
        )  # fmt: skip
    party = str(registrar["party"])
    subject = ledger_subject(origin)
    daily = next(private for role, private in registrar_keys if role == "daily")
    cards = [
        key_card(private, role=role, party=party, audience=origin)
        for role, private in registrar_keys
    ]
    payload: dict[str, Any] = {
        "event_id": derive_event_id(origin, party, "ledger.opened", [subject]),
        "kind": "ledger.opened",
        "version": 1,
        "event_time": event_time_of(session.around.clock().replace(microsecond=0)),
        "actor": party,
        "subjects": [
            {"subject": name, "lane": "main", "seq": 0, "prev": None} for name in (subject, party)
        ],
        "origin": origin,
        "profile": profile,
        "checkpoint_key": _operator_key(operator.checkpoint),
        "operator_key": _operator_key(operator.statement),
        "receipt_key": _operator_key(operator.receipt),
        "registrar": {**registrar, "keys": cards},
    }
    event_of(payload)
    entry_0 = sign_statement(
        encode_payload(payload), daily, issuer=party, subject=subject, audience=origin
    )
    trust_file = trust_file_for(origin, operator.checkpoint.public.raw, entry_0)
    remember_keys()
    done = record(session, [entry_0], origin=origin)
    # After the commit: a pin without its ledger would refuse the next attempt.
    session.around.memory.pin(origin, trust_file)
    form = {
        "ledger": operator_id(origin),
        "rulebook_version": rulebook.version,
        "digest": rulebook.digest,
    }
    adopted = plan(session, [("rulebook.adopted", form)], actor=party)
    return done + sign_and_record(session, adopted, Attachment(contents=rulebook.contents))


def _operator_key(private: PrivateKey) -> dict[str, str]:
    return {"alg": "Ed25519", "public": private.public.text}


__all__ = ["OperatorKeys", "Rulebook", "key_card", "open_new_ledger"]
