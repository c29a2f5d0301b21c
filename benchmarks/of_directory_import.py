"""How long a published list takes into the directory: read, compared, judged, signed, recorded."""

from __future__ import annotations

import csv
import io
from time import perf_counter, process_time
from typing import TYPE_CHECKING

from batterypass.app.collector import no_collector
from batterypass.app.directory_import import ListSource, check_list, sign_list
from batterypass.exchange.listing_mapping import ListMapping
from batterypass.exchange.listing_table import read_list
from batterypass.exchange.source import Source
from benchmarks.cast import REGISTRAR
from benchmarks.ledgers import Bench, new_bench
from benchmarks.measure import ROUNDS, Row, median
from benchmarks.workload import START

if TYPE_CHECKING:
    from pathlib import Path

_ROWS = 5_000
_LIST = "benchmark list"
_NAMES = (
    "legal_name", "tax_id", "scheme", "number", "operations", "waste_class", "streams",
    "effective_from", "effective_to", "street", "ext_no", "postal_code", "municipality", "state",
    "phone", "status",
)  # fmt: skip


def list_import(folder: Path, _: int) -> list[Row]:
    """Import a list of 5,000 firms that are all new, into a ledger of its own each round."""
    body = _list_of(_ROWS)
    seconds, busy, again, entries = [], [], [], 0
    for number in range(ROUNDS):
        place = folder / f"list-{number}"
        bench = new_bench(place)
        with no_collector():
            start, before = perf_counter(), process_time()
            entries = _import(bench, body)
            seconds.append(perf_counter() - start)
            busy.append(process_time() - before)
            start = perf_counter()
            assert _import(bench, body) == 0
            again.append(perf_counter() - start)
        bench.ledger.close()
    context = {
        "rows": float(_ROWS), "entries": float(entries), "again s": median(again),
        "entries/s": entries / median(seconds), "of processors s": median(busy),
    }  # fmt: skip
    return [
        Row(
            "list import", f"import of {_ROWS:,} rows", median(seconds), "s", 5, 4,
            is_limit=True, context=context,
        )
    ]  # fmt: skip


def _import(bench: Bench, body: bytes) -> int:
    mapping = ListMapping()
    given = Source("list.csv", body)
    table = read_list(given, mapping.is_known)
    origin = ListSource(_LIST, START.date().isoformat(), given.sha256, len(body), "text/csv")
    checked = check_list(bench.ledger.session, table, mapping, origin, actor=REGISTRAR)
    assert not checked.refused
    return len(sign_list(bench.ledger.session, checked))


def _list_of(rows: int) -> bytes:
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(_NAMES)
    for place in range(rows):
        letters = "".join(chr(65 + place // 26**power % 26) for power in (2, 1, 0))
        writer.writerow(
            [
                f"Recicladora {place}, S.A. de C.V.", f"{letters}010101AA{place % 10}",
                "MX-SEMARNAT", f"{place % 32 + 1}-IV-{place}-09", "Reciclaje", "peligroso",
                "baterías", "2026-01-15", "2036-01-14", "Av. Industrias", str(place), "66600",
                "Apodaca", "Nuevo León", "+52 81 5555 0142", "vigente",
            ]
        )  # fmt: skip
    return out.getvalue().encode()
