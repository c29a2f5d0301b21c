"""Texts about erasing sealed sections for good."""

from __future__ import annotations

from batterypass.texts.bilingual import Text

MESSAGES: dict[str, Text] = {
    "erase.replica": Text(
        "a replica has no sealed sections of the ledger: they are erased where the ledger is",
        "una réplica no tiene secciones selladas del registro: se borran donde está el registro",
    ),
    "erase.no-point": Text(
        "{found}: no such content point; expected one of {listed}",
        "{found}: no hay tal punto de contenido; se esperaba uno de {listed}",
    ),
    "erase.no-why": Text(
        "say why it is erased: --why TEXT is kept beside the ledger",
        "diga por qué se borra: --why TEXTO queda junto al registro",
    ),
    "erase.why-value": Text(
        "--why says a value that is to be erased (entry {entry}, {point}): the reason is kept, so give"
        " it without the values",
        "--why dice un valor que se va a borrar (asiento {entry}, {point}): el motivo se conserva, así"
        " que délo sin los valores",
    ),
    "erase.nothing-left": Text(
        "{item}: nothing left to erase (sections that were erased before or never came: {count})",
        "{item}: ya no queda nada que borrar (secciones ya borradas o que nunca llegaron: {count})",
    ),
    "erase.no-note": Text("{path}: cannot be written: {why}", "{path}: no se pudo escribir: {why}"),
    "erase.none": Text(
        "{item}: nothing is sealed there; batterypass history {item} lists its entries",
        "{item}: no hay nada sellado ahí; batterypass history {item} lista sus asientos",
    ),
    "erase.will": Text(
        "Will be erased for good, with the salt; nobody can get it back:",
        "Se borrará para siempre, con su sal; nadie podrá recuperarlo:",
    ),
    "erase.line": Text(
        "entry {entry} · {kind} · {point}: {names}", "asiento {entry} · {kind} · {point}: {names}"
    ),
    "erase.gone": Text("erased already", "ya borrado"),
    "erase.kept": Text(
        "The log stays as it is and still verifies. Copies that are elsewhere are yours to see to:"
        " backups, disclosure files, printed passports, snapshots of this disk.",
        "El registro queda como está y se sigue comprobando. De las copias que estén en otro lugar"
        " debe ocuparse usted: respaldos, archivos de revelación, pasaportes impresos, instantáneas"
        " de este disco.",
    ),
    "erase.question": Text(
        "Erase for good (sections: {count})?", "¿Borrar para siempre (secciones: {count})?"
    ),
    "erase.declined": Text("nothing was erased", "no se borró nada"),
    "erase.done": Text(
        "erased: {count}; by {actor}; why: {why}", "borradas: {count}; por {actor}; motivo: {why}"
    ),
    "erase.dry-run": Text("Nothing was erased (--dry-run).", "No se borró nada (--dry-run)."),
}
