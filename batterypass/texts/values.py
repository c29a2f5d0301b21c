"""The closed words of the ledger in plain English and Spanish: kinds, values, sealed names.

The words themselves never change and are what is signed; these texts stand beside them.
"""

from __future__ import annotations

from batterypass.texts.bilingual import Text
from batterypass.texts.words_batch import BATCH_VALUES
from batterypass.texts.words_secondlife import DECISION_TITLES, DECISION_WORDS
from batterypass.texts.words_sight import SIGHT_TITLES, SIGHT_WORDS
from batterypass.texts.words_un383 import UN383_WORDS

#: Kind of event -> what signing it means.
KIND_TITLES: dict[str, Text] = {
    "ledger.opened": Text("Opening of the ledger", "Apertura del registro"),
    "ledger.time-marked": Text("Time mark of the operator", "Marca de tiempo del operador"),
    "ledger.heads-committed": Text(
        "Heads of all subjects, committed by the operator",
        "Cabezas de todos, con el compromiso del operador",
    ),
    "rulebook.adopted": Text("Adoption of a rulebook", "Adopción de un reglamento"),
    "party.registered": Text("Registration of a party", "Alta de una parte"),
    "party.amended": Text("Change of a party's card", "Cambio en la ficha de una parte"),
    "party.site-opened": Text("A site of a party", "Sitio de una parte"),
    "party.site-closed": Text("Closing of a site", "Cierre de un sitio"),
    "party.key-added": Text("A further key of a party", "Llave adicional de una parte"),
    "party.key-confirmed": Text("Confirmation of a key", "Confirmación de una llave"),
    "party.key-revoked": Text("Revocation of a key", "Revocación de una llave"),
    "authorisation.granted": Text("Authorisation", "Autorización"),
    "authorisation.extended": Text("Extension of an authorisation", "Prórroga de una autorización"),
    "authorisation.renewal-filed": Text("A renewal is filed", "Se solicita una prórroga"),
    "authorisation.suspended": Text(
        "Suspension of an authorisation", "Suspensión de una autorización"
    ),
    "authorisation.reinstated": Text(
        "An authorisation counts again", "Una autorización vuelve a contar"
    ),
    "authorisation.revoked": Text(
        "Revocation of an authorisation", "Revocación de una autorización"
    ),
    "authorisation.list-transcribed": Text(
        "A published list was gone through", "Se cotejó una lista publicada"
    ),
    "entry.amended": Text("Correction of an entry", "Corrección de un asiento"),
    "entry.annulled": Text("Annulment of an entry", "Anulación de un asiento"),
    "amendment.agreed": Text("Agreement to a correction", "Aceptación de una corrección"),
    "pack.manufactured": Text("A pack leaves the line", "Un paquete sale de la línea"),
    "pack.enrolled": Text("A pack is enrolled", "Alta de un paquete ya existente"),
    "passport.issued": Text("Issue of a passport", "Expedición de un pasaporte"),
    "passport.updated": Text("New values of a passport", "Valores nuevos de un pasaporte"),
    "passport.handed-over": Text("A passport changes hands", "Un pasaporte cambia de manos"),
    "passport.ended": Text("End of a passport", "Fin de un pasaporte"),
    "label.applied": Text("Labels fixed", "Etiquetas colocadas"),
    "pack.placed-on-market": Text("Placed on the market", "Puesta en el mercado"),
    "pack.installed": Text("A pack is installed", "Instalación de un paquete"),
    "pack.removed": Text("A pack is removed", "Retiro de un paquete"),
    "pack.repaired": Text("Repair of a pack", "Reparación de un paquete"),
    "pack.prepared-for-reuse": Text("Prepared to be used again", "Preparación para reutilizarse"),
    "pack.repurposed": Text("Second life for another use", "Segunda vida con otro uso"),
    "pack.remanufactured": Text("Remanufacturing of a pack", "Remanufactura de un paquete"),
    **SIGHT_TITLES,
    **DECISION_TITLES,
    "pack.assembled": Text(
        "A pack is built from others' parts", "Un paquete armado con partes de otros"
    ),
    "item.assessed": Text("Reading of an item", "Lectura de un artículo"),
    "incident.reported": Text("Report of an incident", "Reporte de un incidente"),
    "item.declared-waste": Text("Items declared waste", "Artículos declarados residuo"),
    "item.dismantled": Text("Dismantling of an item", "Desmontaje de un artículo"),
    "item.disposed": Text("Final disposal of an item", "Disposición final de un artículo"),
    "batch.opened": Text("A recycling batch is opened", "Apertura de un lote de reciclaje"),
    "batch.fed": Text("Items go into a batch", "Artículos que entran a un lote"),
    "batch.output-weighed": Text(
        "Fractions of a batch are weighed", "Pesaje de lo que salió de un lote"
    ),
    "batch.closed": Text("A recycling batch is closed", "Cierre de un lote de reciclaje"),
    "document.prepared": Text("Preparation of a paper", "Preparación de un documento"),
    "document.issued": Text("Issue of a paper", "Expedición de un documento"),
    "document.origin-named": Text("Evidence of origin is named", "Se nombra evidencia de origen"),
    "consignment.offered": Text("Offer of a consignment", "Oferta de un embarque"),
    "consignment.collected": Text("Collection by the carrier", "Recolección del transportista"),
    "consignment.delivered": Text("Arrival at the consignee", "Llegada con el destinatario"),
    "consignment.received": Text("Reception of a consignment", "Recepción de un embarque"),
    "consignment.partially-received": Text(
        "Partial reception of a consignment", "Recepción parcial de un embarque"
    ),
    "consignment.rejected": Text("Rejection of a consignment", "Rechazo de un embarque"),
    "consignment.returned": Text("Items came back", "Devolución de artículos"),
    "consignment.transferred": Text(
        "Load let to another carrier", "Carga cedida a otro transportista"
    ),
    "consignment.voided": Text("Offer taken back", "Oferta retirada"),
    "consignment.recorded-on-paper": Text("A step signed in ink", "Un paso firmado en papel"),
    "consignment.countersigned": Text("Countersignature", "Refrendo"),
    "manifest.original-returned": Text(
        "The signed original came back", "Volvió el original firmado"
    ),
    "manifest.exception-reported": Text(
        "Notice that the original is missing", "Aviso de que falta el original"
    ),
    "treatment.certified": Text("Certificate of treatment", "Certificado de tratamiento"),
    "custody.claimed": Text("Items that arrived unannounced", "Artículos llegados sin aviso"),
    "custody.contested": Text("Answer of the last custodian", "Respuesta del último custodio"),
    "custody.released": Text("Release to another party", "Entrega a otra parte"),
    "custody.accepted": Text("Acceptance of items", "Aceptación de artículos"),
}

#: Name of a value that is sealed -> what it is.
SEALED_NAMES: dict[str, Text] = {
    "legal_name": Text("legal name", "nombre legal"),
    "tax_id": Text("tax id", "RFC o clave fiscal"),
    "contact_name": Text("name of the contact", "nombre del contacto"),
    "host_id": Text("id of the vehicle or store (VIN)", "id del vehículo o equipo (NIV)"),
    "remarks": Text("remarks", "observaciones"),
    "responsible_name": Text("name of the person responsible", "nombre del responsable"),
    "contact_phone": Text("telephone", "teléfono"),
    "emergency_contact": Text("emergency contact", "contacto de emergencia"),
    "handling_instructions": Text("handling instructions", "instrucciones de manejo"),
    "route": Text("route", "ruta"),
    "driver_name": Text("name of the driver", "nombre del chofer"),
    "vehicle_plate": Text("licence plate", "placa"),
    "receiver_name": Text("name of who receives", "nombre de quien recibe"),
    "soh_percent": Text("state of health, %", "estado de salud, %"),
    "soc_percent": Text("state of charge, %", "estado de carga, %"),
    "capacity_ah": Text("measured capacity, Ah", "capacidad medida, Ah"),
    "resistance_mohm": Text("internal resistance, mΩ", "resistencia interna, mΩ"),
    "cycles": Text("full cycles", "ciclos completos"),
    "temperature_celsius": Text("temperature, °C", "temperatura, °C"),
    "receiver_role": Text("role of who receives", "cargo de quien recibe"),
}

#: Content point -> who may read what is sealed there.
POINT_TITLES: dict[str, Text] = {
    "individual_legitimate_interest": Text(
        "for a legitimate interest, of this battery", "para un interés legítimo, de esta batería"
    ),
    "legitimate_interest_and_commission": Text(
        "for a legitimate interest and the authorities",
        "para un interés legítimo y las autoridades",
    ),
    "authorities_and_commission": Text("for the authorities", "para las autoridades"),
    "personal": Text("personal data", "datos personales"),
    "commercial": Text("commercial data", "datos comerciales"),
}

#: Common field -> its label.
COMMON_LABELS: dict[str, Text] = {
    "event_id": Text("event id", "id del evento"),
    "event_time": Text("time", "fecha y hora"),
    "actor": Text("signer", "firma"),
    "site": Text("site of the signer", "sitio de quien firma"),
    "seen": Text("last checkpoint seen", "último punto de control visto"),
    "documents": Text("documents", "documentos"),
    "sealed": Text("sealed", "sellado"),
    "acknowledged": Text("recorded knowingly", "registrado a sabiendas"),
    "subjects": Text("chains", "cadenas"),
}

#: Value of an enumeration -> plain words.
VALUE_WORDS: dict[str, Text] = {
    # Roles.
    "manufacturer": Text("manufacturer", "fabricante"),
    "importer": Text("importer", "importador"),
    "exporter": Text("exporter", "exportador"),
    "producer": Text("producer", "productor"),
    "USMCA": Text("USMCA (CUSMA)", "T-MEC"),
    "integrator": Text("integrator", "integrador"),
    "operator": Text("operator", "operador"),
    "workshop": Text("workshop", "taller"),
    "repurposer": Text("repurposer", "empresa de segunda vida"),
    "remanufacturer": Text("remanufacturer", "remanufacturador"),
    "dismantler": Text("dismantler", "desmontador"),
    "collector": Text("collector", "recolector"),
    "carrier": Text("carrier", "transportista"),
    "recycler": Text("recycler", "reciclador"),
    "disposal_site": Text("disposal site", "sitio de disposición final"),
    "authority": Text("authority", "autoridad"),
    "auditor": Text("auditor", "auditor"),
    "registrar": Text("registrar", "registrador"),
    # Keys.
    "daily": Text("daily key", "llave diaria"),
    "recovery": Text("recovery key", "llave de recuperación"),
    "label": Text("label key", "llave de etiquetas"),
    "Ed25519": Text("Ed25519", "Ed25519"),
    "P-256": Text("P-256", "P-256"),
    "rotated": Text("replaced by a newer one", "sustituida por otra nueva"),
    "lost": Text("lost", "extravío"),
    "breach": Text("a breach of its terms", "incumplimiento"),
    "inspection": Text("an inspection", "inspección"),
    "accident": Text("an accident", "accidente"),
    "unpaid_fee": Text("a fee was not paid", "derechos sin pagar"),
    "not_on_list": Text(
        "the published list no longer names it", "la lista publicada ya no la nombra"
    ),
    "given_up": Text("given up by its holder", "renuncia de su titular"),
    "renewal_refused": Text("the renewal was refused", "prórroga negada"),
    "site_closed": Text("the site was closed", "cierre del sitio"),
    "typing_error": Text("an error of typing", "error de captura"),
    "source_corrected": Text("the source was corrected", "la fuente se corrigió"),
    "wrong_source": Text("the source was wrong", "la fuente estaba mal"),
    "instrument_error": Text("scale or instrument was wrong", "la báscula o el instrumento falló"),
    "did_not_happen": Text("it did not happen", "no ocurrió"),
    "wrong_item": Text("the wrong item", "artículo equivocado"),
    "wrong_party": Text("the wrong party", "parte equivocada"),
    "recorded_twice": Text("recorded twice", "asentado dos veces"),
    "wrong_kind": Text("another kind was meant", "era otro tipo de asiento"),
    "late_information": Text("it became known later", "se supo después"),
    "authorisation.granted": Text("authorisation", "autorización"),
    "compromised": Text("somebody else may have it", "otra persona puede tenerla"),
    "holder-left": Text("its holder left", "su titular se fue"),
    # Operations and waste classes.
    "transport": Text("transport", "transporte"),
    "acopio": Text("collection centre", "acopio"),
    "reutilizacion": Text("reuse", "reutilización"),
    "reciclaje": Text("recycling", "reciclaje"),
    "tratamiento": Text("treatment", "tratamiento"),
    "incineracion": Text("incineration", "incineración"),
    "confinamiento": Text("landfill cell", "confinamiento"),
    "coprocesamiento": Text("co-processing", "coprocesamiento"),
    "manejo_especial": Text("special handling", "manejo especial"),
    "comercio_exterior": Text("import and export", "comercio exterior"),
    "remediacion": Text("remediation", "remediación"),
    "hazardous": Text("hazardous waste", "residuo peligroso"),
    "special_handling": Text("special-handling waste", "residuo de manejo especial"),
    "any": Text("any", "cualquiera"),
    # Streams and materials.
    "whole_battery": Text("whole batteries", "baterías enteras"),
    "cells_modules_offspec": Text(
        "cells and modules, off specification", "celdas y módulos fuera de especificación"
    ),
    "production_scrap": Text("production scrap", "merma de producción"),
    "black_mass": Text("black mass", "masa negra"),
    "electrolyte": Text("electrolyte", "electrolito"),
    "slag": Text("slag", "escoria"),
    "alloy": Text("alloy", "aleación"),
    "treatment_residue": Text("residue of treatment", "residuo de tratamiento"),
    "module": Text("module", "módulo"),
    "cell": Text("cell", "celda"),
    "pack": Text("pack", "paquete"),
    "cell_lot": Text("cell lot", "lote de celdas"),
    "fraction": Text("fraction", "fracción"),
    "aluminium": Text("aluminium", "aluminio"),
    "copper": Text("copper", "cobre"),
    "steel": Text("steel", "acero"),
    "plastic": Text("plastic", "plástico"),
    "electronics": Text("electronics", "electrónica"),
    "cables": Text("cables", "cables"),
    "residue": Text("residue", "residuo"),
    # Chemistries and categories.
    "LFP": Text("lithium iron phosphate", "fosfato de hierro y litio"),
    "NMC": Text("nickel manganese cobalt", "níquel manganeso cobalto"),
    "NCA": Text("nickel cobalt aluminium", "níquel cobalto aluminio"),
    "LCO": Text("lithium cobalt oxide", "óxido de litio y cobalto"),
    "LMO": Text("lithium manganese oxide", "óxido de litio y manganeso"),
    "LTO": Text("lithium titanate", "titanato de litio"),
    "LMFP": Text("lithium manganese iron phosphate", "fosfato de litio, manganeso y hierro"),
    "NMC-LMO": Text("blend of NMC and LMO", "mezcla de NMC y LMO"),
    "sodium-ion": Text("sodium ion", "ion sodio"),
    "other": Text("other", "otro"),
    "backup_power": Text("backup power", "respaldo de energía"),
    "marine": Text("marine", "marino"),
    "EV": Text("electric vehicle", "vehículo eléctrico"),
    "LMT": Text("light means of transport", "transporte ligero"),
    "industrial": Text("industrial", "industrial"),
    "stationary": Text("stationary storage", "almacenamiento estacionario"),
    "SLI": Text("starting, lighting, ignition", "arranque, alumbrado y encendido"),
    "portable": Text("portable", "portátil"),
    # Life and place.
    "original": Text("first life", "primera vida"),
    "reused": Text("reused", "reutilizado"),
    "repurposed": Text("second life", "segunda vida"),
    "remanufactured": Text("remanufactured", "remanufacturado"),
    "waste": Text("waste", "residuo"),
    "recycled": Text("recycled", "reciclado"),
    "disposed": Text("disposed of", "en disposición final"),
    "in_stock": Text("in stock", "en existencia"),
    "in_use": Text("in use", "en uso"),
    "in_transit": Text("on the way", "en tránsito"),
    "in_batch": Text("in a batch", "en un lote"),
    "dismantled": Text("dismantled", "desmontado"),
    "exported": Text("exported", "exportado"),
    "replaced": Text("replaced by another", "sustituido por otro"),
    # Repairs.
    "modules_replaced": Text("modules replaced", "cambio de módulos"),
    "cells_replaced": Text("cells replaced", "cambio de celdas"),
    "bms_replaced": Text("BMS replaced", "cambio del BMS"),
    "contactor_or_fuse": Text("contactor or fuse", "contactor o fusible"),
    "connector_or_cable": Text("connector or cable", "conector o cable"),
    "cooling": Text("cooling", "enfriamiento"),
    "housing_or_seal": Text("housing or seal", "carcasa o sello"),
    "software": Text("software", "programa"),
    "balancing": Text("balancing", "balanceo"),
    "cleaning": Text("cleaning", "limpieza"),
    "bms": Text("BMS", "BMS"),
    "contactor": Text("contactor", "contactor"),
    "fuse": Text("fuse", "fusible"),
    "connector": Text("connector", "conector"),
    "cable": Text("cable", "cable"),
    "housing": Text("housing", "carcasa"),
    "sensor": Text("sensor", "sensor"),
    # Hosts, reasons, incidents.
    "vehicle": Text("vehicle", "vehículo"),
    "stationary_storage": Text("stationary storage", "almacenamiento estacionario"),
    "light_vehicle": Text("light vehicle", "vehículo ligero"),
    "machine": Text("machine", "máquina"),
    "replacement": Text("replacement", "sustitución"),
    "end_of_vehicle": Text("end of the vehicle", "fin del vehículo"),
    "repair": Text("repair", "reparación"),
    "damage": Text("damage", "daño"),
    "recall": Text("recall", "llamado a revisión"),
    "upgrade": Text("upgrade", "mejora"),
    "end_of_life": Text("end of life", "fin de vida útil"),
    "recalled": Text("recalled", "llamado a revisión"),
    "off_specification": Text("off specification", "fuera de especificación"),
    "thermal_event": Text("thermal event", "evento térmico"),
    "leak": Text("leak", "fuga"),
    "crash": Text("crash", "choque"),
    "drop": Text("drop", "caída"),
    "flood": Text("flood", "inundación"),
    "swelling": Text("swelling", "hinchazón"),
    # Conditions and readings.
    "serviceable": Text("in working order", "en buen estado"),
    "damaged_stable": Text("damaged, stable", "dañado, estable"),
    "damaged_critical": Text("damaged, dangerous", "dañado, peligroso"),
    "cannot_be_diagnosed": Text("cannot be diagnosed", "no se puede diagnosticar"),
    "older_than_ledger": Text("older than the ledger", "anterior al registro"),
    "printed_label": Text("label", "etiqueta"),
    "nameplate": Text("nameplate", "placa de datos"),
    "documents": Text("documents", "documentos"),
    "maker": Text("maker", "fabricante"),
    "model": Text("model", "modelo"),
    "serial": Text("serial number", "número de serie"),
    "chemistry": Text("chemistry", "química"),
    "category": Text("category", "categoría"),
    "nominal_voltage_v": Text("nominal voltage", "tensión nominal"),
    "capacity_ah": Text("rated capacity", "capacidad nominal"),
    "energy_wh": Text("rated energy", "energía nominal"),
    "mass_kg": Text("mass", "masa"),
    "made_month": Text("month made", "mes de fabricación"),
    "bms_reading": Text("read from the BMS", "lectura del BMS"),
    "capacity_test": Text("capacity test", "prueba de capacidad"),
    "impedance_test": Text("impedance test", "prueba de impedancia"),
    "visual": Text("by eye", "a simple vista"),
    "measured": Text("measured", "medido"),
    "declared": Text("declared", "declarado"),
    "none": Text("none", "ninguno"),
    "person": Text("a person", "una persona"),
    # Consignments and papers.
    "estimated": Text("estimated", "estimadas"),
    "weighed": Text("weighed", "pesadas"),
    "received": Text("received", "recibido"),
    "damaged": Text("damaged", "dañado"),
    "missing": Text("missing", "faltante"),
    "rejected": Text("rejected", "rechazado"),
    "returned": Text("returned", "devuelto"),
    "not_as_declared": Text("not as declared", "no es lo declarado"),
    "not_authorised": Text("not authorised for it", "sin autorización para ello"),
    "no_capacity": Text("no capacity left", "sin capacidad"),
    "papers_missing": Text("papers are missing", "faltan documentos"),
    "return": Text("goes back to the consignor", "vuelve al remitente"),
    "alternate_facility": Text("goes to another facility", "va a otro destinatario"),
    "not_needed": Text("no longer needed", "ya no hace falta"),
    "carrier_did_not_come": Text("the carrier did not come", "el transportista no vino"),
    "refused": Text("refused", "se rehusó"),
    "collected": Text("collected", "recolectado"),
    "no_consignment": Text("without a consignment", "sin embarque"),
    "torn_label": Text("the label is torn", "etiqueta rota"),
    "found": Text("found", "encontrado"),
    "surplus": Text("surplus", "sobrante"),
    "not_loaded": Text("not loaded", "no cargado"),
    "offering": Text("offered only in part", "ofrecido sólo en parte"),
    "offered": Text("offered", "ofrecido"),
    "partially_received": Text("received in part", "recibido en parte"),
    "voided": Text("taken back", "retirado"),
    "unconfirmed": Text("on paper only", "solo en papel"),
    "contested": Text("contested", "en disputa"),
    "delivered": Text("at the gate", "en la puerta"),
    "mx_semarnat": Text(
        "manifest of hazardous waste (SEMARNAT)", "manifiesto de residuos peligrosos (SEMARNAT)"
    ),
    "mx_special_handling": Text(
        "manifest of special-handling waste", "manifiesto de residuos de manejo especial"
    ),
    "us_epa_8700_22": Text(
        "hazardous waste manifest, EPA 8700-22", "manifiesto de residuos peligrosos, EPA 8700-22"
    ),
    "eu_annex_ib": Text(
        "movement document, EU Annex IB (within one country: the national form)",
        "documento de movimiento, UE anexo IB (dentro de un país: el formato nacional)",
    ),
    "eu_annex_vii": Text(
        "information with green-listed waste, EU Annex VII (within one country: the national form)",
        "información de residuos de la lista verde, UE anexo VII (dentro de un país: el formato"
        " nacional)",
    ),
    "uk_consignment_note": Text(
        "consignment note of hazardous waste (UK)", "nota de envío de residuos peligrosos (UK)"
    ),
    "uk_dwt_receipt": Text(
        "receipt in digital waste tracking (UK)", "recepción en el seguimiento digital (UK)"
    ),
    "transport_document": Text("transport document", "documento de transporte"),
    "passport": Text("passport", "pasaporte"),
    # Why a breach is recorded.
    "truck_at_gate": Text("the truck is at the gate", "el camión está en la puerta"),
    "safety": Text("safety", "seguridad"),
    "authority_order": Text("order of an authority", "orden de autoridad"),
    "permit_renewal_filed": Text("renewal was filed", "renovación en trámite"),
    "counterpart_not_registered": Text(
        "the other side is not registered", "la contraparte no está registrada"
    ),
    "paper_original_exists": Text("a paper original exists", "existe un original en papel"),
    "data_not_obtainable": Text("data cannot be obtained", "no se pueden obtener los datos"),
    "signed_offline": Text("signed without a network", "firmado sin red"),
    **UN383_WORDS,
    **SIGHT_WORDS,
    **DECISION_WORDS,
    **BATCH_VALUES,
    # A kind of entry that something is about.
    **KIND_TITLES,
}
