"""``batterypass rebuild``: every derived table again, from the entries alone."""

from __future__ import annotations

from typing import Annotated

import typer

from batterypass_cli.context import Here
from batterypass_cli.output import paint
from batterypass_cli.pages import bilingual
from batterypass_cli.progress import Progress
from batterypass_cli.words import both, say


@bilingual(
    """
    Hace de nuevo las tablas derivadas.

    Solo desde los asientos; asientos, puntos de control y secciones selladas quedan como están. Con --dry-run
    solo se cuenta lo que cambiaría.
    """
)
def rebuild(
    ctx: typer.Context,
    dry_run: Annotated[
        bool,
        typer.Option(
            "--dry-run",
            help=both("Count what differs; change nothing.", "Cuenta lo distinto; no cambia nada."),
        ),
    ] = False,
) -> None:
    """Make the derived tables again.

    From the entries alone; entries, checkpoints and sealed sections stay as they are. With --dry-run
    only what would change is counted.

    Example:
    batterypass rebuild --dry-run
    batterypass rebuild
    """
    here = Here.of(ctx)
    ledger = here.open() if dry_run else here.open_to_repair()
    with Progress(here.out, say("rebuild.progress")) as progress:
        entries, different = ledger.rebuild(progress, dry_run=dry_run)
    if here.out.wants_json:
        here.out.document({"entries": entries, "different": different, "dry_run": dry_run})
        return
    code = "rebuild.dry-run" if dry_run else "rebuild.done"
    here.out.line(paint("✓ ", "g") + say(code, entries=entries, different=different))
