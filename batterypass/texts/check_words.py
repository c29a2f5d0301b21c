"""What our own checks of an event say, in Spanish: what a model cannot say by a type or a bound.

The models of the events raise English sentences; a test compares this list with them.
"""

from __future__ import annotations

import re
from typing import Final

from batterypass.texts.bilingual import Text

#: A sentence of a check and its Spanish; a gap is filled as it is.
_CHECKS: Final = (
    (r"an item is named twice", "un artículo se nombra dos veces"),
    (
        r"rule \* goes with the reason signed_offline only",
        "la regla * va solo con el motivo signed_offline",
    ),
    (r"(\d+) characters do not make an (\S+) key", "de {0} caracteres no se hace una llave {1}"),
    (
        r"a receipt key of (\d+) characters is no (\S+) key",
        "una llave de acuses de {0} caracteres no es una llave {1}",
    ),
    (
        r"nothing is changed: give at least one member",
        "no cambia nada: dé al menos un miembro",
    ),
    (
        r"an element of a fraction is named twice",
        "un elemento de una fracción se nombra dos veces",
    ),
    (r"a line claims nothing", "un renglón no afirma nada"),
    (r"the period ends before it begins", "el periodo termina antes de empezar"),
    (
        r"shares are of elements that are claimed, each once",
        "las partes son de elementos afirmados, cada uno una vez",
    ),
    (
        r"what is not given is listed as unknown, nothing else: (.*)",
        "se lista como desconocido lo que no se da, y nada más: {0}",
    ),
    (
        r"masses of elements go with composition_source",
        "las masas de elementos van con composition_source",
    ),
    (
        r"a collection and a reception name items, an arrival names none",
        "una recolección y una recepción nombran artículos, una llegada no nombra ninguno",
    ),
    (
        r"a reception names its site and the mass on the scale",
        "una recepción nombra su sitio y la masa en la báscula",
    ),
    (r"a field is corrected twice", "un campo se corrige dos veces"),
    (r"(\S+): a correction says a value", "{0}: una corrección dice un valor"),
    (
        r"items are exactly those that the corrected lines change",
        "los artículos son exactamente los que cambian los renglones corregidos",
    ),
    (r"(\S+) has no lines of items", "{0} no tiene renglones de artículos"),
    (
        r"(\S+): a correction names one field of a record",
        "{0}: una corrección nombra un campo de un asiento",
    ),
    (
        r"what turns everything away is consignment\.rejected",
        "lo que rechaza todo es consignment.rejected",
    ),
    (
        r"what turns nothing away is consignment\.received",
        "lo que no rechaza nada es consignment.received",
    ),
)
_ELSE: Final = "tiene otra forma"


def check_words(message: str) -> Text:
    """Say in both languages what a check of our own found."""
    for pattern, spanish in _CHECKS:
        if found := re.fullmatch(pattern, message, re.DOTALL):
            return Text(message, spanish.format(*found.groups()))
    return Text(message, _ELSE)
