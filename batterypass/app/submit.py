"""Submitting an outbox file at the operator: what passes is recorded, the rest answered one by one.

It keeps no memory of its own: the log is the only one. The same file again gives the same answer
again, so an answer that was lost costs a repetition and nothing else (``design/bytes.md`` 2, 10).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING

from batterypass.app.batch import Recorded
from batterypass.app.collector import no_collector
from batterypass.app.heads import can_seal, seal
from batterypass.app.read import consistency_proof, proof_files
from batterypass.app.record_each import Answer, NotRecorded, record_each
from batterypass.domain.clock import AHEAD_MS, event_time_of, instant_ms
from batterypass.errors import InputError
from batterypass.evidence.answer_file import AnswerFile, Consistency
from batterypass.evidence.answer_index import MAX_LOG, Answered
from batterypass.evidence.order import in_order
from batterypass.evidence.refusal import refusal
from batterypass.ports import LANE_MAIN

if TYPE_CHECKING:
    from batterypass.app.session import Session
    from batterypass.domain.events.common import Seen
    from batterypass.evidence.outbox_file import OutboxFile
    from batterypass.ports import Section

#: Statements that are recorded in one transaction.
_AT_ONCE = 2000
#: Those of the first one, which is judged while other processes start.
_FIRST = 500
#: Findings of a statement that an answer tells: with more, a long answer would not fit its index.
_TOLD = 3
#: A rulebook's tables travel only where one was adopted among the entries that do.
_ADOPTION = b'"kind":"rulebook.adopted"'

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Submitted:
    """What became of the statements of a file, in its order."""

    file: OutboxFile
    answers: tuple[Answered, ...]
    #: Statements that the log had before, byte for byte.
    already: int
    #: By how much the sender's clock is ahead of ours, in milliseconds; 0 within the tolerance.
    ahead_ms: int

    def count(self, *outcomes: str) -> int:
        """Count the statements with one of these outcomes."""
        return sum(one.outcome in outcomes for one in self.answers)


def submit(
    session: Session,
    file: OutboxFile,
    *,
    dry_run: bool = False,
    progress: Progress = lambda done, total: None,
) -> Submitted:
    """Record what passes of an outbox file, each statement after those that it rests on.

    With ``dry_run`` everything is judged and nothing is written.

    Raises InputError where the file is of another ledger or this is a replica, and what
    :func:`batterypass.app.record_each.record_each` raises; what was recorded by then stays, and the
    same file can be submitted again.
    """
    if session.store.is_replica:
        raise refusal(InputError, "submit.not-operator", origin=session.origin)
    if file.ledger != session.audience:
        raise refusal(
            InputError, "submit.other-ledger", found=file.ledger, expected=session.audience
        )
    sections: dict[str, list[Section]] = {}
    for section in file.sections:
        sections.setdefault(section.event_id, []).append(section)
    digests = [one.digest for one in file.statements]
    answers: dict[bytes, Answer] = {}
    dead: set[str] = set()
    with no_collector(), session.around.processes(len(file.statements)) as executor:

        def record_in_order(raws: Sequence[bytes]) -> None:
            batches = _batches(raws, 0 if dry_run else _AT_ONCE)
            for some in record_each(
                session, batches, sections=sections, executor=executor, dead=dead, dry_run=dry_run
            ):
                answers.update((one.digest, one) for one in some)
                progress(len(answers), len(file.statements))

        if dry_run:
            # What is only judged is forgotten after its batch, so that is one, in its order.
            record_in_order([file.statements[place].statement for place in file.in_order()])
        else:
            # A site writes them in an order that will do. What came too early is put in order, and
            # asked again after what it rests on.
            record_in_order([one.statement for one in file.statements])
            here = {digest.hex() for digest in answers}
            early = [
                one.statement
                for one, digest in zip(file.statements, digests, strict=True)
                if _is_early(answers[digest], here)
            ]
            dead -= {sha256(raw).hexdigest() for raw in early}
            record_in_order([early[place] for place in in_order(early)])
    return Submitted(
        file,
        tuple(_answered(session, answers[digest], dead) for digest in digests),
        sum(isinstance(one, Recorded) and one.already for one in answers.values()),
        _ahead_ms(session, file.made_at),
    )


def answer_of(
    session: Session,
    submitted: Submitted,
    outbox_digest: bytes,
    *,
    with_log: bool = True,
    files: Mapping[str, bytes] | None = None,
) -> AnswerFile:
    """Make the answer to a file that was submitted; ``outbox_digest`` is the SHA-256 of its bytes.

    It rests on a sealed checkpoint, which is made where something was recorded since the last one.
    It proves what the log has, and carries the entries since the checkpoint that the sender had
    seen, unless there are too many or that checkpoint is not one of this log.
    """
    store = session.store
    if can_seal(session):
        # What it proves, a file can then rest on: the checkpoint stays, with the heads of everybody.
        seal(session)
    with no_collector(), store.reading():
        session.catch_up()
        checkpoint = session.checkpoint()
        size, seen = checkpoint.size, submitted.file.seen
        is_ours = _is_ours(session, seen, size)
        proven = sorted({one.entry for one in submitted.answers if one.entry is not None})
        proofs = proof_files(session, proven)
        log = (
            range(seen.size, size) if with_log and is_ours and size - seen.size <= MAX_LOG else None
        )
        statements = {
            one.entry: store.statement(one.entry)
            for one in submitted.answers
            if one.outcome == "superseded" and one.entry is not None
        }
        has_adopted = False
        if log is not None:
            for index, raw in store.statements(log.start, log.stop):
                statements[index] = raw
                has_adopted = has_adopted or _ADOPTION in raw
        return AnswerFile(
            ledger=session.audience,
            made_at=event_time_of(session.around.clock().replace(microsecond=0)),
            outbox=outbox_digest,
            checkpoint=store.note(),
            answers=submitted.answers,
            proofs=proofs,
            statements=statements,
            consistency=_consistency(session, seen, size) if is_ours and seen.size else None,
            log=log,
            notes=dict(_kept_notes(session, log)),
            contents={one.digest: one.body for one in store.contents()} if has_adopted else {},
            files=files or {},
        )


def _batches(raws: Sequence[bytes], at_once: int) -> Iterator[Sequence[bytes]]:
    """Cut statements into batches that grow from a small one; all at once for 0.

    While one is recorded, the next is being checked: it would wait for one that is much larger.
    """
    size = min(_FIRST, at_once) or len(raws)
    start = 0
    while start < len(raws):
        yield raws[start : start + size]
        start += size
        size = min(2 * size, at_once)


def _is_early(answer: Answer, here: Set[str]) -> bool:
    """Tell whether an answer may be another after the statements ``here`` were looked at."""
    if not isinstance(answer, NotRecorded) or answer.event is None:
        return False
    if answer.outcome in ("stale", "blocked"):
        return any(link.prev in here for link in answer.event.subjects)
    return answer.outcome == "waiting"


def _answered(session: Session, one: Answer, dead: set[str]) -> Answered:
    if isinstance(one, Recorded):
        return Answered(one.digest, "recorded", one.index, one.findings[:_TOLD])
    if one.outcome == "superseded":
        return Answered(one.digest, "superseded", one.known, one.findings[:_TOLD])
    links = one.event.subjects if one.event is not None else ()
    blocked_by = next((link.prev for link in links if link.prev in dead), None)
    head = None
    if one.outcome == "stale":
        mains = [session.store.entries_of(link.subject, lanes=(LANE_MAIN,)) for link in links]
        head = max((entries[-1] for entries in mains if entries), default=None)
    # The findings speak of the place that it would have had, which is another entry's now.
    return Answered(
        one.digest,
        one.outcome,
        None,
        one.findings[:_TOLD],
        blocked_by if one.outcome == "blocked" and blocked_by else "",
        head,
    )


def _ahead_ms(session: Session, made_at: str) -> int:
    ahead = instant_ms(made_at) - int(session.around.clock().timestamp() * 1000)
    return ahead if ahead > AHEAD_MS else 0


def _is_ours(session: Session, seen: Seen, size: int) -> bool:
    """Tell whether the sender's checkpoint is one of this log."""
    if seen.size > size:
        return False
    root = session.root_of_size(seen.size) if seen.size else sha256(b"").digest()
    return root.hex() == seen.root


def _consistency(session: Session, seen: Seen, size: int) -> Consistency:
    return Consistency(seen.size, tuple(consistency_proof(session, seen.size, size)))


def _kept_notes(session: Session, log: range | None) -> Iterator[tuple[int, bytes]]:
    """Give the kept checkpoints that the entries of ``log`` need."""
    if log is not None:
        for size, note, is_kept in session.store.notes():
            if is_kept and log.start < size <= log.stop:
                yield size, note
