"""What log books and yearly sums say."""

from __future__ import annotations

from batterypass.texts.bilingual import Text

MESSAGES: dict[str, Text] = {
    "logbook.which-party": Text(
        "say whose book it is: --party PARTY; keys are here of: {known}",
        "diga de quién es la bitácora: --party PARTE; aquí hay llaves de: {known}",
    ),
    "logbook.no-site": Text(
        "--site {site}: {party} has no such site; it has: {known}",
        "--site {site}: {party} no tiene ese sitio; tiene: {known}",
    ),
    "logbook.bad-file": Text(
        "-o {path}: expected a name that ends in .csv or .pdf, or - for CSV on standard output",
        "-o {path}: se esperaba un nombre que acabe en .csv o .pdf, o - para CSV en la salida",
    ),
    "logbook.bad-span": Text(
        "--from {since} is after --to {until}", "--from {since} es después de --to {until}"
    ),
    "logbook.none": Text("no movements", "sin movimientos"),
    "logbook.written": Text("{path} · {count} rows", "{path} · {count} renglones"),
    "logbook.title": Text("Log book of waste", "Bitácora de residuos"),
    "logbook.span": Text("from {since} to {until}", "del {since} al {until}"),
    "logbook.start": Text("the beginning", "inicio"),
    "logbook.all-sites": Text("all sites", "todos los sitios"),
    "logbook.total": Text(
        "{stream}: in {came} kg, out {left} kg", "{stream}: entradas {came} kg, salidas {left} kg"
    ),
    "logbook.no-stream": Text("without a stream", "sin corriente"),
    "logbook.unweighed": Text(
        "{count} items have no mass on record: they are counted, and not in the sums.",
        "{count} artículos no tienen masa registrada: se cuentan, y no están en las sumas.",
    ),
    "logbook.note": Text(
        "Masses are exact. What came on a manifest counts with the mass on the scale, what left with"
        " the declared mass. Each line names the entries of the ledger that it rests on.",
        "Las masas son exactas. Lo que llegó con manifiesto cuenta con el peso de báscula; lo que"
        " salió, con la masa declarada. Cada renglón nombra los asientos en que descansa.",
    ),
    "logbook.signature": Text(
        "Responsible for the log book: ______________________________",
        "Responsable de la bitácora: ______________________________",
    ),
    "logbook.direction.in": Text("in", "entrada"),
    "logbook.direction.out": Text("out", "salida"),
    "logbook.what.generated": Text("declared waste", "generado"),
    "logbook.what.received": Text("received on a manifest", "recibido con manifiesto"),
    "logbook.what.returned": Text("came back", "devuelto"),
    "logbook.what.accepted": Text("accepted by hand", "aceptado en mano"),
    "logbook.what.claimed": Text("arrived unannounced", "llegado sin aviso"),
    "logbook.what.parts": Text("parts of a dismantling", "partes de un desmontaje"),
    "logbook.what.shipped": Text("shipped on a manifest", "embarcado con manifiesto"),
    "logbook.what.handed_over": Text("handed over", "entregado en mano"),
    "logbook.what.dismantled": Text("dismantled", "desmontado"),
    "logbook.what.recycled": Text("recycled in a batch", "reciclado en un lote"),
    "logbook.what.fractions": Text("out of a batch", "salido de un lote"),
    "logbook.what.repurposed": Text(
        "prepared for a second life", "preparado para una segunda vida"
    ),
    "logbook.what.exported": Text("exported", "exportado"),
    "logbook.what.lost": Text("lost", "perdido"),
    "logbook.what.stolen": Text("stolen", "robado"),
    "logbook.what.found": Text("back after a loss", "vuelto tras una pérdida"),
    "logbook.what.disposed": Text("disposed of", "dispuesto"),
    "logbook.col.day": Text("day", "fecha"),
    "logbook.col.direction": Text("in or out", "entrada o salida"),
    "logbook.col.what": Text("what happened", "qué pasó"),
    "logbook.col.site": Text("site", "sitio"),
    "logbook.col.stream": Text("stream", "corriente"),
    "logbook.col.waste_name": Text("name of the waste", "nombre del residuo"),
    "logbook.col.waste_class": Text("class", "clase"),
    "logbook.col.count": Text("items", "artículos"),
    "logbook.col.kg": Text("kg", "kg"),
    "logbook.col.basis": Text("mass is", "la masa es"),
    "logbook.col.other": Text("from or to", "de o para"),
    "logbook.col.authorisation": Text("authorisation", "autorización"),
    "logbook.col.manifest_no": Text("manifest", "manifiesto"),
    "logbook.col.operation": Text("operation", "operación"),
    "logbook.col.entries": Text("entries", "asientos"),
    "annual.title": Text("Waste in {year}", "Residuos de {year}"),
    "annual.bad-year": Text(
        "--year {found}: expected a year such as 2026",
        "--year {found}: se esperaba un año como 2026",
    ),
    "annual.note": Text(
        "Masses are exact. What was sent counts in the year of its collection: weighed by the"
        " consignee once it was received, declared until then. What was turned away or did not arrive"
        " does not count; a surplus pack counts for who took it. Each row names the entries of the ledger that it rests on.",
        "Las masas son exactas. Lo enviado cuenta en el año de su recolección: pesado por el"
        " destinatario una vez recibido, declarado hasta entonces. Lo rechazado y lo faltante no"
        " cuentan; un sobrante cuenta para quien lo tomó. Cada renglón nombra los asientos en que descansa.",
    ),
    "annual.total": Text("{part}: {kg} kg", "{part}: {kg} kg"),
    "annual.account": Text(
        "sent on manifests, from the log book: {parts}",
        "enviado con manifiesto, según la bitácora: {parts}",
    ),
    "annual.account-shipped": Text("{count} shipped, {kg} kg", "embarcados {count}, {kg} kg"),
    "annual.account-missing": Text("{count} missing, -{kg} kg", "faltantes {count}, -{kg} kg"),
    "annual.account-away": Text("{count} turned away, -{kg} kg", "rechazados {count}, -{kg} kg"),
    "annual.account-scale": Text(
        "scale against declared {kg} kg", "báscula contra declarado {kg} kg"
    ),
    "annual.account-sent": Text("in the sums {count}, {kg} kg", "en las sumas {count}, {kg} kg"),
    "annual.account-surplus": Text(
        "surplus at the consignee, never shipped and not in the sums of what was sent: {count}, {kg} kg",
        "sobrantes en el destino, no embarcados y fuera de las sumas de lo enviado: {count},"
        " {kg} kg",
    ),
    "annual.part.sent": Text("sent", "enviado"),
    "annual.part.received": Text("received", "recibido"),
    "annual.part.treated": Text("treated on site", "tratado en el sitio"),
    "annual.dismantled": Text("dismantling", "desmontaje"),
    "annual.col.part": Text("what", "qué"),
    "annual.col.other_site": Text("its site", "su sitio"),
    "annual.col.consignments": Text("consignments", "embarques"),
    "annual.col.missing": Text("missing", "faltantes"),
    "annual.col.surplus": Text("surplus", "sobrantes"),
    "annual.col.weighed_kg": Text("weighed, kg", "pesado, kg"),
    "annual.col.declared_kg": Text("declared, kg", "declarado, kg"),
    "annual.col.kg": Text("total, kg", "total, kg"),
    "annual.col.manifests": Text("manifests", "manifiestos"),
}
