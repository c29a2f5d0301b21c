"""Cells of a printed form: a frame, a small title, a value that stays inside.

A value that must be cut, because even the smallest type does not hold it, is remembered in
:attr:`Paper.cut` with its title: the document prints the whole text on a page of its own, so that
nothing that was signed is missing from the paper.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from batterypass.documents.setting import ASCENT, LEADING, Fitted, clean, fit, fit_line, width_of

if TYPE_CHECKING:
    from batterypass.documents.content import Words
    from batterypass.documents.ink import PdfInk

INSET = 2.5
"""Clear space between a frame and what is in it, in points."""
TITLE_SIZE = 5.4
ENGLISH_SIZE = 4.6
VALUE_SIZE = 7.6
_SIZE_UNDER_ENGLISH = 7.0
_WIDE = 400.0
_BESIDE = 5.0
SMALLEST_SIZE = 4.6
"""Still read after a photocopy: capitals of 1.2 mm."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A place on the page, from its upper left corner, in points."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """Give the right edge."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """Give the lower edge."""
        return self.y + self.height


def stack(ink: PdfInk, text: Fitted, x: float, y: float, *, bold: bool = False) -> float:
    """Write fitted lines from ``y`` down and give where they end."""
    for line in text.lines:
        ink.text(x, y + ASCENT * text.size, line, text.size, bold=bold)
        y += LEADING * text.size
    return y


def title_height(cell: Cell, lang: str) -> float:
    """Give what a title takes off a cell: one line, and one more for English under it."""
    if lang == "es" or _is_wide(cell):
        return TITLE_SIZE * 1.2 + 0.7
    return TITLE_SIZE * 1.2 + ENGLISH_SIZE * 0.96 + 0.5


def _is_wide(cell: Cell) -> bool:
    """Tell whether English stands beside the title: what is long needs the line under it."""
    return cell.width >= _WIDE


def draw_title(ink: PdfInk, cell: Cell, number: str, words: Words, lang: str) -> None:
    """Write the number and title of a cell, and English small under it, in a wide cell beside it."""
    is_one_line = lang == "es" or _is_wide(cell)
    x, y = cell.x + INSET, cell.y + (1.3 if is_one_line else 1.2)
    room = cell.width - 2 * INSET
    if number:
        ink.text(x, y + ASCENT * TITLE_SIZE, number, TITLE_SIZE + 0.6, bold=True)
        shift = width_of(number, TITLE_SIZE + 0.6, bold=True) + 2.5
        x, room = x + shift, room - shift
    line, size = fit_line(words.es, room, size=TITLE_SIZE, smallest=3.8)
    ink.text(x, y + ASCENT * TITLE_SIZE, line, size)
    if lang != "es":
        if is_one_line:
            shift = width_of(line, size) + _BESIDE
            x, room = x + shift, room - shift
            y += ASCENT * (TITLE_SIZE - ENGLISH_SIZE)
        else:
            y += TITLE_SIZE * 0.97
        line, size = fit_line(words.en, room, size=ENGLISH_SIZE, smallest=3.4)
        ink.text(x, y + ASCENT * ENGLISH_SIZE, line, size)


@dataclass(slots=True)
class Paper:
    """Writes values into cells of one document."""

    lang: str
    cut: list[tuple[str, str]] = field(default_factory=list)
    """Title and whole text of each value that was cut."""

    def value(
        self,
        ink: PdfInk,
        cell: Cell,
        title: str,
        text: str,
        *,
        size: float = VALUE_SIZE,
        smallest: float = SMALLEST_SIZE,
        bold: bool = False,
        top: float | None = None,
        is_required: bool = True,
        is_centred: bool = False,
    ) -> None:
        """Write a value under the title of a cell; an unknown one that is required is a dotted line."""
        start = cell.y + (title_height(cell, self.lang) if top is None else top)
        if self.lang != "es" and top is None and not _is_wide(cell):
            size = min(size, _SIZE_UNDER_ENGLISH)  # the second line of the title takes the room
        room, height = cell.width - 2 * INSET, cell.bottom - start - 0.6
        if not clean(text):
            if is_required:
                ink.dots(cell.x + INSET, cell.bottom - 3.2, cell.right - INSET)
            return
        fitted = fit(text, room, height, size=size, smallest=smallest, bold=bold)
        if not fitted.is_whole:
            self.cut.append((title, text))
        used = len(fitted.lines) * fitted.size * LEADING
        x = cell.x + INSET
        if is_centred:
            x += (room - max(width_of(line, fitted.size, bold=bold) for line in fitted.lines)) / 2
        stack(ink, fitted, x, start + max(0.0, (height - used) / 2), bold=bold)
