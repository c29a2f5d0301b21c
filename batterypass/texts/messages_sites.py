"""Texts of what travels between sites and of what is kept beside a ledger.

One dictionary for each area.
"""

from __future__ import annotations

from batterypass.texts.bilingual import Text

_ANSWERS: dict[str, Text] = {
    "answers.blocked": Text(
        "{count} blocked: they rest on one that was not taken in",
        "{count} detenidas: descansan en una que no se tomó",
    ),
    "answers.no-outbox": Text(
        "{path} has no outbox: nothing was signed here for somebody else's ledger",
        "{path} no tiene buzón: aquí no se firmó nada para el registro de otro",
    ),
    "answers.not-ours": Text(
        "{count} answers are about statements of others",
        "{count} respuestas son sobre declaraciones de otros",
    ),
    "answers.nothing-new": Text(
        "nothing new: this answer was taken in before",
        "nada nuevo: esta respuesta ya se había tomado",
    ),
    "answers.older": Text(
        "something newer is known of some statements; what this answer says of them was left aside",
        "de algunas declaraciones se sabe algo más nuevo; lo que dice esta respuesta de ellas no se"
        " tomó en cuenta",
    ),
    "answers.recorded": Text(
        "{count} recorded, each proven against the signed checkpoint",
        "{count} asentadas, cada una probada contra el punto de control firmado",
    ),
    "answers.refused": Text(
        "{count} refused: batterypass outbox list shows why",
        "{count} rechazadas: batterypass outbox list muestra por qué",
    ),
    "answers.stale": Text(
        "{count} stale: others were first", "{count} desfasadas: otros llegaron antes"
    ),
    "answers.superseded": Text(
        "{count} superseded: the log has the same event in other bytes",
        "{count} sustituidas: el registro tiene el mismo evento en otros bytes",
    ),
    "answers.waiting": Text(
        "{count} waiting: what they rest on has not come; they go with the next file",
        "{count} en espera: aquello en que descansan no ha llegado; van con el archivo siguiente",
    ),
    "answers.fork": Text(
        "at {size} entries the answer's checkpoint has the root {root}, and the log that is known"
        " here the root {known}: the operator has signed two logs; nothing was taken in, keep both"
        " files and show them to the authority",
        "en {size} asientos el punto de control de la respuesta tiene la raíz {root}, y el registro"
        " que aquí se conoce la raíz {known}: el operador firmó dos registros; no se tomó nada,"
        " guarde los dos archivos y muéstrelos a la autoridad",
    ),
    "answers.no-consistency": Text(
        "the answer is of a log of {size} entries, {known} are known here, and it does not show that"
        " the one continues the other: batterypass replica update, then take it in again",
        "la respuesta es de un registro de {size} asientos, aquí se conocen {known}, y no muestra que"
        " el uno continúa al otro: batterypass replica update, y tómela otra vez",
    ),
    "answers.not-trusted": Text(
        "the answer's checkpoint is not what the trust file demands: {problem}; nothing was taken in",
        "el punto de control de la respuesta no es lo que pide el archivo de confianza: {problem};"
        " no se tomó nada",
    ),
    "answers.other-ledger": Text(
        "the answer is of the ledger {found}, this outbox is for {expected}: choose the other one"
        " with --ledger",
        "la respuesta es del registro {found}, este buzón es para {expected}: elija el otro con"
        " --ledger",
    ),
    "answers.bad-proof": Text(
        "the proof that {digest} is entry {entry} does not hold, so nothing was taken in; ask the"
        " operator to submit your file again and to give you the new answer",
        "la prueba de que {digest} es el asiento {entry} no se sostiene, así que no se tomó nada;"
        " pida al operador entregar otra vez su archivo y darle la respuesta nueva",
    ),
    "answers.no-log": Text(
        "this answer of {ledger} carries no entries of the log: it was made with --no-log, or there"
        " were too many; use the published folder or a copy of the ledger",
        "esta respuesta de {ledger} no trae asientos del registro: se hizo con --no-log, o eran"
        " demasiados; use la carpeta publicada o una copia del registro",
    ),
}

_ATTACH: dict[str, Text] = {
    "attach.bad-gone": Text(
        "{path}: does not say on which day the file was removed: delete it",
        "{path}: no dice qué día se retiró el archivo: bórrelo",
    ),
    "attach.bad-limit": Text(
        "BATTERYPASS_ATTACHMENT_MB: {text!r}: expected a number of megabytes, 1 to 2000",
        "BATTERYPASS_ATTACHMENT_MB: {text!r}: se espera un número de megabytes, de 1 a 2000",
    ),
    "attach.damaged": Text(
        "{path}: the file is damaged: its SHA-256 is {found}; bring it again with batterypass"
        " attachments take FILE",
        "{path}: el archivo está dañado: su SHA-256 es {found}; tráigalo otra vez con batterypass"
        " attachments take ARCHIVO",
    ),
    "attach.empty": Text("{name}: the file is empty", "{name}: el archivo está vacío"),
    "attach.kept": Text(
        "{name} · {size} · {media_type}  {digest}", "{name} · {size} · {media_type}  {digest}"
    ),
    "attach.next": Text(
        "For a form, its “documents”: {form}", "Para una forma, sus «documents»: {form}"
    ),
    "attach.no-digest": Text(
        "{text!r} is no SHA-256: expected 64 hex digits in lower case",
        "{text!r} no es un SHA-256: se esperan 64 dígitos hexadecimales en minúsculas",
    ),
    "attach.not-here": Text("{path}: this file is not here", "{path}: este archivo no está aquí"),
    "attach.not-named": Text(
        "{name}: no entry names it, or anything in it; batterypass attach FILE keeps a file for an"
        " event that is still to come",
        "{name}: ningún asiento lo nombra, ni a nada que traiga; batterypass attach ARCHIVO guarda"
        " un archivo para un evento que está por venir",
    ),
    "attach.sealed": Text(
        "file        {name} · {size} · {media_type} · sealed: only its digest goes into the event",
        "archivo     {name} · {size} · {media_type} · sellado: solo su huella va en el evento",
    ),
    "attach.too-large": Text(
        "{name}: larger than {megabytes} MB, the limit of an attachment: make it smaller, or set"
        " BATTERYPASS_ATTACHMENT_MB",
        "{name}: pasa de {megabytes} MB, el límite de un archivo adjunto: redúzcalo, o defina"
        " BATTERYPASS_ATTACHMENT_MB",
    ),
    "attach.too-many": Text(
        "{count} attachments, an event names at most {most}: divide them among several events",
        "{count} archivos adjuntos, un evento nombra a lo más {most}: repártalos en varios eventos",
    ),
}

_ATTACHMENTS: dict[str, Text] = {
    "attachments.bad-age": Text(
        "--older-than {text}: expected a number of days, such as 3650d",
        "--older-than {text}: se espera un número de días, como 3650d",
    ),
    "attachments.by": Text("whoever signed has it: {name}", "lo tiene quien firmó: {name}"),
    "attachments.count": Text(
        "{missing} missing of {count} · {removed} removed after their time",
        "{missing} faltan de {count} · {removed} retirados por antigüedad",
    ),
    "attachments.loose": Text(
        "{count} files in {folder} are named by no entry",
        "{count} archivos en {folder} no los nombra ningún asiento",
    ),
    "attachments.declined": Text("nothing was removed", "no se retiró nada"),
    "attachments.here": Text("here", "aquí"),
    "attachments.missing": Text("missing", "falta"),
    "attachments.none-to-prune": Text(
        "no attachment here is older than that", "ningún archivo aquí es más antiguo"
    ),
    "attachments.prune-question": Text(
        "Remove these {count} files for good?", "¿Retirar para siempre estos {count} archivos?"
    ),
    "attachments.pruned": Text(
        "{count} files removed; their digests stay in the events",
        "{count} archivos retirados; sus huellas quedan en los eventos",
    ),
    "attachments.removed": Text("removed on {day}", "retirado el {day}"),
    "attachments.taken": Text(
        "{count} files taken; {missing} still missing",
        "{count} archivos tomados; {missing} faltan todavía",
    ),
    "attachments.would-prune": Text(
        "Dry run: {count} files would be removed.", "Ensayo: se retirarían {count} archivos."
    ),
}

_BACKUP: dict[str, Text] = {
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
        "{path} · {size} entries, equal to the signed checkpoint · {files} files ({new} new)",
        "{path} · {size} asientos, igual al punto de control firmado · {files} archivos ({new}"
        " nuevos)",
    ),
    "backup.done-outbox": Text("with the outbox beside it", "con el buzón de salida al lado"),
    "backup.in-use": Text(
        "{path}: another program has it open ({name} is there): close it and try again",
        "{path}: otro programa lo tiene abierto ({name} está ahí): ciérrelo y repita",
    ),
    "backup.itself": Text(
        "{path}: this is the ledger itself: name another file, best on another disk",
        "{path}: es el registro mismo: indique otro archivo, de preferencia en otro disco",
    ),
    "backup.leftover": Text(
        "{path}: an older file left this here, and it would be taken for a part of {name}: move it"
        " away",
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
        "the {size} entries make the root {root}…, the signed checkpoint says {signed}…; run"
        " batterypass verify",
        "los {size} asientos dan la raíz {root}…, el punto de control firmado dice {signed}…;"
        " ejecute batterypass verify",
    ),
    "backup.progress": Text("Copying", "Copiando"),
}

_CONTAINER: dict[str, Text] = {
    "container.cut": Text(
        "{file} is not whole: it ends at byte {at}, in {member}. Copy it again from where it was made",
        "{file} no está entero: termina en el byte {at}, en {member}. Cópielo otra vez de donde se"
        " hizo",
    ),
    "container.differs": Text(
        "{file}: byte {at}, in {member}, is not what must stand there: the file was damaged on the"
        " way, or rewritten by another program; copy it again from where it was made",
        "{file}: el byte {at}, en {member}, no es el que debe estar ahí: el archivo se dañó en el"
        " camino, o lo reescribió otro programa; cópielo otra vez de donde se hizo",
    ),
    "container.digest": Text(
        "{file}: {member} has the SHA-256 {found}, expected {expected}",
        "{file}: {member} tiene el SHA-256 {found}, se espera {expected}",
    ),
    "container.extra": Text(
        "{file}: nothing in the file names {member}",
        "{file}: nada en el archivo nombra {member}",
    ),
    "container.foreign": Text(
        "{file} is no .bpz file, or another program wrote it anew: take the one that was sent"
        " (byte {at}, after {member}: {found})",
        "{file} no es un archivo .bpz, o lo reescribió otro programa: use el que se envió"
        " (byte {at}, después de {member}: {found})",
    ),
    "container.index": Text(
        "{file}: index.json: {where}: {why}",
        "{file}: index.json: {where} no tiene la forma que debe tener ({why})",
    ),
    "container.member": Text(
        "{file}: {member}: {why}",
        "{file}: {member} no tiene la forma que debe tener ({why})",
    ),
    "container.missing": Text(
        "{file}: {member} is missing",
        "{file}: falta {member}",
    ),
    "container.newer": Text(
        "{file} has version {found} of its format, and this program knows version {known}: install"
        " a newer version",
        "{file} tiene la versión {found} de su formato, y este programa conoce la {known}: instale"
        " una versión más nueva",
    ),
    "container.order": Text(
        "{file}: byte {at}: {member} stands after {before}; members ascend and each stands once",
        "{file}: byte {at}: {member} está después de {before}; los miembros van en orden ascendente"
        " y cada uno una vez",
    ),
    "container.too-large": Text(
        "{file}: {size} bytes, at most {most}",
        "{file}: {size} bytes, a lo más {most}",
    ),
    "container.too-many": Text(
        "{file}: {count} members, at most {most}",
        "{file}: {count} miembros, a lo más {most}",
    ),
}

_OUTBOX: dict[str, Text] = {
    "outbox.doubled": Text(
        "{file}: index.json: {digest} stands twice, at {first} and at {second}",
        "{file}: index.json: {digest} está dos veces, en {first} y en {second}",
    ),
    "outbox.other-type": Text(
        "{file} is {found}, and {expected} is wanted here. What a site sent: batterypass submit at the"
        " operator, batterypass outbox take at a partner. An answer: batterypass outbox answers",
        "{file} es {found}, y aquí se espera {expected}. Lo que envió un sitio: batterypass submit con"
        " el operador, batterypass outbox take con un socio. Una respuesta: batterypass outbox answers",
    ),
    "outbox.file-answer": Text("an answer file", "un archivo de respuesta"),
    "outbox.file-directory": Text("a directory file", "un archivo de directorio"),
    "outbox.file-outbox": Text("an outbox file", "un archivo de buzón"),
    "outbox.no-number": Text(
        "{text!r} is no number of the outbox; batterypass outbox list shows them",
        "{text!r} no es un número del buzón; batterypass outbox list los muestra",
    ),
    "outbox.rests-on": Text("on {places}", "sobre {places}"),
    "outbox.since": Text(
        "since then: {entry} {who}: {what}", "desde entonces: {entry} {who}: {what}"
    ),
    "outbox.state-abandoned": Text("given up", "descartado"),
    "outbox.state-blocked": Text("blocked", "detenido"),
    "outbox.state-pending": Text("pending", "por enviar"),
    "outbox.state-recorded": Text("recorded", "asentado"),
    "outbox.state-refused": Text("refused", "rechazado"),
    "outbox.state-sent": Text("sent", "enviado"),
    "outbox.state-stale": Text("stale", "desfasado"),
    "outbox.state-superseded": Text("superseded", "sustituido"),
    "outbox.state-waiting": Text("waiting", "en espera"),
    "outbox.taken": Text("of their file", "de su archivo"),
    "outbox.took": Text(
        "{kept} statements of {party} taken, {already} were here already, {older} older than what is"
        " here",
        "{kept} declaraciones de {party} tomadas, {already} ya estaban, {older} más viejas que lo que"
        " hay aquí",
    ),
    "outbox.written": Text(
        "{path}: {count} statements ({own} own), read back and equal",
        "{path}: {count} declaraciones ({own} propias), leído de vuelta, igual",
    ),
    "outbox.still-live": Text(
        "only a statement that is stale, blocked or refused is signed again; this one may still be"
        " recorded as it is",
        "solo se firma otra vez una declaración desfasada, detenida o rechazada; esta aún puede"
        " asentarse como está",
    ),
    "outbox.abandoned": Text("{place} given up for ever", "{place} descartado para siempre"),
    "outbox.beside": Text(
        "sealed sections: {sections}, attachments: {files} (--with-sealed and --with-files add them)",
        "secciones selladas: {sections}, archivos: {files} (--with-sealed y --with-files los agregan)",
    ),
    "outbox.carry": Text(
        "take the file to the operator: batterypass submit {name}",
        "lleve el archivo al operador: batterypass submit {name}",
    ),
    "outbox.carry-partner": Text(
        "give the file to your partner: batterypass outbox take {name}",
        "dé el archivo a su socio: batterypass outbox take {name}",
    ),
    "outbox.kept": Text(
        "{kind}: pending {place}, digest {digest} (not in the log yet)",
        "{kind}: por enviar {place}, huella {digest} (aún no está en el registro)",
    ),
    "outbox.kept-more": Text(
        "… and {count} more, up to pending {last}", "… y {count} más, hasta por enviar {last}"
    ),
    "outbox.needs-log": Text(
        "{what}: this is made with its proof that the log has what it shows, and the log is at the"
        " operator: it can be printed there once your statements are recorded",
        "{what}: se hace con la prueba de que el registro tiene lo que muestra, y el registro está"
        " con el operador: se puede imprimir ahí cuando sus declaraciones estén asentadas",
    ),
    "outbox.no-site": Text(
        "{path} is an operator's ledger and has no outbox: what is signed here is recorded at once",
        "{path} es el registro de un operador y no tiene buzón: lo que se firma aquí se asienta"
        " de inmediato",
    ),
    "outbox.nothing": Text("nothing to send", "nada por enviar"),
    "outbox.nothing-dead": Text("nothing to sign again", "nada por firmar de nuevo"),
    "outbox.no-log-here": Text(
        "this is a replica: its log is at the operator, and nothing is written into it here; what"
        " you sign waits in the outbox (batterypass outbox list)",
        "esto es una réplica: su registro está con el operador, y aquí no se escribe nada en él; lo"
        " que usted firma espera en el buzón (batterypass outbox list)",
    ),
    "outbox.no-outbox": Text(
        "{path}: this is no outbox of batterypass: move it away, if it is yours",
        "{path}: no es un buzón de batterypass: muévalo a otro lugar, si es suyo",
    ),
    "outbox.no-place": Text(
        "there is no statement {place} in the outbox; batterypass outbox list --all shows them",
        "no hay declaración {place} en el buzón; batterypass outbox list --all las muestra",
    ),
    "outbox.no-proof-yet": Text(
        "statement {place} of the outbox is not in the log yet, so nothing proves that it is; send"
        " it first (batterypass outbox send)",
        "la declaración {place} del buzón aún no está en el registro, así que nada prueba que lo"
        " esté; envíela primero (batterypass outbox send)",
    ),
    "outbox.not-dead": Text(
        "statement {place} is {state}: only one that is stale, blocked or refused is signed again",
        "la declaración {place} está en estado {state}: solo se firma otra vez una desfasada,"
        " detenida o rechazada",
    ),
    "outbox.not-yours": Text(
        "statement {place} was signed by {actor}, whose key is not here: ask them to sign it again"
        " and to send you the file (batterypass outbox take)",
        "la declaración {place} la firmó {actor}, cuya llave no está aquí: pida que la firme otra"
        " vez y le envíe el archivo (batterypass outbox take)",
    ),
    "outbox.other-ledger": Text(
        "{path}: this is for the ledger {found}, the replica here is of {expected}",
        "{path}: es para el registro {found}, la réplica de aquí es de {expected}",
    ),
    "outbox.other-ledger-file": Text(
        "the file is for the ledger {found}, the replica here is of {expected}: nothing was taken;"
        " choose the other one with --ledger",
        "el archivo es para el registro {found}, la réplica de aquí es de {expected}: no se tomó nada;"
        " elija la otra con --ledger",
    ),
    "outbox.other-writer": Text(
        "{path}: somebody else signed meanwhile: try again",
        "{path}: alguien más firmó mientras tanto: repita",
    ),
    "outbox.place": Text("pending {place}", "por enviar {place}"),
    "outbox.rebase-cannot": Text(
        "It cannot be signed like this. [n]o, later  [d]iscard for ever:",
        "Así no se puede firmar. [n]o, después  [d]escartar para siempre:",
    ),
    "outbox.rebase-head": Text("{place}  {what}, signed {when}", "{place}  {what}, firmado {when}"),
    "outbox.rebase-question": Text(
        "Sign it again? [y]es  [n]o, later  [d]iscard for ever:",
        "¿Firmar de nuevo? [s]í  [n]o, después  [d]escartar para siempre:",
    ),
    "outbox.rebased": Text(
        "pending {place} in place of {old}", "por enviar {place} en lugar de {old}"
    ),
    "outbox.replica-of": Text(
        "replica of {when} ({size} entries): the rules were asked about the ledger as it was then",
        "réplica del {when} ({size} asientos): las reglas se preguntaron con el registro de entonces",
    ),
    "outbox.replica-older": Text(
        "{count} of your statements rest on entries that this replica does not have: it ends at"
        " {logged}. Bring it up to date first: batterypass replica update",
        "{count} de sus declaraciones se apoyan en asientos que esta réplica no tiene: termina en"
        " {logged}. Póngala al día primero: batterypass replica update",
    ),
    "outbox.same-again": Text(
        "the very same statement is in the outbox as {place} and was not taken in; batterypass"
        " outbox rebase {place} shows why",
        "la misma declaración está en el buzón como {place} y no fue aceptada; batterypass outbox"
        " rebase {place} muestra por qué",
    ),
}

_REPLICA: dict[str, Text] = {
    "replica.behind-memory": Text(
        "the source ends at entry {size} of {origin}, and {seen} entries were seen here"
        " before: take a newer source; nothing was changed",
        "la fuente termina en el asiento {size} de {origin}, y aquí ya se vieron {seen}"
        " asientos: use una fuente más nueva; no se cambió nada",
    ),
    "replica.broken-entry": Text(
        "entry {entry} breaks the log, although its operator has signed a checkpoint over it:"
        " {why}. Nothing was taken; show this source to the authority or the auditor",
        "el asiento {entry} rompe el registro, aunque su operador firmó un punto de control"
        " sobre él: {why}. No se tomó nada; muestre esta fuente a la autoridad o al auditor",
    ),
    "replica.content": Text(
        "content   {size} entries; root {root} equals the signed checkpoint",
        "contenido  {size} asientos; raíz {root} igual al punto de control firmado",
    ),
    "replica.created": Text(
        "replica {path} of {origin} · {size} entries",
        "réplica {path} de {origin} · {size} asientos",
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
        "nothing outside the source vouches for {origin} yet: give its trust file with"
        " --trust FILE, or --first-use if you know where the source comes from",
        "nada fuera de la fuente avala todavía {origin}: dé su archivo de confianza con"
        " --trust ARCHIVO, o --first-use si sabe de dónde viene la fuente",
    ),
    "replica.fork": Text(
        "{origin} has forked: two checkpoints signed by the same key do not fit in one log."
        " Known here: {our_size} entries, root {our_root}; in the source: {their_size}"
        " entries, root {their_root}; first entry that differs: {first}. Nothing was taken",
        "{origin} se bifurcó: dos puntos de control firmados por la misma llave no caben en"
        " un registro. El conocido aquí: {our_size} asientos, raíz {our_root}; el de la"
        " fuente: {their_size} asientos, raíz {their_root}; primer asiento distinto: {first}."
        " No se tomó nada",
    ),
    "replica.fork-kept": Text(
        "both are kept in {place}: give that folder to the authority or the auditor; until"
        " then you can go on signing",
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
        "{source} is older: it ends before your {size} entries; nothing was changed",
        "{source} es más antigua: termina antes de sus {size} asientos; no se cambió nada",
    ),
    "replica.outbox": Text(
        "your outbox: {recorded} recorded, {pending} to send, {stale} stale, {blocked} blocked,"
        " {waiting} waiting, {refused} refused, {superseded} superseded",
        "su buzón: {recorded} asentados, {pending} por enviar, {stale} desfasados, {blocked}"
        " detenidos, {waiting} en espera, {refused} rechazados, {superseded} sustituidos",
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
        "nothing new: {size} entries",
        "nada nuevo: {size} asientos",
    ),
    "replica.several-files": Text(
        "{path}: there are several ledger files here ({names}): name one",
        "{path}: aquí hay varios archivos de registro ({names}): nombre uno",
    ),
    "replica.signatures": Text(
        "signatures  {count} valid",
        "firmas     {count} válidas",
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
        "{before} → {after} entries; what was known is still in it",
        "{before} → {after} asientos; lo conocido sigue dentro",
    ),
}

_RESTORE: dict[str, Text] = {
    "restore.behind-seen": Text(
        "a checkpoint of {seen} entries was seen here: {missing} entries are missing",
        "aquí se vio un punto de control de {seen} asientos: faltan {missing} asientos",
    ),
    "restore.behind-signer": Text(
        "its key has signed a checkpoint of {seen}: {missing} entries are missing. It can be read;"
        " nothing is signed until they are back.",
        "su llave ya firmó un punto de control de {seen}: faltan {missing} asientos. Se puede leer;"
        " no se firmará hasta tenerlos.",
    ),
    "restore.changed": Text(
        "the copy has {size} entries, the backup {expected}: somebody wrote to it; repeat the"
        " command",
        "la copia tiene {size} asientos, el respaldo {expected}: alguien escribió en él; repita",
    ),
    "restore.done": Text("{path} · {size} entries", "{path} · {size} asientos"),
    "restore.exists": Text(
        "{path}: what is there is no older state of {origin}: a restore replaces nothing else."
        " Choose another name, or move it away together with {path}-wal",
        "{path}: lo que hay ahí no es un estado anterior de {origin}: restaurar no reemplaza otra"
        " cosa. Elija otro nombre, o muévalo junto con {path}-wal",
    ),
    "restore.files": Text("{count} files brought back", "{count} archivos recuperados"),
    "restore.first-use": Text(
        "nothing outside this backup vouches for it: no trust file of {origin}, no checkpoint seen"
        " before, no signer's state. Say --first-use to accept it as it is",
        "nada fuera de este respaldo lo avala: ni archivo de confianza de {origin}, ni punto de"
        " control visto, ni estado de la firma. Diga --first-use para aceptarlo como está",
    ),
    "restore.grown": Text(
        "{before} → {after} entries; signing goes on where it stopped",
        "{before} → {after} asientos; la firma sigue donde quedó",
    ),
    "restore.grown-partly": Text("{before} → {after} entries", "{before} → {after} asientos"),
    "restore.is-replica": Text(
        "{path} is a replica: batterypass replica update SOURCE brings it up to date",
        "{path} es una réplica: batterypass replica update ORIGEN la pone al día",
    ),
    "restore.itself": Text("{path}: this is the backup itself", "{path}: es el respaldo mismo"),
    "restore.next": Text(
        "batterypass restore --newer SOURCE", "batterypass restore --newer ORIGEN"
    ),
    "restore.nothing-newer": Text(
        "{source} has nothing newer than these {size} entries",
        "{source} no tiene nada posterior a estos {size} asientos",
    ),
    "restore.nothing-given": Text(
        "say what to restore: BACKUP [LEDGER], or --newer SOURCE for a ledger that is behind",
        "diga qué restaurar: RESPALDO [REGISTRO], o --newer ORIGEN para un registro atrasado",
    ),
    "restore.other-history": Text(
        "at {size} entries this backup has another root than the checkpoint of {origin} that was"
        " signed or seen here: it is a backup of another history",
        "con {size} asientos este respaldo tiene otra raíz que el punto de control de {origin} que"
        " se firmó o se vio aquí: es un respaldo de otra historia",
    ),
    "restore.other-ledger": Text(
        "this backup is not of the ledger {origin} that is trusted here: {why}",
        "este respaldo no es del registro {origin} en que aquí se confía: {why}",
    ),
    "restore.outbox": Text("with its outbox", "con su buzón de salida"),
    "restore.progress": Text("Copying", "Copiando"),
    "restore.sources": Text(
        "SOURCE: a replica of any site, the published folder, an answer of submit",
        "ORIGEN: una réplica de cualquier sitio, la carpeta publicada, una respuesta de submit",
    ),
    "restore.unsealed": Text(
        "sealed data of {count} entries are missing: ask the sites for outbox send --with-sealed",
        "faltan datos sellados de {count} asientos: pida a los sitios outbox send --with-sealed",
    ),
}

_STREAM: dict[str, Text] = {
    "stream.bad-json": Text(
        "line {line}, column {column}: not JSON: {why}",
        "línea {line}, columna {column}: no es JSON ({why})",
    ),
    "stream.done": Text(
        "{lines} lines: {taken} taken, {already} were there already, {refused} refused, {off} off",
        "{lines} líneas: {taken} tomadas, {already} ya estaban, {refused} rechazadas, {off} mal"
        " formadas",
    ),
    "stream.follow": Text(
        "--follow reads JSON lines from standard input and answers each: give - as the file, no"
        " other --format than jsonl, and no --errors",
        "--follow lee JSON por líneas de la entrada estándar y contesta cada una: dé - como archivo,"
        " ningún otro --format que jsonl, y sin --errors",
    ),
    "stream.long": Text(
        "line {line} has {size} bytes, more than a form can have: it was skipped",
        "la línea {line} tiene {size} bytes, más de los que puede tener una forma: se saltó",
    ),
    "stream.needs-yes": Text(
        "-: standard input holds the forms, so nobody can answer a question there: add --yes",
        "-: la entrada estándar trae las formas y nadie puede responder ahí: agregue --yes",
    ),
    "stream.no-attach": Text(
        "--attach is for one event; on a stream each form names its documents, and batterypass attach"
        " puts the files in their folder",
        "--attach es para un evento; aquí cada forma nombra sus documentos, y batterypass attach pone"
        " los archivos en su carpeta",
    ),
    "stream.no-id": Text(
        "{kind}: nothing in this form says that it is the same when it is sent again: give it one of"
        " {names}, or say --again",
        "{kind}: nada en esta forma dice que es la misma cuando se manda otra vez: dele uno de"
        " {names}, o diga --again",
    ),
    "stream.no-object": Text(
        "line {line}: expected a JSON object", "línea {line}: se esperaba un objeto JSON"
    ),
    "stream.no-reader": Text(
        "nobody reads the answers any more ({why}): lines after the last answer may or may not have"
        " been taken; send them again",
        "ya nadie lee las respuestas ({why}): las líneas después de la última respuesta pueden haberse"
        " tomado o no; mándelas otra vez",
    ),
    "stream.no-text": Text(
        "line {line}: byte {byte} is not UTF-8", "línea {line}: el byte {byte} no es UTF-8"
    ),
    "stream.unreadable": Text(
        "standard input cannot be read: {why}", "no se puede leer la entrada estándar ({why})"
    ),
}

_SUBMIT: dict[str, Text] = {
    "submit.answer": Text(
        "{path}: {count} answers with {proofs} proofs, written and read back",
        "{path}: {count} respuestas con {proofs} pruebas, escrito y leído de vuelta",
    ),
    "submit.clock-ahead": Text(
        "the site's clock is {gap} ahead of this one: set whichever is wrong; what it dated later than"
        " now has the finding BP-Z001 for ever",
        "el reloj del sitio va {gap} adelante de este: ponga en hora el que esté mal; lo que fechó"
        " después de ahora lleva el hallazgo BP-Z001 para siempre",
    ),
    "submit.dry-run": Text(
        "this was a trial: nothing was recorded, no answer was written",
        "fue una prueba: no se asentó nada ni se escribió respuesta",
    ),
    "submit.head": Text(
        "{file} · {party} · saw the log up to {size} entries · {count} statements",
        "{file} · {party} · vio el registro hasta {size} asientos · {count} declaraciones",
    ),
    "submit.next-blocked": Text(
        "at the site: sign again what it rests on, then this (batterypass outbox rebase)",
        "en el sitio: firme otra vez aquello en que descansa, y después esto (batterypass outbox"
        " rebase)",
    ),
    "submit.next-refused": Text(
        "at the site: batterypass outbox answers takes the answer in and shows what is wrong",
        "en el sitio: batterypass outbox answers toma la respuesta y muestra qué está mal",
    ),
    "submit.next-stale": Text(
        "entry {head} was first; at the site: batterypass outbox answers, then batterypass outbox"
        " rebase",
        "el asiento {head} llegó antes; en el sitio: batterypass outbox answers y batterypass outbox"
        " rebase",
    ),
    "submit.next-waiting": Text(
        "it stays in the outbox and goes with the next file, once the other site's has come",
        "se queda en el buzón y va con el archivo siguiente, cuando haya llegado el del otro sitio",
    ),
    "submit.outcome-blocked": Text(
        "blocked: it rests on a statement that was not taken in",
        "detenida: descansa en una declaración que no se tomó",
    ),
    "submit.outcome-refused": Text("refused", "rechazada"),
    "submit.outcome-stale": Text("stale: others were first", "desfasada: otros llegaron antes"),
    "submit.outcome-waiting": Text(
        "waiting: what it rests on is not here yet",
        "en espera: aquello en que descansa no ha llegado",
    ),
    "submit.progress": Text("recording", "asentando"),
    "submit.read-back": Text(
        "{path}: what was read back is not what was written; use another stick",
        "{path}: lo que se leyó no es lo que se escribió; use otra memoria",
    ),
    "submit.recorded": Text(
        "{count} in the log: {where} ({already} were there already)",
        "{count} en el registro: {where} ({already} ya estaban)",
    ),
    "submit.with-findings": Text(
        "{count} of them with findings, in the name of who signed: {codes}",
        "{count} de ellas con hallazgos, a nombre de quien firmó: {codes}",
    ),
    "submit.not-operator": Text(
        "this is a replica of {origin}, and only its operator records: a partner's file is taken in"
        " with batterypass outbox take FILE",
        "esto es una réplica de {origin}, y solo su operador asienta: el archivo de un socio se toma"
        " con batterypass outbox take ARCHIVO",
    ),
    "submit.other-ledger": Text(
        "the file is for the ledger {found}, this one is {expected}: nothing was recorded; choose"
        " the other one with --ledger",
        "el archivo es para el registro {found}, este es {expected}: no se asentó nada; elija el"
        " otro con --ledger",
    ),
}

MESSAGES: dict[str, Text] = {
    **_ANSWERS,
    **_ATTACH,
    **_ATTACHMENTS,
    **_BACKUP,
    **_CONTAINER,
    **_OUTBOX,
    **_REPLICA,
    **_RESTORE,
    **_STREAM,
    **_SUBMIT,
}
