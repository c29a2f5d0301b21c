"""What several commands about a carriage take: its day, and the values of a Carta Porte in a file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from batterypass.errors import InputError
from batterypass_cli.words import both

if TYPE_CHECKING:
    from pathlib import Path

#: The day by which the edition is chosen.
CarriageDay = Annotated[
    str | None,
    typer.Option(
        "--on",
        metavar="DATE",
        help=both("The day of carriage; else today.", "El día del transporte; si no, hoy."),
    ),
]


def read_waybill(path: Path) -> dict[str, str]:
    """Read values of a Carta Porte by name. Raises InputError for a file that is no object of texts."""
    from batterypass_cli.files import read_file
    from batterypass_cli.strictjson import parse_json

    try:
        found = parse_json(read_file(path).decode("utf-8"), str(path))
    except UnicodeDecodeError:
        found = None
    if not isinstance(found, dict) or not all(isinstance(one, str) for one in found.values()):
        raise InputError(
            f"{path}: expected an object of texts", code="cartaporte.bad-file", path=path
        )
    return found
