"""What an import or export of whole passports says of documents and values, in both languages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from batterypass.texts.bilingual import Text

if TYPE_CHECKING:
    from collections.abc import Mapping

PASSPORT: Final[Mapping[str, Text]] = {
    # Of a file.
    "batterypass": Text(
        "{name}: no passport of the BatteryPass data model: {problem}",
        "{name}: no es un pasaporte del modelo BatteryPass: {problem}",
    ),
    "native": Text(
        "{name}: no passport of batterypass: {problem}",
        "{name}: no es un pasaporte de batterypass: {problem}",
    ),
    "not_json": Text("{name}: not JSON from {problem}", "{name}: no es JSON desde {problem}"),
    "part_json": Text(
        "{name}: {problem}; several files or a folder are for passports and their parts, which are"
        " JSON: import a table by itself",
        "{name}: {problem}; varios archivos o una carpeta son para pasaportes y sus partes, que son"
        " JSON: importe una tabla por separado",
    ),
    "part_twice": Text(
        "{name}: {aspect} stands twice: one folder for each passport",
        "{name}: {aspect} está dos veces: una carpeta por pasaporte",
    ),
    "no_parts": Text(
        "{name}: no passport in this folder: expected JSON files of Catena-X, of the BatteryPass data"
        " model or of batterypass",
        "{name}: no hay pasaporte en esta carpeta: se esperaban archivos JSON de Catena-X, del modelo"
        " BatteryPass o de batterypass",
    ),
    "mixed_parts": Text(
        "{name}: documents of several formats together ({found}): import each format by itself",
        "{name}: documentos de varios formatos juntos ({found}): importe cada formato por separado",
    ),
    "file_not_read": Text(
        "{name}: not read: neither a passport nor a part of one",
        "{name}: no se leyó: no es un pasaporte ni parte de uno",
    ),
    "file_schema": Text(
        "{name}: not read: a JSON Schema, no data", "{name}: no se leyó: es un esquema, no datos"
    ),
    "passport_recorded": Text(
        "the ledger has this passport with other values: what was signed stays; see batterypass"
        " passport show",
        "el registro ya tiene este pasaporte con otros valores: lo firmado queda; vea batterypass"
        " passport show",
    ),
    "passport_of_another": Text(
        "the passport with this id is that of {owner}: leave the id out; the import, or then"
        " batterypass passport issue, gives the pack one of its own",
        "el pasaporte con este id es de {owner}: omita el id; la importación, o después batterypass"
        " passport issue, le da al paquete uno propio",
    ),
    # Why something was left out, or how it was changed.
    "why_implausible": Text(
        "cannot be: expected {expected}", "no puede ser: se esperaba {expected}"
    ),
    "why_together": Text(
        "does not fit the other values: expected {expected}",
        "no concuerda con lo demás: se esperaba {expected}",
    ),
    "why_rounded": Text("rounded to six decimals", "redondeado a seis decimales"),
    "why_many": Text("a list of more than {limit}", "una lista de más de {limit}"),
    "why_record": Text("as a record", "como registro"),
    "why_list": Text("one of a list", "uno de una lista"),
    "why_address": Text(
        "written as one text: a country of two letters is missing",
        "escrito en un texto: falta el país en dos letras",
    ),
    "why_time": Text(
        "the time of a reading: the entry has its own",
        "la hora de una medición: el asiento tiene la suya",
    ),
    "why_condition": Text(
        "a condition of a test, of which no attribute speaks",
        "una condición de prueba, de la que ningún atributo habla",
    ),
    "why_stage_share": Text("share of the whole", "parte del total"),
    "why_passport_id": Text("as the address of the passport", "como dirección del pasaporte"),
    "why_no_cas": Text("no CAS number", "no es un número CAS"),
    "why_same": Text("says the same as {other}", "dice lo mismo que {other}"),
    "why_file_head": Text("what kind of file this is", "qué clase de archivo es"),
    "why_about": Text(
        "where a value came from: the new entry says that anew",
        "de dónde venía un valor: el nuevo asiento lo dice de nuevo",
    ),
    "why_no_attribute": Text("no attribute has this name", "ningún atributo se llama así"),
    "why_computed": Text(
        "rated energy worked out as nominal voltage × rated capacity",
        "energía nominal calculada como tensión × capacidad nominales",
    ),
    "why_months": Text("--MM is a number of months", "--MM es un número de meses"),
    # Of an export: why a value was left out, how it was changed, what is lacking.
    "lose_no_place": Text("{model} has no place for it", "{model} no tiene lugar para él"),
    "lose_pattern": Text(
        "{model} demands another form: {pattern}", "{model} exige otra forma: {pattern}"
    ),
    "lose_word": Text("{model} knows only {words}", "{model} solo conoce {words}"),
    "lose_defect": Text("a defect of {model}: {defect}", "un defecto de {model}: {defect}"),
    "lose_first": Text("{model} has room for one only", "{model} tiene lugar para uno solo"),
    "lose_no_uri": Text(
        "{model} wants a web address, this is a text",
        "{model} quiere una dirección web, esto es un texto",
    ),
    "lose_shape": Text(
        "described in a text, {model} wants separate values",
        "descrito en un texto, {model} quiere datos separados",
    ),
    "lose_members": Text(
        "without what {model} has no place for: {members}",
        "sin aquello para lo que {model} no tiene lugar: {members}",
    ),
    "reshape_day": Text(
        "the month is written as its first day", "el mes se escribe como su primer día"
    ),
    "reshape_moment": Text("the day alone", "solo el día"),
    "reshape_id": Text(
        "written as {after}: {model} takes no web address there",
        "escrito como {after}: {model} no admite ahí una dirección web",
    ),
    "reshape_sum": Text(
        "pre- and post-consumer shares added: {model} does not tell them apart",
        "sumadas las partes anterior y posterior al consumo: {model} no las distingue",
    ),
    "reshape_street": Text("joined into the street: {members}", "unido a la calle: {members}"),
    "reshape_unit": Text("{unit} to {to}", "{unit} a {to}"),
    "reshape_word": Text("written as {after}", "escrito como {after}"),
    "reshape_critical": Text(
        "listed among all materials, marked as critical",
        "listado entre todos los materiales, marcado como crítico",
    ),
    "lack_value": Text(
        "{model} demands it, and nothing visible to this reader says it",
        "{model} lo exige y nada visible para este lector lo dice",
    ),
    "lack_attribute": Text(
        "{model} demands it, and no attribute of a passport speaks of it",
        "{model} lo exige y ningún atributo del pasaporte habla de eso",
    ),
    "lack_form": Text(
        "{model} demands it in a form that the value does not have",
        "{model} lo exige en una forma que el dato no tiene",
    ),
    "fill_path": Text(
        "--fill {found!r}: expected PATH=VALUE, with a path such as"
        " performance.rated.roundTripEfficiency.depthOfDischarge; the loss report lists those lacking",
        "--fill {found!r}: se esperaba RUTA=VALOR, con una ruta como"
        " performance.rated.roundTripEfficiency.depthOfDischarge; el informe lista las que faltan",
    ),
    "fill_there": Text(
        "--fill {found}: the passport says this itself, and it stays",
        "--fill {found}: el pasaporte mismo lo dice, y así queda",
    ),
    "fill_given": Text("given with --fill", "dado con --fill"),
    "fill_unknown": Text(
        "the model demands one; this one says nothing more",
        "el modelo exige uno; este no dice nada más",
    ),
    "fill_same": Text("the same as {other}", "lo mismo que {other}"),
    "fill_no_end": Text(
        "the model demands a date; this one says that there is no end",
        "el modelo exige una fecha; esta dice que no hay final",
    ),
    "fill_none": Text(
        "the model demands one; nil says that there is none",
        "el modelo exige uno; el nulo dice que no hay",
    ),
    "fill_carrier": Text(
        "every label of this program is a QR code",
        "toda etiqueta de este programa es un código QR",
    ),
    "fill_version": Text("the version of the document", "la versión del documento"),
}
