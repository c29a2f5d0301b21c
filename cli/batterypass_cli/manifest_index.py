"""The commands of ``batterypass manifest`` that live in modules of their own, each in one line."""

from __future__ import annotations

from batterypass.texts.bilingual import Text
from batterypass_cli.pages import Entry

MORE: dict[str, Entry] = {
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
}  # fmt: skip
