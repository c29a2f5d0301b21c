"""``batterypass handoff``: items change hands without a carrier; both sides sign."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from batterypass.texts.bilingual import Text
from batterypass_cli.completions import complete_parties
from batterypass_cli.context import Here
from batterypass_cli.custody_options import Items, NeededItems, only_site
from batterypass_cli.pages import Entry, bilingual, group_with
from batterypass_cli.words import both

if TYPE_CHECKING:
    from collections.abc import Iterable

    from batterypass.app.ledger import Ledger
    from batterypass.domain.states import ItemState

_LATER = {
    "claim": Entry(
        "", "handoff_claims", "claim",
        Text("Say that you have what came unannounced.", "Dice que tiene lo que llegó sin aviso."),
    ),
    "contest": Entry(
        "", "handoff_claims", "contest",
        Text("Answer that another has your items.", "Responde que otra parte tiene lo suyo."),
    ),
    "paper": Entry(
        "", "ship_paper", "paper",
        Text("Write down what was signed in ink.", "Asienta lo que se firmó en papel."),
    ),
}  # fmt: skip
app = typer.Typer(
    cls=group_with(_LATER, {}),
    no_args_is_help=True,
    help=both(
        "Hand items over without a carrier.\n\n"
        "Example: batterypass handoff release QKYC-C9Y5-DZ24-Y --to taller-volta",
        "Entrega artículos sin transportista.\n\n"
        "Example: batterypass handoff release QKYC-C9Y5-DZ24-Y --to taller-volta",
    ),
)


@app.command("release")
@bilingual(
    "Entrega artículos a otra parte; siguen siendo de quien entrega hasta que acepte.", signs=True
)
def release(
    ctx: typer.Context,
    items: NeededItems,
    to: Annotated[
        str,
        typer.Option(
            "--to",
            metavar="PARTY",
            help=both("Who gets them.", "A quién."),
            autocompletion=complete_parties,
        ),
    ],
) -> None:
    """Let items go to another party; they stay with whoever releases them until it accepts.

    Example: batterypass handoff release QKYC-C9Y5-DZ24-Y --to taller-volta
    """
    from batterypass_cli.actors import choose_actor
    from batterypass_cli.lookups import LedgerLookup
    from batterypass_cli.signing import sign_events

    here = Here.of(ctx)
    ledger = here.open_to_sign()
    actor = choose_actor(here, ledger, "custody.released")
    receiver = LedgerLookup(here, ledger, actor).party(to)
    states = {state.item: state for state in map(ledger.item, items)}
    _tell_of_other_takers(here, ledger, states.values(), receiver)
    form = {"items": list(states), "to": receiver, "site": only_site(ledger, actor)}
    command = f"batterypass handoff accept --from {actor} --as {receiver}"
    sign_events(here, [("custody.released", form)], actor=actor, next_step=command)


def _tell_of_other_takers(
    here: Here, ledger: Ledger, states: Iterable[ItemState], receiver: str
) -> None:
    """Name who an item was released to before, who can then no longer accept it."""
    from batterypass.domain.ids import printed_id
    from batterypass_cli.output import paint
    from batterypass_cli.plain import names_of, party_short
    from batterypass_cli.words import say

    name_of = names_of(ledger)
    for state in states:
        if state.released_to not in ("", receiver):
            first, now = (party_short(one, name_of) for one in (state.released_to, receiver))
            told = say("handoff.promised", item=printed_id(state.item), first=first, now=now)
            here.out.talk(f"{paint('!', 'y')} {told}")


@app.command("accept")
@bilingual(
    """
    Acepta artículos que otra parte entregó.

    Sin artículos, todo lo que esa parte entregó a quien firma.
    """,
    signs=True,
)
def accept(
    ctx: typer.Context,
    from_: Annotated[
        str,
        typer.Option(
            "--from",
            metavar="PARTY",
            help=both("Who released them.", "Quién los entregó."),
            autocompletion=complete_parties,
        ),
    ],
    items: Items = None,
) -> None:
    """Accept items that another party released.

    Without items, everything that this party released to the signer.

    Example: batterypass handoff accept QKYC-C9Y5-DZ24-Y --from planta-apodaca
    """
    from batterypass.errors import InputError
    from batterypass_cli.actors import choose_actor
    from batterypass_cli.lookups import LedgerLookup
    from batterypass_cli.signing import sign_events

    here = Here.of(ctx)
    ledger = here.open_to_sign()
    actor = choose_actor(here, ledger, "custody.accepted")
    giver = LedgerLookup(here, ledger, actor).party(from_)
    names = [ledger.item(text).item for text in items or ()]
    if not names:
        names = [
            item.item
            for item in ledger.items()
            if item.released_to == actor and item.custodian == giver
        ]
    if not names:
        raise InputError(
            f"{giver} has released nothing to {actor}",
            code="handoff.nothing",
            giver=giver,
            actor=actor,
        )
    form = {
        "items": list(dict.fromkeys(names)),
        "released_by": giver,
        "site": only_site(ledger, actor),
    }
    sign_events(here, [("custody.accepted", form)], actor=actor)
