"""What ``logbook`` and ``annual`` share: whose book it is, and a table as CSV, PDF or on screen."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from batterypass.errors import InputError
from batterypass.texts.bilingual import Text
from batterypass_cli.completions import complete_parties
from batterypass_cli.output import Column, paint
from batterypass_cli.words import both, language, say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from batterypass.app.ledger import Ledger
    from batterypass.documents.words import Lang
    from batterypass.domain.states import PartyState
    from batterypass_cli.context import Here

PartyOption = Annotated[
    str | None,
    typer.Option(
        "--party",
        metavar="PARTY",
        help=both("Whose book; else of the only key here.", "De quién; si no, de la única llave."),
        autocompletion=complete_parties,
    ),
]
FileOption = Annotated[
    str | None,
    typer.Option(
        "-o",
        "--output",
        metavar="FILE",
        help=both(
            "FILE.csv or FILE.pdf; - is CSV on standard output; without it, the screen.",
            "ARCHIVO.csv o ARCHIVO.pdf; - es CSV en la salida; sin él, la pantalla.",
        ),
    ),
]

#: Jurisdictions whose printers hold A4; those of Mexico and the United States hold Letter.
_ON_A4 = ("EU", "UK")


@dataclass(frozen=True, slots=True)
class BookColumn:
    """A column: its key in a row, its share of a page, and whether it holds figures."""

    key: str
    title: str
    share: float
    is_figure: bool = False


@dataclass(frozen=True, slots=True)
class Book:
    """A table with what stands around it. ``rows`` are for programs, ``cells`` for people."""

    name: str
    title: str
    about: tuple[str, ...]
    columns: tuple[BookColumn, ...]
    rows: tuple[dict[str, Any], ...]
    cells: tuple[dict[str, str], ...]
    totals: tuple[str, ...]
    notes: tuple[str, ...]
    entries: tuple[int, ...]
    #: What makes the figures smaller than the truth; said wherever the book goes.
    warning: str = ""


def party_of(here: Here, ledger: Ledger, named: str | None) -> PartyState:
    """Give whose book it is: the party that was named, else the only one with a key here."""
    if named:
        return ledger.party(named)
    world = ledger.session.world
    known = here.keys.parties() if here.keys_path.is_dir() else ()
    states = [state for name in known if (state := world.party(name)) is not None]
    if len(states) == 1:
        return states[0]
    listed = ", ".join(state.party for state in states) or "-"
    raise InputError(
        f"say whose book it is: --party PARTY; keys are here of: {listed}",
        code="logbook.which-party", known=listed,
    )  # fmt: skip


def show_book(here: Here, ledger: Ledger, book: Book, output: str | None) -> None:
    """Print a book, or write it to a file by the end of its name."""
    if book.warning and not here.out.wants_json:
        here.out.talk(f"{paint('!', 'y')} {book.warning}")
    if output is None:
        _on_screen(here, book)
        return
    path = Path(output)
    suffix = path.suffix.lower()
    if output == "-":
        here.out.raw_bytes(_csv(book))
        return
    if suffix not in (".csv", ".pdf"):
        raise InputError(
            f"-o {output}: expected a name that ends in .csv or .pdf, or -",
            code="logbook.bad-file", path=output,
        )  # fmt: skip
    from batterypass_cli.guide import check_writable, write_whole

    check_writable(path)
    write_whole(path, _csv(book) if suffix == ".csv" else _pdf(here, ledger, book))
    if here.out.wants_json:
        here.out.document({book.name: {"file": output, "rows": len(book.rows)}})
        return
    here.out.line(paint("✓ ", "g") + say("logbook.written", path=output, count=len(book.rows)))


def _on_screen(here: Here, book: Book) -> None:
    if here.out.wants_json:
        here.out.rows(book.name, book.rows, ())
        return
    here.out.line(paint(book.title, "b"))
    for line in book.about:
        here.out.line(line)
    if not book.rows:
        here.out.line(say("logbook.none"))
        return
    columns = [
        Column(one.key, Text(one.title, one.title), right=one.is_figure) for one in book.columns
    ]
    here.out.rows(book.name, book.cells, columns)
    for line in book.totals:
        here.out.line(line)


def _cells(book: Book) -> Sequence[tuple[str, ...]]:
    return tuple(tuple(row[one.key] for one in book.columns) for row in book.cells)


def _csv(book: Book) -> bytes:
    from batterypass.exchange.sheet import encode_sheet

    return encode_sheet([one.title for one in book.columns], _cells(book))


def _pdf(here: Here, ledger: Ledger, book: Book) -> bytes:
    from batterypass.app.permits import jurisdiction_on
    from batterypass.app.wording import source_at
    from batterypass.documents.flow import A4_LANDSCAPE, LANDSCAPE, TableColumn
    from batterypass.documents.report import Report, render_report

    lang: Lang = "es" if language() == "es" else "en"
    session = ledger.session
    law = jurisdiction_on(session, here.now().date().isoformat())
    report = Report(
        title=book.title,
        about=book.about,
        columns=tuple(TableColumn(one.title, one.share, one.is_figure) for one in book.columns),
        rows=tuple(_cells(book)),
        totals=book.totals or (say("logbook.none"),),
        notes=(*filter(None, [book.warning]), *book.notes),
        source=source_at(session, session.logged, book.entries),
        size=A4_LANDSCAPE if law in _ON_A4 else LANDSCAPE,
    )
    return render_report(report, lang)
