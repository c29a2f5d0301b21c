"""The commands of ``batterypass manifest`` that live in modules of their own, each in one line."""

from __future__ import annotations

from batterypass.texts.bilingual import Text
from batterypass_cli.pages import Entry

MORE: dict[str, Entry] = {
    "check": Entry(
        "", "manifest_check", "check",
        Text(
            "Check a manifest that somebody brings as a PDF.",
            "Comprueba un manifiesto en PDF que alguien trae.",
        ),
    ),
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
    "fields": Entry(
        "forms", "manifest_fields", "fields",
        Text(
            "List the boxes of a waste form, in its order and its words.",
            "Lista las casillas de un formato, en su orden y con sus palabras.",
        ),
    ),
    "missing": Entry(
        "forms", "manifest_fields", "missing",
        Text(
            "Say what a form does not know yet, and where it would come from.",
            "Dice qué le falta a un formato, y de dónde saldría.",
        ),
    ),
    "overdue": Entry(
        "forms", "manifest_deadlines", "overdue",
        Text(
            "List what is overdue and what is due soon, on the day that is asked about.",
            "Lista lo vencido y lo que vence pronto, en el día que se pregunte.",
        ),
    ),
    "deadlines": Entry(
        "forms", "manifest_deadlines", "deadlines",
        Text(
            "List the deadlines of the law that the program knows, with their source and how sure"
            " they are.",
            "Lista los plazos de la ley que conoce el programa, con su fuente y qué tan seguros son.",
        ),
    ),
    "letter": Entry(
        "forms", "manifest_letter", "letter",
        Text(
            "Write the letter that goes with a deadline, ready to be signed.",
            "Escribe la carta que va con un plazo, lista para firmarse.",
        ),
    ),
    "export": Entry(
        "exchange", "manifest_exchange", "export",
        Text(
            "Write a manifest in the JSON of EPA's e-Manifest.",
            "Escribe un manifiesto en el JSON de e-Manifest, el sistema de la EPA.",
        ),
    ),
    "import": Entry(
        "exchange", "manifest_exchange", "import_",
        Text(
            "Read a manifest in the JSON of e-Manifest, and say what of it is understood.",
            "Lee un manifiesto en el JSON de e-Manifest, y dice qué se entiende de él.",
        ),
    ),
}  # fmt: skip
