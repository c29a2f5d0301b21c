"""Codes of statements and keys: bytes, envelope, signature, and who may use which key."""

from __future__ import annotations

from batterypass.texts.findings_form import Explained, Said

STATEMENTS: tuple[Explained, ...] = (
    Explained(
        "BP-S001",
        "integrity",
        Said(
            "Los bytes no son una declaración canónica",
            "asiento {entry}: los bytes no son una declaración firmada en su única forma:"
            " {problem}",
            "Se firma y se guarda una sola forma de bytes. Si se aceptara otra, dos programas"
            " podrían leer cosas distintas en la misma firma.",
            (
                "Pida a quien firmó que la haga de nuevo con su herramienta.",
                "Si está en un registro ya escrito, el archivo fue alterado: traiga la última copia"
                " de su respaldo y compruébela con `batterypass verify COPIA`.",
            ),
        ),
        Said(
            "The bytes are not a canonical statement",
            "entry {entry}: the bytes are not a signed statement in its one form: {problem}",
            "One form of bytes is signed and kept. If another were accepted, two programs could"
            " read different things from one signature.",
            (
                "Ask the signer to make it again with its own tool.",
                "If it stands in a ledger, the file was changed: bring the newest copy from your"
                " backup and check it with `batterypass verify COPY`.",
            ),
        ),
        "batterypass verify",
        "design/bytes.md 1; RFC 9052 section 4",
    ),
    Explained(
        "BP-S002",
        "integrity",
        Said(
            "El contenido no cumple el esquema de su tipo",
            "asiento {entry}: el contenido no cumple el esquema de su tipo: {problem}",
            "Un tipo de evento tiene campos cerrados; lo que sobra o falta no tiene significado"
            " acordado.",
            (
                "Vea los campos del tipo con `batterypass schema` y corrija el que se nombra.",
                "Repita con `batterypass log TIPO --from ARCHIVO --dry-run` antes de firmar.",
            ),
        ),
        Said(
            "The payload does not fit its kind's schema",
            "entry {entry}: the payload does not fit its kind's schema: {problem}",
            "A kind has closed fields; what is missing or in excess has no agreed meaning.",
            (
                "See the kind's fields with `batterypass schema` and correct the one named.",
                "Try `batterypass log KIND --from FILE --dry-run` before signing.",
            ),
        ),
        "batterypass schema",
        "design/events.md",
    ),
    Explained(
        "BP-S003",
        "integrity",
        Said(
            "El sobre no dice lo mismo que el contenido",
            "asiento {entry}, {subject}: {claim} del sobre es {found}, debe ser {expected}",
            "El sobre liga la firma a quien actúa, al sujeto y a este registro. Si difiere, la"
            " declaración se copió de otro lugar.",
            (
                "Una declaración de otro registro no sirve aquí: firme de nuevo en este.",
                "Si nadie la copió, pida a quien firmó que revise su herramienta.",
            ),
        ),
        Said(
            "The envelope does not say what the payload says",
            "entry {entry}, {subject}: {claim} of the envelope is {found}, expected {expected}",
            "The envelope ties the signature to the actor, the subject and this ledger. Where it"
            " differs, the statement was copied from somewhere else.",
            (
                "A statement of another ledger is no use here: sign again for this one.",
                "If nobody copied it, ask the signer to look at its tool.",
            ),
        ),
        "batterypass show {entry}",
        "design/architecture.md D1; design/bytes.md 1",
    ),
    Explained(
        "BP-S004",
        "integrity",
        Said(
            "La firma no es válida",
            "asiento {entry}, {subject}: la firma de {actor} con la llave {kid} no es válida",
            "Los bytes no son los que se firmaron, o los firmó otra llave.",
            (
                "Pida a quien firmó el archivo original y envíelo de nuevo sin cambiarlo.",
                "Si está en un registro ya escrito, alguien cambió el asiento: guarde la copia y"
                " compárela con la de otra parte.",
            ),
        ),
        Said(
            "The signature does not verify",
            "entry {entry}, {subject}: the signature of {actor} with key {kid} does not verify",
            "The bytes are not those that were signed, or another key signed them.",
            (
                "Ask the signer for the original file and send it again unchanged.",
                "If it stands in a ledger, somebody changed the entry: keep the copy and compare"
                " it with another party's.",
            ),
        ),
        "batterypass show {entry}",
        "RFC 9052 section 4.4; design/bytes.md 1",
    ),
    Explained(
        "BP-S005",
        "integrity",
        Said(
            "El identificador de evento ya está en otro asiento",
            "asiento {entry}, {subject}: el evento {event_id} ya está en el asiento {earlier}, con"
            " otros bytes",
            "Un identificador nombra un solo hecho. Repetir los mismos bytes no cambia nada; otros"
            " bytes con el mismo identificador serían otra versión del hecho.",
            (
                "Vea lo que ya está escrito y decida si hace falta algo más.",
                "Lo escrito no se cambia: lo que falte es otro evento, con otro identificador.",
            ),
        ),
        Said(
            "The event id stands in another entry already",
            "entry {entry}, {subject}: event {event_id} stands in entry {earlier} already, with"
            " other bytes",
            "An id names one fact. The same bytes again change nothing; other bytes under the same"
            " id would be another version of the fact.",
            (
                "See what is written already and decide whether anything is missing.",
                "What is written stays: what is missing is another event, under another id.",
            ),
        ),
        "batterypass show {earlier}",
        "design/architecture.md D18; design/bytes.md 2",
    ),
    Explained(
        "BP-K001",
        "integrity",
        Said(
            "La llave no está registrada para quien firma",
            "asiento {entry}, {subject}: la llave {kid} no está registrada para {actor} en este"
            " punto del registro",
            "Una firma sólo vale con una llave que el registro ya tenía para esa parte.",
            (
                "Vea sus llaves con `batterypass key list`; elija la carpeta correcta con --keys.",
                "Si es una llave más de una parte ya registrada, `batterypass key add` la crea y la"
                " da de alta; a una parte nueva, `batterypass party add`.",
            ),
        ),
        Said(
            "The key is not registered for the signer",
            "entry {entry}, {subject}: key {kid} is not registered for {actor} at this point of"
            " the log",
            "A signature counts only with a key that the log already had for that party.",
            (
                "See your keys with `batterypass key list`; choose the right folder with --keys.",
                "A further key of a registered party is made and registered by `batterypass key"
                " add`; a new party by `batterypass party add`.",
            ),
        ),
        "batterypass key list",
        "design/architecture.md D2, D4",
    ),
    Explained(
        "BP-K002",
        "integrity",
        Said(
            "La llave está revocada",
            "asiento {entry}, {subject}: la llave {kid} de {actor} está revocada ({reason}) por el"
            " asiento {revoked}, del {on}",
            "Después de revocarla nadie puede firmar con ella. Sólo una llave renovada tiene días"
            " de gracia, para lo que se firmó sin señal antes de revocarla.",
            (
                "Firme de nuevo con la llave vigente: `batterypass key list` dice cuál es.",
                "Si la gracia no alcanzó, registre el hecho con una llave vigente y su hora real.",
            ),
        ),
        Said(
            "The key is revoked",
            "entry {entry}, {subject}: key {kid} of {actor} is revoked ({reason}) by entry"
            " {revoked}, of {on}",
            "After the revocation nobody can sign with it. Only a rotated key has days of grace,"
            " for what was signed without signal before it was revoked.",
            (
                "Sign again with the key in force: `batterypass key list` says which one it is.",
                "If the grace was too short, record the fact with a key in force and its true"
                " time.",
            ),
        ),
        "batterypass show {revoked}",
        "design/architecture.md D4; design/bytes.md 6",
    ),
    Explained(
        "BP-K003",
        "integrity",
        Said(
            "La llave no es para esto",
            "asiento {entry}, {subject}: {kind} de {actor} se firma con la {expected}; la {kid} es"
            " la {found}",
            "Cada llave sirve para lo suyo: así una llave diaria robada no puede cambiar las demás,"
            " y la del operador no firma por nadie.",
            (
                "Elija la llave que se nombra; `batterypass key list` muestra la función de cada"
                " una.",
                "Altas y bajas de llaves las firma la de recuperación: indique su carpeta con --keys.",
            ),
        ),
        Said(
            "The key is not meant for this",
            "entry {entry}, {subject}: {kind} of {actor} is signed with the {expected}; {kid} is"
            " the {found}",
            "Each key serves its own purpose: so a stolen daily key cannot change the others, and"
            " the operator's key signs for nobody.",
            (
                "Choose the key that is named; `batterypass key list` shows what each is for.",
                "The recovery key signs to add or revoke keys: name its folder with --keys.",
            ),
        ),
        "batterypass key list",
        "design/architecture.md D4, D13; design/bytes.md 6",
    ),
    Explained(
        "BP-K004",
        "integrity",
        Said(
            "Falta la prueba de posesión de la llave",
            "asiento {entry}: la prueba de la {role} {public} de {party} no es válida en este"
            " registro",
            "Quien registra una llave demuestra que la tiene, para esta parte y este registro. Si"
            " no, podría registrar como suya la de otro.",
            (
                "Imprima de nuevo sus datos en el equipo que tiene la llave: `batterypass key card`.",
            ),
        ),
        Said(
            "The proof of possession fails",
            "entry {entry}: the proof of the {role} {public} of {party} does not hold in this"
            " ledger",
            "Who registers a key shows that it holds it, for this party and this ledger. Otherwise"
            " it could register somebody else's as its own.",
            ("Print its card again on the computer that holds the key: `batterypass key card`.",),
        ),
        "batterypass key card {party}",
        "design/bytes.md 6",
    ),
    Explained(
        "BP-K005",
        "integrity",
        Said(
            "La llave ya es de alguien",
            "asiento {entry}: la llave {kid} que se da a {party} ya es de {owner}",
            "Una huella pertenece a una sola parte para siempre; una llave compartida no dice quién"
            " firmó.",
            ("Cree una llave nueva y regístrela en lugar de ésta.",),
        ),
        Said(
            "The key is somebody's already",
            "entry {entry}: key {kid}, given to {party}, is that of {owner} already",
            "One thumbprint belongs to one party for ever; a shared key does not say who signed.",
            ("Make a new key and register it instead of this one.",),
        ),
        "batterypass key new",
        "design/architecture.md D2",
    ),
    Explained(
        "BP-K006",
        "integrity",
        Said(
            "El algoritmo no es el de la llave",
            "asiento {entry}, {subject}: la llave {kid} pide {expected}; el sobre dice {found}",
            "El algoritmo está ligado al tipo de la llave registrada; así nadie hace pasar una"
            " firma por otra.",
            ("Firme de nuevo con una herramienta que use el algoritmo de la llave.",),
        ),
        Said(
            "The algorithm is not the key's",
            "entry {entry}, {subject}: key {kid} needs {expected}; the envelope says {found}",
            "The algorithm is bound to the type of the registered key; so nobody passes one"
            " signature off as another.",
            ("Sign again with a tool that uses the key's algorithm.",),
        ),
        "batterypass key list",
        "design/architecture.md D2; RFC 9864",
    ),
)
