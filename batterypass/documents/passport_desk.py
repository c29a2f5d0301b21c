"""What the parts of a passport's first page share: where they stand, their type, their headings."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from batterypass.documents.content import Words
from batterypass.documents.paper import draw_title, title_height
from batterypass.documents.setting import width_of
from batterypass.documents.words import say

if TYPE_CHECKING:
    from batterypass.documents.ink import PdfInk
    from batterypass.documents.paper import Cell, Paper
    from batterypass.documents.words import Lang

LEFT: Final = 26.0
WIDTH: Final = 560.0
#: Between the two columns of the lower parts.
GUTTER: Final = 14.0
COLUMN: Final = (WIDTH - GUTTER) / 2
RIGHT: Final = LEFT + COLUMN + GUTTER
NONE: Final = Words("ninguno", "none")
#: Where a value stands whole that is too long for its row.
IN_LEDGER: Final = Words("entero en el registro", "whole in the ledger")
IN_FILE: Final = Words("entero en {file}, en este PDF", "whole in {file}, in this PDF")
ON_PAGES: Final = Words(
    "entero en las páginas siguientes: {title}", "whole on the following pages: {title}"
)


@dataclass(slots=True)
class Desk:
    """Where the parts are drawn, and in which language."""

    ink: PdfInk
    paper: Paper
    lang: Lang
    scale: float
    """Type and rows of the lower parts are this much larger than their least size."""
    whole: Words = IN_LEDGER
    """Where a value that is too long for its row stands whole."""


def draw_cell(desk: Desk, cell: Cell, title: Words, text: str, *, bold: bool = False) -> None:
    """Draw a frame with its title and a value."""
    draw_frame(desk, cell, title)
    desk.paper.value(
        desk.ink, cell, say(title, desk.lang), text, bold=bold, top=title_height(cell, "es")
    )


def draw_frame(desk: Desk, cell: Cell, title: Words) -> None:
    """Draw a frame with its title alone."""
    desk.ink.box(cell.x, cell.y, cell.width, cell.height, 0.5)
    text = say(title, desk.lang)
    draw_title(desk.ink, cell, "", Words(text, text), "es")


def draw_heading(desk: Desk, x: float, y: float, title: Words, note: str = "") -> float:
    """Write a heading and give where its content begins."""
    text = say(title, desk.lang)
    desk.ink.text(x, y + 7, text, 9, bold=True)
    if note:
        desk.ink.text(x + width_of(text, 9, bold=True) + 6, y + 7, note, 5.8)
    return y + 12
