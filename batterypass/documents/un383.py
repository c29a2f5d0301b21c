"""The UN 38.3 test summary on paper: items (a) to (j) in their order, what is missing in plain sight.

The same summary gives the same bytes. The file and the signed entry that names it are inside.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from batterypass.documents.content import Words
from batterypass.documents.flow import Flow
from batterypass.documents.pdf import A4, LETTER
from batterypass.documents.setting import ASCENT, LEADING, clean, wrap
from batterypass.documents.words import FormLang, check_lang, say
from batterypass.regulations.un383 import field_label
from batterypass.texts.values import VALUE_WORDS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from batterypass.documents.content import Source
    from batterypass.domain.un383 import Un383Summary
    from batterypass.regulations.un383 import Item, Missing
    from batterypass.regulations.un383_reasons import Reason
    from batterypass.texts.bilingual import Text

PaperSize = Literal["letter", "a4"]
NameState = Literal["here", "elsewhere", "erased", "none"]
"""Where the signatory's name is: at hand, in a file that is not here, taken away, never given."""

_SIZES: Final = {"letter": LETTER, "a4": A4}
_TITLE: Final = Words("RESUMEN DE PRUEBAS ONU 38.3", "UN 38.3 TEST SUMMARY")
_UNDER: Final = Words(
    "Manual de Pruebas y Criterios, Parte III, 38.3.5",
    "Manual of Tests and Criteria, Part III, 38.3.5",
)
_INCOMPLETE: Final = Words("INCOMPLETO: FALTA", "INCOMPLETE: MISSING")
_AGAINST: Final = Words("NO BASTA", "NOT ENOUGH")
_DOUBT: Final = Words("fuente por confirmar", "source to be confirmed")
_MISSING: Final = Words("FALTA", "MISSING")
_NOT_APPLICABLE: Final = Words("no procede", "not applicable")
_NOT_STATED: Final = Words("no se indica", "not stated")
_NAMES: Final[dict[str, Words]] = {
    "elsewhere": Words(
        "sellado, en un archivo que no está aquí", "sealed, in a file that is not here"
    ),
    "erased": Words("sellado y borrado", "sealed and erased"),
}
_SIGNATURE: Final = Words("Firma", "Signature")
_EVIDENCE: Final = Words("En qué se apoya", "What it rests on")
_FOR: Final = Words("Artículo", "Article")
_FILE: Final = Words("SHA-256 del resumen", "SHA-256 of the summary")
_ENTRY: Final = Words("nombrado en el asiento", "named in entry")
_UNRECORDED: Final = Words(
    "impreso del archivo, sin asiento de un registro",
    "printed from the file, without an entry of a ledger",
)
_CHECKPOINT: Final = Words("punto de control", "checkpoint")
_ENTRIES: Final = Words("asientos", "entries")
_CHECK: Final = Words(
    "compruebe con batterypass un summary check", "check with batterypass un summary check"
)
_ATTACHED: Final = Words("los archivos van dentro de este PDF", "the files are inside this PDF")
#: Only one of them is for the kind of battery that it is.
_ONE_OF_TWO: Final = ("energy_wh", "lithium_g")
_PAD: Final = 6.0


@dataclass(frozen=True, slots=True)
class Un383Paper:
    """What the paper says. ``item`` and ``source`` are empty for a summary that no ledger names."""

    summary: Un383Summary
    digest: str
    items: tuple[Item, ...]
    missing: tuple[Missing, ...]
    reasons: tuple[Reason, ...]
    name_state: NameState
    needs_signature: bool
    signatory: str = ""
    item: str = ""
    source: Source | None = None


def render_un383(
    paper: Un383Paper,
    lang: FormLang = "es",
    size: PaperSize = "letter",
    attachments: Sequence[tuple[str, bytes]] = (),
) -> bytes:
    """Make the PDF, with ``attachments`` (file name, bytes) inside. Raises InputError for ``lang``."""
    check_lang(lang, ("es", "en", "both"))
    flow = Flow(_SIZES[size], 42)
    flow.text(say(_TITLE, lang), 15, bold=True)
    flow.text(say(_UNDER, lang), 8.5)
    if paper.item:
        flow.space(3)
        flow.text(f"{say(_FOR, lang)}: {paper.item}", 9)
    flow.space(6)
    _boxes(flow, paper, lang)
    for item in paper.items:
        flow.need(46)
        flow.text(f"({item.letter})  {_said(item.label, lang)}", 8, bold=True)
        flow.space(1)
        flow.pairs(list(_rows(paper, item, lang)), 7)
        flow.space(3)
    if paper.needs_signature:
        _signature(flow, lang)
    _evidence(flow, paper, lang, has_files=bool(attachments))
    return flow.pdf(
        title=f"{say(_TITLE, lang)} {paper.summary.report or ''}".rstrip(),
        foot=f"SHA-256 {paper.digest} · {say(_CHECK, lang)}",
        lang=lang,
        attachments=attachments,
    )


def _boxes(flow: Flow, paper: Un383Paper, lang: FormLang) -> None:
    """Frame what is missing and what speaks against it, before anything else is read."""
    if paper.missing:
        fields = (f"({one.item.letter}) {_said(one.label, lang)}" for one in paper.missing)
        _box(flow, say(_INCOMPLETE, lang), "; ".join(fields))
    if paper.reasons:
        told = "; ".join(_reason(one, lang) for one in paper.reasons)
        _box(flow, say(_AGAINST, lang), told)


def _reason(reason: Reason, lang: FormLang) -> str:
    doubt = "" if reason.confidence == "high" else f", {say(_DOUBT, lang)}"
    return f"{_said(reason.text, lang)} ({reason.source}{doubt})"


def _box(flow: Flow, head: str, text: str) -> None:
    room = flow.room - 2 * _PAD
    lines = wrap(clean(text), room, 8.5)
    height = 10 * LEADING + len(lines) * 8.5 * LEADING + 2 * _PAD
    flow.need(height)
    flow.ink.box(flow.left, flow.y, flow.room, height, 1.6)
    y = flow.y + _PAD
    flow.ink.text(flow.left + _PAD, y + ASCENT * 10, clean(head), 10, bold=True)
    y += 10 * LEADING
    for line in lines:
        flow.ink.text(flow.left + _PAD, y + ASCENT * 8.5, line, 8.5)
        y += 8.5 * LEADING
    flow.y += height + 6


def _rows(paper: Un383Paper, item: Item, lang: FormLang) -> Iterator[tuple[str, str]]:
    missing = {one.field for one in paper.missing}
    for field in item.fields:
        value = _value(paper, field, lang)
        if not value and field in missing:
            value = f"— {say(_MISSING, lang)} —"
        elif not value and field in _ONE_OF_TWO and paper.summary.chemistry is not None:
            continue
        elif not value:
            # What an article that nobody named would need is not known.
            is_known = field == "assembled_under" and paper.summary.article is not None
            value = say(_NOT_APPLICABLE if is_known else _NOT_STATED, lang)
        yield _said(field_label(field), lang), value


def _value(paper: Un383Paper, field: str, lang: FormLang) -> str:
    if field == "signatory_sha256":
        if paper.name_state == "here":
            return paper.signatory
        return say(_NAMES[paper.name_state], lang) if paper.name_state in _NAMES else ""
    value = getattr(paper.summary, field)
    if isinstance(value, list):
        return ", ".join(value)
    if value is None:
        return ""
    known = VALUE_WORDS.get(str(value)) if field in _CHOICES else None
    return _said(known, lang) if known is not None else str(value)


_CHOICES: Final = frozenset(
    {"article", "chemistry", "assembled_under", *(f"t{number}" for number in range(1, 9))}
)


def _said(text: Text, lang: FormLang) -> str:
    return say(Words(text.es, text.en), lang)


def _signature(flow: Flow, lang: FormLang) -> None:
    flow.need(44)
    line = flow.y + 30
    flow.ink.line(flow.left, line, flow.left + flow.room * 0.5, line, 0.7)
    flow.ink.text(flow.left, line + LEADING * 8, say(_SIGNATURE, lang), 8)
    flow.y = line + 18


def _evidence(flow: Flow, paper: Un383Paper, lang: FormLang, *, has_files: bool) -> None:
    flow.need(64)
    flow.text(say(_EVIDENCE, lang), 9, bold=True)
    flow.space(1)
    lines = [f"{say(_FILE, lang)}: {paper.digest}"]
    source = paper.source
    if source is None:
        lines.append(say(_UNRECORDED, lang))
    else:
        entries = ", ".join(map(str, source.entries))
        lines.append(f"{say(_ENTRY, lang)} {entries} · {source.origin}")
        lines.append(
            f"{say(_CHECKPOINT, lang)} {source.size} {say(_ENTRIES, lang)} · {source.root}"
        )
    if has_files:
        lines.append(say(_ATTACHED, lang))
    for line in lines:
        flow.text(line, 7.5)
