"""What is said of evidence of origin (USMCA, T-MEC): it is kept, and never judged."""

from __future__ import annotations

from batterypass.texts.bilingual import Text

MESSAGES: dict[str, Text] = {
    "origin.bad-field": Text(
        "{file}: {field}: {found} is not what this field takes",
        "{file}: {field}: {found} no es lo que lleva este campo",
    ),
    "origin.no-file": Text(
        "{file}: no certification of origin as batterypass pack origin-form writes it",
        "{file}: no es una certificación de origen como la escribe batterypass pack origin-form",
    ),
    "origin.nothing-attached": Text(
        "no file is named: batterypass pack origin PACK --attach FILE, a certification of origin or"
        " what it rests on",
        "no se nombra ningún archivo: batterypass pack origin PAQUETE --attach ARCHIVO, una"
        " certificación de origen o aquello en que se basa",
    ),
    "origin.no-packs": Text(
        "name a pack, or a CSV file of packs", "nombre un paquete, o un archivo CSV de paquetes"
    ),
    "origin.no-pack": Text(
        "{item} is no pack: evidence of origin is named for packs",
        "{item} no es un paquete: la evidencia de origen se nombra para paquetes",
    ),
    "origin.bad-word": Text(
        "{word}: expected FIELD=VALUE, FIELD one of {fields}",
        "{word}: se esperaba CAMPO=VALOR, CAMPO uno de {fields}",
    ),
    "origin.nothing-said": Text(
        "the form says nothing: give FIELD=VALUE, FIELD one of {fields}",
        "la forma no dice nada: dé CAMPO=VALOR, CAMPO uno de {fields}",
    ),
    "origin.how": Text(
        "The nine data elements of a certification of origin. Enter leaves one out; what is missing is"
        " told, not refused.",
        "Los nueve elementos de una certificación de origen. Enter omite uno; lo que falta se dice, no"
        " se rechaza.",
    ),
    "origin.written": Text(
        "{path} · SHA-256 {digest} · nothing is recorded yet",
        "{path} · SHA-256 {digest} · todavía no se asienta nada",
    ),
    "origin.all-there": Text(
        "the nine data elements are there; whether the goods originate, nobody judges here",
        "están los nueve elementos; si las mercancías son originarias, aquí nadie lo juzga",
    ),
    "origin.missing": Text(
        "element {number} is missing: {label} (certainty of the table: {confidence})",
        "falta el elemento {number}: {label} (certeza de la tabla: {confidence})",
    ),
    "origin.line": Text(
        "evidence of origin: {media_type} {digest}…, named by {name} on {day} (entry {entry})",
        "evidencia de origen: {media_type} {digest}…, la nombra {name} el {day} (asiento {entry})",
    ),
    "origin.pending": Text("not in the log yet", "aún no en el registro"),
    "origin.certificate": Text(
        "certified by the {certified_by}, criterion {criterion}, period {period}: {said}",
        "certifica: {certified_by}; criterio {criterion}; periodo {period}: {said}",
    ),
    "origin.complete": Text(
        "nine elements given; kept, not judged", "nueve elementos dados; se conserva, no se juzga"
    ),
    "origin.lacking": Text(
        "elements missing: {numbers}; kept, not judged",
        "faltan los elementos: {numbers}; se conserva, no se juzga",
    ),
    "origin.not-here": Text(
        "the file is not here: batterypass attachments take FILE",
        "el archivo no está aquí: batterypass attachments take ARCHIVO",
    ),
    "origin.removed": Text(
        "the file was removed here on {day}", "el archivo se retiró de aquí el {day}"
    ),
}
