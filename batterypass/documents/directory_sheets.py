"""The sheets of the printed directory: where a page begins and ends, its head and its foot."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from batterypass.documents.content import Words
from batterypass.documents.ink import PdfInk
from batterypass.documents.pdf import LETTER
from batterypass.documents.setting import ASCENT, LEADING, clean, fit_line, width_of, wrap
from batterypass.documents.words import say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from batterypass.documents.directory_content import DirectoryContent
    from batterypass.documents.words import Lang
    from batterypass.domain.standing import StandingWord

LEFT: Final = 36.0
WIDTH: Final = 540.0
RIGHT: Final = LEFT + WIDTH
TOP: Final = 62.0
"""Where the content of a page begins, under its head."""
BOTTOM: Final = 736.0
BODY: Final = 7.0

TITLE: Final = Words(
    "Directorio de recicladores autorizados de baterías",
    "Directory of authorised battery recyclers",
)
STANDINGS: Final[dict[StandingWord, Words]] = {
    "in_force": Words("VIGENTE", "IN FORCE"),
    "pending": Words("PRÓRROGA EN TRÁMITE", "RENEWAL PENDING"),
    "suspended": Words("SUSPENDIDA", "SUSPENDED"),
    "not_yet": Words("AÚN NO VIGENTE", "NOT YET IN FORCE"),
    "expired": Words("VENCIDA", "EXPIRED"),
    "revoked": Words("REVOCADA", "REVOKED"),
}
"""From the best to the worst."""
NONE: Final = Words("SIN AUTORIZACIÓN", "NOT AUTHORISED")
_PAGE = Words("Página {page} de {pages}", "Page {page} of {pages}")
_AS_OF = Words("al {on}", "on {on}")
_RESTS = Words(
    "Descansa en: registro {origin} · punto de control {size} · raíz {root}",
    "Rests on: ledger {origin} · checkpoint {size} · root {root}",
)
_CHECK = Words(
    "Compruebe: batterypass verify · cada asiento: batterypass show N",
    "Check: batterypass verify · each entry: batterypass show N",
)


@dataclass(slots=True)
class Sheets:
    """Writes down the pages of a part and starts a new one when one is full.

    ``section`` stands in the head of each page that begins from then on.
    """

    lang: Lang
    on: str
    section: str = ""
    pages: list[PdfInk] = field(default_factory=list)
    y: float = BOTTOM

    @property
    def ink(self) -> PdfInk:
        """Give the page that is being written."""
        return self.pages[-1]

    def begin(self, section: str) -> None:
        """Begin a page under a heading."""
        self.section = section
        ink = PdfInk(LETTER[1])
        self.pages.append(ink)
        day = say(_AS_OF, self.lang).format(on=self.on)
        end = RIGHT - width_of(day, 7.5)
        ink.text(end, 44, day, 7.5)
        title = say(TITLE, self.lang)
        ink.text(LEFT, 44, title, 7.5)
        start = LEFT + width_of(title, 7.5) + 12
        line, size = fit_line(section, end - start - 12, size=7.5, smallest=5, bold=True)
        ink.text(start, 44, line, size, bold=True)
        ink.line(LEFT, 49, RIGHT, 49, 0.8)
        self.y = TOP

    def make_room(self, height: float) -> bool:
        """Begin a new page if ``height`` is not left on this one; say whether it did."""
        if self.pages and self.y + height <= BOTTOM:
            return False
        self.begin(self.section)
        return True

    def paragraph(
        self, text: str, *, size: float = BODY, bold: bool = False, x: float = LEFT,
        width: float = WIDTH,
    ) -> None:  # fmt: skip
        """Write text over as many lines and pages as it takes."""
        for line in wrap(clean(text), width, size, bold=bold):
            self.make_room(size * LEADING)
            self.ink.text(x, self.y + ASCENT * size, line, size, bold=bold)
            self.y += size * LEADING

    def heading(self, text: str, with_next: float, *, size: float = 10.0) -> None:
        """Write a heading, on the same page as what follows it."""
        lines = wrap(clean(text), WIDTH, size, bold=True)
        self.make_room(1.3 * size * len(lines) + with_next)
        for line in lines:
            self.ink.text(LEFT, self.y + size, line, size, bold=True)
            self.y += 1.3 * size
        self.y += 0.3 * size


def draw_feet(pages: Sequence[PdfInk], content: DirectoryContent, lang: Lang) -> None:
    """Write under every page what it rests on, how that is checked, and its number."""
    source, total = content.source, len(pages)
    rests = say(_RESTS, lang).format(origin=source.origin, size=source.size, root=source.root)
    check = say(_CHECK, lang)
    for number, ink in enumerate(pages, start=1):
        ink.line(LEFT, 744, RIGHT, 744, 0.8)
        line, size = fit_line(rests, WIDTH, size=6.2, smallest=4.2)
        ink.text(LEFT, 752, line, size)
        page = say(_PAGE, lang).format(page=number, pages=total)
        ink.text(RIGHT - width_of(page, 7, bold=True), 761, page, 7, bold=True)
        ink.text(LEFT, 761, check, 6.2, bold=True)


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its title and its width in points."""

    title: Words
    width: float
    is_right: bool = False


def draw_titles(sheets: Sheets, columns: Sequence[Column]) -> None:
    """Write the titles of a table with a rule under them."""
    x = LEFT
    for column in columns:
        title = say(column.title, sheets.lang)
        line, size = fit_line(title, column.width - 4, size=6, smallest=4.2, bold=True)
        shift = column.width - 4 - width_of(line, size, bold=True) if column.is_right else 0
        sheets.ink.text(x + shift, sheets.y + 6, line, size, bold=True)
        x += column.width
    sheets.ink.line(LEFT, sheets.y + 9, RIGHT, sheets.y + 9, 0.8)
    sheets.y += 11


def draw_row(
    sheets: Sheets,
    columns: Sequence[Column],
    texts: Sequence[str],
    *,
    size: float = 6.6,
    bold: frozenset[int] = frozenset(),
) -> None:
    """Write a row over as many lines as its longest cell takes; titles again on a new page."""
    cells = [
        wrap(clean(text), column.width - 4, size, bold=number in bold)
        for number, (column, text) in enumerate(zip(columns, texts, strict=True))
    ]
    pitch = size * LEADING
    height = max(map(len, cells), default=1) * pitch + 3
    if sheets.make_room(height):
        draw_titles(sheets, columns)
    x = LEFT
    for number, (column, lines) in enumerate(zip(columns, cells, strict=True)):
        for place, line in enumerate(lines):
            is_bold = number in bold
            room = column.width - 4 - width_of(line, size, bold=is_bold)
            shift = room if column.is_right else 0
            base = sheets.y + 1 + ASCENT * size + place * pitch
            sheets.ink.text(x + shift, base, line, size, bold=is_bold)
        x += column.width
    sheets.y += height
    sheets.ink.line(LEFT, sheets.y - 0.8, RIGHT, sheets.y - 0.8, 0.25)
