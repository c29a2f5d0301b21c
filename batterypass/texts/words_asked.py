"""Words about a question to the directory; they stand with those of findings, as ``~word``."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

#: word -> (Spanish, English)
ASKED_WORDS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "asked-class": (
            "{stream} se juzga como: {class}",
            "{stream} is judged as: {class}",
        ),
        "asked-code": (
            "la clave {code} ({system}) es de la corriente {stream}: {status} (confianza"
            " {confidence})",
            "code {code} ({system}) is of the stream {stream}: {status} (confidence {confidence})",
        ),
        "asked-said": (
            "se juzga como usted dijo que se declara: {class}",
            "judged as you said that it is declared: {class}",
        ),
        "asked-declared": ("declarado como {class}", "declared as {class}"),
        "asked-not-known-then": (
            "el registro conoció a {party} en el asiento {entry}, después de ese día",
            "the ledger learned of {party} in entry {entry}, after that day",
        ),
        "declared-hazardous": ("residuo peligroso", "hazardous waste"),
        "declared-special_handling": ("manejo especial", "special handling"),
        "declared-any": ("residuo no peligroso", "waste that is not hazardous"),
        "status-hazardous": ("peligroso", "hazardous"),
        "status-special_handling": ("manejo especial", "special handling"),
        "status-non_hazardous": ("no peligroso", "not hazardous"),
        "status-universal_waste": ("residuo universal", "universal waste"),
        "status-conditional": ("depende de una evaluación", "it depends on an assessment"),
    }
)
