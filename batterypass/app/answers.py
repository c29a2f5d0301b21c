"""Taking an answer in: what was recorded is believed by its proof, all else is a hint.

Nothing in the file is signed but the checkpoint, and nothing needs to be: a proof shows that the
very bytes that were signed here stand in the log (``design/architecture.md`` D16).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import orjson

from batterypass.app.trust import check_trust, trust_of
from batterypass.domain.pending import FINAL, next_state
from batterypass.errors import BrokenError, InputError, UndecidedError
from batterypass.evidence.answer_index import PROVEN, FindingLine
from batterypass.evidence.answer_log import AnswerLog
from batterypass.evidence.refusal import refusal
from batterypass.ports import Change
from batterypass.tlog.checkpoint import open_checkpoint
from batterypass.tlog.merkle import leaf_hash, verify_consistency, verify_inclusion

if TYPE_CHECKING:
    from batterypass.app.session import Session
    from batterypass.evidence.answer_file import AnswerFile
    from batterypass.evidence.answer_index import Answered
    from batterypass.ports import LogSource, OutboxStore, Pending
    from batterypass.tlog.checkpoint import Checkpoint

#: Grows the replica from a source; it is told the log that travelled along.
Grow = Callable[["LogSource"], object]


@dataclass(frozen=True, slots=True)
class TakenIn:
    """What an answer changed: how many statements came to each state, and what was not ours."""

    states: Counter[str] = field(default_factory=Counter)
    not_ours: int = 0
    #: Whether the file was older than what was known of some statement already.
    is_older: bool = False


def take_in(session: Session, outbox: OutboxStore, answer: AnswerFile, grow: Grow) -> TakenIn:
    """Take an answer in; the same one again changes nothing.

    1. It is of this ledger. 2. Its checkpoint is signed by the log's key, and by whom the trust
    file demands. 3. It continues the log as it is known here. 4. Each proof leads from the bytes
    that we hold to that checkpoint. 5. The entries that travelled along go into the replica;
    where none did, the checkpoint is remembered. 6. Every statement gets its new state, at once.

    Raises InputError (1), BrokenError or UndecidedError (2, 3, 4) before anything is changed. Killed
    between 5 and 6, the same answer again finishes.
    """
    # 1
    if answer.ledger != session.audience:
        raise refusal(
            InputError, "answers.other-ledger", found=answer.ledger, expected=session.audience
        )
    # 2
    tip = open_checkpoint(answer.checkpoint, [session.verifier()], session.origin)
    start = trust_of(session.around.memory, session.origin, None)
    problem = check_trust(start, session.origin, answer.checkpoint, session.store.statement(0))
    if problem is not None:
        raise refusal(BrokenError, "answers.not-trusted", problem=problem)
    # 3
    _continue(session, answer, tip, start.remembered, grow)
    # 4
    rows = {row.digest: row for row in outbox.rows()}
    ours = [one for one in answer.answers if one.digest in rows]
    for one in ours:
        if one.outcome in PROVEN:
            _prove(answer, one, rows[one.digest], tip)
    # 5
    if tip.size > session.logged:
        if answer.log is not None:
            grow(answer.source())
        else:
            session.around.memory.remember(session.origin, answer.checkpoint)
    # 6
    changes, is_older = _changes(answer, ours, rows, tip)
    outbox.settle(changes)
    states = Counter(change.state for change in changes)
    return TakenIn(Counter(states), len(answer.answers) - len(ours), is_older)


def _continue(
    session: Session, answer: AnswerFile, tip: Checkpoint, seen: Checkpoint | None, grow: Grow
) -> None:
    """Compare the checkpoint with the log that is known here; two that differ are a fork."""
    if tip.size <= session.logged:
        if tip.size and session.root_of_size(tip.size) != tip.root:
            # Whoever grows a replica from it keeps both checkpoints as evidence, and says so.
            grow(_log_of(answer, tip))
            raise refusal(
                BrokenError, "answers.fork", size=tip.size, root=tip.root.hex(),
                known=session.root_of_size(tip.size).hex(),
            )  # fmt: skip
        return
    if answer.log is not None:
        # Folding them computes the root, which proves more than any path.
        return
    proof = answer.consistency
    # What it continues has to be all that is known here: this copy, and the checkpoint that was seen.
    is_short = proof is None or proof.size != session.logged
    if is_short or (seen is not None and seen.size > session.logged and seen.size != tip.size):
        raise refusal(UndecidedError, "answers.no-consistency", size=tip.size, known=session.logged)
    if seen is not None and seen.size == tip.size and seen.root != tip.root:
        raise refusal(
            BrokenError, "answers.fork", size=tip.size, root=tip.root.hex(), known=seen.root.hex()
        )
    if proof is not None:
        known = session.root_of_size(proof.size)
        verify_consistency(proof.size, tip.size, known, tip.root, proof.path)


def _log_of(answer: AnswerFile, tip: Checkpoint) -> LogSource:
    """Give the entries that travel along; none, under the same checkpoint, where none do."""
    if answer.log is not None:
        return answer.source()
    return AnswerLog(range(tip.size, tip.size), answer.checkpoint, {}, {}, {})


def _prove(answer: AnswerFile, one: Answered, row: Pending, tip: Checkpoint) -> None:
    """Check that the log has a statement, or what superseded it, where the answer says."""
    entry = one.entry
    if entry is None:
        raise refusal(BrokenError, "answers.bad-proof", entry="-", digest=one.digest.hex())
    held = row.statement if one.outcome == "recorded" else answer.statements[entry]
    proof = answer.proof_of(entry)
    try:
        verify_inclusion(leaf_hash(held), entry, tip.size, proof.path, tip.root)
    except BrokenError as error:
        raise refusal(
            BrokenError, "answers.bad-proof", entry=entry, digest=one.digest.hex()
        ) from error


def _changes(
    answer: AnswerFile, ours: list[Answered], rows: dict[bytes, Pending], tip: Checkpoint
) -> tuple[list[Change], bool]:
    changes = []
    is_older = False
    for one in ours:
        row = rows[one.digest]
        is_proven = one.outcome in PROVEN
        if not is_proven and (tip.size < row.answered_size or row.state in FINAL):
            # Something newer is known of it.
            is_older = True
            continue
        state = next_state(row.state, one.outcome)
        if state == row.state and row.answered_size >= tip.size:
            continue
        said = orjson.dumps(
            {
                "outcome": one.outcome,
                "blocked_by": one.blocked_by,
                "head": one.head,
                "findings": [FindingLine.of(found).model_dump() for found in one.findings],
            }
        )
        proof = answer.proofs[one.entry] if one.entry is not None else b""
        changes.append(Change(one.digest, state, tip.size, one.entry, proof, said))
    return changes, is_older
