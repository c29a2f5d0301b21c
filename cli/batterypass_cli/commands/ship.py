"""``batterypass ship``: a consignment from the offer to the consignee's gate; each step is a module."""

from __future__ import annotations

import typer

from batterypass.texts.bilingual import Text
from batterypass_cli.pages import Entry, group_with
from batterypass_cli.words import both

_STEPS = {
    "offer": Entry(
        "", "ship_offer", "offer",
        Text(
            "Offer items to a consignee by way of a carrier.",
            "Ofrece artículos a un destinatario por medio de un transportista.",
        ),
    ),
    "collect": Entry(
        "", "ship_carry", "collect",
        Text("Collect a consignment (carrier).", "Recoge un embarque (transportista)."),
    ),
    "deliver": Entry(
        "", "ship_carry", "deliver",
        Text(
            "Stand at the consignee's gate with a consignment (carrier).",
            "Llega con el embarque a la puerta del destinatario (transportista).",
        ),
    ),
    "transfer": Entry(
        "", "ship_changes", "transfer",
        Text("Let another carrier have the load.", "Cede la carga a otro transportista."),
    ),
    "return": Entry(
        "", "ship_changes", "return_items",
        Text("Have back what was turned away.", "Tiene de vuelta lo que se rechazó."),
    ),
    "void": Entry(
        "", "ship_changes", "void",
        Text("Take an offer back.", "Retira una oferta."),
    ),
    "paper": Entry(
        "", "ship_paper", "paper",
        Text("Write down what was signed in ink.", "Asienta lo que se firmó en papel."),
    ),
    "countersign": Entry(
        "", "ship_paper", "countersign",
        Text("Stand by a paper with your key.", "Refrenda un papel con su llave."),
    ),
}  # fmt: skip
app = typer.Typer(
    cls=group_with(_STEPS, {}),
    no_args_is_help=True,
    help=both(
        "Send items with a carrier.\n\nExample: batterypass ship offer QKYC-C9Y5-DZ24-Y",
        "Envía artículos con un transportista.\n\nExample: batterypass ship offer QKYC-C9Y5-DZ24-Y",
    ),
)


@app.callback()
def ship() -> None:
    """Hold the commands; without one of its own Typer would take this group for a command."""
