"""What is said of transport decisions: refused answers, what is missing, and the words of answers."""

from __future__ import annotations

from batterypass.texts.bilingual import Text

MESSAGES: dict[str, Text] = {
    # Answers that are refused.
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
    "un.bad-date": Text(
        "{found!r} is no day: expected the day of carriage, such as 2026-11-23",
        "{found!r} no es un día: se espera el día del transporte, como 2026-11-23",
    ),
    "un.contradiction": Text(
        "{first} is {found} and {second} is {other}: both cannot be",
        "{first} es {found} y {second} es {other}: no pueden ser las dos cosas",
    ),
    # The edition and the entry.
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
    # The commands.
    "un.no-cases": Text(
        "{path}: no file of cases (CSV with the columns id, mode, config, condition, date): {found}",
        "{path}: no es un archivo de casos (CSV con las columnas id, mode, config, condition, date):"
        " {found}",
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
    "un.no-battery": Text(
        "{item} is no battery ({sort}): the entries for batteries are not for it",
        "{item} no es una batería ({sort}): las entradas de baterías no son para ello",
    ),
    "un.milder": Text(
        "{item}: condition {found} is milder than the last one known, {expected}; only a new"
        " assessment makes it milder: batterypass log item.assessed",
        "{item}: la condición {found} es más leve que la última conocida, {expected}; solo una"
        " evaluación nueva la mejora: batterypass log item.assessed",
    ),
    "un.no-answer": Text(
        "--answer {found}: expected NAME=VALUE with a name of {known}",
        "--answer {found}: se espera NOMBRE=VALOR con un nombre de {known}",
    ),
    # A decision as people read it.
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
    "un.mark-9": Text("label 9", "etiqueta 9"),
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
    # Step by step.
    "un.ask-choose": Text(
        "number or word; Enter if nobody knows", "número o palabra; Enter si nadie lo sabe"
    ),
    "un.ask-number": Text("a number; Enter if nobody knows", "un número; Enter si nadie lo sabe"),
    "un.ask-yes-no": Text("yes or no; Enter if nobody knows", "sí o no; Enter si nadie lo sabe"),
    "un.ask-approval": Text(
        "such as A99, A331, authority, phmsa; none if there is none; Enter if nobody knows",
        "como A99, A331, authority, phmsa; none si no hay; Enter si nadie lo sabe",
    ),
    "un.ask-again": Text(
        "{found!r} is not one of the answers", "{found!r} no es una de las respuestas"
    ),
    "un.repeat": Text("The same again:", "Lo mismo otra vez:"),
    "un.hint-config": Text(
        "A vehicle is self-propelled and carries people or goods; a mower that is no tractor or a"
        " cleaning machine is equipment.",
        "Un vehículo se mueve solo y lleva personas o mercancía; una podadora que no es tractor o una"
        " máquina de limpieza es equipo.",
    ),
    "un.hint-condition": Text(
        "Leaked, vented, swollen, dented, recalled, or not to be diagnosed: that is damaged. Used"
        " ones travel as new ones.",
        "Con fuga, venteo, hinchazón, golpe, retirada o imposible de diagnosticar: es dañada. Las"
        " usadas viajan como las nuevas.",
    ),
    "un.hint-form": Text(
        "A battery of a single cell counts as a cell.",
        "Una batería de una sola celda cuenta como celda.",
    ),
    "un.hint-wh": Text(
        "Nominal voltage × rated capacity, as it stands on the case; of one, not of the package.",
        "Voltaje nominal × capacidad nominal, como dice la carcasa; de una, no del bulto.",
    ),
    "un.hint-un38_3": Text(
        "For this very article: the test of a cell or module does not count for a pack.",
        "Para este mismo artículo: el ensayo de una celda o módulo no vale para el paquete.",
    ),
    "un.hint-soc_basis": Text(
        "A test measures against the rated capacity; a display only indicates.",
        "Un ensayo mide contra la capacidad nominal; una pantalla solo indica.",
    ),
    "un.hint-net_kg": Text(
        "Only the batteries, without packaging; of a vehicle the whole vehicle.",
        "Solo las baterías, sin embalaje; de un vehículo, todo el vehículo.",
    ),
    "un.hint-battery_safety_affected": Text(
        "Can the damage affect the battery? If nobody can tell: yes.",
        "¿El daño puede afectar la batería? Si nadie puede decirlo: sí.",
    ),
    "un.hint-fully_enclosed": Text(
        "A crate or box around the whole vehicle, so that nobody sees what it is.",
        "Una caja alrededor de todo el vehículo, sin que se vea qué es.",
    ),
    "un.hint-casing": Text(
        "Would it withstand a blow as a metal pack case does?",
        "¿Aguantaría un golpe como una carcasa metálica de paquete?",
    ),
    # Answers by name.
    "un.name-regime": Text("set of rules", "reglamento"),
    "un.name-mode": Text("mode of transport", "modo de transporte"),
    "un.name-date": Text("day of carriage", "día del transporte"),
    "un.name-config": Text("how it travels", "cómo viaja"),
    "un.name-chem": Text("chemistry", "química"),
    "un.name-condition": Text("condition", "condición"),
    "un.name-form": Text("cell or battery", "celda o batería"),
    "un.name-single_cell": Text("battery of a single cell", "batería de una sola celda"),
    "un.name-wh": Text("energy of one cell or battery, Wh", "energía de una celda o batería, Wh"),
    "un.name-li_g": Text("lithium in one cell or battery, g", "litio en una celda o batería, g"),
    "un.name-net_kg": Text(
        "net mass of batteries in the package, kg", "masa neta de baterías en el bulto, kg"
    ),
    "un.name-gross_kg": Text("gross mass of the package, kg", "masa bruta del bulto, kg"),
    "un.name-count": Text("cells or batteries in the package", "celdas o baterías en el bulto"),
    "un.name-packages": Text("packages in the consignment", "bultos en el envío"),
    "un.name-soc_percent": Text("state of charge, %", "estado de carga, %"),
    "un.name-soc_basis": Text("basis of the state of charge", "base del estado de carga"),
    "un.name-un38_3": Text("UN 38.3 tests passed", "ensayos ONU 38.3 aprobados"),
    "un.name-article": Text("article that was tested", "artículo que se ensayó"),
    "un.name-run": Text("pieces made of this type", "piezas fabricadas de este tipo"),
    "un.name-purpose": Text("purpose of the carriage", "propósito del transporte"),
    "un.name-casing": Text("casing", "carcasa"),
    "un.name-aircraft": Text("aircraft", "avión"),
    "un.name-approval": Text("approvals", "aprobaciones"),
    "un.name-scheme": Text("collection scheme", "esquema de recolección"),
    "un.name-qa333": Text(
        "system that keeps 333 kg per transport unit", "sistema que mantiene 333 kg por unidad"
    ),
    "un.name-cell_gross_g": Text(
        "gross mass of one collected cell or battery, g",
        "masa bruta de una celda o batería recolectada, g",
    ),
    "un.name-main_power": Text(
        "battery is the main source of power", "la batería es la fuente principal"
    ),
    "un.name-fully_enclosed": Text(
        "fully enclosed by packaging", "encerrado por completo en embalaje"
    ),
    "un.name-stowage": Text("place in the ship", "lugar en el buque"),
    "un.name-battery_safety_affected": Text(
        "safety of the battery affected", "seguridad de la batería afectada"
    ),
    "un.name-removable": Text(
        "battery can be taken out safely", "la batería puede sacarse sin riesgo"
    ),
    "un.name-disposition": Text("where it goes", "a dónde va"),
    "un.name-short_circuited": Text("verifiably short-circuited", "en cortocircuito comprobable"),
    "un.name-lq_ok": Text(
        "conditions of special provision 400 met", "condiciones de la disposición 400 cumplidas"
    ),
    "un.name-ddr_reason": Text("what is wrong with it", "qué le pasa"),
    "un.name-recalled": Text("recalled for safety", "retirada por seguridad"),
    "un.name-mark_design": Text("design of the battery mark", "diseño de la marca de batería"),
    "un.name-edition": Text("edition", "edición"),
    # Words of answers.
    "un.word-road": Text("road", "carretera"),
    "un.word-rail": Text("rail", "ferrocarril"),
    "un.word-sea": Text("sea", "mar"),
    "un.word-air": Text("air", "aire"),
    "un.word-ADR": Text("road, Europe (ADR)", "carretera, Europa (ADR)"),
    "un.word-RID": Text("rail, Europe (RID)", "ferrocarril, Europa (RID)"),
    "un.word-IMDG": Text("sea (IMDG Code)", "mar (Código IMDG)"),
    "un.word-IATA": Text("air (IATA DGR)", "aire (IATA DGR)"),
    "un.word-49CFR": Text(
        "road or rail, United States (49 CFR)", "carretera o ferrocarril, EE. UU. (49 CFR)"
    ),
    "un.word-NOM-002": Text("road, Mexico (NOM-002)", "carretera, México (NOM-002)"),
    "un.word-alone": Text("alone, without equipment", "sola, sin equipo"),
    "un.word-packed_with": Text(
        "in one package with its equipment", "en un bulto con su equipo, sin instalar"
    ),
    "un.word-contained_in": Text("installed in equipment", "instalada en un equipo"),
    "un.word-packed_and_contained": Text(
        "some installed, some packed beside the equipment", "unas instaladas y otras aparte"
    ),
    "un.word-vehicle": Text("installed in a vehicle", "instalada en un vehículo"),
    "un.word-ctu": Text(
        "fixed in a cargo unit that powers things outside it",
        "fija en una unidad de carga que alimenta algo fuera de ella",
    ),
    "un.word-li_ion": Text("lithium ion", "ion litio"),
    "un.word-li_metal": Text("lithium metal", "litio metálico"),
    "un.word-hybrid": Text(
        "lithium metal and lithium ion cells in one battery",
        "celdas de litio metálico y de ion litio en una batería",
    ),
    "un.word-na_ion": Text(
        "sodium ion with organic electrolyte", "ion sodio con electrolito orgánico"
    ),
    "un.word-wet": Text("wet (acid or alkali)", "húmeda (ácido o álcali)"),
    "un.word-new": Text("new", "nueva"),
    "un.word-used": Text("used, undamaged", "usada, sin daño"),
    "un.word-prototype": Text("pre-production prototype", "prototipo de preproducción"),
    "un.word-ddr_stable": Text(
        "damaged or defective, not liable to react", "dañada o defectuosa, sin riesgo de reacción"
    ),
    "un.word-ddr_critical": Text(
        "damaged and liable to flame, heat, gas or fall apart on the way",
        "dañada y capaz de arder, calentarse, soltar gas o deshacerse en el camino",
    ),
    "un.word-cannot_be_diagnosed": Text(
        "nobody can tell (it then counts as damaged)", "nadie puede decirlo (cuenta como dañada)"
    ),
    "un.word-waste": Text("intact, and waste", "íntegra, y es residuo"),
    "un.word-waste_recycling": Text("intact, for recycling", "íntegra, para reciclaje"),
    "un.word-waste_disposal": Text("intact, for disposal", "íntegra, para disposición final"),
    "un.word-cell": Text("single cells", "celdas sueltas"),
    "un.word-battery": Text("batteries of several cells", "baterías de varias celdas"),
    "un.word-button_cell": Text("button cells", "pilas de botón"),
    "un.word-rated": Text("of the rated capacity", "de la capacidad nominal"),
    "un.word-indicated": Text("as the indicator shows", "lo que muestra el indicador"),
    "un.word-yes": Text("yes", "sí"),
    "un.word-no": Text("no", "no"),
    "un.word-this": Text("this very article", "este mismo artículo"),
    "un.word-other": Text(
        "another article (a cell or module of it)", "otro artículo (una celda o módulo)"
    ),
    "un.word-testing": Text("to be tested", "para ensayarse"),
    "un.word-sale": Text("anything else", "otra cosa"),
    "un.word-strong": Text("strong, resists impact", "resistente a impactos"),
    "un.word-normal": Text("ordinary", "común"),
    "un.word-pax": Text("passenger aircraft", "avión de pasajeros"),
    "un.word-cao": Text("cargo aircraft only", "solo avión de carga"),
    "un.word-none": Text("none", "ninguno"),
    "un.word-collection": Text(
        "collection of small batteries (SP 636)", "recolección de baterías pequeñas (DE 636)"
    ),
    "un.word-household": Text("equipment from households (SP 670)", "aparatos de hogares (DE 670)"),
    "un.word-roro_vehicle_space": Text(
        "vehicle space of a ro-ro ship", "espacio para vehículos de un buque ro-ro"
    ),
    "un.word-container": Text("in a container", "en un contenedor"),
    "un.word-hold": Text("in the hold", "en la bodega"),
    "un.word-on_deck": Text("on deck", "en cubierta"),
    "un.word-under_deck": Text("under deck", "bajo cubierta"),
    "un.word-unsaid": Text(
        "waste; recycling or disposal was not said",
        "residuo; no se dijo si reciclaje o disposición",
    ),
    "un.word-recycling": Text("recycling", "reciclaje"),
    "un.word-disposal": Text("disposal", "disposición final"),
    "un.word-old": Text("old, with a telephone number", "viejo, con teléfono"),
}
