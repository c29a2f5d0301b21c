"""What runs in a process of its own: making statements, recording them, auditing.

``python -m benchmarks.child make FOLDER EVENTS`` and so on; the answer is one line of JSON.
"""

from __future__ import annotations

import json
import resource
import sys
from pathlib import Path
from time import perf_counter

from benchmarks.ledgers import new_bench, open_bench, workload_for
from benchmarks.stream import read_stream, write_stream
from benchmarks.workload import Prepared

#: ``ru_maxrss`` is in KiB on Linux and in bytes on macOS.
_UNIT = 1 if sys.platform == "darwin" else 1024
_ONES = 300


def make(folder: Path, events: int) -> dict[str, object]:
    """Write the statements of a workload, and of some single events after it, to files."""
    bench = new_bench(folder / "maker")
    workload = workload_for(bench, batch=1000, spacing=0.3)
    bench.ledger.close()
    write_stream(folder / "batches", workload.batches(events))
    ones = [Prepared(one.clock, [raw]) for one in workload.batches(_ONES) for raw in one.statements]
    write_stream(folder / "ones", ones[:_ONES])
    return {}


def fill(folder: Path, events: int) -> dict[str, object]:
    """Record the statements in batches; give the time that each batch took."""
    bench = new_bench(folder / "ledger")
    workload_for(bench, batch=1000, spacing=0.3)
    seconds = []
    start = perf_counter()
    for _ in bench.record_stream(read_stream(folder / "batches"), events):
        now = perf_counter()
        seconds.append(now - start)
        start = now
    bench.ledger.close()
    return {"seconds": seconds}


def audit(folder: Path, _: int) -> dict[str, object]:
    """Verify the ledger."""
    bench = open_bench(folder / "ledger")
    start = perf_counter()
    verdict = bench.ledger.verify()
    seconds = perf_counter() - start
    assert verdict.authentic, verdict.findings[:3]
    assert verdict.compliant, verdict.findings[:3]
    return {"seconds": seconds}


def _memory() -> dict[str, object]:
    return {
        "own_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * _UNIT / 1e6,
        "worker_mb": resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * _UNIT / 1e6,
    }


if __name__ == "__main__":
    work, place, count = sys.argv[1:]
    answer = {"make": make, "fill": fill, "audit": audit}[work](Path(place), int(count))
    print(json.dumps({**answer, **_memory()}))
