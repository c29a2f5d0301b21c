"""``batterypass passport check``: what a passport has, lacks, and need not have yet."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from batterypass.texts.words_sources import source_in
from batterypass_cli.commands.passport import Item  # noqa: TC001 - Typer reads the annotations
from batterypass_cli.context import Here
from batterypass_cli.output import aligned, paint
from batterypass_cli.pages import bilingual
from batterypass_cli.words import both, language, say

if TYPE_CHECKING:
    from batterypass.app.passport_check import Line, PassportCheck

_SIGNS = {
    "complete": ("✓", "g"), "missing": ("✗", "r"), "closed": ("✗", "y"),
    "not_yet_required": ("○", "d"), "conditional": ("?", "y"), "optional": ("·", "d"),
    "not_applicable": ("–", "d"),
}  # fmt: skip
#: States that are listed line by line without --all.
_LISTED = ("missing", "closed", "conditional", "not_yet_required")


@bilingual(
    """
    Dice qué tiene un pasaporte, qué le falta y qué no se le pide todavía, según la ley y la fecha.

    Nada de lo que falta detiene algo: el comando acaba siempre con 0. Lo que se pide sale de la
    categoría del artículo (EV, LMT, industrial) y del día de --on.
    """
)
def check(
    ctx: typer.Context,
    item: Item,
    on: Annotated[
        str | None,
        typer.Option(
            "--on",
            metavar="DATE",
            help=both(
                "The day that is asked about; today if not given.",
                "El día por el que se pregunta; hoy si no se da.",
            ),
        ),
    ] = None,
    whole: Annotated[
        bool,
        typer.Option("--all", help=both("List every attribute.", "Lista todos los atributos.")),
    ] = False,
) -> None:
    """Say what a passport has, what it lacks and what is not required yet, by law and date.

    Nothing that is missing blocks anything: the command always ends with 0. What is asked follows
    from the category of the item (EV, LMT, industrial) and from the day of --on.

    Example:
    batterypass passport check QKYC-C9Y5-DZ24-Y
    batterypass passport check QKYC-C9Y5-DZ24-Y --on 2027-02-18 --json
    """
    from batterypass.app.passport_check import STATES, check_passport
    from batterypass.domain.ids import printed_id
    from batterypass.domain.passport_due import passport_due
    from batterypass_cli.days import read_day
    from batterypass_cli.passport_due_view import due_words

    here = Here.of(ctx)
    day = read_day(here, "--on", on)
    ledger = here.open()
    state = ledger.item(item)
    found = check_passport(ledger.session, state, day)
    due = passport_due(state)
    if here.out.wants_json:
        here.out.document({"passport_check": {**_object(found), "due": due or ""}})
        return
    name = printed_id(found.item)
    category = _category(found.category)
    here.out.line(paint(say("passportcheck.title", item=name, category=category, day=day), "b"))
    here.out.line(_duty(found))
    if not found.passport:
        here.out.line(say("passportcheck.no-passport", item=name))
    if due is not None:
        here.out.line(f"{paint('!', 'y')} {due_words(found.item, due)}")
    root = ledger.session.world.ledger()
    if root is not None and root.profile == "MX":
        here.out.line(say("passportcheck.mexico"))
    counts = [
        f"{paint(*_SIGNS[one])} {say(f'passportcheck.{one}')} {found.count(one)}"
        for one in STATES
        if found.count(one)
    ]
    here.out.line("   ".join(counts))
    for one in STATES:
        lines = [line for line in found.lines if line.state == one]
        if lines and (whole or one in _LISTED):
            _print(here, one, lines)
    if not whole:
        here.out.talk(say("passportcheck.more"))


def _category(word: str) -> str:
    from batterypass.regulations.attributes import attributes
    from batterypass.regulations.passport_words import value_words

    if not word:
        return say("passportcheck.no-category")
    return value_words(attributes()["battery_category"], word, language())


def _duty(found: PassportCheck) -> str:
    duty = found.duty
    values = {
        "source": source_in(language(), duty.source), "starts": duty.starts, "over": duty.over_wh,
        "label": duty.label.in_language(language()),
    }  # fmt: skip
    return say(
        f"passportcheck.why-{found.why_not}" if found.why_not else "passportcheck.duty", **values
    )


def _print(here: Here, state: str, lines: list[Line]) -> None:
    lang = language()
    here.out.line()
    here.out.line(paint(say(f"passportcheck.{state}"), "b"))
    pairs = []
    for line in lines:
        says = [line.attribute.reference]
        if state == "not_yet_required":
            first = line.asked.starts
            says.append(
                say("passportcheck.from", day=first) if first else say("passportcheck.pending")
            )
        elif state == "conditional":
            says.append(line.asked.why.in_language(lang))
        if line.asked.confidence == "low":
            says.append(say("passportcheck.doubtful"))
        sign = paint(*_SIGNS[state])
        pairs.append(
            (f"{sign} {line.attribute.name(lang)}", " · ".join(part for part in says if part))
        )
    for text in aligned(pairs, indent="  "):
        here.out.line(text)


def _object(found: PassportCheck) -> dict[str, Any]:
    from batterypass.app.passport_check import STATES

    return {
        "item": found.item,
        "passport": found.passport,
        "on": found.day,
        "category": found.category,
        "category_of_the_law": found.duty.law,
        "required_from": found.duty.starts,
        "source": found.duty.source,
        "confidence": found.duty.confidence,
        "no_duty": found.why_not,
        "counts": {one: found.count(one) for one in STATES},
        "attributes": [_row(line) for line in found.lines],
    }


def _row(line: Line) -> dict[str, Any]:
    row: dict[str, Any] = {
        "attribute": line.attribute.id,
        "state": line.state,
        "requirement": line.asked.requirement,
        "content_point": line.attribute.access_tier,
        "reference": line.attribute.mandatory_by,
        "source": line.asked.source,
        "confidence": line.asked.confidence,
    }
    if line.asked.starts:
        row["required_from"] = line.asked.starts
    if line.asked.why.en and line.state != "complete":
        row["why"] = line.asked.why.in_language(language())
    if line.entry is not None:
        row["entry"] = line.entry
    return row
