"""``batterypass transport``: what a load needs on the road. Its commands live in other modules."""

from __future__ import annotations

import typer

from batterypass.texts.bilingual import Text
from batterypass_cli.pages import Entry, group_with
from batterypass_cli.words import both

_MORE: dict[str, Entry] = {
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
        "What a load needs on the road.\n\n"
        "Example: batterypass transport marks --mark 9A --mark UNNO --un UN3480 -o marks.pdf",
        "Lo que una carga necesita en el camino.\n\n"
        "Example: batterypass transport marks --mark 9A --mark UNNO --un UN3480 -o marcas.pdf",
    ),
)


@app.callback()
def transport() -> None:
    """Hold the commands; without one of its own Typer would take this group for a command."""
