"""The directory file: the directory of a ledger to carry to another machine, signed as it is there.

It holds every entry that a party, an authorisation or a key of theirs rests on, each with its proof
of inclusion under one checkpoint, so that whoever takes it in needs no word of the one who brings it.
"""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from itertools import pairwise
from typing import TYPE_CHECKING, Annotated, Final, Literal, Self

from pydantic import FailFast, Field, model_validator

from batterypass.domain.base import Count, Hex64, Record
from batterypass.domain.events.common import Seen
from batterypass.errors import BrokenError, InputError, MalformedError
from batterypass.evidence.container import CHECKPOINT, INDEX, MAX_MEMBERS, encode_container
from batterypass.evidence.index import Audience, Version, encode_index, take_index
from batterypass.evidence.members import Members
from batterypass.evidence.refusal import malformed, refusal
from batterypass.texts.bilingual import Text
from batterypass.tlog.checkpoint import Checkpoint
from batterypass.tlog.merkle import leaf_hash, verify_inclusion
from batterypass.tlog.note import parse_note
from batterypass.tlog.proof import LogProof

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

#: Each has two members beside the index and the checkpoint.
MAX_ENTRIES: Final = (MAX_MEMBERS - 2) // 2
OF_ANOTHER: Final = Text(
    "of another entry, or under another checkpoint", "de otro asiento, o bajo otro punto de control"
)
"""What is wrong with a proof that does not belong to its file."""

_NOT_NAMED: Final = Text(
    "not the checkpoint that the index names", "no es el punto de control que nombra el índice"
)


class Line(Record):
    """One entry of a file: its index in the log, and the digest of its statement."""

    entry: Count
    digest: Hex64


class _Index(Record):
    type: Literal["directory"]
    version: Version
    ledger: Audience
    checkpoint: Seen
    entries: Annotated[list[Line], FailFast(), Field(min_length=1, max_length=MAX_ENTRIES)]

    @model_validator(mode="after")
    def _is_of_one_log(self) -> Self:
        numbers = [line.entry for line in self.entries]
        if numbers[0] != 0:
            raise ValueError("entry 0, which opens the ledger, is not the first")
        if any(a >= b for a, b in pairwise(numbers)):
            raise ValueError("entries must be ascending")
        if numbers[-1] >= self.checkpoint.size:
            raise ValueError(f"entry {numbers[-1]} is beyond the checkpoint")
        return self


@dataclass(frozen=True, slots=True)
class DirectoryFile:
    """What a directory file says: ``ledger`` is the ``aud``, ``checkpoint`` a signed note.

    ``statements`` and ``proofs`` are by entry, ascending, entry 0 the first; every proof is under
    that very note.
    """

    ledger: str
    checkpoint: bytes
    statements: Mapping[int, bytes]
    proofs: Mapping[int, bytes]

    @property
    def origin(self) -> str:
        """Give the origin of the log."""
        return self.ledger.rpartition("#")[0]

    def tip(self) -> Checkpoint:
        """Give what the checkpoint says; its signature is not verified here."""
        return _checkpoint_in(self.checkpoint)

    def check_proofs(self) -> None:
        """Show that each statement is the entry that it is said to be, under the checkpoint.

        Raises BrokenError (``dirfile.bad-proof``) that names the first that is not. The caller still
        owes: that the checkpoint is the log's, and the judgement of each statement.
        """
        tip = self.tip()
        for entry, raw in self.statements.items():
            proof = LogProof.parse(self.proofs[entry])
            try:
                verify_inclusion(leaf_hash(raw), entry, tip.size, proof.path, tip.root)
            except BrokenError as error:
                raise refusal(BrokenError, "dirfile.bad-proof", entry=entry) from error

    def encode(self) -> bytes:
        """Write the file. Raises InputError where it would be larger than a container may be."""
        count = len(self.statements)
        if count > MAX_ENTRIES:
            raise refusal(InputError, "dirfile.too-many", count=count, most=MAX_ENTRIES)
        index = _Index(
            type="directory", version=1, ledger=self.ledger, checkpoint=self.seen(),
            entries=self.lines(),
        )  # fmt: skip
        return encode_container({INDEX: encode_index(index), **self.members()})

    def seen(self) -> Seen:
        """Give size and root of the checkpoint, as an index names them."""
        tip = self.tip()
        return Seen(size=tip.size, root=tip.root.hex())

    def lines(self) -> list[Line]:
        """List the entries, as an index names them."""
        return [
            Line(entry=entry, digest=sha256(raw).hexdigest())
            for entry, raw in self.statements.items()
        ]

    def members(self) -> dict[str, bytes]:
        """Give what stands beside the index: checkpoint, statements and proofs."""
        members = {CHECKPOINT: self.checkpoint}
        members |= {f"statements/{entry}.cose": raw for entry, raw in self.statements.items()}
        members |= {f"proofs/{entry}.tlog-proof": raw for entry, raw in self.proofs.items()}
        return members

    @classmethod
    def parse(cls, data: bytes, file: str) -> DirectoryFile:
        """Read a directory file; ``file`` is what messages call it.

        1. A container. 2. Its index: entries ascend from 0 and are below the checkpoint. 3. The
        checkpoint is a note of this ledger with the size and the root of the index. 4. A statement
        for each entry, with its digest. 5. A proof for each, of that entry and under that very note.
        6. Nothing else. Raises MalformedError that names the member.

        The caller still owes: the signature of the checkpoint, the proofs (:meth:`check_proofs`),
        and the judgement of each statement.
        """
        # 1
        members = Members(data, file)
        # 2
        index = take_index(members, "directory", _Index)
        # 3
        checkpoint = members.take(CHECKPOINT)
        check_note(file, checkpoint, index.ledger, index.checkpoint)
        # 4
        statements = {
            line.entry: members.take(f"statements/{line.entry}.cose", line.digest)
            for line in index.entries
        }
        # 5
        proofs = dict(take_proofs(members, statements, checkpoint))
        # 6
        members.finish()
        return cls(index.ledger, checkpoint, statements, proofs)


def take_proofs(
    members: Members, statements: Mapping[int, bytes], checkpoint: bytes
) -> Iterator[tuple[int, bytes]]:
    """Take a proof for each statement. Raises MalformedError for one that is of something else."""
    for entry in statements:
        member = f"proofs/{entry}.tlog-proof"
        raw = members.take(member)
        try:
            proof = LogProof.parse(raw)
        except MalformedError as error:
            raise _wrong(members.file, member, error) from error
        if proof.index != entry or proof.checkpoint != checkpoint or proof.extra:
            raise _wrong(members.file, member, OF_ANOTHER)
        yield entry, raw


def check_note(file: str, note: bytes, ledger: str, expects: Seen) -> None:
    """Raise MalformedError for a note that is not the checkpoint that an index names."""
    try:
        tip = _checkpoint_in(note)
    except MalformedError as error:
        raise _wrong(file, CHECKPOINT, error) from error
    origin = ledger.rpartition("#")[0]
    expected = (origin, expects.size, expects.root)
    if (tip.origin, tip.size, tip.root.hex()) != expected:
        raise _wrong(file, CHECKPOINT, _NOT_NAMED)


def _checkpoint_in(note: bytes) -> Checkpoint:
    return Checkpoint.parse(parse_note(note).text)


def _wrong(file: str, member: str, why: MalformedError | Text) -> MalformedError:
    return malformed("container.member", file=file, member=member, why=why)
