"""Checking the statements of a batch side by side, before it is judged.

Only what needs no log moves to other threads or processes: form and signature. Whether the key was
in force, whose it is and what it may sign stays with the rules. A statement without a verdict is
checked in its turn, so whatever becomes of a worker, every one is checked. What nobody has begun
when it is needed is done here: a process that is still starting is not waited for.
"""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import BrokenExecutor, CancelledError, Executor, Future
from typing import TYPE_CHECKING, Any

from batterypass.errors import MalformedError
from batterypass.statements.checks import Job, check_statements
from batterypass.statements.cose import kid_of

if TYPE_CHECKING:
    from batterypass.projections.world import FoldedWorld

#: Statements that one task checks; large enough to make the hand-over small beside the work.
TASK = 250
#: Tasks that a small batch is cut into.
_SIDE_BY_SIDE = 4

#: A verdict for each statement: sound (``sound_payload``), not sound, or None where nobody has looked.
Verdicts = Sequence[bool | None]


class SignatureTask:
    """Some statements, being checked somewhere else."""

    __slots__ = ("_count", "_future", "_jobs", "_places")

    def __init__(self, raws: Sequence[bytes], world: FoldedWorld, executor: Executor) -> None:
        """Start checking, under the keys that the world knows now.

        A key that is registered later, and the operator's own, gives no verdict.
        """
        self._jobs: list[Job] = []
        self._count = len(raws)
        self._places: list[int] = []
        keys: dict[bytes, dict[str, Any] | None] = {}
        for place, raw in enumerate(raws):
            try:
                kid = kid_of(raw)
            except MalformedError:
                continue
            if kid not in keys:
                keys[kid] = _registered(world, kid.hex())
            key = keys[kid]
            if key is not None:
                self._jobs.append((key["alg"], key["public"], raw))
                self._places.append(place)
        self._future: Future[bytes] | None = None
        if self._jobs:
            try:
                self._future = executor.submit(check_statements, self._jobs)
            except (BrokenExecutor, RuntimeError):
                # The executor is gone; RuntimeError is what one says that was shut down.
                self._future = None

    def verdicts(self) -> Verdicts:
        """Wait for whoever has begun, or do it here; give a verdict for each statement."""
        verdicts: list[bool | None] = [None] * self._count
        if self._future is None:
            return verdicts
        try:
            found = check_statements(self._jobs) if self._future.cancel() else self._future.result()
        except (BrokenExecutor, CancelledError, OSError):
            return verdicts
        if len(found) != len(self._places):
            # An answer about something else is none.
            return verdicts
        for place, good in zip(self._places, found, strict=True):
            verdicts[place] = good == 1
        return verdicts


def start_tasks(
    raws: Sequence[bytes], world: FoldedWorld, executor: Executor
) -> list[SignatureTask]:
    """Start checking the statements of a batch."""
    size = min(TASK, -(-len(raws) // _SIDE_BY_SIDE))
    return [
        SignatureTask(raws[start : start + size], world, executor)
        for start in range(0, len(raws), size)
    ]


def verdicts_of(tasks: Sequence[SignatureTask]) -> list[bool | None]:
    """Give the verdicts of tasks in their order.

    They are asked from the end on: whoever checks for us begins at the front.
    """
    found = [task.verdicts() for task in reversed(tasks)]
    return [verdict for some in reversed(found) for verdict in some]


def _registered(world: FoldedWorld, kid: str) -> dict[str, Any] | None:
    """Give the key that has a thumbprint; it belongs to one key for ever, whoever registered it."""
    for name in world.pointed("key", kid):
        party = world.party(name)
        if party is not None and kid in party.keys:
            return party.keys[kid]
    return None
