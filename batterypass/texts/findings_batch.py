"""Codes of recycling batches: what goes in, what comes out, and whether the masses balance."""

from __future__ import annotations

from batterypass.texts.findings_form import Explained, Said

_SOURCE = "reference/waste-and-manifests.md 8; Reg (EU) 2023/1542 Annex XII"
_SHOW = "batterypass batch show {batch}"

BATCHES: tuple[Explained, ...] = (
    Explained(
        "BP-Y001",
        "compliance",
        Said(
            "El lote está cerrado",
            "{subject}: no cabe {kind}: el lote se cerró en el asiento {closed}",
            "Un lote cerrado es una cuenta cerrada: de él dependen las cifras del año y la vida"
            " de lo que entró.",
            (
                "Abra otro lote para lo que falta.",
                "Si se cerró por error, quien lo cerró lo anula: `batterypass annul`.",
            ),
        ),
        Said(
            "The batch is closed",
            "{subject}: no {kind}: the batch was closed by entry {closed}",
            "A closed batch is a closed account: the figures of the year and the life of what"
            " went in rest on it.",
            (
                "Open another batch for what is left.",
                "If it was a mistake, who closed it takes that back: `batterypass annul`.",
            ),
        ),
        _SHOW,
        "design/events.md, Item life",
    ),
    Explained(
        "BP-Y002",
        "compliance",
        Said(
            "Al reciclaje sólo entra residuo",
            "{subject}: no cabe en el lote {batch}: {found}; se esperaba residuo",
            "Lo que nadie declaró residuo todavía puede usarse; reciclarlo exige que su custodio"
            " diga antes que lo desecha.",
            ("Declárelo residuo y vuelva a alimentarlo.", "Si aún sirve, no lo recicle."),
        ),
        Said(
            "Recycling takes waste only",
            "{subject}: not into batch {batch}: {found}; expected waste",
            "What nobody declared waste may still be used; before it is recycled its custodian"
            " says that it is discarded.",
            ("Declare it waste and feed it again.", "If it is still of use, do not recycle it."),
        ),
        "batterypass log item.declared-waste items={subject}",
        _SOURCE,
    ),
    Explained(
        "BP-Y003",
        "compliance",
        Said(
            "Sale más de lo que entró",
            "{subject}: entraron {input} kg y salen {output} kg más {loss} kg de pérdida:"
            " {difference} kg de más, tolerancia {tolerance} %",
            "De un lote no sale más masa de la que entró; un kilogramo de más es de otro lote o"
            " de una báscula mal leída.",
            (
                "Revise las masas de lo que entró y de lo que salió.",
                "Alimente primero lo que falte por registrar.",
            ),
        ),
        Said(
            "More comes out than went in",
            "{subject}: {input} kg went in, and {output} kg come out with {loss} kg of loss:"
            " {difference} kg too much, tolerance {tolerance} %",
            "No more mass comes out of a batch than went in; a kilogram too much is another"
            " batch's, or a scale was misread.",
            (
                "Look again at the masses of what went in and of what came out.",
                "First feed what was not recorded yet.",
            ),
        ),
        _SHOW,
        _SOURCE,
    ),
    Explained(
        "BP-Y004",
        "compliance",
        Said(
            "El análisis pasa de 100 %",
            "{subject}: los contenidos del análisis suman {found} %; cabe 100 %, cada sustancia"
            " una vez",
            "Una muestra no contiene más que a sí misma: una cifra mayor es un error de captura"
            " o de base (húmeda o seca).",
            ("Compare con el informe del laboratorio.", "Diga cada sustancia una sola vez."),
        ),
        Said(
            "The assay is over 100 %",
            "{subject}: the contents of the assay add up to {found} %; at most 100 %, each"
            " substance once",
            "A sample holds no more than itself: a higher figure is a slip, or of another basis"
            " (wet or dry).",
            ("Compare with the laboratory's report.", "Name each substance once."),
        ),
        "batterypass explain BP-Y004",
        _SOURCE,
    ),
    Explained(
        "BP-Y005",
        "compliance",
        Said(
            "La masa recuperada no es la del análisis",
            "{subject}: se declara {found}; por masa y análisis resulta {expected}",
            "Se cuentan masas de elementos, no de compuestos, y sólo las que un análisis respalda.",
            (
                "Deje que la herramienta las calcule: no las dé a mano.",
                "Si no hay análisis, no declare elementos.",
            ),
        ),
        Said(
            "The recovered mass is not that of the assay",
            "{subject}: stated is {found}; mass and assay give {expected}",
            "Masses of elements count, not of compounds, and only those that an assay shows.",
            (
                "Let the tool compute them: do not give them by hand.",
                "Without an assay, state no elements.",
            ),
        ),
        "batterypass explain BP-Y005",
        _SOURCE,
    ),
    Explained(
        "BP-Y006",
        "notice",
        Said(
            "Sale más de un elemento que el que entró",
            "{subject}: {element}: salieron {found} kg y se conocían {expected} kg a la entrada,"
            " tolerancia {tolerance} %",
            "O la composición de la entrada es la del diseño y no la real, o un análisis no"
            " corresponde a su fracción.",
            ("Revise los análisis.", "Diga de dónde se conoce la composición de la entrada."),
        ),
        Said(
            "More of an element comes out than went in",
            "{subject}: {element}: {found} kg came out, and {expected} kg were known to go in,"
            " tolerance {tolerance} %",
            "Either the composition of the input is that of the design and not the real one, or"
            " an assay is not of its fraction.",
            ("Look again at the assays.", "Say where the composition of the input is known from."),
        ),
        _SHOW,
        _SOURCE,
    ),
    Explained(
        "BP-Y007",
        "compliance",
        Said(
            "El lote no cuadra",
            "{subject}: entraron {input} kg, salieron {output} kg y la pérdida es {loss} kg:"
            " diferencia {difference} kg, tolerancia {tolerance} %",
            "Lo que entró tiene que salir o perderse; lo que no se explica no se da por"
            " recuperado ni por perdido.",
            (
                "Pese lo que falte y regístrelo antes de cerrar.",
                "Declare la pérdida por su tipo.",
                "Si no se puede, cierre con el motivo de la diferencia.",
            ),
        ),
        Said(
            "The batch does not balance",
            "{subject}: {input} kg went in, {output} kg came out and the loss is {loss} kg:"
            " difference {difference} kg, tolerance {tolerance} %",
            "What went in comes out or is lost; what nobody explains counts neither as recovered"
            " nor as lost.",
            (
                "Weigh what is left and record it before closing.",
                "State the loss by its kind.",
                "If that cannot be done, close with the reason of the difference.",
            ),
        ),
        _SHOW,
        _SOURCE,
    ),
    Explained(
        "BP-Y008",
        "notice",
        Said(
            "Lote cerrado con diferencia",
            "{subject}: entraron {input} kg, salieron {output} kg y la pérdida es {loss} kg:"
            " diferencia {difference} kg, tolerancia {tolerance} %; motivo: {reason}",
            "La diferencia consta con su motivo; quien audita la ve y pregunta.",
            ("Guarde lo que respalda el motivo.",),
        ),
        Said(
            "Batch closed with a difference",
            "{subject}: {input} kg went in, {output} kg came out and the loss is {loss} kg:"
            " difference {difference} kg, tolerance {tolerance} %; reason: {reason}",
            "The difference stands with its reason; an auditor sees it and asks.",
            ("Keep what shows the reason.",),
        ),
        "batterypass audit mass --batch {batch}",
        _SOURCE,
    ),
    Explained(
        "BP-Y009",
        "compliance",
        Said(
            "Falta el informe del análisis",
            "{subject}: el informe {report} no está entre los documentos del evento",
            "Un análisis se cree por el informe del laboratorio: su huella va firmada con las"
            " masas.",
            ("Adjunte el informe al registrar la salida.",),
        ),
        Said(
            "The report of the assay is missing",
            "{subject}: the report {report} is not among the documents of the event",
            "An assay is believed for the laboratory's report: its digest is signed with the"
            " masses.",
            ("Attach the report when the output is recorded.",),
        ),
        "batterypass explain BP-Y009",
        _SOURCE,
    ),
    Explained(
        "BP-Y010",
        "compliance",
        Said(
            "Un residuo dice su corriente",
            "{subject}: {use}: se esperaba {expected}, se encontró {found}",
            "Lo que queda del proceso va a disposición con manifiesto, y para eso hay que saber"
            " qué corriente es; un producto dejó de ser residuo.",
            ("Dé la corriente de cada residuo.", "De un producto no dé ninguna."),
        ),
        Said(
            "A residue names its stream",
            "{subject}: {use}: expected {expected}, found {found}",
            "What is left of the process goes to disposal with a manifest, which needs its"
            " stream; a product has stopped being waste.",
            ("Give the stream of each residue.", "Give none for a product."),
        ),
        "batterypass explain BP-Y010",
        _SOURCE,
    ),
    Explained(
        "BP-Y011",
        "notice",
        Said(
            "Entra con otra masa que la registrada",
            "{subject}: entra con {found} kg y estaba registrado con {expected} kg, tolerancia"
            " {tolerance} %; motivo: {reason}",
            "La masa de lo que entra decide si el lote cuadra; una cifra que nadie más tiene puede"
            " ser un error de captura o llenar un hueco.",
            (
                "Revise la pesada; si estaba mal, corríjala (batterypass amend).",
                "Si es correcta, diga el motivo con --mass-reason.",
            ),
        ),
        Said(
            "It goes in with another mass than recorded",
            "{subject}: {found} kg go in, and {expected} kg were recorded of it, tolerance"
            " {tolerance} %; reason: {reason}",
            "The mass of what goes in decides whether the batch balances; a figure that nobody else"
            " has may be a slip, or fill a gap.",
            (
                "Look at the weighing again; if it was wrong, correct it (batterypass amend).",
                "If it is right, give the reason with --mass-reason.",
            ),
        ),
        _SHOW,
        _SOURCE,
    ),
    Explained(
        "BP-Y012",
        "compliance",
        Said(
            "El lote se alimenta con lo que salió de él",
            "{subject}: no cabe en el lote {batch}: salió de {found}, que se hizo con lo que salió"
            " de este lote",
            "Esos kilogramos ya entraron una vez en el lote; contarlos de nuevo como entrada haría"
            " parecer que se recupera más material del que traían las baterías.",
            (
                "Revise la fracción; para trabajarla otra vez, abra otro lote.",
                "Si de verdad se recirculó, regístrelo a sabiendas (--acknowledge"
                " BP-Y012=MOTIVO): la recuperación cuenta esos kilogramos una sola vez.",
            ),
        ),
        Said(
            "The batch is fed with what came out of it",
            "{subject}: not into batch {batch}: it came out of {found}, made of what came out of"
            " this batch",
            "These kilograms went into the batch once already; counted as input again they would make"
            " it look as if more was recovered than the batteries brought.",
            (
                "Look at the fraction again; to work it up once more, open another batch.",
                "If it really was recirculated, record it knowingly (--acknowledge BP-Y012=REASON):"
                " recovery counts these kilograms once.",
            ),
        ),
        _SHOW,
        _SOURCE,
    ),
)
