"""The signed record at the foot of a manifest: code, transport, classification, items, source.

It is not part of the official form and says so. What is here is what an inspector compares with the
truck and with the ledger; the code carries the proof, so nothing has to be looked up.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from batterypass.documents.amended import brief_line
from batterypass.documents.classified import classification_words
from batterypass.documents.content import Words
from batterypass.documents.paper import Cell, Paper, stack
from batterypass.documents.qr import encode_code
from batterypass.documents.setting import ASCENT, LEADING, fit, fit_line
from batterypass.documents.symbols import TICK
from batterypass.documents.words import CONDITIONS, OUTCOMES, moment, say, total_mass, word

if TYPE_CHECKING:
    from collections.abc import Sequence

    from batterypass.documents.content import ManifestContent, ManifestItem
    from batterypass.documents.ink import PdfInk

_TITLE = Words(
    "REGISTRO FIRMADO · no forma parte del formato oficial",
    "SIGNED RECORD · not part of the official form",
)
_NUMBER = Words("Folio", "Number")
_ISSUER = Words("emisor", "issuer")
_SERIES = Words("serie", "series")
_OFFERED = Words("ofrecido", "offered")
_TRANSPORTERS = Words("{n} transportistas (vea el anexo)", "{n} transporters (see the annex)")
_CUT = Words(
    "lo que termina en … está completo en el anexo", "what ends in … is whole in the annex"
)
_NO_TRANSPORT = Words("Transporte: sin decisión registrada", "Transport: no decision on record")
_CLASS = Words("Clasificación", "Classification")
_TABLE = Words("tabla", "table")
_LEDGER = Words("Registro", "Ledger")
_CHECKPOINT = Words("punto de control", "checkpoint")
_ENTRIES = Words("asientos", "entries")
_ITEM = Words("artículo", "item")
_ITEMS = Words("artículos", "items")
_TOTAL = Words("Total", "Total")
_SURPLUS = Words("sobrante", "surplus")
_SURPLUSES = Words("sobrantes", "surplus")
_DECLARED = Words("declarado", "declared")
_RECEIVED = Words("pesado uno por uno", "weighed one by one")
_LISTED = Words("lista completa en las páginas siguientes", "full list on the following pages")
_NO_CODE = Words("sin código: borrador", "no code: draft")
_LARGEST_CODE = 173.0
"""61 mm: a proof of 1,900 bytes at level L has modules of 0.4 mm in it, the largest of 0.36 mm."""
_ROOMY_MODULE = 1.7
"""0.6 mm; a short code needs no more."""

ITEM_COLUMNS = (
    ("", 0.045, Words("#", "#")),
    ("printed_id", 0.195, Words("Id impreso", "Printed id")),
    ("serial", 0.185, Words("Serie", "Serial")),
    ("un", 0.08, Words("ONU", "UN")),
    ("condition", 0.165, Words("Condición", "Condition")),
    ("declared", 0.115, Words("kg decl.", "kg decl.")),
    ("received", 0.095, Words("kg rec.", "kg rec.")),
    ("outcome", 0.12, Words("Resultado", "Outcome")),
)
"""Columns of the item list: key, share of the width, title."""
WEIGHED = Words("e = estimado, p = pesado", "e = estimated, w = weighed")
_MARKS = {True: Words("p", "w"), False: Words("e", "e")}
_NO_CODE_SIDE = 84.0
_ITEM_PITCH = 8.6
_ITEM_HEAD = 8.5
_TALLY_PITCH = 8.2
"""Least distance of the boxes to tick."""
_TALLY_COLUMNS = 4
_TALLY_MARKS = {"damaged": "D", "missing": "–", "surplus": "+", "rejected": "R"}


def _table_lang(lang: str) -> str:
    """Give the one language of the item list: two in a column would be too small to read."""
    return "es" if lang == "both" else lang


def item_texts(number: int, item: ManifestItem, lang: str) -> tuple[str, ...]:
    """Give the texts of an item, one for each of :data:`ITEM_COLUMNS`."""
    table_lang = _table_lang(lang)
    mark = say(_MARKS[item.is_weighed], table_lang)
    return (
        str(number),
        item.printed_id,
        item.serial,
        item.un,
        word(CONDITIONS, item.condition, table_lang),
        f"{item.declared_kg} {mark}" if item.declared_kg else "",
        item.received_kg,
        word(OUTCOMES, item.outcome, table_lang),
    )


def sums_of(items: Sequence[ManifestItem], lang: str) -> str:
    """Count the items and add up their masses, declared and, where one was weighed, received.

    Nobody declared a surplus item: it is counted apart and is in no declared sum.
    """
    offered = _offered(items)
    count = f"{say(_TOTAL, lang)} {_count(len(offered), lang)}"
    surplus = len(items) - len(offered)
    if surplus:
        count += f" + {surplus} {say(_SURPLUS if surplus == 1 else _SURPLUSES, lang)}"
    declared = total_mass([item.declared_kg for item in offered], lang)
    parts = [count, f"{say(_DECLARED, lang)} {declared}"]
    received = [item.received_kg for item in items if item.received_kg]
    if received:
        parts.append(f"{say(_RECEIVED, lang)} {total_mass(received, lang)} ({len(received)})")
    return " · ".join(parts)


def _offered(items: Sequence[ManifestItem]) -> list[ManifestItem]:
    return [item for item in items if item.outcome != "surplus"]


def _count(number: int, lang: str) -> str:
    return f"{number} {say(_ITEM if number == 1 else _ITEMS, lang)}"


def draw_item_head(ink: PdfInk, x: float, y: float, width: float, size: float, lang: str) -> None:
    """Write the titles of the item list with a rule under them."""
    for _, share, words in ITEM_COLUMNS:
        room = share * width
        title, fitted = fit_line(
            say(words, _table_lang(lang)), room - 2, size=size, smallest=3.4, bold=True
        )
        ink.text(x + 1, y + ASCENT * size, title, fitted, bold=True)
        x += room
    ink.line(x - width, y + size * 1.25, x, y + size * 1.25, 0.6)


def draw_item(
    ink: PdfInk, x: float, y: float, width: float, size: float, texts: Sequence[str]
) -> bool:
    """Write one item on one line; say whether every text is whole."""
    is_whole = True
    for (_, share, _), text in zip(ITEM_COLUMNS, texts, strict=True):
        room = share * width
        fitted = fit(text, room - 2, size, size=size, smallest=4)
        is_whole = is_whole and fitted.is_whole
        stack(ink, fitted, x + 1, y)
        x += room
    return is_whole


def draw_record(ink: PdfInk, paper: Paper, content: ManifestContent, frame: Cell) -> bool:
    """Draw the record and say whether every item is listed in it."""
    ink.box(frame.x, frame.y, frame.width, frame.height, 0.8)
    side = _draw_code(ink, content, frame, paper.lang)
    left = frame.x + side + 4
    room = frame.right - left - 5
    y = _draw_facts(ink, paper, content, left, frame.y + 3, room)
    foot = _draw_source(ink, paper, content, left, frame.bottom - 2.5, room)
    return _draw_items(ink, paper, content, left, y, room, foot)


def _draw_code(ink: PdfInk, content: ManifestContent, frame: Cell, lang: str) -> float:
    """Draw the code at the left and give the width it takes."""
    if not content.code:
        side = _NO_CODE_SIDE
        ink.box(frame.x + 6, frame.y + 6, side, side, 0.4)
        text = fit(say(_NO_CODE, lang), side - 12, 30, size=8, smallest=5)
        stack(ink, text, frame.x + 12, frame.y + side / 2 - 4)
        return side + 8
    code = encode_code(content.code, "M" if len(content.code) <= 300 else "L")
    side = min(_LARGEST_CODE, frame.height, code.across * _ROOMY_MODULE)
    ink.code(code, frame.x, frame.y + (frame.height - side) / 2, side)
    return side


def _paragraph(
    ink: PdfInk, paper: Paper, text: str, x: float, y: float, room: float, lines: int, size: float,
    *, bold: bool = False,
) -> float:  # fmt: skip
    """Write text of at most some lines and give where it ends."""
    fitted = fit(text, room, lines * size * LEADING, size=size, smallest=4.4, bold=bold)
    if not fitted.is_whole:
        paper.cut.append((text.partition(":")[0][:40], text))
    return stack(ink, fitted, x, y, bold=bold)


def _draw_facts(
    ink: PdfInk, paper: Paper, content: ManifestContent, x: float, y: float, room: float
) -> float:
    """Write number, transport and classification from ``y`` down; give where they end."""
    lang = paper.lang
    y = _paragraph(ink, paper, say(_TITLE, lang), x, y, room, 1, 6, bold=True)
    facts = [f"{say(_NUMBER, lang)} {content.number}"]
    if content.issuer:
        facts.append(f"{say(_ISSUER, lang)} {content.issuer}")
    if content.series:
        facts.append(f"{say(_SERIES, lang)} {content.series}")
    facts.append(f"{say(_OFFERED, lang)} {moment(content.offered_on)}")
    if paper.cut:
        facts.append(say(_CUT, lang))
    if len(content.transporters) > 1:
        facts.append(say(_TRANSPORTERS, lang).format(n=len(content.transporters)))
    y = _paragraph(ink, paper, " · ".join(facts), x, y, room, 2, 6) + 1.5
    amended = brief_line(content.corrections, lang)
    if amended:
        y = _paragraph(ink, paper, amended, x, y, room, 2, 6, bold=True) + 1
    for one in content.transport:
        line = f"{one.un}, {one.name}, {one.hazard_class}"
        y = _paragraph(ink, paper, line, x, y, room, 2, 7.4, bold=True)
        parts = filter(None, (one.packing_instruction, *one.statements, one.edition))
        y = _paragraph(ink, paper, " · ".join(parts), x, y, room, 2, 6) + 1
    if not content.transport:
        y = _paragraph(ink, paper, say(_NO_TRANSPORT, lang), x, y, room, 1, 6) + 1
    row = content.classification
    if row is not None:
        text = (
            f"{say(_CLASS, lang)}: {classification_words(row, lang, blanks=True)} · "
            f"{say(_TABLE, lang)} {row.table_hash[:16]}"
        )
        y = _paragraph(ink, paper, text, x, y, room, 4, 6) + 1
    return y


def _draw_source(
    ink: PdfInk, paper: Paper, content: ManifestContent, x: float, bottom: float, room: float
) -> float:
    """Write where the values come from, up from ``bottom``; give where it begins."""
    source, lang = content.source, paper.lang
    text = (
        f"{say(_LEDGER, lang)} {source.origin} · {say(_CHECKPOINT, lang)} {source.size} · "
        f"{source.root}"
    )
    if source.entries:
        text += f" · {say(_ENTRIES, lang)} {', '.join(map(str, source.entries))}"
    fitted = fit(text, room, 5 * 5.4 * LEADING, size=5.4, smallest=4.2)
    if not fitted.is_whole:
        paper.cut.append((say(_LEDGER, lang), text))
    top = bottom - len(fitted.lines) * fitted.size * LEADING
    ink.line(x, top - 1, x + room, top - 1, 0.4)
    stack(ink, fitted, x, top)
    return top - 2


def _draw_items(
    ink: PdfInk, paper: Paper, content: ManifestContent, x: float, y: float, room: float, end: float
) -> bool:
    """List the items between ``y`` and ``end`` if they fit; say whether they are listed in full.

    If not, they are counted by UN number and condition, and the ids stand in columns with a box to tick:
    at the gate nobody turns pages.
    """
    lang = paper.lang
    rows = int((end - y - _ITEM_HEAD - 14) / _ITEM_PITCH)
    if content.items and len(content.items) <= rows:
        draw_item_head(ink, x, y, room, 5, lang)
        place = y + _ITEM_HEAD
        is_whole = True
        for number, item in enumerate(content.items, start=1):
            texts = item_texts(number, item, lang)
            is_whole = draw_item(ink, x, place, room, 6, texts) and is_whole
            place += _ITEM_PITCH
        foot = f"{sums_of(content.items, lang)} · {say(WEIGHED, _table_lang(lang))}"
        _paragraph(ink, paper, foot, x, place, room, 2, 5.6, bold=True)
        return is_whole
    y = _draw_groups(ink, paper, content.items, x, y, room)
    if content.items:
        _draw_tally(ink, content.items, x, y, room, end)
    return not content.items


def _draw_groups(
    ink: PdfInk, paper: Paper, items: Sequence[ManifestItem], x: float, y: float, room: float
) -> float:
    """Count and weigh what was offered by UN number and condition, and count all by outcome.

    Gives where it ends.
    """
    lang = paper.lang
    groups: dict[tuple[str, str], list[str]] = {}
    for item in _offered(items):
        groups.setdefault((item.un, item.condition), []).append(item.declared_kg)
    for (un, condition), masses in groups.items():
        parts = (un, _count(len(masses), lang), word(CONDITIONS, condition, lang))
        text = f"{', '.join(filter(None, parts))}: {total_mass(masses, lang)}"
        y = _paragraph(ink, paper, text, x, y, room, 1, 6.8, bold=True)
    outcomes = Counter(item.outcome for item in items if item.outcome)
    if outcomes:
        text = " · ".join(
            word(OUTCOMES, outcome, lang)
            + (f" ({_TALLY_MARKS[outcome]})" if outcome in _TALLY_MARKS else "")
            + f" {count}"
            for outcome, count in outcomes.items()
        )
        y = _paragraph(ink, paper, text, x, y, room, 2, 6)
    if items:
        text = f"{sums_of(items, lang)} · {say(_LISTED, lang)}"
        y = _paragraph(ink, paper, text, x, y, room, 2, 6) + 1.5
    return y


def _draw_tally(
    ink: PdfInk, items: Sequence[ManifestItem], x: float, y: float, room: float, end: float
) -> None:
    """Draw a box to tick, filled in by what the consignee recorded, and the id of each item."""
    rows = -(-len(items) // _TALLY_COLUMNS)
    pitch = min(12.0, (end - y) / rows)
    if pitch < _TALLY_PITCH:
        return
    step = room / _TALLY_COLUMNS
    for number, item in enumerate(items):
        left = x + number // rows * step
        top = y + number % rows * pitch
        ink.box(left + 0.5, top + 1, 6, 6, 0.6)
        if item.outcome in ("received", "damaged", "surplus"):
            ink.symbol(TICK, left + 1, top + 1.2, 5.4)
        text = f"{item.printed_id} {_TALLY_MARKS.get(item.outcome, '')}".rstrip()
        line, size = fit_line(text, step - 11, size=6, smallest=4)
        ink.text(left + 9, top + 1 + ASCENT * 6, line, size)
