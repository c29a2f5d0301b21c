"""The lower parts of a passport's first page: values, condition and origin, what to do with the pack."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from batterypass.documents.content import Words
from batterypass.documents.paper import stack
from batterypass.documents.passport_desk import (
    COLUMN,
    LEFT,
    NONE,
    RIGHT,
    Desk,
    draw_heading,
)
from batterypass.documents.safety import emergency_hints
from batterypass.documents.setting import ASCENT, ELLIPSIS, LEADING, Fitted, clean, fit, width_of
from batterypass.documents.symbols import CROSSED_BIN, WARNING
from batterypass.documents.words import CONDITIONS, UNITS, moment, say, word

if TYPE_CHECKING:
    from collections.abc import Sequence

    from batterypass.documents.passport_content import PassportContent, PassportValue

_VALUES: Final = Words("Valores públicos", "Public values")
_VALUES_OF: Final = Words("Valores de esta edición", "Values of this edition")
_REGULATION: Final = Words(
    "referencias: Reglamento (UE) 2023/1542, artículo o anexo",
    "references: Regulation (EU) 2023/1542, article or annex",
)
_MORE: Final = Words("y {n} valores más en el registro", "and {n} more values in the record")
_NO_VALUES: Final = Words("Sin valores públicos registrados", "No public values on record")
_CONDITION: Final = Words("Condición y última evaluación", "Condition and last assessment")
_NOT_ASSESSED: Final = Words("Sin evaluación registrada", "No assessment on record")
_WITHHELD: Final = Words(
    "No son públicos: los ve quien tiene un interés legítimo (Reglamento (UE) 2023/1542, anexo XIII, 4)",
    "Not public: for persons with a legitimate interest (Regulation (EU) 2023/1542, Annex XIII, 4)",
)
_BY: Final = Words("por", "by")
_PREDECESSORS: Final = Words("Pasaportes de origen", "Original passports")
_HAND_IN: Final = Words("Cómo entregarla", "How to hand it in")
_BECAME: Final = Words("Qué fue de ella", "What became of it")
_SAFETY: Final = Words("Seguridad", "Safety")
_AGENT: Final = Words("Agente extintor", "Extinguishing agent")
_ROW: Final = 11.0
"""Least height of a row of values."""
_VALUE_ROOM: Final = 14 * _ROW
"""Height of the values at the least scale; what does not fit is counted."""
_VALUE_SIZE: Final = 6.8
#: Lines of a name, and of a value: an address may take five; one that is cut has more, to say so.
_NAME_LINES: Final = 3
_TEXT_LINES: Final = 5
_CUT_LINES: Final = 7
#: Shares of a column: name, value; the rest is for the reference.
_NAME_SHARE: Final = 0.4
_TEXT_SHARE: Final = 0.42
_AIR: Final = 4.0


@dataclass(frozen=True, slots=True)
class _Row:
    """A value set in its three places, all in one size of type as long as the words have room."""

    name: Fitted
    text: Fitted
    reference: Fitted
    height: float


def draw_values(desk: Desk, content: PassportContent, y: float) -> float:
    """Draw the values in two columns; give where they end."""
    shown = content.values[: _room_for(desk, content.values)]
    left_out = len(content.values) - len(shown)
    note = say(_REGULATION, desk.lang)
    if left_out:
        note = f"{say(_MORE, desk.lang).format(n=left_out)} · {note}"
    title = _VALUES_OF if say(content.edition, desk.lang) else _VALUES
    top = draw_heading(desk, LEFT, y, title, note)
    if not shown:
        desk.ink.text(LEFT, top + 7, say(_NO_VALUES, desk.lang), 7)
        return top + _ROW
    rows = [_row(desk, value, desk.scale) for value in shown]
    turn = _turn(rows)
    end = top
    for x, column in ((LEFT, rows[:turn]), (RIGHT, rows[turn:])):
        at = top
        for row in column:
            at = _draw_row(desk, row, x, at)
        end = max(end, at)
    return end


def _room_for(desk: Desk, values: Sequence[PassportValue]) -> int:
    """Count the values that fit at the least scale, so that a larger one never shows fewer."""
    rows = [_row(desk, value, 1.0) for value in values[: int(2 * _VALUE_ROOM / _ROW)]]
    while rows:
        turn = _turn(rows)
        if max(_height(rows[:turn]), _height(rows[turn:])) <= _VALUE_ROOM:
            break
        rows.pop()
    return len(rows)


def _turn(rows: Sequence[_Row]) -> int:
    """Give after how many rows the second column begins, so that the longer one is as short as can be."""
    return min(
        range(1, len(rows) + 1),
        key=lambda turn: (max(_height(rows[:turn]), _height(rows[turn:])), turn),
    )


def _height(rows: Sequence[_Row]) -> float:
    return sum(row.height for row in rows)


def _row(desk: Desk, value: PassportValue, scale: float) -> _Row:
    """Set one value: name, value with unit, reference, each on as many lines as it takes."""
    size = _VALUE_SIZE * scale
    pitch = size * LEADING
    text = value.value if isinstance(value.value, str) else say(value.value, desk.lang)
    if text and value.unit:
        unit = say(UNITS[value.unit], desk.lang) if value.unit in UNITS else value.unit
        text = f"{text} {unit}".rstrip()
    name, reference = _NAME_SHARE * COLUMN, (1 - _NAME_SHARE - _TEXT_SHARE) * COLUMN
    wide = COLUMN - name - (reference if value.reference else 0.0)
    places = (
        fit(say(value.name, desk.lang), name - _AIR, _NAME_LINES * pitch, size=size,
            smallest=0.94 * size),
        _fit_text(text, wide - _AIR, size, say(desk.whole, desk.lang)),
        fit(value.reference, reference, _NAME_LINES * pitch, size=0.82 * size,
            smallest=0.8 * size),
    )  # fmt: skip
    used = max(len(one.lines) * one.size * LEADING for one in places)
    return _Row(*places, max(_ROW * scale, used + 3.0))


def _fit_text(text: str, room: float, size: float, where: str) -> Fitted:
    """Set a value; of one that is too long as much as leaves room to say ``where`` it stands whole."""

    def set_in(text: str, lines: int) -> Fitted:
        height = lines * size * LEADING
        return fit(text, room, height, size=size, smallest=0.94 * size, bold=True)

    whole = set_in(text, _TEXT_LINES)
    if whole.is_whole:
        return whole
    plain = clean(text)
    # The longest beginning that has room lies between these two.
    least, most = 0, len(plain)
    while most - least > 1:
        middle = (least + most) // 2
        if set_in(f"{plain[:middle].rstrip()}{ELLIPSIS} ({where})", _CUT_LINES).is_whole:
            least = middle
        else:
            most = middle
    return set_in(f"{plain[:least].rstrip()}{ELLIPSIS} ({where})", _CUT_LINES)


def _draw_row(desk: Desk, row: _Row, x: float, y: float) -> float:
    """Write a row with a rule under it; give where it ends."""
    ink = desk.ink
    top = y + 1.2 * desk.scale
    text = x + _NAME_SHARE * COLUMN
    reference = text + _TEXT_SHARE * COLUMN
    stack(ink, row.name, x, top)
    if row.text.lines:
        stack(ink, row.text, text, top, bold=True)
    else:
        ink.dots(text, top + ASCENT * row.name.size, reference - _AIR)
    # On the base line of the name, although it is set smaller.
    stack(ink, row.reference, reference, top + ASCENT * (row.name.size - row.reference.size))
    ink.line(x, y + row.height - 0.4, x + COLUMN, y + row.height - 0.4, 0.3)
    return y + row.height


def draw_condition(desk: Desk, content: PassportContent, y: float) -> float:
    """Draw the condition with the last assessment, and the passports this one comes from."""
    ink, lang, scale = desk.ink, desk.lang, desk.scale
    top = draw_heading(desk, LEFT, y, _CONDITION)
    condition = word(CONDITIONS, content.condition, lang)
    assessment = content.assessment
    if condition:
        line = fit(condition, COLUMN, 12 * scale, size=9 * scale, smallest=6, bold=True)
        top = stack(ink, line, LEFT, top, bold=True)
    if assessment is None:
        text = say(_WITHHELD if content.is_withheld else _NOT_ASSESSED, lang)
        note = fit(text, COLUMN, 18 * scale, size=7 * scale, smallest=5)
        top = stack(ink, note, LEFT, top)
    else:
        text = f"{moment(assessment.at)} {say(_BY, lang)} {assessment.by}"
        if assessment.method:
            text += f" · {assessment.method}"
        line = fit(text, COLUMN, 17 * scale, size=6.6 * scale, smallest=4.5)
        top = stack(ink, line, LEFT, top) + 1
        for value in assessment.values[:6]:
            top = _draw_row(desk, _row(desk, value, scale), LEFT, top)
    beside = draw_heading(desk, RIGHT, y, _PREDECESSORS)
    lines = list(content.predecessors[:6]) or [say(NONE, lang)]
    if len(content.predecessors) > 6:
        lines.append(f"… + {len(content.predecessors) - 6}")
    for text in lines:
        line = fit(text, COLUMN, 18 * scale, size=7 * scale, smallest=4.5)
        beside = stack(ink, line, RIGHT, beside)
    return max(top, beside)


def draw_advice(desk: Desk, content: PassportContent, y: float) -> float:
    """Draw how to hand the pack in, or what became of it, and what to do when it burns."""
    return max(_draw_way(desk, content, y), _draw_safety(desk, content, y), y + 46)


def _draw_way(desk: Desk, content: PassportContent, y: float) -> float:
    ink, lang, scale = desk.ink, desk.lang, desk.scale
    became = say(content.became, lang)
    top = draw_heading(desk, LEFT, y, _BECAME if became else _HAND_IN)
    if became:
        line = fit(became, COLUMN, 62 * scale, size=7.4 * scale, smallest=5)
        return stack(ink, line, LEFT, top)
    ink.symbol(CROSSED_BIN, LEFT, top + 1, 34)
    text = say(content.hand_in, lang)
    if not text:
        ink.dots(LEFT + 42, top + 14, LEFT + COLUMN)
        return top
    line = fit(text, COLUMN - 42, 62 * scale, size=7.4 * scale, smallest=5)
    return stack(ink, line, LEFT + 42, top)


def _draw_safety(desk: Desk, content: PassportContent, y: float) -> float:
    ink, lang, scale = desk.ink, desk.lang, desk.scale
    top = draw_heading(desk, RIGHT, y, _SAFETY)
    ink.symbol(WARNING, RIGHT, top + 1, 30)
    x, room = RIGHT + 38, COLUMN - 38
    size = 7.2 * scale
    agent = say(content.extinguishing_agent, lang)
    title = f"{say(_AGENT, lang)}:"
    line = fit(f"{title} {agent}", room, 18 * scale, size=size, smallest=5, bold=True)
    if not agent:
        start = x + width_of(f"{title} ", line.size, bold=True)
        ink.dots(start, top + ASCENT * line.size, x + room)
    top = stack(ink, line, x, top, bold=True)
    guide, hints = emergency_hints()
    for words in (*content.safety_notes[:3], *hints):
        line = fit(say(words, lang), room, 17 * scale, size=6.6 * scale, smallest=4.8)
        top = stack(ink, line, x, top)
    return stack(ink, fit(say(guide, lang), room, 8, size=5.6, smallest=4.5), x, top)
