"""What the exchange of EPCIS events says."""

from __future__ import annotations

from batterypass.texts.bilingual import Text

MESSAGES: dict[str, Text] = {
    "epcis.of-what": Text(
        "of what? Name packs, or give --all or --since: batterypass epcis export --all -o"
        " events.jsonld",
        "¿de qué? Nombre paquetes, o dé --all o --since: batterypass epcis export --all -o"
        " events.jsonld",
    ),
    "epcis.all-or-some": Text(
        "--all is the whole ledger, and {packs} is named too: give one of both",
        "--all es el registro entero, y además se nombra {packs}: dé uno de los dos",
    ),
    "epcis.same-file": Text(
        "{file}: events and report cannot be one file: give --report another name",
        "{file}: eventos e informe no pueden ser un archivo: dé otro nombre a --report",
    ),
    "epcis.no-since": Text(
        "--since {since!r}: expected a day such as 2026-03-01, or the number of an entry",
        "--since {since!r}: se espera un día como 2026-03-01, o el número de un asiento",
    ),
    "epcis.since-outside": Text(
        "--since {since}: there is no such entry; the last one is {last}",
        "--since {since}: no hay tal asiento; el último es {last}",
    ),
    "epcis.progress": Text("telling", "contando"),
    "epcis.done": Text(
        "{file}: {events} EPCIS {events:event|events} from {entries} of {size} entries",
        "{file}: {events} {events:evento|eventos} EPCIS de {entries} de {size} asientos",
    ),
    "epcis.nothing": Text(
        "Nothing that this reader may see happened there.",
        "Ahí no pasó nada que este lector pueda ver.",
    ),
    "epcis.left-out": Text("Left out:", "Quedó fuera:"),
    "epcis.report-tells": Text(
        "--report FILE names each field and its entries.",
        "--report FILE nombra cada campo y sus asientos.",
    ),
    "epcis.why-internal": Text(
        "of the ledger and its directory: no EPCIS event",
        "del registro y su directorio: no son eventos EPCIS",
    ),
    "epcis.why-unknown_kind": Text(
        "of a kind that this program does not know",
        "de un tipo que este programa no conoce",
    ),
    "epcis.why-not_visible": Text("not for this reader (--for)", "no es para este lector (--for)"),
    "epcis.why-sealed": Text(
        "personal or commercial, which never leaves", "personal o comercial, que nunca sale"
    ),
    "epcis.why-not_here": Text(
        "sealed, and erased or not in this copy", "sellado, y borrado o no está en esta copia"
    ),
    "epcis.why-in_passport": Text(
        "values of the passport, which tells them", "valores del pasaporte, que ya los dice"
    ),
    "epcis.why-no_place": Text("EPCIS has no place for it", "EPCIS no tiene lugar para eso"),
    "epcis.why-waiting": Text("corrections that do not hold yet", "correcciones que aún no valen"),
    "epcis.why-same": Text(
        "corrections of what is not in the file", "correcciones de lo que no está en el archivo"
    ),
    "epcis.valid": Text(
        "{file}: {events} {events:event|events}, no problem found (our reading of EPCIS 2.0.1, no"
        " certificate)",
        "{file}: {events} {events:evento|eventos}, sin problemas (nuestra lectura de EPCIS 2.0.1, no es"
        " certificado)",
    ),
    "epcis.invalid": Text(
        "{file}: {count} {count:problem|problems}, {events} {events:event|events}",
        "{file}: {count} {count:problema|problemas}, {events} {events:evento|eventos}",
    ),
    "epcis.more": Text(
        " … and {count} more; --json has all", " … y {count} más; --json los da todos"
    ),
    "epcis.schema-says": Text("the schema says:", "el esquema dice:"),
    "epcis.no-schema": Text(
        "{file}: no JSON Schema that can be used: {why}",
        "{file}: no es un esquema JSON utilizable: {why}",
    ),
    "epcis.encoding": Text(
        "{file}: not UTF-8 from byte {place} on: save it as UTF-8",
        "{file}: no es UTF-8 desde el byte {place}: guárdelo como UTF-8",
    ),
    "epcis.form-uri": Text("a URI", "un URI"),
    "epcis.form-time": Text(
        "a time with an offset, such as 2026-03-01T10:00:00.000Z",
        "una hora con su diferencia, como 2026-03-01T10:00:00.000Z",
    ),
    "epcis.form-offset": Text(
        "an offset such as -06:00, at most 14:00", "una diferencia como -06:00, a lo más 14:00"
    ),
    "epcis.form-unit": Text(
        "a unit of 2 or 3 letters or digits, such as KGM",
        "una unidad de 2 o 3 letras o cifras, como KGM",
    ),
    "epcis.form-text": Text("a text", "un texto"),
    "epcis.form-number": Text("a number", "un número"),
    "epcis.form-bool": Text("true or false", "true o false"),
    "epcis.form-list": Text("a list", "una lista"),
    "epcis.form-object": Text("an object", "un objeto"),
    "epcis.problem-missing": Text("is missing", "falta"),
    "epcis.problem-empty": Text("is empty", "está vacío"),
    "epcis.problem-form": Text(
        "expected {expected}, found {found!r}", "se espera {expected}, se encontró {found!r}"
    ),
    "epcis.problem-word": Text(
        "{found!r} is no word for it; expected {expected}, or for an own word a URI",
        "{found!r} no es palabra para esto; se espera {expected}, o un URI si es propia",
    ),
    "epcis.problem-unknown": Text(
        "no such member; there are {expected}, and extensions with a prefix",
        "no hay tal miembro; hay {expected}, y extensiones con prefijo",
    ),
    "epcis.problem-word-near": Text(
        "{found!r} is no word for it: {near}?", "{found!r} no es palabra para esto: ¿{near}?"
    ),
    "epcis.problem-unknown-near": Text(
        "no such member: {near}? An extension has a prefix",
        "no hay tal miembro: ¿{near}? Una extensión lleva prefijo",
    ),
    "epcis.problem-no_document": Text(
        "expected {expected}, found {found!r}", "se espera {expected}, se encontró {found!r}"
    ),
    "epcis.problem-prefix": Text(
        "the prefix {found!r} is not declared in @context",
        "el prefijo {found!r} no está declarado en @context",
    ),
    "epcis.problem-ilmd": Text(
        "ilmd goes with action {expected} only, here it is {found!r}",
        "ilmd va solo con la acción {expected}, aquí es {found!r}",
    ),
    "epcis.problem-no_what": Text("nothing says what it is about", "nada dice de qué se trata"),
    "epcis.problem-corrective": Text(
        "what did not occur has no corrective event", "lo que no ocurrió no tiene evento correctivo"
    ),
    "epcis.problem-repeated": Text("{found} stands here twice", "{found} está aquí dos veces"),
    "epcis.problem-twice": Text(
        "{found} stands already at {expected}, with another content",
        "{found} ya está en {expected}, con otro contenido",
    ),
}
