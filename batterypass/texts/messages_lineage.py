"""Texts of taking packs apart, building them, and of the tree of what became of one."""

from __future__ import annotations

from batterypass.texts.bilingual import Text

MESSAGES: dict[str, Text] = {
    "lineage.scan-out": Text(
        "inside with an id already: {count}; scan what comes out, Enter ends",
        "dentro, con id propio: {count}; escanee lo que sale, Enter termina",
    ),
    "lineage.scan-in": Text(
        "scan what is built in, Enter ends", "escanee lo que se arma dentro, Enter termina"
    ),
    "lineage.mass-of": Text("mass of {item}, kg", "masa de {item}, kg"),
    "lineage.more-parts": Text("Other parts too", "También otras partes"),
    "lineage.parts-sum": Text(
        "parts: {count}, {parts} kg; with the stated loss {sum} of {whole} kg ({difference} kg)",
        "partes: {count}, {parts} kg; con la pérdida declarada {sum} de {whole} kg ({difference} kg)",
    ),
    "lineage.built-sum": Text(
        "built from {count}: {parts} kg; the pack weighs {whole} kg ({difference} kg)",
        "armado con {count}: {parts} kg; el paquete pesa {whole} kg ({difference} kg)",
    ),
    "lineage.unweighed": Text("mass not known: {items}", "sin masa conocida: {items}"),
    "lineage.stranger": Text(
        "{item} is in the ledger already and never was built into {whole}: give another id for a new"
        " part; where it is: batterypass pack tree {item}",
        "{item} ya está en el registro y nunca se armó dentro de {whole}: dé otro id a una parte"
        " nueva; dónde está: batterypass pack tree {item}",
    ),
    "lineage.twice": Text("{item}: named twice", "{item}: nombrado dos veces"),
    "lineage.no-parents": Text(
        "nothing is named that is built in: give ITEM, or --from-file",
        "no se nombró lo que se arma dentro: dé ARTÍCULO, o --from-file",
    ),
    "lineage.bad-part": Text(
        "--part {found}: ITEM=KG is expected, such as QKYC-C9Y5-DZ24-Y=12.5",
        "--part {found}: se espera ARTÍCULO=KG, como QKYC-C9Y5-DZ24-Y=12.5",
    ),
    "lineage.bad-end": Text(
        "{path}: a tree is written as .svg or .pdf", "{path}: un árbol se escribe como .svg o .pdf"
    ),
    "lineage.written": Text("written: {path}", "escrito: {path}"),
    "lineage.from": Text("comes from", "viene de"),
    "lineage.became": Text("became", "pasó a ser"),
    "lineage.batch": Text("recycling batch", "lote de reciclaje"),
    "lineage.tree-of": Text("Lineage of", "Linaje de"),
    "lineage.shown-above": Text("shown above", "ya está arriba"),
    "lineage.edge-taken_out": Text("taken out", "se sacó"),
    "lineage.edge-built_into": Text("built into", "se armó en"),
    "lineage.edge-came_out": Text("came out again", "volvió a salir"),
    "lineage.edge-left": Text("turned up outside", "apareció fuera"),
    "lineage.edge-fed": Text("fed to", "se cargó en"),
    "lineage.back-taken_out": Text("taken out of", "salió de"),
    "lineage.back-built_into": Text("built with", "se armó con"),
    "lineage.back-came_out": Text("came out of", "volvió a salir de"),
    "lineage.back-left": Text("was before", "antes era"),
    "lineage.back-fed": Text("fed with", "se cargó con"),
    "lineage.back-weighed": Text("weighed out of", "se pesó de"),
    "lineage.went-into": Text("built into {item}", "armado dentro de {item}"),
    "lineage.came-out-of": Text("came out of {item}", "salió de {item}"),
    "lineage.edge-weighed": Text("weighed out", "se pesó"),
    "lineage.made-by": Text("made by {party}", "hecho por {party}"),
    "lineage.held-by": Text("with {party}", "con {party}"),
    "lineage.inside": Text("inside {item}", "dentro de {item}"),
    "lineage.also": Text(
        "It was part of {item}; its own history: batterypass history {item}",
        "Fue parte de {item}; su historia: batterypass history {item}",
    ),
    "lineage.now-inside": Text(
        "It is inside {item}; what happens to it there: batterypass history {item}",
        "Está dentro de {item}; lo que le pasa ahí: batterypass history {item}",
    ),
}
