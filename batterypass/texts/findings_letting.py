"""Codes of a load that one carrier lets another have."""

from __future__ import annotations

from batterypass.texts.findings_form import Explained, Said

LETTING: tuple[Explained, ...] = (
    Explained(
        "BP-C021",
        "compliance",
        Said(
            "La carga se deja a quien ya la tiene",
            "{subject}: {carrier} se deja la carga a sí mismo",
            "Un transbordo pasa la carga a otro transportista, y los dos lo firman. Con uno solo no"
            " hay nada que pasar.",
            ("Diga quién sigue con la carga: `batterypass ship transfer --to`.",),
        ),
        Said(
            "The load is let to who has it already",
            "{subject}: {carrier} lets itself have the load",
            "A transfer passes the load on to another carrier, and both sign it. With one of them"
            " there is nothing to pass on.",
            ("Say who goes on with the load: `batterypass ship transfer --to`.",),
        ),
        "batterypass manifest show {subject}",
        "design/events.md, Custody",
    ),
    Explained(
        "BP-R006",
        "notice",
        Said(
            "Quien sigue no tiene función de transportista",
            "{subject}: {carrier} tiene: {held}; la recolección la firma {roles}",
            "Quien no tiene la función no podrá firmar que recogió la carga: se dice ahora, cuando"
            " todavía puede ir con otro.",
            (
                "Si es otro el que sigue, anule el transbordo: `batterypass annul`.",
                "Si la función falta en el directorio, pida al registrador que la agregue.",
            ),
        ),
        Said(
            "The next one has no role of a carrier",
            "{subject}: {carrier} has: {held}; a collection is signed by {roles}",
            "Who has not the role will not be able to sign that it collected the load: it is told"
            " now, while the load can still go with another.",
            (
                "If another goes on with it, take the transfer back: `batterypass annul`.",
                "If the role is missing in the directory, ask the registrar to add it.",
            ),
        ),
        "batterypass party show {carrier}",
        "design/events.md, Custody",
    ),
    Explained(
        "BP-A013",
        "notice",
        Said(
            "Al transportista que sigue le falta un permiso",
            "{subject}: {carrier} no tiene {permit} vigente el {day} para {waste_class}:"
            " {found} (renglón {row})",
            "La ley obliga a quien carga: sin ese permiso se rechazará su recolección (BP-A002). Se"
            " dice ahora, cuando la carga todavía puede ir con otro.",
            (
                "Elija otro transportista; el transbordo se anula con `batterypass annul`.",
                "Si ya lo tiene, pida que se cargue en el directorio antes de la recolección.",
            ),
        ),
        Said(
            "The next carrier lacks a permit",
            "{subject}: {carrier} has no {permit} in force on {day} for"
            " {waste_class}: {found} (row {row})",
            "The law binds who loads: without that permit its collection will be refused (BP-A002)."
            " It is told now, while the load can still go with another.",
            (
                "Choose another carrier; `batterypass annul` takes the transfer back.",
                "If it has it, ask for it to be entered in the directory before the collection.",
            ),
        ),
        "batterypass party show {carrier}",
        "reference/waste-and-manifests.md 2.1 (boxes 9 and 10) and 12.5",
    ),
)
