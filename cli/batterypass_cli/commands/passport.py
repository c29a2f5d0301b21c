"""``batterypass passport``: issue one and print it; the rest is in modules of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from batterypass.errors import InputError
from batterypass_cli.completions import complete_items
from batterypass_cli.context import Here
from batterypass_cli.pages import bilingual, group_with
from batterypass_cli.passport_index import MORE
from batterypass_cli.passport_options import AcceptUnusual, Values  # noqa: TC001 - Typer reads the annotations
from batterypass_cli.words import both

if TYPE_CHECKING:
    from collections.abc import Iterable

    from batterypass.domain.passport_values import Value

app = typer.Typer(
    cls=group_with(MORE, {}),
    no_args_is_help=True,
    help=both(
        "Battery passports.\n\nExample: batterypass passport issue QKYC-C9Y5-DZ24-Y",
        "Pasaportes de batería.\n\nExample: batterypass passport issue QKYC-C9Y5-DZ24-Y",
    ),
)
Item = Annotated[
    str,
    typer.Argument(
        metavar="ITEM",
        help=both("Item, in any form of its id.", "Artículo, en cualquier forma de su id."),
        autocompletion=complete_items,
    ),
]


@app.command("issue")
@bilingual(
    """
    Expide el pasaporte de un artículo.

    Toma del registro lo que ya dice y los valores atributo=valor que se den; los que no son
    públicos quedan sellados para quien puede leerlos. Una lista o un objeto se escribe como JSON. El
    id sale del artículo, si no se da otro.
    """,
    signs=True,
)
def issue(
    ctx: typer.Context,
    item: Item,
    values: Values = None,
    passport: Annotated[
        str | None,
        typer.Option(
            "--id",
            metavar="URL",
            help=both("Id of the passport, for ever.", "Id del pasaporte, para siempre."),
        ),
    ] = None,
    accept_unusual: AcceptUnusual = False,
) -> None:
    """Issue the passport of an item.

    It takes what the ledger says already and the attribute=value words; those that are not public
    are sealed for who may read them. A list or a record is written as JSON. The id follows from the
    item where none is given.

    Example:
    batterypass passport issue QKYC-C9Y5-DZ24-Y
    batterypass passport issue QKYC-C9Y5-DZ24-Y warranty_period=96 extinguishing_agent=water
    batterypass passport issue QKYC-C9Y5-DZ24-Y 'hazardous_substances=[{"name": "cobalt"}]'
    """
    from batterypass.app.passports import passport_form
    from batterypass_cli.actors import choose_actor
    from batterypass_cli.signing import sign_events

    here = Here.of(ctx)
    ledger = here.open_to_sign()
    actor = choose_actor(here, ledger, "passport.issued")
    given = given_values(values or ())
    state = ledger.item(item)
    form = passport_form(ledger.session, state, actor, given, passport or "")
    if accept_unusual:
        form["accept_unusual"] = True
    command = f"batterypass passport show {item}"
    sign_events(here, [("passport.issued", form)], actor=actor, next_step=command)


def given_values(words: Iterable[str]) -> dict[str, Value]:
    """Read ``attribute=value`` words. Raises InputError that names the word."""
    given: dict[str, Value] = {}
    for word in words:
        name, equals, value = word.partition("=")
        if not equals or not value:
            raise InputError(
                f"{word}: expected ATTRIBUTE=VALUE", code="passport.bad-value", found=word
            )
        if name in given:
            raise InputError(f"{name}: given twice", code="passport.twice", found=name)
        given[name] = _value(word, value)
    return given


def _value(word: str, text: str) -> Value:
    """Read what stands behind the sign: JSON where it begins like a list or an object, else a text."""
    if text[0] not in "[{":
        return text
    from batterypass.domain.passport_values import as_value
    from batterypass_cli.strictjson import parse_json

    return as_value(parse_json(text, word.partition("=")[0]))
