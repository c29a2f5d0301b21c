"""Texts of ``plumbing simulate``."""

from __future__ import annotations

from batterypass.texts.bilingual import Text

MESSAGES: dict[str, Text] = {
    "simulate.progress": Text("simulating", "simulando"),
    "simulate.no-key": Text(
        "no key {kid} in this simulation", "no hay llave {kid} en esta simulación"
    ),
    "simulate.no-label-key": Text(
        "{party} has no key for labels: only who makes packs has one",
        "{party} no tiene llave para etiquetas: solo la tiene quien hace paquetes",
    ),
    "simulate.stopped": Text(
        "{origin}: the process that makes its history has ended, so the ledger is not whole:"
        " remove it and simulate again",
        "{origin}: terminó el proceso que hace su historia y el registro no está completo:"
        " quítelo y simule otra vez",
    ),
    "simulate.there": Text(
        "{path} is there already: name another file with {option}, or remove it",
        "{path} ya existe: nombre otro archivo con {option}, o quítelo",
    ),
    "simulate.unwritable": Text(
        "{path}: cannot be written: {why}", "{path}: no se puede escribir: {why}"
    ),
    "simulate.range": Text(
        "{option}: {given} is not between {least} and {most}",
        "{option}: {given} no está entre {least} y {most}",
    ),
    "simulate.done": Text(
        "{origin}: {entries} entries about {packs} packs, until {until}",
        "{origin}: {entries} asientos sobre {packs} paquetes, hasta {until}",
    ),
    "simulate.planted": Text(
        "{count} planted breaches of {codes} rules, listed in {path}",
        "{count} faltas sembradas de {codes} reglas, listadas en {path}",
    ),
    "simulate.worthless": Text(
        "simulated: its keys follow from the seed and are worth nothing",
        "simulado: sus llaves salen de la semilla y no valen nada",
    ),
}
