"""The quick verifier says yes only where OpenSSL does, and is tried before it is believed."""

from __future__ import annotations

import hashlib
import sys
from random import Random
from typing import TYPE_CHECKING

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from batterypass.errors import BrokenError
from batterypass.statements import quick
from batterypass.statements.quick import QuickVerifier, judges_as_we_do, load_quick
from batterypass.statements.verifiers import PublicKey

if TYPE_CHECKING:
    from batterypass.statements.quick import Accepts

# The curve of RFC 8032 section 5.1, slow and plain, to make signatures that no signer makes.
_P = 2**255 - 19
_ORDER = 2**252 + 27742317777372353535851937790883648493
_D = -121665 * pow(121666, _P - 2, _P) % _P
_Point = tuple[int, int]


def _x_of(y: int) -> int | None:
    square = (y * y - 1) * pow(_D * y * y + 1, _P - 2, _P) % _P
    x = pow(square, (_P + 3) // 8, _P)
    if (x * x - square) % _P:
        x = x * pow(2, (_P - 1) // 4, _P) % _P
    return None if (x * x - square) % _P else x


def _add(one: _Point, other: _Point) -> _Point:
    (x1, y1), (x2, y2) = one, other
    both = _D * x1 * x2 * y1 * y2
    x = (x1 * y2 + x2 * y1) * pow(1 + both, _P - 2, _P) % _P
    return x, (y1 * y2 + x1 * x2) * pow(1 - both, _P - 2, _P) % _P


def _times(number: int, point: _Point) -> _Point:
    result = (0, 1)
    while number:
        if number & 1:
            result = _add(result, point)
        point = _add(point, point)
        number >>= 1
    return result


def _encode(point: _Point) -> bytes:
    return (point[1] | (point[0] & 1) << 255).to_bytes(32, "little")


def _scalar(seed: bytes) -> int:
    return int.from_bytes(hashlib.sha512(seed).digest(), "little") % _ORDER


def _base() -> _Point:
    y = 4 * pow(5, _P - 2, _P) % _P
    x = _x_of(y)
    assert x is not None
    return (x if x % 2 == 0 else _P - x), y


def _of_order_8() -> _Point:
    random = Random(1)  # noqa: S311 - the same in every run
    while True:
        y = random.randrange(_P)
        x = _x_of(y)
        if x is not None:
            point = _times(_ORDER, (x if x % 2 == 0 else _P - x, y))
            if _times(4, point) != (0, 1):
                return point


_BASE, _ODD = _base(), _of_order_8()


def _sign(secret: int, nonce: int, key: _Point, commitment: _Point, message: bytes) -> bytes:
    hashed = hashlib.sha512(_encode(commitment) + _encode(key) + message).digest()
    s = (nonce + int.from_bytes(hashed, "little") * secret) % _ORDER
    return _encode(commitment) + s.to_bytes(32, "little")


def _openssl_accepts(raw: bytes, message: bytes, signature: bytes) -> bool:
    try:
        Ed25519PublicKey.from_public_bytes(raw).verify(signature, message)
    except InvalidSignature:
        return False
    return True


def _quick() -> Accepts:
    accepts = load_quick()
    assert accepts is not None, "the library that is installed was refused"
    return accepts


def test_the_tried_signatures_are_what_they_are_said_to_be() -> None:
    secret, nonce = _scalar(b"a"), _scalar(b"r")
    key, commitment = _times(secret, _BASE), _times(nonce, _BASE)
    good = _sign(secret, nonce, key, commitment, quick.TRIED_MESSAGE)
    larger = int.from_bytes(good[32:], "little") + _ORDER
    assert _encode(key) == quick.TRIED_KEY
    assert good == quick.TRIED_GOOD
    assert (
        good[:32] + larger.to_bytes(32, "little"),
        _sign(secret, nonce, key, _add(commitment, _ODD), quick.TRIED_MESSAGE),
        bytes(64),
    ) == quick.TRIED_BAD
    for signature in (good, *quick.TRIED_BAD):
        is_good = signature == good
        assert _openssl_accepts(quick.TRIED_KEY, quick.TRIED_MESSAGE, signature) is is_good


def test_what_it_accepts_openssl_accepts() -> None:
    """Points of small order in key and commitment are where verifiers differ."""
    accepts = _quick()
    random = Random(2)  # noqa: S311 - the same in every run
    verdicts = set()
    for number in range(60):
        secret, nonce = random.randrange(_ORDER), random.randrange(_ORDER)
        key, commitment = _times(secret, _BASE), _times(nonce, _BASE)
        key = _add(key, _times(random.randrange(8), _ODD)) if number % 2 else key
        commitment = _add(commitment, _times(random.randrange(8), _ODD))
        message = b"%d" % number
        signature = _sign(secret, nonce, key, commitment, message)
        mine = accepts(_encode(key), message, signature)
        openssl = _openssl_accepts(_encode(key), message, signature)
        assert openssl or not mine
        verdicts.add((mine, openssl))
    # Both kinds were among them.
    assert {(True, True), (False, False)} <= verdicts


def test_a_key_of_small_order_keeps_openssls_verdict() -> None:
    nonce = _scalar(b"r")
    signature = _encode(_times(nonce, _BASE)) + nonce.to_bytes(32, "little")
    identity = _encode((0, 1))
    assert _openssl_accepts(identity, b"anything", signature)
    assert not _quick()(identity, b"anything", signature)
    PublicKey("Ed25519", identity).verify(-19, b"anything", signature)


def test_a_verifier_that_judges_otherwise_is_not_used() -> None:
    accepts = _quick()
    assert judges_as_we_do(accepts)
    assert not judges_as_we_do(lambda raw, message, signature: True)
    assert not judges_as_we_do(lambda raw, message, signature: False)
    for taken in quick.TRIED_BAD:
        assert not judges_as_we_do(
            lambda raw, message, signature, taken=taken: (  # type: ignore[misc]
                signature == taken or accepts(raw, message, signature)
            )
        )


@pytest.mark.parametrize("is_there", [True, False], ids=["there", "missing"])
def test_every_signature_gets_its_verdict_with_and_without_it(
    monkeypatch: pytest.MonkeyPatch, is_there: bool
) -> None:
    if not is_there:
        monkeypatch.setitem(sys.modules, "vodozemac", None)
        load_quick.cache_clear()
    try:
        verifier = QuickVerifier()
        verifier.start()
        monkeypatch.setattr("batterypass.statements.verifiers.QUICK", verifier)
        private = Ed25519PrivateKey.generate()
        raw, message = private.public_key().public_bytes_raw(), b"a pack"
        signature = private.sign(message)
        assert verifier.accepts(raw, message, signature) is is_there
        public = PublicKey("Ed25519", raw)
        public.verify(-19, message, signature)
        for bad in (signature[:-1], signature + b"\0", bytes(64), signature[:63] + b"\xff"):
            with pytest.raises(BrokenError, match="not made by key"):
                public.verify(-19, message, bad)
    finally:
        load_quick.cache_clear()


def test_a_few_signatures_do_not_load_a_library() -> None:
    verifier = QuickVerifier()
    private = Ed25519PrivateKey.generate()
    raw, signature = private.public_key().public_bytes_raw(), private.sign(b"x")
    assert not verifier.accepts(raw, b"x", signature)
    for _ in range(300):
        verifier.accepts(raw, b"x", signature)
    assert verifier.accepts(raw, b"x", signature)
