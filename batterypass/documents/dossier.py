"""An auditor's dossier of one pack, and the cover of a folder of them.

The first page is the course of the pack: a picture and every entry by its number. Papers, masses,
exceptions, and the keys and permits as they stood on each day follow. Black on white, numbers beside
every mark; the signed entries and their proofs are inside the file.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from batterypass.documents.audit_flow import MARGIN, Mark, heading, marked, printable, words_box
from batterypass.documents.charts import ROW, Bar, draw_bars
from batterypass.documents.content import Words
from batterypass.documents.flow import Flow, TableColumn
from batterypass.documents.timeline import HEIGHT, draw_timeline
from batterypass.documents.words import Lang, check_lang, say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from batterypass.documents.content import Source
    from batterypass.documents.passport_content import LifeStage

_COURSE: Final = Words("Línea de tiempo", "Timeline")
_PAPERS: Final = Words("Papeles", "Papers")
_WEIGHTS: Final = Words("Pesos", "Weights")
_EXCEPTIONS: Final = Words("Excepciones", "Exceptions")
_NO_EXCEPTIONS: Final = Words("Ninguna.", "None.")
_NONE: Final = Words("Ninguno.", "None.")
_NOT_JUDGED: Final = Words("No juzgado", "Not judged")
_KEYS: Final = Words("Anexo A. Llaves que firmaron", "Appendix A. Keys that signed")
_PERMITS: Final = Words(
    "Anexo B. Permisos a la fecha de cada acto", "Appendix B. Permits as of the date of each act"
)
_PERMITS_NOTE: Final = Words(
    "Como se sabía entonces: solo por los asientos anteriores al acto.",
    "As it was known then: by the entries before the act alone.",
)
_NUMBERS: Final = Words(
    "El número de cada renglón es el del asiento en el registro. La declaración firmada y su prueba"
    " van dentro de este archivo: N.cose y N.tlog-proof.",
    "The number of each row is that of the entry in the ledger. The signed statement and its proof are"
    " inside this file: N.cose and N.tlog-proof.",
)
_NUMBERS_ALL: Final = Words(
    "El número de cada renglón es el del asiento en el registro. La declaración firmada va dentro de"
    " este archivo: N.cose; su prueba es el registro entero.",
    "The number of each row is that of the entry in the ledger. The signed statement is inside this"
    " file: N.cose; its proof is the whole log.",
)
#: Narrower than of the others, so that the course of most packs is one page.
_MARGIN: Final = 38.0
_LEDGER: Final = Words("registro", "ledger")
_CHECKPOINT: Final = Words("punto de control", "checkpoint")
_DOSSIERS: Final = Words("Expedientes", "Dossiers")
_STRATA: Final = Words("Estratos", "Strata")
_SIGN: Final = (
    Words("Nombre y cargo", "Name and office"), Words("Fecha", "Date"), Words("Firma", "Signature"),
)  # fmt: skip
_STEP_SHARES: Final = (0.04, 0.19, 0.15, 0.17, 0.18, 0.27)
_STEP_TITLES: Final = (
    Words("n.º", "no."), Words("cuándo", "when"), Words("asentado tras", "recorded after"),
    Words("evento", "event"), Words("firmó", "signed by"), Words("qué", "what"),
)  # fmt: skip
_PAPER_SHARES: Final = (0.08, 0.34, 0.18, 0.4)
_PAPER_TITLES: Final = (
    Words("asiento", "entry"), Words("papel", "paper"), Words("número", "number"),
    Words("huella (SHA-256)", "digest (SHA-256)"),
)  # fmt: skip
_FINDING_SHARES: Final = (0.07, 0.3, 0.63)
_FINDING_TITLES: Final = (
    Words("asiento", "entry"), Words("regla", "rule"), Words("qué", "what"),
)  # fmt: skip
_KEY_SHARES: Final = (0.26, 0.24, 0.1, 0.22, 0.18)
_KEY_TITLES: Final = (
    Words("parte", "party"), Words("llave", "key"), Words("función", "role"),
    Words("vigencia", "in force"), Words("asientos", "entries"),
)  # fmt: skip
_PERMIT_SHARES: Final = (0.26, 0.24, 0.2, 0.3)
_PERMIT_TITLES: Final = (
    Words("permiso", "permit"), Words("titular", "holder"), Words("términos", "terms"),
    Words("cómo estaba", "how it stood"),
)  # fmt: skip
_COVER_SHARES: Final = (0.06, 0.2, 0.16, 0.12, 0.1, 0.1, 0.1, 0.16)
_COVER_TITLES: Final = (
    Words("n.º", "no."), Words("paquete", "pack"), Words("serie", "serial"),
    Words("estrato", "stratum"), Words("asientos", "entries"), Words("papeles", "papers"),
    Words("excepciones", "exceptions"), Words("archivo", "file"),
)  # fmt: skip
_STRATA_SHARES: Final = (0.5, 0.25, 0.25)
_STRATA_TITLES: Final = (
    Words("estrato", "stratum"), Words("paquetes", "packs"), Words("elegidos", "drawn"),
)  # fmt: skip
Row = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DossierPages:
    """What a dossier says, in the words that are printed; rows are as the tables' titles."""

    title: str
    about: tuple[tuple[str, str], ...]
    stages: tuple[LifeStage, ...]
    steps: tuple[Row, ...]
    papers: tuple[Row, ...]
    weights: tuple[Bar, ...]
    loads: tuple[str, ...]
    """What whole loads weighed, a line each."""
    exceptions: tuple[Row, ...]
    not_judged: tuple[tuple[str, str], ...]
    keys: tuple[Row, ...]
    permits: tuple[Row, ...]
    files: tuple[tuple[str, bytes], ...]
    has_proofs: bool
    source: Source


@dataclass(frozen=True, slots=True)
class Cover:
    """What stands before the dossiers."""

    title: str
    words: tuple[tuple[Mark, str], ...]
    sentence: str
    about: tuple[tuple[str, str], ...]
    strata: tuple[Row, ...]
    dossiers: tuple[Row, ...]
    notes: tuple[str, ...]
    source: Source


def render_dossier(pages: DossierPages, lang: Lang = "es") -> bytes:
    """Make the PDF with the signed entries attached. The same content gives the same bytes."""
    check_lang(lang)
    flow = Flow(margin=_MARGIN)
    flow.text(pages.title, 15, bold=True)
    flow.space(4)
    flow.pairs([(name, printable(value)) for name, value in pages.about], 7.4)
    heading(flow, say(_COURSE, lang))
    if pages.stages:
        draw_timeline(
            flow.ink, pages.stages, flow.left, flow.y + 2, flow.room, lang, with_future=False
        )
        flow.space(HEIGHT + 8)
    flow.text(say(_NUMBERS if pages.has_proofs else _NUMBERS_ALL, lang), 6.8)
    flow.space(3)
    _table(flow, _STEP_TITLES, _STEP_SHARES, pages.steps, lang, 5.9)
    heading(flow, say(_PAPERS, lang), with_next=60)
    _table(flow, _PAPER_TITLES, _PAPER_SHARES, pages.papers, lang)
    _draw_weights(flow, pages.weights, lang)
    flow.space(4)
    for line in pages.loads:
        flow.text(printable(line), 7.4)
    heading(flow, say(_EXCEPTIONS, lang), with_next=60)
    _table(flow, _FINDING_TITLES, _FINDING_SHARES, pages.exceptions, lang, none=_NO_EXCEPTIONS)
    if pages.not_judged:
        heading(flow, say(_NOT_JUDGED, lang))
        for name, text in pages.not_judged:
            marked(flow, "open", name, text, name_room=150)
    heading(flow, say(_KEYS, lang), with_next=70)
    _table(flow, _KEY_TITLES, _KEY_SHARES, pages.keys, lang)
    heading(flow, say(_PERMITS, lang), with_next=80)
    flow.text(say(_PERMITS_NOTE, lang), 6.8)
    flow.space(3)
    _table(flow, _PERMIT_TITLES, _PERMIT_SHARES, pages.permits, lang)
    return flow.pdf(
        title=pages.title, foot=_foot(pages.source, lang), note=pages.title, lang=lang,
        attachments=pages.files,
    )  # fmt: skip


def render_cover(cover: Cover, lang: Lang = "es") -> bytes:
    """Make the PDF of the cover. The same content gives the same bytes."""
    check_lang(lang)
    flow = Flow(margin=MARGIN)
    flow.text(cover.title, 17, bold=True)
    flow.space(6)
    words_box(flow, list(cover.words), cover.sentence)
    flow.space(8)
    flow.pairs([(name, printable(value)) for name, value in cover.about], 7.4)
    if cover.strata:
        heading(flow, say(_STRATA, lang), with_next=60)
        _table(flow, _STRATA_TITLES, _STRATA_SHARES, cover.strata, lang)
    heading(flow, say(_DOSSIERS, lang), with_next=60)
    _table(flow, _COVER_TITLES, _COVER_SHARES, cover.dossiers, lang)
    flow.space(6)
    for note in cover.notes:
        flow.text(note, 7.6)
    flow.need(60)
    flow.space(34)
    step = flow.room / len(_SIGN)
    for place, title in enumerate(_SIGN):
        x = flow.left + place * step
        flow.ink.line(x, flow.y, x + step - 16, flow.y, 0.6)
        flow.ink.text(x, flow.y + 9, say(title, lang), 7)
    return flow.pdf(
        title=cover.title, foot=_foot(cover.source, lang), note=cover.sentence, lang=lang
    )


def _foot(source: Source, lang: Lang) -> str:
    ledger, checkpoint = say(_LEDGER, lang), say(_CHECKPOINT, lang)
    return f"{ledger} {source.origin} · {checkpoint} {source.size} {source.root}"


def _table(
    flow: Flow, titles: Sequence[Words], shares: Sequence[float], rows: Sequence[Row], lang: Lang,
    size: float = 7.0, *, none: Words = _NONE,
) -> None:  # fmt: skip
    if not rows:
        flow.text(say(none, lang), 8)
        return
    columns = [
        TableColumn(say(title, lang), share) for title, share in zip(titles, shares, strict=True)
    ]
    flow.table(columns, [tuple(map(printable, row)) for row in rows], size)


def _draw_weights(flow: Flow, bars: Sequence[Bar], lang: Lang) -> None:
    heading(flow, say(_WEIGHTS, lang), with_next=min(len(bars), 20) * ROW + 10)
    if not bars:
        flow.text(say(_NONE, lang), 8)
        return
    # One scale for all: a part is as long as its share of the pack.
    most = max(bar.value for bar in bars)
    for start in range(0, len(bars), 20):
        part = bars[start : start + 20]
        flow.need(len(part) * ROW)
        flow.y += draw_bars(flow.ink, flow.left, flow.y, flow.room, part, most)
