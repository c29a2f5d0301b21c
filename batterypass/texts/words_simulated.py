"""What is planted in a simulated fleet, and what its ordinary operation makes a verdict tell."""

from __future__ import annotations

from batterypass.texts.bilingual import Text

#: Plant -> how it came about.
PLANTED: dict[str, Text] = {
    "lapsed-recycler": Text(
        "waste goes to a recycler whose authorisation has ended",
        "el residuo va a un reciclador cuya autorización terminó",
    ),
    "lapsed-carrier": Text(
        "waste is loaded by a carrier whose permit has ended",
        "carga el residuo un transportista cuyo permiso terminó",
    ),
    "not-authorised": Text(
        "waste goes for recycling to a collection centre",
        "el residuo va a reciclarse en un centro de acopio",
    ),
    "taken-apart-without-permit": Text(
        "a workshop that may only collect takes waste apart",
        "un taller que solo puede acopiar desarma un residuo",
    ),
    "taken-over-without-permit": Text(
        "a fleet takes waste over without any authorisation",
        "una flota recibe un residuo sin autorización alguna",
    ),
    "waste-mended": Text("waste is mended as if it were none", "se repara un residuo"),
    "other-class": Text(
        "the declaration names another row of the classification table",
        "la declaración nombra otro renglón de la tabla de clasificación",
    ),
    "travels-undeclared": Text(
        "waste travels without a waste declaration", "un residuo viaja sin declararse"
    ),
    "number-used-twice": Text(
        "a manifest number is used a second time", "se usa dos veces un número de manifiesto"
    ),
    "hazard-not-named": Text(
        "a hazardous line has no CRETIB letter", "un renglón peligroso no lleva letra CRETIB"
    ),
    "declared-twice": Text(
        "waste is declared again, as another stream",
        "un residuo se declara otra vez, como otra corriente",
    ),
    "waste-exported": Text(
        "waste leaves the country without the number of a consent",
        "un residuo sale del país sin número de consentimiento",
    ),
    "offered-milder": Text(
        "a pack that was read as damaged is offered as serviceable",
        "un paquete leído como dañado se ofrece como útil",
    ),
    "other-entry": Text(
        "a lithium ion pack travels as lithium metal",
        "un paquete de ion litio viaja como litio metálico",
    ),
    "no-test-summary": Text(
        "a new pack travels without UN 38.3 evidence",
        "un paquete nuevo viaja sin evidencia ONU 38.3",
    ),
    "other-energy": Text(
        "a pack is offered with less energy than its maker signed",
        "un paquete se ofrece con menos energía que la firmada por su fabricante",
    ),
    "counters-fall": Text(
        "a reading has fewer cycles than the one before",
        "una lectura tiene menos ciclos que la anterior",
    ),
    "damaged-second-life": Text(
        "a damaged pack gets a second life", "un paquete dañado recibe una segunda vida"
    ),
    "old-assessment": Text(
        "a second life names an assessment that is not the last",
        "una segunda vida nombra una evaluación que no es la última",
    ),
    "decided-without-reason": Text(
        "a person decides otherwise than was advised, and says no reason",
        "una persona decide distinto de lo recomendado y no dice por qué",
    ),
    "decided-unheld": Text(
        "a workshop decides about a pack that it does not hold",
        "un taller decide sobre un paquete que no tiene",
    ),
    "bms-not-said": Text(
        "the work names another BMS, and the repair says that it was not replaced",
        "el trabajo nombra otro BMS, y la reparación dice que no se cambió",
    ),
    "read-by-a-fleet": Text(
        "a fleet signs a reading, for which it has no role",
        "una flota firma una lectura, para lo que no tiene función",
    ),
    "removed-twice": Text(
        "a pack is taken out that is not built in", "se retira un paquete que no está instalado"
    ),
    "paper-without-scan": Text(
        "a step on paper names no scan", "un paso en papel no nombra su escaneo"
    ),
    "no-waste-fed": Text(
        "a pack that nobody declared waste is fed into a batch",
        "entra a un lote un paquete que nadie declaró residuo",
    ),
    "more-out-than-in": Text(
        "more comes out of a batch than went in", "sale más de un lote de lo que entró"
    ),
    "assay-over-the-whole": Text(
        "an assay has more than 100 percent", "un análisis suma más de 100 por ciento"
    ),
    "not-as-assayed": Text(
        "a recovered mass is not what its assay gives",
        "una masa recuperada no es la que da su análisis",
    ),
    "closed-short": Text(
        "a batch is closed with a gap and no reason",
        "un lote se cierra con un faltante y sin motivo",
    ),
    "assay-without-report": Text(
        "an assay names a report that is not there",
        "un análisis nombra un informe que no está",
    ),
    "residue-without-stream": Text(
        "a residue names no waste stream", "un residuo no nombra su corriente"
    ),
    "weighed-after-closing": Text(
        "something is weighed out of a closed batch", "se pesa algo de un lote cerrado"
    ),
    "claim-of-no-product": Text(
        "content is claimed of black mass", "se declara contenido de masa negra"
    ),
    "claimed-twice": Text(
        "the same kilograms are claimed twice", "se declaran dos veces los mismos kilogramos"
    ),
}
#: Code of a notice -> why ordinary operation makes a verdict tell it.
NOTICES: dict[str, Text] = {
    "BP-C012": Text(
        "some drivers sign in ink, and their company countersigns later",
        "algunos operadores firman con tinta, y su empresa refrenda después",
    ),
    "BP-C025": Text(
        "a passport is issued or ended some time after the event that asks for it",
        "un pasaporte se emite o termina un rato después del evento que lo pide",
    ),
}
