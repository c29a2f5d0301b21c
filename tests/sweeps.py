"""What the sweeps counted: tried, found, named, survivors. The end of a run prints it, one line each.

With several processes each worker hands its counts to the one that prints (``tests/conftest.py``).
"""

from __future__ import annotations

import os
from dataclasses import asdict, dataclass

#: Whether everything is tried, which takes many minutes; else every n-th place.
FULL = os.environ.get("BATTERYPASS_SWEEP") == "full"


@dataclass(frozen=True, slots=True)
class Count:
    """What one sweep did. ``named`` is None where finding it is all that was asked."""

    name: str
    tried: int
    found: int
    survivors: int
    named: int | None = None
    note: str = ""

    def __str__(self) -> str:
        named = "" if self.named is None else f", named {self.named}"
        note = f" ({self.note})" if self.note else ""
        return f"{self.name}: tried {self.tried}, found {self.found}{named}, survivors {self.survivors}{note}"


#: Those of this process, and of the workers that have ended.
COUNTS: list[Count] = []


def count(
    name: str, *, tried: int, found: int, survivors: int, named: int | None = None, note: str = ""
) -> None:
    """Keep what a sweep counted for the end of the run."""
    COUNTS.append(Count(name, tried, found, survivors, named, note))


def pack() -> list[dict[str, object]]:
    """Give the counts as one process hands them to another."""
    return [asdict(one) for one in COUNTS]


def lines() -> list[str]:
    """Give one line for each sweep, by name."""
    return sorted(str(one) for one in COUNTS)
