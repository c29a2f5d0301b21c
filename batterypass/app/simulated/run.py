"""The simulation: stories go on in the order of their days, and what they sign is recorded in batches."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone
from hashlib import sha256
from heapq import heappop, heappush
from random import Random
from typing import TYPE_CHECKING, Final

from batterypass.app.heads import seal
from batterypass.app.opening import open_new_ledger
from batterypass.app.record import record_many
from batterypass.app.simulated.cast import make_cast
from batterypass.app.simulated.country import Country, Step, Story, Wait
from batterypass.app.simulated.desk import Act, Desk, Planted
from batterypass.app.simulated.directory import enter_everybody, keys_that_change
from batterypass.app.simulated.making import LOT, make_lot
from batterypass.app.simulated.models import MODELS
from batterypass.app.simulated.plants import plant_stories
from batterypass.app.simulated.seeded import operator_keys
from batterypass.domain.ids import ledger_subject
from batterypass.statements.cose import parse_statement
from batterypass.statements.payload import parse_payload

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterator

    from batterypass.app.batch import Recorded
    from batterypass.app.opening import Rulebook
    from batterypass.app.session import Session
    from batterypass.app.simulated.seeded import KeysInMemory
    from batterypass.regulations.tables import Table

#: When the history begins: a Monday, after which every table of the law has rows.
START: Final = datetime(2020, 1, 6, 8, 0, tzinfo=timezone(timedelta(hours=-6)))
#: Entries that are recorded together at most, and the days that they may span.
_BATCH: Final = 1_000
_SPAN: Final = timedelta(hours=60)
#: Nobody works at night: what falls there is moved to the morning.
_MORNING, _EVENING = 7, 19
_ENTRIES_PER_PACK: Final = 18


@dataclass(frozen=True, slots=True)
class Plan:
    """What to simulate: packs over years from a seed, and at most so many entries (0: no limit)."""

    packs: int
    years: int
    seed: int
    events: int = 0

    @property
    def origin(self) -> str:
        """The origin of the ledger, which says that it is simulated."""
        return f"simulado.example/flota-{self.seed}"


@dataclass(frozen=True, slots=True)
class Breach:
    """A planted breach, and the entry that has it."""

    code: str
    entry: int
    subject: str
    how: str
    reason: str
    kind: str


@dataclass(slots=True)
class Simulated:
    """What came of it: the size of the log, its packs, and every planted breach."""

    origin: str
    entries: int = 0
    packs: int = 0
    until: str = ""
    breaches: list[Breach] = field(default_factory=list)


class Clock:
    """The clock of the operator, which stands where the simulation puts it."""

    def __init__(self) -> None:
        self.now = START

    def __call__(self) -> datetime:
        """Give the simulated time."""
        return self.now


def simulate(
    session: Session,
    plan: Plan,
    *,
    clock: Clock,
    keys: KeysInMemory,
    rulebook: Rulebook,
    thresholds: Table,
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> Simulated:
    """Open a ledger in an empty session and fill it with the history of a plan.

    ``clock`` and ``keys`` are those of the session. The same plan gives the same bytes. Raises
    InputError where the ledger is not new.
    """
    return _Simulation(session, plan, clock, keys, rulebook, thresholds, progress).run()


class _Simulation:
    def __init__(
        self,
        session: Session,
        plan: Plan,
        clock: Clock,
        keys: KeysInMemory,
        rulebook: Rulebook,
        thresholds: Table,
        progress: Callable[[int, int], None],
    ) -> None:
        self._session, self._plan, self._clock = session, plan, clock
        self._progress = progress
        self._done = Simulated(plan.origin)
        # Chance of a story, no secret: the keys come from the seed as well.
        random = Random(plan.seed)  # noqa: S311
        end = START + timedelta(days=round(365.25 * plan.years))
        cast = make_cast(plan.seed, random, START.date(), plan.years)
        operator = operator_keys(plan.seed)
        name = ledger_subject(plan.origin)
        keys.add(operator.checkpoint, name, "checkpoint")
        keys.add(operator.statement, name, "operator")
        registrar = cast.registrar
        open_new_ledger(
            session,
            origin=plan.origin,
            profile="MX",
            registrar={
                "party": registrar.id, "legal_name": "Registro simulado", "country": "MX",
                "roles": ["registrar"], "domains": [registrar.domain],
            },
            registrar_keys=[("daily", registrar.key), ("recovery", registrar.recovery)],
            operator=operator,
            rulebook=rulebook,
            remember_keys=lambda: None,
        )  # fmt: skip
        self._country = Country(
            plan.seed, cast, random, session.regulations(), thresholds, session.audience, START, end
        )
        self._desk = Desk(session.audience, plan.seed)
        for _, raw in session.store.statements(0, session.size):
            self._desk.take(raw, parse_payload(parse_statement(raw).payload)["subjects"])
        #: Stories by the day on which they go on; the number keeps their order.
        self._due: list[tuple[datetime, int, Story]] = []
        self._begun = 0
        #: Of each batch under way: the planted breaches with the place in it.
        self._marks: list[list[tuple[int, str, Planted]]] = []
        #: Statements made, with a time mark for each batch.
        self._made = session.size
        #: When each batch under way is recorded, by the operator's clock.
        self._ends: deque[datetime] = deque()

    def run(self) -> Simulated:
        """Tell the whole story, year by year; each ends with a seal over all heads."""
        country = self._country
        self._begin(enter_everybody(country), START + timedelta(minutes=10))
        self._begin(keys_that_change(country), START + timedelta(days=1))
        self._begin(self._market(), START + timedelta(days=2))
        for story, day in plant_stories(country, self._plan.packs):
            self._begin(story, START + timedelta(days=day))
        year, is_over = 1, False
        while not is_over:
            stop = min(START + timedelta(days=round(365.25 * year)), country.end)
            self._record_until(stop)
            is_over = stop >= country.end or self._is_full() or not self._due
            if is_over:
                # The ledger ends with what was signed last, not with the year.
                stop = min(stop, country.now)
            self._clock.now = max(self._clock.now, stop)
            seal(self._session)
            year += 1
        self._done.entries = self._session.size
        self._done.packs = sum(country.made.values())
        self._done.until = country.day
        return self._done

    def _market(self) -> Generator[Step, str, None]:
        """Make lots of packs, more of them every year."""
        country, plan = self._country, self._plan
        left, shares = plan.packs, [model.share for model in MODELS]
        lots = -(-plan.packs // LOT)
        days = (country.end - country.now).days * 0.9
        for lot in range(lots):
            model = country.random.choices(MODELS, shares)[0]
            count = min(LOT, left)
            left -= count
            country.made[model.name] = country.made.get(model.name, 0) + count
            country.begin(make_lot(country, model, count))
            # The market grows: the same number of lots takes less time each year.
            here, there = (round(days * (part / lots) ** 0.7, 2) for part in (lot, lot + 1))
            yield Wait(there - here)

    def _is_full(self) -> bool:
        return bool(self._plan.events) and self._made >= self._plan.events

    def _record_until(self, stop: datetime) -> None:
        expected = self._plan.events or self._plan.packs * _ENTRIES_PER_PACK
        spread = max(1, expected // self._plan.years)
        for answers in record_many(self._session, self._batches(stop), spread):
            self._take_in(answers)
            self._ends.popleft()
            if self._ends:
                self._clock.now = self._ends[0]
            self._progress(self._session.size, expected)

    def _take_in(self, answers: list[Recorded]) -> None:
        for place, subject, one in self._marks.pop(0):
            entry = answers[place]
            self._done.breaches.append(
                Breach(one.code, entry.index, subject, one.how, one.reason, entry.kind)
            )

    def _batches(self, stop: datetime) -> Iterator[list[bytes]]:
        """Give what is signed until a time, in batches that span few days."""
        country, desk = self._country, self._desk
        while self._due and self._due[0][0] < stop and not self._is_full():
            desk.seen = {
                "size": self._session.size,
                "root": self._session.root_of_size(self._session.size).hex(),
            }
            raws: list[bytes] = []
            marks: list[tuple[int, str, Planted]] = []
            first = self._due[0][0]
            limit = min(stop, first + _SPAN)
            while self._due and self._due[0][0] < limit and len(raws) < _BATCH:
                when, _, story = heappop(self._due)
                country.now = max(country.now, when)
                self._go_on(story, raws, marks)
            if not raws:
                continue
            self._marks.append(marks)
            self._made += len(raws) + 1
            self._ends.append(country.now)
            # It is one batch ahead of the one that is being recorded.
            self._clock.now = self._ends[0]
            yield raws

    def _go_on(
        self,
        story: Story,
        raws: list[bytes],
        marks: list[tuple[int, str, Planted]],
    ) -> None:
        """Let a story go on until it waits or ends."""
        country = self._country
        try:
            step = next(story)
            while isinstance(step, Act):
                raw = self._desk.sign(step, country.now)
                marks += [(len(raws), one.subject, one) for one in step.planted]
                raws.append(raw)
                step = story.send(sha256(raw).hexdigest())
            self._begin(story, country.now + timedelta(days=step.days))
        except StopIteration:
            pass
        while country.begun:
            self._begin(country.begun.pop(0), country.now)

    def _begin(self, story: Story, when: datetime) -> None:
        if when < self._country.end:
            self._begun += 1
            heappush(self._due, (_by_day(when), self._begun, story))


def _by_day(when: datetime) -> datetime:
    """Give a time of a working day at or after another, to the second."""
    when = when.replace(microsecond=0)
    if when.hour >= _EVENING:
        when = when.replace(hour=_MORNING) + timedelta(days=1)
    elif when.hour < _MORNING:
        when = when.replace(hour=_MORNING)
    return when
