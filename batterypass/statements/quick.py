"""A second, quicker Ed25519 verifier that may only say yes (decision 5).

libsodium takes two thirds of OpenSSL's time for a signature, and an audit is mostly signatures. The
verdict stays OpenSSL's: libsodium asks the same equation of the same bytes and refuses a few odd
points more, so what it accepts OpenSSL accepts, and what it refuses is asked of OpenSSL. Whether
the library that is installed is such a one is not believed but tried out before it is used.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

#: Signatures of a process that are not worth the loading of a library (10 ms).
_NOT_WORTH_IT = 200

_KEY_BYTES = 32
#: Longer messages than any statement's are left to OpenSSL.
_LONGEST = 1 << 17
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
    """Load libsodium; None where it is missing or does not judge the tried signatures as we do."""
    return next((one for one in (_direct(), _bound()) if one and judges_as_we_do(one)), None)


def _bound() -> Accepts | None:
    """Give pynacl's own function around libsodium's, or None."""
    try:
        from nacl.bindings import crypto_sign_open
        from nacl.exceptions import BadSignatureError
    except ImportError:
        return None

    def accepts(raw: bytes, message: bytes, signature: bytes) -> bool:
        try:
            crypto_sign_open(signature + message, raw)
        except BadSignatureError:
            return False
        return True

    return accepts


def _direct() -> Accepts | None:
    """Give libsodium's function without what pynacl does around it, a twelfth of the time, or None.

    That part of pynacl is its own affair and may go: then :func:`_bound` serves.
    """
    try:
        # Imported for what it does: it starts libsodium.
        import nacl.bindings  # noqa: F401
        from nacl._sodium import ffi, lib  # type: ignore[import-not-found, unused-ignore]

        opens = lib.crypto_sign_open
        # What is written there is never read, so threads may write over each other.
        opened, length = ffi.new("unsigned char[]", _LONGEST), ffi.new("unsigned long long *")
    except (ImportError, AttributeError):
        return None

    def accepts(raw: bytes, message: bytes, signature: bytes) -> bool:
        signed = signature + message
        if len(raw) != _KEY_BYTES or len(signed) > _LONGEST:
            return False
        return bool(opens(opened, length, signed, len(signed), raw) == 0)

    return accepts


def judges_as_we_do(accepts: Accepts) -> bool:
    """Try a verifier on signatures whose verdicts are known."""
    return accepts(TRIED_KEY, TRIED_MESSAGE, TRIED_GOOD) and not any(
        accepts(TRIED_KEY, TRIED_MESSAGE, bad) for bad in TRIED_BAD
    )


def _knows_nothing(raw: bytes, message: bytes, signature: bytes) -> bool:
    """Stand in where there is no library that will do."""
    return False
