"""What is said about keys and the people who hold them."""

from __future__ import annotations

from batterypass.texts.bilingual import Text

MESSAGES: dict[str, Text] = {
    # Keys that end on a day.
    "people.key-ended": Text(
        "key {kid}… of {actor} signs until {until}, and that day is over: ask the chief for a new one"
        " (batterypass key request {actor}), or sign with another key (--keys DIR)",
        "la llave {kid}… de {actor} firma hasta el {until}, y ese día ya pasó: pida una nueva a la"
        " jefatura (batterypass key request {actor}), o firme con otra llave (--keys DIR)",
    ),
    "people.bad-until": Text(
        "--until {text}: expected a day such as 2027-06-30",
        "--until {text}: se espera un día como 2027-06-30",
    ),
    "people.until-past": Text(
        "--until {until}: that day is over (today is {today}): the key would sign nothing",
        "--until {until}: ese día ya pasó (hoy es {today}): la llave no firmaría nada",
    ),
    # Request, grant and accept.
    "people.other-ledger": Text(
        "the file is for the ledger {found}, the one here is {expected}: choose the other one with"
        " --ledger",
        "el archivo es para el registro {found}, el de aquí es {expected}: elija el otro con --ledger",
    ),
    "people.other-trust": Text(
        "the file is for the ledger {ledger}, and the trust file names another one",
        "el archivo es para el registro {ledger}, y el archivo de confianza nombra otro",
    ),
    "people.other-log": Text(
        "the answer is from a log whose first {size} entries have the root {root}…, and here they have"
        " {known}…: these are two logs. Keep the file and tell the operator; batterypass verify",
        "la respuesta es de un registro cuyos primeros {size} asientos tienen la raíz {root}…, y aquí"
        " tienen {known}…: son dos registros. Guarde el archivo y avise al operador; batterypass verify",
    ),
    "people.no-ledger": Text(
        "{path}: no copy of the ledger is here; make one with batterypass replica create, or give"
        " --trust FILE",
        "{path}: aquí no hay copia del registro; haga una con batterypass replica create, o dé"
        " --trust ARCHIVO",
    ),
    "people.trust-names-none": Text(
        "{path}: the trust file names no entry 0, or several logs: ask the operator for the one that"
        " init pinned",
        "{path}: el archivo de confianza no nombra el asiento 0, o nombra varios registros: pida al"
        " operador el que fijó init",
    ),
    "people.role-not-given": Text(
        "a {role} key is not given by request: daily and label keys are; a recovery key is made by"
        " the party itself (batterypass key add PARTY --role recovery)",
        "una llave {role} no se da por solicitud, solo diarias y de etiquetas (daily, label); la de"
        " recuperación la crea la propia parte (batterypass key add PARTE --role recovery)",
    ),
    "people.other-role": Text(
        "the request is for a {found} key, and --role {expected} was given: its proof holds for"
        " {found} only, ask for another request",
        "la solicitud es de una llave {found}, y se dio --role {expected}: su prueba solo vale para"
        " {found}, pida otra solicitud",
    ),
    "people.no-party": Text(
        "{party} is not registered in this ledger; batterypass party list shows who is",
        "{party} no está de alta en este registro; batterypass party list muestra quién sí",
    ),
    "people.bad-proof": Text(
        "the proof of possession of key {kid}… does not hold for {party} in this ledger: the file was"
        " changed, or made for another; ask for a new one and compare the thumbprint by voice",
        "la prueba de posesión de la llave {kid}… no vale para {party} en este registro: el archivo fue"
        " cambiado o es para otro; pida uno nuevo y compare la huella de viva voz",
    ),
    "people.not-yours": Text(
        "key {kid}… is that of {owner}: one key belongs to one party for ever",
        "la llave {kid}… es de {owner}: una llave pertenece a una sola parte para siempre",
    ),
    "people.no-recovery-key": Text(
        "the recovery key of {party} is not here: plug it in and name its folder with --keys, or type it"
        " in from its sheet with batterypass key recover",
        "la llave de recuperación de {party} no está aquí: conéctela e indique su carpeta con --keys, o"
        " tecléela de su hoja con batterypass key recover",
    ),
    "people.was-revoked": Text(
        "key {kid}… was revoked in entry {entry}: it is not given again, ask for a request with a new"
        " key",
        "la llave {kid}… se revocó en el asiento {entry}: no se da otra vez, pida una solicitud con una"
        " llave nueva",
    ),
    "people.registered-before": Text(
        "key {kid}… has been in the directory since entry {entry}, in which the party was registered:"
        " there is nothing to grant",
        "la llave {kid}… está en el directorio desde el asiento {entry}, en que se dio de alta la parte:"
        " no hay nada que conceder",
    ),
    "people.granted-otherwise": Text(
        "key {kid}… was granted already, until {until}; --until {given} cannot change that: revoke it and"
        " ask for a new request",
        "la llave {kid}… ya se concedió, hasta {until}; --until {given} no puede cambiarlo: revóquela y"
        " pida otra solicitud",
    ),
    "people.not-my-key": Text(
        "the grant is for key {kid}… of {party}, which is not in this key folder: it is somebody else's,"
        " or --keys DIR names the wrong folder",
        "la respuesta es para la llave {kid}… de {party}, que no está en esta carpeta: es de otra"
        " persona, o --keys DIR indica otra carpeta",
    ),
    "people.exists": Text(
        "{path} is there already and is not replaced: choose another name",
        "{path} ya existe y no se reemplaza: elija otro nombre",
    ),
    "people.request-dry-run": Text(
        "Dry run: would make a {role} key of {party} and write the request; nothing was written.",
        "Ensayo: se crearía una llave {role} de {party} y su solicitud; no se escribió nada.",
    ),
    "people.key-waits": Text(
        "the key {kid}… of an earlier request still waits to be registered: the same one is asked for",
        "la llave {kid}… de una solicitud anterior sigue sin registrarse: se pide la misma",
    ),
    "people.requested": Text(
        "{path}: request for a key; it holds no secret",
        "{path}: solicitud de llave; no lleva secretos",
    ),
    "people.carry-request": Text(
        "carry it to the chief, who runs: batterypass key grant {name} -o grant.bpz",
        "llévela a la jefatura, que ejecuta: batterypass key grant {name} -o concesion.bpz",
    ),
    "people.about-to-grant": Text(
        "A key for a person is about to be registered:",
        "Va a darse de alta la llave de una persona:",
    ),
    "people.compare": Text(
        "call the person and compare the thumbprint by voice: whoever changed the file has another one",
        "llame a la persona y compare la huella de viva voz: quien haya cambiado el archivo tiene otra",
    ),
    "people.no-end": Text("no end", "sin término"),
    "people.label.party": Text("party", "parte"),
    "people.label.holder": Text("holder", "titular"),
    "people.label.role": Text("for", "función"),
    "people.label.until": Text("until", "hasta"),
    "people.label.thumbprint": Text("thumbprint", "huella"),
    "people.granted": Text(
        "{path}: the answer to the request", "{path}: la respuesta a la solicitud"
    ),
    "people.carry-grant": Text(
        "carry it to the person, who runs: batterypass key accept {name}",
        "llévela a la persona, que ejecuta: batterypass key accept {name}",
    ),
    "people.accepted-registered": Text(
        "your key is registered: entry {entry}", "su llave está registrada: asiento {entry}"
    ),
    "people.accepted-pending": Text(
        "your key is granted and not in the log yet: what you sign travels with the grant",
        "su llave está concedida y aún no está en el registro: lo que firme viaja con la concesión",
    ),
    "people.accepted-unchecked": Text(
        "the answer is kept; it is not in the log yet, and without a replica its signature cannot be"
        " checked here",
        "la respuesta queda guardada; aún no está en el registro, y sin réplica su firma no se puede"
        " comprobar aquí",
    ),
    "people.after-registered": Text(
        "to sign here: batterypass replica update, then batterypass today",
        "para firmar aquí: batterypass replica update, y después batterypass today",
    ),
    "people.after-pending": Text(
        "you can sign at once: batterypass today", "ya puede firmar: batterypass today"
    ),
    "people.after-unchecked": Text(
        "make a replica with batterypass replica create, then accept it again",
        "haga una réplica con batterypass replica create y recíbala otra vez",
    ),
    # The recovery sheet.
    "people.first-key-1": Text(
        "The daily key signs what happens; the recovery key only adds and revokes keys.",
        "La llave diaria firma lo que pasa; la de recuperación solo da de alta y revoca llaves.",
    ),
    "people.first-key-2": Text(
        "If you lose the passphrase or this computer, only the recovery key helps: print its sheet"
        " (batterypass key sheet {party} -o sheet.pdf) and lock it away.",
        "Si pierde la contraseña o este equipo, solo ayuda la de recuperación: imprima su hoja"
        " (batterypass key sheet {party} -o hoja.pdf) y guárdela bajo llave.",
    ),
    "people.first-key-3": Text(
        "Before you sign for the first time, see that the sheet works: batterypass key recover --test",
        "Antes de firmar por primera vez, vea que la hoja sirve: batterypass key recover --test",
    ),
    "people.sheet-is-secret": Text(
        "{path} will hold the secret of the recovery key, unlocked: whoever reads it can change every key"
        " of the party",
        "{path} llevará el secreto de la llave de recuperación, sin contraseña: quien lo lea puede cambiar"
        " todas las llaves de la parte",
    ),
    "people.sheet-question": Text(
        "Write the recovery sheet of {party}?", "¿Escribir la hoja de recuperación de {party}?"
    ),
    "people.sheet-declined": Text("no sheet was written", "no se escribió ninguna hoja"),
    "people.sheet-dry-run": Text(
        "Dry run: would write the sheet of key {kid}… to {path}; nothing was written.",
        "Ensayo: se escribiría la hoja de la llave {kid}… en {path}; no se escribió nada.",
    ),
    "people.sheet-written": Text(
        "{path}: recovery sheet, readable by you alone",
        "{path}: hoja de recuperación, solo usted la lee",
    ),
    "people.sheet-next": Text(
        "print it, test it with batterypass key recover --test, delete the file, lock the paper away",
        "imprímala, pruébela con batterypass key recover --test, borre el archivo, guarde el papel bajo"
        " llave",
    ),
    "people.sheet-how": Text(
        "Type the seven lines of the sheet, one after the other; or scan its code.",
        "Teclee las siete líneas de la hoja, una tras otra; o escanee su código.",
    ),
    "people.sheet-letter": Text(
        "line {line} of the sheet: {letter!r} stands on no sheet",
        "línea {line} de la hoja: {letter!r} no está en ninguna hoja",
    ),
    "people.sheet-length": Text(
        "line {line} of the sheet has {count} characters, expected {expected}",
        "la línea {line} de la hoja tiene {count} caracteres, se esperan {expected}",
    ),
    "people.sheet-check": Text(
        "line {line} of the sheet: its check does not fit; a character is wrong, two changed places, or"
        " it is another line",
        "línea {line} de la hoja: no cuadra su comprobación; hay una letra mal, dos cambiadas de lugar, o"
        " es otra línea",
    ),
    "people.sheet-other-line": Text(
        "expected line {line} of the sheet, found {found!r}",
        "se espera la línea {line} de la hoja, se encontró {found!r}",
    ),
    "people.sheet-lines": Text(
        "the sheet has {expected} lines, found {count}",
        "la hoja tiene {expected} líneas, se encontraron {count}",
    ),
    "people.sheet-no-key": Text(
        "each line fits its check, and together they make no key: two mistakes in one line cancel out, or"
        " lines of two sheets are mixed",
        "cada línea cuadra, y juntas no hacen una llave: dos errores en una línea se compensan, o se"
        " mezclaron líneas de dos hojas",
    ),
    "people.sheet-role": Text(
        "key {kid}… is a {role} key: only recovery keys have a sheet",
        "la llave {kid}… es {role}: solo las de recuperación tienen hoja",
    ),
    "people.sheet-revoked": Text(
        "key {kid}… was revoked in entry {entry}: the sheet is of no use any more, destroy it",
        "la llave {kid}… se revocó en el asiento {entry}: la hoja ya no sirve, destrúyala",
    ),
    "people.sheet-unknown": Text(
        "the sheet is whole, its key is {kid}; neither the ledger nor the key folder here knows it:"
        " choose them with --ledger and --keys",
        "la hoja está completa, su llave es {kid}; ni el registro ni la carpeta de llaves de aquí la"
        " conocen: elíjalos con --ledger y --keys",
    ),
    "people.sheet-restores": Text(
        "the sheet restores the recovery key {kid}… of {party}; nothing was stored",
        "la hoja recupera la llave de recuperación {kid}… de {party}; no se guardó nada",
    ),
    "people.recovered": Text(
        "recovery key {kid}… of {party} is in {folder}",
        "la llave de recuperación {kid}… de {party} está en {folder}",
    ),
    "people.recovered-next": Text(
        "register a new daily key with batterypass key add {party}, then revoke the lost one with"
        " batterypass key revoke",
        "dé de alta una llave diaria nueva con batterypass key add {party}, y revoque la perdida con"
        " batterypass key revoke",
    ),
    "people.not-in-ledger": Text(
        "compared with the key folder only: the key is not registered in a ledger here yet",
        "comparada solo con la carpeta de llaves: la llave aún no está en un registro de aquí",
    ),
    "people.no-sheet-key": Text(
        "{which!r} names {count} recovery keys of {folder}: batterypass key list shows them",
        "{which!r} nombra {count} llaves de recuperación de {folder}: batterypass key list las muestra",
    ),
    "people.never-tested": Text(
        "recovery key {kid}… of {party}: its sheet was never tested; batterypass key sheet {party} -o"
        " sheet.pdf, then batterypass key recover --test",
        "llave de recuperación {kid}… de {party}: su hoja nunca se probó; batterypass key sheet {party} -o"
        " hoja.pdf, y después batterypass key recover --test",
    ),
    "people.lies-beside": Text(
        "recovery key {kid}… of {party} lies beside the daily key, where one thief gets both: keep its"
        " sheet and move {name} elsewhere",
        "la llave de recuperación {kid}… de {party} está junto a la diaria, donde un ladrón se lleva las"
        " dos: conserve la hoja y mueva {name} a otro lugar",
    ),
    "people.recovery-is": Text(
        "sheets tested: {count}, last on {at}", "hojas probadas: {count}, la última el {at}"
    ),
    "people.no-recovery": Text(
        "no recovery key of a party that signs here",
        "ninguna llave de recuperación de quien firma aquí",
    ),
    # Verify.
    "people.label.registrar": Text("registrar", "registrador"),
    "people.registrars-word": Text(
        "{count} {count:judgement rests|judgements rest} on its word alone: {signatures}"
        " {signatures:signature|signatures} by keys that the party has not confirmed, {authorisations}"
        " by authorisations that it transcribed",
        "{count} {count:juicio descansa|juicios descansan} solo en su palabra: {signatures}"
        " {signatures:firma|firmas} con llaves que la parte no ha confirmado, {authorisations} por"
        " autorizaciones que transcribió",
    ),
    # Watch.
    "people.watched": Text(
        "{party}: {count} {count:change|changes} from entry {since} on ({size} {size:entry|entries} looked at)",
        "{party}: {count} {count:cambio|cambios} desde el asiento {since} ({size} {size:asiento visto|asientos vistos})",
    ),
    "people.by-others": Text("signed by somebody else", "lo firmó alguien más"),
    "people.unconfirmed-key": Text(
        "{role} key {kid}…: {by} added it in entry {entry}, and the party has not confirmed it",
        "llave {role} {kid}…: {by} la agregó en el asiento {entry} y la parte no la ha confirmado",
    ),
    "people.confirm-or-revoke": Text(
        "if it is yours: batterypass key confirm {kid}; if it is not: batterypass key revoke {kid}",
        "si es suya: batterypass key confirm {kid}; si no: batterypass key revoke {kid}",
    ),
    "people.quiet": Text(
        "nothing waits for the party's word", "nada espera la palabra de la parte"
    ),
    "people.since-pending": Text(
        "--since {text}: that is not in the log yet",
        "--since {text}: eso aún no está en el registro",
    ),
    "people.until": Text("until {until}", "hasta el {until}"),
    "people.over": Text("over since {until}", "terminó el {until}"),
    "people.only-registrar": Text(
        "only the registrar vouches for it (entry {entry})",
        "solo la avala el registrador (asiento {entry})",
    ),
    "people.disputed-since": Text(
        "what it signed since {since} is disputed", "lo que firmó desde {since} está en disputa"
    ),
    "people.disputed-all": Text(
        "all that it signed is disputed", "todo lo que firmó está en disputa"
    ),
    "people.disputed": Text(
        "! disputed ({entry}): its key was compromised by then",
        "! en disputa ({entry}): su llave ya estaba comprometida",
    ),
    "people.label.disputed": Text("disputed", "en disputa"),
    "people.since-entry": Text("entry {entry}", "el asiento {entry}"),
    "people.ends-soon": Text(
        "{role} key {kid}… of {party} ends on {until} ({days} {days:day|days} left): ask for the next one with"
        " batterypass key request",
        "la llave {role} {kid}… de {party} termina el {until} (faltan {days} {days:día|días}): pida la siguiente"
        " con batterypass key request",
    ),
    "people.ended": Text(
        "{role} key {kid}… of {party} ended on {until}: ask for another with batterypass key request",
        "la llave {role} {kid}… de {party} terminó el {until}: pida otra con batterypass key request",
    ),
}
