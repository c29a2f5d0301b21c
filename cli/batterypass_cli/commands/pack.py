"""``batterypass pack``: packs and the other items."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from batterypass.errors import InputError, refusal
from batterypass.texts.bilingual import Text
from batterypass_cli.completions import complete_items
from batterypass_cli.context import Here
from batterypass_cli.output import Column, aligned, paint
from batterypass_cli.pages import Entry, bilingual, group_with
from batterypass_cli.passport_options import AcceptUnusual  # noqa: TC001 - Typer reads the annotations
from batterypass_cli.words import both, language, say

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import timedelta

    from batterypass.app.ledger import Ledger
    from batterypass.domain.states import ItemState

_LATER = {
    "enrol": Entry(
        "",
        "pack_enrol",
        "enrol",
        Text("Enrol a pack older than the ledger.", "Da de alta un paquete anterior al registro."),
    ),
    "assess": Entry(
        "", "pack_life", "assess", Text("Assess an item.", "Mide un artículo.")
    ),
    "repair": Entry(
        "", "pack_life", "repair", Text("Record a repair.", "Asienta una reparación.")
    ),
    "reuse": Entry(
        "", "pack_life", "reuse",
        Text("Prepare a pack to be used again.", "Prepara un paquete para usarse otra vez."),
    ),
    "repurpose": Entry(
        "", "pack_life", "repurpose",
        Text("Give a pack another use.", "Da otro uso a un paquete."),
    ),
    "remanufacture": Entry(
        "", "pack_life", "remanufacture",
        Text("Record that a pack was built up again.", "Asienta que un paquete se armó de nuevo."),
    ),
    "advise": Entry(
        "", "pack_advise", "advise",
        Text("Advise on a further life.", "Recomienda sobre una vida nueva."),
    ),
    "decide": Entry(
        "", "pack_advise", "decide",
        Text("Decide what becomes of an item.", "Decide el destino de un artículo."),
    ),
    "origin": Entry(
        "", "pack_origin", "origin",
        Text("Name evidence of the origin of packs.", "Nombra evidencia del origen de paquetes."),
    ),
    "origin-form": Entry(
        "", "pack_origin", "origin_form",
        Text("Write a certification of origin.", "Escribe una certificación de origen."),
    ),
    "export": Entry(
        "", "pack_sight", "export",
        Text("Record that a pack left the country.", "Asienta que un paquete salió del país."),
    ),
    "lost": Entry(
        "", "pack_sight", "lost", Text("Record a loss.", "Asienta una pérdida.")
    ),
    "stolen": Entry(
        "", "pack_sight", "stolen", Text("Record a theft.", "Asienta un robo.")
    ),
    "found": Entry(
        "", "pack_sight", "found",
        Text("Record that a pack is back.", "Asienta que un paquete volvió."),
    ),
    "dismantle": Entry(
        "", "pack_parts", "dismantle",
        Text("Take an item apart.", "Desarma un artículo en sus partes."),
    ),
    "assemble": Entry(
        "", "pack_parts", "assemble",
        Text("Build a pack from parts of others.", "Arma un paquete con partes de otros."),
    ),
    "tree": Entry(
        "", "pack_tree", "tree",
        Text("Show where an item comes from and went.", "Muestra de dónde viene y en qué quedó."),
    ),
    "import": Entry(
        "",
        "pack_import",
        "import_packs",
        Text("Import packs from a file.", "Importa paquetes de un archivo."),
    ),
}  # fmt: skip
app = typer.Typer(
    cls=group_with(_LATER, {}),
    no_args_is_help=True,
    help=both(
        "Packs: add, import, list, show.\n\nExample: batterypass pack list --json",
        "Paquetes: alta, importar, listar, mostrar.\n\nExample: batterypass pack list --json",
    ),
)
#: Days of more digits than this are no days of a ledger.
_DIGITS = 5
_COLUMNS = (
    Column("id", Text("id", "id")),
    Column("serial", Text("serial", "serie")),
    Column("chemistry_words", Text("chemistry", "química")),
    Column("energy_wh", Text("Wh", "Wh"), right=True),
    Column("mass_kg", Text("kg", "kg"), right=True),
    Column("life_words", Text("life", "vida")),
    Column("place_words", Text("place", "lugar")),
    Column("condition_words", Text("condition", "condición")),
    Column("custodian", Text("custodian", "custodio")),
)


@app.command("add")
@bilingual(
    """
    Da de alta un paquete que sale de la línea.

    Lo mismo que «log pack.manufactured»: pregunta cada dato, o toma campo=valor.
    """,
    signs=True,
)
def add(
    ctx: typer.Context,
    words: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[URL] [FIELD=VALUE]...",
            help=both("Id of the pack, and fields.", "Id del paquete, y campos."),
        ),
    ] = None,
    accept_unusual: AcceptUnusual = False,
) -> None:
    """Register a pack that leaves the line.

    The same as "log pack.manufactured": asks for each field, or takes field=value.

    Example: batterypass pack add https://id.maker.example/p/1 serial=1 model=M1
    """
    from batterypass_cli.commands.log import log

    log(ctx, "pack.manufactured", words, None, accept_unusual)


@app.command("list")
@bilingual(
    """
    Lista los paquetes.

    Con --all también módulos, lotes de celdas y fracciones. Con --older-than 150d, solo aquellos a los
    que no les ha pasado nada en más de 150 días.
    """
)
def list_packs(
    ctx: typer.Context,
    everything: Annotated[
        bool, typer.Option("--all", help=both("All items.", "Todos los artículos."))
    ] = False,
    life: Annotated[
        str | None,
        typer.Option("--life", metavar="LIFE", help=both("Only this life.", "Solo esta vida.")),
    ] = None,
    place: Annotated[
        str | None,
        typer.Option("--place", metavar="PLACE", help=both("Only there.", "Solo ahí.")),
    ] = None,
    custodian: Annotated[
        str | None,
        typer.Option(
            "--custodian", metavar="PARTY", help=both("Only held by it.", "Solo los que tiene.")
        ),
    ] = None,
    older_than: Annotated[
        str | None,
        typer.Option(
            "--older-than",
            metavar="DAYS",
            help=both(
                "Only those whose last event is longer ago, as 150d.",
                "Solo los que llevan más tiempo sin evento, como 150d.",
            ),
        ),
    ] = None,
) -> None:
    """List the packs.

    With --all modules, cell lots and fractions too. With --older-than 150d only those to which nothing
    has happened for more than 150 days.

    Example:
    batterypass pack list --json --fields id,soh_percent,life
    batterypass pack list --place in_stock --older-than 150d
    """
    here = Here.of(ctx)
    before = here.now() - _span(older_than) if older_than is not None else None
    before_ms = int(before.timestamp() * 1000) if before is not None else None
    ledger = here.open()
    holder = ledger.party(custodian).party if custodian else None
    rows = (
        item_row(ledger, state)
        for state in ledger.items()
        if (everything or state.item_kind == "pack")
        and (life is None or state.life == life)
        and (place is None or state.place == place)
        and (holder is None or state.custodian == holder)
        and (before_ms is None or state.last_ms < before_ms)
    )
    here.out.rows("items" if everything else "packs", rows, _COLUMNS)


def _span(text: str) -> timedelta:
    """Read a number of days, ``150d`` or ``150``. Raises InputError."""
    from datetime import timedelta

    digits = text.removesuffix("d")
    if not (digits.isascii() and digits.isdigit() and len(digits) <= _DIGITS):
        raise refusal(InputError, "pack.bad-days", text=text)
    return timedelta(days=int(digits))


@app.command("show")
@bilingual("Muestra un artículo: dónde está, quién lo tiene, en qué estado.")
def show(
    ctx: typer.Context,
    item: Annotated[
        str,
        typer.Argument(
            metavar="ITEM",
            help=both("Id, serial number, alias or label.", "Id, serie, alias o etiqueta."),
            autocompletion=complete_items,
        ),
    ],
) -> None:
    """Show an item: where it is, who holds it, what shape it is in.

    Example: batterypass pack show QKYC-C9Y5-DZ24-Y
    """
    from batterypass.app.amending import corrections_about
    from batterypass_cli.corrections import correction_object, show_corrections
    from batterypass_cli.origin_view import origin_files, origin_row, print_origin

    here = Here.of(ctx)
    ledger = here.open()
    state = ledger.item(item)
    if here.out.wants_json:
        from batterypass_cli.outbox_view import entry_number

        row = item_row(ledger, state, whole=True)
        row["created_index"] = entry_number(ledger, state.created_index)
        found = corrections_about(ledger.session, state.item)
        if found:
            row["corrections"] = [correction_object(ledger, one) for one in found]
        if state.item_kind == "pack":
            row["origin_evidence"] = list(map(origin_row, origin_files(here, ledger, state.item)))
        here.out.document({"item": row})
        return
    from batterypass_cli.lookups import item_words

    here.out.line(paint(item_words(state), "b"))
    for line in aligned(_pairs(ledger, state)):
        here.out.line(line)
    _print_marks(here, ledger, state)
    show_corrections(here, ledger, state.item)
    if state.item_kind == "pack":
        print_origin(here, ledger, origin_files(here, ledger, state.item))
    from batterypass.domain.ids import printed_id

    here.out.talk(say("sign.next", command=f"batterypass history {printed_id(state.item)}"))


def _print_marks(here: Here, ledger: Ledger, state: ItemState) -> None:
    from batterypass.app.readings import reading_of
    from batterypass_cli.custody_view import item_marks
    from batterypass_cli.plain import names_of

    for text in item_marks(ledger, state, names_of(ledger)):
        here.out.line(f"  {paint('!', 'y')} {text}")
    closed = reading_of(ledger.session, state).closed
    if closed:
        here.out.line(f"  {paint('!', 'y')} " + say(f"passportlife.reading-{closed}"))


def item_row(ledger: Ledger, state: ItemState, *, whole: bool = False) -> dict[str, Any]:
    """Write an item as a row: its state, the last assessment's values beside it."""
    from batterypass.app.readings import reading_of
    from batterypass.domain.ids import printed_id
    from batterypass_cli.answers import choice_words
    from batterypass_cli.sight_view import gone_row

    reading = reading_of(ledger.session, state)
    row: dict[str, Any] = {
        "id": printed_id(state.item),
        "item": state.item,
        "item_kind": state.item_kind,
        "serial": state.serial,
        "model": state.model,
        "chemistry": state.chemistry or state.material,
        "category": state.category,
        "energy_wh": state.energy_wh,
        "capacity_ah": state.capacity_ah,
        "nominal_voltage_v": state.nominal_voltage_v,
        "mass_kg": state.mass_kg,
        "made_month": state.made_month,
        "life": state.life,
        "place": state.place,
        "condition": state.condition,
        "custodian": state.custodian,
        "contested": state.contested,
        "contested_with": state.contested_with,
        "missing": state.missing,
        "unconfirmed": state.unconfirmed,
        "enrolled": state.enrolled,
        "responsible_operator": state.responsible_operator,
        "passport": state.passport,
        "soh_percent": reading.get("soh_percent"),
        "soc_percent": reading.get("soc_percent"),
        "consignment": state.consignment,
        "inside": state.inside,
        "batch": _local(state.batch),
        "made_by": _local(state.made_by),
    }
    if whole:
        for name in ("aliases", "parents", "children", "passports", "values"):
            row[name] = getattr(state, name)
        row["assessed"] = dict(reading.values)
        if reading.closed:
            row["assessed_closed"] = reading.closed
        row["created_index"] = state.created_index
        if "decided" in state.said:
            row["decided"] = state.said["decided"]
        row["use"] = state.use
        row["elements_kg"] = state.elements_kg
        row["claimed_kg"] = state.claimed_kg
    row["chemistry_words"] = state.chemistry or choice_words(state.material) or state.material
    row["life_words"] = choice_words(state.lives_as)
    left = gone_row(state)
    if left is not None:
        row["gone"] = left
    row["place_words"] = choice_words(left["gone"] if left is not None else state.place)
    row["condition_words"] = choice_words(state.condition) if state.condition else ""
    return row


def _local(batch: str) -> str:
    """Give the id of a batch without the recycler's before it."""
    return batch.rpartition("#batch/")[2]


def _pairs(ledger: Ledger, state: ItemState) -> Iterator[tuple[str, str]]:
    from batterypass_cli.plain import names_of, party_short

    name_of = names_of(ledger)
    row = item_row(ledger, state, whole=True)
    for name, text in ITEM_LABELS.items():
        value = row.get(name)
        if value in (None, "", False, [], {}):
            continue
        if name in ("custodian", "responsible_operator"):
            value = f"{party_short(str(value), name_of)} ({value})"
        elif value is True:
            value = say("word.yes")
        elif isinstance(value, list):
            value = ", ".join(str(v.get("value", v)) if isinstance(v, dict) else v for v in value)
        if state.item_kind == "fraction":
            text = _OF_FRACTIONS.get(name, text)
        if name == "energy_wh" and state.has_usable_energy:
            text = _USABLE
        yield text.in_language(language()), str(value)


#: What some of them are called of a fraction, which is no battery.
_OF_FRACTIONS: dict[str, Text] = {
    "chemistry_words": Text("material", "material"),
    "life_words": Text("use", "destino"),
}
_USABLE = Text("usable energy, Wh", "energía útil, Wh")
#: Members of an item's row that people read, with their labels.
ITEM_LABELS: dict[str, Text] = {
    "item": Text("id", "id"),
    "serial": Text("serial number", "número de serie"),
    "model": Text("model", "modelo"),
    "chemistry_words": Text("chemistry", "química"),
    "energy_wh": Text("energy, Wh", "energía, Wh"),
    "mass_kg": Text("mass, kg", "masa, kg"),
    "made_month": Text("month made", "mes de fabricación"),
    "life_words": Text("life", "vida"),
    "place_words": Text("place", "lugar"),
    "condition_words": Text("condition", "condición"),
    "soh_percent": Text("state of health, %", "estado de salud, %"),
    "soc_percent": Text("state of charge, %", "estado de carga, %"),
    "custodian": Text("custodian", "custodio"),
    "consignment": Text("consignment", "embarque"),
    "inside": Text("inside the pack", "dentro del paquete"),
    "batch": Text("in batch", "en el lote"),
    "made_by": Text("out of batch", "salido del lote"),
    "responsible_operator": Text("responsible operator", "operador responsable"),
    "passport": Text("passport", "pasaporte"),
    "aliases": Text("other numbers", "otros números"),
    "parents": Text("made from", "hecho de"),
    "children": Text("parts", "partes"),
}
