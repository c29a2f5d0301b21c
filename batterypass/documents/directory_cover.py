"""The first pages of the printed directory: what it is, what it rests on, and an index by state."""

from __future__ import annotations

from collections import Counter
from itertools import groupby
from typing import TYPE_CHECKING, Final

from batterypass.documents.content import Words
from batterypass.documents.directory_sheets import (
    LEFT,
    NONE,
    RIGHT,
    STANDINGS,
    TITLE,
    WIDTH,
    Column,
    Sheets,
    draw_row,
    draw_titles,
)
from batterypass.documents.ink import PdfInk
from batterypass.documents.pdf import LETTER
from batterypass.documents.setting import ASCENT, LEADING, clean, fit_line, width_of, wrap
from batterypass.documents.words import say

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from batterypass.documents.directory_content import DirectoryContent
    from batterypass.documents.directory_map import Marked
    from batterypass.documents.words import Lang
    from batterypass.domain.standing import StandingWord

INDEX: Final = Words("Índice por estado", "Index by state")
PAGES: Final = Words("Una página por empresa", "A page for each company")
_ABOUT: Final = Words(
    "Quién puede recibir o mover qué residuo de baterías, en qué sitio, desde cuándo y hasta cuándo.",
    "Who may receive or move which battery waste, at which site, since when and until when.",
)
_ON: Final = Words("Como está al", "As it stands on")
_KNOWN: Final = Words("Según se sabía al", "As it was known on")
_UNTIL: Final = Words("Última marca de tiempo", "Last time mark")
_CHOSEN: Final = Words("Se eligió", "Chosen")
_LEDGER: Final = Words("Registro", "Ledger")
_CHECKPOINT: Final = Words("Punto de control", "Checkpoint")
_ENTRIES: Final = Words("{size} asientos, raíz", "{size} entries, root")
_COUNTS: Final = Words("Cuántos", "How many")
_COMPANIES: Final = Words("Empresas", "Companies")
_SITES: Final = Words("Sitios", "Sites")
_AUTHORISATIONS: Final = Words("Autorizaciones", "Authorisations")
_CERTIFICATES: Final = Words(
    "Certificados de esquemas privados, que no son autorizaciones",
    "Certificates of private schemes, which are no authorisations",
)
_SOURCES: Final = Words("De dónde se sabe", "Where it is known from")
_SIGNED: Final = Words("La autoridad misma lo firmó", "The authority signed it itself")
_COPIED: Final = Words("Transcrito de una lista", "Copied from a list")
_LIST: Final = Words("{source}, lista del {on}", "{source}, list of {on}")
_CONTENTS: Final = Words("Qué hay aquí", "What is here")
_PAGE: Final = Words("página {page}", "page {page}")
_VERIFY: Final = Words("Cómo se comprueba", "How it is checked")
_STEPS: Final = Words(
    "Este PDF lleva dentro directory.bpz: los asientos firmados de todo el directorio, cada uno con su"
    " prueba. Quien tenga el archivo de confianza del registro lo comprueba sin red y sin creerle a"
    " nadie; en el registro, batterypass verify lo revisa entero y batterypass show N muestra el"
    " asiento N. Lo que ocurrió después del {until} no está aquí.",
    "Inside this PDF is directory.bpz: the signed entries of the whole directory, each with its proof."
    " Whoever has the trust file of the ledger checks it without a network and without believing"
    " anybody; in the ledger, batterypass verify checks all of it and batterypass show N shows entry"
    " N. What happened after {until} is not in here.",
)
_NOWHERE: Final = Words(
    "Fuera de México, o sin estado en el registro", "Outside of Mexico, or no state on record"
)
_CLOSED: Final = Words("CERRADO", "CLOSED")
_COLUMNS: Final = (
    Column(Words("Empresa y sitio", "Company and site"), 208),
    Column(Words("Municipio", "Municipality"), 92),
    Column(Words("Operaciones", "Operations"), 112),
    Column(Words("Autorizaciones", "Authorisations"), 74),
    Column(Words("Mapa", "Map"), 24, is_right=True),
    Column(Words("Página", "Page"), 30, is_right=True),
)


def draw_cover(
    content: DirectoryContent, lang: Lang, contents: Sequence[tuple[Words, int]]
) -> PdfInk:
    """Draw the cover; ``contents`` names the parts with their pages."""
    ink = PdfInk(LETTER[1])
    y = 92.0
    for line in wrap(clean(say(TITLE, lang)), WIDTH, 25, bold=True):
        ink.text(LEFT, y, line, 25, bold=True)
        y += 30
    ink.text(LEFT, y - 6, clean(say(_ABOUT, lang)), 9)
    ink.line(LEFT, y + 6, RIGHT, y + 6, 2)
    y = _draw_facts(ink, content, lang, y + 20)
    y = _draw_counts(ink, content, lang, y + 14)
    y = _draw_sources(ink, content, lang, y + 14)
    y = _heading(ink, say(_CONTENTS, lang), y + 14)
    for title, page in contents:
        y = _pair(ink, say(title, lang), say(_PAGE, lang).format(page=page), y, split=0.5)
    y = _heading(ink, say(_VERIFY, lang), y + 14)
    text = say(_STEPS, lang).format(until=content.known_on or content.known_until)
    for line in wrap(clean(text), WIDTH, 8):
        ink.text(LEFT, y + ASCENT * 8, line, 8)
        y += 8 * LEADING
    return ink


def _heading(ink: PdfInk, text: str, y: float) -> float:
    ink.text(LEFT, y + 9, text, 11, bold=True)
    return y + 17


def _pair(
    ink: PdfInk, name: str, value: str, y: float, *, split: float = 0.32, bold: bool = False
) -> float:
    """Write a name and a value, which may take several lines; give where the next pair begins."""
    size, start = 8.6, LEFT + split * WIDTH
    line, fitted = fit_line(name, start - LEFT - 8, size=size, smallest=5.5)
    ink.text(LEFT, y + ASCENT * size, line, fitted)
    for text in wrap(clean(value), RIGHT - start, size, bold=bold) or [""]:
        ink.text(start, y + ASCENT * size, text, size, bold=bold)
        y += size * LEADING
    return y + 2.6


def _draw_facts(ink: PdfInk, content: DirectoryContent, lang: Lang, y: float) -> float:
    y = _pair(ink, say(_ON, lang), content.on, y, bold=True)
    if content.known_on:
        y = _pair(ink, say(_KNOWN, lang), f"{content.known_on} (UTC)", y, bold=True)
    y = _pair(ink, say(_UNTIL, lang), content.known_until, y)
    for words in content.chosen:
        y = _pair(ink, say(_CHOSEN, lang), say(words, lang), y, bold=True)
    source = content.source
    y = _pair(ink, say(_LEDGER, lang), source.origin, y)
    root = f"{say(_ENTRIES, lang).format(size=source.size)} {source.root}"
    return _pair(ink, say(_CHECKPOINT, lang), root, y)


def _draw_counts(ink: PdfInk, content: DirectoryContent, lang: Lang, y: float) -> float:
    sites = [site for one in content.recyclers for site in one.sites]
    standings = [word for one in content.recyclers for word in one.standings()]
    y = _heading(ink, say(_COUNTS, lang), y)
    y = _pair(ink, say(_COMPANIES, lang), str(len(content.recyclers)), y)
    y = _pair(ink, say(_SITES, lang), str(len(sites)), y)
    total = " · ".join(filter(None, (str(len(standings)), counted(standings, lang))))
    y = _pair(ink, say(_AUTHORISATIONS, lang), total, y, bold=True)
    certificates = sum(len(site.certified) for site in sites)
    # A box of its own: what is only certified never stands among the authorised.
    text = f"{say(_CERTIFICATES, lang)}: {certificates}"
    ink.box(LEFT, y + 1, width_of(text, 8) + 12, 15, 0.6)
    ink.text(LEFT + 6, y + 11.5, text, 8)
    return y + 18


def _draw_sources(ink: PdfInk, content: DirectoryContent, lang: Lang, y: float) -> float:
    y = _heading(ink, say(_SOURCES, lang), y)
    if content.signed:
        y = _pair(ink, say(_SIGNED, lang), str(content.signed), y)
    for one in content.lists:
        name = say(_LIST, lang).format(source=one.source, on=one.published_on)
        y = _pair(ink, f"{say(_COPIED, lang)}: {one.count}", name, y)
    return y


def draw_index(sheets: Sheets, content: DirectoryContent, sites: Sequence[Marked]) -> None:
    """List the sites by state; ``sites`` are in the order of their states."""
    lang = sheets.lang
    sheets.begin(say(INDEX, lang))
    for state, listed in groupby(sites, key=lambda one: one.state):
        found = list(listed)
        sheets.heading(f"{state or say(_NOWHERE, lang)} ({len(found)})", 34)
        draw_titles(sheets, _COLUMNS)
        for one in found:
            draw_row(sheets, _COLUMNS, _index_texts(one, lang))
        sheets.y += 6


def _index_texts(one: Marked, lang: Lang) -> tuple[str, ...]:
    site = one.site
    operations: Mapping[str, None] = dict.fromkeys(
        say(word, lang)
        for grant in site.authorised
        for allowed in grant.allows
        for word in allowed.operations
    )
    name = site.name or site.site_id
    closed = say(_CLOSED, lang) if site.closed_on else ""
    return (
        " · ".join(filter(None, (one.company, name, closed))),
        site.municipality,
        ", ".join(operations),
        counted([one.standing for one in site.authorised], lang) or say(NONE, lang).lower(),
        str(one.number) if one.number else "–",
        str(one.page),
    )


def counted(standings: Sequence[StandingWord], lang: Lang) -> str:
    """Count how authorisations stand: ``vigente: 2 · vencida: 1``."""
    counts = Counter(standings)
    return " · ".join(
        f"{say(words, lang).lower()}: {counts[word]}"
        for word, words in STANDINGS.items()
        if counts[word]
    )
