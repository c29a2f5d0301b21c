"""``batterypass passport export``: passports in other people's formats, with what was lost."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Final

import typer

from batterypass.errors import InputError, MalformedError
from batterypass.evidence.refusal import refusal
from batterypass_cli.completions import complete_items
from batterypass_cli.context import Here
from batterypass_cli.output import paint
from batterypass_cli.pages import bilingual
from batterypass_cli.passport_options import Reader  # noqa: TC001 - Typer reads the annotations
from batterypass_cli.words import both, language, say

if TYPE_CHECKING:
    from batterypass.app.passport_export import Exported, ExportFormat

#: Of more passports than this only their number is told.
_ONE_BY_ONE: Final = 5
_FORMATS: Final[tuple[ExportFormat, ...]] = ("native", "batterypass", "catenax")


def complete_formats(incomplete: str) -> list[str]:
    """Offer the formats."""
    return [name for name in _FORMATS if name.startswith(incomplete)]


@bilingual(
    """
    Escribe pasaportes en otros formatos, con un informe de lo que se perdió.

    «native» es el propio, sin pérdida; «batterypass», el modelo de datos BatteryPass 1.2 (siete
    documentos); «catenax», su battery_pass 6.1.0. Son afines a esos modelos. Solo sale lo que ese lector
    puede ver. Lo que un modelo exige y nadie dice no se inventa: falta, y --fill lo da; el informe lista
    cada uno con su ruta.
    """
)
def export(
    ctx: typer.Context,
    items: Annotated[
        list[str],
        typer.Argument(
            metavar="PACK...",
            help=both("Packs, in any form of their ids.", "Paquetes, en cualquier forma de su id."),
            autocompletion=complete_items,
        ),
    ],
    output: Annotated[
        Path,
        typer.Option(
            "-o",
            "--output",
            metavar="DIR|FILE.json",
            help=both(
                "A folder, or a file for one pack.", "Una carpeta, o un archivo para un paquete."
            ),
        ),
    ],
    format_: Annotated[
        str,
        typer.Option(
            "--format",
            metavar="native|batterypass|catenax",
            help=both("The format.", "El formato."),
            autocompletion=complete_formats,
        ),
    ] = "native",
    reader: Reader = "public",
    report: Annotated[
        Path | None,
        typer.Option(
            "--report",
            metavar="FILE.json|FILE.txt",
            help=both("Where the loss report goes.", "Dónde va el informe de pérdidas."),
        ),
    ] = None,
    fills: Annotated[
        list[str] | None,
        typer.Option(
            "--fill",
            metavar="PATH=VALUE|@FILE.json",
            help=both(
                "A leaf that the model demands and the passport does not say; @ reads a file of them.",
                "Un dato que el modelo exige y el pasaporte no dice; @ lee un archivo con varios.",
            ),
        ),
    ] = None,
) -> None:
    """Write passports in other formats, with a report of what was lost.

    "native" is our own and loses nothing; "batterypass", the BatteryPass data model 1.2 (seven
    documents); "catenax", its battery_pass 6.1.0. They are aligned with those models. Only what that
    reader may see goes out. What a model demands and nobody says is not invented: it is lacking, and
    --fill gives it; the loss report lists each with its path.

    Example:
    batterypass passport export 095B-T15T-4217-D -o passport.json
    batterypass passport export 095B-T15T-4217-D --format batterypass --for commission -o out --report loss.txt
    batterypass passport export 095B-T15T-4217-D --format catenax --fill @tests.json -o pass.json
    """
    from batterypass.app.passport_export import export_passport
    from batterypass.domain.ids import printed_id
    from batterypass.regulations.passport_readers import points_of

    points_of(reader)
    chosen = _format(format_)
    given = _fills(fills or (), len(items))
    _check_report(report)
    is_file = output.suffix == ".json" and not output.is_dir()
    if is_file and len(items) > 1:
        raise InputError(
            f"-o {output}: a file holds one passport", code="passportexchange.file-many",
            path=output, count=len(items),
        )  # fmt: skip
    here = Here.of(ctx)
    ledger = here.open()
    done: list[tuple[Exported, Path, dict[Path, bytes]]] = []
    for text in items:
        state = ledger.item(text)
        one = export_passport(ledger.session, state, chosen, reader, given)
        name = printed_id(state.item)
        done.append(
            (one, output, _places(one, output, name, is_file=is_file, alone=len(items) == 1))
        )
    if not here.given.dry_run:
        # Everything is made before anything is written.
        _write(output, is_file=is_file, files={k: v for _, _, one in done for k, v in one.items()})
        _write_report(report, [one for one, _, _ in done])
    _tell(here, done, report)


def _format(name: str) -> ExportFormat:
    for known in _FORMATS:
        if name == known:
            return known
    listed = ", ".join(_FORMATS)
    raise InputError(
        f"--format {name}: expected one of {listed}", code="passportexchange.format", found=name,
        listed=listed,
    )  # fmt: skip


def _fills(words: list[str] | tuple[str, ...], count: int) -> dict[str, str]:
    found: dict[str, str] = {}
    for word in words:
        if word.startswith("@"):
            found.update(_fills_of(Path(word[1:])))
            continue
        path, equals, value = word.partition("=")
        if not equals or not path or not value:
            raise InputError(
                f"--fill {word}: expected PATH=VALUE", code="passportexchange.fill", found=word
            )
        found[path] = value
    if found and count > 1:
        raise InputError(
            f"--fill is for one pack: {count}", code="passportexchange.fill-many", count=count
        )
    return found


def _fills_of(file: Path) -> dict[str, str]:
    """Read a file of fills: a JSON object of paths and values, each value given as JSON."""
    from batterypass.exchange.json_rows import parse_json
    from batterypass.exchange.writing import encode_document
    from batterypass_cli.files import read_file

    try:
        value = parse_json(read_file(file).decode("utf-8-sig"))
    except (MalformedError, UnicodeDecodeError) as error:
        raise refusal(
            InputError, "passportexchange.fill-file", file=file, why=str(error)
        ) from error
    if not isinstance(value, dict):
        raise refusal(InputError, "passportexchange.fill-file", file=file, why=type(value).__name__)
    return {path: encode_document(one).decode() for path, one in value.items()}


def _check_report(report: Path | None) -> None:
    from batterypass_cli.guide import check_writable

    if report is None:
        return
    if report.suffix not in (".json", ".txt"):
        raise InputError(
            f"--report {report}: expected .json or .txt", code="passportexchange.report-name",
            path=report,
        )  # fmt: skip
    check_writable(report)


def _places(
    one: Exported, output: Path, name: str, *, is_file: bool, alone: bool
) -> dict[Path, bytes]:
    """Say where each document goes: one file, or a folder, with one below it for each of many."""
    files = one.files
    if len(files) == 1 and one.format != "batterypass":
        (body,) = files.values()
        return {(output if is_file else output / f"{name}.json"): body}
    if is_file:
        joined = ",\n".join(
            f"{json.dumps(Path(file).stem)}: {body.decode()}" for file, body in files.items()
        )
        return {output: f"{{{joined}}}\n".encode()}
    folder = output if alone else output / name
    return {folder / file: body for file, body in files.items()}


def _write(output: Path, *, is_file: bool, files: dict[Path, bytes]) -> None:
    from batterypass.errors import FailedError
    from batterypass_cli.guide import check_writable, write_whole

    if is_file:
        check_writable(output)
    else:
        try:
            for folder in sorted({output, *(path.parent for path in files)}):
                folder.mkdir(exist_ok=True)
        except OSError as error:
            raise FailedError(
                f"{output}: cannot be written: {error.strerror}", code="custody.unwritable",
                path=output, why=error.strerror,
            ) from error  # fmt: skip
    for path, body in files.items():
        write_whole(path, body)


def _write_report(report: Path | None, done: list[Exported]) -> None:
    from batterypass_cli.guide import write_whole

    if report is None:
        return
    lang = language()
    if report.suffix == ".json":
        document = {"version": 1, "reports": [one.report(lang) for one in done]}
        text = json.dumps(document, ensure_ascii=False, indent=1)
    else:
        text = "\n".join(line for one in done for line in _lines(one, lang))
    write_whole(report, (text + "\n").encode())


def _lines(one: Exported, lang: str) -> list[str]:
    """Write a loss report for people."""
    from batterypass.exchange.losses import KINDS

    reader = say(f"reader.{one.reader}")
    lines = [say("passportexchange.title", item=one.item, format=one.format, reader=reader), ""]
    lines += [say("passportexchange.carried", count=len(one.carried))]
    for kind in KINDS:
        found = [loss for loss in one.losses if loss.kind == kind]
        if found:
            lines += ["", f"{say(f'passportexchange.{kind}')}: {len(found)}"]
            lines += [f"  {loss.text(lang)}" for loss in found]
        if found and kind == "lacking":
            lines += ["", f"  {say('passportexchange.fill-how', path=found[0].path)}"]
    if one.hidden:
        points = "; ".join(say(f"reader.point-{point}") for point in one.hidden)
        lines += ["", say("passportexchange.hidden", points=points)]
    if not one.losses and not one.hidden:
        lines += ["", say("passportexchange.whole")]
    return [*lines, ""]


def _tell(
    here: Here, done: list[tuple[Exported, Path, dict[Path, bytes]]], report: Path | None
) -> None:
    from batterypass.exchange.losses import KINDS

    if here.out.wants_json:
        rows: list[dict[str, Any]] = []
        for one, _, files in done:
            row = one.report(language())
            row["files"] = [str(path) for path in files]
            rows.append(row)
        here.out.document({"dry_run": here.given.dry_run, "exports": rows})
        return
    if len(done) > _ONE_BY_ONE:
        first, path, _ = done[0]
        key = "many-dry-run" if here.given.dry_run else "many"
        said = say(f"passportexchange.{key}", count=len(done), format=first.format, path=path)
        here.out.line(f"{paint('✓', 'g')} {said}")
        if report is None and any(one.losses for one, _, _ in done):
            here.out.talk("  " + say("passportexchange.see-report"))
        return
    for one, path, _ in done:
        count = len(one.carried) + len(
            {loss.attribute for loss in one.losses if loss.kind == "reshaped"}
        )
        key = "dry-run" if here.given.dry_run else "written"
        said = say(
            f"passportexchange.{key}", item=one.item, count=count, format=one.format, path=path
        )
        here.out.line(f"{paint('✓', 'g')} {said}")
        counts = {kind: sum(loss.kind == kind for loss in one.losses) for kind in KINDS}
        if one.hidden:
            points = "; ".join(say(f"reader.point-{point}") for point in one.hidden)
            here.out.talk("  " + say("passportexchange.hidden", points=points))
        if any(counts.values()):
            here.out.talk("  " + say("passportexchange.losses", **counts))
            if report is None:
                here.out.talk("  " + say("passportexchange.see-report"))
