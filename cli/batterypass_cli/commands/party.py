"""``batterypass party``: the directory of parties."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from batterypass.errors import InputError
from batterypass.texts.bilingual import Text
from batterypass_cli.completions import complete_parties
from batterypass_cli.context import Here
from batterypass_cli.keywords import key_state
from batterypass_cli.outbox_view import entry_name, entry_number, key_object
from batterypass_cli.output import Column, aligned, paint
from batterypass_cli.pages import Entry, bilingual, group_with
from batterypass_cli.words import both, say

if TYPE_CHECKING:
    from batterypass.app.ledger import Ledger
    from batterypass.domain.states import PartyState

_IN_LEDGER = {
    "amend": Entry(
        "ledger", "party_changes", "amend",
        Text(
            "Change what the directory says of a party.",
            "Cambia lo que el directorio dice de una parte.",
        ),
    ),
    "site-open": Entry(
        "ledger", "party_changes", "open_site",
        Text(
            "Enter a further site of a party, or a new card of one that it has.",
            "Asienta un sitio más de una parte, o la ficha nueva de uno que ya tiene.",
        ),
    ),
    "site-close": Entry(
        "ledger", "party_changes", "close_site",
        Text("Enter that a site has closed.", "Asienta que un sitio cerró."),
    ),
}  # fmt: skip
app = typer.Typer(
    cls=group_with(_IN_LEDGER, {}),
    no_args_is_help=True,
    help=both(
        "Parties of the directory.\n\nExample: batterypass party list",
        "Partes del directorio.\n\nExample: batterypass party list",
    ),
)
_COLUMNS = (
    Column("party", Text("party", "parte")),
    Column("legal_name", Text("legal name", "razón social")),
    Column("country", Text("country", "país")),
    Column("role_words", Text("roles", "funciones")),
)


@app.command("add")
@bilingual(
    """
    Da de alta una parte.

    Pregunta cada dato por su nombre. Con campo=valor, solo lo que falte y sea necesario; --from
    lee la ficha, y los campos que se den sustituyen a los suyos. Las llaves y sus pruebas de
    posesión vienen de la carpeta (antes: «key new»). Firma el registrador.
    """,
    signs=True,
)
def add(
    ctx: typer.Context,
    party: Annotated[
        str | None,
        typer.Argument(metavar="[PARTY]", help=both("Its https id.", "Su identificador https.")),
    ] = None,
    words: Annotated[
        list[str] | None,
        typer.Argument(metavar="[FIELD=VALUE]...", help=both("Its card.", "Su ficha.")),
    ] = None,
    source: Annotated[
        str | None,
        typer.Option(
            "--from",
            metavar="FILE|-",
            help=both("Read the card as JSON.", "Leer la ficha como JSON."),
        ),
    ] = None,
) -> None:
    """Register a party.

    Asks for each field by its name. With field=value only for what is missing and needed; --from
    reads the card, and fields that are given replace its own. Keys with their proofs of possession
    come from the key folder (first: "key new"). The registrar signs.

    Example:
    batterypass party add https://maker.example
    batterypass party add https://maker.example legal_name="Maker" country=MX roles=manufacturer
    batterypass party add --from maker.json --as registry
    """
    from batterypass_cli.actors import choose_actor
    from batterypass_cli.asking import complete_form, parse_assignments
    from batterypass_cli.signing import sign_events

    here = Here.of(ctx)
    ledger = here.open_to_sign()
    actor = choose_actor(here, ledger, "party.registered")
    kind = "party.registered"
    said = [*(words or [])]
    if party is not None and "=" in party and not party.startswith("https://"):
        said, party = [party, *said], None
    given = parse_assignments(here, kind, [_whole_path(word) for word in said], actor=actor)
    form: dict[str, Any]
    if source is not None:
        form = _form_from(here, source, party, given)
    else:
        card = _ask_card(here, actor, party, given.get("card", {}))
        form = complete_form(
            here, kind, {**given, "card": card}, actor=actor, required_only=bool(said)
        )
    sign_events(
        here, [(kind, form)], actor=actor,
        next_step=f"batterypass party show {form['card']['party']}",
    )  # fmt: skip


@app.command("list")
@bilingual("Lista las partes del directorio.")
def list_parties(
    ctx: typer.Context,
    role: Annotated[
        str | None,
        typer.Option("--role", metavar="ROLE", help=both("Only this role.", "Solo esta función.")),
    ] = None,
) -> None:
    """List the parties of the directory.

    Example: batterypass party list --role recycler
    """
    here = Here.of(ctx)
    ledger = here.open()
    rows = (
        party_row(ledger, state)
        for state in ledger.parties()
        if role is None or role in state.roles
    )
    here.out.rows("parties", rows, _COLUMNS)


@app.command("show")
@bilingual("Muestra una parte: ficha, sitios, llaves y autorizaciones.")
def show(
    ctx: typer.Context,
    party: Annotated[
        str,
        typer.Argument(
            metavar="PARTY",
            help=both("Id, or part of its host or name.", "Id, o un trozo de su dominio o nombre."),
            autocompletion=complete_parties,
        ),
    ],
) -> None:
    """Show a party: card, sites, keys and authorisations.

    Example: batterypass party show recycler.example
    """
    here = Here.of(ctx)
    ledger = here.open()
    state = ledger.party(party)
    row = party_row(ledger, state)
    row["authorisations"] = _authorisations(ledger, state.party)
    if here.out.wants_json:
        here.out.document({"party": row})
        return
    here.out.line(paint(state.legal_name or state.party, "b"))
    for line in aligned(_pairs(here, ledger, state)):
        here.out.line(line)
    for one in row["authorisations"]:
        here.out.line("  " + say("party.authorisation", **one))


def party_row(ledger: Ledger, state: PartyState) -> dict[str, Any]:
    """Write a party as a row."""
    from batterypass_cli.answers import choice_words

    return {
        "party": state.party,
        "legal_name": state.legal_name,
        "country": state.country,
        "tax_id": state.tax_id,
        "roles": list(state.roles),
        "role_words": [choice_words(role) for role in state.roles],
        "domains": list(state.domains),
        "gs1_prefixes": list(state.gs1_prefixes),
        "sites": list(state.sites),
        "registrations": list(state.registrations),
        "keys": [key_object(ledger, kid, key) for kid, key in state.keys.items()],
        "registered_index": entry_number(ledger, state.registered_index),
    }


def _pairs(here: Here, ledger: Ledger, state: PartyState) -> list[tuple[str, str]]:
    from batterypass_cli.answers import choice_words

    pairs = [
        (say("party.label.party"), state.party),
        (say("party.label.country"), state.country),
        (say("party.label.roles"), ", ".join(choice_words(role) for role in state.roles)),
    ]
    if state.tax_id:
        pairs.append((say("party.label.tax_id"), state.tax_id))
    if state.domains:
        pairs.append((say("party.label.domains"), ", ".join(state.domains)))
    for site in state.sites:
        address = site.get("address", {})
        where = f"{address.get('municipality', '')}, {address.get('state', '')}"
        pairs.append((say("party.label.site"), f"{site['site_id']} · {site['name']} · {where}"))
    for kid, key in state.keys.items():
        holder = f" · {key['holder']}" if key.get("holder") else ""
        text = f"{kid[:16]}… {key['alg']}{holder} · {key_state(here, ledger, key)}"
        pairs.append((choice_words(key["role"]), text))
    pairs.append((say("party.label.entry"), entry_name(ledger, state.registered_index)))
    return pairs


def _authorisations(ledger: Any, party: str) -> list[dict[str, Any]]:  # noqa: ANN401
    world = ledger.session.world
    found = []
    for subject in world.pointed("holder", party):
        state = world.authorisation(subject)
        if state is None:
            continue
        found.append(
            {
                "scheme": state.scheme,
                "number": state.number,
                "site": state.holder_site,
                "operations": ", ".join(dict.fromkeys(s["operation"] for s in state.scopes)),
                "effective_from": state.effective_from,
                "effective_to": state.effective_to or say("party.no-end"),
                "granted_index": entry_number(ledger, state.granted_index),
            }
        )
    return found


def _whole_path(word: str) -> str:
    """Give a word its whole path: ``legal_name=…`` stands in the card. Raises InputError."""
    from batterypass.domain.events.party import PartyCard
    from batterypass_cli.asking import COMMON
    from batterypass_cli.pages import unknown_name

    path, equals, _ = word.partition("=")
    name = path.removeprefix("card.")
    if not equals or path in COMMON or path.startswith("private."):
        return word
    if name not in PartyCard.model_fields:
        known = [*PartyCard.model_fields]
        raise unknown_name(
            "log.unknown-field", name, known, kind="party.registered", fields=", ".join(known)
        )
    return "card." + word.removeprefix("card.")


def _form_from(here: Here, source: str, party: str | None, given: dict[str, Any]) -> dict[str, Any]:
    """Read a card, whole or without keys, or a form with a card; keys come from the folder.

    What is ``given`` besides replaces what the file says.
    """
    from batterypass_cli.commands.log import read_value
    from batterypass_cli.keycards import cards_of

    value = read_value(here, source)
    if not isinstance(value, dict):
        raise InputError(
            f"{source}: expected an object", code="log.form-no-object", source=source, place=1
        )
    form = value if "card" in value else {"card": value}
    if "private" in form["card"]:
        form["private"] = form["card"].pop("private")
    form = {**form, **given, "card": {**form["card"], **given.get("card", {})}}
    if party is not None:
        form["card"].setdefault("party", party)
    if not form["card"].get("keys"):
        ledger = here.open_to_sign()
        form["card"]["keys"] = cards_of(here, ledger, str(form["card"].get("party", "")))
    return form


def _ask_card(here: Here, actor: str, party: str | None, given: dict[str, Any]) -> dict[str, Any]:
    """Ask for a card, only for what it needs where some is given; the keys come from the folder."""
    from batterypass.domain.events.party import PartyCard
    from batterypass_cli.fields import specs_of
    from batterypass_cli.forms import ask_record
    from batterypass_cli.keycards import cards_of
    from batterypass_cli.lookups import LedgerHints, LedgerLookup

    ledger = here.open_to_sign()
    hints = LedgerHints(here, ledger, "party.registered", actor)
    known = {"party": party, **given} if party is not None else given
    missing = [one for one in specs_of(PartyCard) if one.required and one.name not in known]
    if missing or not given:
        here.terminal.tell(say("ask.how"))
    card = ask_record(
        PartyCard, "card", here.terminal, LedgerLookup(here, ledger, actor), hints, known,
        required_only=bool(given),
    )  # fmt: skip
    if "keys" not in card:
        card["keys"] = cards_of(here, ledger, str(card["party"]))
    return card
