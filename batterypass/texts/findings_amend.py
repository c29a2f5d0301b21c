"""Codes of corrections: what they start from, what they are about, who has to agree."""

from __future__ import annotations

from batterypass.texts.findings_form import Explained, Said

AMENDMENTS: tuple[Explained, ...] = (
    Explained(
        "BP-E001",
        "compliance",
        Said(
            "La corrección no nombra lo que consta",
            "{subject}: {field} dice {expected} y la corrección parte de {found}",
            "Una corrección dice el valor anterior y el nuevo; si el anterior no es el que consta,"
            " alguien lo corrigió entretanto, también mientras una corrección esperaba.",
            (
                "Compare el asiento con lo que consta ahora: `batterypass diff`.",
                "Corrija a partir de ahí: `batterypass amend`.",
            ),
        ),
        Said(
            "The correction does not name what stands",
            "{subject}: {field} says {expected} and the correction starts from {found}",
            "A correction says the old value and the new one; if the old one is not what stands,"
            " somebody corrected it meanwhile, also while a correction was waiting.",
            (
                "Compare the entry with what stands now: `batterypass diff`.",
                "Correct from there: `batterypass amend`.",
            ),
        ),
        "batterypass amend",
        "design/events.md, Corrections",
    ),
    Explained(
        "BP-E002",
        "compliance",
        Said(
            "Ahí no hay tal asiento que corregir",
            "{subject}: {kind} {digest}: {found}",
            "Se corrige un asiento que consta en la cadena de su sujeto y todavía dice lo que es. Una"
            " lectura que otra posterior sustituyó es historia: haga una lectura nueva. Se acepta una"
            " corrección con los mismos artículos que ella nombra.",
            (
                "Vea la historia y el número del asiento: `batterypass history`.",
                "Corrija con `batterypass amend`, que toma la huella y los artículos del registro.",
            ),
        ),
        Said(
            "There is no such entry to correct",
            "{subject}: {kind} {digest}: {found}",
            "What is corrected is an entry in the chain of its subject that still says what is so. A"
            " reading that a later one has overtaken is history: assess the item anew. A correction is"
            " agreed to with the very items that it names.",
            (
                "See the history and the number of the entry: `batterypass history`.",
                "Correct with `batterypass amend`, which takes digest and items from the ledger.",
            ),
        ),
        "batterypass show {digest}",
        "design/events.md, Corrections",
    ),
    Explained(
        "BP-E003",
        "compliance",
        Said(
            "Ya aceptó esta corrección",
            "{subject}: {actor} aceptó la corrección {amendment} en el asiento {agreed}: {found}",
            "Cada parte acepta una corrección una vez.",
            ("Vea quién falta: `batterypass diff`.",),
        ),
        Said(
            "This correction was agreed to already",
            "{subject}: {actor} agreed to correction {amendment} in entry {agreed}: {found}",
            "Each party agrees to a correction once.",
            ("See who is still missing: `batterypass diff`.",),
        ),
        "batterypass diff {amendment}",
        "design/events.md, Corrections",
    ),
    Explained(
        "BP-E004",
        "notice",
        Said(
            "La corrección no valía todavía al asentarse",
            "{subject}: al asentarse la corrección faltaba que la aceptaran: {waiting}; hasta que lo"
            " hacen vale lo que se firmó",
            "Lo que dos partes firmaron no lo cambia una sola. Mientras falte quien firmó la otra parte"
            " de la entrega, rige el original y se muestran las dos versiones.",
            (
                "Vea si ya la aceptaron: `batterypass diff`.",
                "Si no, pida a la otra parte que la acepte: `batterypass agree`.",
            ),
        ),
        Said(
            "The correction did not hold yet when it was recorded",
            "{subject}: when the correction was recorded these had yet to agree: {waiting}; until they do"
            " what was signed governs",
            "What two parties have signed is not changed by one. While somebody who signed the other"
            " side of the hand-over is missing, the original governs and both versions show.",
            (
                "See whether they have agreed since: `batterypass diff`.",
                "If not, ask the other side to agree: `batterypass agree`.",
            ),
        ),
        "batterypass diff {entry}",
        "design/events.md, Corrections",
    ),
    Explained(
        "BP-E005",
        "notice",
        Said(
            "La masa corregida se aparta de la otra",
            "{subject}: declarado {declared} kg, pesado {weighed} kg, diferencia {difference} kg"
            " (tolerancia {tolerance} %)",
            "Con la corrección, lo declarado y lo pesado difieren más de la tolerancia. Se asienta y se"
            " dice, como al recibir.",
            ("Compare con el papel y con el boleto de la báscula.",),
        ),
        Said(
            "The corrected mass is far from the other",
            "{subject}: declared {declared} kg, weighed {weighed} kg, difference {difference} kg"
            " (tolerance {tolerance} %)",
            "With the correction, what was declared and what was weighed differ by more than the"
            " tolerance. That is recorded and told, as at a reception.",
            ("Compare with the paper and with the ticket of the scale.",),
        ),
        "batterypass diff {entry}",
        "design/bytes.md 4",
    ),
)
