"""Tables on paper: a log book, yearly sums. Letter, across; every figure names its entries."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from batterypass.documents.content import Words
from batterypass.documents.flow import LANDSCAPE, Flow, TableColumn
from batterypass.documents.words import Lang, check_lang, say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from batterypass.documents.content import Source

_LEDGER: Final = Words("registro", "ledger")
_CHECKPOINT: Final = Words("punto de control", "checkpoint")
_CHECK: Final = Words("compruebe con batterypass verify", "check with batterypass verify")


@dataclass(frozen=True, slots=True)
class Report:
    """What a report says, in the words that are printed."""

    title: str
    about: tuple[str, ...]
    """Lines under the title: whose, where, from when to when."""
    columns: tuple[TableColumn, ...]
    rows: tuple[tuple[str, ...], ...]
    totals: tuple[str, ...]
    """Lines under the table."""
    notes: tuple[str, ...]
    """Small print; an empty line leaves room for a signature."""
    source: Source


def render_report(report: Report, lang: Lang = "es") -> bytes:
    """Make the PDF. The same report gives the same bytes."""
    check_lang(lang)
    flow = Flow(LANDSCAPE, 36)
    flow.text(report.title, 14, bold=True)
    flow.space(3)
    for line in report.about:
        flow.text(line, 9)
    flow.space(8)
    if report.rows:
        flow.table(report.columns, report.rows)
    flow.space(8)
    for line in report.totals:
        flow.text(line, 9, bold=True)
    flow.space(6)
    for line in report.notes:
        if line:
            flow.text(line, 7.5)
        else:
            flow.space(22)
    return flow.pdf(title=report.title, foot=_foot(report.source, lang), lang=lang)


def _foot(source: Source, lang: Lang) -> str:
    parts: Sequence[str] = (
        f"{say(_LEDGER, lang)} {source.origin}",
        f"{say(_CHECKPOINT, lang)} {source.size} {source.root}",
        say(_CHECK, lang),
    )
    return " · ".join(parts)
