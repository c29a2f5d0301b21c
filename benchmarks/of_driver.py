"""How long a dispatcher waits for the papers of a truck of 24 packs, whole process."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from batterypass import bootstrap
from benchmarks import cast
from benchmarks.ledgers import PASSPHRASE, new_bench
from benchmarks.measure import ROUNDS, Row, median, timed
from benchmarks.workload import Prepared, Workload, manufactured

if TYPE_CHECKING:
    from collections.abc import Sequence

_PACKS = 24


class _Loads(Workload):
    """Loads of waste packs that were offered, each on a waste manifest of its own."""

    def load(self, number: int) -> Prepared:
        """Make packs, declare them waste, and offer them."""
        maker, carrier, recycler = cast.MAKERS[0], cast.CARRIERS[0], cast.RECYCLERS[0]
        made, packs = [], []
        for place in range(_PACKS):
            serial = f"PAPEL-{number}-{place:03d}"
            item = f"https://{maker.domain}/i/{serial}"
            fields = manufactured(item, serial)
            made.append(self._sign("pack.manufactured", maker.id, maker.key, [item], fields))
            packs.append(item)
        waste = {"items": packs, "reason": "end_of_life", "stream": "whole_battery"}
        made.append(self._sign("item.declared-waste", maker.id, maker.key, packs, waste))
        said = self._waste(_manifest(number), maker)["waste"]
        declared = {"waste": {**said, "container_count": _PACKS}}
        for kind, actor, subjects, fields in self._consignment(
            f"D-{number}", packs, maker, carrier, recycler, declared
        ):
            if kind == "consignment.offered":
                made.append(self._sign(kind, actor.id, actor.key, subjects, fields))
        self._new_checkpoint()
        return Prepared(self._clock, made)


def driver(folder: Path, _: int) -> list[Row]:
    """Write the papers of load after load, each for the first time: prepared, rendered, issued."""
    bench = new_bench(folder / "driver")
    maker = cast.MAKERS[0]
    bench.keys.add(maker.key, maker.id, "daily")
    workload = _Loads(bench.statements(), bootstrap.regulations(), batch=1000, spacing=0.3)
    bench.draws.restart()
    bench.record(workload.directory())
    for number in range(ROUNDS + 1):
        bench.record(workload.load(number))
    bench.ledger.close()
    environ = {
        **os.environ,
        "BATTERYPASS_LEDGER": str(bench.path),
        "BATTERYPASS_HOME": str(bench.folder / "home"),
        "BATTERYPASS_KEYS": str(bench.folder / "keys"),
        "BATTERYPASS_PASSPHRASE": PASSPHRASE,
    }
    command = str(Path(sys.executable).with_name("batterypass"))
    first, again = [], []
    for number in range(ROUNDS + 1):
        words = [
            *("transport", "papers", _manifest(number), "-o", str(folder / "papers")),
            *("--as", maker.id, "--yes", "--clock-is-right"),
        ]
        first.append(_run([command, *words], environ))
        again.append(_run([command, *words], environ))
    pages = sum(1 for _ in (folder / "papers").glob("*.pdf"))
    shutil.rmtree(folder / "papers")
    context = {
        "once more s": median(again[1:]), "packs": float(_PACKS), "papers": float(pages),
    }  # fmt: skip
    return [
        Row(
            "driver", "papers of 24 packs, whole process", median(first[1:]), "s", 1.5, 1.0,
            is_limit=True, context=context,
        )
    ]  # fmt: skip


def _manifest(number: int) -> str:
    return f"M-PAPEL-{number}"


def _run(command: Sequence[str], environ: dict[str, str]) -> float:
    def work() -> None:
        done = subprocess.run(command, env=environ, capture_output=True, check=False)
        assert done.returncode == 0, (command, done.stderr.decode())

    return timed(work)
