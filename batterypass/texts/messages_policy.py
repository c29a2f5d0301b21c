"""Texts of what can be wrong within a trust file, and with a checkpoint that one is held against."""

from __future__ import annotations

from batterypass.texts.bilingual import Text

MESSAGES: dict[str, Text] = {
    "policy.line": Text(
        "line {line}: {why}",
        "renglón {line}: {why}",
    ),
    "policy.many": Text(
        "more than {most} logs, witnesses or groups",
        "más de {most} registros, testigos o grupos",
    ),
    "policy.digest-length": Text(
        "the digest of entry 0 has 32 bytes, found {found}",
        "la huella del asiento 0 tiene 32 bytes, aquí tiene {found}",
    ),
    "policy.like-a-log": Text(
        "witness {name} has a key named like a log",
        "la llave del testigo {name} se llama como un registro",
    ),
    "policy.key-twice": Text(
        "the public key of {name} stands in two lines",
        "la llave pública de {name} está en dos renglones",
    ),
    "policy.name-twice": Text(
        "the name {name} is reserved or stands in two lines",
        "el nombre {name} está reservado o en dos renglones",
    ),
    "policy.no-threshold": Text(
        "group {name}: expected a threshold, any, all or a number without leading zeros, found {found}",
        "grupo {name}: se espera un umbral, any, all o un número sin ceros a la izquierda, aquí está {found}",
    ),
    "policy.threshold": Text(
        "group {name}: {found} of {members} members",
        "grupo {name}: pide {found} de {members} miembros",
    ),
    "policy.member": Text(
        "group {name}: {member} is not defined before it",
        "grupo {name}: {member} no está definido antes",
    ),
    "policy.member-twice": Text(
        "group {name}: {member} is a member of this or another group already: each counts once",
        "grupo {name}: {member} ya es miembro de este o de otro grupo: cada uno cuenta una vez",
    ),
    "policy.quorum": Text(
        "quorum {name} is neither a witness nor a group",
        "el quórum {name} no es ni un testigo ni un grupo",
    ),
    "policy.too-long": Text(
        "{found} bytes, the limit is {most}",
        "{found} bytes, el límite es {most}",
    ),
    "policy.not-utf8": Text(
        "not UTF-8 at byte {at}",
        "no es UTF-8 en el byte {at}",
    ),
    "policy.control": Text(
        "a control character other than newline and tab",
        "un carácter de control que no es salto de línea ni tabulador",
    ),
    "policy.no-newline": Text(
        "the last line does not end in a newline",
        "el último renglón no termina en un salto de línea",
    ),
    "policy.second-quorum": Text(
        "a second quorum line. A trust file has one: replace the line `quorum {first}`, do not add"
        " another",
        "un segundo renglón de quórum. Un archivo de confianza lleva uno: reemplace el renglón"
        " `quorum {first}`, no añada otro",
    ),
    "policy.no-such-line": Text(
        "not a log, witness, group or quorum: {found}",
        "no empieza con log, witness, group ni quorum: {found}",
    ),
    "policy.undefined": Text(
        "{name} is not defined, or by a group that names this one",
        "{name} no está definido, o lo define un grupo que nombra a éste",
    ),
    "policy.key-of-log": Text(
        "key {name}: the key of a log has type {expected}, found {found}",
        "llave {name}: la de un registro es del tipo {expected}, ésta es del tipo {found}",
    ),
    "policy.key-of-witness": Text(
        "key {name}: the key of a witness has type {expected}, found {found}",
        "llave {name}: la de un testigo es del tipo {expected}, ésta es del tipo {found}",
    ),
    "policy.name": Text(
        "name {found}: not one word",
        "nombre {found}: no es una sola palabra",
    ),
    "policy.url": Text(
        "url {found}: not one word",
        "dirección {found}: no es una sola palabra",
    ),
    "policy.other-entry-0": Text(
        "the trust file names entry 0 {expected}, this ledger opens with {found}: it is another ledger",
        "el archivo de confianza nombra el asiento 0 {expected}, este registro empieza con {found}: es"
        " otro registro",
    ),
    "policy.no-key": Text(
        "the trust file has no key for the log {origin}",
        "el archivo de confianza no tiene llave del registro {origin}",
    ),
    "policy.no-quorum": Text(
        "checkpoint {size} of {origin}: the quorum {quorum} is not reached, cosigned by {names}",
        "punto de control {size} de {origin}: no se alcanza el quórum {quorum}, lo firmaron {names}",
    ),
    "policy.no-witness": Text(
        "checkpoint {size} of {origin}: the quorum {quorum} is not reached, cosigned by no known witness",
        "punto de control {size} de {origin}: no se alcanza el quórum {quorum}, no lo firmó ningún testigo conocido",
    ),
}
