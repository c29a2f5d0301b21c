"""How fast the history of a national fleet is made and recorded, and how much memory that takes."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING

from benchmarks.measure import Row, median, timed, verifications_per_second

if TYPE_CHECKING:
    from pathlib import Path

#: Packs over years: a dense history, in which a working day fills a batch.
_PACKS, _YEARS = 200_000, 3
_ENTRIES = 60_000
_ROUNDS = 3
_CHILD = """
import json, sys
from batterypass import bootstrap
from batterypass.app.simulated.run import Plan
from benchmarks.peaks import Peaks
path, packs, years, seed, events = sys.argv[1], *map(int, sys.argv[2:])
peaks = Peaks()
done = bootstrap.simulate(path, Plan(packs, years, seed, events))
print(json.dumps({"entries": done.entries, "planted": len(done.breaches), **peaks.end()}))
"""


def simulation(folder: Path, events: int) -> list[Row]:
    """Simulate in a process of its own, beside the yardstick, each time another country."""
    del events
    ratios, rates, last = [], [], {}
    for seed in range(1, _ROUNDS + 1):
        yardstick = verifications_per_second()
        path = folder / f"fleet-{seed}.bp"
        words = [str(path), str(_PACKS), str(_YEARS), str(seed), str(_ENTRIES)]
        said: list[bytes] = []

        def run(words: list[str] = words, said: list[bytes] = said) -> None:
            argv = [sys.executable, "-c", _CHILD, *words]
            said.append(subprocess.run(argv, capture_output=True, check=True).stdout)

        seconds = timed(run)
        last = json.loads(said[-1])
        # What a shared machine does to the yardstick while it runs, it does to the simulation.
        yardstick = (yardstick + verifications_per_second()) / 2
        rates.append(last["entries"] / seconds)
        ratios.append(rates[-1] / yardstick)
        path.unlink()
    context = {"events/s": median(rates), "planted": last["planted"]}
    what = f"simulated fleet, {_ENTRIES:,} entries"
    return [
        Row(
            "simulate", f"{what}, whole process", median(ratios), "V", 0.4, 0.6, context=context,
        ),
        Row(
            "simulate memory", f"{what}, peaks of all processes", last["all_mb"], "MB", 500, 300,
            is_limit=True, context={"MB of the one that records": last["own_mb"]},
        ),
    ]  # fmt: skip
