"""Photos of printed labels as people take them: drawn from the page, then spoilt in one way each."""

from __future__ import annotations

import io
from random import Random
from typing import TYPE_CHECKING

from PIL import Image, ImageDraw, ImageEnhance, ImageFilter

from documents.reading import pictures

if TYPE_CHECKING:
    from collections.abc import Callable

#: Points of a photo in each inch of a label.
DPI = 220


def page(pdf: bytes, number: int = 0, dpi: int = DPI) -> Image.Image:
    """Give the picture of a page."""
    return list(pictures(pdf, dpi))[number].convert("L")


def label_of(pdf: bytes, dpi: int = DPI) -> Image.Image:
    """Give the picture of the first label of a letter-10 sheet, with its surroundings."""
    inch = dpi
    return page(pdf, dpi=dpi).crop((0, int(0.4 * inch), int(4.3 * inch), int(2.6 * inch)))


def encoded(picture: Image.Image, form: str = "PNG") -> bytes:
    """Give a picture as the bytes of a file."""
    out = io.BytesIO()
    picture.save(out, form, quality=60)
    return out.getvalue()


def turned(picture: Image.Image) -> Image.Image:
    return picture.rotate(33, expand=True, fillcolor=200, resample=Image.Resampling.BICUBIC)


def upside_down(picture: Image.Image) -> Image.Image:
    return picture.rotate(180)


def from_the_side(picture: Image.Image) -> Image.Image:
    """Look at it from the left below, so that the far edge is a fifth shorter."""
    width, height = picture.size
    shrink = 0.18
    bent = (1.0, 0.0, 0.0, shrink / 2, 1.0 - shrink / 4, 0.0, shrink / width, 0.0)
    return picture.transform(
        (width, height), Image.Transform.PERSPECTIVE, bent, Image.Resampling.BICUBIC, fillcolor=180
    )


def blurred(picture: Image.Image) -> Image.Image:
    return picture.filter(ImageFilter.GaussianBlur(1.6))


def dark(picture: Image.Image) -> Image.Image:
    return ImageEnhance.Contrast(ImageEnhance.Brightness(picture).enhance(0.35)).enhance(0.6)


def noisy(picture: Image.Image) -> Image.Image:
    grain = Random(7).randbytes(picture.width * picture.height)  # noqa: S311 - the same each time
    return Image.blend(picture, Image.frombytes("L", picture.size, grain), 0.35)


def tiny(picture: Image.Image) -> Image.Image:
    return picture.resize((picture.width // 2, picture.height // 2), Image.Resampling.LANCZOS)


def scratched(picture: Image.Image) -> Image.Image:
    """Draw a key over it: a level H code bears it."""
    copy = picture.copy()
    draw = ImageDraw.Draw(copy)
    draw.line((90, 260, 330, 180), fill=255, width=9)
    draw.line((120, 120, 300, 330), fill=40, width=7)
    return copy


SPOILT: dict[str, Callable[[Image.Image], Image.Image]] = {
    "turned": turned,
    "upside down": upside_down,
    "from the side": from_the_side,
    "blurred": blurred,
    "dark": dark,
    "noisy": noisy,
    "tiny": tiny,
    "scratched": scratched,
}


def half_gone(picture: Image.Image) -> Image.Image:
    """Tear most of the code off, one finder pattern included."""
    copy = picture.copy()
    ImageDraw.Draw(copy).rectangle((0, 190, copy.width // 2, copy.height), fill=255)
    return copy


def smeared(picture: Image.Image) -> Image.Image:
    """Smear the inside of the code and leave its three corners."""
    copy = picture.copy()
    patch = copy.crop((110, 110, 300, 290)).filter(ImageFilter.GaussianBlur(9))
    copy.paste(patch, (110, 110))
    return copy
