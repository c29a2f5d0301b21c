"""A yearly report as a PDF: pictures first, then its tables, then the entries behind every figure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from batterypass.documents.content import Source
from batterypass.documents.flow import A4_LANDSCAPE, LANDSCAPE, TableColumn
from batterypass.documents.yearly_content import PaperTable, Section, YearlyPaper
from batterypass_cli.report_evidence import EvidenceBook
from batterypass_cli.report_pictures import Pictures
from batterypass_cli.report_view import about_pairs, command_of, shown
from batterypass_cli.words import language, say

if TYPE_CHECKING:
    from collections.abc import Mapping

    from batterypass.app.ledger import Ledger
    from batterypass.documents.words import Lang
    from batterypass_cli.context import Here
    from batterypass_cli.plain import NameOf
    from batterypass_cli.report_files import Written
    from batterypass_cli.report_view import ShownTable

PAPERS: Final[Mapping[str, tuple[float, float]]] = {"letter": LANDSCAPE, "a4": A4_LANDSCAPE}
#: Jurisdictions whose printers hold A4; those of Mexico and the United States hold Letter.
_ON_A4: Final = ("EU", "UK")
#: Names of companies are long, and take the room that figures leave.
_SHARES: Final[Mapping[str, float]] = {"recycler": 2.6, "producer": 2.6, "party": 2.6}


def write_pdf(here: Here, ledger: Ledger, written: Written) -> bytes:
    """Make the PDF, in the language of the command, on the paper of the place or the one asked for."""
    from batterypass.app.permits import jurisdiction_on
    from batterypass.documents.yearly import render_yearly
    from batterypass_cli.plain import names_of

    lang: Lang = "es" if language() == "es" else "en"
    paper = written.paper
    if not paper:
        law = jurisdiction_on(ledger.session, here.now().date().isoformat())
        paper = "a4" if law in _ON_A4 else "letter"
    return render_yearly(paper_of(written, names_of(ledger), PAPERS[paper]), lang)


def paper_of(written: Written, name_of: NameOf, size: tuple[float, float]) -> YearlyPaper:
    """Put a report into the content of a paper."""
    report = written.report
    book = EvidenceBook.of(report, name_of, every_entry=written.every_entry)
    view = shown(report, name_of, is_screen=True)
    tables = [_table(one, book) for one in view.tables]
    basis = report.basis
    return YearlyPaper(
        view.title,
        about_pairs(report, name_of),
        (*Pictures(report, name_of, book).sections(), *tables),
        (*view.notes, *((say("reportpaper.note-cut"),) if tables else ())),
        view.nothing,
        tuple(book.listed),
        command_of(report, "pdf"),
        Source(basis.origin, basis.size, basis.root),
        size,
    )


def _table(table: ShownTable, book: EvidenceBook) -> Section:
    """Give a table of a screen with the numbers of its evidence in the place of entries."""
    kept = [place for place, one in enumerate(table.columns) if not one.key.endswith("entries")]
    columns = [
        TableColumn(
            table.columns[place].title, _SHARES.get(table.columns[place].key, 1.0),
            table.columns[place].is_figure,
        )
        for place in kept
    ]  # fmt: skip
    numbers = tuple(book.number(table.key, place) for place in range(len(table.rows)))
    rows = tuple(
        (*(row[place] for place in kept), f"[{number}]" if number else "")
        for row, number in zip(table.rows, numbers, strict=True)
    )
    columns.append(TableColumn(say("reportpaper.evidence"), 0.6, True))
    return Section(table.title, PaperTable(tuple(columns), rows, numbers))
