"""The commands of ``batterypass manifest`` that live in modules of their own, each in one line."""

from __future__ import annotations

from batterypass.texts.bilingual import Text
from batterypass_cli.pages import Entry

MORE: dict[str, Entry] = {
    "original-returned": Entry(
        "", "manifest_after", "original_returned",
        Text("Note that the signed original is back.", "Anota que volvió el original firmado."),
    ),
    "exception": Entry(
        "", "manifest_after", "exception",
        Text("Note that an authority was told.", "Anota que se avisó a una autoridad."),
    ),
    "certify": Entry(
        "", "manifest_after", "certify",
        Text("Certify what was done with the waste.", "Certifica qué se hizo con el residuo."),
    ),
}  # fmt: skip
