"""What is said of advice for a further life, and of the decision that a person takes."""

from __future__ import annotations

from batterypass.texts.bilingual import Text

MESSAGES: dict[str, Text] = {
    "secondlife.no-battery": Text(
        "{item} is a fraction ({what}): advice is for packs, modules and lots of cells",
        "{item} es una fracción ({what}): se recomienda sobre paquetes, módulos y lotes de celdas",
    ),
    "secondlife.ended": Text(
        "{item}: nothing is left to be decided, it is {what}; batterypass history {item} tells it",
        "{item}: ya no hay nada que decidir, está {what}; batterypass history {item} lo cuenta",
    ),
    "secondlife.gone": Text(
        "{item}: it is out of sight ({what}); if it is back: batterypass pack found {item}",
        "{item}: no está a la vista ({what}); si volvió: batterypass pack found {item}",
    ),
    "secondlife.passed": Text(
        "Without advice, because nothing is left to be decided: {count}",
        "Sin recomendación, porque ya no hay nada que decidir: {count}",
    ),
    "secondlife.no-reading": Text(
        "{item}: there is no assessment to decide on: batterypass pack assess {item}",
        "{item}: no hay evaluación sobre la cual decidir: batterypass pack assess {item}",
    ),
    "secondlife.no-list": Text(
        "{name}: expected ids of items, one a row, in a column item, id, printed_id or serial",
        "{name}: se esperan ids de artículos, uno por renglón, en la columna item, id, printed_id"
        " o serial",
    ),
    "secondlife.list-too-long": Text(
        "{name}: more than {most} items, or longer than 16 MB",
        "{name}: más de {most} artículos, o mide más de 16 MB",
    ),
    "secondlife.bad-table": Text(
        "{path}: no table of thresholds: {why}", "{path}: no es tabla de umbrales: {why}"
    ),
    "secondlife.no-packs": Text(
        "name packs, or a file that names them", "nombre paquetes, o un archivo que los nombre"
    ),
    "secondlife.answer": Text("Advice: {answer}", "Recomendación: {answer}"),
    "secondlife.table": Text(
        "by the table {name} ({digest}…), as of {day}", "por la tabla {name} ({digest}…), al {day}"
    ),
    "secondlife.packaged": Text("of the program", "del programa"),
    "secondlife.low": Text(
        "Numbers of low confidence: project defaults, not law. Your own: --table FILE.",
        "Números de confianza baja: del proyecto, no de la ley. Los suyos: --table ARCHIVO.",
    ),
    "secondlife.closed-not_here": Text(
        "what was measured is sealed and not in this copy",
        "lo medido está sellado y no está en esta copia",
    ),
    "secondlife.closed-erased": Text(
        "what was measured was erased for good", "lo medido se borró para siempre"
    ),
    "secondlife.waste": Text(
        "it is waste: only who is authorised for re-use takes it out of that (BP-W001)",
        "es residuo: sólo quien está autorizado a reutilizar lo saca de ello (BP-W001)",
    ),
    "secondlife.check": Text(
        "{use} · {fact}: {found}; {bound}", "{use} · {fact}: {found}; {bound}"
    ),
    "secondlife.use.reuse": Text("same use", "mismo uso"),
    "secondlife.use.repurpose": Text("other use", "otro uso"),
    "secondlife.fact.condition": Text("condition", "condición"),
    "secondlife.fact.soh_percent": Text("state of health, %", "estado de salud, %"),
    "secondlife.fact.reading_age_days": Text(
        "age of the reading, days", "antigüedad de la lectura, días"
    ),
    "secondlife.fact.resistance_increase_percent": Text(
        "increase of resistance, %", "aumento de resistencia, %"
    ),
    "secondlife.fact.cycles_share_percent": Text(
        "cycles, % of those expected", "ciclos, % de los esperados"
    ),
    "secondlife.fact.age_years": Text("age, years", "edad, años"),
    "secondlife.bound.least": Text("at least {threshold}", "al menos {threshold}"),
    "secondlife.bound.most": Text("at most {threshold}", "a lo más {threshold}"),
    "secondlife.bound.is": Text("expected: {threshold}", "se espera: {threshold}"),
    "secondlife.from-passport": Text(" (its own passport)", " (de su pasaporte)"),
    "secondlife.unknown": Text("not known", "no se sabe"),
    "secondlife.entry": Text(
        "entry {entry}, {days} {days:day|days} old",
        "asiento {entry}, de hace {days} {days:día|días}",
    ),
    "secondlife.row": Text(
        "row {row}, confidence {confidence}", "renglón {row}, confianza {confidence}"
    ),
    "secondlife.decided": Text(
        "decided on {on} by {by}: {decision} (advice: {answer}; entry {entry})",
        "decidido el {on} por {by}: {decision} (recomendación: {answer}; asiento {entry})",
    ),
    "secondlife.departs": Text(
        "That is not what is advised: say why.", "No es lo que se recomienda: diga por qué."
    ),
    "secondlife.written": Text(
        "{count} {count:row|rows}: {path}", "{count} {count:renglón|renglones}: {path}"
    ),
    "secondlife.next": Text("a person decides: {command}", "decide una persona: {command}"),
}
