"""Other people's COSE_Sign1 messages: receipts, foreign statements (RFC 9052, RFC 9942).

Our own statements have one exact shape and are read by ``cose.py``.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from batterypass.errors import MalformedError
from batterypass.statements.cbor import decode_strict
from batterypass.statements.cose import sig_structure

if TYPE_CHECKING:
    from batterypass.statements.verifiers import PublicKey

MAX_SIGN1_BYTES = 1 << 20
_MAX_DEPTH = 16
_TAG = 18
# alg, content type, kid, CWT claims, typ: what we know, so what `crit` may name.
_UNDERSTOOD = frozenset({1, 3, 4, 15, 16})


@dataclass(frozen=True, slots=True)
class Sign1:
    """A verified COSE_Sign1: ``protected`` as received, both headers decoded, the payload."""

    protected: bytes
    header: dict[object, object]
    unprotected: dict[object, object]
    payload: bytes


def verify_sign1(
    message: bytes,
    public: PublicKey,
    *,
    external_aad: bytes = b"",
    require_tag: bool = True,
    detached: bytes | None = None,
) -> Sign1:
    """Verify a COSE_Sign1 by ``public`` and return what it holds.

    1. CBOR in shortest forms, maps in any order without double keys: tag 18 (which
       ``require_tag=False`` forgives), an array of four.
    2. Headers are maps and share no label; ``crit`` names only labels that we know.
    3. The payload is attached, or null if the caller gives it as ``detached``.
    4. The signature verifies over the received protected bytes (the one byte a0 counts as none:
       RFC 9052 section 3) with an alg of this key's type; both halves of s are accepted.

    Raises MalformedError for 1 to 3 and BrokenError for 4.
    """
    # 1
    tag = _TAG if require_tag or message[:1] == b"\xd2" else None
    parts = _decode(message, tag)
    if not isinstance(parts, list) or len(parts) != 4:
        raise MalformedError("COSE_Sign1: expected an array of four")
    protected, unprotected, payload, signature = parts
    if not isinstance(protected, bytes) or not isinstance(signature, bytes):
        raise MalformedError("COSE_Sign1: protected header and signature must be byte strings")
    # 2
    header = _map(_decode(protected) if protected else {}, "protected")
    unprotected = _map(unprotected, "unprotected")
    if double := header.keys() & unprotected.keys():
        raise MalformedError(f"COSE_Sign1: labels in both headers: {sorted(map(str, double))}")
    _check_crit(header, unprotected)
    # 3
    if (payload is None) == (detached is None) or not isinstance(payload, bytes | None):
        raise MalformedError(
            "COSE_Sign1: expected the payload "
            + ("inside the message" if detached is None else "apart from the message")
        )
    content = payload if isinstance(payload, bytes) else detached or b""
    # 4
    alg = header.get(1, unprotected.get(1))
    if not isinstance(alg, int):
        raise MalformedError(f"COSE_Sign1: alg {alg!r} is not a number")
    covered = sig_structure(b"" if protected == b"\xa0" else protected, content, external_aad)
    public.verify(alg, covered, signature, require_low_s=False)
    return Sign1(protected, header, unprotected, content)


def _decode(data: bytes, tag: int | None = None) -> object:
    return decode_strict(
        data, max_bytes=MAX_SIGN1_BYTES, max_depth=_MAX_DEPTH, tag=tag, any_order=True
    )


def _map(value: object, name: str) -> dict[object, object]:
    if not isinstance(value, dict):
        raise MalformedError(f"COSE_Sign1: the {name} header is not a map")
    return value


def _check_crit(header: dict[object, object], unprotected: dict[object, object]) -> None:
    """Refuse a message that asks for something we do not know (RFC 9052 section 3.1)."""
    if 2 in unprotected:
        raise MalformedError("COSE_Sign1: crit (2) must be protected")
    if 2 not in header:
        return
    labels = header[2]
    if not isinstance(labels, list) or not labels:
        raise MalformedError("COSE_Sign1: crit (2) must be a list that is not empty")
    for label in labels:
        if not isinstance(label, int | str) or label not in _UNDERSTOOD or label not in header:
            raise MalformedError(f"COSE_Sign1: crit names {label!r}, which is not known here")
