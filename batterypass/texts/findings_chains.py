"""Codes of chains and of who may join them."""

from __future__ import annotations

from batterypass.texts.findings_form import Explained, Said

CHAINS: tuple[Explained, ...] = (
    Explained(
        "BP-L001",
        "integrity",
        Said(
            "El eslabón no sigue a la cabeza de la cadena",
            "asiento {entry}, {subject}: el eslabón es {found}, la cadena sigue en {expected}",
            "Cada sujeto tiene una cadena sin huecos. Un eslabón viejo significa que otra persona"
            " escribió antes: no es un error, pero hay que mirar qué cambió.",
            (
                "Vea lo que pasó mientras tanto y repita el mandato.",
                "Lo que ya se firmó con el eslabón viejo no cabe: fírmelo otra vez.",
            ),
        ),
        Said(
            "The link does not follow the head of the chain",
            "entry {entry}, {subject}: the link is {found}, the chain goes on at {expected}",
            "Every subject has a chain without gaps. An older link means that somebody else wrote"
            " first: no mistake, but look at what changed.",
            (
                "See what happened meanwhile and repeat the command.",
                "What was signed on the older link does not fit: sign it again.",
            ),
        ),
        "batterypass history {subject}",
        "design/architecture.md D6; design/bytes.md 3",
    ),
    Explained(
        "BP-L002",
        "integrity",
        Said(
            "El eslabón no repite el de ninguna declaración principal",
            "asiento {entry}, {subject}: el eslabón {found} no es el de ninguna declaración"
            " principal; la última es la {head}",
            "Una lectura se apoya en una declaración que su autor conocía; así se sabe de qué"
            " artículo y de qué momento habla.",
            ("Actualice su copia y firme de nuevo la lectura.",),
        ),
        Said(
            "The link repeats that of no main statement",
            "entry {entry}, {subject}: link {found} is that of no main statement; the last one is"
            " {head}",
            "A reading rests on a statement that its author knew; so it is clear of which item and"
            " moment it speaks.",
            ("Update your copy and sign the reading again.",),
        ),
        "batterypass history {subject}",
        "design/bytes.md 3",
    ),
    Explained(
        "BP-L003",
        "integrity",
        Said(
            "Los sujetos no son los que el evento cambia",
            "asiento {entry}, {subject}: {problem}; se espera {expected}, hay {found}",
            "Un evento se une a las cadenas de lo que cambia, una vez cada una; si faltara una,"
            " podría ocultarse.",
            ("Deje que la herramienta llene `subjects`: no los dé a mano.",),
        ),
        Said(
            "The subjects are not those that the event changes",
            "entry {entry}, {subject}: {problem}; expected {expected}, found {found}",
            "An event joins the chains of what it changes, each once; if one were missing it could"
            " be hidden.",
            ("Let the tool fill in `subjects`: do not give them by hand.",),
        ),
        "batterypass show {entry}",
        "design/bytes.md 3",
    ),
    Explained(
        "BP-L004",
        "integrity",
        Said(
            "Lo que vio quien firmó no es de este registro",
            "asiento {entry}, {subject}: quien firmó vio {found} con {size} asientos; este"
            " registro dice {expected}",
            "Cada firma atestigua el último punto de control que su autor comprobó. Si no coincide,"
            " a alguien se le mostró otro registro.",
            (
                "Compare los puntos de control de ambas partes; no siga firmando hasta saberlo.",
                "Guarde los dos: son la prueba de que hubo dos versiones.",
            ),
        ),
        Said(
            "What the signer saw is not of this log",
            "entry {entry}, {subject}: the signer saw {found} at {size} entries; this log says"
            " {expected}",
            "Every signature witnesses the last checkpoint that its author verified. Where it does"
            " not fit, somebody was shown another log.",
            (
                "Compare the checkpoints of both parties; sign nothing more until you know.",
                "Keep both: they prove that there were two versions.",
            ),
        ),
        "batterypass checkpoint",
        "design/architecture.md D17; design/bytes.md 3",
    ),
    Explained(
        "BP-L005",
        "integrity",
        Said(
            "Un sujeto no existe, ya existe o es de otra clase",
            "asiento {entry}, {subject}: debe ser {expected}, y {found}",
            "Sólo se cambia lo que existe, y sólo nace lo que aún no existía.",
            (
                "Revise el identificador; `batterypass history` muestra los que hay.",
                "Si el artículo es anterior al registro, déle de alta primero.",
            ),
        ),
        Said(
            "A subject does not exist, exists already or is of another sort",
            "entry {entry}, {subject}: must be {expected}, and {found}",
            "Only what exists is changed, and only what did not exist is brought into being.",
            (
                "Look at the id again; `batterypass history` shows those that exist.",
                "If the item is older than the ledger, enrol it first.",
            ),
        ),
        "batterypass history {subject}",
        "design/bytes.md 3",
    ),
    Explained(
        "BP-L006",
        "integrity",
        Said(
            "El asiento 0 abre el registro, y sólo él",
            "asiento {entry}, {subject}: {kind} no cabe aquí: el asiento 0 abre el registro y"
            " ningún otro lo hace",
            "El asiento 0 fija las llaves y el registrador. Un registro que se abriera dos veces"
            " tendría dos dueños.",
            ("Para otro registro abra otro archivo: `batterypass init`.",),
        ),
        Said(
            "Entry 0 opens the ledger, and it alone",
            "entry {entry}, {subject}: {kind} has no place here: entry 0 opens the ledger and no"
            " other entry does",
            "Entry 0 fixes the keys and the registrar. A ledger that were opened twice would have"
            " two masters.",
            ("For another ledger open another file: `batterypass init`.",),
        ),
        "batterypass show {entry}",
        "design/events.md, Ledger, directory",
    ),
    Explained(
        "BP-P001",
        "integrity",
        Said(
            "Quien firma no puede firmar este tipo",
            "asiento {entry}, {subject}: {kind} lo firma {expected}; {actor} tiene: {held}",
            "Los tipos que obligan a todos (directorio, autorizaciones, pasaportes, etiquetas) sólo"
            " valen de quien responde por ellos. No se puede registrar de otro modo.",
            ("Pida que lo firme quien se nombra.",),
        ),
        Said(
            "The signer may not sign this kind",
            "entry {entry}, {subject}: {kind} is signed by {expected}; {actor} has: {held}",
            "Kinds that bind everybody (directory, authorisations, passports, labels) count only"
            " from who answers for them. It cannot be recorded in any other way.",
            ("Ask who is named to sign it.",),
        ),
        "batterypass explain BP-P001",
        "design/bytes.md 4",
    ),
    Explained(
        "BP-P002",
        "integrity",
        Said(
            "Quien firma no tiene parte en el artículo",
            "asiento {entry}, {subject}: {actor} no puede firmar {kind}: {part} es {expected}",
            "Nadie mueve ni cambia lo que no tiene, no lleva, no espera o no se le entregó.",
            (
                "Si lo tiene en sus manos, pida al custodio que lo ofrezca o lo entregue.",
                "Si un artículo llegó sin estar en el embarque, recíbalo como sobrante con"
                " `batterypass receive`.",
                "Si otro transportista sigue el viaje, el que lleva la carga se la pasa primero con"
                " `batterypass ship transfer`.",
            ),
        ),
        Said(
            "The signer has no part in the item",
            "entry {entry}, {subject}: {actor} cannot sign {kind}: {part} is {expected}",
            "Nobody moves or changes what it does not hold, carry or await, and was not let have.",
            (
                "If it is in your hands, ask the custodian to offer or release it.",
                "If an item came without being in the consignment, receive it as surplus with"
                " `batterypass receive`.",
                "If another carrier goes on, the one on the road lets it have the load first with"
                " `batterypass ship transfer`.",
            ),
        ),
        "batterypass {next}",
        "design/bytes.md 4",
    ),
    Explained(
        "BP-P003",
        "integrity",
        Said(
            "El identificador no es de quien firma",
            "asiento {entry}: {actor} no puede crear {subject}: {found} no es suyo; lo suyo:"
            " {expected}",
            "Cada parte crea identificadores sólo en sus dominios y con sus prefijos GS1; así nadie"
            " imita los paquetes de otro.",
            (
                "Use un dominio o prefijo propio, o pida al registrador que lo registre.",
                "Para un paquete de otro fabricante use el suyo, y el otro número como alias.",
            ),
        ),
        Said(
            "The id is not the signer's to make",
            "entry {entry}: {actor} cannot make {subject}: {found} is not its own; its own:"
            " {expected}",
            "A party makes ids only on its domains and with its GS1 prefixes; so nobody imitates"
            " another's packs.",
            (
                "Use a domain or prefix of your own, or ask the registrar to register it.",
                "For another maker's pack use an id of yours, and the other number as an alias.",
            ),
        ),
        "batterypass explain BP-P003",
        "design/architecture.md 6",
    ),
)
