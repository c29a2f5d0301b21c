"""Texts of checking a published log from its files."""

from __future__ import annotations

from batterypass.texts.bilingual import Text

MESSAGES: dict[str, Text] = {
    "fsck.progress": Text("checking", "comprobando"),
    "fsck.title": Text(
        "Published log  {source} · {origin} · {size} {size:entry|entries}",
        "Registro publicado  {source} · {origin} · {size} {size:asiento|asientos}",
    ),
    "fsck.log": Text("files of the log", "archivos"),
    "fsck.files": Text(
        "{files} {files:file|files} recomputed from the entries",
        "{files} {files:archivo calculado|archivos calculados} de nuevo desde los asientos",
    ),
    "fsck.not-audited": Text(
        "what the entries say was not looked at: the files of the log come first",
        "no se miró lo que dicen los asientos: primero los archivos del registro",
    ),
    "fsck.sound": Text(
        "SOUND: every file leads to the signed root of {size} {size:entry|entries}",
        "ÍNTEGRO: cada archivo lleva a la raíz firmada de {size} {size:asiento|asientos}",
    ),
    "fsck.contradicted": Text(
        "CONTRADICTED: not what was signed", "CONTRADICHO: no es lo que se firmó"
    ),
    "fsck.unreadable": Text("UNREADABLE: a file could not be read", "ILEGIBLE: no se pudo leer"),
    "fsck.open": Text(
        "UNDECIDED: something that is needed is missing",
        "SIN DECIDIR: falta algo necesario",
    ),
    "fsck.is-older": Text(
        "UNDECIDED: older than what was seen of this log",
        "SIN DECIDIR: más viejo que lo visto de este registro",
    ),
    # What is wrong with one file; its path stands before.
    "fsck.strange-name": Text(
        "no file of a published log has this name; nothing was signed about it",
        "ningún archivo de un registro publicado se llama así; nadie firmó nada sobre él",
    ),
    "fsck.unfinished": Text(
        "left by an export that was stopped; it can be deleted",
        "lo dejó una exportación interrumpida; se puede borrar",
    ),
    "fsck.ahead": Text(
        "lies beyond the checkpoint: an export was stopped, or goes on; nothing is said of it yet",
        "está más allá del punto de control: una exportación se detuvo o sigue; nada se dice de él aún",
    ),
    "fsck.missing-file": Text("is missing", "falta"),
    "fsck.unreadable-file": Text("cannot be read: {why}", "no se puede leer: {why}"),
    "fsck.too-long": Text(
        "has more than the {expected} bytes that such a file can have",
        "tiene más de los {expected} bytes que puede tener",
    ),
    "fsck.bad-bundle": Text(
        "is no bundle of entries: {why}", "no es un paquete de asientos: {why}"
    ),
    "fsck.bundle-width": Text(
        "holds {found} {found:entry|entries}, its name says {expected}",
        "tiene {found} {found:asiento|asientos}, su nombre dice {expected}",
    ),
    "fsck.tile-length": Text(
        "has {found} bytes, its name says {expected}",
        "tiene {found} bytes, su nombre dice {expected}",
    ),
    "fsck.other-entry": Text(
        "entry {entry} is another one than in the bundle that the checkpoint needs",
        "el asiento {entry} no es el del paquete que el punto de control necesita",
    ),
    "fsck.other-hash": Text(
        "node {index} of level {level} is {found}, the entries give {expected}",
        "el nodo {index} del nivel {level} es {found}, los asientos dan {expected}",
    ),
    "fsck.entry-hash": Text(
        "entry {entry} hashes to {found}, {tile} has {expected} and the signed root is another: the"
        " entry was changed",
        "el asiento {entry} da la huella {found}, {tile} tiene {expected} y la raíz firmada es otra: el"
        " asiento fue cambiado",
    ),
    "fsck.other-root": Text(
        "the entries give the root {expected}, another one was signed",
        "los asientos dan la raíz {expected}, se firmó otra",
    ),
    "fsck.bad-note": Text(
        "is not signed as it has to be: {why}", "no está firmado como debe: {why}"
    ),
    "fsck.note-size": Text(
        "is the checkpoint of {found} {found:entry|entries}, its name says {expected}",
        "es el punto de control de {found} {found:asiento|asientos}, su nombre dice {expected}",
    ),
    "fsck.note-root": Text(
        "has the root {found}, this log has {expected} there. Its key has signed both: two histories",
        "tiene la raíz {found}, este registro tiene ahí {expected}. Su llave firmó ambas: dos historias",
    ),
    "fsck.other-entry-0": Text(
        "entry 0 has the digest {found}, the trust file names {expected}: it is another log under the"
        " same key",
        "el asiento 0 tiene la huella {found}, el archivo de confianza nombra {expected}: es otro"
        " registro con la misma llave",
    ),
    "fsck.content-digest": Text(
        "has the digest {found}, its name is another", "tiene la huella {found}, su nombre es otro"
    ),
    "fsck.older": Text(
        "ends at {size} {size:entry|entries}; {seen} were seen of this log already: an old copy, or"
        " something is being withheld. Ask for the newest",
        "termina en {size} {size:asiento|asientos}; de este registro ya se vieron {seen}: es una copia"
        " vieja, o algo se oculta. Pida la más nueva",
    ),
    "fsck.fork": Text(
        "this log was signed with another root at {size} {size:entry|entries}: {expected} was seen, here"
        " it is {found}. Its key has signed two histories",
        "este registro se firmó con otra raíz en {size} {size:asiento|asientos}: se vio {expected}, aquí"
        " es {found}. Su llave firmó dos historias",
    ),
    # What keeps it from being checked.
    "fsck.no-checkpoint": Text(
        "no file named checkpoint is here: this is no published log, or it is missing",
        "no hay un archivo checkpoint: no es un registro publicado, o falta",
    ),
    "fsck.bad-checkpoint": Text(
        "checkpoint: cannot be read: {why}", "checkpoint: no se puede leer: {why}"
    ),
    "fsck.no-key": Text(
        "no key of {origin} is known: give its trust file with --trust FILE",
        "no se conoce llave de {origin}: dé su archivo de confianza con --trust ARCHIVO",
    ),
    "fsck.bad-entry-0": Text(
        "{part}: entry 0 cannot be read, and names the log's key: {why}",
        "{part}: no se puede leer el asiento 0, que nombra la llave del registro: {why}",
    ),
    "fsck.bad-old": Text(
        "--old: no checkpoint that {origin} has signed: {why}; whoever has its ledger or a copy of it"
        " writes one: batterypass checkpoint > FILE",
        "--old: no es un punto de control que {origin} haya firmado: {why}; quien tenga su registro o"
        " una copia escribe uno: batterypass checkpoint > ARCHIVO",
    ),
    "fsck.bad-url": Text(
        "{url}: expected the address of a published log, such as https://log.example/batteries/",
        "{url}: se espera la dirección de un registro publicado, como"
        " https://registro.example/baterias/",
    ),
    "fsck.no-folder": Text(
        "{path}: no folder is there. Name the folder of a published log, or its web address",
        "{path}: ahí no hay una carpeta. Indique la de un registro publicado, o su dirección web",
    ),
    "fsck.nothing-there": Text(
        "{url}: no published log is there", "{url}: ahí no hay un registro publicado"
    ),
    "fsck.no-answer": Text("{url}: no answer: {why}", "{url}: no responde: {why}"),
}
