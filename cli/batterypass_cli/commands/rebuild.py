"""``batterypass rebuild``: every derived table again, from the entries alone."""

from __future__ import annotations

import typer  # noqa: TC002 - Typer reads the annotations when it runs

from batterypass_cli.context import Here
from batterypass_cli.output import paint
from batterypass_cli.pages import bilingual
from batterypass_cli.progress import Progress
from batterypass_cli.words import say


@bilingual(
    """
    Hace de nuevo las tablas derivadas.

    Solo desde los asientos; asientos, puntos de control y secciones selladas quedan como están.
    """
)
def rebuild(ctx: typer.Context) -> None:
    """Make the derived tables again.

    From the entries alone; entries, checkpoints and sealed sections stay as they are.

    Example: batterypass rebuild
    """
    here = Here.of(ctx)
    ledger = here.open_to_repair()
    with Progress(here.out, say("rebuild.progress")) as progress:
        entries, different = ledger.rebuild(progress)
    if here.out.wants_json:
        here.out.document({"entries": entries, "different": different})
        return
    here.out.line(paint("✓ ", "g") + say("rebuild.done", entries=entries, different=different))
