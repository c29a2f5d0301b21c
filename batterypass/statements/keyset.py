"""Public keys as a COSE key set (RFC 9052 section 7), as SCITT services publish theirs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from batterypass.statements.cbor import encode

if TYPE_CHECKING:
    from collections.abc import Iterable

    from batterypass.statements.verifiers import PublicKey

_KTY, _KID, _ALG = 1, 2, 3
_CRV, _X, _Y = -1, -2, -3
_OKP, _EC2, _P256, _ED25519 = 1, 2, 1, 6


def encode_key_set(keys: Iterable[tuple[PublicKey, int]]) -> bytes:
    """Write keys, each with the COSE algorithm that it signs with; its kid is its thumbprint."""
    return encode([_key(public, alg) for public, alg in keys])


def _key(public: PublicKey, alg: int) -> dict[object, object]:
    if public.algorithm == "Ed25519":
        return {_KTY: _OKP, _KID: public.kid, _ALG: alg, _CRV: _ED25519, _X: public.raw}
    x, y = public.raw[:32], public.raw[32:]
    return {_KTY: _EC2, _KID: public.kid, _ALG: alg, _CRV: _P256, _X: x, _Y: y}
