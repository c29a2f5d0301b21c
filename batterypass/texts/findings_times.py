"""Codes of times, roles, sites and counterparts."""

from __future__ import annotations

from batterypass.texts.findings_form import Explained, Said

TIMES: tuple[Explained, ...] = (
    Explained(
        "BP-Z001",
        "compliance",
        Said(
            "La hora es posterior a la del registro",
            "{subject}: la hora del evento {event_time} es más de 6 minutos posterior a la marca"
            " del registro, {mark}",
            "Nadie puede haber hecho algo que aún no pasa. Casi siempre es un reloj adelantado o"
            " una zona horaria equivocada.",
            ("Revise el reloj y la zona horaria del equipo y repita con la hora correcta.",),
        ),
        Said(
            "The time is later than the ledger's",
            "{subject}: event time {event_time} is more than 6 minutes after the ledger's mark,"
            " {mark}",
            "Nobody has done what has not happened yet. It is almost always a fast clock or a wrong"
            " time zone.",
            ("Look at the computer's clock and time zone and repeat with the right time.",),
        ),
        "batterypass doctor",
        "design/bytes.md 5",
    ),
    Explained(
        "BP-Z002",
        "compliance",
        Said(
            "La hora es anterior a la del evento previo",
            "{subject}: la hora del evento {event_time} es más de 15 minutos anterior a la del"
            " evento previo, {previous}",
            "Lo que sigue en la cadena no puede haber pasado antes. Así se nota una fecha"
            " retrasada.",
            (
                "Revise la hora y la zona; vea el evento previo.",
                "Si el equivocado es el previo, queda escrito: registre éste con su hora real, a"
                " sabiendas y con su motivo.",
            ),
        ),
        Said(
            "The time is earlier than the previous event's",
            "{subject}: event time {event_time} is more than 15 minutes before the previous"
            " event's, {previous}",
            "What follows in the chain cannot have happened before. So back-dating shows.",
            (
                "Look at the time and zone again; see the previous event.",
                "If the previous event is the wrong one it stays written: record this one with its"
                " true time, knowingly and with its reason.",
            ),
        ),
        "batterypass history {subject}",
        "design/bytes.md 5",
    ),
    Explained(
        "BP-Z003",
        "notice",
        Said(
            "Los relojes difieren",
            "{subject}: la hora del evento {event_time} es {seconds} s anterior a la del evento"
            " previo, {previous}",
            "Dos equipos con relojes algo distintos; el orden es el de la cadena.",
            ("Ponga en hora ambos equipos.",),
        ),
        Said(
            "Clocks differ",
            "{subject}: event time {event_time} is {seconds} s before the previous event's,"
            " {previous}",
            "Two computers whose clocks differ a little; the order is that of the chain.",
            ("Set both clocks.",),
        ),
        "batterypass doctor",
        "design/bytes.md 5",
    ),
    Explained(
        "BP-Z004",
        "notice",
        Said(
            "Registrado con retraso",
            "{subject}: pasó el {event_time} y se registró {hours} h después, {mark}",
            "Cuanto más tarde se registra, menos se sabe cuándo pasó. Sin señal puede ser normal.",
            ("Registre cada día lo que pasó ese día.",),
        ),
        Said(
            "Recorded late",
            "{subject}: it happened on {event_time} and was recorded {hours} h later, {mark}",
            "The later it is recorded, the less is known of when it happened. Without signal this"
            " can be normal.",
            ("Record every day what happened that day.",),
        ),
        "batterypass show {entry}",
        "design/bytes.md 5",
    ),
    Explained(
        "BP-R001",
        "compliance",
        Said(
            "La función de quien firma no es para este tipo",
            "{subject}: {kind} lo firma {roles}; {actor} tiene: {held}",
            "Cada tipo dice qué funciones lo firman: un transportista no fabrica ni desarma.",
            (
                "Pida que lo firme quien tiene la función.",
                "Si la función falta en el directorio, pida al registrador que la agregue.",
            ),
        ),
        Said(
            "The signer's role is not one of this kind",
            "{subject}: {kind} is signed by {roles}; {actor} has: {held}",
            "Each kind says which roles sign it: a carrier neither makes nor dismantles.",
            (
                "Ask who has the role to sign it.",
                "If the role is missing in the directory, ask the registrar to add it.",
            ),
        ),
        "batterypass party show {actor}",
        "design/events.md",
    ),
    Explained(
        "BP-R002",
        "compliance",
        Said(
            "El sitio no es de la parte",
            "{subject}: {field} {site} no es un sitio de {party}; tiene: {expected}",
            "Las autorizaciones son de un sitio. Un sitio que nadie registró no tiene ninguna.",
            (
                "Elija un sitio registrado.",
                "Si es nuevo, pida que se registre antes de usarlo.",
            ),
        ),
        Said(
            "The site is not the party's",
            "{subject}: {field} {site} is not a site of {party}; it has: {expected}",
            "Authorisations are for a site. A site that nobody registered has none.",
            (
                "Choose a registered site.",
                "If it is new, have it registered before it is used.",
            ),
        ),
        "batterypass party show {party}",
        "reference/waste-and-manifests.md 9.2",
    ),
    Explained(
        "BP-R003",
        "compliance",
        Said(
            "La contraparte no está registrada",
            "{subject}: {field} {party} no está en el directorio",
            "Quien no está registrado no puede firmar que recibió, y nadie sabe qué tiene"
            " autorizado.",
            (
                "Pida al registrador que la registre: `batterypass party add`.",
                "Si no puede esperar, regístrelo con el motivo `counterpart_not_registered`.",
            ),
        ),
        Said(
            "The counterpart is not registered",
            "{subject}: {field} {party} is not in the directory",
            "Who is not registered cannot sign that it received, and nobody knows what it is"
            " authorised for.",
            (
                "Ask the registrar to register it: `batterypass party add`.",
                "If it cannot wait, record it with the reason `counterpart_not_registered`.",
            ),
        ),
        "batterypass party list",
        "design/events.md; design/bytes.md 4",
    ),
    Explained(
        "BP-R004",
        "compliance",
        Said(
            "La llave de la etiqueta no es del dueño del identificador",
            "{subject}: la llave de etiquetas {kid} no es una vigente de quien tiene el dominio"
            " {found}",
            "Un teléfono comprueba la etiqueta con las llaves del dueño del dominio; con otra"
            " fallará como falsa.",
            (
                "Imprima con una llave de etiquetas del dueño del identificador.",
                "Para reimprimir, pida al fabricante la firma de la etiqueta, o imprima con"
                " --plain.",
            ),
        ),
        Said(
            "The label key is not of the id's owner",
            "{subject}: label key {kid} is not one in force of the owner of the domain {found}",
            "A phone checks the label with the keys of the domain's owner; with another it will"
            " fail as a forgery.",
            (
                "Print with a label key of the owner of the id.",
                "For a reprint ask the maker for the label's signature, or print with --plain.",
            ),
        ),
        "batterypass key list",
        "design/bytes.md 9",
    ),
    Explained(
        "BP-R005",
        "compliance",
        Said(
            "El incidente no lo informa quien lo tiene",
            "{subject}: {actor} informa un incidente; lo tiene {expected}",
            "Un incidente cambia la condición y con ella el transporte. Lo informa el custodio, o"
            " quien lo lleva o lo espera.",
            ("Pida al custodio que lo informe, o haga una evaluación si tiene la función.",),
        ),
        Said(
            "The incident is not told by who holds the item",
            "{subject}: {actor} reports an incident; {expected} holds the item",
            "An incident changes the condition, and with it the carriage. Its custodian tells it,"
            " or who carries or awaits it.",
            ("Ask the custodian to report it, or assess the item if you have the role.",),
        ),
        "batterypass history {subject}",
        "design/events.md, Item life",
    ),
)
