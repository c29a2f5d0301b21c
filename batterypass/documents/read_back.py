"""Reading printed codes back from the picture of a page, with programs that did not draw them.

The readers (zxing-cpp, pypdfium2) are not needed to print; where they are not installed, nothing is
read and the caller says so. A reading names its place, so that a code on the wrong label is found
too: it would send whoever scans it to another battery.
"""

from __future__ import annotations

from contextlib import closing
from importlib.util import find_spec
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from batterypass.documents.labels import Placed

_POINTS_PER_INCH = 72


class Seen(NamedTuple):
    """One code on a page: the page from 0, the middle of the code in points, what it holds."""

    page: int
    x: float
    y: float
    text: str


def has_readers() -> bool:
    """Tell whether the programs that read are installed."""
    return find_spec("zxingcpp") is not None and find_spec("pypdfium2") is not None


def page_count(pdf: bytes | Path) -> int:
    """Give the pages of a PDF, from its bytes or its file. The readers must be there."""
    import pypdfium2

    with closing(pypdfium2.PdfDocument(pdf)) as document:
        return len(document)


def read_pages(pdf: bytes | Path, pages: Sequence[int], dpi: int) -> list[Seen]:
    """Give every QR code of some pages, in no order. The readers must be there.

    The picture has the resolution of the printer and is read once, upright, as it is: a reader that
    would try harder would also pass codes that many phones do not read.
    """
    import pypdfium2
    import zxingcpp

    scale = dpi / _POINTS_PER_INCH
    found = []
    with closing(pypdfium2.PdfDocument(pdf)) as document:
        for number in pages:
            with closing(document[number]) as page:
                bitmap = page.render(scale=scale, grayscale=True)
                rows = memoryview(bitmap.buffer).cast("B").cast("B", (bitmap.height, bitmap.stride))
                codes = zxingcpp.read_barcodes(
                    rows,
                    formats=zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode),
                    try_rotate=False, try_downscale=False, try_invert=False,
                )  # fmt: skip
                for code in codes:
                    at = code.position
                    x, y = (at.top_left.x + at.bottom_right.x), (at.top_left.y + at.bottom_right.y)
                    text = code.bytes.decode("utf-8", "replace")
                    found.append(Seen(number, x / 2 / scale, y / 2 / scale, text))
                bitmap.close()
    return found


def read_codes(pdf: bytes, *, dpi: int) -> list[str] | None:
    """Give the text of every QR code of every page, in no order; None without the readers."""
    if not has_readers():
        return None
    return [seen.text for seen in read_pages(pdf, range(page_count(pdf)), dpi)]


def unread(placed: Iterable[Placed], seen: Iterable[Seen]) -> list[Placed]:
    """Give the labels on which not every code was read, at its place and with what it should hold."""
    by_page: dict[int, list[Seen]] = {}
    for one in seen:
        by_page.setdefault(one.page, []).append(one)
    failed = []
    for label in placed:
        left, top, right, bottom = label.box
        here = {
            one.text
            for one in by_page.get(label.page, ())
            if left <= one.x <= right and top <= one.y <= bottom
        }
        if not here.issuperset(label.codes) or len(here) != len(set(label.codes)):
            failed.append(label)
    return failed
