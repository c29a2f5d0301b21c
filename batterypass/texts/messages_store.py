"""Texts of errors of ledger files and of the state of their signer."""

from __future__ import annotations

from batterypass.texts.bilingual import Text

MESSAGES: dict[str, Text] = {
    "store.busy": Text(
        "{path}: another program is writing to it and did not finish in time: try again ({why})",
        "{path}: otro programa escribe en él y no terminó a tiempo: repita ({why})",
    ),
    "store.locked": Text(
        "{path}: it is locked by another reader or writer: try again ({why})",
        "{path}: otro programa lo tiene bloqueado: repita ({why})",
    ),
    "store.misfit": Text(
        "{path}: the rows do not fit its tables ({why})",
        "{path}: los renglones no caben en sus tablas ({why})",
    ),
    "store.too-long": Text(
        "{path}: a value is too long to be stored ({why})",
        "{path}: un valor es demasiado largo para guardarse ({why})",
    ),
    "store.no-value": Text(
        "{path}: a value cannot be stored: {why}", "{path}: un valor no se puede guardar: {why}"
    ),
    "store.damaged": Text(
        "{path}: the file is damaged ({why}): batterypass verify says where. Where the entries are"
        " whole, batterypass rebuild makes the rest again; else move the file away and bring back a"
        " backup: batterypass restore BACKUP",
        "{path}: el archivo está dañado ({why}): batterypass verify dice dónde. Si los asientos están"
        " enteros, batterypass rebuild hace lo demás de nuevo; si no, aparte el archivo y recupere un"
        " respaldo: batterypass restore RESPALDO",
    ),
    "store.cut": Text(
        "{path}: the file ends after {size} of {whole} bytes, the rest is gone. Move it away and bring"
        " back a backup: batterypass restore BACKUP {path} (--newer SOURCE brings what was recorded"
        " since, from a replica or the published folder). A replica is made again with batterypass"
        " replica create SOURCE {path}",
        "{path}: el archivo termina a los {size} de {whole} bytes, lo demás falta. Apártelo y recupere"
        " un respaldo: batterypass restore RESPALDO {path} (--newer ORIGEN trae lo que se asentó"
        " después, de una réplica o de la carpeta publicada). Una réplica se hace de nuevo con"
        " batterypass replica create ORIGEN {path}",
    ),
    "store.other-tables": Text(
        "{path}: its tables are not those of a ledger ({why}): batterypass verify says which;"
        " batterypass rebuild makes the derived ones again",
        "{path}: sus tablas no son las de un registro ({why}): batterypass verify dice cuáles;"
        " batterypass rebuild hace de nuevo las derivadas",
    ),
    "store.no-ledger": Text(
        "{path}: this is not a ledger file: check the path ({why})",
        "{path}: no es un archivo de registro: revise la ruta ({why})",
    ),
    "store.read-only": Text(
        "{path}: it cannot be written: the file, its folder or the disk is read-only, or it was"
        " opened to be read ({why})",
        "{path}: no se puede escribir: el archivo, su carpeta o el disco son de solo lectura, o se"
        " abrió para leer ({why})",
    ),
    "store.no-writing": Text(
        "{path}: it cannot be written ({why}): nothing was signed. Take another disk or folder, or"
        " mend the permissions",
        "{path}: no se puede escribir ({why}): no se firmó nada. Use otro disco u otra carpeta, o"
        " corrija los permisos",
    ),
    "store.no-room": Text(
        "{path}: {free} KiB are free on this disk, and this may take {needed} KiB: make room and try"
        " again; nothing was signed",
        "{path}: en este disco hay {free} KiB libres, y esto puede ocupar {needed} KiB: haga lugar y"
        " repita; no se firmó nada",
    ),
    "store.full": Text(
        "{path}: the disk is full: make room and try again ({why})",
        "{path}: el disco está lleno: haga lugar y repita ({why})",
    ),
    "store.no-opening": Text(
        "{path}: it cannot be opened: check the path and the permissions of the file and its folder"
        " ({why})",
        "{path}: no se puede abrir: revise la ruta y los permisos del archivo y su carpeta ({why})",
    ),
    "store.no-permission": Text(
        "{path}: no permission: check the file and its folder ({why})",
        "{path}: sin permiso: revise el archivo y su carpeta ({why})",
    ),
    "store.no-answer": Text(
        "{path}: the disk does not answer: check it ({why})",
        "{path}: el disco no responde: revíselo ({why})",
    ),
    "store.no-memory": Text(
        "{path}: there is not enough memory ({why})", "{path}: no hay memoria suficiente ({why})"
    ),
    "store.unusable": Text("{path}: it cannot be used ({why})", "{path}: no se puede usar ({why})"),
    "store.not-a-file": Text(
        "{path}: a pipe or a device, not a file: write what it gives into a file, and name that",
        "{path}: es una tubería o un dispositivo, no un archivo: guarde en un archivo lo que da, y"
        " nombre ése",
    ),
    "store.a-link": Text(
        "{path}: a link that leads elsewhere: a published log holds the files themselves (cp -rL"
        " copies them)",
        "{path}: un enlace que lleva a otra parte: un registro publicado tiene los archivos mismos"
        " (cp -rL los copia)",
    ),
    "store.disk": Text("{path}: {why}", "{path}: el disco dice: {why}"),
    "store.part": Text(
        "{path}: the disk took only a part of it", "{path}: el disco guardó solo una parte"
    ),
    "store.exists": Text(
        "{path}: there is such a file already: choose another name",
        "{path}: ya existe ese archivo: elija otro nombre",
    ),
    "store.newest-apart": Text(
        "{path}: cannot be opened here; its newest entries are in {wal}: copy both to a folder that"
        " can be written, and open them there",
        "{path}: no se puede abrir aquí; sus asientos más nuevos están en {wal}: copie ambos a una"
        " carpeta en que se pueda escribir y ábralos ahí",
    ),
    "store.old-sqlite": Text(
        "{path}: this Python comes with SQLite {found}, and a ledger file needs 3.37 or newer: use a"
        " newer Python",
        "{path}: este Python trae SQLite {found}, y un registro necesita 3.37 o más nuevo: use un"
        " Python más nuevo",
    ),
    "store.empty-file": Text(
        "{path}: the file is empty, as an interrupted creation leaves it: delete it and make the"
        " ledger again",
        "{path}: el archivo está vacío, como lo deja una creación interrumpida: bórrelo y haga el"
        " registro de nuevo",
    ),
    "store.newer-format": Text(
        "{path}: it has format {found}, and this program reads up to {known}: install a newer one",
        "{path}: tiene el formato {found} y este programa lee hasta el {known}: instale uno más"
        " nuevo",
    ),
    "store.no-format": Text(
        "{path}: it says format {found}, which this program never wrote: bring back a copy",
        "{path}: dice formato {found}, que este programa nunca escribió: traiga una copia",
    ),
    "store.no-entry": Text(
        "{path}: entry {index} of {size} is missing; run batterypass verify",
        "{path}: falta el asiento {index} de {size}; ejecute batterypass verify",
    ),
    "store.no-node": Text(
        "{path}: node {number} of level {level} of the tree is missing; batterypass rebuild makes it"
        " again",
        "{path}: falta el nodo {number} del nivel {level} del árbol; batterypass rebuild lo hace de"
        " nuevo",
    ),
    "store.grew": Text(
        "{path}: it has {size} entries, the tables were made from {folded}: try again",
        "{path}: tiene {size} asientos y las tablas se hicieron de {folded}: repita",
    ),
    "store.opened-to-read": Text("{path}: it was opened to be read", "{path}: se abrió para leer"),
    "store.other-writer": Text(
        "{path}: another writer was first, the log has {size} entries now; nothing was written: try"
        " again",
        "{path}: otro escribió primero y el registro ya tiene {size} asientos; no se escribió nada:"
        " repita",
    ),
    "store.erase-again": Text(
        "{path}: the section is erased, but another program still reads an older state of the file,"
        " which keeps its bytes: erase it again",
        "{path}: la sección se borró, pero otro programa aún lee un estado anterior del archivo, que"
        " guarda sus bytes: bórrela otra vez",
    ),
    "store.signed-other": Text(
        "{path}: a checkpoint of {size} entries with another root is signed already: signing this"
        " one would fork the log. Run batterypass verify",
        "{path}: ya se firmó un punto de control de {size} asientos con otra raíz: firmar éste"
        " partiría el registro en dos. Ejecute batterypass verify",
    ),
    "store.signed-more": Text(
        "{path}: a checkpoint of {signed} entries is signed already: signing one of {size} would"
        " fork the log",
        "{path}: ya se firmó un punto de control de {signed} asientos: firmar uno de {size} partiría"
        " el registro en dos",
    ),
    "store.signed-since": Text(
        "{path}: the last signed checkpoint is of {signed} entries, this batch was built on {built}:"
        " another process signed since, or this ledger is an old copy; open it again",
        "{path}: el último punto de control firmado es de {signed} asientos y este lote se hizo sobre"
        " {built}: otro proceso firmó después, o este registro es una copia vieja; ábralo de nuevo",
    ),
    "store.signer-damaged": Text(
        "{path}: no part of this file is whole, so it cannot say what was signed last: put it back"
        " from your backup",
        "{path}: ninguna parte de este archivo está entera y no puede decir qué se firmó al último:"
        " repóngalo de su respaldo",
    ),
    # What is wrong with the file itself. The names of what SQL makes are SQL's.
    "store.file-pages": Text("file: {found}", "SQLite dice: {found}"),
    "store.file-missing": Text("{kind} {name} is missing", "falta {kind} {name}"),
    "store.file-other": Text(
        "{kind} {name} is not what it should be: {found}",
        "{kind} {name} no es lo que debe ser: {found}",
    ),
    "store.file-stranger": Text(
        "{name} does not belong into a ledger file: {found}",
        "{name} no corresponde a un archivo de registro: {found}",
    ),
    "store.file-left-note": Text(
        "checkpoint at {size} is neither sealed nor the last",
        "el punto de control de {size} asientos no está sellado ni es el último",
    ),
    "store.file-hidden": Text(
        "table {table}: the row of {what} stands under the number {number}",
        "tabla {table}: el renglón de {what} está bajo el número {number}",
    ),
    "store.file-mark": Text(
        "table notes: sealed of the checkpoint of {size} entries is neither 0 nor 1",
        "tabla notes: sealed del punto de control de {size} asientos no es ni 0 ni 1",
    ),
    "store.file-replica": Text(
        "this is a replica, and it holds {count} sealed sections",
        "esto es una réplica y guarda {count} secciones selladas",
    ),
}
