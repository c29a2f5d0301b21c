"""Texts about readers of a passport and what they may see."""

from __future__ import annotations

from batterypass.texts.bilingual import Text

MESSAGES: dict[str, Text] = {
    "reader.unknown": Text(
        "{reader}: no such reader of a passport{hint} Expected one of {listed}; batterypass passport readers shows what each may see",
        "{reader}: no hay tal lector de un pasaporte{hint} Se esperaba uno de {listed}; batterypass passport readers muestra qué puede ver cada uno",
    ),
    "reader.title": Text("Passport as seen by: {reader}", "Pasaporte como lo ve: {reader}"),
    "reader.public": Text("the public", "el público"),
    "reader.legitimate_interest": Text(
        "a person with a legitimate interest", "una persona con interés legítimo"
    ),
    "reader.notified_body_or_market_surveillance": Text(
        "a notified body or market surveillance authority",
        "un organismo notificado o una autoridad de vigilancia del mercado",
    ),
    "reader.commission": Text("the European Commission", "la Comisión Europea"),
    "reader.responsible_operator": Text("the responsible operator", "el operador responsable"),
    "reader.point-public": Text("public", "público"),
    "reader.point-individual_legitimate_interest": Text(
        "this battery, legitimate interest", "esta batería, interés legítimo"
    ),
    "reader.point-legitimate_interest_and_commission": Text(
        "the model, legitimate interest and Commission",
        "el modelo, interés legítimo y Comisión",
    ),
    "reader.point-authorities_and_commission": Text(
        "authorities and Commission", "autoridades y Comisión"
    ),
    "reader.hidden": Text("Not for this reader: {point}.", "No es para este lector: {point}."),
    "reader.erased": Text(
        "Erased: {point}. The log still shows that there was something.",
        "Borrado: {point}. El registro aún muestra que hubo algo.",
    ),
    "reader.not_here": Text(
        "Not here: {point}. Ask who answers for the passport for a disclosure.",
        "No está aquí: {point}. Pida una divulgación a quien responde por el pasaporte.",
    ),
    "reader.provision": Text("Annex XIII", "Anexo XIII"),
    "reader.attributes": Text(
        "{count} {count:attribute|attributes}", "{count} {count:atributo|atributos}"
    ),
    "reader.attribute": Text("{name} ({id}): {point}", "{name} ({id}): {point}"),
    "reader.sees": Text("sees it", "lo ve"),
    "reader.sees-not": Text("does not see it", "no lo ve"),
    "reader.sealed-note": Text(
        "What is not public is sealed: the log has its digest alone.",
        "Lo que no es público va sellado: el registro solo tiene su huella.",
    ),
    "reader.section-identifiers": Text("Identifiers", "Identificadores"),
    "reader.section-dpp_metadata": Text("Passport record", "Registro del pasaporte"),
    "reader.section-product_data": Text("Product", "Producto"),
    "reader.section-labels_conformity": Text("Labels and conformity", "Etiquetas y conformidad"),
    "reader.section-carbon_footprint": Text("Carbon footprint", "Huella de carbono"),
    "reader.section-due_diligence": Text("Supply chain", "Cadena de suministro"),
    "reader.section-materials": Text("Materials", "Materiales"),
    "reader.section-circularity": Text("Repair and dismantling", "Reparación y desmontaje"),
    "reader.section-recycled_content": Text("Recycled content", "Contenido reciclado"),
    "reader.section-end_user_information": Text(
        "Information for users", "Información para usuarios"
    ),
    "reader.section-performance_capacity": Text(
        "Capacity, energy, voltage", "Capacidad, energía, tensión"
    ),
    "reader.section-performance_power": Text("Power", "Potencia"),
    "reader.section-performance_efficiency": Text("Efficiency", "Eficiencia"),
    "reader.section-performance_resistance": Text("Internal resistance", "Resistencia interna"),
    "reader.section-performance_lifetime": Text("Lifetime", "Vida útil"),
    "reader.section-performance_temperature": Text("Temperature", "Temperatura"),
    "reader.section-negative_events": Text("Negative events", "Eventos negativos"),
}
