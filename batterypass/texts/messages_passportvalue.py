"""What is said of a passport value that does not look like what it should be."""

from __future__ import annotations

from batterypass.texts.bilingual import Text

MESSAGES: dict[str, Text] = {
    "passportvalue.problem": Text(
        "{where}: found {found}, expected {expected}",
        "{where}: se encontró {found}, se esperaba {expected}",
    ),
    "passportvalue.meant": Text("; {meant}?", "; ¿{meant}?"),
    "passportvalue.meant-unit": Text(
        "; it looks like {unit}: {meant}?", "; parece estar en {unit}: ¿{meant}?"
    ),
    "passportvalue.fraction": Text("a fraction", "fracción"),
    "passportvalue.number": Text(
        "a number with a decimal point, without a unit", "un número con punto decimal, sin unidad"
    ),
    "passportvalue.number-in": Text(
        "a number in {unit}, with a decimal point and without the unit",
        "un número en {unit}, con punto decimal y sin la unidad",
    ),
    "passportvalue.integer": Text("a whole number", "un número entero"),
    "passportvalue.integer-in": Text(
        "a whole number of {unit}, without the unit", "un número entero de {unit}, sin la unidad"
    ),
    "passportvalue.range": Text("from {low} to {high}", "de {low} a {high}"),
    "passportvalue.range-in": Text("from {low} to {high} {unit}", "de {low} a {high} {unit}"),
    "passportvalue.percent": Text("a percentage", "un porcentaje"),
    "passportvalue.cells": Text(
        "a whole number of {chemistry} cells of {low} to {high} V each",
        "un número entero de celdas {chemistry} de {low} a {high} V cada una",
    ),
    "passportvalue.limits": Text(
        "from {low} to {high} V beside a nominal voltage of {nominal} V ({chemistry})",
        "de {low} a {high} V con una tensión nominal de {nominal} V ({chemistry})",
    ),
    "passportvalue.below": Text("less than {name} ({other})", "menos que {name} ({other})"),
    "passportvalue.sum": Text(
        "at most {limit} % together with {listed}",
        "a lo más {limit} % junto con {listed}",
    ),
    "passportvalue.sum-low": Text(
        "about {limit} % together with {listed}, for that is all there is",
        "cerca de {limit} % junto con {listed}, pues es todo lo que hay",
    ),
    "passportvalue.ledger": Text(
        "{value}, as entry {entry} says; where that is wrong, batterypass amend {entry} {field}=…"
        " corrects it",
        "{value}, como dice el asiento {entry}; si eso está mal, batterypass amend {entry} {field}=…"
        " lo corrige",
    ),
    "passportvalue.ledger-fixed": Text(
        "{value}, as entry {entry} says", "{value}, como dice el asiento {entry}"
    ),
    "passportvalue.ledger-known": Text(
        "{value}, as the ledger says", "{value}, como dice el registro"
    ),
    "passportvalue.ledger-line": Text(
        "a passport that the ledger knows of this pack or of what it was made from",
        "un pasaporte que el registro conoce de este paquete o de aquello de lo que se hizo",
    ),
    "passportvalue.fit": Text(
        "a value that fits what the passport says already: {listed}",
        "un valor que vaya con lo que el pasaporte ya dice: {listed}",
    ),
    "passportvalue.ledger-status": Text(
        "{value}: it follows from what happened to the pack",
        "{value}: sale de lo que pasó con el paquete",
    ),
    "passportvalue.same-event": Text(
        "{value}, as {field} says in the same event",
        "{value}, como dice {field} en el mismo evento",
    ),
    "passportvalue.chemistries": Text(
        "a name with one of these words: {listed}", "un nombre con una de estas palabras: {listed}"
    ),
    "passportvalue.past": Text("{day} at the latest", "a más tardar {day}"),
    "passportvalue.since-made": Text(
        "{month} or later: it was made then", "{month} o después: entonces se fabricó"
    ),
    "passportvalue.rated": Text(
        "at most {high} Ah of a pack of {rated} Ah",
        "a lo más {high} Ah de un paquete de {rated} Ah",
    ),
    "passportvalue.usable": Text(
        "from {low} to {high} Wh of a pack of {rated} Wh",
        "de {low} a {high} Wh de un paquete de {rated} Wh",
    ),
    "passportvalue.energy-range": Text(
        "from {low} to {high} Wh with {voltage} V and {capacity} Ah",
        "de {low} a {high} Wh con {voltage} V y {capacity} Ah",
    ),
    "passportvalue.mass-range": Text(
        "from {low} to {high} kg for {chemistry} of {energy}",
        "de {low} a {high} kg para {chemistry} de {energy}",
    ),
    "passportvalue.right": Text("It is right all the same?", "¿De todos modos es correcto?"),
    "passportvalue.month": Text("a month: YYYY-MM", "un mes: AAAA-MM"),
    "passportvalue.day": Text("a day: YYYY-MM-DD", "un día: AAAA-MM-DD"),
    "passportvalue.date_time": Text(
        "a time with its offset, YYYY-MM-DDThh:mm:ss±hh:mm, or a day",
        "una hora con su desfase, AAAA-MM-DDThh:mm:ss±hh:mm, o un día",
    ),
    "passportvalue.uri": Text(
        "a link (https://…, http://…), or a urn: or did: name",
        "un enlace (https://…, http://…), o un nombre urn: o did:",
    ),
    "passportvalue.hidden": Text(
        "a text without control characters and without those that turn the direction of a line",
        "un texto sin caracteres de control ni de los que cambian la dirección del renglón",
    ),
    "passportvalue.email": Text("an e-mail address", "una dirección de correo"),
    "passportvalue.country": Text(
        "a country in two capital letters (ISO 3166-1), such as MX",
        "un país en dos mayúsculas (ISO 3166-1), como MX",
    ),
    "passportvalue.cas": Text(
        "a CAS number whose check digit fits, such as 7440-02-0",
        "un número CAS con su dígito de control, como 7440-02-0",
    ),
    "passportvalue.cas-digit": Text(
        "a CAS number whose check digit is {digit}",
        "un número CAS cuyo dígito de control es {digit}",
    ),
    "passportvalue.sha256": Text(
        "a SHA-256: 64 hexadecimal digits", "un SHA-256: 64 dígitos hexadecimales"
    ),
    "passportvalue.words": Text("one of {listed}", "uno de {listed}"),
    "passportvalue.text": Text("one text", "un solo texto"),
    "passportvalue.texts": Text("a text, or a list of texts", "un texto o una lista de textos"),
    "passportvalue.uris": Text("links, or one link", "enlaces, o un enlace"),
    "passportvalue.enums": Text("words of its list, or one", "palabras de su lista, o una"),
    "passportvalue.numbers": Text("numbers, or one number", "números, o un número"),
    "passportvalue.record": Text(
        "a record with {listed}, or a text that describes it",
        "un objeto con {listed}, o un texto que lo describa",
    ),
    "passportvalue.records": Text(
        "a list of records with {listed}, or a text that describes them",
        "una lista de objetos con {listed}, o un texto que los describa",
    ),
    "passportvalue.multilingual": Text(
        "a text, a list of texts, or an object with one text for each language, such as es and en",
        "un texto, una lista de textos, o un objeto con un texto por idioma, como es y en",
    ),
    "passportvalue.member": Text("one of its members: {listed}", "uno de sus miembros: {listed}"),
    "passportvalue.required": Text("a value: it may not be left out", "un valor: no puede faltar"),
    "passportvalue.nothing": Text("nothing", "nada"),
    "passportvalue.unusual-hint": Text(
        "If it is right, say so with --accept-unusual, or with accept_unusual in the form",
        "Si es correcto, dígalo con --accept-unusual, o con accept_unusual en el formulario",
    ),
}
