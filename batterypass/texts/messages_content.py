"""What is said of claims of recycled content, and of where it comes from."""

from __future__ import annotations

from batterypass.texts.bilingual import Text

MESSAGES: dict[str, Text] = {
    "content.no-fraction": Text(
        "{item} is no fraction of a batch ({what}): content is traced from what came out of one;"
        " batterypass pack list --all lists them",
        "{item} no es fracción de un lote ({what}): el contenido se sigue desde lo que salió de"
        " uno; batterypass pack list --all las lista",
    ),
    "content.no-element": Text(
        "{word!r}: expected ELEMENT=KG, such as cobalt=12.5; elements: {known}",
        "{word!r}: se espera ELEMENTO=KG, como cobalt=12.5; elementos: {known}",
    ),
    "content.elements-alone": Text(
        "ELEMENT=KG goes with one fraction, which stands first",
        "ELEMENTO=KG va con una fracción, que se nombra primero",
    ),
    "content.mass": Text("{kg} kg, use: {use}", "{kg} kg, destino: {use}"),
    "content.made-by": Text(
        "out of batch {batch} of {party} ({state}; entry {entry})",
        "del lote {batch} de {party} ({state}; asiento {entry})",
    ),
    "content.no-batch": Text(
        "it has no batch: nothing of it counts as recycled",
        "no tiene lote: nada de ella cuenta como reciclado",
    ),
    "content.element": Text(
        "{element}: {kg} kg by its assay, {claimed} kg claimed, {left} kg left",
        "{element}: {kg} kg según su análisis, {claimed} kg declarados, quedan {left} kg",
    ),
    "content.element-fed": Text(
        "{element}: {kg} kg by its assay, {claimed} kg claimed",
        "{element}: {kg} kg según su análisis, {claimed} kg declarados",
    ),
    "content.fed-on": Text(
        "fed to batch {batch}: nothing of it is left to claim; what came out of there is",
        "entró al lote {batch}: de ella ya no queda nada que declarar; de lo que salió de ahí, sí",
    ),
    "content.claim": Text(
        "claim {claim} by {by}: {elements}; for {used_for}, made {first} to {last} (entry {entry})",
        "declaración {claim} de {by}: {elements}; para {used_for}, hechos del {first} al {last}"
        " (asiento {entry})",
    ),
    "content.annulled": Text(" – annulled", " – anulada"),
    "content.fed": Text(
        "fed: {item}, {kg} kg (entry {entry})", "entró: {item}, {kg} kg (asiento {entry})"
    ),
    "content.out_of": Text("out of: {item} (entry {entry})", "salió de: {item} (asiento {entry})"),
    "content.packs": Text(
        "{count} {count:pack|packs} at the end, made by {makers}",
        "{count} {count:paquete|paquetes} al final, de {makers}",
    ),
    "content.more": Text(
        "and {count} more; --json lists all", "y {count} más; --json los lista todos"
    ),
}
