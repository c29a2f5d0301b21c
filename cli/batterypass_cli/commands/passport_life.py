"""``batterypass passport update|hand-over|end``: what follows on a passport."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer  # noqa: TC002 - Typer reads the annotations

from batterypass.errors import InputError
from batterypass_cli.commands.passport import Item  # noqa: TC001 - Typer reads the annotations
from batterypass_cli.context import Here
from batterypass_cli.custody_options import option, part_of
from batterypass_cli.pages import bilingual
from batterypass_cli.passport_options import AcceptUnusual, Values  # noqa: TC001 - Typer reads the annotations
from batterypass_cli.words import language, say

if TYPE_CHECKING:
    from batterypass.app.ledger import Ledger
    from batterypass.domain.passport_values import Value
    from batterypass.domain.states import ItemState


@bilingual(
    """
    Da valores nuevos a un pasaporte; los que no son públicos quedan sellados.

    Sin atributo=valor los pregunta por su nombre. Una lista o un objeto se escribe como JSON. Firma
    quien responde por el pasaporte; uno que terminó ya no se actualiza.
    """,
    signs=True,
)
def update(
    ctx: typer.Context,
    item: Item,
    values: Values = None,
    accept_unusual: AcceptUnusual = False,
) -> None:
    """Give new values to a passport; those that are not public are sealed.

    Without attribute=value it asks for them by name. A list or a record is written as JSON. Who
    answers for the passport signs; one that has ended is updated no more.

    Example:
    batterypass passport update QKYC-C9Y5-DZ24-Y
    batterypass passport update QKYC-C9Y5-DZ24-Y number_of_full_cycles=812
    """
    from batterypass.app.passport_changes import update_form
    from batterypass_cli.commands.passport import given_values
    from batterypass_cli.signing import sign_events

    here = Here.of(ctx)
    ledger = here.open_to_sign()
    state = ledger.item(item)
    actor = part_of(here, ledger, state.responsible_operator, "passport.updated")
    given = given_values(values or ())
    if not given and here.terminal.is_interactive:
        given = _ask_values(here, ledger, state)
    form = update_form(ledger.session, state, given)
    if accept_unusual:
        form["accept_unusual"] = True
    command = f"batterypass passport show {item}"
    sign_events(here, [("passport.updated", form)], actor=actor, next_step=command)


def _ask_values(here: Here, ledger: Ledger, state: ItemState) -> dict[str, Value]:
    """Ask for attributes by name, until an empty answer; each is checked at once."""
    from batterypass.app.attributes import around_item, check_values, place_values, tier_of
    from batterypass.domain.events.pack import PassportUpdated
    from batterypass.regulations.passport_shapes import unit_name
    from batterypass_cli.commands.passport import given_values
    from batterypass_cli.exits import words_of

    attributes = ledger.session.around.attributes
    given: dict[str, Value] = {}
    while name := here.terminal.ask(say("passportlife.ask-attribute") + ":").strip():
        if name == "?":
            for one in attributes.values():
                here.terminal.tell(f"  {one.id} · {one.name(language())}")
            continue
        try:
            point = say(f"reader.point-{tier_of(attributes, name)}")
            found = attributes[name]
            here.terminal.tell(
                say("passportlife.seen-by", name=found.name(language()), point=point)
            )
            unit = f" ({unit_name(found.unit, language())})" if found.unit else ""
            answer = here.terminal.ask(f"  {name}{unit}:").strip()
            if not answer:
                continue
            read = given_values([f"{name}={answer}"])
            public, private = place_values(attributes, read)
            check_values(
                attributes, PassportUpdated.KIND, public, private, state.chemistry,
                around=around_item(state, {}, here.now().date().isoformat()),
            )  # fmt: skip
        except InputError as error:
            here.terminal.tell(f"✗ {words_of(error)}")
            continue
        given |= read
    return given


@bilingual(
    """
    Pasa la responsabilidad por un pasaporte a otro operador.

    Se hace cuando el paquete se vuelve residuo; si el mismo sigue respondiendo, nómbrelo.
    """,
    signs=True,
)
def hand_over(
    ctx: typer.Context,
    item: Item,
    to: Annotated[
        str | None,
        option("--to", "PARTY", "Who answers for it from now on.", "Quién responde desde ahora."),
    ] = None,
) -> None:
    """Pass the responsibility for a passport on to another operator.

    It is done when the pack becomes waste; where the same one goes on answering, name it.

    Example: batterypass passport hand-over QKYC-C9Y5-DZ24-Y --to https://recycler.example
    """
    from batterypass.app.passport_changes import hand_over_form
    from batterypass.app.passports import check_has_passport
    from batterypass_cli.lookups import LedgerLookup
    from batterypass_cli.signing import sign_events

    here = Here.of(ctx)
    ledger = here.open_to_sign()
    state = ledger.item(item)
    check_has_passport(state)
    actor = part_of(here, ledger, state.responsible_operator, "passport.handed-over")
    # Who holds the waste is the likeliest; nobody is handed a duty unasked.
    answer = to or here.terminal.ask(f"{say('passportlife.ask-to')} [{state.custodian}]:")
    party = LedgerLookup(here, ledger, actor).party(answer or state.custodian)
    form = hand_over_form(state, party)
    command = f"batterypass passport status {item}"
    sign_events(here, [("passport.handed-over", form)], actor=actor, next_step=command)


@bilingual(
    """
    Termina un pasaporte tras reciclar, desmontar o disponer su artículo.

    El motivo sale del estado del artículo si no se da. Un pasaporte que terminó sigue a la vista, y
    ya no cambia.
    """,
    signs=True,
)
def end(
    ctx: typer.Context,
    item: Item,
    reason: Annotated[
        str | None,
        option(
            "--reason",
            "WORD",
            "recycled, disposed, dismantled or replaced.",
            "recycled, disposed, dismantled o replaced.",
        ),
    ] = None,
) -> None:
    """End a passport after its item was recycled, dismantled or disposed of.

    The reason follows from the state of the item where none is given. A passport that has ended stays
    in sight and changes no more.

    Example: batterypass passport end QKYC-C9Y5-DZ24-Y
    """
    from batterypass.app.passport_changes import end_form
    from batterypass_cli.signing import sign_events

    here = Here.of(ctx)
    ledger = here.open_to_sign()
    state = ledger.item(item)
    actor = part_of(here, ledger, state.responsible_operator, "passport.ended")
    form = end_form(ledger.session, state, reason or "")
    command = f"batterypass passport status {item}"
    sign_events(here, [("passport.ended", form)], actor=actor, next_step=command)
