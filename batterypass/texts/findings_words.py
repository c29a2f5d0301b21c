"""Words that stand for a value in a finding, as ``~word``, so that a value has a language too."""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import TYPE_CHECKING

from batterypass.texts.bilingual import short
from batterypass.texts.words_asked import ASKED_WORDS
from batterypass.texts.words_audit import AUDIT_WORDS
from batterypass.texts.words_batch import BATCH_WORDS
from batterypass.texts.words_directory import DIRECTORY_WORDS
from batterypass.texts.words_waste import WASTE_WORDS

if TYPE_CHECKING:
    from collections.abc import Mapping

_WORD = re.compile(r"~([A-Za-z0-9_-]+)")


class _Known(dict[str, str]):
    """Values of a template; one that nobody gave shows as a dash."""

    def __missing__(self, key: str) -> str:
        return "—"


def fill(template: str, values: Mapping[str, str]) -> str:
    """Put values into a template; one that is too long is cut, whoever's bytes it is from."""
    return template.format_map(_Known({name: str(short(value)) for name, value in values.items()}))


def kind_in_words(kind: str, lang: str) -> str:
    """Say what an event of a kind is, in ``es`` or ``en``; the kind itself where nobody knows it."""
    from batterypass.texts.values import KIND_TITLES

    title = KIND_TITLES.get(kind)
    return title.in_language(lang) if title is not None else kind


def said_value(name: str, value: str, lang: str, values: Mapping[str, str]) -> str:
    """Say a value of a finding in the middle of a sentence: a kind by its title, within quotes."""
    if name != "kind":
        return localised(value, lang, values)
    said = kind_in_words(value, lang)
    if said == value:
        return localised(value, lang, values)
    return f"«{said}»" if lang == "es" else f"“{said}”"


def phrase(word: str, lang: str, values: Mapping[str, str]) -> str:
    """Say a word in ``es`` or ``en``; the values it names may be words themselves."""
    return _filled(WORDS[word], lang, values)


def localised(text: str, lang: str, values: Mapping[str, str]) -> str:
    """Replace each ``~word`` that the list knows by what it says in a language.

    The ``values`` that it names may be words themselves.
    """
    if "~" not in text:
        return text
    return _WORD.sub(
        lambda found: _filled(pair, lang, values) if (pair := _pair(found[1])) else found[0],
        text,
    )


def _filled(pair: tuple[str, str], lang: str, values: Mapping[str, str]) -> str:
    template = pair[0 if lang == "es" else 1]
    if "{" not in template:
        return template
    return fill(template, {name: localised(value, lang, {}) for name, value in values.items()})


def _pair(word: str) -> tuple[str, str] | None:
    """Give both texts of a word: of this list, or of the closed words of the ledger."""
    if word in WORDS:
        return WORDS[word]
    from batterypass.texts.values import VALUE_WORDS

    known = VALUE_WORDS.get(word)
    return (known.es, known.en) if known is not None else None


#: word -> (Spanish, English)
WORDS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        # keys
        "revoked-rotated": ("renovada y fuera de su gracia", "rotated, and past its grace"),
        "revoked-lost": ("perdida", "lost"),
        "revoked-compromised": ("comprometida", "compromised"),
        "revoked-holder-left": ("su titular se fue", "its holder left"),
        "key-daily": ("llave diaria", "daily key"),
        "key-recovery": ("llave de recuperación", "recovery key"),
        "key-label": ("llave de etiquetas", "label key"),
        "key-operator": ("llave de declaraciones del operador", "operator's statement key"),
        "key-vouched": (
            "llave de recuperación que la propia parte registró",
            "recovery key that the party itself has registered",
        ),
        "kid-unknown": ("no es de esta parte", "is not this party's"),
        "kid-revoked": ("ya está revocada", "is revoked already"),
        "kid-rotated": ("ya fue renovada", "was rotated already"),
        # links and subjects
        "link-other": ("otros sujetos que los que cambia", "other subjects than it changes"),
        "link-order": ("los mismos en el orden del tipo", "the same in the kind's order"),
        "link-twice": ("un sujeto dos veces", "a subject twice"),
        "link-lane": ("otro carril", "another lane"),
        "subject-new": ("nuevo", "new"),
        "subject-known": ("ya existe", "it exists already"),
        "subject-unknown": ("nadie lo conoce", "nobody knows it"),
        "subject-other": ("es de otra clase", "it is of another sort"),
        "subject-I": ("un artículo", "an item"),
        "subject-B": ("un lote de reciclaje", "a recycling batch"),
        "subject-C": ("un embarque", "a consignment"),
        "subject-CI": ("un embarque o artículo", "a consignment or item"),
        "subject-P": ("una parte", "a party"),
        "subject-A": ("una autorización", "an authorisation"),
        "subject-ABIC": (
            "una autorización, un lote, un artículo o un embarque",
            "an authorisation, a batch, an item or a consignment",
        ),
        "subject-BCI": ("un lote, embarque o artículo", "a batch, consignment or item"),
        "amended-typing_error": ("se tecleó mal", "a typing error"),
        "amended-source_corrected": ("la fuente se corrigió", "the source was corrected"),
        "amended-wrong_source": ("era otra la fuente", "it was another source"),
        "amended-late_information": ("se supo después", "known only later"),
        "amended-instrument_error": (
            "la báscula o el instrumento falló",
            "scale or instrument was wrong",
        ),
        "amend-no-line": ("(no tiene ese renglón)", "(it has no such line)"),
        "amend-restated": ("(otro asiento posterior lo dice)", "(a later entry says it)"),
        "amend-unknown": (
            "no está ahí, o un asiento posterior ocupa su lugar",
            "it is not there, or a later entry is in its place",
        ),
        "amend-items": (
            "no nombra los mismos artículos",
            "it does not name the same items",
        ),
        "annul-done": ("ya está anulado", "it is annulled already"),
        "annul-waits": (
            "una anulación ya espera a que la acepten",
            "an annulment waits already to be agreed to",
        ),
        "annul-later": (
            "un asiento posterior se apoya en él",
            "a later entry stands on it",
        ),
        "annul-unknown": (
            "no está ahí, o no es de ese tipo",
            "it is not there, or not of this kind",
        ),
        "annul-items": (
            "no nombra a los artículos del asiento, todos y solo esos",
            "it does not name the items of the entry, all of them and no others",
        ),
        "annul-part": (
            "se firmó en partes, o cierra un paso firmado en partes: no se anula",
            "it was signed in parts, or ends a step that was: that is not annulled",
        ),
        "annul-rests": (
            "un papel posterior del manifiesto se apoya en él",
            "a later paper of the manifest rests on it",
        ),
        "amend-open": ("sigue abierta", "it is still open"),
        "amend-holds": ("ya vale", "it holds already"),
        "subject-L": ("este registro", "this ledger"),
        # who may sign
        "role-of": ("una parte con la función {roles}", "a party with the role {roles}"),
        "signer-registrar": ("el registrador que nombra", "the registrar that it names"),
        "signer-operator": ("el operador con su llave", "the operator with its key"),
        "signer-party": ("la propia parte", "the party itself"),
        "signer-party-or-registrar": ("la parte o el registrador", "the party or the registrar"),
        "signer-grantor": (
            "quien asentó la autorización",
            "who entered the authorisation",
        ),
        "signer-of-target": ("quien firmó el asiento", "who signed the entry"),
        "signer-asked": (
            "alguien que firmó la otra parte de lo que se corrige",
            "somebody who signed the other side of what is corrected",
        ),
        "signer-transcription": (
            "la autoridad, o el registrador con la fuente que transcribe",
            "the authority, or the registrar with the source that it transcribes",
        ),
        "signer-custodian-or-maker": ("el custodio o el fabricante", "the custodian or the maker"),
        "signer-responsible": ("el operador responsable", "the responsible operator"),
        "part-carrier": ("el transportista", "the carrier"),
        "part-consignor": ("el remitente", "the consignor"),
        "part-other-side": ("la otra parte del embarque", "the other side of the consignment"),
        "part-consignee": ("el destinatario", "the consignee"),
        "part-custodian": ("el custodio", "the custodian"),
        "contested-taken": ("lo recibe como sobrante", "takes it over as surplus"),
        "contested-passed": ("lo mueve y sigue en disputa", "moves it while it is contested"),
        # states
        "state-offering": ("ofrecido sólo en parte", "offered only in part"),
        "state-offered": ("ofrecido", "offered"),
        "state-in_transit": ("en tránsito", "in transit"),
        "state-delivered": ("entregado en puerta", "delivered"),
        "state-received": ("recibido", "received"),
        "state-partially_received": ("recibido en parte", "received in part"),
        "state-rejected": ("rechazado", "rejected"),
        "state-returned": ("devuelto", "returned"),
        "state-voided": ("retirado", "voided"),
        "original-back": (
            "recibido, y el original firmado ya volvió",
            "received, and the signed original is back",
        ),
        "step-offered": ("oferta", "offer"),
        "step-voided": ("oferta retirada", "taking back"),
        "step-collected": ("recolección", "collection"),
        "step-delivered": ("llegada", "arrival"),
        "step-received": ("recepción", "reception"),
        "place-in_stock": ("en existencia", "in stock"),
        "place-in_use": ("en uso", "in use"),
        "place-in_transit": ("en tránsito", "in transit"),
        "place-in_batch": ("en un lote", "in a batch"),
        "place-dismantled": ("desarmado", "dismantled"),
        "place-exported": ("exportado", "exported"),
        "place-lost": ("perdido", "lost"),
        "decided-reuse": ("usarlo otra vez", "use it again"),
        "decided-repurpose": ("darle otro uso", "give it another use"),
        "decided-remanufacture": ("armarlo de nuevo", "build it up again"),
        "decided-recycle": ("reciclarlo", "recycle it"),
        "decided-not_enough_data": ("medir más: faltan datos", "measure more: not enough data"),
        "claim-no-batch": ("no salió de ningún lote", "it came out of no batch"),
        "claim-open-batch": ("el lote sigue abierto", "the batch is open still"),
        "gone-exported": ("exportado", "exported"),
        "gone-lost": ("perdido", "lost"),
        "gone-stolen": ("robado", "stolen"),
        "sort-pack": ("un paquete", "a pack"),
        "sort-module": ("un módulo", "a module"),
        "sort-cell_lot": ("un lote de celdas", "a cell lot"),
        "sort-fraction": ("una fracción", "a fraction"),
        "sort-part": ("una parte", "a part"),
        "sort-solid": ("módulo, lote de celdas o paquete", "a module, cell lot or pack"),
        "life-original": ("en su primera vida", "in its first life"),
        "life-reused": ("reutilizado", "reused"),
        "life-repurposed": ("con nuevo uso", "repurposed"),
        "life-remanufactured": ("remanufacturado", "remanufactured"),
        "life-waste": ("residuo", "waste"),
        "life-recycled": ("reciclado", "recycled"),
        "life-disposed": ("dispuesto", "disposed of"),
        "count-earlier": ("una anterior", "an earlier one"),
        "count-later": ("una posterior", "a later one"),
        "counter-number_of_full_cycles": ("ciclos completos", "full cycles"),
        "counter-energy_throughput": ("energía total procesada (kWh)", "energy throughput (kWh)"),
        "counter-capacity_throughput": (
            "capacidad total procesada (Ah)",
            "capacity throughput (Ah)",
        ),
        "counter-deep_discharge_events": ("descargas profundas", "deep discharges"),
        "counter-overcharge_events": ("sobrecargas", "overcharges"),
        "due-issue": ("uno nuevo que lo nombre", "a new one that names it"),
        "due-end": ("que se asiente su fin", "the record of its end"),
        "name-printed": ("un id impreso", "a printed id"),
        "name-item": ("el enlace de otro artículo", "the link of another item"),
        "name-gs1": ("un número GS1", "a GS1 number"),
        "name-spelled": ("otra escritura de un enlace", "another spelling of a link"),
        "passport-new": ("un pasaporte nuevo", "a new passport"),
        "passport-of": ("ya es de", "it is already that of"),
        "passport-ended": ("ya terminó", "it has ended"),
        "ended-recycled": ("que el artículo esté reciclado", "the item is recycled"),
        "ended-disposed": ("que el artículo esté dispuesto", "the item is disposed of"),
        "ended-dismantled": ("que el artículo esté desarmado", "the item is dismantled"),
        # authorisations
        "accept-yes": ("autorizado por {scheme} {number}", "authorised by {scheme} {number}"),
        "accept-none": ("ninguna autorización", "no authorisation"),
        "accept-certificate": (
            "{scheme} {number} es de un esquema privado, no una autorización",
            "{scheme} {number} is a private scheme's, no authorisation",
        ),
        "accept-other-scheme": (
            "una autorización {scheme} no es la que esto pide ({number})",
            "a {scheme} authorisation is not the one that this asks for ({number})",
        ),
        "accept-other-operation": (
            "{scheme} {number} no cubre esa operación",
            "{scheme} {number} does not cover that operation",
        ),
        "accept-other-class": (
            "{scheme} {number} no cubre esa clase de residuo",
            "{scheme} {number} does not cover that class of waste",
        ),
        "accept-other-stream": (
            "{scheme} {number} no cubre esa corriente",
            "{scheme} {number} does not cover that stream",
        ),
        "accept-other-chemistry": (
            "{scheme} {number} no cubre esa química",
            "{scheme} {number} does not cover that chemistry",
        ),
        "accept-not-damaged": (
            "{scheme} {number} no admite baterías dañadas",
            "{scheme} {number} does not admit damaged batteries",
        ),
        "accept-other-site": (
            "{scheme} {number} es de otro sitio: {at}",
            "{scheme} {number} is for another site: {at}",
        ),
        "accept-not-yet": (
            "{scheme} {number} empieza el {from}",
            "{scheme} {number} starts on {from}",
        ),
        "accept-expired": (
            "{scheme} {number} venció el {to}",
            "{scheme} {number} expired on {to}",
        ),
        "accept-pending": (
            "{scheme} {number} venció el {to}; su prórroga, solicitada el {since}, está en trámite",
            "{scheme} {number} ended on {to}; its renewal, filed on {since}, is pending",
        ),
        "accept-suspended": (
            "{scheme} {number} está suspendida desde el {since}",
            "{scheme} {number} is suspended since {since}",
        ),
        "accept-revoked": (
            "{scheme} {number} está revocada desde el {since}",
            "{scheme} {number} is revoked since {since}",
        ),
        "accept-other-code": (
            "{scheme} {number} no cubre esa clave de residuo",
            "{scheme} {number} does not cover that waste code",
        ),
        "accept-site-closed": (
            "el sitio {at} está cerrado desde el {from}",
            "site {at} is closed since {from}",
        ),
        "accept-near-capacity": (
            "con {mass_kg} kg llega a {percent} % de la capacidad anual de {scheme} {number}",
            "with {mass_kg} kg it is at {percent} % of the yearly capacity of {scheme} {number}",
        ),
        "accept-over-capacity": (
            "con {mass_kg} kg rebasa la capacidad anual de {scheme} {number}: {percent} % de"
            " {capacity_kg} kg",
            "with {mass_kg} kg it goes past the yearly capacity of {scheme} {number}: {percent} % of"
            " {capacity_kg} kg",
        ),
        "standing-in_force": ("está vigente", "is in force"),
        "standing-pending": ("espera su prórroga", "awaits its renewal"),
        "standing-not_yet": ("empieza", "starts"),
        "standing-expired": ("termina", "ends"),
        "standing-suspended": ("queda suspendida", "is suspended"),
        "standing-revoked": ("queda revocada", "is revoked"),
        "directory-no-end": ("no tiene fin que mover", "has no end to be moved"),
        "directory-not-later": (
            "ya llega hasta ese día o más",
            "already lasts to that day or longer",
        ),
        "directory-not-suspended": ("no está suspendida ese día", "is not suspended on that day"),
        "directory-same-number": (
            "el mismo número consta para otro",
            "the same number stands for somebody else",
        ),
        "directory-overlap": (
            "permite lo mismo, al mismo tiempo que",
            "allows the same at the same time as",
        ),
        # transport
        "condition-serviceable": ("en buen estado", "serviceable"),
        "condition-damaged_stable": ("dañado estable", "damaged, stable"),
        "condition-damaged_critical": ("dañado crítico", "damaged, critical"),
        "condition-cannot_be_diagnosed": ("no se puede diagnosticar", "cannot be diagnosed"),
        "configuration-alone": ("sola", "alone"),
        "configuration-with_equipment": (
            "instalada en o embalada con un equipo",
            "contained in or packed with equipment",
        ),
        "decision-none": ("sin decisión de transporte", "no transport decision"),
        "provision-none": ("ninguna por daño", "none for damage"),
        "carriage-allowed": ("que pueda viajar", "that it may travel"),
        "carriage-forbidden": (
            "otro modo: por este no se admiten baterías dañadas",
            "another mode: this one does not take damaged batteries",
        ),
        **WASTE_WORDS,
        **BATCH_WORDS,
        **ASKED_WORDS,
        **AUDIT_WORDS,
        **DIRECTORY_WORDS,
    }
)
