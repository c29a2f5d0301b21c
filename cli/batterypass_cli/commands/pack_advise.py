"""``batterypass pack advise|decide``: advice for a further life, and the decision of a person."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from batterypass_cli.commands.pack_life import Words  # noqa: TC001 - Typer reads the annotations
from batterypass_cli.completions import complete_items
from batterypass_cli.context import Here
from batterypass_cli.pages import bilingual
from batterypass_cli.words import both, say

if TYPE_CHECKING:
    from batterypass.app.ledger import Ledger
    from batterypass.app.second_life import Advised

TableFile = Annotated[
    Path | None,
    typer.Option(
        "--table",
        metavar="FILE",
        help=both(
            "Your own table of thresholds, like second-life-thresholds.json.",
            "Su propia tabla de umbrales, como second-life-thresholds.json.",
        ),
    ),
]
#: Exit code where a battery has too little data (``design/interface.md``).
_UNDECIDED = 5
#: Of more batteries than this that are passed over only the number is told.
_SHOWN = 20


@bilingual(
    """
    Recomienda qué hacer con baterías: usarlas otra vez, darles otro uso, reciclarlas, o medir más.

    Compara la última evaluación, la edad, la química y los ciclos con una tabla fechada de umbrales,
    y dice cada dato, su asiento y su renglón. En lugar de un paquete puede darse un archivo con muchos
    (columna item, id o serial). No se asienta nada: decide una persona, con «pack decide». Salida 5
    si de alguna faltan datos.
    """
)
def advise(
    ctx: typer.Context,
    packs: Annotated[
        list[str],
        typer.Argument(
            metavar="PACK|FILE...",
            help=both(
                "Packs, modules or lots of cells, or a CSV file that names them.",
                "Paquetes, módulos o lotes de celdas, o un archivo CSV que los nombre.",
            ),
            autocompletion=complete_items,
        ),
    ],
    table: TableFile = None,
    on: Annotated[
        str | None,
        typer.Option(
            "--on", metavar="DATE", help=both("As of this day, else today.", "Al día; si no, hoy.")
        ),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option(
            "--output",
            "-o",
            metavar="FILE.csv",
            help=both("Write a table of all of them.", "Escribir una tabla con todos."),
        ),
    ] = None,
) -> None:
    """Advise what to do with batteries: use again, give another use, recycle, or measure more.

    It compares the last assessment, age, chemistry and cycles with a dated table of thresholds, and
    names each value, its entry and its row. In place of a pack a file may name many (column item, id
    or serial). Nothing is recorded: a person decides, with "pack decide". Exit 5 where some have too
    little data.

    Example:
    batterypass pack advise QKYC-C9Y5-DZ24-Y
    batterypass pack advise yard.csv --table our-thresholds.json -o advice.csv
    batterypass pack advise QKYC-C9Y5-DZ24-Y --json
    """
    from batterypass.app.second_life import advise_item
    from batterypass.errors import InputError
    from batterypass_cli.advice_view import advice_row, print_advice, read_table, sheet
    from batterypass_cli.days import read_day
    from batterypass_cli.exits import words_of
    from batterypass_cli.output import paint

    here = Here.of(ctx)
    ledger = here.open()
    thresholds, name = read_table(table)
    day = read_day(here, "--on", on)
    items = [ledger.item(text) for text in named_items(packs)]
    found, passed = [], []
    for item in items:
        try:
            found.append(advise_item(ledger.session, item, thresholds, day))
        except InputError as error:
            # One that is gone does not keep the advice on a thousand others.
            passed.append(error)
    if passed and not found:
        raise passed[0]
    if output is not None:
        from batterypass_cli.files import write_new

        write_new(output, sheet(found))
    if here.out.wants_json or here.given.jsonl:
        here.out.rows("advice", (advice_row(one) for one in found), ())
    elif output is None:
        for one in found:
            print_advice(here, one, name)
        here.out.talk(say("secondlife.low"))
        _tell_next(here, found)
    if output is not None:
        here.out.talk(say("secondlife.written", count=len(found), path=output))
    for why in passed[:_SHOWN]:
        here.out.talk(f"{paint('!', 'y')} {words_of(why)}")
    if passed:
        here.out.talk(say("secondlife.passed", count=len(passed)))
    if any(one.advice.answer == "not_enough_data" for one in found):
        raise typer.Exit(_UNDECIDED)


def named_items(words: list[str]) -> list[str]:
    """Give the ids: an argument that is a file on disk names what it lists (bytes.md 11)."""
    from batterypass.exchange.item_list import read_items
    from batterypass_cli.files import read_file

    found: list[str] = []
    for word in words:
        path = Path(word)
        found += read_items(word, read_file(path)) if path.is_file() else [word]
    return list(dict.fromkeys(found))


def _tell_next(here: Here, found: list[Advised]) -> None:
    from batterypass.domain.ids import printed_id

    if len(found) != 1:
        return
    name = printed_id(found[0].item.item)
    # Without an assessment there is nothing that a decision could name.
    measure = found[0].advice.answer == "not_enough_data" or not found[0].item.assessed
    command = f"batterypass pack {'assess' if measure else 'decide'} {name}"
    key = "sign.next" if measure else "secondlife.next"
    here.out.talk(say(key, command=command))


@bilingual(
    """
    Decide qué se hace con un artículo: muestra la recomendación, pregunta, y firma lo decidido.

    Decide una persona de quien lo tiene. Si se aparta de lo recomendado, da un motivo. La decisión no
    mueve nada: después siguen «pack reuse», «pack repurpose» o declararlo residuo.
    """,
    signs=True,
)
def decide(ctx: typer.Context, words: Words = None, table: TableFile = None) -> None:
    """Decide what becomes of an item: shows the advice, asks, and signs what was decided.

    A person of whoever holds it decides, and gives a reason where that departs from the advice. The
    decision moves nothing: "pack reuse", "pack repurpose" or declaring it waste come after it.

    Example:
    batterypass pack decide QKYC-C9Y5-DZ24-Y
    batterypass pack decide QKYC-C9Y5-DZ24-Y decision=recycle reason=no_demand
    """
    from batterypass.app.second_life import advise_item
    from batterypass.domain.ids import printed_id
    from batterypass.errors import InputError
    from batterypass.evidence.refusal import refusal
    from batterypass_cli.advice_view import print_advice, read_table
    from batterypass_cli.asking import complete_form, parse_assignments
    from batterypass_cli.custody_options import only_site, part_of
    from batterypass_cli.signing import sign_events

    here = Here.of(ctx)
    ledger = here.open_to_sign()
    thresholds, name = read_table(table)
    loose = [word for word in words or [] if "=" not in word]
    if not loose:
        raise InputError("name a pack", code="secondlife.no-packs")
    item = ledger.item(loose[0])
    found = advise_item(ledger.session, item, thresholds, here.now().date().isoformat())
    digest = item.assessed.get("digest")
    if digest is None:
        raise refusal(InputError, "secondlife.no-reading", item=printed_id(item.item))
    if not here.out.wants_json:
        print_advice(here, found, name)
    actor = part_of(here, ledger, item.custodian, _KIND)
    given = parse_assignments(here, _KIND, words or [], actor=actor)
    given |= {"item": item.item, "assessment": digest, "advice": advice_shown(found)}
    form = complete_form(here, _KIND, given, actor=actor, required_only=True)
    if form["decision"] != found.advice.answer and "reason" not in form:
        here.terminal.tell(say("secondlife.departs"))
        if here.terminal.is_interactive:
            form = complete_form(here, _KIND, form, actor=actor)
    site = only_site(ledger, actor)
    if site:
        form.setdefault("site", site)
    sign_events(here, [(_KIND, form)], actor=actor, next_step=_after(ledger, form))


_KIND = "item.decided"


def advice_shown(found: Advised) -> dict[str, Any]:
    """Write the advice as the event keeps it."""
    advice = found.advice
    return {
        "answer": advice.answer,
        "rows": [check.row for check in advice.deciding][:40],
        "table_sha256": advice.table_sha256,
        "day": advice.day,
    }


def _after(ledger: Ledger, form: dict[str, Any]) -> str:
    """Give the command by which what was decided is done."""
    from batterypass.domain.ids import printed_id

    name = printed_id(str(form["item"]))
    state = ledger.session.world.item(str(form["item"]))
    if form["decision"] != "recycle":
        return f"batterypass pack {form['decision']} {name}"
    if state is not None and state.life == "waste":
        return f"batterypass pack show {name}"
    return f"batterypass log item.declared-waste {name}"
