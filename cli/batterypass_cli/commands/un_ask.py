"""``batterypass un ask``: the UN entry step by step; only what the decision still needs is asked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from batterypass_cli.carriage_options import CarriageDay  # noqa: TC001 - Typer reads it
from batterypass_cli.completions import complete_items
from batterypass_cli.context import Here
from batterypass_cli.output import paint
from batterypass_cli.pages import bilingual
from batterypass_cli.words import both, say

if TYPE_CHECKING:
    from batterypass.app.un_answers import Known
    from batterypass.regulations.transport.decision import Decision

_EXITS = {"allowed": 0, "refused": 2, "forbidden": 3, "undecided": 5}


@bilingual(
    """
    Encuentra el número ONU paso a paso; solo se pregunta lo que aún hace falta.

    Con PACK se empieza por lo que el registro sabe de él; sin él no hace falta registro. Enter deja la
    pregunta sin respuesta, y entonces no se decide. Con --answer NOMBRE=VALOR se responde de antemano.
    Salida 0 puede viajar, 2 respuestas que no pueden ser, 3 no puede, 5 falta algo.
    """
)
def ask(
    ctx: typer.Context,
    pack: Annotated[
        str | None,
        typer.Argument(
            metavar="[PACK]",
            help=both(
                "Begin with what the ledger knows of this pack.",
                "Empezar por lo que el registro sabe de este paquete.",
            ),
            autocompletion=complete_items,
        ),
    ] = None,
    mode: Annotated[
        str | None,
        typer.Option(
            "--mode",
            metavar="MODE",
            help=both(
                "road, rail, sea or air; with the set of rules: road:ADR.",
                "road, rail, sea o air; con el reglamento: road:ADR.",
            ),
        ),
    ] = None,
    on: CarriageDay = None,
    answer: Annotated[
        list[str] | None,
        typer.Option(
            "--answer",
            metavar="NAME=VALUE",
            help=both("Answer beforehand.", "Responder de antemano."),
        ),
    ] = None,
) -> None:
    """Find the UN entry step by step; only what is still needed is asked.

    With PACK it begins with what the ledger knows of it; without it no ledger is needed. Enter leaves
    a question open, and then nothing is decided. --answer NAME=VALUE answers beforehand. Exit code 0
    it may travel, 2 answers that cannot be true, 3 it may not, 5 something is missing.

    Example:
    batterypass un ask
    batterypass un ask QKYC-C9Y5-DZ24-Y --mode air
    """
    from batterypass.app.un_answers import Known, gather, regime_everywhere
    from batterypass.domain.ids import printed_id
    from batterypass_cli.days import read_day
    from batterypass_cli.un_questions import settle
    from batterypass_cli.un_words import given_answers

    here = Here.of(ctx)
    day = read_day(here, "--on", on)
    given = given_answers(mode or "", [], answer or [])
    item = []
    if pack is None:
        known = {"date": Known(day, "clock" if on is None else "given")}
        regime = regime_everywhere(given.get("mode", ""))
        if regime:
            known["regime"] = Known(regime, "country")
        known.update({name: Known(value) for name, value in given.items()})
    else:
        ledger = here.open()
        found = gather(ledger.session, ledger.item(pack), given, day, is_today=on is None)
        known, item = found.known, [printed_id(found.item.item)]
        if not here.out.wants_json:
            from batterypass_cli.lookups import item_words

            here.terminal.tell(paint(item_words(found.item), "b"))
    decision = settle(here, known)
    _show(here, decision, known, day, item)
    if _EXITS[decision.outcome]:
        raise typer.Exit(_EXITS[decision.outcome])


def _show(
    here: Here, decision: Decision, known: dict[str, Known], day: str, item: list[str]
) -> None:
    from batterypass_cli.un_rows import answers_object, decision_object
    from batterypass_cli.un_view import answer_block, show_decision
    from batterypass_cli.un_words import repeated

    if here.out.wants_json:
        here.out.document({"decision": decision_object(decision), "answers": answers_object(known)})
        return
    here.out.line()
    show_decision(here.out, decision, day)
    for line in answer_block(known):
        here.out.line(paint(line, "d"))
    said = {
        name: one.value for name, one in known.items() if one.origin == "given" and name != "date"
    }
    here.out.talk(f"{say('un.repeat')} {repeated('un ask', item, day, said)}")
