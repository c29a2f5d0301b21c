"""Growing somebody's copy of a log: a replica, or the operator's own ledger after a restore.

Nothing that a source says is believed: its entries are judged as an audit judges them, hashed to the
checkpoint that the log's key signed, and compared with every checkpoint that was seen before.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from batterypass.app.collector import no_collector
from batterypass.app.cosignatures import take_cosignatures
from batterypass.app.forks import Fork, checkpoint_in, damaged_source, find_fork
from batterypass.app.growth import Growth
from batterypass.app.judge import open_statements, read_events
from batterypass.app.record import start_again
from batterypass.app.trust import TrustKind, TrustStart, check_trust, trust_of
from batterypass.domain.events.ledger import LedgerOpened
from batterypass.errors import (
    BrokenError,
    FailedError,
    InputError,
    MalformedError,
    UndecidedError,
)
from batterypass.evidence.refusal import refusal
from batterypass.statements.notekeys import NoteVerifier
from batterypass.statements.verifiers import parse_base64url
from batterypass.tlog.checkpoint import Checkpoint, open_checkpoint

if TYPE_CHECKING:
    from batterypass.app.session import Session
    from batterypass.ports import LogSource

Progress = Callable[[int, int], None]
KeepEvidence = Callable[[Fork], None]


@dataclass(frozen=True, slots=True)
class Grown:
    """From how many entries to how many; ``is_older`` where the source ends before this copy."""

    before: int
    after: int
    trust: TrustKind
    is_older: bool = False


@dataclass(frozen=True, slots=True)
class _Offer:
    """What a source offers, once its checkpoint was verified by the log's key and by trust."""

    note: bytes
    checkpoint: Checkpoint
    verifier: NoteVerifier
    start: TrustStart
    #: The note of the checkpoint that this person has seen.
    remembered: bytes | None


def extend(
    session: Session,
    source: LogSource,
    *,
    trust_file: bytes | None,
    first_use: bool,
    keep_evidence: KeepEvidence,
    progress: Progress = lambda done, total: None,
) -> Grown:
    """Take over what a source has beyond this copy, all of it or nothing.

    1. The source's note is signed by the key that entry 0 names, and the trust file and the
       remembered checkpoint vouch for the log; else ``first_use`` is needed, which overrides neither.
    2. A source that ends at or before this copy must have a root that this copy had at that size.
    3. Each further entry is judged: signature, links, every rule of integrity. Compliance is for
       ``verify``.
    4. All entries hash to the root of the note, and to the remembered one at its size: that *is* the
       proof of consistency. Each kept note and all content that the entries name is there.
    5. One commit; then the note is remembered, and ``trust_file`` pinned. Cosignatures that the source
       has more under checkpoints of this copy are taken last.

    ``keep_evidence`` is called with a fork before BrokenError ``replica.fork`` is raised. Raises
    BrokenError too for a damaged source and for an entry that breaks the log, FailedError where a
    part is missing, UndecidedError where nothing vouches for the log or the source ends before what
    was seen, InputError for another log. After any of them this copy is as it was.
    """
    try:
        with no_collector(), session.store.writing():
            session.catch_up()
            # 1
            offer = _open_offer(session, source, trust_file, first_use=first_use)
            found = _extend(session, source, offer, trust_file, progress)
        if isinstance(found, Grown):
            take_cosignatures(session, source)
            return found
        start_again(session)
        if isinstance(found, Fork):
            fork = found
        elif session.size:
            fork = find_fork(session, source, offer.note, offer.remembered, found.part)
        else:
            raise damaged_source(found.part)
        keep_evidence(fork)
        raise fork.error()
    except BaseException:
        if not session.store.size():
            session.origin = session.audience = ""
            session.world = session.new_world()
        start_again(session)
        raise


@dataclass(frozen=True, slots=True)
class _Mismatch:
    """The source's entries, or ours, do not lead to its checkpoint; ``part`` was seen to be off."""

    part: str


def _extend(
    session: Session,
    source: LogSource,
    offer: _Offer,
    trust_file: bytes | None,
    progress: Progress,
) -> Grown | Fork | _Mismatch:
    memory, theirs, seen = session.around.memory, offer.checkpoint, offer.start.remembered
    before = session.size
    # 2
    if theirs.size <= before:
        if session.root_of_size(theirs.size) != theirs.root:
            return _Mismatch("checkpoint")
        note = session.store.note()
        if fork := _fork_in_memory(session, offer, note):
            return fork
        if trust_file is not None:
            memory.pin(theirs.origin, trust_file)
        if seen is None or seen.size <= before:
            memory.remember(theirs.origin, note)
        return Grown(before, before, offer.start.kind, is_older=theirs.size < before)
    if seen is not None and seen.size > theirs.size and session.store.is_replica:
        raise refusal(
            UndecidedError, "replica.behind-memory",
            origin=theirs.origin, size=theirs.size, seen=seen.size,
        )  # fmt: skip
    # 3
    growth = Growth(session, theirs)
    growth.take(source, progress)
    # 4
    broken = growth.broken
    if session.tree.frontier.root() != theirs.root:
        return _Mismatch("?" if broken is None else f"entry {broken.index}")
    if broken is not None:
        why = "; ".join(finding.message("en") for finding in broken.broken()[:3])
        raise refusal(BrokenError, "replica.broken-entry", entry=broken.index, why=why)
    if fork := _fork_in_memory(session, offer, offer.note):
        return fork
    batch = growth.last_batch(source, offer.note, offer.verifier)
    if trust_file is not None:
        # Before the commit, so that another pin leaves everything as it was.
        memory.pin(theirs.origin, trust_file)
    # 5
    session.store.commit(batch)
    session.size = theirs.size
    if seen is None or seen.size <= theirs.size:
        memory.remember(theirs.origin, offer.note)
    return Grown(before, theirs.size, offer.start.kind)


def _fork_in_memory(session: Session, offer: _Offer, note: bytes) -> Fork | None:
    """Compare with the checkpoint that this person has seen, where the tree is that long."""
    seen, remembered = offer.start.remembered, offer.remembered
    if seen is None or remembered is None or seen.size > session.tree.frontier.size:
        return None
    if session.root_of_size(seen.size) == seen.root:
        return None
    return Fork(seen.origin, remembered, note, remembered, is_remembered=True)


def _open_offer(
    session: Session, source: LogSource, trust_file: bytes | None, *, first_use: bool
) -> _Offer:
    note = source.note()
    if not note:
        raise refusal(InputError, "replica.empty-source")
    try:
        origin = checkpoint_in(note).origin
    except MalformedError as error:
        raise damaged_source("checkpoint", error) from error
    if session.size and origin != session.origin:
        raise refusal(InputError, "replica.other-ledger", ours=session.origin, theirs=origin)
    entry_0 = session.store.statement(0) if session.size else _first_entry(source)
    verifier = log_verifier(entry_0, origin)
    try:
        checkpoint = open_checkpoint(note, [verifier], origin)
    except (BrokenError, MalformedError) as error:
        raise damaged_source("checkpoint", error) from error
    memory = session.around.memory
    start = trust_of(memory, origin, trust_file)
    problem = check_trust(start, origin, note, entry_0)
    if problem is not None:
        raise refusal(BrokenError, "replica.not-trusted", origin=origin, why=problem)
    if start.kind == "first-use" and not first_use:
        raise refusal(UndecidedError, "replica.first-use", origin=origin)
    if not session.size:
        session.identify(origin, entry_0)
    return _Offer(note, checkpoint, verifier, start, memory.checkpoint(origin))


def _first_entry(source: LogSource) -> bytes:
    for index, raw in source.statements(0, 1):
        if index == 0:
            return raw
    raise refusal(FailedError, "replica.missing-part", part="entry 0")


def log_verifier(entry_0: bytes, origin: str) -> NoteVerifier:
    """Give the verifier of the log key that entry 0 names."""
    readings = open_statements([entry_0])
    read_events(readings)
    event = readings[0].event
    if not isinstance(event, LedgerOpened) or event.origin != origin:
        raise damaged_source("entry 0", readings[0].problem)
    return NoteVerifier(origin, parse_base64url(event.checkpoint_key.public, "checkpoint key"))
