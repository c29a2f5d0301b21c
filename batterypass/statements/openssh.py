"""Private keys as OpenSSH private-key files, locked by a passphrase (D2).

The format is OpenSSH's ``PROTOCOL.key``: bcrypt makes an AES key out of the passphrase. PKCS#8 in
``cryptography`` has only 2,048 rounds of PBKDF2.
"""

from __future__ import annotations

import base64
import binascii
import unicodedata

from cryptography.exceptions import InvalidTag, UnsupportedAlgorithm
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    PrivateFormat,
    load_ssh_private_key,
)

from batterypass.errors import BrokenError, InputError, MalformedError
from batterypass.statements.private import PrivateKey

#: A file that asks for more rounds is refused: it would hold up the program for long.
MAX_ROUNDS = 1024
_MAGIC = b"openssh-key-v1\x00"
_FIRST = b"-----BEGIN OPENSSH PRIVATE KEY-----"
_LAST = b"-----END OPENSSH PRIVATE KEY-----"


def passphrase_bytes(passphrase: str) -> bytes:
    """Give the bytes of a passphrase: UTF-8 in NFC, so that each keyboard gives the same ones."""
    try:
        return unicodedata.normalize("NFC", passphrase).encode()
    except UnicodeEncodeError as error:
        raise InputError(
            "passphrase: it is not valid text", code="keyfolder.passphrase-text"
        ) from error


def encode_openssh(private: PrivateKey, passphrase: bytes, rounds: int) -> bytes:
    """Lock ``private`` with ``passphrase`` and ``rounds`` of bcrypt."""
    lock = PrivateFormat.OpenSSH.encryption_builder().kdf_rounds(rounds).build(passphrase)
    return private.key.private_bytes(Encoding.PEM, PrivateFormat.OpenSSH, lock)


def parse_openssh(data: bytes, passphrase: bytes) -> PrivateKey:
    """Unlock a key file.

    Raises MalformedError for bytes that are not a locked OpenSSH key of our two types with a
    bearable number of rounds, and BrokenError where the passphrase does not open it: another
    passphrase, or a file with damage inside.
    """
    _check_lock(data)
    try:
        key = load_ssh_private_key(data, passphrase)
    except (UnsupportedAlgorithm, TypeError) as error:
        raise MalformedError(f"key file: {error}") from error
    except (ValueError, InvalidTag) as error:
        raise BrokenError(f"key file: it does not open: {error}") from error
    try:
        return PrivateKey.wrap(key)
    except InputError as error:
        raise MalformedError(f"key file: {error}") from error


def _check_lock(data: bytes) -> None:
    """Refuse a file without a lock, or with one that takes too long, before opening it."""
    lines = data.strip().splitlines()
    if len(lines) < 3 or lines[0] != _FIRST or lines[-1] != _LAST:
        raise MalformedError("key file: not an OpenSSH private key")
    try:
        body = base64.b64decode(b"".join(lines[1:-1]), validate=True)
    except binascii.Error as error:
        raise MalformedError(f"key file: {error}") from error
    if not body.startswith(_MAGIC):
        raise MalformedError("key file: not an OpenSSH private key")
    _, rest = _string(body[len(_MAGIC) :])
    kdf, rest = _string(rest)
    if kdf != b"bcrypt":
        raise MalformedError("key file: it is not locked by a passphrase (bcrypt)")
    options, _ = _string(rest)
    _, rest = _string(options)
    rounds = int.from_bytes(rest)
    if len(rest) != 4 or not 1 <= rounds <= MAX_ROUNDS:
        raise MalformedError(f"key file: {rounds} rounds of bcrypt, expected 1 to {MAX_ROUNDS}")


def _string(data: bytes) -> tuple[bytes, bytes]:
    """Divide SSH wire data into its first string and the rest (RFC 4251 section 5)."""
    end = 4 + int.from_bytes(data[:4])
    if len(data) < 4 or end > len(data):
        raise MalformedError("key file: it ends too early")
    return data[4:end], data[end:]
