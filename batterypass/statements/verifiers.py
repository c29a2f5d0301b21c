"""Public keys and what they verify: Ed25519, and P-256 with SHA-256 for hardware and phones.

The key's own type decides which COSE algorithms it accepts, never the other way round (D2).
"""

from __future__ import annotations

import base64
import binascii
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, cast

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256

from batterypass.domain.keyprint import thumbprint
from batterypass.errors import BrokenError, MalformedError
from batterypass.statements.quick import QuickVerifier

Algorithm = Literal["Ed25519", "P-256"]

#: COSE algorithm numbers (RFC 9864): the fully specified one first, then its deprecated twin.
ALGS: dict[Algorithm, tuple[int, int]] = {"Ed25519": (-19, -8), "P-256": (-9, -7)}
#: Bytes of a raw public key: the Ed25519 point; x and y.
RAW_BYTES: dict[Algorithm, int] = {"Ed25519": 32, "P-256": 64}
#: Order of the P-256 group (FIPS 186-5, SP 800-186 section 3.2.1.3).
P256_ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
P256_HALF_ORDER = P256_ORDER // 2

#: Asked first of many signatures; what it does not accept OpenSSL judges.
QUICK = QuickVerifier()

_ECDSA = ec.ECDSA(SHA256())


@dataclass(frozen=True, slots=True)
class PublicKey:
    """A public key as a party registers it.

    ``raw`` is the 32 bytes of an Ed25519 key, or the 64 bytes x, y of a P-256 key. Raises
    MalformedError where they cannot be one: a wrong length or a point that is not on P-256.
    """

    algorithm: Algorithm
    raw: bytes

    def __post_init__(self) -> None:
        """Refuse what cannot be a key."""
        if self.algorithm not in RAW_BYTES:
            raise MalformedError(f"public key: algorithm {self.algorithm!r}: Ed25519 or P-256")
        if len(self.raw) != RAW_BYTES[self.algorithm]:
            raise MalformedError(
                f"public key: {self.algorithm} has {RAW_BYTES[self.algorithm]} bytes,"
                f" found {len(self.raw)}"
            )
        if self.algorithm == "P-256":
            _load_p256(self.raw)

    @classmethod
    def parse(cls, algorithm: str, text: str) -> PublicKey:
        """Read the text form: base64url of ``raw`` without padding. Raises MalformedError."""
        return cls(cast("Algorithm", algorithm), parse_base64url(text, "public key"))

    @classmethod
    def parse_alg(cls, alg: int, text: str) -> PublicKey:
        """Read the text form beside the key's own COSE number, -19 or -9.

        Raises MalformedError; the deprecated numbers -8 and -7 name signatures, not keys.
        """
        for algorithm, numbers in ALGS.items():
            if alg == numbers[0]:
                return cls.parse(algorithm, text)
        raise MalformedError(f"public key: alg {alg}: -19 (Ed25519) or -9 (P-256)")

    @property
    def text(self) -> str:
        """The key as text: base64url without padding."""
        return encode_base64url(self.raw)

    @property
    def alg(self) -> int:
        """The fully specified COSE algorithm of this key: -19 or -9."""
        return ALGS[self.algorithm][0]

    @property
    def kid(self) -> bytes:
        """The 32-byte COSE key thumbprint (RFC 9679 section 4)."""
        return thumbprint(self.algorithm, self.raw)

    def verify(
        self, alg: int, message: bytes, signature: bytes, *, require_low_s: bool = True
    ) -> None:
        """Return if ``signature`` is this key's over ``message`` under ``alg``.

        1. ``alg`` is one of this key's type.
        2. A P-256 signature is r, s of 32 bytes each with s at most half the order, so that nobody
           can make a second valid signature of one statement. ``require_low_s=False`` is for
           other people's messages, which follow no such rule.
        3. The signature verifies; odd points are judged as OpenSSL judges them.

        Raises BrokenError otherwise.
        """
        # 1
        if alg not in ALGS[self.algorithm]:
            raise BrokenError(f"signature: alg {alg} does not fit a key of type {self.algorithm}")
        try:
            if self.algorithm == "Ed25519":
                # 3
                if not QUICK.accepts(self.raw, message, signature):
                    _load_ed25519(self.raw).verify(signature, message)
                return
            # 2
            if len(signature) != 64:
                raise BrokenError(f"signature: {len(signature)} bytes, P-256 needs 64")
            r, s = int.from_bytes(signature[:32]), int.from_bytes(signature[32:])
            if require_low_s and s > P256_HALF_ORDER:
                raise BrokenError("signature: s is above half the order of P-256")
            # 3
            _load_p256(self.raw).verify(encode_dss_signature(r, s), message, _ECDSA)
        except InvalidSignature:
            raise BrokenError(f"signature: not made by key {self.kid.hex()}") from None


def encode_base64url(data: bytes) -> str:
    """Write bytes as base64url without padding (RFC 4648 section 5)."""
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def parse_base64url(text: str, name: str) -> bytes:
    """Read base64url without padding; ``name`` goes into the message of a MalformedError."""
    try:
        data = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
    except (ValueError, binascii.Error) as error:
        raise MalformedError(f"{name}: not base64url: {error}") from error
    # Padding, standard base64, stray characters and spare bits decode above and fail here.
    if encode_base64url(data) != text:
        raise MalformedError(f"{name}: not base64url in canonical form without padding")
    return data


@lru_cache(maxsize=8192)
def _load_ed25519(raw: bytes) -> Ed25519PublicKey:
    return Ed25519PublicKey.from_public_bytes(raw)


@lru_cache(maxsize=8192)
def _load_p256(raw: bytes) -> ec.EllipticCurvePublicKey:
    x, y = int.from_bytes(raw[:32]), int.from_bytes(raw[32:])
    try:
        return ec.EllipticCurvePublicNumbers(x, y, ec.SECP256R1()).public_key()
    except ValueError as error:
        raise MalformedError(f"public key: not a point of P-256: {error}") from error
