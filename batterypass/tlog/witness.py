"""What a log sends to a witness: the last size that this had seen, the proof, the checkpoint.

The form is the body of ``add-checkpoint`` (C2SP tlog-witness); here it travels as a file.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Self

from batterypass.errors import InputError, MalformedError, refusal
from batterypass.tlog.checkpoint import Checkpoint
from batterypass.tlog.lines import (
    MAX_NUMBER,
    demand_unix,
    encode_base64,
    parse_base64,
    parse_decimal,
    shorten,
)
from batterypass.tlog.merkle import HASH_SIZE
from batterypass.tlog.note import MAX_NOTE_SIZE, parse_note

MAX_PROOF: Final = 63
"""Most hashes of a consistency proof in a request."""

_MAX_HEAD: Final = 64 * (MAX_PROOF + 2)


@dataclass(frozen=True, slots=True)
class WitnessRequest:
    """A checkpoint (the signed note) and why it extends the one of ``old_size`` entries.

    Nothing in it is trusted before it is compared with what the witness knows. Raises InputError if
    a part is out of bounds, MalformedError if the checkpoint does not parse.
    """

    old_size: int
    proof: tuple[bytes, ...]
    checkpoint: bytes

    def __post_init__(self) -> None:
        if not 0 <= self.old_size <= MAX_NUMBER:
            raise refusal(InputError, "note.old-size", found=self.old_size, most=MAX_NUMBER)
        if len(self.proof) > MAX_PROOF:
            raise refusal(InputError, "note.long-proof", most=MAX_PROOF, found=len(self.proof))
        if any(len(value) != HASH_SIZE for value in self.proof):
            raise refusal(InputError, "note.hash-length")
        Checkpoint.parse(parse_note(self.checkpoint).text)

    def encode(self) -> bytes:
        """Give the bytes of the request."""
        lines = [f"old {self.old_size}", *map(encode_base64, self.proof), "", ""]
        return "\n".join(lines).encode() + self.checkpoint

    @classmethod
    def parse(cls, data: bytes) -> Self:
        """Read a request, and verify nothing. Raises MalformedError if it is not canonical."""
        if len(data) > _MAX_HEAD + MAX_NOTE_SIZE:
            raise refusal(MalformedError, "note.long-request", found=len(data))
        demand_unix(data, "witness request")
        head, division, checkpoint = data.partition(b"\n\n")
        try:
            first, *lines = head.decode("ascii").split("\n")
        except UnicodeDecodeError as error:
            raise refusal(MalformedError, "note.request-ascii", at=error.start) from error
        if not first.startswith("old ") or not division:
            raise refusal(MalformedError, "note.no-request", found=shorten(first))
        old_size = parse_decimal(first.removeprefix("old "), "witness request: old size")
        proof = tuple(parse_base64(line, "witness request: proof") for line in lines)
        try:
            return cls(old_size, proof, checkpoint)
        except InputError as error:
            raise refusal(MalformedError, "note.bad-request", why=error) from error


def is_request(data: bytes) -> bool:
    """Tell a request from a checkpoint by its first bytes."""
    return data.removeprefix(b"\xef\xbb\xbf").startswith(b"old ")
