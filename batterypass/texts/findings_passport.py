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
    Explained(
        "BP-C026",
        "compliance",
        Said(
            "Un paquete dañado no se usa otra vez",
            "asiento {entry}: {subject}: {kind} pide un paquete servible; está {found}",
            "Una batería dañada, o que nadie puede diagnosticar, puede incendiarse en su nuevo uso.",
            (
                "Repárelo y evalúelo otra vez: `batterypass pack repair`, `batterypass pack assess`.",
                "O declárelo residuo: `batterypass log item.declared-waste`.",
            ),
        ),
        Said(
            "A damaged pack is not used again",
            "entry {entry}: {subject}: {kind} needs a serviceable pack; it is {found}",
            "A battery that is damaged, or that nobody can diagnose, may catch fire in its new use.",
            (
                "Repair it and assess it again: `batterypass pack repair`, `batterypass pack assess`.",
                "Or declare it waste: `batterypass log item.declared-waste`.",
            ),
        ),
        "batterypass pack assess {subject}",
        "design/events.md, Condition; Regulation (EU) 2023/1542, Art. 73",
    ),
    Explained(
        "BP-C027",
        "compliance",
        Said(
            "Una vida nueva no empieza dos veces",
            "asiento {entry}: {subject}: {kind} ya es lo último que se asentó de él: está {found}",
            "La misma vida asentada dos veces pide otro pasaporte, y nadie sabe cuál vale.",
            ("Mire la historia; si se asentó por error, no lo repita.",),
        ),
        Said(
            "A further life does not begin twice",
            "entry {entry}: {subject}: {kind} is already the last thing recorded of it: it is {found}",
            "The same life recorded twice asks for another passport, and nobody knows which counts.",
            ("Look at the history; what was recorded already is not repeated.",),
        ),
        "batterypass history {subject}",
        "design/events.md, State of an item",
    ),
    Explained(
        "BP-C028",
        "notice",
        Said(
            "El pasaporte cambió de responsable antes de ser residuo",
            "asiento {entry}: {subject}: el pasaporte {passport} pasó a {to}; el paquete está {found}",
            "La responsabilidad pasa cuando el paquete se vuelve residuo. Antes puede pasar, por ejemplo"
            " si una empresa toma el lugar de otra, y se dice.",
            ("Si el paquete es residuo, declárelo: `batterypass log item.declared-waste`.",),
        ),
        Said(
            "A passport was handed over before its pack was waste",
            "entry {entry}: {subject}: the passport {passport} went to {to}; the pack is {found}",
            "Responsibility moves when a pack becomes waste. It may move before, as where one company"
            " takes the place of another, and then it is told.",
            ("If the pack is waste, declare it: `batterypass log item.declared-waste`.",),
        ),
        "batterypass passport status {subject}",
        "design/events.md, Item life; Regulation (EU) 2023/1542, Art. 77(7)",
    ),
    Explained(
        "BP-C029",
        "compliance",
        Said(
            "El pasaporte pasa a quien no tiene que ver con el paquete",
            "asiento {entry}: {subject}: el pasaporte {passport} pasa a {to}, que ni lo tiene ni lo hizo"
            " ni está autorizado; lo tiene {expected}",
            "Quien recibe un pasaporte responde por la batería. Nadie recibe ese deber sin tenerla,"
            " haberla hecho o estar autorizado para residuos.",
            ("Nombre a quien tiene el paquete, a quien lo hizo, o a quien está autorizado.",),
        ),
        Said(
            "A passport goes to somebody who has nothing to do with the pack",
            "entry {entry}: {subject}: the passport {passport} goes to {to}, who neither holds it nor made"
            " it nor is authorised; {expected} holds it",
            "Who gets a passport answers for the battery. Nobody gets that duty without holding it,"
            " having made it, or being authorised for waste.",
            ("Name who holds the pack, who made it, or who is authorised.",),
        ),
        "batterypass passport hand-over {subject} --to {expected}",
        "design/events.md, Item life; Regulation (EU) 2023/1542, Art. 77(7)",
    ),
    Explained(
        "BP-C030",
        "compliance",
        Said(
            "Un pasaporte termina como reemplazado sin sucesor",
            "asiento {entry}: {subject}: ningún pasaporte sigue a {passport}",
            "El lector de la etiqueta llegaría a un pasaporte terminado, y a ninguno después.",
            (
                "Expida el nuevo: nombra al anterior y toma su lugar sin más.",
                "Si el paquete ya no existe, dé ese motivo: recycled, disposed o dismantled.",
            ),
        ),
        Said(
            "A passport ends as replaced without a successor",
            "entry {entry}: {subject}: no passport follows {passport}",
            "Who reads the label would come to a passport that has ended, and to none after it.",
            (
                "Issue the new one: it names the one before it and takes its place by itself.",
                "If the pack is no more, give that reason: recycled, disposed or dismantled.",
            ),
        ),
        "batterypass passport issue {subject}",
        "Regulation (EU) 2023/1542, Art. 77(7)",
    ),
    Explained(
        "BP-C031",
        "compliance",
        Said(
            "El trabajo dice otro BMS y el campo dice que no",
            "asiento {entry}: {subject}: {kind} nombra un BMS cambiado y dice bms_replaced=no",
            "Con otro BMS los contadores vuelven a empezar; con el mismo solo crecen. No puede ser ambas"
            " cosas.",
            ("Dé bms_replaced=yes, o quite el BMS del trabajo y de las piezas.",),
        ),
        Said(
            "The work names another BMS and the field says no",
            "entry {entry}: {subject}: {kind} names a BMS that was replaced and says bms_replaced=no",
            "With another BMS the counters begin anew, with the same one they only grow. It cannot be"
            " both.",
            ("Give bms_replaced=yes, or take the BMS out of the work and the parts.",),
        ),
        "batterypass history {subject}",
        "design/events.md, Item life",
    ),
)
