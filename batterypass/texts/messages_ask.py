"""Texts of the prompts and of forms read from files."""

from __future__ import annotations

from batterypass.texts.bilingual import Text

MESSAGES: dict[str, Text] = {
    "ask.how": Text(
        "Enter takes what is in [brackets] or leaves an optional field out, - leaves it out,"
        " ? explains.",
        "Enter toma lo que está entre [corchetes] u omite un campo opcional, - lo omite,"
        " ? explica.",
    ),
    "ask.optional": Text("{label} (optional)", "{label} (opcional)"),
    "ask.needed": Text("{label} is needed.", "{label}: es necesario."),
    "ask.several": Text("one or several, commas between", "uno o varios, separados por comas"),
    "ask.line": Text("{label} {number}:", "{label} {number}:"),
    "ask.line-or-done": Text(
        "{label} {number} (Enter = that is all):", "{label} {number} (Enter = es todo):"
    ),
    "ask.already-listed": Text("{value} is in the list already", "{value} ya está en la lista"),
    "ask.all-of-these": Text("All {count} of these?", "¿Todos estos ({count})?"),
    "ask.add-record": Text("Add: {label}?", "¿Agregar: {label}?"),
    "ask.another": Text("Another: {label}?", "¿Otro: {label}?"),
    "ask.name-or-done": Text("name (Enter = that is all)", "nombre (Enter = es todo)"),
    "ask.sealed": Text(
        "Sealed ({title}): only a digest of this enters the log.",
        "Sellado ({title}): al registro solo entra una huella de esto.",
    ),
    "ask.no-site": Text(
        "{answer!r} is no site of the signer: {sites}",
        "{answer!r} no es un sitio de quien firma: {sites}",
    ),
    "ask.who-signs": Text("Who signs?", "¿Quién firma?"),
    "ask.yes-no-letters": Text("y/n", "s/n"),
    "ask.hint-yes": Text("[Y/n]", "[S/n]"),
    "ask.hint-no": Text("[y/N]", "[s/N]"),
    "ask.hint-both": Text("[y/n]", "[s/n]"),
    "ask.yes-or-no": Text("answer y or n", "responda s o n"),
    "ask.end": Text(
        "the answers ended: nothing was signed", "se acabaron las respuestas: no se firmó nada"
    ),
    "ask.stopped": Text(
        "stopped at the question (Ctrl-C): nothing was signed",
        "detenido en la pregunta (Ctrl-C): no se firmó nada",
    ),
    "ask.no-answer": Text(
        "no answer to: {question}. Nothing was signed; where nobody can be asked, give the fields as"
        " name=value and --yes",
        "sin respuesta a: {question}. No se firmó nada; donde no hay a quién preguntar, dé los campos"
        " como nombre=valor y --yes",
    ),
    "ask.passphrase": Text(
        "Passphrase of the key folder {folder}: ", "Contraseña de la carpeta de llaves {folder}: "
    ),
    "ask.passphrase-new": Text(
        "New passphrase for the key folder {folder} (12 characters or 4 words): ",
        "Contraseña nueva para la carpeta de llaves {folder} (12 caracteres o 4 palabras): ",
    ),
    "ask.passphrase-again": Text("The same once more: ", "La misma otra vez: "),
    "ask.bad": Text("{label}: {found!r}? {hint}", "{label}: ¿{found!r}? {hint}"),
    "ask.needs-json": Text(
        "{path}: write it as JSON ([…] or {{…}}), or leave it out and be asked",
        "{path}: escríbalo como JSON ([…] o {{…}}), o no lo dé y se le preguntará",
    ),
    "ask.twice": Text("{path} is given more than once", "{path} se da más de una vez"),
    "ask.no-digest": Text(
        "{text!r} is no SHA-256 (64 hex digits) and no file",
        "{text!r} no es un SHA-256 (64 dígitos hex) ni un archivo",
    ),
    # What a field takes.
    "ask.hint.choice": Text("One of: {choices}.", "Uno de: {choices}."),
    "ask.hint.form": Text(
        "A text in a form of its own: batterypass schema KIND says which.",
        "Un texto con una forma propia: batterypass schema TIPO dice cuál.",
    ),
    "ask.hint.origin": Text(
        "A name as of a web site, without https://: small letters, digits, . and -, then parts after"
        " a / if you like, such as registry.example/batteries (3 to 100 characters, no spaces).",
        "Un nombre como el de un sitio web, sin https://: minúsculas sin acentos, dígitos, . y -, y si se"
        " quiere partes tras una /, como registro.example/baterias (de 3 a 100 caracteres, sin"
        " espacios).",
    ),
    "ask.hint.ledger": Text(
        "https:// and the origin of a ledger, such as https://registry.example/batteries.",
        "https:// y el origen de un registro, como https://registro.example/baterias.",
    ),
    "ask.hint.state_key": Text(
        "Two digits, 01 to 32, as INEGI numbers the states: 19 is Nuevo León.",
        "Dos dígitos, de 01 a 32, como INEGI numera las entidades: 19 es Nuevo León.",
    ),
    "ask.hint.municipality_key": Text(
        "Three digits, as INEGI numbers the municipalities of a state: 006 is Apodaca in Nuevo León.",
        "Tres dígitos, como INEGI numera los municipios de una entidad: 006 es Apodaca en Nuevo León.",
    ),
    "ask.hint.gs1_prefix": Text(
        "4 to 12 digits, such as 0952123.", "De 4 a 12 dígitos, como 0952123."
    ),
    "ask.hint.passport": Text(
        "The id of a passport, an https URL with something after the host, at most 120 characters:"
        " https://id.maker.example/passport/F-2.",
        "El identificador de un pasaporte, una URL https con algo tras el dominio, 120 caracteres como"
        " máximo: https://id.fabricante.example/pasaporte/F-2.",
    ),
    "ask.hint.about": Text(
        "A consignment or an item: its id, manifest number or https URL.",
        "Un embarque o un artículo: su identificador, número de manifiesto o URL https.",
    ),
    "ask.hint.clause": Text(
        "A code of the law, such as P909 or 173.185(f): letters, digits, spaces and . _ : / + ( ) -, at"
        " most 80 characters, no accents.",
        "Una clave de la norma, como P909 o 173.185(f): letras, dígitos, espacios y . _ : / + ( ) -,"
        " 80 caracteres como máximo, sin acentos.",
    ),
    "ask.hint.cretib": Text(
        "Letters of CRETIB, in this order and each once, such as T or CT.",
        "Letras de CRETIB, en ese orden y cada una una vez, como T o CT.",
    ),
    "ask.hint.un_number": Text(
        "UN and four digits, such as UN3480.", "UN y cuatro dígitos, como UN3480."
    ),
    "ask.hint.boolean": Text("Yes or no.", "Sí o no."),
    "ask.hint.integer": Text("A whole number.", "Un número entero."),
    "ask.hint.record": Text("A JSON object.", "Un objeto JSON."),
    "ask.hint.list": Text("A list.", "Una lista."),
    "ask.hint.json": Text(
        "A text; a list or a record as JSON.", "Un texto; una lista o un registro, como JSON."
    ),
    "ask.hint.map": Text("Names and values.", "Nombres y valores."),
    "ask.hint.item": Text(
        "An item: its https URL, printed id, serial number, alias or scanned label; a new one by"
        " its URL.",
        "Un artículo: su URL https, id impreso, número de serie, alias o etiqueta leída; uno nuevo"
        " por su URL.",
    ),
    "ask.hint.party": Text(
        "A party: its https id, or an unambiguous part of its host or name.",
        "Una parte: su id https, o un trozo inequívoco de su dominio o nombre.",
    ),
    "ask.hint.subject": Text(
        "A consignment: its id or manifest number.",
        "Un embarque: su identificador o número de manifiesto.",
    ),
    "ask.hint.local_id": Text(
        "Letters, digits, . _ - and at most 60 characters, such as M-2026-00418.",
        "Letras, dígitos, . _ - y 60 caracteres como máximo, como M-2026-00418.",
    ),
    "ask.hint.number": Text(
        "A number with a point, without thousands separators: 412.5.",
        "Un número con punto decimal, sin separador de miles: 412.5.",
    ),
    "ask.hint.signed_number": Text(
        "A number with a point: 23.5 or -4.", "Un número con punto decimal: 23.5 o -4."
    ),
    "ask.hint.percent": Text("0 to 100, such as 81.5.", "De 0 a 100, como 81.5."),
    "ask.hint.digest": Text(
        "64 hex digits; or an entry, a key, a table or a file from which they come.",
        "64 dígitos hex; o un asiento, una llave, una tabla o un archivo de donde salen.",
    ),
    "ask.hint.country": Text("Two letters, such as MX.", "Dos letras, como MX."),
    "ask.hint.month": Text("Year and month: 2026-11.", "Año y mes: 2026-11."),
    "ask.hint.day": Text("A day: 2026-11-23, or today.", "Un día: 2026-11-23, u hoy."),
    "ask.hint.time": Text(
        "A time with its offset: 2026-11-23T08:35:00-06:00.",
        "Una hora con su desfase: 2026-11-23T08:35:00-06:00.",
    ),
    "ask.hint.uuid": Text("A UUID.", "Un UUID."),
    "ask.hint.word": Text(
        "Letters, digits, spaces and . _ : / + -, at most 80 characters, no accents.",
        "Letras, dígitos, espacios y . _ : / + -, 80 caracteres como máximo, sin acentos.",
    ),
    "ask.hint.text": Text("At most 200 characters.", "200 caracteres como máximo."),
    "ask.hint.long_text": Text("Some text.", "Un texto."),
    "ask.hint.domain": Text(
        "A domain, such as id.maker.example.", "Un dominio, como id.fabricante.example."
    ),
    "ask.hint.public_key": Text(
        "A public key in base64url: batterypass key card PARTY prints it.",
        "Una llave pública en base64url: batterypass key card PARTE la imprime.",
    ),
    "ask.hint.signature": Text(
        "A proof in base64url: batterypass key card PARTY prints it.",
        "Una prueba en base64url: batterypass key card PARTE la imprime.",
    ),
    # Forms from files and from the command line.
    "form.missing": Text("{where} ({label}) is missing. {hint}", "falta {where} ({label}). {hint}"),
    "form.problem": Text(
        "{where} ({label}): {found!r}? {hint}", "{where} ({label}): ¿{found!r}? {hint}"
    ),
    "form.more": Text("and {count} more", "y {count} más"),
    "form.bad": Text("{kind}: something is off:", "{kind}: algo no está bien:"),
    "json.bad": Text(
        "{source}: not JSON from line {line}, column {column} on",
        "{source}: no es JSON a partir de la línea {line}, columna {column}",
    ),
    "json.twice": Text(
        "{source}: the name {name!r} stands twice in one object",
        "{source}: el nombre {name!r} está dos veces en un objeto",
    ),
    "json.constant": Text(
        "{source}: {found} is no number of JSON", "{source}: {found} no es un número de JSON"
    ),
    "json.number": Text(
        '{source}: the number {found} must be a text: "{found}"',
        '{source}: el número {found} debe ir como texto: "{found}"',
    ),
    "json.deep": Text("{source}: nested too deeply", "{source}: demasiados niveles anidados"),
    "log.no-forms": Text("{source}: there are no forms in it", "{source}: no contiene formas"),
    "log.form-no-object": Text(
        "{source}: form {place} is no JSON object",
        "{source}: la forma {place} no es un objeto JSON",
    ),
    "log.other-kind": Text(
        "{source}: form {place} is of kind {own!r}, not {kind!r}; KIND - takes mixed ones",
        "{source}: la forma {place} es de tipo {own!r}, no {kind!r}; TIPO - admite mezclas",
    ),
    "log.form-no-reference": Text(
        "{source}: form {place}: {where}: {why}", "{source}: forma {place}: {where}: {why}"
    ),
    "log.no-reference": Text("{where}: {why}", "{where}: {why}"),
    "log.more-references": Text("… and {count} more", "… y {count} más"),
    "log.no-positional": Text(
        "{word!r}: {kind} takes field=value; batterypass schema {kind} lists the fields",
        "{word!r}: {kind} toma campo=valor; batterypass schema {kind} lista los campos",
    ),
    "log.bad-private": Text(
        "{path}: expected private.POINT.NAME=value", "{path}: se espera private.PUNTO.NOMBRE=valor"
    ),
    "log.unknown-field": Text(
        "{kind} has no field {name!r}.{hint} It has: {fields}",
        "{kind} no tiene campo {name!r}.{hint} Tiene: {fields}",
    ),
    "log.no-proposal": Text(
        "{path}={word}: the ledger has nothing to propose there",
        "{path}={word}: el registro no tiene qué proponer ahí",
    ),
}
