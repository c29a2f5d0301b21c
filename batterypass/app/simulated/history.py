"""A history as it is made: stories go on in the order of their days, and what they sign is cut into batches.

It needs no ledger, only the checkpoints that its parties have seen. So it runs in a process of its own
where there is one: while a batch is recorded, the next one is being made (:func:`begin_beside`).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from functools import partial
from hashlib import sha256
from heapq import heappop, heappush
from random import Random
from typing import TYPE_CHECKING, Final, TypeAlias

from batterypass.app.simulated.cast import make_cast
from batterypass.app.simulated.country import Country, Step, Story, Wait
from batterypass.app.simulated.desk import Act, Desk, Planted
from batterypass.app.simulated.directory import enter_everybody, keys_that_change
from batterypass.app.simulated.making import LOT, make_lot
from batterypass.app.simulated.models import MODELS
from batterypass.app.simulated.plants import plant_stories
from batterypass.statements.cose import parse_statement
from batterypass.statements.payload import parse_payload

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterator, Sequence
    from concurrent.futures import Executor

    from batterypass.app.simulated.desk import Fields
    from batterypass.app.simulated.run import Plan
    from batterypass.regulations.tables import Regulations, Table

    #: Asks for the next batch, whose parties have seen a checkpoint; gives what waits for the batch.
    Ask: TypeAlias = Callable[[Fields], Callable[[], "Made | None"]]

#: When the history begins: a Monday, after which every table of the law has rows.
START: Final = datetime(2020, 1, 6, 8, 0, tzinfo=timezone(timedelta(hours=-6)))
#: Entries that are recorded together at most, and the days that they may span.
_BATCH: Final = 1_000
_SPAN: Final = timedelta(hours=60)
#: Nobody works at night: what falls there is moved to the morning.
_MORNING, _EVENING = 7, 19
_DAYS_A_YEAR: Final = 365.25


@dataclass(frozen=True, slots=True)
class Setting:
    """What a history begins with: its plan, the statements that opened its ledger, the law.

    The law is given as what reads it: that can be sent to another process, tables cannot.
    """

    plan: Plan
    audience: str
    opening: Sequence[bytes]
    regulations: Callable[[], Regulations]
    thresholds: Callable[[], Table]


@dataclass(frozen=True, slots=True)
class Made:
    """Statements that are recorded together; without any, a year is over.

    ``at`` is when that is, ``packs`` how many were made until then. ``planted`` are breaches, each
    with the place of its statement.
    """

    at: datetime
    packs: int
    statements: Sequence[bytes] = ()
    planted: Sequence[tuple[int, Planted]] = ()


def be_ready() -> None:
    """Do nothing: a process that is asked for this has started, and imported what it needs."""


def begin_here(setting: Setting) -> Ask:
    """Begin a history in this process."""
    history = History(setting)
    return lambda seen: partial(history.go_on, seen)


def begin_beside(setting: Setting, process: Executor) -> Ask:
    """Begin a history in another process, an executor that has no second one.

    Raises BrokenExecutor where there is none, and so does whoever waits once it has ended.
    """
    process.submit(_begin, setting)
    return lambda seen: process.submit(_go_on, seen).result


#: The one history of a process that makes nothing else.
_BESIDE: list[History] = []


def _begin(setting: Setting) -> None:
    _BESIDE[:] = [History(setting)]


def _go_on(seen: Fields) -> Made | None:
    return _BESIDE[0].go_on(seen)


class History:
    """The history of a plan, told batch by batch."""

    def __init__(self, setting: Setting) -> None:
        plan = self._plan = setting.plan
        # Chance of a story, no secret: the keys come from the seed as well.
        random = Random(plan.seed)  # noqa: S311
        self._country = Country(
            plan.seed, make_cast(plan.seed, random, START.date(), plan.years), random,
            setting.regulations(), setting.thresholds(), setting.audience, START,
            START + timedelta(days=round(_DAYS_A_YEAR * plan.years)),
        )  # fmt: skip
        self._desk = Desk(setting.audience, plan.seed)
        for raw in setting.opening:
            self._desk.take(raw, parse_payload(parse_statement(raw).payload)["subjects"])
        #: Statements made, with a time mark for each batch.
        self._made = len(setting.opening)
        #: Stories by the day on which they go on; the number keeps their order.
        self._due: list[tuple[datetime, int, Story]] = []
        self._begun = 0
        self._batches = self._tell()

    def go_on(self, seen: Fields) -> Made | None:
        """Make the next batch, whose parties have seen a checkpoint; None after the last year."""
        self._desk.seen = seen
        return next(self._batches, None)

    def _tell(self) -> Iterator[Made]:
        """Tell the whole history, year by year."""
        country = self._country
        self._begin(enter_everybody(country), START + timedelta(minutes=10))
        self._begin(keys_that_change(country), START + timedelta(days=1))
        self._begin(self._market(), START + timedelta(days=2))
        for story, day in plant_stories(country, self._plan.packs):
            self._begin(story, START + timedelta(days=day))
        for year in range(1, self._plan.years + 1):
            stop = min(START + timedelta(days=round(_DAYS_A_YEAR * year)), country.end)
            while self._goes_on_before(stop):
                statements, planted = self._batch(stop)
                if statements:
                    self._made += len(statements) + 1
                    yield Made(country.now, self._packs(), statements, planted)
            if not self._goes_on_before(country.end):
                # The ledger ends with what was signed last, not with the year.
                yield Made(country.now, self._packs())
                return
            yield Made(stop, self._packs())

    def _packs(self) -> int:
        return sum(self._country.made.values())

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

    def _goes_on_before(self, stop: datetime) -> bool:
        is_full = self._plan.events and self._made >= self._plan.events
        return bool(self._due) and self._due[0][0] < stop and not is_full

    def _batch(self, stop: datetime) -> tuple[list[bytes], list[tuple[int, Planted]]]:
        """Give what is signed in the next days before a time."""
        country, due = self._country, self._due
        statements: list[bytes] = []
        planted: list[tuple[int, Planted]] = []
        limit = min(stop, due[0][0] + _SPAN)
        while due and due[0][0] < limit and len(statements) < _BATCH:
            when, _, story = heappop(due)
            country.now = max(country.now, when)
            self._go_on(story, statements, planted)
        return statements, planted

    def _go_on(
        self, story: Story, statements: list[bytes], planted: list[tuple[int, Planted]]
    ) -> None:
        """Let a story go on until it waits or ends."""
        country = self._country
        try:
            step = next(story)
            while isinstance(step, Act):
                raw = self._desk.sign(step, country.now)
                planted += [(len(statements), one) for one in step.planted]
                statements.append(raw)
                step = story.send(sha256(raw).hexdigest())
            if not self._begin(story, country.now + timedelta(days=step.days)):
                self._desk.forget(step.of)
        except StopIteration:
            pass
        for begun in country.begun:
            self._begin(begun, country.now)
        country.begun.clear()

    def _begin(self, story: Story, when: datetime) -> bool:
        """Let a story go on at a time; tell whether that is before the end."""
        if is_before := when < self._country.end:
            self._begun += 1
            heappush(self._due, (_by_day(when), self._begun, story))
        return is_before


def _by_day(when: datetime) -> datetime:
    """Give a time of a working day at or after another, to the second."""
    when = when.replace(microsecond=0)
    if when.hour >= _EVENING:
        when = when.replace(hour=_MORNING) + timedelta(days=1)
    elif when.hour < _MORNING:
        when = when.replace(hour=_MORNING)
    return when
