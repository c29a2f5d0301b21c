"""What is said of the boxes of waste forms, and of the numbers of manifests."""

from __future__ import annotations

from batterypass.texts.bilingual import Text

MESSAGES: dict[str, Text] = {
    "field.no-form": Text(
        "there is no form {name!r}; there are: {known}", "no hay formato {name!r}; hay: {known}"
    ),
    "field.form": Text("{form}, version: {version}", "{form}, versión: {version}"),
    # Versions as the table names them; those of forms without Spanish boxes stay as they are.
    "field.version.mx_semarnat": Text("2-current (19 boxes)", "2-vigente (19 casillas)"),
    "field.version.mx_semarnat_v1": Text("1-legacy (13 boxes)", "1-anterior (13 casillas)"),
    "field.version.mx_special_handling": Text("1 (project)", "1 (del proyecto)"),
    "field.check": Text("compare with a print", "comparar con un impreso"),
    "field.doubt": Text(
        "Boxes marked so rest on one source, or on memory: compare them with a print of the form.",
        "Las casillas marcadas así descansan en una sola fuente, o en la memoria: compárelas con un"
        " impreso del formato.",
    ),
    "field.count": Text(
        "{known} of {of} needed boxes are known", "se saben {known} de {of} casillas obligatorias"
    ),
    "field.none-missing": Text("nothing is missing", "no falta nada"),
    # Where a missing box would come from.
    "field.from.card": Text("card of the party", "ficha de la parte"),
    "field.from.directory": Text("directory of authorisations", "directorio de autorizaciones"),
    "field.from.offer": Text("the offer", "la oferta"),
    "field.from.collect": Text("the collection", "la recolección"),
    "field.from.receive": Text("the reception", "la recepción"),
    "field.from.certify": Text("the certificate of treatment", "el certificado de tratamiento"),
    "field.from.hand": Text("by hand", "a mano"),
    "field.from.authority": Text("an authority or its system", "una autoridad o su sistema"),
    "field.how.card": Text(
        "batterypass party show PARTY shows it; batterypass log party.amended or"
        " party.site-opened changes it",
        "batterypass party show PARTE la muestra; batterypass log party.amended o"
        " party.site-opened la cambia",
    ),
    "field.how.directory": Text(
        "batterypass log authorisation.granted enters one",
        "batterypass log authorisation.granted asienta una",
    ),
    "field.how.offer": Text(
        "said when it is offered (batterypass ship offer --help); of {consignment} it is said"
        " already, so write it on the paper",
        "se dice al ofrecer (batterypass ship offer --help); de {consignment} ya se dijo, así que"
        " escríbalo en el papel",
    ),
    "field.how.collect": Text(
        "batterypass ship collect {consignment} --plate PLATE --driver NAME --vehicle-type TEXT",
        "batterypass ship collect {consignment} --plate PLACA --driver NOMBRE --vehicle-type TEXTO",
    ),
    "field.how.receive": Text(
        "batterypass receive {consignment} --receiver NAME --role TEXT",
        "batterypass receive {consignment} --receiver NOMBRE --role TEXTO",
    ),
    "field.how.done": Text(
        "said with that step, which {consignment} has behind it, so write it on the paper",
        "se dice en ese paso, que {consignment} ya dio, así que escríbalo en el papel",
    ),
    "field.how.certify": Text(
        "batterypass log treatment.certified consignment={consignment}",
        "batterypass log treatment.certified consignment={consignment}",
    ),
    "field.how.hand": Text(
        "the ledger does not hold it: write it on the paper",
        "el registro no lo guarda: escríbalo en el papel",
    ),
    "field.how.authority": Text(
        "somebody else issues or stamps it", "lo expide o lo sella otra oficina"
    ),
    # Parts of a box that holds several values.
    "field.part.name": Text("name", "razón social"),
    "field.part.street": Text("street", "calle"),
    "field.part.ext_no": Text("exterior number", "núm. ext."),
    "field.part.postal_code": Text("postal code", "C.P."),
    "field.part.municipality": Text("municipality", "municipio"),
    "field.part.state": Text("state", "estado"),
    "field.part.phone": Text("telephone", "teléfono"),
    "field.part.email": Text("e-mail", "correo"),
    "field.part.epa_id": Text("EPA ID number", "número EPA"),
    "field.part.registration": Text("registration number", "número de registro"),
    "field.part.cretib": Text("CRETIB letters", "letras CRETIB"),
    "field.part.country": Text("country", "país"),
    "field.part.semarnat_authorisation": Text("SEMARNAT number", "autorización SEMARNAT"),
    "field.part.sct_permit": Text("S.C.T. permit", "permiso S.C.T."),
    "field.part.signed_name": Text("name of who signs", "nombre de quien firma"),
    "field.part.signed_date": Text("date of the signature", "fecha de la firma"),
    "field.part.plate": Text("licence plate", "placa"),
    "field.part.type": Text("kind of vehicle", "tipo de vehículo"),
    "field.part.quantity": Text("mass on the scale", "masa en báscula"),
    "field.part.accepted": Text("accepted or turned away", "aceptado o rechazado"),
    "field.part.codes": Text("waste codes", "claves del residuo"),
    "field.part.un": Text("UN number", "número ONU"),
    "field.part.description": Text("UN description", "descripción ONU"),
    "field.part.container_type": Text("kind of container", "tipo de envase"),
    "field.part.container_count": Text("number of containers", "número de envases"),
    "field.part.date": Text("day of the treatment", "día del tratamiento"),
    # Who fills in a box.
    "field.actor.alternate-facility": Text("alternate facility", "destinatario alterno"),
    "field.actor.any": Text("anybody", "cualquiera"),
    "field.actor.arranger": Text("who arranges the shipment", "quien organiza el traslado"),
    "field.actor.authority": Text("authority", "autoridad"),
    "field.actor.carrier": Text("carrier", "transportista"),
    "field.actor.consignee": Text("consignee", "destinatario"),
    "field.actor.consignor": Text("consignor", "remitente"),
    "field.actor.customs": Text("customs", "aduana"),
    "field.actor.exporter": Text("exporter", "exportador"),
    "field.actor.facility": Text("facility", "instalación"),
    "field.actor.generator": Text("generator", "generador"),
    "field.actor.importer": Text("importer", "importador"),
    "field.actor.notifier": Text("notifier", "notificante"),
    "field.actor.notifier-or-producer": Text("notifier, producer", "notificante, generador"),
    "field.actor.receiver": Text("receiver", "receptor"),
    "field.actor.system": Text("the system", "el sistema"),
    "field.actor.transporter": Text("transporter", "transportista"),
    "field.actor.tsdf": Text("designated facility", "instalación designada"),
    # Numbers of manifests.
    "folio.kept-here": Text("kept here", "se lleva aquí"),
    "folio.pad": Text("a pad of its issuer", "block de su emisor"),
    "folio.none": Text(
        "no manifest has a number yet; batterypass ship offer gives the first one",
        "ningún manifiesto tiene folio todavía; batterypass ship offer da el primero",
    ),
    "folio.none-such": Text(
        "{asked}: no number of that; numbers here begin with: {known}",
        "{asked}: ningún folio es de eso; los de aquí empiezan con: {known}",
    ),
    "folio.gap": Text(
        "! {issuer} {series}: nothing here carries {numbers}. Look for the sheets, or offer the next"
        " consignment with --manifest-no {first}",
        "! {issuer} {series}: aquí nada lleva {numbers}. Busque las hojas, u ofrezca el siguiente"
        " embarque con --manifest-no {first}",
    ),
    "folio.whole": Text(
        "✓ no gaps in the series that are kept here",
        "✓ sin huecos en las series que se llevan aquí",
    ),
    "folio.offer": Text(
        "the next offer of waste of {issuer} takes {number}",
        "la siguiente oferta de residuos de {issuer} toma {number}",
    ),
    "folio.waiting": Text(
        "{count} signed at this site and not in the log yet → batterypass outbox send",
        "{count} firmados en este sitio y aún no en el registro → batterypass outbox send",
    ),
    # When a box is needed.
    "field.needed.yes": Text("yes", "sí"),
    "field.needed.no": Text("no", "no"),
    "field.needed.authority": Text("by the authority", "por la autoridad"),
    "field.needed.customs": Text("by customs, at a border", "por la aduana, en frontera"),
    "field.needed.if-any": Text("if there is a discrepancy", "si hay discrepancia"),
    "field.needed.if-applicable": Text("if it applies", "si aplica"),
    "field.needed.if-containshazardous": Text("if hazardous", "si es peligroso"),
    "field.needed.if-differs": Text("if it differs", "si es distinto"),
    "field.needed.if-electronic": Text("if electronic", "si es electrónico"),
    "field.needed.if-export": Text("if exported", "si se exporta"),
    "field.needed.if-full-rejection": Text("if all is turned away", "si se rechaza todo"),
    "field.needed.if-hazardous": Text("if hazardous", "si es peligroso"),
    "field.needed.if-hazardous-and-no-code": Text(
        "if hazardous and without a code", "si es peligroso y no hay código"
    ),
    "field.needed.if-import-or-export": Text("across a border", "si cruza frontera"),
    "field.needed.if-rejected": Text("if turned away", "si se rechaza"),
    "field.needed.if-rejection": Text("if turned away", "si se rechaza"),
    "field.needed.yes-at-receipt": Text("at the reception", "en la recepción"),
    "field.needed.yes-if-hm": Text("if dangerous goods", "si es mercancía peligrosa"),
}
