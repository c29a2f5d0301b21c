"""``batterypass outbox forget``: go on without what was lost from the outbox."""

from __future__ import annotations

import typer  # noqa: TC002 - Typer reads the annotations when it runs

from batterypass.errors import DeclinedError
from batterypass_cli.context import Here
from batterypass_cli.output import paint
from batterypass_cli.pages import bilingual
from batterypass_cli.terminal import ask_yes_no
from batterypass_cli.words import say


@bilingual(
    """
    Sigue sin lo que se perdió del buzón.

    Muestra lo que aquí se firmó y ya no está, ni en el buzón ni en el registro, y pregunta. Antes,
    busque el archivo: en un respaldo (batterypass restore), o lo enviado (batterypass outbox take).
    """,
    signs=True,
)
def forget(ctx: typer.Context) -> None:
    """Go on without what was lost from the outbox.

    Shows what was signed here and is neither in the outbox nor in the log any more, and asks. Look
    for the file first: in a backup (batterypass restore), or what was sent (batterypass outbox take).

    Example: batterypass outbox forget
    """
    from batterypass.app.losses import forget_lost
    from batterypass_cli.commands.outbox import open_site
    from batterypass_cli.outbox_view import COLUMNS, lost_object, lost_words

    here = Here.of(ctx)
    session = open_site(here)
    lost = session.lost
    if not lost and not here.out.wants_json:
        here.out.line(say("outbox.nothing-lost"))
        return
    if not here.out.wants_json:
        here.out.rows("statements", map(lost_words, lost), COLUMNS)
    if here.given.dry_run or not lost:
        here.out.talk(say("outbox.would-forget", count=len(lost)))
    else:
        question = say("outbox.forget-question", count=len(lost))
        if not here.given.yes and not ask_yes_no(here.terminal, question, default=False):
            raise DeclinedError("nothing was forgotten", code="outbox.forget-declined")
        forget_lost(session)
        here.out.talk(f"{paint('✓', 'g')} " + say("outbox.forgotten", count=len(lost)))
    if here.out.wants_json:
        here.out.rows("statements", map(lost_object, lost), COLUMNS)
