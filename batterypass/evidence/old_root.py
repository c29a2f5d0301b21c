"""The root of a log at another size, with the proof that the larger of the two extends the smaller."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from batterypass.errors import MalformedError, refusal
from batterypass.tlog.lines import encode_base64, parse_base64, parse_decimal
from batterypass.tlog.merkle import HASH_SIZE, verify_consistency

if TYPE_CHECKING:
    from batterypass.tlog.checkpoint import Checkpoint


@dataclass(frozen=True, slots=True)
class OldRoot:
    """The root of the log at another size, and the proof that the larger extends the smaller."""

    size: int
    root: bytes
    path: tuple[bytes, ...]

    def encode(self) -> bytes:
        """Give the member ``consistency/SIZE``: size, root and path, a line each."""
        hashes = [encode_base64(one) for one in (self.root, *self.path)]
        return "".join(f"{line}\n" for line in (f"old {self.size}", *hashes)).encode()

    @classmethod
    def parse(cls, data: bytes) -> OldRoot:
        """Read one, and verify nothing. Raises MalformedError if it is not in this form."""
        try:
            *lines, end = data.decode("ascii").split("\n")
        except UnicodeDecodeError as error:
            raise refusal(MalformedError, "note.consistency-ascii", at=error.start) from error
        if end or len(lines) < 2 or not lines[0].startswith("old "):
            raise refusal(MalformedError, "note.no-consistency")
        size = parse_decimal(lines[0].removeprefix("old "), "consistency: size")
        hashes = [parse_base64(line, "consistency: hash") for line in lines[1:]]
        if any(len(one) != HASH_SIZE for one in hashes):
            raise refusal(MalformedError, "note.hash-length")
        return cls(size, hashes[0], tuple(hashes[1:]))

    @classmethod
    def claimed(cls, data: bytes) -> OldRoot:
        """Read what a member says, without its path; for one that is verified elsewhere.

        The same as :meth:`parse` for a member in its form. Raises MalformedError where it says
        neither size nor root.
        """
        size, _, rest = data.decode("latin-1").removeprefix("old ").partition("\n")
        root = parse_base64(rest.partition("\n")[0], "consistency: hash")
        if len(root) != HASH_SIZE:
            raise refusal(MalformedError, "note.hash-length")
        return cls(parse_decimal(size, "consistency: size"), root, ())

    def verify(self, tip: Checkpoint) -> None:
        """Prove that the larger of this log and the checkpoint's extends the other; or BrokenError."""
        (old, old_root), (new, new_root) = sorted(((self.size, self.root), (tip.size, tip.root)))
        verify_consistency(old, new, old_root, new_root, self.path)
