"""Makes the examples of the format pages from fixed keys and fixed salts.

``python tests/statements/make_examples.py`` writes them into ``docs/formats``: each stands in a
block that begins with ```` ```text example=NAME ````. A test checks that they are still the same.
"""

from __future__ import annotations

import json
import re
import textwrap
from pathlib import Path

from batterypass.ports import SignedTip
from batterypass.statements.cbor import encode
from batterypass.statements.cose import parse_statement, sig_structure, sign_statement
from batterypass.statements.eventid import derive_event_id
from batterypass.statements.keyproof import key_proof_text, make_key_proof
from batterypass.statements.label import label_url
from batterypass.statements.notekeys import NoteSigner
from batterypass.statements.payload import encode_payload
from batterypass.statements.private import PrivateKey
from batterypass.statements.recovery import encode_key, scanned_text
from batterypass.statements.sealed import seal
from batterypass.statements.verifiers import Algorithm, encode_base64url
from batterypass.store.keyfolder import KeyInfo, encode_info
from batterypass.store.passphrase import PassphraseCheck
from batterypass.store.signer_state import encode_slot

PAGES = Path(__file__).resolve().parents[2] / "docs" / "formats"
_BLOCK = re.compile(r"^```text example=([a-z0-9-]+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)

ORIGIN = "log.example/batteries"
AUDIENCE = f"{ORIGIN}#{'e0' * 32}"
PARTY = "https://planta-apodaca.example"
PACK = "https://id.planta-apodaca.example/01/09521234560104/21/MX7K-000123"


def key_of(start: int, algorithm: Algorithm = "Ed25519") -> PrivateKey:
    """Give the key whose 32 secret bytes count up from ``start``."""
    return PrivateKey.generate(lambda size: bytes(range(start, start + size)), algorithm)


def wrap(text: str) -> str:
    """Break hex or base64 after 64 characters."""
    return "\n".join(textwrap.wrap(text, 64))


def make() -> dict[str, str]:
    """Give all examples by name."""
    key, p256 = key_of(64), key_of(64, "P-256")
    event_id = derive_event_id(AUDIENCE, PARTY, "pack.placed-on-market", [PACK])
    section, digest = seal(
        bytes(range(32)), event_id, "commercial", {"customer": "Flota Uno", "price": "75000.00"}
    )
    payload = encode_payload(
        {
            "event_id": event_id,
            "kind": "pack.placed-on-market",
            "version": 1,
            "event_time": "2026-11-21T10:15:30-06:00",
            "actor": PARTY,
            "subjects": [{"subject": PACK, "lane": "main", "seq": 1, "prev": "ab" * 32}],
            "country": "MX",
            "sealed": {"commercial": digest},
        }
    )
    raw = sign_statement(payload, key, issuer=PARTY, subject=PACK, audience=AUDIENCE)
    statement = parse_statement(raw)
    proof = make_key_proof(key, aud=AUDIENCE, party=PARTY, role="daily")
    info = KeyInfo(PARTY, "daily", key.public, Path())
    check = PassphraseCheck.make(b"four words nobody joins", salt=bytes(range(16)), rounds=24)
    note = NoteSigner(ORIGIN, key_of(0))
    slots = [
        encode_slot(8, SignedTip(1200, b"\xaa" * 32)),
        encode_slot(7, SignedTip(1199, b"\xbb" * 32)),
    ]
    return {
        "payload": payload.decode(),
        "protected": wrap(statement.protected.hex()),
        "sig-structure": wrap(sig_structure(statement.protected, payload).hex()),
        "statement": wrap(raw.hex()),
        "statement-digest": statement.digest.hex(),
        "event-id-input": wrap(
            encode(
                ["batterypass/event-id/v1", AUDIENCE, PARTY, "pack.placed-on-market", [PACK]]
            ).hex()
        ),
        "event-id": event_id,
        "ed25519-key": f"alg     -19\npublic  {key.public.text}\nkid     {key.kid.hex()}",
        "p256-key": f"alg     -9\npublic  {p256.public.text}\nkid     {p256.kid.hex()}",
        "key-description": encode_info(info).decode().rstrip("\n"),
        "passphrase-check": check.encode().decode().rstrip("\n"),
        "note-key": f"name    {note.name}\nkey id  {note.key_id.hex()}",
        "label": label_url(PACK, key_of(96)),
        "key-proof-text": key_proof_text(
            key.kid, aud=AUDIENCE, party=PARTY, role="daily"
        ).decode().rstrip("\n"),
        "key-proof": encode_base64url(proof),
        "recovery-lines": sheet_of(key),
        "recovery-scanned": scanned_text(encode_key(key)),
        "recovery-lines-p256": sheet_of(p256),
        "section": wrap(section.hex()),
        "section-digest": json.dumps({"sealed": {"commercial": digest}}),
        "signer-state": "\n".join(dump(b"".join(slots))),
    }  # fmt: skip


def sheet_of(key: PrivateKey) -> str:
    """Give the lines of a recovery sheet with their numbers."""
    return "\n".join(f"{number}. {line}" for number, line in enumerate(encode_key(key), 1))


def dump(data: bytes) -> list[str]:
    """Give an hex dump in which rows of zeroes are left out, like ``xxd -a``."""
    rows = []
    for at in range(0, len(data), 32):
        row = data[at : at + 32]
        if any(row):
            rows.append(f"{at:04x}: {row.hex()}")
        elif rows[-1] != "*":
            rows.append("*")
    return rows


def found_in(page: str) -> dict[str, str]:
    """Give the examples that stand in the text of a page, by name."""
    return {name: body.rstrip("\n") for name, body in _BLOCK.findall(page)}


def rewrite() -> None:
    """Put the examples into the pages."""
    examples = make()
    for path in sorted(PAGES.glob("*.md")):
        page = path.read_text()
        if found_in(page).keys() & examples.keys():
            path.write_text(
                _BLOCK.sub(
                    lambda block: (
                        f"```text example={block[1]}\n{examples.get(block[1], block[2].rstrip())}\n```"
                    ),
                    page,
                )
            )


if __name__ == "__main__":
    rewrite()
