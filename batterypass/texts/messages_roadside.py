"""Texts about proofs beside a road: a picture of a paper's code, and the page that verifies them."""

from __future__ import annotations

from batterypass.texts.bilingual import Text

MESSAGES: dict[str, Text] = {
    "roadside.no-code": Text(
        "{file}: no code of a paper was read: go nearer, with good light, straight from the front",
        "{file}: no se leyó el código de ningún papel: acérquese, con buena luz y de frente",
    ),
    "roadside.no-such-option": Text(
        "--quick, --first-use and --old are not for pictures: only --trust is",
        "--quick, --first-use y --old no son para fotos: solo --trust",
    ),
    "roadside.no-entries": Text(
        "the ledger has no entries yet: batterypass init",
        "el registro no tiene asientos todavía: batterypass init",
    ),
    "roadside.other-trust": Text(
        "the trust file is not of this ledger: {problem}",
        "el archivo de confianza no es de este registro: {problem}",
    ),
    "roadside.who": Text("who", "quién"),
    "roadside.what": Text("what", "qué"),
    "roadside.un": Text("UN number", "número ONU"),
    "roadside.way": Text("from – to", "de – a"),
    "roadside.proof": Text("proof", "prueba"),
    "roadside.load": Text(
        "{kind} {number}: {count} {count:item|items}, {mass} kg, {date}",
        "{kind} {number}: {count} {count:artículo|artículos}, {mass} kg, {date}",
    ),
    "roadside.carried": Text("{way}, carried by {carrier}", "{way}, lleva {carrier}"),
    "roadside.unnamed": Text("not said", "no se dice"),
    "roadside.entry": Text(
        "entry {entry} of {origin} over {size} entries, key of the ledger {key}",
        "asiento {entry} de {origin}, de {size} asientos, llave del registro {key}",
    ),
    "roadside.name.signature": Text("signature", "firma"),
    "roadside.signed": Text(
        "by the key that {actor} has registered", "con la llave que {actor} registró"
    ),
    "roadside.no-key": Text(
        "the key of {actor} is not here: --ledger FILE, or the page of batterypass export verifier",
        "aquí falta la llave de {actor}: --ledger ARCHIVO, o la página de batterypass export verifier",
    ),
    "roadside.key-unknown": Text(
        "not by a key that {actor} had registered for it",
        "no es de una llave que {actor} hubiera registrado para esto",
    ),
    "roadside.key-revoked": Text(
        "by a key that {actor} had revoked in entry {entry}",
        "con una llave que {actor} había revocado en el asiento {entry}",
    ),
    "roadside.bad-signature": Text("it does not verify: {problem}", "no es válida: {problem}"),
    "roadside.true": Text(
        "AUTHENTIC. Compare it with what is printed.", "AUTÉNTICO. Compárelo con lo impreso."
    ),
    "roadside.false": Text("NOT AUTHENTIC.", "NO ES AUTÉNTICO."),
    "roadside.none": Text("CANNOT BE DECIDED.", "NO SE PUEDE DECIDIR."),
    "roadside.written": Text(
        "{file}: {bytes} bytes, keys of {count} parties up to entry {size}. Open it in any browser;"
        " it needs no network",
        "{file}: {bytes} bytes, llaves de {count} partes hasta el asiento {size}. Ábralo en cualquier"
        " navegador; no necesita red",
    ),
    "roadside.without-trust": Text(
        "without --trust FILE the page decides nothing until somebody gives it a trust file",
        "sin --trust ARCHIVO la página no decide nada hasta que alguien le dé un archivo de confianza",
    ),
}
