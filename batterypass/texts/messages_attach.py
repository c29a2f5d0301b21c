"""Texts of the attachments that lie beside a ledger."""

from __future__ import annotations

from batterypass.texts.bilingual import Text

MESSAGES: dict[str, Text] = {
    "attach.bad-gone": Text(
        "{path}: does not say on which day the file was removed: delete it",
        "{path}: no dice qué día se retiró el archivo: bórrelo",
    ),
    "attach.bad-limit": Text(
        "BATTERYPASS_ATTACHMENT_MB: {text!r}: expected a number of megabytes, 1 to 2000",
        "BATTERYPASS_ATTACHMENT_MB: {text!r}: se espera un número de megabytes, de 1 a 2000",
    ),
    "attach.damaged": Text(
        "{path}: the file is damaged: its SHA-256 is {found}; bring it again with batterypass"
        " attachments take FILE",
        "{path}: el archivo está dañado: su SHA-256 es {found}; tráigalo otra vez con"
        " batterypass attachments take ARCHIVO",
    ),
    "attach.empty": Text(
        "{name}: the file is empty",
        "{name}: el archivo está vacío",
    ),
    "attach.kept": Text(
        "{name} · {size} · {media_type}  {digest}",
        "{name} · {size} · {media_type}  {digest}",
    ),
    "attach.next": Text(
        "For a form, its “documents”: {form}",
        "Para una forma, sus «documents»: {form}",
    ),
    "attach.no-digest": Text(
        "{text!r} is no SHA-256: expected 64 hex digits in lower case",
        "{text!r} no es un SHA-256: se esperan 64 dígitos hexadecimales en minúsculas",
    ),
    "attach.not-here": Text(
        "{path}: this file is not here",
        "{path}: este archivo no está aquí",
    ),
    "attach.not-here-named": Text(
        "--attach: {command} signs nothing that could name a file: give it to the command that signs"
        " the event, such as batterypass log KIND --attach FILE",
        "--attach: {command} no firma nada que pueda nombrar un archivo: délo al comando que firma el"
        " evento, como batterypass log TIPO --attach ARCHIVO",
    ),
    "attach.outside": Text(
        "{name}: expected a file in {folder}, or below it",
        "{name}: se esperaba un archivo en {folder}, o debajo",
    ),
    "attach.too-much": Text(
        "{name}: the files of one import have at most 2,000 MB together",
        "{name}: los archivos de una importación suman a lo más 2 000 MB",
    ),
    "attach.changed": Text(
        "{name}: the file changed since it was checked: nothing was signed; import again",
        "{name}: el archivo cambió desde que se revisó: nada se firmó; importe de nuevo",
    ),
    "attach.with-rows": Text(
        "{packs} packs name files ({size} together): only digests go into the entries",
        "{packs} paquetes nombran archivos ({size} en total): a los asientos va solo la huella",
    ),
    "attach.not-named": Text(
        "{name}: no entry names it, or anything in it; batterypass attach FILE keeps a file for"
        " an event that is still to come",
        "{name}: ningún asiento lo nombra, ni a nada que traiga; batterypass attach ARCHIVO"
        " guarda un archivo para un evento que está por venir",
    ),
    "attach.sealed": Text(
        "file        {name} · {size} · {media_type} · sealed: only its digest goes into the event",
        "archivo     {name} · {size} · {media_type} · sellado: solo su huella va en el evento",
    ),
    "attach.too-large": Text(
        "{name}: larger than {megabytes} MB, the limit of an attachment: make it smaller, or"
        " set BATTERYPASS_ATTACHMENT_MB",
        "{name}: pasa de {megabytes} MB, el límite de un archivo adjunto: redúzcalo, o defina"
        " BATTERYPASS_ATTACHMENT_MB",
    ),
    "attach.too-many": Text(
        "{count} {count:attachment|attachments}, an event names at most {most}: divide them"
        " among several events",
        "{count} {count:archivo|archivos} adjuntos, un evento nombra a lo más {most}:"
        " repártalos en varios eventos",
    ),
    "attachments.bad-age": Text(
        "--older-than {text}: expected a number of days, such as 3650d",
        "--older-than {text}: se espera un número de días, como 3650d",
    ),
    "attachments.by": Text(
        "whoever signed has it: {name}",
        "lo tiene quien firmó: {name}",
    ),
    "attachments.count": Text(
        "{missing} missing of {count} · {removed} removed after {removed:its|their} time",
        "{missing:falta|faltan} {missing} de {count} · {removed} {removed:retirado|retirados}"
        " por antigüedad",
    ),
    "attachments.loose": Text(
        "{count} {count:file|files} in {folder} {count:is|are} named by no entry",
        "{count} {count:archivo|archivos} en {folder} no los nombra ningún asiento",
    ),
    "attachments.declined": Text(
        "nothing was removed",
        "no se retiró nada",
    ),
    "attachments.here": Text(
        "here",
        "aquí",
    ),
    "attachments.missing": Text(
        "missing",
        "falta",
    ),
    "attachments.none-to-prune": Text(
        "no attachment here is older than that",
        "ningún archivo aquí es más antiguo",
    ),
    "attachments.prune-question": Text(
        "Remove {count:this file|these files} ({count}) for good?",
        "¿Retirar para siempre {count:este archivo|estos archivos} ({count})?",
    ),
    "attachments.pruned": Text(
        "{count} {count:file|files} removed; {count:its digest stays|their digests stay} in the"
        " events",
        "{count} {count:archivo retirado; su huella queda|archivos retirados; sus huellas"
        " quedan} en los eventos",
    ),
    "attachments.removed": Text(
        "removed on {day}",
        "retirado el {day}",
    ),
    "attachments.taken": Text(
        "{count} {count:file|files} taken; {missing} still missing",
        "{count} {count:archivo tomado|archivos tomados}; {missing:falta|faltan} {missing} todavía",
    ),
    "attachments.would-prune": Text(
        "Dry run: {count} {count:file|files} would be removed.",
        "Ensayo: se {count:retiraría|retirarían} {count} {count:archivo|archivos}.",
    ),
}
