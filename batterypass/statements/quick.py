"""A second, quicker Ed25519 verifier that may only say yes (decision 5).

curve25519-dalek, which ``vodozemac`` brings, takes two fifths of OpenSSL's time for a signature, and
an audit is mostly signatures. The verdict stays OpenSSL's: the other asks the same equation of the same
bytes, so what it accepts OpenSSL accepts, and what it refuses is asked of OpenSSL. Whether the library
that is installed is such a one is not believed but tried out before it is used.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable
from functools import cache

#: Signatures of a process that are not worth the loading of a library (10 ms).
_NOT_WORTH_IT = 200

#: Keys that are kept decoded; more than a log has that is checked in a stream.
_KEPT_KEYS = 4096
#: (raw public key, message, signature of 64 bytes) -> whether it is good.
Accepts = Callable[[bytes, bytes, bytes], bool]

# Made by tests/statements/test_quick.py, which knows the curve: a key, a message, and signatures of
# which only the first is good. The second is the first with the group's order added to s; the third
# has a point of order 8 added to R, which only a verifier that multiplies by 8 takes.
TRIED_KEY = bytes.fromhex("88aa55e6afeed8960a3191de78600347db8acd0a3795412f275f049b86260488")
TRIED_MESSAGE = b"batterypass"
TRIED_GOOD = bytes.fromhex(
    "3e54c441927f9f0ee5e13e34f0b0404c5043651a8f4b7ef087a1c42262a85d0a"
    "3315076fbcb96cfab91051ceba8ee75bdbca3888556f819d7f816c0bac590f01"
)
TRIED_BAD = (
    bytes.fromhex(
        "3e54c441927f9f0ee5e13e34f0b0404c5043651a8f4b7ef087a1c42262a85d0a"
        "20e9fccbd61c7f5290ad48719988c670dbca3888556f819d7f816c0bac590f11"
    ),
    bytes.fromhex(
        "8d8faa35c2b55750d969e504ed4e19f58a05377063d9f00da7f99ce244d96ea6"
        "717f9ec4f30876d783a136deb3ca2b8906969cd864728f31bb44ef409aeff906"
    ),
    bytes(64),
)


class QuickVerifier:
    """Says yes to good signatures, or does not know; slow to start, so it starts when it pays."""

    __slots__ = ("_accepts", "_asked")

    def __init__(self) -> None:
        self._asked = 0
        self._accepts: Accepts | None = None

    def accepts(self, raw: bytes, message: bytes, signature: bytes) -> bool:
        """Tell whether a signature is good; False says nothing."""
        if self._accepts is None:
            self._asked += 1
            if self._asked < _NOT_WORTH_IT:
                return False
            self._accepts = load_quick() or _knows_nothing
        return len(signature) == 64 and self._accepts(raw, message, signature)

    def start(self) -> None:
        """Start with the next signature: many are coming."""
        self._asked = _NOT_WORTH_IT


@cache
def load_quick() -> Accepts | None:
    """Load the library; None where it is missing or does not judge the tried signatures as we do."""
    accepts = _vodozemac()
    return accepts if accepts is not None and judges_as_we_do(accepts) else None


def _vodozemac() -> Accepts | None:
    try:
        from vodozemac import Ed25519PublicKey, Ed25519Signature
    except ImportError:
        return None
    signature_of = Ed25519Signature.from_base64
    keys: dict[bytes, Ed25519PublicKey] = {}

    def accepts(raw: bytes, message: bytes, signature: bytes) -> bool:
        try:
            key = keys.get(raw)
            if key is None:
                if len(keys) >= _KEPT_KEYS:
                    keys.clear()
                key = keys[raw] = Ed25519PublicKey.from_base64(_unpadded(raw))
            key.verify_signature(message, signature_of(_unpadded(signature)))
        except ValueError:
            # No key, no signature, or not a good one.
            return False
        return True

    return accepts


def _unpadded(data: bytes) -> str:
    return b64encode(data).rstrip(b"=").decode()


def judges_as_we_do(accepts: Accepts) -> bool:
    """Try a verifier on signatures whose verdicts are known."""
    return accepts(TRIED_KEY, TRIED_MESSAGE, TRIED_GOOD) and not any(
        accepts(TRIED_KEY, TRIED_MESSAGE, bad) for bad in TRIED_BAD
    )


def _knows_nothing(raw: bytes, message: bytes, signature: bytes) -> bool:
    """Stand in where there is no library that will do."""
    return False
