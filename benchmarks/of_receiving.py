"""How long the gate waits for a truck of a hundred packs: one signed event, whole process."""

from __future__ import annotations

from typing import TYPE_CHECKING

from benchmarks import cast
from benchmarks.measure import ROUNDS, Row, median
from benchmarks.trucks import bench_of_trucks, manifest_of
from benchmarks.whole import Processes

if TYPE_CHECKING:
    from pathlib import Path

_PACKS = 100
_MASS_KG = "41250"
_WORD = "CARGA"


def receiving(folder: Path, _: int) -> list[Row]:
    """Receive truck after truck with the command, and take the start of the command away."""
    recycler = cast.RECYCLERS[0]
    bench = bench_of_trucks(
        folder / "gate", _WORD, recycler, packs=_PACKS, last="consignment.delivered"
    )
    run = Processes(bench)
    starts, whole = [], []
    for number in range(ROUNDS + 1):
        starts.append(run.command("--help"))
        whole.append(
            run.command(
                "receive", manifest_of(_WORD, number), "--all-received", "--mass-kg", _MASS_KG,
                "--as", recycler.id, "--yes", "--clock-is-right",
            )
        )  # fmt: skip
    start, took = median(starts[1:]), median(whole[1:])
    context = {"whole process s": took, "start-up s": start, "packs": float(_PACKS)}
    return [
        Row(
            "receive", "receive 100 packs, beyond start-up", took - start, "s", 1.0, 0.5,
            is_limit=True, context=context,
        )
    ]  # fmt: skip
