"""``batterypass replica``: one's own verified copy of somebody's log, to read and to sign over."""

from __future__ import annotations

import os
from pathlib import Path
from shlex import quote
from typing import TYPE_CHECKING, Annotated, Any

import typer

from batterypass.errors import BrokenError, FailedError, InputError
from batterypass_cli.context import DEFAULT_LEDGER, Here
from batterypass_cli.exits import tell_error
from batterypass_cli.files import read_file
from batterypass_cli.outbox_view import warn_of_loss
from batterypass_cli.output import paint
from batterypass_cli.pages import bilingual
from batterypass_cli.progress import Progress
from batterypass_cli.words import both, say

if TYPE_CHECKING:
    from batterypass.app.forks import Fork
    from batterypass.app.ledger import Ledger
    from batterypass.app.replica import Grown
    from batterypass.app.session import Session
    from batterypass.ports import LogSource

app = typer.Typer(
    no_args_is_help=True,
    help=both(
        "Your own verified copy of a ledger.\n\nExample: batterypass replica update",
        "Su propia copia comprobada de un registro.\n\nExample: batterypass replica update",
    ),
)

_Trust = Annotated[
    str | None,
    typer.Option(
        "--trust",
        metavar="FILE",
        help=both(
            "A trust file, in place of the pinned one; it is pinned.",
            "Un archivo de confianza, en lugar del guardado; se guarda.",
        ),
    ),
]
_FirstUse = Annotated[
    bool,
    typer.Option(
        "--first-use",
        help=both(
            "Accept a log that nothing vouches for yet.",
            "Aceptar un registro que nada avala todavía.",
        ),
    ),
]


@app.command("create")
@bilingual(
    """
    Hace una réplica desde un registro, una carpeta publicada o una memoria.

    Cada asiento se comprueba: firma, enlaces, raíz firmada. Los datos sellados no vienen. Otra vez
    sobre la misma réplica la pone al día.
    """
)
def create(
    ctx: typer.Context,
    source: Annotated[
        str,
        typer.Argument(
            metavar="SOURCE",
            help=both(
                "Ledger file, replica, or published log (folder or web address).",
                "Archivo del registro, réplica, o registro publicado (carpeta o web).",
            ),
        ),
    ],
    target: Annotated[
        str, typer.Argument(metavar="DIR|FILE", help=both("Where to make it.", "Dónde hacerla."))
    ],
    trust: _Trust = None,
    first_use: _FirstUse = False,
) -> None:
    """Make a replica from a ledger, a published folder or a stick.

    Each entry is checked: signature, links, signed root. Sealed data does not come along. Again onto
    the same replica it brings that up to date.

    Example: batterypass replica create stick/ yard --trust north.policy
    """
    here = Here.of(ctx)
    place = target_of(target)
    is_new = not place.exists()
    try:
        if is_new:
            _make_folder(place.parent)
        grown = _grow(here, source, place, trust, first_use=first_use, create=True)
    except BaseException:
        if is_new:
            from batterypass.store.unopened import remove_unopened

            remove_unopened(place)
        raise
    _tell(here, grown, source, place, is_new=not grown.before)


@app.command("update")
@bilingual(
    """
    Pone al día la réplica: lo que el registro tiene de más, comprobado.

    Sin fuente, desde la última. Una fuente que no continúa lo conocido no entra: los dos puntos de
    control firmados quedan guardados como prueba.
    """
)
def update(
    ctx: typer.Context,
    source: Annotated[
        str | None,
        typer.Argument(
            metavar="[SOURCE]",
            help=both(
                "Ledger, replica, folder, web address or answer; else the last.",
                "Registro, réplica, carpeta, web o respuesta; si no, la última.",
            ),
        ),
    ] = None,
    trust: _Trust = None,
    first_use: _FirstUse = False,
) -> None:
    """Bring the replica up to date: what the log has beyond it, checked.

    Without a source, from the last one. A source that does not continue what is known does not come
    in: both signed checkpoints are kept as evidence.

    Example: batterypass replica update stick/
    """
    here = Here.of(ctx)
    place = here.ledger_path
    if source is None:
        from batterypass.store.sources import last_update

        last = last_update(place)
        if last is None:
            raise InputError(
                "this replica does not know its last source: batterypass replica update SOURCE",
                code="replica.no-source-known",
            )
        source = last.source
    grown = _grow(here, source, place, trust, first_use=first_use, create=False)
    _tell(here, grown, source, place, is_new=False)


def target_of(text: str) -> Path:
    """Give the file that a target names: in a folder, or for a name without suffix, the usual one."""
    place = Path(text)
    ends = text.endswith(("/", os.sep))
    if ends or place.is_dir() or (not place.suffix and not place.is_file()):
        return place / DEFAULT_LEDGER
    return place


def _grow(
    here: Here, source: str, place: Path, trust: str | None, *, first_use: bool, create: bool
) -> Grown:
    """Grow the replica. A fork is told with the place of its evidence, and ends the run."""
    from batterypass.bootstrap import open_source
    from batterypass.store.sources import note_update

    trust_file = read_file(trust) if trust is not None else None
    kept: list[Path] = []
    try:
        with open_source(source) as found:
            grown = grow_from(
                here, found, source, place, kept,
                trust_file=trust_file, first_use=first_use, create=create,
            )  # fmt: skip
    except BrokenError as error:
        if not kept:
            raise
        code = tell_error(error, here.out)
        here.out.talk(say("replica.fork-kept", place=kept[0]))
        raise typer.Exit(code) from error
    note_update(place, source, here.now().isoformat(timespec="seconds"))
    return grown


def grow_from(
    here: Here,
    log: LogSource,
    source: str,
    place: Path,
    kept: list[Path],
    *,
    trust_file: bytes | None = None,
    first_use: bool = False,
    create: bool = False,
) -> Grown:
    """Grow the replica from what ``source`` holds; the evidence of a fork is added to ``kept``."""
    from batterypass.app.forks import keep_fork
    from batterypass.app.replica import extend

    with (
        _open(here, place, create=create) as ledger,
        Progress(here.out, say("replica.progress")) as progress,
    ):
        session = ledger.session

        def keep(fork: Fork) -> None:
            kept.append(Path(keep_fork(session.around, fork, source)))

        return extend(
            session,
            log,
            trust_file=trust_file,
            first_use=first_use,
            keep_evidence=keep,
            progress=progress,
        )


def _open(here: Here, place: Path, *, create: bool) -> Ledger:
    from batterypass.bootstrap import open_ledger

    settings: dict[str, Any] = {"clock": here.now} if here.fixed_clock else {}
    ledger = open_ledger(place, create=create, grow=True, home=here.home, **settings)
    if not ledger.store.is_replica:
        ledger.close()
        raise InputError(
            f"{place} is an operator's ledger, no replica: choose another name",
            code="replica.not-a-replica",
            path=place,
        )
    return ledger


def _tell(here: Here, grown: Grown, source: str, place: Path, *, is_new: bool) -> None:
    """Say what came of it."""
    from batterypass.bootstrap import open_ledger, outbox_path

    has_outbox = outbox_path(place).exists()
    settings: dict[str, Any] = {"clock": here.now} if here.fixed_clock else {}
    settled: dict[str, int] = {}
    with open_ledger(place, read_only=not has_outbox, home=here.home, **settings) as ledger:
        session = ledger.session
        found = session.checkpoint()
        if has_outbox:
            settled = _settle(session)
        if ledger.lost:
            warn_of_loss(here, len(ledger.lost))
    root = found.root.hex()
    if here.out.wants_json:
        here.out.document(
            {
                "replica": str(place),
                "origin": found.origin,
                "before": grown.before,
                "size": grown.after,
                "root": root,
                "trust": grown.trust,
                "is_older": grown.is_older,
                "outbox": settled if has_outbox else None,
            }
        )
        return
    tick = paint("✓ ", "g")
    if is_new:
        for text in (
            say(f"replica.trust-{grown.trust}"),
            say("replica.content", size=grown.after, root=f"{root[:4]}…{root[-2:]}"),
            say("replica.signatures", count=grown.after),
        ):
            here.out.line(f" {tick}{text}")
        here.out.line(
            tick + say("replica.created", path=place, origin=found.origin, size=grown.after)
        )
        here.out.line("  " + say("replica.no-sealed"))
        if place == Path(DEFAULT_LEDGER):
            here.out.line("  → batterypass today")
        elif place.name == DEFAULT_LEDGER:
            here.out.line(f"  → cd {quote(str(place.parent))} && batterypass today")
        else:
            here.out.line(f"  → batterypass today --ledger {quote(str(place))}")
    elif grown.is_older:
        here.out.line(paint("! ", "y") + say("replica.older", source=source, size=grown.after))
    elif grown.before == grown.after:
        here.out.line(tick + say("replica.same", size=grown.after))
    else:
        here.out.line(tick + say("replica.updated", before=grown.before, after=grown.after))
    if any(settled.values()):
        here.out.line("  " + say("replica.outbox", **settled))
        if settled["stale"]:
            here.out.line("  → batterypass outbox rebase")


def _settle(session: Session) -> dict[str, int]:
    """Write down what the grown replica says of the statements in the outbox; count them."""
    from batterypass.app.site import SiteSession, settle

    if not isinstance(session, SiteSession):
        return {}
    done = settle(session)
    names = ("recorded", "superseded", "stale", "blocked", "waiting", "refused")
    return {"pending": done.pending, **{name: done.states.get(name, 0) for name in names}}


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise FailedError(
            f"{folder}: cannot be made: {error.strerror}",
            code="store.disk",
            path=folder,
            why=error.strerror,
        ) from error
