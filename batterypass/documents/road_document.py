"""The road transport document: that of Mexico, and that of ADR 5.4.1.

The description of the goods is the law's and is printed as it is, in the language of the law; what
stands beside it for people is smaller. Nothing is printed that nobody said: an unknown value is a
dotted line.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from batterypass.documents.content import Words
from batterypass.documents.flow import Flow
from batterypass.documents.pdf import A4, LETTER
from batterypass.documents.setting import ASCENT, LEADING, clean, wrap
from batterypass.documents.transport_forms import road_form
from batterypass.documents.transport_page import (
    BATTERIES,
    MARGIN,
    PACKAGES,
    PAD,
    amendments,
    boxes,
    by_hand,
    finish,
    heading,
    packs,
    party_text,
    proof,
)
from batterypass.documents.words import CONDITIONS, check_lang, energy, mass, moment, say, word

if TYPE_CHECKING:
    from collections.abc import Sequence

    from batterypass.documents.transport_content import GoodsRow, RoadForm, TransportContent
    from batterypass.documents.transport_forms import RoadFormRow
    from batterypass.documents.words import FormLang
    from batterypass.regulations.transport.points import Points

_NET: Final = Words("masa neta", "net mass")
_WEIGHED: Final = Words("pesada", "weighed")
_ESTIMATED: Final = Words("estimada", "estimated")
_TOTAL: Final = Words("Total de la carga", "Total of the load")
_WASTE: Final = Words("residuo", "waste")
_EXEMPT: Final = Words("Sin documento: va exenta", "No document needed: exempt")
_CATEGORY: Final = Words("Categoría de transporte", "Transport category")
_POINTS: Final = Words(
    "Categoría {category}: {mass} kg × {factor} = {value}",
    "Category {category}: {mass} kg × {factor} = {value}",
)
_ZERO: Final = Words(
    "Categoría {category}: {mass} kg, sin cantidad exenta",
    "Category {category}: {mass} kg, no exempt quantity",
)
_SUM: Final = Words("Suma {total}, límite {limit}", "Sum {total}, limit {limit}")
_OVER: Final = Words(
    "rige todo el ADR: paneles naranja, instrucciones escritas, conductor con certificado",
    "all of ADR applies: orange plates, instructions in writing, driver with a certificate",
)
_UNDER: Final = Words(
    "dentro de 1.1.3.6, si la unidad no lleva otras mercancías peligrosas",
    "within 1.1.3.6, if the unit carries no other dangerous goods",
)
_NOT_WEIGHED: Final = Words(
    "cabría en 1.1.3.6, pero con masa estimada no se aplica: pese la carga, o rige todo el ADR",
    "would be within 1.1.3.6, which an estimated mass may not use: weigh the load, or all of ADR applies",
)
_ESTIMATED_WASTE: Final = Words(
    "Masa estimada de un residuo: solo con las condiciones y la frase de ADR 5.4.1.1.3.2; si no, pese la"
    " carga.",
    "Estimated mass of waste: only under the conditions and with the sentence of ADR 5.4.1.1.3.2; else"
    " weigh the load.",
)
_DRIVER: Final = Words("Conductor", "Driver")
_HANDLING: Final = Words("Instrucciones de manejo", "Handling instructions")
_MANIFEST: Final = Words("Manifiesto de residuos", "Waste manifest")
_NAME: Final = Words("Nombre y firma", "Name and signature")
_SMALL: Final = 6.2
#: Room for a signature in ink.
_INK_ROOM: Final = 32.0
_SPECIAL: Final = re.compile(r"Transport in accordance with special provision ([0-9]+)")
_SPECIAL_ES: Final = "(Transporte conforme a la disposición especial {number})"
_PHONES: Final = Words("Otros teléfonos", "Other telephones")


def render_road_document(
    content: TransportContent,
    form: RoadForm,
    lang: FormLang = "es",
    attachments: Sequence[tuple[str, bytes]] = (),
) -> bytes:
    """Make the PDF of a road transport document, with ``attachments`` inside.

    Its words are those in force on the day of carriage. Raises InputError for a day without a
    wording, and for a language that is none.
    """
    check_lang(lang, ("es", "en", "both"))
    row = road_form(form, content.carried_on)
    flow = Flow(LETTER if form == "mx" else A4, MARGIN)
    heading(flow, row.title, row.norm, content, lang)
    titles = {one.field: say(one.words, lang) for one in row.fields}
    boxes(
        flow,
        [
            (titles["consignor"], party_text(content.consignor, lang)),
            (titles["consignee"], party_text(content.consignee, lang)),
        ],
        (1, 1),
    )
    manifest = [(say(_MANIFEST, lang), content.manifest_no)] if content.manifest_no else []
    boxes(
        flow,
        [
            (titles["carrier"], party_text(content.carrier, lang)),
            (
                titles["vehicle"],
                "\n".join(filter(None, (content.vehicle_type, content.vehicle_plate))),
            ),
            (titles["day"], moment(content.carried_on)),
            *manifest,
        ],
        (2, 1.1, 0.8, *(1.1 for _ in manifest)),
    )
    flow.space(6)
    _goods(flow, content, titles, form, lang)
    if content.points is not None:
        _points(flow, content.points, titles["points"], lang, is_weighed=content.is_weighed)
    if form == "adr" and not content.is_weighed and any(row.is_waste for row in content.rows):
        flow.space(3)
        flow.text(say(_ESTIMATED_WASTE, lang), 8)
    flow.space(4)
    if form == "mx":
        _phone(flow, content, titles["phone"], lang)
    if content.handling:
        boxes(flow, [(say(_HANDLING, lang), content.handling)], (1,))
    for remark in content.remarks:
        flow.space(3)
        flow.text(say(remark, lang), 8)
    _signatures(flow, content, row, titles, lang)
    by_hand(flow, content, lang)
    amendments(flow, content, lang)
    packs(flow, content, lang)
    proof(flow, content, lang)
    return finish(flow, row.title, content, lang, attachments)


def _goods(
    flow: Flow, content: TransportContent, titles: dict[str, str], form: RoadForm, lang: FormLang
) -> None:
    """Write the goods: how many packages, what they are in the words of the law, what they weigh."""
    shares = (0.2, 0.6, 0.2)
    widths = [flow.room * share for share in shares]
    heads = (titles["packages"], titles["goods"], titles["quantity"])
    _row(flow, widths, [[(text, _SMALL, False)] for text in heads])
    for row in content.rows:
        _row(flow, widths, _cells(row, content, form, lang), pen=1.0)
    total = (
        f"{say(_TOTAL, lang)} · {say(PACKAGES, lang).format(count=content.packages or '……')}"
        f" · {say(_NET, lang)} {mass(content.net_kg)}"
    )
    flow.space(3)
    flow.text(total, 9.5, bold=True)
    flow.space(5)


def _cells(
    row: GoodsRow, content: TransportContent, form: RoadForm, lang: FormLang
) -> list[list[tuple[str, float, bool]]]:
    kind = f"{row.packages or '……'} × {row.package_kind or '……'}"
    packages = [(kind, 9.0, True), (say(BATTERIES, lang).format(count=row.items), 7.0, False)]
    goods = [(row.line, 11.0, True)]
    other = row.name.es if form == "adr" else row.name.en
    if lang == "both" or (lang == "es") == (form == "adr"):
        # The line stands in the language of the law; a reader of the other gets the name in his own.
        goods.append((other, 7.0, False))
    state = [word(CONDITIONS, row.condition, lang)]
    if row.is_waste:
        state.append(say(_WASTE, lang))
    packing = " / ".join(row.packing)
    goods.append((" · ".join(filter(None, (*state, packing, energy(row.energy_wh)))), 7.0, False))
    if row.level in ("exempt", "marked"):
        goods.append((f"{say(_EXEMPT, lang)} ({row.source})", 7.0, True))
    for text in row.statements:
        goods.append((text, 8.0, True))
        found = _SPECIAL.fullmatch(text)
        if form == "mx" and lang != "en" and found is not None:
            # Nobody has read how the norm says it in Spanish: the official words are the English ones.
            goods.append((_SPECIAL_ES.format(number=found[1]), 7.0, False))
    weighed = say(_WEIGHED if content.is_weighed else _ESTIMATED, lang)
    masses = [(mass(row.net_kg), 10.0, True), (f"{say(_NET, lang)}, {weighed}", 7.0, False)]
    if form == "adr" and row.category:
        masses.append((f"{say(_CATEGORY, lang)} {row.category}", 7.0, False))
    return [packages, goods, masses]


def _row(
    flow: Flow,
    widths: Sequence[float],
    cells: Sequence[Sequence[tuple[str, float, bool]]],
    *,
    pen: float = 0.6,
) -> None:
    """Draw a row of cells; each is lines of (text, size, bold)."""
    set_cells = [
        [
            (line, size, bold)
            for text, size, bold in cell
            for line in wrap(clean(text), width - 2 * PAD, size, bold=bold)
        ]
        for cell, width in zip(cells, widths, strict=True)
    ]
    height = max(sum(size * LEADING for _, size, _ in cell) for cell in set_cells) + 2 * PAD
    flow.need(height)
    x = flow.left
    for cell, width in zip(set_cells, widths, strict=True):
        flow.ink.box(x, flow.y, width, height, pen)
        y = flow.y + PAD
        for line, size, bold in cell:
            flow.ink.text(x + PAD, y + ASCENT * size, line, size, bold=bold)
            y += size * LEADING
        x += width
    flow.y += height


def _points(flow: Flow, points: Points, title: str, lang: FormLang, *, is_weighed: bool) -> None:
    """Write the calculation of ADR 1.1.3.6, and what follows from it."""
    lines = []
    for category, kg, factor, value in points.rows:
        words = _POINTS if factor else _ZERO
        lines.append(
            say(words, lang).format(category=category, mass=kg, factor=factor, value=value)
        )
    if any(factor for _, _, factor, _ in points.rows):
        lines.append(say(_SUM, lang).format(total=points.total, limit=points.limit))
    end = _OVER if points.is_over else _UNDER if is_weighed else _NOT_WEIGHED
    lines.append(say(end, lang))
    boxes(flow, [(title, "\n".join(lines))], (1,), size=8)


def _phone(flow: Flow, content: TransportContent, title: str, lang: FormLang) -> None:
    first = content.phones[0] if content.phones else None
    boxes(flow, [(title, "" if first is None else first.line)], (1,), size=11, bold=True)
    rest = [one.line for one in content.phones[1:]]
    if rest:
        boxes(flow, [(say(_PHONES, lang), "\n".join(rest))], (1,), size=8)


def _signatures(
    flow: Flow, content: TransportContent, row: RoadFormRow, titles: dict[str, str], lang: FormLang
) -> None:
    """Leave room for ink: the consignor's declaration where the form has one, and the driver."""
    flow.space(6)
    cells = [(say(_DRIVER, lang), content.driver, 8.5)]
    if row.declaration.es:
        cells.insert(0, (titles["signature"], say(row.declaration, lang), 7.0))
    width = flow.room / len(cells)
    texts = [wrap(clean(text), width - 2 * PAD, size) for _, text, size in cells]
    tallest = max(len(lines) * size for lines, (_, _, size) in zip(texts, cells, strict=True))
    height = (tallest + _SMALL) * LEADING + 2 * PAD + _INK_ROOM
    flow.need(height + 4)
    for place, ((title, _, size), lines) in enumerate(zip(cells, texts, strict=True)):
        x = flow.left + place * width
        flow.ink.box(x, flow.y, width, height, 0.6)
        flow.ink.text(x + PAD, flow.y + PAD + ASCENT * _SMALL, clean(title), _SMALL)
        y = flow.y + PAD + 9
        for line in lines:
            flow.ink.text(x + PAD, y + ASCENT * size, line, size)
            y += size * LEADING
        flow.ink.dots(x + PAD, flow.y + height - 10, x + width - PAD)
        flow.ink.text(x + PAD, flow.y + height - 3, say(_NAME, lang), 5.4)
    flow.y += height + 2
