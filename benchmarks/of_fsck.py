"""How fast a published log is checked from its files: the log alone, and all that its entries say."""

from __future__ import annotations

from time import perf_counter
from typing import TYPE_CHECKING

from batterypass import bootstrap
from batterypass.app.tiles import publish
from batterypass.store.home import Home
from batterypass.store.published import PublishedFolder
from benchmarks.ledgers import new_bench, workload_for
from benchmarks.measure import ROUNDS, Row, median, verifications_per_second

if TYPE_CHECKING:
    from pathlib import Path

#: As of a full audit: what it costs to begin is a tenth of a second whatever there is to check.
_ENTRIES = 100_000


def published_log(folder: Path, _: int) -> list[Row]:
    """Check an exported folder of 100,000 entries, on two cores; its log alone is printed beside."""
    bench = new_bench(folder / "fsck")
    workload = workload_for(bench, batch=1000, spacing=0.0001)
    for _size in bench.record_stream(workload.batches(_ENTRIES)):
        pass
    size, public = len(bench.ledger), folder / "fsck-public"
    publish(bench.ledger.session, PublishedFolder(public))
    origin, clock = bench.ledger.origin, bench.clock
    bench.ledger.close()
    trust = Home(bench.folder / "home").trust(origin)
    around = bootstrap.surroundings(clock=clock)
    ratios, speeds, alone, yardstick = [], [], [], []
    for _round in range(ROUNDS):
        before = verifications_per_second()
        start = perf_counter()
        found = bootstrap.fsck(public, around=around, trust_file=trust)
        speeds.append(size / (perf_counter() - start))
        assert found.exit_code() == 0, (found.flaws[:3], found.verdict)
        yardstick.append((before + verifications_per_second()) / 2)
        ratios.append(speeds[-1] / yardstick[-1])
        start = perf_counter()
        bootstrap.fsck(public, around=around, trust_file=trust, log_only=True)
        alone.append(size / (perf_counter() - start))
    context = {
        "entries/s": median(speeds),
        "log only/s": median(alone),
        "V/s": median(yardstick),
        "entries": float(size),
    }
    return [Row("fsck", "check a published log, V", median(ratios), "V", 1.0, 1.4, context=context)]
