"""Ledgers for the benchmarks: real files with real keys, and a clock that the benchmark sets."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from batterypass import bootstrap
from batterypass.app.opening import open_new_ledger
from batterypass.app.session import operator_id
from benchmarks import cast
from benchmarks.workload import START, Draws, Prepared, Workload

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime
    from pathlib import Path

    from batterypass.app.ledger import Ledger

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
    ledger: Ledger

    @property
    def path(self) -> Path:
        """The ledger file."""
        return self.folder / "ledger.bp"

    def record(self, prepared: Prepared) -> None:
        """Record a batch at its time."""
        self.clock.now = prepared.clock
        self.ledger.record(prepared.statements)

    def statements(self, start: int = 0) -> list[bytes]:
        """Give the statements from an entry on."""
        return [raw for _, raw in self.ledger.store.statements(start, 1 << 60)]


def open_bench(folder: Path) -> Bench:
    """Open what :func:`new_bench` made, in a session that knows nothing yet."""
    clock, draws = Clock(), Draws()
    keys = bootstrap.key_ring(folder / "keys", lambda: PASSPHRASE)
    path = folder / "ledger.bp"
    ledger = bootstrap.open_ledger(
        path, create=not path.exists(), home=folder / "home", keys=keys, clock=clock,
        random=draws,
    )  # fmt: skip
    return Bench(folder, clock, draws, ledger)


def new_bench(folder: Path) -> Bench:
    """Make a ledger with entry 0 and the rulebook, the same in every run."""
    folder.mkdir(parents=True, exist_ok=True)
    bench = open_bench(folder)
    operator = cast.operator_keys()
    daily, recovery = cast.private_key("registrar"), cast.private_key("registrar recovery")

    def remember() -> None:
        name = operator_id(cast.ORIGIN)
        mine = bench.ledger.session.around.keys
        assert mine is not None
        for role, private in (
            ("checkpoint", operator.checkpoint),
            ("operator", operator.statement),
        ):
            mine.add(private, name, role)  # type: ignore[attr-defined]
        mine.add(daily, cast.REGISTRAR, "daily")  # type: ignore[attr-defined]

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
    """Record batches; give the number of statements."""
    done = 0
    for prepared in batches:
        bench.record(prepared)
        done += len(prepared.statements)
    return done
