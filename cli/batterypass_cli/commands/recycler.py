"""``batterypass recycler``: who is authorised for which waste, where, since when and until when."""

from __future__ import annotations

import typer

from batterypass.texts.bilingual import Text
from batterypass_cli.pages import Entry, group_with
from batterypass_cli.words import both

_READ, _GAPS, _CHANGES = "recycler_read", "recycler_gaps", "recycler_changes"
ENTRIES = {
    name: Entry(section, module, attribute, text)
    for name, section, module, attribute, text in (
        (
            "list", "directory", _READ, "list_recyclers",
            Text("List authorised sites.", "Lista los sitios autorizados."),
        ),
        (
            "show", "directory", _READ, "show_recycler",
            Text(
                "Show a party or site with every change of its authorisations.",
                "Muestra una parte o sitio con cada cambio de sus autorizaciones.",
            ),
        ),
        (
            "check", "directory", "recycler_check", "check_recycler",
            Text(
                "Answer whether a site was authorised for a waste on a day.",
                "Responde si un sitio estaba autorizado para un residuo un día.",
            ),
        ),
        (
            "expiring", "directory", _GAPS, "expiring",
            Text(
                "List what ends soon, is suspended or awaits a renewal.",
                "Lista lo que vence pronto, está suspendido o espera prórroga.",
            ),
        ),
        (
            "gaps", "directory", _GAPS, "gaps",
            Text(
                "Show where nobody is authorised, by state and stream.",
                "Muestra dónde no hay nadie autorizado, por estado y corriente.",
            ),
        ),
        (
            "grant", "ledger", _CHANGES, "grant",
            Text("Enter an authorisation.", "Asienta una autorización."),
        ),
        (
            "extend", "ledger", _CHANGES, "extend",
            Text(
                "Enter that an authorisation lasts longer.",
                "Asienta que una autorización dura más.",
            ),
        ),
        (
            "renew", "ledger", _CHANGES, "renew",
            Text("Enter that a renewal was filed.", "Asienta que se solicitó una prórroga."),
        ),
        (
            "suspend", "ledger", _CHANGES, "suspend",
            Text("Enter a suspension.", "Asienta una suspensión."),
        ),
        (
            "reinstate", "ledger", _CHANGES, "reinstate",
            Text("Enter that a suspension is over.", "Asienta que terminó una suspensión."),
        ),
        (
            "revoke", "ledger", _CHANGES, "revoke",
            Text("Enter a revocation.", "Asienta una revocación."),
        ),
        (
            "correct", "ledger", "recycler_correct", "correct",
            Text(
                "Correct what an authorisation was entered with.",
                "Corrige lo que se asentó de una autorización.",
            ),
        ),
        (
            "import", "exchange", "recycler_import", "import_directory",
            Text(
                "Import a published list, or a directory file.",
                "Importa una lista publicada, o un archivo del directorio.",
            ),
        ),
        (
            "export", "exchange", "recycler_export", "export_directory",
            Text(
                "Export the directory as CSV, JSON, PDF or signed file.",
                "Exporta el directorio en CSV, JSON, PDF o archivo firmado.",
            ),
        ),
    )
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
