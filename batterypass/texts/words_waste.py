"""Words about waste: declarations, classes, streams; they stand with those of findings, as ``~word``."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

#: word -> (Spanish, English)
WASTE_WORDS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "waste-stays": ("el residuo sigue siendo residuo", "waste stays waste"),
        "declaration": ("una declaración de residuos", "a waste declaration"),
        "declaration-none": ("ninguna declaración de residuos", "no waste declaration"),
        "class-hazardous": ("peligroso", "hazardous"),
        "class-special_handling": ("manejo especial", "special handling"),
        "class-non_hazardous": ("no peligroso (any)", "not hazardous (any)"),
        "class-universal_waste": ("residuo universal (any)", "universal waste (any)"),
        "class-determine": ("lo determina una persona", "a person determines it"),
        "class-hazardous_unless_tested": (
            "peligroso salvo prueba en contrario",
            "hazardous unless tested",
        ),
        "confidence-high": ("alta", "high"),
        "confidence-medium": ("media", "medium"),
        "confidence-low": ("baja", "low"),
        "classified-no-regime": (
            "ningún renglón rige en {jurisdiction} el {day}: lo determina una persona",
            "no row holds in {jurisdiction} on {day}: a person determines it",
        ),
        "classified-damage": (
            "renglón {regime} al {day}: {stream}, {damage}",
            "row {regime} on {day}: {stream}, {damage}",
        ),
        "classified-declared": (
            "renglón {regime} al {day}: {stream}; el generador lo declara peligroso",
            "row {regime} on {day}: {stream}; the generator declares it hazardous",
        ),
        "classified-no-row": (
            "el renglón {regime} no dice nada de {stream} el {day}: lo determina una persona",
            "row {regime} says nothing of {stream} on {day}: a person determines it",
        ),
        "classified-stream": (
            "renglón {regime} al {day}: {stream}, {damage}",
            "row {regime} on {day}: {stream}, {damage}",
        ),
        "classified-code": (
            "renglón {regime} al {day}: {stream}, clave {codes}",
            "row {regime} on {day}: {stream}, code {codes}",
        ),
        "classified-mirror": (
            "renglón {regime} al {day}: {stream}, a elegir entre {codes} tras evaluarlo",
            "row {regime} on {day}: {stream}, one of {codes} after an assessment",
        ),
        "intact": ("sin daño", "intact"),
        "damaged_defective_recalled": ("dañado o defectuoso", "damaged or defective"),
        "leaking_or_burnt": ("con fuga o quemado", "leaking or burnt"),
        "unknown": ("daño desconocido", "damage unknown"),
        # streams that are only in the tables
        "e_waste": ("residuo electrónico", "electronic waste"),
        "product": ("producto", "product"),
        "constituent": ("componente", "constituent"),
        "characteristic": ("característica", "characteristic"),
        "management_method": ("forma de manejo", "management method"),
        "municipal_separate": ("recolección separada municipal", "separate municipal collection"),
    }
)
