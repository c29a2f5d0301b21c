"""Texts of the UN 38.3 test summary: what is missing, what speaks against it, its commands."""

from __future__ import annotations

from batterypass.texts.bilingual import Text

MESSAGES: dict[str, Text] = {
    # Files.
    "summary.bad-field": Text(
        "{file}: {field}: {found!r} is not what this field takes",
        "{file}: {field}: {found!r} no es lo que lleva este campo",
    ),
    "summary.no-file": Text(
        "{file}: no UN 38.3 test summary as batterypass un summary new writes it",
        "{file}: no es un resumen de pruebas ONU 38.3 como lo escribe batterypass un summary new",
    ),
    "summary.other-bytes": Text(
        "{file}: a UN 38.3 test summary that somebody wrote anew, with other spaces or in another order:"
        " use the file as batterypass un summary new wrote it",
        "{file}: un resumen de pruebas ONU 38.3 que alguien reescribió, con otros espacios u otro orden:"
        " use el archivo como lo escribió batterypass un summary new",
    ),
    "summary.none-named": Text(
        "{item}: no entry names a UN 38.3 test summary for what it is now: make one with batterypass un"
        " summary new, and name it with --attach when you sign",
        "{item}: ningún asiento nombra un resumen de pruebas ONU 38.3 para lo que es ahora: haga uno con"
        " batterypass un summary new, y nómbrelo con --attach al firmar",
    ),
    "summary.not-here": Text(
        "{item}: the test summary {digest} is not here: ask who signed for it, and batterypass"
        " attachments take FILE",
        "{item}: el resumen de pruebas {digest} no está aquí: pídalo a quien lo firmó, y batterypass"
        " attachments take ARCHIVO",
    ),
    "summary.removed": Text(
        "{item}: the test summary {digest} was removed here on {day}: batterypass attachments take FILE"
        " brings it back",
        "{item}: el resumen de pruebas {digest} se retiró de aquí el {day}: batterypass attachments take"
        " ARCHIVO lo trae de vuelta",
    ),
    "summary.other-signatory": Text(
        "{file}: the name of another summary's signatory: this one names {expected}, the file is"
        " {found}",
        "{file}: el nombre del responsable de otro resumen: este nombra {expected}, el archivo es"
        " {found}",
    ),
    # Commands.
    "summary.attach": Text(
        "name it in the event that says what was tested, such as batterypass log pack.manufactured …"
        " {options}",
        "nómbrelo en el evento que dice qué se probó, como batterypass log pack.manufactured …"
        " {options}",
    ),
    "summary.bad-paper": Text(
        "--paper {found}: expected letter or a4", "--paper {found}: se espera letter o a4"
    ),
    "summary.declined": Text("nothing was erased", "no se borró nada"),
    "summary.due": Text(
        "made {made}: a summary has to be available ({regimes})",
        "hecho en {made}: tiene que haber un resumen disponible ({regimes})",
    ),
    "summary.due-unknown": Text(
        "nobody knows when it was made: a summary is asked for",
        "no se sabe cuándo se hizo: se pide un resumen",
    ),
    "summary.not-due": Text(
        "made {made}, before a summary was asked for",
        "hecho en {made}, antes de que se pidiera un resumen",
    ),
    "summary.enough": Text(
        "every item is there, and nothing speaks against it",
        "están todos los puntos, y nada habla en contra",
    ),
    "summary.erase-question": Text(
        "{item}: erase the signatory's name here? It does not come back.",
        "{item}: ¿borrar aquí el nombre del responsable? No vuelve.",
    ),
    "summary.erased": Text(
        "{item}: the signatory's name is erased here; the summary stays as it is",
        "{item}: el nombre del responsable quedó borrado aquí; el resumen queda como está",
    ),
    "summary.how": Text(
        "Enter or - leaves out what is not known, ? explains; what is [in brackets] Enter takes.",
        "Enter o - omite lo que no se sabe, ? explica; lo que está [entre corchetes] lo toma Enter.",
    ),
    "summary.is-missing": Text("missing", "falta"),
    "summary.missing": Text("missing, {paragraph}: {label}", "falta, {paragraph}: {label}"),
    "summary.name-elsewhere": Text(
        "sealed, in a file that is not here", "sellado, en un archivo que no está aquí"
    ),
    "summary.name-erased": Text("sealed and erased", "sellado y borrado"),
    "summary.name-is": Text("the signatory's name: {state}", "el nombre del responsable: {state}"),
    "summary.name-written": Text(
        "{path}: the signatory's name, in a file of its own that can be erased",
        "{path}: el nombre del responsable, en un archivo aparte que se puede borrar",
    ),
    "summary.no-form": Text(
        "{file}: expected one JSON object with the fields of a summary",
        "{file}: se espera un objeto JSON con los campos de un resumen",
    ),
    "summary.no-name": Text(
        "{item}: the signatory's name is not here", "{item}: el nombre del responsable no está aquí"
    ),
    "summary.printed": Text(
        "{path}: UN 38.3 test summary, SHA-256 {digest}…",
        "{path}: resumen de pruebas ONU 38.3, SHA-256 {digest}…",
    ),
    "summary.says-so": Text(
        "the paper says that {count} {count:thing is|things are} missing or not enough: batterypass un"
        " summary check {which}",
        "el papel dice que {count} {count:cosa falta|cosas faltan} o no {count:basta|bastan}:"
        " batterypass un summary check {which}",
    ),
    "summary.signatory-of-item": Text(
        "--signatory goes with a file; of {item} the name is found by its digest",
        "--signatory va con un archivo; el nombre de {item} se halla por su huella",
    ),
    "summary.sure-high": Text("source read", "fuente leída"),
    "summary.sure-low": Text("doubtful: not read in a source", "dudoso: no leído en una fuente"),
    "summary.sure-medium": Text("from one secondary source", "de una sola fuente secundaria"),
    "summary.title": Text(
        "UN 38.3 test summary  {digest}", "Resumen de pruebas ONU 38.3  {digest}"
    ),
    "summary.title-item": Text(
        "{item}  UN 38.3 test summary of entry {entry}  {digest}",
        "{item}  resumen de pruebas ONU 38.3 del asiento {entry}  {digest}",
    ),
    "summary.unknown-field": Text(
        "{file}: a summary has no field {name!r}.{hint} It has: {fields}",
        "{file}: un resumen no tiene campo {name!r}.{hint} Tiene: {fields}",
    ),
    "summary.would-erase": Text("would erase the file {digest}", "borraría el archivo {digest}"),
    "summary.written": Text(
        "{path}: UN 38.3 test summary, SHA-256 {digest}",
        "{path}: resumen de pruebas ONU 38.3, SHA-256 {digest}",
    ),
    # Reasons.
    "summary.amount-contradicts": Text(
        "{label}: given for {found}, which has none: leave it out, or correct the kind",
        "{label}: se dio para {found}, que no la tiene: quítelo, o corrija el tipo",
    ),
    "summary.later": Text(
        "the report is dated {day}, after {today}",
        "el informe tiene fecha {day}, posterior al {today}",
    ),
    "summary.no-article": Text(
        "the summary does not say what was tested, so it does not cover this: {article}",
        "el resumen no dice qué se probó, así que no ampara esto: {article}",
    ),
    "summary.not-assembled": Text(
        "{paragraph} is for assembled batteries, and the article tested is: {found}",
        "{paragraph} es para baterías ensambladas, y el artículo probado es: {found}",
    ),
    "summary.nothing": Text(
        "{label}: zero is no amount",
        "{label}: cero no es una cantidad",
    ),
    "summary.old-edition": Text(
        "tested to revision {revision}, amendment {amendment} of the Manual: at least revision"
        " {wanted}, amendment {wanted_amendment} is needed",
        "probado según la revisión {revision}, enmienda {amendment} del Manual: se necesita al menos"
        " la revisión {wanted}, enmienda {wanted_amendment}",
    ),
    "summary.other-report": Text(
        "the entry names report {wanted}, this is the summary of {found}",
        "el asiento nombra el informe {wanted}, este es el resumen de {found}",
    ),
    "summary.test-failed": Text("{test} was not passed", "{test} no se superó"),
    "summary.test-left-out": Text(
        "{test} applies to this article ({article}) and is marked as not applicable",
        "{test} procede para este artículo ({article}) y está marcada como no procedente",
    ),
    "summary.wrong-article": Text(
        "what was tested ({found}) does not cover what is shipped ({article})",
        "lo que se probó ({found}) no ampara lo que se envía ({article})",
    ),
    "summary.wrong-model": Text(
        "the summary is of models {models} and does not name {model}",
        "el resumen es de los modelos {models} y no nombra {model}",
    ),
}
