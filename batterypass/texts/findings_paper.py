"""Codes of steps that stand on paper, and of what is said afterwards."""

from __future__ import annotations

from batterypass.texts.findings_form import Explained, Said

PAPER: tuple[Explained, ...] = (
    Explained(
        "BP-C012",
        "notice",
        Said(
            "Un paso consta en papel",
            "{subject}: la {step} la firmó en papel {name} y la asentó {actor}; al asentarse"
            " faltaba su firma",
            "Quien no tiene la herramienta firma en tinta y la otra parte lo asienta. Quien tiene los"
            " artículos queda sin confirmar hasta que lo firme con su llave.",
            ("Si no lo ha refrendado, pídaselo a la otra parte: `batterypass ship countersign`.",),
        ),
        Said(
            "A step stands on paper",
            "{subject}: the {step} was signed in ink by {name} and written down by {actor}; its"
            " own signature was missing then",
            "Who has no tool signs in ink and the other side writes it down. Who has the items is"
            " unconfirmed until it signs that with its key.",
            ("Unless it has, ask the other side to countersign: `batterypass ship countersign`.",),
        ),
        "batterypass ship countersign {consignment}",
        "design/events.md, Custody",
    ),
    Explained(
        "BP-C013",
        "compliance",
        Said(
            "Lo asentado en papel no nombra su escaneo",
            "{subject}: la {step} que firmó {name} no nombra ningún escaneo",
            "El papel firmado en tinta es la prueba: se guarda su escaneo y el asiento lleva su huella.",
            (
                "Escanee el papel y adjúntelo: `--attach ESCANEO.pdf`.",
                "Si no se puede ahora, regístrelo a sabiendas con el motivo `paper_original_exists`.",
            ),
        ),
        Said(
            "What stands on paper names no scan",
            "{subject}: the {step} that {name} signed names no scan",
            "The paper signed in ink is the proof: its scan is kept, and the entry has its digest.",
            (
                "Scan the paper and attach it: `--attach SCAN.pdf`.",
                "If that cannot be done now, record it with the reason `paper_original_exists`.",
            ),
        ),
        "batterypass ship paper {consignment} --attach FILE",
        "design/events.md, Custody",
    ),
    Explained(
        "BP-C014",
        "compliance",
        Said(
            "Quien responde no tiene parte en ello",
            "{subject}: {kind} lo firma {expected}, no {actor}",
            "El original vuelve a su generador; refrenda quien tiene los artículos sin confirmar, o"
            " quien los tenía antes de que otro los recibiera como sobrantes.",
            ("Deje que lo firme esa parte.",),
        ),
        Said(
            "Who answers has no part in it",
            "{subject}: {kind} is signed by {expected}, not by {actor}",
            "The original comes back to its generator; who countersigns holds the items unconfirmed,"
            " or held them before another took them as surplus.",
            ("Let that party sign it.",),
        ),
        "batterypass history {subject}",
        "design/events.md, Custody",
    ),
    Explained(
        "BP-C023",
        "compliance",
        Said(
            "El día que se dice no puede ser",
            "{subject}: {kind} dice que fue el {found}; se espera {expected}",
            "De ese día dependen los plazos del manifiesto: no es anterior a la entrega de la que habla"
            " ni posterior a la firma.",
            ("Firme con el día en que ocurrió: `--on DÍA`.",),
        ),
        Said(
            "The day that is said cannot be",
            "{subject}: {kind} says that it was on {found}; expected {expected}",
            "The deadlines of the manifest hang on that day: it is not before the hand-over that it"
            " speaks of, nor after the signature.",
            ("Sign with the day on which it happened: `--on DAY`.",),
        ),
        "batterypass manifest show {consignment}",
        "reference/manifest-deadlines.json",
    ),
)
