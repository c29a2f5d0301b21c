"""Yardsticks, medians, and the table that is printed."""

from __future__ import annotations

import json
import os
import sqlite3
import statistics
import subprocess
import sys
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

ROUNDS = 5
_VERIFICATIONS = 3_000
_KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))


@dataclass(frozen=True, slots=True)
class Row:
    """One row: what was measured, the value, and the targets of the design.

    ``is_limit`` says that the value must not exceed ``least``; else it must reach it.
    """

    name: str
    what: str
    value: float
    unit: str
    least: float
    aim: float
    is_limit: bool = False
    context: dict[str, float] = field(default_factory=dict)

    def verdict(self) -> str:
        """Say whether the row reaches its aim, its "at least", or neither."""
        for target, word in ((self.aim, "aim"), (self.least, "ok")):
            if self.value <= target if self.is_limit else self.value >= target:
                return word
        return "UNDER"


def median(values: Iterable[float]) -> float:
    """Give the median."""
    return statistics.median(values)


def timed(work: Callable[[], object]) -> float:
    """Give the seconds that a piece of work takes."""
    start = perf_counter()
    work()
    return perf_counter() - start


def verifications_per_second() -> float:
    """Yardstick V: Ed25519 verifications of a 500-byte message a second, on one core."""
    public, message = _KEY.public_key(), bytes(500)
    signature = _KEY.sign(message)

    def work() -> None:
        for _ in range(_VERIFICATIONS):
            public.verify(signature, message)

    return median(_VERIFICATIONS / timed(work) for _ in range(ROUNDS))


class _Raw:
    """A raw database as sqlite3 makes it, with a rollback journal and synchronous=FULL.

    With ``wal`` it has a write-ahead log instead, which is printed for context.
    """

    def __init__(self, folder: Path, name: str, *, wal: bool) -> None:
        self._database = sqlite3.connect(folder / f"{name}-{wal}.db", isolation_level=None)
        self._database.execute(f"PRAGMA journal_mode = {'WAL' if wal else 'DELETE'}")
        self._database.execute("PRAGMA synchronous = FULL")
        self._database.execute("CREATE TABLE events (body BLOB, chain BLOB, signature BLOB)")
        self._chain = bytes(32)


class RawChain(_Raw):
    """Yardstick B: a SHA-256 chain and one signature for each event, one commit each."""

    def __init__(self, folder: Path, *, wal: bool = False) -> None:
        super().__init__(folder, "raw-chain", wal=wal)

    def append(self, bodies: Sequence[bytes]) -> None:
        """Append events one by one."""
        for body in bodies:
            self._chain = sha256(self._chain + body).digest()
            row = (body, self._chain, _KEY.sign(self._chain))
            self._database.execute("BEGIN IMMEDIATE")
            self._database.execute("INSERT INTO events VALUES (?, ?, ?)", row)
            self._database.execute("COMMIT")


class RawRows(_Raw):
    """Yardstick R: the same bytes in the same batch, nothing else."""

    def __init__(self, folder: Path, *, wal: bool = False) -> None:
        super().__init__(folder, "raw-rows", wal=wal)

    def append(self, bodies: Sequence[bytes]) -> None:
        """Append a batch in one transaction."""
        self._database.execute("BEGIN IMMEDIATE")
        self._database.executemany(
            "INSERT INTO events (body) VALUES (?)", ((body,) for body in bodies)
        )
        self._database.execute("COMMIT")


def print_table(rows: Sequence[Row]) -> None:
    """Print the rows with their targets, and absolute figures for context."""
    width = max((len(row.what) for row in rows), default=0)
    for row in rows:
        sign = "≤" if row.is_limit else "≥"
        context = ", ".join(f"{name} {value:,.4g}" for name, value in row.context.items())
        print(
            f"{row.what:<{width}}  {row.value:>9.3g} {row.unit:<3} at least {sign} {row.least:g}"
            f"  aim {sign} {row.aim:g}  {row.verdict():<5}  {context}"
        )


def run_child(work: str, folder: Path, events: int) -> dict[str, Any]:
    """Do a piece of work in a process of its own (``benchmarks/child.py``), and give what it says."""
    here = Path(__file__).resolve().parents[1]
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.child", work, str(folder), str(events)],
        cwd=here, stdout=subprocess.PIPE, check=True, env={**os.environ, "PYTHONPATH": str(here)},
    )  # fmt: skip
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer
