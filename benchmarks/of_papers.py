"""How fast labels are drawn and read back, and manifests drawn."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from batterypass.app.label_reading import read_sheets
from batterypass.app.labels import label_content
from batterypass.app.manifests import manifest_content
from batterypass.app.papers import prepared_form, render_paper
from batterypass.app.read import consignments, items
from batterypass.documents.labels import placed_labels, render_labels
from batterypass.documents.manifest import render_manifest
from batterypass.documents.read_back import unread
from batterypass.evidence.paper import PaperCode
from batterypass.store.workers import Workers
from batterypass.tlog.tree import inclusion_path
from benchmarks import cast
from benchmarks.ledgers import Bench, new_bench, workload_for
from benchmarks.measure import ROUNDS, Row, median, timed

if TYPE_CHECKING:
    from pathlib import Path

_LABELS = 200
_READ = 1000
_READ_DPI = 300
_MANIFESTS = 60


def papers(folder: Path, _: int) -> list[Row]:
    """Draw sheets of labels with signed codes, and manifests with a code and attachments."""
    bench = new_bench(folder / "papers")
    for one in cast.MAKERS:
        bench.keys.add(one.label_key, one.id, "label")
    workload = workload_for(bench, batch=1000, spacing=0.3)
    for prepared in workload.batches(1000, lots=6):
        bench.record(prepared)
    rows = [_labels(bench), _read_back(bench, folder), _manifests(bench)]
    bench.ledger.close()
    return rows


def _labels(bench: Bench) -> Row:
    session = bench.ledger.session
    made = [label_content(session, item, "es") for item in items(session)]
    labels = (made * (_LABELS // len(made) + 1))[:_LABELS]
    render_labels(labels[:10], "es")
    speed = _LABELS / median(timed(lambda: render_labels(labels, "es")) for _ in range(ROUNDS))
    return Row("labels", "labels drawn", speed, "/s", 250, 500)


def _read_back(bench: Bench, folder: Path) -> Row:
    """Read every code of sheets back on all processors, their start included."""
    session = bench.ledger.session
    made = [label_content(session, item, "es") for item in items(session)]
    labels = (made * (_READ // len(made) + 1))[:_READ]
    file = folder / "labels.pdf"
    file.write_bytes(render_labels(labels, "es"))
    placed = list(placed_labels(labels, sheet="letter-10"))

    def read() -> None:
        workers = Workers(os.cpu_count() or 1)
        seen = read_sheets(file, _READ_DPI, executor=workers)
        workers.shutdown()
        assert not unread(placed, seen)

    speed = _READ / median(timed(read) for _ in range(ROUNDS))
    alone = _READ / timed(lambda: read_sheets(file, _READ_DPI))
    return Row("readback", "labels read back", speed, "/s", 150, 300, context={"one core/s": alone})


def _manifests(bench: Bench) -> Row:
    session = bench.ledger.session
    one = next(one for one in consignments(session) if one.waste and one.state == "received")
    shop = next(shop for shop in cast.SHOPS if shop.id == one.consignor)
    bench.keys.add(shop.key, shop.id, "daily")
    entry = bench.ledger.log("document.prepared", prepared_form(session, one), actor=shop.id).index
    path = tuple(inclusion_path(entry, session.size, session.store.node))
    statement, note = session.store.statement(entry), session.store.note()
    code = PaperCode(statement, entry, path, note).encode()
    content = manifest_content(session, one, code=code, checkpoint_size=session.size)
    files = [("paper.cbor", code), (f"{entry}.cose", statement)]

    def draw() -> None:
        for _ in range(_MANIFESTS):
            render_manifest(content, "mx_special_handling", "es", files)

    draw()
    speed = _MANIFESTS / median(timed(draw) for _ in range(ROUNDS))
    whole = 1 / median(timed(lambda: render_paper(session, one, "es")) for _ in range(ROUNDS))
    context = {"with reading the log/s": whole}
    return Row("manifests", "manifests drawn", speed, "/s", 40, 300, context=context)
