"""``batterypass pack import``: packs from CSV, JSON lines or passports of other programs."""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Annotated, Any, Final

import typer

from batterypass.errors import DeclinedError, InputError
from batterypass.texts.bilingual import Text
from batterypass_cli.context import Here
from batterypass_cli.output import paint
from batterypass_cli.pages import bilingual
from batterypass_cli.words import both, language, say

if TYPE_CHECKING:
    from batterypass.app.import_packs import CheckedPacks, ImportedPacks
    from batterypass.app.ledger import Ledger
    from batterypass.exchange.problems import RowProblem
    from batterypass.exchange.source import Source

#: More problems than this are counted; the errors file has them all.
_SHOWN: Final = 20
#: What a rule says of more rows than this is said once.
_ONE_BY_ONE: Final = 3
_STDIN: Final = "-"
_SAYS: Final = {
    "rows": Text("{n} row|{n} rows", "{n} fila|{n} filas"),
    "new": Text("{n} new", "{n} nueva|{n} nuevas"),
    "same": Text("{n} recorded already", "{n} ya existe igual|{n} ya existen iguales"),
    "errors": Text("{n} with errors", "{n} con error"),
    "repeats": Text("line {line} repeats line {first}", "la línea {line} repite la línea {first}"),
    "more": Text("… and {count} more", "… y {count} más"),
    "read-as": Text("{name}: {form}", "{name}: {form}"),
    "comma": Text("decimal comma", "coma decimal"),
    "left-out": Text("column not used: {name} ({reason})", "columna sin usar: {name} ({reason})"),
    "unusual": Text("taken, but look again: {text}", "se toma, pero revise: {text}"),
    "rule": Text("{count} rows: {message}", "{count} filas: {message}"),
    "rule-lines": Text(
        "{count} rows (lines {lines}, …): {message}", "{count} filas (líneas {lines}, …): {message}"
    ),
    "report": Text(
        "{total} values: {taken} taken, {mapped} mapped, {left_out} left out",
        "{total} datos: {taken} tomados, {mapped} convertidos, {left_out} omitidos",
    ),
    "taken": Text("taken", "tomado"),
    "mapped": Text("mapped", "convertido"),
    "left_out": Text("left out", "omitido"),
    "nothing-written": Text(
        "Nothing was written. Repeat without --dry-run.",
        "No se escribió nada. Repita sin --dry-run.",
    ),
    "nothing-or-skip": Text(
        "Nothing was written. Correct the rows, or repeat with --skip-errors.",
        "No se escribió nada. Corrija las filas o repita con --skip-errors.",
    ),
    "would-skip": Text(
        "Nothing was written. Repeat without --dry-run: the rows with errors stay out.",
        "No se escribió nada. Repita sin --dry-run: las filas con error quedan fuera.",
    ),
    "errors-in": Text("The rows with errors are in {path}", "Las filas con error están en {path}"),
    "will": Text("Will be signed: {count} × {kind}", "Va a firmar: {count} × {kind}"),
    "done": Text("{n} pack signed|{n} packs signed", "{n} paquete firmado|{n} paquetes firmados"),
    "passports": Text(
        "{n} passport with what is not public sealed|{n} passports with what is not public sealed",
        "{n} pasaporte con lo no público sellado|{n} pasaportes con lo no público sellado",
    ),
    "in-time": Text(" in {seconds} s", " en {seconds} s"),
    "unchanged": Text("{n} unchanged", "{n} sin cambio"),
    "omitted": Text("{n} with errors → {path}", "{n} con error → {path}"),
    "nothing-new": Text("Nothing new", "Nada nuevo"),
    "needs-yes": Text(
        "-: standard input holds the packs, so nobody can answer a question there: add --yes",
        "-: la entrada estándar trae los paquetes y nadie puede responder ahí: agregue --yes",
    ),
    "checking": Text("checking", "revisando"),
    "signing": Text("signing", "firmando"),
}


@bilingual(
    """
    Importa paquetes de un archivo.

    CSV, JSON por líneas (- es la entrada estándar), o pasaportes de Catena-X, del modelo de datos
    BatteryPass o de batterypass: archivos o una carpeta. Lo que no es público queda sellado en el
    pasaporte. Todo o nada: una
    fila con error detiene el archivo, salvo con --skip-errors, y queda en un archivo de errores con
    su línea, columna, valor y lo que se esperaba. El mismo archivo otra vez no cambia nada.
    Con --follow cada línea de la entrada estándar vale por sí sola y se contesta en cuanto está
    registrada.
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
                "Take figures that do not fit each other.",
                "Acepta cifras que no concuerdan entre sí.",
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
    of batterypass: files or a folder. What is not public is sealed in the passport. All or nothing: a row with an
    error stops the file, except with --skip-errors, and lands in an errors file with its line,
    column, value and what was expected. The same file again changes nothing. With --follow each line
    of standard input stands for itself, and is answered as soon as it is recorded.

    Example:
    batterypass pack import shift-2.csv --dry-run
    batterypass pack import shift-2.csv --skip-errors
    line-computer | batterypass pack import - --format jsonl --follow --yes
    batterypass pack import BatteryPass.json --set mass_kg=412.5
    batterypass pack import passport-of-seven-parts/ --format batterypass --dry-run --json
    """
    from batterypass.app.import_packs import Wanted, check_packs, errors_path, write_errors
    from batterypass_cli.actors import choose_actor
    from batterypass_cli.attaching import refuse_attached
    from batterypass_cli.clockcheck import warn_of_clock
    from batterypass_cli.progress import Progress
    from batterypass_cli.signing import parse_acknowledged

    here = Here.of(ctx)
    refuse_attached(here)
    is_stdin = files == [_STDIN]
    if is_stdin and not (here.given.yes or here.given.dry_run):
        said = _SAYS["needs-yes"]
        raise InputError(said.en, es=said.es)
    words = [*(given or ()), *([f"gtin={gtin}"] if gtin else ())]
    acknowledged = parse_acknowledged(here.given.acknowledge)
    wanted = Wanted(format_ or "", words, domain or "", accept_unusual, acknowledged)
    if follow:
        if not is_stdin or format_ not in (None, "jsonl") or errors is not None:
            raise InputError("--follow: -, --format jsonl, no --errors", code="stream.follow")
        if not here.given.dry_run:
            from batterypass_cli.streaming import stream_packs

            stream_packs(here, wanted)
    source, passed = _read(files)
    ledger = here.open_to_sign()
    warn_of_clock(here, ledger)
    actor = choose_actor(here, ledger, "pack.manufactured")
    with Progress(here.out, _say("checking")) as bar:
        checked = check_packs(ledger.session, source, actor=actor, wanted=wanted, progress=bar)
    _tell_checked(here, checked, passed)
    path = errors or errors_path(None if is_stdin else Path(files[0]), Path())
    if checked.refused and not here.given.dry_run:
        # Before anything is signed, so that no refused row is lost on the way.
        write_errors(checked, path, language())
    if here.given.dry_run or (checked.refused and not skip_errors):
        _stop(here, checked, path, passed, skip_errors=skip_errors)
    _sign(here, ledger, checked, path)


def _read(files: list[str]) -> tuple[Source, list[tuple[str, str]]]:
    """Read what is given as one source, and say which files of a folder were not read."""
    from batterypass.exchange.source import read_file, read_stream

    if files == [_STDIN]:
        return read_stream(sys.stdin.buffer, "stdin"), []
    paths = [Path(file) for file in files]
    if len(paths) == 1 and not paths[0].is_dir():
        return read_file(paths[0]), []
    from batterypass.exchange.parts import join_sources

    name = paths[0].name if len(paths) == 1 else f"{paths[0].name}, …"
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
    from batterypass_cli.import_view import report_object

    dry_run = here.given.dry_run
    if here.out.wants_json and dry_run:
        here.out.document(report_object(checked, passed), bare=True)
    elif here.out.wants_json:
        here.out.document(_object(here, checked, None, path))
    if checked.refused and not dry_run:
        here.out.talk(_say("errors-in", path=path))
    if not checked.refused:
        here.out.talk(_say("nothing-written"))
        raise typer.Exit(0)
    here.out.talk(_say("would-skip" if skip_errors else "nothing-or-skip"))
    raise typer.Exit(0 if skip_errors else 3 if checked.findings else 2)


def _sign(here: Here, ledger: Ledger, checked: CheckedPacks, path: Path) -> None:
    from batterypass.app.import_packs import sign_packs
    from batterypass_cli.clockcheck import confirm_clock
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
                here.out.talk(_say("will", count=_number(count), kind=title))
        name = names_of(ledger)(checked.actor) or checked.actor
        if not ask_yes_no(here.terminal, say("sign.question", name=name), default=False):
            raise DeclinedError("nothing was signed", code="sign.declined")
    start = perf_counter()
    with Progress(here.out, _say("signing")) as bar:
        done = sign_packs(ledger.session, checked, skip_errors=True, progress=bar)
    if here.out.wants_json:
        here.out.document(_object(here, checked, done, path))
        return
    parts = [_count("done", done.signed) if done.signed else _say("nothing-new")]
    if done.passports:
        parts = [*(parts if done.signed else []), _count("passports", done.passports)]
    if done.signed and here.fixed_clock is None:
        parts[-1] += _say("in-time", seconds=f"{perf_counter() - start:.1f}")
    same = checked.same + len(checked.repeats)
    if same:
        parts.append(_count("unchanged", same))
    if checked.refused:
        parts.append(_count("omitted", len(checked.refused), path=path))
    here.out.line(f"{paint('✓', 'g')} " + " · ".join(parts))


def _tell_checked(here: Here, checked: CheckedPacks, passed: list[tuple[str, str]]) -> None:
    """Print what a file comes to, for people."""
    from batterypass.exchange.words import say as import_text
    from batterypass.exchange.words import shown

    if here.out.wants_json:
        return
    lang = language()
    here.out.talk(_say("read-as", name=checked.source.name, form=_form(checked)))
    for file, why in passed[:_SHOWN]:
        here.out.talk(f"{paint('!', 'y')} " + import_text(why, lang, name=file))
    for one in checked.left_out[:_SHOWN]:
        here.out.talk(_say("left-out", name=shown(one.name), reason=one.reason(lang)))
    _tell_report(here, checked)
    counts = {
        "rows": checked.rows,
        "new": len(checked.forms),
        "same": checked.same + len(checked.repeats),
        "errors": len(checked.refused),
    }
    here.out.line(" · ".join(_count(key, count) for key, count in counts.items()))
    for line, first in checked.repeats[:_SHOWN]:
        here.out.talk(_say("repeats", line=line, first=first))
    for problem in checked.unusual[:_SHOWN]:
        here.out.talk(f"{paint('!', 'y')} " + _say("unusual", text=problem.text(lang)))
    for count, finding in checked.notices.values():
        message = finding.message(lang)
        here.out.talk(f"{paint('!', 'y')} " + _say("rule", count=_number(count), message=message))
    _tell_problems(here, checked)


def _tell_problems(here: Here, checked: CheckedPacks) -> None:
    """Print every problem on a line; what a rule says of many rows is said once."""
    lang = language()
    by_rule: dict[str, list[RowProblem]] = {}
    others = []
    for problem in checked.problems():
        if problem.code:
            by_rule.setdefault(problem.code, []).append(problem)
        else:
            others.append(problem)
    for problems in by_rule.values():
        if len(problems) <= _ONE_BY_ONE:
            others += problems
            continue
        lines = ", ".join(str(problem.line) for problem in problems[:_ONE_BY_ONE])
        message = problems[0].expected(lang)
        count = _number(len(problems))
        here.out.line(_say("rule-lines", count=count, lines=lines, message=message))
    others.sort(key=lambda problem: problem.line)
    for problem in others[:_SHOWN]:
        here.out.line(problem.text(lang))
    if len(others) > _SHOWN:
        here.out.line(_say("more", count=_number(len(others) - _SHOWN)))


def _tell_report(here: Here, checked: CheckedPacks) -> None:
    """Print what became of each value: one line each for a few passports, those left out by reason."""
    if not checked.report:
        return
    lang = language()
    counts = Counter(line.what for line in checked.report)
    total = len(checked.report)
    here.out.line(
        _say(
            "report",
            total=total,
            taken=counts["taken"],
            mapped=counts["mapped"],
            left_out=counts["left_out"],
        )
    )
    reasons: dict[str, list[str]] = {}
    # Nobody reads the leaves of many passports on a screen; --json has them.
    one_by_one = checked.rows <= _ONE_BY_ONE
    for line in checked.report:
        if line.what == "left_out":
            reasons.setdefault(line.reason(lang), []).append(line.path)
        elif one_by_one:
            here.out.line(f"  {_say(line.what)}  {line.text(lang)}")
    for reason, paths in reasons.items():
        places = list(dict.fromkeys(".".join(path.split(".")[:2]) for path in paths))
        shown = ", ".join(places[:6]) + (", …" if len(places) > 6 else "")
        here.out.line(f"  {_say('left_out')}  {len(paths)} × {reason}: {shown}")


def _form(checked: CheckedPacks) -> str:
    """Say how a file was read: ``CSV, cp1252, ";", decimal comma``."""
    name = {
        "csv": "CSV", "jsonl": "JSON lines", "catenax": "Catena-X battery_pass",
        "batterypass": "BatteryPass 1.2", "native": "batterypass JSON",
    }  # fmt: skip
    parts = [name[checked.format], checked.encoding]
    if checked.delimiter:
        parts.append(f'"{checked.delimiter}"' if checked.delimiter != "\t" else '"\\t"')
    if checked.decimal_comma:
        parts.append(_say("comma"))
    return ", ".join(parts)


def _object(
    here: Here, checked: CheckedPacks, done: ImportedPacks | None, path: Path | None
) -> dict[str, Any]:
    """Write what an import came to, for programs."""
    from batterypass_cli.exits import finding_object

    lang = language()
    source = checked.source
    return {
        "file": {
            "name": source.name,
            "sha256": source.sha256,
            "bytes": len(source.body),
            "format": checked.format,
            "encoding": checked.encoding,
            "delimiter": checked.delimiter,
            "decimal_comma": checked.decimal_comma,
        },
        "actor": checked.actor,
        "dry_run": here.given.dry_run,
        "rows": checked.rows,
        "new": len(checked.forms),
        "same": checked.same + len(checked.repeats),
        "errors": len(checked.refused),
        "signed": done.signed if done else 0,
        "passports": done.passports if done else 0,
        "first_entry": done.first if done else None,
        "last_entry": done.last if done else None,
        "errors_file": str(path) if path and checked.refused else None,
        "problems": [problem.row(lang) for problem in checked.problems()],
        "unusual": [problem.row(lang) for problem in checked.unusual],
        "repeats": [{"line": line, "first": first} for line, first in checked.repeats],
        "notices": [
            {"rows": count, **finding_object(finding)}
            for count, finding in checked.notices.values()
        ],
        "left_out": [{"column": one.name, "reason": one.reason(lang)} for one in checked.left_out],
        "report": [line.row(lang) for line in checked.report],
    }


def _say(key: str, **values: object) -> str:
    return _SAYS[key].in_language(language()).format_map(values)


def _count(key: str, count: int, **values: object) -> str:
    """Say a number of things; a text for one of them stands before a bar."""
    one, _, many = _SAYS[key].in_language(language()).partition("|")
    said = one if count == 1 or not many else many
    return said.format_map({"n": _number(count), **values})


def _number(count: int) -> str:
    """Write a count with blanks between thousands: ``1 197``."""
    return f"{count:,}".replace(",", " ")
