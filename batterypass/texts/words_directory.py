"""Words that stand for a value in a finding of the directory, in Spanish and English."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

#: word -> (Spanish, English)
DIRECTORY_WORDS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "number-fits": ("tiene la forma de {scheme}", "it has the shape of {scheme}"),
        "number-unknown": (
            "no se conoce la forma de los números de {scheme}",
            "the shape of the numbers of {scheme} is not known",
        ),
        "number-wrong-shape": (
            "se esperaba la forma de {expected}",
            "expected the shape of {expected}",
        ),
        "number-tidied": (
            "escrito así sí la tiene: {tidied}",
            "written like this it fits: {tidied}",
        ),
        "number-empty": ("está vacío", "it is empty"),
        "number-unseen": (
            "tiene un carácter que no se ve ({character})",
            "it has a character that nobody sees ({character})",
        ),
        "number-long": (
            "tiene {count} caracteres y ninguno pasa de {most}",
            "it has {count} characters, and none has more than {most}",
        ),
        "number-no-state": (
            "dice el estado {named}, y las claves del INEGI van de 01 a 32",
            "it names state {named}, and INEGI's keys go from 01 to 32",
        ),
        "number-no-us-state": (
            "empieza con {named}, que no es estado ni territorio de Estados Unidos",
            "it begins with {named}, which is no state or territory of the United States",
        ),
        "number-no-day": (
            "dice la fecha {named}, que no existe en el calendario",
            "it names the day {named}, which is not in the calendar",
        ),
        "number-no-value": (
            "dice {named}, que no existe en este registro",
            "it names {named}, which this scheme does not have",
        ),
        "number-other-state": (
            "dice {state} (clave {named}) y el domicilio dice {address}",
            "it names {state} (key {named}), and the address says {address}",
        ),
    }
)
