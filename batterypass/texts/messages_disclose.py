"""Texts about disclosure files: one passport for one reader."""

from __future__ import annotations

from batterypass.texts.bilingual import Text

MESSAGES: dict[str, Text] = {
    "disclose.done": Text(
        "{file}: passport {passport} for {reader}. Entries: {entries}; sealed sections: {sections}",
        "{file}: pasaporte {passport} para {reader}. Asientos: {entries}; secciones selladas:"
        " {sections}",
    ),
    "disclose.next": Text(
        "who gets it reads it with: batterypass passport read {file} --trust FILE",
        "quien lo recibe lo lee con: batterypass passport read {file} --trust ARCHIVO",
    ),
    "disclose.dry-run": Text(
        "{file}: would hold {entries} entries and {sections} sealed sections; nothing was written",
        "{file}: tendría {entries} asientos y {sections} secciones selladas; no se escribió nada",
    ),
    "disclose.verified": Text(
        "proven: {entries} entries of {origin} under its checkpoint of {size} entries",
        "probado: {entries} asientos de {origin} bajo su punto de control de {size} asientos",
    ),
    "disclose.trust-first-use": Text(
        "nobody vouches for this log here: you said --first-use",
        "nadie avala aquí este registro: usted dijo --first-use",
    ),
    "disclose.for": Text(
        "Passport {passport} as seen by: {reader}", "Pasaporte {passport} como lo ve: {reader}"
    ),
    "disclose.closed": Text(
        "Sealed, and not in this file (erased, or left out): {point}.",
        "Sellado, y no está en este archivo (borrado, o no incluido): {point}.",
    ),
    "disclose.needs-ledger": Text(
        "Only the ledger can say, for the file has no entries about it: {listed}.",
        "Solo el registro lo puede decir, pues el archivo no trae asientos de ello: {listed}.",
    ),
    "disclose.until": Text(
        "What was recorded after {size} entries is not in this file.",
        "Lo que se asentó después de {size} asientos no está en este archivo.",
    ),
    "disclose.stray": Text(
        "the sealed section {event_id}.{point} in the file is of no entry of this passport that its"
        " reader may see",
        "la sección sellada {event_id}.{point} del archivo no es de ningún asiento de este pasaporte"
        " que su lector pueda ver",
    ),
    "disclose.no-party": Text(
        "entry {entry} is signed by {party}, and the file does not say which keys it has: ask for a"
        " whole file (batterypass passport disclose)",
        "el asiento {entry} lo firma {party}, y el archivo no dice qué llaves tiene: pida un archivo"
        " entero (batterypass passport disclose)",
    ),
    "disclose.gap": Text(
        "entry {entry} does not follow the one before it of {item}: the file leaves something out;"
        " ask for a whole one (batterypass passport disclose)",
        "el asiento {entry} no sigue al anterior de {item}: al archivo le falta algo; pida uno entero"
        " (batterypass passport disclose)",
    ),
}
