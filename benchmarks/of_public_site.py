"""How fast public passports are written as a folder of pages, in two languages, with their proofs."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Final

from batterypass.app.public_site import LANGS, plan_site, site_files
from batterypass.app.read import items
from batterypass.store.whole_folder import write_folder
from benchmarks.ledgers import new_bench, workload_for
from benchmarks.measure import ROUNDS, Row, median, timed

if TYPE_CHECKING:
    from pathlib import Path

_PASSPORTS: Final = 100


def public_site(folder: Path, _: int) -> list[Row]:
    """Write the folder new, and again with nothing changed."""
    bench = new_bench(folder / "passports")
    workload = workload_for(bench, batch=1000, spacing=0.3)
    for prepared in workload.batches(1000, lots=6):
        bench.record(prepared)
    session = bench.ledger.session
    made = list(islice((one for one in items(session) if one.passport), _PASSPORTS))
    site = plan_site(session, made, LANGS)
    places = iter(range(ROUNDS))

    def write_new() -> None:
        write_folder(folder / f"site-{next(places)}", site_files(session, site))

    new = len(made) / median(timed(write_new) for _ in range(ROUNDS))
    again = len(made) / median(
        timed(lambda: write_folder(folder / "site-0", site_files(session, site)))
        for _ in range(ROUNDS)
    )
    bench.ledger.close()
    context = {"again, nothing changed/s": again}
    return [Row("site", "public passports written", new, "/s", 200, 400, context=context)]
