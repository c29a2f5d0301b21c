"""``batterypass recycler list`` and ``show``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, get_args

import typer

from batterypass.texts.bilingual import Text
from batterypass_cli.completions import complete_parties
from batterypass_cli.context import Here
from batterypass_cli.directory_options import (
    ConditionOption,
    OnOption,
    OperationOption,
    WasteClassOption,
    WasteOption,
)
from batterypass_cli.output import Column, paint
from batterypass_cli.pages import bilingual
from batterypass_cli.words import both, say

if TYPE_CHECKING:
    from batterypass.app.directory import Directory
    from batterypass.app.directory_search import Found
    from batterypass.app.ledger import Ledger

_COLUMNS = (
    Column("name", Text("party", "parte")),
    Column("site", Text("site", "sitio")),
    Column("place", Text("where", "dónde")),
    Column("operations", Text("operations", "operaciones")),
    Column("streams", Text("streams", "corrientes")),
    Column("capacity", Text("t/year", "t/año"), right=True),
    Column("until", Text("until", "hasta")),
    Column("standing", Text("standing", "estado")),
    Column("number", Text("authorised by", "autorizado por")),
    Column("source", Text("source", "fuente")),
    Column("certified", Text("certified (private)", "certificado (privado)")),
)
#: A terminal that is narrower gets a few lines for each site instead of a table.
_WIDE = 180
_FAR = Column("km", Text("km", "km"), right=True)


@bilingual(
    """
    Lista los sitios autorizados.

    Un renglón por autorización y sitio: los vigentes ese día y los que esperan su prórroga; con --all
    también lo vencido, suspendido, revocado o cerrado. --near ordena por distancia a un estado, a un
    municipio con sitios, o a lat,lon. Lo certificado (privado) tiene su propia columna: no es
    autorizado.
    """
)
def list_recyclers(
    ctx: typer.Context,
    waste: WasteOption = None,
    operation: OperationOption = None,
    chemistry: Annotated[
        str | None,
        typer.Option("--chemistry", metavar="CHEM", help=both("Chemistry.", "Química.")),
    ] = None,
    condition: ConditionOption = None,
    waste_class: WasteClassOption = None,
    state: Annotated[
        str | None,
        typer.Option(
            "--state", metavar="STATE", help=both("Only this state.", "Solo este estado.")
        ),
    ] = None,
    near: Annotated[
        str | None,
        typer.Option(
            "--near",
            metavar="PLACE|LAT,LON",
            help=both("By distance from here.", "Por distancia desde aquí."),
        ),
    ] = None,
    on: OnOption = None,
    everything: Annotated[
        bool,
        typer.Option(
            "--all",
            help=both("Also what does not count that day.", "También lo que no vale ese día."),
        ),
    ] = False,
) -> None:
    """List authorised sites.

    A line for each authorisation and site: those in force that day and those that await a renewal;
    with --all also what is expired, suspended, revoked or closed. --near sorts by the distance from
    a state, from a municipality that has sites, or from lat,lon. Private certificates have a column
    of their own: certified is not authorised.

    Example:
    batterypass recycler list --waste whole_battery --operation reciclaje --near Apodaca
    batterypass recycler list --state "Nuevo León" --all
    """
    from batterypass.app.directory import Directory
    from batterypass.app.directory_search import Wanted, point_named, search
    from batterypass.app.permits import OPERATIONS
    from batterypass.domain.events.authorisation import WasteClass
    from batterypass.domain.vocabulary import CONDITION_RANK, Chemistry
    from batterypass_cli.commands.recycler_check import read_waste
    from batterypass_cli.directory_view import age_lines, ages_of, choice, day_of_word

    here = Here.of(ctx)
    wanted = Wanted(
        day_of_word(here, on, "--on"),
        read_waste(waste) if waste else "",
        choice(operation, OPERATIONS, "--operation"),
        choice(chemistry, get_args(Chemistry), "--chemistry"),
        choice(condition, list(CONDITION_RANK), "--condition"),
        choice(waste_class, get_args(WasteClass), "--waste-class"),
        state or "",
        everything,
    )
    ledger = here.open()
    directory = Directory.load(ledger.session)
    point, taken_for = point_named(directory, near) if near else (None, "")
    found = search(directory, wanted, point)
    ages = ages_of(here, ledger, directory, here.now().date().isoformat())
    rows = [row_of(directory, one, wanted.day) for one in found]
    if here.out.wants_json:
        here.out.rows("recyclers", rows, _COLUMNS)
        return
    if point is not None:
        text = say(
            "recycler.near", place=taken_for, point=f"{point.latitude:g},{point.longitude:g}"
        )
        here.out.talk(text)
    people = [_for_people(row, one) for row, one in zip(rows, found, strict=True)]
    if 0 < here.out.columns < _WIDE and not here.given.fields:
        _print_blocks(here, people)
    else:
        here.out.rows("recyclers", people, (_FAR, *_COLUMNS) if point is not None else _COLUMNS)
    if not rows:
        key = "recycler.none-all" if everything else "recycler.none"
        here.out.talk(say(key))
    for line in age_lines(here, ages):
        here.out.talk(f"{say('recycler.directory')}: {line}")


def _print_blocks(here: Here, rows: list[dict[str, Any]]) -> None:
    """Print a few lines for each site: a table does not fit."""
    last = ""
    for row in rows:
        title = f"{row['name']} · {row['site']} · {row['place']}"
        if title != last:
            far = f" · {row['km']} km" if row["km"] else ""
            here.out.line(paint(title, "b") + far)
            if row["certified"]:
                words = ", ".join(row["certified"])
                here.out.line(f"  {say('recycler.certified', words=words)}")
        last = title
        capacity = f" · {row['capacity']} t" if row["capacity"] else ""
        until = say("recycler.until", standing=row["standing"], day=row["until"])
        here.out.line(f"  {row['number']} · {until}{capacity}")
        here.out.line(f"    {', '.join(row['operations'])}: {', '.join(row['streams'])}")
        here.out.line(f"    {row['source']}")


def row_of(directory: Directory, found: Found, day: str) -> dict[str, Any]:
    """Write one paper at one site for programs; *authorised* and *certified* are apart."""
    from batterypass.domain.standing import read_on
    from batterypass_cli.directory_view import (
        certificate_object,
        scope_operations,
        scope_streams,
    )

    place, held, copy = found.place, found.held, found.held.transcription
    address = place.card.get("address", {})
    return {
        "party": place.party.party,
        "legal_name": place.party.legal_name,
        "site": place.site,
        "site_name": place.card.get("name"),
        "municipality": address.get("municipality"),
        "state": address.get("state"),
        "closed_on": place.closed_on or None,
        "distance_km": None if found.distance_km is None else round(found.distance_km, 1),
        "distance_is_of_the_capital": found.is_about,
        "scheme": held.scheme,
        "number": held.number,
        "authority": held.authority or None,
        "operations": scope_operations(held),
        "streams": scope_streams(held),
        "scopes": held.scopes,
        "capacity_t_year": held.capacity_t_year or None,
        "effective_from": held.effective_from,
        "effective_to": held.effective_to or None,
        "standing": found.standing.word,
        "standing_entry": found.standing.entry,
        "source": "transcribed" if copy else "authority",
        "transcribed_from": copy["source"] if copy else None,
        "published_on": read_on(held) or None,
        "certified": [certificate_object(*one) for one in directory.certificates(place, day)],
        "authorisation": held.subject,
    }


def _for_people(row: dict[str, Any], found: Found) -> dict[str, Any]:
    from batterypass_cli.answers import choice_words
    from batterypass_cli.directory_view import (
        capacity_words,
        source_words,
        standing_word,
        until_words,
        where_words,
    )

    far = "" if found.distance_km is None else f"{found.distance_km:,.0f}"
    closed = f", {say('recycler.closed')}" if found.place.closed_on else ""
    certified = [
        one["scheme"] + ("" if one["standing"] == "in_force" else f" ({one['standing']})")
        for one in row["certified"]
    ]
    return {
        **row,
        "name": row["legal_name"] or row["party"],
        "place": where_words(found.place),
        "operations": [choice_words(one) for one in row["operations"]],
        "streams": [choice_words(one) for one in row["streams"]],
        "capacity": capacity_words(found.held),
        "until": until_words(found.held),
        "standing": standing_word(found.standing) + closed,
        "number": f"{row['scheme']} {row['number']}",
        "source": source_words(found.held),
        "certified": certified,
        "km": f"≈{far}" if far and found.is_about else far,
    }


@bilingual(
    """
    Muestra una parte o sitio con cada cambio de sus autorizaciones.

    De cada autorización: qué permite, cómo está hoy, y una tabla de lo que se supo: qué, desde cuándo
    vale, en qué asiento y desde cuándo consta, de quién es la palabra. Con la masa recibida este año
    frente a la capacidad. Lo certificado va aparte.
    """
)
def show_recycler(
    ctx: typer.Context,
    name: Annotated[
        str,
        typer.Argument(
            metavar="ID",
            help=both(
                "PARTY, PARTY#SITE, or the number of an authorisation.",
                "PARTE, PARTE#SITIO, o el número de una autorización.",
            ),
            autocompletion=complete_parties,
        ),
    ],
    on: OnOption = None,
) -> None:
    """Show a party or site with every change of its authorisations.

    Of each authorisation: what it allows, how it stands today, and a table of what became known:
    what, from which day it counts, in which entry and since when that is known, and by whose word.
    With the mass accepted this year beside the capacity. What is certified stands apart.

    Example: batterypass recycler show recicladora-norte#patio-1
    """
    from batterypass.app.directory import Directory
    from batterypass_cli.directory_page import page_lines, page_of
    from batterypass_cli.directory_view import day_of_word

    here = Here.of(ctx)
    day = day_of_word(here, on, "--on")
    ledger = here.open()
    party, site, number = _named(ledger, name)
    directory = Directory.load(ledger.session, party=party)
    page = page_of(here, ledger, directory, day, site, number)
    if here.out.wants_json:
        here.out.document({"recycler": page})
        return
    for line in page_lines(here, ledger, page):
        here.out.line(line)


def _named(ledger: Ledger, text: str) -> tuple[str, str, str]:
    """Give party, site and authorisation (subject) that a text names; those it does not name empty."""
    from batterypass.app.find_directory import find_authorisation, find_party_or_site
    from batterypass.errors import InputError

    try:
        party, site = find_party_or_site(ledger.session, text)
    except InputError:
        try:
            held = find_authorisation(ledger.session, text)
        except InputError:
            held = None
        if held is None:
            raise
        return held.holder, held.holder_site, held.subject
    return party.party, site, ""
