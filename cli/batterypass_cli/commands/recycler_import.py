"""``batterypass recycler import``: a published list, or a directory file, into the directory."""

from __future__ import annotations

from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Annotated, Final, cast

import typer

from batterypass.errors import DeclinedError, InputError
from batterypass.evidence.refusal import refusal
from batterypass_cli.context import Here
from batterypass_cli.output import paint
from batterypass_cli.pages import bilingual
from batterypass_cli.words import both, language, say

if TYPE_CHECKING:
    from batterypass.app.directory_gone import Gone
    from batterypass.app.directory_import import CheckedList, Choices, ListSource
    from batterypass.app.ledger import Ledger
    from batterypass.exchange.listing_mapping import ListMapping
    from batterypass.exchange.listing_table import ListTable
    from batterypass.exchange.source import Source
    from batterypass_cli.listing_view import ListView

_ERRORS: Final = "list.errors.csv"


@bilingual(
    """
    Importa una lista publicada, o un archivo del directorio.

    CSV o XLSX, con cualquier nombre de columnas: un archivo de mapeo dice cuál es cada una, y sirve
    para la lista siguiente. --dry-run muestra lo que se agrega, cambia, queda igual y ya no está;
    nada se borra en silencio: --gone dice qué pasa con lo que ya no está. Todo o nada, y la misma
    lista otra vez no cambia nada. Un .bpz de «recycler export» se comprueba antes de leerse.
    """,
    signs=True,
)
def import_directory(
    ctx: typer.Context,
    file: Annotated[
        str,
        typer.Argument(
            metavar="FILE|-", help=both("The list; - is standard input.", "La lista; - es stdin.")
        ),
    ],
    source: Annotated[
        str | None,
        typer.Option(
            "--source",
            metavar="TEXT",
            help=both(
                "Whose list it is, as it is to be cited.",
                "De quién es la lista, como ha de citarse.",
            ),
        ),
    ] = None,
    published_on: Annotated[
        str | None,
        typer.Option(
            "--published-on",
            metavar="DATE",
            help=both("The day of the list.", "El día de la lista."),
        ),
    ] = None,
    map_: Annotated[
        Path | None,
        typer.Option(
            "--map",
            metavar="MAP.json",
            help=both(
                "Which column is which field, and what words mean.",
                "Qué columna es cada dato, y qué significan las palabras.",
            ),
        ),
    ] = None,
    save_map: Annotated[
        Path | None,
        typer.Option(
            "--save-map",
            metavar="MAP.json",
            help=both("Save the mapping of this run.", "Guarda el mapeo de esta vez."),
        ),
    ] = None,
    default: Annotated[
        list[str] | None,
        typer.Option(
            "--default",
            metavar="FIELD=VALUE",
            help=both(
                "A value for every row that says nothing.",
                "Un dato para las filas que no lo dicen.",
            ),
        ),
    ] = None,
    dates: Annotated[
        str | None,
        typer.Option(
            "--dates",
            metavar="day-first|month-first|excel",
            help=both("How the list writes dates.", "Cómo escribe fechas la lista."),
        ),
    ] = None,
    sheet: Annotated[
        str | None,
        typer.Option(
            "--sheet", metavar="NAME", help=both("Sheet of a workbook.", "Hoja de un libro.")
        ),
    ] = None,
    gone: Annotated[
        str | None,
        typer.Option(
            "--gone",
            metavar="keep|suspend|revoke",
            help=both(
                "What becomes of what the list names no more.",
                "Qué pasa con lo que la lista ya no nombra.",
            ),
        ),
    ] = None,
    part: Annotated[
        bool,
        typer.Option(
            "--part",
            help=both(
                "It is a part of a list: nothing is gone.", "Es parte de una lista: nada falta."
            ),
        ),
    ] = False,
    skip_errors: Annotated[
        bool,
        typer.Option(
            "--skip-errors",
            help=both("Sign the rows without errors.", "Firma las filas sin error."),
        ),
    ] = False,
    errors: Annotated[
        Path | None,
        typer.Option(
            "--errors",
            metavar="FILE",
            help=both("Where the rows with errors go.", "Dónde van las filas con error."),
        ),
    ] = None,
    trust: Annotated[
        Path | None,
        typer.Option(
            "--trust",
            metavar="FILE",
            help=both(
                "Trust file of the ledger that a .bpz is from.",
                "Archivo de confianza del registro de donde viene un .bpz.",
            ),
        ),
    ] = None,
    first_use: Annotated[
        bool,
        typer.Option(
            "--first-use",
            help=both(
                "Believe the key in a .bpz of an unknown ledger.",
                "Cree la llave que trae un .bpz de un registro desconocido.",
            ),
        ),
    ] = False,
) -> None:
    """Import a published list, or a directory file.

    CSV or XLSX, whatever its columns are called: a mapping file says which is which, and serves for
    the next list. --dry-run shows what is added, changed, unchanged and gone; nobody is dropped
    silently: --gone says what becomes of what is not on the list any more. All or nothing, and the
    same list again changes nothing. A .bpz of "recycler export" is checked before it is read.

    Example:
    batterypass recycler import list.csv --source "SEMARNAT" --published-on 2026-11-20 --dry-run
    batterypass recycler import list.xlsx --map semarnat.json --source "SEMARNAT" --published-on 2026-11-20
    batterypass recycler import directory.bpz --trust north.policy --gone keep
    """
    from batterypass.app.collector import no_collector
    from batterypass.app.directory_import import Choices
    from batterypass_cli.listing_given import (
        STDIN,
        asked_mapping,
        carried_rows,
        gone_of,
        is_directory_file,
        mapping_of,
        open_as,
        origin_of,
        read_given,
    )
    from batterypass_cli.signing import parse_acknowledged

    here = Here.of(ctx)
    if file == STDIN and not (here.given.yes or here.given.dry_run):
        raise refusal(InputError, "dirimport.needs-yes")
    mapping = mapping_of(map_, default or (), dates, sheet)
    choices = Choices(gone_of(gone), skip_errors, tuple(parse_acknowledged(here.given.acknowledge)))
    given = read_given(file)
    # It makes a great many objects that are kept to the end, and no cycles.
    with no_collector():
        if is_directory_file(given):
            for option, value in (
                ("--source", source), ("--published-on", published_on), ("--map", map_),
                ("--part", part), ("--sheet", sheet),
            ):  # fmt: skip
                if value:
                    raise refusal(InputError, "dirimport.of-file", option=option)
            ledger, actor = open_as(here)
            table, origin = carried_rows(here, ledger, given, trust, first_use=first_use)
        else:
            if trust or first_use:
                option = "--trust" if trust else "--first-use"
                raise refusal(InputError, "dirimport.only-file", option=option)
            from batterypass.exchange.listing_table import read_list

            table = read_list(given, mapping.is_known, mapping.sheet)
            ledger, actor = open_as(here)
            origin = origin_of(here, ledger, actor, given, table, source, published_on, part=part)
            mapping = asked_mapping(here, table, mapping, save_map)
        path = errors
        if path is None:
            from batterypass.app.errors_files import errors_path

            path = errors_path(None if file == STDIN else Path(file), Path(), _ERRORS)
        _import(here, ledger, given, table, mapping, origin, actor, choices, path)


# The import.


def _import(
    here: Here,
    ledger: Ledger,
    given: Source,
    table: ListTable,
    mapping: ListMapping,
    origin: ListSource,
    actor: str,
    choices: Choices,
    path: Path,
) -> None:
    from batterypass.app.directory_import import check_list
    from batterypass_cli.listing_view import ListView
    from batterypass_cli.progress import Progress

    with Progress(here.out, say("dirimport.checking")) as bar:
        checked = check_list(
            ledger.session, table, mapping, origin, actor=actor, choices=choices, progress=bar
        )
    view = ListView(here, given)
    view.tell(checked)
    if checked.refused and not here.given.dry_run:
        # Before anything is signed, so that no refused row is lost on the way.
        _write_errors(checked, path)
    if here.given.dry_run or (checked.refused and not choices.skip_errors):
        _stop(here, view, checked, path, skip_errors=choices.skip_errors)
    _decide_gone(here, ledger, checked, choices)
    _sign(here, ledger, given, view, checked, path)


def _write_errors(checked: CheckedList, path: Path) -> None:
    from batterypass.app.errors_files import write_errors_file
    from batterypass.exchange.errors_file import encode_errors

    table = checked.table
    body = encode_errors(
        checked.refused, names=table.names, delimiter=table.delimiter, lang=language()
    )
    write_errors_file(path, body)


def _stop(
    here: Here, view: ListView, checked: CheckedList, path: Path, *, skip_errors: bool
) -> None:
    """End a run in which nothing is signed, with the exit code of what stands in the way."""
    dry_run = here.given.dry_run
    if here.out.wants_json:
        here.out.document(view.object(checked, [], None if dry_run else path))
    if checked.refused and not dry_run:
        here.out.talk(say("dirimport.errors-in", path=path))
    if not checked.refused:
        here.out.talk(say("dirimport.nothing-written"))
        raise typer.Exit(2 if checked.is_undecided else 0)
    here.out.talk(say("dirimport.would-skip" if skip_errors else "dirimport.nothing-or-skip"))
    raise typer.Exit(0 if skip_errors else 3 if checked.findings else 2)


def _decide_gone(here: Here, ledger: Ledger, checked: CheckedList, choices: Choices) -> None:
    """Ask a person what becomes of what is gone. Raises InputError where nobody can be asked."""
    from dataclasses import replace

    from batterypass.app.directory_gone import ACTIONS
    from batterypass.app.directory_import import compare_list, demand_decided

    if not checked.is_undecided:
        return
    if not here.terminal.is_interactive or here.given.yes:
        demand_decided(checked)
    answer = ""
    while answer not in ACTIONS:
        answer = here.terminal.ask(say("dirimport.ask-gone")).casefold()
    compare_list(ledger.session, checked, replace(choices, gone=cast("Gone", answer)))


def _sign(
    here: Here, ledger: Ledger, given: Source, view: ListView, checked: CheckedList, path: Path
) -> None:
    from batterypass.app.directory_import import sign_list
    from batterypass_cli.attaching import files_of
    from batterypass_cli.clockcheck import confirm_clock
    from batterypass_cli.listing_view import counted
    from batterypass_cli.plain import names_of
    from batterypass_cli.signing import unlock_together
    from batterypass_cli.terminal import ask_yes_no

    fresh = checked.plan.fresh()
    if fresh:
        if not ledger.store.is_replica:
            confirm_clock(here, ledger)
        if not here.given.yes:
            view.tell_kinds(checked)
            name = names_of(ledger)(checked.actor) or checked.actor
            if not ask_yes_no(here.terminal, say("sign.question", name=name), default=False):
                raise DeclinedError("nothing was signed", code="sign.declined")
        if checked.origin.source is not None:
            # What the entries name is kept before one of them is signed.
            files_of(here).add(given.body)
        unlock_together(here, ledger, sorted({draft.kid for draft in fresh}))
        if here.out.someone_watches:
            here.out.talk(say("dirimport.signing", count=len(fresh)))
    start = perf_counter()
    done = sign_list(ledger.session, checked, skip_errors=True)
    if here.out.wants_json:
        here.out.document(view.object(checked, done, path))
        return
    parts = [counted("done", len(done)) if done else say("dirimport.nothing-new")]
    if done and here.fixed_clock is None:
        parts[0] += say("dirimport.in-time", seconds=f"{perf_counter() - start:.1f}")
    if checked.count("unchanged"):
        parts.append(counted("unchanged", checked.count("unchanged")))
    if checked.refused:
        parts.append(counted("omitted", len(checked.refused), path=path))
    here.out.line(f"{paint('✓', 'g')} " + " · ".join(parts))
    if not done and checked.transcribed_before is not None:
        here.out.talk(say("dirimport.known", entry=checked.transcribed_before))
