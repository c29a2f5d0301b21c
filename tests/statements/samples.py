"""Keys and statements with fixed bytes, for the tests of this folder."""

from __future__ import annotations

from batterypass.statements.cose import sign_statement
from batterypass.statements.private import PrivateKey

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
