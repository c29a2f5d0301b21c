"""Texts of errors of the use cases, the store and the key folder."""

from __future__ import annotations

from batterypass.texts.bilingual import Text

MESSAGES: dict[str, Text] = {
    "find.items": Text(
        "{text!r} names {count} items: {listed}; give the printed id or the URL of one",
        "{text!r} nombra {count} artículos: {listed}; dé el id impreso o la URL de uno",
    ),
    "find.no-item": Text(
        "no item here answers to {text!r}: expected its URL, its printed id or the beginning of it,"
        " an alias or its serial number; batterypass pack list shows the items",
        "ningún artículo responde a {text!r}: se espera su URL, su id impreso o el principio de él,"
        " un alias o su número de serie; batterypass pack list muestra los artículos",
    ),
    "find.no-index": Text(
        "there is no entry {index}: the ledger has {size} (0 to {last}); put 0x before a digest that"
        " is all digits",
        "no hay asiento {index}: el registro tiene {size} (0 a {last}); ponga 0x antes de una huella"
        " que solo tiene dígitos",
    ),
    "find.no-entry": Text(
        "{text!r} names no entry: expected its number, or at least 6 hex digits of its digest",
        "{text!r} no nombra un asiento: se espera su número, o al menos 6 dígitos hex de su huella",
    ),
    "find.digests": Text(
        "{text!r} is the beginning of {count} digests; give more digits",
        "{text!r} es el principio de {count} huellas; dé más dígitos",
    ),
    "find.no-digest": Text(
        "no entry has a digest that begins with {text}",
        "ningún asiento tiene una huella que empiece con {text}",
    ),
    "find.consignments": Text(
        "{text!r} names {count} consignments: {listed}; give the full name",
        "{text!r} nombra {count} embarques: {listed}; dé el nombre completo",
    ),
    "find.no-consignment": Text(
        "no consignment here answers to {text!r}; batterypass today shows the open ones",
        "ningún embarque responde a {text!r}; batterypass today muestra los abiertos",
    ),
    "find.parties": Text(
        "{text!r} names {count} parties: {listed}; give more of the id",
        "{text!r} nombra {count} partes: {listed}; dé más del id",
    ),
    "find.near-party": Text(
        "no party here answers to {text!r}; did you mean {near}? batterypass party list shows them",
        "ninguna parte responde a {text!r}; ¿quiso decir {near}? batterypass party list las muestra",
    ),
    "find.no-party": Text(
        "no party here answers to {text!r}; batterypass party list shows them",
        "ninguna parte responde a {text!r}; batterypass party list las muestra",
    ),
    "find.damaged": Text(
        "entry {index}: {why}; run batterypass verify",
        "asiento {index}: {why}; ejecute batterypass verify",
    ),
    "find.no-entries": Text("{subject} has no entries here", "{subject} no tiene asientos aquí"),
    "find.outside": Text(
        "there is no entry {index}: the ledger has {size}",
        "no hay asiento {index}: el registro tiene {size}",
    ),
    "find.sizes": Text(
        "a consistency proof needs 0 < old ≤ new ≤ {size}, found {old} and {new}",
        "una prueba de consistencia pide 0 < anterior ≤ nuevo ≤ {size}; se dieron {old} y {new}",
    ),
    "find.sealed-differs": Text(
        "the sealed section {point} of event {event_id} is not what was signed: its digest is"
        " {found}, the entry names {digest}; run batterypass verify",
        "la sección sellada {point} del evento {event_id} no es la que se firmó: su huella es"
        " {found}, el asiento nombra {digest}; ejecute batterypass verify",
    ),
    "find.sealed-other": Text(
        "the sealed section {point} of event {event_id} was sealed for another: {found}; run"
        " batterypass verify",
        "la sección sellada {point} del evento {event_id} se selló para otro: {found}; ejecute"
        " batterypass verify",
    ),
    "find.long-id": Text(
        "printed id {text!r}: {count} characters, expected at most 13",
        "id impreso {text!r}: {count} caracteres, se esperan 13 a lo más",
    ),
    "find.bad-letter": Text(
        "printed id {text!r}: {letter!r} never stands in a printed id",
        "id impreso {text!r}: {letter!r} nunca está en un id impreso",
    ),
    "find.bad-check": Text(
        "printed id {text!r}: the check character is {found}, the others need {expected}: look again"
        " for a wrong character or two that changed places",
        "id impreso {text!r}: el carácter de control es {found} y los demás piden {expected}: busque"
        " un carácter equivocado o dos que cambiaron de lugar",
    ),
    "open.no-transport": Text(
        "The tables of transport of this program are not whole: install it again",
        "Las tablas de transporte de este programa no están completas: instálelo otra vez",
    ),
    "open.no-replica": Text(
        "{path}: the replica is gone, and its outbox is still here: make the replica again under the"
        " same name, and what you signed is there: batterypass replica create SOURCE {path}",
        "{path}: la réplica ya no está, y su buzón sigue aquí: haga la réplica otra vez con el mismo"
        " nombre, y lo que firmó estará en ella: batterypass replica create FUENTE {path}",
    ),
    "open.no-file": Text(
        "{path}: there is no ledger file; batterypass init {path} makes one, or name another with"
        " --ledger FILE or BATTERYPASS_LEDGER",
        "{path}: no hay archivo de registro; batterypass init {path} crea uno, o indique otro con"
        " --ledger ARCHIVO o BATTERYPASS_LEDGER",
    ),
    "open.never-opened": Text(
        "{path}: this ledger was never opened: expected its entry 0, found none, as an init that was"
        " stopped leaves it. batterypass init {path} opens it, asking for what it needs; or name"
        " another with --ledger FILE or BATTERYPASS_LEDGER",
        "{path}: este registro nunca se abrió: se esperaba su asiento 0 y no hay ninguno, como lo deja"
        " un init interrumpido. batterypass init {path} lo abre y pregunta lo que falta; o indique"
        " otro con --ledger ARCHIVO o BATTERYPASS_LEDGER",
    ),
    "open.replica-unfilled": Text(
        "{path}: this replica was begun and has no entries: batterypass replica create SOURCE {path}"
        " brings them",
        "{path}: esta réplica se empezó y no tiene asientos: batterypass replica create FUENTE {path}"
        " los trae",
    ),
    "open.no-ledger": Text(
        "{path}: this is not a ledger file: check the path",
        "{path}: no es un archivo de registro: revise la ruta",
    ),
    "open.empty": Text(
        "the ledger has no entries yet: batterypass init opens one",
        "el registro no tiene asientos aún: batterypass init abre uno",
    ),
    "open.other-pin": Text(
        "{path}: another trust file is pinned for {origin}: there is another ledger of this origin."
        " Choose another origin, or another home folder (BATTERYPASS_HOME)",
        "{path}: hay otro archivo de confianza para {origin}: existe otro registro con este origen."
        " Elija otro origen, u otra carpeta personal (BATTERYPASS_HOME)",
    ),
    "open.behind-memory": Text(
        "a checkpoint of {seen} entries of {origin} was seen here before, and this ledger has {size}:"
        " it is an older copy, and signing would fork the log; nothing was written. batterypass"
        " restore --newer SOURCE brings the missing {missing} entries from a replica, a published"
        " folder or an answer file",
        "aquí ya se vio un punto de control de {seen} asientos de {origin}, y este registro tiene"
        " {size}: es una copia anterior, y firmar partiría el registro en dos; no se escribió nada."
        " batterypass restore --newer ORIGEN trae los {missing} asientos que faltan de una réplica,"
        " una carpeta publicada o un archivo de respuesta",
    ),
    "open.beside-memory": Text(
        "a checkpoint of {seen} entries of {origin} was seen here before, and this ledger has another"
        " root at that size: it is another history, and signing would fork the log; nothing was"
        " written. Run batterypass verify",
        "aquí ya se vio un punto de control de {seen} asientos de {origin}, y este registro tiene"
        " otra raíz con ese tamaño: es otra historia, y firmar partiría el registro en dos; no se"
        " escribió nada. Ejecute batterypass verify",
    ),
    "open.bad-state": Text(
        "{name}: its stored state cannot be read ({why}); run batterypass verify",
        "{name}: su estado guardado no se puede leer ({why}); ejecute batterypass verify",
    ),
    "open.stale-head": Text(
        "another writer was first: what you were about to sign no longer follows the last entry of"
        " its chain. Nothing was written; repeat the command",
        "otro escribió primero: lo que iba a firmar ya no sigue al último asiento de su cadena. No se"
        " escribió nada; repita el comando",
    ),
    "open.stale-form": Text(
        "somebody else was first: {kind} no longer follows the last entry of {subject}, as its form"
        " says. Nothing was written; make the form anew, or leave subjects out",
        "otro escribió primero: {kind} ya no sigue al último asiento de {subject}, como dice su"
        " forma. No se escribió nada; haga la forma de nuevo, u omita subjects",
    ),
    "open.holds": Text(
        "this file holds the ledger {origin} with {size} entries already; batterypass init opens a"
        " new file",
        "este archivo ya contiene el registro {origin} con {size} asientos; batterypass init abre un"
        " archivo nuevo",
    ),
    "write.clock-ahead": Text(
        "the clock says {now}, {days} days after the ledger's last time mark {mark}, and a time mark"
        " can never be taken back. Set the clock, or say that it is right with --clock-is-right."
        " Nothing was written",
        "el reloj dice {now}, {days} días después de la última marca de tiempo del registro, {mark},"
        " y una marca no se puede retirar nunca. Ponga el reloj en hora, o confirme que es correcta"
        " con --clock-is-right. No se escribió nada",
    ),
    "open.pinned": Text(
        "another ledger of {origin} is trusted here already; choose another origin, or another home"
        " folder (BATTERYPASS_HOME). Nothing was written",
        "aquí ya se confía en otro registro de {origin}; elija otro origen, u otra carpeta personal"
        " (BATTERYPASS_HOME). No se escribió nada",
    ),
    "open.not-whole": Text(
        "the opening of {origin} was not finished, and this file does not verify: run batterypass"
        " verify. Nothing was written",
        "la apertura de {origin} no se terminó, y este archivo no se verifica: ejecute batterypass"
        " verify. No se escribió nada",
    ),
    "open.unknown-rulebook": Text(
        "{origin} has adopted the rulebook {digest}…, which this program does not know: install a"
        " newer version to record in it",
        "{origin} adoptó el reglamento {digest}…, que este programa no conoce: instale una versión"
        " más nueva para registrar en él",
    ),
    "open.other-size": Text(
        "the ledger has {size} entries, its signed checkpoint {signed}; run batterypass verify",
        "el registro tiene {size} asientos y su punto de control firmado {signed}; ejecute"
        " batterypass verify",
    ),
    "open.no-opening": Text(
        "entry 0 does not open a ledger: it names another entry 0",
        "el asiento 0 no abre un registro: nombra otro asiento 0",
    ),
    "open.entry-unread": Text(
        "entry {entry} cannot be read; run batterypass verify",
        "el asiento {entry} no se puede leer; ejecute batterypass verify",
    ),
    "open.entry-gap": Text(
        "the entries stop at {entry} ({problem}); run batterypass verify",
        "los asientos se cortan en el {entry} ({problem}); ejecute batterypass verify",
    ),
    "open.other-remembered": Text(
        "the remembered checkpoint of {origin} is of {found}: remove it from the home folder if you"
        " know why",
        "el punto de control recordado de {origin} es de {found}: quítelo de la carpeta personal si"
        " sabe por qué",
    ),
    "open.unreadable": Text("{path}: cannot be read: {why}", "{path}: no se puede leer: {why}"),
    "open.unwritable": Text(
        "{path}: cannot be written: {why}", "{path}: no se puede escribir: {why}"
    ),
    "write.not-last": Text(
        "{kind} has to be the last event of its batch",
        "{kind} debe ser el último evento de su lote",
    ),
    "write.no-keys": Text(
        "nothing can be signed: no key folder was given (--keys DIR)",
        "no se puede firmar: no se dio carpeta de llaves (--keys DIR)",
    ),
    "write.not-registered": Text(
        "{actor} is not registered in this ledger; batterypass party list shows who is",
        "{actor} no está de alta en este registro; batterypass party list muestra quién sí",
    ),
    "write.no-daily-key": Text(
        "the key folder has no daily key of {actor} that is in force; batterypass key list shows"
        " what is here, --keys DIR chooses another folder",
        "la carpeta no tiene una llave diaria vigente de {actor}; batterypass key list muestra qué"
        " hay, --keys DIR elige otra carpeta",
    ),
    "write.no-operator-key": Text(
        "the key folder has no statement key of the operator of {origin}; use --keys DIR with the"
        " operator's keys",
        "la carpeta no tiene la llave de declaraciones del operador de {origin}; use --keys DIR con"
        " las llaves del operador",
    ),
    "write.no-kind": Text(
        "kind {kind!r} is not known; batterypass schema lists the kinds",
        "no se conoce el tipo {kind!r}; batterypass schema lista los tipos",
    ),
    "write.form": Text("{kind}: {listed}", "{kind}: hay campos que no caben: {listed}"),
    "write.too-large": Text(
        "the event takes {size} bytes, at most {most} fit: divide it in parts",
        "el evento ocupa {size} bytes y caben {most}: divídalo en partes",
    ),
    "write.other-head": Text(
        "the ledger's signed checkpoint is of {signed} entries, it has {size}, or their roots differ;"
        " run batterypass verify",
        "el punto de control firmado es de {signed} asientos y el registro tiene {size}, o sus raíces"
        " difieren; ejecute batterypass verify",
    ),
    "write.no-point": Text(
        "{kind}: private.{point}: this kind seals at: {listed}",
        "{kind}: private.{point}: este tipo sella en: {listed}",
    ),
    "write.no-sealed-name": Text(
        "{kind}: private.{point}.{name}: expected one of {listed}",
        "{kind}: private.{point}.{name}: se espera uno de {listed}",
    ),
    "write.no-field": Text(
        "{kind}: field {name!r} is not one of this kind: {listed}; batterypass schema {kind} shows"
        " them",
        "{kind}: el campo {name!r} no es de este tipo: {listed}; batterypass schema {kind} los"
        " muestra",
    ),
    "write.other-value": Text(
        "{kind}: entry {entry} has this event id already, with another value of {name}: {how}."
        " Nothing was written; batterypass show {entry} shows it",
        "{kind}: el asiento {entry} ya tiene este id de evento, con otro valor de {name}: {how}."
        " No se escribió nada; batterypass show {entry} lo muestra",
    ),
    "write.other-reception": Text(
        "entry {entry} is the reception of this consignment already, with another value of {name}:"
        " {how}. Nothing was written; batterypass amend {entry}{mass} corrects it, batterypass annul {entry} takes the reception back, to enter it anew;"
        " batterypass show {entry} shows it",
        "el asiento {entry} ya es la recepción de este embarque, con otro valor de {name}: {how}."
        " No se escribió nada; batterypass amend {entry}{mass} lo corrige,"
        " batterypass annul {entry} anula la recepción, para asentarla de nuevo; batterypass show"
        " {entry} lo muestra",
    ),
    "write.number-taken": Text(
        "{number}: entry {entry} is another offer under this number. Nothing was written; give"
        " another with --id, batterypass folio status proposes the next",
        "{number}: el asiento {entry} es otra oferta con este número. No se escribió nada; dé otro con"
        " --id, batterypass folio status propone el siguiente",
    ),
    "write.number-voided": Text(
        "{number} was taken back in entry {entry}, and its number stays used. Nothing was written;"
        " give another with --id, batterypass folio status proposes the next",
        "{number} se retiró en el asiento {entry} y su número queda usado. No se escribió nada; dé"
        " otro con --id, batterypass folio status propone el siguiente",
    ),
    "write.two-values": Text(
        "{kind}: the same batch has this event id twice, with two values of {name}: {how}."
        " Nothing was written",
        "{kind}: el mismo lote tiene dos veces este id de evento, con dos valores de {name}: {how}."
        " No se escribió nada",
    ),
    "write.other-field": Text(
        "{kind}: field {name}: expected {expected}, found {found}; what is derived can be left out",
        "{kind}: campo {name}: se espera {expected}, se dio {found}; lo que se deriva puede omitirse",
    ),
    "write.sealed-given": Text(
        "{kind}: field sealed is made when the event is signed; give the values themselves, as"
        ' private: {{"POINT": {{"NAME": "VALUE"}}}}',
        "{kind}: el campo sealed se hace al firmar; dé los valores mismos, como"
        ' private: {{"PUNTO": {{"NOMBRE": "VALOR"}}}}',
    ),
    "write.attribute-place": Text(
        "{kind}: {found} stands in the wrong place: it belongs under {expected}. Nothing was signed",
        "{kind}: {found} está en el lugar equivocado: va en {expected}. No se firmó nada",
    ),
    "write.attribute-form": Text(
        "{event}: {name}: expected a text, a list of texts, or records of texts; found {found}."
        " Nothing was signed",
        "{event}: {name}: se esperaba un texto, una lista de textos o registros de textos; se"
        " encontró {found}. No se firmó nada",
    ),
    "write.unknown-kind": Text(
        "{kind}: this program knows no such kind and cannot judge it, so nothing was written;"
        " batterypass schema lists those it knows. Install a newer version",
        "{kind}: este programa no conoce tal tipo y no puede juzgarlo, así que no se escribió nada;"
        " batterypass schema lista los que conoce. Instale una versión más nueva",
    ),
    "write.unknown-version": Text(
        "{kind}: this is version {version}, and this program knows version {known} only and cannot"
        " judge another, so nothing was written. Install a newer version",
        "{kind}: es la versión {version}; este programa solo conoce la versión {known} y no puede"
        " juzgar otra, así que no se escribió nada. Instale una versión más nueva",
    ),
    "write.not-operator": Text(
        "the key folder has no checkpoint key of {origin}: only the operator of a ledger records in"
        " it; use --keys DIR with the operator's keys",
        "la carpeta no tiene la llave de puntos de control de {origin}: solo el operador de un"
        " registro escribe en él; use --keys DIR con las llaves del operador",
    ),
    "write.older-copy": Text(
        "this ledger has {size} entries, but its key has signed a checkpoint of {signed}: it is an"
        " older copy, and signing would fork the log; nothing was written. batterypass restore"
        " --newer SOURCE brings the missing {missing} entries from a replica, a published folder or"
        " an answer file",
        "este registro tiene {size} asientos, pero su llave firmó un punto de control de {signed}:"
        " es una copia anterior y firmar partiría el registro en dos; no se escribió nada. batterypass"
        " restore --newer ORIGEN trae los {missing} asientos que faltan de una réplica, una carpeta"
        " publicada o un archivo de respuesta",
    ),
    "write.fork": Text(
        "at {size} entries this ledger has another root than the one its key signed: signing would"
        " fork the log. Run batterypass verify",
        "con {size} asientos este registro tiene otra raíz que la que firmó su llave: firmar lo"
        " partiría en dos. Ejecute batterypass verify",
    ),
    "keyfolder.no-key": Text(
        "{folder}: there is no key {kid}… in this folder", "{folder}: no hay llave {kid}… aquí"
    ),
    "keyfolder.wrong-passphrase": Text(
        "{folder}: wrong passphrase for this key folder. All keys in it share the one that was set"
        " when it was made; check the keyboard layout and Caps Lock",
        "{folder}: contraseña equivocada de esta carpeta de llaves. Todas sus llaves comparten la"
        " que se puso al crearla; revise el teclado y las mayúsculas",
    ),
    "keyfolder.has-passphrase": Text(
        "{folder}: this key folder has a passphrase already",
        "{folder}: esta carpeta de llaves ya tiene contraseña",
    ),
    "keyfolder.no-passphrase": Text(
        "{folder}: set the passphrase of this key folder first",
        "{folder}: ponga primero la contraseña de esta carpeta de llaves",
    ),
    "keyfolder.passphrase-text": Text(
        "the passphrase is not valid text", "la contraseña no es un texto válido"
    ),
    "keyfolder.other-owner": Text(
        "{path}: this key belongs to {owner}, not to {party}",
        "{path}: esta llave es de {owner}, no de {party}",
    ),
    "keyfolder.damaged": Text(
        "{path}: this key file is damaged ({why}): put it back from your backup",
        "{path}: este archivo de llave está dañado ({why}): repóngalo de su respaldo",
    ),
    "keyfolder.weak": Text(
        "the passphrase is weak. Take at least {characters} characters or {words} words, not only"
        " digits: four words that nobody else would put together are easy to keep",
        "la contraseña es débil. Use al menos {characters} caracteres o {words} palabras, no solo"
        " dígitos: cuatro palabras que nadie más juntaría son fáciles de recordar",
    ),
}
