"""Reading the codes of printed sheets back before anybody gets them, with a bar."""

from __future__ import annotations

import os
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from batterypass.errors import BrokenError
from batterypass_cli.progress import Progress
from batterypass_cli.words import say

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from batterypass.documents.labels import Placed
    from batterypass.documents.read_back import Seen
    from batterypass_cli.context import Here

#: Dots per inch of a printer that nobody has named: a module of 0.3 mm has three and a half.
PRINTER_DPI = 300
#: Labels from which other processes are worth their start.
_MANY = 150
_SHOWN = 10


def read_back(here: Here, pdf: bytes, placed: Sequence[Placed], dpi: int | None) -> int | None:
    """Read every code from the pictures of the sheets; None where the readers are not installed.

    Gives the number of labels, all of them read at their places. Raises BrokenError that names what
    could not be read.
    """
    from batterypass.documents.read_back import has_readers, unread

    if not has_readers():
        return None
    with Progress(here.out, say("label.reading")) as bar:
        seen = _seen(pdf, len(placed), dpi or PRINTER_DPI, bar)
    demand_all(unread(placed, seen), len(placed))
    return len(placed)


def demand_all(failed: Iterable[Placed], count: int) -> None:
    """Raise BrokenError where labels could not be read, naming the first."""
    names = list(dict.fromkeys(one.printed_id for one in failed))
    if names:
        shown = ", ".join(names[:_SHOWN])
        raise BrokenError(
            f"{len(names)} of {count} labels could not be read back: {shown}",
            code="label.unread", count=len(names), of=count, names=shown,
        )  # fmt: skip


def _seen(pdf: bytes, count: int, dpi: int, bar: Progress) -> list[Seen]:
    from batterypass.app.label_reading import read_sheets
    from batterypass.store.workers import Workers

    with TemporaryDirectory(prefix="batterypass-") as folder:
        file = Path(folder) / "labels.pdf"
        file.write_bytes(pdf)
        processors = os.cpu_count() or 1
        if count < _MANY or processors < 2:
            return read_sheets(file, dpi, progress=bar)
        workers = Workers(processors)
        try:
            return read_sheets(file, dpi, executor=workers, progress=bar)
        finally:
            workers.shutdown(cancel_futures=True)


def check_svgs(drawings: Iterable[tuple[Placed, str]]) -> None:
    """Read the codes of SVG files back as well. Raises BrokenError that names what cannot be read."""
    from batterypass.documents.photo import read_photo

    failed, count = [], 0
    for label, drawing in drawings:
        count += 1
        if sorted(read_photo(drawing.encode(), label.printed_id).texts) != sorted(label.codes):
            failed.append(label)
    demand_all(failed, count)
