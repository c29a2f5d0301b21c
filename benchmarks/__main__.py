"""``python -m benchmarks [NAME...] [--events N | --full]``: every row, or those of some names."""

from __future__ import annotations

import argparse
import json
import platform
import tempfile
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.measure import Row, print_table
from benchmarks.of_directory import directory
from benchmarks.of_directory_import import list_import
from benchmarks.of_driver import driver
from benchmarks.of_fsck import published_log
from benchmarks.of_import import pack_import
from benchmarks.of_ledgers import append, audit, bulk
from benchmarks.of_papers import papers
from benchmarks.of_public_site import public_site
from benchmarks.of_receiving import receiving
from benchmarks.of_simulate import simulation
from benchmarks.of_sites import replica, submitted
from benchmarks.of_sizes import sizes
from benchmarks.of_starts import starts
from benchmarks.of_transport import transport
from benchmarks.of_verifier import verifier

if TYPE_CHECKING:
    from collections.abc import Callable

#: Each makes one row or more; a row is chosen by its own name too.
_MAKERS: dict[Callable[[Path, int], list[Row]], tuple[str, ...]] = {
    append: ("append",),
    bulk: ("bulk",),
    audit: ("audit",),
    sizes: ("memory", "growth", "history", "report", "disk", "bundle"),
    starts: ("start",),
    papers: ("labels", "readback", "manifests"),
    public_site: ("site",),
    receiving: ("receive",),
    submitted: ("submit",),
    replica: ("replica",),
    published_log: ("fsck",),
    directory: ("directory",),
    list_import: ("list",),
    pack_import: ("import",),
    transport: ("un",),
    driver: ("driver",),
    verifier: ("verifier",),
    simulation: ("simulate",),
}
_NAMES = sorted(name for names in _MAKERS.values() for name in names)
_RESULTS = Path(__file__).parent / "results"
_EVENTS = 100_000


def main() -> None:
    """Measure, print the table, write JSON."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"one of {', '.join(_NAMES)}")
    parser.add_argument("--events", type=int, default=_EVENTS, help="events of the long log")
    parser.add_argument("--full", action="store_true", help="a long log of 1,000,000 events")
    given = parser.parse_args()
    unknown = set(given.names) - set(_NAMES)
    if unknown:
        parser.error(f"no benchmark {sorted(unknown)[0]!r}: expected one of {', '.join(_NAMES)}")
    events = 1_000_000 if given.full else given.events
    rows: list[Row] = []
    for make, names in _MAKERS.items():
        wanted = set(names) & set(given.names) if given.names else set(names)
        if wanted:
            with tempfile.TemporaryDirectory(prefix="batterypass-bench-") as folder:
                made = make(Path(folder), events)
            made = [row for row in made if row.name.split()[0] in wanted]
            # As they come: the long log takes minutes.
            print_table(made)
            rows += made
    _write(rows, events)


def _write(rows: list[Row], events: int) -> None:
    now = datetime.now(UTC)
    _RESULTS.mkdir(exist_ok=True)
    path = _RESULTS / f"{now:%Y%m%dT%H%M%SZ}.json"
    found = {
        "at": now.isoformat(timespec="seconds"),
        "python": platform.python_version(),
        "machine": platform.machine(),
        "events": events,
        "rows": [{**asdict(row), "verdict": row.verdict()} for row in rows],
    }
    path.write_text(json.dumps(found, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    print(f"→ {path}")


if __name__ == "__main__":
    main()
