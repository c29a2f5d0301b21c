"""``batterypass manifest overdue`` and ``deadlines``: what is due on a day, and by which rule."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from batterypass.texts.bilingual import Text
from batterypass_cli.completions import complete_parties
from batterypass_cli.context import Here
from batterypass_cli.output import Column, paint
from batterypass_cli.pages import bilingual
from batterypass_cli.words import both, say

if TYPE_CHECKING:
    from batterypass.regulations.deadlines import DeadlineRule
    from batterypass.regulations.due import Due

#: Deadlines that end within so many days are shown with those that are over.
SOON_DAYS = 30
_DUE = (
    Column("what", Text("what", "qué")),
    Column("stands", Text("how it stands", "cómo está")),
    Column("due_on", Text("day", "día")),
    Column("who", Text("who", "quién")),
    Column("action", Text("what to do", "qué hacer")),
    Column("law", Text("law", "ley")),
)
_RULES = (
    Column("rule", Text("rule", "regla")),
    Column("span", Text("time", "plazo")),
    Column("valid", Text("in force", "vigencia")),
    Column("action", Text("what to do", "qué hacer")),
    Column("law", Text("law", "ley")),
    Column("sure", Text("confidence", "confianza")),
    Column("check", Text("check", "revisar")),
)
_On = Annotated[
    str | None,
    typer.Option("--on", metavar="DATE", help=both("The day; else today.", "El día; si no, hoy.")),
]


@bilingual(
    """
    Lista lo vencido y lo que vence pronto, en el día que se pregunte.

    El original que no ha vuelto, los residuos que llevan demasiado en el patio, los informes del año.
    Rige la regla vigente el día en que empezó el plazo. Es un aviso: no se guarda ni se juzga nada.
    """
)
def overdue(
    ctx: typer.Context,
    on: _On = None,
    party: Annotated[
        str | None,
        typer.Option(
            "--party",
            metavar="PARTY",
            help=both("Only what this party has to do.", "Solo lo que toca a esta parte."),
            autocompletion=complete_parties,
        ),
    ] = None,
    every: Annotated[
        bool,
        typer.Option(
            "--all",
            help=both("Also what is done, and what is far off.", "También lo hecho y lo lejano."),
        ),
    ] = False,
) -> None:
    """List what is overdue and what is due soon, on the day that is asked about.

    The original that has not come back, waste that is too long in the yard, the reports of the year.
    The rule in force when the clock started governs. It only tells: nothing is stored or judged.

    Example: batterypass manifest overdue --on 2027-01-31
    """
    from batterypass.app.deadlines import deadlines_on
    from batterypass.bootstrap import deadlines as table
    from batterypass_cli.days import read_day
    from batterypass_cli.deadline_view import for_people, row_of
    from batterypass_cli.plain import names_of

    here = Here.of(ctx)
    day = read_day(here, "--on", on)
    ledger = here.open()
    who = ledger.party(party).party if party else ""
    found = [
        one
        for one in deadlines_on(ledger.session, table(), day, party=who)
        if every or is_pressing(one)
    ]
    if here.out.wants_json:
        here.out.rows("deadlines", map(row_of, found), ())
        return
    here.out.line(paint(say("deadline.as-of", day=day), "b"))
    if not found:
        here.out.line(paint("✓ ", "g") + say("deadline.none", day=day))
        return
    name_of = names_of(ledger)
    here.out.rows("deadlines", (for_people(one, name_of) for one in found), _DUE)
    here.out.talk(say("deadline.doubt"))
    for one in found:
        if one.status in ("overdue", "age") and not one.count and one.rule.form == "mx_semarnat":
            here.out.talk(say("deadline.next", name=one.name, rule=one.rule.rule_id, day=day))


def is_pressing(due: Due) -> bool:
    """Tell whether a deadline belongs on a page of what is to be done."""
    if due.status == "running":
        return due.days <= SOON_DAYS
    return due.status in ("overdue", "age")


@bilingual(
    """
    Lista los plazos de la ley que conoce el programa, con su fuente y qué tan seguros son.

    Con --on, solo los que rigen un plazo que empieza ese día.
    """
)
def deadlines(
    ctx: typer.Context,
    form: Annotated[
        str | None,
        typer.Option("--form", metavar="FORM", help=both("Only of this form.", "Solo de este.")),
    ] = None,
    on: _On = None,
) -> None:
    """List the deadlines of the law that the program knows, with their source and how sure they are.

    With --on, only those that govern a clock that starts on that day.

    Example: batterypass manifest deadlines --form mx_semarnat
    """
    from batterypass.bootstrap import deadlines as table
    from batterypass.bootstrap import manifest_fields
    from batterypass.regulations.manifest_fields import form_named
    from batterypass_cli.days import read_day
    from batterypass_cli.deadline_view import ref_words

    here = Here.of(ctx)
    if form is not None:
        form_named(manifest_fields(), form)
    day = read_day(here, "--on", on) if on is not None else ""
    rules = [
        rule
        for rule in table().rules
        if (form is None or form in rule.form.split(";")) and (not day or rule.governs(day))
    ]
    if here.out.wants_json:
        here.out.rows("deadlines", map(_rule_row, rules), ())
        return
    rows = ({**_rule_row(rule), "law": ref_words(rule)} for rule in rules)
    here.out.rows("deadlines", rows, _RULES)
    here.out.talk(say("deadline.doubt"))


def _rule_row(rule: DeadlineRule) -> dict[str, Any]:
    from batterypass_cli.deadline_view import action_words, span_words

    valid = say("deadline.from", day=rule.valid_from)
    if rule.valid_to:
        valid += " " + say("deadline.until", day=rule.valid_to)
    return {
        "rule": rule.rule_id,
        "form": rule.form,
        "clock_starts": rule.clock_starts,
        "watched": rule.clock != "none",
        "actor": rule.actor,
        "action": action_words(rule),
        "span": span_words(rule),
        "days": rule.days,
        "day_type": rule.day_type,
        "months": rule.months,
        "valid_from": rule.valid_from,
        "valid_to": rule.valid_to or None,
        "valid": valid,
        "legal_ref": rule.legal_ref,
        "confidence": rule.confidence,
        "sure": say(f"deadline.sure.{rule.confidence}"),
        "verify": rule.verify,
        "check": say("deadline.check") if rule.verify else "",
        "note": rule.note,
    }
