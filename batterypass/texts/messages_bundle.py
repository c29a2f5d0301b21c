"""Texts about bundles: making one, and what verifying one says."""

from __future__ import annotations

from batterypass.texts.bilingual import Text

MESSAGES: dict[str, Text] = {
    "bundle.too-many": Text(
        "{count} statements are more than one bundle carries: choose a shorter period or fewer items;"
        " for the whole log: batterypass export tiles DIR",
        "{count} declaraciones son más de las que lleva un paquete de pruebas: elija un periodo más"
        " corto o menos artículos; para todo el registro: batterypass export tiles DIR",
    ),
    "bundle.not-sealed": Text(
        "no sealed checkpoint covers this yet, and only the operator can make one: batterypass"
        " checkpoint --seal where the ledger is, then batterypass replica update",
        "ningún punto de control sellado cubre esto todavía y solo el operador puede hacerlo:"
        " batterypass checkpoint --seal donde está el registro, luego batterypass replica update",
    ),
    "bundle.empty-period": Text(
        "from {since} to {until} nothing was recorded: batterypass history ITEM shows the days",
        "de {since} a {until} no se asentó nada: batterypass history ARTÍCULO muestra los días",
    ),
    "bundle.one-choice": Text(
        "say one thing that the bundle is about: items, or one of --consignment, --period, --party"
        " and --all",
        "diga una sola cosa de la que trate: artículos, o uno de --consignment, --period, --party"
        " y --all",
    ),
    "bundle.bad-period": Text(
        "{found}: expected two days, such as 2026-07-01..2026-09-30",
        "{found}: se esperaban dos días, como 2026-07-01..2026-09-30",
    ),
    "bundle.bad-reader": Text(
        "{found}: neither a reader of passports (batterypass passport readers) nor a party here",
        "{found}: ni lector de pasaportes (batterypass passport readers) ni parte del directorio",
    ),
    "bundle.no-old-for-ledger": Text(
        "--old is for bundles: a ledger file is compared with what is remembered",
        "--old es para paquetes de pruebas: un registro se compara con lo recordado",
    ),
    "bundle.not-quick": Text(
        "--quick is for ledger files: a bundle is always checked whole",
        "--quick es para registros: un paquete de pruebas se comprueba siempre entero",
    ),
    "bundle.older": Text(
        "the last sealed checkpoint of this replica has {size} entries; what came after it, up to entry"
        " {last}, is not in the file",
        "el último punto de control sellado de esta réplica tiene {size} asientos; lo posterior, hasta"
        " el asiento {last}, no está en el archivo",
    ),
    "bundle.sealing": Text(
        "sealing the log first: heads of every subject, checkpoint over {size} entries",
        "antes se sella el registro: cabezas de todo, punto de control de {size} asientos",
    ),
    "bundle.done": Text(
        "{file}: {entries} statements, {whole} chains whole, {absent} shown to be absent, sections"
        " {sections}, attachments {files}, {bytes} bytes",
        "{file}: {entries} declaraciones, {whole} cadenas enteras, {absent} ausencias demostradas,"
        " secciones {sections}, anexos {files}, {bytes} bytes",
    ),
    "bundle.dry-run": Text(
        "Dry run: {file} would have {entries} statements; nothing was written.",
        "Ensayo: {file} tendría {entries} declaraciones; no se escribió nada.",
    ),
    "bundle.dry-run-unsealed": Text(
        "Dry run: the log would be sealed first, with the operator's keys; then {file} would be"
        " written.",
        "Ensayo: antes se sellaría el registro, con las llaves del operador; luego se escribiría"
        " {file}.",
    ),
    "bundle.as-of-made": Text(
        "as of {as_of}, {size} entries; entries of it that came later: {later}",
        "al {as_of}, {size} asientos; asientos de esto que vinieron después: {later}",
    ),
    "bundle.as-of": Text(
        "as of {as_of}: what was recorded later is not in it",
        "al {as_of}: lo asentado después no está en él",
    ),
    "bundle.at-all": Text(
        "--at is for a part of the log: the whole log ends at its last checkpoint",
        "--at es para una parte del registro: el registro entero termina en su último punto de control",
    ),
    "bundle.at-not-sealed": Text(
        "the checkpoint of {size} entries is not sealed; the next one that is has {next}",
        "el punto de control de {size} asientos no está sellado; el siguiente que sí tiene {next}",
    ),
    "bundle.at-before": Text(
        "the checkpoint of {size} entries does not cover this yet: it needs entry {entry}",
        "el punto de control de {size} asientos aún no cubre esto: hace falta el asiento {entry}",
    ),
    "bundle.not-this-log": Text(
        "{file}: a checkpoint of {size} entries that this log, with {here}, does not contain: it is"
        " newer than what is here, or of a fork. batterypass audit diff {file} {here} says which",
        "{file}: un punto de control de {size} asientos que este registro, con {here}, no contiene: es"
        " más nuevo que lo que hay aquí, o de una bifurcación. batterypass audit diff {file} {here} dice"
        " cuál",
    ),
    "bundle.next": Text(
        "The other side needs no ledger: batterypass verify {file} --trust TRUSTFILE",
        "La otra parte no necesita el registro: batterypass verify {file} --trust CONFIANZA",
    ),
    "bundle.title": Text(
        "Bundle {path} · {origin} · {count} of {size} entries · {about}",
        "Paquete de pruebas {path} · {origin} · {count} de {size} asientos · {about}",
    ),
    "bundle.about-all": Text("the whole log", "el registro entero"),
    "bundle.about-items": Text("{subjects}", "{subjects}"),
    "bundle.about-consignment": Text("consignment {subjects}", "embarque {subjects}"),
    "bundle.about-party": Text("all that {subjects} signed", "todo lo que firmó {subjects}"),
    "bundle.about-period": Text(
        "{since} to {until}, entries {first} to {last}",
        "{since} a {until}, asientos {first} a {last}",
    ),
    "bundle.more": Text("{first} and {count} more", "{first} y {count} más"),
    "bundle.check.proofs": Text("inclusion", "inclusión"),
    "bundle.check.heads": Text("nothing hidden", "nada oculto"),
    "bundle.check.absent": Text("absent", "ausentes"),
    "bundle.check.complete": Text("complete", "completo"),
    "bundle.check.files": Text("attachments", "anexos"),
    "bundle.detail.checkpoint": Text(
        "signed by the log's key", "firmado con la llave del registro"
    ),
    "bundle.detail.proofs": Text(
        "{detail} proven to be in the log", "{detail} demostradas dentro del registro"
    ),
    "bundle.detail.content": Text(
        "{detail} read from their bytes, as the index says",
        "{detail} leídas de sus bytes, como dice el índice",
    ),
    "bundle.detail.heads": Text(
        "{detail} heads equal the statements", "{detail} cabezas iguales a las declaraciones"
    ),
    "bundle.detail.absent": Text(
        "{detail} shown to be absent: the log has nothing of them",
        "ausencias demostradas: {detail}; el registro no tiene nada de ellas",
    ),
    "bundle.detail.complete-all": Text("every entry is here", "están todos los asientos"),
    "bundle.detail.complete-items": Text(
        "every entry of the items is here", "están todos los asientos de los artículos"
    ),
    "bundle.detail.complete-consignment": Text(
        "every entry of the consignment is here", "están todos los asientos del embarque"
    ),
    "bundle.detail.complete-party": Text(
        "everything that the party signed is here", "está todo lo que firmó la parte"
    ),
    "bundle.detail.complete-period": Text(
        "every entry between the period's first and last; nothing is said of others",
        "están todos los asientos del primero al último del periodo; de otros no dice nada",
    ),
    "bundle.detail.files": Text("{detail} as named", "{detail} como se nombran"),
    "bundle.detail.rules": Text(
        "{detail} entries followed the rules of their day, as far as they were judged",
        "{detail} asientos siguieron las reglas de su día, hasta donde se juzgó",
    ),
    "bundle.wrong.proofs": Text("{count} not in the log", "{count} fuera del registro"),
    "bundle.wrong.heads": Text("{bad} contradicted", "{bad} contradichas"),
    "bundle.wrong.absent": Text(
        "{bad} said to be absent and not shown", "{bad} que se dicen ausentes sin que se muestre"
    ),
    "bundle.wrong.complete": Text("something is withheld", "se calló algo"),
    "bundle.wrong.files": Text("{bad} that nothing names", "{bad} que nada nombra"),
    "bundle.detail.clock": Text(
        "time marks go forward, and none is missing below an entry",
        "las marcas de tiempo avanzan y no falta ninguna debajo de un asiento",
    ),
    "bundle.wrong.clock": Text(
        "time marks go back, or their numbers are false",
        "las marcas de tiempo van hacia atrás o sus números son falsos",
    ),
    "bundle.undecided.clock": Text(
        "a time mark is missing: when some entries were recorded is not shown",
        "falta una marca de tiempo: no se muestra cuándo se asentaron algunos asientos",
    ),
    "bundle.undecided.complete": Text("{detail} missing parts", "faltan {detail} partes"),
    "bundle.undecided.rules": Text(
        "not decided: parts are missing, or rules are not known here",
        "sin decidir: faltan partes, o hay reglas que aquí no se conocen",
    ),
    "bundle.not-judged": Text("not judged", "no juzgado"),
    "bundle.what.entry": Text("a whole entry", "un asiento entero"),
    "bundle.what.scope": Text("what it is about", "aquello de lo que trata"),
    "bundle.what.items": Text("items beside", "artículos de al lado"),
    "bundle.what.trust": Text(
        "an earlier or later checkpoint", "un punto de control anterior o posterior"
    ),
    "bundle.why.lookup": Text(
        "in the file nothing speaks against it; only the whole log shows that nothing else does",
        "en el archivo nada lo contradice; solo el registro entero muestra que nada más lo hace",
    ),
    "bundle.why.holder": Text(
        "no authorisation in the file allows it; whether another one exists the whole log shows",
        "ninguna autorización del archivo lo permite; si hay otra lo muestra el registro entero",
    ),
    "bundle.why.sum": Text(
        "a sum over the year, which needs the whole log",
        "una suma del año, que necesita el registro entero",
    ),
    "bundle.why.items": Text(
        "named together with items that are not in the file; asked only of those that are",
        "nombrado junto con artículos que no están en el archivo; se preguntó solo por los que están",
    ),
    "bundle.why.missing": Text("{missing} is not in the file", "{missing} no está en el archivo"),
    "bundle.why.marks": Text(
        "the file does not show which time mark is the last below it, so not when it was recorded",
        "el archivo no muestra cuál es la última marca de tiempo debajo, ni así cuándo se asentó",
    ),
    "bundle.why.days": Text(
        "the file does not show the time mark at entry {size}, so not that all of these days is in it",
        "el archivo no muestra la marca de tiempo del asiento {size}, ni así que esté todo de esos días",
    ),
    "bundle.why.operator": Text(
        "that the operator signed true heads and numbers: false ones are found by a full audit"
        " (batterypass verify LEDGER), not in a file that is a part of the log",
        "que el operador firmó cabezas y números verdaderos: los falsos los halla una auditoría completa"
        " (batterypass verify REGISTRO), no un archivo que es parte del registro",
    ),
    "bundle.why.old-checkpoint": Text(
        "you have seen this log with {size} entries, and the file has no consistency proof from that"
        " size: it may be a fork. Ask for one that has: batterypass bundle … --old {size} -o FILE.bpz",
        "usted ya vio este registro con {size} asientos y el archivo no trae la prueba de consistencia"
        " desde ese tamaño: puede ser una bifurcación. Pida uno que la traiga: batterypass bundle …"
        " --old {size} -o ARCHIVO.bpz",
    ),
    "bundle.why.newer-checkpoint": Text(
        "you have seen this log with {size} entries, more than the file has, and it has no proof that"
        " both are one log: it may be a fork. Ask for a newer bundle: batterypass bundle … --old {size}"
        " -o FILE.bpz",
        "usted ya vio este registro con {size} asientos, más de los que tiene el archivo, y este no trae"
        " la prueba de que ambos son un solo registro: puede ser una bifurcación. Pida uno más nuevo:"
        " batterypass bundle … --old {size} -o ARCHIVO.bpz",
    ),
    "bundle.undecided.trust-old-checkpoint": Text(
        "what you have seen of this log before could not be compared: a proof is missing",
        "no se pudo comparar con lo que usted ya había visto de este registro: falta una prueba",
    ),
    "bundle.undecided.trust-newer-checkpoint": Text(
        "you have seen more of this log before than the file has: bring a newer bundle",
        "usted ya vio más de este registro de lo que trae el archivo: pida un paquete más nuevo",
    ),
    "bundle.times": Text("({count} entries)", "({count} asientos)"),
}
