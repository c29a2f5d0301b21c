"""Texts of what waits at a site, and of the answers to it."""

from __future__ import annotations

from batterypass.texts.bilingual import Text

MESSAGES: dict[str, Text] = {
    "answers.blocked": Text(
        "{count} blocked: {count:it rests|they rest} on one that was not taken in",
        "{count} {count:detenida: descansa|detenidas: descansan} en una que no se tomó",
    ),
    "answers.no-outbox": Text(
        "{path} has no outbox: nothing was signed here for somebody else's ledger",
        "{path} no tiene buzón: aquí no se firmó nada para el registro de otro",
    ),
    "answers.not-ours": Text(
        "{count} {count:answer is about a statement|answers are about statements} of others",
        "{count} {count:respuesta es sobre una declaración|respuestas son sobre declaraciones}"
        " de otros",
    ),
    "answers.nothing-new": Text(
        "nothing new: this answer was taken in before",
        "nada nuevo: esta respuesta ya se había tomado",
    ),
    "answers.older": Text(
        "something newer is known of some statements; what this answer says of them was left aside",
        "de algunas declaraciones se sabe algo más nuevo; lo que dice esta respuesta de ellas"
        " no se tomó en cuenta",
    ),
    "answers.recorded": Text(
        "{count} recorded, {count:proven|each proven} against the signed checkpoint",
        "{count} {count:asentada, probada|asentadas, cada una probada} contra el punto de"
        " control firmado",
    ),
    "answers.refused": Text(
        "{count} refused: batterypass outbox list shows why",
        "{count} {count:rechazada|rechazadas}: batterypass outbox list muestra por qué",
    ),
    "answers.stale": Text(
        "{count} stale: others were first",
        "{count} {count:desfasada|desfasadas}: otros llegaron antes",
    ),
    "answers.superseded": Text(
        "{count} superseded: the log has the same event in other bytes",
        "{count} {count:sustituida|sustituidas}: el registro tiene el mismo evento en otros bytes",
    ),
    "answers.waiting": Text(
        "{count} waiting: what {count:it rests on has not come; it goes|they rest on has not"
        " come; they go} with the next file",
        "{count} en espera: aquello en que {count:descansa no ha llegado; va|descansan no ha"
        " llegado; van} con el archivo siguiente",
    ),
    "answers.fork": Text(
        "at {size} {size:entry|entries} the answer's checkpoint has the root {root}, and the"
        " log that is known here the root {known}: the operator has signed two logs; nothing"
        " was taken in, keep both files and show them to the authority",
        "en {size} {size:asiento|asientos} el punto de control de la respuesta tiene la raíz"
        " {root}, y el registro que aquí se conoce la raíz {known}: el operador firmó dos"
        " registros; no se tomó nada, guarde los dos archivos y muéstrelos a la autoridad",
    ),
    "answers.no-consistency": Text(
        "the answer is of a log of {size} {size:entry|entries}, {known} are known here, and it"
        " does not show that the one continues the other: batterypass replica update, then take"
        " it in again",
        "la respuesta es de un registro de {size} {size:asiento|asientos}, aquí se conocen"
        " {known}, y no muestra que el uno continúa al otro: batterypass replica update, y"
        " tómela otra vez",
    ),
    "answers.not-trusted": Text(
        "the answer's checkpoint is not what the trust file demands: {problem}; nothing was"
        " taken in",
        "el punto de control de la respuesta no es lo que pide el archivo de confianza:"
        " {problem}; no se tomó nada",
    ),
    "answers.other-ledger": Text(
        "the answer is of the ledger {found}, this outbox is for {expected}: choose the other"
        " one with --ledger",
        "la respuesta es del registro {found}, este buzón es para {expected}: elija el otro con"
        " --ledger",
    ),
    "answers.bad-proof": Text(
        "the proof that {digest} is entry {entry} does not hold, so nothing was taken in; ask"
        " the operator to submit your file again and to give you the new answer",
        "la prueba de que {digest} es el asiento {entry} no se sostiene, así que no se tomó"
        " nada; pida al operador entregar otra vez su archivo y darle la respuesta nueva",
    ),
    "answers.no-log": Text(
        "this answer of {ledger} carries no entries of the log: it was made with --no-log, or"
        " there were too many; use the published folder or a copy of the ledger",
        "esta respuesta de {ledger} no trae asientos del registro: se hizo con --no-log, o eran"
        " demasiados; use la carpeta publicada o una copia del registro",
    ),
    "outbox.bad-memory": Text(
        "{path}: no memory of an outbox ({why}): delete it; what was lost before is not told then",
        "{path}: no es la memoria de un buzón ({why}): bórrela; lo perdido antes ya no se avisa",
    ),
    "outbox.forget-declined": Text(
        "nothing was forgotten",
        "no se olvidó nada",
    ),
    "outbox.forget-question": Text(
        "Go on without what is lost ({count})? Nobody can make it again.",
        "¿Seguir sin lo perdido ({count})? Nadie puede hacerlo otra vez.",
    ),
    "outbox.forgotten": Text(
        "what was lost is told no more ({count}); what happened can be signed again",
        "lo perdido ya no se avisa ({count}); lo que pasó se puede firmar otra vez",
    ),
    "outbox.lost": Text(
        "of what was signed here, {count} is neither in the outbox nor in the log any more: the"
        " outbox file was lost, or is an older copy. Put it back (batterypass restore BACKUP,"
        " once the one here is moved away), or take what was sent (batterypass outbox take"
        " FILE); batterypass outbox list shows what is missing, batterypass outbox forget goes"
        " on without it",
        "de lo firmado aquí, {count} ya no está ni en el buzón ni en el registro: el archivo"
        " del buzón se perdió o es una copia anterior. Devuélvalo (batterypass restore"
        " RESPALDO, tras mover el que hay aquí), o tome lo enviado (batterypass outbox take"
        " ARCHIVO); batterypass outbox list muestra lo que falta, batterypass outbox forget"
        " sigue sin ello",
    ),
    "outbox.nothing-lost": Text(
        "nothing is lost: all that was kept here is in the outbox or in the log",
        "no se perdió nada: todo lo guardado aquí está en el buzón o en el registro",
    ),
    "outbox.state-lost": Text(
        "lost",
        "perdido",
    ),
    "outbox.would-forget": Text(
        "Dry run: would be told no more: {count}",
        "Ensayo: ya no se avisaría: {count}",
    ),
    "outbox.doubled": Text(
        "{file}: index.json: {digest} stands twice, at {first} and at {second}",
        "{file}: index.json: {digest} está dos veces, en {first} y en {second}",
    ),
    "outbox.other-type": Text(
        "{file} is {found}, and {expected} is wanted here. What a site sent: batterypass submit"
        " at the operator, batterypass outbox take at a partner. An answer: batterypass outbox"
        " answers. A request for a key: batterypass key grant; what answers it: batterypass key"
        " accept",
        "{file} es {found}, y aquí se espera {expected}. Lo que envió un sitio: batterypass"
        " submit con el operador, batterypass outbox take con un socio. Una respuesta:"
        " batterypass outbox answers. Una solicitud de llave: batterypass key grant; lo que la"
        " responde: batterypass key accept",
    ),
    "outbox.file-directory": Text("a directory file", "un archivo de directorio"),
    "outbox.file-answer": Text(
        "an answer file",
        "un archivo de respuesta",
    ),
    "outbox.file-outbox": Text(
        "an outbox file",
        "un archivo de buzón",
    ),
    "outbox.no-number": Text(
        "{text!r} is no number of the outbox; batterypass outbox list shows them",
        "{text!r} no es un número del buzón; batterypass outbox list los muestra",
    ),
    "outbox.rests-on": Text(
        "on {places}",
        "sobre {places}",
    ),
    "outbox.since": Text(
        "since then: {entry} {who}: {what}",
        "desde entonces: {entry} {who}: {what}",
    ),
    "outbox.state-abandoned": Text(
        "given up",
        "descartado",
    ),
    "outbox.state-blocked": Text(
        "blocked",
        "detenido",
    ),
    "outbox.state-pending": Text(
        "pending",
        "por enviar",
    ),
    "outbox.state-recorded": Text(
        "recorded",
        "asentado",
    ),
    "outbox.state-refused": Text(
        "refused",
        "rechazado",
    ),
    "outbox.state-sent": Text(
        "sent",
        "enviado",
    ),
    "outbox.state-stale": Text(
        "stale",
        "desfasado",
    ),
    "outbox.state-superseded": Text(
        "superseded",
        "sustituido",
    ),
    "outbox.state-waiting": Text(
        "waiting",
        "en espera",
    ),
    "outbox.taken": Text(
        "of their file",
        "de su archivo",
    ),
    "outbox.took": Text(
        "{kept} {kept:statement|statements} of {party} taken, {already} {already:was|were} here"
        " already, {older} older than what is here",
        "{kept} {kept:declaración|declaraciones} de {party} {kept:tomada|tomadas}, {already} ya"
        " {already:estaba|estaban}, {older} {older:más vieja|más viejas} que lo que hay aquí",
    ),
    "outbox.written": Text(
        "{path}: {count} {count:statement|statements} ({own} own), read back and equal",
        "{path}: {count} {count:declaración|declaraciones} ({own} {own:propia|propias}), leído"
        " de vuelta, igual",
    ),
    "outbox.still-live": Text(
        "only a statement that is stale, blocked or refused is signed again; this one may still"
        " be recorded as it is",
        "solo se firma otra vez una declaración desfasada, detenida o rechazada; esta aún puede"
        " asentarse como está",
    ),
    "outbox.abandoned": Text(
        "{place} given up for ever",
        "{place} descartado para siempre",
    ),
    "outbox.beside": Text(
        "sealed sections: {sections}, attachments: {files} (--with-sealed and --with-files add"
        " them)",
        "secciones selladas: {sections}, archivos: {files} (--with-sealed y --with-files los"
        " agregan)",
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
        "… and {count} more, up to pending {last}",
        "… y {count} más, hasta por enviar {last}",
    ),
    "outbox.needs-log": Text(
        "{what}: this is made with its proof that the log has what it shows, and the log is at"
        " the operator: it can be printed there once your statements are recorded",
        "{what}: se hace con la prueba de que el registro tiene lo que muestra, y el registro"
        " está con el operador: se puede imprimir ahí cuando sus declaraciones estén asentadas",
    ),
    "outbox.no-site": Text(
        "{path} is an operator's ledger and has no outbox: what is signed here is recorded at once",
        "{path} es el registro de un operador y no tiene buzón: lo que se firma aquí se asienta"
        " de inmediato",
    ),
    "outbox.nothing": Text(
        "nothing to send",
        "nada por enviar",
    ),
    "outbox.nothing-dead": Text(
        "nothing to sign again",
        "nada por firmar de nuevo",
    ),
    "outbox.no-log-here": Text(
        "this is a replica: its log is at the operator, and nothing is written into it here;"
        " what you sign waits in the outbox (batterypass outbox list)",
        "esto es una réplica: su registro está con el operador, y aquí no se escribe nada en"
        " él; lo que usted firma espera en el buzón (batterypass outbox list)",
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
        "statement {place} of the outbox is not in the log yet, so nothing proves that it is;"
        " send it first (batterypass outbox send)",
        "la declaración {place} del buzón aún no está en el registro, así que nada prueba que"
        " lo esté; envíela primero (batterypass outbox send)",
    ),
    "outbox.not-dead": Text(
        "statement {place} is {state}: only one that is stale, blocked or refused is signed again",
        "la declaración {place} está en estado {state}: solo se firma otra vez una desfasada,"
        " detenida o rechazada",
    ),
    "outbox.not-yours": Text(
        "statement {place} was signed by {actor}, whose key is not here: ask them to sign it"
        " again and to send you the file (batterypass outbox take)",
        "la declaración {place} la firmó {actor}, cuya llave no está aquí: pida que la firme"
        " otra vez y le envíe el archivo (batterypass outbox take)",
    ),
    "outbox.other-ledger": Text(
        "{path}: this is for the ledger {found}, the replica here is of {expected}",
        "{path}: es para el registro {found}, la réplica de aquí es de {expected}",
    ),
    "outbox.other-ledger-file": Text(
        "the file is for the ledger {found}, the replica here is of {expected}: nothing was"
        " taken; choose the other one with --ledger",
        "el archivo es para el registro {found}, la réplica de aquí es de {expected}: no se"
        " tomó nada; elija la otra con --ledger",
    ),
    "outbox.other-writer": Text(
        "{path}: somebody else signed meanwhile: try again",
        "{path}: alguien más firmó mientras tanto: repita",
    ),
    "outbox.place": Text(
        "pending {place}",
        "por enviar {place}",
    ),
    "outbox.rebase-cannot": Text(
        "It cannot be signed like this. [n]o, later  [d]iscard for ever:",
        "Así no se puede firmar. [n]o, después  [d]escartar para siempre:",
    ),
    "outbox.rebase-head": Text(
        "{place}  {what}, signed {when}",
        "{place}  {what}, firmado {when}",
    ),
    "outbox.rebase-question": Text(
        "Sign it again? [y]es  [n]o, later  [d]iscard for ever:",
        "¿Firmar de nuevo? [s]í  [n]o, después  [d]escartar para siempre:",
    ),
    "outbox.rebased": Text(
        "pending {place} in place of {old}",
        "por enviar {place} en lugar de {old}",
    ),
    "outbox.replica-of": Text(
        "replica of {when} ({size} {size:entry|entries}): the rules were asked about the ledger"
        " as it was then",
        "réplica del {when} ({size} {size:asiento|asientos}): las reglas se preguntaron con el"
        " registro de entonces",
    ),
    "outbox.replica-older": Text(
        "{count} of your statements rest on entries that this replica does not have: it ends at"
        " {logged}. Bring it up to date first: batterypass replica update",
        "{count} de sus declaraciones se apoyan en asientos que esta réplica no tiene: termina"
        " en {logged}. Póngala al día primero: batterypass replica update",
    ),
    "outbox.same-again": Text(
        "the very same statement is in the outbox as {place} and was not taken in; batterypass"
        " outbox rebase {place} shows why",
        "la misma declaración está en el buzón como {place} y no fue aceptada; batterypass"
        " outbox rebase {place} muestra por qué",
    ),
}
