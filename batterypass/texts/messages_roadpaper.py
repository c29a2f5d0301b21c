"""What is said of the papers of a load: refused answers, what is missing, what was written."""

from __future__ import annotations

from batterypass.texts.bilingual import Text

MESSAGES: dict[str, Text] = {
    # Answers.
    "roadpaper.no-answer": Text(
        "--set {name}: no such answer; there are: {known}",
        "--set {name}: no hay tal respuesta; hay: {known}",
    ),
    "roadpaper.bad-set": Text(
        "--set {found}: expected NAME=VALUE, such as casing=strong",
        "--set {found}: se esperaba NOMBRE=VALOR, como casing=strong",
    ),
    "roadpaper.not-a-count": Text(
        "--set {name}={found}: expected a whole number above zero",
        "--set {name}={found}: se espera un número entero mayor que cero",
    ),
    "roadpaper.contradiction": Text(
        "{consignment}: {name} is {signed} by what was signed, and --set says {found}; batterypass amend"
        " corrects what was signed",
        "{consignment}: {name} es {signed} según lo firmado, y --set dice {found}; batterypass amend"
        " corrige lo firmado",
    ),
    "roadpaper.packages-differ": Text(
        "{consignment}: {count} {count:battery|batteries} packed like this {count:is|are} {packages}"
        " {packages:package|packages}, not {said}; --set packages and --set count say both",
        "{consignment}: {count} {count:batería así empacada es|baterías así empacadas son} {packages}"
        " {packages:bulto|bultos}, no {said}; --set packages y --set count dicen lo uno y lo otro",
    ),
    "roadpaper.no-battery": Text(
        "{consignment} carries no battery: there is nothing to decide and no paper of dangerous goods",
        "{consignment} no lleva baterías: no hay nada que decidir ni papel de mercancías peligrosas",
    ),
    "roadpaper.missing": Text(
        "{consignment}: nothing is written, because nobody has said: {what}. Nothing is assumed. Say it"
        " with {options}",
        "{consignment}: no se escribió nada, porque nadie ha dicho: {what}. Nada se supone. Dígalo con"
        " {options}",
    ),
    "roadpaper.name-packages": Text("number of packages", "número de bultos"),
    "roadpaper.name-package_kind": Text("kind of package", "tipo de bulto"),
    "roadpaper.prohibited": Text(
        "{consignment} may not travel like this by {title}: {why}",
        "{consignment} no puede viajar así según {title}: {why}",
    ),
    "roadpaper.cannot-be": Text(
        "{consignment}: these answers cannot be true: {why}",
        "{consignment}: estas respuestas no pueden ser ciertas: {why}",
    ),
    "roadpaper.undecided": Text(
        "{consignment}: nothing could be decided: {why}",
        "{consignment}: no se pudo decidir: {why}",
    ),
    "roadpaper.differs": Text(
        "{consignment}: {name} was signed as {signed}, and by {title} it is {decided}: no paper is"
        " written. batterypass amend corrects the offer",
        "{consignment}: se firmó {name} {signed}, y según {title} es {decided}: no se escribe ningún"
        " papel. batterypass amend corrige la oferta",
    ),
    "roadpaper.voided": Text(
        "{consignment} was taken back: there is nothing to carry",
        "{consignment} se retiró: no hay nada que transportar",
    ),
    # Ways.
    "roadpaper.no-way": Text(
        "--for {found}: expected one of {known}", "--for {found}: se espera uno de {known}"
    ),
    "roadpaper.way-mx-road": Text("road, Mexico", "carretera, México"),
    "roadpaper.way-adr": Text("road, Europe (ADR)", "carretera, Europa (ADR)"),
    "roadpaper.way-sea": Text("sea (IMDG)", "mar (IMDG)"),
    "roadpaper.way-air": Text("air (IATA)", "aire (IATA)"),
    "roadpaper.way-us-road": Text(
        "road, United States (49 CFR)", "carretera, Estados Unidos (49 CFR)"
    ),
    "roadpaper.later": Text(
        "the printed form for {way} comes in a later version. What it says is ready now:"
        " batterypass transport papers {consignment} --for {name} --json",
        "el formato impreso para {way} llega en una versión posterior. Lo que dice ya está listo:"
        " batterypass transport papers {consignment} --for {name} --json",
    ),
    "roadpaper.no-folder": Text(
        "name the folder for the papers with -o DIR, or ask with --explain or --json",
        "diga la carpeta de los papeles con -o CARPETA, o pregunte con --explain o --json",
    ),
    # Telephones.
    "roadpaper.phones-bad": Text(
        'emergency numbers: no file of them ({why}); expected {{"phones": [{{"name": …, "number": …,'
        ' "verified_on": "2026-11-01"}}]}}',
        'teléfonos de emergencia: no es un archivo de ellos ({why}); se espera {{"phones": [{{"name": …,'
        ' "number": …, "verified_on": "2026-11-01"}}]}}',
    ),
    "roadpaper.phone-fields": Text(
        "emergency number {number}: it needs {needed}, as text; it may have {known}",
        "teléfono de emergencia {number}: necesita {needed}, como texto; puede llevar {known}",
    ),
    "roadpaper.phone-number": Text(
        "emergency number of {name}: {found!r} is no telephone number",
        "teléfono de {name}: {found!r} no es un número de teléfono",
    ),
    "roadpaper.phone-day": Text(
        "emergency number of {name}: verified_on {found!r} is no day, such as 2026-11-01",
        "teléfono de {name}: verified_on {found!r} no es un día, como 2026-11-01",
    ),
    "roadpaper.phone-later": Text(
        "emergency number of {name}: verified on {found}, after the carriage on {day}",
        "teléfono de {name}: verificado el {found}, después del transporte del {day}",
    ),
    "roadpaper.phone-registration": Text(
        "{name} wants a registration or contract before its number is printed: give its reference as"
        " registration in the file",
        "{name} pide registro o contrato antes de imprimir su número: ponga su referencia como"
        " registration en el archivo",
    ),
    "roadpaper.phone-differs": Text(
        "{name}: {number} is not a number that we know of it ({source}); call it before you rely on it",
        "{name}: {number} no es un número que le conozcamos ({source}); llame antes de confiar en él",
    ),
    # What was written.
    "roadpaper.paper-transport_document": Text("transport document", "documento de transporte"),
    "roadpaper.paper-emergency_sheet": Text("emergency information", "información de emergencia"),
    "roadpaper.paper-packing_checklist": Text("packing checklist", "lista de embalaje"),
    "roadpaper.paper-waste_manifest": Text("waste manifest", "manifiesto de residuos"),
    "roadpaper.paper-carta_porte": Text("Carta Porte (XML)", "Carta Porte (XML)"),
    "roadpaper.paper-package_marks": Text(
        "package marks and labels", "marcas y etiquetas de los bultos"
    ),
    "roadpaper.paper-written_instructions": Text(
        "instructions in writing", "instrucciones escritas"
    ),
    "roadpaper.file-transport_document": Text("transport-document", "documento-de-transporte"),
    "roadpaper.file-emergency_sheet": Text("emergency-information", "informacion-de-emergencia"),
    "roadpaper.file-packing_checklist": Text("packing-checklist", "lista-de-embalaje"),
    "roadpaper.file-waste_manifest": Text("waste-manifest", "manifiesto"),
    "roadpaper.file-carta_porte": Text("carta-porte", "carta-porte"),
    "roadpaper.file-package_marks": Text("package-marks", "marcas-de-bultos"),
    "roadpaper.file-index": Text("README.txt", "LEAME.txt"),
    "roadpaper.not-exempt": Text(
        "not needed: all goods are exempt from it", "no hace falta: toda la carga está exenta"
    ),
    "roadpaper.not-written-instructions": Text(
        "ADR 5.4.3 has an official text in the driver's language: take that one",
        "ADR 5.4.3 tiene un texto oficial en el idioma del conductor: lleve ese",
    ),
    "roadpaper.not-waste-form": Text(
        "the waste form of the countries on the way is not printed here",
        "el formato de residuos de los países del viaje no se imprime aquí",
    ),
    "roadpaper.not-carta-porte": Text(
        "{count} {count:value is|values are} missing; batterypass transport carta-porte"
        " {consignment} --missing names them, --carta-porte FILE.json gives them",
        "{count:falta|faltan} {count} {count:dato|datos}; batterypass transport carta-porte"
        " {consignment} --missing los nombra, --carta-porte ARCHIVO.json los da",
    ),
    "roadpaper.not-carta-faulty": Text(
        "the structure of the SAT does not take it: batterypass transport carta-porte {consignment}"
        " --missing says why",
        "la estructura del SAT no la admite: batterypass transport carta-porte {consignment} --missing"
        " dice por qué",
    ),
    "roadpaper.not-package-marks": Text(
        "not drawn here: {marks}; the packing checklist names them",
        "aquí no se dibujan: {marks}; la lista de embalaje las nombra",
    ),
    "roadpaper.written": Text(
        "{count} {count:paper|papers} for {number} in {path}",
        "{count} {count:papel|papeles} de {number} en {path}",
    ),
    "roadpaper.issued": Text(
        "prepared and issued: entries {entries}", "preparado y emitido: asientos {entries}"
    ),
    "roadpaper.same": Text(
        "the same bytes as before: nothing was signed",
        "los mismos bytes que antes: no se firmó nada",
    ),
    "roadpaper.over": Text(
        "this load was delivered on {time}: these papers are for the files, not for a journey",
        "esta carga se entregó el {time}: estos papeles son para el archivo, no para un viaje",
    ),
    "roadpaper.draft": Text(
        "drafts: they prove nothing and nothing was signed",
        "borradores: no prueban nada y no se firmó nada",
    ),
    "roadpaper.dry-run": Text("dry run: {path} was not written", "ensayo: no se escribió {path}"),
    "roadpaper.stranger": Text(
        "{path} holds {name}, which is no paper of a load: choose an empty or a new folder",
        "{path} contiene {name}, que no es papel de una carga: elija una carpeta vacía o nueva",
    ),
    # The index.
    "roadpaper.index-title": Text("PAPERS OF LOAD {number}", "PAPELES DE LA CARGA {number}"),
    "roadpaper.index-way": Text(
        "{way}, for carriage on {day}, by {title}", "{way}, para transporte el {day}, según {title}"
    ),
    "roadpaper.index-files": Text("In this folder", "En esta carpeta"),
    "roadpaper.index-missing": Text("Not in this folder", "No está en esta carpeta"),
    "roadpaper.index-needs": Text("To have at hand besides", "Además hay que llevar"),
    "roadpaper.index-blanks": Text(
        "To be filled in by hand before leaving", "Por llenar a mano antes de salir"
    ),
    "roadpaper.index-warnings": Text("To mind", "Para tener en cuenta"),
    "roadpaper.index-by-hand": Text(
        "Said by hand, not signed in the offer", "Dicho a mano, no firmado en la oferta"
    ),
    "roadpaper.index-check": Text(
        "Check the transport document: batterypass manifest check FILE",
        "Compruebe el documento de transporte: batterypass manifest check ARCHIVO",
    ),
    "roadpaper.index-advice": Text(
        "Not legal advice. Fields that nobody has compared with the norm: --explain names them.",
        "No es asesoría legal. Los campos que nadie ha cotejado con la norma: --explain los nombra.",
    ),
    "roadpaper.field-phone": Text(
        "emergency telephone: seal it in the offer (emergency_contact) or configure it (--phones FILE)",
        "teléfono de emergencia: séllelo en la oferta (emergency_contact) o configúrelo (--phones ARCHIVO)",
    ),
    "roadpaper.field-consignor_address": Text(
        "address of the consignor (directory: batterypass party site-open)",
        "domicilio del remitente (directorio: batterypass party site-open)",
    ),
    "roadpaper.field-consignee_address": Text(
        "address of the consignee (directory: batterypass party site-open)",
        "domicilio del destinatario (directorio: batterypass party site-open)",
    ),
    "roadpaper.field-carrier_address": Text(
        "address of the carrier (directory: batterypass party site-open)",
        "domicilio del transportista (directorio: batterypass party site-open)",
    ),
    "roadpaper.field-carrier_permit": Text(
        "federal permit of the carrier (directory: batterypass recycler grant, scheme MX-SICT)",
        "permiso federal del transportista (directorio: batterypass recycler grant, esquema MX-SICT)",
    ),
    "roadpaper.field-vehicle_plate": Text(
        "plate of the vehicle (batterypass ship collect --plate)",
        "placa del vehículo (batterypass ship collect --plate)",
    ),
    "roadpaper.field-driver": Text(
        "name of the driver (batterypass ship collect --driver)",
        "nombre del conductor (batterypass ship collect --driver)",
    ),
    "roadpaper.field-signature": Text("signatures in ink", "firmas autógrafas"),
    # Explaining.
    "roadpaper.compare": Text("compare with the norm", "cotejar con la norma"),
    "roadpaper.unknown": Text("(by hand)", "(a mano)"),
    "roadpaper.decided": Text("{line}: {why} ({source})", "{line}: {why} ({source})"),
    "roadpaper.will-sign": Text(
        "You will sign that these papers were prepared, and their digests:",
        "Firmará que estos papeles se prepararon, y sus huellas:",
    ),
}
