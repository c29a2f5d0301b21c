"""Ledgers for the benchmarks: real files with real keys, and a clock that the benchmark sets."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from batterypass import bootstrap
from batterypass.app.opening import open_new_ledger
from batterypass.app.record import record_many
from batterypass.app.session import operator_id
from benchmarks import cast
from benchmarks.workload import START, Draws, Prepared, Workload

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime
    from pathlib import Path

    from batterypass.app.ledger import Ledger
    from batterypass.store.keyring import KeyRing

PASSPHRASE = "correct horse battery staple"


@dataclass(slots=True)
class Clock:
    """A clock that says what it was told."""

    now: datetime = field(default=START)

    def __call__(self) -> datetime:
        """Give the time."""
        return self.now


@dataclass(slots=True)
class Bench:
    """A ledger file in a folder of its own, with its keys, its home and its clock."""

    folder: Path
    clock: Clock
    draws: Draws
    keys: KeyRing
    ledger: Ledger

    @property
    def path(self) -> Path:
        """The ledger file."""
        return self.folder / "ledger.bp"

    def record(self, prepared: Prepared) -> None:
        """Record a batch at its time."""
        self.clock.now = prepared.clock
        self.ledger.record(prepared.statements)

    def record_stream(self, batches: Iterable[Prepared], expected: int = 100_000) -> Iterator[int]:
        """Record batches as an import does, each at its time; give the size of each when done."""
        # The stream is read one batch ahead of the one that is being recorded.
        clocks: deque[datetime] = deque()

        def statements() -> Iterator[list[bytes]]:
            for prepared in batches:
                clocks.append(prepared.clock)
                self.clock.now = clocks[0]
                yield prepared.statements

        for answers in record_many(self.ledger.session, statements(), expected):
            clocks.popleft()
            if clocks:
                self.clock.now = clocks[0]
            yield len(answers)

    def statements(self, start: int = 0) -> list[bytes]:
        """Give the statements from an entry on."""
        return [raw for _, raw in self.ledger.store.statements(start, 1 << 60)]


def open_bench(folder: Path) -> Bench:
    """Open what :func:`new_bench` made, in a session that knows nothing yet."""
    clock, draws = Clock(), Draws()
    keys = bootstrap.key_ring(folder / "keys", lambda: PASSPHRASE)
    path = folder / "ledger.bp"
    ledger = bootstrap.open_ledger(
        path, create=not path.exists(), home=folder / "home", keys=keys, clock=clock, random=draws
    )
    return Bench(folder, clock, draws, keys, ledger)


def new_bench(folder: Path) -> Bench:
    """Make a ledger with entry 0 and the rulebook, the same in every run."""
    folder.mkdir(parents=True, exist_ok=True)
    bench = open_bench(folder)
    operator = cast.operator_keys()
    daily, recovery = cast.private_key("registrar"), cast.private_key("registrar recovery")

    def remember() -> None:
        name = operator_id(cast.ORIGIN)
        bench.keys.add(operator.checkpoint, name, "checkpoint")
        bench.keys.add(operator.statement, name, "operator")
        bench.keys.add(daily, cast.REGISTRAR, "daily")

    open_new_ledger(
        bench.ledger.session,
        origin=cast.ORIGIN,
        profile="MX",
        registrar={
            "party": cast.REGISTRAR, "legal_name": "Registro", "country": "MX",
            "roles": ["registrar"], "domains": ["id.registro.example"],
        },
        registrar_keys=[("daily", daily), ("recovery", recovery)],
        operator=operator,
        rulebook=bootstrap.rulebook(),
        remember_keys=remember,
    )  # fmt: skip
    return bench


def workload_for(bench: Bench, *, batch: int, spacing: float) -> Workload:
    """Give the workload that goes on after a new ledger's first entries, directory recorded."""
    workload = Workload(bench.statements(), bootstrap.regulations(), batch=batch, spacing=spacing)
    bench.draws.restart()
    bench.record(workload.directory())
    return workload


def fill(bench: Bench, batches: Iterable[Prepared]) -> int:
    """Record batches one by one; give the number of statements."""
    done = 0
    for prepared in batches:
        bench.record(prepared)
        done += len(prepared.statements)
    return done
