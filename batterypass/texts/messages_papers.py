"""What the commands of papers say: passports and manifests."""

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
    "passport.label.usable_energy_wh": Text("usable energy, Wh", "energía útil, Wh"),
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
    "manifest.no-statement": Text(
        "{path} is a PDF, not a signed statement: batterypass verify {path} reads it",
        "{path} es un PDF, no una declaración firmada: lo lee batterypass verify {path}",
    ),
}
