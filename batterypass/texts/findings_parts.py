"""Codes of steps in parts: an event names at most 100 items, a truck may carry more."""

from __future__ import annotations

from batterypass.texts.findings_form import Explained, Said

PARTS: tuple[Explained, ...] = (
    Explained(
        "BP-L007",
        "integrity",
        Said(
            "La parte no puede ser de ese total",
            "asiento {entry}, {subject}: {kind} dice ser la parte {found}: se esperaba una parte i de"
            " n, con i hasta n y n de 2 a 50",
            "Un evento nombra hasta 100 artículos; lo que no cabe se firma en partes i/n. Parte y"
            " total van juntos, y no hay tercera parte de dos. Una llegada no nombra artículos, así"
            " que no tiene partes.",
            (
                "Deje que el programa divida el embarque: `batterypass ship offer` y los pasos que"
                " siguen lo hacen solos.",
                "En un evento suelto corrija `part` y `parts`, o quite ambos.",
            ),
        ),
        Said(
            "There is no such part of that number",
            "entry {entry}, {subject}: {kind} says that it is part {found}: expected a part i of n,"
            " with i up to n and n from 2 to 50",
            "An event names up to 100 items; what does not fit is signed in parts i/n. A part and how"
            " many there are go together, and there is no third part of two. An arrival names no"
            " items, so it has no parts.",
            (
                "Let the program split the consignment: `batterypass ship offer` and the steps after"
                " it do so by themselves.",
                "In an event of your own correct `part` and `parts`, or leave both out.",
            ),
        ),
        "batterypass schema {kind}",
        "design/bytes.md 3",
    ),
    Explained(
        "BP-L008",
        "integrity",
        Said(
            "La parte no sigue a las que ya están",
            "asiento {entry}, {subject}: {kind} trae la parte {found}; la que sigue es {expected}",
            "Las partes de un paso entran en su orden, cada una una vez y todas del mismo total: así"
            " nadie agrega artículos a lo que otro ya firmó. Donde nada sigue (-), el paso está"
            " completo o no empezó en partes.",
            (
                "Vea qué partes están; repita la orden que las firmó: firma sólo las que faltan.",
                "Si faltó un artículo en una oferta completa, ofrézcalo en otro embarque.",
            ),
        ),
        Said(
            "The part does not follow those that are in",
            "entry {entry}, {subject}: {kind} brings part {found}; the next one is {expected}",
            "The parts of a step come in their order, each once and all of one number: so nobody adds"
            " items to what another has signed. Where nothing is next (-), the step is whole or was"
            " not begun in parts.",
            (
                "See which parts are in; repeat the command that signed them: it signs only those"
                " that are missing.",
                "If an item was forgotten in an offer that is whole, offer it in another one.",
            ),
        ),
        "batterypass manifest show {subject}",
        "design/bytes.md 3",
    ),
    Explained(
        "BP-C015",
        "compliance",
        Said(
            "Faltan partes del paso anterior",
            "{subject}: {kind} no puede seguir todavía: de la {step} están {found} de {expected}"
            " partes",
            "Un paso en partes ocurre cuando entra la última. Hasta entonces el embarque no está"
            " ofrecido, recolectado ni recibido, y nada puede seguir.",
            (
                "Repita la orden que empezó las partes: firma sólo las que faltan.",
                "Una oferta sin terminar también se puede retirar: `batterypass ship void`.",
            ),
        ),
        Said(
            "Parts of the step before are missing",
            "{subject}: {kind} cannot follow yet: {found} of {expected} parts of the {step} are in",
            "A step in parts has happened when its last part is in. Until then the consignment is not"
            " offered, collected or received, and nothing can follow.",
            (
                "Repeat the command that began the parts: it signs only those that are missing.",
                "An offer that is not finished can also be taken back: `batterypass ship void`.",
            ),
        ),
        "batterypass {finish}",
        "design/bytes.md 3, architecture.md 5",
    ),
    Explained(
        "BP-C016",
        "compliance",
        Said(
            "Las partes de la oferta no dicen lo mismo",
            "{subject}, parte {part}: {field} dice {found}; la primera parte dice {expected}",
            "Todas las partes son una sola oferta, con un folio y un papel: destinatario,"
            " transportista, residuo y transporte son los de la primera.",
            (
                "Firme la parte con lo que dice la primera.",
                "Si lo primero está mal, retire la oferta (`batterypass ship void`) y hágala de nuevo.",
            ),
        ),
        Said(
            "The parts of the offer do not say the same",
            "{subject}, part {part}: {field} says {found}; the first part says {expected}",
            "All parts are one offer, with one number and one paper: consignee, carrier, waste and"
            " transport are those of the first one.",
            (
                "Sign the part with what the first one says.",
                "If the first one is wrong, take the offer back (`batterypass ship void`) and make"
                " it anew.",
            ),
        ),
        "batterypass manifest show {subject}",
        "design/bytes.md 3",
    ),
)
