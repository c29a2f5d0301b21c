"""The words that lists use for operations, streams, classes, roles and how a permit stands.

The words that people are shown (:mod:`batterypass.texts.values`) count in both languages, and the
usual others. Nothing is guessed from a part of a word, a letter or a Roman figure: what is not here
is said by a mapping file.
"""

from __future__ import annotations

from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, Literal, get_args

from batterypass.domain.events.authorisation import Operation, WasteClass
from batterypass.domain.vocabulary import ROLES, Stream
from batterypass.exchange.terms import CHEMISTRIES, chemistry_of, plain_key
from batterypass.texts.values import VALUE_WORDS

if TYPE_CHECKING:
    from collections.abc import Mapping

#: How a list says that an authorisation stands; that it has expired follows from its end.
Status = Literal["in_force", "suspended", "revoked", "renewal_filed", "expired"]
STATUSES: Final[tuple[Status, ...]] = get_args(Status)
YES_NO: Final = ("yes", "no")
#: Field -> the words of the ledger for it.
CHOICES: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "operations": get_args(Operation),
        "waste_class": get_args(WasteClass),
        "streams": get_args(Stream),
        "chemistries": CHEMISTRIES,
        "roles": ROLES,
        "status": STATUSES,
        "damaged_accepted": YES_NO,
    }
)
_OTHERS: Final[Mapping[str, Mapping[str, tuple[str, ...]]]] = MappingProxyType(
    {
        "operations": {
            "transport": (
                "collection and transport", "recolección y transporte", "transportation",
                "recolección y transporte de residuos peligrosos",
            ),
            "acopio": ("centro de acopio", "storage", "collection", "collection centre", "almacenamiento"),
            "reutilizacion": ("reúso", "reuso", "reutilización de residuos"),
            "reciclaje": ("reciclado", "reciclaje de residuos", "recycle"),
            "tratamiento": ("treatment",),
            "incineracion": ("incineration",),
            "confinamiento": ("landfill", "final disposal", "disposición final"),
            "coprocesamiento": ("co-procesamiento", "coprocessing"),
            "comercio_exterior": ("importación y exportación", "importación / exportación"),
        },
        "waste_class": {
            "hazardous": ("peligroso", "peligrosos", "residuos peligrosos", "hazardous waste"),
            "special_handling": (
                "special handling", "manejo especial", "residuos de manejo especial",
            ),
            "any": ("todos", "all"),
        },
        "streams": {
            "whole_battery": (
                "whole battery", "batteries", "baterías", "batería entera", "baterías completas",
            ),
            "cells_modules_offspec": ("cells and modules", "celdas y módulos"),
            "production_scrap": ("scrap", "production scrap", "merma"),
        },
        "status": {
            "in_force": (
                "in force", "valid", "active", "vigente", "activa", "activo", "autorizada",
                "autorizado",
            ),
            "suspended": ("suspended", "suspendida", "suspendido", "suspensión"),
            "revoked": (
                "revoked", "withdrawn", "cancelled", "revocada", "revocado", "cancelada",
                "cancelado",
            ),
            "renewal_filed": (
                "renewal filed", "renewal pending", "pending renewal", "prórroga en trámite",
                "en trámite de prórroga", "en prórroga", "prórroga solicitada",
                "renovación en trámite",
            ),
            "expired": ("expired", "vencida", "vencido"),
        },
        "damaged_accepted": {
            "yes": ("y", "true", "verdadero", "sí", "si", "s", "x", "1"),
            "no": ("n", "false", "falso", "0"),
        },
    }
)  # fmt: skip


def word_of(field: str, text: str) -> str | None:
    """Give our word for what a cell of ``field`` says, or None where it is not known."""
    if text in CHOICES[field]:
        return text
    if field == "chemistries":
        return chemistry_of(text)
    # Nobody's word is this long; a cell may be.
    return _keys(field).get(plain_key(text)) if len(text) <= 120 else None


@cache
def _keys(field: str) -> Mapping[str, str]:
    keys = {}
    others = _OTHERS.get(field, {})
    for word in CHOICES[field]:
        shown = VALUE_WORDS.get(word)
        for text in (word, *(shown or ()), *others.get(word, ())):
            keys[plain_key(text)] = word
    return MappingProxyType(keys)
