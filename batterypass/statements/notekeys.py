"""Note signers and verifiers that use plain Ed25519 (C2SP signed-note, tlog-cosignature).

They satisfy the protocols of ``tlog/keys.py`` by their shape; neither part imports the other.
"""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

from batterypass.errors import InputError
from batterypass.statements.verifiers import PublicKey

if TYPE_CHECKING:
    from batterypass.statements.private import PrivateKey

#: The type bytes of an Ed25519 signature over the text, and of a cosignature with a time.
NOTE_ED25519 = 0x01
NOTE_COSIGNATURE = 0x04


def note_key_id(name: str, public: bytes, note_type: int = NOTE_ED25519) -> bytes:
    """Give the 4-byte key id: SHA-256(name, newline, type byte, public key), cut."""
    return sha256(name.encode() + bytes((0x0A, note_type)) + public).digest()[:4]


class NoteVerifier:
    """Verifies the signatures of one name and one Ed25519 public key of 32 bytes.

    ``note_type`` enters the key id only; what is signed is the caller's to put together.
    """

    __slots__ = ("_public", "key_id", "name")

    def __init__(self, name: str, public: bytes, note_type: int = NOTE_ED25519) -> None:
        self._public = PublicKey("Ed25519", public)
        self.name = name
        self.key_id = note_key_id(name, public, note_type)

    def verify(self, message: bytes, signature: bytes) -> None:
        """Return if ``signature`` is over ``message``. Raises BrokenError."""
        self._public.verify(self._public.alg, message, signature)


class NoteSigner:
    """Signs notes under one name. Raises InputError for a key that is not Ed25519."""

    __slots__ = ("_private", "key_id", "name", "public")

    def __init__(self, name: str, private: PrivateKey, note_type: int = NOTE_ED25519) -> None:
        if private.public.algorithm != "Ed25519":
            raise InputError(f"note key {name}: only Ed25519 keys sign notes")
        self._private = private
        self.public = private.public.raw
        self.name = name
        self.key_id = note_key_id(name, self.public, note_type)

    def sign(self, message: bytes) -> bytes:
        """Sign ``message``: 64 bytes."""
        return self._private.sign(message)
