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
from batterypass.regulations.transport.marks import words_to_print
from batterypass.texts.messages_un import MESSAGES

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
    "{code}: sin lista propia. Lea la instrucción.",
    "{code}: no list of its own. Read the instruction.",
)
_PROVISION: Final = Words(
    "{code}: disposición especial, no instrucción de embalaje. Lea sus condiciones y cúmplalas todas.",
    "{code}: a special provision, no packing instruction. Read its conditions and meet them all.",
)
_WHO: Final = Words("Empacó (nombre y firma)", "Packed by (name and signature)")
_WHO_CHECKED: Final = Words("Revisó (nombre y firma)", "Checked by (name and signature)")
_WHEN: Final = Words("Fecha y hora", "Date and time")
#: As high as a signature is.
_INK: Final = 24.0


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
        _group(flow, number, row, content, form, lang)
    flow.space(5)
    ruled_title(flow, say(_ALWAYS, lang), 9.5)
    for line in checks_of_all():
        bullet(flow, say(line, lang), 8.5, box=True)
        flow.space(1.5)
    by_hand(flow, content, lang)
    flow.space(6)
    cells = [(say(title, lang), "") for title in (_WHO, _WHO_CHECKED, _WHEN)]
    boxes(flow, cells, (2, 2, 1), size=_INK)
    packs(flow, content, lang)
    return finish(flow, _TITLE, content, lang, attachments)


def _group(
    flow: Flow,
    number: int,
    row: GoodsRow,
    content: TransportContent,
    form: RoadForm,
    lang: FormLang,
) -> None:
    head = (
        f"{say(_GROUP, lang).format(number=number)}: {row.line or row.un_printed}"
        f" · {say(BATTERIES, lang).format(count=row.items)}, {mass(row.net_kg)},"
        f" {word(CONDITIONS, row.condition, lang)}"
    )
    ruled_title(flow, head, 10.5)
    if row.is_damaged:
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
            words = _PROVISION if code.startswith("SP") else _NO_LIST
            bullet(flow, say(words, lang).format(code=code), 8.5, box=True)
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
    name = row.name.en if form == "adr" else row.name.es
    for mark in row.marks:
        bullet(flow, mark_words(mark, row.un_printed, name, lang), 8.5, box=True)
        flow.space(1.5)


def mark_words(mark: str, un: str, name: str, lang: str) -> str:
    """Say a mark of the vocabulary for people, as ``un check`` says it."""
    words = words_to_print(mark)
    text = MESSAGES["un.mark-TXT" if words is not None else f"un.mark-{mark}"]
    es, en = (one.format(un=un, psn=name, words=words) for one in (text.es, text.en))
    return say(Words(es, en), lang)
