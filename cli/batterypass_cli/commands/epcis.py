"""``batterypass epcis``: the life of packs as EPCIS events, out and checked."""

from __future__ import annotations

import typer

from batterypass.texts.bilingual import Text
from batterypass_cli.pages import Entry, group_with
from batterypass_cli.words import both

ENTRIES = {
    "export": Entry(
        "exchange", "epcis_export", "export_events",
        Text("Write what happened as EPCIS events.", "Escribe lo que pasó como eventos EPCIS."),
    ),
    "validate": Entry(
        "exchange", "epcis_validate", "validate",
        Text("Check the structure of an EPCIS document.", "Comprueba la estructura de un documento EPCIS."),
    ),
}  # fmt: skip
app = typer.Typer(
    cls=group_with(ENTRIES, {}),
    no_args_is_help=True,
    help=both(
        "EPCIS 2.0.1 events of packs, aligned with the standard of GS1.\n\n"
        "Example: batterypass epcis export --all -o events.jsonld",
        "Eventos EPCIS 2.0.1 de los paquetes, alineados con la norma de GS1.\n\n"
        "Example: batterypass epcis export --all -o events.jsonld",
    ),
)
