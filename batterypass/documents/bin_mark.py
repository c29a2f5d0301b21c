"""The crossed-out bin by itself, for batteries on which the one of a label is too small.

With Cd and Pb beneath it where they have to be (Regulation (EU) 2023/1542 Art. 13(4) and (5)), on the
same stock as labels or as a drawing for other printers.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from batterypass.documents.content import Words
from batterypass.documents.ink import PdfInk
from batterypass.documents.label_pages import label_pages
from batterypass.documents.label_signs import metals_size
from batterypass.documents.pdf import write_pdf
from batterypass.documents.setting import width_of
from batterypass.documents.sheets import MM, sheet_named
from batterypass.documents.svg import SvgInk
from batterypass.documents.symbols import CROSSED_BIN, CROSSED_BIN_WIDE
from batterypass.documents.words import Lang, check_lang, say
from batterypass.errors import InputError

if TYPE_CHECKING:
    from batterypass.documents.ink import Ink
    from batterypass.regulations.label_marks import Signs

_TITLE = Words("Recogida separada", "Separate collection")
_EDGE = 4.0
"""Clear of the cut, in points."""
_UNDER = 1.5
_DEEP = 0.75
"""Of letters, in parts of their size."""


@dataclass(frozen=True, slots=True)
class BinMark:
    """A bin of ``side_mm``, and what stands beneath it."""

    side_mm: float
    signs: Signs

    @property
    def square(self) -> float:
        """Give the side, in points, of the square in which the bin is so wide."""
        return self.side_mm * MM / CROSSED_BIN_WIDE

    @property
    def words(self) -> str:
        """Give what stands beneath it."""
        return " ".join(self.signs.metals)

    @property
    def size(self) -> tuple[float, float]:
        """Give width and height of all of it, in points."""
        letters = metals_size(self.signs, self.square)
        wide = width_of(self.words, letters, bold=True)
        high = _UNDER + _DEEP * letters if self.words else 0.0
        return max(self.square, wide), self.square + high

    def draw(self, ink: Ink, x: float, y: float) -> None:
        """Draw it with its upper left corner there."""
        wide, high = self.size
        ink.symbol(CROSSED_BIN, x + (wide - self.square) / 2, y, self.square)
        letters = metals_size(self.signs, self.square)
        middle = (wide - width_of(self.words, letters, bold=True)) / 2
        ink.text(x + middle, y + high, self.words, letters, bold=True)


def render_bins(mark: BinMark, lang: Lang, *, sheet: str, copies: int = 0, skip: int = 0) -> bytes:
    """Make a PDF of bins on label stock; without ``copies`` one sheet is filled.

    Raises InputError for an unknown sheet, and for a bin that is larger than its label.
    """
    check_lang(lang)
    form = sheet_named(sheet)
    width, height = (one * MM for one in form.label)
    wide, high = mark.size
    if wide + 2 * _EDGE > width or high + 2 * _EDGE > height:
        raise InputError(
            f"a bin of {mark.side_mm:g} mm has no room on a label of {form.label[0]:g} ×"
            f" {form.label[1]:g} mm: choose a larger --sheet",
            code="label.no-room-bin", size=f"{mark.side_mm:g}",
            width=f"{form.label[0]:g}", height=f"{form.label[1]:g}",
        )  # fmt: skip
    once = PdfInk(form.page[1])
    mark.draw(once, (width - wide) / 2, (height - high) / 2)
    drawings = [once.operators()] * (copies or form.count - skip)
    pages = label_pages(form, drawings, skip=skip)
    return write_pdf(pages, title=say(_TITLE, lang), lang=lang, size=form.page)


def bin_svg(mark: BinMark, lang: Lang) -> str:
    """Make an SVG of one, true to size, with a little white around it."""
    check_lang(lang)
    wide, high = mark.size
    ink = SvgInk(wide + 2 * _EDGE, high + 2 * _EDGE)
    mark.draw(ink, _EDGE, _EDGE)
    return ink.content(say(_TITLE, lang))
