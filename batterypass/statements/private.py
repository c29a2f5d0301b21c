"""Private keys in memory: Ed25519 by default, P-256 for those who bring one.

Where they are kept, and how they are unlocked, is the business of ``store/keyfolder.py``.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256

from batterypass.errors import InputError
from batterypass.statements.verifiers import (
    P256_HALF_ORDER,
    P256_ORDER,
    Algorithm,
    PublicKey,
)

if TYPE_CHECKING:
    from collections.abc import Callable

# RFC 6979: no randomness is drawn while signing, so a signature is the same every time.
_ECDSA = ec.ECDSA(SHA256(), deterministic_signing=True)


@dataclass(frozen=True, slots=True)
class PrivateKey:
    """A private key and its public half. The secret part never shows in ``repr``."""

    key: Ed25519PrivateKey | ec.EllipticCurvePrivateKey = field(repr=False)
    public: PublicKey

    @classmethod
    def wrap(cls, key: object) -> PrivateKey:
        """Take a key of ``cryptography``. Raises InputError if it is neither of our two types."""
        if isinstance(key, Ed25519PrivateKey):
            return cls(key, PublicKey("Ed25519", key.public_key().public_bytes_raw()))
        if isinstance(key, ec.EllipticCurvePrivateKey) and isinstance(key.curve, ec.SECP256R1):
            point = key.public_key().public_numbers()
            return cls(key, PublicKey("P-256", point.x.to_bytes(32) + point.y.to_bytes(32)))
        raise InputError(f"private key: {type(key).__name__}: only Ed25519 and P-256 are used")

    @classmethod
    def generate(
        cls, random: Callable[[int], bytes], algorithm: Algorithm = "Ed25519"
    ) -> PrivateKey:
        """Make a key from 32 bytes of ``random``; the same bytes give the same key."""
        seed = random(32)
        if algorithm == "Ed25519":
            return cls.wrap(Ed25519PrivateKey.from_private_bytes(seed))
        # A scalar outside 1 .. n-1 comes once in 2^32 draws; another is drawn then.
        while not 0 < (scalar := int.from_bytes(seed)) < P256_ORDER:
            seed = random(32)
        return cls.wrap(ec.derive_private_key(scalar, ec.SECP256R1()))

    @property
    def kid(self) -> bytes:
        """The thumbprint of the public key, 32 bytes."""
        return self.public.kid

    @property
    def alg(self) -> int:
        """The COSE algorithm that this key signs with: -19 or -9."""
        return self.public.alg

    def sign(self, message: bytes) -> bytes:
        """Sign: 64 bytes, of P-256 as r, s with s at most half the order. No randomness."""
        if isinstance(self.key, Ed25519PrivateKey):
            return self.key.sign(message)
        r, s = decode_dss_signature(self.key.sign(message, _ECDSA))
        return r.to_bytes(32) + (s if s <= P256_HALF_ORDER else P256_ORDER - s).to_bytes(32)
