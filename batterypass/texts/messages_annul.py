"""What the command ``annul`` says, and how an annulled entry is shown."""

from __future__ import annotations

from batterypass.texts.bilingual import Text

MESSAGES: dict[str, Text] = {
    # What cannot be annulled, and what to do instead.
    "annul.not-offered": Text(
        "entry {entry} is an offer, which is not annulled: take it back with batterypass ship void,"
        " so that its number stays accounted for",
        "el asiento {entry} es una oferta, que no se anula: retírela con batterypass ship void, para"
        " que su folio quede justificado",
    ),
    "annul.not-created": Text(
        "entry {entry} ({what}) brought items into the ledger, and an item does not leave it:"
        " correct what it says with batterypass amend {entry}, where it can be",
        "el asiento {entry} ({what}) dio de alta artículos, y un artículo no sale del registro:"
        " corrija lo que dice con batterypass amend {entry}, donde se pueda",
    ),
    "annul.not-opened": Text(
        "entry {entry} opened a batch, which is not annulled: feed nothing into it, and close it with"
        " batterypass batch close",
        "el asiento {entry} abrió un lote, que no se anula: no lo alimente, y ciérrelo con"
        " batterypass batch close",
    ),
    "annul.not-weighed": Text(
        "entry {entry} brought fractions into the ledger, and these do not leave it: correct their"
        " masses and assays with batterypass amend {entry}; what never came out has 0 kg",
        "el asiento {entry} dio de alta fracciones, que no salen del registro: corrija sus masas y"
        " análisis con batterypass amend {entry}; lo que nunca salió tiene 0 kg",
    ),
    "annul.not-repurposed": Text(
        "entry {entry} gave a pack a second life, with a passport and an operator of its own, and is"
        " not annulled: assess the pack and enter what is so now",
        "el asiento {entry} dio segunda vida a un paquete, con pasaporte y operador propios, y no se"
        " anula: evalúe el paquete y asiente lo que es ahora",
    ),
    "annul.not-read": Text(
        "entry {entry} is what somebody saw, which is not annulled: correct it with batterypass amend"
        " {entry}, or assess the item anew; the last reading counts",
        "el asiento {entry} es lo que alguien vio, que no se anula: corríjalo con batterypass amend"
        " {entry}, o evalúe el artículo de nuevo; cuenta la última lectura",
    ),
    "annul.not-decided": Text(
        "entry {entry} is a decision, which moves nothing: decide anew, the last one counts",
        "el asiento {entry} es una decisión, que no mueve nada: decida de nuevo, cuenta la última",
    ),
    "annul.not-passport": Text(
        "entry {entry} ({what}) is about a passport, which is not annulled: issue the next one, or"
        " end this one with batterypass log passport.ended",
        "el asiento {entry} ({what}) es de un pasaporte, que no se anula: expida el siguiente, o"
        " termine este con batterypass log passport.ended",
    ),
    "annul.not-paper": Text(
        "entry {entry} ({what}) says that a paper was made; it was, and nothing rests on it: make the"
        " right one",
        "el asiento {entry} ({what}) dice que se hizo un papel; se hizo, y nada se apoya en él: haga"
        " el correcto",
    ),
    "annul.not-origin": Text(
        "entry {entry} ({what}) names files of a pack; nothing rests on it, and it stays: name the"
        " right ones with batterypass pack origin",
        "el asiento {entry} ({what}) nombra archivos de un paquete; nada se apoya en él, y queda:"
        " nombre los correctos con batterypass pack origin",
    ),
    "annul.not-party": Text(
        "entry {entry} ({what}) is about a party or its keys, which is not annulled: enter what is so"
        " (batterypass party, batterypass key)",
        "el asiento {entry} ({what}) es de una parte o de sus llaves, que no se anula: asiente lo que"
        " es (batterypass party, batterypass key)",
    ),
    "annul.not-authorisation": Text(
        "entry {entry} ({what}) is about an authorisation, which is not annulled: correct it with"
        " batterypass recycler correct, or revoke it with batterypass recycler revoke",
        "el asiento {entry} ({what}) es de una autorización, que no se anula: corríjala con"
        " batterypass recycler correct, o revóquela con batterypass recycler revoke",
    ),
    "annul.not-correction": Text(
        "entry {entry} ({what}) is a correction, which is not annulled: correct it back with"
        " batterypass amend, or enter again what was annulled",
        "el asiento {entry} ({what}) es una corrección, que no se anula: corrija de vuelta con"
        " batterypass amend, o asiente otra vez lo que se anuló",
    ),
    "annul.not-this-kind": Text(
        "entry {entry} is {what}, which is not annulled: enter what is so now; batterypass history"
        " shows what it changed",
        "el asiento {entry} es {what}, que no se anula: asiente lo que es ahora; batterypass history"
        " muestra lo que cambió",
    ),
    # How an annulment is shown.
    "annul.what": Text("Annuls {title}, entry {entry}:", "Anula {title}, asiento {entry}:"),
    "annul.nothing": Text("nothing else changes", "no cambia nada más"),
    "annul.would-wait": Text(
        "it will wait for {who}: until they agree the original governs",
        "esperará a {who}: hasta que acepten rige el original",
    ),
    "annul.title": Text(
        "ANNULLED by entry {entry}: {who}, {reason}",
        "ANULADO por el asiento {entry}: {who}, {reason}",
    ),
    "annul.title-open": Text(
        "Annulment {entry}: {who}, {reason}", "Anulación {entry}: {who}, {reason}"
    ),
    "annul.late": Text(
        "it can no longer hold: something stands on the entry by now",
        "ya no puede valer: algo se apoya ya en el asiento",
    ),
    "annul.ended": Text(
        "waits no more: what it corrects was annulled in entry {entry}",
        "ya no espera: lo que corrige se anuló en el asiento {entry}",
    ),
    "annul.mark": Text("ANNULLED: entry {entries}", "ANULADO: asiento {entries}"),
    "annul.mark-open": Text(
        "annulment waits: entry {entries}", "anulación en espera: asiento {entries}"
    ),
    "annul.since-paper": Text(
        "ANNULLED: an entry on which this paper rests was annulled after it was printed, entry"
        " {entries}; batterypass manifest pdf prints what is so now",
        "ANULADO: un asiento en que se apoya este papel se anuló después de imprimirlo, asiento"
        " {entries}; batterypass manifest pdf imprime lo que es ahora",
    ),
    "annul.today": Text("to agree to", "por aceptar"),
    "annul.today-count": Text("{count} waiting", "{count} en espera"),
    "annul.today-one": Text(
        "entry {entry}, {title}: waits for {who} → batterypass agree {entry}{signer}",
        "asiento {entry}, {title}: espera a {who} → batterypass agree {entry}{signer}",
    ),
    # Names of what an annulment changes.
    "annul.field.state": Text("state", "estado"),
    "annul.field.carrier": Text("carrier", "transportista"),
    "annul.field.transfer_to": Text("let to", "cedido a"),
    "annul.field.vehicle_type": Text("kind of vehicle", "tipo de vehículo"),
    "annul.field.collected_at": Text("collected", "recolectado"),
    "annul.field.delivered_at": Text("arrived", "llegada"),
    "annul.field.received_at": Text("received", "recibido"),
    "annul.field.received_site": Text("at site", "en el sitio"),
    "annul.field.measured_kg": Text("mass on the scale, kg", "masa en báscula, kg"),
    "annul.field.custodian": Text("custodian", "custodio"),
    "annul.field.place": Text("place", "lugar"),
    "annul.field.consignment": Text("consignment", "embarque"),
    "annul.field.released_to": Text("released to", "entregado a"),
    "annul.field.unconfirmed": Text("unconfirmed", "sin confirmar"),
    "annul.field.missing": Text("missing", "faltante"),
    "annul.field.host_kind": Text("installed in", "instalado en"),
    "annul.field.life": Text("life", "vida"),
    "annul.field.stream": Text("stream", "corriente"),
    "annul.field.waste_reason": Text("reason", "motivo"),
    "annul.field.inputs": Text("items that went in", "artículos que entraron"),
    "annul.field.input_kg": Text("mass that went in, kg", "masa que entró, kg"),
    "annul.field.loss_kg": Text("loss, kg", "pérdida, kg"),
    "annul.field.waste_on": Text("waste since", "residuo desde"),
}
