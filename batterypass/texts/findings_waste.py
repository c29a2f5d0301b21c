"""Codes of waste and of who is authorised for it."""

from __future__ import annotations

from batterypass.texts.findings_form import Explained, Said

WASTE: tuple[Explained, ...] = (
    Explained(
        "BP-W001",
        "compliance",
        Said(
            "El residuo sigue siendo residuo",
            "{subject}: no cabe {kind}: es residuo desde {waste_on}; sitio {site}: {found}",
            "Lo que se declaró residuo sólo vuelve al uso por quien está autorizado a"
            " reutilizarlo.",
            (
                "Entréguelo a quien tenga autorización de reutilización.",
                "Si la tiene usted, revise que esté en el directorio para este sitio.",
            ),
        ),
        Said(
            "Waste stays waste",
            "{subject}: no {kind}: it is waste since {waste_on}; site {site}: {found}",
            "What was declared waste comes back into use only through who is authorised for"
            " re-use.",
            (
                "Pass it on to a site that is authorised for re-use.",
                "If you are, see that the directory has it for this site.",
            ),
        ),
        "batterypass party list",
        "design/events.md, State of an item",
    ),
    Explained(
        "BP-W002",
        "compliance",
        Said(
            "La declaración de residuos no es la de la tabla",
            "{subject}: {field} dice {found}; para {stream} el {day} la tabla da {expected}",
            "La clase del residuo sale de la tabla vigente el día del embarque, por el artículo"
            " más estricto, y se firma con la huella de esa tabla.",
            (
                "Deje que la herramienta la calcule: no dé la clase a mano.",
                "Separe en otro embarque los artículos de otra corriente.",
                "Si difiere por una ley nueva, pida al operador que adopte el reglamento nuevo.",
            ),
        ),
        Said(
            "The waste declaration is not the table's",
            "{subject}: {field} says {found}; for {stream} on {day} the table gives {expected}",
            "The class of a waste comes from the table in force on the day of shipment, by its"
            " strictest item, and is signed with the digest of that table.",
            (
                "Let the tool compute it: do not give the class by hand.",
                "Put items of another stream into another consignment.",
                "If a new law makes it differ, ask the operator to adopt the new rulebook.",
            ),
        ),
        "batterypass explain BP-W002",
        "reference/waste-and-manifests.md 1 and 7",
    ),
    Explained(
        "BP-W003",
        "compliance",
        Said(
            "El residuo viaja sin declaración, o lo que no es residuo con ella",
            "{subject}: es {found} y el embarque {consignment} pide {expected}",
            "Un embarque de residuos es un manifiesto: sus artículos están declarados residuo, y"
            " sólo ellos.",
            (
                "Declare residuo lo que lo es: `batterypass log item.declared-waste`.",
                "Separe en dos embarques lo que es residuo y lo que no.",
            ),
        ),
        Said(
            "Waste travels undeclared, or what is no waste travels as waste",
            "{subject}: it is {found} and consignment {consignment} needs {expected}",
            "A consignment of waste is a manifest: its items are declared waste, and only they.",
            (
                "Declare as waste what is: `batterypass log item.declared-waste`.",
                "Put waste and what is no waste into two consignments.",
            ),
        ),
        "batterypass history {subject}",
        "design/events.md, Custody",
    ),
    Explained(
        "BP-W004",
        "compliance",
        Said(
            "El número de manifiesto ya se usó",
            "manifiesto {manifest} de {issuer}: ya lo lleva {used}",
            "Un folio es de un solo manifiesto de su emisor; con dos nadie sabe cuál es el bueno.",
            (
                "Tome un folio libre de la serie: --manifest-no FOLIO.",
                "Si es el mismo embarque, no lo repita: véalo con `batterypass manifest show`.",
            ),
        ),
        Said(
            "The manifest number is used already",
            "manifest {manifest} of {issuer}: {used} carries it already",
            "A number belongs to one manifest of its issuer; with two nobody knows which is right.",
            (
                "Take a free number of the series: --manifest-no NUMBER.",
                "If it is the same consignment do not repeat it: `batterypass manifest show`.",
            ),
        ),
        "batterypass manifest show {used}",
        "reference/waste-and-manifests.md 2.2",
    ),
    Explained(
        "BP-W005",
        "compliance",
        Said(
            "Falta la letra CRETIB",
            "manifiesto {manifest}: el residuo es peligroso y no lleva ninguna letra CRETIB",
            "La casilla 5 del manifiesto pide por qué es peligroso. En ion litio suelen ser R, I"
            " y T.",
            ("Agregue las letras que determinó el generador, por ejemplo `cretib=RTI`.",),
        ),
        Said(
            "The CRETIB letter is missing",
            "manifest {manifest}: the waste is hazardous and has no CRETIB letter",
            "Box 5 of the manifest asks why it is hazardous. For lithium ion it is usually R, I"
            " and T.",
            ("Add the letters that the generator determined, for example `cretib=RTI`.",),
        ),
        "batterypass schema consignment.offered",
        "reference/waste-and-manifests.md 2.1 (box 5) and 2.2",
    ),
    Explained(
        "BP-W006",
        "notice",
        Said(
            "La clase la eligió una persona",
            "{subject}: declarado {found}; para {stream} el {day} el renglón {regime} dice: {table}"
            " (confianza {confidence})",
            "La tabla deja abierta la clase: alguien la determinó. No es un error, pero conviene"
            " guardar en qué se basó.",
            ("Adjunte el análisis o dictamen al embarque como documento.",),
        ),
        Said(
            "A person chose the class",
            "{subject}: declared {found}; for {stream} on {day} row {regime} says: {table}"
            " (confidence {confidence})",
            "The table leaves the class open: somebody determined it. No mistake, but keep what it"
            " rests on.",
            ("Attach the analysis or opinion to the consignment as a document.",),
        ),
        "batterypass explain BP-W006",
        "reference/waste-and-manifests.md 7",
    ),
    Explained(
        "BP-W007",
        "compliance",
        Said(
            "El residuo ya está declarado en otra corriente",
            "{subject}: es residuo de la corriente {expected} desde el {waste_on}; ahora se declara"
            " {found}",
            "La corriente decide la clase, los permisos y el manifiesto. Declararlo otra vez no puede"
            " hacerlo otro residuo; lo que sale de él tiene su propia corriente.",
            (
                "Ofrézcalo en la corriente en la que está declarado.",
                "Si se desarma, diga la corriente de cada parte: `batterypass log item.dismantled`.",
                "Si la primera declaración se equivocó, regístrelo a sabiendas, con su motivo.",
            ),
        ),
        Said(
            "The waste is declared in another stream already",
            "{subject}: is waste of the stream {expected} since {waste_on}; now it is declared"
            " {found}",
            "The stream decides class, permits and manifest. Declaring it again cannot make it"
            " another waste; what comes out of it has a stream of its own.",
            (
                "Offer it in the stream in which it is declared.",
                "If it is taken apart, say the stream of each part: `batterypass log"
                " item.dismantled`.",
                "If the first declaration was wrong, record this one knowingly, with its reason.",
            ),
        ),
        "batterypass history {subject}",
        "design/events.md, Item life",
    ),
    Explained(
        "BP-W008",
        "compliance",
        Said(
            "Lo tratado no vuelve al uso",
            "{subject}: no cabe {kind}: su manifiesto {consignment} está certificado con la operación"
            " final {operation}",
            "El certificado dice a la autoridad que ese residuo ya se trató; lo mismo no puede"
            " tener además otra vida. El acopio y la reutilización no son operaciones finales.",
            (
                "Si este paquete se aparta para reutilizarlo, hágalo antes de certificar el"
                " tratamiento.",
                "Si el certificado no lo abarca, regístrelo a sabiendas, con su motivo, y guarde el"
                " papel que lo muestra.",
            ),
        ),
        Said(
            "What was treated does not come back into use",
            "{subject}: no {kind}: its manifest {consignment} is certified with the final operation"
            " {operation}",
            "The certificate tells the authority that this waste was treated; the same cannot have"
            " another life as well. Storing and re-use are not final operations.",
            (
                "If this pack is set aside for re-use, do that before the treatment is certified.",
                "If the certificate does not cover it, record it knowingly, with its reason, and keep"
                " the paper that shows it.",
            ),
        ),
        "batterypass manifest show {consignment}",
        "reference/manifest-workflow.json, invariants",
    ),
    Explained(
        "BP-A001",
        "compliance",
        Said(
            "El destinatario no está autorizado para este residuo en esta fecha",
            "{subject}: {consignee}, sitio {site}, el {day}, {stream} ({waste_class},"
            " {operation}): {found}",
            "El residuo sólo va a un sitio con autorización vigente ese día para esa operación y"
            " corriente. Se mira al ofrecer y otra vez al recibir.",
            (
                "Elija otro destinatario: `batterypass recycler list` los lista por corriente,"
                " operación y distancia; `batterypass recycler show PARTE` dice qué tiene autorizado.",
                "Si ya renovó, pida que se asiente: `batterypass recycler extend` o `batterypass"
                " recycler renew`.",
                "Si el camión ya está en la puerta, regístrelo con el motivo `truck_at_gate`.",
            ),
        ),
        Said(
            "The consignee is not authorised for this waste on this date",
            "{subject}: {consignee}, site {site}, on {day}, {stream} ({waste_class}, {operation}):"
            " {found}",
            "Waste goes only to a site with an authorisation in force that day for that operation"
            " and stream. It is looked at when offered and again when received.",
            (
                "Choose another consignee: `batterypass recycler list` lists them by stream, operation"
                " and distance; `batterypass recycler show PARTY` says what each is authorised for.",
                "If it has renewed, have it entered: `batterypass recycler extend` or `batterypass"
                " recycler renew`.",
                "If the truck is at the gate, record it with the reason `truck_at_gate`.",
            ),
        ),
        "batterypass recycler list --waste {stream} --operation {operation}"
        " --waste-class {waste_class}",
        "reference/waste-and-manifests.md 2.2 and 9",
    ),
    Explained(
        "BP-A002",
        "compliance",
        Said(
            "Al transportista le falta un permiso",
            "{subject}: {carrier} no tiene {permit} vigente el {day} para {waste_class}:"
            " {found} (renglón {row})",
            "En México el residuo peligroso pide dos papeles: la autorización de SEMARNAT y el"
            " permiso de SICT; el de manejo especial, el del estado.",
            (
                "Elija otro transportista.",
                "Si ya lo tiene, pida que se cargue en el directorio.",
            ),
        ),
        Said(
            "The carrier lacks a permit",
            "{subject}: {carrier} has no {permit} in force on {day} for"
            " {waste_class}: {found} (row {row})",
            "In Mexico hazardous waste needs two papers: the SEMARNAT authorisation and the SICT"
            " permit; special-handling waste needs the state's.",
            (
                "Choose another carrier.",
                "If it has it, ask for it to be entered in the directory.",
            ),
        ),
        "batterypass party show {carrier}",
        "reference/waste-and-manifests.md 2.1 (boxes 9 and 10) and 12.5",
    ),
    Explained(
        "BP-A003",
        "compliance",
        Said(
            "El sitio no está autorizado para tratar este residuo",
            "{subject}: {kind} de {stream} por {actor} en el sitio {site} el {day}: {found}",
            "Desarmar o disponer residuos pide autorización de ese sitio, vigente ese día.",
            (
                "Diga en qué sitio se hizo si tiene varios.",
                "Si la autorización existe, pida que se cargue en el directorio.",
            ),
        ),
        Said(
            "The site is not authorised to treat this waste",
            "{subject}: {kind} of {stream} by {actor} at site {site} on {day}: {found}",
            "Dismantling or disposing of waste needs an authorisation for that site, in force that"
            " day.",
            (
                "Say at which site it was done if you have several.",
                "If the authorisation exists, ask for it to be entered in the directory.",
            ),
        ),
        "batterypass party show {actor}",
        "design/events.md, State of an item",
    ),
    Explained(
        "BP-A004",
        "compliance",
        Said(
            "La autorización cambió entre el hecho y su registro",
            "{subject}: {scheme} {number} de {holder} {change} el {on}; el hecho es del {day} y"
            " se registró el {recorded}",
            "La hora del hecho la dice quien firma, y el día del registro la respuesta habría sido"
            " otra: quien registra tarde pudo elegir el día. Si hay otro permiso vigente los dos días,"
            " no se dice nada.",
            (
                "Registre cada día lo que pasó ese día.",
                "Si el hecho es de ese día, guarde el papel o la bitácora y regístrelo a sabiendas:"
                " con el motivo `paper_original_exists`, o `signed_offline` si se firmó sin señal.",
                "Si el permiso ya se renovó, pida que la renovación se cargue en el directorio.",
            ),
        ),
        Said(
            "The authorisation changed between the act and its record",
            "{subject}: {scheme} {number} of {holder} {change} on {on}; the act is of {day} and"
            " was recorded on {recorded}",
            "The time of the act is the signer's word, and on the day of the record the answer would"
            " have been another: whoever records late could choose the day. Where another permit is"
            " in force on both days nothing is said.",
            (
                "Record every day what happened that day.",
                "If it happened that day, keep the paper or the log book and record it knowingly: with"
                " the reason `paper_original_exists`, or `signed_offline` if signed without signal.",
                "If the permit was renewed, ask for the renewal to be entered in the directory.",
            ),
        ),
        "batterypass party show {holder}",
        "design/bytes.md 5",
    ),
    Explained(
        "BP-A005",
        "notice",
        Said(
            "El juicio descansa en una transcripción",
            "{subject}: {scheme} {number} de {consignee} la copió el registrador de {source},"
            " publicada el {published}",
            "No la firmó la autoridad: el registrador copió una lista publicada. Vale, y se dice.",
            ("Compárela con la lista de la autoridad; la huella de la copia está en el asiento.",),
        ),
        Said(
            "The judgement rests on a transcription",
            "{subject}: {scheme} {number} of {consignee} was copied by the registrar from {source},"
            " published on {published}",
            "The authority did not sign it: the registrar copied a published list. It counts, and"
            " it is told.",
            ("Compare it with the authority's list; the digest of the copy is in the entry.",),
        ),
        "batterypass party show {consignee}",
        "design/events.md, Ledger, directory",
    ),
    Explained(
        "BP-A006",
        "compliance",
        Said(
            "Quien recibe el residuo sin declaración no está autorizado",
            "{subject}: {actor} recibe {stream} en el sitio {site} el {day}: {found}",
            "El residuo que nadie declaró, en mano o como sobrante, también va sólo a un sitio"
            " autorizado.",
            (
                "Diga en qué sitio lo recibe si tiene varios.",
                "Si la autorización existe, pida que se cargue en el directorio.",
            ),
        ),
        Said(
            "Who takes undeclared waste over is not authorised",
            "{subject}: {actor} takes over {stream} at site {site} on {day}: {found}",
            "Waste that nobody declared, by hand or as surplus, goes only to an authorised site as"
            " well.",
            (
                "Say at which site you take it if you have several.",
                "If the authorisation exists, ask for it to be entered in the directory.",
            ),
        ),
        "batterypass party show {actor}",
        "design/events.md, State of an item",
    ),
)
