"""Codes of annulments: which entry can be taken back, and until when the other side can agree."""

from __future__ import annotations

from batterypass.texts.findings_form import Explained, Said

ANNULMENTS: tuple[Explained, ...] = (
    Explained(
        "BP-E006",
        "integrity",
        Said(
            "Ese asiento no se puede anular",
            "{subject}: {kind} {digest}: {found}",
            "Se anula el último asiento de todos sus sujetos, mientras nada se apoye en él. Lo que ya"
            " tiene algo encima es historia: se asienta lo que pasó después. La anulación nombra a"
            " todos los artículos del asiento.",
            (
                "Vea qué está encima: `batterypass history`.",
                "Asiente lo que es ahora: una entrega de vuelta, una devolución o una corrección. Lo que"
                " estaba debajo de un asiento anulado tampoco es el último.",
                "Anule con `batterypass annul`, que toma la huella y los artículos del registro.",
            ),
        ),
        Said(
            "That entry cannot be annulled",
            "{subject}: {kind} {digest}: {found}",
            "What is annulled is the last entry of all its subjects, while nothing rests on it. What"
            " has something above it is history: enter what happened after it. The annulment names"
            " every item of the entry.",
            (
                "See what stands above it: `batterypass history`.",
                "Enter what is so now: a hand-over back, a return or a correction. What stood below an"
                " annulled entry is not the last one either.",
                "Annul with `batterypass annul`, which takes digest and items from the ledger.",
            ),
        ),
        "batterypass show {digest}",
        "design/events.md, Corrections",
    ),
    Explained(
        "BP-E007",
        "integrity",
        Said(
            "La anulación llegó tarde",
            "{subject}: la anulación {amendment} de {kind} {digest} ya no puede valer: {found}",
            "Mientras la anulación esperaba, rigió el original, y otro asiento se apoyó en él. Ya no se"
            " puede quitar de abajo.",
            (
                "Vea qué vino después: `batterypass history`.",
                "Asiente lo que es ahora: una entrega de vuelta, una devolución o una corrección.",
            ),
        ),
        Said(
            "The annulment came too late",
            "{subject}: annulment {amendment} of {kind} {digest} can no longer hold: {found}",
            "While the annulment waited the original governed, and another entry came to rest on it. It"
            " cannot be pulled out from under that.",
            (
                "See what came after it: `batterypass history`.",
                "Enter what is so now: a hand-over back, a return or a correction.",
            ),
        ),
        "batterypass history {subject}",
        "design/events.md, Corrections",
    ),
)
