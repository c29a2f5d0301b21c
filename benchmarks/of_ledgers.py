"""How fast events are appended, in ones and in thousands, and how fast all of them are audited."""

from __future__ import annotations

from itertools import islice
from time import perf_counter
from typing import TYPE_CHECKING

from benchmarks.ledgers import new_bench, workload_for
from benchmarks.measure import (
    ROUNDS,
    RawChain,
    RawRows,
    Row,
    median,
    run_child,
    timed,
    verifications_per_second,
)

if TYPE_CHECKING:
    from pathlib import Path

_ONES = 250
_BATCHES_A_ROUND = 8
#: Entries that are audited: a full audit is long where a log is, and what it costs to begin one
#: (other processes, the pages of the file) is a tenth of a second whatever there is to audit.
_AUDITED = 200_000


def append(folder: Path, _: int) -> list[Row]:
    """Append events one at a time: verified, judged, logged, under a signed checkpoint, durable."""
    bench = new_bench(folder / "append")
    # As fast as they come, so that the operator marks the time about as often as in earnest.
    workload = workload_for(bench, batch=1, spacing=0.001)
    prepared = list(workload.batches((ROUNDS + 1) * _ONES))
    raw, with_wal = RawChain(folder / "append"), RawChain(folder / "append", wal=True)
    ours, theirs, wal = [], [], []
    for number in range(ROUNDS + 1):
        part = prepared[number * _ONES : (number + 1) * _ONES]
        bodies = [one.statements[0] for one in part]
        theirs.append(_ONES / timed(lambda bodies=bodies: raw.append(bodies)))  # type: ignore[misc]
        wal.append(_ONES / timed(lambda bodies=bodies: with_wal.append(bodies)))  # type: ignore[misc]
        start = perf_counter()
        for one in part:
            bench.record(one)
        ours.append(_ONES / (perf_counter() - start))
    # The first round warms up.
    ratio = median(mine / other for mine, other in zip(ours[1:], theirs[1:], strict=True))
    context = {
        "events/s": median(ours[1:]), "B/s": median(theirs[1:]), "B with a WAL/s": median(wal[1:]),
    }  # fmt: skip
    bench.ledger.close()
    return [
        Row("append", "append one at a time, B", ratio, "B", 0.25, 0.5, context=context),
    ]


def bulk(folder: Path, _: int) -> list[Row]:
    """Append 1,000 at a time with all rules on, on two cores."""
    bench = new_bench(folder / "bulk")
    # As fast as they come.
    workload = workload_for(bench, batch=1000, spacing=0.0001)
    prepared = list(workload.batches((ROUNDS + 1) * _BATCHES_A_ROUND * 1000))
    speeds: list[float] = []
    yardstick = [verifications_per_second()]
    recorded = bench.record_stream(prepared)
    for _round in range(ROUNDS + 1):
        start = perf_counter()
        count = sum(islice(recorded, _BATCHES_A_ROUND))
        speeds.append(count / (perf_counter() - start))
    for _rest in recorded:
        pass
    yardstick.append(verifications_per_second())
    raw = RawRows(folder / "bulk")
    rows = median(1000 / timed(lambda p=one: raw.append(p.statements)) for one in prepared[:ROUNDS])  # type: ignore[misc]
    v = median(yardstick)
    speed = median(speeds[1:])
    context = {"events/s": speed, "V/s": v, "R/s": rows}
    bench.ledger.close()
    return [Row("bulk", "append 1,000 at a time, V", speed / v, "V", 0.5, 1.0, context=context)]


def audit(folder: Path, _: int) -> list[Row]:
    """Audit a whole log in full, on two cores: each time in a process of its own, as a command does."""
    bench = new_bench(folder / "ledger")
    workload = workload_for(bench, batch=1000, spacing=0.0001)
    for _recorded in bench.record_stream(workload.batches(_AUDITED), _AUDITED):
        pass
    size = len(bench.ledger)
    bench.ledger.close()
    ratios, speeds, yardstick = [], [], []
    for _round in range(ROUNDS):
        before = verifications_per_second()
        speed = size / run_child("audit", folder, size)["seconds"]
        v = (before + verifications_per_second()) / 2
        ratios.append(speed / v)
        speeds.append(speed)
        yardstick.append(v)
    context = {"events/s": median(speeds), "V/s": median(yardstick), "events": float(size)}
    return [Row("audit", "full audit, V", median(ratios), "V", 1.2, 1.6, context=context)]
