"""``batterypass restore``: bring back a backup, and what was recorded after it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from batterypass.errors import BrokenError, InputError
from batterypass_cli.context import Here
from batterypass_cli.exits import tell_error
from batterypass_cli.output import paint
from batterypass_cli.pages import bilingual
from batterypass_cli.progress import Progress
from batterypass_cli.words import both, say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from batterypass.app.forks import Fork
    from batterypass.app.restore import Restored


@bilingual(
    """
    Recupera un respaldo, y lo que se asentó después.

    Un registro que quedó atrás de lo que firmó su llave se puede leer, pero no firma hasta tener lo
    que falta: --newer lo trae de una réplica, de la carpeta publicada o de un archivo de respuesta.
    Sin respaldo, pone al día el registro que está aquí.
    """,
    signs=True,
)
def restore(
    ctx: typer.Context,
    backup: Annotated[
        str | None,
        typer.Argument(metavar="[BACKUP]", help=both("What backup made.", "Lo que hizo backup.")),
    ] = None,
    target: Annotated[
        str | None,
        typer.Argument(
            metavar="[LEDGER]",
            help=both("Where to; else the ledger of this run.", "Adónde; si no, el de siempre."),
        ),
    ] = None,
    newer: Annotated[
        list[str] | None,
        typer.Option(
            "--newer",
            metavar="SOURCE",
            help=both(
                "A replica, published folder or answer file with newer entries.",
                "Réplica, carpeta publicada o respuesta con asientos más nuevos.",
            ),
        ),
    ] = None,
    first_use: Annotated[
        bool,
        typer.Option(
            "--first-use",
            help=both(
                "Accept a backup that nothing vouches for.",
                "Aceptar un respaldo que nada avala.",
            ),
        ),
    ] = False,
) -> None:
    """Bring back a backup, and what was recorded after it.

    A ledger that is behind what its key has signed can be read, and signs nothing until it has what
    is missing: --newer brings it from a replica, the published folder or an answer file. Without a
    backup it brings the ledger of this run up to date.

    Example:
    batterypass restore E:/backup.bp ledger.bp
    batterypass restore --newer F:/yard/ledger.bp
    """
    here = Here.of(ctx)
    if backup is None and not newer:
        raise InputError(
            "say what to restore: BACKUP [LEDGER], or --newer SOURCE for a ledger that is behind",
            code="restore.nothing-given",
        )
    if target is not None:
        here.given.ledger = target
    said: dict[str, Any] = {"ledger": str(here.ledger_path)}
    if backup is not None:
        said |= _restore(here, backup, first_use=first_use)
    if newer:
        said |= _catch_up(here, newer, first_use=first_use)
    if here.out.wants_json:
        here.out.document(said)


def _restore(here: Here, backup: str, *, first_use: bool) -> dict[str, Any]:
    from batterypass.app.restore import restore as bring_back
    from batterypass.bootstrap import open_ledger
    from batterypass.store.backup import FilePlace

    source, place = Path(backup), here.ledger_path
    if source.resolve() == place.resolve():
        raise InputError(f"{backup}: this is the backup itself", code="restore.itself", path=backup)
    settings: dict[str, Any] = {"clock": here.now} if here.fixed_clock else {}
    with (
        open_ledger(source, read_only=True, home=here.home, keys=here.keys, **settings) as ledger,
        Progress(here.out, say("restore.progress")) as progress,
    ):
        done = bring_back(
            ledger.store, ledger.session.around, FilePlace(source), FilePlace(place),
            first_use=first_use, progress=progress,
        )  # fmt: skip
        is_replica = ledger.store.is_replica
    if not here.out.wants_json:
        _tell(here, done, is_replica=is_replica)
    return {
        "origin": done.origin,
        "replica": is_replica,
        "size": done.size,
        "trust": done.trust,
        "missing": done.missing,
        "files": done.new_files,
        "outbox": done.has_outbox,
    }


def _tell(here: Here, done: Restored, *, is_replica: bool) -> None:
    out = here.out
    out.line(paint("✓ ", "g") + say("restore.done", path=here.ledger_path, size=done.size))
    if is_replica:
        out.line(paint("! ", "y") + say("restore.replica", origin=done.origin))
    if done.new_files:
        out.line("  " + say("restore.files", count=done.new_files))
    if done.has_outbox:
        out.line("  " + say("restore.outbox"))
    if done.missing:
        key = "restore.behind-signer" if done.is_signer else "restore.behind-seen"
        seen = done.size + done.missing
        out.line(paint("! ", "y") + say(key, seen=seen, missing=done.missing))
        out.line("  → " + say("restore.next"))
        out.line("    " + say("restore.sources"))


def _catch_up(here: Here, sources: Sequence[str], *, first_use: bool) -> dict[str, Any]:
    """Take what each source has beyond the ledger."""
    from batterypass.app.restore import missing_entries, unsealed_entries

    ledger = here.open_to_sign()
    if ledger.store.is_replica:
        raise InputError(
            f"{here.ledger_path} is a replica: batterypass replica update SOURCE brings it up to date",
            code="restore.is-replica",
            path=here.ledger_path,
        )
    session = ledger.session
    first = session.logged
    steps = [_take(here, source, first_use=first_use) for source in sources]
    missing, unsealed = missing_entries(session), unsealed_entries(session, first)
    if not here.out.wants_json:
        if session.logged > first:
            key = "restore.grown-partly" if missing else "restore.grown"
            text = say(key, before=first, after=session.logged)
            here.out.line(paint("✓ ", "g") + text)
        if unsealed:
            here.out.line(paint("! ", "y") + say("restore.unsealed", count=unsealed))
        if missing:
            seen = session.logged + missing
            text = say("restore.behind-seen", seen=seen, missing=missing)
            here.out.line(paint("! ", "y") + text)
    return {"newer": steps, "size": session.logged, "missing": missing, "unsealed": unsealed}


def _take(here: Here, source: str, *, first_use: bool) -> dict[str, Any]:
    """Take what one source has. A fork is told with the place of its evidence, and ends the run."""
    from batterypass.app.forks import keep_fork
    from batterypass.app.replica import extend
    from batterypass.bootstrap import open_source

    session = here.open_to_sign().session
    kept: list[Path] = []

    def keep(fork: Fork) -> None:
        kept.append(Path(keep_fork(session.around, fork, source)))

    try:
        with (
            open_source(source) as found,
            Progress(here.out, say("restore.progress")) as progress,
        ):
            grown = extend(
                session, found, trust_file=None, first_use=first_use, keep_evidence=keep,
                progress=progress,
            )  # fmt: skip
    except BrokenError as error:
        if not kept:
            raise
        code = tell_error(error, here.out)
        here.out.talk(say("replica.fork-kept", place=kept[0]))
        raise typer.Exit(code) from error
    if grown.after == grown.before and not here.out.wants_json:
        text = say("restore.nothing-newer", source=source, size=grown.after)
        here.out.line(paint("! ", "y") + text)
    return {"source": source, "before": grown.before, "after": grown.after}
