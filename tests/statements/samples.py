"""Keys and statements with fixed bytes, for the tests of this folder."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePublicKey
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import load_pem_public_key

from batterypass.statements.cose import sign_statement
from batterypass.statements.private import PrivateKey
from batterypass.statements.verifiers import PublicKey
from shared import ROOT

if TYPE_CHECKING:
    from pathlib import Path

#: The worked examples of the format sheet, made with keys that count up.
WORKED = json.loads((ROOT / "tests/vectors/worked-example.json").read_text())

AUDIENCE = "log.example/baterias#" + "ab" * 32
ISSUER = "https://planta-apodaca.example"
SUBJECT = "https://id.planta-apodaca.example/01/09521234560104/21/MX7K-000123"
PAYLOAD = b'{"kind":"pack.manufactured","version":1,"mass_kg":"412.5"}'


def counted(start: int) -> PrivateKey:
    """Give the Ed25519 key whose seed counts up from ``start``."""
    return PrivateKey.generate(lambda size: bytes(range(start, start + size)))


def counted_p256(start: int) -> PrivateKey:
    """Give the P-256 key whose scalar counts up from ``start``."""
    return PrivateKey.generate(lambda size: bytes(range(start, start + size)), "P-256")


def their_pem(path: Path) -> PublicKey:
    """Read a public key that others wrote as PEM."""
    key = load_pem_public_key(path.read_bytes())
    if isinstance(key, Ed25519PublicKey):
        return PublicKey("Ed25519", key.public_bytes_raw())
    assert isinstance(key, EllipticCurvePublicKey)
    point = key.public_numbers()
    return PublicKey("P-256", point.x.to_bytes(32) + point.y.to_bytes(32))


def signed(
    payload: bytes = PAYLOAD, key: PrivateKey | None = None, alg: int | None = None
) -> bytes:
    """Give a statement of the sample header."""
    return sign_statement(
        payload,
        key or counted(64),
        issuer=ISSUER,
        subject=SUBJECT,
        audience=AUDIENCE,
        alg=alg,
    )
