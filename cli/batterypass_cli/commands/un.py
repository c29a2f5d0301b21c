"""``batterypass un``: under which UN entry batteries travel, and by which edition that is decided."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from batterypass.texts.bilingual import Text
from batterypass_cli.context import Here
from batterypass_cli.output import Column
from batterypass_cli.pages import bilingual, group_with
from batterypass_cli.un_index import MORE
from batterypass_cli.words import both, say

if TYPE_CHECKING:
    from batterypass.regulations.transport.editions import Edition

app = typer.Typer(
    cls=group_with(MORE, {}),
    no_args_is_help=True,
    help=both(
        "UN number, packing, marks and papers of a battery that travels.\n\n"
        "Example: batterypass un ask",
        "Número ONU, embalaje, marcas y papeles de una batería que viaja.\n\n"
        "Example: batterypass un ask",
    ),
)
_COLUMNS = (
    Column("regime", Text("regime", "régimen")),
    Column("title", Text("edition", "edición")),
    Column("usable_from", Text("from", "desde")),
    Column("mandatory_from", Text("obligatory from", "obligatoria desde")),
    Column("usable_until", Text("until", "hasta")),
    Column("stands", Text("in the tables", "en las tablas")),
    Column("sure", Text("confidence", "confianza")),
)


@app.command("editions")
@bilingual(
    """
    Lista las ediciones de los reglamentos y los días en que puede usarse cada una.

    La edición se elige por el día del transporte, no por el día en que se hace el papel. Con una
    edición que nadie ha leído para las tablas no se decide nada.
    """
)
def editions(
    ctx: typer.Context,
    on: Annotated[
        str | None,
        typer.Option(
            "--on",
            metavar="DATE",
            help=both(
                "Only those that may be used on that day.", "Solo las que pueden usarse ese día."
            ),
        ),
    ] = None,
    regime: Annotated[
        str | None,
        typer.Option(
            "--regime",
            metavar="REGIME",
            help=both("Only of this set of rules.", "Solo de este reglamento."),
        ),
    ] = None,
) -> None:
    """List the editions of the sets of rules, and the days on which each may be used.

    The edition is chosen by the day of carriage, not by the day on which a paper is made. Nothing is
    decided by an edition that nobody has read into the tables.

    Example: batterypass un editions --on 2026-11-23
    """
    from batterypass.bootstrap import transport_tables
    from batterypass.errors import InputError
    from batterypass.evidence.refusal import refusal
    from batterypass_cli.days import read_day

    here = Here.of(ctx)
    day = read_day(here, "--on", on) if on is not None else ""
    tables = transport_tables()
    known = sorted({one.regime for one in tables.editions})
    if regime is not None and regime not in known:
        raise refusal(InputError, "un.no-regime", found=regime, known=", ".join(known))
    found = [
        one
        for one in tables.editions
        if (not day or one.usable_on(day)) and (regime is None or one.regime == regime)
    ]
    here.out.rows("editions", map(_row, found), _COLUMNS)
    here.out.talk(say("un.tables", digest=tables.sha256[:16]))


def _row(one: Edition) -> dict[str, Any]:
    return {
        "id": one.id,
        "regime": one.regime,
        "edition": one.edition,
        "title": one.title,
        "modes": list(one.modes),
        "usable_from": one.usable_from,
        "mandatory_from": one.mandatory_from,
        "usable_until": one.usable_until or None,
        "reviewed": one.reviewed,
        "stands": say("un.read") if one.reviewed else say("un.unread"),
        "source": one.source,
        "confidence": one.confidence,
        "sure": say(f"un.sure-{one.confidence}"),
    }
