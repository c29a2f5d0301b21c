"""Recording: signed statements enter the log, all of a batch or none.

The order (``design/architecture.md`` 5, ``bytes.md`` 6): judge everything; lay the batch down beside
the key; one transaction with entries, nodes, chains, states and the signed checkpoint; the signer's
state; only then is anything acknowledged. A crash before the commit loses nothing that anybody was
told of. A crash between the commit and the signer's state leaves a ledger that is ahead of the state
*by its own signed checkpoint*; the next writer moves the state forward. Where an older copy took the
place of that ledger, the next writer records the same batch again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from batterypass.app.batch import NOTHING_BESIDE, Attachment, Incoming, JudgedBatch, Recorded
from batterypass.app.collector import no_collector
from batterypass.app.door import KEPT_KINDS, refuse
from batterypass.app.prepared import lay_down, left_behind, take_back
from batterypass.errors import ConflictError
from batterypass.ports import Batch, SignedTip, TipKeeper
from batterypass.tlog.checkpoint import Checkpoint, sign_checkpoint

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from batterypass.app.session import Session

#: Written subjects that a session keeps in memory.
_KEPT_SUBJECTS = 20_000


def record(
    session: Session,
    statements: Sequence[bytes],
    beside: Attachment = NOTHING_BESIDE,
    *,
    origin: str = "",
    above: int | None = None,
) -> list[Recorded]:
    """Record a batch, all or none, and answer for each statement in order.

    ``origin`` is given when the first statement opens the ledger; ``above`` is the size of the log
    over which the statements were composed. Raises RefusedError with the findings where a rule says
    no, ConflictError where another writer holds the ledger, BrokenError where this ledger may not be
    signed (it is behind what its key has signed), and UndecidedError under a rulebook that is not
    known here.
    """
    if not statements:
        return []
    incoming = Incoming.start(session, statements, session.around.threads())
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
        waiting: Incoming | None = None
        for statements in filter(None, batches):
            done = None
            with no_collector():
                incoming = Incoming.start(session, statements, executor or session.around.threads())
                if waiting is not None:
                    done = _record(session, waiting, NOTHING_BESIDE)
            waiting = incoming
            if done is not None:
                yield done
        if waiting is not None:
            yield _record(session, waiting, NOTHING_BESIDE)


def _record(
    session: Session,
    incoming: Incoming,
    beside: Attachment,
    origin: str = "",
    *,
    above: int | None = None,
) -> list[Recorded]:
    complete(session)
    with session.store.writing():
        session.catch_up()
        if origin and not session.origin:
            session.identify(origin, incoming.raws[0])
        judged = JudgedBatch(session, incoming.raws[0])
        try:
            for chunk in incoming.chunks():
                judged.take(chunk)
            if judged.entries:
                refuse(judged.entries, is_overtaken=above is not None and above < session.size)
                commit_batch(session, judged, beside)
        except BaseException:
            start_again(session)
            raise
    return judged.answers()


def complete(session: Session) -> None:
    """Record again what a killed writer had committed to a file that an older copy replaced.

    Its bytes give the same root and the same signed checkpoint. Called before anything is recorded;
    nearly always there is nothing to do. Raises BrokenError where this ledger may not be signed.
    """
    tip = session.around.tip
    keeper = tip(session.origin) if tip is not None and session.origin else None
    if keeper is None or keeper.prepared() is None:
        return
    with session.store.writing():
        # A writer that is alive has moved on by now.
        session.catch_up()
        found = left_behind(session, keeper)
        if found is None:
            return
        judged = JudgedBatch(session, found.statements[0])
        try:
            judged.begin_again()
            for chunk in Incoming(found.statements).chunks():
                for reading, good in chunk:
                    judged.take_in(reading, judged.judge(reading, good))
            commit_batch(session, judged, Attachment(found.sections, found.contents))
        except BaseException:
            start_again(session)
            raise


def start_again(session: Session) -> None:
    """Read the file again after whatever stopped us: memory must not run ahead of it.

    A commit whose outcome is unknown is looked at before anything else is signed.
    """
    session.world.discard(session.size)
    session.size = -1
    session.catch_up()


def commit_batch(session: Session, judged: JudgedBatch, beside: Attachment) -> None:
    """Write what was judged and sign the checkpoint over it, inside ``writing``.

    When this returns it counts, and the signer's state has followed.
    """
    tree, world, entries = session.tree, session.world, judged.entries
    size = tree.frontier.size
    checkpoint = Checkpoint(session.origin, size, tree.root_of_size(size))
    events = [one.event for one in entries if one.event is not None]
    batch = Batch(
        session.size,
        statements=[one.raw for one in entries],
        digests=[one.digest for one in entries],
        event_ids=[event.event_id for event in events],
        nodes=tree.take_completed(),
        sections=list(beside.sections),
        contents=list(beside.contents),
        note=sign_checkpoint(checkpoint, [judged.signer]),
        seal=events[-1].kind in KEPT_KINDS,
    )
    world.fill(batch)
    keeper = None if session.around.tip is None else session.around.tip(session.origin)
    try:
        if keeper is not None:
            lay_down(session, keeper, batch)
        session.store.commit(batch)
    except BaseException:
        if keeper is not None:
            take_back(session, keeper, batch)
        raise
    # The entries count from here on. Everything in memory follows the file.
    world.forget_changes()
    world.trim(_KEPT_SUBJECTS)
    session.size = checkpoint.size
    if keeper is not None:
        _advance(session, keeper, checkpoint, judged.last)
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


__all__ = ["Attachment", "Recorded", "record", "record_many"]
