"""Logs of a dishonest operator: one wrong statement above an honest log, signed and committed to.

Only the signatures, keys and links tell; the tree is as good as any.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from hashlib import sha256
from typing import Any

from cryptography.hazmat.primitives.asymmetric import ec

from app import yard as yards
from batterypass.evidence.bundle_file import BundleFile, BundleLine
from batterypass.statements.cose import parse_statement, sign_statement
from batterypass.statements.keyproof import make_key_proof
from batterypass.statements.notekeys import NoteSigner
from batterypass.statements.payload import parse_payload
from batterypass.statements.private import PrivateKey
from batterypass.statements.verifiers import P256_ORDER, encode_base64url
from batterypass.tlog.checkpoint import Checkpoint, sign_checkpoint
from batterypass.tlog.merkle import leaf_hash, root_of

Payload = dict[str, Any]


def forged(yard: yards.Yard, whole: bytes, *statements: bytes) -> bytes:
    """Put statements above a bundle of the whole log, and sign its checkpoint anew."""
    file = BundleFile.parse(whole, "x")
    entries = [*file.statements.values(), *statements]
    tip = Checkpoint(file.origin, len(entries), root_of(leaf_hash(one) for one in entries))
    key = yard.ring.private(yard.ring.kids(f"https://{yards.ORIGIN}", "checkpoint")[0])
    note = sign_checkpoint(tip, [NoteSigner(file.origin, key)])
    lines = list(file.lines)
    for place, raw in enumerate(statements, start=len(lines)):
        lines.append(_line(place, raw))
    return replace(
        file, checkpoint=note, lines=tuple(lines), statements=dict(enumerate(entries))
    ).encode()


def _line(entry: int, raw: bytes) -> BundleLine:
    from batterypass.app.bundle_making import _line as line
    from batterypass.app.judge import open_statements, read_events

    [reading] = open_statements([raw])
    read_events([reading])
    return line(entry, reading)


def wrong_statements(yard: yards.Yard) -> Iterator[tuple[str, bytes]]:
    """Give statements that break the integrity of the log, each by one thing, by what it is."""
    ring, ledger = yard.ring, yard.session.audience
    maker = ring.private(ring.kids(yards.MAKER, "daily")[0])
    label = ring.private(ring.kids(yards.MAKER, "label")[0])
    revoked = ring.private(ring.kids(yards.CARRIER, "daily")[0])
    strange = PrivateKey.generate(lambda _: sha256(b"nobody").digest())
    model = _last(yard, "item.assessed")

    def say(payload: Payload, key: PrivateKey = maker, **more: str) -> bytes:
        """Sign a payload as its actor."""
        text = json.dumps(payload, ensure_ascii=False, separators=(",", ":")).encode()
        return _sign(text, payload, key, ledger, **more)

    def assessed(**changes: Any) -> Payload:
        event = {**model, "event_id": "11111111-1111-8111-8111-111111111111"}
        event.update(changes)
        return event

    link = dict(model["subjects"][0])
    seal = _last(yard, "ledger.heads-committed")
    mark = _last(yard, "ledger.time-marked")
    operator = ring.private(ring.kids(f"https://{yards.ORIGIN}", "operator")[0])
    yield "nothing wrong", say(assessed())
    yield "a stranger's key", say(assessed(), strange)
    yield "a label key", say(assessed(), label)
    yield "another's key", say(assessed(), ring.private(ring.kids(yards.RECYCLER, "daily")[0]))
    yield "a revoked key", say(assessed(actor=yards.CARRIER), revoked)
    yield "another ledger", say(assessed(), aud=f"{yards.ORIGIN}#{'0' * 64}")
    yield "another issuer", say(assessed(), iss=yards.RECYCLER)
    yield "another subject", say(assessed(), sub=yards.PACKS[1])
    yield "an event id again", say({**model})
    yield "a link that names nothing", say(assessed(subjects=[{**link, "prev": "ab" * 32}]))
    yield "a link beyond the head", say(assessed(subjects=[{**link, "seq": 99}]))
    yield "another lane", say(assessed(subjects=[{**link, "lane": "main"}]))
    yield (
        "an item that is none",
        say(assessed(item=yards.PACKS[29], subjects=[{**link, "subject": yards.PACKS[29]}])),
    )
    yield "another root was seen", say(assessed(seen={"size": 3, "root": "cd" * 32}))
    yield "seen beyond itself", say(assessed(seen={"size": 999, "root": "cd" * 32}))
    yield "a field that no kind has", say(assessed(colour="red"))
    yield "a field of the wrong form", say(assessed(soc_percent="28,5"))
    yield "a day that is none", say(assessed(event_time="2026-02-30T10:00:00-06:00"))
    yield "a kind that nobody knows", say(assessed(kind="item.painted"))
    yield "a mark that goes back", say(
        {**mark, "event_id": "22222222-1111-8111-8111-111111111111", "event_time": "2026-03-02T08:00:00-06:00"},
        operator,
    )  # fmt: skip
    yield (
        "a mark by a party",
        say({**mark, "event_id": "22222222-1111-8111-8111-111111111111", "actor": yards.MAKER}),
    )
    yield (
        "heads that are not the log's",
        say(
            {**seal, "event_id": "33333333-1111-8111-8111-111111111111", "size": _size(yard)},
            operator,
        ),
    )
    raw = say(assessed())
    yield "a signature with one bit changed", raw[:-5] + bytes((raw[-5] ^ 1,)) + raw[-4:]
    text = json.dumps(assessed(), ensure_ascii=False)
    yield "spaces in the payload", _sign(text.encode(), model, maker, ledger)
    doubled = text.replace(" ", "").replace('"kind":', '"kind":"x","kind":', 1)
    yield "a key that stands twice", _sign(doubled.encode(), model, maker, ledger)


def phone_statements(yard: yards.Yard) -> tuple[bytes, bytes, bytes]:
    """Give the entry of a P-256 key for the maker, a statement by it, and that one's other signature.

    Anybody can make the last from the one before it; it would be another entry with another digest.
    """
    ring, ledger = yard.ring, yard.session.audience
    phone = PrivateKey.wrap(ec.derive_private_key(0x40, ec.SECP256R1()))
    proof = make_key_proof(phone, aud=ledger, party=yards.MAKER, role="daily")
    chain = yard.session.world.chain(yards.MAKER)
    entry = {
        **_last(yard, "party.key-revoked"), "kind": "party.key-added",
        "event_id": "44444444-1111-8111-8111-111111111111", "party": yards.MAKER,
        "subjects": [
            {"subject": yards.MAKER, "lane": "main", "seq": chain.seq + 1, "prev": chain.head.hex()}
        ],
        "key": {
            "role": "daily", "alg": "P-256", "public": phone.public.text,
            "proof": encode_base64url(proof),
        },
    }  # fmt: skip
    for name in ("kid", "reason", "seen"):
        entry.pop(name, None)
    registrar = ring.private(ring.kids(yards.REGISTRAR, "daily")[0])
    text = json.dumps(entry, ensure_ascii=False, separators=(",", ":")).encode()
    assessed = {
        **_last(yard, "item.assessed"), "event_id": "55555555-1111-8111-8111-111111111111",
    }  # fmt: skip
    said = json.dumps(assessed, ensure_ascii=False, separators=(",", ":")).encode()
    raw = _sign(said, assessed, phone, ledger)
    return _sign(text, entry, registrar, ledger), raw, raw[:-64] + is_high(raw[-64:])


def _sign(
    text: bytes,
    payload: Payload,
    key: PrivateKey,
    ledger: str,
    *,
    iss: str = "",
    sub: str = "",
    aud: str = "",
) -> bytes:
    return sign_statement(
        text, key, issuer=iss or payload["actor"], subject=sub or payload["subjects"][0]["subject"],
        audience=aud or ledger,
    )  # fmt: skip


def _size(yard: yards.Yard) -> int:
    return int(yard.session.store.size())


def _last(yard: yards.Yard, kind: str) -> Payload:
    store = yard.session.store
    for _, raw in reversed(list(store.statements(0, store.size()))):
        payload = parse_payload(parse_statement(raw).payload)
        if payload["kind"] == kind:
            return payload
    raise AssertionError(kind)


def is_high(signature: bytes) -> bytes:
    """Give the other valid signature of P-256 for the same statement, which ours refuses."""
    r, s = signature[:32], int.from_bytes(signature[32:])
    return r + (P256_ORDER - s).to_bytes(32)
