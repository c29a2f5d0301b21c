"""Cosignatures under the checkpoints of one's own ledger: collected from files, kept with the notes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from batterypass.app.trust import note_verifier, trust_of
from batterypass.domain.clock import instant_ms
from batterypass.errors import (
    BrokenError,
    InputError,
    MalformedError,
    RefusedError,
    UndecidedError,
)
from batterypass.evidence.refusal import refusal
from batterypass.ports import Batch
from batterypass.statements.cose import parse_statement
from batterypass.statements.payload import parse_payload
from batterypass.tlog.checkpoint import Checkpoint, checkpoint_of
from batterypass.tlog.cosignature import Cosignature, CosignatureVerifier
from batterypass.tlog.note import Note, parse_note, verify_note

if TYPE_CHECKING:
    from collections.abc import Sequence

    from batterypass.app.session import Session
    from batterypass.ports import LogSource
    from batterypass.tlog.keys import Verifier
    from batterypass.tlog.note import NoteSignature
    from batterypass.tlog.policy import TrustFile

#: Seconds by which two clocks may differ.
_CLOCKS = 86_400


@dataclass(frozen=True, slots=True)
class Collected:
    """What one file brought: the size, the witnesses (as the trust file calls them) new and all.

    ``is_kept`` tells whether the checkpoint is kept for ever; another is dropped with its
    cosignatures when the next entry is recorded.
    """

    size: int
    new: tuple[str, ...]
    names: tuple[str, ...]
    is_quorum: bool
    is_kept: bool


def collect(
    session: Session, files: Sequence[bytes], trust_file: bytes | None = None
) -> list[Collected]:
    """Put the cosignatures of some cosigned checkpoints under those of the ledger.

    1. The trust file names witnesses; lines by others are left out, for nobody could count them.
    2. Each file is a checkpoint of this log, signed by its key, and every line by a witness is good.
       None is of a time before the log was opened, or of one that is still to come.
    3. The ledger keeps a checkpoint of that size, with the same root.
    4. Lines that are there already change nothing. The others are added in one transaction; of two
       by one key the later one stays.

    Raises RefusedError at a replica, UndecidedError in 1, BrokenError or InputError in 2 and 3.
    """
    if session.store.is_replica:
        raise refusal(RefusedError, "outbox.no-log-here")
    # 1
    trust = trust_of(session.around.memory, session.origin, trust_file).trust_file
    if trust is None or not trust.witnesses:
        raise refusal(UndecidedError, "witness.none-named", origin=session.origin)
    # 2
    read = [_open(session, trust, data) for data in files]
    for _, lines in read:
        _demand_times(session, lines)
    names = {(one.vkey.name, one.vkey.key_id): one.name for one in trust.witnesses}
    done = []
    with session.store.writing():
        kept = {size: (note, is_kept) for size, note, is_kept in session.store.notes()}
        changed: dict[int, bytes] = {}
        for checkpoint, lines in read:
            # 3
            size = checkpoint.size
            if size not in kept:
                raise refusal(InputError, "witness.not-kept", size=size)
            note = parse_note(changed.get(size, kept[size][0]))
            if note.text != checkpoint.encode():
                raise refusal(BrokenError, "witness.not-ours", size=size)
            # 4
            had = {line.key for line in note.signatures}
            new = _with_latest(note, lines)
            if new != note:
                changed[size] = new.encode()
            known = tuple(dict.fromkeys(names[x.key] for x in new.signatures if x.key in names))
            added = tuple(dict.fromkeys(names[x.key] for x in lines if x.key not in had))
            done.append(Collected(size, added, known, trust.is_quorum(known), kept[size][1]))
        _put(session, changed)
    return done


def _demand_times(session: Session, lines: Sequence[NoteSignature]) -> None:
    """Refuse a cosignature of a time at which nobody can have seen this log."""
    opened = parse_payload(parse_statement(session.store.statement(0)).payload)["event_time"]
    first = instant_ms(str(opened)) // 1000
    last = int(session.around.clock().timestamp())
    for line in lines:
        # Clocks differ; a day is no clock's difference.
        if not first - _CLOCKS <= _time(line) <= last + _CLOCKS:
            raise refusal(
                InputError, "witness.bad-time", name=line.name, time=_time(line), first=first,
                last=last,
            )  # fmt: skip


def join_lines(old: bytes, new: bytes) -> bytes:
    """Give a note with the lines of another one of the same text; nobody's line is lost.

    Of two by one key the later one stays. Raises MalformedError where one is no note, InputError for
    two different texts or too many lines.
    """
    note, other = parse_note(old), parse_note(new)
    if note.text != other.text:
        raise refusal(InputError, "note.two-texts")
    return _with_latest(note, other.signatures).encode()


def _with_latest(note: Note, lines: Sequence[NoteSignature]) -> Note:
    """Put cosignatures under a note, each in place of an earlier one by its key.

    Who cosigns the same checkpoint every week would fill it up otherwise. ``lines`` were verified.
    """
    latest: dict[tuple[str, bytes], NoteSignature] = {}
    for line in (*(old for old in note.signatures if _time(old) >= 0), *lines):
        if line.key not in latest or _time(line) > _time(latest[line.key]):
            latest[line.key] = line
    fresh = [latest[key] for key in dict.fromkeys(line.key for line in lines)]
    replaced = {line.key for line in fresh}
    others = tuple(old for old in note.signatures if old.key not in replaced or old in fresh)
    return Note(note.text, others).add(fresh)


def _time(line: NoteSignature) -> int:
    """Give the time of a cosignature; -1 of a line that is none."""
    try:
        return Cosignature.parse(line.signature).time
    except MalformedError:
        return -1


def _put(session: Session, changed: dict[int, bytes]) -> None:
    """Replace notes by the same with more lines, inside ``writing``; all of them or none."""
    if not changed:
        return
    size = session.store.size()
    last = changed.pop(size, session.store.note())
    session.store.commit(Batch(size, note=last, kept_notes=sorted(changed.items())))


def take_cosignatures(session: Session, source: LogSource) -> int:
    """Put under the checkpoints of a copy what known witnesses have signed at its source; count them.

    Only what the pinned trust file can judge is taken.
    """
    trust = trust_of(session.around.memory, session.origin, None).trust_file
    if trust is None or not trust.witnesses:
        return 0
    theirs = {size: note for size, note, _ in source.notes()}
    changed: dict[int, bytes] = {}
    with session.store.writing():
        for size, note, _ in session.store.notes():
            if theirs.get(size, note) == note:
                continue
            try:
                checkpoint, lines = _open(session, trust, theirs[size])
                ours = parse_note(note)
                new = _with_latest(ours, lines)
            except (BrokenError, InputError, UndecidedError):
                # What the source holds beside the log is no reason to refuse the log.
                continue
            if checkpoint.encode() == ours.text and new != ours:
                changed[size] = new.encode()
        count = len(changed)
        _put(session, changed)
    return count


def _open(
    session: Session, trust: TrustFile, data: bytes
) -> tuple[Checkpoint, list[NoteSignature]]:
    verifiers: list[Verifier] = [session.verifier()]
    witnesses = {
        (one.vkey.name, one.vkey.key_id): CosignatureVerifier(note_verifier(one.vkey))
        for one in trust.witnesses
    }
    try:
        verified = verify_note(data, [*verifiers, *witnesses.values()])
        checkpoint = checkpoint_of(verified, session.origin)
    except BrokenError as error:
        raise refusal(
            BrokenError, "witness.not-signed", origin=session.origin, why=error
        ) from error
    lines = [line for line in verified.signatures if line.key in witnesses]
    if not lines:
        raise refusal(UndecidedError, "witness.no-known-line", size=checkpoint.size)
    return checkpoint, lines
