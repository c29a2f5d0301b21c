"""``batterypass manifest letter``: the letter that goes with a deadline, ready to be signed."""

from __future__ import annotations

from pathlib import Path  # noqa: TC003 - Typer reads the annotations
from typing import TYPE_CHECKING, Annotated

import typer

from batterypass_cli.context import Here
from batterypass_cli.custody_options import Consignment  # noqa: TC001 - Typer reads it
from batterypass_cli.output import paint
from batterypass_cli.pages import bilingual
from batterypass_cli.words import both, language, say

if TYPE_CHECKING:
    from batterypass.documents.words import Lang


@bilingual(
    """
    Escribe la carta que va con un plazo, lista para firmarse.

    El aviso a la SEMARNAT de que no ha vuelto el original (mx.notify_missing_original), o la petición
    al destinatario de que lo devuelva (mx.return_original). Los datos salen del registro; la carta es
    un borrador hasta que alguien la firme. El mismo día y los mismos datos dan los mismos bytes. Los
    demás plazos no tienen carta: --rule dice por qué.
    """
)
def letter(
    ctx: typer.Context,
    consignment: Consignment,
    output: Annotated[
        Path,
        typer.Option("-o", "--output", metavar="FILE.pdf", help=both("The PDF.", "El PDF.")),
    ],
    rule: Annotated[
        str,
        typer.Option(
            "--rule",
            metavar="RULE",
            help=both(
                "Deadline: mx.notify_missing_original or mx.return_original.",
                "Plazo: mx.notify_missing_original o mx.return_original.",
            ),
        ),
    ] = "mx.notify_missing_original",
    on: Annotated[
        str | None,
        typer.Option(
            "--on",
            metavar="DATE",
            help=both("The day on the letter; else today.", "El día de la carta; si no, hoy."),
        ),
    ] = None,
) -> None:
    """Write the letter that goes with a deadline, ready to be signed.

    The notice to SEMARNAT that the original has not come back (mx.notify_missing_original), or the
    request to the consignee to send it back (mx.return_original). The facts come from the ledger; the
    letter is a draft until somebody signs it. The same day and facts give the same bytes. The other
    deadlines have none: --rule says why.

    Example: batterypass manifest letter M-2026-00418 --on 2027-01-31 -o notice.pdf
    """
    from batterypass.app.letters import make_letter
    from batterypass.bootstrap import deadlines
    from batterypass_cli.days import read_day
    from batterypass_cli.deadline_view import law_words
    from batterypass_cli.guide import check_writable, write_whole

    here = Here.of(ctx)
    day = read_day(here, "--on", on)
    ledger = here.open()
    state = ledger.consignment(consignment)
    check_writable(output)
    lang: Lang = "es" if language() == "es" else "en"
    made = make_letter(ledger.session, state, deadlines(), rule, day, lang)
    write_whole(output, made.pdf)
    if here.out.wants_json:
        here.out.document(
            {
                "letter": {
                    "file": str(output),
                    "rule": rule,
                    "consignment": state.consignment,
                    "on": day,
                    "started_on": made.due.started_on,
                    "due_on": made.due.due_on or None,
                    "sha256": made.digest,
                    "bytes": len(made.pdf),
                }
            }
        )
        return
    here.out.line(
        paint("✓ ", "g") + say("letter.written", path=output, number=state.consignment, day=day)
    )
    here.out.talk(say("letter.read-first", law=law_words(made.due.rule)))
    key = "letter.then-report" if rule == "mx.notify_missing_original" else "letter.then-note"
    here.out.talk(say(key, name=state.consignment))
