"""Marks on sheets, to be printed at 100 %: with a line of 100 mm to measure the print by.

Within a mark the content stream is in millimetres (one ``cm`` turns points into them, y downwards).
What does not fit on a sheet gets a page of its own, as large as it needs.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from batterypass.documents.content import Words
from batterypass.documents.ink import PdfInk, pdf_string
from batterypass.documents.marks.arrange import Place, Sheet, arrange
from batterypass.documents.marks.shapes import Area, Letters
from batterypass.documents.marks.svg import number
from batterypass.documents.pdf import A4, LETTER, write_pdf
from batterypass.documents.setting import clean, fit_line, width_of
from batterypass.documents.sheets import MM
from batterypass.documents.words import check_lang, say
from batterypass.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from batterypass.documents.marks.shapes import Mark, Point, Shape
    from batterypass.documents.words import Lang

SHEETS: Final = {"letter": LETTER, "a4": A4}
CONTROL_MM: Final = 100.0
_MARGIN: Final = 7.0
_HEAD: Final = 6.0
_NOTE_PITCH: Final = 3.6
_FOOT: Final = 7.0
_TITLE: Final = Words("Marcas y etiquetas de transporte", "Marks and labels for carriage")
_SCALE: Final = Words(
    "Imprima al 100 %, sin ajustar a la página.", "Print at 100 %, do not fit to the page."
)
_CONTROL: Final = Words("Esta línea mide 100 mm.", "This line measures 100 mm.")
_DOUBT: Final = {
    "medium": Words("medidas por confirmar", "measures to be confirmed"),
    "low": Words("medidas dudosas", "measures in doubt"),
}


def marks_pdf(
    marks: Sequence[Mark],
    lang: Lang,
    *,
    sheet: str = "letter",
    attachments: Sequence[tuple[str, bytes]] = (),
) -> bytes:
    """Make a PDF of marks, each once, with ``attachments`` inside.

    Raises InputError for no marks and for an unknown sheet.
    """
    check_lang(lang)
    if sheet not in SHEETS:
        raise InputError(
            f"sheet {sheet!r}: expected one of {', '.join(SHEETS)}",
            code="mark.no-sheet", found=sheet, known=", ".join(SHEETS),
        )  # fmt: skip
    if not marks:
        raise InputError("no marks to print", code="mark.none")
    pages, sizes = [], []
    for one in pages_of(marks, sheet):
        pages.append(_page(one, lang))
        sizes.append((one.width * MM, one.height * MM))
    return write_pdf(
        pages, title=say(_TITLE, lang), lang=lang, sizes=sizes, attachments=attachments
    )


def pages_of(marks: Sequence[Mark], sheet: str = "letter") -> list[Sheet]:
    """Tell which marks stand on which page of :func:`marks_pdf`, and how large each page is."""
    width, height = SHEETS[sheet]
    return arrange(
        marks, width / MM, height / MM, margin=_MARGIN, head=_HEAD, foot=_FOOT, note=_NOTE_PITCH
    )


def _page(sheet: Sheet, lang: Lang) -> bytes:
    ink = PdfInk(sheet.height * MM)
    room = (sheet.width - 2 * _MARGIN) * MM
    left = _MARGIN * MM
    scale = clean(say(_SCALE, lang))
    ink.text(left, (_MARGIN + 3.2) * MM, scale, 9.5, bold=True)
    title = clean(say(_TITLE, lang))
    ink.text(left + room - width_of(title, 7.5), (_MARGIN + 3.2) * MM, title, 7.5)
    for place in sheet.places:
        ink.raw(_drawing(place, sheet.height))
        caption, size = fit_line(
            _caption(place.mark, lang), max(place.mark.width, place.room) * MM, size=6.5, smallest=4
        )
        ink.text(place.x * MM, (place.y + place.mark.height + 2.9) * MM, caption, size)
    foot = sheet.height - _MARGIN
    for line, note in enumerate(reversed(sheet.notes)):
        text, size = fit_line(say(note, lang), room, size=6.5, smallest=4)
        ink.text(left, (foot - _FOOT - line * _NOTE_PITCH) * MM, text, size)
    _control_line(ink, left, (foot - 2.5) * MM, clean(say(_CONTROL, lang)))
    return ink.content()


def _control_line(ink: PdfInk, x: float, y: float, words: str) -> None:
    """Draw the line with its ends: measured from the outside of one end to that of the other."""
    pen, end = 0.5, x + CONTROL_MM * MM
    ink.line(x, y, end, y, pen)
    for place in (x + pen / 2, end - pen / 2):
        ink.line(place, y - 2 * MM, place, y + 2 * MM, pen)
    ink.text(end + 2 * MM, y + 2.5, words, 7.5)


def _caption(mark: Mark, lang: Lang) -> str:
    """Say below a mark, outside of it, what it is, how large, and what is not sure about it."""
    parts = [say(mark.title, lang), say(mark.size_text, lang)]
    doubt = _DOUBT.get(mark.measures.confidence)
    if doubt is not None:
        parts.append(say(doubt, lang))
    return " · ".join(parts)


def _drawing(place: Place, page_height: float) -> str:
    x, y = place.x * MM, (page_height - place.y) * MM
    body = "".join(map(_operators, place.mark.shapes))
    return f"q {MM:.6f} 0 0 {-MM:.6f} {x:.4f} {y:.4f} cm\n{body}Q\n"


def _operators(shape: Shape) -> str:
    if isinstance(shape, Letters):
        # The outlines are what is seen, whatever a printer makes of fonts; the text over them is
        # not painted and serves those who search, copy or listen.
        return (
            f"{_colour(shape.colour)} rg {''.join(_letter_paths(shape))}f\n"
            f"BT 3 Tr /B {number(shape.size)} Tf 1 0 0 -1 "
            f"{number(shape.x)} {number(shape.y)} Tm {pdf_string(shape.text)} Tj 0 Tr ET\n"
        )
    if isinstance(shape, Area):
        path = "".join(_path(ring) + "h " for ring in shape.rings)
        return f"{_colour(shape.colour)} rg {path}f*\n"
    close = "h " if shape.is_closed else ""
    return f"{_colour(shape.colour)} RG 0 J 0 j {number(shape.width)} w {_path(shape.points)}{close}S\n"


def _letter_paths(letters: Letters) -> Iterator[str]:
    for here, strokes in letters.paths():
        yield f"{_at(here)} m "
        last = here
        for bend, end in strokes:
            if bend is None:
                yield f"{_at(end)} l "
            else:
                # A quadratic curve is the cubic one with its handles two thirds of the way.
                first, second = _between(last, bend), _between(end, bend)
                yield f"{_at(first)} {_at(second)} {_at(end)} c "
            last = end
        yield "h "


def _between(start: Point, bend: Point) -> Point:
    return (start[0] + 2 / 3 * (bend[0] - start[0]), start[1] + 2 / 3 * (bend[1] - start[1]))


def _at(point: Point) -> str:
    return f"{number(point[0])} {number(point[1])}"


def _path(ring: tuple[tuple[float, float], ...]) -> str:
    first, *others = ring
    lines = "".join(f"{_at(point)} l " for point in others)
    return f"{_at(first)} m {lines}"


def _colour(text: str) -> str:
    parts = (int(text[place : place + 2], 16) / 255 for place in (1, 3, 5))
    return " ".join(f"{part:.3f}".rstrip("0").rstrip(".") for part in parts)
