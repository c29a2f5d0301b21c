"""``batterypass batch open``: a batch of one recycling process begins."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from batterypass_cli.context import Here
from batterypass_cli.custody_options import only_site, option
from batterypass_cli.pages import bilingual
from batterypass_cli.words import both


@bilingual(
    """
    Abre un lote de reciclaje.

    El proceso es el de la eficiencia anual: lotes del mismo proceso se suman. Lo que no se diga se
    pregunta por su nombre.
    """,
    signs=True,
)
def open_(
    ctx: typer.Context,
    batch: Annotated[
        str | None,
        typer.Argument(metavar="[BATCH]", help=both("Its id.", "Su identificador.")),
    ] = None,
    process: Annotated[
        str | None, option("--process", "ID", "Recycling process.", "Proceso de reciclaje.")
    ] = None,
    step: Annotated[
        list[str] | None,
        option("--step", "WORD", "A step of it; several.", "Una etapa; varias."),
    ] = None,
    chemistry: Annotated[
        str | None,
        option("--chemistry", "GROUP", "Chemistry group.", "Grupo químico."),
    ] = None,
    site: Annotated[
        str | None, option("--site", "SITE", "Site of the recycler.", "Sitio del reciclador.")
    ] = None,
) -> None:
    """Open a recycling batch.

    The process is that of the yearly efficiency: batches of one process are added up. What is not
    said is asked for by name.

    Example:
    batterypass batch open
    batterypass batch open L-0931 --process HIDRO-1 --step shredding --step leaching --chemistry lithium-based
    """
    from batterypass.domain.events.batch import BatchOpened
    from batterypass_cli.actors import choose_actor
    from batterypass_cli.answers import read_words
    from batterypass_cli.asking import complete_form
    from batterypass_cli.fields import field_at
    from batterypass_cli.lookups import LedgerLookup
    from batterypass_cli.signing import sign_events

    here = Here.of(ctx)
    ledger = here.open_to_sign()
    kind = BatchOpened.KIND.name
    actor = choose_actor(here, ledger, kind)
    said = {"batch": batch, "process_id": process, "chemistry_group": chemistry}
    lookup = LedgerLookup(here, ledger, actor)
    given: dict[str, Any] = {
        name: read_words(field_at(BatchOpened, name), name, [value], lookup)
        for name, value in said.items()
        if value is not None
    }
    if step:
        given["steps"] = read_words(field_at(BatchOpened, "steps"), "steps", step, lookup)
    place = site or only_site(ledger, actor)
    if place:
        given["site"] = place
    form = complete_form(here, kind, given, actor=actor)
    follow = f"batterypass batch feed {form['batch']}"
    sign_events(here, [(kind, form)], actor=actor, next_step=follow)
