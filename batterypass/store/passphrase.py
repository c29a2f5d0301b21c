"""The one passphrase of a key folder: how strong a new one must be, and a check of it.

The check is no easier to guess from than a key file: the same bcrypt, the same rounds.
"""

from __future__ import annotations

import hmac
import json
from dataclasses import dataclass
from hashlib import sha256

import bcrypt

from batterypass.errors import InputError, MalformedError
from batterypass.statements.openssh import MAX_ROUNDS, passphrase_bytes

MIN_CHARACTERS = 12
MIN_WORDS = 4
MAX_BYTES = 512
_LABEL = b"batterypass/passphrase-check/v1\x00"
# Two blocks of bcrypt_pbkdf, like the AES key and counter of a key file.
_DERIVED_BYTES = 64


def check_strength(passphrase: str) -> None:
    """Return if a new passphrase is strong enough. Raises InputError that says what to do."""
    words = {word for word in passphrase.split() if len(word) > 1}
    letters = "".join(passphrase.split())
    if len(passphrase) < MIN_CHARACTERS and len(words) < MIN_WORDS:
        why = f"it has {len(passphrase)} characters"
    elif len(set(letters)) < 2:
        why = "it is one character over and over"
    elif not any(character.isalpha() for character in letters):
        why = "it has no letters"
    elif len(passphrase_bytes(passphrase)) > MAX_BYTES:
        why = f"it is longer than {MAX_BYTES} bytes"
    else:
        return
    raise InputError(
        f"passphrase: {why}. Take at least {MIN_CHARACTERS} characters or {MIN_WORDS} words,"
        " not only digits: four words that nobody else would put together are easy to keep",
        code="keyfolder.weak", characters=MIN_CHARACTERS, words=MIN_WORDS,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class PassphraseCheck:
    """Tells whether a passphrase is the folder's, without any key."""

    rounds: int
    salt: bytes
    check: bytes

    @classmethod
    def make(cls, secret: bytes, *, salt: bytes, rounds: int) -> PassphraseCheck:
        """Make the check of ``secret`` with 16 random bytes of ``salt``."""
        return cls(rounds, salt, _derive(secret, salt, rounds))

    @classmethod
    def parse(cls, data: bytes) -> PassphraseCheck:
        """Read the file. Raises MalformedError for anything but what :meth:`encode` writes."""
        try:
            members = json.loads(data)
            rounds: object = members["rounds"]
            if not isinstance(rounds, int) or not 1 <= rounds <= MAX_ROUNDS:
                raise MalformedError(f"passphrase check: {rounds!r} rounds: 1 to {MAX_ROUNDS}")
            read = cls(rounds, bytes.fromhex(members["salt"]), bytes.fromhex(members["check"]))
        except (ValueError, KeyError, TypeError, RecursionError) as error:
            raise MalformedError(f"passphrase check: {error}") from error
        if len(read.salt) != 16 or read.encode() != data:
            raise MalformedError("passphrase check: not as batterypass writes it")
        return read

    def encode(self) -> bytes:
        """Write the file."""
        members = {
            "version": 1,
            "rounds": self.rounds,
            "salt": self.salt.hex(),
            "check": self.check.hex(),
        }
        return (json.dumps(members, indent=1) + "\n").encode()

    def fits(self, secret: bytes) -> bool:
        """Tell whether ``secret`` is the passphrase of the folder; takes the time of an unlock."""
        return bool(secret) and hmac.compare_digest(
            _derive(secret, self.salt, self.rounds), self.check
        )


def _derive(secret: bytes, salt: bytes, rounds: int) -> bytes:
    derived = bcrypt.kdf(secret, salt, _DERIVED_BYTES, rounds, ignore_few_rounds=True)
    return sha256(_LABEL + derived).digest()
