"""``batterypass export``: the log as files for others."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from batterypass.errors import BrokenError, FailedError, MalformedError
from batterypass_cli.context import Here
from batterypass_cli.export_index import MORE
from batterypass_cli.output import paint
from batterypass_cli.pages import bilingual, group_with
from batterypass_cli.progress import Progress
from batterypass_cli.sealing import sealed_first
from batterypass_cli.words import both, say

if TYPE_CHECKING:
    from batterypass.app.ledger import Ledger

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
    here = Here.of(ctx)
    place = Path(folder)
    # Whoever belongs to another folder is told before anything is sealed.
    _check_published(here.open(), place)
    ledger = sealed_first(here)
    written = total = 0
    with Progress(here.out, say("export.progress")) as progress:
        for path, body in ledger.published_files():
            total += 1
            written += write_published(place / path, body, may_change=path == "checkpoint")
            progress(total, total + 1)
    if here.out.wants_json:
        here.out.document(
            {"folder": folder, "files": total, "written": written, "size": len(ledger)}
        )
        return
    here.out.line(
        paint("✓ ", "g")
        + say("export.done", folder=folder, files=total, written=written, size=len(ledger))
    )


def write_published(path: Path, body: bytes, *, may_change: bool) -> int:
    """Write a file whole; give 1, or 0 where it is there with the same bytes.

    Raises BrokenError where a published file has other bytes, FailedError for the disk.
    """
    from batterypass.store.home import write_whole

    try:
        known = path.read_bytes() if path.exists() else None
    except OSError as error:
        raise FailedError(
            f"{path}: cannot be read: {error.strerror}",
            code="cli.unreadable",
            path=path,
            why=error.strerror,
        ) from error
    if known == body:
        return 0
    if known is not None and not may_change:
        raise BrokenError(
            f"{path}: was published with other bytes than this ledger has: the folder belongs to"
            " another ledger, or one of the two was changed",
            code="export.other-bytes",
            path=path,
        )
    write_whole(path, body)
    return 1


def _check_published(ledger: Ledger, folder: Path) -> None:
    """Look whether the ledger extends the checkpoint that the folder has."""
    from batterypass.tlog.checkpoint import open_checkpoint

    path = folder / "checkpoint"
    if not path.exists():
        return
    session = ledger.session
    try:
        old = open_checkpoint(path.read_bytes(), [session.verifier()], session.origin)
    except (BrokenError, MalformedError) as error:
        raise BrokenError(
            f"{path}: is no checkpoint of this ledger: {error}",
            code="export.other-checkpoint",
            path=path,
        ) from error
    if old.size > session.size or session.root_of_size(old.size) != old.root:
        raise BrokenError(
            f"{path}: was published at {old.size} entries with a root that this ledger does not"
            f" have; it has {session.size} entries",
            code="export.fork",
            path=path,
            size=old.size,
            found=session.size,
        )
