"""Opening a ledger: entry 0 with the operator's keys and the registrar, and with it the rulebook.

Both are one batch, so a ledger without rules never stands on the disk. Order: the keys are kept
before the first byte; the batch is one transaction; then the trust file is pinned. Whoever was
stopped before the commit has no ledger and opens it anew, with the same keys. Whoever was stopped
after it has a whole ledger, and the second attempt pins it.
"""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from batterypass.app.compose import plan, sign_and_record
from batterypass.app.record import Attachment, Recorded, record
from batterypass.app.session import Session, operator_id
from batterypass.app.trust import trust_file_for
from batterypass.domain.clock import event_time_of
from batterypass.domain.events import event_of
from batterypass.domain.ids import audience_of, ledger_subject
from batterypass.domain.keyprint import thumbprint_of
from batterypass.errors import BrokenError, InputError, RefusedError
from batterypass.statements.cose import sign_statement
from batterypass.statements.eventid import derive_event_id
from batterypass.statements.keyproof import make_key_proof
from batterypass.statements.payload import encode_payload
from batterypass.statements.verifiers import encode_base64url, parse_base64url

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from batterypass.ports import Content
    from batterypass.statements.private import PrivateKey

_OPENED = "ledger.opened"
_ADOPTED = "rulebook.adopted"
#: What a stopped opening can have left out: its rules (written by older versions), its trust pin.
RULEBOOK, PIN = "rulebook", "pin"


@dataclass(frozen=True, slots=True)
class OperatorKeys:
    """The operator's three keys (D13): two of Ed25519; that of receipts is P-256 in new ledgers."""

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
    """Write entry 0 and the adoption of the rulebook as one batch, and pin the trust file.

    ``registrar`` is a party card without its keys. ``remember_keys`` is called before the first
    byte is written: a ledger whose keys were not kept could never be continued. Where the store
    holds this very ledger and its opening was stopped half-way, see :func:`complete_opening`.
    Raises InputError where the store holds a ledger or a field is off, and RefusedError where
    another ledger of this origin is trusted here.
    """
    if session.size:
        return complete_opening(session, origin=origin, rulebook=rulebook)
    if session.around.memory.trust(origin) is not None:
        # Before anything is written: its own trust file could not be pinned beside that one.
        raise RefusedError(
            f"another ledger of {origin} is trusted here already: choose another origin, or another"
            " home folder (BATTERYPASS_HOME)",
            code="open.pinned", origin=origin,
        )  # fmt: skip
    party = str(registrar["party"])
    daily = next(private for role, private in registrar_keys if role == "daily")
    cards = [
        key_card(private, role=role, party=party, audience=origin)
        for role, private in registrar_keys
    ]
    at = event_time_of(session.around.clock().replace(microsecond=0))
    subject = ledger_subject(origin)
    payload: dict[str, Any] = {
        "event_id": derive_event_id(origin, party, _OPENED, [subject]),
        "kind": _OPENED,
        "version": 1,
        "event_time": at,
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
    entry_0 = _signed(payload, daily, origin)
    digest = sha256(entry_0).digest()
    audience = audience_of(origin, digest)
    form = _adoption(origin, rulebook)
    adopted: dict[str, Any] = {
        "event_id": derive_event_id(audience, party, _ADOPTED, list(form.values())),
        "kind": _ADOPTED,
        "version": 1,
        "event_time": at,
        "actor": party,
        # No checkpoint is there yet that the signer could have seen.
        "subjects": [{"subject": subject, "lane": "main", "seq": 1, "prev": digest.hex()}],
        **form,
    }
    entry_1 = _signed(adopted, daily, audience)
    trust_file = trust_file_for(origin, operator.checkpoint.public.raw, entry_0)
    remember_keys()
    if session.origin:
        # An attempt of this session that failed has left the digest of its own entry 0.
        session.identify(origin, entry_0)
    beside = Attachment(contents=rulebook.contents)
    done = record(session, [entry_0, entry_1], beside, origin=origin)
    # After the commit: a pin without its ledger would refuse the next attempt.
    session.around.memory.pin(origin, trust_file)
    return done


def unfinished(session: Session) -> tuple[str, ...]:
    """Name what a stopped opening left out and the keys here can add: RULEBOOK, PIN, or nothing.

    Nothing is named to somebody who has other keys: he asks the operator for the trust file.
    """
    keys, ledger = session.around.keys, session.world.ledger()
    if keys is None or ledger is None:
        return ()
    operator = operator_id(session.origin)
    checkpoint_kid = thumbprint_of("Ed25519", ledger.checkpoint_key)
    if checkpoint_kid not in keys.kids(operator, "checkpoint"):
        return ()
    if ledger.operator_kid not in keys.kids(operator, "operator"):
        return ()
    missing = []
    if not ledger.rulebook:
        registrar = session.world.party(ledger.registrar)
        known = registrar.keys if registrar is not None else {}
        if not any(kid in known for kid in keys.kids(ledger.registrar, "daily")):
            return ()
        missing.append(RULEBOOK)
    if session.around.memory.trust(session.origin) is None:
        missing.append(PIN)
    return tuple(missing)


def complete_opening(session: Session, *, origin: str, rulebook: Rulebook) -> list[Recorded]:
    """Finish an opening that was stopped: adopt the rulebook, pin the trust file, what is missing.

    Only a ledger that verifies is finished, and only with the keys that it was opened with: what
    is pinned is believed from then on. Raises InputError where nothing is missing, the origin is
    another one or the keys are not here, and BrokenError where the ledger does not verify.
    """
    ledger = session.world.ledger()
    missing = unfinished(session) if origin == session.origin else ()
    if ledger is None or not missing:
        raise _holds(session)
    # Only here: every command that opens a ledger waits for what this module imports.
    from batterypass.app.audit import audit

    if not audit(session.store, session.around, first_use=True).authentic:
        raise BrokenError(
            f"the ledger {session.origin} in this file does not verify: run batterypass verify."
            " Nothing was written",
            code="open.not-whole", origin=session.origin,
        )  # fmt: skip
    done: list[Recorded] = []
    if RULEBOOK in missing:
        form = _adoption(session.origin, rulebook)
        ready = plan(session, [(_ADOPTED, form)], actor=ledger.registrar)
        done = sign_and_record(session, ready, Attachment(contents=rulebook.contents))
    memory = session.around.memory
    if PIN in missing:
        raw = parse_base64url(ledger.checkpoint_key, "checkpoint key")
        memory.pin(session.origin, trust_file_for(session.origin, raw, session.store.statement(0)))
        if not done and memory.trust(session.origin) is None:
            # Nothing is remembered here, so nothing was missing.
            raise _holds(session)
    return done


def _holds(session: Session) -> InputError:
    return InputError(
        f"this file holds the ledger {session.origin} with {session.size} entries already;"
        " batterypass init opens a new file",
        code="open.holds", origin=session.origin, size=session.size,
    )  # fmt: skip


def _adoption(origin: str, rulebook: Rulebook) -> dict[str, str]:
    """Give the fields of the adoption, which are its natural key too."""
    return {
        "ledger": operator_id(origin),
        "rulebook_version": rulebook.version,
        "digest": rulebook.digest,
    }


def _signed(payload: dict[str, Any], key: PrivateKey, audience: str) -> bytes:
    """Sign a statement, checked as a reader will. Raises MalformedError for a field that is off."""
    event = event_of(payload)
    return sign_statement(
        encode_payload(payload),
        key,
        issuer=event.actor,
        subject=event.subjects[0].subject,
        audience=audience,
    )


def _operator_key(private: PrivateKey) -> dict[str, str]:
    return {"alg": private.public.algorithm, "public": private.public.text}


__all__ = [
    "PIN",
    "RULEBOOK",
    "OperatorKeys",
    "Rulebook",
    "complete_opening",
    "key_card",
    "open_new_ledger",
    "unfinished",
]
