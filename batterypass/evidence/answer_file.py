"""The answer file: what the operator says to an outbox file, with proofs.

What was recorded is proven by the log's own checkpoint. What was not is told in findings, which are
hints: nobody signs them, and nothing follows from one that cannot be undone. The entries since the
checkpoint that the sender had seen may travel along, so that one trip brings a site up to date.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from batterypass.domain.events.common import Seen
from batterypass.errors import BrokenError, InputError, MalformedError
from batterypass.evidence.answer_index import (
    Answered,
    AnswerIndex,
    AnswerLine,
    ConsistencyLine,
    LogLine,
)
from batterypass.evidence.answer_log import AnswerLog
from batterypass.evidence.container import CHECKPOINT, INDEX, encode_container
from batterypass.evidence.index import demand_each_once, encode_index, take_index
from batterypass.evidence.members import Members
from batterypass.evidence.refusal import malformed, refusal
from batterypass.texts.bilingual import Text
from batterypass.tlog.checkpoint import Checkpoint
from batterypass.tlog.note import parse_note
from batterypass.tlog.proof import LogProof

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_OTHER_ROOT = Text("another root", "otra raíz")


@dataclass(frozen=True, slots=True)
class Consistency:
    """The hashes that lead from the root at ``size`` to the root of the checkpoint."""

    size: int
    path: tuple[bytes, ...]


@dataclass(frozen=True, slots=True)
class AnswerFile:
    """What an answer file says. ``ledger`` is the ``aud``, ``outbox`` the SHA-256 of what it answers.

    ``checkpoint`` is a signed note. ``statements`` holds the entries of ``log``, which end at the
    checkpoint, and those that superseded one; ``notes`` (by size) and ``contents`` (by digest in
    hex) are the kept checkpoints and the content that ``log`` needs; ``files`` are attachments.
    """

    ledger: str
    made_at: str
    outbox: bytes
    checkpoint: bytes
    answers: tuple[Answered, ...]
    proofs: Mapping[int, bytes] = field(default_factory=dict)
    statements: Mapping[int, bytes] = field(default_factory=dict)
    consistency: Consistency | None = None
    log: range | None = None
    notes: Mapping[int, bytes] = field(default_factory=dict)
    contents: Mapping[str, bytes] = field(default_factory=dict)
    files: Mapping[str, bytes] = field(default_factory=dict)

    def tip(self) -> Checkpoint:
        """Give what the checkpoint says; its signature is not verified here."""
        return _checkpoint_in(self.checkpoint)

    def proof_of(self, entry: int) -> LogProof:
        """Give the proof of an entry that an answer names.

        Raises MalformedError where it does not parse, BrokenError (``answers.bad-proof``) where it
        is of another entry or under another checkpoint. The caller still owes: that the checkpoint
        is the log's, and ``verify_inclusion`` of the bytes that he holds.
        """
        try:
            proof = LogProof.parse(self.proofs[entry])
        except MalformedError as error:
            member = f"proofs/{entry}.tlog-proof"
            raise malformed("container.member", file=".bpz", member=member, why=error) from error
        if proof.index != entry or proof.checkpoint != self.checkpoint:
            digest = next((one.digest.hex() for one in self.answers if one.entry == entry), "-")
            raise refusal(BrokenError, "answers.bad-proof", entry=entry, digest=digest)
        return proof

    def source(self) -> AnswerLog:
        """Give the entries of the log that travel along, to grow a replica from.

        Raises InputError (``answers.no-log``) where there are none.
        """
        if self.log is None:
            raise refusal(InputError, "answers.no-log", ledger=self.ledger)
        return AnswerLog(self.log, self.checkpoint, self.notes, self.statements, self.contents)

    def encode(self) -> bytes:
        """Write the file. Raises InputError where it would be larger than a container may be."""
        tip, proof, log = self.tip(), self.consistency, self.log
        # Validated in one go: one by one, ten thousand answers take half of the writing.
        index = AnswerIndex.model_validate(
            {
                "type": "answer",
                "version": 1,
                "ledger": self.ledger,
                "made_at": self.made_at,
                "outbox": self.outbox.hex(),
                "checkpoint": Seen(size=tip.size, root=tip.root.hex()),
                "consistency": None
                if proof is None
                else ConsistencyLine(size=proof.size, path=[one.hex() for one in proof.path]),
                "log": None if log is None else LogLine(first=log.start, count=len(log)),
                "answers": [AnswerLine.of(one) for one in self.answers],
            }
        )
        members = {INDEX: encode_index(index), CHECKPOINT: self.checkpoint}
        members |= {f"proofs/{entry}.tlog-proof": raw for entry, raw in self.proofs.items()}
        members |= {f"statements/{entry}.cose": raw for entry, raw in self.statements.items()}
        members |= {f"notes/{size}": raw for size, raw in self.notes.items()}
        members |= {f"content/{digest}": raw for digest, raw in self.contents.items()}
        members |= {f"files/{digest}": raw for digest, raw in self.files.items()}
        return encode_container(members)

    @classmethod
    def parse(cls, data: bytes, file: str) -> AnswerFile:
        """Read an answer file; ``file`` is what messages call it.

        1. A container. 2. Its index. 3. The checkpoint is a note of this ledger with the size and
        the root of the index. 4. No statement is answered twice; what is proven has its proof.
        5. The log is there whole, up to the checkpoint, as is each entry that superseded a
        statement. 6. Kept notes within it; content and attachments with their digests. 7. Nothing
        else. Raises MalformedError that names the member.

        The caller still owes: the signature of the checkpoint and that it extends the one that he
        knows, each proof (:meth:`proof_of`), and the judgement of each entry of the log.
        """
        # 1
        members = Members(data, file)
        # 2
        index = take_index(members, "answer", AnswerIndex)
        origin, size = index.ledger.rpartition("#")[0], index.checkpoint.size
        # 3
        checkpoint = members.take(CHECKPOINT)
        tip = _read_note(file, CHECKPOINT, checkpoint, origin, size)
        if tip.root.hex() != index.checkpoint.root:
            raise malformed("container.member", file=file, member=CHECKPOINT, why=_OTHER_ROOT)
        # 4
        demand_each_once(file, [line.digest for line in index.answers])
        answers = tuple(line.answered() for line in index.answers)
        proofs = {entry: members.take(f"proofs/{entry}.tlog-proof") for entry in _entries(answers)}
        # 5
        log = None if index.log is None else range(index.log.first, size)
        instead = _entries(one for one in answers if one.outcome == "superseded")
        statements = {
            entry: members.take(f"statements/{entry}.cose")
            for entry in sorted({*instead, *(log or ())})
        }
        # 6
        notes: dict[int, bytes] = {}
        contents: dict[str, bytes] = {}
        if log is not None:
            for kept in sorted(map(int, members.named("notes"))):
                if log.start < kept <= size:
                    notes[kept] = members.take(f"notes/{kept}")
                    _read_note(file, f"notes/{kept}", notes[kept], origin, kept)
            contents = _take_by_digest(members, "content")
        files = _take_by_digest(members, "files")
        # 7
        members.finish()
        line = index.consistency
        return cls(
            ledger=index.ledger,
            made_at=index.made_at,
            outbox=bytes.fromhex(index.outbox),
            checkpoint=checkpoint,
            answers=answers,
            proofs=proofs,
            statements=statements,
            consistency=None
            if line is None
            else Consistency(line.size, tuple(map(bytes.fromhex, line.path))),
            log=log,
            notes=notes,
            contents=contents,
            files=files,
        )


def _entries(answers: Iterable[Answered]) -> list[int]:
    """List the entries that answers name, each once, ascending."""
    return sorted({one.entry for one in answers if one.entry is not None})


def _take_by_digest(members: Members, folder: str) -> dict[str, bytes]:
    """Take the members of a folder whose names are their digests."""
    return {one: members.take(f"{folder}/{one}", one) for one in members.named(folder)}


def _read_note(file: str, member: str, note: bytes, origin: str, size: int) -> Checkpoint:
    """Read a note that should be a checkpoint of a log at a size."""
    try:
        checkpoint = _checkpoint_in(note)
    except MalformedError as error:
        raise malformed("container.member", file=file, member=member, why=error) from error
    if (checkpoint.origin, checkpoint.size) != (origin, size):
        found, at = checkpoint.origin, checkpoint.size
        why = Text(
            f"expected {origin} at {size}, found {found} at {at}",
            f"se espera {origin} en {size}, aquí está {found} en {at}",
        )
        raise malformed("container.member", file=file, member=member, why=why)
    return checkpoint


def _checkpoint_in(note: bytes) -> Checkpoint:
    return Checkpoint.parse(parse_note(note).text)
