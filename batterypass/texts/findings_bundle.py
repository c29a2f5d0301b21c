"""Codes that only the check of a bundle finds: what it says of the log does not hold."""

from __future__ import annotations

from batterypass.texts.findings_form import Explained, Said

_ASK_ES = (
    "No se fíe de este archivo: pida otro a quien lo hizo, o al operador del registro.",
    "Guarde el archivo como está: es la prueba de lo que le dieron.",
)
_ASK_EN = (
    "Do not rely on this file: ask whoever made it, or the operator of the log, for another.",
    "Keep the file as it is: it is the evidence of what you were given.",
)

BUNDLE: tuple[Explained, ...] = (
    Explained(
        "BP-B001",
        "integrity",
        Said(
            "Una declaración no está en el registro",
            "asiento {entry}: su prueba no lleva al punto de control: {problem}",
            "Cada declaración trae la prueba de que está en ese lugar del registro. Sin ella pudo"
            " ponerse, cambiarse o moverse después.",
            _ASK_ES,
        ),
        Said(
            "A statement is not in the log",
            "entry {entry}: its proof does not lead to the checkpoint: {problem}",
            "Each statement carries the proof that it stands at that place of the log. Without it, it may"
            " have been put in, changed or moved later.",
            _ASK_EN,
        ),
        "batterypass explain BP-B001",
        "RFC 9162 section 2.1.3; design/bytes.md 10",
    ),
    Explained(
        "BP-B002",
        "integrity",
        Said(
            "Las cabezas no son las que el registro firmó",
            "{subject}: {problem}",
            "Las cabezas dicen cuántos asientos tiene cada cadena. Si no llevan a la raíz que firmó el"
            " operador, se pudo callar cualquiera.",
            _ASK_ES,
        ),
        Said(
            "The heads are not those that the log has signed",
            "{subject}: {problem}",
            "Heads say how many entries each chain has. Where they do not lead to the root that the"
            " operator signed, any could have been withheld.",
            _ASK_EN,
        ),
        "batterypass explain BP-B002",
        "design/architecture.md D17; design/bytes.md 7",
    ),
    Explained(
        "BP-B003",
        "integrity",
        Said(
            "Se calló un asiento, o se puso uno de más",
            "{subject}, carril {lane}: el registro tiene {expected} declaraciones, el archivo {found}",
            "El registro firmó cuántas declaraciones tiene cada cadena y la huella de todas. Lo que"
            " falta puede ser justo lo que importa: una revocación, una suspensión.",
            _ASK_ES,
        ),
        Said(
            "An entry was withheld, or one too many put in",
            "{subject}, lane {lane}: the log has {expected} statements, the file {found}",
            "The log has signed how many statements each chain has, and a digest over all of them. What is"
            " missing may be just what matters: a revocation, a suspension.",
            _ASK_EN,
        ),
        "batterypass explain BP-B003",
        "design/architecture.md D17; design/faults.md row 4",
    ),
    Explained(
        "BP-B004",
        "integrity",
        Said(
            "El índice dice otra cosa que las declaraciones",
            "{field}: el índice dice {found}; lo firmado, {expected}",
            "El índice es lo que lee una persona al abrir el archivo. Lo que vale es lo firmado.",
            _ASK_ES,
        ),
        Said(
            "The index says something else than the statements",
            "{field}: the index says {found}; what was signed says {expected}",
            "The index is what a person reads who opens the file. What counts is what was signed.",
            _ASK_EN,
        ),
        "batterypass explain BP-B004",
        "design/bytes.md 10",
    ),
    Explained(
        "BP-B005",
        "integrity",
        Said(
            "Una raíz anterior no es de este registro",
            "con {size} asientos: {problem}",
            "El archivo trae las raíces que los firmantes habían visto, con la prueba de que el registro"
            " solo creció desde ellas. Una que no encaja es señal de dos historias.",
            _ASK_ES,
        ),
        Said(
            "An earlier root is not of this log",
            "at {size} entries: {problem}",
            "The file has the roots that signers had seen, with the proof that the log only grew from them."
            " One that does not fit is a sign of two histories.",
            _ASK_EN,
        ),
        "batterypass explain BP-B005",
        "RFC 9162 section 2.1.4; design/architecture.md D17",
    ),
    Explained(
        "BP-B006",
        "integrity",
        Said(
            "El periodo no está completo",
            "del asiento {first} al {last} debería haber {expected}, hay {found}",
            "Un periodo dice tener todos los asientos del primero al último. Con un hueco dice más de lo"
            " que muestra.",
            _ASK_ES,
        ),
        Said(
            "The period is not complete",
            "from entry {first} to {last} there should be {expected}, there are {found}",
            "A period says that it has every entry from its first to its last. With a gap it says more than"
            " it shows.",
            _ASK_EN,
        ),
        "batterypass explain BP-B006",
        "design/bytes.md 10; issue 8",
    ),
    Explained(
        "BP-B007",
        "integrity",
        Said(
            "Los días del periodo no son los de sus asientos",
            "asiento {entry}: el periodo dice {since} a {until}; aquí rige la marca {found}",
            "Un periodo va de la primera marca de tiempo de sus días a la primera posterior. Si otros"
            " asientos de esos días quedan fuera, dice más de lo que muestra; si trae asientos de otros días,"
            " dice menos.",
            _ASK_ES,
        ),
        Said(
            "The days of the period are not those of its entries",
            "entry {entry}: the period says {since} to {until}; here the mark is {found}",
            "A period goes from the first time mark of its days to the first one after them. Where other"
            " entries of these days are left out, it says more than it shows; where it has entries of other"
            " days, it says less.",
            _ASK_EN,
        ),
        "batterypass explain BP-B007",
        "docs/formats/bundle.md; docs/decisions/0033",
    ),
)
