"""``batterypass recycler export``: the directory as a file to read, to print or to carry."""

from __future__ import annotations

from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from batterypass.errors import InputError
from batterypass.evidence.refusal import refusal
from batterypass_cli.context import Here
from batterypass_cli.output import paint
from batterypass_cli.pages import bilingual
from batterypass_cli.words import both, language, say

if TYPE_CHECKING:
    from batterypass.app.directory_export import Exported, Format
    from batterypass.app.directory_rows import Choice

_STDOUT = "-"


@bilingual(
    """
    Exporta el directorio en CSV, JSON, PDF o archivo firmado.

    La terminación de FILE dice cuál, o --format. CSV y JSON para otros programas; PDF es un libro
    con índice, mapa y una página por empresa, en el idioma de --lang; .bpz lleva los asientos
    firmados con sus pruebas, completos, y otra máquina los comprueba con «recycler import».
    """
)
def export_directory(
    ctx: typer.Context,
    output: Annotated[
        str,
        typer.Option(
            "-o",
            "--output",
            metavar="FILE",
            help=both(
                "Where to: .csv, .json, .pdf or .bpz; - prints it.",
                "Adónde: .csv, .json, .pdf o .bpz; - lo imprime.",
            ),
        ),
    ],
    form: Annotated[
        str | None,
        typer.Option(
            "--format",
            metavar="csv|json|pdf|bpz",
            help=both(
                "The format, where the name does not say it.",
                "El formato, si el nombre no lo dice.",
            ),
        ),
    ] = None,
    on: Annotated[
        str | None,
        typer.Option(
            "--on",
            metavar="DATE",
            help=both("As it stands on this day; else today.", "Como está ese día; si no, hoy."),
        ),
    ] = None,
    known_on: Annotated[
        str | None,
        typer.Option(
            "--known-on",
            metavar="DATE",
            help=both(
                "As the ledger knew it at the end of this day (UTC).",
                "Como lo sabía el registro al final de ese día (UTC).",
            ),
        ),
    ] = None,
    state: Annotated[
        str | None,
        typer.Option(
            "--state",
            metavar="STATE",
            help=both(
                "Only sites in this state of Mexico.", "Solo sitios en ese estado de México."
            ),
        ),
    ] = None,
    waste: Annotated[
        str | None,
        typer.Option(
            "--waste",
            metavar="CODE|STREAM",
            help=both("Only who may take this waste.", "Solo quien puede tomar ese residuo."),
        ),
    ] = None,
) -> None:
    """Export the directory as CSV, JSON, PDF or signed file.

    The ending of FILE says which, or --format. CSV and JSON are for other programs; PDF is a book
    with an index, a map and a page for each company, in the language of --lang; .bpz carries the
    signed entries with their proofs, all of them, and another machine checks them with "recycler
    import".

    Example: batterypass recycler export -o directory.pdf --on 2026-11-20
    """  # fmt: skip
    from batterypass.app.directory_export import export_directory as export
    from batterypass.app.directory_rows import Choice
    from batterypass_cli.guide import check_writable, write_whole

    here = Here.of(ctx)
    wanted = _format_of(output, form or "")
    choice = Choice(
        on=_day("--on", on) or here.now().date().isoformat(),
        known_on=_day("--known-on", known_on),
        state=state or "",
        waste=waste or "",
    )
    if output != _STDOUT:
        check_writable(Path(output))
    ledger = here.open()
    done = export(ledger.session, choice, wanted, language())
    if output == _STDOUT:
        here.out.raw_bytes(done.data)
        return
    write_whole(Path(output), done.data)
    _tell(here, output, wanted, choice, done)


def _format_of(output: str, form: str) -> Format:
    from batterypass.app.directory_export import FORMATS

    named = form or Path(output).suffix.removeprefix(".").lower()
    for one in FORMATS:
        if named == one:
            return one
    raise refusal(
        InputError, "direxport.no-format", file=output, found=named or "-",
        known=", ".join(FORMATS),
    )  # fmt: skip


def _day(option: str, text: str | None) -> str:
    """Give a day as it was written. Raises InputError for one that there is not."""
    if not text:
        return ""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        day = None
    if day is None or day.isoformat() != text:
        raise refusal(InputError, "direxport.no-day", option=option, text=text)
    return text


def _tell(here: Here, output: str, form: Format, choice: Choice, done: Exported) -> None:
    if here.out.wants_json:
        here.out.document(
            {
                "export": {
                    "file": output,
                    "format": form,
                    "on": choice.on,
                    "bytes": len(done.data),
                    "sha256": sha256(done.data).hexdigest(),
                    "parties": done.parties,
                    "authorisations": done.authorisations,
                    "certificates": done.certificates,
                    "entries": done.entries,
                }
            }
        )
        return
    here.out.line(
        f"{paint('✓', 'g')} "
        + say(
            "direxport.done",
            file=output, parties=done.parties, authorisations=done.authorisations,
            certificates=done.certificates, on=choice.on,
        )
    )  # fmt: skip
    if form == "bpz":
        here.out.line("  " + say("direxport.carries", entries=done.entries))
        here.out.line(f"  → batterypass recycler import {Path(output).name} --trust FILE")
    if not done.parties:
        here.out.talk(say("direxport.nobody"))
