"""Words that stand in any sentence of one language, and in none of the other."""

from __future__ import annotations

import re

#: None of these is a word of the other language, a value of a ledger or a command.
ENGLISH = frozenset(
    """the and of is are was not nor expected found entry entries with without by at its it has have
    missing file table row node level stored wrong cannot does do belongs should other than signature
    names key payload header protected field text number beyond end ends too early form canonical
    long short read anything nothing neither mark sections subject checkpoint kept log says
    this that there where which what who member left""".split()  # noqa: SIM905 - to be read
)
SPANISH = frozenset(
    """el los las del una unos unas es son era se esperaba espera encontró hay asiento asientos con
    sin por su sus tiene falta archivo tabla fila nodo nivel guardado calculado llave firma campo
    contenido encabezado dice dicen nada ninguno sujeto número que donde cual quien registro punto
    está están según pero""".split()  # noqa: SIM905 - to be read
)
#: The next command, what stands in quotes or braces, ids, paths, names of tables and fields, and SQLite's words.
_VALUES = re.compile(
    r"→ .*$|SQLite dice: .*|(?<=campo )\S+|(?<=field )\S+|(?<=table )\w+|(?<=tabla )\w+"
    r"|`[^`]*`|\{.*\}|\[.*\]|https?://\S+|'[^']*'|\"[^\"]*\"|\S*[/_]\S*|\b\w*\d\w*|\b\w+\.\w+",
    re.DOTALL,
)


def foreign(message: str, words: frozenset[str]) -> set[str]:
    """Give the words of a list that stand in a message, outside of values."""
    return {word.lower() for word in re.findall(r"\w+", _VALUES.sub(" ", message))} & words
