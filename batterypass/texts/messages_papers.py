"""What the commands of papers say: passports, manifests, and the check of a paper."""

from __future__ import annotations

from batterypass.texts.bilingual import Text

MESSAGES: dict[str, Text] = {
    # Passports.
    "passport.no-https": Text(
        "--id {found}: https:// is missing: the id of a passport is an https URL, such as {likely}",
        "--id {found}: falta https://: el id de un pasaporte es una URL https, como {likely}",
    ),
    "passport.issued-already": Text(
        "{item} has this passport already (entry {entry}), with another value of {name}. Nothing was"
        " written; batterypass passport update {item} ATTRIBUTE=VALUE gives it new values",
        "{item} ya tiene este pasaporte (asiento {entry}), con otro valor de {name}. No se escribió"
        " nada; batterypass passport update {item} ATRIBUTO=VALOR le da valores nuevos",
    ),
    "passport.of-another": Text(
        "passport {passport} is that of {owner} (entry {entry}), not of {item}. Nothing was written;"
        " leave out --id and {item} gets an id of its own",
        "el pasaporte {passport} es de {owner} (asiento {entry}), no de {item}. No se escribió nada;"
        " omita --id y {item} recibe un id propio",
    ),
    # Fields of an issued passport, as a message names them.
    "passport.field-values": Text("public values", "valores públicos"),
    "passport.field-predecessors": Text("original passports", "pasaportes de origen"),
    "passport.field-acknowledged": Text("acknowledged notices", "avisos reconocidos"),
    "passport.field-subjects": Text("packs that it is about", "paquetes de los que trata"),
    "passport.bad-value": Text(
        "{found}: expected ATTRIBUTE=VALUE", "{found}: se esperaba ATRIBUTO=VALOR"
    ),
    "passport.twice": Text(
        "{found}: given twice; give it once, a list as JSON",
        "{found}: está dos veces; délo una sola vez, una lista como JSON",
    ),
    "passport.unknown-attribute": Text(
        "{name}: no such attribute of a passport{hint}",
        "{name}: no hay tal atributo de pasaporte{hint}",
    ),
    "passport.none": Text(
        "{item} has no passport yet; batterypass passport issue {item}",
        "{item} aún no tiene pasaporte; batterypass passport issue {item}",
    ),
    "passport.written": Text(
        "{path} · passport {passport} · {digest}", "{path} · pasaporte {passport} · {digest}"
    ),
    "passport.not-yours": Text(
        "{party} issues no paper of {item}: who has it, answers for it or made it does, and an authority",
        "{party} no expide documentos de {item}: los expide quien lo tiene, quien responde por él o quien lo fabricó, y una autoridad",
    ),
    "passport.issued-as": Text(
        "issued as entry {entry}; check it with batterypass manifest check {path}",
        "expedido en el asiento {entry}; compruébelo con batterypass manifest check {path}",
    ),
    "passport.for": Text(
        "this file is for {reader}: it holds values that are not public",
        "este archivo es para {reader}: contiene valores que no son públicos",
    ),
    "passport.dry-run": Text("dry run: {path} was not written", "ensayo: no se escribió {path}"),
    "passport.status-active": Text("in force", "vigente"),
    "passport.status-handed_over": Text("in force, handed over", "vigente, entregado a otro"),
    "passport.status-ended": Text("ended", "terminado"),
    "passport.label.passport": Text("passport", "pasaporte"),
    "passport.label.status": Text("status", "estado"),
    "passport.label.item": Text("item", "artículo"),
    "passport.label.printed_id": Text("printed id", "id impreso"),
    "passport.label.life": Text("life", "vida"),
    "passport.label.condition": Text("condition", "condición"),
    "passport.label.model": Text("model", "modelo"),
    "passport.label.serial": Text("serial number", "número de serie"),
    "passport.label.chemistry": Text("chemistry", "química"),
    "passport.label.category": Text("category", "categoría"),
    "passport.label.nominal_voltage_v": Text("nominal voltage, V", "tensión nominal, V"),
    "passport.label.capacity_ah": Text("rated capacity, Ah", "capacidad nominal, Ah"),
    "passport.label.energy_wh": Text("rated energy, Wh", "energía nominal, Wh"),
    "passport.label.mass_kg": Text("mass, kg", "masa, kg"),
    "passport.label.made_month": Text("month made", "mes de fabricación"),
    "passport.label.maker": Text("manufacturer", "fabricante"),
    "passport.label.responsible_operator": Text("responsible operator", "operador responsable"),
    "passport.label.predecessors": Text("original passports", "pasaportes de origen"),
    # Manifests.
    "manifest.no-waste": Text(
        "{consignment} carries no waste, so it has no manifest; batterypass show {entry} shows the"
        " offer",
        "{consignment} no lleva residuos, así que no tiene manifiesto; batterypass show {entry}"
        " muestra la oferta",
    ),
    "manifest.prints-later": Text(
        "{name}: under the law of {law} its form is {form}; the PDF of this form comes later, and"
        " nothing was signed: batterypass manifest missing {name} --form {form} says what is not"
        " known",
        "{name}: según la ley que rige en {law} su formato es {form}; el PDF de este formato viene después, y"
        " no se firmó nada: batterypass manifest missing {name} --form {form} dice qué no se sabe",
    ),
    "manifest.no-form-here": Text(
        "{name}: no form for waste is known under the law of {law}, so none is printed or signed:"
        " batterypass manifest missing {name} --form FORM takes one of another law",
        "{name}: no se conoce ningún formato de residuos de la ley que rige en {law}, así que"
        " ninguno se imprime ni se firma: batterypass manifest missing {name} --form FORM toma uno de"
        " otra ley",
    ),
    "law.name-EU": Text("the European Union", "la Unión Europea"),
    "law.name-MX": Text("Mexico", "México"),
    "law.name-UK": Text("the United Kingdom", "el Reino Unido"),
    "law.name-US": Text("the United States", "los Estados Unidos"),
    "manifest.will-sign": Text(
        "To be signed: that this paper is prepared, and then the digest of its file (document.issued)",
        "Se va a firmar: que este papel se preparó, y después la huella de su archivo"
        " (document.issued)",
    ),
    "manifest.written": Text("{path} · {state} · {digest}", "{path} · {state} · {digest}"),
    "manifest.issued": Text(
        "prepared in entry {prepared}, issued in entry {issued}",
        "preparado en el asiento {prepared}, emitido en el asiento {issued}",
    ),
    "manifest.same": Text(
        "the same bytes as issued in entry {issued} (prepared in {prepared}); nothing was signed",
        "los mismos bytes que se emitieron en el asiento {issued} (preparado en el {prepared}); no"
        " se firmó nada",
    ),
    "manifest.draft": Text(
        "a draft: it carries no code and proves nothing",
        "borrador: no lleva código y no prueba nada",
    ),
    "manifest.unsealed": Text(
        "sealed data of entries {entries} is not here: the paper leaves out what it says, such as names"
        " and plates",
        "no están aquí los datos sellados de los asientos {entries}: el papel sale sin lo que dicen,"
        " como nombres y placas",
    ),
    "manifest.no-export": Text(
        "--form {form}: a file is written for {known} only",
        "--form {form}: solo se escribe archivo para {known}",
    ),
    "manifest.was-voided": Text(
        "{consignment} was voided: e-Manifest takes no manifest that never left",
        "{consignment} se anuló: e-Manifest no recibe un manifiesto que nunca salió",
    ),
    "manifest.exported": Text("{path} · status {status}", "{path} · estado {status}"),
    "manifest.export-missing": Text(
        "e-Manifest also wants, and the ledger does not know: {names}",
        "e-Manifest pide también, y el registro no lo sabe: {names}",
    ),
    "manifest.no-emanifest": Text(
        "{path}: no manifest of e-Manifest: {why}",
        "{path}: no es un manifiesto de e-Manifest: {why}",
    ),
    "emanifest.too-large": Text(
        "{size} bytes, at most {most} are read", "{size} bytes, se leen cuando mucho {most}"
    ),
    "emanifest.no-text": Text(
        "it is no text (byte {byte}); expected a JSON file",
        "no es texto (byte {byte}); se esperaba un archivo JSON",
    ),
    "emanifest.no-json": Text(
        "it is no JSON from line {line}, column {column} on",
        "no es JSON a partir del renglón {line}, columna {column}",
    ),
    "emanifest.too-deep": Text("nested too deeply", "demasiados niveles, uno dentro de otro"),
    "emanifest.long-number": Text("a number is too long", "un número es demasiado largo"),
    "emanifest.no-members": Text(
        "expected an object with generator, wastes and status",
        "se esperaba un objeto con generator, wastes y status",
    ),
    "emanifest.twice": Text(
        "{name} stands twice in one object", "{name} está dos veces en un mismo objeto"
    ),
    "emanifest.constant": Text("{text} is no JSON number", "{text} no es un número JSON"),
    "emanifest.wants.boolean": Text("true or false", "true o false"),
    "emanifest.wants.whole": Text("a whole number", "un número entero"),
    "emanifest.wants.text": Text("text", "un texto"),
    "emanifest.wants.time": Text(
        "a time such as 2026-11-23T08:00:00.000+0000",
        "una fecha con hora, como 2026-11-23T08:00:00.000+0000",
    ),
    "emanifest.wants.tracking-number": Text(
        "nine digits and three letters", "nueve cifras y tres letras"
    ),
    "emanifest.wants.epa-id": Text("an EPA ID number", "un número de la EPA (EPA ID)"),
    "emanifest.wants.list": Text("a list", "una lista"),
    "emanifest.wants.object": Text("an object", "un objeto"),
    "emanifest.wants.value": Text("a value, it is mandatory", "un valor: es obligatorio"),
    "manifest.import-mass": Text("line {line}: {kg} kg", "renglón {line}: {kg} kg"),
    "manifest.not-understood": Text("Not understood:", "No se entiende:"),
    "manifest.import-wrong": Text(
        "{path}: expected {expected}; found {found}", "{path}: se esperaba {expected}; hay {found}"
    ),
    "manifest.import-kept": Text(
        "{path}: what was understood, as a draft; the ledger was not changed",
        "{path}: lo que se entiende, como borrador; el registro no cambió",
    ),
    "manifest.import-nothing": Text(
        "Nothing was written; -o DRAFT.json keeps what is understood.",
        "No se escribió nada; -o BORRADOR.json guarda lo que se entiende.",
    ),
    "manifest.dry-run": Text("dry run: {path} was not written", "ensayo: no se escribió {path}"),
    "manifest.label.form": Text("form", "formato"),
    "manifest.label.generator": Text("generator", "generador"),
    "manifest.label.transporter": Text("transporter", "transportista"),
    "manifest.label.facility": Text("consignee", "destinatario"),
    "manifest.label.waste": Text("waste", "residuo"),
    "manifest.label.class": Text("class", "clase"),
    "manifest.label.transport": Text("carriage", "transporte"),
    "manifest.label.statement": Text("statement", "leyenda"),
    "manifest.label.difference": Text("difference", "diferencia"),
    "manifest.label.signed.generator": Text("signed, generator", "firmó, generador"),
    "manifest.label.signed.transporter": Text("signed, transporter", "firmó, transportista"),
    "manifest.label.signed.facility": Text("signed, consignee", "firmó, destinatario"),
    "manifest.not-signed": Text("not yet", "todavía no"),
    "manifest.not-a-party": Text(
        "{party} has no part in {consignment}, so it issues no paper of it; these do: {parties}."
        " Anybody prints a draft: --draft",
        "{party} no es parte de {consignment}, así que no emite su papel; lo emiten: {parties}."
        " Un borrador lo imprime cualquiera: --draft",
    ),
    "manifest.difference": Text(
        "declared {declared} kg; declared of what was received {expected} kg, weighed {measured} kg;"
        " missing {missing}, surplus {surplus},"
        " damaged {damaged}",
        "declarado {declared} kg; declarado de lo recibido {expected} kg, pesado {measured} kg;"
        " faltan {missing}, sobran {surplus},"
        " dañados {damaged}",
    ),
    "manifest.items": Text("items", "artículos"),
    # The check of a paper.
    "paper.draft": Text(
        "this PDF of batterypass ({title}) carries no signed data: it is a draft, or no manifest and"
        " no passport (labels, a letter, a list), so there is nothing to check",
        "este PDF de batterypass ({title}) no lleva datos firmados: es un borrador, o no es manifiesto"
        " ni pasaporte (etiquetas, una carta, una lista), así que no hay nada que comprobar",
    ),
    "manifest.no-statement": Text(
        "{path} is a PDF, not a signed statement: batterypass verify {path} reads it",
        "{path} es un PDF, no una declaración firmada: lo lee batterypass verify {path}",
    ),
    "paper.foreign": Text(
        "this file is no paper of batterypass: nothing in it is by this program, so there is nothing"
        " to check",
        "este archivo no es un papel de batterypass: nada en él es de este programa, así que no hay"
        " nada que comprobar",
    ),
    "paper.name.data": Text("data", "datos"),
    "paper.name.chain": Text("chain", "registro"),
    "paper.name.values": Text("values", "valores"),
    "paper.name.print": Text("print", "impresión"),
    "paper.name.issuer": Text("issuer", "emisor"),
    "paper.name.consignment": Text("shipment", "embarque"),
    "paper.issuer-no-part": Text(
        "{actor} is neither consignor, carrier nor consignee of this load: ask one of them for the paper",
        "{actor} no es remitente, transportista ni destinatario de esta carga: pida el papel a uno de"
        " ellos",
    ),
    "paper.withdrawn": Text(
        "withdrawn on {time} (entry {entry}): there is nothing to carry by this paper",
        "retirado el {time} (asiento {entry}): con este papel no hay nada que transportar",
    ),
    "paper.unsigned-entry": Text(
        "{consignment}: the signature of entry {entry} does not hold, so no paper is written of it;"
        " batterypass verify says more",
        "{consignment}: la firma del asiento {entry} no vale, así que no se escribe ningún papel;"
        " batterypass verify dice más",
    ),
    "paper.data-proven": Text(
        "{count} signed {count:entry|entries} inside the file, each with its proof up to a signed"
        " checkpoint",
        "{count} {count:asiento firmado|asientos firmados} dentro del archivo, cada uno con su prueba"
        " hasta un punto de control firmado",
    ),
    "paper.other-bytes": Text(
        "entry {entry} in the file is not the one of its code",
        "el asiento {entry} del archivo no es el de su código",
    ),
    "paper.other-proof": Text(
        "entry {entry}: the proof in the file is that of entry {found}",
        "asiento {entry}: la prueba del archivo es la del asiento {found}",
    ),
    "paper.no-checkpoint": Text(
        "no sealed checkpoint covers entry {entry} yet: the operator of the ledger makes one with"
        " batterypass checkpoint --seal",
        "ningún punto de control sellado cubre todavía el asiento {entry}: el operador del registro hace"
        " uno con batterypass checkpoint --seal",
    ),
    "paper.not-prepared": Text(
        "{consignment}: no paper is prepared for its present state; batterypass manifest pdf"
        " {consignment} -o FILE prepares one",
        "{consignment}: no hay papel preparado para su estado actual; batterypass manifest pdf"
        " {consignment} -o ARCHIVO prepara uno",
    ),
    "paper.code-too-long": Text(
        "the code of this paper takes {size} bytes, at most {most} fit: shorten the names",
        "el código de este papel ocupa {size} bytes y caben {most}: acorte los nombres",
    ),
    "paper.no-form": Text(
        "there is no form {name!r}; there are: {known}", "no hay formato {name!r}; hay: {known}"
    ),
    "paper.no-wording": Text(
        "form {name}: no wording of it is known for {day}",
        "formato {name}: no se conoce su texto para {day}",
    ),
    "paper.cretib": Text(
        "waste {name!r}: CRETIB {cretib!r} has {wrong}, expected letters of {known}",
        "residuo {name!r}: CRETIB {cretib!r} tiene {wrong}, se esperan letras de {known}",
    ),
    "paper.data-broken": Text(
        "the data inside the file does not prove itself",
        "los datos dentro del archivo no se prueban",
    ),
    "paper.data-missing": Text(
        "the file carries no signed data: a draft never did, and from a paper it was taken out",
        "el archivo no lleva datos firmados: un borrador nunca los lleva, y a un papel se los"
        " quitaron",
    ),
    "paper.data-none": Text(
        "no signed entry is inside the file: each says something that is not of this edition",
        "dentro del archivo no hay asientos firmados: cada uno dice algo que no es de esta edición",
    ),
    "paper.values-unreadable": Text(
        "{name} inside the file was changed: it cannot be read",
        "se cambió {name}, dentro del archivo: no se puede leer",
    ),
    "paper.values-other-item": Text(
        "entry {entry} inside the file is of another battery than the values",
        "el asiento {entry}, dentro del archivo, es de otra batería que los valores",
    ),
    "paper.values-same": Text(
        "the {count} values are those that this ledger gives now to: {reader}",
        "los {count} valores son los que este registro da ahora a: {reader}",
    ),
    "paper.values-differ": Text(
        "{attribute} in the file is not what this ledger says",
        "{attribute} no es en el archivo lo que dice este registro",
    ),
    "paper.values-older": Text(
        "{attribute} is no longer what the file says: something was recorded since, so print it anew",
        "{attribute} ya no es lo que dice el archivo: algo se asentó después, así que imprímalo otra vez",
    ),
    "paper.values-unlike": Text(
        "{attribute} is not what entry {entry} inside the file says; whether it was corrected since,"
        " only the ledger knows",
        "{attribute} no es lo que dice el asiento {entry}, dentro del archivo; si se corrigió después,"
        " solo lo sabe el registro",
    ),
    "paper.values-partly": Text(
        "{count} of {total} values stand in the entries inside; the others only the ledger can tell",
        "{count} de {total} valores están en los asientos de dentro; los demás solo los sabe el registro",
    ),
    "paper.print-label": Text(
        "the signature of the label in the file does not hold",
        "la firma de la etiqueta que va en el archivo no vale",
    ),
    "paper.print-not-again": Text(
        "nobody issued this very file, and the ledger does not make the same one now: compare by eye",
        "nadie emitió este archivo, y el registro no hace ahora el mismo: compárelo a la vista",
    ),
    "paper.data-unreadable": Text(
        "{name} inside the file was changed: it cannot be read",
        "se cambió {name}, dentro del archivo: no se puede leer",
    ),
    "paper.data-note": Text(
        "entry {entry}: the checkpoint beside it is not signed by the log",
        "asiento {entry}: el punto de control que lo acompaña no lo firmó el registro",
    ),
    "paper.data-path": Text(
        "entry {entry}: its proof does not lead to the signed checkpoint over {size} entries",
        "asiento {entry}: su prueba no lleva al punto de control firmado sobre {size} asientos",
    ),
    "paper.data-lacks": Text(
        "entry {entry} was taken out of the file; its proof is still there",
        "se quitó del archivo el asiento {entry}; su prueba sigue ahí",
    ),
    "paper.data-two-logs": Text(
        "entry {entry} is from the log {found}, the others from {origin}",
        "el asiento {entry} es del registro {found}, los demás de {origin}",
    ),
    "paper.data-trust-open": Text(
        "the trust file does not decide: it has no key for this log, or asks for more witnesses",
        "el archivo de confianza no decide: no tiene llave de este registro, o pide más testigos",
    ),
    "paper.data-unvouched": Text(
        "the {count} entries inside fit a checkpoint that says it is of {origin}; nothing here vouches"
        " for its key: --trust FILE, which the operator hands out",
        "los {count} asientos de dentro concuerdan con un punto de control que dice ser de {origin};"
        " nada responde aquí por su llave: --trust ARCHIVO, el que entrega el operador",
    ),
    "paper.chain-no-ledger": Text(
        "there is no ledger here to compare with: --ledger FILE names one, or a replica",
        "aquí no hay registro con que comparar: --ledger ARCHIVO nombra uno, o una réplica",
    ),
    "paper.chain-no-data": Text(
        "without readable data there is nothing to compare",
        "sin datos legibles no hay qué comparar",
    ),
    "paper.no-ledger": Text(
        "{path}: there is no such ledger; without --ledger the paper is judged by itself",
        "{path}: no existe ese registro; sin --ledger el papel se juzga por sí solo",
    ),
    "paper.print-changed": Text(
        "the file was changed after it was made: its bytes are not those of its own digest",
        "el archivo se cambió después de hacerse: sus bytes no son los de su propia huella",
    ),
    "paper.print-added": Text(
        "something was added to the file after it was made: what it shows is not what was issued",
        "al archivo se le agregó algo después de hacerse: lo que muestra no es lo que se emitió",
    ),
    "paper.print-resaved": Text(
        "another program saved this file again, and may have changed what it shows: ask for the file"
        " as it was issued",
        "otro programa guardó de nuevo este archivo, y pudo cambiar lo que muestra: pida el archivo"
        " como se emitió",
    ),
    "paper.print-by-eye": Text(
        "only the code was read: compare what stands above with what is printed",
        "solo se leyó el código: compare lo de arriba con lo impreso",
    ),
    "paper.print-no-ledger": Text(
        "the file is whole; whether it is the one that was issued, only its ledger knows",
        "el archivo está íntegro; si es el que se emitió, solo lo sabe su registro",
    ),
    "paper.chain-same": Text(
        "{count:the entry is that|all {count} entries are those} of this ledger",
        "{count:el asiento es el|los {count} asientos son los} de este registro",
    ),
    "paper.chain-differs": Text(
        "entry {entry} is not the one of this ledger",
        "el asiento {entry} no es el de este registro",
    ),
    "paper.chain-newer": Text(
        "entry {entry} is newer than this copy of the ledger, which has {size}: update the copy",
        "el asiento {entry} es más nuevo que esta copia del registro, que tiene {size}: actualícela",
    ),
    "paper.print-issued": Text(
        "the file is, to the byte, what {actor} issued on {time} (entry {entry})",
        "el archivo es, byte por byte, lo que {actor} emitió el {time} (asiento {entry})",
    ),
    "paper.print-same": Text(
        "nobody issued this file, but the same is rendered from the ledger now",
        "nadie emitió este archivo, pero el registro da ahora el mismo",
    ),
    "paper.print-differs": Text(
        "the file is not what the ledger gives: something printed on it was changed",
        "el archivo no es lo que da el registro: se cambió algo de lo impreso",
    ),
    "paper.print-not-issued": Text(
        "nobody issued this very file, and the consignment has moved on: compare by eye",
        "nadie emitió este archivo, y el embarque ya avanzó: compárelo a la vista",
    ),
    "paper.print-other-renderer": Text(
        "made by another version ({renderer}), and nobody issued this very file",
        "hecho por otra versión ({renderer}), y nadie emitió este archivo",
    ),
    "paper.print-unknown": Text(
        "this ledger does not know the consignment", "este registro no conoce el embarque"
    ),
    "paper.holds": Text("VERDICT  genuine", "DICTAMEN  auténtico"),
    "paper.broken": Text(
        "VERDICT  NOT genuine: do not rely on this paper",
        "DICTAMEN  NO auténtico: no se fíe de este papel",
    ),
    "paper.doubted": Text(
        "VERDICT  genuine, but do not go by it: see the ? above",
        "DICTAMEN  auténtico, pero no se guíe por él: vea el ? de arriba",
    ),
    "paper.undecided": Text("VERDICT  undecided", "DICTAMEN  no se puede decidir"),
    "paper.label.issuer": Text("prepared by", "preparado por"),
    "paper.label.kind": Text("paper", "papel"),
    "paper.label.number": Text("number", "folio"),
    "paper.label.consignment": Text("consignment", "embarque"),
    "paper.label.item": Text("item", "artículo"),
    "paper.label.un": Text("dangerous goods", "mercancía peligrosa"),
    "paper.label.load": Text("load", "carga"),
    "paper.label.carrier": Text("carrier", "transportista"),
    "paper.label.consignee": Text("consignee", "destinatario"),
    "paper.label.as-of": Text("last entry of", "último asiento del"),
    "paper.label.date": Text("offered on", "ofrecido el"),
    "paper.load": Text("lines: {count}, {mass} kg", "renglones: {count}, {mass} kg"),
}
