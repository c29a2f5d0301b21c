"""``batterypass transport``: what a load needs to travel. Its commands live in other modules."""

from __future__ import annotations

import typer

from batterypass.texts.bilingual import Text
from batterypass_cli.pages import Entry, group_with
from batterypass_cli.words import both

_MORE: dict[str, Entry] = {
    "papers": Entry(
        "", "transport_papers", "papers",
        Text(
            "Write everything that the driver carries for a consignment.",
            "Escribe todo lo que lleva el conductor de un embarque.",
        ),
    ),
    "carta-porte": Entry(
        "", "transport_carta_porte", "carta_porte",
        Text(
            "Write the Carta Porte complement of a consignment (Mexico).",
            "Escribe el complemento Carta Porte de un embarque (México).",
        ),
    ),
    "marks": Entry(
        "", "transport_marks", "marks",
        Text(
            "Print marks and labels for packages, to size.",
            "Imprime marcas y etiquetas para los bultos, a su tamaño.",
        ),
    ),
}  # fmt: skip

app = typer.Typer(
    cls=group_with(_MORE, {}),
    no_args_is_help=True,
    help=both(
        "What a load needs to travel.\n\n"
        "Example: batterypass transport carta-porte M-2026-00418 -o carta-porte.xml",
        "Lo que una carga necesita para viajar.\n\n"
        "Example: batterypass transport carta-porte M-2026-00418 -o carta-porte.xml",
    ),
)


@app.callback()
def transport() -> None:
    """Hold the commands; without one of its own Typer would take this group for a command."""
