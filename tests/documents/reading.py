"""Reading documents back with programs that did not make them: pypdf, pdfium, zxing."""

from __future__ import annotations

import io
import re
from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pypdfium2
import zxingcpp
from pypdf import PdfReader

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PIL.Image import Image


@dataclass(frozen=True, slots=True)
class Seen:
    """Text in a rectangle, in points from the upper left corner of its page."""

    page: int
    text: str
    left: float
    top: float
    right: float
    bottom: float


def text_of(pdf: bytes) -> str:
    """Give the text of all pages, a line for each line, pages apart."""
    reader = PdfReader(io.BytesIO(pdf), strict=True)
    pages = []
    for page in reader.pages:
        lines = (re.sub(r"\s+", " ", line).strip() for line in page.extract_text().splitlines())
        pages.append("\n".join(line for line in lines if line))
    return "\n\f\n".join(pages) + "\n"


def squeezed(pdf: bytes) -> str:
    """Give the text without any blanks, so that where lines break does not matter."""
    return re.sub(r"\s+", "", text_of(pdf))


def seen(pdf: bytes) -> list[Seen]:
    """Give every text object with the rectangle that its glyphs fill."""
    found = []
    with closing(pypdfium2.PdfDocument(pdf)) as document:
        for number in range(len(document)):
            with closing(document[number]) as page, closing(page.get_textpage()) as text:
                height = page.get_height()
                for index in range(text.count_rects()):
                    left, bottom, right, top = text.get_rect(index)
                    words = text.get_text_bounded(left, bottom, right, top)
                    found.append(Seen(number, words, left, height - top, right, height - bottom))
    return found


def pictures(pdf: bytes, dpi: int) -> Iterator[Image]:
    """Render each page in grey."""
    with closing(pypdfium2.PdfDocument(pdf)) as document:
        for number in range(len(document)):
            with closing(document[number]) as page:
                bitmap = page.render(scale=dpi / 72, grayscale=True)
                yield bitmap.to_pil().copy()
                bitmap.close()


def codes(pdf: bytes, dpi: int) -> list[bytes]:
    """Read every QR code of every page, from the picture of the page."""
    found = []
    for picture in pictures(pdf, dpi):
        found += [code.bytes for code in zxingcpp.read_barcodes(picture)]
    return found


def page_size(pdf: bytes) -> tuple[float, float]:
    """Give width and height of the first page, in points."""
    box = PdfReader(io.BytesIO(pdf), strict=True).pages[0].mediabox
    return float(box.width), float(box.height)
