"""Codes of packs that are enrolled."""

from __future__ import annotations

from batterypass.texts.findings_form import Explained, Said

ENROLMENT: tuple[Explained, ...] = (
    Explained(
        "BP-C020",
        "notice",
        Said(
            "Un paquete dado de alta lleva un número conocido",
            "{subject}: el número {number} es también de {other}",
            "Dos fabricantes pueden usar el mismo número, así que no se rechaza; pero un mismo paquete"
            " con dos identificadores viviría dos veces.",
            ("Si es el mismo paquete, recíbalo con el identificador que ya tiene.",),
        ),
        Said(
            "An enrolled pack has a number that is known",
            "{subject}: the number {number} is also that of {other}",
            "Two makers may use the same number, so it is not refused; but one pack under two ids"
            " would live twice.",
            ("If it is the same pack, receive it under the id that it has.",),
        ),
        "batterypass pack show {other}",
        "design/events.md, Item life",
    ),
)
