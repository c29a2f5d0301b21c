"""Texts about readers of a passport and what they may see."""

from __future__ import annotations

from batterypass.texts.bilingual import Text

MESSAGES: dict[str, Text] = {
    "reader.unknown": Text(
        "{reader}: no such reader of a passport{hint}. Expected one of {listed}; batterypass passport readers shows what each may see",
        "{reader}: no hay tal lector de un pasaporte{hint}. Se esperaba uno de {listed}; batterypass passport readers muestra qué puede ver cada uno",
    ),
}
