"""Text and tables that run down a page and on to the next: letters and reports.

Forms have boxes in fixed places and do not use this. A word, a line and a row of a table are never
divided between two pages; the head of a table is repeated on each.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from batterypass.documents.content import Words
from batterypass.documents.ink import PdfInk
from batterypass.documents.pdf import A4, LETTER, PageLink, write_pdf
from batterypass.documents.setting import ASCENT, LEADING, clean, fit_line, width_of, wrap
from batterypass.documents.words import say

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

LANDSCAPE: Final = (LETTER[1], LETTER[0])
A4_LANDSCAPE: Final = (A4[1], A4[0])
_PAGE: Final = Words("Página", "Page")
_FOOT_SIZE: Final = 6.0
_FOOT_ROOM: Final = 30.0
_PAD: Final = 3.0
#: Below this a photocopy is no longer read.
_SMALLEST: Final = 5.0


@dataclass(frozen=True, slots=True)
class TableColumn:
    """A column: its title, its share of the width, and whether its cells are figures."""

    title: str
    share: float
    is_figure: bool = False


class Flow:
    """Pages that fill from the top. All lengths are points."""

    def __init__(self, size: tuple[float, float] = LETTER, margin: float = 54.0) -> None:
        self.size = size
        self.left = margin
        self.room = size[0] - 2 * margin
        self._top = margin
        self._end = size[1] - margin - _FOOT_ROOM / 2
        self._pages: list[PdfInk] = []
        #: Name -> page and upper edge of a place that something leads to.
        self._anchors: dict[str, tuple[int, float]] = {}
        #: Page, rectangle (left, upper edge, width, height) and the name of where it leads to.
        self._links: list[tuple[int, tuple[float, float, float, float], str]] = []
        self.y = 0.0
        self.new_page()

    @property
    def ink(self) -> PdfInk:
        """Give the page that is being written."""
        return self._pages[-1]

    @property
    def count(self) -> int:
        """Tell how many pages there are."""
        return len(self._pages)

    def new_page(self) -> None:
        """Begin a page."""
        self._pages.append(PdfInk(self.size[1]))
        self.y = self._top

    def need(self, height: float) -> None:
        """Begin a page where less than ``height`` is left of this one."""
        if self.y + height > self._end and self.y > self._top:
            self.new_page()

    def space(self, height: float) -> None:
        """Leave some height free."""
        self.y += height

    @property
    def left_over(self) -> float:
        """Tell how much height is left of this page."""
        return self._end - self.y

    def anchor(self, name: str, y: float | None = None) -> None:
        """Name a place of this page; of places of one name the first is the one."""
        self._anchors.setdefault(name, (self.count - 1, self.y if y is None else y))

    def link(self, name: str, x: float, y: float, width: float, height: float) -> None:
        """Have a rectangle of this page lead to a place; to nowhere where nothing has that name."""
        self._links.append((self.count - 1, (x, y, width, height), name))

    def text(
        self, text: str, size: float = 10.0, *, bold: bool = False, left: float = 0.0,
        room: float = 0.0, right: bool = False,
    ) -> None:  # fmt: skip
        """Write a paragraph over as many lines as it takes; ``right`` puts it at the right edge."""
        wide = room or self.room - left
        for line in wrap(clean(text), wide, size, bold=bold):
            self.need(size * LEADING)
            shift = wide - width_of(line, size, bold=bold) if right else 0.0
            self.ink.text(self.left + left + shift, self.y + ASCENT * size, line, size, bold=bold)
            self.y += size * LEADING

    def pairs(self, rows: Sequence[tuple[str, str]], size: float = 9.0) -> None:
        """Write names and values in two ruled columns."""
        name_room = self.room * 0.34
        for name, value in rows:
            names = wrap(clean(name), name_room - 2 * _PAD, size)
            values = wrap(clean(value) or "—", self.room - name_room - 2 * _PAD, size, bold=True)
            height = max(len(names), len(values)) * size * LEADING + 2 * _PAD
            self.need(height)
            self.ink.box(self.left, self.y, self.room, height, 0.5)
            self.ink.line(self.left + name_room, self.y, self.left + name_room, self.y + height)
            for lines, x, bold in (
                (names, self.left + _PAD, False),
                (values, self.left + name_room + _PAD, True),
            ):
                y = self.y + _PAD
                for line in lines:
                    self.ink.text(x, y + ASCENT * size, line, size, bold=bold)
                    y += size * LEADING
            self.y += height

    def table(
        self, columns: Sequence[TableColumn], rows: Sequence[Sequence[str]], size: float = 6.8,
        *, anchors: Sequence[str] = (), links: Sequence[str] = (), linked: int = 0,
    ) -> None:  # fmt: skip
        """Write a table; a cell that is too wide goes on in further lines of its row.

        A row may have a name in ``anchors``; its cell in column ``linked`` leads to the place that
        ``links`` names. An empty name is none.
        """
        widths, size = self._widths(columns, rows, size)
        self._head(columns, widths, size)
        for number, row in enumerate(rows):
            cells = [
                wrap(clean(text), width - 2 * _PAD, size)
                for text, width in zip(row, widths, strict=True)
            ]
            height = max(1, *(len(lines) for lines in cells)) * size * LEADING + 2 * _PAD - 2
            if self.y + height > self._end:
                self.new_page()
                self._head(columns, widths, size)
            if number < len(anchors) and anchors[number]:
                self.anchor(anchors[number])
            if number < len(links) and links[number]:
                start = self.left + sum(widths[:linked])
                self.link(links[number], start, self.y, widths[linked], height)
            x = self.left
            for lines, width, column in zip(cells, widths, columns, strict=True):
                y = self.y + _PAD - 1
                for line in lines:
                    shift = width - 2 * _PAD - width_of(line, size) if column.is_figure else 0.0
                    self.ink.text(x + _PAD + shift, y + ASCENT * size, line, size)
                    y += size * LEADING
                x += width
            self.y += height
            self.ink.line(self.left, self.y, self.left + self.room, self.y, 0.3)

    def _widths(
        self, columns: Sequence[TableColumn], rows: Sequence[Sequence[str]], size: float
    ) -> tuple[list[float], float]:
        """Give the widths of columns, and a type size at which no word has to be divided.

        A column is as wide as its share, or as its longest word; what that takes, the others give.
        Words longer than a quarter of the page are divided after all.
        """
        words = [
            {(word, True) for word in clean(column.title).split(" ")}
            | {(word, False) for row in rows for word in clean(row[place]).split(" ")}
            for place, column in enumerate(columns)
        ]
        while True:
            least = [
                min(
                    self.room / 4,
                    max(width_of(word, size, bold=bold) for word, bold in one) + 2 * _PAD + 0.5,
                )
                for one in words
            ]
            if sum(least) <= self.room or size <= _SMALLEST:
                break
            size -= 0.2
        whole = sum(column.share for column in columns)
        wish = [
            max(0.0, self.room * column.share / whole - low)
            for column, low in zip(columns, least, strict=True)
        ]
        free = self.room - sum(least)
        if free <= 0 or not sum(wish):
            return [low * self.room / sum(least) for low in least], size
        part = free / sum(wish)
        return [low + part * one for low, one in zip(least, wish, strict=True)], size

    def _head(self, columns: Sequence[TableColumn], widths: Sequence[float], size: float) -> None:
        lines = [
            wrap(clean(column.title), width - 2 * _PAD, size, bold=True)
            for column, width in zip(columns, widths, strict=True)
        ]
        height = max(len(one) for one in lines) * size * LEADING + 2 * _PAD
        self.need(height + 3 * size)
        x = self.left
        for titles, width, column in zip(lines, widths, columns, strict=True):
            y = self.y + _PAD
            for line in titles:
                wide = width_of(line, size, bold=True)
                shift = width - 2 * _PAD - wide if column.is_figure else 0.0
                self.ink.text(x + _PAD + shift, y + ASCENT * size, line, size, bold=True)
                y += size * LEADING
            x += width
        self.ink.line(self.left, self.y, self.left + self.room, self.y, 1.0)
        self.y += height
        self.ink.line(self.left, self.y, self.left + self.room, self.y, 1.0)

    def pdf(
        self,
        *,
        title: str,
        foot: str,
        note: str = "",
        lang: str,
        attachments: Sequence[tuple[str, bytes]] = (),
        before: Sequence[bytes] = (),
    ) -> bytes:
        """Write the foot of every page, with ``note`` under it, and make the file with what is attached.

        ``before`` are pages that were drawn elsewhere and come first; they are counted.
        """
        y = self.size[1] - _FOOT_ROOM
        count = len(before) + self.count
        for number, page in enumerate(self._pages, start=len(before) + 1):
            last = f"{say(_PAGE, lang)} {number} / {count}"
            end = self.left + self.room - width_of(last, _FOOT_SIZE, bold=True)
            page.line(self.left, y - 9, self.left + self.room, y - 9, 0.4)
            line, size = fit_line(clean(foot), end - self.left - 12, size=_FOOT_SIZE, smallest=3.6)
            page.text(self.left, y, line, size)
            page.text(end, y, last, _FOOT_SIZE, bold=True)
            line, size = fit_line(clean(note), self.room, size=_FOOT_SIZE, smallest=_SMALLEST)
            page.text(self.left, y + 1.3 * _FOOT_SIZE, line, size)
        return write_pdf(
            [*before, *(page.content() for page in self._pages)],
            title=title,
            lang="en" if lang == "en" else "es-MX",
            size=self.size,
            attachments=attachments,
            links=list(self._page_links(len(before))),
        )

    def _page_links(self, before: int) -> Iterator[PageLink]:
        """Give the links whose target is there, measured as the file does."""
        high = self.size[1]
        for page, (x, y, width, height), name in self._links:
            if name in self._anchors:
                to_page, to_y = self._anchors[name]
                yield PageLink(
                    before + page, (x, high - y - height, x + width, high - y),
                    before + to_page, high - to_y,
                )  # fmt: skip
