"""Checking the signatures of a batch side by side, before it is judged.

Only the mathematics moves to other threads or processes: whether the key was in force, whose it is
and what it may sign stays with the rules. A signature without a verdict is checked in its turn, so
whatever becomes of a worker, every signature is checked.
"""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import BrokenExecutor, CancelledError, Executor, Future
from typing import TYPE_CHECKING

from batterypass.statements.checks import Job, check_signatures

if TYPE_CHECKING:
    from batterypass.app.judge import Reading
    from batterypass.projections.world import FoldedWorld

#: Signatures that one task checks; large enough to make the hand-over small beside the work.
TASK = 100

#: A verdict for each reading: good, bad, or None where nobody has looked.
Verdicts = Sequence[bool | None]


class SignatureTask:
    """The signatures of some statements, being checked somewhere else."""

    __slots__ = ("_count", "_future", "_places")

    def __init__(self, readings: Sequence[Reading], world: FoldedWorld, executor: Executor) -> None:
        """Start checking, under the keys that the world knows now.

        A key that is registered later, and the operator's own, gives no verdict.
        """
        jobs: list[Job] = []
        self._count = len(readings)
        self._places: list[int] = []
        for place, reading in enumerate(readings):
            statement = reading.statement
            if statement is None:
                continue
            party = world.party(statement.issuer)
            key = party.keys.get(statement.kid.hex()) if party is not None else None
            if key is not None:
                message = statement.signed_bytes()
                jobs.append(
                    (statement.alg, key["alg"], key["public"], message, statement.signature)
                )
                self._places.append(place)
        self._future: Future[bytes] | None = None
        if jobs:
            try:
                self._future = executor.submit(check_signatures, jobs)
            except (BrokenExecutor, RuntimeError):
                # The executor is gone; RuntimeError is what one says that was shut down.
                self._future = None

    def verdicts(self) -> Verdicts:
        """Wait, and give a verdict for each statement."""
        verdicts: list[bool | None] = [None] * self._count
        if self._future is None:
            return verdicts
        try:
            found = self._future.result()
        except (BrokenExecutor, CancelledError, OSError):
            return verdicts
        for place, good in zip(self._places, found, strict=True):
            verdicts[place] = good == 1
        return verdicts


def start_tasks(
    readings: Sequence[Reading], world: FoldedWorld, executor: Executor
) -> list[SignatureTask]:
    """Start checking the signatures of a batch."""
    return [
        SignatureTask(readings[start : start + TASK], world, executor)
        for start in range(0, len(readings), TASK)
    ]
