"""The packing checklist: what whoever closes a package looks at first, with boxes to tick.

In plain words after the packing instruction of each group of goods. Where the law leaves a choice,
each way to pack stands under its own title and one of them is chosen by hand.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from batterypass.documents.content import Words
from batterypass.documents.flow import Flow
from batterypass.documents.pdf import A4, LETTER
from batterypass.documents.transport_forms import (
    checks_for,
    checks_of_all,
    checks_of_damaged,
)
from batterypass.documents.transport_page import (
    BATTERIES,
    MARGIN,
    boxes,
    bullet,
    by_hand,
    finish,
    heading,
    packs,
    ruled_title,
)
from batterypass.documents.words import CONDITIONS, check_lang, mass, say, word

if TYPE_CHECKING:
    from collections.abc import Sequence

    from batterypass.documents.transport_content import GoodsRow, RoadForm, TransportContent
    from batterypass.documents.words import FormLang

_TITLE: Final = Words("LISTA DE EMBALAJE", "PACKING CHECKLIST")
_UNDER: Final = Words(
    "Se llena antes de cerrar el bulto. Una casilla vacía: el bulto no sale.",
    "To be filled in before the package is closed. A box left empty: the package does not leave.",
)
_GROUP: Final = Words("Grupo {number}", "Group {number}")
_CHOOSE: Final = Words(
    "Elija una de estas maneras y llene solo su lista:",
    "Choose one of these ways and fill in its list only:",
)
_FIRST: Final = Words("Antes de empacar", "Before packing")
_ALWAYS: Final = Words("En todos los bultos", "On every package")
_MARKS: Final = Words("Marcas y etiquetas en el bulto", "Marks and labels on the package")
_NO_LIST: Final = Words(
    "{code}: sin lista propia. Lea la instrucción.", "{code}: no list of its own. Read the text."
)
_WHO: Final = Words("Empacó (nombre y firma)", "Packed by (name and signature)")
_WHO_CHECKED: Final = Words("Revisó (nombre y firma)", "Checked by (name and signature)")
_WHEN: Final = Words("Fecha y hora", "Date and time")
_MARK_WORDS: Final[dict[str, Words]] = {
    "UNNO": Words("número {un}", "number {un}"),
    "PSN": Words("designación oficial de transporte", "proper shipping name"),
    "9A": Words("etiqueta 9A (baterías de litio)", "label 9A (lithium batteries)"),
    "9": Words("etiqueta o placa de clase 9", "class 9 label or placard"),
    "BM": Words("marca de batería con {un}", "battery mark with {un}"),
    "CAO": Words("etiqueta «solo avión de carga»", "label “cargo aircraft only”"),
    "PLACARD9": Words("placas de clase 9 en la unidad", "class 9 placards on the unit"),
    "ORANGE": Words("placas naranja en la unidad", "orange plates on the unit"),
}  # fmt: skip
_DAMAGED: Final = frozenset({"damaged_stable", "damaged_critical", "cannot_be_diagnosed"})


def render_packing_checklist(
    content: TransportContent,
    form: RoadForm = "mx",
    lang: FormLang = "es",
    attachments: Sequence[tuple[str, bytes]] = (),
) -> bytes:
    """Make the PDF of the packing checklist. Raises InputError for a language that is none."""
    check_lang(lang, ("es", "en", "both"))
    flow = Flow(LETTER if form == "mx" else A4, MARGIN)
    heading(flow, _TITLE, say(_UNDER, lang), content, lang)
    for number, row in enumerate(content.rows, start=1):
        if number > 1:
            flow.space(8)
        _group(flow, number, row, content, lang)
    flow.space(5)
    ruled_title(flow, say(_ALWAYS, lang), 9.5)
    for line in checks_of_all():
        bullet(flow, say(line, lang), 8.5, box=True)
        flow.space(1.5)
    by_hand(flow, content, lang)
    flow.space(6)
    cells = [(say(title, lang), "\n\n") for title in (_WHO, _WHO_CHECKED, _WHEN)]
    boxes(flow, cells, (2, 2, 1), size=12)
    packs(flow, content, lang)
    return finish(flow, _TITLE, content, lang, attachments)


def _group(
    flow: Flow, number: int, row: GoodsRow, content: TransportContent, lang: FormLang
) -> None:
    head = (
        f"{say(_GROUP, lang).format(number=number)}: {row.line or row.un}"
        f" · {say(BATTERIES, lang).format(count=row.items)}, {mass(row.net_kg)},"
        f" {word(CONDITIONS, row.condition, lang)}"
    )
    ruled_title(flow, head, 10.5)
    if row.condition in _DAMAGED:
        flow.text(say(_FIRST, lang), 8.5, bold=True)
        for line in checks_of_damaged(critical=row.condition == "damaged_critical"):
            bullet(flow, say(line, lang), 8.5, box=True)
            flow.space(1.5)
        flow.space(3)
    if len(row.packing) > 1:
        flow.text(say(_CHOOSE, lang), 8.5)
        flow.space(2)
    for code in row.packing:
        checks = checks_for(code, content.carried_on)
        if checks is None:
            bullet(flow, say(_NO_LIST, lang).format(code=code), 8.5, box=True)
            continue
        flow.need(40)
        flow.text(f"{code} · {say(checks.title, lang)}", 9, bold=True)
        flow.space(1.5)
        for line in checks.lines:
            bullet(flow, say(line, lang), 8.5, box=True)
            flow.space(1.5)
        flow.space(3)
    flow.need(30)
    flow.text(say(_MARKS, lang), 8.5, bold=True)
    for mark in row.marks:
        bullet(flow, mark_words(mark, row.un, lang), 8.5, box=True)
        flow.space(1.5)


def mark_words(mark: str, un: str, lang: str) -> str:
    """Say a mark of the vocabulary for people; the words of a text mark as they are to be printed."""
    if mark.startswith("TXT["):
        return f"«{mark[4:-1]}»"
    words = _MARK_WORDS.get(mark)
    return say(words, lang).format(un=un) if words is not None else mark
