"""Where a row of the tables stands in the law, in Spanish: only the words between the numbers.

A source is a citation, written once in the tables and signed for with their digest. Most of it is the
same in every language; the English phrases in it are these.
"""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from batterypass.texts.bilingual import Language

_PHRASES: Mapping[str, str] = MappingProxyType(
    {
        "Regulation (EU)": "Reglamento (UE)",
        "Article": "artículo",
        "UN Model Regulations": "Reglamentación Modelo de la ONU",
        "as in the": "como en la",
        "Table of dangerous goods": "Lista de mercancías peligrosas",
        "of the Manual of Tests": "del Manual de Pruebas",
        "packing instructions": "instrucciones de embalaje",
        "IMDG Code Amdt": "Código IMDG, enmienda",
        "(HMR) as of": "(HMR) según",
        "Table A": "Tabla A",
        "Section": "Sección",
        "UN 3536 entry": "ONU 3536",
        "approval or special permit": "aprobación o permiso especial",
        "interpretation": "interpretación",
        "catalogues": "catálogos",
        "vehicles with damaged batteries": "vehículos con baterías dañadas",
        "recalled, not read again": "de memoria, sin releer",
        "announced; text not reviewed": "anunciado; texto sin revisar",
        "not read": "sin leer",
        "(inferred)": "(deducido)",
        "final rule not found": "sin hallar la regla final",
    }
)
_ANY = re.compile("|".join(map(re.escape, sorted(_PHRASES, key=len, reverse=True))))


def source_in(language: Language, source: str) -> str:
    """Write a source of the tables as it stands in them, or with its words in Spanish."""
    if language != "es":
        return source
    return _ANY.sub(lambda found: _PHRASES[found[0]], source)
