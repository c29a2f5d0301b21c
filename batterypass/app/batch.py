"""A batch of signed statements on its way into the log: read, judged, and not yet written."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from batterypass.app.heads_below import heads_root
from batterypass.app.judge import (
    READ_TOGETHER,
    Judged,
    Reading,
    judge,
    open_statements,
    read_events,
)
from batterypass.app.signatures import SignatureTask, start_tasks, verdicts_of
from batterypass.app.signer import checkpoint_signer
from batterypass.app.time_marks import due_mark
from batterypass.domain.events.ledger import RulebookAdopted
from batterypass.errors import BrokenError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from concurrent.futures import Executor

    from batterypass.app.session import Session
    from batterypass.ports import Content, Section, SignedTip
    from batterypass.regulations.tables import Regulations
    from batterypass.rules.base import Finding
    from batterypass.statements.notekeys import NoteSigner

#: From this many on, event ids are looked up at once, and signatures checked side by side.
_SPREAD_FROM = 64

#: A statement that was read, and whether it is sound where somebody looked already.
Checked = tuple[Reading, bool | None]


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
    #: Its place in the outbox, where it was signed for a log that is not here.
    place: int = 0


@dataclass(frozen=True, slots=True)
class Attachment:
    """What is stored beside the entries of a batch."""

    sections: Sequence[Section] = ()
    contents: Sequence[Content] = field(default=())


NOTHING_BESIDE = Attachment()


@dataclass(slots=True)
class Incoming:
    """A batch, with its signatures being checked elsewhere where that pays."""

    raws: Sequence[bytes]
    tasks: list[SignatureTask] = field(default_factory=list)

    @classmethod
    def start(
        cls, session: Session, statements: Sequence[bytes], executor: Executor | None
    ) -> Incoming:
        """Take statements, and start checking them."""
        incoming = cls(statements)
        if len(statements) >= _SPREAD_FROM and executor is not None:
            # Under the keys that are registered now; a key that comes with the batch itself gives
            # no verdict here, and is judged in its turn.
            incoming.tasks = start_tasks(statements, session.world, executor)
        return incoming

    def chunks(self) -> Iterator[list[Checked]]:
        """Read the statements a few at a time, each with the verdict on its signature if any."""
        verdicts = verdicts_of(self.tasks) or [None] * len(self.raws)
        for start in range(0, len(self.raws), READ_TOGETHER):
            some = verdicts[start : start + READ_TOGETHER]
            readings = open_statements(self.raws[start : start + READ_TOGETHER])
            read_events(
                [one for one, sound in zip(readings, some, strict=True) if sound], canonical=True
            )
            read_events([one for one, sound in zip(readings, some, strict=True) if not sound])
            yield list(zip(readings, some, strict=True))


class JudgedBatch:
    """A batch as it is judged: what is new, what the log has already, what stands twice in it.

    Saying the same bytes again changes nothing (bytes.md 2).
    """

    def __init__(self, session: Session, first: bytes) -> None:
        self.session = session
        world = session.world
        world.heads = lambda: heads_root(session.store, session.store, world)
        self._first = first
        self._regulations: Regulations | None = None
        self._place = 0
        self._places: dict[bytes, int] = {}
        self._known: dict[int, Recorded] = {}
        #: Place of a statement that stands twice -> place of its first.
        self.repeated: dict[int, int] = {}
        #: What is new, by its place in the batch.
        self.fresh: dict[int, Judged] = {}
        #: What is to be written: a time mark, where one is due, stands before the fresh ones.
        self.entries: list[Judged] = []
        self.signer: NoteSigner
        self.last: SignedTip | None = None

    def take(self, chunk: Sequence[Checked]) -> None:
        """Judge the next statements in order; nothing is written."""
        session = self.session
        world, size = session.world, session.size
        if len(chunk) >= _SPREAD_FROM:
            event_ids = [
                reading.event.event_id for reading, _ in chunk if reading.event is not None
            ]
            world.know_events(event_ids, session.store.entries_of_events(event_ids))
        for reading, good in chunk:
            place = self._place
            self._place += 1
            event, statement = reading.event, reading.statement
            if event is not None and statement is not None:
                same = self._places.setdefault(statement.digest, place)
                if same != place:
                    self.repeated[place] = same
                    continue
                index = world.index_of_event(event.event_id)
                if (
                    index is not None
                    and index < size
                    and session.store.statement(index) == reading.raw
                ):
                    self._known[place] = Recorded(
                        index, statement.digest, event.event_id, event.kind, already=True
                    )
                    continue
            self.admit(place, reading, good)

    def admit(self, place: int, reading: Reading, good: bool | None) -> None:
        """Judge one statement that the log does not have."""
        if not self.entries:
            self.begin()
        one = self.judge(reading, good)
        self.take_in(reading, one)
        self.fresh[place] = one

    def answers(self) -> list[Recorded]:
        """Answer for each statement in order, once the fresh ones count."""
        answers = self.recorded()
        return [answers[place] for place in sorted(answers)]

    def recorded(self) -> dict[int, Recorded]:
        """Give the answers of those that are in the log now, by their place in the batch."""
        answers = {**self._known, **{place: _recorded(one) for place, one in self.fresh.items()}}
        for place, first in self.repeated.items():
            if first in answers:
                answers[place] = replace(answers[first], already=True, findings=())
        return answers

    def begin(self) -> None:
        """Prepare to sign, with a time mark where one is due."""
        self.begin_again()
        session = self.session
        mark = due_mark(session)
        marks = open_statements([mark] if mark else [])
        read_events(marks)
        for one in marks:
            self.take_in(one, self.judge(one, good=None))

    def begin_again(self) -> None:
        """Prepare to sign what was about to be signed before: its mark is in it."""
        self.signer, self.last = checkpoint_signer(self.session, self._first)
        self.session.tree = self.session.tree.branch()

    def judge(self, reading: Reading, good: bool | None, *, only_clean: bool = False) -> Judged:
        """Judge a statement over those before it, by the rulebook in force."""
        if self._regulations is None:
            self._regulations = self.session.regulations()
        world = self.session.world
        return judge(reading, world, self._regulations, good=good, only_clean=only_clean)

    def take_in(self, reading: Reading, one: Judged) -> None:
        """Count a judged statement among what is to be written."""
        world = self.session.world
        if world.size() == one.index:
            # What cannot be read or folded keeps its place: findings name the entries after it.
            world.skip()
        self.session.tree.append(reading.raw)
        self.entries.append(one)
        if type(one.event) is RulebookAdopted:
            # What comes next is judged by other rules, if these are known.
            self._regulations = None


def _recorded(one: Judged) -> Recorded:
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
