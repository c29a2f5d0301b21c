"""Pack labels: a code that proves itself, and everything a person needs without a phone.

One label is drawn once and placed as often as it is wanted. The code is a vector drawing of the
signed URL with a quiet zone of four modules; the error level comes from
:func:`batterypass.documents.qr.plan_code`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from batterypass.documents.content import Words
from batterypass.documents.ink import Ink, PdfInk
from batterypass.documents.pdf import write_pdf
from batterypass.documents.qr import CodePlan, encode_code, plan_code
from batterypass.documents.setting import ASCENT, LEADING, Fitted, clean, fit, fit_line, width_of
from batterypass.documents.sheets import MM, Sheet, sheet_named
from batterypass.documents.svg import SvgInk
from batterypass.documents.symbols import CROSSED_BIN, WARNING
from batterypass.documents.words import Lang, check_lang, energy, mass, say
from batterypass.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from batterypass.documents.content import LabelContent

_SCAN = Words("Escanee: pasaporte, seguridad, entrega", "Scan: passport, safety, hand-in")
_SERIAL = Words("Serie", "Serial")
_MADE = Words("Fabricado", "Made")
_TITLE = Words("Etiquetas de batería", "Battery labels")
_EMERGENCY = Words("Emergencia", "Emergency")
_SMALLEST_TYPE = 4.0
"""Points; below this nobody reads it, so what is still too long ends in an ellipsis."""
_EDGE = 8.0
"""Clear of the cut, in points: sheets are never fed quite straight."""
_SMALL_EDGE = 4.0
"""The same on labels where the code takes nearly all the height."""
_FOOT = 20.0
"""Least height of the emergency line along the foot of a label."""
_CAPTION = 50.0
"""A label this much higher than its code has room for a foot and a caption under the code."""
_HEADING = 2.7
"""Size of *Li-ion* in parts of the base size."""


def plan_labels(
    labels: Iterable[LabelContent], size_mm: float, *, dpi: int | None = None
) -> tuple[CodePlan, ...]:
    """Say for each label which level, version and module its code gets; see ``is_fine``."""
    return tuple(plan_code(label.code_text, size_mm, dpi=dpi) for label in labels)


def render_labels(
    labels: Sequence[LabelContent],
    lang: Lang,
    *,
    sheet: str = "letter-10",
    size_mm: float = 30,
    copies: int = 1,
    dpi: int | None = None,
) -> bytes:
    """Make a PDF of label sheets, in the order given, the copies of each label side by side.

    ``size_mm`` is the square of the code with its quiet zone. Raises InputError for an unknown
    sheet, for a code that is larger than its label, and for no labels or no copies.
    """
    check_lang(lang)
    form = sheet_named(sheet)
    _check_size(form, size_mm)
    if not labels or copies < 1:
        raise InputError(
            f"{len(labels)} labels in {copies} copies: nothing to print",
            code="label.no-copies", count=len(labels), copies=copies,
        )  # fmt: skip
    places = _places(form)
    pages: list[bytes] = []
    page = PdfInk(form.page[1])
    number = 0
    for label in labels:
        once = PdfInk(form.page[1])
        _draw(once, label, lang, form, size_mm, dpi)
        drawing = once.operators()
        for _ in range(copies):
            if number and number % len(places) == 0:
                pages.append(page.content())
                page = PdfInk(form.page[1])
            x, y = places[number % len(places)]
            page.raw(f"q 1 0 0 1 {x:.3f} {-y:.3f} cm\n{drawing}Q\n")
            number += 1
    pages.append(page.content())
    return write_pdf(pages, title=say(_TITLE, lang), lang=lang, size=form.page)


def label_svg(
    label: LabelContent,
    lang: Lang,
    size_mm: float = 30,
    *,
    sheet: str = "letter-10",
    dpi: int | None = None,
) -> str:
    """Make an SVG of one label, as large as a label of ``sheet``. Raises as :func:`render_labels`."""
    check_lang(lang)
    form = sheet_named(sheet)
    _check_size(form, size_mm)
    width, height = form.label[0] * MM, form.label[1] * MM
    ink = SvgInk(width, height)
    _draw(ink, label, lang, form, size_mm, dpi)
    return ink.content(f"{label.printed_id} {label.model}")


def _check_size(form: Sheet, size_mm: float) -> None:
    most = form.largest_code_mm
    if not 8 <= size_mm <= most:
        raise InputError(
            f"a code of {size_mm:g} mm does not fit on a label of "
            f"{form.label[0]:g} × {form.label[1]:g} mm: choose 8 to {most:g} mm or another sheet",
            code="label.no-room", size=f"{size_mm:g}", most=f"{most:g}",
            width=f"{form.label[0]:g}", height=f"{form.label[1]:g}",
        )  # fmt: skip


def _places(form: Sheet) -> list[tuple[float, float]]:
    """List the upper left corners of a sheet's labels in points, row by row."""
    return [
        ((form.left + column * form.pitch[0]) * MM, (form.top + row * form.pitch[1]) * MM)
        for row in range(form.rows)
        for column in range(form.columns)
    ]


def _draw(
    ink: Ink, label: LabelContent, lang: Lang, form: Sheet, size_mm: float, dpi: int | None
) -> None:
    """Draw a label with its upper left corner at the origin."""
    width, height = form.label[0] * MM, form.label[1] * MM
    plan = plan_code(label.code_text, size_mm, dpi=dpi)
    code = encode_code(label.code_text, plan.level, plan.version)
    side = code.across * plan.module_mm * MM
    # Paper that the code leaves free below it takes the emergency line along the whole foot, and
    # if there is more of it a caption; on the smallest labels the line stands beside the code.
    spare = height - side
    has_foot = spare >= _FOOT + _SMALL_EDGE
    foot_height = max(_FOOT, min(44.0, 0.3 * spare))
    edge = _EDGE if spare >= _CAPTION else _SMALL_EDGE
    margin = edge if has_foot else max(1.0, min(edge, spare / 2))
    left = margin + side + 3
    room = width - left - max(edge, 5.0)
    if not has_foot:
        words = (height - 2 * edge) * 0.8
        _draw_words(ink, label, lang, left, edge, room, words)
        _draw_emergency(ink, label, lang, left, edge + words, room, height - 2 * edge - words)
        ink.code(code, margin, spare / 2, side)
        return
    foot = height - edge - foot_height
    _draw_words(ink, label, lang, left, edge, room, foot - edge - 3)
    ink.line(edge, foot, width - edge, foot, 0.6)
    _draw_emergency(ink, label, lang, edge, foot + 2, width - 2 * edge, foot_height - 2)
    if spare >= _CAPTION:
        ink.code(code, margin, edge, side)
        caption = fit(say(_SCAN, lang), side - 12, foot - edge - side - 1, size=7.5, smallest=5)
        _stack(ink, caption, margin + 6, edge + side)
    else:
        ink.code(code, margin, max(0.0, (foot - side) / 2), side)


def _stack(ink: Ink, text: Fitted, x: float, y: float, *, bold: bool = False) -> float:
    """Write fitted lines from ``y`` down and give where they end."""
    for line in text.lines:
        ink.text(x, y + ASCENT * text.size, line, text.size, bold=bold)
        y += LEADING * text.size
    return y


def _draw_emergency(
    ink: Ink, label: LabelContent, lang: Lang, x: float, y: float, width: float, height: float
) -> None:
    """Write whom to call, with a warning sign; nothing if nobody is known."""
    if not label.emergency_line:
        return
    sign = min(height, 30.0) * 0.85
    ink.symbol(WARNING, x, y + (height - sign) / 2, sign)
    text = f"{say(_EMERGENCY, lang)}: {label.emergency_line}"
    size = max(8.0, 0.42 * height)
    fitted = fit(text, width - sign - 4, height, size=size, smallest=_SMALLEST_TYPE, bold=True)
    used = len(fitted.lines) * fitted.size * LEADING
    _stack(ink, fitted, x + sign + 4, y + (height - used) / 2, bold=True)


def _lines(label: LabelContent, lang: Lang, *, is_narrow: bool) -> list[tuple[str, float, bool]]:
    """List text, size in parts of the base size, and weight of each line under the heading."""
    facts = [f for f in (label.chemistry, energy(label.energy_wh), mass(label.mass_kg)) if f]
    rows = [facts[:2], facts[2:]] if is_narrow else [facts]
    lines = [
        (label.printed_id, 1.4, True),
        *((" · ".join(row), 1.1, True) for row in rows),
        (" ".join(filter(None, (label.maker, label.model))), 1.0, False),
        (f"{say(_SERIAL, lang)} {label.serial}" if label.serial else "", 1.0, False),
        (f"{say(_MADE, lang)} {label.made_month}" if label.made_month else "", 1.0, False),
    ]
    return [(clean(text), part, bold) for text, part, bold in lines if text]


def _draw_words(
    ink: Ink, label: LabelContent, lang: Lang, x: float, y: float, width: float, height: float
) -> None:
    """Write heading and lines, spread over the height; each line stays one line.

    The bold lines decide the size of all, so that the figures are never smaller than the rest.
    """
    lines = _lines(label, lang, is_narrow=False)
    wide = max(width_of(text, part, bold=True) for text, part, bold in lines if bold)
    if wide * 7.0 > width:
        lines = _lines(label, lang, is_narrow=True)
        wide = max(width_of(text, part, bold=True) for text, part, bold in lines if bold)
    by_height = height / (_HEADING + 0.3 + sum(part * LEADING + 0.15 for _, part, _ in lines))
    base = max(_SMALLEST_TYPE, min(14.0, by_height, width / wide))
    heading = base * _HEADING
    ink.symbol(CROSSED_BIN, x + width - heading, y, heading)
    big, size = fit_line("Li-ion", width - heading - 3, size=heading * 0.98, smallest=6, bold=True)
    ink.text(x, y + heading * 0.84, big, size, bold=True)
    used = heading + sum(base * part * LEADING for _, part, _ in lines)
    gap = max(0.0, min((height - used) / len(lines), base * 0.7))
    # Clear of the bin, whose cross reaches down to the first line.
    y += heading + max(gap, 0.3 * base)
    for text, part, bold in lines:
        pitch = base * part * LEADING
        line, size = fit_line(text, width, size=base * part, smallest=_SMALLEST_TYPE, bold=bold)
        ink.text(x, y + base * part * ASCENT, line, size, bold=bold)
        y += pitch + gap
