"""Recording: signed statements enter the log, all of a batch or none.

The order (``design/architecture.md`` 5, ``bytes.md`` 6): judge everything; one transaction with
entries, nodes, chains, states and the signed checkpoint; the signer's state; only then is anything
acknowledged. A crash before the commit loses nothing that anybody was told of. A crash between the
commit and the signer's state leaves a ledger that is ahead of the state *by its own signed
checkpoint*; the next writer moves the state forward.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from batterypass.app.judge import Judged, Reading, judge, open_statements, read_events
from batterypass.app.signatures import SignatureTask, start_tasks
from batterypass.app.signer import checkpoint_signer
from batterypass.app.time_marks import due_mark
from batterypass.domain.events.ledger import RulebookAdopted
from batterypass.errors import BrokenError, ConflictError, InputError, RefusedError
from batterypass.ports import Batch, Content, Section, SignedTip, TipKeeper
from batterypass.tlog.checkpoint import Checkpoint, sign_checkpoint

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from concurrent.futures import Executor

    from batterypass.app.session import Session
    from batterypass.regulations.tables import Regulations
    from batterypass.rules.base import Finding
    from batterypass.statements.notekeys import NoteSigner

#: From this many on, signatures are checked side by side before the batch is judged.
_SPREAD_FROM = 64
#: Written subjects that a session keeps in memory.
_KEPT_SUBJECTS = 20_000
#: The checkpoint over one of these is kept for ever: a paper carries it, and is made again from it
#: to the byte (``bytes.md`` 9).
KEPT_KINDS = frozenset({"document.prepared"})
#: What a statement shows that was signed while another writer recorded.
_OVERTAKEN = frozenset({"BP-L001", "BP-L004", "BP-L005", "BP-S005"})


@dataclass(frozen=True, slots=True)
class Recorded:
    """What became of one statement."""

    index: int
    digest: bytes
    event_id: str
    kind: str
    #: True where the log had exactly this statement already: nothing was written for it.
    already: bool
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class Attachment:
    """What is stored beside the entries of a batch."""

    sections: Sequence[Section] = ()
    contents: Sequence[Content] = field(default=())


@dataclass(slots=True)
class _Incoming:
    """A batch that was read, with its signatures being checked elsewhere where that pays."""

    readings: list[Reading]
    tasks: list[SignatureTask] = field(default_factory=list)

    def verdicts(self) -> list[bool | None]:
        """Wait for the checks: a verdict for each statement."""
        if not self.tasks:
            return [None] * len(self.readings)
        return [verdict for task in self.tasks for verdict in task.verdicts()]


def record(
    session: Session,
    statements: Sequence[bytes],
    beside: Attachment = Attachment(),
    *,
    origin: str = "",
    above: int | None = None,
) -> list[Recorded]:
    """Record a batch, all or none, and answer for each statement in order.

    ``origin`` is given when the first statement opens the ledger; ``above`` is the
    size of the log over which the statements were composed. Raises RefusedError with the findings where a rule says no,
    ConflictError where another writer holds the ledger, BrokenError where this ledger may not be
    signed (it is behind what its key has signed), and UndecidedError under a rulebook that is not
    known here.
    """
    incoming = _read(session, statements, session.around.threads())
    return _record(session, incoming, beside, origin, above=above)


def record_many(
    session: Session, batches: Iterable[Sequence[bytes]], expected: int = 100_000
) -> Iterator[list[Recorded]]:
    """Record batch after batch, each all or none; give the answers of each once it counts.

    While a batch is judged and written, the signatures of the next are being checked. ``expected``
    says how many statements will come: it decides whether other processes pay for their start.
    Raises what :func:`record` raises; the batches given before stay recorded.
    """
    with session.around.processes(expected) as executor:
        waiting: _Incoming | None = None
        for statements in batches:
            incoming = _read(session, statements, executor or session.around.threads())
            if waiting is not None:
                yield _record(session, waiting, Attachment())
            waiting = incoming
        if waiting is not None:
            yield _record(session, waiting, Attachment())


def _read(session: Session, statements: Sequence[bytes], executor: Executor | None) -> _Incoming:
    incoming = _Incoming(open_statements(statements))
    if len(statements) >= _SPREAD_FROM and executor is not None:
        # Under the keys that are registered now; a key that comes with the batch itself gives no
        # verdict here, and is judged in its turn.
        incoming.tasks = start_tasks(incoming.readings, session.world, executor)
    read_events(incoming.readings)
    return incoming


def _record(
    session: Session,
    incoming: _Incoming,
    beside: Attachment,
    origin: str = "",
    *,
    above: int | None = None,
) -> list[Recorded]:
    readings = incoming.readings
    with session.store.writing():
        session.catch_up()
        if origin and not session.origin:
            session.identify(origin, readings[0].raw)
        answers, same = _find_known(session, readings)
        fresh = [at for at in range(len(readings)) if at not in answers and at not in same]
        if not fresh:
            return [answers[place] for place in range(len(readings))]
        signer, last = checkpoint_signer(session, readings[0].raw)
        verdicts = incoming.verdicts()
        try:
            entries = _judge_all(session, [(readings[at], verdicts[at]) for at in fresh])
            _refuse(entries, is_overtaken=above is not None and above < session.size)
            _commit(session, entries, beside, signer, last)
        except BaseException:
            # Whatever stopped us, memory must not run ahead of the file: a commit whose outcome
            # is unknown is read again before anything else is signed.
            session.world.discard(session.size)
            session.size = -1
            session.catch_up()
            raise
    # A time mark, where one was due, stands before them.
    for place, one in zip(fresh, entries[-len(fresh) :], strict=True):
        answers[place] = _answer(one)
    for place, first in same.items():
        answers[place] = replace(answers[first], already=True, findings=())
    return [answers[place] for place in range(len(readings))]


def _find_known(
    session: Session, readings: Sequence[Reading]
) -> tuple[dict[int, Recorded], dict[int, int]]:
    """Tell what the log has already, byte for byte, and what stands twice in the batch.

    Saying the same bytes again changes nothing (bytes.md 2). Gives place -> answer, and place ->
    place of the first.
    """
    known: dict[int, Recorded] = {}
    same: dict[int, int] = {}
    first: dict[bytes, int] = {}
    for place, reading in enumerate(readings):
        event, statement = reading.event, reading.statement
        if event is None or statement is None:
            continue
        index = session.world.index_of_event(event.event_id)
        if index is not None and session.store.statement(index) == reading.raw:
            known[place] = Recorded(
                index, statement.digest, event.event_id, event.kind, already=True
            )
        elif first.setdefault(statement.digest, place) != place:
            same[place] = first[statement.digest]
    return known, same


def _judge_all(session: Session, fresh: Sequence[tuple[Reading, bool | None]]) -> list[Judged]:
    """Judge what is new in order, after a time mark where one is due."""
    world = session.world
    tree = session.tree = session.tree.branch()
    regulations: Regulations | None = None
    entries: list[Judged] = []
    mark = due_mark(session)
    marks = open_statements([mark] if mark else [])
    read_events(marks)
    for reading, good in (*((mark, None) for mark in marks), *fresh):
        regulations = regulations or session.regulations()
        one = judge(reading, world, regulations, good=good)
        tree.append(reading.raw)
        entries.append(one)
        if isinstance(one.event, RulebookAdopted):
            # What comes next is judged by other rules, if these are known.
            regulations = None
    return entries


def _refuse(entries: Sequence[Judged], *, is_overtaken: bool) -> None:
    findings = [
        finding for one in entries if one.findings for finding in (*one.broken(), *one.breaches())
    ]
    if not findings:
        early = [one.event for one in entries[:-1] if one.event and one.event.kind in KEPT_KINDS]
        if early:
            # The checkpoint right over it is kept for ever, so there has to be one.
            raise InputError(
                f"{early[0].kind} has to be the last event of its batch",
                code="write.not-last",
                kind=early[0].kind,
            )
        return
    message = "; ".join(finding.message("en") for finding in findings[:5])
    codes = {finding.code for finding in findings}
    if codes == {"BP-L001"} or (is_overtaken and codes <= _OVERTAKEN):
        # Nothing is wrong but that somebody else was first: it can be composed and signed anew.
        raise ConflictError(
            f"somebody else was first, try again: {message}", code="open.stale-head"
        )
    raise RefusedError(message, findings=findings)


def _commit(
    session: Session,
    entries: Sequence[Judged],
    beside: Attachment,
    signer: NoteSigner,
    last: SignedTip | None,
) -> None:
    tree, world = session.tree, session.world
    size = tree.frontier.size
    checkpoint = Checkpoint(session.origin, size, tree.root_of_size(size))
    events = [one.event for one in entries if one.event is not None]
    batch = Batch(
        session.size,
        statements=[one.raw for one in entries],
        digests=[one.digest for one in entries],
        event_ids=[event.event_id for event in events],
        nodes=tree.take_nodes(),
        sections=list(beside.sections),
        contents=list(beside.contents),
        note=sign_checkpoint(checkpoint, [signer]),
        seal=events[-1].kind in KEPT_KINDS,
    )
    world.fill(batch)
    session.store.commit(batch)
    # The entries count from here on. Everything in memory follows the file.
    world.forget_changes()
    world.trim(_KEPT_SUBJECTS)
    session.size = checkpoint.size
    tip = session.around.tip
    if tip is not None:
        _advance(session, tip(session.origin), checkpoint, last)
    session.remember(batch.note)


def _advance(
    session: Session, keeper: TipKeeper, checkpoint: Checkpoint, last: SignedTip | None
) -> None:
    """Move the signer's state to the checkpoint that was just committed.

    Another writer may have come in between, found the ledger ahead of the state, and moved it
    itself, over our checkpoint and beyond: then there is nothing left to do.
    """
    try:
        keeper.advance(checkpoint.size, checkpoint.root, after=last)
    except ConflictError:
        now = keeper.read()
        session.catch_up()
        if now is None or now.size < checkpoint.size or now.size > session.size:
            raise
        if session.root_of_size(checkpoint.size) != checkpoint.root:
            raise


def _answer(one: Judged) -> Recorded:
    event = one.event
    if event is None:
        raise BrokenError(f"entry {one.index} was recorded unread")
    return Recorded(
        one.index,
        one.digest,
        event.event_id,
        event.kind,
        already=False,
        findings=tuple(one.findings),
    )
