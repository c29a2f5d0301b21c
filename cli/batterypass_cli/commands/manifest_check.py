"""``batterypass manifest check``: a paper that somebody brings, with a ledger or without one."""

from __future__ import annotations

from pathlib import Path  # noqa: TC003 - Typer reads the annotations
from typing import Annotated

import typer

from batterypass_cli.context import Here
from batterypass_cli.pages import bilingual
from batterypass_cli.words import both


@bilingual(
    """
    Comprueba un manifiesto en PDF que alguien trae, o los bytes de su código escaneado.

    Tres dictámenes: los datos firmados que lleva dentro se prueban solos; son los de este registro;
    y el archivo es, byte por byte, el que se emitió. Sin registro se juzgan los datos del archivo,
    con un archivo de confianza. Códigos de salida: 0 auténtico; 4 no lo es; 5 no se puede decidir,
    o es auténtico y no hay que guiarse por él: el embarque se retiró, o lo emitió quien no es parte.
    """
)
def check(
    ctx: typer.Context,
    file: Annotated[
        Path,
        typer.Argument(metavar="FILE.pdf", help=both("The PDF.", "El PDF.")),
    ],
    trust: Annotated[
        Path | None,
        typer.Option(
            "--trust",
            metavar="FILE",
            help=both(
                "A trust file, in place of the pinned one.",
                "Un archivo de confianza, en lugar del guardado.",
            ),
        ),
    ] = None,
) -> None:
    """Check a manifest that somebody brings as a PDF, or the bytes of its scanned code.

    Three verdicts: the signed data inside it proves itself; it is this ledger's; and the file is,
    to the byte, the one that was issued. Without a ledger the data inside the file is judged, by a
    trust file. Exit codes: 0 genuine; 4 not genuine; 5 cannot be decided, or genuine and none to go
    by: its load was taken back, or a stranger issued it.

    Example: batterypass manifest check manifest.pdf
    """
    from batterypass_cli.paper_check import check_file

    check_file(Here.of(ctx), file, trust)
