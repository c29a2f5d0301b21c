"""Codes of lineage: what was built into a pack, and what came out of it."""

from __future__ import annotations

from batterypass.texts.findings_form import Explained, Said

_SOURCE = "docs/decisions/0039-modules-through-their-lives.md"
LINEAGE: tuple[Explained, ...] = (
    Explained(
        "BP-H001",
        "integrity",
        Said(
            "Lo que está dentro de un paquete va con él",
            "{subject}: no cabe {kind}: está dentro de {pack}, o ya salió de ahí",
            "Un módulo está en un solo lugar: dentro de un paquete sólo se hace algo con él al"
            " desarmar ese paquete, y de cada uno sale una sola vez.",
            (
                "Desarme el paquete en que está: `batterypass pack dismantle`.",
                "Vea dónde está: `batterypass pack tree`.",
                "Si lo tiene en la mano y no está en ese paquete, reclámelo: `batterypass handoff"
                " claim`.",
            ),
        ),
        Said(
            "What is inside a pack goes with it",
            "{subject}: no {kind}: it is inside {pack}, or has left it already",
            "A module is in one place: inside a pack nothing is done with it but to take that pack"
            " apart, and it leaves each pack once.",
            (
                "Take the pack apart in which it is: `batterypass pack dismantle`.",
                "See where it is: `batterypass pack tree`.",
                "If you have it in hand and it is not in that pack, claim it: `batterypass handoff"
                " claim`.",
            ),
        ),
        "batterypass pack tree {subject}",
        _SOURCE,
    ),
    Explained(
        "BP-H002",
        "notice",
        Said(
            "Apareció fuera lo que estaba dentro de un paquete",
            "{subject}: se tomó, y el registro lo tenía dentro de {pack} con {holder}",
            "Quien lo tomó lo tiene en la mano, así que cuenta como fuera del paquete; alguien lo"
            " abrió sin asentarlo.",
            (
                "Pregunte a quien tiene el paquete qué pasó con él.",
                "Mida el paquete otra vez: le falta una parte.",
            ),
        ),
        Said(
            "What was inside a pack turned up outside it",
            "{subject}: it was taken, and the ledger has it inside {pack} with {holder}",
            "Whoever took it has it in hand, so it counts as out of the pack; somebody opened that"
            " and recorded nothing.",
            (
                "Ask whoever has the pack what happened to it.",
                "Assess the pack again: a part of it is missing.",
            ),
        ),
        "batterypass pack tree {subject}",
        _SOURCE,
    ),
    Explained(
        "BP-H003",
        "compliance",
        Said(
            "Falta una parte que sigue dentro",
            "{subject}: {part} está dentro y no está entre las partes",
            "Desarmar un paquete devuelve todo lo que se armó en él: lo que no se nombra quedaría"
            " dentro de algo que ya no existe.",
            (
                "Agregue esa parte con su masa.",
                "Si no estaba dentro, asiéntelo primero: quien lo tiene lo reclama.",
            ),
        ),
        Said(
            "A part that is still inside is missing",
            "{subject}: {part} is inside and not among the parts",
            "Taking a pack apart gives back all that was built into it: what is not named would stay"
            " inside a thing that is no more.",
            (
                "Add that part with its mass.",
                "If it was not inside, say so first: whoever has it claims it.",
            ),
        ),
        "batterypass pack dismantle {subject}",
        _SOURCE,
    ),
    Explained(
        "BP-H004",
        "compliance",
        Said(
            "No es del tipo que era",
            "{subject}: debe ser {expected} y dice {found}",
            "Lo que sale de un paquete es lo que entró; un paquete no nace al desarmar otro, y una"
            " fracción no se arma en un paquete.",
            ("Dé el tipo que el registro tiene: `batterypass pack show`.",),
        ),
        Said(
            "It is not of the sort that it was",
            "{subject}: it has to be {expected} and says {found}",
            "What comes out of a pack is what went in; no pack begins with the dismantling of"
            " another, and no fraction is built into one.",
            ("Give the sort that the ledger has: `batterypass pack show`.",),
        ),
        "batterypass pack show {subject}",
        _SOURCE,
    ),
    Explained(
        "BP-H005",
        "notice",
        Said(
            "El paquete pesa menos que sus partes",
            "{subject}: pesa {found} kg; aquello con que se armó, {expected} kg (tolerancia"
            " {tolerance} %); motivo: {reason}",
            "Puede pesar más, por la caja y la electrónica; si pesa menos, una masa está mal o una"
            " parte no entró. Sin motivo no se firma aquí.",
            (
                "Pese otra vez el paquete y revise las masas de los módulos.",
                "Corrija la masa: `batterypass amend`.",
                "Si la báscula dice eso, asiente el motivo: `--reason`, o `difference_reason=` con"
                " `batterypass log`.",
            ),
        ),
        Said(
            "The pack weighs less than its parts",
            "{subject}: it weighs {found} kg; what it was built from, {expected} kg (tolerance"
            " {tolerance} %); reason: {reason}",
            "It may weigh more, by housing and electronics; where it weighs less a mass is wrong, or"
            " a part did not go in. Without a reason it is not signed here.",
            (
                "Weigh the pack again and look at the masses of the modules.",
                "Correct the mass: `batterypass amend`.",
                "If that is what the scale says, state the reason: `--reason`, or"
                " `difference_reason=` with `batterypass log`.",
            ),
        ),
        "batterypass amend {entry}",
        "design/bytes.md 4",
    ),
)
