"""Codes of an audit for what makes a ledger not authentic."""

from __future__ import annotations

from batterypass.texts.findings_form import Explained, Said

_ALTERED = (
    "Guarde una copia del archivo tal como está.",
    "Traiga a su lado la última copia de su respaldo y compruébela: `batterypass verify COPIA`.",
    "Si es auténtica, trabaje con ella. Con menos asientos que los ya firmados sólo se puede leer.",
)
_CHANGED = (
    "Keep a copy of the file as it is.",
    "Put the newest copy from your backup beside it and check it: `batterypass verify COPY`.",
    "If it is authentic, go on with it. With fewer entries than were signed it can only be read.",
)
_REDONE_ES = (
    "Guarde una copia del archivo tal como está.",
    "Si los asientos están sanos, `batterypass rebuild` lo hace de nuevo a partir de ellos; luego"
    " `batterypass verify`.",
)
_REDONE_EN = (
    "Keep a copy of the file as it is.",
    "If the entries are sound, `batterypass rebuild` makes it again from them; then"
    " `batterypass verify`.",
)

AUDIT: tuple[Explained, ...] = (
    Explained(
        "BP-V001",
        "integrity",
        Said(
            "La raíz del árbol no es la del punto de control firmado",
            "con {size} asientos la raíz calculada es {found}; el punto de control firmado dice"
            " {expected}",
            "La raíz resume todos los asientos. Si difiere, alguno cambió después de firmarse.",
            _ALTERED,
        ),
        Said(
            "The root of the tree is not the signed checkpoint's",
            "at {size} entries the computed root is {found}; the signed checkpoint says {expected}",
            "The root sums up all entries. Where it differs, one was changed after the signature.",
            _CHANGED,
        ),
        "batterypass verify",
        "design/architecture.md D3; RFC 6962 section 2.1",
    ),
    Explained(
        "BP-V002",
        "integrity",
        Said(
            "Un nodo guardado del árbol difiere",
            "tabla {table}, {key}: guardado {found}, calculado {expected}",
            "Los nodos se guardan para hacer pruebas sin recalcular todo; uno falso daría pruebas"
            " falsas.",
            _REDONE_ES,
        ),
        Said(
            "A stored tree node differs",
            "table {table}, {key}: stored {found}, computed {expected}",
            "Nodes are kept to make proofs without computing everything; a false one would give"
            " false proofs.",
            _REDONE_EN,
        ),
        "batterypass rebuild",
        "design/architecture.md D3",
    ),
    Explained(
        "BP-V003",
        "integrity",
        Said(
            "Una tabla derivada difiere del registro",
            "tabla {table}, {key}: guardado {found}, el registro da {expected}",
            "Las tablas derivadas sólo repiten lo que dicen los asientos. Alguien cambió una a"
            " mano.",
            _REDONE_ES,
        ),
        Said(
            "A derived table differs from the log",
            "table {table}, {key}: stored {found}, the log gives {expected}",
            "Derived tables only repeat what the entries say. Somebody changed one by hand.",
            _REDONE_EN,
        ),
        "batterypass rebuild",
        "design/architecture.md D11",
    ),
    Explained(
        "BP-V004",
        "integrity",
        Said(
            "Falta un asiento o está fuera de lugar",
            "asiento {entry}: se espera el {expected}, está el {found}",
            "El registro sólo crece, sin huecos. Sin ese asiento nada de lo posterior se puede"
            " situar.",
            _ALTERED,
        ),
        Said(
            "An entry is missing or out of place",
            "entry {entry}: expected {expected}, found {found}",
            "The log only grows, without gaps. Without that entry nothing above it has a place.",
            _CHANGED,
        ),
        "batterypass verify",
        "design/architecture.md D3",
    ),
    Explained(
        "BP-V005",
        "integrity",
        Said(
            "El punto de control no es válido",
            "punto de control de {size} asientos: {problem}",
            "El punto de control firmado es la palabra del operador sobre el tamaño y la raíz.",
            _ALTERED,
        ),
        Said(
            "The checkpoint is not valid",
            "checkpoint of {size} entries: {problem}",
            "The signed checkpoint is the operator's word for size and root.",
            _CHANGED,
        ),
        "batterypass checkpoint",
        "C2SP tlog-checkpoint; design/architecture.md D3",
    ),
    Explained(
        "BP-V006",
        "integrity",
        Said(
            "No continúa el punto de control recordado",
            "se recuerda la raíz {root} con {size} asientos; este archivo tiene {found} asientos y"
            " no la contiene",
            "Usted ya vio más, u otra cosa, de este registro. Es una copia vieja o una versión"
            " distinta.",
            (
                "Pida el archivo más nuevo al operador y compruébelo de nuevo.",
                "Si insiste en que éste es el bueno, guarde ambos: hay dos versiones del registro.",
            ),
        ),
        Said(
            "It does not extend the remembered checkpoint",
            "root {root} at {size} entries is remembered; this file has {found} entries and does"
            " not contain it",
            "You have seen more, or something else, of this ledger. This is an old copy or another"
            " version.",
            (
                "Ask the operator for the newest file and check again.",
                "If this one is said to be right, keep both: there are two versions of the ledger.",
            ),
        ),
        "batterypass checkpoint",
        "design/architecture.md D16",
    ),
    Explained(
        "BP-V007",
        "integrity",
        Said(
            "Una sección sellada no corresponde a su huella",
            "evento {subject}, punto {point}: la sección tiene la huella {found}, el asiento nombra"
            " {expected}",
            "El asiento firma la huella de lo sellado. Otra sección no es lo que se firmó.",
            _ALTERED,
        ),
        Said(
            "A sealed section does not match its digest",
            "event {subject}, point {point}: the section's digest is {found}, the entry names"
            " {expected}",
            "The entry signs the digest of what is sealed. Another section is not what was signed.",
            _CHANGED,
        ),
        "batterypass verify",
        "design/architecture.md D7; design/bytes.md 8",
    ),
    Explained(
        "BP-V008",
        "integrity",
        Said(
            "Un contenido no corresponde a su huella",
            "contenido {expected}: su huella es {found}",
            "Reglamentos y tablas se guardan bajo su huella; con otro contenido nadie puede repetir"
            " las decisiones.",
            _ALTERED,
        ),
        Said(
            "Content does not match its digest",
            "content {expected}: its digest is {found}",
            "Rulebooks and tables are kept under their digest; with other content nobody can repeat"
            " the decisions.",
            _CHANGED,
        ),
        "batterypass verify",
        "design/architecture.md D9; design/bytes.md 10",
    ),
    Explained(
        "BP-V009",
        "integrity",
        Said(
            "El archivo de la base de datos está dañado",
            "archivo: {problem}",
            "El disco o una copia a medias lo dañó, o alguien lo tocó por fuera.",
            _ALTERED,
        ),
        Said(
            "The database file is damaged",
            "file: {problem}",
            "The disk or a half-finished copy damaged it, or somebody touched it from outside.",
            _CHANGED,
        ),
        "batterypass doctor",
        "design/architecture.md D10",
    ),
    Explained(
        "BP-V010",
        "integrity",
        Said(
            "No es el registro que nombra el archivo de confianza",
            "{subject}: {problem}",
            "El archivo de confianza fija el asiento 0 y la llave del registro. Un registro rehecho"
            " entero tendría otros.",
            (
                "Revise que el archivo de confianza sea el de este registro.",
                "Si lo es, alguien le dio otro registro con el mismo nombre: no lo use.",
            ),
        ),
        Said(
            "This is not the ledger that the trust file names",
            "{subject}: {problem}",
            "The trust file pins entry 0 and the log key. A ledger made anew as a whole would have"
            " others.",
            (
                "See that the trust file is the one of this ledger.",
                "If it is, somebody gave you another ledger of the same name: do not use it.",
            ),
        ),
        "batterypass verify --trust FILE",
        "design/architecture.md D16; design/bytes.md 6",
    ),
    Explained(
        "BP-V011",
        "integrity",
        Said(
            "Las marcas de tiempo del operador van hacia atrás",
            "asiento {entry}: la marca {mark} es anterior a la de {before}",
            "La hora del registro es la de las marcas; si retrocede, no se sabe qué fue antes.",
            (
                "El operador debe corregir su reloj antes de escribir más.",
                "Entre ambas marcas confíe sólo en el orden de los asientos y en los testigos.",
            ),
        ),
        Said(
            "The operator's time marks go backwards",
            "entry {entry}: mark {mark} is earlier than the one of {before}",
            "The time of the log is that of its marks; where it goes back nobody knows what came"
            " first.",
            (
                "The operator must put its clock right before writing more.",
                "Between the two marks trust only the order of entries and the witnesses.",
            ),
        ),
        "batterypass show {entry}",
        "design/architecture.md D5",
    ),
    Explained(
        "BP-V012",
        "integrity",
        Said(
            "El operador se comprometió con cabezas que no son las del registro",
            "asiento {entry}: de los {size} asientos de abajo se esperaba {expected}, hallado {found}",
            "Las cabezas dicen cuántos asientos tiene cada quien, para que nadie pueda callar uno."
            " Con una raíz falsa, una revocación o un permiso suspendido pueden faltar en un archivo, y"
            " ningún archivo que sea parte del registro lo muestra: la halla una auditoría completa"
            " (`batterypass verify REGISTRO`, o un paquete hecho con `bundle --all`).",
            (
                "No se fíe de un archivo que se apoya en este punto de control; pida el registro entero.",
                "Guarde el asiento: el operador lo firmó. Llévelo a la autoridad.",
            ),
        ),
        Said(
            "The operator committed to heads that are not those of the log",
            "entry {entry}: of the {size} entries below it {expected} was expected, found {found}",
            "Heads say how many entries everybody has, so that none can be withheld. With a false root"
            " a revocation or a suspended permit can be missing from a file, and no file that is a part of"
            " the log shows it: a full audit finds it (`batterypass verify LEDGER`, or a bundle made with"
            " `bundle --all`).",
            (
                "Do not rely on a file that rests on this checkpoint; ask for the whole log.",
                "Keep the entry: the operator has signed it. Show it to the authority.",
            ),
        ),
        "batterypass show {entry}",
        "design/architecture.md D17; design/bytes.md 7",
    ),
    Explained(
        "BP-V013",
        "integrity",
        Said(
            "Las marcas del operador no llevan el número que les toca",
            "asiento {entry}: se esperaba el número {expected}, hallado {found}",
            "El operador numera sus marcas de tiempo y sus cabezas. Por dos números seguidos se ve que"
            " entre ellas no falta ninguna marca; con números falsos se puede callar una, y lo firmado"
            " tarde parece firmado a tiempo.",
            (
                "No se fíe de las horas en un archivo de este registro; pida el registro entero.",
                "Guarde el asiento: el operador lo firmó. Llévelo a la autoridad.",
            ),
        ),
        Said(
            "The operator's marks do not have the numbers that are theirs",
            "entry {entry}: number {expected} was expected, found {found}",
            "The operator numbers its time marks and heads. Two numbers that follow each other show that"
            " no mark is missing between them; with false ones a mark can be withheld, and what was"
            " signed too late looks as if it was in time.",
            (
                "Do not rely on times in a file of this log; ask for the whole log.",
                "Keep the entry: the operator has signed it. Show it to the authority.",
            ),
        ),
        "batterypass show {entry}",
        "design/architecture.md D5; docs/decisions/0033",
    ),
)
