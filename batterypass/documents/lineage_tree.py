"""The lineage of an item as a picture: SVG for a screen, PDF for paper; the same bytes for the same log.

Black on white: what an item was built into is joined by a thick line, what was taken out of it by a
thin one; a frame of two lines is the item that was asked for, and what is an item's past has a thin one.
A PDF goes on over as many pages as there are rows, and further to the right where the columns are too
many for one sheet; every page says from which ledger it is.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from batterypass.documents.content import Source, Words
from batterypass.documents.ink import PdfInk
from batterypass.documents.lineage_layout import Layout, Link, Run, lay_out
from batterypass.documents.pdf import LETTER, write_pdf
from batterypass.documents.setting import ASCENT, clean, fit_line, width_of
from batterypass.documents.svg import SvgInk
from batterypass.documents.words import Lang, check_lang, say

if TYPE_CHECKING:
    from batterypass.documents.ink import Ink

_BOX_HIGH: Final = 51.0
_ROW: Final = 60.0
_WIDE: Final = 148.0
_NARROW: Final = 92.0
_GAP: Final = 30.0
_MARGIN: Final = 30.0
#: How far a line goes beyond the last box of a sheet.
_STUB: Final = 28.0
#: More columns go on on the next sheet: viewers take pages of 14,400 points, people less.
_MOST_COLUMNS: Final = 24
_HEAD_ROOM: Final = 46.0
_FOOT_ROOM: Final = 26.0
_PAD: Final = 4.0
_HEAD: Final = 8.0
_SIZE: Final = 6.8
_SMALLEST: Final = 4.6
_THICK: Final = frozenset({"built_into", "fed"})
_PENS: Final = {True: 1.8, False: 0.6}
_ARROW: Final = 3.2
_LEDGER: Final = Words("registro", "ledger")
_CHECKPOINT: Final = Words("punto de control", "checkpoint")
_PAGE: Final = Words("Página", "Page")
_THICK_MEANS: Final = Words("armado en, o cargado en un lote", "built into, or fed to a batch")
_THIN_MEANS: Final = Words("salió de", "came out of")
_ROOT_MEANS: Final = Words("marco doble: el artículo pedido", "double frame: the item asked for")


@dataclass(frozen=True, slots=True)
class Box:
    """One thing: its id, and what stands under it; ``is_past`` where the item is elsewhere now."""

    head: str
    lines: tuple[str, ...]
    is_past: bool = False


@dataclass(frozen=True, slots=True)
class Picture:
    """A lineage to be drawn. ``root`` is the place of the item that was asked for."""

    title: str
    boxes: tuple[Box, ...]
    links: tuple[Link, ...]
    root: int
    source: Source


def render_svg(picture: Picture, lang: Lang = "es") -> str:
    """Make the SVG, with its faces inside. The same picture gives the same text."""
    check_lang(lang)
    layout = lay_out(len(picture.boxes), picture.links, picture.root)
    width = max(_breadth(layout.width, _WIDE), 420.0) + 2 * _MARGIN
    height = layout.height * _ROW + 2 * _MARGIN + _HEAD_ROOM + _FOOT_ROOM
    ink = SvgInk(width, height)
    _draw_head(ink, picture, width, lang)
    _Drawing(picture, layout, _WIDE).draw(ink, range(layout.height), range(layout.width))
    _draw_foot(ink, picture, width, height, lang, "")
    return ink.content(picture.title, embed=True)


def render_pdf(picture: Picture, lang: Lang = "es") -> bytes:
    """Make the PDF: letter, across, wider where there are many columns."""
    check_lang(lang)
    layout = lay_out(len(picture.boxes), picture.links, picture.root)
    columns = min(layout.width, _MOST_COLUMNS)
    high = LETTER[0]
    room = LETTER[1] - 2 * _MARGIN
    box = min(_WIDE, max(_NARROW, (room + _GAP) / columns - _GAP))
    width = max(LETTER[1], _breadth(columns, box) + 2 * _MARGIN)
    rows = int((high - 2 * _MARGIN - _HEAD_ROOM - _FOOT_ROOM) // _ROW)
    drawing = _Drawing(picture, layout, box)
    sheets = [
        (down, across)
        for down in _cut(layout.height, rows)
        for across in _cut(layout.width, columns)
    ]
    pages = []
    for number, (down, across) in enumerate(sheets, 1):
        ink = PdfInk(high)
        _draw_head(ink, picture, width, lang)
        drawing.draw(ink, down, across)
        page = f"{say(_PAGE, lang)} {number} / {len(sheets)}"
        _draw_foot(ink, picture, width, high, lang, page)
        pages.append(ink.content())
    return write_pdf(
        pages, title=picture.title, lang="en" if lang == "en" else "es-MX", size=(width, high)
    )


def _breadth(columns: int, box: float) -> float:
    return columns * (box + _GAP) - _GAP


def _cut(count: int, most: int) -> list[range]:
    """Cut rows or columns into those of one sheet each."""
    return [range(start, min(start + most, count)) for start in range(0, count, most)]


class _Drawing:
    """A picture with its layout, and what of it stands in which row: a sheet asks for its own only."""

    def __init__(self, picture: Picture, layout: Layout, box: float) -> None:
        self._picture = picture
        self._layout = layout
        self._box = box
        self._boxes: dict[int, list[int]] = {}
        for place, row in enumerate(layout.rows):
            self._boxes.setdefault(row, []).append(place)
        #: Row -> the lines that begin in it, and those that end in it.
        self._begins: dict[int, list[Run]] = {}
        self._ends: dict[int, list[Run]] = {}
        #: Where lines run up and down, and their pen -> the rows between which they do.
        self._bends: dict[tuple[float, float], list[int]] = {}
        for run in layout.runs:
            rows = layout.rows[run.link.earlier], layout.rows[run.link.later]
            self._begins.setdefault(rows[0], []).append(run)
            self._ends.setdefault(rows[1], []).append(run)
            bend = self._bends.setdefault((self._bend(run), _pen(run)), [*rows])
            bend[:] = min(bend[0], *rows), max(bend[1], *rows)

    def draw(self, ink: Ink, rows: range, columns: range) -> None:
        """Draw the rows and columns of one sheet; what goes on beyond it is cut at its edge.

        Lines come first, so that no line runs over a box.
        """
        sheet = _Sheet(ink, rows, columns, self._box)
        for row in rows:
            self._draw_lines(sheet, row)
        for (bend, pen), (first, last) in self._bends.items():
            # Once for all lines that meet there: ink on ink is thicker.
            sheet.down(bend, first, last, pen)
        for row in rows:
            for place in self._boxes.get(row, ()):
                if self._layout.columns[place] in columns:
                    self._draw_box(sheet, place, row)

    def _draw_lines(self, sheet: _Sheet, row: int) -> None:
        # Many things may have come of one, and many have gone into one: what they share is drawn once.
        columns = self._layout.columns
        begins = dict.fromkeys(
            (columns[run.link.earlier], self._bend(run), _pen(run))
            for run in self._begins.get(row, ())
        )
        ends = dict.fromkeys(
            (columns[run.link.later], self._bend(run), _pen(run)) for run in self._ends.get(row, ())
        )
        for column, bend, pen in begins:
            sheet.level(self._left(column) + self._box, bend, row, pen)
        for column, bend, pen in ends:
            sheet.level(bend, self._left(column), row, pen)
            if column in sheet.columns:
                sheet.arrow(self._left(column), row, pen)

    def _left(self, column: int) -> float:
        return column * (self._box + _GAP)

    def _bend(self, run: Run) -> float:
        return self._left(run.gap) + self._box + run.share * _GAP

    def _draw_box(self, sheet: _Sheet, place: int, row: int) -> None:
        box, ink = self._picture.boxes[place], sheet.ink
        x, y = sheet.x(self._left(self._layout.columns[place])), sheet.y(row)
        ink.box(x, y, self._box, _BOX_HIGH, 0.3 if box.is_past else 0.9)
        if place == self._picture.root:
            ink.box(x - 2.4, y - 2.4, self._box + 4.8, _BOX_HIGH + 4.8, 0.9)
        room = self._box - 2 * _PAD
        at = y + _PAD
        text, size = fit_line(clean(box.head), room, size=_HEAD, smallest=_SMALLEST, bold=True)
        ink.text(x + _PAD, at + ASCENT * _HEAD, text, size, bold=True)
        at += 1.3 * _HEAD
        for line in box.lines:
            text, size = fit_line(clean(line), room, size=_SIZE, smallest=_SMALLEST)
            ink.text(x + _PAD, at + ASCENT * _SIZE, text, size)
            at += 1.3 * _SIZE


def _pen(run: Run) -> float:
    return _PENS[run.link.how in _THICK]


class _Sheet:
    """The rows and columns that one page shows, and where they are on it."""

    def __init__(self, ink: Ink, rows: range, columns: range, box: float) -> None:
        self.ink = ink
        self.columns = columns
        self._rows = rows
        self._before = columns.start * (box + _GAP)
        self._edges = (_MARGIN - _STUB, _MARGIN + _breadth(len(columns), box) + _STUB)
        self._top = _MARGIN + _HEAD_ROOM
        self._low = self._top + len(rows) * _ROW - (_ROW - _BOX_HIGH)

    def x(self, x: float) -> float:
        """Give where a place across the whole drawing is on the sheet."""
        return _MARGIN + x - self._before

    def y(self, row: int) -> float:
        """Give the upper edge of the boxes of a row."""
        return self._top + (row - self._rows.start) * _ROW

    def level(self, begin: float, end: float, row: int, pen: float) -> None:
        """Draw what of a level line lies on the sheet."""
        left, right = (min(max(self.x(x), self._edges[0]), self._edges[1]) for x in (begin, end))
        if left != right:
            y = self.y(row) + _BOX_HIGH / 2
            self.ink.line(left, y, right, y, pen)

    def down(self, at: float, first: int, last: int, pen: float) -> None:
        """Draw what of an upright line lies on the sheet."""
        x = self.x(at)
        begin, end = (
            min(max(self.y(row) + _BOX_HIGH / 2, self._top - 4), self._low + 4)
            for row in (first, last)
        )
        if begin != end and self._edges[0] <= x <= self._edges[1]:
            self.ink.line(x, begin, x, end, pen)

    def arrow(self, at: float, row: int, pen: float) -> None:
        """Draw the head of a line that comes in from the left."""
        x, y = self.x(at), self.y(row) + _BOX_HIGH / 2
        for side in (-1, 1):
            self.ink.line(x - _ARROW, y + side * _ARROW / 1.6, x, y, pen)


def _draw_head(ink: Ink, picture: Picture, width: float, lang: Lang) -> None:
    room = width - 2 * _MARGIN
    text, size = fit_line(clean(picture.title), room, size=13, smallest=8, bold=True)
    ink.text(_MARGIN, _MARGIN + ASCENT * 13, text, size, bold=True)
    x, y = _MARGIN, _MARGIN + 26
    for is_thick, words in ((True, _THICK_MEANS), (False, _THIN_MEANS)):
        ink.line(x, y, x + 22, y, _PENS[is_thick])
        text = clean(say(words, lang))
        ink.text(x + 27, y + 2.4, text, 7)
        x += 27 + width_of(text, 7) + 16
    ink.text(x, y + 2.4, clean(say(_ROOT_MEANS, lang)), 7)


def _draw_foot(
    ink: Ink, picture: Picture, width: float, height: float, lang: Lang, page: str
) -> None:
    source = picture.source
    y = height - _MARGIN
    text = f"{say(_LEDGER, lang)} {source.origin} · {say(_CHECKPOINT, lang)} {source.size} {source.root}"
    room = width - 2 * _MARGIN - width_of(page, 6, bold=True) - 10
    line, size = fit_line(clean(text), room, size=6, smallest=3.6)
    ink.line(_MARGIN, y - 9, width - _MARGIN, y - 9, 0.4)
    ink.text(_MARGIN, y, line, size)
    if page:
        ink.text(width - _MARGIN - width_of(page, 6, bold=True), y, page, 6, bold=True)
