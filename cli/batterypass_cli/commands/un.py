"""``batterypass un``: under which UN entry batteries travel, and what shows that they may."""

from __future__ import annotations

import typer

from batterypass.texts.bilingual import Text
from batterypass_cli.pages import Entry, group_with
from batterypass_cli.words import both

ENTRIES = {
    "summary": Entry(
        "", "un_summary", "app",
        Text(
            "UN 38.3 test summary: make, check and print one.",
            "Resumen de pruebas ONU 38.3: hacerlo, revisarlo e imprimirlo.",
        ),
    ),
}  # fmt: skip
app = typer.Typer(
    cls=group_with(ENTRIES, {}),
    no_args_is_help=True,
    help=both(
        "UN number, packing, marks and papers of a battery that travels.\n\n"
        "Example: batterypass un summary check 7K3Q-9M2F-4X8D-T",
        "Número ONU, embalaje, marcas y papeles de una batería que viaja.\n\n"
        "Example: batterypass un summary check 7K3Q-9M2F-4X8D-T",
    ),
)
