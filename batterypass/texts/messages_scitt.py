"""Texts about receipts and transparent statements for SCITT readers."""

from __future__ import annotations

from batterypass.texts.bilingual import Text

MESSAGES: dict[str, Text] = {
    "scitt.done": Text(
        "{folder}: {count} {count:entry|entries}, {files} files, {written} of them new or changed",
        "{folder}: {count} {count:asiento|asientos}, {files} archivos, {written} de ellos nuevos o"
        " cambiados",
    ),
    "scitt.files": Text(
        "of each entry N: N.cose (statement), N.transparent.cose (with its receipt), N.receipt.cose,"
        " N.tlog-proof (inclusion, with the checkpoint)",
        "de cada asiento N: N.cose (declaración), N.transparent.cose (con su acuse), N.receipt.cose,"
        " N.tlog-proof (inclusión, con el punto de control)",
    ),
    "scitt.keys": Text(
        "keys: receipt-keys.cbor, issuer-keys.cbor (COSE key sets); who reads them compares them with"
        " what he has from elsewhere",
        "llaves: receipt-keys.cbor, issuer-keys.cbor (conjuntos de llaves COSE); quien las lee las"
        " compara con lo que tiene de otra fuente",
    ),
    "scitt.never-enough": Text(
        "A receipt is never enough for «authentic»: it carries no checkpoint and no witness, so two"
        " people can hold receipts of two logs that contradict each other. Only a ledger or a"
        " bundle, under a checkpoint that you trust, decides that.",
        "Un acuse nunca basta para «auténtico»: no lleva punto de control ni testigos, así que dos"
        " personas pueden tener acuses de dos registros que se contradicen. Eso solo lo decide un"
        " registro o un paquete de pruebas, bajo un punto de control en el que usted confía.",
    ),
    "scitt.next": Text(
        "Next: batterypass verify, on the ledger itself",
        "Sigue: batterypass verify, del registro mismo",
    ),
    "scitt.no-key": Text(
        "the receipt key {kid}… of {origin} is not in this key folder: only the operator of a ledger"
        " makes receipts. Proof of an entry without one: batterypass show ENTRY --proof",
        "la llave de acuses {kid}… de {origin} no está en esta carpeta de llaves: solo el operador de"
        " un registro hace acuses. Prueba de un asiento sin acuse: batterypass show ENTRY --proof",
    ),
    "scitt.not-logged": Text(
        "{text}: nothing of it is in the log yet, so there is nothing to make a receipt of",
        "{text}: nada suyo está todavía en el registro, así que no hay de qué hacer un acuse",
    ),
    "scitt.other-log": Text(
        "{path} is not the statement that this ledger has under that number: the folder belongs to"
        " another ledger; choose another one",
        "{path} no es la declaración que este registro tiene con ese número: la carpeta es de otro"
        " registro; elija otra",
    ),
    "scitt.no-ledger": Text(
        "{path}: there is no ledger; without --ledger the file is read by itself",
        "{path}: no hay ningún registro; sin --ledger el archivo se lee solo",
    ),
    "scitt.only-statement": Text(
        "{path} is a signed statement without a receipt: batterypass inspect {path} reads it",
        "{path} es una declaración firmada sin acuse: batterypass inspect {path} la lee",
    ),
    "scitt.unreadable": Text(
        "{path} begins as a signed statement or a receipt does, but cannot be read: it is damaged or"
        " was cut off; get the file again",
        "{path} empieza como una declaración firmada o un acuse, pero no se puede leer: está dañado o"
        " cortado; consiga el archivo otra vez",
    ),
    "scitt.malformed-receipt": Text(
        "{path} is no receipt that can be read: {why}",
        "{path} no es un acuse que se pueda leer: {why}",
    ),
    "scitt.malformed-transparent": Text(
        "{path} is no transparent statement that can be read: {why}",
        "{path} no es una declaración transparente que se pueda leer: {why}",
    ),
    "scitt.title-receipt": Text("{path} · receipt", "{path} · acuse"),
    "scitt.title-transparent": Text(
        "{path} · transparent statement", "{path} · declaración transparente"
    ),
    "scitt.label.issuer": Text("receipt of", "acuse de"),
    "scitt.label.subject": Text("about", "sobre"),
    "scitt.label.place": Text("place", "lugar"),
    "scitt.place-signed": Text(
        "entry {index} of a log of {size} {size:entry|entries}",
        "asiento {index} de un registro de {size} {size:asiento|asientos}",
    ),
    "scitt.place-open": Text(
        "entry {index} of {size}, but the receipt does not sign these numbers",
        "asiento {index} de {size}, pero el acuse no firma estos números",
    ),
    "scitt.check.form": Text("form", "forma"),
    "scitt.check.signature": Text("signature", "firma"),
    "scitt.check.receipt": Text("receipt", "acuse"),
    "scitt.check.entry": Text("same log", "mismo registro"),
    "scitt.ok.form": Text(
        "every byte is where RFC 9942 has it", "cada byte está donde lo pone el RFC 9942"
    ),
    "scitt.ok.signature": Text(
        "by the key that the ledger here has for the signer",
        "de la llave que el registro de aquí tiene de quien firma",
    ),
    "scitt.ok.receipt": Text(
        "the path leads to a root that the receipt key of this ledger has signed",
        "el camino lleva a una raíz que firmó la llave de acuses de este registro",
    ),
    "scitt.ok.entry": Text(
        "the ledger here has the same entry and the same root",
        "el registro de aquí tiene el mismo asiento y la misma raíz",
    ),
    "scitt.not-ours": Text(
        "the statement is not one of batterypass: {detail}",
        "la declaración no es de batterypass: {detail}",
    ),
    "scitt.no-ledger-here": Text(
        "no ledger here has the key that it takes (--ledger FILE)",
        "ningún registro tiene aquí la llave que hace falta (--ledger ARCHIVO)",
    ),
    "scitt.other-ledger": Text(
        "it is meant for another ledger: {detail}", "es para otro registro: {detail}"
    ),
    "scitt.other-issuer": Text(
        "it comes from {detail}, not from the ledger here",
        "viene de {detail}, no del registro de aquí",
    ),
    "scitt.unknown-key": Text(
        "it names key {detail}…, which the ledger here does not have for it",
        "nombra la llave {detail}…, que el registro de aquí no tiene para eso",
    ),
    "scitt.short-ledger": Text(
        "the ledger here ends before: it cannot be compared at entry {detail}",
        "el registro de aquí termina antes: no se puede comparar en el asiento {detail}",
    ),
    "scitt.bad-signature": Text(
        "it was not signed by {detail}, or was changed since",
        "no lo firmó {detail}, o se cambió después",
    ),
    "scitt.bad-receipt": Text(
        "it does not hold for entry {detail}: the receipt or the statement was changed",
        "no vale para el asiento {detail}: se cambió el acuse o la declaración",
    ),
    "scitt.other-entry": Text(
        "the receipt key has signed for another entry {detail} than the ledger here has: keep both,"
        " this is proof of two histories",
        "la llave de acuses firmó por otro asiento {detail} que el del registro de aquí: guarde los"
        " dos, es prueba de dos historias",
    ),
    "scitt.other-root": Text(
        "the receipt key has signed another root at {detail} entries than the ledger here has: keep"
        " both, this is proof of two histories",
        "la llave de acuses firmó con {detail} asientos otra raíz que la del registro de aquí: guarde"
        " los dos, es prueba de dos historias",
    ),
}
