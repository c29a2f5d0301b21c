"""What the import of packs says: how a file was read, what it comes to, what was signed."""

from __future__ import annotations

from batterypass.texts.bilingual import Text

MESSAGES: dict[str, Text] = {
    "packimport.rows": Text("{n} {count:row|rows}", "{n} {count:fila|filas}"),
    "packimport.new": Text("{n} {count:is|are} new", "{n} {count:nueva|nuevas}"),
    "packimport.same": Text(
        "{n} {count:is|are} recorded already",
        "{n} ya {count:existe|existen} {count:igual|iguales}",
    ),
    "packimport.errors": Text("{n} with errors", "{n} con error"),
    "packimport.repeats": Text(
        "line {line} repeats line {first}", "la línea {line} repite la línea {first}"
    ),
    "packimport.more": Text("… and {count} more", "… y {count} más"),
    "packimport.read-as": Text("{name}: {form}", "{name}: {form}"),
    "packimport.comma": Text("decimal comma", "coma decimal"),
    "packimport.left-out": Text(
        "column not used: {name} ({reason})", "columna sin usar: {name} ({reason})"
    ),
    "packimport.unusual": Text("taken, but look again: {text}", "se toma, pero revise: {text}"),
    "packimport.rule": Text("{n} {count:row|rows}: {message}", "{n} {count:fila|filas}: {message}"),
    "packimport.rule-lines": Text(
        "{count} rows (lines {lines}, …): {message}", "{count} filas (líneas {lines}, …): {message}"
    ),
    "packimport.report": Text(
        "{total} values: {taken} taken, {mapped} mapped, {left_out} left out",
        "{total} datos: {taken} tomados, {mapped} convertidos, {left_out} omitidos",
    ),
    "packimport.taken": Text("taken", "tomado"),
    "packimport.mapped": Text("mapped", "convertido"),
    "packimport.left_out": Text("left out", "omitido"),
    "packimport.nothing-written": Text(
        "Nothing was written. Repeat without --dry-run.",
        "No se escribió nada. Repita sin --dry-run.",
    ),
    "packimport.nothing-or-skip": Text(
        "Nothing was written. Correct the rows, or repeat with --skip-errors.",
        "No se escribió nada. Corrija las filas o repita con --skip-errors.",
    ),
    "packimport.would-skip": Text(
        "Nothing was written. Repeat without --dry-run: the rows with errors stay out.",
        "No se escribió nada. Repita sin --dry-run: las filas con error quedan fuera.",
    ),
    "packimport.doubted": Text(
        "{n} of them only for what is unusual: if it is right, repeat with --accept-unusual",
        "{n} de ellas solo por lo poco usual: si es correcto, repita con --accept-unusual",
    ),
    "packimport.errors-in": Text(
        "The rows with errors are in {path}", "Las filas con error están en {path}"
    ),
    "packimport.will": Text("Will be signed: {count} × {kind}", "Va a firmar: {count} × {kind}"),
    "packimport.done": Text(
        "{n} {count:pack|packs} signed", "{n} {count:paquete|paquetes} {count:firmado|firmados}"
    ),
    "packimport.passports": Text(
        "{n} {count:passport|passports} with what is not public sealed",
        "{n} {count:pasaporte|pasaportes} con lo no público sellado",
    ),
    "packimport.in-time": Text(" in {seconds} s", " en {seconds} s"),
    "packimport.unchanged": Text("{n} unchanged", "{n} sin cambio"),
    "packimport.omitted": Text("{n} with errors → {path}", "{n} con error → {path}"),
    "packimport.nothing-new": Text("Nothing new", "Nada nuevo"),
    "packimport.needs-yes": Text(
        "-: standard input holds the packs, so nobody can answer a question there: add --yes",
        "-: la entrada estándar trae los paquetes y nadie puede responder ahí: agregue --yes",
    ),
    "packimport.checking": Text("checking", "revisando"),
    "packimport.signing": Text("signing", "firmando"),
}
