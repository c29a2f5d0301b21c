"""The face of one label: code, words, signs and emergency line, in whatever space there is.

What a person needs without a phone comes first: the printed id and the figures decide the size of
all other words, signs stand clear of them, and what has no room is left to the code.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from batterypass.documents.content import Words
from batterypass.documents.label_words import LARGEST_TYPE, SMALLEST_TYPE, draw_words, heading_of
from batterypass.documents.qr import QUIET_MODULES, CodePlan, encode_code, plan_code
from batterypass.documents.setting import ASCENT, LEADING, Fitted, clean, fit, width_of
from batterypass.documents.sheets import MM
from batterypass.documents.symbols import CROSSED_BIN_WIDE, WARNING
from batterypass.documents.words import Lang, say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from batterypass.documents.content import LabelContent
    from batterypass.documents.ink import Ink
    from batterypass.documents.sheets import Sheet

_SCAN = Words("Escanee: pasaporte, seguridad, entrega", "Scan: passport, safety, hand-in")
_EMERGENCY = Words("Emergencia", "Emergency")
_FIRE = Words("Fuego", "Fire")
_EDGE = 8.0
"""Clear of the cut, in points: sheets are never fed quite straight."""
_SMALL_EDGE = 4.0
"""The same on labels where the code takes nearly all the height."""
_PRINTER_EDGE = 12.5
"""The same at the edge of a sheet, where office printers cannot print."""
_FOOT = 20.0
"""Least height of the emergency line along the foot of a label."""
_CAPTION = 50.0
"""A label this much higher than its code has room for a foot and a caption under the code."""


class _Frame(NamedTuple):
    """Where the parts of a label go, in points; ``foot`` is 0 where it has none."""

    width: float
    height: float
    plan: CodePlan
    side: float
    """Of the code, with its quiet zone."""
    spare: float
    """Paper that the code leaves free below it."""
    edge: float
    across: float
    margin: float
    foot: float
    foot_height: float
    words: tuple[float, float, float, float]


def _frame(label: LabelContent, form: Sheet, size_mm: float, dpi: int | None) -> _Frame:
    """Divide a label: the code, the words beside it, the emergency line below or beside it."""
    width, height = form.label[0] * MM, form.label[1] * MM
    plan = plan_code(label.code_text, size_mm, dpi=dpi)
    side = (17 + 4 * plan.version + 2 * QUIET_MODULES) * plan.module_mm * MM
    # Paper that the code leaves free below it takes the emergency line along the whole foot, and
    # if there is more of it a caption; on the smallest labels the line stands beside the code.
    spare = height - side
    has_foot = spare >= _FOOT + _SMALL_EDGE
    foot_height = max(_FOOT, min(44.0, 0.3 * spare)) if has_foot else 0.0
    edge = _EDGE if spare >= _CAPTION else _SMALL_EDGE
    across = _PRINTER_EDGE if form.is_to_the_edge else edge
    margin = across if has_foot or form.is_to_the_edge else max(1.0, min(edge, spare / 2))
    left = margin + side + 3
    room = width - left - max(across, 5.0)
    if has_foot:
        foot = height - edge - foot_height
        words = (left, edge, room, foot - edge - 3)
    else:
        foot, top = 0.0, edge if spare > 2 * edge else 2.0
        words = (left, top, room, (height - 2 * top) * 0.8)
    return _Frame(
        width, height, plan, side, spare, edge, across, margin, foot, foot_height, words
    )  # fmt: skip


def draw_label(
    ink: Ink, label: LabelContent, lang: Lang, form: Sheet, size_mm: float, dpi: int | None
) -> None:
    """Draw a label with its upper left corner at the origin. Raises InputError as the codes do."""
    frame = _frame(label, form, size_mm, dpi)
    code = encode_code(label.code_text, frame.plan.level, frame.plan.version)
    draw_words(ink, label, lang, frame.words)
    if not frame.foot:
        left, top, room, words = frame.words
        height = frame.height - 2 * top - words
        _draw_emergency(ink, label, lang, left, top + words, room, height)
        ink.code(code, frame.margin, frame.spare / 2, frame.side)
        return
    across, foot, side = frame.across, frame.foot, frame.side
    room = frame.width - 2 * across
    ink.line(across, foot, frame.width - across, foot, 0.6)
    _draw_emergency(ink, label, lang, across, foot + 2, room, frame.foot_height - 2)
    if frame.spare >= _CAPTION:
        ink.code(code, frame.margin, frame.edge, side)
        high = foot - frame.edge - side - 1
        caption = fit(say(_SCAN, lang), side - 12, high, size=7.5, smallest=5)
        _stack(ink, caption, frame.margin + 6, frame.edge + side)
    else:
        ink.code(code, frame.margin, max(0.0, (foot - side) / 2), side)


def bin_side_mm(
    label: LabelContent, lang: Lang, form: Sheet, size_mm: float, dpi: int | None
) -> float:
    """Give the side of the crossed-out bin as :func:`draw_label` draws it."""
    words = _frame(label, form, size_mm, dpi).words
    return heading_of(label, lang, words) * CROSSED_BIN_WIDE / MM


def _stack(ink: Ink, text: Fitted, x: float, y: float, *, bold: bool = False) -> float:
    """Write fitted lines from ``y`` down and give where they end."""
    for line in text.lines:
        ink.text(x, y + ASCENT * text.size, line, text.size, bold=bold)
        y += LEADING * text.size
    return y


def _draw_emergency(
    ink: Ink, label: LabelContent, lang: Lang, x: float, y: float, width: float, height: float
) -> None:
    """Write whom to call, with a warning sign, and what puts a fire out where all of it has room."""
    call = label.emergency_line
    fire = f"{say(_FIRE, lang)}: {label.extinguishing}" if label.extinguishing else ""
    if not call and not fire:
        return
    sign = min(height, 30.0, width / 4) * 0.85
    most = min(LARGEST_TYPE, max(8.0, 0.42 * height))
    # Half a sentence about a fire is worse than none, and so is half the number of a guide; the
    # telephone comes first, on the smallest labels before the sign.
    phone = call.split(" · ", 1)[0]
    ways = [(call, fire, sign), (call, "", sign), (phone, "", sign), (phone, "", 0.0)]
    for words, more, beside in ways if call else ways[:1]:
        found = _set(words, more, lang, width - (beside + 4 if beside else 0), height, most)
        if found.size >= SMALLEST_TYPE:
            break
    else:
        if not call:
            return
        text, beside = clean(f"{say(_EMERGENCY, lang)}: {phone}"), 0.0
        found = fit(text, width, height, size=most, smallest=SMALLEST_TYPE, bold=True)
    if beside:
        ink.symbol(WARNING, x, y + (height - beside) / 2, beside)
        x += beside + 4
    used = len(found.lines) * found.size * LEADING
    _stack(ink, found, x, y + (height - used) / 2, bold=True)


def _set(call: str, fire: str, lang: Lang, room: float, height: float, most: float) -> Fitted:
    """Set the emergency line on one to three lines; a telephone number is never broken."""
    title = f"{say(_EMERGENCY, lang)}:"
    ways = [[" · ".join(filter(None, (f"{title} {call}" if call else "", fire)))]]
    if call:
        ways += [[f"{title} {call}", fire], [title, call, fire]]
    return max((_size_of(way, room, height, most) for way in ways), key=lambda one: one.size)


def _size_of(way: Sequence[str], room: float, height: float, most: float) -> Fitted:
    """Set lines as they are, as large as they can be."""
    lines = tuple(line for one in way if (line := clean(one)))
    wide = max(width_of(line, 1.0, bold=True) for line in lines)
    return Fitted(lines, min(most, room / wide, height / (len(lines) * LEADING)), is_whole=True)
