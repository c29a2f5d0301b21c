"""``batterypass outbox answers``: take in what the operator said."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from batterypass.errors import BrokenError, InputError
from batterypass_cli.context import Here
from batterypass_cli.exits import tell_error
from batterypass_cli.files import read_file
from batterypass_cli.output import paint
from batterypass_cli.pages import bilingual
from batterypass_cli.words import both, say

if TYPE_CHECKING:
    from batterypass.app.answers import TakenIn
    from batterypass.app.site import Settled
    from batterypass.ports import LogSource

_WORDS = ("recorded", "superseded", "stale", "blocked", "waiting", "refused")


@bilingual(
    """
    Toma la respuesta del operador a un archivo de este buzón.

    Lo asentado se cree por su prueba, no por la palabra de nadie. La misma respuesta otra vez no
    cambia nada; la réplica se pone al día con los asientos que trae.
    """
)
def answers(
    ctx: typer.Context,
    file: Annotated[
        str, typer.Argument(metavar="FILE", help=both("Answer file.", "Archivo de respuesta."))
    ],
) -> None:
    """Take in the operator's answer to a file of this outbox.

    What was recorded is believed by its proof and by nobody's word. The same answer again changes
    nothing; the replica is brought up to date with the entries that travel along.

    Example: batterypass outbox answers north-20261123-1740.answer.bpz
    """
    from batterypass.app.answers import take_in
    from batterypass.app.site import SiteSession, settle
    from batterypass.evidence.answer_file import AnswerFile

    here = Here.of(ctx)
    answer = AnswerFile.parse(read_file(file), Path(file).name)
    session = here.open_outbox().session
    if not isinstance(session, SiteSession):
        raise InputError(
            f"{here.ledger_path} has no outbox: nothing was signed here for somebody else's ledger",
            code="answers.no-outbox", path=here.ledger_path,
        )  # fmt: skip
    before = session.logged
    kept: list[Path] = []
    try:
        done = take_in(session, session.outbox, answer, lambda log: _grow(here, log, file, kept))
    except BrokenError as error:
        if not kept:
            raise
        code = tell_error(error, here.out)
        here.out.talk(say("replica.fork-kept", place=kept[0]))
        raise typer.Exit(code) from error
    settled = settle(session)
    _print(here, done, settled, before, session.logged)
    code = _exit_code(done)
    if code:
        raise typer.Exit(code)


def _grow(here: Here, log: LogSource, source: str, kept: list[Path]) -> None:
    """Bring the replica up to date with the entries that came along."""
    from batterypass.store.sources import last_update, note_update
    from batterypass_cli.commands.replica import grow_from

    place = here.ledger_path
    grow_from(here, log, source, place, kept)
    # It is of today; where the next ones come from is still the same.
    last = last_update(place)
    note_update(place, last.source if last else source, here.now().isoformat("T", "seconds"))


def _exit_code(done: TakenIn) -> int:
    if done.states["refused"]:
        return 3
    return 6 if any(done.states[word] for word in ("stale", "blocked", "waiting")) else 0


def _print(here: Here, done: TakenIn, settled: Settled, before: int, after: int) -> None:
    counts: dict[str, Any] = {word: done.states[word] for word in _WORDS}
    if here.out.wants_json:
        here.out.document(
            {
                **counts, "not_ours": done.not_ours, "is_older": done.is_older,
                "pending": settled.pending, "before": before, "size": after,
            }
        )  # fmt: skip
        return
    for word in _WORDS:
        if counts[word]:
            is_good = word in ("recorded", "superseded")
            mark = paint("✓", "g") if is_good else paint("!", "y")
            here.out.line(f"{mark} " + say(f"answers.{word}", count=counts[word]))
    if not any(counts.values()):
        here.out.line(say("answers.nothing-new"))
    if done.not_ours:
        here.out.line(say("answers.not-ours", count=done.not_ours))
    if done.is_older:
        here.out.line(say("answers.older"))
    if after > before:
        here.out.line(f"{paint('✓', 'g')} " + say("replica.updated", before=before, after=after))
    if counts["stale"] or counts["blocked"]:
        here.out.line("  → batterypass outbox rebase")
