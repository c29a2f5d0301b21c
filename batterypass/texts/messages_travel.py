"""Texts of what travels to the operator: files, their submission, streams of lines."""

from __future__ import annotations

from batterypass.texts.bilingual import Text

MESSAGES: dict[str, Text] = {
    "container.cut": Text(
        "{file} is not whole: it ends at byte {at}, in {member}. Copy it again from where it"
        " was made",
        "{file} no está entero: termina en el byte {at}, en {member}. Cópielo otra vez de donde"
        " se hizo",
    ),
    "container.differs": Text(
        "{file}: byte {at}, in {member}, is not what must stand there: the file was damaged on"
        " the way, or rewritten by another program; copy it again from where it was made",
        "{file}: el byte {at}, en {member}, no es el que debe estar ahí: el archivo se dañó en"
        " el camino, o lo reescribió otro programa; cópielo otra vez de donde se hizo",
    ),
    "container.digest": Text(
        "{file}: {member} has the SHA-256 {found}, expected {expected}",
        "{file}: {member} tiene el SHA-256 {found}, se espera {expected}",
    ),
    "container.extra": Text(
        "{file}: nothing in the file names {member}",
        "{file}: nada en el archivo nombra {member}",
    ),
    "container.extra-data": Text("it carries extra data", "lleva datos adicionales"),
    "container.no-key-added": Text(
        "the last statement is {found}, expected party.key-added",
        "la última declaración es {found}, se espera party.key-added",
    ),
    "container.of-entry": Text("it is of entry {found}", "es del asiento {found}"),
    "container.other-party": Text(
        "the statement is about {found}, not {expected}",
        "la declaración es sobre {found}, no sobre {expected}",
    ),
    "container.foreign": Text(
        "{file} is no .bpz file, or another program wrote it anew: take the one that was sent"
        " (byte {at}; last read: {member}; found: {found})",
        "{file} no es un archivo .bpz, o lo reescribió otro programa: use el que se envió (byte"
        " {at}; leído hasta: {member}; hallado: {found})",
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
        "{file} has version {found} of its format, and this program knows version {known}:"
        " install a newer version",
        "{file} tiene la versión {found} de su formato, y este programa conoce la {known}:"
        " instale una versión más nueva",
    ),
    "container.order": Text(
        "{file}: byte {at}: {member} stands after {before}; members ascend and each stands once",
        "{file}: byte {at}: {member} está después de {before}; los miembros van en orden"
        " ascendente y cada uno una vez",
    ),
    "container.too-large": Text(
        "{file}: {size} bytes, at most {most}",
        "{file}: {size} bytes, a lo más {most}",
    ),
    "container.too-many": Text(
        "{file}: {count} {count:member|members}, at most {most}",
        "{file}: {count} {count:miembro|miembros}, a lo más {most}",
    ),
    "stream.bad-json": Text(
        "line {line}, column {column}: not JSON",
        "línea {line}, columna {column}: no es JSON",
    ),
    "stream.done": Text(
        "{lines} {lines:line|lines}: {taken} taken, {already} {already:was|were} there already,"
        " {refused} refused, {off} off",
        "{lines} {lines:línea|líneas}: {taken} {taken:tomada|tomadas}, {already} ya"
        " {already:estaba|estaban}, {refused} {refused:rechazada|rechazadas}, {off} mal"
        " {off:formada|formadas}",
    ),
    "stream.follow": Text(
        "--follow reads JSON lines from standard input and answers each: give - as the file, no"
        " other --format than jsonl, and no --errors",
        "--follow lee JSON por líneas de la entrada estándar y contesta cada una: dé - como"
        " archivo, ningún otro --format que jsonl, y sin --errors",
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
        "--attach is for one event; on a stream each form names its documents, and batterypass"
        " attach puts the files in their folder",
        "--attach es para un evento; aquí cada forma nombra sus documentos, y batterypass"
        " attach pone los archivos en su carpeta",
    ),
    "stream.no-id": Text(
        "{kind}: nothing in this form says that it is the same when it is sent again: give it"
        " one of {names}, or say --again",
        "{kind}: nada en esta forma dice que es la misma cuando se manda otra vez: dele uno de"
        " {names}, o diga --again",
    ),
    "stream.no-object": Text(
        "line {line}: expected a JSON object",
        "línea {line}: se esperaba un objeto JSON",
    ),
    "stream.no-reader": Text(
        "nobody reads the answers any more ({why}): lines after the last answer may or may not"
        " have been taken; send them again",
        "ya nadie lee las respuestas ({why}): las líneas después de la última respuesta pueden"
        " haberse tomado o no; mándelas otra vez",
    ),
    "stream.no-text": Text(
        "line {line}: byte {byte} is not UTF-8",
        "línea {line}: el byte {byte} no es UTF-8",
    ),
    "stream.unreadable": Text(
        "standard input cannot be read: {why}",
        "no se puede leer la entrada estándar ({why})",
    ),
    "submit.answer": Text(
        "{path}: {count} {count:answer|answers} with {proofs} {proofs:proof|proofs}, written"
        " and read back",
        "{path}: {count} {count:respuesta|respuestas} con {proofs} {proofs:prueba|pruebas},"
        " escrito y leído de vuelta",
    ),
    "submit.clock-ahead": Text(
        "the site's clock is {gap} ahead of this one: set whichever is wrong; what it dated"
        " later than now has the finding BP-Z001 for ever",
        "el reloj del sitio va {gap} adelante de este: ponga en hora el que esté mal; lo que"
        " fechó después de ahora lleva el hallazgo BP-Z001 para siempre",
    ),
    "submit.dry-run": Text(
        "this was a trial: nothing was recorded, no answer was written",
        "fue una prueba: no se asentó nada ni se escribió respuesta",
    ),
    "submit.head": Text(
        "{file} · {party} · saw the log up to {size} {size:entry|entries} · {count}"
        " {count:statement|statements}",
        "{file} · {party} · vio el registro hasta {size} {size:asiento|asientos} · {count}"
        " {count:declaración|declaraciones}",
    ),
    "submit.more": Text(
        "… and {count} more (--all shows all {total}):",
        "… y {count} más (--all muestra las {total}):",
    ),
    "submit.next-blocked": Text(
        "at the site: sign again what it rests on, then this (batterypass outbox rebase)",
        "en el sitio: firme otra vez aquello en que descansa, y después esto (batterypass"
        " outbox rebase)",
    ),
    "submit.next-refused": Text(
        "at the site: batterypass outbox answers takes the answer in and shows what is wrong",
        "en el sitio: batterypass outbox answers toma la respuesta y muestra qué está mal",
    ),
    "submit.next-stale": Text(
        "entry {head} was first; at the site: batterypass outbox answers, then batterypass"
        " outbox rebase",
        "el asiento {head} llegó antes; en el sitio: batterypass outbox answers y batterypass"
        " outbox rebase",
    ),
    "submit.next-waiting": Text(
        "it stays in the outbox and goes with the next file, once the other site's has come",
        "se queda en el buzón y va con el archivo siguiente, cuando haya llegado el del otro sitio",
    ),
    "submit.outcome-blocked": Text(
        "blocked: it rests on a statement that was not taken in",
        "detenida: descansa en una declaración que no se tomó",
    ),
    "submit.outcome-refused": Text(
        "refused",
        "rechazada",
    ),
    "submit.outcome-stale": Text(
        "stale: others were first",
        "desfasada: otros llegaron antes",
    ),
    "submit.outcome-waiting": Text(
        "waiting: what it rests on is not here yet",
        "en espera: aquello en que descansa no ha llegado",
    ),
    "submit.progress": Text(
        "recording",
        "asentando",
    ),
    "submit.read-back": Text(
        "{path}: what was read back is not what was written; use another stick",
        "{path}: lo que se leyó no es lo que se escribió; use otra memoria",
    ),
    "submit.recorded": Text(
        "{count} in the log: {where} ({already} {already:was|were} there already)",
        "{count} en el registro: {where} ({already} ya {already:estaba|estaban})",
    ),
    "submit.with-findings": Text(
        "{count} of them with findings, in the name of who signed: {codes}",
        "{count} de ellas con hallazgos, a nombre de quien firmó: {codes}",
    ),
    "submit.not-operator": Text(
        "this is a replica of {origin}, and only its operator records: a partner's file is"
        " taken in with batterypass outbox take FILE",
        "esto es una réplica de {origin}, y solo su operador asienta: el archivo de un socio se"
        " toma con batterypass outbox take ARCHIVO",
    ),
    "submit.other-ledger": Text(
        "the file is for the ledger {found}, this one is {expected}: nothing was recorded;"
        " choose the other one with --ledger",
        "el archivo es para el registro {found}, este es {expected}: no se asentó nada; elija"
        " el otro con --ledger",
    ),
}
