"""Texts of ``recycler``: the directory of authorised sites, and what is asked of it."""

from __future__ import annotations

from batterypass.texts.bilingual import Text

_FINDING: dict[str, Text] = {
    "recycler.no-such-site": Text(
        "{party} has no site {site!r}; it has: {sites}",
        "{party} no tiene un sitio {site!r}; tiene: {sites}",
    ),
    "recycler.several-sites": Text(
        "{text!r} has {count} sites; say which: {sites}",
        "{text!r} tiene {count} sitios; diga cuál: {sites}",
    ),
    "recycler.no-site": Text(
        "no site or party here answers to {text!r}; batterypass recycler list --all shows them",
        "ningún sitio ni parte responde aquí a {text!r}; batterypass recycler list --all los muestra",
    ),
    "recycler.near-site": Text(
        "no site or party here answers to {text!r}; did you mean {near}?",
        "ningún sitio ni parte responde aquí a {text!r}; ¿quiso decir {near}?",
    ),
    "recycler.party-without-site": Text(
        "{name} has no site in the directory; batterypass party site-open {party} enters one",
        "{name} no tiene ningún sitio en el directorio; batterypass party site-open {party} asienta"
        " uno",
    ),
    "recycler.no-authorisation": Text(
        "no authorisation here answers to {text!r}: give its number, its name in the ledger or its"
        " holder; batterypass recycler list --all shows them",
        "ninguna autorización responde aquí a {text!r}: dé su número, su nombre en el registro o su"
        " titular; batterypass recycler list --all las muestra",
    ),
    "recycler.several-authorisations": Text(
        "{text!r} means {count} authorisations; say which: {listed}",
        "{text!r} nombra {count} autorizaciones; diga cuál: {listed}",
    ),
    "recycler.no-waste": Text(
        "{text!r} is no stream and no waste code in force on {day}; streams: {streams}",
        "{text!r} no es una corriente ni una clave de residuo vigente el {day}; corrientes: {streams}",
    ),
    "recycler.other-waste": Text(
        "{text!r} is a code of {found}, which no authorisation here speaks of; streams: {streams}",
        "{text!r} es una clave de {found}, de lo que ninguna autorización habla aquí; corrientes:"
        " {streams}",
    ),
    "recycler.no-day": Text(
        "{flag}: {text!r} is no day; write it as 2026-11-23, or today",
        "{flag}: {text!r} no es un día; escríbalo como 2026-11-23, o hoy",
    ),
    "recycler.no-word": Text(
        "{flag}: {text!r} is none of these words: {words}",
        "{flag}: {text!r} no es ninguna de estas palabras: {words}",
    ),
    "recycler.no-mass": Text(
        "--mass-kg: {text!r} is no mass in kilograms, such as 412.5",
        "--mass-kg: {text!r} no es una masa en kilogramos, como 412.5",
    ),
    "recycler.say-waste": Text(
        "--waste is missing: a stream ({words}) or a code of a waste list, such as '16 06 07*'",
        "falta --waste: una corriente ({words}) o una clave de una lista, como '16 06 07*'",
    ),
    "recycler.say-operation": Text(
        "--operation is missing: one of {words}", "falta --operation: una de {words}"
    ),
}
_READING: dict[str, Text] = {
    "recycler.answer-yes": Text("YES: authorised", "SÍ: autorizado"),
    "recycler.answer-no": Text("NO: not authorised", "NO: no está autorizado"),
    "recycler.answer-pending": Text(
        "PENDING: it has ended; the renewal was filed in time and is not decided",
        "PENDIENTE: venció; la prórroga se solicitó a tiempo y no está resuelta",
    ),
    "recycler.answer-unknown": Text(
        "UNKNOWN: the directory knows no authorisation",
        "DESCONOCIDO: el directorio no conoce ninguna autorización",
    ),
    "recycler.asked": Text("on {on}, as known now", "el {on}, por lo que se sabe ahora"),
    "recycler.asked-then": Text(
        "on {on}, as known at the end of {known} (UTC)",
        "el {on}, por lo que se sabía al terminar el {known} (UTC)",
    ),
    "recycler.entry": Text("entry {entry}", "asiento {entry}"),
    "recycler.directory": Text("directory", "directorio"),
    "recycler.certified": Text(
        "certified, which is not authorised: {words}",
        "certificado, que no es autorizado: {words}",
    ),
    "recycler.standing-in_force": Text("in force", "vigente"),
    "recycler.standing-pending": Text("renewal pending", "prórroga en trámite"),
    "recycler.standing-not_yet": Text("not yet in force", "aún no vigente"),
    "recycler.standing-expired": Text("expired", "vencida"),
    "recycler.standing-suspended": Text("suspended", "suspendida"),
    "recycler.standing-revoked": Text("revoked", "revocada"),
    "recycler.own-word": Text("the authority's own word", "palabra de la autoridad"),
    "recycler.copied": Text("copied from {source}, {day}", "transcrita de {source}, {day}"),
    "recycler.age-fresh": Text(
        "{source}, of {published}: {days} days before {on}",
        "{source}, del {published}: {days} días antes del {on}",
    ),
    "recycler.age-old": Text(
        "{source}, of {published}: {days} days before {on}; that is old: batterypass recycler import",
        "{source}, del {published}: {days} días antes del {on}; ya es vieja: batterypass recycler"
        " import",
    ),
    "recycler.age-too_old": Text(
        "{source}, of {published}: {days} days before {on}; too old for a hand-over to rest on it"
        " (BP-A011): batterypass recycler import",
        "{source}, del {published}: {days} días antes del {on}; demasiado vieja para que una entrega"
        " descanse en ella (BP-A011): batterypass recycler import",
    ),
    "recycler.age-later": Text(
        "{source}, of {published}: {days} days after {on}",
        "{source}, del {published}: {days} días después del {on}",
    ),
    "recycler.age-own": Text(
        "nothing in it is copied from a list: the authorities sign here",
        "nada se copió de una lista: las autoridades firman aquí",
    ),
    "recycler.age-empty": Text("no authorisation is in it", "no hay en él ninguna autorización"),
    "recycler.age-replica": Text("replica of {at}", "réplica del {at}"),
}
_PAGE: dict[str, Text] = {
    "recycler.no-state": Text(
        "--state: {text!r} is no state of Mexico: give its name, abbreviation or INEGI key",
        "--state: {text!r} no es un estado de México: dé su nombre, abreviatura o clave INEGI",
    ),
    "recycler.no-place": Text(
        "--near: {text!r} is no state or capital, no municipality with a registered site, and no"
        " latitude,longitude",
        "--near: {text!r} no es un estado o capital, ni un municipio con un sitio registrado, ni una"
        " latitud,longitud",
    ),
    "recycler.near": Text(
        "distances from {place} ({point}); ≈ is to the capital of the state",
        "distancias desde {place} ({point}); ≈ es a la capital del estado",
    ),
    "recycler.none": Text(
        "nobody in force that day fits; --all shows what does not count as well, and batterypass"
        " recycler gaps where nobody is",
        "nadie vigente ese día cumple; --all muestra también lo que no vale, y batterypass recycler"
        " gaps dónde no hay nadie",
    ),
    "recycler.none-all": Text(
        "nothing in the directory fits: batterypass recycler grant enters an authorisation",
        "nada en el directorio cumple: batterypass recycler grant asienta una autorización",
    ),
    "recycler.until": Text("{standing}, until {day}", "{standing}, hasta {day}"),
    "recycler.closed": Text("closed", "cerrado"),
    "recycler.signs-nothing": Text(
        "has no keys here: named by a list, and signs nothing",
        "no tiene llaves aquí: la nombra una lista y no firma",
    ),
    "recycler.nothing-held": Text(
        "no authorisation is known for this site",
        "no se conoce ninguna autorización de este sitio",
    ),
    "recycler.since": Text("since {day}", "desde {day}"),
    "recycler.used": Text("{percent} % accepted", "{percent} % recibido"),
    "recycler.any-class": Text("any class of waste", "cualquier clase de residuo"),
    "recycler.damaged": Text("damaged too", "también dañado"),
    "recycler.not-damaged": Text("not damaged", "sin daño"),
    "recycler.label.address": Text("address", "domicilio"),
    "recycler.label.phone": Text("telephone", "teléfono"),
    "recycler.label.email": Text("e-mail", "correo"),
    "recycler.label.point": Text("coordinates", "coordenadas"),
    "recycler.label.accepted": Text("accepted in {year}", "recibido en {year}"),
    "recycler.label.term": Text("term", "vigencia"),
    "recycler.label.authority": Text("authority", "autoridad"),
    "recycler.label.source": Text("whose word", "palabra de"),
    "recycler.label.scope": Text("allows", "permite"),
    "recycler.label.capacity": Text("capacity a year", "capacidad al año"),
    "recycler.change-granted": Text("granted", "otorgada"),
    "recycler.change-extended": Text("extended", "prorrogada"),
    "recycler.change-renewal-filed": Text("renewal filed", "prórroga solicitada"),
    "recycler.change-suspended": Text("suspended", "suspendida"),
    "recycler.change-reinstated": Text("reinstated", "restablecida"),
    "recycler.change-revoked": Text("revoked", "revocada"),
    "recycler.change-amended": Text("corrected", "corregida"),
}
_CENSUS: dict[str, Text] = {
    "recycler.expiring-none": Text(
        "nothing ends within {days} days of {on}, is suspended or awaits a renewal",
        "nada vence en los {days} días tras el {on}, ni está suspendido, ni espera prórroga",
    ),
    "recycler.bad-within": Text(
        "--within: {text!r} is no number of days, such as 60d",
        "--within: {text!r} no es un número de días, como 60d",
    ),
    "recycler.gaps-title": Text(
        "authorised sites on {on} (and tonnes a year where stated)",
        "sitios autorizados el {on} (y toneladas al año donde constan)",
    ),
    "recycler.short-whole_battery": Text("batteries", "baterías"),
    "recycler.short-cells_modules_offspec": Text("cells", "celdas"),
    "recycler.short-production_scrap": Text("scrap", "merma"),
    "recycler.short-black_mass": Text("black mass", "masa negra"),
    "recycler.short-electrolyte": Text("electrolyte", "electrolito"),
    "recycler.short-slag": Text("slag", "escoria"),
    "recycler.short-alloy": Text("alloy", "aleación"),
    "recycler.short-treatment_residue": Text("residue", "residuo"),
    "recycler.gaps-nobody": Text("nobody", "nadie"),
    "recycler.gaps-elsewhere": Text("state not known", "estado desconocido"),
    "recycler.gaps-note": Text(
        "A paper for several streams stands under each: capacities do not add up across streams."
        " {count} of {cells} cells: nobody.",
        "Una autorización de varias corrientes cuenta en cada una: las capacidades no se suman entre"
        " corrientes. {count} de {cells} celdas: nadie.",
    ),
    "recycler.gaps-picture": Text("picture: {path}", "imagen: {path}"),
    "recycler.gaps-legend": Text(
        "number: authorised sites; darker: more; dashed frame and 0: nobody",
        "número: sitios autorizados; más oscuro: más; marco punteado y 0: nadie",
    ),
    "recycler.only-svg": Text(
        "--picture: {path}: name a file that ends in .svg",
        "--picture: {path}: nombre un archivo que termine en .svg",
    ),
}
_CHANGES: dict[str, Text] = {
    "recycler.ask.where-read": Text(
        "You copy what an authority has published: where did you read it?",
        "Usted transcribe lo que publicó una autoridad: ¿dónde lo leyó?",
    ),
    "recycler.ask.source": Text("published list", "lista publicada"),
    "recycler.ask.published-on": Text(
        "date of the list (2026-11-23)", "fecha de la lista (2026-11-23)"
    ),
    "recycler.ask.copy": Text(
        "file with your copy of it (it is kept), or its SHA-256",
        "archivo con su copia (se guarda), o su SHA-256",
    ),
    "recycler.no-copy": Text(
        "{text!r} is no file here and no SHA-256 of 64 digits",
        "{text!r} no es un archivo de aquí ni un SHA-256 de 64 dígitos",
    ),
    "recycler.ask.why": Text("why is it corrected", "por qué se corrige"),
    "recycler.ask.field": Text(
        "field to correct (Enter when done):", "campo a corregir (Enter al terminar):"
    ),
    "recycler.no-assignment": Text(
        "{word!r}: expected FIELD=VALUE, FIELD one of {fields}",
        "{word!r}: se esperaba CAMPO=VALOR, CAMPO uno de {fields}",
    ),
    "recycler.no-field": Text(
        "{name!r} cannot be corrected.{hint} There are: {fields}; scheme, number and holder name the"
        " authorisation: revoke it and grant the right one",
        "{name!r} no se puede corregir.{hint} Hay: {fields}; esquema, número y titular nombran la"
        " autorización: revóquela y asiente la correcta",
    ),
    "recycler.which-scope": Text(
        "there are {count} scopes: say which, as scopes.1.{field}=VALUE",
        "hay {count} alcances: diga cuál, como scopes.1.{field}=VALOR",
    ),
    "recycler.same-value": Text(
        "{field} says {value} already: there is nothing to correct",
        "{field} ya dice {value}: no hay nada que corregir",
    ),
}
MESSAGES: dict[str, Text] = {**_FINDING, **_READING, **_PAGE, **_CENSUS, **_CHANGES}
