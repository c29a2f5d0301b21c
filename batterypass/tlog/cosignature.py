"""Cosignatures: a witness says when it saw a checkpoint (C2SP tlog-cosignature, type 0x04).

A version 1 cosignature means: at that time this was the largest tree, consistent with all
earlier ones, that the witness had seen for that origin. The signed message does not name the
witness, so one Ed25519 key must not serve two witness names.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NamedTuple

from batterypass.errors import BrokenError, InputError, MalformedError, refusal
from batterypass.tlog.checkpoint import Checkpoint
from batterypass.tlog.lines import MAX_NUMBER
from batterypass.tlog.note import NoteSignature, parse_note

if TYPE_CHECKING:
    from batterypass.tlog.keys import Signer, Verifier

_TIME_SIZE: Final = 8
_SIGNATURE_SIZE: Final = 64


class Cosignature(NamedTuple):
    """What stands in the line after the key id: time in seconds since 1970 UTC, and signature."""

    time: int
    signature: bytes

    def encode(self) -> bytes:
        """Give the 72 bytes: 8 of time, most significant first, and 64 of signature."""
        return self.time.to_bytes(_TIME_SIZE, "big") + self.signature

    @classmethod
    def parse(cls, data: bytes) -> Cosignature:
        """Read the 72 bytes. Raises MalformedError."""
        if len(data) != _TIME_SIZE + _SIGNATURE_SIZE:
            raise refusal(MalformedError, "note.cosignature-length", found=len(data))
        time = int.from_bytes(data[:_TIME_SIZE], "big")
        if time > MAX_NUMBER:
            raise refusal(MalformedError, "note.cosignature-time", found=time, most=MAX_NUMBER)
        return cls(time, data[_TIME_SIZE:])


def cosignature_message(text: bytes, time: int) -> bytes:
    """Give the bytes that a witness signs: two lines of its own, then the checkpoint's text."""
    return b"cosignature/v1\ntime %d\n%b" % (time, text)


@dataclass(frozen=True, slots=True)
class CosignatureSigner:
    """Makes cosignatures at ``at``, seconds since 1970 UTC, as a signer of notes.

    ``key`` signs plain Ed25519 and has the name and the key id (type 0x04) of the witness.
    Raises InputError if the time is negative or beyond 63 bits.
    """

    key: Signer
    at: int

    def __post_init__(self) -> None:
        if not 0 <= self.at <= MAX_NUMBER:
            raise InputError(f"time {self.at} is not between 0 and {MAX_NUMBER}")

    @property
    def name(self) -> str:
        """Name of the witness."""
        return self.key.name

    @property
    def key_id(self) -> bytes:
        """Key id of the witness, for type 0x04."""
        return self.key.key_id

    def sign(self, message: bytes) -> bytes:
        """Give time and signature over the text of a checkpoint, 72 bytes."""
        return Cosignature(self.at, self.key.sign(cosignature_message(message, self.at))).encode()


@dataclass(frozen=True, slots=True)
class CosignatureVerifier:
    """Verifies cosignatures, as a verifier of notes.

    ``key`` verifies plain Ed25519 and has the name and the key id (type 0x04) of the witness.
    """

    key: Verifier

    @property
    def name(self) -> str:
        """Name of the witness."""
        return self.key.name

    @property
    def key_id(self) -> bytes:
        """Key id of the witness, for type 0x04."""
        return self.key.key_id

    def verify(self, message: bytes, signature: bytes) -> None:
        """Raise BrokenError unless ``signature`` is a cosignature of the checkpoint text ``message``."""
        try:
            cosignature = Cosignature.parse(signature)
        except MalformedError as error:
            raise refusal(BrokenError, "note.bad-cosignature", name=self.name, why=error) from error
        self.key.verify(cosignature_message(message, cosignature.time), cosignature.signature)


def cosign_checkpoint(data: bytes, key: Signer, at: int) -> bytes:
    """Give the signed checkpoint with the cosignature of one more witness under it.

    ``at`` is in seconds since 1970 UTC. Raises MalformedError unless ``data`` is a note whose text
    is a checkpoint, and InputError for a time out of bounds. The caller still owes what a
    cosignature promises: that the log's signature was verified, and that the checkpoint extends
    the last one that this witness signed.
    """
    note = parse_note(data)
    Checkpoint.parse(note.text)
    signer = CosignatureSigner(key, at)
    line = NoteSignature(signer.name, signer.key_id, signer.sign(note.text.encode()))
    return note.add([line]).encode()
