"""Checkpoints: the size and the root of a log, as the text of a signed note (C2SP tlog-checkpoint).

We write and read the three mandatory lines only. The extension lines that C2SP allows and
discourages are refused, since nobody could audit what they say.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from batterypass.errors import BrokenError, InputError, MalformedError, refusal
from batterypass.tlog.keys import Signer, Verifier, is_key_name
from batterypass.tlog.lines import MAX_NUMBER, encode_base64, parse_base64, parse_decimal, shorten
from batterypass.tlog.merkle import EMPTY_ROOT, HASH_SIZE
from batterypass.tlog.note import Note, sign_note, verify_note

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """What a log says of itself: at ``size`` entries its root is ``root`` (32 bytes).

    ``origin`` names the log for ever, such as ``log.example/batteries``. Raises InputError for an
    origin that cannot be a key name, a size beyond 63 bits, a root of another length, and an empty
    tree with a root that is not the empty tree's.
    """

    origin: str
    size: int
    root: bytes

    def __post_init__(self) -> None:
        if not is_key_name(self.origin):
            raise refusal(InputError, "note.origin", found=shorten(self.origin))
        if not 0 <= self.size <= MAX_NUMBER:
            raise refusal(InputError, "note.size", found=self.size, most=MAX_NUMBER)
        if len(self.root) != HASH_SIZE:
            raise refusal(InputError, "note.root-length", found=len(self.root))
        if self.size == 0 and self.root != EMPTY_ROOT:
            raise refusal(
                InputError, "note.empty-root", expected=EMPTY_ROOT.hex(), found=self.root.hex()
            )

    def encode(self) -> str:
        """Give the text of the note: origin, size and root, one line each."""
        return f"{self.origin}\n{self.size}\n{encode_base64(self.root)}\n"

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read the text of a note. Raises MalformedError if it is not canonical."""
        lines = text.split("\n")
        if len(lines) != 4 or lines[3]:
            raise refusal(MalformedError, "note.no-checkpoint", found=shorten(text))
        size = parse_decimal(lines[1], "checkpoint: size")
        root = parse_base64(lines[2], "checkpoint: root")
        try:
            return cls(lines[0], size, root)
        except InputError as error:
            raise refusal(MalformedError, "note.bad-checkpoint", why=error) from error


def sign_checkpoint(checkpoint: Checkpoint, signers: Sequence[Signer]) -> bytes:
    """Give the checkpoint as a note, signed by each of ``signers``.

    Raises InputError unless each is named like the origin, as C2SP recommends and
    ``open_checkpoint`` demands. The caller still owes the promise of a log: never to sign two
    checkpoints of which one does not extend the other.
    """
    for signer in signers:
        if signer.name != checkpoint.origin:
            raise InputError(f"{signer.name} cannot sign for the log {checkpoint.origin}")
    return sign_note(checkpoint.encode(), signers)


def open_checkpoint(data: bytes, verifiers: Iterable[Verifier], origin: str) -> Checkpoint:
    """Verify a signed checkpoint of the log ``origin`` and give what it says.

    ``verifiers`` are the log's keys, named like its origin, and if wished witnesses' keys. Raises
    MalformedError or BrokenError. The caller still owes: enough witnesses (see
    :mod:`batterypass.tlog.trusted`), and that it extends the last checkpoint he knows.

    1. The note verifies against the keys (``verify_note``).
    2. One of the good signatures is the log's own: a witness alone cannot speak for a log.
    3. The text is a canonical checkpoint of this origin.
    """
    return checkpoint_of(verify_note(data, verifiers), origin)  # 1


def checkpoint_of(verified: Note, origin: str) -> Checkpoint:
    """Do steps 2 and 3 of ``open_checkpoint`` on a note that ``verify_note`` gave."""
    # 2
    if all(signature.name != origin for signature in verified.signatures):
        raise refusal(BrokenError, "note.not-the-log", origin=origin)
    # 3
    checkpoint = Checkpoint.parse(verified.text)
    if checkpoint.origin != origin:
        raise refusal(
            BrokenError, "note.other-log", found=shorten(checkpoint.origin), expected=origin
        )
    return checkpoint
