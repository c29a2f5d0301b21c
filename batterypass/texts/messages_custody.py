"""What the commands of custody say: offers, carriage, the gate, direct hand-over."""

from __future__ import annotations

from batterypass.texts.bilingual import Text

MESSAGES: dict[str, Text] = {
    # Questions of all of them.
    "custody.needed": Text("  this is needed", "  esto hace falta"),
    "custody.missing": Text(
        "missing, and nobody can be asked here: {flags}",
        "falta, y aquí no hay a quién preguntar: {flags}",
    ),
    "custody.not-one-of": Text(
        "{found}: expected one of {known}", "{found}: se esperaba uno de {known}"
    ),
    "custody.unwritable": Text(
        "{path}: cannot be written ({why}); nothing was signed for it",
        "{path}: no se puede escribir ({why}); no se firmó nada por él",
    ),
    "custody.sealed": Text(
        "What follows is sealed: only its digest goes into the ledger. Enter leaves it out.",
        "Lo que sigue queda sellado: al registro solo va su huella. Enter lo omite.",
    ),
    "custody.ask.id": Text("number of the consignment", "número del embarque"),
    "custody.ask.consignee": Text("consignee", "destinatario"),
    "custody.ask.site": Text("site of the consignee", "sitio del destinatario"),
    "custody.ask.carrier": Text("carrier", "transportista"),
    "custody.ask.own-site": Text("site it leaves from", "sitio del que sale"),
    # Offers.
    "offer.scan-items": Text(
        "Scan the items, an empty Enter ends:", "Escanee los artículos, Enter vacío termina:"
    ),
    "offer.no-item": Text(
        "  at least one item is needed: scan it, or type its id or serial number (Ctrl-C stops)",
        "  hace falta al menos un artículo: escanéelo, o teclee su id o número de serie (Ctrl-C detiene)",
    ),
    "offer.outside-series": Text(
        "--manifest-no {number} does not begin with {series}: the next of --series {series} is {next}",
        "--manifest-no {number} no empieza con {series}: el siguiente de --series {series} es {next}",
    ),
    "offer.twice": Text("{item} is named twice", "{item} está dos veces"),
    "offer.which-mass": Text(
        "--mass-kg {found}: there are {count} items; give ITEM=KG for each",
        "--mass-kg {found}: son {count} artículos; dé ARTÍCULO=KG para cada uno",
    ),
    "offer.not-offered": Text(
        "{found}: {item} is not among the items of this offer",
        "{found}: {item} no está entre los artículos de esta oferta",
    ),
    "offer.bad-cretib": Text(
        "CRETIB {found}: expected letters of CRETIB, such as RTI",
        "CRETIB {found}: se esperaban letras de CRETIB, como RTI",
    ),
    "offer.conditions": Text(
        "condition: {text}. Is that how they are declared?",
        "condición: {text}. ¿Así se declaran?",
    ),
    "offer.condition": Text("condition", "condición"),
    "offer.masses": Text(
        "{count} masses are known, {total} kg in all. Declare those?",
        "Se conocen {count} masas, {total} kg en total. ¿Se declaran esas?",
    ),
    "offer.mass": Text("mass of {item}, kg", "masa de {item}, kg"),
    "offer.weighed": Text(
        "were they weighed (else: estimated)?", "¿se pesaron (si no: estimadas)?"
    ),
    "offer.able": Text(
        "These may take this waste today:", "Estos pueden recibir hoy este residuo:"
    ),
    "offer.operation": Text("what is done with it there", "qué se hace allí con él"),
    "offer.class": Text(
        "Waste: {found} ({reason} · {days}; confidence of the table: {confidence})",
        "Residuo: {found} ({reason} · {days}; confianza de la tabla: {confidence})",
    ),
    "offer.confidence.high": Text("high", "alta"),
    "offer.confidence.medium": Text("medium", "media"),
    "offer.confidence.low": Text("low", "baja"),
    "offer.ask-class": Text(
        "the table leaves the class to you", "la tabla le deja a usted la clase"
    ),
    "offer.manifest-no": Text("manifest number", "número de manifiesto"),
    "offer.waste-name": Text("name of the waste", "nombre del residuo"),
    "offer.container-type": Text(
        "kind of container (pallet, drum, crate, …)", "tipo de envase (tarima, tambor, caja, …)"
    ),
    "offer.container-count": Text("how many containers", "cuántos envases"),
    "offer.cretib": Text(
        "CRETIB letters (corrosive, reactive, explosive, toxic, ignitable, biological)",
        "letras CRETIB (corrosivo, reactivo, explosivo, tóxico, inflamable, biológico)",
    ),
    "offer.transport.sound": Text(
        "Proposed carriage, sound batteries:", "Transporte propuesto, baterías sin daño:"
    ),
    "offer.transport.waste": Text(
        "Proposed carriage, waste batteries without damage:",
        "Transporte propuesto, baterías residuo sin daño:",
    ),
    "offer.transport.damaged": Text(
        "Proposed carriage, DAMAGED batteries among them:",
        "Transporte propuesto, con baterías DAÑADAS:",
    ),
    "offer.transport.critical": Text(
        "Proposed carriage, batteries that may BURN OR BURST among them:",
        "Transporte propuesto, con baterías que pueden ARDER O REVENTAR:",
    ),
    "offer.answer-held": Text(
        "--answer {name}: {what} stands in the line of each item or in its own events: give it with"
        " --condition, --mass-kg, --soc or --from-file, or record it first",
        "--answer {name}: {what} va en el renglón de cada artículo o en sus propios asientos: délo con"
        " --condition, --mass-kg, --soc o --from-file, o asiéntelo antes",
    ),
    "offer.not-as-recorded": Text(
        "{item}: {name} is {found} in the file and {expected} in the ledger, as its maker signed it:"
        " leave it out, or correct the ledger first: batterypass amend {item}",
        "{item}: {name} es {found} en el archivo y {expected} en el registro, como lo firmó quien lo"
        " hizo: quítelo, o corrija antes el registro: batterypass amend {item}",
    ),
    "offer.packing-asks": Text(
        "! {packing} only if the {what} allows it: say --answer {name}=…; else {other}",
        "! {packing} solo si lo permite: {what}; diga --answer {name}=…; si no, {other}",
    ),
    "offer.transport-right": Text("is that how they travel?", "¿así viajan?"),
    "offer.configuration": Text("how are they packed", "cómo van"),
    "offer.packing": Text("packing instruction", "instrucción de embalaje"),
    "offer.label.un": Text("entry", "número ONU"),
    "offer.label.packing": Text("packing", "embalaje"),
    "offer.label.provisions": Text("provisions", "disposiciones"),
    "offer.label.marks": Text("marks", "marcas"),
    "offer.label.statements": Text("on the paper", "en el documento"),
    "offer.label.edition": Text("rules", "reglas"),
    "offer.label.source": Text("source", "fuente"),
    "offer.optional.route": Text("route", "ruta"),
    "offer.optional.responsible_name": Text(
        "name of the person responsible", "nombre de la persona responsable"
    ),
    "offer.optional.handling_instructions": Text(
        "handling instructions", "instrucciones de manejo"
    ),
    "offer.could-receive": Text(
        "These of the directory may take it today:", "Del directorio, hoy pueden recibirlo:"
    ),
    "offer.could-line": Text(
        "  {name}  {party}  site {site}: {operation}, {number}",
        "  {name}  {party}  sitio {site}: {operation}, {number}",
    ),
    "offer.nobody-receives": Text(
        "Nobody in the directory may take it today.",
        "Nadie del directorio puede recibirlo hoy.",
    ),
    "offer.could-carry": Text(
        "These of the directory may carry it today:", "Del directorio, hoy pueden llevarlo:"
    ),
    "offer.nobody-carries": Text(
        "Nobody in the directory may carry it today.",
        "Nadie del directorio puede llevarlo hoy.",
    ),
    # Carriage.
    "ship.vehicle": Text("kind of vehicle", "tipo de vehículo"),
    "ship.plate": Text("licence plate (sealed)", "placa (queda sellada)"),
    "ship.driver": Text("driver's name (sealed)", "nombre de quien conduce (queda sellado)"),
    "ship.all-loaded": Text(
        "{count:is the item|are all {count} items} loaded?",
        "{count:¿se cargó el artículo?|¿se cargaron los {count} artículos?}",
    ),
    "ship.scan-left": Text(
        "Scan what stays behind, an empty Enter ends:",
        "Escanee lo que se queda, Enter vacío termina:",
    ),
    "ship.not-in-it": Text(
        "{item} is not in consignment {consignment}; batterypass manifest show {consignment}",
        "{item} no está en el embarque {consignment}; batterypass manifest show {consignment}",
    ),
    # Direct hand-over.
    "handoff.promised": Text(
        "{item} was released to {first} before, and nobody has accepted it: once it is released to"
        " {now}, {first} can no longer accept it",
        "{item} ya se había entregado a {first}, que no lo ha aceptado: al entregarlo a {now},"
        " {first} ya no podrá aceptarlo",
    ),
    "handoff.nothing": Text(
        "{giver} has released nothing to {actor}", "{giver} no ha entregado nada a {actor}"
    ),
    # The gate.
    "gate.how": Text(
        "Scan each pack (empty Enter = finish, M = missing, D = last one is damaged,"
        " R = turn it away, T = torn label, - = take back the last)",
        "Escanee cada paquete (Enter vacío = terminar, F = faltante, D = el último está dañado,"
        " R = se rechaza, T = sin etiqueta legible, - = borrar el último)",
    ),
    "gate.consignment": Text("Consignment", "Embarque"),
    "gate.count": Text("{count} {count:item|items}", "{count} {count:artículo|artículos}"),
    "gate.again": Text("scanned already", "ya estaba"),
    "gate.missing": Text("missing", "faltante"),
    "gate.stranger": Text("not on the paper", "no está en el papel"),
    "gate.ask-surplus": Text("add as surplus?", "¿agregar como sobrante?"),
    "gate.unknown-item": Text(
        "  This ledger does not know it, so it cannot be received here. Set it apart, finish the"
        " rest,\n  and ask who sent it for its registration; a torn label has the printed id and"
        " the serial too.",
        "  Este registro no lo conoce, así que no se puede recibir aquí. Apártelo, termine lo demás"
        "\n  y pida su registro a quien lo envió; una etiqueta rota trae también el id impreso y la"
        " serie.",
    ),
    "gate.forged": Text(
        "{item}: the signature on this label is not its maker's",
        "{item}: la firma de esta etiqueta no es de su fabricante",
    ),
    "gate.ask-forged": Text("is it this pack all the same?", "¿es este paquete de todos modos?"),
    "gate.damaged-first-scan": Text(
        "  scan the damaged pack first, then D", "  primero escanee el paquete dañado, luego D"
    ),
    "gate.reason": Text("what is wrong (sealed)", "motivo (queda sellado)"),
    "gate.which-missing": Text(
        "which are missing (numbers, Enter = none)", "cuáles faltan (números, Enter = ninguno)"
    ),
    "gate.no-such-number": Text(
        "  {word}: expected numbers from 1 to {count}",
        "  {word}: se esperaban números de 1 a {count}",
    ),
    # A pack was scanned where something was asked: it is no answer.
    "gate.scan-not-taken": Text(
        "  a pack was scanned instead of an answer: {item} is NOT on the list; scan it again",
        "  se escaneó un paquete en vez de responder: {item} NO está en la lista; escanéelo otra vez",
    ),
    "gate.scan-no-remark": Text(
        "  a pack was scanned instead of an answer: {item} stays without a remark",
        "  se escaneó un paquete en vez de responder: {item} queda sin motivo escrito",
    ),
    "gate.scan-not-rejected": Text(
        "  a pack was scanned instead of an answer: {item} is NOT turned away; scan it, then R",
        "  se escaneó un paquete en vez de responder: {item} NO queda rechazado; escanéelo y luego R",
    ),
    "gate.scan-none-missing": Text(
        "  a pack was scanned instead of an answer: nothing was marked as missing",
        "  se escaneó un paquete en vez de responder: nada se marcó como faltante",
    ),
    "gate.scan-late": Text(
        "{text}: this is the code of a pack, and the list is closed: answer the question; or Ctrl-C,"
        " which keeps the scans, and receive --scan goes on",
        "{text}: es el código de un paquete y la lista ya se cerró: responda la pregunta; o Ctrl-C,"
        " que guarda lo escaneado, y receive --scan sigue",
    ),
    "gate.taken-back": Text("  taken back: {item}", "  borrado: {item}"),
    "gate.unseen": Text("Not seen {count}: {names}", "Faltan {count}: {names}"),
    "gate.ask-missing": Text("→ mark as missing?", "→ ¿marcar faltantes?"),
    "gate.mass": Text("mass on the scale, kg", "masa en la báscula, kg"),
    "gate.weighing": Text(
        "declared of what is received {declared} kg ({basis})   scale {measured} kg   difference {difference} kg"
        " ({percent} %)",
        "declarado de lo recibido {declared} kg ({basis})   báscula {measured} kg   diferencia {difference} kg"
        " ({percent} %)",
    ),
    "gate.ask.receiver": Text("name of who receives (sealed)", "nombre de quien recibe (sellado)"),
    "gate.ask.role": Text("their post (sealed)", "su cargo (sellado)"),
    "gate.summary": Text(
        "received {received}, damaged {damaged}, surplus {surplus}, missing {missing}, {mass} kg",
        "recibidos {received}, dañados {damaged}, sobrantes {surplus}, faltantes {missing},"
        " {mass} kg",
    ),
    "gate.received-already": Text(
        "{consignment} was received already: entry {entry}. Nothing was written; batterypass show"
        " {entry} shows it, batterypass amend {entry} corrects a mass or a condition, batterypass"
        " annul {entry} takes the reception back, to enter it anew",
        "{consignment} ya se recibió: asiento {entry}. No se escribió nada; batterypass show"
        " {entry} lo muestra, batterypass amend {entry} corrige una masa o condición, batterypass"
        " annul {entry} anula la recepción, para asentarla de nuevo",
    ),
    "gate.bad-line": Text(
        "--line {found}: expected ITEM=OUTCOME[:KG[:CONDITION]], OUTCOME one of {outcomes}",
        "--line {found}: se esperaba ARTÍCULO=RESULTADO[:KG[:CONDICIÓN]], RESULTADO uno de"
        " {outcomes}",
    ),
}
