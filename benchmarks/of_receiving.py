"""How long the gate waits for a truck of a hundred packs: one signed event, whole process."""

from __future__ import annotations

import os
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

_PACKS = 100
_MASS_KG = "41250"


class _Trucks(Workload):
    """Whole loads on one waste manifest each, up to the gate of the recycler."""

    def truck(self, number: int) -> Prepared:
        """Make a load, declare it waste, and bring it to the consignee."""
        maker, carrier, recycler = cast.MAKERS[0], cast.CARRIERS[0], cast.RECYCLERS[0]
        made = []
        packs = []
        for place in range(_PACKS):
            serial = f"CARGA-{number}-{place:03d}"
            item = f"https://{maker.domain}/i/{serial}"
            fields = manufactured(item, serial)
            made.append(self._sign("pack.manufactured", maker.id, maker.key, [item], fields))
            packs.append(item)
        waste = {"items": packs, "reason": "end_of_life", "stream": "whole_battery"}
        made.append(self._sign("item.declared-waste", maker.id, maker.key, packs, waste))
        declared = self._waste(_manifest(number), maker)
        for kind, actor, subjects, fields in self._consignment(
            f"T-{number}", packs, maker, carrier, recycler, declared
        ):
            if kind != "consignment.received":
                made.append(self._sign(kind, actor.id, actor.key, subjects, fields))
        self._new_checkpoint()
        return Prepared(self._clock, made)


def receiving(folder: Path, _: int) -> list[Row]:
    """Receive truck after truck with the command, and take the start of the command away."""
    bench = new_bench(folder / "gate")
    recycler = cast.RECYCLERS[0]
    bench.keys.add(recycler.key, recycler.id, "daily")
    workload = _Trucks(bench.statements(), bootstrap.regulations(), batch=1000, spacing=0.3)
    bench.draws.restart()
    bench.record(workload.directory())
    for number in range(ROUNDS + 1):
        bench.record(workload.truck(number))
    bench.ledger.close()
    environ = {
        **os.environ,
        "BATTERYPASS_LEDGER": str(bench.path),
        "BATTERYPASS_HOME": str(bench.folder / "home"),
        "BATTERYPASS_KEYS": str(bench.folder / "keys"),
        "BATTERYPASS_PASSPHRASE": PASSPHRASE,
    }
    command = str(Path(sys.executable).with_name("batterypass"))
    starts, whole = [], []
    for number in range(ROUNDS + 1):
        starts.append(_run([command, "--help"], environ))
        received = [
            *("receive", _manifest(number), "--all-received", "--mass-kg", _MASS_KG),
            *("--as", recycler.id, "--yes", "--clock-is-right"),
        ]
        whole.append(_run([command, *received], environ))
    start, took = median(starts[1:]), median(whole[1:])
    context = {"whole process s": took, "start-up s": start, "packs": float(_PACKS)}
    return [
        Row(
            "receive", "receive 100 packs, beyond start-up", took - start, "s", 1.0, 0.5,
            is_limit=True, context=context,
        )
    ]  # fmt: skip


def _manifest(number: int) -> str:
    return f"M-CARGA-{number}"


def _run(command: Sequence[str], environ: dict[str, str]) -> float:
    def work() -> None:
        done = subprocess.run(command, env=environ, capture_output=True, check=False)
        assert done.returncode == 0, (command, done.stderr.decode())

    return timed(work)
