"""Texts of copies of a ledger: replicas, backups, and what is brought back."""

from __future__ import annotations

from batterypass.texts.bilingual import Text

MESSAGES: dict[str, Text] = {
    "backup.a-folder": Text(
        "{path} is a folder: name the file in it, such as {path}/backup.bp",
        "{path} es una carpeta: nombre el archivo en ella, como {path}/respaldo.bp",
    ),
    "backup.bad-note": Text(
        "{path}: no note on a backup ({why}): delete it and make a backup",
        "{path}: no es una nota de respaldo ({why}): bórrela y haga un respaldo",
    ),
    "backup.damaged": Text(
        "the file is damaged: {why}; run batterypass verify",
        "el archivo está dañado: {why}; ejecute batterypass verify",
    ),
    "backup.done": Text(
        "{path} · {size} {size:entry|entries}, equal to the signed checkpoint · {files}"
        " {files:file|files} ({new} new)",
        "{path} · {size} {size:asiento|asientos}, igual al punto de control firmado · {files}"
        " {files:archivo|archivos} ({new} {new:nuevo|nuevos})",
    ),
    "backup.done-outbox": Text(
        "with the outbox beside it",
        "con el buzón de salida al lado",
    ),
    "backup.in-use": Text(
        "{path}: another program has it open ({name} is there): close it and try again",
        "{path}: otro programa lo tiene abierto ({name} está ahí): ciérrelo y repita",
    ),
    "backup.itself": Text(
        "{path}: this is the ledger itself: name another file, best on another disk",
        "{path}: es el registro mismo: indique otro archivo, de preferencia en otro disco",
    ),
    "backup.leftover": Text(
        "{path}: an older file left this here, and it would be taken for a part of {name}: move"
        " it away",
        "{path}: lo dejó un archivo anterior, y se tomaría por parte de {name}: muévalo a otro"
        " lugar",
    ),
    "backup.no-file": Text(
        "{path}: only a ledger file can be copied there",
        "{path}: ahí solo se puede copiar un archivo de registro",
    ),
    "backup.no-keys-in-it": Text(
        "the keys are not in it: back up {folder} apart",
        "las llaves no están en él: respalde {folder} aparte",
    ),
    "backup.other-file": Text(
        "{path}: what is there is no older backup of {origin}: choose another name",
        "{path}: lo que hay ahí no es un respaldo anterior de {origin}: elija otro nombre",
    ),
    "backup.other-root": Text(
        "the {size} {size:entry|entries} make the root {root}…, the signed checkpoint says"
        " {signed}…; run batterypass verify",
        "los {size} {size:asiento|asientos} dan la raíz {root}…, el punto de control firmado"
        " dice {signed}…; ejecute batterypass verify",
    ),
    "backup.progress": Text(
        "Copying",
        "Copiando",
    ),
    "replica.behind-memory": Text(
        "the source ends at entry {size} of {origin}, and {seen} {seen:entry|entries} were seen"
        " here before: take a newer source; nothing was changed",
        "la fuente termina en el asiento {size} de {origin}, y aquí ya se vieron {seen}"
        " {seen:asiento|asientos}: use una fuente más nueva; no se cambió nada",
    ),
    "replica.broken-entry": Text(
        "entry {entry} breaks the log, although its operator has signed a checkpoint over it:"
        " {why}. Nothing was taken; show this source to the authority or the auditor",
        "el asiento {entry} rompe el registro, aunque su operador firmó un punto de control"
        " sobre él: {why}. No se tomó nada; muestre esta fuente a la autoridad o al auditor",
    ),
    "replica.content": Text(
        "content   {size} {size:entry|entries}; root {root} equals the signed checkpoint",
        "contenido  {size} {size:asiento|asientos}; raíz {root} igual al punto de control firmado",
    ),
    "replica.created": Text(
        "replica {path} of {origin} · {size} {size:entry|entries}",
        "réplica {path} de {origin} · {size} {size:asiento|asientos}",
    ),
    "replica.damaged-here": Text(
        "this copy of {origin} does not lead to its own signed checkpoint: batterypass verify"
        " says where; make the replica again from a source",
        "esta copia de {origin} no lleva a su propio punto de control firmado: batterypass"
        " verify dice dónde; haga la réplica otra vez desde una fuente",
    ),
    "replica.damaged-source": Text(
        "the source is damaged at {part} ({why}): copy it again; nothing was taken",
        "la fuente está dañada en {part} ({why}): cópiela otra vez; no se tomó nada",
    ),
    "replica.empty-source": Text(
        "the source has no signed checkpoint yet: there is nothing to take",
        "la fuente no tiene punto de control firmado: no hay nada que tomar",
    ),
    "replica.first-use": Text(
        "nothing outside the source vouches for {origin} yet: give its trust file with --trust"
        " FILE, or --first-use if you know where the source comes from",
        "nada fuera de la fuente avala todavía {origin}: dé su archivo de confianza con --trust"
        " ARCHIVO, o --first-use si sabe de dónde viene la fuente",
    ),
    "replica.fork": Text(
        "{origin} has forked: two checkpoints signed by the same key do not fit in one log."
        " Known here: {our_size} {our_size:entry|entries}, root {our_root}; in the source:"
        " {their_size} {their_size:entry|entries}, root {their_root}; first entry that differs:"
        " {first}. Nothing was taken",
        "{origin} se bifurcó: dos puntos de control firmados por la misma llave no caben en un"
        " registro. El conocido aquí: {our_size} {our_size:asiento|asientos}, raíz {our_root};"
        " el de la fuente: {their_size} {their_size:asiento|asientos}, raíz {their_root};"
        " primer asiento distinto: {first}. No se tomó nada",
    ),
    "replica.fork-kept": Text(
        "both are kept in {place}: give that folder to the authority or the auditor; until then"
        " you can go on signing",
        "los dos quedan en {place}: entregue esa carpeta a la autoridad o al auditor; hasta"
        " entonces puede seguir firmando",
    ),
    "replica.missing-part": Text(
        "{part} is missing in the source: copy it whole, or use another source; nothing was taken",
        "falta {part} en la fuente: cópiela entera, o use otra; no se tomó nada",
    ),
    "replica.no-sealed": Text(
        "sealed data is not in it",
        "los datos sellados no están en ella",
    ),
    "replica.no-source": Text(
        "{path}: no ledger, no folder of a published log and no answer file is here",
        "{path}: aquí no hay registro, ni carpeta de un registro publicado, ni archivo de"
        " respuesta",
    ),
    "replica.no-source-known": Text(
        "from where? This replica does not know its last source: batterypass replica update SOURCE",
        "¿de dónde? Esta réplica no conoce su última fuente: batterypass replica update FUENTE",
    ),
    "replica.not-a-replica": Text(
        "{path} is an operator's ledger, no replica: choose another name",
        "{path} es el registro de un operador, no una réplica: elija otro nombre",
    ),
    "replica.not-trusted": Text(
        "{origin}: {why}; nothing was taken",
        "{origin}: {why}; no se tomó nada",
    ),
    "replica.older": Text(
        "{source} is older: it ends before your {size} {size:entry|entries}; nothing was changed",
        "{source} es más antigua: termina antes de sus {size} {size:asiento|asientos}; no se"
        " cambió nada",
    ),
    "replica.outbox": Text(
        "your outbox: {recorded} recorded, {pending} to send, {stale} stale, {blocked} blocked,"
        " {waiting} waiting, {refused} refused, {superseded} superseded",
        "su buzón: {recorded} {recorded:asentado|asentados}, {pending} por enviar, {stale}"
        " {stale:desfasado|desfasados}, {blocked} {blocked:detenido|detenidos}, {waiting} en"
        " espera, {refused} {refused:rechazado|rechazados}, {superseded}"
        " {superseded:sustituido|sustituidos}",
    ),
    "replica.other-ledger": Text(
        "the source is of {theirs}, this copy is of {ours}: choose the other one with --ledger",
        "la fuente es de {theirs}, esta copia es de {ours}: elija la otra con --ledger",
    ),
    "replica.progress": Text(
        "entries",
        "asientos",
    ),
    "replica.read-only": Text(
        "{path} is a replica: only the operator of a ledger writes in it. Nothing was signed",
        "{path} es una réplica: solo el operador de un registro escribe en él. No se firmó nada",
    ),
    "replica.same": Text(
        "nothing new: {size} {size:entry|entries}",
        "nada nuevo: {size} {size:asiento|asientos}",
    ),
    "replica.several-files": Text(
        "{path}: there are several ledger files here ({names}): name one",
        "{path}: aquí hay varios archivos de registro ({names}): nombre uno",
    ),
    "replica.signatures": Text(
        "signatures  {count} valid",
        "firmas     {count} {count:válida|válidas}",
    ),
    "replica.trust-first-use": Text(
        "trust     nothing: accepted at first use",
        "confianza  nada: aceptado en el primer uso",
    ),
    "replica.trust-pinned": Text(
        "trust     trust file: log key and entry 0",
        "confianza  archivo de confianza: llave del registro y asiento 0",
    ),
    "replica.trust-remembered": Text(
        "trust     continues the checkpoint last seen here",
        "confianza  continúa el último punto de control visto aquí",
    ),
    "replica.updated": Text(
        "{before} → {after} {after:entry|entries}; what was known is still in it",
        "{before} → {after} {after:asiento|asientos}; lo conocido sigue dentro",
    ),
    "restore.behind-seen": Text(
        "a checkpoint of {seen} entries was seen here: {missing} {missing:entry is|entries are}"
        " missing",
        "aquí se vio un punto de control de {seen} asientos: {missing:falta|faltan} {missing}"
        " {missing:asiento|asientos}",
    ),
    "restore.behind-signer": Text(
        "its key has signed a checkpoint of {seen}: {missing} {missing:entry is|entries are}"
        " missing. It can be read; nothing is signed until {missing:it is|they are} back.",
        "su llave ya firmó un punto de control de {seen}: {missing:falta|faltan} {missing}"
        " {missing:asiento|asientos}. Se puede leer; no se firmará hasta"
        " {missing:tenerlo|tenerlos}.",
    ),
    "restore.changed": Text(
        "the copy has {size} {size:entry|entries}, the backup {expected}: somebody wrote to it;"
        " repeat the command",
        "la copia tiene {size} {size:asiento|asientos}, el respaldo {expected}: alguien"
        " escribió en él; repita",
    ),
    "restore.replica": Text(
        "it is a replica of {origin}, as the backup is: what is signed over it waits in an"
        " outbox for its operator. The operator's ledger comes back from a backup of that"
        " ledger",
        "es una réplica de {origin}, como lo es el respaldo: lo que se firme sobre ella espera"
        " en un buzón a su operador. El registro del operador vuelve de un respaldo de ese"
        " registro",
    ),
    "restore.done": Text(
        "{path} · {size} {size:entry|entries}",
        "{path} · {size} {size:asiento|asientos}",
    ),
    "restore.exists": Text(
        "{path}: what is there is no older state of {origin}: a restore replaces nothing else."
        " Choose another name, or move it away together with {path}-wal",
        "{path}: lo que hay ahí no es un estado anterior de {origin}: restaurar no reemplaza"
        " otra cosa. Elija otro nombre, o muévalo junto con {path}-wal",
    ),
    "restore.files": Text(
        "{count} {count:file|files} brought back",
        "{count} {count:archivo recuperado|archivos recuperados}",
    ),
    "restore.first-use": Text(
        "nothing outside this backup vouches for it: no trust file of {origin}, no checkpoint"
        " seen before, no signer's state. Say --first-use to accept it as it is",
        "nada fuera de este respaldo lo avala: ni archivo de confianza de {origin}, ni punto de"
        " control visto, ni estado de la firma. Diga --first-use para aceptarlo como está",
    ),
    "restore.grown": Text(
        "{before} → {after} {after:entry|entries}; signing goes on where it stopped",
        "{before} → {after} {after:asiento|asientos}; la firma sigue donde quedó",
    ),
    "restore.grown-partly": Text(
        "{before} → {after} {after:entry|entries}",
        "{before} → {after} {after:asiento|asientos}",
    ),
    "restore.is-replica": Text(
        "{path} is a replica: batterypass replica update SOURCE brings it up to date",
        "{path} es una réplica: batterypass replica update ORIGEN la pone al día",
    ),
    "restore.itself": Text(
        "{path}: this is the backup itself",
        "{path}: es el respaldo mismo",
    ),
    "restore.next": Text(
        "batterypass restore --newer SOURCE",
        "batterypass restore --newer ORIGEN",
    ),
    "restore.nothing-newer": Text(
        "{source} has nothing newer than these {size} {size:entry|entries}",
        "{source} no tiene nada posterior a estos {size} {size:asiento|asientos}",
    ),
    "restore.nothing-given": Text(
        "say what to restore: BACKUP [LEDGER], or --newer SOURCE for a ledger that is behind",
        "diga qué restaurar: RESPALDO [REGISTRO], o --newer ORIGEN para un registro atrasado",
    ),
    "restore.other-history": Text(
        "at {size} {size:entry|entries} this backup has another root than the checkpoint of"
        " {origin} that was signed or seen here: it is a backup of another history",
        "con {size} {size:asiento|asientos} este respaldo tiene otra raíz que el punto de"
        " control de {origin} que se firmó o se vio aquí: es un respaldo de otra historia",
    ),
    "restore.other-ledger": Text(
        "this backup is not of the ledger {origin} that is trusted here: {why}",
        "este respaldo no es del registro {origin} en que aquí se confía: {why}",
    ),
    "restore.outbox": Text(
        "with its outbox",
        "con su buzón de salida",
    ),
    "restore.progress": Text(
        "Copying",
        "Copiando",
    ),
    "restore.sources": Text(
        "SOURCE: a replica of any site, the published folder, an answer of submit",
        "ORIGEN: una réplica de cualquier sitio, la carpeta publicada, una respuesta de submit",
    ),
    "restore.unsealed": Text(
        "sealed data of {count} {count:entry|entries} are missing: ask the sites for outbox"
        " send --with-sealed",
        "faltan datos sellados de {count} {count:asiento|asientos}: pida a los sitios outbox"
        " send --with-sealed",
    ),
}
