"""The simulation: a ledger is opened, and what its history gives is recorded in batches."""

from __future__ import annotations

from collections import deque
from concurrent.futures import BrokenExecutor
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from batterypass.app.heads import seal
from batterypass.app.opening import open_new_ledger
from batterypass.app.record import record_many
from batterypass.app.simulated.cast import make_registrar
from batterypass.app.simulated.history import (
    START,
    Made,
    Setting,
    be_ready,
    begin_beside,
    begin_here,
)
from batterypass.app.simulated.seeded import operator_keys
from batterypass.domain.ids import ledger_subject
from batterypass.errors import FailedError, refusal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from concurrent.futures import Executor
    from datetime import datetime

    from batterypass.app.batch import Recorded
    from batterypass.app.opening import Rulebook
    from batterypass.app.session import Session
    from batterypass.app.simulated.desk import Fields
    from batterypass.app.simulated.history import Ask
    from batterypass.app.simulated.seeded import KeysInMemory
    from batterypass.regulations.tables import Regulations, Table

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

    @property
    def expected(self) -> int:
        """About how many entries it makes."""
        return self.events or self.packs * _ENTRIES_PER_PACK


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
    regulations: Callable[[], Regulations],
    thresholds: Callable[[], Table],
    process: Executor | None = None,
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> Simulated:
    """Open a ledger in an empty session and fill it with the history of a plan.

    ``clock`` and ``keys`` are those of the session. ``process`` is an executor of one process, in
    which the history is made while it is recorded here; without it that happens here. The same plan
    gives the same bytes either way. Raises InputError where the ledger is not new, FailedError where
    the other process ends before its work is done.
    """
    try:
        if process:
            # It starts while the ledger is being opened.
            process.submit(be_ready)
        _open(session, plan, keys, rulebook)
        opening = [raw for _, raw in session.store.statements(0, session.size)]
        setting = Setting(plan, session.audience, opening, regulations, thresholds)
        ask = begin_beside(setting, process) if process else begin_here(setting)
        return _Recording(session, plan, clock, ask, progress).run()
    except BrokenExecutor as error:
        raise refusal(FailedError, "simulate.stopped", origin=plan.origin) from error


def _open(session: Session, plan: Plan, keys: KeysInMemory, rulebook: Rulebook) -> None:
    operator = operator_keys(plan.seed)
    name = ledger_subject(plan.origin)
    keys.add(operator.checkpoint, name, "checkpoint")
    keys.add(operator.statement, name, "operator")
    registrar = make_registrar(plan.seed)
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


class _Recording:
    """Records a history, of which the next batch is being made meanwhile."""

    def __init__(
        self,
        session: Session,
        plan: Plan,
        clock: Clock,
        ask: Ask,
        progress: Callable[[int, int], None],
    ) -> None:
        self._session, self._plan, self._clock = session, plan, clock
        self._ask, self._progress = ask, progress
        self._history = self._one_ahead()
        #: Batches that were given to be recorded and are not in the log yet.
        self._under_way: deque[Made] = deque()
        #: What ended the batches of a year: its end, or None where there is no further year.
        self._year_end: Made | None = None
        self._done = Simulated(plan.origin)

    def run(self) -> Simulated:
        """Record it, year by year; each ends with a seal over all heads."""
        session, done = self._session, self._done
        while (year := self._record_year()) is not None:
            self._clock.now = max(self._clock.now, year.at)
            seal(session)
            done.packs, done.until = year.packs, year.at.date().isoformat()
        done.entries = session.size
        return done

    def _record_year(self) -> Made | None:
        expected = self._plan.expected
        for answers in record_many(self._session, self._batches(), expected):
            self._take_in(answers)
            self._progress(self._session.size, expected)
        return self._year_end

    def _batches(self) -> Iterator[Sequence[bytes]]:
        """Give the batches of a year."""
        made = next(self._history, None)
        while made is not None and made.statements:
            self._under_way.append(made)
            # It is one batch ahead of the one that is being recorded.
            self._clock.now = self._under_way[0].at
            yield made.statements
            made = next(self._history, None)
        self._year_end = made

    def _one_ahead(self) -> Iterator[Made]:
        """Give what the history makes, and always let it make the next meanwhile."""
        asked = self._ask(self._seen())
        while (made := asked()) is not None:
            asked = self._ask(self._seen())
            yield made

    def _seen(self) -> Fields:
        size = self._session.size
        return {"size": size, "root": self._session.root_of_size(size).hex()}

    def _take_in(self, answers: list[Recorded]) -> None:
        for place, one in self._under_way.popleft().planted:
            entry = answers[place]
            self._done.breaches.append(
                Breach(one.code, entry.index, one.subject, one.how, one.reason, entry.kind)
            )
        if self._under_way:
            self._clock.now = self._under_way[0].at
