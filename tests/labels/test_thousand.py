"""A thousand labels of a shift: every code drawn, rendered, and read back at its place."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from batterypass.app.label_reading import read_sheets
from batterypass.documents.labels import placed_labels, render_labels
from batterypass.documents.read_back import unread
from batterypass.store.workers import Workers
from documents import samples

if TYPE_CHECKING:
    from pathlib import Path

_COUNT = 1_000
LABELS = [samples.label(number) for number in range(_COUNT)]


@pytest.mark.parametrize(
    ("sheet", "dpi"), [("letter-10", 300), ("roll-50x30", 300), ("a4-24", 203)]
)
def test_a_thousand_labels_are_read_back_a_thousand_of_a_thousand(
    sheet: str, dpi: int, tmp_path: Path
) -> None:
    pdf = render_labels(LABELS, "es", sheet=sheet)
    file = tmp_path / "labels.pdf"
    file.write_bytes(pdf)
    workers = Workers(os.cpu_count() or 1)
    told: list[tuple[int, int]] = []
    try:
        seen = read_sheets(
            file, dpi, executor=workers, progress=lambda done, total: told.append((done, total))
        )
    finally:
        workers.shutdown()
    placed = list(placed_labels(LABELS, sheet=sheet))
    assert len(placed) == _COUNT
    assert not unread(placed, seen)
    assert sorted(one.text for one in seen) == sorted(one.signed_url for one in LABELS)
    assert told[-1][0] == told[-1][1]
    assert told == sorted(told)


def test_one_label_that_cannot_be_read_is_found_among_a_hundred(tmp_path: Path) -> None:
    pdf = render_labels(LABELS[:100], "es")
    # The fill of one code is left out, as where a printer's ribbon runs out for a moment.
    place = pdf.index(b" re\nf Q\n", len(pdf) // 2)
    spoilt = pdf[:place] + pdf[place:].replace(b" re\nf Q\n", b" re\nn Q\n", 1)
    assert len(spoilt) == len(pdf)
    file = tmp_path / "labels.pdf"
    file.write_bytes(spoilt)
    failed = unread(placed_labels(LABELS[:100], sheet="letter-10"), read_sheets(file, 200))
    assert len(failed) == 1


def test_reading_goes_on_alone_where_the_other_processes_are_lost(tmp_path: Path) -> None:
    labels = LABELS[:100]
    file = tmp_path / "labels.pdf"
    file.write_bytes(render_labels(labels, "es"))
    lost = Workers(1, executable="/bin/false")
    try:
        seen = read_sheets(file, 200, executor=lost)
    finally:
        lost.shutdown()
    assert not unread(placed_labels(labels, sheet="letter-10"), seen)
