"""Texts of the UN 38.3 test summary: what is missing, what speaks against it, its commands."""

from __future__ import annotations

from batterypass.texts.bilingual import Text

MESSAGES: dict[str, Text] = {
    # Files.
    "un383.bad-field": Text(
        "{file}: {field}: {found!r} is not what this field takes",
        "{file}: {field}: {found!r} no es lo que lleva este campo",
    ),
    "un383.no-file": Text(
        "{file}: no UN 38.3 test summary as batterypass un summary new writes it: {why}",
        "{file}: no es un resumen de pruebas ONU 38.3 como lo escribe batterypass un summary new:"
        " {why}",
    ),
    "un383.other-signatory": Text(
        "{file}: the name of another summary's signatory: this one names {expected}, the file is"
        " {found}",
        "{file}: el nombre del responsable de otro resumen: este nombra {expected}, el archivo es"
        " {found}",
    ),
    # Reasons.
    "un383.amount-contradicts": Text(
        "{label}: given for {found}, which has none: leave it out, or correct the kind",
        "{label}: se dio para {found}, que no la tiene: quítelo, o corrija el tipo",
    ),
    "un383.later": Text(
        "the report is dated {day}, after {today}",
        "el informe tiene fecha {day}, posterior al {today}",
    ),
    "un383.no-article": Text(
        "the summary does not say what was tested, so it does not cover this: {article}",
        "el resumen no dice qué se probó, así que no ampara esto: {article}",
    ),
    "un383.not-assembled": Text(
        "{paragraph} is for assembled batteries, and the article tested is: {found}",
        "{paragraph} es para baterías ensambladas, y el artículo probado es: {found}",
    ),
    "un383.nothing": Text(
        "{label}: zero is no amount",
        "{label}: cero no es una cantidad",
    ),
    "un383.old-edition": Text(
        "tested to revision {revision}, amendment {amendment} of the Manual: at least revision"
        " {wanted}, amendment {wanted_amendment} is needed",
        "probado según la revisión {revision}, enmienda {amendment} del Manual: se necesita al menos"
        " la revisión {wanted}, enmienda {wanted_amendment}",
    ),
    "un383.test-failed": Text("{test} was not passed", "{test} no se superó"),
    "un383.test-left-out": Text(
        "{test} applies to this article ({article}) and is marked as not applicable",
        "{test} procede para este artículo ({article}) y está marcada como no procedente",
    ),
    "un383.wrong-article": Text(
        "what was tested ({found}) does not cover what is shipped ({article})",
        "lo que se probó ({found}) no ampara lo que se envía ({article})",
    ),
    "un383.wrong-model": Text(
        "the summary is of models {models} and does not name {model}",
        "el resumen es de los modelos {models} y no nombra {model}",
    ),
}
