"""``batterypass manifest export`` and ``import``: the JSON of EPA's e-Manifest."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from batterypass.errors import InputError, MalformedError
from batterypass.texts.bilingual import Text
from batterypass_cli.context import Here
from batterypass_cli.custody_options import Consignment  # noqa: TC001 - Typer reads it
from batterypass_cli.output import Column, paint
from batterypass_cli.pages import bilingual
from batterypass_cli.words import both, language, say

if TYPE_CHECKING:
    from batterypass.exchange.emanifest_read import Reading

_FORMS = ("us_epa_8700_22",)
_UNDERSTOOD = (
    Column("name", Text("here", "aquí")),
    Column("value", Text("value", "valor")),
    Column("path", Text("in the file", "en el archivo")),
)


@bilingual(
    """
    Escribe un manifiesto en el JSON de e-Manifest, el sistema de la EPA.

    Solo con lo que se sabe: lo que falta se nombra. Las masas van en kilogramos enteros, como pide el
    sistema, y la exacta en un comentario. No se envía a nadie.
    """
)
def export(
    ctx: typer.Context,
    consignment: Consignment,
    output: Annotated[
        str,
        typer.Option(
            "-o",
            "--output",
            metavar="FILE.json",
            help=both("The file; - is standard output.", "El archivo; - es la salida estándar."),
        ),
    ],
    form: Annotated[
        str,
        typer.Option(
            "--form", metavar="FORM", help=both("Only us_epa_8700_22.", "Solo us_epa_8700_22.")
        ),
    ] = _FORMS[0],
) -> None:
    """Write a manifest in the JSON of EPA's e-Manifest.

    With what is known alone: what is missing is named. Masses are whole kilograms, as the service
    wants, and the exact one stands in a comment. Nothing is sent to anybody.

    Example: batterypass manifest export M-2026-00418 --form us_epa_8700_22 -o m.json
    """
    from batterypass.app.emanifest import emanifest_of
    from batterypass.bootstrap import workflow
    from batterypass.exchange.emanifest import encode_emanifest
    from batterypass_cli.guide import check_writable, write_whole

    here = Here.of(ctx)
    if form not in _FORMS:
        raise InputError(
            f"--form {form}: expected {', '.join(_FORMS)}",
            code="manifest.no-export", form=form, known=", ".join(_FORMS),
        )  # fmt: skip
    ledger = here.open()
    found = emanifest_of(ledger.session, ledger.consignment(consignment), workflow())
    body = encode_emanifest(found)
    if output == "-":
        here.out.raw_bytes(body)
    else:
        check_writable(Path(output))
        write_whole(Path(output), body)
        if here.out.wants_json:
            here.out.document(
                {"export": {"file": output, "status": found.status, "missing": found.missing}}
            )
            return
        here.out.line(paint("✓ ", "g") + say("manifest.exported", path=output, status=found.status))
    if found.missing:
        here.out.talk(say("manifest.export-missing", names=", ".join(found.missing)))


@bilingual(
    """
    Lee un manifiesto en el JSON de e-Manifest, y dice qué se entiende de él.

    Cada valor del archivo queda en una de tres listas: lo que se entiende, lo que no, y lo que está
    mal. Nunca escribe en el registro; -o guarda lo entendido como borrador, salvo con --dry-run.
    """
)
def import_(
    ctx: typer.Context,
    file: Annotated[
        Path,
        typer.Argument(
            metavar="FILE.json",
            help=both("A manifest of e-Manifest.", "Un manifiesto de e-Manifest."),
        ),
    ],
    output: Annotated[
        Path | None,
        typer.Option(
            "-o", "--output", metavar="DRAFT.json", help=both("Keep it as a draft.", "Guardarlo.")
        ),
    ] = None,
    dry_run: Annotated[
        bool,
        typer.Option("--dry-run", help=both("Only say it.", "Solo decirlo.")),
    ] = False,
) -> None:
    """Read a manifest in the JSON of e-Manifest, and say what of it is understood.

    Every value of the file ends in one of three lists: understood, not understood, wrong. It never
    writes to the ledger; -o keeps what was understood as a draft, unless --dry-run is given.

    Example: batterypass manifest import m.json --dry-run
    """
    from batterypass.exchange.emanifest_read import parse_emanifest
    from batterypass_cli.exits import words_of
    from batterypass_cli.files import read_file
    from batterypass_cli.guide import check_writable, write_whole

    here = Here.of(ctx)
    body = read_file(file)
    try:
        reading = parse_emanifest(body)
    except MalformedError as error:
        raise MalformedError(
            f"{file}: {error}", code="manifest.no-emanifest", path=file, why=words_of(error)
        ) from error
    if output is not None and not dry_run and not reading.wrong:
        import json

        check_writable(output)
        text = json.dumps(_draft(reading), ensure_ascii=False, indent=2) + "\n"
        write_whole(output, text.encode("utf-8"))
    _tell(here, file, reading, output if not dry_run else None)
    if reading.wrong:
        raise typer.Exit(2)


def _draft(reading: Reading) -> dict[str, Any]:
    """Put what was understood into nested objects, by our names."""
    draft: dict[str, Any] = {}
    for one in reading.understood:
        *parents, last = one.name.split(".")
        place = draft
        for parent in parents:
            place = place.setdefault(parent, {})
        known = place.get(last)
        place[last] = one.value if known is None else f"{known}, {one.value}"
    for number, mass in reading.masses.items():
        draft.setdefault("wastes", {}).setdefault(str(number), {})["mass_kg"] = mass
    return draft


def _tell(here: Here, file: Path, reading: Reading, output: Path | None) -> None:
    rows = [{"name": one.name, "value": one.value, "path": one.path} for one in reading.understood]
    if here.out.wants_json:
        here.out.document(
            {
                "import": {
                    "file": str(file),
                    "draft": str(output) if output is not None and not reading.wrong else None,
                    "understood": rows,
                    "masses_kg": {str(one): kg for one, kg in reading.masses.items()},
                    "not_understood": reading.not_understood,
                    "wrong": [
                        {"path": one.path, "expected": one.expected.en, "found": one.found}
                        for one in reading.wrong
                    ],
                }
            }
        )
        return
    here.out.rows("understood", rows, _UNDERSTOOD)
    for place, kg in reading.masses.items():
        here.out.line(say("manifest.import-mass", line=place, kg=kg))
    if reading.not_understood:
        here.out.line(paint(say("manifest.not-understood"), "b"))
        for path in reading.not_understood:
            here.out.line(f"  {path}")
    for one in reading.wrong:
        here.out.talk(
            paint("✗ ", "r")
            + say(
                "manifest.import-wrong", path=one.path,
                expected=one.expected.in_language(language()), found=one.found,
            )
        )  # fmt: skip
    if output is not None and not reading.wrong:
        here.out.line(paint("✓ ", "g") + say("manifest.import-kept", path=output))
    else:
        here.out.talk(say("manifest.import-nothing"))
