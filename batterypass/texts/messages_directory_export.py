"""Texts of the directory as it leaves the ledger: files to read, to print and to carry."""

from __future__ import annotations

from batterypass.texts.bilingual import Text

_EXPORT: dict[str, Text] = {
    "direxport.carries": Text(
        "{entries} signed entries with their proofs; on the other machine:",
        "{entries} asientos firmados con sus pruebas; en la otra máquina:",
    ),
    "direxport.done": Text(
        "{file}: on {on}; companies {parties}, authorisations {authorisations}, private"
        " certificates {certificates}",
        "{file}: al {on}; empresas {parties}, autorizaciones {authorisations}, certificados privados"
        " {certificates}",
    ),
    "direxport.no-day": Text(
        "{option}: {text} is no day such as 2026-11-23",
        "{option}: {text} no es una fecha como 2026-11-23",
    ),
    "direxport.no-format": Text(
        "{file}: {found} is no format of the directory, expected one of {known} as its ending or"
        " with --format",
        "{file}: {found} no es un formato del directorio, se espera uno de {known} como terminación"
        " o con --format",
    ),
    "direxport.nobody": Text(
        "nobody in the directory fits: the file has no rows",
        "nadie del directorio coincide: el archivo no tiene renglones",
    ),
    "direxport.whole": Text(
        "a signed file always has the whole directory, with all that was ever known: leave out"
        " --state, --waste and --known-on, and choose when it is read",
        "un archivo firmado lleva siempre el directorio completo, con todo lo que se ha sabido: quite"
        " --state, --waste y --known-on, y elija al leerlo",
    ),
    "direxport.no-state": Text(
        "{text}: no state of Mexico is called so: give its name, its INEGI key (01 to 32) or an"
        " abbreviation such as NL",
        "{text}: ningún estado de México se llama así: dé su nombre, su clave INEGI (01 a 32) o una"
        " abreviatura como NL",
    ),
    "direxport.no-waste": Text(
        "{text}: neither a stream nor a code of waste that is in force that day; streams: {streams}",
        "{text}: no es una corriente ni una clave de residuo vigente ese día; corrientes: {streams}",
    ),
}

_FILE: dict[str, Text] = {
    "dirfile.bad-entry": Text(
        "entry {entry} of the file is not what may stand in a log: {why}; nothing of the"
        " file was taken in",
        "el asiento {entry} del archivo no es lo que puede estar en un registro:"
        " {why}; no se tomó nada del archivo",
    ),
    "dirfile.bad-proof": Text(
        "entry {entry} of the file is not proven by its checkpoint: the file was changed;"
        " nothing of it was taken in",
        "el asiento {entry} del archivo no queda probado por su punto de control: el"
        " archivo fue alterado; no se tomó nada de él",
    ),
    "dirfile.first-use": Text(
        "nothing here vouches for the log {origin}: ask its operator for the trust file and give it"
        " with --trust FILE, or say --first-use if you know whose file this is",
        "nada aquí avala el registro {origin}: pida a su operador el archivo de confianza y délo con"
        " --trust ARCHIVO, o diga --first-use si sabe de quién es este archivo",
    ),
    "dirfile.fork": Text(
        "at {size} entries the file's checkpoint of {origin} has the root {root}, and the one seen"
        " before has {known}: its operator has signed two logs; keep both and show them to the"
        " authority",
        "en {size} asientos el punto de control del archivo, de {origin}, tiene la raíz {root}, y el"
        " visto antes tiene {known}: su operador firmó dos registros; guarde los dos y muéstrelos a"
        " la autoridad",
    ),
    "dirfile.gap": Text(
        "entry {entry} of the file rests on entries of {subject} that the file does not"
        " have: ask for a whole one (batterypass recycler export -o FILE.bpz)",
        "el asiento {entry} del archivo descansa en asientos de {subject} que el"
        " archivo no trae: pida uno completo (batterypass recycler export -o ARCHIVO.bpz)",
    ),
    "dirfile.newer-kind": Text(
        "entry {entry} of the file is of the kind {found}, which this program does not"
        " know: install a newer version",
        "el asiento {entry} del archivo es de tipo {found}, que este programa no"
        " conoce: instale una versión más nueva",
    ),
    "dirfile.no-opening": Text(
        "the first entry of the file does not open the ledger {ledger} that it names:"
        " nothing of the file was taken in",
        "el primer asiento del archivo no abre el registro {ledger} que dice: no se"
        " tomó nada del archivo",
    ),
    "dirfile.not-trusted": Text(
        "the file is not of the log {origin} that is trusted here: {why}",
        "el archivo no es del registro {origin} en que aquí se confía: {why}",
    ),
    "dirfile.own": Text(
        "{file} is the directory of this very ledger, {ledger}: there is nothing to take in",
        "{file} es el directorio de este mismo registro, {ledger}: no hay nada que tomar",
    ),
    "dirfile.too-many": Text(
        "the directory rests on {count} entries, and a file holds {most}: carry a replica instead"
        " (batterypass replica create)",
        "el directorio descansa en {count} asientos, y a un archivo le caben {most}: lleve mejor una"
        " réplica (batterypass replica create)",
    ),
}

MESSAGES: dict[str, Text] = {**_EXPORT, **_FILE}
