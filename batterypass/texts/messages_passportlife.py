"""Texts about what follows on a passport: updates, hand-overs, its end, what is due."""

from __future__ import annotations

from batterypass.texts.bilingual import Text

MESSAGES: dict[str, Text] = {
    "passportlife.no-values": Text(
        "{item}: no value was given, and a passport is updated with at least one: attribute=value",
        "{item}: no se dio ningún valor, y un pasaporte se actualiza con al menos uno:"
        " atributo=valor",
    ),
    "passportlife.no-reason": Text(
        "{item}: its life is {life}, so nothing says why its passport ends; expected one of recycled,"
        " disposed, dismantled, replaced, as --reason",
        "{item}: su vida es {life}, así que nada dice por qué termina su pasaporte; se esperaba uno"
        " de recycled, disposed, dismantled, replaced, con --reason",
    ),
    "passportlife.ask-attribute": Text(
        "Attribute (empty: done, ?: list)", "Atributo (vacío: terminar, ?: lista)"
    ),
    "passportlife.seen-by": Text("  {name} · {point}", "  {name} · {point}"),
    "passportlife.in-clear": Text(
        "--open: what is measured will stand in clear in the log, for everybody and for ever; nobody"
        " can seal or erase it later",
        "--open: lo medido quedará a la vista en el registro, de cualquiera y para siempre; nadie"
        " podrá sellarlo ni borrarlo después",
    ),
    "passportlife.ask-to": Text("New responsible operator", "Nuevo operador responsable"),
    "passportlife.due-issue": Text(
        "{item}: a new passport is due after its new life: batterypass passport issue {item}",
        "{item}: falta el pasaporte nuevo de su nueva vida: batterypass passport issue {item}",
    ),
    "passportlife.due-hand-over": Text(
        "{item}: it became waste; say who answers for its passport now, if only the same:"
        " batterypass passport hand-over {item}",
        "{item}: se volvió residuo; diga quién responde ahora por su pasaporte, aunque sea el mismo:"
        " batterypass passport hand-over {item}",
    ),
    "passportlife.due-end": Text(
        "{item}: it is no more; its passport has to end: batterypass passport end {item}",
        "{item}: ya no existe; su pasaporte debe terminar: batterypass passport end {item}",
    ),
    "passportlife.reading-erased": Text(
        "what was measured last is sealed, and is not here: erased, or it never came",
        "lo último que se midió está sellado, y no está aquí: se borró, o nunca llegó",
    ),
    "passportlife.reading-not_here": Text(
        "what was measured last is sealed, and is not in this copy",
        "lo último que se midió está sellado, y no está en esta copia",
    ),
    "passportlife.today": Text("PASSPORTS", "PASAPORTES"),
    "passportlife.today-count": Text("{count} waiting for a step", "{count} esperan un paso"),
    "passportlife.due-more": Text(
        "… and {count} more passports wait", "… y {count} pasaportes más esperan"
    ),
}
