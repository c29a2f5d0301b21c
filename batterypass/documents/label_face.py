"""The face of one label: code, words, signs and emergency line, in whatever space there is.

What a person needs without a phone comes first: the printed id and the figures decide the size of
all other words, signs stand clear of them, and what has no room is left to the code.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NamedTuple

from batterypass.documents.content import Words
from batterypass.documents.ink import PdfInk
from batterypass.documents.label_signs import HEADING, Blocks, draw_signs
from batterypass.documents.qr import encode_code, plan_code
from batterypass.documents.setting import ASCENT, LEADING, Fitted, clean, fit, fit_line, width_of
from batterypass.documents.sheets import MM
from batterypass.documents.symbols import CROSSED_BIN, WARNING
from batterypass.documents.words import Lang, energy, mass, say
from batterypass.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from batterypass.documents.content import LabelContent
    from batterypass.documents.ink import Ink
    from batterypass.documents.sheets import Sheet
    from batterypass.documents.symbols import Symbol

SMALLEST_TYPE = 4.0
"""Points; below this nobody reads it, so what is still too long ends in an ellipsis."""
_SCAN = Words("Escanee: pasaporte, seguridad, entrega", "Scan: passport, safety, hand-in")
_SERIAL = Words("Serie", "Serial")
_MADE = Words("Fabricado", "Made")
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
_LARGEST_TYPE = 14.0
_ROOMY = 6.0
"""Base size from which nothing is left out or broken for larger type."""

_LONGEST_WORD = 16
"""A chemistry longer than this is a sentence, and no figure that decides the size of all others."""


@dataclass(frozen=True, slots=True)
class _Line:
    """One line under the heading: its size in parts of the base size."""

    text: str
    part: float
    bold: bool = False


class _Way(NamedTuple):
    """One way to set the words: lines of the id and of the figures, and which others there are."""

    id_lines: int
    fact_lines: int
    others: tuple[str, ...]


_ALL = ("chemistry", "details", "maker", "serial", "made")
_FEWER = ("chemistry", "maker", "serial", "made")
#: From everything on wide lines to what the smallest labels still have to say.
_WAYS: Final = (
    _Way(1, 1, _ALL), _Way(1, 1, _FEWER), _Way(1, 2, _ALL), _Way(1, 2, _FEWER),
    _Way(2, 3, _ALL), _Way(2, 3, _FEWER), _Way(3, 3, _ALL), _Way(3, 3, _FEWER),
    _Way(1, 2, _FEWER[2:]), _Way(2, 3, _FEWER[2:]), _Way(3, 3, _FEWER[2:]),
    _Way(1, 2, _FEWER[3:]), _Way(2, 3, _FEWER[3:]), _Way(3, 3, _FEWER[3:]),
    _Way(1, 2, ()), _Way(2, 3, ()), _Way(3, 3, ()),
)  # fmt: skip
_FULL: Final = 8
"""How many of them leave nothing out but the details."""


def draw_label(
    ink: Ink, label: LabelContent, lang: Lang, form: Sheet, size_mm: float, dpi: int | None
) -> None:
    """Draw a label with its upper left corner at the origin. Raises InputError as the codes do."""
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
    across = _PRINTER_EDGE if form.is_to_the_edge else edge
    margin = across if has_foot or form.is_to_the_edge else max(1.0, min(edge, spare / 2))
    left = margin + side + 3
    room = width - left - max(across, 5.0)
    if not has_foot:
        top = edge if spare > 2 * edge else 2.0
        words = (height - 2 * top) * 0.8
        _draw_words(ink, label, lang, (left, top, room, words))
        _draw_emergency(ink, label, lang, left, top + words, room, height - 2 * top - words)
        ink.code(code, margin, spare / 2, side)
        return
    foot = height - edge - foot_height
    _draw_words(ink, label, lang, (left, edge, room, foot - edge - 3))
    ink.line(across, foot, width - across, foot, 0.6)
    _draw_emergency(ink, label, lang, across, foot + 2, width - 2 * across, foot_height - 2)
    if spare >= _CAPTION:
        ink.code(code, margin, edge, side)
        caption = fit(say(_SCAN, lang), side - 12, foot - edge - side - 1, size=7.5, smallest=5)
        _stack(ink, caption, margin + 6, edge + side)
    else:
        ink.code(code, margin, max(0.0, (foot - side) / 2), side)


def bin_side_mm(
    label: LabelContent, lang: Lang, form: Sheet, size_mm: float, dpi: int | None
) -> float:
    """Give the side of the crossed-out bin as :func:`draw_label` draws it."""
    ink = _BinInk(form.page[1])
    draw_label(ink, label, lang, form, size_mm, dpi)
    return ink.side / MM


class _BinInk(PdfInk):
    """Remembers how large the bin was drawn."""

    side = 0.0

    def symbol(self, symbol: Symbol, x: float, y: float, side: float) -> None:
        """Take the side of the bin."""
        if symbol is CROSSED_BIN:
            self.side = side


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
    call = f"{say(_EMERGENCY, lang)}: {label.emergency_line}" if label.emergency_line else ""
    fire = f"{say(_FIRE, lang)}: {label.extinguishing}" if label.extinguishing else ""
    if not call and not fire:
        return
    sign = min(height, 30.0, width / 4) * 0.85
    room = width - sign - 4
    most = min(_LARGEST_TYPE, max(8.0, 0.42 * height))
    found = _set(call, fire, lang, label, room, height, most)
    if found.size < SMALLEST_TYPE and call and fire:
        # Half a sentence about a fire is worse than none.
        found = _set(call, "", lang, label, room, height, most)
    if found.size < SMALLEST_TYPE:
        found = fit(clean(call or fire), room, height, size=most, smallest=SMALLEST_TYPE, bold=True)
    ink.symbol(WARNING, x, y + (height - sign) / 2, sign)
    used = len(found.lines) * found.size * LEADING
    _stack(ink, found, x + sign + 4, y + (height - used) / 2, bold=True)


def _set(
    call: str, fire: str, lang: Lang, label: LabelContent, room: float, height: float, most: float
) -> Fitted:
    """Set the emergency line on one to three lines; a telephone number is never broken."""
    ways = [[" · ".join(filter(None, (call, fire)))]]
    if call:
        ways += [[call, fire], [f"{say(_EMERGENCY, lang)}:", label.emergency_line, fire]]
    return max((_size_of(way, room, height, most) for way in ways), key=lambda one: one.size)


def _size_of(way: Sequence[str], room: float, height: float, most: float) -> Fitted:
    """Set lines as they are, as large as they can be."""
    lines = tuple(line for one in way if (line := clean(one)))
    wide = max(width_of(line, 1.0, bold=True) for line in lines)
    return Fitted(lines, min(most, room / wide, height / (len(lines) * LEADING)), is_whole=True)


def _lines(label: LabelContent, lang: Lang, way: _Way) -> list[_Line]:
    """List the lines under the heading in one of the ways there are."""
    is_word = len(label.chemistry) <= _LONGEST_WORD
    chemistry = label.chemistry if is_word else ""
    facts = [f for f in (chemistry, energy(label.energy_wh), mass(label.mass_kg)) if f]
    # FXVP-TPAR-29KS-R, FXVP-TPAR- 29KS-R, or FXVP- TPAR- 29KS-R: the hyphen says that it goes on.
    cuts = {1: (0,), 2: (0, 10), 3: (0, 5, 10)}[way.id_lines]
    ids = [label.printed_id[start:end] for start, end in zip(cuts, (*cuts[1:], None), strict=True)]
    size = -(-len(facts) // way.fact_lines)
    rows = [facts[start : start + size] for start in range(0, len(facts), size or 1)]
    others = {
        "chemistry": "" if is_word else label.chemistry,
        "details": " · ".join(label.details),
        "maker": " ".join(filter(None, (label.maker, label.model))),
        "serial": f"{say(_SERIAL, lang)} {label.serial}" if label.serial else "",
        "made": f"{say(_MADE, lang)} {label.made_month}" if label.made_month else "",
    }
    lines = [
        *(_Line(one, 1.4, bold=True) for one in ids),
        *(_Line(" · ".join(row), 1.1, bold=True) for row in rows),
        *(_Line(others[name], 1.0) for name in way.others),
    ]
    return [_Line(text, one.part, one.bold) for one in lines if (text := clean(one.text))]


def _chosen_lines(label: LabelContent, lang: Lang, blocks: Blocks) -> tuple[list[_Line], float]:
    """Give the lines and the base size: the first way that reads well, else the largest type.

    Nothing more is left out than is needed for the smallest type. Raises InputError where not even
    that has room for the id and the figures: they are never cut.
    """
    best: tuple[list[_Line], float] = [], 0.0
    for number, way in enumerate(_WAYS):
        if best[1] >= _ROOMY or (number >= _FULL and best[1] >= SMALLEST_TYPE):
            break
        lines = _lines(label, lang, way)
        base = _base(lines, blocks)
        # Other lines in larger type only where that is worth a tenth of the size.
        if base > best[1] * 1.1:
            best = lines, base
    if best[1] < SMALLEST_TYPE:
        raise InputError(
            f"{label.printed_id}: the words and signs have no room beside the code",
            code="label.no-room-words", item=label.printed_id,
        )  # fmt: skip
    return best


def _draw_words(
    ink: Ink, label: LabelContent, lang: Lang, box: tuple[float, float, float, float]
) -> None:
    """Write heading and lines, spread over the height; each line stays one line.

    The bold lines decide the size of all, so that the figures are never smaller than the rest.
    """
    x, y, _, height = box
    blocks = Blocks(label, box)
    lines, base = _chosen_lines(label, lang, blocks)
    heading = base * HEADING
    words = draw_signs(ink, blocks, heading)
    big, size = fit_line("Li-ion", words, size=heading * 0.98, smallest=6, bold=True)
    ink.text(x, y + heading * 0.84, big, size, bold=True)
    gap = _gap(lines, base, height)
    # Clear of the bin, whose cross reaches down to the first line.
    top = y + heading + max(gap, 0.3 * base)
    for one in lines:
        pitch = base * one.part * LEADING
        room = blocks.room(heading, top, top + pitch)
        line, size = fit_line(
            one.text, room, size=base * one.part, smallest=SMALLEST_TYPE, bold=one.bold
        )
        ink.text(x, top + base * one.part * ASCENT, line, size, bold=one.bold)
        top += pitch + gap


def _gap(lines: Sequence[_Line], base: float, height: float) -> float:
    used = base * HEADING + sum(base * one.part * LEADING for one in lines)
    return max(0.0, min((height - used) / len(lines), base * 0.7))


def _base(lines: Sequence[_Line], blocks: Blocks) -> float:
    """Give the largest base size at which all lines have room and no bold one is shrunk; 0 for none."""
    by_height = blocks.height / (HEADING + 0.3 + sum(one.part * LEADING + 0.15 for one in lines))
    wide = max((width_of(one.text, one.part, bold=True) for one in lines if one.bold), default=1.0)
    base = min(_LARGEST_TYPE, by_height, blocks.width / wide)
    while base >= SMALLEST_TYPE:
        if _fits(lines, blocks, base):
            return base
        base *= 0.96
    return SMALLEST_TYPE if _fits(lines, blocks, SMALLEST_TYPE) else 0.0


def _fits(lines: Sequence[_Line], blocks: Blocks, base: float) -> bool:
    heading, gap = base * HEADING, _gap(lines, base, blocks.height)
    if blocks.collide(heading):
        return False
    top = blocks.top + heading + max(gap, 0.3 * base)
    for one in lines:
        pitch = base * one.part * LEADING
        if one.bold and width_of(one.text, base * one.part, bold=True) > blocks.room(
            heading, top, top + pitch
        ):
            return False
        top += pitch + gap
    return top - gap <= blocks.top + blocks.height + 0.1
