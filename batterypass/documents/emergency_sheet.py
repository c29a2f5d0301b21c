"""The emergency sheet that rides in the cab: what it is, what can happen, what to do, whom to call.

A number is printed only where somebody configured it: some want a contract before anybody may print
them. The advice is ours, after the guides that it names. The sheet is that of Mexico: by ADR the crew
has instructions in writing, whose text is official (5.4.3).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from batterypass.documents.content import Words
from batterypass.documents.flow import Flow
from batterypass.documents.pdf import LETTER
from batterypass.documents.transport_forms import emergency_form, guides_for
from batterypass.documents.transport_page import (
    BATTERIES,
    MARGIN,
    PACKAGES,
    boxes,
    bullet,
    by_hand,
    finish,
    heading,
    party_text,
    ruled_title,
)
from batterypass.documents.words import CONDITIONS, check_lang, mass, say, word

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from batterypass.documents.transport_content import TransportContent
    from batterypass.documents.words import FormLang

_PRODUCT: Final = Words("Producto y designación oficial", "Product and proper shipping name")
_CLASS: Final = Words("Número ONU y clase", "UN number and class")
_STATE: Final = Words("Estado de la carga", "Condition of the load")
_MASS: Final = Words("Masa y bultos", "Mass and packages")
_MAKER: Final = Words("Remitente", "Consignor")
_CARRIER: Final = Words("Transportista", "Carrier")
_CALL: Final = Words("LLAME", "CALL")
#: The boxes of the sheet, as ``--explain`` lists them.
BOXES: Final = (_CALL, _PRODUCT, _CLASS, _STATE, _MASS, _MAKER, _CARRIER)
_NUMBER_MISSING: Final = Words(
    "Escriba aquí el teléfono de emergencia de 24 horas antes de salir",
    "Write the 24-hour emergency number here before you leave",
)
_VERIFIED: Final = Words("verificado el", "verified on")
_DAMAGED: Final = Words(
    "CARGA DAÑADA: puede reaccionar sin aviso. Ante olor dulce, humo, silbido o calor, aléjese primero y"
    " llame después.",
    "DAMAGED LOAD: it may react without warning. At a sweet smell, smoke, hissing or heat, get away first"
    " and call then.",
)
_GUIDE: Final = Words("Guía", "Guide")
_OWN: Final = Words(
    "Texto propio según: {sources}. Si los bomberos dicen otra cosa, siga a los bomberos.",
    "Own wording after: {sources}. If the fire brigade says otherwise, follow the fire brigade.",
)


def render_emergency_sheet(
    content: TransportContent,
    chemistries: Iterable[str],
    lang: FormLang = "es",
    attachments: Sequence[tuple[str, bytes]] = (),
) -> bytes:
    """Make the PDF of the emergency sheet for the chemistries of a load.

    Raises InputError for a language that is none.
    """
    check_lang(lang, ("es", "en", "both"))
    sheet = emergency_form()
    flow = Flow(LETTER, MARGIN)
    heading(flow, sheet.title, sheet.norm, content, lang)
    _call(flow, content, lang)
    if any(row.is_damaged for row in content.rows):
        flow.space(5)
        flow.text(say(_DAMAGED, lang), 10.5, bold=True)
    flow.space(5)
    names = dict.fromkeys(say(row.name, lang) for row in content.rows)
    numbers = dict.fromkeys(f"{row.un_printed}, {row.hazard_class}" for row in content.rows)
    states = dict.fromkeys(word(CONDITIONS, row.condition, lang) for row in content.rows)
    loads = (
        f"{mass(content.net_kg)} · {say(PACKAGES, lang).format(count=content.packages or '……')}"
        f" · {say(BATTERIES, lang).format(count=len(content.item_ids))}"
    )
    boxes(
        flow,
        [
            (say(_PRODUCT, lang), "\n".join(names)),
            (say(_CLASS, lang), "\n".join(numbers)),
        ],
        (3, 1),
        bold=True,
    )
    boxes(flow, [(say(_STATE, lang), "\n".join(states)), (say(_MASS, lang), loads)], (1, 1))
    boxes(
        flow,
        [
            (say(_MAKER, lang), party_text(content.consignor, lang)),
            (say(_CARRIER, lang), party_text(content.carrier, lang)),
        ],
        (1, 1),
        size=8,
    )
    guides = guides_for(chemistries, content.carried_on)
    for guide in guides:
        flow.space(7)
        ruled_title(flow, f"{say(_GUIDE, lang)} {guide.guide}: {say(guide.title, lang)}", 10.5)
        for section in guide.sections:
            flow.need(34)
            flow.text(say(section.title, lang), 9.5, bold=True)
            for line in section.lines:
                bullet(flow, say(line, lang), 9)
            flow.space(2.5)
    flow.space(3)
    own = Words(
        _OWN.es.format(sources="; ".join(guide.source.es for guide in guides)),
        _OWN.en.format(sources="; ".join(guide.source.en for guide in guides)),
    )
    flow.text(say(own, lang), 7)
    by_hand(flow, content, lang)
    return finish(flow, sheet.title, content, lang, attachments)


def _call(flow: Flow, content: TransportContent, lang: FormLang) -> None:
    """Write whom to call, large; a line to write on where nobody configured a number."""
    numbers = "\n".join(one.line for one in content.phones)
    boxes(flow, [(say(_CALL, lang), numbers)], (1,), size=13, bold=True)
    flow.space(2)
    checked = [
        f"{one.name} {say(_VERIFIED, lang)} {one.verified_on}"
        for one in content.phones
        if one.verified_on
    ]
    if checked:
        flow.text(" · ".join(checked), 6.5)
    if not content.phones:
        flow.text(say(_NUMBER_MISSING, lang), 8, bold=True)
