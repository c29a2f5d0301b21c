"""Every command of the first level: name, where it is, and what it does in one line.

``batterypass --help`` reads this and imports no command.
"""

from __future__ import annotations

from batterypass.texts.bilingual import Text
from batterypass_cli.pages import HIDDEN, Entry

COMMANDS: dict[str, Entry] = {
    "init": Entry(
        "start", "init", "init", Text("Open a new ledger.", "Abre un registro nuevo.")
    ),
    "today": Entry(
        "start", "today", "today",
        Text("Show what is waiting on one page.", "Muestra lo pendiente en una página."),
    ),
    "doctor": Entry(
        "start", "doctor", "doctor",
        Text("Look whether everything is in order.", "Revisa si todo está en orden."),
    ),
    "demo": Entry(
        "start", "demo", "demo",
        Text("Play a pack's whole life.", "Muestra la vida entera de un paquete."),
    ),
    "key": Entry(
        "directory", "key", "app",
        Text("Keys: make, show, revoke.", "Llaves: crear, mostrar, revocar."),
    ),
    "party": Entry(
        "directory", "party", "app",
        Text("Parties of the directory.", "Partes del directorio."),
    ),
    "watch": Entry(
        "directory", "watch", "watch",
        Text("Show what changed about a party since the last time.", "Muestra lo que cambió de una parte desde la última vez."),
    ),
    "recycler": Entry(
        "directory", "recycler", "app",
        Text(
            "Authorised recyclers: who may take which waste.",
            "Recicladores autorizados: quién puede recibir qué residuo.",
        ),
    ),
    "pack": Entry(
        "items", "pack", "app",
        Text("Packs: add, import, list, show.", "Paquetes: alta, importar, listar, mostrar."),
    ),
    "content": Entry(
        "items", "content", "app",
        Text("Recycled content: claim, trace.", "Contenido reciclado: declarar, seguir."),
    ),
    "resolve": Entry(
        "items", "resolve", "resolve_ids",
        Text("Say which pack an id, a link or a label is.", "Dice qué paquete es un identificador, enlace o etiqueta."),
    ),
    "id": Entry(
        "items", "id_parse", "app",
        Text("Numbers of batteries: what they are.", "Números de baterías: qué son."),
    ),
    "label": Entry(
        "items", "label", "app",
        Text("QR labels.", "Etiquetas QR."),
    ),
    "passport": Entry(
        "items", "passport", "app",
        Text("Battery passports.", "Pasaportes de batería."),
    ),
    "history": Entry(
        "items", "history", "history",
        Text(
            "Show everything that happened to an item, or in a consignment or a batch.",
            "Muestra todo lo que le pasó a un artículo, o lo que pasó en un embarque o un lote.",
        ),
    ),
    "log": Entry(
        "events", "log", "log",
        Text("Sign and record an event.", "Firma y registra un evento."),
    ),
    "show": Entry(
        "events", "show", "show",
        Text("Show an entry of the ledger.", "Muestra un asiento del registro."),
    ),
    "amend": Entry(
        "events", "amend", "amend",
        Text("Correct what an entry says; nothing is rewritten.", "Corrige lo que dice un asiento; nada se reescribe."),
    ),
    "annul": Entry(
        "events", "annul", "annul",
        Text("Annul the last entry of its items; nothing is rewritten.", "Anula el último asiento de sus artículos; nada se reescribe."),
    ),
    "agree": Entry(
        "events", "agree", "agree",
        Text("Agree to a correction of what your side has signed too.", "Acepta una corrección de lo que su parte también firmó."),
    ),
    "diff": Entry(
        "events", "diff", "diff",
        Text("Compare an entry with what was corrected of it, or two entries.", "Compara un asiento con lo que se corrigió de él, o dos asientos."),
    ),
    "inspect": Entry(
        "events", "inspect", "inspect_statement",
        Text("Say what a signed statement says.", "Dice qué dice una declaración firmada."),
    ),
    "ship": Entry(
        "custody", "ship", "app",
        Text("Send items with a carrier.", "Envía artículos con un transportista."),
    ),
    "receive": Entry(
        "custody", "receive", "receive",
        Text("Receive a consignment at the gate (consignee).", "Recibe un embarque en la puerta (destinatario)."),
    ),
    "un": Entry(
        "custody", "un", "app",
        Text(
            "UN number, packing, marks and papers of a battery that travels.",
            "Número ONU, embalaje, marcas y papeles de una batería que viaja.",
        ),
    ),
    "handoff": Entry(
        "custody", "handoff", "app",
        Text("Hand items over without a carrier.", "Entrega artículos sin transportista."),
    ),
    "manifest": Entry(
        "custody", "manifest", "app",
        Text("Waste manifests and papers.", "Manifiestos de residuos y documentos."),
    ),
    "transport": Entry(
        "custody", "transport", "app",
        Text("What a load needs to travel.", "Lo que una carga necesita para viajar."),
    ),
    "folio": Entry(
        "custody", "folio", "app",
        Text("Numbers of manifests.", "Folios de los manifiestos."),
    ),
    "batch": Entry(
        "custody", "batch", "app",
        Text(
            "Recycling batches: open, feed, weigh what comes out, close.",
            "Lotes de reciclaje: abrir, alimentar, pesar lo que sale, cerrar.",
        ),
    ),
    "logbook": Entry(
        "custody", "logbook", "app",
        Text("Log book of waste.", "Bitácora de residuos."),
    ),
    "annual": Entry(
        "custody", "annual", "app",
        Text("Yearly sums of waste.", "Sumas del año por residuo."),
    ),
    "report": Entry(
        "custody", "report", "app",
        Text(
            "Yearly figures: recovery, circularity, producers, sites.",
            "Cifras del año: recuperación, circularidad, productores, sitios.",
        ),
    ),
    "verify": Entry(
        "proof", "verify", "verify",
        Text("Check a ledger, a bundle, or a picture of a paper's code.", "Comprueba un registro, un paquete de pruebas o la foto del código de un papel."),
    ),
    "bundle": Entry(
        "proof", "bundle", "bundle",
        Text(
            "Put everything that it takes to judge something without the ledger into one file.",
            "Pone en un archivo todo lo que hace falta para juzgar algo sin el registro.",
        ),
    ),
    "audit": Entry(
        "proof", "audit", "app",
        Text(
            "Auditor: samples, dossiers, what came between two checkpoints.",
            "Auditoría: muestras, expedientes, qué pasó entre dos puntos de control.",
        ),
    ),
    "checkpoint": Entry(
        "proof", "checkpoint_group", "app",
        Text("Print the last signed checkpoint.", "Imprime el último punto de control firmado."),
    ),
    "sql": Entry(
        "exchange", "sql", "sql",
        Text("Ask in SQL; it only reads.", "Pregunta en SQL; solo lee."),
    ),
    "prove": Entry(
        "proof", "prove", "prove",
        Text(
            "Prove that nothing of a pack or party is missing, or that it is unknown.",
            "Prueba que nada falta de un paquete o parte, o que no se conoce.",
        ),
    ),
    "export": Entry(
        "proof", "export", "app",
        Text("Export the log for others.", "Exporta el registro para otros."),
    ),
    "epcis": Entry(
        "exchange", "epcis", "app",
        Text("EPCIS events of packs: export and check.", "Eventos EPCIS de paquetes: exportar y comprobar."),
    ),
    "rebuild": Entry(
        "proof", "rebuild", "rebuild",
        Text("Make the derived tables again.", "Hace de nuevo las tablas derivadas."),
    ),
    "witness": Entry(
        "proof", "witness", "app",
        Text("See that somebody's log keeps one history.", "Atestigua que otro registro tiene una sola historia."),
    ),
    "fsck": Entry(
        "proof", "fsck", "fsck",
        Text("Check a published log from its files.", "Comprueba un registro publicado desde sus archivos."),
    ),
    "replica": Entry(
        "exchange", "replica", "app",
        Text("Your own verified copy of a ledger.", "Su propia copia comprobada de un registro."),
    ),
    "replicate": Entry(
        "exchange", "replicate", "replicate",
        Text("Build a verified ledger from a published log.", "Construye un registro comprobado desde uno publicado."),
    ),
    "outbox": Entry(
        "exchange", "outbox", "app",
        Text("What you signed and is not in the log yet.", "Lo que firmó y aún no está en el registro."),
    ),
    "submit": Entry(
        "exchange", "submit", "submit",
        Text(
            "Record what a site signed without a network, and write the answer.",
            "Asienta lo que un sitio firmó sin red, y escribe la respuesta.",
        ),
    ),
    "attach": Entry(
        "exchange", "attach", "attach",
        Text("Keep files beside the ledger, so that an event can name them.", "Guarda archivos junto al registro, para nombrarlos en un evento."),
    ),
    "attachments": Entry(
        "exchange", "attachments", "app",
        Text("Attachments of events.", "Archivos adjuntos de los eventos."),
    ),
    "backup": Entry(
        "exchange", "backup", "backup",
        Text("Copy the whole ledger to another place, while others write.", "Copia el registro entero a otro lugar, aunque otros escriban."),
    ),
    "restore": Entry(
        "exchange", "restore", "restore",
        Text("Bring back a backup, and what was recorded after it.", "Recupera un respaldo, y lo que se asentó después."),
    ),
    "plumbing": Entry(
        HIDDEN, "plumbing", "app",
        Text("For demonstrations, tests and measurements.", "Para demostraciones, pruebas y mediciones."),
    ),
    "explain": Entry(
        "help", "explain", "explain",
        Text("Explain a rule by its code.", "Explica una regla por su código."),
    ),
    "schema": Entry(
        "help", "schema", "schema",
        Text("Show the JSON schema of a kind of event.", "Muestra el esquema JSON de un tipo de evento."),
    ),
    "completion": Entry(
        "help", "completion", "completion",
        Text("Print the completion for your shell.", "Imprime el autocompletado para su terminal."),
    ),
    "help": Entry(
        "help", "help", "help_page",
        Text("Help on a command or a topic.", "Ayuda de un comando o un tema."),
    ),
}  # fmt: skip

#: Short forms for the yard.
ALIASES: dict[str, str] = {"r": "receive", "l": "log", "t": "today", "v": "verify"}
