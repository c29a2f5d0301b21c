"""What runs in a process of its own: making statements, recording them, auditing.

``python -m benchmarks.child make FOLDER EVENTS`` and so on; the answer is one line of JSON.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from time import perf_counter

from batterypass import bootstrap
from batterypass.app.report_model import Asked, ReportName
from batterypass.app.reports import make_report
from benchmarks.ledgers import new_bench, open_bench, workload_for
from benchmarks.peaks import Peaks
from benchmarks.stream import read_stream, write_stream
from benchmarks.workload import START

#: Few enough that the mix of kinds is at 10,000 events what it is later: else the growth of the log
#: could not be told from the growing up of its packs.
_LOTS = 40
#: Those that read the whole log; the batches of the other are few.
_REPORTS: tuple[ReportName, ...] = ("circularity", "producer", "site")


def make(folder: Path, events: int) -> dict[str, object]:
    """Write the statements of a workload to a file."""
    bench = new_bench(folder / "maker")
    workload = workload_for(bench, batch=1000, spacing=0.3)
    bench.ledger.close()
    write_stream(folder / "batches", workload.batches(events, _LOTS))
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


def report(folder: Path, _: int) -> dict[str, object]:
    """Make the yearly reports that read the whole log; give the time of each."""
    bench = open_bench(folder / "ledger")
    targets = bootstrap.recovery_targets()
    seconds = {}
    for name in _REPORTS:
        start = perf_counter()
        found = make_report(bench.ledger.session, Asked(name, START.year), targets)
        rows = sum(len(table.as_json()) for table in found.tables())
        seconds[name] = perf_counter() - start
        assert rows, name
    bench.ledger.close()
    return {"seconds": seconds}


if __name__ == "__main__":
    work, place, count = sys.argv[1:]
    peaks = Peaks()
    answer = {"make": make, "fill": fill, "audit": audit, "report": report}[work](
        Path(place), int(count)
    )
    print(json.dumps({**answer, **peaks.end()}))
