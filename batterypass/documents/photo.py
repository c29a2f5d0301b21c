"""Codes in a picture that somebody took: a photo, a scan, a PDF, or an SVG of our own.

Unlike :mod:`batterypass.documents.read_back`, which reads as a strict phone does, this tries hard:
what a person holds in front of a camera is crooked, dirty and dark. What is read is never guessed: a
code has its own error correction, and one that was seen but could not be read is told of.
"""

from __future__ import annotations

import io
import re
import warnings
from collections import Counter
from contextlib import closing
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from batterypass.documents.read_back import has_readers
from batterypass.errors import InputError, UndecidedError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PIL.Image import Image

_PDF_DPI = 300
_MOST_PAGES = 200
_MOST_PIXELS: Final = 150_000_000
"""Larger than any camera's picture; a picture that unpacks to more is meant to fill the memory."""
_SMALL = 1_200
"""Pictures under this many points across are also looked at twice as large."""
_MODULE_PIXELS = 6
_SVG_CODE: Final = re.compile(
    r'<path transform="[^"]*" shape-rendering="crispEdges"[^>]* d="([^"]*)"'
)
_SVG_RUN: Final = re.compile(r"M([0-9]{1,3}) ([0-9]{1,3})h([0-9]{1,3})v1h-[0-9]{1,3}z")


@dataclass(frozen=True, slots=True)
class Photo:
    """What was found in a picture: the texts, each as often as it stands there.

    ``is_damaged`` says that a code was seen and could not be read; a worse one is not even seen.
    """

    texts: tuple[str, ...]
    is_damaged: bool
    codes: tuple[bytes, ...] = field(default=(), compare=False)
    """The bytes of each; those of a paper's code are no text."""


def read_photo(data: bytes, name: str) -> Photo:
    """Read every QR code of a picture; ``name`` is what messages call it.

    Raises InputError for a file that is no picture, or larger than any; UndecidedError where the
    readers (zxing-cpp, pypdfium2) are not installed.
    """
    if not has_readers():
        raise UndecidedError(
            "zxing-cpp or pypdfium2 is not installed: pip install zxing-cpp pypdfium2",
            code="label.reader-missing",
        )
    codes: list[bytes] = []
    is_damaged = False
    for picture in _pictures(data, name):
        found, failed = _read(picture)
        codes += found
        is_damaged = is_damaged or failed
    texts = tuple(code.decode("utf-8", "replace") for code in codes)
    return Photo(texts, is_damaged, tuple(codes))


def _read(picture: Image) -> tuple[list[bytes], bool]:
    """Read a picture as it is, and then changed in the ways that help with bad ones."""
    import zxingcpp

    only_qr = zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)
    counts: dict[bytes, int] = {}
    failed = 0
    for number, changed in enumerate(_tries(picture)):
        codes = zxingcpp.read_barcodes(changed, formats=only_qr, return_errors=True)
        here = Counter(bytes(code.bytes) for code in codes if code.valid)
        # Of the looks that see as many codes, the one that reads the most of them counts.
        missed = len(codes) - here.total()
        failed = max(failed, missed) if not counts else min(failed, missed)
        for found, count in here.items():
            counts[found] = max(counts.get(found, 0), count)
        # One more look after a good one: another code of the picture may need the contrast.
        if counts and not missed and number > 0:
            break
    return [found for found, count in counts.items() for _ in range(count)], failed > 0


def _tries(picture: Image) -> Iterator[Image]:
    from PIL import ImageFilter, ImageOps

    grey = ImageOps.exif_transpose(picture).convert("L")
    yield grey
    clear = ImageOps.autocontrast(grey, cutoff=2)
    yield clear
    across = max(grey.size)
    if across < _SMALL:
        yield clear.resize((grey.width * 2, grey.height * 2))
    yield clear.filter(ImageFilter.MedianFilter(3))
    yield clear.filter(ImageFilter.UnsharpMask(radius=4, percent=250, threshold=0))
    if across > _SMALL:
        for part in (2, 4):
            yield clear.resize((max(1, grey.width // part), max(1, grey.height // part)))


def _pictures(data: bytes, name: str) -> Iterator[Image]:
    """Give the pictures of a file, one for each page or code."""
    if data[:1024].lstrip().startswith(b"%PDF"):
        yield from _pages(data, name)
        return
    if b"<svg" in data[:1024]:
        yield from _svg_codes(data, name)
        return
    from PIL import Image, UnidentifiedImageError

    try:
        with warnings.catch_warnings():
            # How large a picture may be is said below, in our words.
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            opened = Image.open(io.BytesIO(data))
        with opened as picture:
            if picture.width * picture.height > _MOST_PIXELS:
                raise _huge(name, f"{picture.width} × {picture.height}", f"{_MOST_PIXELS:,}")
            picture.load()
            yield picture
    except Image.DecompressionBombError as error:
        raise _huge(name, str(len(data)), f"{_MOST_PIXELS:,}") from error
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError) as error:
        raise _no_picture(name, data) from error


def _pages(data: bytes, name: str) -> Iterator[Image]:
    import pypdfium2

    try:
        with closing(pypdfium2.PdfDocument(data)) as document:
            if len(document) > _MOST_PAGES:
                raise InputError(
                    f"{name}: {len(document)} pages, expected at most {_MOST_PAGES}",
                    code="label.many-pages", file=name, found=len(document), most=_MOST_PAGES,
                )  # fmt: skip
            for page in document:
                width, height = page.get_size()
                dpi = min(_PDF_DPI, 72 * (_MOST_PIXELS / max(1.0, width * height)) ** 0.5)
                yield page.render(scale=dpi / 72, grayscale=True).to_pil()
    except pypdfium2.PdfiumError as error:
        raise _no_picture(name, data) from error


def _svg_codes(data: bytes, name: str) -> Iterator[Image]:
    """Draw the codes of an SVG of :func:`batterypass.documents.labels.label_svg` from their paths.

    They are drawn from what the file says, not from what we meant to write into it.
    """
    from PIL import Image, ImageDraw

    paths = _SVG_CODE.findall(data.decode("utf-8", "replace"))
    if not paths:
        raise _no_picture(name, data)
    for path in paths:
        runs = [tuple(map(int, run)) for run in _SVG_RUN.findall(path)]
        if not runs:
            raise _no_picture(name, data)
        side = (max(x + length for x, _, length in runs) + 8) * _MODULE_PIXELS
        picture = Image.new("L", (side, side), 255)
        draw = ImageDraw.Draw(picture)
        for x, y, length in runs:
            left, top = (x + 4) * _MODULE_PIXELS, (y + 4) * _MODULE_PIXELS
            right, bottom = left + length * _MODULE_PIXELS - 1, top + _MODULE_PIXELS - 1
            draw.rectangle((left, top, right, bottom), fill=0)
        yield picture


def _no_picture(name: str, data: bytes) -> InputError:
    return InputError(
        f"{name}: {len(data)} bytes that are no picture: expected PNG, JPEG, PDF or an SVG of"
        " batterypass",
        code="label.no-picture", file=name, found=len(data),
    )  # fmt: skip


def _huge(name: str, found: str, most: str) -> InputError:
    return InputError(
        f"{name}: {found} is larger than any camera's picture ({most})",
        code="label.huge-picture", file=name, found=found, most=most,
    )  # fmt: skip
