"""The commands of ``batterypass batch`` that live in modules of their own, each in one line."""

from __future__ import annotations

from batterypass.texts.bilingual import Text
from batterypass_cli.pages import Entry

MORE: dict[str, Entry] = {
    "open": Entry(
        "", "batch_open", "open_",
        Text("Open a batch.", "Abre un lote."),
    ),
    "feed": Entry(
        "", "batch_feed", "feed",
        Text("Feed items into a batch.", "Alimenta un lote con artículos."),
    ),
    "output": Entry(
        "", "batch_output", "output",
        Text("Weigh what came out of a batch.", "Pesa lo que salió de un lote."),
    ),
    "close": Entry(
        "", "batch_close", "close",
        Text("Close a batch with its loss.", "Cierra un lote con su pérdida."),
    ),
}  # fmt: skip
