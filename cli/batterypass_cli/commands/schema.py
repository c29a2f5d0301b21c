"""``batterypass schema``: the JSON schema of a kind, as a form to fill in or as it is signed."""

from __future__ import annotations

from typing import Annotated

import typer

from batterypass.texts.bilingual import Text
from batterypass_cli.completions import complete_kinds
from batterypass_cli.context import Here
from batterypass_cli.output import Column
from batterypass_cli.pages import bilingual
from batterypass_cli.words import both

_COLUMNS = (
    Column("kind", Text("kind", "tipo")),
    Column("title", Text("what it is", "qué es")),
    Column("roles", Text("signed by", "firma")),
)


@bilingual(
    """
    Muestra el esquema JSON de un tipo de evento.

    Es la forma que lee «log --from»; con --signed, lo que se firma. Sin tipo, lista los tipos.
    """
)
def schema(
    ctx: typer.Context,
    kind: Annotated[
        str | None,
        typer.Argument(
            metavar="[KIND]",
            help=both("Kind of event.", "Tipo de evento."),
            autocompletion=complete_kinds,
        ),
    ] = None,
    signed: Annotated[
        bool,
        typer.Option("--signed", help=both("As it is signed.", "Como se firma.")),
    ] = False,
) -> None:
    """Show the JSON schema of a kind of event.

    It is the form that "log --from" reads; with --signed, what is signed. Without a kind it lists
    the kinds.

    Example: batterypass schema item.assessed
    """
    from batterypass.domain.events import KINDS
    from batterypass_cli.pages import unknown_name
    from batterypass_cli.schemas import schema_text

    here = Here.of(ctx)
    if kind is None:
        _list(here)
        return
    if kind not in KINDS:
        raise unknown_name("cli.unknown-kind", kind, list(KINDS))
    here.out.raw(schema_text(kind, signed=signed))


def _list(here: Here) -> None:
    from batterypass.domain.events import KINDS
    from batterypass_cli.answers import choice_words
    from batterypass_cli.plain import kind_title

    rows = [
        {
            "kind": kind,
            "title": kind_title(kind),
            "lane": model.KIND.lane,
            "roles": [choice_words(role) for role in sorted(model.KIND.roles)],
        }
        for kind, model in KINDS.items()
    ]
    here.out.rows("kinds", rows, _COLUMNS)
