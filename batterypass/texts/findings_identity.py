"""Codes of ids and other numbers of packs."""

from __future__ import annotations

from batterypass.texts.findings_form import Explained, Said

_COMMAND = 'batterypass id parse "{scheme}:{value}"'

IDENTITY: tuple[Explained, ...] = (
    Explained(
        "BP-I001",
        "compliance",
        Said(
            "Un alias no es como los de su esquema",
            "asiento {entry}: {subject}: el alias {value} no se escribe como los de {scheme}, por ejemplo"
            " {expected}",
            "Por un alias se encuentra el paquete: mal escrito, nadie lo encuentra, o encuentra otro.",
            (
                "Vuelva a leer el número en el paquete; id parse dice qué le falta.",
                "Si el número es de otro sistema, dé el nombre de ese sistema.",
            ),
        ),
        Said(
            "An alias is not as those of its scheme",
            "entry {entry}: {subject}: the alias {value} is not written as those of {scheme} are,"
            " such as {expected}",
            "A pack is found by its aliases: written wrongly, nobody finds it, or another one is found.",
            (
                "Read the number on the pack again; id parse says what is wrong with it.",
                "If the number is of another system, give the name of that system.",
            ),
        ),
        _COMMAND,
        "regulations/data/id-schemes.json",
    ),
    Explained(
        "BP-I002",
        "notice",
        Said(
            "Un alias parece raro",
            "{subject}: el alias {value} no se parece a los que se conocen de {scheme}, como {expected}",
            "La forma de estos números no se conoce con certeza, así que no se rechaza.",
            ("Vuelva a leer el número en el paquete.",),
        ),
        Said(
            "An alias looks odd",
            "{subject}: the alias {value} does not look like those known of {scheme}, such as {expected}",
            "Nobody here is sure of the shape of these numbers, so it is not refused.",
            ("Read the number on the pack again.",),
        ),
        _COMMAND,
        "regulations/data/id-schemes.json",
    ),
    Explained(
        "BP-I003",
        "notice",
        Said(
            "Dos paquetes llevan el mismo alias",
            "{subject}: el alias {value} ({scheme}) es también de {other}",
            "Esos números son únicos en su sistema: uno de los dos está mal copiado, o es el mismo"
            " paquete con dos identificadores.",
            ("Compare los dos paquetes.",),
        ),
        Said(
            "Two packs have the same alias",
            "{subject}: the alias {value} ({scheme}) is also that of {other}",
            "Such numbers are unique in their system: one of the two is copied wrongly, or it is the same"
            " pack under two ids.",
            ("Compare the two packs.",),
        ),
        "batterypass pack show {other}",
        "design/architecture.md 6",
    ),
    Explained(
        "BP-I004",
        "compliance",
        Said(
            "El identificador parece de GS1 y no nombra una batería",
            "asiento {entry}: {subject} se lee como una ruta GS1 y no es, desde su principio, un GTIN con"
            " número de serie ni un GIAI correctos",
            "Cualquier lector lo toma por un número GS1: uno equivocado, o el de muchas baterías.",
            (
                "Con números GS1: /01/GTIN de 14 cifras/21/serie, o /8004/GIAI.",
                "Sin ellos, otra ruta, como /p/serie.",
            ),
        ),
        Said(
            "The id looks like GS1's and names no single battery",
            "entry {entry}: {subject} is read as a GS1 path and is not, from its beginning, a right GTIN"
            " with serial number or a right GIAI",
            "Every reader takes it for a GS1 number: a wrong one, or one of many batteries.",
            (
                "With GS1 numbers: /01/GTIN of 14 digits/21/serial, or /8004/GIAI.",
                "Without them another path, such as /p/serial.",
            ),
        ),
        "batterypass id parse {subject}",
        "design/architecture.md 6; GS1 Digital Link 1.2",
    ),
    Explained(
        "BP-I005",
        "compliance",
        Said(
            "Un alias toma un nombre del registro",
            "asiento {entry}: {subject}: el alias {value} ({scheme}) tiene la forma de {found}",
            "Por ese nombre se encuentra otro paquete: quien lo escanea o lo escribe obtendría este.",
            (
                "Dé el número que trae el paquete, con el nombre de su esquema.",
                "Un número GS1 se da como SGTIN o GIAI.",
            ),
        ),
        Said(
            "An alias takes a name of the ledger",
            "entry {entry}: {subject}: the alias {value} ({scheme}) has the form of {found}",
            "Another pack is found by that name: who scans it or types it would get this one.",
            (
                "Give the number that stands on the pack, with the name of its scheme.",
                "A GS1 number is given as SGTIN or GIAI.",
            ),
        ),
        "batterypass resolve {value}",
        "docs/manual/ids.md",
    ),
    Explained(
        "BP-I006",
        "compliance",
        Said(
            "Un identificador escrito de otro modo",
            "asiento {entry}: {subject} se escribe {expected}",
            "Todo lector toma las dos escrituras por un enlace; aquí serían dos paquetes.",
            ("Use la escritura esperada: sin escapes de más y sin «.» ni «..».",),
        ),
        Said(
            "An id in another spelling",
            "entry {entry}: {subject} is written {expected}",
            "Every reader takes the two spellings for one link; here they would be two packs.",
            ("Use the spelling that is expected: no needless escapes, no “.” and no “..”.",),
        ),
        "batterypass id parse {expected}",
        "design/bytes.md 9; RFC 3986, 6.2.2; GS1 Digital Link 1.2",
    ),
    Explained(
        "BP-I007",
        "compliance",
        Said(
            "El identificador del pasaporte nombra otra cosa",
            "asiento {entry}: {subject}: el pasaporte {passport} tiene la forma de {found}",
            "Un pasaporte tiene un identificador aparte: el del paquete queda cuando el pasaporte cambia.",
            ("Déjelo sin --id: el identificador sale del artículo.",),
        ),
        Said(
            "The id of the passport names something else",
            "entry {entry}: {subject}: the passport {passport} has the form of {found}",
            "A passport has an id of its own: that of the pack stays when the passport changes.",
            ("Leave --id out: the id follows from the item.",),
        ),
        "batterypass passport issue {subject}",
        "design/architecture.md 6; design/bytes.md 9",
    ),
    Explained(
        "BP-I008",
        "compliance",
        Said(
            "Un identificador que ya nombra otra cosa",
            "asiento {entry}: {subject} nombra lo mismo que {other}",
            "Todo lector los toma por uno solo: el segundo respondería por el primero.",
            ("Si es el mismo paquete, use el que ya está; si no, corrija el número de serie.",),
        ),
        Said(
            "An id that names something else already",
            "entry {entry}: {subject} names the same as {other}",
            "Every reader takes them for one: the second would answer for the first.",
            (
                "If it is the same pack, use the one that is here; if not, correct the serial number.",
            ),
        ),
        "batterypass resolve {other}",
        "design/architecture.md 6; GS1 Digital Link 1.2",
    ),
)
