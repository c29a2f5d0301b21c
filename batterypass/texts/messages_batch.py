"""Texts of recycling batches: finding, feeding, weighing, closing, and the mass balance."""

from __future__ import annotations

from batterypass.texts.bilingual import Text

MESSAGES: dict[str, Text] = {
    "batch.none": Text(
        "No batch here answers to {text!r}: batterypass batch list shows them",
        "Ningún lote responde a {text!r}: batterypass batch list los muestra",
    ),
    "batch.several": Text(
        "{text!r} names {count} batches: {listed}; give the full name",
        "{text!r} nombra {count} lotes: {listed}; dé el nombre completo",
    ),
    "batch.no-tolerance": Text(
        "No row of the table of tolerances holds on {day}: the balance is not judged",
        "Ningún renglón de la tabla de tolerancias rige el {day}: el balance no se juzga",
    ),
    "batch.unknown-column": Text(
        "{path}, line {line}, column {name}: no such column here.{hint} Correct the heading and repeat:"
        " {again}",
        "{path}, línea {line}, columna {name}: aquí no hay tal columna.{hint} Corrija el encabezado y"
        " repita: {again}",
    ),
    "batch.no-column": Text(
        "{path}, line {line}: expected a column {needed}, and any of {known}. Add it and repeat:"
        " {again}",
        "{path}, línea {line}: se espera una columna {needed}, y cualquiera de {known}. Agréguela y"
        " repita: {again}",
    ),
    "batch.no-only-column": Text(
        "{path}, line {line}: expected a column {needed}. Add it and repeat: {again}",
        "{path}, línea {line}: se espera una columna {needed}. Agréguela y repita: {again}",
    ),
    "batch.column-twice": Text(
        "{path}, line {line}, column {name}: the heading has it twice. Keep one and repeat: {again}",
        "{path}, línea {line}, columna {name}: está dos veces en el encabezado. Deje una y repita:"
        " {again}",
    ),
    "batch.bad-row": Text(
        "{path}, line {line}: expected {count} cells, as the heading has. Correct it and repeat:"
        " {again}",
        "{path}, línea {line}: se esperan {count} celdas, como en el encabezado. Corríjala y repita:"
        " {again}",
    ),
    "batch.bad-cell": Text(
        "{path}, line {line}, column {column}: {told} Correct it and repeat: {again}",
        "{path}, línea {line}, columna {column}: {told} Corríjala y repita: {again}",
    ),
    "batch.empty-cell": Text("nothing is said.", "no dice nada."),
    "batch.bad-csv": Text(
        "{path}, line {line}: not a CSV file: {why}. Correct it and repeat: {again}",
        "{path}, línea {line}: no es un archivo CSV: {why}. Corríjalo y repita: {again}",
    ),
    "batch.bad-loss": Text(
        "--loss {found}: expected KIND=KG, such as dust=3.5",
        "--loss {found}: se espera TIPO=KG, como dust=3.5",
    ),
    "batch.bad-fraction": Text(
        "{found}: expected MATERIAL:USE:KG or MATERIAL:USE:KG:STREAM, such as aluminium:product:17902",
        "{found}: se espera MATERIAL:USO:KG o MATERIAL:USO:KG:CORRIENTE, como aluminium:product:17902",
    ),
    "batch.fraction-lacks": Text(
        "a fraction without {name}: expected material, use and mass_kg.",
        "una fracción sin {name}: se esperan material, use y mass_kg.",
    ),
    "batch.assay-lacks": Text(
        "an assay without {name}: expected method, laboratory and assayed_on with the contents.",
        "un análisis sin {name}: se esperan method, laboratory y assayed_on con los contenidos.",
    ),
    "batch.reading": Text("Reading the items", "Leyendo los artículos"),
    "batch.scan": Text(
        "Scan each item; an empty Enter ends.", "Lea cada artículo; Enter vacío termina."
    ),
    "batch.mass": Text("Dry mass of {item}, kg", "Masa seca de {item}, kg"),
    "batch.composition-source": Text(
        "Where the elements are known from", "De dónde se conocen los elementos"
    ),
    "batch.sampling": Text("Sampling", "Muestreo"),
    "batch.other-mass": Text(
        "{item}: {kg} kg, and {known} kg were recorded (limit {limit} %)",
        "{item}: {kg} kg, y estaba registrado con {known} kg (límite {limit} %)",
    ),
    "batch.more-masses": Text(
        "! and {count} more of another mass", "! y {count} más con otra masa"
    ),
    "batch.other-masses": Text(
        "{count} {count:item weighs|items weigh} another mass than recorded. {first}. If the masses"
        " are right, say why: --mass-reason {words}",
        "{count} {count:artículo pesa|artículos pesan} otra masa que la registrada. {first}. Si las"
        " masas son correctas, diga por qué: --mass-reason {words}",
    ),
    "batch.mass-reason": Text(
        "Why the mass is another than recorded", "Por qué la masa es otra que la registrada"
    ),
    "batch.sums": Text(
        "Into batch {batch}: {count} {count:item|items}, {kg} kg",
        "Al lote {batch}: {count} {count:artículo|artículos}, {kg} kg",
    ),
    "batch.out-sums": Text(
        "{count} {count:fraction|fractions}, {kg} kg; with what came before {total} kg out of {input} kg",
        "{count} {count:fracción|fracciones}, {kg} kg; con lo anterior {total} kg de {input} kg",
    ),
    "batch.loss-mass": Text("Loss, kg (Enter: no more)", "Pérdida, kg (Enter: no hay más)"),
    "batch.loss-kind": Text("Kind of loss", "Tipo de pérdida"),
    "batch.reason": Text("Reason of the difference", "Motivo de la diferencia"),
    "batch.closing": Text(
        "In {kg} kg · out {out} kg · loss {loss} kg · difference {difference} kg · limit {limit} %",
        "Entrada {kg} kg · salida {out} kg · pérdida {loss} kg · diferencia {difference} kg · límite {limit} %",
    ),
    "batch.title": Text(
        "Batch {batch} · in {count} {count:item|items} {kg} kg",
        "Lote {batch} · entrada {count} {count:artículo|artículos} {kg} kg",
    ),
    "batch.recirculated": Text(
        "went back into it: {kg} kg, on neither side of the balance",
        "volvió a entrar: {kg} kg, en ningún lado del balance",
    ),
    "batch.balance": Text(
        "out {out}   loss {loss} kg ({loss_percent})   difference {difference} kg"
        " ({difference_percent})   limit {limit}",
        "salida {out}   pérdida {loss} kg ({loss_percent})   diferencia {difference} kg"
        " ({difference_percent})   límite {limit}",
    ),
    "batch.balanced": Text("balances", "cuadra"),
    "batch.open": Text("open: more may come out", "abierto: puede salir más"),
    "batch.explained": Text("differs, with a reason", "difiere, con motivo"),
    "batch.broken": Text("does not balance", "no cuadra"),
    "batch.corrected": Text(
        "corrected by {count:entry|entries} {entries}: batterypass batch show has before and after",
        "corregido por {count:el asiento|los asientos} {entries}: batterypass batch show da antes y"
        " después",
    ),
    "batch.because": Text("reason: {reason}", "motivo: {reason}"),
    "batch.recovered": Text(
        "{element} recovered {percent}: {out} of {kg} kg  (method {methods}; entry {entries})",
        "{element} recuperado {percent}: {out} de {kg} kg  (método {methods}; asiento {entries})",
    ),
    "batch.recovered-of-unknown": Text(
        "{element} in products {out} kg; nobody said how much went in  (method {methods}; entry"
        " {entries})",
        "{element} en productos {out} kg; nadie dijo cuánto entró  (método {methods}; asiento"
        " {entries})",
    ),
    "batch.recovered-of-part": Text(
        "{element} in products {out} kg, no share: of {silent} kg of the {fed} kg fed nobody said what"
        " they hold; the rest {kg} kg  (method {methods}; entry {entries})",
        "{element} en productos {out} kg, sin porcentaje: de {silent} kg de los {fed} kg alimentados"
        " nadie dijo qué contienen; el resto {kg} kg  (método {methods}; asiento {entries})",
    ),
    "batch.recovered-stated": Text(
        "  {element} is named for {share} of the mass fed; the rest names other elements only",
        "  {element} consta en {share} de la masa alimentada; el resto sólo nombra otros elementos",
    ),
    "batch.in-intermediates": Text(
        "{element} in intermediates {out} kg: counts where it becomes a product",
        "{element} en intermedios {out} kg: cuenta donde se vuelva producto",
    ),
    "batch.composition": Text(
        "composition of the input: {source}; sampling: {sampling}",
        "composición de la entrada: {source}; muestreo: {sampling}",
    ),
    "batch.process": Text(
        "process {process}: {steps}; {group}", "proceso {process}: {steps}; {group}"
    ),
    "batch.who": Text("{who}, site {site}, opened {on}", "{who}, sitio {site}, abierto el {on}"),
    "batch.fraction": Text(
        "{id}  {what}  {kg} kg  entry {entry}", "{id}  {what}  {kg} kg  asiento {entry}"
    ),
    "batch.assay": Text(
        "assay: {contents}; {method}, {laboratory}, {on}, report {report}",
        "análisis: {contents}; {method}, {laboratory}, {on}, informe {report}",
    ),
    "batch.step-opened": Text("opened", "apertura"),
    "batch.step-fed": Text("last fed", "última entrada"),
    "batch.step-output-weighed": Text("last output", "última salida"),
    "batch.step-closed": Text("closed", "cierre"),
    "batch.entries": Text("entries: {entries}", "asientos: {entries}"),
    "batch.not-in-bundle": Text(
        "{text}: no such batch is wholly in {file}: bundle an item that was fed to it",
        "{text}: ese lote no está completo en {file}: haga el paquete de un artículo que entró en él",
    ),
}
