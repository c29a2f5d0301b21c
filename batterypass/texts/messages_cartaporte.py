"""What ``transport carta-porte`` says: what is missing, what does not fit, what to look at."""

from __future__ import annotations

from batterypass.texts.bilingual import Text

MESSAGES: dict[str, Text] = {
    "cartaporte.was-voided": Text(
        "{consignment} was voided: what never left has no Carta Porte",
        "{consignment} se anuló: lo que no salió no lleva Carta Porte",
    ),
    "cartaporte.key-missing": Text(
        "SAT_KEY_MISSING: {un} has no key in SAT's list of dangerous goods, which ends at {end}. No"
        " other key is put in its place; ask SAT or whoever certifies the CFDI how these goods are"
        " declared, and read batterypass transport carta-porte --help",
        "SAT_KEY_MISSING: {un} no tiene clave en el catálogo de materiales peligrosos del SAT, que"
        " termina en {end}. No se pone otra en su lugar; pregunte al SAT o a quien certifica el CFDI"
        " cómo se declara, y lea batterypass transport carta-porte --help",
    ),
    "cartaporte.cross-border": Text(
        "SAT_CROSS_BORDER: {place} is in {country}. A journey across the border needs customs data"
        " that the ledger does not have; this file is made for journeys within Mexico only",
        "SAT_CROSS_BORDER: {place} está en {country}. Un viaje que cruza la frontera pide datos de"
        " aduana que el registro no tiene; este archivo solo se hace para viajes dentro de México",
    ),
    "cartaporte.no-rules": Text(
        "NO_RULES_FOR_DATE: no version of Carta Porte is known for {day}",
        "NO_RULES_FOR_DATE: no se conoce versión de Carta Porte para {day}",
    ),
    "cartaporte.bad-value": Text(
        "{name}={found}: expected a value such as {example}: {expected}",
        "{name}={found}: se esperaba un valor como {example}: {expected}",
    ),
    "cartaporte.bad-text": Text(
        "{name}={found}: expected {least} to {most} characters without |, such as {example}",
        "{name}={found}: se esperaban de {least} a {most} caracteres sin |, como {example}",
    ),
    "cartaporte.contradicts": Text(
        "{name}={found}: entry {entry} says {expected}, and that was signed. If it is wrong it is"
        " corrected there: batterypass amend {entry}",
        "{name}={found}: el asiento {entry} dice {expected}, y eso se firmó. Si está mal, se corrige"
        " ahí: batterypass amend {entry}",
    ),
    "cartaporte.several-names": Text(
        "{name} means several: {known}; say which one", "{name} son varios: {known}; diga cuál"
    ),
    "cartaporte.unknown-name": Text(
        "{name}: no such value of a Carta Porte. Near: {near}. --missing lists what is asked for",
        "{name}: no hay tal dato en una Carta Porte. Parecidos: {near}. --missing lista lo que se"
        " pide",
    ),
    "cartaporte.no-such-name": Text(
        "{name}: no such value of a Carta Porte. --missing lists what is asked for",
        "{name}: no hay tal dato en una Carta Porte. --missing lista lo que se pide",
    ),
    "cartaporte.name-twice": Text("{name} is given twice", "{name} se dio dos veces"),
    "cartaporte.bad-set": Text(
        "--set {found}: expected NAME=VALUE, such as PlacaVM=EJ042MX",
        "--set {found}: se esperaba NOMBRE=VALOR, como PlacaVM=EJ042MX",
    ),
    "cartaporte.bad-file": Text(
        '{path}: expected an object of texts, such as {{"PlacaVM": "EJ042MX"}}',
        '{path}: se esperaba un objeto de textos, como {{"PlacaVM": "EJ042MX"}}',
    ),
    "cartaporte.no-output": Text(
        "say where: -o FILE.xml, or --missing to see what is missing",
        "diga dónde: -o ARCHIVO.xml, o --missing para ver lo que falta",
    ),
    "cartaporte.count": Text(
        "{known} values known, {missing} missing", "{known} datos conocidos, faltan {missing}"
    ),
    "cartaporte.none-missing": Text(
        "nothing is missing: -o FILE.xml writes it", "no falta nada: -o ARCHIVO.xml lo escribe"
    ),
    "cartaporte.written": Text(
        "{path} · Carta Porte {version} · {identity}", "{path} · Carta Porte {version} · {identity}"
    ),
    "cartaporte.then": Text(
        "It is the complement only: it goes into the CFDI that your invoicing program stamps.",
        "Es solo el complemento: va dentro del CFDI que timbra su programa de facturación.",
    ),
    "cartaporte.incomplete": Text(
        "Nothing was written: {count} {count:value is|values are} missing. Give them with --set"
        " NAME=VALUE or from a file with --from FILE.json",
        "No se escribió nada: {count:falta|faltan} {count} {count:dato|datos}. Délos con --set"
        " NOMBRE=VALOR o desde un archivo con --from ARCHIVO.json",
    ),
    "cartaporte.faulty": Text(
        "Nothing was written: SAT's structure does not take it as it is",
        "No se escribió nada: la estructura del SAT no lo admite como está",
    ),
    "cartaporte.doubtful": Text(
        "Taken from a table that is not sure; compare with SAT before relying on it: {names}",
        "Viene de una tabla que no es segura; compárelo con el SAT antes de fiarse: {names}",
    ),
    "cartaporte.found": Text("{where} (found: {found})", "{where} (hay: {found})"),
    "cartaporte.ask": Text(
        "What is missing is asked for now; an empty line leaves the rest.",
        "Se pregunta lo que falta; una línea vacía deja el resto.",
    ),
    # Where a value that is missing would come from.
    "cartaporte.from-computed": Text("the ledger", "el registro"),
    "cartaporte.from-consignor": Text(
        "the consignor's RFC: batterypass party amend",
        "el RFC del remitente: batterypass party amend",
    ),
    "cartaporte.from-consignee": Text(
        "the consignee's RFC: batterypass party amend",
        "el RFC del destinatario: batterypass party amend",
    ),
    "cartaporte.from-consignor-site": Text(
        "address where it is loaded", "domicilio donde se carga"
    ),
    "cartaporte.from-consignee-site": Text(
        "address where it is unloaded", "domicilio donde se descarga"
    ),
    "cartaporte.from-route": Text("kilometres of the route", "kilómetros de la ruta"),
    "cartaporte.from-departure": Text(
        "departure, local time; batterypass ship collect signs it",
        "salida, hora local; la firma batterypass ship collect",
    ),
    "cartaporte.from-arrival": Text(
        "estimated arrival, local time; batterypass ship deliver signs the real one",
        "llegada estimada, hora local; la real la firma batterypass ship deliver",
    ),
    "cartaporte.from-mass": Text("declared masses", "masas declaradas"),
    "cartaporte.from-product": Text(
        "your product catalogue: c_ClaveProdServCP", "su catálogo de productos: c_ClaveProdServCP"
    ),
    "cartaporte.from-description": Text("name of the goods", "nombre de la mercancía"),
    "cartaporte.from-hazard": Text(
        "whoever classifies the goods: no transport decision was signed",
        "quien clasifica la mercancía: no se firmó decisión de transporte",
    ),
    "cartaporte.from-packaging": Text(
        "the UN mark on the package, such as 4G; 4N and large packagings too",
        "la marca ONU del envase, como 4G; también 4N y embalajes grandes",
    ),
    "cartaporte.from-permit-kind": Text(
        "the carrier's SICT permit", "permiso SICT del transportista"
    ),
    "cartaporte.from-permit": Text(
        "the carrier's SICT permit; batterypass recycler grant enters it (MX-SICT)",
        "permiso SICT del transportista; lo asienta batterypass recycler grant (MX-SICT)",
    ),
    "cartaporte.from-vehicle": Text("the vehicle's registration card", "tarjeta de circulación"),
    "cartaporte.from-collection": Text(
        "the carrier, with batterypass ship collect",
        "el transportista, con batterypass ship collect",
    ),
    "cartaporte.from-carrier": Text(
        "the carrier; it was not sealed at the collection",
        "el transportista; no se selló en la recolección",
    ),
    "cartaporte.from-sealed": Text(
        "sealed at the collection; whoever keeps the sealed section has it",
        "sellado en la recolección; lo tiene quien guarda la sección sellada",
    ),
    "cartaporte.from-insurance": Text(
        "the civil liability policy", "póliza de responsabilidad civil"
    ),
    "cartaporte.from-environment-insurance": Text(
        "the environmental damage policy; needed for dangerous goods",
        "póliza de daños al medio ambiente; hace falta para materiales peligrosos",
    ),
    "cartaporte.from-driver": Text("the driver's RFC", "RFC de quien conduce"),
    "cartaporte.from-licence": Text("the driver's licence", "licencia de quien conduce"),
    "cartaporte.from-trailer": Text(
        "the trailer's registration card", "tarjeta de circulación del remolque"
    ),
    # What a person should look at; nothing is stopped.
    "cartaporte.told-sat-product-key-unchecked": Text(
        "{place}: product key {found} is not one that this program knows: whether SAT flags it as"
        " dangerous was not checked",
        "{place}: este programa no conoce la clave de producto {found}: no se revisó si el SAT la"
        " marca como peligrosa",
    ),
    "cartaporte.told-sat-material-key-unchecked": Text(
        "{place}: key {found} was not checked: only those of lithium batteries are known here",
        "{place}: no se revisó la clave {found}: aquí solo se conocen las de baterías de litio",
    ),
    "cartaporte.told-sat-packaging-code-missing": Text(
        "{place}: SAT's catalogue has no {found}; written as {expected} with the words in"
        " DescripEmbalaje",
        "{place}: el catálogo del SAT no tiene {found}; va como {expected}, con las palabras en"
        " DescripEmbalaje",
    ),
    "cartaporte.told-sat-tare-unsaid": Text(
        "{place}: {found} kg is what was declared for the items; the mass of their packing is not in"
        " the ledger: --set {expected}=KG adds it",
        "{place}: {found} kg es lo que se declaró de los artículos; la masa del embalaje no está en"
        " el registro: --set {expected}=KG la suma",
    ),
    "cartaporte.told-sat-mass-rounded": Text(
        "{place}: {found} kg declared; SAT takes grams, so {expected} is written",
        "{place}: se declararon {found} kg; el SAT admite gramos, así que va {expected}",
    ),
    "cartaporte.told-sat-permits-several": Text(
        "{place}: the carrier has several: {expected}; choose one with --set",
        "{place}: el transportista tiene varios: {expected}; elija uno con --set",
    ),
    "cartaporte.told-sat-permit-not-in-force": Text(
        "{place}: the directory has {found}, which is not in force on that day: batterypass recycler"
        " check says why",
        "{place}: el directorio tiene {found}, que no está vigente ese día: batterypass recycler"
        " check dice por qué",
    ),
    "cartaporte.told-sat-plate-written": Text(
        "{place}: the carrier signed {found}; SAT takes it without hyphens and spaces: {expected}",
        "{place}: el transportista firmó {found}; el SAT la pide sin guiones ni espacios: {expected}",
    ),
    "cartaporte.told-sat-reverse-logistics-unsaid": Text(
        "{place}: not written; if this collection is a take-back (reverse logistics), say so with"
        " --set LogisticaInversaRecoleccionDevolucion=Sí",
        "{place}: no se escribe; si esta recolección es logística inversa, dígalo con"
        " --set LogisticaInversaRecoleccionDevolucion=Sí",
    ),
    "cartaporte.told-cp-hazard-permit": Text(
        "{place}: {found} is not a permit for dangerous goods ({expected})",
        "{place}: {found} no es un permiso para materiales peligrosos ({expected})",
    ),
    # What the structure does not take.
    "cartaporte.fault-cp-missing": Text("{place} is needed", "falta {place}"),
    "cartaporte.fault-cp-attribute-unknown": Text(
        "{place}: there is no such attribute ({found})", "{place}: no hay tal atributo ({found})"
    ),
    "cartaporte.fault-cp-node-unknown": Text(
        "{place}: expected {expected}; found {found}",
        "{place}: se esperaba {expected}; hay {found}",
    ),
    "cartaporte.fault-cp-node-count": Text(
        "{place}: expected {expected} of them; found {found}",
        "{place}: se esperaban {expected}; hay {found}",
    ),
    "cartaporte.fault-cp-node-order": Text(
        "{place}: expected this order: {expected}; found {found}",
        "{place}: se esperaba este orden: {expected}; hay {found}",
    ),
    "cartaporte.fault-cp-value-text": Text(
        "{place}: expected {expected} characters without | or double spaces; found {found}",
        "{place}: se esperaban {expected} caracteres sin | ni dobles espacios; hay {found}",
    ),
    "cartaporte.fault-cp-value-decimal": Text(
        "{place}: expected a number {expected}; found {found}",
        "{place}: se esperaba un número {expected}; hay {found}",
    ),
    "cartaporte.fault-cp-value-pattern": Text(
        "{place}: expected the form {expected}; found {found}",
        "{place}: se esperaba la forma {expected}; hay {found}",
    ),
    "cartaporte.fault-cp-value-word": Text(
        "{place}: expected {expected}; found {found}",
        "{place}: se esperaba {expected}; hay {found}",
    ),
    "cartaporte.fault-cp-value-catalogue": Text(
        "{place}: expected a key of SAT's catalogue ({expected}); found {found}",
        "{place}: se esperaba una clave del catálogo del SAT ({expected}); hay {found}",
    ),
    "cartaporte.fault-cp-hazard-unsaid": Text(
        "{place}: product {found} may be dangerous; say whether it is ({expected})",
        "{place}: el producto {found} puede ser peligroso; diga si lo es ({expected})",
    ),
    "cartaporte.fault-cp-hazard-forbidden": Text(
        "{place}={found}, but SAT flags the product key otherwise ({expected}); another BienesTransp"
        " describes these goods",
        "{place}={found}, pero el SAT marca distinto la clave de producto ({expected}); otra clave en"
        " BienesTransp describe esta mercancía",
    ),
    "cartaporte.fault-cp-hazard-key": Text(
        "{place}: expected {expected}; found {found}. Dangerous goods have a key, others none",
        "{place}: se esperaba {expected}; hay {found}. Lo peligroso lleva clave, lo demás no",
    ),
    "cartaporte.fault-cp-hazard-key-not-listed": Text(
        "SAT_KEY_MISSING: {place}={found}: SAT's list has {expected}",
        "SAT_KEY_MISSING: {place}={found}: el catálogo del SAT tiene {expected}",
    ),
    "cartaporte.fault-cp-hazard-packaging": Text(
        "{place} is needed for dangerous goods, such as {expected}",
        "falta {place}, obligatorio para materiales peligrosos, como {expected}",
    ),
    "cartaporte.fault-cp-packaging-undescribed": Text(
        "{place}: a packaging without a key is described in words, such as {expected}",
        "{place}: un embalaje sin clave se describe con palabras, como {expected}",
    ),
    "cartaporte.fault-cp-environment-insurance": Text(
        "{place} is needed for dangerous goods ({expected} characters)",
        "falta {place}, obligatorio para materiales peligrosos ({expected} caracteres)",
    ),
    "cartaporte.fault-cp-ends": Text(
        "{place}: there is no {expected}; found {found}", "{place}: no hay {expected}; hay {found}"
    ),
    "cartaporte.fault-cp-address": Text(
        "{place} is needed on a road: {expected}",
        "falta {place}, obligatorio en carretera: {expected}",
    ),
    "cartaporte.fault-cp-national": Text(
        "{place}: a national journey stays in {expected}; found {found}",
        "{place}: un viaje nacional no sale de {expected}; hay {found}",
    ),
    "cartaporte.fault-cp-state": Text(
        "{place}: in Mexico expected {expected}; found {found}",
        "{place}: en México se esperaba {expected}; hay {found}",
    ),
    "cartaporte.fault-cp-distance": Text(
        "{place}: expected {expected}; found {found}",
        "{place}: se esperaba {expected}; hay {found}",
    ),
    "cartaporte.fault-cp-arrival": Text(
        "{place}: expected {expected}; found {found}",
        "{place}: se esperaba {expected}; hay {found}",
    ),
    "cartaporte.fault-cp-count": Text(
        "{place}: there are {expected} lines of goods; found {found}",
        "{place}: hay {expected} renglones de mercancía; dice {found}",
    ),
    "cartaporte.fault-cp-mass": Text(
        "{place}: the lines add up to {expected} kg; found {found}",
        "{place}: los renglones suman {expected} kg; dice {found}",
    ),
    "cartaporte.fault-cp-tare": Text(
        "{place}: goods and packing add up to {expected} kg; found {found}",
        "{place}: mercancía y embalaje suman {expected} kg; dice {found}",
    ),
    "cartaporte.fault-cp-driver": Text(
        "{place}: somebody drives: {expected} is needed",
        "{place}: alguien conduce: hace falta {expected}",
    ),
    "cartaporte.fault-cp-trailer": Text(
        "{place}: {expected} pulls a trailer; say which",
        "{place}: {expected} lleva remolque; diga cuál",
    ),
}
