"""What is wrong with a statement that somebody signed, beyond the words of its readers."""

from __future__ import annotations

from batterypass.texts.bilingual import Text

MESSAGES: dict[str, Text] = {
    "statement.field": Text("{name}: field {where}: {why}", "{name}: campo {where}: {why}"),
    "statement.field-found": Text(
        "{name}: field {where}: {why}, found {found}",
        "{name}: campo {where}: {why}, se encontró {found}",
    ),
}
