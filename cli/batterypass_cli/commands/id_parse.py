"""``batterypass id``: what a number is, whatever it was read from; no ledger is needed."""

from __future__ import annotations

from typing import Annotated

import typer

from batterypass.texts.bilingual import Text
from batterypass_cli.context import Here
from batterypass_cli.output import Column
from batterypass_cli.pages import bilingual
from batterypass_cli.words import both

app = typer.Typer(
    no_args_is_help=True,
    help=both(
        "Numbers of batteries: what they are.\n\n"
        "Example: batterypass id parse https://id.maker.example/01/09521234560104/21/MX7K-000123",
        "Números de baterías: qué son.\n\n"
        "Example: batterypass id parse https://id.maker.example/01/09521234560104/21/MX7K-000123",
    ),
)
_COLUMNS = (
    Column("id", Text("id", "id")),
    Column("valid", Text("valid", "válido")),
    Column("scheme", Text("scheme", "esquema")),
    Column("granularity", Text("names", "nombra")),
    Column("gtin", Text("GTIN", "GTIN")),
    Column("serial", Text("serial number", "número de serie")),
    Column("lot", Text("lot", "lote")),
    Column("acceptable_as_battery_identifier", Text("battery id", "id de batería")),
    Column("reason", Text("reason", "motivo")),
)


@app.callback()
def group() -> None:
    """Keep ``parse`` a command of its own, though it is the only one."""


@app.command("parse")
@bilingual(
    """
    Dice qué es un número: esquema, qué nombra, y si sirve como identificador de batería.

    Lee enlaces GS1 Digital Link de cualquier dominio, cadenas de elementos con paréntesis o como las
    manda un lector, URN de EPC, GTIN, GB/T 34014, ids impresos y otros; ESQUEMA:NÚMERO da el esquema
    de los demás, como GIAI:9521234PACK-1. Sin IDs, o con -, uno por línea de la entrada estándar.
    Comprueba los dígitos verificadores. Un número erróneo es una respuesta, no un fallo: salida 0.
    """
)
def parse(
    ctx: typer.Context,
    ids: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[ID]...", help=both("Numbers, in any form.", "Números, en cualquier forma.")
        ),
    ] = None,
) -> None:
    """Say what a number is: its scheme, what it names, and whether it can identify a battery.

    Reads GS1 Digital Links on any domain, element strings with brackets or as a scanner sends them,
    EPC URNs, GTINs, GB/T 34014, printed ids and others; SCHEME:NUMBER gives the scheme of the rest,
    as in GIAI:9521234PACK-1. Without IDs, or with -, one a line of standard input. Check digits are
    verified. A number that is wrong is an answer and no failure: exit code 0.

    Example:
    batterypass id parse https://id.maker.example/01/09521234560104/21/MX7K-000123
    batterypass id parse "(01)09521234560104(10)L-7" GB/T34014:04QPE46KL00012JA10000123 --json
    """
    from batterypass.regulations.identifiers.identifier import parse_identifier
    from batterypass_cli.id_view import identifier_lines, identifier_row, texts_given

    here = Here.of(ctx)
    found = (parse_identifier(text) for text in texts_given(here, ids))
    if here.out.wants_json or here.given.fields:
        here.out.rows("ids", map(identifier_row, found), _COLUMNS)
        return
    for one in found:
        for line in identifier_lines(one):
            here.out.line(line)
