"""How long whole processes take, against importing what the command line is built with."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from benchmarks import cast
from benchmarks.ledgers import new_bench, workload_for
from benchmarks.measure import ROUNDS, Row, median
from benchmarks.whole import Processes
from benchmarks.workload import BUSY_SERIAL

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

_TARGETS = {"--help": (2.5, 1.25), "history": (9.0, 4.5), "one signed event": (14.0, 7.0)}


def starts(folder: Path, _: int) -> list[Row]:
    """Start the command: help, the history of an item, one signed event."""
    bench = new_bench(folder / "starts")
    maker = cast.MAKERS[0]
    bench.keys.add(maker.key, maker.id, "daily")
    workload = workload_for(bench, batch=1000, spacing=0.3)
    for prepared in workload.batches(1000, lots=6):
        bench.record(prepared)
    bench.ledger.close()
    run = Processes(bench)
    # Above what the workload has said of the cycles of that pack.
    said = 10_000

    def event() -> list[str]:
        nonlocal said
        said += 1
        reading = ["condition=serviceable", "method=bms_reading", f"cycles={said}"]
        return [
            "log",
            "item.assessed",
            BUSY_SERIAL,
            *reading,
            "--as",
            maker.id,
            "--yes",
            "--clock-is-right",
        ]

    works: dict[str, Callable[[], list[str]]] = {
        "--help": lambda: ["--help"],
        "history": lambda: ["history", BUSY_SERIAL],
        "one signed event": event,
    }
    bare = [sys.executable, "-c", "import typer"]
    base: list[float] = []
    times: dict[str, list[float]] = {name: [] for name in works}
    for _round in range(ROUNDS + 1):
        base.append(run.process(bare))
        for name, work in works.items():
            times[name].append(run.command(*work()))
    yardstick = median(base[1:])
    return [
        Row(
            f"start {name}", f"start: {name}", median(took[1:]) / yardstick, "×",
            *_TARGETS[name], is_limit=True,
            context={"s": median(took[1:]), "import typer s": yardstick},
        )
        for name, took in times.items()
    ]  # fmt: skip
