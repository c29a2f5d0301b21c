"""``batterypass recycler``: who is authorised for which waste, where, since when and until when."""

from __future__ import annotations

import typer

from batterypass.texts.bilingual import Text
from batterypass_cli.pages import Entry, group_with
from batterypass_cli.words import both

ENTRIES = {
    "import": Entry(
        "exchange", "recycler_import", "import_directory",
        Text(
            "Import a published list, or a directory file.",
            "Importa una lista publicada, o un archivo del directorio.",
        ),
    ),
    "export": Entry(
        "exchange", "recycler_export", "export_directory",
        Text(
            "Export the directory as CSV, JSON, PDF or signed file.",
            "Exporta el directorio en CSV, JSON, PDF o archivo firmado.",
        ),
    ),
}  # fmt: skip
app = typer.Typer(
    cls=group_with(ENTRIES, {}),
    no_args_is_help=True,
    help=both(
        "Authorised recyclers: who may take which waste.\n\nExample: batterypass recycler list",
        "Recicladores autorizados: quién puede recibir qué residuo.\n\n"
        "Example: batterypass recycler list",
    ),
)


@app.callback()
def recycler() -> None:
    """Keep every command in a module of its own, loaded when it is used."""
