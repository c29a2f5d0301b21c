"""Codes of an audit for what it only tells, and for what is not known well enough to judge."""

from __future__ import annotations

from batterypass.texts.findings_form import Explained, Said

TOLD: tuple[Explained, ...] = (
    Explained(
        "BP-V101",
        "notice",
        Said(
            "Faltan secciones selladas",
            "{count} de las {named} secciones selladas que nombran los asientos no están aquí",
            "Se borraron, o nunca llegaron: cada quien guarda lo que selló. Borrar datos personales es"
            " lícito y no cambia lo firmado, pero un papel nuevo saldría sin ellos.",
            (
                "Si nadie decidió borrarlas, búsquelas en un respaldo: `batterypass restore`.",
                "Si se borraron a propósito, guarde constancia de quién lo pidió y cuándo.",
            ),
        ),
        Said(
            "Sealed sections are missing",
            "{count} of the {named} sealed sections that entries name are not here",
            "They were erased, or never came: each party keeps what it sealed. Erasing personal data is"
            " lawful and changes nothing that was signed, but a new paper would lack them.",
            (
                "If nobody decided to erase them, look in a backup: `batterypass restore`.",
                "If they were erased on purpose, keep a note of who asked for it and when.",
            ),
        ),
        "batterypass verify",
        "design/architecture.md D7; design/bytes.md 8",
    ),
    Explained(
        "BP-V102",
        "notice",
        Said(
            "Un contador sellado baja",
            "{subject}: en el asiento {entry}, {counter} es {found}; antes ya era {expected}",
            "Los contadores de una batería solo crecen, salvo con otro BMS. Este está sellado: lo ve"
            " solo quien tiene las secciones, así que no cambia ningún dictamen.",
            (
                "Pregunte a quien firmó qué leyó: `batterypass show`.",
                "Si se cambió el BMS, que se asiente: `batterypass pack repair`.",
            ),
        ),
        Said(
            "A sealed counter falls",
            "{subject}: in entry {entry}, {counter} is {found}; before it was {expected} already",
            "The counters of a battery only grow, unless another BMS counts. This one is sealed: only"
            " who has the sections sees it, so it changes no verdict.",
            (
                "Ask who signed it what was read: `batterypass show`.",
                "If the BMS was replaced, have it recorded: `batterypass pack repair`.",
            ),
        ),
        "batterypass show {entry}",
        "Regulation (EU) 2023/1542, Annex XIII, 4; docs/decisions/0026",
    ),
    Explained(
        "BP-K101",
        "notice",
        Said(
            "Sólo el registrador responde por esta llave",
            "asiento {entry}, {subject}: firmado con la llave {kid} de {actor}, que agregó el"
            " registrador en el asiento {added} y la parte no ha confirmado",
            "Un registrador podría agregar una llave a espaldas de una parte. Hasta que ella la"
            " confirme, se dice.",
            (
                "Si la llave es suya, confírmela con otra llave suya: `batterypass key confirm"
                " LLAVE`.",
                "Si no lo es, revóquela: `batterypass key revoke LLAVE`.",
            ),
        ),
        Said(
            "Only the registrar vouches for this key",
            "entry {entry}, {subject}: signed with key {kid} of {actor}, which the registrar added"
            " in entry {added} and the party has not confirmed",
            "A registrar could add a key behind a party's back. Until the party confirms it, it is"
            " told.",
            (
                "If the key is yours, confirm it with another of your keys: `batterypass key confirm"
                " KEY`.",
                "If it is not, revoke it: `batterypass key revoke KEY`.",
            ),
        ),
        "batterypass key show {actor}",
        "design/architecture.md D4",
    ),
    Explained(
        "BP-K102",
        "notice",
        Said(
            "Asiento en disputa",
            "asiento {entry}, {subject}: firmado con la llave {kid}, que el asiento {revocation}"
            " declara comprometida desde antes",
            "Alguien más pudo firmarlo. El estado no cambia por eso: nadie puede desconocer así una"
            " entrega vieja.",
            ("Pida a la parte que diga si el hecho es suyo, y guarde la respuesta.",),
        ),
        Said(
            "Disputed entry",
            "entry {entry}, {subject}: signed with key {kid}, which entry {revocation} declares"
            " compromised since before",
            "Somebody else may have signed it. The state does not change for that: nobody can"
            " repudiate an old hand-over in this way.",
            ("Ask the party whether the fact is its own, and keep the answer.",),
        ),
        "batterypass show {revocation}",
        "design/architecture.md D4",
    ),
    Explained(
        "BP-K103",
        "compliance",
        Said(
            "La llave nombrada no se puede cambiar",
            "{subject}: {kind} nombra la llave {kid}, que {found}",
            "Con una huella mal escrita el mandato no cambiaría nada y la llave robada seguiría"
            " firmando.",
            ("Vea las llaves de la parte y repita con la huella correcta.",),
        ),
        Said(
            "The key that is named cannot be changed",
            "{subject}: {kind} names key {kid}, which {found}",
            "With a mistyped thumbprint the command would change nothing, and the stolen key would"
            " go on signing.",
            ("See the keys of the party and repeat with the right thumbprint.",),
        ),
        "batterypass key show {subject}",
        "design/bytes.md 6",
    ),
    Explained(
        "BP-N001",
        "notice",
        Said(
            "El operador lo dejó pasar",
            "asiento {entry}, {subject}: incumple {rule} y nadie lo reconoció al firmar",
            "Este programa no registra un incumplimiento sin que quien firma lo reconozca. El"
            " operador del registro se saltó las reglas.",
            ("Pregunte al operador con qué programa se escribió.",),
        ),
        Said(
            "Let in by the operator",
            "entry {entry}, {subject}: breaks {rule}, and the signer did not acknowledge it",
            "This program records no breach that the signer does not acknowledge. The ledger's"
            " operator went around the rules.",
            ("Ask the operator with which program it was written.",),
        ),
        "batterypass explain {rule}",
        "design/bytes.md 4",
    ),
    Explained(
        "BP-U001",
        "notice",
        Said(
            "Reglamento desconocido",
            "asiento {entry}: adopta un reglamento que este programa no conoce",
            "Sin sus reglas no se puede decir si lo que sigue cumple; sí se puede decir si es"
            " auténtico.",
            ("Actualice el programa y compruebe de nuevo.",),
        ),
        Said(
            "Unknown rulebook",
            "entry {entry}: adopts a rulebook that this program does not know",
            "Without its rules nobody can say whether what follows complies; whether it is"
            " authentic can be said.",
            ("Update the program and check again.",),
        ),
        "batterypass doctor",
        "design/architecture.md D9",
    ),
    Explained(
        "BP-U002",
        "notice",
        Said(
            "Tipo o versión desconocidos",
            "asiento {entry}, {subject}: este programa no conoce {kind} versión {version}",
            "Se comprueba por sus campos comunes: firma, cadena, orden. Lo que significa no se"
            " juzga.",
            ("Actualice el programa y compruebe de nuevo.",),
        ),
        Said(
            "Unknown kind or version",
            "entry {entry}, {subject}: this program does not know {kind} version {version}",
            "It is checked by its common fields: signature, chain, order. What it means is not"
            " judged.",
            ("Update the program and check again.",),
        ),
        "batterypass show {entry}",
        "design/bytes.md 4",
    ),
)
