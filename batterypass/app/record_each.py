"""Recording what passes, one by one: what came from sites, and what comes from a line computer.

The same judging and the same commit as :mod:`batterypass.app.record`; only, a statement that is
refused does not stop those after it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal

from batterypass.app.batch import NOTHING_BESIDE, Attachment, Incoming, JudgedBatch, Recorded
from batterypass.app.collector import no_collector
from batterypass.app.door import KEPT_KINDS
from batterypass.app.judge import Judged, Reading, is_refused
from batterypass.app.record import commit_batch, complete, start_again
from batterypass.app.repeats import is_same_event
from batterypass.domain.events import UnknownEvent
from batterypass.domain.events.ledger import HeadsCommitted
from batterypass.rules.base import Finding
from batterypass.rules.outcome import Outcome, outcome_of
from batterypass.statements.cose import parse_statement
from batterypass.statements.payload import parse_payload

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from concurrent.futures import Executor

    from batterypass.app.session import Session
    from batterypass.domain.events import Event
    from batterypass.ports import Section

#: Sealed sections by the event id that they belong to.
Sections = Mapping[str, "Sequence[Section]"]
NO_SECTIONS: Sections = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class NotRecorded:
    """What became of a statement that was not taken in.

    ``superseded``: the log has its event already, signed in other bytes, as entry ``known``.
    """

    digest: bytes
    event: Event | UnknownEvent | None
    outcome: Outcome | Literal["superseded"]
    findings: tuple[Finding, ...]
    known: int | None = None


Answer = Recorded | NotRecorded


def record_each(
    session: Session,
    batches: Iterable[Sequence[bytes]],
    *,
    sections: Sections = NO_SECTIONS,
    executor: Executor | None = None,
    dead: set[str] | None = None,
    dry_run: bool = False,
) -> Iterator[list[Answer]]:
    """Record batch after batch, refusing one by one; give the answers once they count.

    The answers of a batch come in its order. A batch of which nothing is taken writes nothing, not
    even a time mark. ``sections`` are stored with the statements that name their digests; the
    signatures of the next batch are checked in ``executor``, while one is judged and written.
    ``dead`` holds the digests (hex) of what was not taken in before, and gets those of this call.
    With ``dry_run`` each batch is judged and dropped. Raises ConflictError where another writer
    holds the ledger and BrokenError where this ledger may not be signed.
    """
    dead = set() if dead is None else dead
    # The first batch is checked here, while other processes start with the next.
    spread = None if executor is not None else session.around.threads()
    waiting: Incoming | None = None
    for statements in batches:
        done: list[Answer] = []
        with no_collector():
            incoming = Incoming.start(session, statements, spread)
            spread = executor or spread
            if waiting is not None:
                done = _record(session, waiting, sections, dead, dry_run=dry_run)
        waiting = incoming
        if done:
            yield done
    if waiting is not None:
        yield _record(session, waiting, sections, dead, dry_run=dry_run)


def _record(
    session: Session,
    incoming: Incoming,
    sections: Sections,
    dead: set[str],
    *,
    dry_run: bool,
) -> list[Answer]:
    answers: list[Answer] = []
    while incoming.raws:
        if not dry_run:
            complete(session)
        with session.store.writing():
            session.catch_up()
            judged = _EachBatch(session, incoming.raws[0], dead)
            try:
                for chunk in incoming.chunks():
                    judged.take(chunk)
                if judged.fresh and not dry_run:
                    commit_batch(session, judged, _beside(judged, sections))
                elif judged.entries:
                    # Nothing is written: a time mark alone goes as it came.
                    start_again(session)
            except BaseException:
                start_again(session)
                raise
        answers += judged.all_answers()
        incoming = Incoming(judged.left)
    return answers


class _EachBatch(JudgedBatch):
    """A batch of which each statement stands for itself."""

    def __init__(self, session: Session, first: bytes, dead: set[str]) -> None:
        super().__init__(session, first)
        self._dead = dead
        self._not_recorded: dict[int, NotRecorded] = {}
        #: What came after a statement whose checkpoint is kept: it goes into the next batch.
        self.left: list[bytes] = []
        self._is_closed = False

    def admit(self, place: int, reading: Reading, good: bool | None) -> None:
        """Judge one statement; take it in, or note why not."""
        if self._is_closed:
            self.left.append(reading.raw)
            return
        if isinstance(reading.event, UnknownEvent):
            one = _unknown(self.session, reading, reading.event)
        elif isinstance(reading.event, HeadsCommitted):
            one = _handed_in(self.session, reading, reading.event)
        else:
            if not self.entries:
                self.begin()
            one = self.judge(reading, good, only_clean=True)
            if not any(is_refused(finding) for finding in one.findings):
                self.take_in(reading, one)
                self.fresh[place] = one
                self._is_closed = one.event is not None and one.event.kind in KEPT_KINDS
                return
        self._not_recorded[place] = self._refused(reading, one)

    def all_answers(self) -> list[Answer]:
        """Answer for each statement but those that are left, in order."""
        answers: dict[int, Answer] = {**self.recorded(), **self._not_recorded}
        for place, first in self.repeated.items():
            if first in self._not_recorded:
                answers[place] = self._not_recorded[first]
        return [answers[place] for place in sorted(answers)]

    def _refused(self, reading: Reading, one: Judged) -> NotRecorded:
        known = self._same_event(reading, one)
        findings = tuple(one.findings)
        if known is not None:
            return NotRecorded(one.digest, one.event, "superseded", findings, known)
        outcome = outcome_of(
            findings,
            one.event,
            dead=self._dead,
            logged=self.session.size,
            world=self.session.world,
        )
        self._dead.add(one.digest.hex())
        return NotRecorded(one.digest, one.event, outcome, findings)

    def _same_event(self, reading: Reading, one: Judged) -> int | None:
        """Give the entry that says the same under the same event id, in other bytes."""
        if reading.statement is None or not any(f.code == "BP-S005" for f in one.findings):
            return None
        if any(f.code == "BP-S004" or f.code.startswith("BP-K") for f in one.findings):
            return None
        payload = parse_payload(reading.statement.payload)
        known = self.session.world.index_of_event(payload["event_id"])
        if known is None:
            return None
        above = known - self.session.size
        raw = self.entries[above].raw if above >= 0 else self.session.store.statement(known)
        recorded = parse_payload(parse_statement(raw).payload)
        return known if is_same_event(recorded, payload) else None


def _unknown(session: Session, reading: Reading, event: UnknownEvent) -> Judged:
    """Keep out what nobody here can judge."""
    values = {"kind": event.kind, "version": str(event.version)}
    subject, index = event.subjects[0].subject, session.world.size()
    finding = Finding("BP-U002", "notice", subject, values, index)
    return Judged(index, reading.raw, sha256(reading.raw).digest(), event, [finding])


def _handed_in(session: Session, reading: Reading, event: HeadsCommitted) -> Judged:
    """Keep out heads that somebody hands in: the operator commits to them where the whole log is.

    They would be computed before anybody knows whether they stay out.
    """
    values = {"size": str(event.size), "expected": "~heads-here", "found": event.root}
    subject, index = event.subjects[0].subject, session.world.size()
    finding = Finding("BP-V012", "integrity", subject, values, index)
    return Judged(index, reading.raw, sha256(reading.raw).digest(), event, [finding])


def _beside(judged: JudgedBatch, sections: Sections) -> Attachment:
    """Choose the sections whose digests the new statements name."""
    if not sections:
        return NOTHING_BESIDE
    chosen = [
        section
        for one in judged.fresh.values()
        if one.event is not None and not isinstance(one.event, UnknownEvent)
        for section in sections.get(one.event.event_id, ())
        if one.event.sealed.get(section.point) == sha256(section.body).hexdigest()  # type: ignore[call-overload]
    ]
    return Attachment(sections=chosen)
