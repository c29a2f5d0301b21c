"""A key request and the grants that answer it, made from fixed keys and times."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from batterypass.app.opening import key_card
from batterypass.domain.events.party import KeyCard
from batterypass.evidence.key_grant import KeyGrant
from batterypass.evidence.key_request import KeyRequest, form_of
from batterypass.statements.cose import sign_statement
from batterypass.statements.eventid import derive_event_id
from batterypass.statements.payload import encode_payload
from batterypass.tlog.merkle import leaf_hash
from batterypass.tlog.proof import LogProof
from batterypass.tlog.tree import inclusion_path
from evidence.travel import digest_of, note_of
from statements.make_examples import AUDIENCE, PARTY, key_of
from tlog.support import StoredTree

REQUESTED_AT, GRANTED_AT = "2026-11-23T08:00:00-06:00", "2026-11-23T09:30:00-06:00"
UNTIL = "2027-06-30"
NEWCOMER, RECOVERY = key_of(96), key_of(128)


@dataclass(frozen=True)
class PeopleFiles:
    """A request, the grant that stands in a log, and one that is pending above another statement."""

    request: KeyRequest
    grant: KeyGrant
    pending: KeyGrant
    log: StoredTree


def added(card: KeyCard, until: str, *, seq: int, prev: str, **changed: Any) -> bytes:
    """Sign what registers a key, with the recovery key."""
    key = form_of(card, until)
    fields = {
        "event_id": derive_event_id(
            AUDIENCE, PARTY, "party.key-added", [PARTY, card.public, card.role]
        ),
        "kind": "party.key-added",
        "version": 1,
        "event_time": GRANTED_AT,
        "actor": PARTY,
        "subjects": [{"subject": PARTY, "lane": "main", "seq": seq, "prev": prev}],
        "party": PARTY,
        "key": dict(key),
        **changed,
    }
    return sign_statement(
        encode_payload(fields), RECOVERY, issuer=PARTY, subject=PARTY, audience=AUDIENCE
    )


@cache
def people_files() -> PeopleFiles:
    card = KeyCard.model_validate(
        {**key_card(NEWCOMER, role="daily", party=PARTY, audience=AUDIENCE), "holder": "patio-7"}
    )
    request = KeyRequest(AUDIENCE, PARTY, REQUESTED_AT, card)
    raw = added(card, UNTIL, seq=1, prev="ab" * 32)
    tree = StoredTree()
    tree.grow(leaf_hash(entry) for entry in (b"entry 0", b"entry 1", raw))
    proof = LogProof(2, tuple(inclusion_path(2, 3, tree.read)), note_of(tree, 3))
    other = KeyCard.model_validate(
        {**key_card(key_of(160), role="label", party=PARTY, audience=AUDIENCE), "holder": "linea-2"}
    )
    before = added(other, "", seq=1, prev="ab" * 32)
    above = added(card, UNTIL, seq=2, prev=digest_of(before))
    return PeopleFiles(
        request,
        KeyGrant(AUDIENCE, PARTY, GRANTED_AT, (raw,), proof),
        KeyGrant(AUDIENCE, PARTY, GRANTED_AT, (before, above)),
        tree,
    )
