"""Texts of what can be wrong with signed notes: checkpoints, keys, cosignatures, requests."""

from __future__ import annotations

from batterypass.texts.bilingual import Text

MESSAGES: dict[str, Text] = {
    "note.no-signature-line": Text(
        "note: not a signature line: {found}",
        "nota firmada: no es un renglón de firma: {found}",
    ),
    "note.short-signature": Text(
        "note: signature of {name} has only {found} bytes",
        "nota firmada: la firma de {name} tiene solo {found} bytes",
    ),
    "note.full": Text(
        "a note has at most {most} signatures",
        "una nota lleva a lo más {most} firmas",
    ),
    "note.too-long": Text(
        "note: {found} bytes, the limit is {most}",
        "nota firmada: {found} bytes, el límite es {most}",
    ),
    "note.not-utf8": Text(
        "note: not UTF-8 at byte {at}",
        "nota firmada: no es UTF-8 en el byte {at}",
    ),
    "note.no-note": Text(
        "note: expected text, an empty line and whole signature lines",
        "no es una nota firmada: se espera el texto, un renglón vacío y renglones de firma enteros",
    ),
    "note.many": Text(
        "note: {found} signatures, the limit is {most}",
        "nota firmada: {found} firmas, el límite es {most}",
    ),
    "note.two-keys": Text(
        "two different keys named {name} have the same key id",
        "dos llaves distintas llamadas {name} tienen el mismo identificador",
    ),
    "note.other-text": Text(
        "note: the signature of {name} (key {key}) is not of this text",
        "la firma de {name} (llave {key}) no es de este texto",
    ),
    "note.strangers": Text(
        "note: signed by {names}, by none of the {count} keys that are trusted here",
        "firmada por {names}, por ninguna de las {count} llaves en que se confía aquí",
    ),
    "note.no-newline": Text(
        "note: the text does not end in a newline",
        "nota firmada: el texto no termina en un salto de línea",
    ),
    "note.character": Text(
        "note: character {found} cannot stand in a note",
        "nota firmada: el carácter {found} no puede estar en una nota",
    ),
    "note.two-texts": Text(
        "the two notes have different texts", "las dos notas tienen textos distintos"
    ),
    "note.no-base64": Text(
        "not base64: {found}",
        "no es base64: {found}",
    ),
    "note.odd-base64": Text(
        "not canonical base64: {found}",
        "base64 que no está escrito de la única forma debida: {found}",
    ),
    "note.no-decimal": Text(
        "expected a decimal from 0 to {most} without leading zeros, found {found}",
        "se espera un número de 0 a {most} sin ceros a la izquierda, aquí está {found}",
    ),
    "note.key-name": Text(
        "key name {name}: it may be neither empty nor hold a space or +",
        "nombre de llave {name}: no puede estar vacío ni llevar espacios o +",
    ),
    "note.key-type": Text(
        "key {name}: signature type {found} is neither 0x01 nor 0x04",
        "llave {name}: el tipo de firma {found} no es ni 0x01 ni 0x04",
    ),
    "note.key-length": Text(
        "key {name}: an Ed25519 key has 32 bytes, found {found}",
        "llave {name}: una llave Ed25519 tiene 32 bytes, ésta tiene {found}",
    ),
    "note.no-vkey": Text(
        "vkey: expected name+key id+key, found {found}",
        "llave (vkey): se espera nombre+identificador+llave, aquí está {found}",
    ),
    "note.empty-vkey": Text(
        "vkey of {name}: no type byte and no key",
        "llave (vkey) de {name}: faltan el byte del tipo y la llave",
    ),
    "note.bad-vkey": Text(
        "vkey: {why}",
        "llave (vkey): {why}",
    ),
    "note.other-key-id": Text(
        "vkey of {name}: the key id is {expected}, found {found}",
        "llave (vkey) de {name}: su identificador es {expected}, aquí está {found}",
    ),
    "note.origin": Text(
        "origin {found}: it may hold neither space nor +",
        "origen {found}: no puede llevar espacios ni +",
    ),
    "note.size": Text(
        "size {found} is not between 0 and {most}",
        "el tamaño {found} no está entre 0 y {most}",
    ),
    "note.root-length": Text(
        "a root has 32 bytes, found {found}",
        "una raíz tiene 32 bytes, aquí tiene {found}",
    ),
    "note.empty-root": Text(
        "size 0 has the root {expected}, found {found}",
        "el tamaño 0 tiene la raíz {expected}, aquí está {found}",
    ),
    "note.no-checkpoint": Text(
        "checkpoint: expected origin, size and root, one line each, found {found}",
        "punto de control: se esperan origen, tamaño y raíz, un renglón cada uno, aquí está {found}",
    ),
    "note.bad-checkpoint": Text(
        "checkpoint: {why}",
        "punto de control: {why}",
    ),
    "note.not-the-log": Text(
        "checkpoint: no signature by a trusted key of the log {origin}",
        "punto de control: ninguna firma es de una llave de confianza del registro {origin}",
    ),
    "note.other-log": Text(
        "checkpoint: of the log {found}, expected {expected}",
        "punto de control: es del registro {found}, se espera {expected}",
    ),
    "note.cosignature-length": Text(
        "cosignature: expected 72 bytes, found {found}",
        "firma de testigo: se esperan 72 bytes, aquí hay {found}",
    ),
    "note.cosignature-time": Text(
        "cosignature: time {found} is above {most}",
        "firma de testigo: la hora {found} pasa de {most}",
    ),
    "note.bad-cosignature": Text(
        "{name}: {why}",
        "{name}: {why}",
    ),
    "note.old-size": Text(
        "old size {found} is not between 0 and {most}",
        "el tamaño anterior {found} no está entre 0 y {most}",
    ),
    "note.long-proof": Text(
        "a proof has at most {most} hashes, found {found}",
        "una prueba lleva a lo más {most} huellas, ésta lleva {found}",
    ),
    "note.hash-length": Text(
        "every hash of a proof has 32 bytes",
        "cada huella de una prueba tiene 32 bytes",
    ),
    "note.long-request": Text(
        "witness request: {found} bytes are more than any has",
        "solicitud para un testigo: {found} bytes son más de los que tiene cualquiera",
    ),
    "note.request-ascii": Text(
        "witness request: byte {at} is not ASCII",
        "solicitud para un testigo: el byte {at} no es ASCII",
    ),
    "note.no-request": Text(
        "witness request: expected the old size, found {found}",
        "solicitud para un testigo: se espera el tamaño anterior, aquí está {found}",
    ),
    "note.bad-request": Text(
        "witness request: {why}",
        "solicitud para un testigo: {why}",
    ),
    "note.consistency-ascii": Text(
        "consistency: byte {at} is not ASCII",
        "prueba de continuidad: el byte {at} no es ASCII",
    ),
    "note.no-consistency": Text(
        "consistency: expected the lines old SIZE, the root and a path",
        "prueba de continuidad: se esperan los renglones old TAMAÑO, la raíz y un camino",
    ),
    "note.bundle-cut": Text(
        "entry bundle: entry {entry} ends at byte {at}, the bundle at byte {size}",
        "el asiento {entry} termina en el byte {at}, el paquete en el byte {size}",
    ),
    "note.bundle-full": Text(
        "entry bundle: more than {most} entries",
        "más de {most} asientos",
    ),
    "note.bundle-empty": Text(
        "entry bundle: no entries",
        "no tiene asientos",
    ),
    "note.index": Text(
        "index {found} is not between 0 and {most}",
        "el índice {found} no está entre 0 y {most}",
    ),
    "note.long-path": Text(
        "a path has at most {most} hashes, found {found}",
        "un camino lleva a lo más {most} huellas, éste lleva {found}",
    ),
    "note.path-length": Text(
        "every hash of a path has 32 bytes",
        "cada huella de un camino tiene 32 bytes",
    ),
    "note.long-extra": Text(
        "extra data has at most {most} bytes",
        "los datos adicionales tienen a lo más {most} bytes",
    ),
    "note.proof-size": Text(
        "proof: {found} bytes are more than any proof has",
        "prueba: {found} bytes son más de los que tiene cualquiera",
    ),
    "note.proof-ascii": Text(
        "proof: byte {at} is not ASCII",
        "prueba: el byte {at} no es ASCII",
    ),
    "note.proof-first": Text(
        "proof: the first line is not {expected}",
        "prueba: el primer renglón no es {expected}",
    ),
    "note.proof-extra": Text(
        "proof: an extra line without data",
        "prueba: un renglón extra sin datos",
    ),
    "note.proof-index": Text(
        "proof: expected the index line, found {found}",
        "prueba: se espera el renglón index, aquí está {found}",
    ),
    "note.bad-proof": Text(
        "proof: {why}",
        "prueba: {why}",
    ),
}
