"""``batterypass replicate``: a verified ledger file from a published log."""

from __future__ import annotations

from typing import Annotated

import typer

from batterypass_cli.commands.replica import create
from batterypass_cli.pages import bilingual
from batterypass_cli.words import both


@bilingual(
    """
    Construye un registro comprobado desde uno publicado.

    Es «replica create» con -o: cada asiento se comprueba, y nada entra si algo no coincide. Otra vez
    sobre el mismo archivo lo pone al día.
    """
)
def replicate(
    ctx: typer.Context,
    source: Annotated[
        str,
        typer.Argument(
            metavar="DIR|URL",
            help=both(
                "Folder or web address of a published log.",
                "Carpeta o dirección web de un registro publicado.",
            ),
        ),
    ],
    output: Annotated[
        str,
        typer.Option("-o", "--output", metavar="FILE.bp", help=both("Where to.", "Adónde.")),
    ],
    trust: Annotated[
        str | None,
        typer.Option(
            "--trust",
            metavar="FILE",
            help=both(
                "A trust file, in place of the pinned one; it is pinned.",
                "Un archivo de confianza, en lugar del guardado; se guarda.",
            ),
        ),
    ] = None,
    first_use: Annotated[
        bool,
        typer.Option(
            "--first-use",
            help=both(
                "Accept a log that nothing vouches for yet.",
                "Aceptar un registro que nada avala todavía.",
            ),
        ),
    ] = False,
) -> None:
    """Build a verified ledger from a published log.

    It is "replica create" with -o: each entry is checked, and nothing comes in where something does
    not fit. Again onto the same file it brings that up to date.

    Example: batterypass replicate https://log.example/batteries/ -o north.bp --trust north.policy
    """
    create(ctx, source, output, trust, first_use)
