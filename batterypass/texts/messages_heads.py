"""Texts of sealed checkpoints and of proofs of heads."""

from __future__ import annotations

from batterypass.texts.bilingual import Text

MESSAGES: dict[str, Text] = {
    "heads.not-operator": Text(
        "This is a copy of {origin}: only its operator seals a checkpoint, with batterypass checkpoint"
        " --seal. Update the copy when that is done",
        "Esta es una copia de {origin}: solo su operador sella un punto de control, con batterypass"
        " checkpoint --seal. Actualice la copia cuando esté hecho",
    ),
    "heads.no-note": Text(
        "The signed checkpoint of the last seal is not in the ledger of {size} entries: batterypass"
        " verify says more",
        "El punto de control firmado del último sello no está en el registro de {size} asientos:"
        " batterypass verify dice más",
    ),
    "heads.damaged": Text(
        "The kept heads of bucket {bucket} do not lead to the root that was committed at {size}"
        " entries: batterypass verify says what differs, batterypass rebuild makes them again",
        "Las cabezas guardadas de la cubeta {bucket} no llevan a la raíz comprometida a los {size}"
        " asientos: batterypass verify dice qué difiere, batterypass rebuild las hace de nuevo",
    ),
    "heads.will-seal": Text(
        "The operator will sign a seal: how many statements everybody has among the {size} entries, and"
        " the checkpoint over them. It is kept for ever.",
        "El operador firmará un sello: cuántos enunciados tiene cada quien entre los {size} asientos, y"
        " el punto de control que los cubre. Se guarda para siempre.",
    ),
    "heads.sealed": Text(
        "Sealed at {size} entries: the heads of all subjects are committed as entry {entry}.",
        "Sellado a los {size} asientos: las cabezas de todos quedan comprometidas en el asiento {entry}.",
    ),
    "heads.sealed-already": Text(
        "Nothing was recorded since the seal at {size} entries (entry {entry}): nothing was written.",
        "Nada se registró desde el sello a los {size} asientos (asiento {entry}): no se escribió nada.",
    ),
    "heads.left-unsealed": Text(
        "What was recorded since the last seal is published unsealed: the operator's keys of {origin} are"
        " not here, or this is a trial",
        "Lo registrado desde el último sello se publica sin sellar: no están aquí las llaves del operador"
        " de {origin}, o esto es un ensayo",
    ),
    "heads.dry-run": Text("Trial: nothing was sealed.", "Ensayo: no se selló nada."),
    "prove.none-sealed": Text(
        "No checkpoint of {origin} is sealed yet, so nothing can be proved of what is missing: its"
        " operator seals one with batterypass checkpoint --seal",
        "Ningún punto de control de {origin} está sellado, así que no se puede probar que nada falta:"
        " su operador sella uno con batterypass checkpoint --seal",
    ),
    "prove.present": Text("{subject}: in the log", "{subject}: está en el registro"),
    "prove.absent": Text(
        "{subject}: proven unknown. The log has no statement about it, or by it, among its first"
        " {entries} entries.",
        "{subject}: desconocido, y está probado. El registro no tiene ninguna declaración sobre esto,"
        " ni de su parte, entre sus primeros {entries} asientos.",
    ),
    "prove.lane-main": Text("statements that change it", "declaraciones que lo cambian"),
    "prove.lane-record": Text("statements on record", "declaraciones de constancia"),
    "prove.lane-acted": Text("statements that it signed", "declaraciones que firmó"),
    "prove.under": Text(
        "Proved under the sealed checkpoint of {size} entries (root of heads {root}, entry {entry}).",
        "Probado con el punto de control sellado de {size} asientos (raíz de cabezas {root}, asiento"
        " {entry}).",
    ),
    "prove.later": Text(
        "{count} later entries are not in it yet: batterypass checkpoint --seal makes a newer one.",
        "Faltan {count} asientos posteriores: batterypass checkpoint --seal hace uno más nuevo.",
    ),
    "prove.written": Text("Proof: {file} ({bytes} bytes)", "Prueba: {file} ({bytes} bytes)"),
    "prove.not-absent": Text(
        "{subject} is in the log, so that it is unknown cannot be proved.",
        "{subject} está en el registro: no se puede probar que sea desconocido.",
    ),
}
