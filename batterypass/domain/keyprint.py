"""The thumbprint of a public key (RFC 9679): SHA-256 of the deterministic CBOR of its parts."""

from __future__ import annotations

from base64 import urlsafe_b64decode
from functools import lru_cache
from hashlib import sha256

from batterypass.errors import MalformedError


@lru_cache(maxsize=8192)
def thumbprint(alg: str, raw: bytes) -> bytes:
    """Give the 32-byte thumbprint of a public key: 32 bytes (Ed25519) or 64 (P-256, x then y).

    Ed25519 is ``{1: 1, -1: 6, -2: x}``; P-256 is ``{1: 2, -1: 1, -2: x, -3: y}``. Raises
    MalformedError where the length does not fit the algorithm.
    """
    if alg == "Ed25519" and len(raw) == 32:
        return sha256(b"\xa3\x01\x01\x20\x06\x21\x58\x20" + raw).digest()
    if alg == "P-256" and len(raw) == 64:
        x, y = raw[:32], raw[32:]
        return sha256(b"\xa4\x01\x02\x20\x01\x21\x58\x20" + x + b"\x22\x58\x20" + y).digest()
    raise MalformedError(f"{alg} key: {len(raw)} bytes do not make one")


def alg_of(public: str) -> str:
    """Tell by its length which key a text form is: 43 characters are Ed25519, 86 are P-256.

    Other lengths are no key; the name of the nearer type makes :func:`thumbprint_of` refuse them.
    """
    return "Ed25519" if len(public) <= 43 else "P-256"


@lru_cache(maxsize=8192)
def thumbprint_of(alg: str, public: str) -> str:
    """Give the thumbprint in hex of a key in its text form (base64url without padding)."""
    return thumbprint(alg, urlsafe_b64decode(public + "=" * (-len(public) % 4))).hex()
