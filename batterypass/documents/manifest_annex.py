"""The pages after the first: item list, further waste lines and transporters, texts in full."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from batterypass.documents.amended import TITLE, correction_texts, draw_watermark
from batterypass.documents.content import Leg, Words
from batterypass.documents.ink import PdfInk
from batterypass.documents.manifest_boxes import signature_lines
from batterypass.documents.manifest_plan import LEFT, RECORD_BOTTOM, TOP, WASTE_ROWS, WIDTH
from batterypass.documents.manifest_record import (
    ITEM_COLUMNS,
    WEIGHED,
    draw_item_head,
    item_texts,
    sums_of,
)
from batterypass.documents.paper_states import standing_words, word_across
from batterypass.documents.pdf import LETTER
from batterypass.documents.setting import ASCENT, LEADING, clean, fit_line, width_of, wrap
from batterypass.documents.words import moment, say

if TYPE_CHECKING:
    from batterypass.documents.content import ManifestContent, ManifestParty
    from batterypass.documents.forms import Form
    from batterypass.documents.paper import Paper

_ANNEX = Words("Anexo del manifiesto", "Annex to manifest")
_ITEM_LIST = Words("Lista de artículos", "List of items")
_MORE_WASTE = Words("Residuos que no cupieron en la página 1", "Waste lines beyond page 1")
_TRANSPORTER = Words("Transportista", "Transporter")
_SIGN_HERE = Words("Nombre, firma y fecha", "Name, signature and date")
_BOXES = Words("recuadros {first} a {last}", "boxes {first} to {last}")
_NOT_SIGNED = Words(
    "Aún no firma: la carga se le cedió y no la ha recogido",
    "Not signed yet: the load was let to it and it has not collected it",
)
_IN_FULL = Words("Textos completos", "Texts in full")
_YES, _NO = Words("Sí", "yes"), Words("No", "no")
_BLANK = "………………"
"""What is not known, to be written in by hand."""
_BODY = 7.0
_PITCH = 10.4


@dataclass(slots=True)
class _Writer:
    """Writes down the page and starts a new one when it is full."""

    content: ManifestContent
    lang: str
    pages: list[PdfInk] = field(default_factory=list)
    y: float = RECORD_BOTTOM

    @property
    def ink(self) -> PdfInk:
        return self.pages[-1]

    def make_room(self, height: float) -> bool:
        """Start a new page if ``height`` is not left; say whether it did."""
        if self.pages and self.y + height <= RECORD_BOTTOM:
            return False
        ink = PdfInk(LETTER[1])
        lang = "en" if self.lang == "en" else "es"
        draw_watermark(ink, word_across(self.content, lang))
        self.pages.append(ink)
        state = standing_words(self.content, lang)
        end = LEFT + WIDTH - width_of(state, 10, bold=True)
        ink.text(end, TOP + 10, state, 10, bold=True)
        head = f"{say(_ANNEX, self.lang)} {self.content.number}"
        line, size = fit_line(head, end - LEFT - 10, size=10, smallest=6, bold=True)
        ink.text(LEFT, TOP + 10, line, size, bold=True)
        ink.line(LEFT, TOP + 15, LEFT + WIDTH, TOP + 15, 1.3)
        self.y = TOP + 21
        return True

    def heading(self, text: str, with_next: float) -> None:
        """Write a heading, on the same page as what follows it."""
        self.make_room(16 + with_next)
        self.ink.text(LEFT, self.y + 10, clean(text), 8.4, bold=True)
        self.y += 15

    def paragraph(self, text: str, *, bold: bool = False) -> None:
        """Write text over as many lines and pages as it takes."""
        for line in wrap(clean(text), WIDTH, _BODY, bold=bold):
            self.make_room(_BODY * LEADING)
            self.ink.text(LEFT, self.y + ASCENT * _BODY, line, _BODY, bold=bold)
            self.y += _BODY * LEADING


def annex_pages(
    paper: Paper, content: ManifestContent, words: Form, *, is_listed: bool
) -> list[PdfInk]:
    """Make the pages that are needed, none if everything is on the first one."""
    writer = _Writer(content, paper.lang)
    if not is_listed:
        _write_items(writer)
    if len(content.lines) > WASTE_ROWS:
        _write_waste(writer, words)
    for number, party in enumerate(content.transporters[1:], start=2):
        leg = content.legs[number - 2] if number - 2 < len(content.legs) else Leg()
        _write_transporter(writer, words, number, party, leg)
    if content.corrections:
        _write_corrections(writer)
    if paper.cut:
        writer.heading(say(_IN_FULL, paper.lang), 2 * _PITCH)
        for title, text in paper.cut:
            writer.paragraph(title, bold=True)
            writer.paragraph(text)
            writer.y += 3
    return writer.pages


def _write_items(writer: _Writer) -> None:
    """List every item, with the titles again on each page, and the sums."""
    lang, items = writer.lang, writer.content.items
    writer.heading(f"{say(_ITEM_LIST, lang)} ({len(items)})", 3 * _PITCH)
    draw_item_head(writer.ink, LEFT, writer.y, WIDTH, 6, lang)
    writer.y += 10
    for number, item in enumerate(items, start=1):
        columns = [
            wrap(clean(text), share * WIDTH - 2, _BODY)
            for (_, share, _), text in zip(
                ITEM_COLUMNS, item_texts(number, item, lang), strict=True
            )
        ]
        if writer.make_room(_PITCH + (max(map(len, columns)) - 1) * _BODY * LEADING):
            draw_item_head(writer.ink, LEFT, writer.y, WIDTH, 6, lang)
            writer.y += 10
        writer.y = _write_item(writer.ink, columns, writer.y)
    writer.y += 2
    writer.paragraph(f"{sums_of(items, lang)} · {say(WEIGHED, lang)}", bold=True)
    writer.y += _PITCH


def _write_item(ink: PdfInk, columns: list[list[str]], y: float) -> float:
    """Write one item, over as many lines as its longest text takes; give where it ends."""
    x = LEFT + 1
    for (_, share, _), lines in zip(ITEM_COLUMNS, columns, strict=True):
        for number, line in enumerate(lines):
            ink.text(x, y + ASCENT * _BODY + number * _BODY * LEADING, line, _BODY)
        x += share * WIDTH
    y += _PITCH + (max(map(len, columns)) - 1) * _BODY * LEADING
    ink.line(LEFT, y - 1.2, LEFT + WIDTH, y - 1.2, 0.3)
    return y


def _write_corrections(writer: _Writer) -> None:
    """Print both versions of what was corrected, and since when the new one holds."""
    writer.heading(say(TITLE, writer.lang), 3 * _PITCH)
    for one in writer.content.corrections:
        for text, is_heading in correction_texts(one, writer.lang):
            writer.paragraph(text, bold=is_heading)
        writer.y += 3
    writer.y += _PITCH


def _write_waste(writer: _Writer, words: Form) -> None:
    """Write the lines of box 5 that the first page had no row for."""
    lang = "es" if writer.lang == "both" else writer.lang
    writer.heading(say(_MORE_WASTE, writer.lang), 2 * _PITCH)

    def title(name: str) -> str:
        return say(words.boxes[name].words, lang)

    for number, line in enumerate(writer.content.lines[WASTE_ROWS - 1 :], start=WASTE_ROWS):
        parts = [
            f"{title('container')}: {line.container_type} {line.container_capacity}".rstrip(),
            f"{title('quantity')}: {f'{line.quantity} {line.unit}' if line.quantity else _BLANK}",
        ]
        if "cretib" in words.boxes:
            parts.insert(0, f"CRETIB: {line.cretib}")
        if line.labelled is not None:
            parts.append(f"{title('labelled')}: {say(_YES if line.labelled else _NO, lang)}")
        if line.note:
            parts.append(line.note)
        writer.paragraph(f"{number}. {line.name}", bold=True)
        writer.paragraph(" · ".join(parts))
        writer.y += 3
    writer.y += _PITCH


def _write_transporter(
    writer: _Writer, words: Form, number: int, party: ManifestParty, leg: Leg
) -> None:
    """Write a further transporter: who, which vehicle, its signature, and room to sign by hand."""
    lang = writer.lang
    first, last = (words.boxes[one].number for one in ("transporter", "transporter_declaration"))
    boxes = f" ({say(_BOXES, lang).format(first=first, last=last)})" if first else ""
    writer.heading(f"{say(_TRANSPORTER, lang)} {number}{boxes}", 110)
    street = " ".join(filter(None, (party.street, party.ext_no, party.int_no)))
    place = (street, party.colonia, party.postal_code, party.municipality, party.state)
    writer.paragraph(party.name, bold=True)
    writer.paragraph(", ".join(filter(None, place)))
    writer.paragraph(" · ".join(filter(None, (party.phone, party.email))))

    def boxed(**values: str) -> str:
        return " · ".join(
            f"{say(words.boxes[name].words, lang)}: {text or _BLANK}"
            for name, text in values.items()
            if name in words.boxes
        )

    writer.paragraph(
        boxed(
            transporter_authorisation=party.authorisation, transport_permit=party.transport_permit
        )
    )
    writer.paragraph(boxed(vehicle_type=leg.vehicle_type, vehicle_plate=leg.vehicle_plate))
    writer.paragraph(words.declarations["transporter_declaration"])
    signed = leg.signature
    if signed is None:
        writer.paragraph(say(_NOT_SIGNED, lang), bold=True)
    else:
        shipped = boxed(date_transporter=moment(signed.at))
        writer.paragraph(" · ".join(filter(None, (signed.name, signed.role, shipped))), bold=True)
        writer.paragraph(" · ".join(signature_lines(signed, lang)))
    writer.make_room(40)
    for left, width, title in ((0, 280, _SIGN_HERE), (284, 120, words.boxes["seal"].words)):
        writer.ink.box(LEFT + left, writer.y + 2, width, 34, 0.6)
        writer.ink.text(LEFT + left + 3, writer.y + 9, say(title, lang), 5.4)
    writer.y += 46
