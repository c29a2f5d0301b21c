"""What yearly reports say: titles, columns, and the words of their figures."""

from __future__ import annotations

from batterypass.texts.bilingual import Text

_TITLES: dict[str, Text] = {
    "recovery": Text("Recovery in {year}", "Recuperación en {year}"),
    "circularity": Text("Circularity in {year}", "Circularidad en {year}"),
    "producer": Text(
        "Producer responsibility in {year}", "Responsabilidad del productor en {year}"
    ),
    "site": Text("Sites in {year}", "Sitios en {year}"),
}
_TABLES: dict[str, Text] = {
    "processes": Text("Recycling efficiency by process", "Eficiencia de reciclaje por proceso"),
    "dismantled": Text(
        "With what was dismantled and not fed to a batch",
        "Con lo desmontado que no se alimentó a un lote",
    ),
    "elements": Text("Recovered materials", "Materiales recuperados"),
    "open_batches": Text("Batches open at the end of the year", "Lotes abiertos al cierre del año"),
    "flows": Text("Material that moved in the year", "Material que se movió en el año"),
    "standing": Text("Where it was at the end of the year", "Dónde estaba al cierre del año"),
    "stays": Text(
        "How long packs stayed in a stage that they left in the year",
        "Cuánto duraron los paquetes en la etapa que dejaron en el año",
    ),
    "soh": Text("State of health of packs", "Estado de salud de los paquetes"),
    "reuse": Text("Reuse", "Reutilización"),
    "fates": Text(
        "What has become of all packs by the end of the year",
        "Qué ha sido de todos los paquetes al cierre del año",
    ),
    "together": Text(
        "All of these producers together, every kilogram once",
        "Todos estos productores juntos, cada kilogramo una vez",
    ),
    "happened": Text("What happened in the year", "Qué pasó en el año"),
    "rates": Text("Rates", "Tasas"),
    "countries": Text("Placed on the market, by country", "Puestos en el mercado, por país"),
    "origin": Text(
        "Evidence of origin (USMCA): kept, not judged",
        "Evidencia de origen (T-MEC): se conserva, no se juzga",
    ),
    "movements": Text("What was done at the site", "Qué se hizo en el sitio"),
    "stock": Text("What lay there at the end of the year", "Qué había ahí al cierre del año"),
    "batches": Text("Recycling batches", "Lotes de reciclaje"),
    "outputs": Text("What came out of batches", "Qué salió de los lotes"),
    "capacity": Text("Authorised capacity", "Capacidad autorizada"),
}
_COLUMNS: dict[str, Text] = {
    "recycler": Text("recycler", "reciclador"),
    "site": Text("site", "sitio"),
    "process_id": Text("process", "proceso"),
    "chemistry_group": Text("chemistry", "química"),
    "rate": Text("rate, %", "tasa, %"),
    "target": Text("target, %", "meta, %"),
    "outcome": Text("outcome", "resultado"),
    "applies_by": Text("target since", "meta desde"),
    "confidence": Text("sure of the target", "certeza de la meta"),
    "batches": Text("batches", "lotes"),
    "dismantled": Text("dismantled", "desmontados"),
    "dismantled_kg": Text("dismantled, kg", "desmontado, kg"),
    "passed_kg": Text("parts counted elsewhere, kg", "partes que cuentan aparte, kg"),
    "unfed_kg": Text("dismantled and not fed, kg", "desmontado y no alimentado, kg"),
    "waste_kg": Text("residues, kg", "residuos, kg"),
    "unknown_kg": Text("parts that wait, kg", "partes en espera, kg"),
    "batch_own_kg": Text("waste batteries in batches, kg", "baterías residuales en lotes, kg"),
    "batch_counted_kg": Text("counted of batches, kg", "contado de los lotes, kg"),
    "dismantled_entries": Text("entries: dismantled", "asientos: desmontado"),
    "batch_entries": Text("entries: batches", "asientos: lotes"),
    "input_kg": Text("in, kg", "entrada, kg"),
    "recirculated_kg": Text("fed back, kg", "devuelto al lote, kg"),
    "own_kg": Text("waste batteries, kg", "baterías residuales, kg"),
    "product_kg": Text("products, kg", "productos, kg"),
    "intermediate_kg": Text("intermediates, kg", "intermedios, kg"),
    "residue_kg": Text("residues, kg", "residuos, kg"),
    "energy_recovery_kg": Text("energy recovery, kg", "recuperación de energía, kg"),
    "backfill_kg": Text("backfill, kg", "relleno, kg"),
    "loss_kg": Text("lost, kg", "pérdida, kg"),
    "difference_kg": Text("unexplained, kg", "sin explicar, kg"),
    "downstream_kg": Text("made of it later, kg", "logrado después, kg"),
    "waiting_kg": Text("not worked up yet, kg", "por procesar, kg"),
    "excluded_in_kg": Text("excluded of the input, kg", "excluido de la entrada, kg"),
    "excluded_out_kg": Text("excluded of the output, kg", "excluido de la salida, kg"),
    "input_entries": Text("entries: in", "asientos: entrada"),
    "output_entries": Text("entries: out", "asientos: salida"),
    "loss_entries": Text("entries: closing", "asientos: cierre"),
    "downstream_entries": Text("entries: later batches", "asientos: lotes posteriores"),
    "element": Text("element", "elemento"),
    "unknown": Text("batches not known in full", "lotes con datos incompletos"),
    "stated": Text("known of the mass, %", "se sabe de la masa, %"),
    "recovered_kg": Text("recovered, kg", "recuperado, kg"),
    "composition": Text("composition known by", "composición conocida por"),
    "entries": Text("entries", "asientos"),
    "batch": Text("batch", "lote"),
    "from_node": Text("from", "de"),
    "to_node": Text("to", "a"),
    "stage": Text("stage", "etapa"),
    "units": Text("items", "artículos"),
    "kg": Text("kg", "kg"),
    "of_others_kg": Text(
        "of which parts of other packs, kg", "de ello, partes de otros paquetes, kg"
    ),
    "unweighed": Text("without a mass", "sin masa"),
    "ended": Text("packs that left", "paquetes que salieron"),
    "quartile_1": Text("a quarter up to, days", "un cuarto hasta, días"),
    "median": Text("median, days", "mediana, días"),
    "quartile_3": Text("three quarters up to, days", "tres cuartos hasta, días"),
    "ongoing": Text("still there", "siguen ahí"),
    "soh": Text("state of health, %", "estado de salud, %"),
    "packs": Text("packs", "paquetes"),
    "share": Text("share, %", "parte, %"),
    "rate_by_mass": Text("rate by mass, %", "tasa por masa, %"),
    "second_lives": Text("second lives", "segundas vidas"),
    "second_lives_kg": Text("second lives, kg", "segundas vidas, kg"),
    "treated": Text("treated as waste", "tratados como residuo"),
    "treated_kg": Text("treated, kg", "tratados, kg"),
    "second_life_entries": Text("entries: second lives", "asientos: segundas vidas"),
    "treated_entries": Text("entries: treated", "asientos: tratados"),
    "producer": Text("producer", "productor"),
    "fate": Text("where", "dónde"),
    "happening": Text("what", "qué"),
    "rate_of": Text("rate of", "tasa de"),
    "category": Text("category", "categoría"),
    "part_kg": Text("counted, kg", "contado, kg"),
    "whole_kg": Text("against, kg", "contra, kg"),
    "years": Text("years", "años"),
    "country": Text("country", "país"),
    "with_evidence": Text("with evidence", "con evidencia"),
    "with_evidence_kg": Text("with evidence, kg", "con evidencia, kg"),
    "with_place": Text("say the place of manufacture", "dicen el lugar de fabricación"),
    "without": Text("without", "sin evidencia"),
    "without_kg": Text("without, kg", "sin evidencia, kg"),
    "evidence_entries": Text("entries: evidence", "asientos: evidencia"),
    "without_entries": Text("entries: without", "asientos: sin evidencia"),
    "place_entries": Text("entries: place", "asientos: lugar"),
    "part_entries": Text("entries: counted", "asientos: contado"),
    "whole_entries": Text("entries: against", "asientos: contra"),
    "party": Text("party", "parte"),
    "what": Text("what", "qué"),
    "opened": Text("opened", "abiertos"),
    "closed": Text("closed", "cerrados"),
    "open": Text("open", "por cerrar"),
    "use": Text("use", "destino"),
    "material": Text("material", "material"),
    "scheme": Text("scheme", "esquema"),
    "number": Text("number", "número"),
    "capacity_t": Text("capacity, t a year", "capacidad, t al año"),
    "accepted_kg": Text("accepted, kg", "aceptado, kg"),
    "used": Text("used, %", "usado, %"),
}
_WORDS: dict[str, Text] = {
    # Outcomes.
    "met": Text("met", "se cumple"),
    "not_met": Text("not met", "no se cumple"),
    "open": Text("open", "abierto"),
    "no_target": Text("no target", "sin meta"),
    "obligation": Text("duty to take back, no rate", "deber de recibir, sin tasa"),
    "no_data": Text("not enough data", "faltan datos"),
    "downstream": Text("counts for who sent it", "cuenta para quien lo envió"),
    "impossible": Text("over 100 %: an error", "más de 100 %: un error"),
    # Stages, and the nodes between which material moves.
    "made": Text("made", "fabricado"),
    "enrolled": Text("enrolled", "dado de alta"),
    "stock": Text("in stock, not used yet", "en existencia, sin uso aún"),
    "placed": Text("placed on the market", "puesto en el mercado"),
    "in_use": Text("in use", "en uso"),
    "removed": Text("taken out of use", "fuera de uso"),
    "second_life": Text("second life", "segunda vida"),
    "built_in": Text("built into a pack", "montado en un paquete"),
    "waste": Text("waste, not collected yet", "residuo, sin recolectar"),
    "collected": Text("collected", "recolectado"),
    "in_batch": Text("in a recycling batch", "en un lote de reciclaje"),
    "dismantled": Text("dismantled", "desmontado"),
    "recycled": Text("recycled", "reciclado"),
    "disposed": Text("disposed of", "dispuesto"),
    "exported": Text("exported", "exportado"),
    "unknown": Text("unknown: lost or stolen", "se desconoce: perdido o robado"),
    "intermediate": Text("intermediate (black mass, …)", "intermedio (masa negra, …)"),
    "residue": Text("residue", "residuo"),
    "loss": Text("lost in the process", "pérdida en el proceso"),
    "difference": Text("unexplained", "sin explicar"),
    "surplus": Text("unexplained surplus", "excedente sin explicar"),
    "parts": Text("parts in stock", "partes en existencia"),
    "all": Text("all", "todo"),
    # Readings.
    "sealed": Text("sealed, not readable here", "sellado, no se lee aquí"),
    "no_reading": Text("no reading", "sin lectura"),
    # What happened.
    "treated": Text("treated as waste", "tratado como residuo"),
    "collection": Text("collection", "recolección"),
    "reuse": Text("reuse", "reutilización"),
    "received": Text("received on a consignment", "recibido en un embarque"),
    "accepted": Text("accepted by hand", "aceptado en mano"),
    "claimed": Text("arrived unannounced", "llegado sin aviso"),
    "returned": Text("came back", "devuelto"),
    "declared_waste": Text("declared waste", "declarado residuo"),
    "fed": Text("fed to a batch", "alimentado a un lote"),
    "recirculated": Text("fed back to the batch it came from", "devuelto al lote del que salió"),
    "shipped": Text("shipped", "embarcado"),
    "handed_over": Text("handed over", "entregado en mano"),
    # How sure.
    "high": Text("high", "alta"),
    "medium": Text("medium", "media"),
    "low": Text("low", "baja"),
}

MESSAGES: dict[str, Text] = {
    **{f"report.title-{name}": text for name, text in _TITLES.items()},
    **{f"report.table-{name}": text for name, text in _TABLES.items()},
    **{f"report.col-{name}": text for name, text in _COLUMNS.items()},
    **{f"report.word-{name}": text for name, text in _WORDS.items()},
    "report.bad-year": Text(
        "--year {found}: expected a year such as 2026",
        "--year {found}: se esperaba un año como 2026",
    ),
    "report.bad-file": Text(
        "-o {path}: expected a name that ends in {known}, or - for CSV on standard output",
        "-o {path}: se esperaba un nombre que acabe en {known}, o - para CSV en la salida",
    ),
    "report.bad-jurisdiction": Text(
        "--jurisdiction {found}: there are targets for {known}",
        "--jurisdiction {found}: hay metas de {known}",
    ),
    "report.bad-element": Text(
        "--exclude {found}: expected one of {known}",
        "--exclude {found}: se esperaba uno de {known}",
    ),
    "report.no-site": Text(
        "--site {site}: {party} has no such site; it has: {known}",
        "--site {site}: {party} no tiene ese sitio; tiene: {known}",
    ),
    "report.progress": Text("reading", "leyendo"),
    "report.basis": Text(
        "{origin}, {size} entries, root {root}…", "{origin}, {size} asientos, raíz {root}…"
    ),
    "report.law": Text(
        "targets of {jurisdiction} as of {as_of}", "metas de {jurisdiction} al {as_of}"
    ),
    "report.excluded": Text("excluded: {elements}", "excluidos: {elements}"),
    "report.everybody": Text("all parties", "todas las partes"),
    "report.all-sites": Text("all sites", "todos los sitios"),
    "report.nothing": Text("nothing to report", "nada que informar"),
    "report.nothing-made": Text(
        "nothing to report: {party} had made nothing by then, and material is followed by its maker."
        " What became of packs that it placed on the market: {command}",
        "nada que informar: {party} no había hecho nada, y el material se sigue por su fabricante."
        " Qué fue de los paquetes que puso en el mercado: {command}",
    ),
    "report.note-made": Text(
        "Only what {party} made. What became of all that it placed on the market: {command}",
        "Sólo lo que hizo {party}. Qué fue de todo lo que puso en el mercado: {command}",
    ),
    "report.more": Text("… and {count} more", "… y {count} más"),
    "report.impossible": Text(
        "{count} rates are over 100 %: more came out than went in. batterypass audit mass shows the"
        " batches",
        "{count} tasas pasan de 100 %: salió más de lo que entró. batterypass audit mass muestra los"
        " lotes",
    ),
    "report.unweighed": Text(
        "{count} items have no mass on record: they are counted, and not in the sums of kg.",
        "{count} artículos no tienen masa registrada: se cuentan, y no están en las sumas de kg.",
    ),
    "report.not-over": Text(
        "The ledger knows nothing after {day}: the figures of the year may not be its last.",
        "El registro no sabe nada después del {day}: las cifras del año pueden no ser las últimas.",
    ),
    "report.doubtful": Text(
        "Targets whose source is not sure (medium, low) were not read in a primary text: read the law"
        " before you rely on them.",
        "Las metas de certeza media o baja no se leyeron en un texto primario: lea la ley antes de"
        " apoyarse en ellas.",
    ),
    "report.note-recovery": Text(
        "Only products count: energy recovery, backfill and landfill never do, an intermediate only"
        " by what was made of it since. Rates are compared exact and cut when written. Recycled"
        " content is another matter. No legal advice.",
        "Solo cuentan los productos: nunca la recuperación de energía, el relleno ni el confinamiento;"
        " un intermedio, solo por lo que se logró de él después. Las tasas se comparan exactas y se"
        " recortan al escribirse. El contenido reciclado es otro asunto. No es asesoría legal.",
    ),
    "report.note-dismantled": Text(
        "What a recycler dismantled and fed to no batch is input too, and by what its parts are output:"
        " aluminium, copper, steel, cables and electronics count unless a waste stream was stated for them or"
        " they were disposed of; modules and what else waits may still count. Parts that were fed, taken apart"
        " again, used again or given away count there. A process alone counts what was fed to it. Targets of"
        " materials are held against batches alone: nobody analysed a part. A reading of the project;"
        " --exclude dismantled leaves them out on both sides.",
        "Lo que un reciclador desmontó y no alimentó a ningún lote también es entrada y, según lo que son sus"
        " partes, salida: aluminio, cobre, acero, cables y electrónica cuentan si no se les declaró una corriente"
        " de residuo ni se dispusieron; los módulos y lo demás en espera aún pueden contar. Las partes"
        " alimentadas, desmontadas otra vez, usadas otra vez o entregadas cuentan ahí. Un proceso solo cuenta lo"
        " que se le alimentó. Las metas de materiales se comparan solo con los lotes: nadie analizó las partes."
        " Es una lectura del proyecto; --exclude dismantled las deja fuera de ambos lados.",
    ),
    "report.note-circularity": Text(
        "What happened counts in the year of its event time. Masses are those of the items; what was"
        " fed to a batch or dismantled counts as weighed there, and what the scale found less or more is"
        " unexplained. No kilogram stands in two places: what was dismantled or built in is where its"
        " parts or its pack are, what was recycled is in what was made of it.",
        "Lo ocurrido cuenta en el año de su hora de evento. Las masas son las de los artículos; lo"
        " alimentado a un lote o desmontado cuenta según su báscula, y lo que ésta halla de menos o de"
        " más queda sin explicar. Ningún kilogramo está en dos lugares: lo desmontado o montado está"
        " donde sus partes o su paquete; lo reciclado, en lo que se hizo de él.",
    ),
    "report.note-producer": Text(
        "The producer is who first placed a pack on a market, and its maker until then. A pack that was"
        " dismantled is where its parts are, by mass; it counts as one where most of it is. A pack built of"
        " parts of others stands with all of its mass under who placed it; what of it is of other packs is"
        " told beside it, stands under their producers too, and is out of the picture's and the common sums,"
        " which have every kilogram once. A collection rate is of the mean of three years. Origin is evidence only. No legal advice.",
        "El productor es quien puso primero el paquete en un mercado; hasta entonces, su fabricante."
        " Un paquete desmontado está donde sus partes, por masa; cuenta como uno donde está su mayor parte."
        " Un paquete armado con partes de otros está con toda su masa bajo quien lo puso; lo que tiene de"
        " otros paquetes se dice al lado, está también bajo los productores de éstos y no entra en las sumas"
        " de la figura ni en las comunes, que tienen cada kilogramo una vez."
        " La tasa de recolección es sobre la media de tres años. El origen es solo evidencia. No es"
        " asesoría legal.",
    ),
    "report.note-site": Text(
        "What lies at a site is what its party took over or made there and has not passed on.",
        "Lo que hay en un sitio es lo que su parte recibió o hizo ahí y no ha entregado.",
    ),
    "report.written": Text("{path} · rows: {count}", "{path} · renglones: {count}"),
}
