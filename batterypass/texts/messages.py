"""What the program says to people beside the findings of rules, in English and Spanish.

A key is ``area.name``. The texts of one area may live in a module of their own,
``messages_<area>.py`` with a dictionary ``MESSAGES``; it is loaded when the first of them is said.
An error carries such a key as its ``code`` with the values that its text names.
"""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec

from batterypass.texts.bilingual import Text

#: Areas that share a module.
_MODULES = {
    area: module
    for module, areas in {
        "messages_ask": "ask form json log",
        "messages_commands": "completion demo environment explain export init inspect party rebuild show verify",
        "messages_state": "clock doctor system today",
        "messages_custody": "custody gate handoff offer ship",
        "messages_custody_more": "after claims custodymark enrol onpaper turned",
        "messages_papers": "emanifest manifest passport",
        "messages_attach": "attach attachments",
        "messages_copies": "backup replica restore",
        "messages_outbox": "answers outbox",
        "messages_travel": "container stream submit",
        "messages_directory": "recycler",
        "messages_directory_export": "direxport dirfile",
        "messages_directory_import": "dirimport",
        "messages_fields": "field folio",
        "messages_deadlines": "deadline letter",
        "messages_marks": "mark",
        "messages_books": "annual logbook",
        "messages_un_words": "unask unname unword",
        "messages_un_codes": "uncode",
        "messages_heads": "heads prove",
        "messages_ids": "idparse idscheme idnames resolve",
        "messages_app": "find keyfolder open write",
        "messages_merkle": "headproof merkle",
        "messages_witness": "tlog trust",
    }.items()
    for area in areas.split()
}


class Catalogue(dict[str, Text]):
    """The texts by key; an area is loaded when it is first needed."""

    def __missing__(self, key: str) -> Text:
        """Load the area of a key. Raises KeyError where nobody has written the text."""
        area = key.partition(".")[0]
        name = f"batterypass.texts.{_MODULES.get(area, f'messages_{area}')}"
        if area.isidentifier() and find_spec(name) is not None:
            for found, text in import_module(name).MESSAGES.items():
                self.setdefault(found, text)
        if key in self:
            return self[key]
        raise KeyError(key)

    def known(self, key: str | None) -> Text | None:
        """Give a text, or None where there is none under this key."""
        try:
            return self[key] if key else None
        except KeyError:
            return None


MESSAGES = Catalogue(
    {
        # Words.
        "word.yes": Text("yes", "sí"),
        "word.no": Text("no", "no"),
        # Help pages.
        "help.usage": Text("Usage", "Uso"),
        "help.options": Text("options", "opciones"),
        "help.arguments": Text("Arguments", "Argumentos"),
        "help.example": Text("Example", "Ejemplo"),
        "help.command": Text("COMMAND", "COMANDO"),
        "help.commands": Text("Commands", "Comandos"),
        "help.short-forms": Text("Short forms", "Formas cortas"),
        "help.required": Text("needed", "necesario"),
        "help.help": Text("Show this page.", "Muestra esta página."),
        "help.install-completion": Text(
            "Install completion for this shell.", "Instala el autocompletado en esta terminal."
        ),
        "help.show-completion": Text(
            "Print completion for this shell.", "Imprime el autocompletado de esta terminal."
        ),
        "help.section.start": Text("Start", "Para empezar"),
        "help.section.directory": Text("Directory", "Directorio"),
        "help.section.items": Text("Packs and items", "Paquetes y artículos"),
        "help.section.events": Text("Events", "Eventos"),
        "help.section.custody": Text("Custody", "Custodia"),
        "help.section.people": Text("People and paper", "Personas y papel"),
        "help.section.forms": Text("Forms and deadlines", "Formatos y plazos"),
        "help.section.ledger": Text("In the ledger", "En el registro"),
        "help.section.exchange": Text("Between sites", "Entre sitios"),
        "help.section.proof": Text("Proof", "Prueba"),
        "help.section.help": Text("Help", "Ayuda"),
        # Exit codes.
        "exit.0": Text(
            "done; or authentic and compliant", "hecho; o auténtico y cumple con las reglas"
        ),
        "exit.1": Text(
            "failed: disk, network, unreadable file", "falló: disco, red, archivo ilegible"
        ),
        "exit.2": Text(
            "wrong use: unknown option, bad value, or a given file that is damaged or of another kind:"
            " nothing was judged",
            "mal uso: opción desconocida, valor inválido, o un archivo dado que está dañado o es de otra"
            " clase: nada se juzgó",
        ),
        "exit.3": Text(
            "a rule: refused and nothing written; or authentic but not compliant",
            "una regla: rechazado y nada escrito; o auténtico pero no cumple",
        ),
        "exit.4": Text(
            "proven false: content, link or signature does not match",
            "probado falso: contenido, enlace o firma no coincide",
        ),
        "exit.5": Text(
            "cannot decide: missing key, missing part of the chain, first use",
            "no se puede decidir: falta una llave o parte de la cadena, primer uso",
        ),
        "exit.6": Text(
            "conflict or busy: another writer, stale head; try again",
            "conflicto u ocupado: otro escribe, cabeza atrasada; repita",
        ),
        "exit.7": Text(
            "the person said no at the prompt, also by Ctrl-C or the end of the answers",
            "la persona dijo que no en la pregunta, también con Ctrl-C o sin más respuestas",
        ),
        "exit.130": Text(
            "interrupted (Ctrl-C) where nothing was being asked",
            "interrumpido (Ctrl-C) donde no se preguntaba nada",
        ),
        # The words of a command.
        "cli.interrupted": Text(
            "Interrupted: what was recorded or written stays. The same command again goes on, and does"
            " nothing twice.",
            "Interrumpido: lo registrado o escrito se queda. El mismo comando otra vez sigue, y no hace"
            " nada dos veces.",
        ),
        "cli.unknown-command": Text(
            "there is no command {name!r}.{hint} {path} --help lists them",
            "no hay comando {name!r}.{hint} {path} --help los lista",
        ),
        "cli.unknown-kind": Text(
            "there is no kind of event {name!r}.{hint} batterypass schema lists them",
            "no hay tipo de evento {name!r}.{hint} batterypass schema los lista",
        ),
        "cli.unknown-code": Text(
            "there is no code {name!r}.{hint} batterypass explain lists them",
            "no hay código {name!r}.{hint} batterypass explain los lista",
        ),
        "cli.unknown-option": Text(
            "there is no option {name}.{hint} {path} --help shows them",
            "no hay opción {name}.{hint} {path} --help las muestra",
        ),
        "cli.did-you-mean": Text(" Did you mean {names}?", " ¿Quiso decir {names}?"),
        "cli.unknown-field": Text(
            "--fields: there is no field {name!r} here; there are: {known}",
            "--fields: aquí no hay campo {name!r}; hay: {known}",
        ),
        "cli.unknown-table": Text(
            "there is no table {name!r}; there are: {known}",
            "no hay tabla {name!r}; hay: {known}",
        ),
        "cli.missing": Text(
            "{name} is missing. {path} --help shows an example",
            "falta {name}. {path} --help muestra un ejemplo",
        ),
        "cli.extra": Text(
            "too many words: {extra}. {path} --help shows an example",
            "sobran palabras: {extra}. {path} --help muestra un ejemplo",
        ),
        "cli.no-command": Text(
            "say which command: {path} --help lists them",
            "diga qué comando: {path} --help los lista",
        ),
        "cli.option-needs-value": Text(
            "{name} needs a value. {path} --help shows an example",
            "{name} necesita un valor. {path} --help muestra un ejemplo",
        ),
        "cli.bad-value": Text(
            "{name}: {why} {path} --help shows an example",
            "{name}: valor inválido ({why}) {path} --help muestra un ejemplo",
        ),
        "cli.not-utf8": Text(
            "{path}: byte {byte} is not UTF-8: save the file as UTF-8 (in Excel: CSV UTF-8)",
            "{path}: el byte {byte} no es UTF-8: guarde el archivo como UTF-8 (en Excel: CSV UTF-8)",
        ),
        "cli.no-folder": Text("there is no folder {path}", "no existe la carpeta {path}"),
        "cli.is-folder": Text("it is a folder", "es una carpeta"),
        "cli.is-file": Text("it is a file", "es un archivo"),
        "cli.unreadable": Text("{path}: cannot be read: {why}", "{path}: no se puede leer: {why}"),
        "cli.bad-clock": Text(
            "BATTERYPASS_CLOCK: {text!r} is no RFC 3339 time with an offset, such as"
            " 2026-11-23T08:35:00-06:00",
            "BATTERYPASS_CLOCK: {text!r} no es una hora RFC 3339 con desfase, como"
            " 2026-11-23T08:35:00-06:00",
        ),
        "cli.seed-alone": Text(
            "BATTERYPASS_SEED makes keys that anybody can repeat: it is for demonstrations only,"
            " beside BATTERYPASS_CLOCK",
            "BATTERYPASS_SEED crea llaves que cualquiera puede repetir: es solo para"
            " demostraciones, junto a BATTERYPASS_CLOCK",
        ),
        "out.nothing": Text("nothing to show", "nada que mostrar"),
        # Refusals.
        "refused.what-to-do": Text("What you can do:", "Qué puede hacer:"),
        "refused.see": Text("look at {command}", "ver {command}"),
        "refused.acknowledge": Text(
            "record it all the same, with the reason: --acknowledge {code}=REASON",
            "registrarlo de todos modos, con el motivo: --acknowledge {code}=MOTIVO",
        ),
        "refused.explain": Text(
            "understand the rule: batterypass explain {code}",
            "entender la regla: batterypass explain {code}",
        ),
        "refused.nothing-written": Text("Nothing was written.", "No se escribió nada."),
        # Errors that have no text of their own: their details are technical.
        "frame.MalformedError": Text("{detail}", "no tiene la forma que debe tener ({detail})"),
        "frame.InputError": Text("{detail}", "no se puede aceptar ({detail})"),
        "frame.RefusedError": Text("{detail}", "una regla lo rechaza ({detail})"),
        "frame.BrokenError": Text("{detail}", "no coincide con lo firmado ({detail})"),
        "frame.UndecidedError": Text("{detail}", "no se puede decidir ({detail})"),
        "frame.ConflictError": Text("{detail}", "otro escribió primero; repita ({detail})"),
        "frame.DeclinedError": Text("{detail}", "se respondió que no ({detail})"),
        "frame.FailedError": Text("{detail}", "falló ({detail})"),
        # Faults of ours.
        "fault.title": Text(
            "✗ unexpected fault {id} ({kind}): this is a mistake in batterypass, not yours",
            "✗ falla inesperada {id} ({kind}): es un error de batterypass, no suyo",
        ),
        "fault.unchanged": Text("The ledger was not changed.", "El registro no cambió."),
        "fault.changed": Text(
            "{count} entries were recorded before the fault; they count.",
            "Se registraron {count} asientos antes de la falla; cuentan.",
        ),
        "fault.unknown": Text(
            "Whether the ledger was changed could not be read: batterypass doctor looks again.",
            "No se pudo leer si el registro cambió: batterypass doctor lo revisa.",
        ),
        "fault.report": Text(
            "Report without personal data: {path}", "Reporte sin datos personales: {path}"
        ),
        "fault.no-report": Text(
            "The report could not be written: {path}: {why}",
            "No se pudo escribir el reporte: {path}: {why}",
        ),
        # Signing.
        "sign.will": Text("You are about to sign ({count}):", "Va a firmar ({count}):"),
        "sign.question": Text("Sign as {name}?", "¿Firmar como {name}?"),
        "sign.declined": Text("nothing was signed", "no se firmó nada"),
        "sign.done": Text(
            "{kind} recorded: entry {index}, digest {digest}",
            "{kind}: registrado en el asiento {index}, huella {digest}",
        ),
        "sign.done-more": Text(
            "… and {count} more, up to entry {last}", "… y {count} más, hasta el asiento {last}"
        ),
        "sign.already": Text(
            "= already recorded: entry {index}; nothing changed",
            "= ya estaba registrado: asiento {index}; nada cambió",
        ),
        "sign.already-more": Text(
            "= … and {count} more that were recorded already",
            "= … y {count} más que ya estaban registrados",
        ),
        "sign.dry-run": Text(
            "Dry run: {count} would be signed; nothing was written.",
            "Ensayo: se firmarían {count}; no se escribió nada.",
        ),
        "sign.repeat": Text(
            "{kind}: the same was recorded a moment ago, entry {index}",
            "{kind}: lo mismo se acaba de registrar, asiento {index}",
        ),
        "sign.again": Text("Record it once more?", "¿Registrarlo otra vez?"),
        "sign.knowingly": Text("Recorded knowingly:", "Registrado a sabiendas:"),
        "sign.notice": Text("Notice:", "Aviso:"),
        "sign.more-notices": Text(
            "… and {count} more of {code}: batterypass explain {code}",
            "… y {count} más de {code}: batterypass explain {code}",
        ),
        "sign.next": Text("Next: {command}", "Siguiente: {command}"),
        "sign.bad-acknowledge": Text(
            "--acknowledge {word}: expected RULE=REASON; reasons: {reasons}",
            "--acknowledge {word}: se espera REGLA=MOTIVO; motivos: {reasons}",
        ),
        # Keys.
        "keys.none": Text(
            "{folder}: no keys to sign with; batterypass key new PARTY makes them, --keys DIR names"
            " another folder",
            "{folder}: no hay llaves para firmar; batterypass key new PARTE las crea, --keys DIR"
            " indica otra carpeta",
        ),
        "keys.several": Text(
            "several parties have keys here: {parties}; say which one signs: --as PARTY",
            "varias partes tienen llaves aquí: {parties}; diga cuál firma: --as PARTE",
        ),
        "keys.not-here": Text(
            "{folder}: no key of {party}; here are: {parties}",
            "{folder}: no hay llave de {party}; aquí hay: {parties}",
        ),
        "keys.none-of-party": Text(
            "{folder}: no key of {party} that would do; batterypass key new {party} makes them",
            "{folder}: no hay llave de {party} que sirva; batterypass key new {party} las crea",
        ),
        "keys.not-one-new": Text(
            "{folder}: {count} keys of {party} are not in the directory yet, expected one;"
            " batterypass key list shows them",
            "{folder}: {count} llaves de {party} no están aún en el directorio, se espera una;"
            " batterypass key list las muestra",
        ),
        "keys.unknown": Text(
            "{text!r} begins {count} keys; batterypass key show lists them",
            "{text!r} es principio de {count} llaves; batterypass key show las lista",
        ),
        "keys.bad-role": Text(
            "--role {role}: expected daily, recovery or label",
            "--role {role}: se espera daily, recovery o label",
        ),
        "keys.no-passphrase": Text(
            "{folder}: the passphrase of the key folder is needed: set BATTERYPASS_PASSPHRASE or"
            " give --passphrase-file FILE",
            "{folder}: hace falta la contraseña de la carpeta de llaves: defina"
            " BATTERYPASS_PASSPHRASE o dé --passphrase-file ARCHIVO",
        ),
        "keys.passphrases-differ": Text(
            "the two passphrases differ", "las dos contraseñas no son iguales"
        ),
        "keys.no-answer": Text("no passphrase was given", "no se dio contraseña"),
        "keys.has-already": Text(
            "{party} has a {role} key here already: {kid}…",
            "{party} ya tiene aquí una llave {role}: {kid}…",
        ),
        "keys.role.daily": Text("daily", "diaria"),
        "keys.role.recovery": Text("recovery", "de recuperación"),
        "keys.role.label": Text("label", "de etiquetas"),
        "keys.role.checkpoint": Text("checkpoint", "de puntos de control"),
        "keys.role.operator": Text("operator", "del operador"),
        "keys.role.receipt": Text("receipt", "de recibos"),
        "keys.role.witness": Text("witness", "de testigo"),
        "keys.made": Text("{role} key of {party}: {kid}…", "llave {role} de {party}: {kid}…"),
        "keys.dry-run": Text(
            "Dry run: would make for {party}: {roles}; nothing was written.",
            "Ensayo: se crearía para {party}: {roles}; no se escribió nada.",
        ),
        "keys.not-secret": Text(
            "demonstration keys: anybody can make the same ones",
            "llaves de demostración: cualquiera puede crear las mismas",
        ),
        "keys.in-force": Text("in force", "vigente"),
        "keys.revoked": Text(
            "revoked in entry {entry} ({reason})", "revocada en el asiento {entry} ({reason})"
        ),
        "keys.operator": Text("operator's, entry 0", "del operador, asiento 0"),
        "keys.not-registered": Text("not registered", "sin registrar"),
        # Items and events.
        "item.energy": Text("{wh} Wh", "{wh} Wh"),
        "plain.sealed-elsewhere": Text(
            "{title}; the values are not here", "{title}; los valores no están aquí"
        ),
    }
)
