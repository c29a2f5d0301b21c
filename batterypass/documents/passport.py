"""The battery passport on one letter page: for a counter, a workshop wall, a box of papers.

What it says is the public part of the passport, with the life of the pack as a picture and, at the
foot, where in the ledger all of it can be checked. One page whatever is known: of values that do
not fit the rest is counted, and a text that is too long ends in an ellipsis; the whole of it is in
the ledger and in the file that is attached.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from batterypass.documents.amended import all_in_one, draw_watermark
from batterypass.documents.content import PassportValue, Words
from batterypass.documents.ink import PdfInk
from batterypass.documents.paper import INSET, Cell, Paper, draw_title, stack, title_height
from batterypass.documents.paper_states import MARKS, is_amended
from batterypass.documents.pdf import LETTER, write_pdf
from batterypass.documents.qr import encode_code, plan_code
from batterypass.documents.safety import emergency_hints
from batterypass.documents.setting import ASCENT, fit, fit_line, width_of
from batterypass.documents.sheets import MM
from batterypass.documents.symbols import CROSSED_BIN, WARNING
from batterypass.documents.timeline import HEIGHT, draw_timeline
from batterypass.documents.words import (
    CONDITIONS,
    LIVES,
    STATUSES,
    UNITS,
    Lang,
    check_lang,
    moment,
    say,
    word,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from batterypass.documents.content import PassportContent, PassportParty

_TITLE = Words("PASAPORTE DE BATERÍA", "BATTERY PASSPORT")
_PASSPORT_ID = Words("Pasaporte", "Passport")
_ITEM = Words("Identificador de la batería", "Battery identifier")
_MODEL = Words("Modelo", "Model")
_SERIAL = Words("Núm. de serie", "Serial number")
_CHEMISTRY = Words("Química", "Chemistry")
_CATEGORY = Words("Categoría", "Category")
_MAKER = Words("Fabricante", "Manufacturer")
_OPERATOR = Words("Responsable del pasaporte", "Responsible operator")
_LIFE = Words("Vida de la batería", "Life of the battery")
_VALUES = Words("Valores públicos", "Public values")
_REGULATION = Words(
    "referencias: Reglamento (UE) 2023/1542, artículo o anexo",
    "references: Regulation (EU) 2023/1542, article or annex",
)
_MORE = Words("y {n} valores más en el registro", "and {n} more values in the record")
_NO_VALUES = Words("Sin valores públicos registrados", "No public values on record")
_CONDITION = Words("Condición y última evaluación", "Condition and last assessment")
_NOT_ASSESSED = Words("Sin evaluación registrada", "No assessment on record")
_BY = Words("por", "by")
_PREDECESSORS = Words("Pasaportes de origen", "Original passports")
_NONE = Words("ninguno", "none")
_HAND_IN = Words("Cómo entregarla", "How to hand it in")
_SAFETY = Words("Seguridad", "Safety")
_AGENT = Words("Agente extintor", "Extinguishing agent")
_SOURCE = Words("De dónde salen estos datos", "Where these data come from")
_LEDGER = Words("registro", "ledger")
_CHECKPOINT = Words("punto de control", "checkpoint")
_ROOT = Words("raíz", "root")
_ENTRIES = Words("asientos", "entries")
_UPDATED = Words("actualizado", "updated")
_CHECK = Words("Compruebe con: batterypass verify ARCHIVO", "Check with: batterypass verify FILE")
_SCAN = Words("Escanee para ver el pasaporte vigente", "Scan for the passport as it is now")
_LEFT = 26.0
_WIDTH = 560.0
_CODE = 116.0
"""Side of the code in points, 41 mm."""
_ROW = 11.0
_VALUE_ROWS = 14
_GAP = 6.0
_WIDEST_GAP = 20.0
_BOTTOM = 736.0
_CORRECTIONS = 16.0
"""Room for both versions of what was corrected."""
_SCALES = (1.35, 1.25, 1.15, 1.08, 1.0)


@dataclass(slots=True)
class _Desk:
    """What the parts of the page share."""

    ink: PdfInk
    paper: Paper
    lang: Lang
    scale: float
    """Type and rows of the lower parts are this much larger than their least size."""


def render_passport(
    content: PassportContent,
    lang: Lang = "es",
    attachments: Sequence[tuple[str, bytes]] = (),
) -> bytes:
    """Make the one-page PDF of a passport, with ``attachments`` (file name, bytes) inside.

    Raises InputError for a status, stage or condition that has no word, or a time that is none.
    """
    check_lang(lang)
    # Little is set large and wide, much is set small: tried until the page is full but not over.
    scale, end = 0.0, 0.0
    bottom = _BOTTOM - (_CORRECTIONS if content.corrections else 0.0)
    for scale in _SCALES:
        end = _draw_page(_Desk(PdfInk(LETTER[1]), Paper(lang), lang, scale), content, 0)
        if end <= bottom:
            break
    desk = _Desk(PdfInk(LETTER[1]), Paper(lang), lang, scale)
    if is_amended(content.corrections):
        draw_watermark(desk.ink, word(MARKS, "amended", lang))
    _draw_page(desk, content, min(_WIDEST_GAP, max(0.0, (bottom - end) / 5)))
    _draw_corrections(desk, content)
    _draw_source(desk, content)
    return write_pdf(
        [desk.ink.content()],
        title=f"{say(_TITLE, lang)} {content.printed_id}",
        lang="es-MX" if lang == "es" else "en",
        attachments=attachments,
    )


def _draw_page(desk: _Desk, content: PassportContent, more: float) -> float:
    """Draw everything above the foot, the parts ``more`` points further apart; give the end."""
    gap = _GAP + more
    y = _draw_head(desk, content, 26)
    y = _draw_parties(desk, content, y + gap)
    y = _draw_life(desk, content, y + gap)
    y = _draw_values(desk, content.values, y + gap)
    y = _draw_condition(desk, content, y + gap)
    return _draw_advice(desk, content, y + gap)


def _cell(desk: _Desk, cell: Cell, title: Words, text: str, *, bold: bool = False) -> None:
    desk.ink.box(cell.x, cell.y, cell.width, cell.height, 0.5)
    _title(desk, cell, title)
    desk.paper.value(desk.ink, cell, say(title, desk.lang), text, bold=bold, top=title_height("es"))


def _title(desk: _Desk, cell: Cell, title: Words) -> None:
    text = say(title, desk.lang)
    draw_title(desk.ink, cell, "", Words(text, text), "es")


def _section(desk: _Desk, x: float, y: float, title: Words, note: str = "") -> float:
    """Write a heading and give where its content begins."""
    text = say(title, desk.lang)
    desk.ink.text(x, y + 7, text, 9, bold=True)
    if note:
        desk.ink.text(x + width_of(text, 9, bold=True) + 6, y + 7, note, 5.8)
    return y + 12


def _draw_head(desk: _Desk, content: PassportContent, y: float) -> float:
    """Draw code, title, ids, status and what kind of pack it is; give where it ends."""
    ink, lang = desk.ink, desk.lang
    plan = plan_code(content.signed_url or content.url, _CODE / MM)
    code = encode_code(content.signed_url or content.url, plan.level, plan.version)
    quiet = 4 * _CODE / code.across
    left = _LEFT + _CODE - quiet
    room = _LEFT + _WIDTH - left
    for text, size, base in ((say(_TITLE, lang), 19.0, 15.0), (content.printed_id, 13.0, 33.0)):
        line, fitted = fit_line(text, room - 140, size=size, smallest=7, bold=True)
        ink.text(left, y + base, line, fitted, bold=True)
    frame = Cell(left + room - 132, y, 132, 36)
    ink.box(frame.x, frame.y, frame.width, frame.height, 1.8)
    for text, size, base in (
        (word(STATUSES, content.status, lang), 14.0, 17.0),
        (_life(content, lang), 9.0, 30.0),
    ):
        line, fitted = fit_line(text, frame.width - 8, size=size, smallest=6, bold=True)
        half = width_of(line, fitted, bold=True) / 2
        ink.text(frame.x + frame.width / 2 - half, y + base, line, fitted, bold=True)
    text = f"{say(_PASSPORT_ID, lang)} {content.passport_id}"
    stack(ink, fit(text, room, 8, size=6.8, smallest=4.5), left, y + 38)
    top, height = y + 50, 22.0
    quarter = room / 4
    for number, (name, value) in enumerate(
        (
            (_MODEL, content.model),
            (_SERIAL, content.serial),
            (_CHEMISTRY, content.chemistry),
            (_CATEGORY, say(content.category, lang)),
        )
    ):
        _cell(desk, Cell(left + number * quarter, top, quarter, height), name, value, bold=True)
    _cell(desk, Cell(left, top + height, room, height), _ITEM, content.url)
    # The quiet zone hangs over the margin, so that the code lines up with the text below it.
    ink.code(code, _LEFT - quiet, y - quiet, _CODE)
    caption = fit(say(_SCAN, lang), _CODE - 2 * quiet, 9, size=6, smallest=4.5)
    stack(ink, caption, _LEFT, y - quiet + _CODE)
    return y - quiet + _CODE + 8


def _draw_parties(desk: _Desk, content: PassportContent, y: float) -> float:
    """Draw who made the pack and who answers for it."""
    half, height = _WIDTH / 2, 36.0 * desk.scale + 4
    parties: tuple[tuple[Words, PassportParty], ...] = (
        (_MAKER, content.maker),
        (_OPERATOR, content.operator),
    )
    for number, (title, party) in enumerate(parties):
        cell = Cell(_LEFT + number * half, y, half, height)
        desk.ink.box(cell.x, cell.y, cell.width, cell.height, 0.5)
        _title(desk, cell, title)
        room = half - 2 * INSET
        top = y + title_height("es") + 1
        if not party.name:
            desk.ink.dots(cell.x + INSET, top + 10, cell.right - INSET)
            continue
        name = fit(party.name, room, 10 * desk.scale, size=8.2 * desk.scale, smallest=5, bold=True)
        top = stack(desk.ink, name, cell.x + INSET, top, bold=True)
        for text in (
            " · ".join(filter(None, (party.identifier, party.contact))),
            party.address,
        ):
            if text:
                line = fit(text, room, 8 * desk.scale, size=6.4 * desk.scale, smallest=4.5)
                top = stack(desk.ink, line, cell.x + INSET, top)
    return y + height


def _draw_life(desk: _Desk, content: PassportContent, y: float) -> float:
    top = _section(desk, _LEFT, y, _LIFE)
    draw_timeline(desk.ink, content.stages, _LEFT, top, _WIDTH, desk.lang)
    return top + HEIGHT


def _draw_value(desk: _Desk, value: PassportValue, x: float, y: float, width: float) -> None:
    """Write one value in a line with a rule under it: name, value with unit, reference."""
    ink, size = desk.ink, 6.8 * desk.scale
    base = y + (_ROW - 2.6) * desk.scale
    start, end = x + 0.47 * width, x + width
    line, fitted = fit_line(say(value.name, desk.lang), 0.47 * width - 4, size=size, smallest=4.5)
    ink.text(x, base, line, fitted)
    reference, reference_size = fit_line(
        value.reference, 0.19 * width, size=0.86 * size, smallest=4
    )
    if reference:
        end -= width_of(reference, reference_size) + 4
    text = value.value if isinstance(value.value, str) else say(value.value, desk.lang)
    if text and value.unit:
        unit = say(UNITS[value.unit], desk.lang) if value.unit in UNITS else value.unit
        text = f"{text} {unit}".rstrip()
    if text:
        line, fitted = fit_line(text, end - start, size=size, smallest=4.2, bold=True)
        ink.text(start, base, line, fitted, bold=True)
    else:
        ink.dots(start, base, end)
    ink.text(end + 4, base, reference, reference_size)
    rule = y + _ROW * desk.scale - 0.4
    ink.line(x, rule, x + width, rule, 0.3)


def _draw_values(desk: _Desk, values: Sequence[PassportValue], y: float) -> float:
    """Draw the static public values in two columns."""
    most = 2 * _VALUE_ROWS
    left_out = len(values) - most
    note = say(_REGULATION, desk.lang)
    if left_out > 0:
        note = f"{say(_MORE, desk.lang).format(n=left_out)} · {note}"
    top = _section(desk, _LEFT, y, _VALUES, note)
    shown = values[:most]
    if not shown:
        desk.ink.text(_LEFT, top + 7, say(_NO_VALUES, desk.lang), 7)
        return top + _ROW
    rows, pitch = -(-len(shown) // 2), _ROW * desk.scale
    column = (_WIDTH - 14) / 2
    for number, value in enumerate(shown):
        x = _LEFT + number // rows * (column + 14)
        _draw_value(desk, value, x, top + number % rows * pitch, column)
    return top + rows * pitch


def _draw_condition(desk: _Desk, content: PassportContent, y: float) -> float:
    """Draw the condition with the last assessment, and the passports this one comes from."""
    ink, lang = desk.ink, desk.lang
    column = (_WIDTH - 14) / 2
    top = _section(desk, _LEFT, y, _CONDITION)
    condition = word(CONDITIONS, content.condition, lang)
    assessment, scale, pitch = content.assessment, desk.scale, _ROW * desk.scale
    if condition:
        line = fit(condition, column, 12 * scale, size=9 * scale, smallest=6, bold=True)
        top = stack(ink, line, _LEFT, top, bold=True)
    if assessment is None:
        note = fit(say(_NOT_ASSESSED, lang), column, 12, size=7 * scale, smallest=5)
        top = stack(ink, note, _LEFT, top)
    else:
        text = f"{moment(assessment.at)} {say(_BY, lang)} {assessment.by}"
        if assessment.method:
            text += f" · {assessment.method}"
        line = fit(text, column, 17 * scale, size=6.6 * scale, smallest=4.5)
        top = stack(ink, line, _LEFT, top) + 1
        for value in assessment.values[:6]:
            _draw_value(desk, value, _LEFT, top, column)
            top += pitch
    right = _LEFT + column + 14
    beside = _section(desk, right, y, _PREDECESSORS)
    lines = list(content.predecessors[:6]) or [say(_NONE, lang)]
    if len(content.predecessors) > 6:
        lines.append(f"… + {len(content.predecessors) - 6}")
    for text in lines:
        line = fit(text, column, 9, size=7 * scale, smallest=4.5)
        beside = stack(ink, line, right, beside)
    return max(top, beside)


def _draw_advice(desk: _Desk, content: PassportContent, y: float) -> float:
    """Draw how to hand the pack in and what to do when it burns."""
    ink, lang, scale = desk.ink, desk.lang, desk.scale
    column = (_WIDTH - 14) / 2
    right = _LEFT + column + 14
    top = _section(desk, _LEFT, y, _HAND_IN)
    ink.symbol(CROSSED_BIN, _LEFT, top + 1, 34)
    text = say(content.hand_in, lang)
    if text:
        top = stack(
            ink, fit(text, column - 42, 62 * scale, size=7.4 * scale, smallest=5), _LEFT + 42, top
        )
    else:
        ink.dots(_LEFT + 42, top + 14, _LEFT + column)
    beside = _section(desk, right, y, _SAFETY)
    ink.symbol(WARNING, right, beside + 1, 30)
    x, room = right + 38, column - 38
    size = 7.2 * scale
    agent = say(content.extinguishing_agent, lang)
    title = f"{say(_AGENT, lang)}:"
    line = fit(f"{title} {agent}", room, 18 * scale, size=size, smallest=5, bold=True)
    if not agent:
        start = x + width_of(f"{title} ", line.size, bold=True)
        ink.dots(start, beside + ASCENT * line.size, x + room)
    beside = stack(ink, line, x, beside, bold=True)
    guide, hints = emergency_hints()
    for words in (*content.safety_notes[:3], *hints):
        line = fit(say(words, lang), room, 17 * scale, size=6.6 * scale, smallest=4.8)
        beside = stack(ink, line, x, beside)
    beside = stack(ink, fit(say(guide, lang), room, 8, size=5.6, smallest=4.5), x, beside)
    return max(top, beside, y + 46)


def _life(content: PassportContent, lang: Lang) -> str:
    life = word(LIVES, content.life, lang)
    amended = is_amended(content.corrections)
    return f"{life} · {word(MARKS, 'amended', lang)}" if amended else life


def _draw_corrections(desk: _Desk, content: PassportContent) -> None:
    """Write above the foot what was corrected, with both values; nothing where nothing was."""
    if not content.corrections:
        return
    text = f"{word(MARKS, 'amended', desk.lang)}: {all_in_one(content.corrections, desk.lang)}"
    fitted = fit(text, _WIDTH, _CORRECTIONS, size=6.8, smallest=4.2, bold=True)
    stack(desk.ink, fitted, _LEFT, 741 - _CORRECTIONS, bold=True)


def _draw_source(desk: _Desk, content: PassportContent) -> None:
    """Write, at the foot of the page, where everything can be checked."""
    ink, lang, source = desk.ink, desk.lang, content.source
    ink.line(_LEFT, 742, _LEFT + _WIDTH, 742, 0.8)
    top = _section(desk, _LEFT, 744, _SOURCE)
    entries = ", ".join(map(str, source.entries))
    text = (
        f"{say(_LEDGER, lang)} {source.origin} · {say(_CHECKPOINT, lang)} {source.size} · "
        f"{say(_ROOT, lang)} {source.root} · {say(_ENTRIES, lang)} {entries}"
    )
    if content.updated_at:
        text += f" · {say(_UPDATED, lang)} {moment(content.updated_at)}"
    stack(ink, fit(text, _WIDTH, 16, size=6, smallest=4.2), _LEFT, top)
    check = say(_CHECK, lang)
    ink.text(_LEFT + _WIDTH - width_of(check, 6.4, bold=True), 751, check, 6.4, bold=True)
