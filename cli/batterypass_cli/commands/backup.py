"""``batterypass backup``: a copy of the whole ledger, made while others write."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from batterypass.errors import InputError
from batterypass_cli.context import Here
from batterypass_cli.output import paint
from batterypass_cli.pages import bilingual
from batterypass_cli.progress import Progress
from batterypass_cli.words import both, say


@bilingual(
    """
    Copia el registro entero a otro lugar, aunque otros escriban.

    Asientos, datos sellados y archivos adjuntos; con una réplica, también su buzón de salida. La
    copia se compara con el punto de control firmado antes de reemplazar la anterior. Las llaves no
    están en ella.
    """
)
def backup(
    ctx: typer.Context,
    file: Annotated[
        str,
        typer.Argument(
            metavar="FILE",
            help=both("Where to, best another disk.", "Adónde, mejor en otro disco."),
        ),
    ],
) -> None:
    """Copy the whole ledger to another place, while others write.

    Entries, sealed data and attachments; of a replica its outbox too. The copy is compared with the
    signed checkpoint before it replaces an older one. The keys are not in it.

    Example: batterypass backup E:/backup.bp
    """
    from batterypass.app.backup import backup as back_up
    from batterypass.store.backup import FilePlace

    here = Here.of(ctx)
    ledger = here.open()
    # An outbox that lost something would replace the copy that may still have it.
    ledger.session.demand_whole()
    place = Path(file)
    if place.resolve() == here.ledger_path.resolve():
        raise InputError(
            f"{file}: this is the ledger itself: name another file, best on another disk",
            code="backup.itself",
            path=file,
        )
    if place.is_dir():
        raise InputError(
            f"{file} is a folder: name the file in it",
            code="backup.a-folder",
            path=file.rstrip("/"),
        )
    around = ledger.session.around
    with Progress(here.out, say("backup.progress")) as progress:
        done = back_up(
            ledger.store, around, FilePlace(here.ledger_path), FilePlace(place), progress
        )
    if here.out.wants_json:
        here.out.document(
            {
                "backup": file,
                "size": done.size,
                "root": done.root.hex(),
                "files": done.files,
                "new_files": done.new_files,
                "outbox": done.has_outbox,
            }
        )
        return
    text = say("backup.done", path=file, size=done.size, files=done.files, new=done.new_files)
    here.out.line(paint("✓ ", "g") + text)
    if done.has_outbox:
        here.out.line("  " + say("backup.done-outbox"))
    here.out.talk("  " + say("backup.no-keys-in-it", folder=here.keys_path))
