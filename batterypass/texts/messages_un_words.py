"""The answers about a carriage in words: their names, what they may be, and how they are asked for."""

from __future__ import annotations

from batterypass.texts.bilingual import Text

MESSAGES: dict[str, Text] = {
    "unask.choose": Text(
        "number or word; Enter if nobody knows", "número o palabra; Enter si nadie lo sabe"
    ),
    "unask.number": Text("a number; Enter if nobody knows", "un número; Enter si nadie lo sabe"),
    "unask.yes-no": Text("yes or no; Enter if nobody knows", "sí o no; Enter si nadie lo sabe"),
    "unask.approval": Text(
        "such as A99, A331, authority, phmsa; none if there is none; Enter if nobody knows",
        "como A99, A331, authority, phmsa; none si no hay; Enter si nadie lo sabe",
    ),
    "unask.no-number": Text(
        "{found!r} cannot be the answer: a number without its unit, such as 46000 or 52.5",
        "{found!r} no puede ser la respuesta: un número sin su unidad, como 46000 o 52.5",
    ),
    "unask.again": Text(
        "{found!r} is not one of the answers", "{found!r} no es una de las respuestas"
    ),
    "unask.not-listed": Text(
        "{found!r} is none of the answers, or could be several: a number from 1 to {count}, or a word",
        "{found!r} no es una de las respuestas, o podrían ser varias: un número del 1 al {count}, o"
        " una palabra",
    ),
    "unask.hint-config": Text(
        "A vehicle is self-propelled and carries people or goods; a mower that is no tractor or a"
        " cleaning machine is equipment.",
        "Un vehículo se mueve solo y lleva personas o mercancía; una podadora que no es tractor o una"
        " máquina de limpieza es equipo.",
    ),
    "unask.hint-condition": Text(
        "Leaked, vented, swollen, dented, recalled, or not to be diagnosed: that is damaged. Used"
        " ones travel as new ones.",
        "Con fuga, venteo, hinchazón, golpe, retirada o imposible de diagnosticar: es dañada. Las"
        " usadas viajan como las nuevas.",
    ),
    "unask.hint-form": Text(
        "A battery of a single cell counts as a cell.",
        "Una batería de una sola celda cuenta como celda.",
    ),
    "unask.hint-wh": Text(
        "Nominal voltage × rated capacity, as it stands on the case; of one, not of the package.",
        "Voltaje nominal × capacidad nominal, como dice la carcasa; de una, no del bulto.",
    ),
    "unask.hint-un38_3": Text(
        "For this very article: the test of a cell or module does not count for a pack.",
        "Para este mismo artículo: el ensayo de una celda o módulo no vale para el paquete.",
    ),
    "unask.hint-soc_basis": Text(
        "A test measures against the rated capacity; a display only indicates.",
        "Un ensayo mide contra la capacidad nominal; una pantalla solo indica.",
    ),
    "unask.hint-net_kg": Text(
        "Only the batteries, without packaging; of a vehicle the whole vehicle.",
        "Solo las baterías, sin embalaje; de un vehículo, todo el vehículo.",
    ),
    "unask.hint-battery_safety_affected": Text(
        "Can the damage affect the battery? If nobody can tell: yes.",
        "¿El daño puede afectar la batería? Si nadie puede decirlo: sí.",
    ),
    "unask.hint-fully_enclosed": Text(
        "A crate or box around the whole vehicle, so that nobody sees what it is.",
        "Una caja alrededor de todo el vehículo, sin que se vea qué es.",
    ),
    "unask.hint-casing": Text(
        "Would it withstand a blow as a metal pack case does?",
        "¿Aguantaría un golpe como una carcasa metálica de paquete?",
    ),
    "unname.regime": Text("set of rules", "reglamento"),
    "unname.mode": Text("mode of transport", "modo de transporte"),
    "unname.date": Text("day of carriage", "día del transporte"),
    "unname.config": Text("how it travels", "cómo viaja"),
    "unname.chem": Text("chemistry", "química"),
    "unname.condition": Text("condition", "condición"),
    "unname.form": Text("cell or battery", "celda o batería"),
    "unname.single_cell": Text("battery of a single cell", "batería de una sola celda"),
    "unname.wh": Text("energy of one cell or battery, Wh", "energía de una celda o batería, Wh"),
    "unname.li_g": Text("lithium in one cell or battery, g", "litio en una celda o batería, g"),
    "unname.net_kg": Text(
        "net mass of batteries in the package, kg", "masa neta de baterías en el bulto, kg"
    ),
    "unname.gross_kg": Text("gross mass of the package, kg", "masa bruta del bulto, kg"),
    "unname.count": Text("cells or batteries in the package", "celdas o baterías en el bulto"),
    "unname.packages": Text("packages in the consignment", "bultos en el envío"),
    "unname.soc_percent": Text("state of charge, %", "estado de carga, %"),
    "unname.soc_basis": Text("basis of the state of charge", "base del estado de carga"),
    "unname.un38_3": Text("UN 38.3 tests passed", "ensayos ONU 38.3 aprobados"),
    "unname.article": Text("article that was tested", "artículo que se ensayó"),
    "unname.run": Text("pieces made of this type", "piezas fabricadas de este tipo"),
    "unname.purpose": Text("purpose of the carriage", "propósito del transporte"),
    "unname.casing": Text("casing", "carcasa"),
    "unname.aircraft": Text("aircraft", "avión"),
    "unname.approval": Text("approvals", "aprobaciones"),
    "unname.scheme": Text("collection scheme", "esquema de recolección"),
    "unname.qa333": Text(
        "system that keeps 333 kg per transport unit", "sistema que mantiene 333 kg por unidad"
    ),
    "unname.cell_gross_g": Text(
        "gross mass of one collected cell or battery, g",
        "masa bruta de una celda o batería recolectada, g",
    ),
    "unname.main_power": Text(
        "battery is the main source of power", "la batería es la fuente principal"
    ),
    "unname.fully_enclosed": Text(
        "fully enclosed by packaging", "encerrado por completo en embalaje"
    ),
    "unname.stowage": Text("place in the ship", "lugar en el buque"),
    "unname.short_voyage": Text("short international voyage", "viaje internacional corto"),
    "unname.battery_safety_affected": Text(
        "safety of the battery affected", "seguridad de la batería afectada"
    ),
    "unname.removable": Text(
        "battery can be taken out safely", "la batería puede sacarse sin riesgo"
    ),
    "unname.disposition": Text("where it goes", "a dónde va"),
    "unname.short_circuited": Text("verifiably short-circuited", "en cortocircuito comprobable"),
    "unname.lq_ok": Text(
        "conditions of special provision 400 met", "condiciones de la disposición 400 cumplidas"
    ),
    "unname.ddr_reason": Text("what is wrong with it", "qué le pasa"),
    "unname.recalled": Text("recalled for safety", "retirada por seguridad"),
    "unname.mark_design": Text("design of the battery mark", "diseño de la marca de batería"),
    "unname.edition": Text("edition", "edición"),
    "unword.road": Text("road", "carretera"),
    "unword.rail": Text("rail", "ferrocarril"),
    "unword.sea": Text("sea", "mar"),
    "unword.air": Text("air", "aire"),
    "unword.ADR": Text("road, Europe (ADR)", "carretera, Europa (ADR)"),
    "unword.RID": Text("rail, Europe (RID)", "ferrocarril, Europa (RID)"),
    "unword.IMDG": Text("sea (IMDG Code)", "mar (Código IMDG)"),
    "unword.IATA": Text("air (IATA DGR)", "aire (IATA DGR)"),
    "unword.49CFR": Text(
        "road or rail, United States (49 CFR)", "carretera o ferrocarril, EE. UU. (49 CFR)"
    ),
    "unword.NOM-002": Text("road, Mexico (NOM-002)", "carretera, México (NOM-002)"),
    "unword.alone": Text("alone, without equipment", "sola, sin equipo"),
    "unword.packed_with": Text(
        "in one package with its equipment", "en un bulto con su equipo, sin instalar"
    ),
    "unword.contained_in": Text("installed in equipment", "instalada en un equipo"),
    "unword.packed_and_contained": Text(
        "some installed, some packed beside the equipment", "unas instaladas y otras aparte"
    ),
    "unword.vehicle": Text("installed in a vehicle", "instalada en un vehículo"),
    "unword.ctu": Text(
        "fixed in a cargo unit that powers things outside it",
        "fija en una unidad de carga que alimenta algo fuera de ella",
    ),
    "unword.li_ion": Text("lithium ion", "ion litio"),
    "unword.li_metal": Text("lithium metal", "litio metálico"),
    "unword.hybrid": Text(
        "lithium metal and lithium ion cells in one battery",
        "celdas de litio metálico y de ion litio en una batería",
    ),
    "unword.na_ion": Text(
        "sodium ion with organic electrolyte", "ion sodio con electrolito orgánico"
    ),
    "unword.wet": Text("wet (acid or alkali)", "húmeda (ácido o álcali)"),
    "unword.new": Text("new", "nueva"),
    "unword.used": Text("used, undamaged", "usada, sin daño"),
    "unword.prototype": Text("pre-production prototype", "prototipo de preproducción"),
    "unword.ddr_stable": Text(
        "damaged or defective, not liable to react", "dañada o defectuosa, sin riesgo de reacción"
    ),
    "unword.ddr_critical": Text(
        "damaged and liable to flame, heat, gas or fall apart on the way",
        "dañada y capaz de arder, calentarse, soltar gas o deshacerse en el camino",
    ),
    "unword.cannot_be_diagnosed": Text(
        "nobody can tell (it then counts as damaged)", "nadie puede decirlo (cuenta como dañada)"
    ),
    "unword.waste": Text("intact, and waste", "íntegra, y es residuo"),
    "unword.waste_recycling": Text("intact, for recycling", "íntegra, para reciclaje"),
    "unword.waste_disposal": Text("intact, for disposal", "íntegra, para disposición final"),
    "unword.cell": Text("single cells", "celdas sueltas"),
    "unword.battery": Text("batteries of several cells", "baterías de varias celdas"),
    "unword.button_cell": Text("button cells", "pilas de botón"),
    "unword.rated": Text("of the rated capacity", "de la capacidad nominal"),
    "unword.indicated": Text("as the indicator shows", "lo que muestra el indicador"),
    "unword.yes": Text("yes", "sí"),
    "unword.no": Text("no", "no"),
    "unword.this": Text("this very article", "este mismo artículo"),
    "unword.other": Text(
        "another article (a cell or module of it)", "otro artículo (una celda o módulo)"
    ),
    "unword.testing": Text("to be tested", "para ensayarse"),
    "unword.sale": Text("anything else", "otra cosa"),
    "unword.strong": Text("strong, resists impact", "resistente a impactos"),
    "unword.normal": Text("ordinary", "común"),
    "unword.pax": Text("passenger aircraft", "avión de pasajeros"),
    "unword.cao": Text("cargo aircraft only", "solo avión de carga"),
    "unword.none": Text("none", "ninguno"),
    "unword.collection": Text(
        "collection of small batteries (SP 636)", "recolección de baterías pequeñas (DE 636)"
    ),
    "unword.household": Text("equipment from households (SP 670)", "aparatos de hogares (DE 670)"),
    "unword.roro_vehicle_space": Text(
        "vehicle space of a ro-ro ship", "espacio para vehículos de un buque ro-ro"
    ),
    "unword.container": Text("in a container", "en un contenedor"),
    "unword.hold": Text("in the hold", "en la bodega"),
    "unword.on_deck": Text("on deck", "en cubierta"),
    "unword.under_deck": Text("under deck", "bajo cubierta"),
    "unword.unsaid": Text(
        "waste; recycling or disposal was not said",
        "residuo; no se dijo si reciclaje o disposición",
    ),
    "unword.recycling": Text("recycling", "reciclaje"),
    "unword.disposal": Text("disposal", "disposición final"),
    "unword.old": Text("old, with a telephone number", "viejo, con teléfono"),
}
