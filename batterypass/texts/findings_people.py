"""Codes of people: keys that end on a day, and names that two parties claim."""

from __future__ import annotations

from batterypass.texts.findings_form import Explained, Said

PEOPLE: tuple[Explained, ...] = (
    Explained(
        "BP-D005",
        "compliance",
        Said(
            "El dominio o prefijo ya es de otra parte",
            "{subject}: {name} ya lo registró {owner}",
            "Cada parte crea identificadores en sus dominios y con sus prefijos GS1. Con dos dueños de un"
            " nombre nadie sabría de quién es un paquete. Un prefijo choca con todo el que empiece igual.",
            (
                "Revise el dominio o prefijo: casi siempre es un error de captura.",
                "Si pasó de una parte a otra, quítelo primero de la anterior: `batterypass log"
                " party.amended`.",
            ),
        ),
        Said(
            "The domain or prefix is another party's already",
            "{subject}: {name} is registered for {owner} already",
            "A party makes ids on its domains and with its GS1 prefixes. With two owners of a name nobody"
            " could tell whose a pack is. A prefix clashes with every one that begins like it.",
            (
                "Look at the domain or prefix again: it is nearly always mistyped.",
                "If it went from one party to another, take it from the former first: `batterypass log"
                " party.amended`.",
            ),
        ),
        "batterypass party show {owner}",
        "design/architecture.md 6",
    ),
    Explained(
        "BP-K104",
        "notice",
        Said(
            "Una llave que la parte no ha confirmado",
            "asiento {entry}: {actor} dio de alta la llave {kid} de {party}; está vigente y sólo la"
            " avala el registrador",
            "Un registrador podría agregar una llave a espaldas de una parte y firmar por ella. Se dice"
            " hasta que la parte la confirme o la revoque.",
            (
                "Si es de la parte, que la confirme: `batterypass key confirm LLAVE`.",
                "Si no, que la revoque: `batterypass key revoke LLAVE`. `batterypass watch PARTE` muestra"
                " todo lo que cambió de ella.",
            ),
        ),
        Said(
            "A key that the party has not confirmed",
            "entry {entry}: {actor} registered key {kid} of {party}; it is in force, and only the"
            " registrar vouches for it",
            "A registrar could add a key behind a party's back and sign for it. It is told until the"
            " party confirms or revokes the key.",
            (
                "If it is the party's, let it confirm: `batterypass key confirm KEY`.",
                "If it is not, let it revoke: `batterypass key revoke KEY`. `batterypass watch PARTY`"
                " shows all that changed about it.",
            ),
        ),
        "batterypass watch {party}",
        "design/architecture.md D4",
    ),
    Explained(
        "BP-K007",
        "integrity",
        Said(
            "La llave ya terminó",
            "asiento {entry}, {subject}: la llave {kid} de {actor} firma hasta el {until}; el evento"
            " es del {event_time} y la marca del registro, del {mark}",
            "Una llave puede darse con fecha de término. Después de ese día no firma nada; lo que se"
            " firmó sin señal hasta ese día cuenta si llega en los 14 días siguientes.",
            (
                "Pida una llave nueva: `batterypass key request`; la jefatura responde con"
                " `batterypass key grant`.",
                "Si el hecho es de antes, regístrelo con una llave vigente y su hora real.",
            ),
        ),
        Said(
            "The key has ended",
            "entry {entry}, {subject}: key {kid} of {actor} signs until {until}; the event is of"
            " {event_time} and the ledger's mark of {mark}",
            "A key may be given until a day. After that day it signs nothing; what was signed without"
            " signal by that day counts if it arrives within the 14 days that follow.",
            (
                "Ask for a new key: `batterypass key request`; the chief answers with `batterypass"
                " key grant`.",
                "If the fact is from before, record it with a key in force and its true time.",
            ),
        ),
        "batterypass key show {actor}",
        "design/architecture.md D4; design/bytes.md 6",
    ),
)
