"""Commands of ``batterypass export`` in modules of their own: name, where it is, what it does."""

from __future__ import annotations

from batterypass.texts.bilingual import Text
from batterypass_cli.pages import Entry

MORE: dict[str, Entry] = {
    "scitt": Entry(
        "", "export_scitt", "scitt",
        Text("Write receipts of entries for SCITT readers.", "Escribe acuses de asientos para lectores de SCITT."),
    ),
    "site": Entry(
        "", "export_site", "site",
        Text("Write the public passports as web pages.", "Escribe los pasaportes públicos como páginas web."),
    ),
    "verifier": Entry(
        "", "export_verifier", "verifier",
        Text("Write the page that checks proofs in a browser.", "Escribe la página que comprueba pruebas en un navegador."),
    ),
}  # fmt: skip
