"""What ``id parse`` and ``resolve`` say: kinds of numbers, what they name, which pack it is."""

from __future__ import annotations

from batterypass.texts.bilingual import Text

MESSAGES: dict[str, Text] = {
    # How a number is written.
    "idscheme.gs1_digital_link": Text("GS1 Digital Link", "GS1 Digital Link"),
    "idscheme.gs1_element_string": Text("GS1 element string", "cadena de elementos GS1"),
    "idscheme.gs1_key": Text("bare GS1 key", "clave GS1 sola"),
    "idscheme.epc_urn": Text("EPC URN", "URN de EPC"),
    "idscheme.giai": Text("GIAI", "GIAI"),
    "idscheme.sgtin": Text("GTIN with serial number", "GTIN con número de serie"),
    "idscheme.gb_t_34014": Text("GB/T 34014 (China)", "GB/T 34014 (China)"),
    "idscheme.kr_battery": Text("Korean battery number", "número coreano de batería"),
    "idscheme.in_bpan": Text("Indian BPAN (draft)", "BPAN de India (proyecto)"),
    "idscheme.iso_iec_15459": Text("ISO/IEC 15459, 25S", "ISO/IEC 15459, 25S"),
    "idscheme.https": Text("https id", "identificador https"),
    "idscheme.did_web": Text("did:web", "did:web"),
    "idscheme.printed_id": Text("printed id", "id impreso"),
    "idscheme.uuid": Text("UUID", "UUID"),
    "idscheme.bpn": Text("Catena-X BPN", "BPN de Catena-X"),
    "idscheme.": Text("unknown", "desconocido"),
    # What one such number names.
    "idnames.item": Text("one item", "un artículo"),
    "idnames.batch": Text("a batch", "un lote"),
    "idnames.model": Text("a model", "un modelo"),
    "idnames.logistic_unit": Text("a logistic unit", "una unidad logística"),
    "idnames.document": Text("a document", "un documento"),
    "idnames.shipment": Text("a shipment", "un embarque"),
    "idnames.site": Text("a place", "un lugar"),
    "idnames.party": Text("a company", "una empresa"),
    "idnames.": Text("not said", "no lo dice"),
    # id parse.
    "idparse.acceptable": Text(
        "battery identifier: yes (one battery, ISO/IEC 15459)",
        "identificador de batería: sí (una batería, ISO/IEC 15459)",
    ),
    "idparse.not-acceptable": Text(
        "battery identifier: no: {why}", "identificador de batería: no: {why}"
    ),
    "idparse.invalid": Text("not valid: {why}", "no válido: {why}"),
    "idparse.head": Text("{scheme}, names {granularity}", "{scheme}, nombra {granularity}"),
    "idparse.unsure-medium": Text(
        "confidence medium: the rules of these numbers were not read in a primary text",
        "confianza media: las reglas de estos números no se leyeron en un texto primario",
    ),
    "idparse.unsure-low": Text(
        "confidence low: only length and letters were looked at, because nobody has published where"
        " the parts of these numbers stand: compare it with the plate of the battery",
        "confianza baja: solo se miraron largo y letras, porque nadie ha publicado dónde van las partes"
        " de estos números: compárelo con la placa de la batería",
    ),
    "idparse.nothing": Text(
        "no id was given: name ids, or give them on standard input, one a line",
        "no se dio ningún identificador: escríbalos, o délos por la entrada estándar, uno por línea",
    ),
    "idparse.label.gtin": Text("GTIN", "GTIN"),
    "idparse.label.serial": Text("serial number", "número de serie"),
    "idparse.label.lot": Text("lot", "lote"),
    "idparse.label.number": Text("number", "número"),
    "idparse.label.gs1_digital_link": Text("as a link", "como enlace"),
    "idparse.label.gs1_element_string": Text("below a bar code", "bajo un código de barras"),
    # resolve.
    "resolve.unknown": Text(
        "{text}: nothing here answers to it", "{text}: aquí nada responde a eso"
    ),
    "resolve.ambiguous": Text(
        "{text}: {count} items begin or are named so; give the printed id of one",
        "{text}: {count} artículos empiezan o se llaman así; dé el id impreso de uno",
    ),
    "resolve.more": Text("… and more", "… y más"),
    "resolve.reason": Text("it is {scheme}: {why}", "es {scheme}: {why}"),
    "resolve.is": Text(
        "it is {scheme}, and names {granularity}", "es {scheme}, y nombra {granularity}"
    ),
    "resolve.ready": Text(
        "scan or type ids, one a line; an empty line ends",
        "escanee o escriba identificadores, uno por línea; una línea vacía termina",
    ),
    "resolve.next": Text("next: {command}", "sigue: {command}"),
    "resolve.ended": Text("this passport has ended", "este pasaporte terminó"),
    "resolve.label.item": Text("id", "id"),
    "resolve.label.printed_id": Text("printed id", "id impreso"),
    "resolve.label.passport": Text("passport", "pasaporte"),
    "resolve.label.earlier_passports": Text("earlier passports", "pasaportes anteriores"),
    "resolve.label.serial": Text("serial number", "número de serie"),
    "resolve.label.gs1_digital_link": Text("GS1 link", "enlace GS1"),
    "resolve.label.gs1_element_string": Text("below a bar code", "bajo un código de barras"),
    "resolve.label.epc_urn": Text("EPC URN", "URN de EPC"),
    "resolve.label.aliases": Text("other numbers", "otros números"),
    "resolve.alias-unsure": Text(
        "only length and letters checked", "solo largo y letras revisados"
    ),
    "resolve.label.id_of": Text("id made by", "id creado por"),
    "resolve.label.responsible_operator": Text("responsible operator", "operador responsable"),
    "resolve.label.custodian": Text("custodian", "custodio"),
}
