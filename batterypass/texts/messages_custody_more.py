"""What is said of hand-overs that go another way: turned away, let on, taken back, on paper."""

from __future__ import annotations

from batterypass.texts.bilingual import Text

MESSAGES: dict[str, Text] = {
    # Turned away at the gate.
    "turned.reason": Text("why it is turned away", "por qué se rechaza"),
    "turned.next": Text("what becomes of it", "qué se hace con ello"),
    "turned.alternate": Text("which other facility", "a qué otro destinatario"),
    "turned.no-reason": Text(
        "what is turned away needs --reason and --next",
        "lo que se rechaza necesita --reason y --next",
    ),
    "turned.nothing": Text(
        "--reason, --next and --alternate go with --reject or ITEM=rejected",
        "--reason, --next y --alternate van con --reject o ARTÍCULO=rejected",
    ),
    "turned.elsewhere": Text(
        "Who takes it there signs that, and the carrier agrees (batterypass handoff contest). Only"
        " what came back to its consignor: batterypass ship return {consignment}",
        "Quien lo reciba allá lo firma, y el transportista lo acepta (batterypass handoff contest)."
        " Sólo lo que volvió al remitente: batterypass ship return {consignment}",
    ),
    "turned.key": Text("rejected", "rechazado"),
    "turned.first-scan": Text(
        "  scan the pack that is turned away first, then R",
        "  primero escanee el paquete que se rechaza, luego R",
    ),
    "turned.not-offered": Text(
        "  {item} was not offered: nobody can turn it away; - takes it back",
        "  {item} no se ofreció: no se puede rechazar; - lo borra",
    ),
    "turned.summary": Text("turned away {count}", "rechazados {count}"),
    "turned.done-already": Text(
        "{consignment} was answered already ({state}): entry {entry}. Nothing was written;"
        " batterypass show {entry} shows it, batterypass amend {entry} corrects a mass or a"
        " condition of a partial reception, batterypass annul {entry} takes it back while it is the"
        " last",
        "{consignment} ya tiene respuesta ({state}): asiento {entry}. No se escribió nada;"
        " batterypass show {entry} lo muestra, batterypass amend {entry} corrige una masa o"
        " condición de una recepción parcial, batterypass annul {entry} lo anula mientras sea lo"
        " último",
    ),
    "turned.nothing-back": Text(
        "{consignment}: nothing of it was turned away and is still out; batterypass manifest show"
        " {consignment}",
        "{consignment}: nada de él se rechazó y sigue fuera; batterypass manifest show"
        " {consignment}",
    ),
    "turned.all-back": Text(
        "{count:1 item was turned away. Is it back?"
        "|{count} items were turned away. Are all of them back?}",
        "{count:Se rechazó 1 artículo. ¿Volvió?"
        "|Se rechazaron {count} artículos. ¿Volvieron todos?}",
    ),
    "turned.scan-back": Text(
        "Scan what came back, an empty Enter ends:", "Escanee lo que volvió, Enter vacío termina:"
    ),
    "turned.mass": Text("mass on the scale, kg", "masa en la báscula, kg"),
    "turned.void-reason": Text("why the offer is taken back", "por qué se retira la oferta"),
    "turned.instead": Text(
        "To turn the truck away instead: batterypass receive {consignment} --reject all --reason"
        " not_authorised --next return",
        "Para rechazar el camión: batterypass receive {consignment} --reject all --reason"
        " not_authorised --next return",
    ),
    # What nobody knows, and scans that wait.
    "enrol.no-domain": Text(
        "{party} has no domain for ids of its own, so it cannot enrol a pack; set it apart. The"
        " registrar adds a domain: batterypass log party.amended",
        "{party} no tiene un dominio para identificadores propios, así que no puede dar de alta un"
        " paquete; apártelo. El registrador agrega un dominio: batterypass log party.amended",
    ),
    "enrol.ask": Text(
        "→ this ledger does not know it; enrol it as surplus under a temporary label?",
        "→ este registro no lo conoce; ¿dar de alta como sobrante con etiqueta temporal?",
    ),
    "enrol.read": Text(
        "what can be read on it: serial or any number (Enter = nothing)",
        "qué se lee en él: serie o cualquier número (Enter = nada)",
    ),
    "enrol.label": Text(
        "write on it: {item} (temporary label)", "escriba en él: {item} (etiqueta temporal)"
    ),
    "enrol.kept": Text(
        "Nothing was signed. The scans are kept: batterypass receive {consignment} --scan goes on.",
        "No se firmó nada. Lo escaneado se guarda: batterypass receive {consignment} --scan sigue.",
    ),
    "enrol.go-on": Text(
        "{count} {count:line of this reception was|lines of this reception were} kept. Go on from"
        " there?",
        "Hay {count} {count:renglón guardado|renglones guardados} de esta recepción. ¿Seguir desde ahí?",
    ),
    "enrol.not-resumed": Text(
        "The kept scans no longer fit this consignment: scan again.",
        "Lo guardado ya no corresponde a este embarque: escanee de nuevo.",
    ),
    "enrol.far-mass": Text(
        "What is received was declared with {expected} kg. Is the scale right?",
        "Lo recibido se declaró con {expected} kg. ¿Es correcta la báscula?",
    ),
    "enrol.write": Text("Write on it: {item}", "Escriba en él: {item}"),
    # On paper.
    "onpaper.step": Text("which step was signed in ink", "qué paso se firmó en papel"),
    "onpaper.name": Text("name of the company that signed", "razón social de quien firmó"),
    "onpaper.tax-id": Text("its tax id", "su RFC o clave fiscal"),
    "onpaper.permit": Text(
        "permit on the paper, SCHEME=NUMBER (Enter = no more)",
        "permiso en el papel, ESQUEMA=NÚMERO (Enter = no hay más)",
    ),
    "onpaper.bad-permit": Text(
        "{text}: expected SCHEME=NUMBER, such as MX-SICT=0202AALJ01012026230301000",
        "{text}: se esperaba ESQUEMA=NÚMERO, como MX-SICT=0202AALJ01012026230301000",
    ),
    "onpaper.scan": Text("scan of the signed paper (file)", "escaneo del papel firmado (archivo)"),
    "onpaper.no-file": Text("{path}: there is no such file", "{path}: no existe ese archivo"),
    "onpaper.no-rejected": Text(
        "{found}: who turns items away on paper has not received them; a step on paper has"
        " received, damaged, missing, surplus",
        "{found}: quien rechaza en papel no ha recibido; un paso en papel lleva received, damaged,"
        " missing, surplus",
    ),
    "onpaper.all": Text(
        "{count:is the item|are all {count} items} on it?",
        "¿{count:va el artículo|van los {count} artículos}?",
    ),
    "onpaper.scan-missing": Text(
        "Scan or type what is not, an empty Enter ends:",
        "Escanee o escriba lo que no, Enter vacío termina:",
    ),
    "onpaper.mass": Text("mass on the scale, kg", "masa en la báscula, kg"),
    "onpaper.line-not-received": Text(
        "--line and --mass-kg say what was received; a {step} on paper takes --missing",
        "--line y --mass-kg dicen qué se recibió; un paso {step} en papel lleva --missing",
    ),
    "onpaper.nothing": Text(
        "{consignment}: nothing in it waits for a countersignature of {actor}",
        "{consignment}: nada en él espera el refrendo de {actor}",
    ),
    # Claimed and contested.
    "claims.reason": Text("how it came here", "cómo llegó aquí"),
    "claims.agrees": Text(
        "Do you agree that {holder} has {count:this item|these {count} items}?",
        "¿Acepta que {holder} tiene {count:este artículo|estos {count} artículos}?",
    ),
    "claims.both-words": Text(
        "say --agree or --disagree", "diga --agree (acepta) o --disagree (no acepta)"
    ),
    "claims.nothing": Text(
        "{actor} has lost no item to a claim or as surplus",
        "{actor} no ha perdido ningún artículo por reclamo ni como sobrante",
    ),
    # After the truck.
    "after.returned-on": Text("the original came back on", "el original volvió el"),
    "after.authority": Text("authority that was told", "autoridad a la que se avisó"),
    "after.reported-on": Text("told on", "avisada el"),
    "after.reference": Text("reference of the notice", "referencia del aviso"),
    "after.operation": Text("operation done", "operación realizada"),
    "after.treated-on": Text("done on", "realizada el"),
    "after.mass": Text("mass treated, kg", "masa tratada, kg"),
    "after.certificate": Text("number of the certificate", "número del certificado"),
    # What people read of a consignment or an item.
    "custodymark.paper": Text("on paper: {steps}", "en papel: {steps}"),
    "custodymark.to": Text("let to {party}", "cedido a {party}"),
    "custodymark.away": Text("turned away {count}", "rechazados {count}"),
    "custodymark.unconfirmed": Text(
        "on paper only: {holder} has not signed for it",
        "solo en papel: {holder} no lo ha firmado",
    ),
    "custodymark.contested": Text(
        "contested: {holder} had it and has not agreed",
        "en disputa: lo tenía {holder} y no lo ha aceptado",
    ),
    "custodymark.missing": Text("missing since a reception", "faltante desde una recepción"),
    "custodymark.rejected": Text(
        "turned away at the gate; waits to go back to its consignor",
        "rechazado en la puerta; espera volver a su remitente",
    ),
}
