"""Texts of ``recycler import``: a published list that is read into the directory."""

from __future__ import annotations

from batterypass.texts.bilingual import Text

MESSAGES: dict[str, Text] = {
    "dirimport.read-as": Text("{name}: {form}", "{name}: {form}"),
    "dirimport.sheet": Text('sheet "{sheet}"', 'hoja "{sheet}"'),
    "dirimport.header-at": Text("header on line {line}", "encabezado en la línea {line}"),
    "dirimport.from": Text(
        "list: {source}, published on {day}", "lista: {source}, publicada el {day}"
    ),
    "dirimport.own": Text(
        "the authority's own list, of {day}", "lista propia de la autoridad, del {day}"
    ),
    "dirimport.part": Text(
        "a part of a list: nothing is looked for that it does not name",
        "parte de una lista: no se busca lo que no nombra",
    ),
    "dirimport.proven": Text(
        "checked: {entries} entries, each signed and proven against the checkpoint at {size} of {source}",
        "comprobado: {entries} asientos, cada uno firmado y probado contra el punto de control en {size}"
        " de {source}",
    ),
    "dirimport.left-out": Text(
        "column not used: {name} ({reason})", "columna sin usar: {name} ({reason})"
    ),
    "dirimport.rows": Text("{n} row|{n} rows", "{n} fila|{n} filas"),
    "dirimport.added": Text("{n} added", "{n} se agrega|{n} se agregan"),
    "dirimport.changed": Text("{n} changed", "{n} cambia|{n} cambian"),
    "dirimport.unchanged": Text("{n} unchanged", "{n} sin cambio"),
    "dirimport.gone": Text("{n} gone", "{n} ya no está|{n} ya no están"),
    "dirimport.errors": Text("{n} with errors", "{n} con error"),
    "dirimport.line": Text("line {line}", "línea {line}"),
    "dirimport.change": Text("{field}: {old} → {new}", "{field}: {old} → {new}"),
    "dirimport.is-gone": Text("not on the list any more", "ya no está en la lista"),
    "dirimport.action-keep": Text("stays as it is", "se conserva como está"),
    "dirimport.action-suspend": Text("is suspended", "se suspende"),
    "dirimport.action-revoke": Text("is revoked", "se revoca"),
    "dirimport.action-none": Text(
        "say what becomes of it: --gone keep, suspend or revoke",
        "diga qué pasa con ella: --gone keep, suspend o revoke",
    ),
    "dirimport.told": Text(
        "the list says so; the party itself says other, and stays as it is",
        "así dice la lista; la propia parte dice otra cosa y queda como está",
    ),
    "dirimport.many": Text(
        "{count} rows (lines {lines}, …): {text}", "{count} filas (líneas {lines}, …): {text}"
    ),
    "dirimport.more": Text("… and {count} more", "… y {count} más"),
    "dirimport.repeats": Text(
        "line {line} repeats line {first}", "la línea {line} repite la línea {first}"
    ),
    "dirimport.status": Text("standing", "situación"),
    "dirimport.status-in_force": Text("in force", "vigente"),
    "dirimport.status-pending": Text("renewal pending", "prórroga en trámite"),
    "dirimport.status-not_yet": Text("not in force yet", "aún no vigente"),
    "dirimport.status-expired": Text("expired", "vencida"),
    "dirimport.status-suspended": Text("suspended", "suspendida"),
    "dirimport.status-revoked": Text("revoked", "revocada"),
    "dirimport.status-reinstated": Text("in force again", "vigente de nuevo"),
    "dirimport.status-renewal-filed": Text("renewal filed", "prórroga solicitada"),
    "dirimport.nothing-written": Text(
        "Nothing was written. Repeat without --dry-run.",
        "No se escribió nada. Repita sin --dry-run.",
    ),
    "dirimport.nothing-or-skip": Text(
        "Nothing was written. Correct the rows, or repeat with --skip-errors.",
        "No se escribió nada. Corrija las filas o repita con --skip-errors.",
    ),
    "dirimport.would-skip": Text(
        "Nothing was written. Repeat without --dry-run: the rows with errors stay out.",
        "No se escribió nada. Repita sin --dry-run: las filas con error quedan fuera.",
    ),
    "dirimport.errors-in": Text(
        "The rows with errors are in {path}: corrected there, they are imported as a part of the list",
        "Las filas con error están en {path}: corregidas ahí, se importan como parte de la lista",
    ),
    "dirimport.will": Text("Will be signed:", "Va a firmar:"),
    "dirimport.done": Text(
        "{n} entry signed|{n} entries signed", "{n} asiento firmado|{n} asientos firmados"
    ),
    "dirimport.in-time": Text(" in {seconds} s", " en {seconds} s"),
    "dirimport.nothing-new": Text("Nothing new", "Nada nuevo"),
    "dirimport.known": Text(
        "entry {entry} went through this very list before",
        "el asiento {entry} ya recorrió esta misma lista",
    ),
    "dirimport.omitted": Text("{n} with errors → {path}", "{n} con error → {path}"),
    "dirimport.needs-yes": Text(
        "-: standard input holds the list, so nobody can answer a question there: add --yes",
        "-: la entrada estándar trae la lista y nadie puede responder ahí: agregue --yes",
    ),
    "dirimport.checking": Text("checking", "revisando"),
    "dirimport.signing": Text("signing {count} entries …", "firmando {count} asientos …"),
    # Questions.
    "dirimport.ask-source": Text(
        "Whose list is it (as it is to be cited)?", "¿De quién es la lista (como ha de citarse)?"
    ),
    "dirimport.ask-day": Text("Published on (YYYY-MM-DD)?", "¿Publicada el (AAAA-MM-DD)?"),
    "dirimport.ask-columns": Text(
        "Some fields have no column. For each: the number of a column, =VALUE for every row, or Enter"
        " for none.",
        "Algunos datos no tienen columna. Para cada uno: el número de una columna, =VALOR para todas las"
        " filas, o Enter si ninguna.",
    ),
    "dirimport.ask-column": Text("{label} ({field})?", "¿{label} ({field})?"),
    "dirimport.no-column": Text(
        "{answer}: expected 1 to {count}, =VALUE or Enter",
        "{answer}: se esperaba de 1 a {count}, =VALOR o Enter",
    ),
    "dirimport.column-taken": Text(
        "column {answer} gives {label} already", "la columna {answer} ya da {label}"
    ),
    "dirimport.ask-save": Text(
        "Save this mapping as (file name; Enter: do not)?",
        "¿Guardar este mapeo como (nombre de archivo; Enter: no)?",
    ),
    "dirimport.saved": Text(
        "mapping saved: --map {path} reads the next list in the same way",
        "mapeo guardado: --map {path} lee igual la próxima lista",
    ),
    "dirimport.map-exists": Text(
        "{path}: there is another file of this name: choose a new name for the mapping",
        "{path}: ya hay otro archivo con ese nombre: elija otro para el mapeo",
    ),
    "dirimport.ask-gone": Text(
        "What becomes of what is not on the list any more: keep, suspend or revoke?",
        "¿Qué pasa con lo que ya no está en la lista: keep (conservar), suspend (suspender) o revoke"
        " (revocar)?",
    ),
    "dirimport.bad-gone": Text(
        "--gone {found}: expected keep, suspend or revoke",
        "--gone {found}: se esperaba keep, suspend o revoke",
    ),
    "dirimport.bad-dates": Text(
        "--dates {found}: expected {choices}", "--dates {found}: se esperaba {choices}"
    ),
    "dirimport.bad-day": Text(
        "--published-on {found}: expected a day such as 2026-11-20",
        "--published-on {found}: se esperaba un día como 2026-11-20",
    ),
    "dirimport.no-day": Text(
        "--published-on is missing: the day of the list decides how fresh it is, and from when it counts",
        "falta --published-on: el día de la lista decide qué tan reciente es y desde cuándo cuenta",
    ),
    "dirimport.of-file": Text(
        "{option}: a directory file says by itself where it is from",
        "{option}: un archivo del directorio dice por sí mismo de dónde es",
    ),
    "dirimport.only-file": Text(
        "{option}: only a directory file (.bpz) is checked against a trust file",
        "{option}: solo un archivo del directorio (.bpz) se comprueba con un archivo de confianza",
    ),
}
