"""What the commands of corrections say: amend, agree, diff."""

from __future__ import annotations

from batterypass.texts.bilingual import Text

MESSAGES: dict[str, Text] = {
    # What can be corrected, and by whom.
    "amend.not-amendable": Text(
        "entry {entry} is {what}, which is not corrected like this; these kinds are: {kinds}. Who"
        " entered something else wrongly takes it back while it is the last (batterypass annul"
        " {entry}), or enters what is right (a card: batterypass party list)",
        "el asiento {entry} es {what}, que no se corrige así; estos tipos sí: {kinds}. Quien asentó"
        " mal otra cosa la anula mientras sea lo último (batterypass annul {entry}), o asienta la"
        " correcta (una ficha: batterypass party list)",
    ),
    "amend.overtaken": Text(
        "entry {entry} ({what}) no longer says what is so: a later one is in its place."
        " batterypass history shows it; enter anew what is so",
        "el asiento {entry} ({what}) ya no dice lo que es: uno posterior ocupa su lugar."
        " batterypass history lo muestra; asiente de nuevo lo que es",
    ),
    "amend.not-yours": Text(
        "only who signed an entry corrects it: {signer} signed entry {entry}, and has no key in"
        " {folder}",
        "solo quien firmó un asiento lo corrige: el {entry} lo firmó {signer}, que no tiene llave en"
        " {folder}",
    ),
    "amend.no-assignment": Text(
        "{word}: expected FIELD=VALUE or FIELD@ITEM=VALUE; these can be corrected: {fields}",
        "{word}: se esperaba CAMPO=valor o CAMPO@ARTÍCULO=valor; se pueden corregir: {fields}",
    ),
    "amend.no-field": Text(
        "{name} cannot be corrected in entry {entry}; these can: {fields}",
        "{name} no se puede corregir en el asiento {entry}; estos sí: {fields}",
    ),
    "amend.no-field-annul": Text(
        "{name} cannot be corrected in entry {entry}; these can: {fields}. What else is wrong in it:"
        " batterypass annul {entry} takes it back while it is the last, then enter what is right",
        "{name} no se puede corregir en el asiento {entry}; estos sí: {fields}. Lo demás que esté"
        " mal: batterypass annul {entry} lo anula mientras sea lo último, luego asiente lo correcto",
    ),
    "amend.no-line": Text(
        "{item} is not an item of entry {entry}; batterypass show {entry} lists them",
        "{item} no es artículo del asiento {entry}; batterypass show {entry} los lista",
    ),
    "amend.which-item": Text(
        "{field} is said of {count} items: give {field}@ITEM=VALUE for each",
        "{field} se dice de {count} artículos: dé {field}@ARTÍCULO=valor para cada uno",
    ),
    "amend.other-items": Text(
        "all fields of a correction are about the same items here: make one correction for each group",
        "aquí todos los campos de una corrección son de los mismos artículos: haga una corrección por"
        " grupo",
    ),
    "amend.same-value": Text(
        "{field} is {value} already: nothing to correct",
        "{field} ya es {value}: no hay nada que corregir",
    ),
    "amend.twice": Text("{field} is given twice", "{field} está dos veces"),
    "amend.what": Text("{title}, entry {entry}", "{title}, asiento {entry}"),
    "amend.ask.field": Text(
        "number of what is wrong (Enter ends)", "número de lo que está mal (Enter termina)"
    ),
    "amend.ask.field-or-item": Text(
        "number of what is wrong, or an item (Enter ends)",
        "número de lo que está mal, o un artículo (Enter termina)",
    ),
    "amend.ask.new": Text("{label} [{stands}], should be", "{label} [{stands}], debe decir"),
    "amend.ask.items": Text(
        "the items, separated by commas (Enter: all {count})",
        "los artículos, separados por comas (Enter: los {count})",
    ),
    "amend.ask.why": Text("reason", "motivo"),
    "amend.bad-number": Text(
        "{answer}: expected 1-{count} or an item", "{answer}: se esperaba 1-{count} o un artículo"
    ),
    # How corrections are shown.
    "amend.before-after": Text("{before}  →  {after}", "{before}  →  {after}"),
    "amend.nothing-said": Text("(nothing)", "(nada)"),
    "amend.title": Text(
        "AMENDED by correction {entry}: {who}, {reason}",
        "ENMENDADO por la corrección {entry}: {who}, {reason}",
    ),
    "amend.title-open": Text(
        "Correction {entry}: {who}, {reason}",
        "Corrección {entry}: {who}, {reason}",
    ),
    "amend.holds": Text("holds from entry {entry} on", "vale desde el asiento {entry}"),
    "amend.waits": Text(
        "waits for {who}: until then the original governs",
        "espera a {who}: hasta entonces rige el original",
    ),
    "amend.agreed-by": Text("{who} agreed in entry {entry}", "{who} aceptó en el asiento {entry}"),
    "amend.about-items": Text("of {items}", "de {items}"),
    "amend.mark": Text("AMENDED: entry {entries}", "ENMENDADO: asiento {entries}"),
    "amend.mark-open": Text(
        "correction waits: entry {entries}", "corrección en espera: asiento {entries}"
    ),
    "amend.label": Text("corrections", "correcciones"),
    # Agreeing.
    "amend.nothing-waits": Text(
        "entry {entry} has no correction that waits; batterypass diff {entry} shows those it has",
        "el asiento {entry} no tiene corrección en espera; batterypass diff {entry} muestra las que"
        " tiene",
    ),
    "amend.several-wait": Text(
        "several corrections of entry {entry} wait: entries {listed}; name one of them",
        "esperan varias correcciones del asiento {entry}: asientos {listed}; nombre una",
    ),
    "amend.not-kept": Text(
        "the correction in entry {entry} changed nothing, or newer ones have taken its place;"
        " batterypass show {entry} shows it",
        "la corrección del asiento {entry} no cambió nada, u otras más nuevas ocupan su lugar;"
        " batterypass show {entry} la muestra",
    ),
    "amend.holds-already": Text(
        "the correction in entry {entry} holds already: nobody has to agree to it",
        "la corrección del asiento {entry} ya vale: nadie tiene que aceptarla",
    ),
    "amend.not-asked": Text(
        "the correction in entry {entry} waits for {waiting}, with no key in {folder}",
        "la corrección del asiento {entry} espera a {waiting}, sin llave en {folder}",
    ),
    "amend.since-paper": Text(
        "what this paper shows was corrected after it was printed: entry {entries}; batterypass"
        " manifest pdf prints it anew",
        "lo que muestra este papel se corrigió después de imprimirlo: asiento {entries}; batterypass"
        " manifest pdf lo imprime de nuevo",
    ),
    "amend.sealed": Text(
        "{field} is sealed in this entry, and a correction stands in clear: say again what was read"
        " at that moment, and the later entry counts: batterypass pack assess {item}"
        " event_time={time}; where a counter falls by it, --acknowledge BP-C024=paper_original_exists"
        " says that it was corrected",
        "{field} está sellado en este asiento, y una corrección queda a la vista: diga otra vez lo"
        " que se leyó en ese momento, y vale el asiento posterior: batterypass pack assess {item}"
        " event_time={time}; si con ello baja un contador, --acknowledge"
        " BP-C024=paper_original_exists dice que se corrigió",
    ),
    # Comparing.
    "amend.diff-none": Text(
        "entry {entry} was not corrected: it says what was signed",
        "el asiento {entry} no se ha corregido: dice lo que se firmó",
    ),
    "amend.diff-same": Text(
        "entries {a} and {b} say the same", "los asientos {a} y {b} dicen lo mismo"
    ),
    "amend.diff-head": Text("entry {a}  →  entry {b}", "asiento {a}  →  asiento {b}"),
}
