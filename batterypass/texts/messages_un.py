"""What is said of transport decisions: refused answers, what is missing, and the page of a decision."""

from __future__ import annotations

from batterypass.texts.bilingual import Text

MESSAGES: dict[str, Text] = {
    "un.unreadable": Text(
        "{name}: {found!r} is no answer; expected {expected}",
        "{name}: {found!r} no es una respuesta; se espera {expected}",
    ),
    "un.said-twice": Text(
        "{name} was answered twice, and not alike: {found}",
        "{name} se respondió dos veces, y distinto: {found}",
    ),
    "un.not-positive": Text(
        "{name} is {found}: expected a number above zero",
        "{name} es {found}: se espera un número mayor que cero",
    ),
    "un.bad-soc": Text(
        "soc_percent is {found}: a state of charge is between 0 and 100 %",
        "soc_percent es {found}: un estado de carga está entre 0 y 100 %",
    ),
    "un.soc-fraction": Text(
        "soc_percent is {found}: between 0 and 1 it is taken for a fraction; write {percent} for"
        " {percent} %, and 1 for less than 1 %",
        "soc_percent es {found}: entre 0 y 1 se toma por una fracción; escriba {percent} para"
        " {percent} %, y 1 para menos de 1 %",
    ),
    "un.absurd": Text(
        "{name} is {found} {unit}: more than {limit} {unit} is taken for a slip",
        "{name} es {found} {unit}: más de {limit} {unit} se toma por error de dedo",
    ),
    "un.absurd-density": Text(
        "{wh} Wh in {net} kg: more than {limit} Wh/kg is taken for a slip; wh is of one cell or"
        " battery",
        "{wh} Wh en {net} kg: más de {limit} Wh/kg se toma por error de dedo; wh es de una celda o"
        " batería",
    ),
    "un.thin": Text(
        "{name} is {found} {unit}, {count} of them in {net} kg: less than {limit} {unit} for each kg"
        " is taken for a slip; {name} is in {unit}, not in thousands, and net_kg is the mass of the"
        " batteries alone",
        "{name} es {found} {unit}, {count} de ellas en {net} kg: menos de {limit} {unit} por kg se"
        " toma por error de dedo; {name} va en {unit}, no en miles, y net_kg es la masa de solo las"
        " baterías",
    ),
    "un.bad-date": Text(
        "{found!r} is no day: expected the day of carriage, such as 2026-11-23",
        "{found!r} no es un día: se espera el día del transporte, como 2026-11-23",
    ),
    "un.contradiction": Text(
        "{first} is {found} and {second} is {other}: both cannot be",
        "{first} es {found} y {second} es {other}: no pueden ser las dos cosas",
    ),
    "un.no-rules": Text(
        "no edition of {regime} is known for {day}; batterypass un editions shows the days",
        "no se conoce edición de {regime} para {day}; batterypass un editions muestra las fechas",
    ),
    "un.no-such-edition": Text(
        "edition {wanted!r} of {regime} may not be used on {day}; batterypass un editions shows the"
        " days",
        "la edición {wanted!r} de {regime} no puede usarse el {day}; batterypass un editions muestra"
        " las fechas",
    ),
    "un.not-reviewed": Text(
        "{title} is in force on {day}, and nobody has read it into the tables: nothing is decided by"
        " it",
        "{title} rige el {day}, y nadie la ha leído para las tablas: con ella no se decide nada",
    ),
    "un.newer": Text(
        "{title} may be used already and has not been read into the tables; decided by {used}, until"
        " {day}",
        "{title} ya puede usarse y no se ha leído para las tablas; se decidió con {used}, hasta el"
        " {day}",
    ),
    "un.name-unverified": Text(
        "the Spanish name “{name}” was not compared with an official translation",
        "nadie ha cotejado el nombre en español «{name}» con una traducción oficial",
    ),
    "un.stowed": Text(
        "category {category}{conditions}; EmS {ems}", "categoría {category}{conditions}; EmS {ems}"
    ),
    "un.mode": Text(
        "{title} does not cover transport by {mode} here; expected {modes}",
        "{title} no cubre aquí el transporte por {mode}; se espera {modes}",
    ),
    "un.no-entry": Text(
        "{title} has no entry for {chem}, {config}: ask the authority how it may travel",
        "{title} no tiene entrada para {chem}, {config}: pregunte a la autoridad cómo puede viajar",
    ),
    "un.no-sat-key": Text(
        "the catalogue of the SAT has no key for it (the list ends at 3550); none is put in its"
        " place",
        "el catálogo del SAT no tiene clave para ella (la lista termina en 3550); no se pone otra en"
        " su lugar",
    ),
    "un.no-route": Text(
        "no row of the tables fits: nothing is decided",
        "ningún renglón de las tablas corresponde: no se decide nada",
    ),
    "un.no-packing": Text(
        "no packing instruction fits this mass and number: divide the load, or ask the authority",
        "ninguna instrucción de embalaje admite esta masa y este número: divida la carga o pregunte"
        " a la autoridad",
    ),
    "un.missing": Text(
        "missing: {what} ({name}); it is asked for, never assumed",
        "falta: {what} ({name}); se pregunta, nunca se supone",
    ),
    "un.no-cases": Text(
        "{path}: no file of cases (CSV with the columns id, mode, config, condition, date): {found}",
        "{path}: no es un archivo de casos (CSV con las columnas id, mode, config, condition, date):"
        " {found}",
    ),
    "un.no-columns": Text(
        "{path}: no file of cases: missing columns: {columns}; found {found}. Columns are separated by"
        " commas",
        "{path}: no es un archivo de casos: faltan las columnas {columns}; hay {found}. Las columnas se"
        " separan con comas",
    ),
    "un.twice-columns": Text(
        "{path}: columns that stand twice: {columns}; each once",
        "{path}: columnas repetidas: {columns}; cada una una sola vez",
    ),
    "un.unknown-columns": Text(
        "{path}: columns that nobody reads: {columns}; an answer has one of the names in"
        " docs/manual/transport.md, a note of your own is called reason, source or expected_…",
        "{path}: columnas que nadie lee: {columns}; una respuesta lleva uno de los nombres de"
        " docs/manual/transport.md, una nota propia se llama reason, source o expected_…",
    ),
    "un.no-rows": Text(
        "{path}: headings and no case below them",
        "{path}: encabezados y ningún caso debajo",
    ),
    "un.case-unnamed": Text(
        "this row has no id: nobody could tell to which case the decision belongs",
        "este renglón no tiene id: nadie sabría de qué caso es la decisión",
    ),
    "un.case-again": Text(
        "id {id} stands on an earlier row already: each case has an id of its own",
        "id {id} ya está en un renglón anterior: cada caso lleva su propio id",
    ),
    "un.no-regime": Text(
        "--regime {found}: expected one of {known}", "--regime {found}: se espera uno de {known}"
    ),
    "un.tables": Text(
        "Tables {digest}…. Not legal advice: read the text of the edition before you rely on it.",
        "Tablas {digest}…. No es asesoría legal: lea el texto de la edición antes de confiar en ello.",
    ),
    "un.read": Text("read", "leída"),
    "un.unread": Text("not read: decides nothing", "sin leer: no decide nada"),
    "un.sure-high": Text("high", "alta"),
    "un.sure-medium": Text("medium", "media"),
    "un.sure-low": Text("low", "baja"),
    "un.unanswered": Text(
        "nobody answered: {what}; give it beforehand with --answer {name}=VALUE",
        "nadie respondió: {what}; délo de antemano con --answer {name}=VALOR",
    ),
    "un.no-battery": Text(
        "{item} is no battery ({sort}): the entries for batteries are not for it",
        "{item} no es una batería ({sort}): las entradas de baterías no son para ello",
    ),
    "un.life-ended": Text(
        "{item} is {life}: there is nothing left to travel; batterypass history {item}",
        "{item} está {life}: ya no hay qué transportar; batterypass history {item}",
    ),
    "un.ended-recycled": Text("recycled", "reciclado"),
    "un.ended-disposed": Text("disposed of", "en disposición final"),
    "un.ended-dismantled": Text("dismantled", "desmontado"),
    "un.milder": Text(
        "{item}: condition {found} is milder than the last one known, {expected}; only a new"
        " assessment makes it milder: batterypass log item.assessed",
        "{item}: la condición {found} es más leve que la última conocida, {expected}; solo una"
        " evaluación nueva la mejora: batterypass log item.assessed",
    ),
    "un.not-among": Text(
        "{found} is none of the items of this load: write PACK:NAME=VALUE with one of them",
        "{found} no es artículo de esta carga: escriba PAQUETE:NOMBRE=VALOR con uno de ellos",
    ),
    "un.of-the-load": Text(
        "{found}:{name}: {name} holds for the whole load and not for one item; say {name}=VALUE",
        "{found}:{name}: {name} vale para toda la carga y no para un artículo; diga {name}=VALOR",
    ),
    "un.no-answer": Text(
        "--answer {found}: expected NAME=VALUE with a name of {known}",
        "--answer {found}: se espera NOMBRE=VALOR con un nombre de {known}",
    ),
    "un.allowed": Text("may travel as", "puede viajar como"),
    "un.forbidden": Text("may not travel like this", "no puede viajar así"),
    "un.undecided": Text("cannot be decided yet", "aún no se puede decidir"),
    "un.refused": Text("these answers cannot be true", "estas respuestas no pueden ser ciertas"),
    "un.line-edition": Text("by", "según"),
    "un.line-on": Text("on {day}", "el {day}"),
    "un.line-why": Text("why", "por qué"),
    "un.line-packing": Text("packing", "embalaje"),
    "un.line-marks": Text("on the package", "en el bulto"),
    "un.line-statements": Text("in the document", "en el documento"),
    "un.line-stowage": Text("on board", "a bordo"),
    "un.line-needs": Text("at hand", "tenga a mano"),
    "un.line-warnings": Text("note", "atención"),
    "un.line-missing": Text("missing", "falta"),
    "un.line-confidence": Text("confidence", "confianza"),
    "un.line-answers": Text("rests on", "se basa en"),
    "un.nothing": Text("nothing", "nada"),
    "un.class": Text("class {number}", "clase {number}"),
    "un.or": Text("or", "o"),
    "un.if-one": Text("(if {what} allows it: say {name})", "(si lo permite: {what}; diga {name})"),
    "un.asked-by": Text("asked for by {source}", "lo pide {source}"),
    "un.doubt-medium": Text(
        "~ medium confidence: check the text before you rely on it",
        "~ confianza media: revise el texto antes de confiar en ello",
    ),
    "un.doubt-low": Text(
        "?? low confidence: inferred or not read; do not rely on it without the text",
        "?? confianza baja: inferido o sin leer; no confíe en ello sin el texto",
    ),
    "un.same-for": Text(
        "{count} {count:package|packages} alike", "{count} {count:bulto igual|bultos iguales}"
    ),
    "un.strictest": Text(
        "For the whole load the strictest holds: {what}",
        "Para toda la carga vale lo más estricto: {what}",
    ),
    "un.origin-given": Text("your answer", "su respuesta"),
    "un.origin-ledger": Text("from the ledger", "del registro"),
    "un.origin-country": Text(
        "by the mode and the country of the ledger", "por el modo y el país del registro"
    ),
    "un.origin-clock": Text("today", "hoy"),
    "un.origin-entry": Text("entry {index}, {kind}, {day}", "asiento {index}, {kind}, {day}"),
    "un.origin-unsent": Text("not sent yet, {kind}, {day}", "sin enviar, {kind}, {day}"),
    "un.mark-UNNO": Text("UN number: {un}", "número ONU: {un}"),
    "un.mark-PSN": Text("proper shipping name: {psn}", "designación oficial: {psn}"),
    "un.mark-9A": Text(
        "label 9A (lithium batteries), 100 × 100 mm",
        "etiqueta 9A (baterías de litio), 100 × 100 mm",
    ),
    "un.mark-BM": Text(
        "battery mark with {un}, 100 × 100 mm", "marca de batería con {un}, 100 × 100 mm"
    ),
    "un.mark-CAO": Text(
        "label Cargo Aircraft Only", "etiqueta Cargo Aircraft Only (solo avión de carga)"
    ),
    "un.mark-PLACARD9": Text(
        "placards of class 9 on two opposite sides", "placas de clase 9 en dos lados opuestos"
    ),
    "un.mark-ORANGE": Text("orange plates", "paneles naranja"),
    "un.mark-TXT": Text("the words “{words}”", "las palabras «{words}»"),
    "un.repeat": Text("The same again:", "Lo mismo otra vez:"),
}
