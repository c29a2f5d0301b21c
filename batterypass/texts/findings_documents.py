"""The code of who may issue a paper."""

from __future__ import annotations

from batterypass.texts.findings_form import Explained, Said

DOCUMENTS: tuple[Explained, ...] = (
    Explained(
        "BP-C022",
        "compliance",
        Said(
            "Quien expide el documento no tiene parte en ello",
            "{subject}: {actor} no tiene parte en ello y no expide su documento ({kind}); lo expiden:"
            " {expected}",
            "El código de un documento responde por él en la carretera. De un embarque lo expide quien lo"
            " envía, lo lleva, lo llevó o lo espera; de un artículo, quien lo tiene, quien responde por"
            " él o quien lo fabricó. Una autoridad y el registrador pueden expedirlo por otros.",
            ("Deje que lo expida una de esas partes: `--as PARTE`.",),
        ),
        Said(
            "Who issues the paper has no part in it",
            "{subject}: {actor} has no part in it and issues no paper of it ({kind}); these do:"
            " {expected}",
            "The code on a paper answers for it at the roadside. Of a consignment it is issued by who"
            " sends, carries, carried or awaits it; of an item by who has it, answers for it or made it."
            " An authority and the registrar may issue it for others.",
            ("Let one of those parties issue it: `--as PARTY`.",),
        ),
        "batterypass history {subject}",
        "design/events.md, Item life",
    ),
)
