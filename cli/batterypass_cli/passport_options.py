"""Options that commands about passports share."""

from __future__ import annotations

from typing import Annotated

import typer

from batterypass_cli.words import both


def complete_readers(incomplete: str) -> list[str]:
    """Offer the readers."""
    from batterypass.regulations.passport_readers import READERS

    return [name for name in READERS if name.startswith(incomplete)]


Reader = Annotated[
    str,
    typer.Option(
        "--for",
        metavar="READER",
        help=both(
            "Who reads it: public, legitimate_interest, notified_body_or_market_surveillance,"
            " commission, responsible_operator.",
            "Quién lo lee: public, legitimate_interest, notified_body_or_market_surveillance,"
            " commission, responsible_operator.",
        ),
        autocompletion=complete_readers,
    ),
]
Values = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="[ATTRIBUTE=VALUE]...",
        help=both("Attributes of the passport.", "Atributos del pasaporte."),
    ),
]
AcceptUnusual = Annotated[
    bool,
    typer.Option(
        "--accept-unusual",
        help=both(
            "Take figures that are unusual: they are right.",
            "Aceptar cifras poco usuales: son correctas.",
        ),
    ),
]
