"""How long a dispatcher waits for the papers of a truck of 24 packs, whole process."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from benchmarks import cast
from benchmarks.measure import ROUNDS, Row, median
from benchmarks.trucks import bench_of_trucks, manifest_of
from benchmarks.whole import Processes

if TYPE_CHECKING:
    from pathlib import Path

_PACKS = 24
_WORD = "PAPEL"


def driver(folder: Path, _: int) -> list[Row]:
    """Write the papers of load after load, each for the first time: prepared, rendered, issued."""
    maker = cast.MAKERS[0]
    bench = bench_of_trucks(
        folder / "driver", _WORD, maker, packs=_PACKS, last="consignment.offered"
    )
    run = Processes(bench)
    papers = folder / "papers"
    first, again = [], []
    for number in range(ROUNDS + 1):
        words = [
            *("transport", "papers", manifest_of(_WORD, number), "-o", str(papers)),
            *("--as", maker.id, "--yes", "--clock-is-right"),
        ]
        first.append(run.command(*words))
        again.append(run.command(*words))
    pages = sum(1 for _ in papers.glob("*.pdf"))
    shutil.rmtree(papers)
    context = {
        "once more s": median(again[1:]), "packs": float(_PACKS), "papers": float(pages),
    }  # fmt: skip
    return [
        Row(
            "driver", "papers of 24 packs, whole process", median(first[1:]), "s", 1.5, 1.0,
            is_limit=True, context=context,
        )
    ]  # fmt: skip
