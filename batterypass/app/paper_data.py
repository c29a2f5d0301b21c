"""Whether the signed entries inside a paper prove themselves, and under whose word.

The checkpoint beside each entry is judged by whatever is at hand: a trust file that was named or
pinned, else the ledger that is open, else nothing. With nothing the entries can still be shown not
to fit their checkpoint; that they do fit decides nothing, for anybody can sign one.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from batterypass.app.papers import CODE_FILE, PROOF_SUFFIX, STATEMENT_SUFFIX
from batterypass.app.trust import note_verifier
from batterypass.errors import BrokenError, InputError, MalformedError, UndecidedError
from batterypass.tlog.checkpoint import Checkpoint, open_checkpoint
from batterypass.tlog.merkle import leaf_hash, verify_inclusion
from batterypass.tlog.note import parse_note
from batterypass.tlog.policy import TrustFile
from batterypass.tlog.proof import LogProof
from batterypass.tlog.trusted import open_trusted

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from batterypass.app.session import Session
    from batterypass.evidence.paper import PaperCode
    from batterypass.ports import Memory

#: Most digits of the number of an entry; names are somebody's word.
_DIGITS = 18


@dataclass(frozen=True, slots=True)
class Verdict:
    """One of the three answers, with the code of its reason and what that names."""

    name: str
    holds: bool | None
    reason: str
    values: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class LogWord:
    """What says here whose checkpoints are good."""

    session: Session | None = None
    #: A trust file that was named for this check; it counts before the ledger's own key.
    given: TrustFile | None = None
    #: Where trust files are pinned, for who has no ledger.
    memory: Memory | None = None

    def open(self, note: bytes) -> tuple[Checkpoint, bool]:
        """Open a checkpoint; tell whether anything vouches for its key.

        Raises MalformedError, BrokenError, and UndecidedError where a trust file says too little.
        """
        claimed = Checkpoint.parse(parse_note(note).text)
        trust = self.given
        if trust is None and self.session is not None:
            session = self.session
            return open_checkpoint(note, [session.verifier()], session.origin), True
        if trust is None and self.memory is not None:
            pinned = self.memory.trust(claimed.origin)
            trust = TrustFile.parse(pinned) if pinned is not None else None
        if trust is None:
            return claimed, False
        return open_trusted(note, trust, claimed.origin, note_verifier).checkpoint, True


def check_data(files: Mapping[str, bytes], code: PaperCode | None, word: LogWord) -> Verdict:
    """Prove the entries inside a paper, as far as anything here vouches for their log.

    1. The statement of the code, where there is one, leads to its checkpoint. 2. It is among the
    attached entries. 3. Each of these leads to a checkpoint of the same log.
    """
    statements = statements_of(files)
    if code is None and not statements:
        return Verdict("data", None, "paper.data-none")
    origin, is_vouched = "", True
    try:
        if code is not None:
            # 1
            origin, is_vouched = _lead(
                word, code.statement, code.index, code.path, code.checkpoint, CODE_FILE
            )
            # 2
            if statements.get(code.index) != code.statement:
                raise BrokenError(
                    f"entry {code.index}: the file and the code are not the same",
                    code="paper.other-bytes", entry=code.index,
                )  # fmt: skip
        # 3
        proofs = {_entry_of(name, PROOF_SUFFIX) for name in files}
        lacking = min(
            (one for one in proofs if one is not None and one not in statements), default=-1
        )
        if lacking >= 0:
            raise BrokenError(
                f"entry {lacking} was taken out of the file, its proof is still there",
                code="paper.data-lacks", entry=lacking,
            )  # fmt: skip
        for entry, raw in statements.items():
            name = f"{entry}{PROOF_SUFFIX}"
            proof = _proof(files, name)
            if proof.index != entry:
                raise BrokenError(
                    f"entry {entry}: its proof is that of entry {proof.index}",
                    code="paper.other-proof", entry=entry, found=proof.index,
                )  # fmt: skip
            log, vouched = _lead(word, raw, entry, proof.path, proof.checkpoint, name)
            origin = origin or log
            if log != origin:
                raise BrokenError(
                    f"entry {entry}: its checkpoint is of the log {log}, that of the others of {origin}",
                    code="paper.data-two-logs", entry=entry, found=log, origin=origin,
                )  # fmt: skip
            is_vouched = is_vouched and vouched
    except (BrokenError, MalformedError, UndecidedError) as error:
        holds = None if isinstance(error, UndecidedError) else False
        values = {name: str(value) for name, value in error.values.items()}
        # What is off in the bytes of a proof says nothing to whoever holds a paper.
        own = error.code if error.code and error.code.startswith("paper.") else ""
        return Verdict("data", holds, own or "paper.data-broken", values)
    count = str(len(statements))
    if not is_vouched:
        values = {"count": count, "origin": origin}
        return Verdict("data", None, "paper.data-unvouched", values)
    return Verdict("data", True, "paper.data-proven", {"count": count})


def statements_of(files: Mapping[str, bytes]) -> dict[int, bytes]:
    """Give the attached entries by index; other files are not looked at."""
    return {
        entry: data
        for name, data in files.items()
        if (entry := _entry_of(name, STATEMENT_SUFFIX)) is not None
    }


def _entry_of(name: str, suffix: str) -> int | None:
    index = name.removesuffix(suffix)
    is_ours = index != name and index.isascii() and index.isdigit() and len(index) <= _DIGITS
    return int(index) if is_ours else None


def unreadable(name: str, problem: object) -> MalformedError:
    """Say that a file inside a paper cannot be read."""
    return MalformedError(
        f"{name} inside the paper cannot be read: {problem}",
        code="paper.data-unreadable", name=name, problem=problem,
    )  # fmt: skip


def _proof(files: Mapping[str, bytes], name: str) -> LogProof:
    try:
        return LogProof.parse(files.get(name, b""))
    except InputError as error:
        raise unreadable(name, error) from error


def _lead(
    word: LogWord, raw: bytes, entry: int, path: Sequence[bytes], note: bytes, name: str
) -> tuple[str, bool]:
    """Lead from an entry to the checkpoint; give its log, and whether anything vouches for it."""
    try:
        checkpoint, is_vouched = word.open(note)
    except MalformedError as error:
        raise unreadable(name, error) from error
    except BrokenError as error:
        raise BrokenError(
            f"entry {entry}: the checkpoint in {name} is not the log's: {error}",
            code="paper.data-note", entry=entry, problem=error,
        ) from error  # fmt: skip
    except UndecidedError as error:
        raise UndecidedError(
            f"the trust file decides nothing about the log of {name}: {error}",
            code="paper.data-trust-open", problem=error,
        ) from error  # fmt: skip
    try:
        verify_inclusion(leaf_hash(raw), entry, checkpoint.size, list(path), checkpoint.root)
    except BrokenError as error:
        raise BrokenError(
            f"entry {entry}: its proof does not lead to the signed checkpoint: {error}",
            code="paper.data-path", entry=entry, size=checkpoint.size, problem=error,
        ) from error  # fmt: skip
    return checkpoint.origin, is_vouched
