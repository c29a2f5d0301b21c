"""Codes of what an acceptance rests on, and of entries that change an authorisation."""

from __future__ import annotations

from batterypass.texts.findings_form import Explained, Said

AUTHORISATIONS: tuple[Explained, ...] = (
    Explained(
        "BP-A007",
        "notice",
        Said(
            "La capacidad del año está por agotarse",
            "{subject}: con {mass_kg} kg, {consignee} ({site}) llega a {percent} % de los"
            " {capacity_kg} kg que {scheme} {number} permite en {year}; llevaba {accepted_kg} kg",
            "La capacidad autorizada es por año y por sitio. Cuenta lo que el sitio ha recibido como"
            " residuo según este registro, pesado.",
            (
                "Planee otro destino para lo que sigue: `batterypass recycler list`.",
                "Si la autoridad amplió la capacidad, asiéntelo: `batterypass recycler correct`.",
            ),
        ),
        Said(
            "The capacity of the year is nearly used",
            "{subject}: with {mass_kg} kg, {consignee} ({site}) is at {percent} % of the"
            " {capacity_kg} kg that {scheme} {number} allows in {year}; it had {accepted_kg} kg",
            "An authorised capacity is for a year and a site. What counts is what the site received"
            " as waste by this ledger, as weighed.",
            (
                "Plan another destination for what follows: `batterypass recycler list`.",
                "If the authority raised the capacity, enter it: `batterypass recycler correct`.",
            ),
        ),
        "batterypass recycler show {consignee}",
        "reference/waste-and-manifests.md 9.2",
    ),
    Explained(
        "BP-A008",
        "compliance",
        Said(
            "El receptor rebasa su capacidad autorizada",
            "{subject}: con {mass_kg} kg, {consignee} ({site}) llega a {percent} % de los"
            " {capacity_kg} kg que {scheme} {number} permite en {year}; llevaba {accepted_kg} kg",
            "Un sitio no recibe en un año más masa de la que su autorización permite.",
            (
                "Elija otro receptor: `batterypass recycler list`.",
                "Si el camión ya está en la puerta, regístrelo a sabiendas con `truck_at_gate`.",
                "Si la autoridad amplió la capacidad, asiéntelo: `batterypass recycler correct`.",
            ),
        ),
        Said(
            "The consignee goes past its authorised capacity",
            "{subject}: with {mass_kg} kg, {consignee} ({site}) is at {percent} % of the"
            " {capacity_kg} kg that {scheme} {number} allows in {year}; it had {accepted_kg} kg",
            "A site does not take more mass in a year than its authorisation allows.",
            (
                "Choose another consignee: `batterypass recycler list`.",
                "If the truck is at the gate, record it knowingly with `truck_at_gate`.",
                "If the authority raised the capacity, enter it: `batterypass recycler correct`.",
            ),
        ),
        "batterypass recycler show {consignee}",
        "reference/waste-and-manifests.md 9.2",
    ),
    Explained(
        "BP-A009",
        "notice",
        Said(
            "La autorización venció y su prórroga está en trámite",
            "{subject}: {scheme} {number} de {consignee} ({site}) venció el {to}; la prórroga se"
            " solicitó el {since}, antes de que venciera, y no hay respuesta",
            "Una fecha vencida con prórroga solicitada a tiempo no es vigente ni revocada. La entrega"
            " se admite y se dice.",
            ("Pregunte a la autoridad y asiente su respuesta: `batterypass recycler extend`.",),
        ),
        Said(
            "The authorisation has ended and its renewal is pending",
            "{subject}: {scheme} {number} of {consignee} ({site}) ended on {to}; the renewal was"
            " filed on {since}, before the end, and is not decided",
            "A lapsed date with a renewal that was filed in time is neither in force nor revoked."
            " The hand-over is let pass, and told.",
            ("Ask the authority and enter its answer: `batterypass recycler extend`.",),
        ),
        "batterypass recycler show {consignee}",
        "design/bytes.md 4; reference/waste-and-manifests.md 12.3",
    ),
    Explained(
        "BP-A010",
        "notice",
        Said(
            "La lista de la que se copió es vieja",
            "{subject}: {scheme} {number} de {consignee} consta en {source}, publicada el {published}:"
            " {age} días antes del {day} (aviso desde {limit})",
            "Lo que se copió de una lista vale lo que la lista, y las listas cambian.",
            ("Importe la lista nueva: `batterypass recycler import`.",),
        ),
        Said(
            "The list that it was copied from is old",
            "{subject}: {scheme} {number} of {consignee} stands in {source}, published on {published}:"
            " {age} days before {day} (told from {limit} on)",
            "What was copied from a list is worth what the list is, and lists change.",
            ("Import the new list: `batterypass recycler import`.",),
        ),
        "batterypass recycler import",
        "design/interface.md 5",
    ),
    Explained(
        "BP-A011",
        "compliance",
        Said(
            "La lista de la que se copió es demasiado vieja",
            "{subject}: {scheme} {number} de {consignee} consta en {source}, publicada el {published}:"
            " {age} días antes del {day} (límite {limit})",
            "Tanto tiempo después una lista ya no responde si alguien está autorizado.",
            (
                "Importe la lista nueva: `batterypass recycler import`.",
                "Si no se puede obtener, regístrelo a sabiendas con `data_not_obtainable`.",
            ),
        ),
        Said(
            "The list that it was copied from is too old",
            "{subject}: {scheme} {number} of {consignee} stands in {source}, published on {published}:"
            " {age} days before {day} (limit {limit})",
            "So long afterwards a list no longer answers whether somebody is authorised.",
            (
                "Import the new list: `batterypass recycler import`.",
                "If it cannot be had, record it knowingly with `data_not_obtainable`.",
            ),
        ),
        "batterypass recycler import",
        "design/interface.md 5",
    ),
    Explained(
        "BP-A012",
        "notice",
        Said(
            "Se supo después que la autorización no valía ese día",
            "{subject}: se recibió el {day} (asiento {received}) con {scheme} {number} de {holder};"
            " por lo que se sabe ahora, ese día: {now}",
            "La entrega se juzgó con lo que se sabía y sigue cumpliendo. Lo que se supo después se"
            " dice, y no la cambia.",
            ("Revise esa entrega en la historia de sus artículos: `batterypass history`.",),
        ),
        Said(
            "It was learned later that the authorisation did not count that day",
            "{subject}: received on {day} (entry {received}) by {scheme} {number} of {holder}; by"
            " what is known now, on that day: {now}",
            "The hand-over was judged by what was known and stays compliant. What was learned later is"
            " told, and does not change it.",
            ("Look at that hand-over in the history of its items: `batterypass history`.",),
        ),
        "batterypass show {received}",
        "design/events.md, Rules and findings",
    ),
    Explained(
        "BP-D003",
        "compliance",
        Said(
            "El fin es anterior al principio",
            "{subject}: {kind}: del {start} al {end}",
            "Lo que está vigente, o suspendido, termina después de empezar.",
            ("Corrija la fecha que está mal.",),
        ),
        Said(
            "The end lies before the beginning",
            "{subject}: {kind}: from {start} to {end}",
            "What is in force, or suspended, ends after it begins.",
            ("Correct the date that is wrong.",),
        ),
        "batterypass recycler show",
        "design/events.md, Ledger and directory",
    ),
    Explained(
        "BP-D004",
        "compliance",
        Said(
            "El cambio no cabe en el estado de la autorización",
            "{subject}: {kind} no cabe: {scheme} {number} {found} ({on})",
            "Tras una revocación no sigue nada; sólo se restablece lo suspendido; una prórroga lleva"
            " la vigencia más adelante.",
            (
                "Vea la historia: `batterypass recycler show`.",
                "Si una fecha se copió mal, corríjala: `batterypass recycler correct`.",
            ),
        ),
        Said(
            "The change does not fit how the authorisation stands",
            "{subject}: no {kind}: {scheme} {number} {found} ({on})",
            "Nothing follows a revocation; only what is suspended is reinstated; an extension moves"
            " the end to a later day.",
            (
                "See its history: `batterypass recycler show`.",
                "If a date was copied wrongly, correct it: `batterypass recycler correct`.",
            ),
        ),
        "batterypass recycler show",
        "design/events.md, Ledger and directory",
    ),
    Explained(
        "BP-D006",
        "notice",
        Said(
            "Otra autorización se traslapa",
            "{subject}: {scheme} {number}: {found}: {other} de {holder} (asiento {entry_other})",
            "Un número repetido, o dos papeles que permiten lo mismo a la vez, suelen ser un error de"
            " copia. Se asientan y se dice.",
            ("Compare los dos papeles y revoque el que sobre.",),
        ),
        Said(
            "Another authorisation overlaps",
            "{subject}: {scheme} {number}: {found}: {other} of {holder} (entry {entry_other})",
            "A number that stands twice, or two papers that allow the same at once, are often a"
            " copying error. They are recorded, and told.",
            ("Compare the two papers and revoke the one that is too many.",),
        ),
        "batterypass recycler show",
        "reference/waste-and-manifests.md 9.2",
    ),
    Explained(
        "BP-D007",
        "notice",
        Said(
            "La prórroga se solicitó después de vencer",
            "{subject}: {scheme} {number} venció el {end}; la prórroga se solicitó el {filed}",
            "Sólo una solicitud anterior al vencimiento deja la respuesta abierta.",
            ("Si la fecha está mal copiada, pida que se corrija.",),
        ),
        Said(
            "The renewal was filed after the end",
            "{subject}: {scheme} {number} ended on {end}; the renewal was filed on {filed}",
            "Only a filing before the end keeps the answer open.",
            ("If the date was copied wrongly, have it corrected.",),
        ),
        "batterypass recycler show",
        "reference/waste-and-manifests.md 12.3",
    ),
)
