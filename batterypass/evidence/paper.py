"""The code on a paper: a whole proof that fits in one QR (``bytes.md`` 9).

``deterministic CBOR ["batterypass/paper/v1", statement, index, path, checkpoint]``: the
``document.prepared`` statement, where it stands in the log, the hashes from its leaf to the root
in one byte string, and the signed checkpoint. At most 2,300 bytes, so that a code of level L stays
about 61 mm wide. Whoever has the log's key can judge it with no network.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from batterypass.errors import InputError, MalformedError
from batterypass.statements.cbor import decode_strict, encode
from batterypass.statements.cose import Statement, parse_statement
from batterypass.tlog.checkpoint import Checkpoint, open_checkpoint
from batterypass.tlog.merkle import leaf_hash, verify_inclusion

if TYPE_CHECKING:
    from collections.abc import Iterable

    from batterypass.tlog.keys import Verifier

LABEL = "batterypass/paper/v1"
MAX_BYTES = 2_300
_HASH = 32


@dataclass(frozen=True, slots=True)
class PaperCode:
    """What the code of a paper carries."""

    statement: bytes
    index: int
    path: tuple[bytes, ...]
    checkpoint: bytes

    def encode(self) -> bytes:
        """Write the code. Raises InputError where it would not fit."""
        data = encode([LABEL, self.statement, self.index, b"".join(self.path), self.checkpoint])
        if len(data) > MAX_BYTES:
            raise InputError(
                f"the code of this paper has {len(data)} bytes, at most {MAX_BYTES} fit: shorten the"
                " names in document.prepared",
                code="paper.code-too-long", size=len(data), most=MAX_BYTES,
            )  # fmt: skip
        return data

    @classmethod
    def parse(cls, data: bytes) -> PaperCode:
        """Read the code. Raises MalformedError for anything but its one form."""
        parts = decode_strict(data, max_bytes=MAX_BYTES, max_depth=3)
        if not isinstance(parts, list) or len(parts) != 5 or parts[0] != LABEL:
            raise MalformedError("paper code: expected an array of five that begins with its label")
        _, statement, index, path, checkpoint = parts
        if (
            not isinstance(statement, bytes)
            or not isinstance(index, int)
            or isinstance(index, bool)
            or index < 0
            or not isinstance(path, bytes)
            or len(path) % _HASH
            or not isinstance(checkpoint, bytes)
        ):
            raise MalformedError("paper code: a member is of the wrong type")
        hashes = tuple(path[at : at + _HASH] for at in range(0, len(path), _HASH))
        return cls(statement, index, hashes, checkpoint)

    def verify(self, verifiers: Iterable[Verifier], origin: str) -> tuple[Statement, Checkpoint]:
        """Prove that the statement is in the log, and give it with the checkpoint.

        1. The checkpoint is signed by the log. 2. The path leads from the statement to its root.
        The caller still owes: the signature of the statement by the key of its issuer.
        Raises BrokenError or MalformedError.
        """
        # 1
        checkpoint = open_checkpoint(self.checkpoint, verifiers, origin)
        # 2
        verify_inclusion(
            leaf_hash(self.statement), self.index, checkpoint.size, list(self.path), checkpoint.root
        )
        return parse_statement(self.statement), checkpoint
