"""The verdict on paper: both words, every check, and each finding with the number of its evidence.

It says what the terminal says, in the same words, so that a report and a run can be compared. No
clock is asked: who verified writes the day by hand, and the same file gives the same bytes.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from batterypass.documents.audit_flow import MARGIN, Mark, heading, marked, printable, words_box
from batterypass.documents.content import Words
from batterypass.documents.flow import Flow, TableColumn
from batterypass.documents.setting import width_of
from batterypass.documents.words import Lang, check_lang, say

if TYPE_CHECKING:
    from batterypass.documents.content import Source

_CHECKS: Final = Words("Comprobaciones", "Checks")
_FINDINGS: Final = Words("Hallazgos", "Findings")
_NONE: Final = Words("Ninguno.", "None.")
_EVIDENCE: Final = (
    Words("asiento", "entry"), Words("huella (SHA-256)", "digest (SHA-256)"), Words("qué", "what"),
)  # fmt: skip
_SHARES: Final = (0.09, 0.25, 0.66)
_NUMBERS: Final = Words(
    "El número de evidencia es el del asiento en el registro; la huella es la de la declaración"
    " firmada, y nadie puede cambiar la una sin que cambie la otra.",
    "The number of a piece of evidence is that of the entry in the ledger; the digest is that of the"
    " signed statement, and nobody can change one without the other.",
)
_NOT_JUDGED: Final = Words("No juzgado", "Not judged")
_ALL_JUDGED: Final = Words(
    "Nada: se juzgaron todos los asientos del registro.",
    "Nothing: every entry of the ledger was judged.",
)
_NOT_COLUMNS: Final = (
    Words("qué", "what"), Words("sobre", "about"), Words("por qué", "why"),
)  # fmt: skip
_NOT_SHARES: Final = (0.18, 0.34, 0.48)
_MEANING: Final = Words(
    "Auténtico: nadie cambió ni ocultó nada. Cumple: se siguieron las reglas del día. Son dos"
    " dictámenes y ninguno sustituye al otro. Este papel repite lo que dijo el programa; quien tenga el"
    " archivo y la confianza lo obtiene de nuevo, byte por byte.",
    "Authentic: nobody changed or hid anything. Compliant: the rules of the day were followed. These"
    " are two verdicts and neither stands in for the other. This paper repeats what the program said;"
    " whoever has the file and the trust file gets it again, byte for byte.",
)
_BY: Final = Words("Quién comprobó", "Verified by")
_SIGN: Final = (
    Words("Nombre y cargo", "Name and office"), Words("Fecha", "Date"), Words("Firma", "Signature"),
)  # fmt: skip
_LEDGER: Final = Words("registro", "ledger")
_CHECKPOINT: Final = Words("punto de control", "checkpoint")


@dataclass(frozen=True, slots=True)
class CheckLine:
    """One check: its mark, its name, and what it rests on or what is wrong."""

    mark: Mark
    name: str
    text: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """One finding: the entry that shows it and its digest (both may be unknown), and the words."""

    entry: int | None
    digest: str
    text: str


@dataclass(frozen=True, slots=True)
class FindingGroup:
    """The findings of one code."""

    mark: Mark
    title: str
    rows: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class VerdictReport:
    """What the report says, in the words that are printed."""

    title: str
    words: tuple[tuple[Mark, str], ...]
    """The two words of the verdict."""
    sentence: str
    about: tuple[tuple[str, str], ...]
    """Names and values: what was verified, against what, by which program and rulebook."""
    checks: tuple[CheckLine, ...]
    first_wrong: str
    findings: tuple[FindingGroup, ...]
    not_judged: tuple[tuple[str, str, str], ...] | None
    """What, about what, and why; None where everything was judged."""
    by: str
    """Who verified, as he says; empty for a line to write on."""
    source: Source


def render_verdict(report: VerdictReport, lang: Lang = "es") -> bytes:
    """Make the PDF. The same report gives the same bytes."""
    check_lang(lang)
    flow = Flow(margin=MARGIN)
    flow.text(report.title, 17, bold=True)
    flow.space(6)
    words_box(flow, list(report.words), report.sentence)
    flow.space(8)
    flow.pairs([(name, printable(value)) for name, value in report.about], 7.4)
    heading(flow, say(_CHECKS, lang))
    for check in report.checks:
        marked(flow, check.mark, check.name, check.text)
    _draw_findings(flow, report, lang)
    _draw_not_judged(flow, report, lang)
    _draw_signature(flow, report, lang)
    source = report.source
    foot = f"{say(_LEDGER, lang)} {source.origin} · {say(_CHECKPOINT, lang)} {source.size} {source.root}"
    # Pages are copied and filed one by one: each says what the verdict is.
    note = " · ".join((report.title, *(word for _, word in report.words), report.sentence))
    return flow.pdf(title=report.title, foot=foot, note=note, lang=lang)


def _draw_findings(flow: Flow, report: VerdictReport, lang: Lang) -> None:
    heading(flow, say(_FINDINGS, lang), with_next=60)
    if report.first_wrong:
        flow.text(printable(report.first_wrong), 9, bold=True)
        flow.space(3)
    if not report.findings:
        flow.text(say(_NONE, lang), 8.4)
        return
    flow.text(say(_NUMBERS, lang), 7.4)
    columns = [
        TableColumn(say(title, lang), share)
        for title, share in zip(_EVIDENCE, _SHARES, strict=True)
    ]
    for group in report.findings:
        flow.space(6)
        # No head of a table without its first row.
        flow.need(86)
        marked(flow, group.mark, group.title, "", name_room=flow.room - 20)
        rows = [
            ("—" if one.entry is None else f"#{one.entry}", one.digest or "—", printable(one.text))
            for one in group.rows
        ]
        flow.table(columns, rows, 7.2)


def _draw_not_judged(flow: Flow, report: VerdictReport, lang: Lang) -> None:
    heading(flow, say(_NOT_JUDGED, lang))
    if not report.not_judged:
        flow.text(say(_ALL_JUDGED if report.not_judged is None else _NONE, lang), 8.4)
        return
    columns = [
        TableColumn(say(title, lang), share)
        for title, share in zip(_NOT_COLUMNS, _NOT_SHARES, strict=True)
    ]
    flow.table(columns, [tuple(map(printable, row)) for row in report.not_judged], 7.2)


def _draw_signature(flow: Flow, report: VerdictReport, lang: Lang) -> None:
    heading(flow, say(_BY, lang), with_next=110)
    flow.text(say(_MEANING, lang), 7.6)
    if report.by:
        flow.space(6)
        flow.text(report.by, 10, bold=True)
    flow.space(30)
    titles = [say(one, lang) for one in (_SIGN[1:] if report.by else _SIGN)]
    step = flow.room / len(titles)
    for place, title in enumerate(titles):
        x = flow.left + place * step
        flow.ink.line(x, flow.y, x + step - 16, flow.y, 0.6)
        flow.ink.text(x + (step - 16 - width_of(title, 7)) / 2, flow.y + 9, title, 7)
    flow.space(12)
