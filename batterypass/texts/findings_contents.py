"""Codes of claims of recycled content."""

from __future__ import annotations

from batterypass.texts.bilingual import Text
from batterypass.texts.findings_form import Explained, Said

#: Values of these findings, and of those of exports, as a person reads them beside the text.
CONTENT_LABELS: dict[str, Text] = {
    "batch": Text("batch", "lote"),
    "claim_no": Text("claim", "declaración"),
    "country": Text("country", "país"),
    "element": Text("element", "elemento"),
    "whole": Text("by its assay", "según su análisis"),
}

CONTENTS: tuple[Explained, ...] = (
    Explained(
        "BP-G001",
        "compliance",
        Said(
            "Solo cuenta el producto de un lote cerrado",
            "{subject}: la declaración {claim_no} no descansa en un producto de un lote cerrado:"
            " {found} (lote {batch})",
            "Un kilogramo recuperado sale de un lote que se pesó y se cerró; lo intermedio, los"
            " residuos y lo que no tiene lote no son contenido reciclado.",
            (
                "Cierre el lote antes de declarar: `batterypass batch close`.",
                "Declare sobre el producto que sale al final, no sobre lo intermedio.",
            ),
        ),
        Said(
            "Only the product of a closed batch counts",
            "{subject}: claim {claim_no} rests on no product of a closed batch: {found} (batch"
            " {batch})",
            "A recovered kilogram comes out of a batch that was weighed and closed; what is"
            " intermediate, a residue, or without a batch is no recycled content.",
            (
                "Close the batch before you claim: `batterypass batch close`.",
                "Claim on the product at the end, not on what is intermediate.",
            ),
        ),
        "batterypass content trace {subject}",
        "reference/waste-and-manifests.md 8; Regulation (EU) 2023/1542, Art. 8",
    ),
    Explained(
        "BP-G002",
        "compliance",
        Said(
            "Ningún kilogramo se declara dos veces",
            "{subject}: la declaración {claim_no} pide {found} kg de {element}; quedan {expected} kg"
            " ({whole} según su análisis, {before} ya declarados)",
            "Lo que se declara de una fracción, por todos juntos, no pasa de lo que dio su análisis:"
            " así nadie vende dos veces el mismo contenido reciclado.",
            (
                "Declare a lo más lo que queda.",
                "Si la declaración anterior fue un error, quien la firmó la anula: `batterypass annul`.",
            ),
        ),
        Said(
            "No kilogram is claimed twice",
            "{subject}: claim {claim_no} wants {found} kg of {element}; {expected} kg are left ({whole}"
            " by its assay, {before} claimed already)",
            "All claims of a fraction together are no more than its assay gave: so nobody sells the"
            " same recycled content twice.",
            (
                "Claim at most what is left.",
                "If the claim before was a mistake, who signed it annuls it: `batterypass annul`.",
            ),
        ),
        "batterypass content trace {subject}",
        "Regulation (EU) 2023/1542, Art. 8; docs/decisions/0040",
    ),
    Explained(
        "BP-G003",
        "compliance",
        Said(
            "Lo ya declarado no se recicla otra vez",
            "{subject}: {found} kg de {element} ya se declararon como contenido reciclado; la fracción"
            " no entra en el lote {batch}",
            "Lo declarado está en lo que se fabricó con ello. Si la fracción entrara en otro lote, el"
            " mismo kilogramo se recuperaría y se declararía dos veces.",
            (
                "Si la declaración fue un error, quien la firmó la anula: `batterypass annul`.",
                "Un producto que se usa por partes se pesa como varias fracciones antes de cerrar su"
                " lote: `batterypass batch output`.",
            ),
        ),
        Said(
            "What was claimed is not recycled again",
            "{subject}: {found} kg of {element} were claimed as recycled content already; the fraction"
            " does not go into batch {batch}",
            "What was claimed is in what was made of it. If the fraction went into another batch, the"
            " same kilogram would be recovered and claimed twice.",
            (
                "If the claim was a mistake, who signed it annuls it: `batterypass annul`.",
                "A product that is used in parts is weighed as several fractions before its batch is"
                " closed: `batterypass batch output`.",
            ),
        ),
        "batterypass content trace {subject}",
        "Regulation (EU) 2023/1542, Art. 8; docs/decisions/0040",
    ),
    Explained(
        "BP-G004",
        "compliance",
        Said(
            "Lo declarado sigue recuperado",
            "{subject}: se declararon {found} kg de {element} como contenido reciclado; así quedarían"
            " {expected} kg recuperados del lote {batch}",
            "Quien usó lo declarado cuenta con ello: ni una corrección ni una anulación de su lote se"
            " lo quitan.",
            (
                "Si la declaración fue un error, quien la firmó la anula antes: `batterypass annul`.",
            ),
        ),
        Said(
            "What was claimed stays recovered",
            "{subject}: {found} kg of {element} were claimed as recycled content; so {expected} kg"
            " would be left recovered by batch {batch}",
            "Whoever used what was claimed counts on it: neither a correction nor an annulment of its"
            " batch takes it away.",
            ("If the claim was a mistake, who signed it annuls it first: `batterypass annul`.",),
        ),
        "batterypass content trace {subject}",
        "Regulation (EU) 2023/1542, Art. 8; docs/decisions/0040",
    ),
)
