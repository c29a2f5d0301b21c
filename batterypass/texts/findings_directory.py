"""Codes of the directory: the numbers of authorisations and registrations."""

from __future__ import annotations

from batterypass.texts.findings_form import Explained, Said

DIRECTORY: tuple[Explained, ...] = (
    Explained(
        "BP-D001",
        "notice",
        Said(
            "El número no parece de su registro",
            "{subject}: {field} dice «{number}» ({scheme}): {found} (confianza {confidence})",
            "Casi siempre es una letra mal copiada o el número de otro trámite. No se rechaza: las"
            " formas cambian con el año y la oficina, y una empresa se muda. De una letra o cifra"
            " del número no se deduce qué está autorizado.",
            (
                "Compárelo con el documento, carácter por carácter; cuentan mayúsculas y guiones.",
                "Si el documento lo dice así, déjelo así.",
                "Si es el domicilio el que está mal, corríjalo antes de firmar.",
            ),
        ),
        Said(
            "The number does not look like one of its scheme",
            '{subject}: {field} says "{number}" ({scheme}): {found} (confidence {confidence})',
            "It is almost always a letter copied wrongly, or the number of another paper. It is not"
            " refused: shapes change with the year and the office, and companies move. What is"
            " authorised is never read from a letter or figure in a number.",
            (
                "Compare it with the paper, character by character; capitals and hyphens count.",
                "If the paper says so, leave it so.",
                "If it is the address that is wrong, correct it before you sign.",
            ),
        ),
        "batterypass party list",
        "reference/waste-and-manifests.md 2.2, 9.1 and 12",
    ),
    Explained(
        "BP-D002",
        "compliance",
        Said(
            "El número no puede existir",
            "{subject}: {field} dice «{number}» ({scheme}): {found} (confianza {confidence})",
            "Tiene la forma correcta y nombra un estado o una fecha que no hay, está vacío o nadie"
            " lo puede leer: ninguna autoridad lo dio. Una lista con ese número no sirve para"
            " buscarlo después.",
            (
                "Cópielo de nuevo del documento.",
                "Si el documento lo trae así, pida a la autoridad que lo corrija; mientras tanto se"
                " puede registrar a sabiendas con el motivo `paper_original_exists`.",
            ),
        ),
        Said(
            "The number cannot exist",
            '{subject}: {field} says "{number}" ({scheme}): {found} (confidence {confidence})',
            "It has the right shape and names a state or a day that there is not, it is empty, or"
            " nobody can read it: no authority gave it. A directory with such a number is no use"
            " for looking it up later.",
            (
                "Copy it from the paper again.",
                "If the paper has it so, ask the authority to correct it; until then it can be"
                " recorded knowingly, with the reason `paper_original_exists`.",
            ),
        ),
        "batterypass party list",
        "reference/waste-and-manifests.md 2.2, 3.2, 9.1 and 12",
    ),
)
