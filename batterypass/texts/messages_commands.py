"""Texts of single commands."""

from __future__ import annotations

from batterypass.texts.bilingual import Text

MESSAGES: dict[str, Text] = {
    "environment.ledger": Text(
        "the ledger file, where --ledger is not given (else ledger.bp here)",
        "el archivo del registro, si no se da --ledger (si no, ledger.bp aquí)",
    ),
    "environment.home": Text(
        "trust files, remembered checkpoints, keys and fault reports",
        "archivos de confianza, puntos de control recordados, llaves y reportes de fallas",
    ),
    "environment.keys": Text(
        "the key folder, where --keys is not given", "la carpeta de llaves, si no se da --keys"
    ),
    "environment.passphrase": Text(
        "the passphrase of the key folder", "la contraseña de la carpeta de llaves"
    ),
    "environment.attachment-mb": Text(
        "the largest attachment in megabytes, 20 where it is not set",
        "el archivo adjunto más grande en megabytes, 20 si no se define",
    ),
    "environment.clock": Text(
        "a fixed time (RFC 3339), for demonstrations only",
        "una hora fija (RFC 3339), solo para demostraciones",
    ),
    "environment.lang": Text(
        "es* is Spanish, anything else English", "es* es español, lo demás inglés"
    ),
    "environment.no-color": Text("no colours", "sin colores"),
    "init.exists": Text(
        "{path}: holds the ledger {origin} with {size} entries already; name a new file",
        "{path}: ya contiene el registro {origin} con {size} asientos; indique un archivo nuevo",
    ),
    "init.over-replica": Text(
        "{path} is a replica of {origin}, and only the operator of that ledger opens it: nothing was"
        " written. A ledger of your own goes into another file: batterypass init mine.bp; to work over"
        " this one: batterypass today",
        "{path} es una réplica de {origin}, y solo el operador de ese registro lo abre: no se escribió"
        " nada. Un registro propio va en otro archivo: batterypass init mio.bp; para trabajar sobre"
        " esta: batterypass today",
    ),
    "init.ask.origin": Text(
        "Name of the log, for ever: a host and a path of yours, such as registry.example/batteries.",
        "Nombre del registro, para siempre: un dominio y ruta suyos, como registro.example/baterias.",
    ),
    "init.ask.profile": Text("Whose law holds: a country.", "Qué ley rige: un país."),
    "init.ask.registrar": Text(
        "Who registers parties: an https id of yours, such as https://registry.example.",
        "Quién da de alta a las partes: un id https suyo, como https://registro.example.",
    ),
    "init.ask.name": Text("Its legal name.", "Su razón social."),
    "init.label.origin": Text("log", "registro"),
    "init.label.profile": Text("law", "ley"),
    "init.label.registrar": Text("registrar", "registrador"),
    "init.label.name": Text("legal name", "razón social"),
    "init.label.file": Text("file", "archivo"),
    "init.label.keys": Text("keys", "llaves"),
    "init.will": Text("A ledger will be opened:", "Se va a abrir un registro:"),
    "init.question": Text("Open it?", "¿Abrirlo?"),
    "init.dry-run": Text(
        "Dry run: {path} was not made; nothing was written.",
        "Ensayo: no se creó {path}; no se escribió nada.",
    ),
    "init.unfinished": Text(
        "The opening of {origin} in {path} was stopped half-way. Missing: {parts}.",
        "La apertura de {origin} en {path} se quedó a medias. Falta: {parts}.",
    ),
    "init.part.rulebook": Text("the rules in force", "el reglamento en vigor"),
    "init.part.pin": Text("which ledger is trusted", "en qué registro se confía"),
    "init.question-finish": Text("Finish it?", "¿Terminarla?"),
    "init.dry-run-finish": Text("Dry run: nothing was written.", "Ensayo: no se escribió nada."),
    "init.finished": Text(
        "{path}: the opening of {origin} is finished, {count} entries",
        "{path}: la apertura de {origin} está terminada, {count} asientos",
    ),
    "init.done": Text(
        "{path}: ledger {origin} is open, {count} entries",
        "{path}: el registro {origin} está abierto, {count} asientos",
    ),
    "init.pin": Text("which ledger is trusted: {path}", "en qué registro se confía: {path}"),
    "init.keys": Text(
        "keys: {path} (keep a copy elsewhere: without them nobody can go on)",
        "llaves: {path} (guarde copia en otro lugar: sin ellas nadie puede seguir)",
    ),
    "init.remember-path": Text(
        "So that the other commands find it: export BATTERYPASS_LEDGER={path}",
        "Para que los demás comandos lo encuentren: export BATTERYPASS_LEDGER={path}",
    ),
    "party.label.party": Text("id", "id"),
    "party.label.country": Text("country", "país"),
    "party.label.roles": Text("roles", "funciones"),
    "party.label.tax_id": Text("tax id", "RFC o clave fiscal"),
    "party.label.domains": Text("domains", "dominios"),
    "party.label.site": Text("site", "sitio"),
    "party.label.entry": Text("registered in entry", "alta en el asiento"),
    "party.no-end": Text("no end", "sin fin"),
    "party.authorisation": Text(
        "authorisation {scheme} {number} · site {site} · {operations} · {effective_from} to"
        " {effective_to} · entry {granted_index}",
        "autorización {scheme} {number} · sitio {site} · {operations} · {effective_from} a"
        " {effective_to} · asiento {granted_index}",
    ),
    "show.entry": Text("entry", "asiento"),
    "show.recorded": Text("recorded", "registrado"),
    "show.between": Text("between {after} and {before}", "entre {after} y {before}"),
    "show.open-end": Text("now (no later mark yet)", "ahora (aún sin marca posterior)"),
    "show.event-id": Text("event id", "id del evento"),
    "show.digest": Text("digest", "huella"),
    "show.key": Text("key", "llave"),
    "show.audience": Text("ledger", "registro"),
    "show.chain": Text("chain", "cadena"),
    "show.seen": Text("had seen", "había visto"),
    "show.seen-at": Text("{size} entries, root {root}", "{size} asientos, raíz {root}"),
    "inspect.no-statement": Text(
        "{path} is no signed statement: expected the bytes that batterypass show --raw gives",
        "{path} no es una declaración firmada: se esperan los bytes que da batterypass show --raw",
    ),
    "inspect.paper-code": Text(
        "{path} is the code of a paper: batterypass manifest check {path} proves it",
        "{path} es el código de un papel: batterypass manifest check {path} lo comprueba",
    ),
    "inspect.signature-true": Text(
        "the signature is good, by a key that this ledger has for the signer",
        "la firma es buena, con una llave que este registro tiene de quien firma",
    ),
    "inspect.signature-false": Text("the signature is false", "la firma es falsa"),
    "inspect.signature-none": Text(
        "the signature was not checked: no ledger here knows the key",
        "la firma no se comprobó: ningún registro aquí conoce la llave",
    ),
    "rebuild.progress": Text("rebuilding", "rehaciendo"),
    "pack.bad-days": Text(
        "--older-than {text!r} is no number of days: expected as 150d",
        "--older-than {text!r} no es un número de días: se espera como 150d",
    ),
    "rebuild.dry-run": Text(
        "trial: read {entries} entries; {different} rows are different and would be made again",
        "ensayo: se leyeron {entries} asientos; {different} renglones son distintos y se harían de nuevo",
    ),
    "rebuild.done": Text(
        "made again from {entries} entries; {different} rows had been different",
        "rehecho desde {entries} asientos; {different} renglones eran distintos",
    ),
    "export.progress": Text("exporting", "exportando"),
    "export.done": Text(
        "{folder}: {files} files for {size} entries, {written} written now",
        "{folder}: {files} archivos de {size} asientos, {written} escritos ahora",
    ),
    "export.dry-run": Text(
        "{folder}: {files} files for {size} entries, {written} to be written; nothing was (--dry-run)",
        "{folder}: {files} archivos de {size} asientos, {written} por escribir; no se escribió nada"
        " (--dry-run)",
    ),
    "export.other-bytes": Text(
        "{path}: was published with other bytes than this ledger has. Nothing was overwritten; the"
        " folder belongs to another ledger, or one of the two was changed: batterypass verify",
        "{path}: se publicó con otros bytes que los de este registro. No se sobrescribió nada; la"
        " carpeta es de otro registro, o uno de los dos fue cambiado: batterypass verify",
    ),
    "export.other-checkpoint": Text(
        "{path}: is no checkpoint of this ledger; choose another folder",
        "{path}: no es un punto de control de este registro; elija otra carpeta",
    ),
    "export.fork": Text(
        "{path}: was published at {size} entries with a root that this ledger of {found} entries"
        " does not have: one of the two is an older copy or was changed",
        "{path}: se publicó con {size} asientos y una raíz que este registro de {found} asientos"
        " no tiene: uno de los dos es una copia anterior o fue cambiado",
    ),
    "export.meanwhile": Text(
        "{path}: another export wrote it meanwhile; the folder is whole at that checkpoint. Run this"
        " again: batterypass export tiles",
        "{path}: otra exportación lo escribió entretanto; la carpeta está completa con ese punto de"
        " control. Repítalo: batterypass export tiles",
    ),
    "completion.unknown-shell": Text(
        "{shell}: expected one of {known}", "{shell}: se espera uno de {known}"
    ),
    "demo.added": Text(
        "{folder}: to play the demonstration again here would wipe what was added since it was played:"
        " {what}. Play it in another folder with --folder DIR, or move this one away",
        "{folder}: mostrar otra vez la demostración aquí borraría lo que se agregó desde entonces:"
        " {what}. Muéstrela en otra carpeta con --folder CARPETA, o mueva esta a otro lugar",
    ),
    "demo.entries": Text(
        "{count} {count:entry|entries} in {path}", "{count} {count:asiento|asientos} en {path}"
    ),
    "demo.keys": Text("{count} {count:key|keys} in keys", "{count} {count:llave|llaves} en keys"),
    "demo.more-files": Text(
        "{count} more {count:file|files}", "{count} {count:archivo|archivos} más"
    ),
    "demo.other-things": Text(
        "{folder}: this folder holds other things; name an empty one with --folder DIR",
        "{folder}: esta carpeta tiene otras cosas; indique una vacía con --folder CARPETA",
    ),
    "demo.unexpected": Text(
        "the command ended with {found}, expected {expected}",
        "la orden terminó con {found}, se esperaba {expected}",
    ),
    "demo.unusable": Text("{folder}: cannot be used: {why}", "{folder}: no se puede usar: {why}"),
    "verify.progress": Text("verifying", "verificando"),
    "verify.title-damaged": Text(
        "{path} · the file is damaged, its entries could not be judged",
        "{path} · el archivo está dañado, no se pudieron juzgar sus asientos",
    ),
    "verify.way-out": Text(
        "What you can do: {what}",
        "Qué puede hacer: {what}",
    ),
    "verify.title": Text(
        "{path} · {origin} · {size} entries", "{path} · {origin} · {size} asientos"
    ),
    "verify.check.trust": Text("trust", "confianza"),
    "verify.check.file": Text("file", "archivo"),
    "verify.check.content": Text("content", "contenido"),
    "verify.check.signatures": Text("signatures", "firmas"),
    "verify.check.envelopes": Text("envelopes", "sobres"),
    "verify.check.chains": Text("chains", "cadenas"),
    "verify.check.signers": Text("signers", "firmantes"),
    "verify.check.checkpoint": Text("checkpoint", "punto de control"),
    "verify.check.nodes": Text("tree", "árbol"),
    "verify.check.derived": Text("derived", "derivado"),
    "verify.check.sealed": Text("sealed", "sellado"),
    "verify.check.tables": Text("tables", "tablas"),
    "verify.check.clock": Text("clock", "reloj"),
    "verify.check.rules": Text("rules", "reglas"),
    "verify.check.notices": Text("notices", "avisos"),
    "verify.trust.pinned": Text(
        "a trust file outside the ledger names this log",
        "un archivo de confianza fuera del registro lo nombra",
    ),
    "verify.trust.remembered": Text(
        "extends the last checkpoint that was verified here",
        "extiende el último punto de control verificado aquí",
    ),
    "verify.trust.first-use": Text(
        "first use: nothing outside the file vouches for it",
        "primer uso: nada fuera del archivo lo avala",
    ),
    "verify.of": Text("{bad} of {number}", "{bad} de {number}"),
    "verify.wrong.trust": Text(
        "this is not the ledger that the trust file names",
        "no es el registro que nombra el archivo de confianza",
    ),
    "verify.wrong.trust-shorter": Text(
        "it does not extend the last checkpoint that was verified here",
        "no extiende el último punto de control verificado aquí",
    ),
    "verify.wrong.head": Text(
        "its root is not the one of the tree in the file",
        "su raíz no es la del árbol del archivo",
    ),
    "verify.wrong.note": Text(
        "the last signed checkpoint is not valid", "el último punto de control no es válido"
    ),
    "verify.wrong.file": Text(
        "the file is damaged; problems found: {bad}",
        "el archivo está dañado; problemas hallados: {bad}",
    ),
    "verify.wrong.content": Text(
        "missing or not readable: {count} entries", "faltan o no se leen: {count} asientos"
    ),
    "verify.wrong.signatures": Text(
        "false, or not by a key in force: {count}", "falsas o sin llave vigente: {count}"
    ),
    "verify.wrong.envelopes": Text(
        "not true to what they carry, or there twice: {count}",
        "no dicen lo que llevan, o están dos veces: {count}",
    ),
    "verify.wrong.chains": Text(
        "links that do not fit: {count} entries", "enlaces que no encajan: {count} asientos"
    ),
    "verify.wrong.signers": Text(
        "by somebody who may not sign them: {count} entries",
        "de quien no puede firmarlos: {count} asientos",
    ),
    "verify.wrong.checkpoint": Text(
        "signature, size or root do not fit the entries; problems found: {bad}",
        "firma, tamaño o raíz no corresponden a los asientos; problemas hallados: {bad}",
    ),
    "verify.wrong.nodes": Text(
        "hashes other than those of the entries: {bad}",
        "huellas distintas de las de los asientos: {bad}",
    ),
    "verify.wrong.derived": Text(
        "rows of tables other than the entries give: {bad}",
        "renglones de tablas distintos de lo que dan los asientos: {bad}",
    ),
    "verify.wrong.sealed": Text(
        "do not fit their digests: {count} sections",
        "no coinciden con su huella: {count} secciones",
    ),
    "verify.wrong.tables": Text(
        "rule tables missing, or not fitting their digests: {bad}",
        "tablas de reglas que faltan o no coinciden con su huella: {bad}",
    ),
    "verify.wrong.clock": Text(
        "time marks that go back, or with false numbers: {bad}",
        "marcas de tiempo que retroceden o con números falsos: {bad}",
    ),
    "verify.wrong.rules": Text(
        "rules were not followed; findings: {bad}", "hay reglas sin cumplir; hallazgos: {bad}"
    ),
    "verify.undecided.rules": Text(
        "{detail} entries judged; some rules or kinds are not known here",
        "{detail} asientos juzgados; hay reglas o tipos que aquí no se conocen",
    ),
    "explain.integrity": Text("integrity", "integridad"),
    "explain.compliance": Text("compliance", "cumplimiento"),
    "explain.notice": Text("notice", "aviso"),
    "explain.transport": Text("transport", "transporte"),
    "explain.law": Text("law", "ley"),
    "verify.undecided.quorum": Text(
        "the trust file asks for more witnesses than have cosigned",
        "el archivo de confianza pide más testigos que los que han firmado",
    ),
    "verify.undecided.no-key": Text(
        "the trust file has no key for this log",
        "el archivo de confianza no tiene llave de este registro",
    ),
    "verify.check.witnesses": Text("witnesses", "testigos"),
    "verify.check.seen": Text("seen by", "visto por"),
    "verify.witnesses": Text(
        "{count} of {of} cosigned this checkpoint ({names}), quorum {quorum}",
        "{count} de {of} firmaron este punto de control ({names}), quórum {quorum}",
    ),
    "verify.no-quorum": Text("the quorum is not reached", "no alcanza el quórum"),
    "verify.witnessed-to": Text(
        "witnessed up to {size} {size:entry|entries}, {at}",
        "atestiguado hasta {size} {size:asiento|asientos}, {at}",
    ),
    "verify.seen": Text(
        "{parties} {parties:party|parties}: the newest checkpoint signed over has {size}"
        " {size:entry|entries} (entry {entry} by {party})",
        "{parties} {parties:parte|partes}: el punto de control más nuevo sobre el que se firmó tiene"
        " {size} {size:asiento|asientos} (asiento {entry}, de {party})",
    ),
    "verify.fork": Text(
        "TWO HISTORIES: the log's key has signed two checkpoints that do not fit. Both are kept in"
        " {place}",
        "DOS HISTORIAS: la llave del registro firmó dos puntos de control que no encajan. Los dos quedan"
        " en {place}",
    ),
    "verify.fork-do": Text(
        "Delete neither. Show them to the operator, to whoever relies on this log, and to its authority:"
        " anybody can check both signatures.",
        "No borre ninguno. Muéstrelos al operador, a quienes se apoyan en este registro y a su autoridad:"
        " cualquiera puede comprobar ambas firmas.",
    ),
    "verify.first": Text("First: {what}", "Primero: {what}"),
    "verify.first-entry": Text("First: entry {entry}: {what}", "Primero: asiento {entry}: {what}"),
    "verify.first-event": Text(
        "First: entry {entry}, {kind} of {subject}, signed by {signer}: {what}",
        "Primero: asiento {entry}, {kind} de {subject}, firmado por {signer}: {what}",
    ),
    "verify.detail.file": Text("the file is sound", "el archivo está sano"),
    "verify.detail.content": Text(
        "{detail} entries read and hashed from their bytes",
        "{detail} asientos leídos y con huella recalculada desde sus bytes",
    ),
    "verify.detail.signatures": Text(
        "{detail} valid, each by a key in force", "{detail} válidas, cada una con llave vigente"
    ),
    "verify.detail.envelopes": Text("{detail} for this ledger", "{detail} para este registro"),
    "verify.detail.chains": Text(
        "{detail} entries linked, no gap", "{detail} asientos enlazados, sin cortes"
    ),
    "verify.detail.signers": Text(
        "{detail} by who may sign them", "{detail} de quien puede firmarlos"
    ),
    "verify.detail.checkpoint": Text(
        "{detail} signed, root equals the entries", "{detail} firmados, raíz igual a los asientos"
    ),
    "verify.detail.nodes": Text("hashes equal the entries", "huellas iguales a los asientos"),
    "verify.detail.derived": Text("tables equal the entries", "tablas iguales a los asientos"),
    "verify.detail.sealed": Text(
        "{detail} sections fit their digests", "{detail} secciones coinciden con su huella"
    ),
    "verify.detail.tables": Text(
        "{detail} rule tables fit their digests",
        "{detail} tablas de reglas coinciden con su huella",
    ),
    "verify.detail.clock": Text("time marks go forward", "las marcas de tiempo avanzan"),
    "verify.detail.rules": Text(
        "{detail} entries judged by the rules of their day",
        "{detail} asientos juzgados con las reglas de su día",
    ),
    "verify.detail.notices": Text("{detail}", "{detail}"),
    "verify.at": Text("entry {entry}:", "asiento {entry}:"),
    "verify.acknowledged": Text("recorded knowingly: {reason}", "registrado a sabiendas: {reason}"),
    "verify.more": Text(
        "… and {count} more (--json lists them)", "… y {count} más (--json los lista)"
    ),
    "verify.verdict": Text("VERDICT", "DICTAMEN"),
    "verify.exit": Text("(exit {code})", "(salida {code})"),
    "verify.authentic-true": Text("authentic", "auténtico"),
    "verify.authentic-false": Text("NOT authentic", "NO auténtico"),
    "verify.authentic-none": Text("authentic: undecided", "auténtico: sin decidir"),
    "verify.compliant-true": Text("compliant", "cumple"),
    "verify.compliant-false": Text("NOT compliant", "NO cumple"),
    "verify.compliant-none": Text("compliant: undecided", "cumple: sin decidir"),
    "verify.is-proof": Text(
        "{path}: the proof that an entry is in the log (C2SP tlog-proof): other programs read it. Verify"
        " the signed entry with its receipt, which was exported beside it: batterypass verify"
        " {number}.transparent.cose",
        "{path}: la prueba de que un asiento está en el registro (C2SP tlog-proof): la leen otros"
        " programas. Verifique el asiento firmado con su acuse, que se exportó a su lado: batterypass"
        " verify {number}.transparent.cose",
    ),
    "verify.is-note": Text(
        "{path}: a signed checkpoint, or another signed note, and no ledger. Hold a file or a published"
        " log against it: batterypass verify FILE.bpz --old {path}, batterypass fsck DIR --old {path}",
        "{path}: un punto de control firmado, u otra nota firmada, y no un registro. Compare con él un"
        " archivo o un registro publicado: batterypass verify ARCHIVO.bpz --old {path}, batterypass fsck"
        " CARPETA --old {path}",
    ),
    "verify.first-use": Text(
        "Compare the log's key with its operator (batterypass key show --vkey), then give --trust"
        " FILE, or accept it once with --first-use.",
        "Compare la llave del registro con su operador (batterypass key show --vkey); luego dé"
        " --trust ARCHIVO, o acéptelo una vez con --first-use.",
    ),
}
