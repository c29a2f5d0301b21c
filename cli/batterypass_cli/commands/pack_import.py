"""``batterypass pack import``: packs from CSV, JSON lines or passports of other programs."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Annotated, Final

import typer

from batterypass.errors import DeclinedError, InputError
from batterypass.evidence.refusal import refusal
from batterypass_cli.context import Here
from batterypass_cli.output import paint
from batterypass_cli.pages import bilingual
from batterypass_cli.words import both, language, say

if TYPE_CHECKING:
    from batterypass.app.import_attached import RowFiles
    from batterypass.app.import_checked import CheckedPacks
    from batterypass.app.ledger import Ledger
    from batterypass.exchange.source import Source

#: More problems than this are counted; the errors file has them all.
_SHOWN: Final = 20
#: What a rule says of more rows than this is said once.
_ONE_BY_ONE: Final = 3
_STDIN: Final = "-"


@bilingual(
    """
    Importa paquetes de un archivo.

    CSV, JSON por líneas (- es la entrada estándar), o pasaportes de Catena-X, del modelo de datos
    BatteryPass o de batterypass: archivos o una carpeta. Lo que no es público queda sellado en el
    pasaporte. Todo o nada: una fila con error detiene el archivo, salvo con --skip-errors, y queda en
    un archivo de errores con su línea, columna, valor y lo que se esperaba. El mismo archivo otra vez
    no cambia nada. Con --follow cada línea de la entrada estándar vale por sí sola y se contesta en
    cuanto está registrada. --attach nombra un archivo en cada paquete, como una certificación de
    origen; una columna attach (adjuntos) nombra los de cada uno, junto al archivo, separados por «;».
    """,
    signs=True,
)
def import_packs(
    ctx: typer.Context,
    files: Annotated[
        list[str],
        typer.Argument(
            metavar="FILE|DIR|-",
            help=both(
                "The file; - is standard input; a folder or several files for the parts of passports.",
                "El archivo; - es stdin; una carpeta o varios archivos con partes de pasaportes.",
            ),
        ),
    ],
    format_: Annotated[
        str | None,
        typer.Option(
            "--format",
            metavar="auto|csv|jsonl|catenax|batterypass|native",
            help=both("Its format, if it is not clear.", "Su formato, si no es claro."),
        ),
    ] = None,
    given: Annotated[
        list[str] | None,
        typer.Option(
            "--set",
            metavar="FIELD=VALUE",
            help=both(
                "A value for every row, in place of its own.",
                "Un dato para todas las filas, en lugar del suyo.",
            ),
        ),
    ] = None,
    gtin: Annotated[
        str | None,
        typer.Option(
            "--gtin",
            metavar="GTIN",
            help=both("The same as --set gtin=GTIN.", "Lo mismo que --set gtin=GTIN."),
        ),
    ] = None,
    domain: Annotated[
        str | None,
        typer.Option(
            "--domain",
            metavar="HOST",
            help=both(
                "Make ids under this domain of the maker's.",
                "Forma los id con este dominio del fabricante.",
            ),
        ),
    ] = None,
    skip_errors: Annotated[
        bool,
        typer.Option(
            "--skip-errors",
            help=both("Sign the rows without errors.", "Firma las filas sin error."),
        ),
    ] = False,
    accept_unusual: Annotated[
        bool,
        typer.Option(
            "--accept-unusual",
            help=both(
                "Take figures that are unusual or do not fit each other.",
                "Acepta cifras poco usuales o que no concuerdan entre sí.",
            ),
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
    follow: Annotated[
        bool,
        typer.Option(
            "--follow",
            help=both(
                "Keep reading lines; answer each.", "Sigue leyendo líneas; contesta cada una."
            ),
        ),
    ] = False,
) -> None:
    """Import packs from a file.

    CSV, JSON lines (- is standard input), or passports of Catena-X, of the BatteryPass data model or
    of batterypass: files or a folder. What is not public is sealed in the passport. All or nothing: a
    row with an error stops the file, except with --skip-errors, and lands in an errors file with its
    line, column, value and what was expected. The same file again changes nothing. With --follow each
    line of standard input stands for itself, and is answered as soon as it is recorded.
    --attach names a file in every pack, such as a certification of origin; a column attach names those
    of each one, beside the imported file, with ";" between.

    Example:
    batterypass pack import shift-2.csv --dry-run
    batterypass pack import shift-2.csv --skip-errors
    line-computer | batterypass pack import - --format jsonl --follow --yes
    batterypass pack import BatteryPass.json --set mass_kg=412.5
    batterypass pack import passport-of-seven-parts/ --format batterypass --dry-run --json
    """
    from batterypass.app.errors_files import errors_path
    from batterypass.app.import_checked import Wanted
    from batterypass.app.import_packs import check_packs
    from batterypass.app.import_recording import write_errors
    from batterypass_cli.actors import choose_actor
    from batterypass_cli.attaching import refuse_attached, row_files, tell_row_files
    from batterypass_cli.clockcheck import warn_of_clock
    from batterypass_cli.import_view import tell_checked
    from batterypass_cli.progress import Progress
    from batterypass_cli.signing import parse_acknowledged

    here = Here.of(ctx)
    is_stdin = files == [_STDIN]
    if is_stdin and not (here.given.yes or here.given.dry_run):
        raise refusal(InputError, "packimport.needs-yes")
    words = [*(given or ()), *([f"gtin={gtin}"] if gtin else ())]
    acknowledged = parse_acknowledged(here.given.acknowledge)
    wanted = Wanted(format_ or "", words, domain or "", accept_unusual, acknowledged)
    if follow:
        # Lines are answered one by one: nothing would keep a file before its event is signed.
        refuse_attached(here)
        if not is_stdin or format_ not in (None, "jsonl") or errors is not None:
            raise InputError("--follow: -, --format jsonl, no --errors", code="stream.follow")
        if not here.given.dry_run:
            from batterypass_cli.streaming import stream_packs

            stream_packs(here, wanted)
    source, passed = _read(files)
    ledger = here.open_to_sign()
    warn_of_clock(here, ledger)
    actor = choose_actor(here, ledger, "pack.manufactured")
    rows_files = row_files(here, Path() if is_stdin else _folder(Path(files[0])))
    wanted = replace(wanted, files=None if follow else rows_files)
    with Progress(here.out, say("packimport.checking")) as bar:
        checked = check_packs(ledger.session, source, actor=actor, wanted=wanted, progress=bar)
    tell_checked(here, checked, passed)
    tell_row_files(here, checked.forms)
    path = errors or errors_path(None if is_stdin else Path(files[0]), Path())
    if checked.refused and not here.given.dry_run:
        # Before anything is signed, so that no refused row is lost on the way.
        write_errors(checked, path, language())
    if here.given.dry_run or (checked.refused and not skip_errors):
        _stop(here, checked, path, passed, skip_errors=skip_errors)
    _sign(here, ledger, checked, path, rows_files)


def _read(files: list[str]) -> tuple[Source, list[tuple[str, str]]]:
    """Read what is given as one source, and say which files of a folder were not read."""
    from batterypass.exchange.source import read_file, read_stream

    if files == [_STDIN]:
        return read_stream(sys.stdin.buffer, "stdin"), []
    paths = [Path(file) for file in files]
    if len(paths) == 1 and not paths[0].is_dir():
        return read_file(paths[0]), []
    from batterypass.exchange.parts import join_sources

    # "." has no name of its own, and messages and refused rows say one.
    name = paths[0].name or paths[0].resolve().name
    name = name if len(paths) == 1 else f"{name}, …"
    return join_sources(name, [[read_file(path) for path in group] for group in _groups(paths)])


def _groups(paths: list[Path]) -> list[list[Path]]:
    """Give the JSON files that are named, and those of each folder and the folders below it."""
    groups = [[path for path in paths if not path.is_dir()]]
    for folder in (path for path in paths if path.is_dir()):
        for one in (folder, *sorted(inner for inner in folder.iterdir() if inner.is_dir())):
            groups.append(sorted(one.glob("*.json")))
    return [group for group in groups if group]


def _stop(
    here: Here,
    checked: CheckedPacks,
    path: Path,
    passed: list[tuple[str, str]],
    *,
    skip_errors: bool,
) -> None:
    """End a run in which nothing is signed, with the exit code of what stands in the way."""
    from batterypass_cli.import_view import import_object, report_object

    dry_run = here.given.dry_run
    if here.out.wants_json and dry_run:
        here.out.document(report_object(checked, passed), bare=True)
    elif here.out.wants_json:
        here.out.document(import_object(here, checked, None, path))
    if checked.refused and not dry_run:
        here.out.talk(say("packimport.errors-in", path=path))
    if checked.doubted:
        here.out.talk(say("packimport.doubted", n=checked.doubted))
    if not checked.refused:
        here.out.talk(say("packimport.nothing-written"))
        raise typer.Exit(0)
    here.out.talk(say(f"packimport.{'would-skip' if skip_errors else 'nothing-or-skip'}"))
    raise typer.Exit(0 if skip_errors else 3 if checked.findings else 2)


def _folder(path: Path) -> Path:
    """Give the folder in which rows look for the files that they name."""
    return path if path.is_dir() else path.parent


def _sign(here: Here, ledger: Ledger, checked: CheckedPacks, path: Path, files: RowFiles) -> None:
    from batterypass.app.import_recording import sign_packs
    from batterypass_cli.attaching import files_of
    from batterypass_cli.clockcheck import confirm_clock
    from batterypass_cli.import_view import counted, import_object, number
    from batterypass_cli.plain import kind_title, names_of
    from batterypass_cli.progress import Progress
    from batterypass_cli.roomcheck import check_room
    from batterypass_cli.terminal import ask_yes_no

    passports = sum(one is not None for one in checked.passports) + len(checked.late)
    if checked.forms or checked.late:
        check_room(here, ledger, len(checked.forms) + passports)
        confirm_clock(here, ledger)
    if (checked.forms or checked.late) and not here.given.yes:
        for kind, count in (
            ("pack.manufactured", len(checked.forms)),
            ("passport.issued", passports),
        ):
            if count:
                title = f"{kind_title(kind)} ({kind})"
                here.out.talk(say("packimport.will", count=number(count), kind=title))
        name = names_of(ledger)(checked.actor) or checked.actor
        if not ask_yes_no(here.terminal, say("sign.question", name=name), default=False):
            raise DeclinedError("nothing was signed", code="sign.declined")
    # What an event names is here before it is signed.
    files.keep(files_of(here), checked.forms)
    start = perf_counter()
    with Progress(here.out, say("packimport.signing")) as bar:
        done = sign_packs(ledger.session, checked, skip_errors=True, progress=bar)
    if here.out.wants_json:
        here.out.document(import_object(here, checked, done, path))
        return
    parts = [counted("done", done.signed) if done.signed else say("packimport.nothing-new")]
    if done.passports:
        parts = [*(parts if done.signed else []), counted("passports", done.passports)]
    if done.signed and here.fixed_clock is None:
        parts[-1] += say("packimport.in-time", seconds=f"{perf_counter() - start:.1f}")
    same = checked.same + len(checked.repeats)
    if same:
        parts.append(counted("unchanged", same))
    if checked.refused:
        parts.append(counted("omitted", len(checked.refused), path=path))
    here.out.line(f"{paint('✓', 'g')} " + " · ".join(parts))
