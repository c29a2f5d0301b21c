"""``batterypass party amend``, ``site-open``, ``site-close``: what the directory says of a party."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from batterypass.errors import InputError
from batterypass_cli.completions import complete_parties
from batterypass_cli.context import Here
from batterypass_cli.pages import bilingual
from batterypass_cli.words import both

if TYPE_CHECKING:
    from batterypass.app.ledger import Ledger
    from batterypass.domain.states import PartyState

Party = Annotated[
    str,
    typer.Argument(
        metavar="PARTY",
        help=both("Id, or part of its host or name.", "Id, o un trozo de su dominio o nombre."),
        autocompletion=complete_parties,
    ),
]
_ADDRESS = "opened.address."


@bilingual(
    """
    Cambia lo que el directorio dice de una parte.

    Cada campo que se da sustituye al anterior: legal_name, tax_id, registrations; y roles, domains y
    gs1_prefixes, que son palabra del registrador. Sin campos, los pregunta.
    """,
    signs=True,
)
def amend(
    ctx: typer.Context,
    party: Party,
    words: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[FIELD=VALUE]...", help=both("What it says now.", "Lo que dice ahora.")
        ),
    ] = None,
) -> None:
    """Change what the directory says of a party.

    Each field that is given replaces the old one: legal_name, tax_id, registrations; and roles,
    domains and gs1_prefixes, which are the registrar's word. Without fields it asks.

    Example: batterypass party amend recicladora-norte roles=recycler,dismantler --as registro
    """
    from batterypass_cli.asking import ask_event, parse_assignments

    here = Here.of(ctx)
    ledger = here.open_to_sign()
    state = ledger.party(party)
    actor = _signer(here, ledger, state)
    kind = "party.amended"
    given = {"party": state.party, **parse_assignments(here, kind, words or [], actor=actor)}
    _demand(here, words, "FIELD=VALUE")
    ask_event(here, kind, given, actor=actor, required_only=bool(words))


@bilingual(
    """
    Asienta un sitio más de una parte, o la ficha nueva de uno que ya tiene.

    Los campos son los de un sitio y su domicilio: name, street, ext_no, postal_code, municipality,
    state, country, phone, nra, latitude, longitude… De un sitio que ya consta se toma lo que no se
    dice. Lo que falte y sea necesario se pregunta.
    """,
    signs=True,
)
def open_site(
    ctx: typer.Context,
    party: Party,
    site: Annotated[
        str | None,
        typer.Argument(metavar="[SITE]", help=both("Id of the site.", "Clave del sitio.")),
    ] = None,
    words: Annotated[
        list[str] | None,
        typer.Argument(metavar="[FIELD=VALUE]...", help=both("Its card.", "Su ficha.")),
    ] = None,
) -> None:
    """Enter a further site of a party, or a new card of one that it has.

    The fields are those of a site and its address: name, street, ext_no, postal_code, municipality,
    state, country, phone, nra, latitude, longitude… Of a site that is here already, what is not
    said is taken over. What is missing and needed is asked for.

    Example: batterypass party site-open recicladora-norte patio-2 name="Patio 2" municipality=Apodaca
    """
    from batterypass.domain.events.party import Address, Site
    from batterypass_cli.asking import parse_assignments
    from batterypass_cli.forms import ask_record
    from batterypass_cli.lookups import LedgerHints, LedgerLookup
    from batterypass_cli.signing import sign_events

    here = Here.of(ctx)
    ledger = here.open_to_sign()
    state = ledger.party(party)
    actor = _signer(here, ledger, state)
    kind = "party.site-opened"
    said = [*(words or [])]
    if site is not None and "=" in site:
        said, site = [site, *said], None
    form = parse_assignments(here, kind, [_whole_path(word) for word in said], actor=actor)
    card = form.get("opened", {})
    if site is not None:
        card["site_id"] = site
    card = _over(_known(state, str(card.get("site_id", ""))), card)
    _fill_state_key(card)
    if not here.terminal.is_interactive:
        _demand_card(card)
    elif not said or _needed(card):
        hints, lookup = LedgerHints(here, ledger, kind, actor), LedgerLookup(here, ledger, actor)
        if card.get("address"):
            card["address"] = ask_record(
                Address, "opened.address", here.terminal, lookup, hints, card["address"]
            )
        card = ask_record(Site, "opened", here.terminal, lookup, hints, card)
    sign_events(
        here, [(kind, {"party": state.party, "opened": card})], actor=actor,
        next_step=f"batterypass recycler show {state.party}#{card['site_id']}",
    )  # fmt: skip


@bilingual(
    """
    Asienta que un sitio cerró.

    Desde ese día no recibe nada, aunque tenga autorizaciones vigentes.
    """,
    signs=True,
)
def close_site(
    ctx: typer.Context,
    party: Party,
    site: Annotated[
        str | None,
        typer.Argument(metavar="[SITE]", help=both("Id of the site.", "Clave del sitio.")),
    ] = None,
    on: Annotated[
        str | None,
        typer.Option("--on", metavar="DATE", help=both("Closed from this day.", "Desde este día.")),
    ] = None,
) -> None:
    """Enter that a site has closed.

    From that day on it takes nothing, whatever authorisations it has in force.

    Example: batterypass party site-close recicladora-norte patio-1 --on 2026-12-31
    """
    from batterypass.app.find_directory import find_site
    from batterypass_cli.asking import ask_event
    from batterypass_cli.directory_changes import demand, read_fields

    here = Here.of(ctx)
    ledger = here.open_to_sign()
    name = f"{party}#{site}" if site else party
    state, closed = find_site(ledger.session, name)
    actor = _signer(here, ledger, state)
    kind = "party.site-closed"
    given: dict[str, Any] = {"party": state.party, "closed": closed}
    given.update(read_fields(here, ledger, kind, actor, {"closed_on": on}))
    demand(here, kind, given, {"closed_on": "--on"})
    ask_event(here, kind, given, actor=actor)


def _signer(here: Here, ledger: Ledger, state: PartyState) -> str:
    """Give who signs: ``--as``, the party itself if its key is here, else who has a key."""
    from batterypass_cli.actors import choose_actor

    if not here.given.actor and state.party in here.keys.parties():
        return state.party
    return choose_actor(here, ledger)


def _demand(here: Here, words: list[str] | None, flags: str) -> None:
    if not words and not here.terminal.is_interactive:
        from batterypass.evidence.refusal import refusal

        raise refusal(InputError, "custody.missing", flags=flags)


def _whole_path(word: str) -> str:
    """Give a word its whole path: ``street=…`` stands in the address of the site."""
    from batterypass.domain.events.party import Address, Site

    name, equals, value = word.partition("=")
    plain = name.removeprefix("opened.").removeprefix("address.")
    if plain in Address.model_fields:
        return f"{_ADDRESS}{plain}{equals}{value}"
    if plain in Site.model_fields:
        return f"opened.{plain}{equals}{value}"
    return word


def _known(state: PartyState, site: str) -> dict[str, Any]:
    """Give the card of a site that is here already, without its closing."""
    for one in state.sites:
        if one["site_id"] == site:
            return {name: value for name, value in one.items() if name != "closed_on"}
    return {}


def _over(old: dict[str, Any], new: dict[str, Any]) -> dict[str, Any]:
    address = {**old.get("address", {}), **new.get("address", {})}
    return {**old, **new, **({"address": address} if address else {})}


def _fill_state_key(card: dict[str, Any]) -> None:
    """Add INEGI's key of the state that a Mexican address names, where nobody said it."""
    from batterypass.regulations.places import find_state

    address = card.get("address", {})
    if address.get("country") == "MX" and not address.get("state_key"):
        found = find_state(str(address.get("state", "")))
        if found is not None:
            address["state_key"] = found.key


def _needed(card: dict[str, Any]) -> list[str]:
    """List the fields without which there is no card."""
    from batterypass.domain.events.party import Address, Site

    address = card.get("address", {})
    missing = [
        name
        for name, info in Site.model_fields.items()
        if info.is_required() and name != "address" and name not in card
    ]
    return missing + [
        name
        for name, info in Address.model_fields.items()
        if info.is_required() and name not in address
    ]


def _demand_card(card: dict[str, Any]) -> None:
    missing = _needed(card)
    if missing:
        from batterypass.evidence.refusal import refusal

        flags = ", ".join(f"{name}=…" for name in missing)
        raise refusal(InputError, "custody.missing", flags=flags)
