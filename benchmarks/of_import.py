"""How long 10,000 packs of a maker's table take into a ledger, whole process, each time other packs."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from benchmarks import cast
from benchmarks.measure import Row, median
from benchmarks.trucks import bench_of_trucks
from benchmarks.whole import Processes

if TYPE_CHECKING:
    from pathlib import Path

_PACKS = 10_000
_ROUNDS = 3
_NAMES = (
    "serial", "model", "chemistry", "category", "nominal_voltage_v", "capacity_ah",
    "energy_wh", "mass_kg", "made_month", "minimum_voltage", "maximum_voltage", "warranty_period",
)  # fmt: skip


def pack_import(folder: Path, _: int) -> list[Row]:
    """Import tables of new packs with three attributes of their passports, and the last one again."""
    maker = cast.MAKERS[0]
    bench = bench_of_trucks(
        folder / "import", "ENTRADA", maker, packs=1, last="consignment.offered"
    )
    run = Processes(bench)
    seconds = []
    words: list[str] = []
    for number in range(_ROUNDS):
        path = folder / f"packs-{number}.csv"
        path.write_bytes(_table(number))
        words = ["pack", "import", str(path), "--as", maker.id, "--yes", "--clock-is-right"]
        seconds.append(run.command(*words))
    context = {"packs/s": _PACKS / median(seconds), "again s": run.command(*words)}
    return [
        Row(
            "import", f"import of {_PACKS:,} packs, whole process", median(seconds), "s", 20, 10,
            is_limit=True, context=context,
        )
    ]  # fmt: skip


def _table(number: int) -> bytes:
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(_NAMES)
    for place in range(_PACKS):
        writer.writerow(
            [
                f"IMP{number}-{place:05}", "B-46", "LFP", "EV", "350.4", "131.3",
                "46000", "412.5", "2026-02", "273.8", "399.6", "96",
            ]
        )  # fmt: skip
    return out.getvalue().encode()
