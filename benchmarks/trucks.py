"""Loads of waste packs, each on a waste manifest of its own, up to a step of its journey."""

from __future__ import annotations

from typing import TYPE_CHECKING

from batterypass import bootstrap
from benchmarks import cast
from benchmarks.ledgers import new_bench
from benchmarks.measure import ROUNDS
from benchmarks.workload import Prepared, Workload, manufactured

if TYPE_CHECKING:
    from pathlib import Path

    from benchmarks.ledgers import Bench

_JOURNEY = (
    "consignment.offered", "consignment.collected", "consignment.delivered", "consignment.received",
)  # fmt: skip


def manifest_of(word: str, number: int) -> str:
    """Give the number of the manifest of a load."""
    return f"M-{word}-{number}"


def bench_of_trucks(folder: Path, word: str, signer: cast.Party, *, packs: int, last: str) -> Bench:
    """Make a ledger with a load for each round and one to warm up, closed; ``signer`` has its key.

    ``last`` is the last step that each load has made.
    """
    bench = new_bench(folder)
    bench.keys.add(signer.key, signer.id, "daily")
    trucks = _Trucks(bench.statements(), bootstrap.regulations(), batch=1000, spacing=0.3)
    bench.draws.restart()
    bench.record(trucks.directory())
    for number in range(ROUNDS + 1):
        bench.record(trucks.load(word, number, packs, last))
    bench.ledger.close()
    return bench


class _Trucks(Workload):
    """Whole loads of one maker, one carrier and one recycler."""

    def load(self, word: str, number: int, packs: int, last: str) -> Prepared:
        """Make a load, declare it waste, and bring it as far as ``last``."""
        maker, carrier, recycler = cast.MAKERS[0], cast.CARRIERS[0], cast.RECYCLERS[0]
        made, items = [], []
        for place in range(packs):
            serial = f"{word}-{number}-{place:03d}"
            item = f"https://{maker.domain}/i/{serial}"
            fields = manufactured(item, serial)
            made.append(self._sign("pack.manufactured", maker.id, maker.key, [item], fields))
            items.append(item)
        waste = {"items": items, "reason": "end_of_life", "stream": "whole_battery"}
        made.append(self._sign("item.declared-waste", maker.id, maker.key, items, waste))
        said = self._waste(manifest_of(word, number), maker)["waste"]
        declared = {"waste": {**said, "container_count": packs}}
        done = _JOURNEY[: _JOURNEY.index(last) + 1]
        for kind, actor, subjects, fields in self._consignment(
            f"{word}-{number}", items, maker, carrier, recycler, declared
        ):
            if kind in done:
                made.append(self._sign(kind, actor.id, actor.key, subjects, fields))
        self._new_checkpoint()
        return Prepared(self._clock, made)
