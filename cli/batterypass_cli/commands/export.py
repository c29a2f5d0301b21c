"""``batterypass export``: the log as files for others."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from batterypass_cli.context import Here
from batterypass_cli.export_index import MORE
from batterypass_cli.output import paint
from batterypass_cli.pages import bilingual, group_with
from batterypass_cli.progress import Progress
from batterypass_cli.sealing import sealed_first
from batterypass_cli.words import both, say

app = typer.Typer(
    cls=group_with(MORE, {}),
    no_args_is_help=True,
    help=both(
        "Export the log for others.\n\nExample: batterypass export tiles public/",
        "Exporta el registro para otros.\n\nExample: batterypass export tiles public/",
    ),
)


@app.command("tiles")
@bilingual(
    """
    Escribe el registro como archivos estáticos (C2SP tlog-tiles).

    Antes sella lo registrado desde el último sello, si están las llaves del operador. Otra vez en la
    misma carpeta añade lo nuevo. El punto de control va al final: quien lo lee, encuentra todo lo
    demás. Nunca cambia un archivo ya publicado.
    """,
    signs=True,
)
def tiles(
    ctx: typer.Context,
    folder: Annotated[str, typer.Argument(metavar="DIR", help=both("Where to.", "Adónde."))],
) -> None:
    """Write the log as static files (C2SP tlog-tiles).

    What was recorded since the last seal is sealed first, where the operator's keys are here. Again
    into the same folder it adds what is new. The checkpoint comes last: whoever reads it finds
    everything under it. A file that was published is never changed.

    Example: batterypass export tiles public/
    """
    from batterypass.app.tiles import publish, published_size
    from batterypass.store.published import FolderLookedAt, PublishedFolder

    here = Here.of(ctx)
    is_dry = here.given.dry_run
    place = (FolderLookedAt if is_dry else PublishedFolder)(Path(folder))
    # Whoever names another ledger's folder is told before anything is sealed.
    published_size(here.open().session, place.read("checkpoint"))
    ledger = sealed_first(here)
    with Progress(here.out, say("export.progress")) as progress:
        done = publish(ledger.session, place, progress)
    if here.out.wants_json:
        here.out.document(
            {
                "folder": folder,
                "files": done.files,
                "written": 0 if is_dry else done.written,
                "size": done.size,
            }
        )
        return
    here.out.line(
        paint("✓ ", "g")
        + say(
            "export.dry-run" if is_dry else "export.done",
            folder=folder,
            files=done.files,
            written=done.written,
            size=done.size,
        )
    )
