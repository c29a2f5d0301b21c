"""Codes of transport and of masses."""

from __future__ import annotations

from batterypass.texts.findings_form import Explained, Said

TRANSPORT: tuple[Explained, ...] = (
    Explained(
        "BP-T001",
        "compliance",
        Said(
            "La condición ofrecida es más leve que la última conocida",
            "{subject}: se ofrece {found}; lo último que se sabe es {expected}",
            "La condición decide el embalaje y las marcas. Sólo una evaluación nueva puede"
            " mejorarla.",
            (
                "Ofrézcalo con la condición conocida.",
                "Si está mejor, registre antes la evaluación: `batterypass log item.assessed`.",
            ),
        ),
        Said(
            "The offered condition is milder than the last one known",
            "{subject}: offered as {found}; the last that is known is {expected}",
            "The condition decides packing and marks. Only a new assessment can make it better.",
            (
                "Offer it with the known condition.",
                "If it is better, record the assessment first: `batterypass log item.assessed`.",
            ),
        ),
        "batterypass history {subject}",
        "design/events.md, Custody",
    ),
    Explained(
        "BP-T002",
        "compliance",
        Said(
            "El número ONU no es el que corresponde",
            "{subject} ({chemistry}): {found}; se espera {expected}",
            "El número ONU sale de la química y de cómo viaja: sola, o con un equipo. Sin decisión"
            " no se ofrece una batería.",
            (
                "Deje que lo proponga la herramienta: `batterypass ship offer` decide con sus datos.",
            ),
        ),
        Said(
            "The UN number is not the right one",
            "{subject} ({chemistry}): {found}; expected {expected}",
            "The UN number follows from the chemistry and from how it travels: alone, or with"
            " equipment. Without a decision no battery is offered.",
            ("Let the tool propose it: `batterypass ship offer` decides from the data it has.",),
        ),
        "batterypass pack show {subject}",
        "reference/transport-rules.md 2 and 12 (D2)",
    ),
    Explained(
        "BP-T003",
        "compliance",
        Said(
            "El transporte no corresponde al daño",
            "{subject} ({condition}, {regime}): {field} dice {found}; se espera {expected}",
            "Una batería dañada viaja con la disposición especial 376, su embalaje y su marca; la"
            " crítica con un embalaje más fuerte. Una sana no.",
            (
                "Deje que lo proponga la herramienta: `batterypass ship offer`, con la condición real.",
            ),
        ),
        Said(
            "The carriage does not fit the damage",
            "{subject} ({condition}, {regime}): {field} says {found}; expected {expected}",
            "A damaged battery travels under special provision 376 with its packing and mark; a"
            " critical one in stronger packing. A sound one does not.",
            ("Let the tool propose it: `batterypass ship offer`, with the true condition.",),
        ),
        "batterypass pack show {subject}",
        "reference/transport-rules.md 3, 4 and 12 (D4)",
    ),
    Explained(
        "BP-T004",
        "compliance",
        Said(
            "Falta un dato para decidir el transporte",
            "{subject}: {field} es {found}; se espera {expected}",
            "Un dato que falta no es «pequeño» ni «nuevo»: sin energía o sin el ensayo ONU 38.3 del"
            " propio artículo no se puede decidir.",
            (
                "Agregue el dato del fabricante.",
                "Dañadas, residuos y prototipos (disposición 310) no necesitan el ensayo.",
            ),
        ),
        Said(
            "An input for the carriage is missing",
            "{subject}: {field} is {found}; expected {expected}",
            'A missing input is neither "small" nor "new": without the energy, or the UN 38.3 test'
            " of the very article, nothing can be decided.",
            (
                "Add what the maker says.",
                "Damaged ones, waste and prototypes (provision 310) do not need the test.",
            ),
        ),
        "batterypass pack show {subject}",
        "reference/transport-rules.md 8 and 12",
    ),
    Explained(
        "BP-T006",
        "compliance",
        Said(
            "El transporte no es el que dicen las tablas",
            "{subject}: {field}: {found}; se espera {expected}",
            "La oferta nombra las tablas con que se decidió, así que cualquiera repite la decisión"
            " con sus datos: los del artículo y las respuestas firmadas. Salió otra, o no puede"
            " viajar así.",
            (
                "Pregunte qué falta, o por qué no puede viajar: `batterypass un check`.",
                "Dé la respuesta que falta: `batterypass ship offer … --answer NOMBRE=VALOR`.",
                "Si el embalaje es otro, deje que lo proponga la herramienta.",
            ),
        ),
        Said(
            "The carriage is not what the tables say",
            "{subject}: {field}: {found}; expected {expected}",
            "The offer names the tables by which it was decided, so anybody repeats the decision"
            " from its data: those of the item and the signed answers. It came out otherwise, or"
            " the item may not travel like this.",
            (
                "Ask what is missing, or why it may not travel: `batterypass un check`.",
                "Give the answer that is missing: `batterypass ship offer … --answer NAME=VALUE`.",
                "If the packing is another one, let the tool propose it.",
            ),
        ),
        "batterypass un check {subject} {again}",
        "reference/transport-rules.md 12; docs/decisions/0022",
    ),
    Explained(
        "BP-T007",
        "compliance",
        Said(
            "El renglón no dice lo que dice el registro",
            "{subject}: {field} es {found}; el registro dice {expected}",
            "Energía y ensayo deciden cómo viaja la batería, y quien la hizo los firmó. Casi siempre"
            " son kWh escritos como Wh.",
            (
                "Quite la columna: la oferta toma el dato del registro.",
                "Si el registro está mal, corríjalo antes: `batterypass amend`.",
            ),
        ),
        Said(
            "The line does not say what the ledger says",
            "{subject}: {field} is {found}; the ledger says {expected}",
            "Energy and test decide how the battery travels, and its maker signed them. It is almost"
            " always kWh typed as Wh.",
            (
                "Leave the column out: the offer takes the value from the ledger.",
                "If the ledger is wrong, correct it first: `batterypass amend`.",
            ),
        ),
        "batterypass history {subject}",
        "reference/transport-rules.md 8 and 12",
    ),
    Explained(
        "BP-M001",
        "notice",
        Said(
            "Las partes pesan más que el todo",
            "{subject}: pesaba {expected} kg y sus partes con la merma suman {found} kg"
            " (tolerancia {tolerance} %); motivo: {reason}",
            "De un artículo no sale más masa de la que tenía. Casi siempre es un punto decimal o un"
            " paquete equivocado. Sin motivo no se firma aquí.",
            (
                "Pese de nuevo y corrija las masas.",
                "Si la báscula dice eso, asiente el motivo: `--reason`, o `difference_reason=` con"
                " `batterypass log`.",
            ),
        ),
        Said(
            "The parts weigh more than the whole",
            "{subject}: it weighed {expected} kg, its parts and loss add up to {found} kg"
            " (tolerance {tolerance} %); reason: {reason}",
            "No more mass comes out of an item than it had. It is almost always a decimal point or"
            " the wrong pack. Without a reason it is not signed here.",
            (
                "Weigh again and correct the masses.",
                "If that is what the scale says, state the reason: `--reason`, or"
                " `difference_reason=` with `batterypass log`.",
            ),
        ),
        "batterypass history {subject}",
        "design/bytes.md 4 (tolerances: project defaults)",
    ),
    Explained(
        "BP-M002",
        "notice",
        Said(
            "La báscula y lo declarado difieren",
            "{subject}: declarado {expected} kg, báscula {found} kg, diferencia {difference} kg"
            " ({percent} %, tolerancia {tolerance} %)",
            "Una diferencia escrita no es una falta: se dice y queda. Lo estimado al cargar se"
            " corrige en la báscula.",
            ("Escriba el motivo en observaciones.",),
        ),
        Said(
            "The scale and what was declared differ",
            "{subject}: declared {expected} kg, on the scale {found} kg, difference {difference} kg"
            " ({percent} %, tolerance {tolerance} %)",
            "A difference that is written down is no breach: it is told and stays. What was"
            " estimated when loading is put right on the scale.",
            ("Write the reason into the remarks.",),
        ),
        "batterypass history {subject}",
        "design/bytes.md 4 (tolerances: project defaults)",
    ),
    Explained(
        "BP-M003",
        "notice",
        Said(
            "Un artículo sin pesar entre otros pesados",
            "{subject}: sin peso en la recepción de {consignment}, donde otros sí se pesaron",
            "Si unos se pesan uno a uno y otros no, la suma de la báscula no dice dónde está la"
            " diferencia.",
            ("Péselo también, o registre sólo el peso total.",),
        ),
        Said(
            "An item not weighed among weighed ones",
            "{subject}: no mass in the reception of {consignment}, where others were weighed",
            "Where some are weighed one by one and others not, the total does not say where a"
            " difference comes from.",
            ("Weigh it as well, or record the total only.",),
        ),
        "batterypass manifest show {consignment}",
        "design/events.md, Custody",
    ),
)
