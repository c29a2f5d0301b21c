"""``batterypass report``: yearly figures of recyclers, material flows, producers and sites."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from batterypass.errors import InputError
from batterypass_cli.completions import complete_parties
from batterypass_cli.context import Here
from batterypass_cli.pages import bilingual
from batterypass_cli.report_files import WRITERS, Written, writer_of
from batterypass_cli.words import both, say

if TYPE_CHECKING:
    from batterypass.app.report_model import Report, ReportName
    from batterypass.domain.states import PartyState
    from batterypass_cli.report_view import ShownReport

app = typer.Typer(
    no_args_is_help=True,
    help=both(
        "Yearly reports: recovery, circularity, producers, sites.\n\n"
        "Example: batterypass report recovery --year 2026",
        "Informes del año: recuperación, circularidad, productores, sitios.\n\n"
        "Example: batterypass report recovery --year 2026",
    ),
)
YearOption = Annotated[
    str | None,
    typer.Option(
        "--year", metavar="YEAR",
        help=both("The year; else the last one.", "El año; si no, el pasado."),
    ),
]  # fmt: skip
PartyOption = Annotated[
    str | None,
    typer.Option(
        "--party", metavar="PARTY",
        help=both("Only this party.", "Solo esta parte."),
        autocompletion=complete_parties,
    ),
]  # fmt: skip
SiteOption = Annotated[
    str | None,
    typer.Option("--site", metavar="SITE", help=both("Only this site.", "Solo este sitio.")),
]
JurisdictionOption = Annotated[
    str,
    typer.Option(
        "--jurisdiction", metavar="CODE",
        help=both("Whose targets: EU, UK, US, MX.", "Metas de quién: EU, UK, US, MX."),
    ),
]  # fmt: skip
ExcludeOption = Annotated[
    list[str] | None,
    typer.Option(
        "--exclude", metavar="ELEMENT|dismantled",
        help=both(
            "Leave an element out, or dismantled parts, on both sides; may be repeated.",
            "Deja fuera un elemento, o lo desmontado (dismantled), de ambos lados; se puede repetir.",
        ),
    ),
]  # fmt: skip
FileOption = Annotated[
    str | None,
    typer.Option(
        "-o", "--output", metavar="FILE",
        help=both(
            "FILE.pdf, .xlsx, .csv or .json; - is CSV on standard output; without it, the screen.",
            "ARCHIVO.pdf, .xlsx, .csv o .json; - es CSV en la salida; sin él, la pantalla.",
        ),
    ),
]  # fmt: skip
PaperOption = Annotated[
    str | None,
    typer.Option(
        "--paper", metavar="letter|a4",
        help=both(
            "Sheet of a PDF; else what is usual where the ledger is.",
            "Hoja del PDF; si no, la usual donde está el registro.",
        ),
    ),
]  # fmt: skip
EntriesOption = Annotated[
    bool,
    typer.Option(
        "--entries",
        help=both(
            "List every entry of every figure.", "Lista todos los asientos de cada cifra."
        ),
    ),
]  # fmt: skip


@app.command("recovery")
@bilingual(
    """
    Informa la eficiencia de reciclaje y los materiales recuperados de un año.

    Por reciclador, sitio, proceso y grupo químico, contra las metas vigentes al cierre del año.
    Cada cifra nombra sus asientos.
    """
)
def recovery(
    ctx: typer.Context,
    output: FileOption = None,
    year: YearOption = None,
    party: PartyOption = None,
    site: SiteOption = None,
    jurisdiction: JurisdictionOption = "EU",
    exclude: ExcludeOption = None,
    entries: EntriesOption = False,
    paper: PaperOption = None,
) -> None:
    """Report the recycling efficiency and the recovered materials of a year.

    By recycler, site, process and chemistry group, against the targets in force at the end of the
    year. Every figure names its entries.

    Example: batterypass report recovery --year 2026 --party recicladora-norte -o recovery.csv
    """
    _check_paper(paper)
    found = _make(ctx, "recovery", output, year, party, site, jurisdiction, exclude)
    _show(Here.of(ctx), found, output, every_entry=entries, paper=paper)


@app.command("circularity")
@bilingual(
    """
    Informa adónde fue el material en un año, qué tan sanos están los paquetes y cuánto dura cada etapa.

    De todo el registro, o de lo que hizo un fabricante; lo que alguien puso en el mercado lo dice
    report producer. Las lecturas selladas que no se leen aquí se cuentan aparte.
    """
)
def circularity(
    ctx: typer.Context,
    output: FileOption = None,
    year: YearOption = None,
    party: PartyOption = None,
    entries: EntriesOption = False,
    paper: PaperOption = None,
) -> None:
    """Report where material went in a year, how sound packs are, and how long each stage lasts.

    Of the whole ledger, or of what one maker made; what somebody placed on the market is told by
    report producer. Sealed readings that are not readable here are counted apart.

    Example: batterypass report circularity --year 2026 -o circularity.json
    """
    _check_paper(paper)
    found = _make(ctx, "circularity", output, year, party)
    _show(Here.of(ctx), found, output, every_entry=entries, paper=paper)


@app.command("producer")
@bilingual(
    """
    Informa qué ha sido de los paquetes de cada productor al cierre de un año.

    Puestos en el mercado, en uso, segunda vida, recolectados, exportados, reciclados, dispuestos,
    desconocidos; tasas de recolección y reutilización; evidencia de origen, sin veredicto.
    """
)
def producer(
    ctx: typer.Context,
    output: FileOption = None,
    year: YearOption = None,
    party: PartyOption = None,
    jurisdiction: JurisdictionOption = "EU",
    entries: EntriesOption = False,
    paper: PaperOption = None,
) -> None:
    """Report what has become of every producer's packs by the end of a year.

    Placed on the market, in use, second life, collected, exported, recycled, disposed of, unknown;
    collection and reuse rates; evidence of origin, without a verdict.

    Example: batterypass report producer --year 2026 --party planta-apodaca
    """
    _check_paper(paper)
    found = _make(ctx, "producer", output, year, party, None, jurisdiction)
    _show(Here.of(ctx), found, output, every_entry=entries, paper=paper)


@app.command("site")
@bilingual(
    """
    Informa qué llegó a un sitio en un año, qué se hizo con ello y qué queda ahí.

    Recibido, tratado, lotes, productos, residuos, existencia al cierre y capacidad usada.
    """
)
def site_of_year(
    ctx: typer.Context,
    output: FileOption = None,
    year: YearOption = None,
    party: PartyOption = None,
    site: SiteOption = None,
    entries: EntriesOption = False,
    paper: PaperOption = None,
) -> None:
    """Report what came to a site in a year, what was done with it, and what lies there.

    Received, treated, batches, products, residues, stock at the end, and capacity used.

    Example: batterypass report site --year 2026 --party recicladora-norte --site patio-1
    """
    _check_paper(paper)
    found = _make(ctx, "site", output, year, party, site)
    _show(Here.of(ctx), found, output, every_entry=entries, paper=paper)


def _make(
    ctx: typer.Context, name: ReportName, output: str | None, year: str | None, party: str | None,
    site: str | None = None, jurisdiction: str = "EU", exclude: list[str] | None = None,
) -> Report:  # fmt: skip
    """Make the report that was asked for; everything that was given is checked first."""
    from batterypass import bootstrap
    from batterypass.app.report_model import Asked
    from batterypass.app.reports import make_report
    from batterypass_cli.progress import Progress

    here = Here.of(ctx)
    _check_output(output)
    targets = bootstrap.recovery_targets()
    wanted = year or str(here.now().year - 1)
    if not (len(wanted) == 4 and wanted.isascii() and wanted.isdigit() and wanted >= "1970"):
        raise InputError(
            f"--year {wanted}: expected a year such as 2026", code="report.bad-year", found=wanted
        )
    law = jurisdiction.upper()
    known = targets.jurisdictions()
    if law not in known:
        raise InputError(
            f"--jurisdiction {law}: there are targets for {', '.join(known)}",
            code="report.bad-jurisdiction", found=law, known=", ".join(known),
        )  # fmt: skip
    excluded = tuple(sorted({one.lower() for one in exclude or []}))
    if excluded:
        from batterypass.regulations.recovery_dismantled import DISMANTLED
        from batterypass.texts.words_batch import ELEMENTS

        may = (*ELEMENTS, DISMANTLED)
        for one in excluded:
            if one not in may:
                raise InputError(
                    f"--exclude {one}: expected one of {', '.join(may)}",
                    code="report.bad-element", found=one, known=", ".join(may),
                )  # fmt: skip
    ledger = here.open()
    state = ledger.party(party) if party else None
    if state is not None and site:
        _check_site(state, site)
    asked = Asked(
        name, int(wanted), state.party if state is not None else "", site or "", law, excluded
    )
    with Progress(here.out, say("report.progress")) as progress:
        return make_report(ledger.session, asked, targets, progress)


def _check_site(state: PartyState, site: str) -> None:
    known = [str(one["site_id"]) for one in state.sites]
    if site not in known:
        raise InputError(
            f"--site {site}: {state.party} has no such site; it has: {', '.join(known) or '-'}",
            code="report.no-site", site=site, party=state.legal_name or state.party,
            known=", ".join(known) or "-",
        )  # fmt: skip


def _show(
    here: Here, report: Report, output: str | None, *, every_entry: bool, paper: str | None
) -> None:
    """Print a report, or write it to a file by the end of its name."""
    from batterypass_cli.output import paint
    from batterypass_cli.plain import names_of
    from batterypass_cli.report_view import impossible, report_json, shown

    wrong = impossible(report)
    if wrong:
        here.out.talk(f"{paint('!', 'r')} {say('report.impossible', count=wrong)}")
    name_of = names_of(here.open())
    if output is not None:
        view = shown(report, name_of, every_entry=every_entry)
        _write(here, Written(report, view, every_entry, (paper or "").lower()), output)
    elif here.out.wants_json:
        here.out.document(report_json(report, every_entry=every_entry))
    else:
        _on_screen(here, shown(report, name_of, every_entry=every_entry, is_screen=True))


def _check_paper(paper: str | None) -> None:
    if paper is not None and paper.lower() not in ("letter", "a4"):
        raise InputError(
            f"--paper {paper}: expected one of letter, a4",
            code="reportpaper.bad-paper", found=paper, known="letter, a4",
        )  # fmt: skip


def _check_output(output: str | None) -> None:
    """Say now what could not be written in the end."""
    if output in (None, "-"):
        return
    path = Path(output)
    if path.suffix.lower() not in WRITERS:
        known = ", ".join(sorted(WRITERS))
        raise InputError(
            f"-o {output}: expected a name that ends in one of {known}, or -",
            code="report.bad-file", path=output, known=known,
        )  # fmt: skip
    from batterypass_cli.guide import check_writable

    check_writable(path)


def _write(here: Here, written: Written, output: str) -> None:
    from batterypass_cli.guide import write_whole
    from batterypass_cli.output import paint

    ledger = here.open()
    if output == "-":
        here.out.raw_bytes(writer_of(".csv")(here, ledger, written))
        return
    path = Path(output)
    write_whole(path, writer_of(path.suffix.lower())(here, ledger, written))
    count = written.shown.count
    if here.out.wants_json:
        here.out.document({"report": {"file": output, "rows": count}})
        return
    here.out.line(paint("✓ ", "g") + say("report.written", path=path, count=count))


def _on_screen(here: Here, view: ShownReport) -> None:
    from batterypass.texts.bilingual import Text
    from batterypass_cli.output import Column, paint

    here.out.line(paint(view.title, "b"))
    for line in view.about:
        here.out.line(line)
    if not view.tables:
        here.out.line(view.nothing)
        return
    for table in view.tables:
        here.out.line()
        here.out.line(paint(table.title, "b"))
        columns = [
            Column(one.key, Text(one.title, one.title), right=one.is_figure)
            for one in table.columns
        ]
        keys = [one.key for one in table.columns]
        here.out.rows(table.key, [dict(zip(keys, row, strict=True)) for row in table.rows], columns)
    here.out.line()
    for note in view.notes:
        here.out.line(note)
