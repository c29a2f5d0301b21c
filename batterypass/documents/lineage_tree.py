"""The lineage of an item as a picture: SVG for a screen, PDF for paper; the same bytes for the same log.

Black on white: what an item was built into is joined by a thick line, what was taken out of it by a
thin one; a frame of two lines is the item that was asked for, and what is an item's past has a thin one.
A PDF goes on over as many pages as there are rows, and every page says from which ledger it is.
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
    width = max(_breadth(layout, _WIDE), 420.0) + 2 * _MARGIN
    height = layout.height * _ROW + 2 * _MARGIN + _HEAD_ROOM + _FOOT_ROOM
    ink = SvgInk(width, height)
    _draw_head(ink, picture, width, lang)
    sheet = _Sheet(picture, layout, _WIDE, 0, layout.height)
    sheet.draw(ink)
    _draw_foot(ink, picture, width, height, lang, "")
    return ink.content(picture.title, embed=True)


def render_pdf(picture: Picture, lang: Lang = "es") -> bytes:
    """Make the PDF: letter, across, wider where there are many columns."""
    check_lang(lang)
    layout = lay_out(len(picture.boxes), picture.links, picture.root)
    high = LETTER[0]
    room = LETTER[1] - 2 * _MARGIN
    box = min(_WIDE, max(_NARROW, (room + _GAP) / layout.width - _GAP))
    width = max(LETTER[1], _breadth(layout, box) + 2 * _MARGIN)
    rows = int((high - 2 * _MARGIN - _HEAD_ROOM - _FOOT_ROOM) // _ROW)
    pages = []
    starts = range(0, layout.height, rows)
    for number, start in enumerate(starts, 1):
        ink = PdfInk(high)
        _draw_head(ink, picture, width, lang)
        _Sheet(picture, layout, box, start, min(start + rows, layout.height)).draw(ink)
        page = f"{say(_PAGE, lang)} {number} / {len(starts)}"
        _draw_foot(ink, picture, width, high, lang, page)
        pages.append(ink.content())
    return write_pdf(
        pages, title=picture.title, lang="en" if lang == "en" else "es-MX", size=(width, high)
    )


def _breadth(layout: Layout, box: float) -> float:
    return layout.width * (box + _GAP) - _GAP


class _Sheet:
    """The rows of a layout that stand on one sheet; what goes on beyond it is cut at its edge."""

    def __init__(self, picture: Picture, layout: Layout, box: float, start: int, end: int) -> None:
        self._picture = picture
        self._layout = layout
        self._box = box
        self._rows = (start, end)
        #: Level lines out of a box that were drawn: many things may have come of one.
        self._drawn: set[tuple[int, float, float]] = set()
        self._top = _MARGIN + _HEAD_ROOM
        self._low = self._top + (end - start) * _ROW - (_ROW - _BOX_HIGH)

    def draw(self, ink: Ink) -> None:
        """Draw lines first, so that no line runs over a box."""
        for run in self._layout.runs:
            self._draw_run(ink, run.link, self._bend(run))
        self._draw_bends(ink)
        for place, box in enumerate(self._picture.boxes):
            row = self._layout.rows[place]
            if self._rows[0] <= row < self._rows[1]:
                left = self._x(self._layout.columns[place])
                self._draw_box(ink, box, left, self._y(row), is_root=place == self._picture.root)

    def _x(self, column: int) -> float:
        return _MARGIN + column * (self._box + _GAP)

    def _y(self, row: int) -> float:
        return self._top + (row - self._rows[0]) * _ROW

    def _draw_run(self, ink: Ink, link: Link, bend: float) -> None:
        pen = _PENS[link.how in _THICK]
        rows, columns = self._layout.rows, self._layout.columns
        begin = self._y(rows[link.earlier]) + _BOX_HIGH / 2
        end = self._y(rows[link.later]) + _BOX_HIGH / 2
        out = self._x(columns[link.earlier]) + self._box
        into = self._x(columns[link.later])
        level = (link.earlier, bend, pen)
        if self._is_here(rows[link.earlier]) and level not in self._drawn:
            self._drawn.add(level)
            ink.line(out, begin, bend, begin, pen)
        if self._is_here(rows[link.later]):
            ink.line(bend, end, into, end, pen)
            ink.line(into - _ARROW, end - _ARROW / 1.6, into, end, pen)
            ink.line(into - _ARROW, end + _ARROW / 1.6, into, end, pen)

    def _draw_bends(self, ink: Ink) -> None:
        """Draw what runs up and down once for all lines that meet there: ink on ink is thicker."""
        reach: dict[tuple[float, float], list[float]] = {}
        for run in self._layout.runs:
            ends = reach.setdefault((self._bend(run), _PENS[run.link.how in _THICK]), [])
            for box in (run.link.earlier, run.link.later):
                ends.append(self._cut(self._y(self._layout.rows[box]) + _BOX_HIGH / 2))
        for (bend, pen), ends in reach.items():
            if max(ends) > min(ends):
                ink.line(bend, min(ends), bend, max(ends), pen)

    def _bend(self, run: Run) -> float:
        return self._x(run.gap) + self._box + run.share * _GAP

    def _is_here(self, row: int) -> bool:
        return self._rows[0] <= row < self._rows[1]

    def _cut(self, y: float) -> float:
        return min(max(y, self._top - 4), self._low + 4)

    def _draw_box(self, ink: Ink, box: Box, x: float, y: float, *, is_root: bool) -> None:
        ink.box(x, y, self._box, _BOX_HIGH, 0.3 if box.is_past else 0.9)
        if is_root:
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
