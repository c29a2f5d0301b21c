"""Who signs and who verifies, as protocols, and the text form of a public key (vkey).

The log does no cryptography itself. Whoever calls it brings objects of these shapes.
"""

from __future__ import annotations

from collections.abc import Callable
from hashlib import sha256
from typing import Final, NamedTuple, Protocol

from batterypass.errors import InputError, MalformedError, refusal
from batterypass.tlog.lines import encode_base64, find_unwritable, parse_base64, shorten

ED25519: Final = 0x01
"""Type byte of an Ed25519 signature over the text of a note."""

COSIGNATURE_V1: Final = 0x04
"""Type byte of an Ed25519 cosignature with a time, C2SP tlog-cosignature."""

KEY_ID_SIZE: Final = 4
"""Bytes of a key id."""

_PUBLIC_KEY_SIZE: Final = 32


class Signer(Protocol):
    """A named key that signs."""

    @property
    def name(self) -> str:
        """Key name: not empty, no space, no plus sign."""

    @property
    def key_id(self) -> bytes:
        """The 4 bytes that ``key_id_of`` gives."""

    def sign(self, message: bytes) -> bytes:
        """Give the signature bytes over ``message``."""


class Verifier(Protocol):
    """A named public key that somebody has chosen to trust."""

    @property
    def name(self) -> str:
        """Key name: not empty, no space, no plus sign."""

    @property
    def key_id(self) -> bytes:
        """The 4 bytes that ``key_id_of`` gives."""

    def verify(self, message: bytes, signature: bytes) -> None:
        """Raise BrokenError unless ``signature`` is this key's over ``message``."""


class Vkey(NamedTuple):
    """A public key as it stands in a trust file: name, key id, type byte, public key bytes."""

    name: str
    key_id: bytes
    type: int
    public_key: bytes


VerifierMaker = Callable[[Vkey], Verifier]
"""Makes a verifier of plain Ed25519 signatures that carries the name and key id of a vkey."""


def is_key_name(name: str) -> bool:
    """Tell whether ``name`` may stand in a signature line.

    C2SP signed-note: not empty, no Unicode space, no plus sign; and no control character, since
    a note has none.
    """
    return name.split() == [name] and "+" not in name and find_unwritable(name) is None


def key_id_of(name: str, key_type: int, public_key: bytes) -> bytes:
    """Compute the key id: SHA-256(name || 0x0a || type byte || public key), its first 4 bytes."""
    return sha256(name.encode() + b"\n" + bytes([key_type]) + public_key).digest()[:KEY_ID_SIZE]


def make_vkey(name: str, key_type: int, public_key: bytes) -> Vkey:
    """Make the vkey of a public key.

    Raises InputError for a name that cannot stand in a note, for a type byte other than ED25519
    and COSIGNATURE_V1, and for a public key that has not 32 bytes.
    """
    if not is_key_name(name):
        raise refusal(InputError, "note.key-name", name=shorten(name))
    if key_type not in (ED25519, COSIGNATURE_V1):
        raise refusal(InputError, "note.key-type", name=shorten(name), found=f"0x{key_type:02x}")
    if len(public_key) != _PUBLIC_KEY_SIZE:
        raise refusal(InputError, "note.key-length", name=shorten(name), found=len(public_key))
    return Vkey(name, key_id_of(name, key_type, public_key), key_type, public_key)


def encode_vkey(vkey: Vkey) -> str:
    """Give ``name+key id in hex+base64(type byte || public key)``."""
    key = encode_base64(bytes([vkey.type]) + vkey.public_key)
    return f"{vkey.name}+{vkey.key_id.hex()}+{key}"


def parse_vkey(text: str) -> Vkey:
    """Read a vkey. Raises MalformedError if it is not canonical or its key id is not the key's."""
    # Base64 may contain more plus signs: only the first two divide.
    parts = text.split("+", 2)
    if len(parts) != 3:
        raise refusal(MalformedError, "note.no-vkey", found=shorten(text))
    name, key_id, encoded = parts
    key = parse_base64(encoded, f"vkey of {shorten(name)}")
    if not key:
        raise refusal(MalformedError, "note.empty-vkey", name=shorten(name))
    try:
        vkey = make_vkey(name, key[0], key[1:])
    except InputError as error:
        raise refusal(MalformedError, "note.bad-vkey", why=error) from error
    if key_id != vkey.key_id.hex():
        raise refusal(
            MalformedError, "note.other-key-id",
            name=shorten(name), expected=vkey.key_id.hex(), found=shorten(key_id),
        )  # fmt: skip
    return vkey
