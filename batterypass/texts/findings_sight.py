"""Codes of what leaves sight (exported, lost, stolen, found), and of what is decided of an item."""

from __future__ import annotations

from batterypass.texts.findings_form import Explained, Said

SIGHT: tuple[Explained, ...] = (
    Explained(
        "BP-C032",
        "compliance",
        Said(
            "Lo que no está a la vista no puede medirse ni marcarse",
            "{subject}: no cabe {kind}: está {found}",
            "De lo que se exportó, se perdió o fue robado nadie aquí puede decir cómo está, ni"
            " decidir sobre ello. Si volvió, eso se asienta primero.",
            (
                "Si volvió a su custodio, asiéntelo: `batterypass pack found`.",
                "Si lo tiene otra parte, que lo reclame: `batterypass handoff claim`.",
            ),
        ),
        Said(
            "What is out of sight is found first",
            "{subject}: no {kind}: it is {found}",
            "Of what was exported, lost or stolen nobody here can say what shape it is in, nor"
            " decide about it. If it is back, that is recorded first.",
            (
                "If its custodian has it back, record that: `batterypass pack found`.",
                "If another party has it, that one claims it: `batterypass handoff claim`.",
            ),
        ),
        "batterypass history {subject}",
        "design/events.md, Item life",
    ),
    Explained(
        "BP-W009",
        "compliance",
        Said(
            "Un residuo sale del país sin consentimiento",
            "{subject}: {stream} que va a {country} sin número de consentimiento; la tabla"
            " lo pide ({row}, {confidence})",
            "Un residuo cruza una frontera solo con el consentimiento que pide la ley, y su número"
            " es lo que aduanas y el otro país pueden comprobar.",
            (
                "Dé el número: `batterypass pack export … consent_no=NÚMERO`.",
                "Si ya se asentó sin él, corríjalo: `batterypass amend`.",
            ),
        ),
        Said(
            "Waste leaves the country without a consent",
            "{subject}: {stream} that goes to {country} without the number of a consent; the table"
            " asks for it ({row}, {confidence})",
            "Waste crosses a border only with the consent that the law asks for, and its number is"
            " what customs and the other country can check.",
            (
                "Give the number: `batterypass pack export … consent_no=NUMBER`.",
                "If it was recorded without, correct it: `batterypass amend`.",
            ),
        ),
        "batterypass explain BP-W009",
        "Basel Convention, art. 6; regulations/data/export-consents.json",
    ),
    Explained(
        "BP-C033",
        "compliance",
        Said(
            "Se decide otra cosa que lo recomendado, sin motivo",
            "{subject}: se decidió {found}; se recomendaba {expected}; falta el motivo",
            "El programa recomienda y una persona decide. Quien decide otra cosa dice por qué, para"
            " que se entienda años después.",
            (
                "Dé un motivo: `batterypass pack decide … reason=MOTIVO`.",
                "Si faltan datos, mida otra vez: `batterypass pack assess`.",
            ),
        ),
        Said(
            "Decided otherwise than advised, without a reason",
            "{subject}: decided to {found}; the advice was to {expected}; the reason is missing",
            "The program advises and a person decides. Who decides otherwise says why, so that it can"
            " be understood years later.",
            (
                "Give a reason: `batterypass pack decide … reason=REASON`.",
                "If data are missing, measure again: `batterypass pack assess`.",
            ),
        ),
        "batterypass pack advise {subject}",
        "docs/decisions/0040",
    ),
)
