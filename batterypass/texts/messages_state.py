"""Texts of ``today`` and ``doctor``, and what is said of the clock."""

from __future__ import annotations

from batterypass.texts.bilingual import Text

MESSAGES: dict[str, Text] = {
    "today.consignments": Text("CONSIGNMENTS", "EMBARQUES"),
    "today.count-open": Text("{count} open", "{count} {count:abierto|abiertos}"),
    "today.consignment": Text(
        "{name}  {state}  {items} {items:item|items}, {kg} kg  {consignor} → {consignee}",
        "{name}  {state}  {items} {items:artículo|artículos}, {kg} kg  {consignor} → {consignee}",
    ),
    "today.yard": Text("YARD", "PATIO"),
    "today.empty": Text("nothing", "nada"),
    "today.found-it": Text(
        " → who finds it: batterypass handoff claim {item} --reason found --as PARTY",
        " → quien lo encuentre: batterypass handoff claim {item} --reason found --as PARTE",
    ),
    "today.flagged.waste": Text("{count} waste", "{count} {count:residuo|residuos}"),
    "today.flagged.damaged": Text("{count} damaged", "{count} {count:dañado|dañados}"),
    "today.flagged.contested": Text("{count} contested", "{count} en disputa"),
    "today.flagged.missing": Text("{count} missing", "{count} {count:faltante|faltantes}"),
    "today.flagged.unconfirmed": Text("{count} on paper only", "{count} solo en papel"),
    "today.batches": Text("BATCHES", "LOTES"),
    "today.count-batches": Text("{count} open", "{count} {count:abierto|abiertos}"),
    "today.batch": Text(
        "{batch}: in {count} {count:item|items} {kg} kg, out {out} kg, opened {day}",
        "{batch}: entrada {count} {count:artículo|artículos} {kg} kg, salida {out} kg, abierto {day}",
    ),
    "today.papers": Text("ON PAPER", "EN PAPEL"),
    "today.count-papers": Text("{count} to countersign", "{count} por refrendar"),
    "today.paper": Text(
        "{consignment}: {step}, signed in ink by {name} → batterypass ship countersign"
        " {consignment}",
        "{consignment}: {step}, en papel por {name} → batterypass ship countersign {consignment}",
    ),
    "today.permits": Text("PERMITS", "PERMISOS"),
    "today.count-permits": Text(
        "{count} {count:ends|end} within {days} days, are suspended or pending",
        "{count} {count:vence|vencen} en {days} días, suspendidos o en trámite",
    ),
    "today.permit": Text(
        "{holder}: {scheme} {number} ends {day}, in {days} {days:day|days}",
        "{holder}: {scheme} {number} vence {day}, en {days} {days:día|días}",
    ),
    "today.permit-over": Text(
        "{holder}: {scheme} {number} ended {day}, {days} {days:day|days} ago",
        "{holder}: {scheme} {number} venció {day}, hace {days} {days:día|días}",
    ),
    "today.permit-suspended": Text(
        "{holder}: {scheme} {number} is suspended since {since}",
        "{holder}: {scheme} {number} está suspendido desde {since}",
    ),
    "today.permit-pending": Text(
        "{holder}: {scheme} {number} ended {day}; its renewal of {since} is pending",
        "{holder}: {scheme} {number} venció {day}; su prórroga del {since} está en trámite",
    ),
    "today.directory": Text("DIRECTORY", "DIRECTORIO"),
    "today.deadlines": Text("DEADLINES", "PLAZOS"),
    "today.count-deadlines": Text(
        "{count} over or near", "{count} {count:vencido o cercano|vencidos o cercanos}"
    ),
    "today.log": Text("LOG", "REGISTRO"),
    "today.entries": Text(
        "{count} {count:entry|entries}, last time mark {mark}",
        "{count} {count:asiento|asientos}, última marca de tiempo {mark}",
    ),
    "system.none": Text("there is no such file or folder", "no existe ese archivo o carpeta"),
    "system.folder": Text("it is a folder", "es una carpeta"),
    "system.no-folder": Text("it is no folder", "no es una carpeta"),
    "system.forbidden": Text("not allowed", "no está permitido"),
    "system.read-only": Text("the disk is read-only", "el disco es de solo lectura"),
    "system.full": Text("the disk is full", "el disco está lleno"),
    "system.broken": Text("the disk does not answer", "el disco no responde"),
    "system.exists": Text("it exists already", "ya existe"),
    "system.pipe": Text("the other end is closed", "el otro extremo está cerrado"),
    "system.long": Text("the name is too long", "el nombre es demasiado largo"),
    "today.unsent": Text("NOT SENT", "SIN ENVIAR"),
    "today.count-unsent": Text("{count} {count:event|events}", "{count} {count:evento|eventos}"),
    "today.sent": Text(
        "{count} sent, not answered", "{count} {count:enviado|enviados} sin respuesta"
    ),
    "today.send": Text("batterypass outbox send -o DIR", "batterypass outbox send -o CARPETA"),
    "today.last-sent": Text("last file {at}", "último envío {at}"),
    "today.never-sent": Text("nothing was sent yet", "aún no se ha enviado nada"),
    "today.waiting": Text("{count} waiting", "{count} en espera"),
    "today.stale": Text("{count} stale", "{count} {count:desfasado|desfasados}"),
    "today.blocked": Text("{count} blocked", "{count} {count:detenido|detenidos}"),
    "today.refused": Text("{count} refused", "{count} {count:rechazado|rechazados}"),
    "today.replica": Text("REPLICA", "RÉPLICA"),
    "today.replica-is": Text(
        "{at}, {size} {size:entry|entries}", "{at}, {size} {size:asiento|asientos}"
    ),
    "today.never-updated": Text(
        "not known when, {size} {size:entry|entries}",
        "no se sabe de cuándo, {size} {size:asiento|asientos}",
    ),
    "today.fork": Text(
        "a fork of the log was kept in {place}: give that folder to the authority or the auditor",
        "se guardó una bifurcación del registro en {place}: entregue esa carpeta a la autoridad o al"
        " auditor",
    ),
    "doctor.program": Text("program", "programa"),
    "doctor.disk": Text("disk", "disco"),
    "doctor.keys": Text("keys", "llaves"),
    "doctor.ledger": Text("ledger", "registro"),
    "doctor.checkpoint": Text("checkpoint", "punto de control"),
    "doctor.clock": Text("clock", "reloj"),
    "doctor.pin": Text("trust file", "confianza"),
    "doctor.remembered": Text("last checkpoint seen", "último visto"),
    "doctor.signer": Text("signer", "firma del registro"),
    "doctor.directory": Text("directory", "directorio"),
    "doctor.recovery": Text("recovery", "recuperación"),
    "doctor.ending": Text("ends of keys", "fin de llaves"),
    "doctor.none-ending": Text(
        "no key here ends within {days} days", "ninguna llave de aquí termina en {days} días"
    ),
    "doctor.attachments": Text("attachments", "archivos adjuntos"),
    "doctor.backup": Text("backup", "respaldo"),
    "doctor.replica": Text("replica", "réplica"),
    "doctor.outbox": Text("outbox", "buzón de salida"),
    "doctor.forks": Text("forks", "bifurcaciones"),
    "doctor.attachments-are": Text(
        "{count} named by entries, {missing} missing",
        "{count} nombrados por asientos, {missing} faltan",
    ),
    "doctor.no-backup": Text(
        "none made yet: batterypass backup FILE", "ninguno aún: batterypass backup ARCHIVO"
    ),
    "doctor.backup-is": Text(
        "{place}, {size} entries, {age} days old; {after} entries since",
        "{place}, {size} asientos, de hace {age} días; {after} asientos desde entonces",
    ),
    "doctor.replica-unknown": Text(
        "{size} entries; when it was updated is not known",
        "{size} asientos; no se sabe cuándo se puso al día",
    ),
    "doctor.replica-is": Text(
        "{size} entries, updated {age} days ago from {source}",
        "{size} asientos, puesta al día hace {age} días desde {source}",
    ),
    "doctor.outbox-empty": Text("nothing waits", "nada por enviar"),
    "doctor.outbox-is": Text(
        "{count} wait, the oldest of {oldest}; {dead} must be looked at: batterypass outbox list",
        "{count} por enviar, el primero del {oldest}; {dead} hay que revisarlos: batterypass outbox"
        " list",
    ),
    "doctor.no-forks": Text("none was seen", "no se ha visto ninguna"),
    "doctor.forks-are": Text(
        "{count} kept, the last in {place}: give that folder to the authority or the auditor",
        "{count} guardadas, la última en {place}: entregue esa carpeta a la autoridad o al auditor",
    ),
    "doctor.not-operator": Text(
        "a replica: {origin} is signed elsewhere", "una réplica: {origin} se firma en otra parte"
    ),
    "doctor.free": Text("{megabytes} MB free in {folder}", "{megabytes} MB libres en {folder}"),
    "doctor.read-only": Text("{folder} cannot be written", "{folder} no se puede escribir"),
    "doctor.no-ledger": Text(
        "{path} is not there; batterypass init makes one, --ledger names another",
        "{path} no existe; batterypass init crea uno, --ledger indica otro",
    ),
    "doctor.ledger-is": Text(
        "{path}, format {format}, {size} entries", "{path}, formato {format}, {size} asientos"
    ),
    "doctor.no-keys": Text(
        "{folder}: none; batterypass key new PARTY makes them",
        "{folder}: ninguna; batterypass key new PARTE las crea",
    ),
    "doctor.keys-are": Text(
        "{folder}: {count} keys; can sign: {parties}",
        "{folder}: {count} llaves; pueden firmar: {parties}",
    ),
    "doctor.key-missing": Text(
        "{name} is missing: put it back from your copy", "falta {name}: repóngala de su copia"
    ),
    "doctor.key-open": Text(
        "{path}: others on this machine can read it: chmod go-rwx",
        "{path}: otros en este equipo pueden leerla: chmod go-rwx",
    ),
    "doctor.checkpoint-is": Text(
        "of {size} entries, root {root}…", "de {size} asientos, raíz {root}…"
    ),
    "doctor.clock-is": Text(
        "{now}, not before the last mark", "{now}, no anterior a la última marca"
    ),
    "doctor.clock-behind": Text(
        "{gap} behind the last time mark {mark}: set the clock",
        "{gap} detrás de la última marca {mark}: ponga el reloj en hora",
    ),
    "doctor.clock-behind-own": Text(
        "{gap} behind what was signed here last, {mark}: set the clock",
        "{gap} detrás de lo último que se firmó aquí, {mark}: ponga el reloj en hora",
    ),
    "doctor.clock-ahead": Text(
        "{now}, {days} days after the last time mark {mark}: is that right?",
        "{now}, {days} días después de la última marca {mark}: ¿es correcto?",
    ),
    "clock.minutes": Text("{count} minutes", "{count} minutos"),
    "clock.hours": Text("{count} hours", "{count} horas"),
    "clock.days": Text("{count} days", "{count} días"),
    "clock.behind": Text(
        "This clock says {now}, {gap} before the ledger's last time mark {mark}: set the"
        " clock. What is signed now counts as earlier than it is.",
        "Este reloj dice {now}, {gap} antes de la última marca de tiempo del registro,"
        " {mark}: ponga el reloj en hora. Lo que se firme ahora contará como anterior.",
    ),
    "clock.behind-own": Text(
        "This clock says {now}, {gap} before what was signed here last, {mark}: set the clock. What"
        " is signed now counts as earlier than it is.",
        "Este reloj dice {now}, {gap} antes de lo último que se firmó aquí, {mark}: ponga el reloj en"
        " hora. Lo que se firme ahora contará como anterior.",
    ),
    "clock.ahead": Text(
        "This clock says {now}, {gap} after the ledger's last time mark {mark}. A time mark"
        " can never be taken back.",
        "Este reloj dice {now}, {gap} después de la última marca de tiempo del registro,"
        " {mark}. Una marca de tiempo no se puede retirar nunca.",
    ),
    "clock.ahead-own": Text(
        "This clock says {now}, {gap} after what was signed here last, {mark}. If it is ahead, set it:"
        " what is signed now is found to be of the future when it is submitted.",
        "Este reloj dice {now}, {gap} después de lo último que se firmó aquí, {mark}. Si va"
        " adelantado, póngalo en hora: lo que se firme ahora resultará del futuro al entregarse.",
    ),
    "clock.ahead-site": Text(
        "This clock says {now}, {gap} after the last time mark {mark} of this replica. If it is ahead,"
        " set it: what is signed now is found to be of the future when it is submitted.",
        "Este reloj dice {now}, {gap} después de la última marca de tiempo {mark} de esta réplica. Si"
        " va adelantado, póngalo en hora: lo que se firme ahora resultará del futuro al entregarse.",
    ),
    "clock.question": Text("Is the clock right?", "¿Es correcta la hora?"),
    "doctor.no-pin": Text(
        "none: verify will say first-use or remembered",
        "ninguna: verify dirá primer uso o recordado",
    ),
    "doctor.pin-is": Text("names this ledger", "nombra este registro"),
    "doctor.none-remembered": Text("none yet", "ninguno aún"),
    "doctor.remembered-is": Text(
        "of {size} entries; the ledger extends it", "de {size} asientos; el registro lo extiende"
    ),
    "doctor.remembered-other": Text(
        "of {size} entries; this ledger does NOT extend it: batterypass verify",
        "de {size} asientos; este registro NO lo extiende: batterypass verify",
    ),
    "doctor.remembered-more": Text(
        "of {size} entries; this file has {found}: it is an older copy: {command}",
        "de {size} asientos; este archivo tiene {found}: es una copia anterior: {command}",
    ),
    "doctor.no-signer": Text(
        "the operator's keys are not here: reading only",
        "las llaves del operador no están aquí: solo lectura",
    ),
    "doctor.signer-empty": Text("has signed nothing yet", "aún no ha firmado nada"),
    "doctor.signer-is": Text(
        "last signed at {size} entries; the ledger extends it",
        "firmó por última vez con {size} asientos; el registro lo extiende",
    ),
    "doctor.signer-ahead": Text(
        "has signed {size} entries, this file has {found}: it is an older copy: {command}",
        "firmó {size} asientos, este archivo tiene {found}: es una copia anterior: {command}",
    ),
    "doctor.signer-other": Text(
        "last signed another history at {size} entries: batterypass verify",
        "firmó por última vez otra historia con {size} asientos: batterypass verify",
    ),
    "doctor.no-directory": Text("no authorisations", "sin autorizaciones"),
    "doctor.directory-is": Text(
        "{count} authorisations; {soon} end within {days} days, are suspended or pending",
        "{count} autorizaciones; {soon} vencen en {days} días, están suspendidas o en trámite",
    ),
    "doctor.directory-old": Text(
        "{count} authorisations; {source} is of {published}, {age} days old: batterypass recycler"
        " import",
        "{count} autorizaciones; {source} es del {published}, de hace {age} días: batterypass recycler"
        " import",
    ),
}
