"""Texts of witnesses: their keys, what they cosign and refuse, and what is collected."""

from __future__ import annotations

from batterypass.texts.bilingual import Text

MESSAGES: dict[str, Text] = {
    "trust.malformed": Text(
        "trust file: {why}. Mend it (docs/formats/trust-file.md), or ask whoever gave it for it again;"
        " `batterypass witness show` prints a witness's line",
        "el archivo de confianza no tiene la forma que debe ({why}). Corríjalo"
        " (docs/formats/trust-file.md), o pídalo de nuevo a quien se lo dio; `batterypass witness show`"
        " imprime la línea de un testigo",
    ),
    "trust.pin": Text(
        "trust file: line {line}: {found} looks like the pin of entry 0 and is not one. Write it as"
        " # batterypass-entry-0 sha256:<64 hexadecimal digits>, once, or take it out",
        "archivo de confianza: renglón {line}: {found} parece fijar el asiento 0 y no lo hace. Escríbalo"
        " como # batterypass-entry-0 sha256:<64 dígitos hexadecimales>, una vez, o quítelo",
    ),
    "trust.no-quorum": Text(
        "trust file: it has no quorum line. Add `quorum none`, or the name of the witness or group that"
        " has to have seen a checkpoint",
        "archivo de confianza: le falta el renglón del quórum. Ponga `quorum none`, o el nombre del"
        " testigo o grupo que debe haber visto un punto de control",
    ),
    "tlog.bom": Text(
        "{what}: begins with a byte order mark (BOM), which some editors add: save it as UTF-8 without"
        " BOM",
        "{what}: empieza con una marca de orden de bytes (BOM), que ponen algunos editores: guárdelo en"
        " UTF-8 sin BOM",
    ),
    "tlog.crlf": Text(
        "{what}: its lines end in CR LF, as on Windows, and not in a newline: save it with Unix line"
        " ends",
        "{what}: sus líneas terminan en CR LF, como en Windows, y no en un salto de línea: guárdelo con"
        " finales de línea de Unix",
    ),
    "tlog.file-note": Text("signed note", "nota firmada"),
    "tlog.file-trust file": Text("trust file", "archivo de confianza"),
    "tlog.file-witness request": Text("request for a witness", "solicitud para un testigo"),
    "witness.made": Text(
        "{name} is a witness now; its key is in the key folder, locked by its passphrase",
        "{name} ya es testigo; su llave está en la carpeta de llaves, cerrada con la contraseña",
    ),
    "witness.is": Text("{name} is the witness here", "{name} es el testigo aquí"),
    "witness.give-line": Text(
        "Whoever wants to rely on this witness puts this line into the trust file, and its name into the"
        " quorum:",
        "Quien quiera apoyarse en este testigo pone esta línea en su archivo de confianza, y su nombre"
        " en el quórum:",
    ),
    "witness.bad-name": Text(
        "{name!r}: a witness's name has neither space nor plus sign: chamber.example/witness",
        "{name!r}: el nombre de un testigo no lleva espacios ni signo de más: camara.example/testigo",
    ),
    "witness.has-name": Text(
        "there is a witness {name} here already: another home folder (BATTERYPASS_HOME) takes"
        " another one",
        "ya hay un testigo aquí, {name}: otro va en otra carpeta (BATTERYPASS_HOME)",
    ),
    "witness.no-witness": Text(
        "there is no witness here: batterypass witness init NAME makes one",
        "aquí no hay testigo: batterypass witness init NOMBRE lo crea",
    ),
    "witness.no-key": Text(
        "{folder}: the key of the witness {name} is not here; --keys DIR names another folder",
        "{folder}: la llave del testigo {name} no está aquí; --keys DIR indica otra carpeta",
    ),
    "witness.no-logs": Text(
        "{path}: this trust file names no log",
        "{path}: este archivo de confianza no nombra registro",
    ),
    "witness.no-such-log": Text(
        "the trust file has no key for {origin}",
        "el archivo de confianza no tiene llave de {origin}",
    ),
    "witness.added": Text(
        "{origin}: its checkpoints are cosigned from now on (key {keys})",
        "{origin}: desde ahora se firman sus puntos de control (llave {keys})",
    ),
    "witness.cosigned-first": Text(
        "{origin}: the first checkpoint cosigned, {size} {size:entry|entries}",
        "{origin}: primer punto de control firmado, {size} {size:asiento|asientos}",
    ),
    "witness.cosigned": Text(
        "{origin}: {size} {size:entry|entries} cosigned; they extend the {before} cosigned before",
        "{origin}: {size} {size:asiento|asientos} firmados; continúan los {before} de la última vez",
    ),
    "witness.dry-run": Text(
        "{origin}: {size} {size:entry|entries} may be cosigned; they extend the {before} cosigned"
        " before. Nothing was signed or kept (--dry-run)",
        "{origin}: {size} {size:asiento|asientos} se pueden firmar; continúan los {before} de la última"
        " vez. No se firmó ni se guardó nada (--dry-run)",
    ),
    "witness.cosigned-again": Text(
        "{origin}: {size} {size:entry|entries}, as cosigned before; cosigned again",
        "{origin}: {size} {size:asiento|asientos}, ya firmados antes; firmado otra vez",
    ),
    # The answers of the witness protocol, in words.
    "witness.unknown-origin": Text(
        "{origin}: this witness was never told of that log. If you know its key from somebody other"
        " than the log: batterypass witness add TRUSTFILE",
        "{origin}: este testigo no conoce ese registro. Si tiene su llave por otro medio que el"
        " registro mismo: batterypass witness add ARCHIVO-DE-CONFIANZA",
    ),
    "witness.not-signed": Text(
        "no checkpoint of {origin}: a signature is not good, or none is by a known key of the log"
        " ({why})",
        "no es un punto de control de {origin}: una firma no es buena, o ninguna es de una llave"
        " conocida del registro ({why})",
    ),
    "witness.old-above": Text(
        "the request names an old size of {old}, above the checkpoint's {size}: make it again",
        "la solicitud dice un tamaño anterior de {old}, mayor que el del punto de control, {size}:"
        " hágala de nuevo",
    ),
    "witness.other-size": Text(
        "{origin}: this witness cosigned {seen} {seen:entry|entries} last, the proof begins at {old}."
        " Ask the operator for: batterypass checkpoint request --old {seen} -o FILE",
        "{origin}: este testigo firmó por última vez con {seen} {seen:asiento|asientos}, la prueba"
        " empieza en {old}. Pida al operador: batterypass checkpoint request --old {seen} -o ARCHIVO",
    ),
    "witness.older": Text(
        "{origin}: this witness has cosigned {seen} {seen:entry|entries}; the checkpoint has only"
        " {size}. An older one is not cosigned: ask for the newest",
        "{origin}: este testigo ya firmó {seen} {seen:asiento|asientos}; este punto de control tiene"
        " solo {size}. Uno anterior no se firma: pida el más nuevo",
    ),
    "witness.wrong-proof": Text(
        "the proof does not show that the checkpoint of {size} {size:entry|entries} extends the one of"
        " {seen} cosigned before. Nothing was cosigned. Ask for the published folder and try --tiles:"
        " it shows whether there are two histories",
        "la prueba no muestra que el punto de control de {size} {size:asiento|asientos} continúe el de"
        " {seen} firmado antes. No se firmó nada. Pida la carpeta publicada y use --tiles: muestra si"
        " hay dos historias",
    ),
    "witness.fork": Text(
        "{origin} has signed two histories: at {size} {size:entry|entries} this witness cosigned the"
        " root {ours}, and now it is {theirs}. Nothing was cosigned. Both signed checkpoints are kept in"
        " {place}: tell everybody who relies on this log, and its authority",
        "{origin} ha firmado dos historias: con {size} {size:asiento|asientos} este testigo firmó la"
        " raíz {ours}, y ahora es {theirs}. No se firmó nada. Los dos puntos de control firmados quedan"
        " en {place}: avise a todos los que se apoyan en este registro, y a su autoridad",
    ),
    "witness.bad-clock": Text(
        "this computer's clock is not set: it shows {time} seconds since 1970 UTC. Nothing was cosigned;"
        " set it and try again",
        "el reloj de este equipo no está puesto: marca {time} segundos desde 1970 UTC. No se firmó nada;"
        " póngalo en hora y repita",
    ),
    "witness.bad-time": Text(
        "{name} cosigned at {time} (seconds since 1970 UTC): this log was opened at {first}, and now is"
        " {last}. Ask the witness to set the clock and cosign again; nothing was taken",
        "{name} firmó en {time} (segundos desde 1970 UTC): este registro se abrió en {first} y ahora es"
        " {last}. Pida al testigo que ponga en hora su reloj y firme otra vez; no se tomó nada",
    ),
    "witness.busy": Text(
        "{path}: another program cosigned meanwhile: try again",
        "{path}: otro programa firmó mientras tanto: repita",
    ),
    "witness.other-request": Text(
        "{path}: this request is for another checkpoint",
        "{path}: esta solicitud es de otro punto de control",
    ),
    # At the operator's.
    "witness.bad-old": Text(
        "--old {old}: expected a size from 0 to {size}",
        "--old {old}: se espera un tamaño de 0 a {size}",
    ),
    "witness.requested": Text(
        "{file}: checkpoint of {size} {size:entry|entries}, with the proof from {old}",
        "{file}: punto de control de {size} {size:asiento|asientos}, con la prueba desde {old}",
    ),
    "witness.none-named": Text(
        "the trust file of {origin} names no witness, so nobody could count a cosignature: put the"
        " witness's line into it (batterypass witness show) and give it with --trust FILE",
        "el archivo de confianza de {origin} no nombra testigos, y nadie podría contar sus firmas: ponga"
        " en él la línea del testigo (batterypass witness show) y délo con --trust ARCHIVO",
    ),
    "witness.no-known-line": Text(
        "no witness that the trust file names has cosigned this checkpoint of {size}"
        " {size:entry|entries}",
        "ningún testigo que nombre el archivo de confianza firmó este punto de control de {size}"
        " {size:asiento|asientos}",
    ),
    "witness.not-kept": Text(
        "the ledger keeps no checkpoint of {size} {size:entry|entries} any more: seal one first, and"
        " have that cosigned: batterypass checkpoint --seal",
        "el registro ya no guarda un punto de control de {size} {size:asiento|asientos}: selle uno"
        " primero y haga firmar ése: batterypass checkpoint --seal",
    ),
    "witness.not-ours": Text(
        "the cosigned checkpoint of {size} {size:entry|entries} has another root than this ledger has"
        " there: batterypass verify",
        "el punto de control firmado de {size} {size:asiento|asientos} tiene otra raíz que la de este"
        " registro: batterypass verify",
    ),
    "witness.collected": Text(
        "checkpoint of {size} {size:entry|entries}: cosigned by {names}",
        "punto de control de {size} {size:asiento|asientos}: firmado por {names}",
    ),
    "witness.had-already": Text(
        "checkpoint of {size} {size:entry|entries}: had this already ({names})",
        "punto de control de {size} {size:asiento|asientos}: ya lo tenía ({names})",
    ),
    "witness.no-quorum-yet": Text(
        "the quorum of the trust file is not reached yet",
        "el quórum del archivo de confianza todavía no se alcanza",
    ),
    "witness.not-sealed": Text(
        "this checkpoint goes with the next entry, and its cosignatures with it: have a sealed one"
        " cosigned (batterypass checkpoint --seal)",
        "este punto de control se va con el próximo asiento, y sus firmas con él: haga firmar uno"
        " sellado (batterypass checkpoint --seal)",
    ),
}
