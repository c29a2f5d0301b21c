"""Codes of what a passport says, and of what happens to it."""

from __future__ import annotations

from batterypass.texts.findings_form import Explained, Said

PASSPORT: tuple[Explained, ...] = (
    Explained(
        "BP-C024",
        "compliance",
        Said(
            "Un contador que baja",
            "{subject}: {counter}: la lectura dice {found}; {other} dice {expected}",
            "Los contadores de una batería solo crecen: si bajan, la lectura está mal o alguien los"
            " puso en cero. Solo con otro BMS vuelven a empezar, y eso se asienta.",
            (
                "Lea otra vez, y corrija la lectura equivocada: `batterypass amend`.",
                "Si se cambió el BMS, asiéntelo antes: `batterypass pack repair`.",
            ),
        ),
        Said(
            "A counter that falls",
            "{subject}: {counter}: the reading says {found}; {other} says {expected}",
            "The counters of a battery only grow: where they fall the reading is wrong, or somebody"
            " set them back. Only another BMS begins anew, and that is recorded.",
            (
                "Read it again, and correct the reading that is wrong: `batterypass amend`.",
                "If the BMS was replaced, record that first: `batterypass pack repair`.",
            ),
        ),
        "batterypass history {subject}",
        "design/events.md; Regulation (EU) 2023/1542, Annex XIII, 4",
    ),
    Explained(
        "BP-C025",
        "notice",
        Said(
            "El pasaporte sigue la vida del artículo",
            "{subject}: al pasaporte {passport} le falta {expected}",
            "Tras reutilizar, readaptar o remanufacturar se expide un pasaporte nuevo que nombra al"
            " anterior; tras reciclar, desmontar o disponer, el pasaporte termina.",
            (
                "Expida el nuevo: `batterypass passport issue`.",
                "O termine el que hay: `batterypass passport end`.",
            ),
        ),
        Said(
            "The passport follows the life of the item",
            "{subject}: {expected} is due for the passport {passport}",
            "After re-use, repurposing or remanufacturing a new passport is issued that names the"
            " one before; after recycling, dismantling or disposal the passport ends.",
            (
                "Issue the new one: `batterypass passport issue`.",
                "Or end the one that is there: `batterypass passport end`.",
            ),
        ),
        "batterypass passport show {subject}",
        "Regulation (EU) 2023/1542, Art. 77(7) and (8)",
    ),
)
