"""Codes of an item's life and of the steps of a consignment."""

from __future__ import annotations

from batterypass.texts.findings_form import Explained, Said

CUSTODY: tuple[Explained, ...] = (
    Explained(
        "BP-C001",
        "compliance",
        Said(
            "El artículo está en un embarque abierto",
            "{subject}: no cabe {kind}: está en el embarque {consignment}, {state}",
            "Lo que está en camino no puede a la vez instalarse, desarmarse ni ofrecerse otra vez;"
            " un paquete no puede ir en dos manifiestos abiertos.",
            (
                "Termine el embarque con `batterypass receive`.",
                "Si aún no lo recogen y no saldrá, retire la oferta con `batterypass ship void`.",
            ),
        ),
        Said(
            "The item is in an open consignment",
            "{subject}: no {kind}: it is in consignment {consignment}, {state}",
            "What is on its way cannot at the same time be installed, dismantled or offered again;"
            " one pack cannot be on two open manifests.",
            (
                "Finish the consignment with `batterypass receive`.",
                "If it is not collected yet and will not leave, take the offer back with"
                " `batterypass ship void`.",
            ),
        ),
        "batterypass manifest show {consignment}",
        "reference/manifest-workflow.json, invariants",
    ),
    Explained(
        "BP-C002",
        "compliance",
        Said(
            "El artículo ya terminó",
            "{subject}: no cabe {kind}: el artículo está {found}",
            "A lo reciclado, dispuesto o desarmado ya no le pasa nada: sólo correcciones,"
            " documentos y pasaporte.",
            (
                "Revise el identificador: quizá es una de sus partes.",
                "Si el final se registró por error, queda escrito: lo que siga se registra a"
                " sabiendas, con su motivo.",
            ),
        ),
        Said(
            "The item has ended",
            "{subject}: no {kind}: the item is {found}",
            "Nothing further happens to what was recycled, disposed of or dismantled: only"
            " corrections, documents and passport.",
            (
                "Look at the id again: perhaps one of its parts is meant.",
                "If the end was recorded by mistake it stays written: what follows is recorded"
                " knowingly, with its reason.",
            ),
        ),
        "batterypass history {subject}",
        "design/events.md, State of an item",
    ),
    Explained(
        "BP-C003",
        "compliance",
        Said(
            "Desde donde está no cabe",
            "{subject}: {kind} pide {expected}; está {found}",
            "Un paquete se instala desde la existencia y se retira desde el uso; lo que no está en"
            " existencia no se ofrece ni se desarma.",
            (
                "Registre primero lo que falta, por ejemplo el retiro: `batterypass log"
                " pack.removed`.",
            ),
        ),
        Said(
            "It cannot be done from where it is",
            "{subject}: {kind} needs {expected}; it is {found}",
            "A pack is installed from stock and removed from use; what is not in stock is neither"
            " offered nor dismantled.",
            (
                "Record first what is missing, for example the removal: `batterypass log"
                " pack.removed`.",
            ),
        ),
        "batterypass history {subject}",
        "design/events.md, State of an item",
    ),
    Explained(
        "BP-C004",
        "compliance",
        Said(
            "El paso no sigue al anterior",
            "{subject}: {kind} pide un embarque {expected}; está {found}",
            "Ofrecido, recolectado, entregado, recibido: cada paso una vez y en orden.",
            (
                "Dé primero el paso que sigue; si lo firmó el otro en papel, anótelo con"
                " `batterypass ship paper`.",
                "Si el otro no tiene herramienta, puede firmar en este equipo con sus llaves:"
                " --as PARTE --keys CARPETA.",
            ),
        ),
        Said(
            "The step does not follow the one before",
            "{subject}: {kind} needs a consignment that is {expected}; it is {found}",
            "Offered, collected, delivered, received: each step once and in order.",
            (
                "Take the step that follows first; where the other side signed it on paper, write"
                " that down with `batterypass ship paper`.",
                "If the other side has no tool, it can sign on this computer with its own keys:"
                " --as PARTY --keys DIR.",
            ),
        ),
        "batterypass {next}",
        "reference/manifest-workflow.json",
    ),
    Explained(
        "BP-C005",
        "compliance",
        Said(
            "La recolección no responde por lo ofrecido",
            "{subject}: se ofrecieron {expected} artículos y se responde por {found}; faltan:"
            " {missing}; sobran: {extra}",
            "El transportista dice de cada artículo ofrecido si lo cargó o no; así ninguno se"
            " pierde entre dos listas.",
            ("Escanee de nuevo; lo que no subió va como no cargado.",),
        ),
        Said(
            "The collection does not answer for what was offered",
            "{subject}: {expected} items were offered, {found} are answered for; missing:"
            " {missing}; in excess: {extra}",
            "The carrier says of each item offered whether it was loaded; so none gets lost between"
            " two lists.",
            ("Scan again; what was not taken goes as not loaded.",),
        ),
        "batterypass manifest show {subject}",
        "design/events.md, Custody",
    ),
    Explained(
        "BP-C006",
        "compliance",
        Said(
            "La recepción no responde por lo cargado",
            "{subject}: se cargaron {expected} artículos y se responde por {found}; faltan:"
            " {missing}; sobran: {extra}",
            "El destinatario dice de cada artículo si llegó, llegó dañado o falta. Lo que no venía"
            " va como sobrante.",
            ("Escanee de nuevo: marque faltantes los que no llegaron y sobrantes los de más.",),
        ),
        Said(
            "The reception does not answer for what was loaded",
            "{subject}: {expected} items were loaded, {found} are answered for; missing: {missing};"
            " in excess: {extra}",
            "The consignee says of each item whether it came, came damaged or is missing. What was"
            " not in it goes as surplus.",
            ("Scan again: mark what did not come as missing, what is too many as surplus.",),
        ),
        "batterypass receive {subject} --scan",
        "design/events.md, Custody",
    ),
    Explained(
        "BP-C007",
        "compliance",
        Said(
            "No fue entregado así",
            "{subject}: {actor} lo acepta de {released_by}; lo tiene {custodian} y fue entregado a"
            " {released_to}",
            "Una entrega tiene dos mitades que deben nombrar a las mismas dos partes.",
            ("Pida al custodio que lo entregue: `batterypass handoff release`.",),
        ),
        Said(
            "It was not released like that",
            "{subject}: {actor} accepts it from {released_by}; {custodian} holds it and it was"
            " released to {released_to}",
            "A hand-over has two halves, which must name the same two parties.",
            ("Ask the custodian to release it: `batterypass handoff release`.",),
        ),
        "batterypass history {subject}",
        "design/events.md, Custody",
    ),
    Explained(
        "BP-C008",
        "compliance",
        Said(
            "Sólo el custodio puede hacerlo",
            "{subject}: {actor} no puede {kind}: el custodio es {expected}",
            "Quien recibió un artículo lo acepta antes de hacer algo con él; si no, nadie sabe"
            " desde cuándo responde.",
            ("Acéptelo primero: `batterypass handoff accept --from PARTE`.",),
        ),
        Said(
            "Only the custodian can do it",
            "{subject}: {actor} cannot {kind}: the custodian is {expected}",
            "Who was let have an item accepts it before doing anything with it; otherwise nobody"
            " knows since when it answers for it.",
            ("Accept it first: `batterypass handoff accept --from PARTY`.",),
        ),
        "batterypass history {subject}",
        "design/events.md, State of an item",
    ),
    Explained(
        "BP-C009",
        "compliance",
        Said(
            "El pasaporte no es el vigente",
            "{subject}: pasaporte {passport}: se espera {expected}, y {found}",
            "Un artículo tiene un pasaporte vigente; un pasaporte es de un solo artículo y termina"
            " cuando éste termina.",
            ("Vea el pasaporte vigente y repita con él.",),
        ),
        Said(
            "The passport is not the present one",
            "{subject}: passport {passport}: expected {expected}, and {found}",
            "An item has one present passport; a passport is one item's and ends when the item"
            " ends.",
            ("See the present passport and repeat with it.",),
        ),
        "batterypass passport show {subject}",
        "design/events.md, Item life",
    ),
    Explained(
        "BP-C010",
        "compliance",
        Said(
            "Nuevo uso o decisión sin la última evaluación",
            "{subject}: se nombra la evaluación {found}; la última es {expected}",
            "Un segundo uso descansa en la última medición: sin ella nadie sabe qué queda del"
            " paquete.",
            (
                "Registre la evaluación si no la hay: `batterypass log item.assessed`.",
                "Si la hay, nombre la última por su huella.",
            ),
        ),
        Said(
            "A further use or a decision without the last assessment",
            "{subject}: it names assessment {found}; the last one is {expected}",
            "A second use rests on the last reading: without it nobody knows what is left of the"
            " pack.",
            (
                "Record the assessment if there is none: `batterypass log item.assessed`.",
                "If there is one, name the last by its digest.",
            ),
        ),
        "batterypass history {subject}",
        "design/events.md, Item life",
    ),
    Explained(
        "BP-C011",
        "notice",
        Said(
            "El artículo está en disputa",
            "{subject}: {actor} {found}; lo tenía {holder} y no lo ha entregado",
            "Un sobrante pasa a quien lo recibe, pero su custodio anterior no lo ha dicho. La"
            " disputa sigue hasta que él lo tenga de vuelta.",
            (
                "Pregunte al custodio anterior y guarde la respuesta.",
                "Si es suyo, devuélvaselo: `batterypass handoff release`.",
            ),
        ),
        Said(
            "The item is contested",
            "{subject}: {actor} {found}; {holder} held it and has not handed it over",
            "Surplus passes to whoever receives it, but its last custodian has not said so. It"
            " stays contested until that party has it back.",
            (
                "Ask the last custodian and keep the answer.",
                "If it is theirs, give it back: `batterypass handoff release`.",
            ),
        ),
        "batterypass history {subject}",
        "design/events.md, Custody",
    ),
)
