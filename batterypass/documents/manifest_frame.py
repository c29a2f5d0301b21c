"""What never changes on the first page of a manifest: frames, titles, declarations.

Drawn once for each form and language and then repeated, because it is most of the page.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from batterypass.documents.content import Words
from batterypass.documents.forms import DECLARATIONS, Form
from batterypass.documents.ink import PdfInk
from batterypass.documents.manifest_plan import BAR, HEAD, LEFT, TOP, WIDTH, Plan, plan_for
from batterypass.documents.paper import INSET, Cell, draw_title, stack, title_height
from batterypass.documents.pdf import LETTER
from batterypass.documents.setting import LEADING, fit, fit_line, width_of

if TYPE_CHECKING:
    from batterypass.documents.words import FormLang

STATE_WIDTH: Final = 178.0
"""Width of the frame of the state word, right of the heading."""
DIFFERENCES: Final = {
    "declared": Words("Declarado kg", "declared"),
    "measured": Words("Pesado kg", "weighed"),
    "missing": Words("Faltan", "missing"),
    "surplus": Words("Sobran", "surplus"),
    "damaged": Words("Dañados", "damaged"),
}
"""Cells beside the remarks. The form has no box of its own for differences: they belong in 18."""
_INK = Words("Firma autógrafa", "signature in ink")


@dataclass(frozen=True, slots=True)
class Frame:
    """Operators of a first page without values."""

    head: str
    """Heading, bars and the outlines of the sections."""
    cells: dict[str, str]
    """Frame and title of each cell, to be drawn just before its value: so they read in order."""
    waste: str
    """Titles and rules of box 5."""


@lru_cache(maxsize=16)
def frame_of(words: Form, lang: FormLang) -> Frame:
    """Draw frames, titles and declarations of a form in a language."""
    plan = plan_for("cretib" in words.boxes)
    ink = PdfInk(LETTER[1])
    _draw_heading(ink, words, lang)
    for name, start, end in plan.sections:
        title = words.sections[name].es
        ink.box(LEFT, start, WIDTH, end - start, 1.3)
        ink.line(LEFT + BAR, start, LEFT + BAR, end, 0.8)
        length = width_of(title, 8, bold=True)
        ink.text_upwards(LEFT + BAR - 3.6, (start + end + length) / 2, title, 8)
    cells = {}
    for name, cell in plan.cells.items():
        one = PdfInk(LETTER[1])
        one.box(cell.x, cell.y, cell.width, cell.height, 0.5)
        if name in DECLARATIONS:
            _draw_declaration(one, cell, words, name, lang)
        else:
            _draw_cell_title(one, cell, words, name, lang)
        cells[name] = one.operators()
    waste = PdfInk(LETTER[1])
    _draw_waste_head(waste, words, plan, lang)
    return Frame(ink.operators(), cells, waste.operators())


def _draw_heading(ink: PdfInk, words: Form, lang: FormLang) -> None:
    """Write who asks for the form and what it is called."""
    room = WIDTH - STATE_WIDTH - 8
    y = stack(ink, fit(words.over.es, room, 9, size=7, smallest=5), LEFT, TOP)
    y = stack(
        ink, fit(words.title.es, room, 12, size=9.6, smallest=6, bold=True), LEFT, y, bold=True
    )
    lines = {
        "es": (words.under.es,),
        "en": (words.title.en, words.under.en),
        "both": (words.title.en, words.under.es, words.under.en),
    }
    small = [line for line in lines[lang] if line]
    size = min(5.8, (TOP + HEAD - y) / (max(1, len(small)) * LEADING))
    for text in small:
        y = stack(ink, fit(text, room, size * LEADING, size=size, smallest=4.2), LEFT, y)


def _draw_cell_title(ink: PdfInk, cell: Cell, words: Form, name: str, lang: FormLang) -> None:
    role, _, part = name.partition(".")
    if part == "ink":
        draw_title(ink, cell, "", _INK, lang)
    elif part == "date":
        box = words.boxes[f"date_{role}"]
        draw_title(ink, cell, box.number, box.words, lang)
    elif name in DIFFERENCES:
        draw_title(ink, cell, "", DIFFERENCES[name], lang)
    else:
        box = words.boxes[part or name]
        draw_title(ink, cell, box.number, box.words, lang)


def _draw_declaration(ink: PdfInk, cell: Cell, words: Form, name: str, lang: FormLang) -> None:
    """Write the fixed text of a declaration with the number and title of its box."""
    box = words.boxes[name]
    draw_title(ink, cell, box.number, box.words, lang)
    y = cell.y + title_height(cell, lang)
    room, height = cell.width - 2 * INSET, cell.bottom - y - 0.5
    text = fit(words.declarations[name], room, height, size=5.4, smallest=4)
    stack(ink, text, cell.x + INSET, y)


def _draw_waste_head(ink: PdfInk, words: Form, plan: Plan, lang: FormLang) -> None:
    """Write the two storeys of titles over box 5, and rule its lines."""
    heads = plan.waste_head
    name = heads["waste_name"]
    box = words.boxes["waste"]
    draw_title(ink, name, box.number, box.words, lang)
    groups = [("container", "container_type", "container_capacity"), ("labelled", "yes", "no")]
    if "cretib" in words.boxes:
        groups.append(("cretib", "cretib.C", "cretib.M"))
    lower = name.y + 11
    for title, first, last in groups:
        over = Cell(heads[first].x, name.y, heads[last].right - heads[first].x, lower - name.y)
        ink.box(over.x, over.y, over.width, over.height, 0.5)
        draw_title(ink, over, "", words.boxes[title].words, lang)
    for key, cell in heads.items():
        top = cell.y if key in ("waste_name", "quantity") else lower
        ink.box(cell.x, top, cell.width, cell.bottom - top, 0.5)
        title = key.removeprefix("cretib.") if key.startswith("cretib.") else ""
        if key in ("waste_name", "container_type", "container_capacity", "yes", "no"):
            words_of = words.boxes[key].words
            title = words_of.es
            if lang != "es":
                # A line of its own: beside the Spanish it would be too small for a photocopy.
                line, size = fit_line(words_of.en, cell.width - 2, size=4.6, smallest=3.6)
                ink.text(
                    cell.x + (cell.width - width_of(line, size)) / 2, cell.bottom - 1.2, line, size
                )
        if title:
            bold = len(title) == 1
            line, size = fit_line(title, cell.width - 2, size=5.6, smallest=3.6, bold=bold)
            x = cell.x + (cell.width - width_of(line, size, bold=bold)) / 2
            rise = 2.6 if bold or lang == "es" else 5.4
            ink.text(x, cell.bottom - rise, line, size, bold=bold)
    draw_title(ink, heads["quantity"], "", words.boxes["quantity"].words, lang)
    for row in plan.waste_rows:
        for cell in row.values():
            ink.box(cell.x, cell.y, cell.width, cell.height, 0.5)
