"""``batterypass un check``: under which UN entry packs travel, from what the ledger knows of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from batterypass_cli.carriage_options import CarriageDay  # noqa: TC001 - Typer reads it
from batterypass_cli.completions import complete_items
from batterypass_cli.context import Here
from batterypass_cli.output import paint
from batterypass_cli.pages import bilingual
from batterypass_cli.words import both, say

if TYPE_CHECKING:
    from batterypass.app.un_answers import Gathered
    from batterypass.regulations.transport.decision import Decision

#: Outcome -> exit code (``design/interface.md``), the first that is met counts.
_EXITS = (("refused", 2), ("forbidden", 3), ("undecided", 5))


@bilingual(
    """
    Dice con qué número ONU viajan unos paquetes, con qué embalaje, marcas y leyendas, y por qué.

    Condición, energía, masa, carga y ensayo ONU 38.3 salen del registro; se dice de qué asiento. Lo
    que falta se nombra y se da con --answer NOMBRE=VALOR; nunca se supone. Cada paquete es un bulto.
    Salida 0 puede viajar, 2 respuestas que no pueden ser, 3 no puede, 5 falta un dato o no hay
    edición leída para ese día.
    """
)
def check(
    ctx: typer.Context,
    packs: Annotated[
        list[str],
        typer.Argument(
            metavar="PACK...",
            help=both(
                "Packs, modules or lots of cells: id, serial number, alias or label.",
                "Paquetes, módulos o lotes de celdas: id, serie, alias o etiqueta.",
            ),
            autocompletion=complete_items,
        ),
    ],
    mode: Annotated[
        str | None,
        typer.Option(
            "--mode",
            metavar="MODE",
            help=both(
                "road, rail, sea or air; with the set of rules: road:ADR. Else road.",
                "road, rail, sea o air; con el reglamento: road:ADR. Si no, road.",
            ),
        ),
    ] = None,
    config: Annotated[
        list[str] | None,
        typer.Option(
            "--config",
            metavar="CONFIG",
            help=both(
                "alone, packed_with, contained_in, packed_and_contained, vehicle, ctu.",
                "Cómo viaja: alone, packed_with, contained_in, packed_and_contained, vehicle, ctu.",
            ),
        ),
    ] = None,
    on: CarriageDay = None,
    answer: Annotated[
        list[str] | None,
        typer.Option(
            "--answer",
            metavar="NAME=VALUE",
            help=both(
                "Any other answer, such as gross_kg=440; about one pack alone: PACK:gross_kg=440.",
                "Cualquier otra respuesta, como gross_kg=440; de un solo paquete:"
                " PAQUETE:gross_kg=440.",
            ),
        ),
    ] = None,
) -> None:
    """Say under which UN entry packs travel, with which packing, marks and statements, and why.

    Condition, energy, mass, charge and UN 38.3 test come from the ledger, and it is said from which
    entry. What is missing is named and given with --answer NAME=VALUE; it is never assumed. Each
    pack is a package of its own. Exit code 0 it may travel, 2 answers that cannot be true, 3 it may
    not, 5 something is missing or no edition was read for that day.

    Example:
    batterypass un check QKYC-C9Y5-DZ24-Y --config alone --answer gross_kg=440
    batterypass un check QKYC-C9Y5-DZ24-Y --mode air --config alone --answer aircraft=cao
    """
    from batterypass.app.un_answers import gather
    from batterypass.bootstrap import transport_tables
    from batterypass.regulations.transport.decide import decide
    from batterypass_cli.days import read_day
    from batterypass_cli.passport_due_view import tell_closed_readings
    from batterypass_cli.un_words import answers_of_each, given_answers, split_answers

    here = Here.of(ctx)
    day = read_day(here, "--on", on)
    whole, own = split_answers(answer or [])
    given = given_answers(mode or "road", config or [], whole)
    ledger = here.open()
    items = [ledger.item(text) for text in packs]
    tell_closed_readings(here, ledger, items)
    each = answers_of_each(own, ledger.item, {one.item for one in items})
    gathered = [
        gather(
            ledger.session, one, {**given, **each.get(one.item, {})}, day, is_today=on is None
        )
        for one in items
    ]  # fmt: skip
    decided = [(one, decide(one.answers, transport_tables())) for one in gathered]
    if here.out.wants_json:
        here.out.document(_object(decided))
    else:
        _print(here, decided, day, given, "" if on is None else day)
    met = {decision.outcome for _, decision in decided}
    for outcome, code in _EXITS:
        if outcome in met:
            raise typer.Exit(code)


def _object(decided: list[tuple[Gathered, Decision]]) -> dict[str, Any]:
    from batterypass.domain.ids import printed_id
    from batterypass.regulations.transport.severity import strictest
    from batterypass_cli.un_rows import answers_object, decision_object

    rows = []
    for one, decision in decided:
        name = {"id": printed_id(one.item.item), "item": one.item.item}
        rows.append(
            {**name, "decision": decision_object(decision), "answers": answers_object(one.known)}
        )
    whole = strictest([decision for _, decision in decided])
    return {"decisions": rows, "strictest": whole.level or whole.outcome}


def _print(
    here: Here,
    decided: list[tuple[Gathered, Decision]],
    day: str,
    given: dict[str, str],
    said_day: str,
) -> None:
    from batterypass.regulations.transport.severity import strictest
    from batterypass_cli.lookups import item_words
    from batterypass_cli.un_view import answer_block, headline, show_decision

    out = here.out
    groups: dict[Decision, list[Gathered]] = {}
    for one, decision in decided:
        groups.setdefault(decision, []).append(one)
    for place, (decision, alike) in enumerate(groups.items()):
        if place:
            out.line()
        for one in alike:
            out.line(paint(item_words(one.item), "b"))
        if len(alike) > 1:
            out.line(say("un.same-for", count=len(alike)))
        show_decision(out, decision, day)
        for one in alike[:1]:
            for line in answer_block(one.known):
                out.line(paint(line, "d"))
    if len(groups) > 1:
        out.line()
        whole = strictest(groups)
        packings = " / ".join(whole.packing_instructions)
        what = f"{headline(whole)} · {packings}" if packings else headline(whole)
        out.line(say("un.strictest", what=what))
    missing = next((one.missing[0] for one in groups if one.missing), "")
    if missing:
        from batterypass.domain.ids import printed_id
        from batterypass_cli.un_words import repeated

        item = printed_id(next(one for one, decision in decided if decision.missing).item.item)
        command = repeated("un ask", [item], said_day, given)
        out.talk(say("sign.next", command=command))
