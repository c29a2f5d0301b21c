"""What a long log costs: memory, speed, look-ups, yearly reports, disk."""

from __future__ import annotations

from time import perf_counter
from typing import TYPE_CHECKING, Any

from batterypass.app.read import inclusion_proofs
from benchmarks.ledgers import Bench, open_bench
from benchmarks.measure import ROUNDS, Row, median, run_child
from benchmarks.of_bundles import bundles
from benchmarks.workload import BUSY_SERIAL

if TYPE_CHECKING:
    from pathlib import Path

_SMALL = 20_000
#: Batches at the beginning and at the end whose speeds are compared.
_COMPARED = 10


def sizes(folder: Path, events: int) -> list[Row]:
    """Fill a small and a large ledger in processes of their own, audit them and look around."""
    small, large = folder / "small", folder / "large"
    figures = {}
    for place, count in ((small, _SMALL), (large, events)):
        place.mkdir()
        figures[place] = [run_child(work, place, count) for work in ("make", "fill", "audit")]
    _, filled, audited = figures[large]
    _, small_filled, small_audited = figures[small]
    reported = run_child("report", large, events)
    bench = open_bench(large / "ledger")
    rows = [
        _memory("bulk", filled, small_filled, events),
        _memory("audit", audited, small_audited, events),
        *_reports(reported, events),
        _growth(filled["seconds"], events),
        _history(bench, events),
        _disk(bench, large),
        *bundles(bench, events),
    ]
    bench.ledger.close()
    return rows


def _memory(what: str, large: dict[str, Any], small: dict[str, Any], events: int) -> Row:
    context = {
        "events": float(events), f"MB at {_SMALL:,}": small["own_mb"],
        "MB of a worker": large["worker_mb"],
    }  # fmt: skip
    return Row(
        f"memory {what}", f"memory: {what}, peak", large["own_mb"], "MB", 300, 300,
        is_limit=True, context=context,
    )  # fmt: skip


def _reports(figures: dict[str, Any], events: int) -> list[Row]:
    """The slowest report of a year, per million events; absolute, so a guide for such machines."""
    seconds = figures["seconds"]
    per_million = {f"{name} s": one * 1e6 / events for name, one in seconds.items()}
    context = {"events": float(events), **per_million}
    return [
        Row(
            "report", "a year's report of 1,000,000", max(per_million.values()), "s", 20, 10,
            is_limit=True, context=context,
        ),
        Row(
            "memory report", "memory: reports, peak", figures["own_mb"], "MB", 500, 300,
            is_limit=True, context={"events": float(events)},
        ),
    ]  # fmt: skip


def _growth(seconds: list[float], events: int) -> Row:
    # Batches 6 to 15 lie around 10,000 events.
    early, late = median(seconds[5 : 5 + _COMPARED]), median(seconds[-_COMPARED:])
    context = {"events": float(events), "early events/s": 1000 / early, "late": 1000 / late}
    return Row(
        "growth", "append rate, late to early", early / late, "×", 0.9, 0.95, context=context
    )


def _history(bench: Bench, events: int) -> Row:
    ledger = bench.ledger
    times = []
    count = 0
    for _ in range(ROUNDS + 4):
        start = perf_counter()
        entries = ledger.history(BUSY_SERIAL)
        inclusion_proofs(ledger.session, [entry.index or 0 for entry in entries])
        times.append(perf_counter() - start)
        count = len(entries)
    context = {"events": float(events), "of the pack": float(count), "first ms": times[0] * 1000}
    per_50 = median(times) * 1000 * 50 / count
    return Row(
        "history", "history and proofs of 50", per_50, "ms", 10, 3, is_limit=True, context=context
    )


def _disk(bench: Bench, folder: Path) -> Row:
    statements = size = 0
    for _, raw in bench.ledger.store.statements(0, 1 << 60):
        statements += len(raw)
        size += 1
    stored = sum(path.stat().st_size for path in (folder / "ledger").glob("ledger.bp*"))
    context = {"bytes of a statement": statements / size, "on disk": stored / size}
    return Row(
        "disk", "bytes on disk to bytes said", stored / statements, "×", 2.2, 1.7,
        is_limit=True, context=context,
    )  # fmt: skip
