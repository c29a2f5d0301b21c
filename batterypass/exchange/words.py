"""What an import says, in Spanish and English, and how values are shown without harm.

Every text has named gaps. A value from somebody's file is shown through :func:`shown`, so that a
cell cannot move the cursor or hide what follows it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from batterypass.errors import BatterypassError, FailedError, InputError, MalformedError
from batterypass.exchange.words_listing import LISTING
from batterypass.exchange.words_passport import PASSPORT
from batterypass.texts.bilingual import Text, short

if TYPE_CHECKING:
    from collections.abc import Mapping

#: How much of a value a line shows.
SHOWN = 60

#: What was expected of a cell, a line or a file.
TEXTS: Final[Mapping[str, Text]] = {
    **LISTING,
    **PASSPORT,
    # Of a cell.
    "missing": Text("expected {what}, found nothing", "se esperaba {what}, no hay nada"),
    "number": Text(
        "expected a number such as 412.5: at most 12 digits before the point, 6 after it",
        "se esperaba un número como 412.5: hasta 12 cifras antes del punto y 6 después",
    ),
    "ambiguous": Text(
        "expected one decimal sign: the row writes decimals with a comma, so a point can be either",
        "se esperaba un solo signo decimal: la fila usa coma decimal y el punto puede ser ambos",
    ),
    "attribute": Text("expected {what}", "se esperaba {what}"),
    "positive": Text("expected more than zero", "se esperaba más de cero"),
    "word": Text(
        "expected 1 to 80 letters, digits, spaces or . _ : / + -, no accents, a letter or digit first",
        "se esperaban 1 a 80 letras, cifras, espacios o . _ : / + -, sin acentos, primero letra o"
        " cifra",
    ),
    "text": Text("expected 1 to 200 characters on one line", "se esperaban 1 a 200 caracteres"),
    "choice": Text("expected one of {choices}", "se esperaba uno de {choices}"),
    "month": Text(
        "expected the month made as YYYY-MM, {latest} at the latest",
        "se esperaba el mes de fabricación como AAAA-MM, a más tardar {latest}",
    ),
    "day": Text("expected a date as YYYY-MM-DD", "se esperaba una fecha como AAAA-MM-DD"),
    "event_time": Text(
        "expected a time with its offset, such as 2026-11-21T08:41:07-06:00",
        "se esperaba una hora con su desfase, como 2026-11-21T08:41:07-06:00",
    ),
    "gtin": Text(
        "expected a GTIN of 8, 12, 13 or 14 digits",
        "se esperaba un GTIN de 8, 12, 13 o 14 cifras",
    ),
    "gtin_check": Text(
        "expected {digit} as the check digit of this GTIN",
        "se esperaba {digit} como dígito verificador de este GTIN",
    ),
    "item": Text(
        "expected an https address of at most 120 characters, without port, query or fragment",
        "se esperaba una dirección https de hasta 120 caracteres, sin puerto, consulta ni fragmento",
    ),
    "item_gtin": Text(
        "expected {expected}, the GS1 link of its GTIN and serial number",
        "se esperaba {expected}, el enlace GS1 de su GTIN y número de serie",
    ),
    "no_domain": Text(
        "expected the pack's id, because the maker has no registered domain to make one under",
        "se esperaba el identificador, pues el fabricante no tiene dominio registrado para formarlo",
    ),
    "mass_range": Text(
        "out of range for {chemistry} {energy} (expected {low}–{high})",
        "fuera de rango para {chemistry} {energy} (esperado {low}–{high})",
    ),
    "energy_range": Text(
        "out of range for {voltage} V and {capacity} Ah (expected {low}–{high})",
        "fuera de rango para {voltage} V y {capacity} Ah (esperado {low}–{high})",
    ),
    "alias": Text(
        "expected other numbers as a list of scheme and value",
        "se esperaban otros números como lista de esquema y valor",
    ),
    "schema": Text("expected {what}", "se esperaba {what}"),
    # Of a line.
    "cells": Text(
        "{found} cells where the header has {expected}",
        "{found} celdas donde el encabezado tiene {expected}",
    ),
    "json_line": Text(
        "expected one JSON object on the line: {problem}",
        "se esperaba un objeto JSON en la línea: {problem}",
    ),
    "json_place": Text(
        "line {line}, column {column}: {what}", "línea {line}, columna {column}: {what}"
    ),
    "json_half": Text("half a surrogate pair", "medio par sustituto"),
    "json_deep": Text("more than {limit} levels", "más de {limit} niveles"),
    "json_twice": Text("member '{found}' stands twice", "el miembro '{found}' está dos veces"),
    "json_number": Text("{found} is no JSON number", "{found} no es un número de JSON"),
    "json_value": Text(
        "expected text, a number or an object of these, found {found}",
        "se esperaba texto, un número o un objeto con ellos, hay {found}",
    ),
    "same_field": Text(
        "{first} and {second} give the same value: leave one out",
        "{first} y {second} dan el mismo dato: quite una",
    ),
    "long_line": Text("a line of at most {limit} bytes", "una línea de hasta {limit} bytes"),
    "repeated": Text(
        "line {first} has the same pack with another {name}: {before}",
        "la línea {first} tiene el mismo paquete con otro {name}: {before}",
    ),
    "alias_repeated": Text(
        "line {first} gives this number to another pack",
        "la línea {first} da este número a otro paquete",
    ),
    "recorded": Text(
        "entry {entry} has recorded {before}: what was signed stays; see batterypass show {entry}",
        "el asiento {entry} ya registra {before}: lo firmado queda; vea batterypass show {entry}",
    ),
    "attach_unreadable": Text(
        "expected a file that can be read, beside the imported one",
        "se esperaba un archivo legible, junto al importado",
    ),
    "attach_outside": Text(
        "expected the name of a file in the folder of the imported one, or below it",
        "se esperaba el nombre de un archivo en la carpeta del importado, o debajo",
    ),
    "attach_empty": Text("the file is empty", "el archivo está vacío"),
    "attach_too_large": Text(
        "a file is larger than an attachment may be: make it smaller, or set BATTERYPASS_ATTACHMENT_MB",
        "un archivo es mayor que el límite de un adjunto: hágalo más chico, o fije"
        " BATTERYPASS_ATTACHMENT_MB",
    ),
    "attach_too_many": Text(
        "expected at most 20 files for a pack", "se esperaban a lo más 20 archivos por paquete"
    ),
    "attach_too_much": Text(
        "the files of one import have at most 2,000 MB together: import it in parts",
        "los archivos de una importación suman a lo más 2 000 MB: impórtela en partes",
    ),
    "attach_stream": Text(
        "a stream of lines takes no files: name them later with batterypass pack origin",
        "un flujo de líneas no lleva archivos: nómbrelos después con batterypass pack origin",
    ),
    "attach_recorded": Text(
        "entry {entry} has recorded this pack without this file: name it with batterypass pack origin,"
        " or leave it out",
        "el asiento {entry} ya registra este paquete sin este archivo: nómbrelo con batterypass pack"
        " origin, u omítalo",
    ),
    "rule": Text("{en}", "{es}"),
    # Of a file.
    "no_file": Text(
        "{name}: a pipe or a device, not a file: give what it holds as standard input (-)",
        "{name}: es una tubería o un dispositivo, no un archivo: dé lo que tiene por la entrada"
        " estándar (-)",
    ),
    "absent": Text(
        "{name}: there is no such file",
        "{name}: no existe ese archivo",
    ),
    "folder": Text(
        "{name} is a folder: name one file in it",
        "{name} es una carpeta: indique un archivo",
    ),
    "unreadable": Text("{name}: {problem}", "{name}: {problem}"),
    "too_large": Text(
        "{name}: more than {limit} bytes: split the file, a part can be imported at any time",
        "{name}: más de {limit} bytes: divida el archivo; cada parte se importa cuando sea",
    ),
    "too_many_rows": Text(
        "{name}: more than {limit} rows: split the file, a part can be imported at any time",
        "{name}: más de {limit} filas: divida el archivo; cada parte se importa cuando sea",
    ),
    "too_many_columns": Text(
        "{name}: {found} columns, expected at most {limit}",
        "{name}: {found} columnas, se esperaban {limit} como máximo",
    ),
    "empty": Text("{name}: the file is empty", "{name}: el archivo está vacío"),
    "no_rows": Text(
        "{name}: there are no rows below the header",
        "{name}: no hay filas bajo el encabezado",
    ),
    "workbook": Text(
        "{name} is {what}: save the sheet as CSV (UTF-8) and import that",
        "{name} es {what}: guarde la hoja como CSV (UTF-8) e impórtela",
    ),
    "binary": Text(
        "{name}: byte {position} cannot stand in text: expected CSV or JSON",
        "{name}: el byte {position} no puede estar en un texto: se esperaba CSV o JSON",
    ),
    "charset": Text(
        "{name}: byte {position} is neither UTF-8 nor Windows-1252: save the file as UTF-8",
        "{name}: el byte {position} no es UTF-8 ni Windows-1252: guarde el archivo como UTF-8",
    ),
    "broken_utf8": Text(
        "{name}: line {line}: byte {position} ({byte}) is no UTF-8, and all else in the file is"
        " (bytes that are off: {count}): write that letter again and save as UTF-8",
        "{name}: línea {line}: el byte {position} ({byte}) no es UTF-8, y lo demás del archivo sí"
        " (bytes así: {count}): escriba de nuevo esa letra y guarde como UTF-8",
    ),
    "utf16_unmarked": Text(
        "{name}: looks like {encoding} without a byte order mark: save the file as UTF-8",
        "{name}: parece {encoding} sin marca de orden de bytes: guarde el archivo como UTF-8",
    ),
    "json_charset": Text(
        "{name}: byte {position} is not UTF-8, which JSON must be",
        "{name}: el byte {position} no es UTF-8, que JSON exige",
    ),
    "after_quote": Text(
        "{name}: line {line}: expected the separator after a closing quotation mark",
        "{name}: línea {line}: se esperaba el separador tras la comilla que cierra",
    ),
    "long_cell": Text(
        "{name}: line {line}: a cell of more than 131072 characters",
        "{name}: línea {line}: una celda de más de 131072 caracteres",
    ),
    "open_quote": Text(
        "{name}: the quotation mark of line {line} is never closed",
        "{name}: la comilla de la línea {line} nunca se cierra",
    ),
    "header_twice": Text(
        "{name}: columns {first!r} and {second!r} give the same value: leave one out",
        "{name}: las columnas {first!r} y {second!r} dan el mismo dato: quite una",
    ),
    "header_missing": Text(
        "{name}: these columns are missing: {missing}",
        "{name}: faltan estas columnas: {missing}",
    ),
    "near": Text("{field} (is it {near!r}?)", "{field} (¿es {near!r}?)"),
    "format": Text(
        "format {found!r}: expected one of {choices}",
        "formato {found!r}: se esperaba uno de {choices}",
    ),
    "unknown_format": Text(
        "{name}: expected CSV, JSON lines, or a passport of Catena-X, of the BatteryPass data model or"
        " of batterypass; --format says which",
        "{name}: se esperaba CSV, JSON por líneas o un pasaporte de Catena-X, del modelo BatteryPass o"
        " de batterypass; --format dice cuál",
    ),
    "catenax": Text(
        "{name}: not a Catena-X battery pass: {problem}",
        "{name}: no es un pasaporte Catena-X: {problem}",
    ),
    "catenax_version": Text(
        "{name}: specVersion {found}: expected one of battery_pass 5 or 6",
        "{name}: specVersion {found}: se esperaba una de battery_pass 5 o 6",
    ),
    "setting": Text(
        "--set {found!r}: expected field=value, with a field out of {choices}",
        "--set {found!r}: se esperaba campo=valor, con un campo de {choices}",
    ),
    # Of an import.
    "not_registered": Text(
        "{actor} is not registered in this ledger; batterypass party list shows who is",
        "{actor} no está en el directorio de este registro; batterypass party list lo muestra",
    ),
    "domain": Text(
        "--domain {domain}: {actor} has registered: {listed}",
        "--domain {domain}: {actor} tiene registrado: {listed}",
    ),
    "other_file": Text(
        "{path}: this is no errors file of an import, and would be overwritten: rename it, or name"
        " another with --errors",
        "{path}: no es un archivo de errores de una importación y se perdería: cambie su nombre o"
        " indique otro con --errors",
    ),
    "refused": Text(
        "{name}: {count} of {rows} rows have errors; nothing was written",
        "{name}: {count} de {rows} filas tienen errores; no se escribió nada",
    ),
    # Why something was left out, or how it was changed.
    "why_unit": Text("{unit} to {to}", "{unit} a {to}"),
    "why_word": Text("our word for it", "nuestra palabra"),
    "why_month": Text("the month of the day", "el mes del día"),
    "why_joined": Text("written together", "escrito junto"),
    "why_set": Text("--set gives {after} instead", "--set da {after} en su lugar"),
    "why_first": Text("only the first of a list is kept", "solo se guarda el primero de una lista"),
    "why_event": Text("an event of its own: log {kind}", "un evento propio: registre {kind}"),
    "why_not_public": Text(
        "not public ({tier}): it is sealed in a passport, never written here",
        "no es público ({tier}): se sella en un pasaporte, nunca se escribe aquí",
    ),
    "why_no_place": Text(
        "no field or passport attribute holds it",
        "ningún campo ni atributo del pasaporte lo recibe",
    ),
    "why_long": Text("more than {limit} characters", "más de {limit} caracteres"),
    "why_unknown_column": Text("no field has this name", "ningún campo se llama así"),
    "why_near": Text(
        "no field has this name; is it {near}?", "ningún campo se llama así; ¿es {near}?"
    ),
    "why_dummy": Text("a placeholder", "un valor de relleno"),
    "why_other": Text("{other} was taken", "se tomó {other}"),
    "why_no_months": Text("not whole months", "no son meses completos"),
    "why_stage": Text("one life-cycle stage, not the whole", "una etapa del ciclo, no el total"),
    "why_split": Text(
        "not split into pre- and post-consumer shares",
        "sin separar lo anterior y lo posterior al consumo",
    ),
    "why_unknown_unit": Text("unit {unit} is not known", "no se conoce la unidad {unit}"),
}


def say(key: str, lang: str, **values: object) -> str:
    """Give a text of :data:`TEXTS` in ``es``, or in English for any other language.

    A value that is a Text is said in that language as well.
    """
    words = {
        name: value.in_language(lang) if isinstance(value, Text) else value
        for name, value in values.items()
    }
    safe = {
        name: shown(value, len(value)) if isinstance(value, str) else value
        for name, value in ((name, short(value)) for name, value in words.items())
    }
    return TEXTS[key].in_language(lang).format_map(safe)


def shown(value: str, limit: int = SHOWN) -> str:
    """Give a value as it may stand on a terminal: control signs escaped, cut with an ellipsis."""
    cut = value if len(value) <= limit else value[: limit - 1] + "…"
    if cut.isprintable():
        return cut
    return "".join(
        sign if sign.isprintable() else sign.encode("unicode_escape").decode() for sign in cut
    )


def both_of(error: BatterypassError) -> Text:
    """Give what an error says in both languages; one that has no Spanish is said as it is."""
    spanish = error.values.get("es")
    return Text(str(error), spanish if isinstance(spanish, str) else str(error))


def failed(key: str, **values: object) -> FailedError:
    """Make a FailedError whose Spanish text is among its values as ``es``."""
    return FailedError(say(key, "en", **values), es=say(key, "es", **values))


def input_error(key: str, **values: object) -> InputError:
    """Make an InputError whose Spanish text is among its values as ``es``."""
    return InputError(say(key, "en", **values), es=say(key, "es", **values))


def malformed(key: str, **values: object) -> MalformedError:
    """Make a MalformedError whose Spanish text is among its values as ``es``."""
    return MalformedError(say(key, "en", **values), es=say(key, "es", **values))
