"""What is said of deadlines, and of the letters that go with them."""

from __future__ import annotations

from batterypass.texts.bilingual import Text

MESSAGES: dict[str, Text] = {
    # What has to be done, by the id of the rule.
    "deadline.action.mx.notify_missing_original": Text(
        "tell SEMARNAT that the signed original has not come back",
        "avisar a la SEMARNAT que el original firmado no ha vuelto",
    ),
    "deadline.action.mx.return_original": Text(
        "send the signed original back to the generator, without delay",
        "devolver sin demora el original firmado al generador",
    ),
    "deadline.action.mx.onsite_storage": Text(
        "send hazardous waste off the site", "sacar del sitio los residuos peligrosos"
    ),
    "deadline.action.mx.coa": Text(
        "file the annual operations report (COA)", "presentar la cédula de operación anual (COA)"
    ),
    "deadline.action.us.exc.lqg.inquiry.old": Text(
        "ask the transporter and the designated facility (large quantity generator)",
        "preguntar al transportista y al destinatario (gran generador)",
    ),
    "deadline.action.us.exc.lqg.report.old": Text(
        "file an exception report on paper (large quantity generator)",
        "presentar en papel el reporte de excepción (gran generador)",
    ),
    "deadline.action.us.exc.lqg.inquiry": Text(
        "ask the transporter and the designated facility (large quantity generator)",
        "preguntar al transportista y al destinatario (gran generador)",
    ),
    "deadline.action.us.exc.report": Text(
        "file an exception report in e-Manifest", "presentar el reporte de excepción en e-Manifest"
    ),
    "deadline.action.us.exc.sqg.old": Text(
        "send a copy of the manifest with a note (small quantity generator)",
        "enviar copia del manifiesto con una nota (pequeño generador)",
    ),
    "deadline.action.us.exc.rejected": Text(
        "file an exception report for a rejected load that went on",
        "presentar el reporte de excepción de una carga rechazada que siguió",
    ),
    "deadline.action.us.discrepancy.report.old": Text(
        "report a discrepancy that is not resolved", "reportar una discrepancia sin resolver"
    ),
    "deadline.action.us.discrepancy.report": Text(
        "report the discrepancy in e-Manifest", "reportar la discrepancia en e-Manifest"
    ),
    "deadline.action.us.unmanifested.report": Text(
        "report waste that came without a manifest", "reportar residuos llegados sin manifiesto"
    ),
    "deadline.action.us.tsdf.submit": Text(
        "submit the manifest to e-Manifest", "entregar el manifiesto a e-Manifest"
    ),
    "deadline.action.us.transfer_facility": Text(
        "store no longer at a transfer facility", "no almacenar más en una instalación de tránsito"
    ),
    "deadline.action.us.uw.accumulation": Text(
        "send universal waste to another handler or destination",
        "enviar el residuo universal a otro manejador o destino",
    ),
    "deadline.action.eu.annex_ib.prior": Text(
        "submit the movement document before the start",
        "entregar el documento de movimiento antes de la salida",
    ),
    "deadline.action.eu.annex_ib.receipt": Text("confirm the reception", "confirmar la recepción"),
    "deadline.action.eu.annex_ib.completion": Text(
        "certify that the treatment is complete", "certificar que el tratamiento concluyó"
    ),
    "deadline.action.eu.annex_ib.completion_longstop": Text(
        "complete the treatment", "concluir el tratamiento"
    ),
    "deadline.action.gb.iws.prenotify": Text(
        "announce the shipment beforehand", "avisar del envío con anticipación"
    ),
    "deadline.action.uk.consignee_return": Text(
        "file the quarterly return with the regulator and the consignors",
        "presentar el informe trimestral a la autoridad y a los remitentes",
    ),
    "deadline.action.eu.diwass.start": Text(
        "use the electronic system DIWASS", "usar el sistema electrónico DIWASS"
    ),
    "deadline.action.uk.dwt.receivers": Text(
        "file every receipt of waste", "registrar cada recepción de residuos"
    ),
    # How it stands.
    "deadline.status.overdue": Text(
        "overdue for {days} {days:day|days}", "vencido hace {days} {days:día|días}"
    ),
    "deadline.status.running": Text(
        "{days} {days:day|days} left", "{days:falta|faltan} {days} {days:día|días}"
    ),
    "deadline.status.age": Text("for {days} {days:day|days}", "desde hace {days} {days:día|días}"),
    "deadline.status.unknown": Text(
        "its day was {due_on}; no entry says whether it was done",
        "su día fue el {due_on}; ningún asiento dice si se hizo",
    ),
    "deadline.status.done": Text("done on {stopped_on}", "hecho el {stopped_on}"),
    "deadline.status.late": Text("done late, on {stopped_on}", "hecho tarde, el {stopped_on}"),
    # References whose words are no citation, in both languages; by the id of the rule.
    "deadline.law.mx.return_original": Text(
        "RLGPGIR art. 86 III; SEMARNAT-07-033-I guidance",
        "RLGPGIR art. 86 III; guía SEMARNAT-07-033-I",
    ),
    "deadline.law.mx.coa": Text(
        "RLGPGIR art. 72-73; RETC rules", "RLGPGIR art. 72-73; reglas del RETC"
    ),
    "deadline.law.us.exc.lqg.inquiry.old": Text(
        "40 CFR 262.42(a)(1) before the Third Rule",
        "40 CFR 262.42(a)(1), antes de la Third Rule",
    ),
    "deadline.law.eu.annex_ib.completion": Text(
        "Reg 1013/2006 and 2024/1157 art. 16", "Regl. 1013/2006 y 2024/1157 art. 16"
    ),
    "deadline.law.eu.annex_ib.completion_longstop": Text(
        "Reg 1013/2006 and 2024/1157 art. 16", "Regl. 1013/2006 y 2024/1157 art. 16"
    ),
    "deadline.lot": Text("{count} × {stream}, {kg} kg", "{count} × {stream}, {kg} kg"),
    "deadline.perhaps": Text(" (if it is hazardous)", " (si es peligroso)"),
    "deadline.verify": Text("{ref} (check the text)", "{ref} (compruebe el texto)"),
    "deadline.none": Text("nothing is due on {day}", "no hay nada por vencer al {day}"),
    "deadline.as-of": Text("Deadlines on {day}", "Plazos al {day}"),
    "deadline.doubt": Text(
        "Where it says so, read the text of the law before you rely on the number. Working days are"
        " counted Monday to Friday, without holidays. This is no legal advice.",
        "Donde lo dice, lea el texto de la ley antes de confiar en el número. Los días hábiles se"
        " cuentan de lunes a viernes, sin feriados. Esto no es asesoría legal.",
    ),
    "deadline.next": Text(
        "Next: batterypass manifest letter {name} --rule {rule} --on {day} -o FILE.pdf",
        "Siguiente: batterypass manifest letter {name} --rule {rule} --on {day} -o ARCHIVO.pdf",
    ),
    "deadline.bad-day": Text(
        "{option} {found}: expected a day such as 2026-11-23",
        "{option} {found}: se esperaba un día como 2026-11-23",
    ),
    "deadline.from": Text("from {day}", "desde {day}"),
    "deadline.until": Text("until {day}", "hasta {day}"),
    "deadline.days.calendar": Text("{count} {count:day|days}", "{count} {count:día|días}"),
    "deadline.days.working": Text(
        "{count} working {count:day|days}", "{count} {count:día hábil|días hábiles}"
    ),
    "deadline.days.business": Text(
        "{count} business {count:day|days}", "{count} {count:día hábil|días hábiles}"
    ),
    "deadline.days.before": Text(
        "{count} working {count:day|days} before", "{count} {count:día hábil|días hábiles} antes"
    ),
    "deadline.days.at-once": Text("without delay", "sin demora"),
    "deadline.days.months": Text("{count} {count:month|months}", "{count} {count:mes|meses}"),
    "deadline.days.window": Text("{first} to {last}", "del {first} al {last}"),
    "deadline.days.none": Text("—", "—"),
    "deadline.sure.high": Text("high", "alta"),
    "deadline.sure.medium": Text("medium", "media"),
    "deadline.sure.low": Text("low", "baja"),
    "deadline.check": Text("check the text", "compruebe el texto"),
    # Letters.
    "letter.no-wording": Text(
        "rule {rule}: no letter is known for {day}; there are: {known}",
        "regla {rule}: no se conoce carta para {day}; hay: {known}",
    ),
    "letter.no-rule": Text(
        "--rule {rule}: no letter goes with it; there are: {known}",
        "--rule {rule}: no le corresponde ninguna carta; hay: {known}",
    ),
    "letter.without": Text(
        "--rule {rule}: no letter goes with it: {reason}. There are letters for: {known}",
        "--rule {rule}: no le corresponde ninguna carta: {reason}. Hay cartas para: {known}",
    ),
    "letter.reason-act": Text(
        "it asks for something to be done with the waste, not written",
        "pide hacer algo con el residuo, no escribir",
    ),
    "letter.reason-form": Text(
        "it is done on a form of the movement or of the regulator",
        "se cumple en un formato del traslado o de la autoridad",
    ),
    "letter.reason-system": Text(
        "it is filed in the authority's own system",
        "se presenta en el sistema de la autoridad",
    ),
    "letter.reason-wording": Text(
        "it would be a letter, but no wording of it was reviewed, so none is offered",
        "sería una carta, pero no se revisó ninguna redacción, así que no se ofrece",
    ),
    "letter.no-clock": Text(
        "{name}: no clock of {rule} runs on {day}: it needs hazardous waste that was collected or"
        " received by then. batterypass manifest overdue --all --on {day} shows what runs",
        "{name}: ningún plazo de {rule} corre al {day}: hacen falta residuos peligrosos ya"
        " recolectados o recibidos. batterypass manifest overdue --all --on {day} muestra lo que corre",
    ),
    "letter.done": Text(
        "{name}: {rule} was done on {day}: there is nothing to write",
        "{name}: {rule} se hizo el {day}: no hay nada que escribir",
    ),
    "letter.not-due": Text(
        "{name}: under {rule} nothing is due until {day} has passed; --on DATE dates a letter later",
        "{name}: por {rule} nada vence hasta pasado el {day}; --on FECHA da otra fecha a la carta",
    ),
    "letter.written": Text(
        "{path} · {number} · dated {day}, a draft for signature",
        "{path} · {number} · fechada el {day}, borrador para firma",
    ),
    "letter.read-first": Text(
        "Read it before you sign it. It cites {law}; the wording is ours, no official form.",
        "Léala antes de firmarla. Cita {law}; la redacción es nuestra, no un formato oficial.",
    ),
    "letter.then-report": Text(
        "Once it is handed in: batterypass log manifest.exception-reported consignment={name}"
        " authority=SEMARNAT reported_on=DATE",
        "Una vez presentada: batterypass log manifest.exception-reported consignment={name}"
        " authority=SEMARNAT reported_on=FECHA",
    ),
    "letter.then-note": Text(
        "When the original comes: batterypass log manifest.original-returned consignment={name}"
        " returned_on=DATE",
        "Cuando llegue el original: batterypass log manifest.original-returned consignment={name}"
        " returned_on=FECHA",
    ),
    "deadline.today": Text("{name}: {action}, {status}", "{name}: {action}, {status}"),
}
