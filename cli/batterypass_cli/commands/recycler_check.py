"""``batterypass recycler check``: was this site authorised for that waste, that day, as known then."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Annotated, Any, get_args

import typer

from batterypass.errors import InputError
from batterypass_cli.context import Here
from batterypass_cli.directory_options import (
    ConditionOption,
    OnOption,
    OperationOption,
    WasteClassOption,
    WasteOption,
)
from batterypass_cli.output import paint
from batterypass_cli.pages import bilingual
from batterypass_cli.words import both, say

if TYPE_CHECKING:
    from batterypass.app.directory import Answered, Directory, Place
    from batterypass.app.ledger import Ledger
    from batterypass.app.waste_question import Question

#: Answer -> exit code (``design/interface.md``): a rule says no; cannot decide.
_EXITS = {"yes": 0, "no": 3, "pending": 5, "unknown": 5}
_IS_AUTHORISED = {"yes": True, "no": False, "pending": None, "unknown": None}


@bilingual(
    """
    Responde si un sitio estaba autorizado para un residuo un día.

    ID es PARTE#SITIO, la clave del sitio, o una parte con un solo sitio. La respuesta es la que darían
    las reglas en la entrega: yes, no, pending (venció y la prórroga se pidió a tiempo) o unknown. Con
    --known-on, por lo que el registro sabía al terminar ese día (UTC). Salida 0 sí, 3 no, 5 pendiente
    o desconocido.
    """
)
def check_recycler(
    ctx: typer.Context,
    name: Annotated[
        str,
        typer.Argument(
            metavar="ID",
            help=both(
                "PARTY#SITE, a site, or a party with one site.",
                "PARTE#SITIO, un sitio, o una parte con un solo sitio.",
            ),
        ),
    ],
    on: OnOption = None,
    known_on: Annotated[
        str | None,
        typer.Option(
            "--known-on",
            metavar="DATE",
            help=both("By what was known at the end of that day.", "Por lo que se sabía ese día."),
        ),
    ] = None,
    waste: WasteOption = None,
    operation: OperationOption = None,
    condition: ConditionOption = None,
    mass_kg: Annotated[
        str | None,
        typer.Option(
            "--mass-kg",
            metavar="KG",
            help=both(
                "Mass, to be judged against the yearly capacity.",
                "Masa, para compararla con la capacidad anual.",
            ),
        ),
    ] = None,
    waste_class: WasteClassOption = None,
    chemistry: Annotated[
        list[str] | None,
        typer.Option("--chemistry", metavar="CHEM", help=both("Chemistry.", "Química.")),
    ] = None,
) -> None:
    """Answer whether a site was authorised for a waste on a day.

    ID is PARTY#SITE, the id of a site, or a party with one site. The answer is what the rules would
    say at the hand-over: yes, no, pending (it has ended, and the renewal was filed in time) or
    unknown. With --known-on, by what the ledger knew at the end of that day (UTC). Exit code 0 yes,
    3 no, 5 pending or unknown.

    Example:
    batterypass recycler check recicladora --on 2026-11-23 --waste whole_battery --operation reciclaje
    batterypass recycler check norte#patio-1 --waste black_mass --operation reciclaje --known-on 2026-06-30
    """
    from batterypass.app.directory import Directory
    from batterypass.app.find_directory import find_site
    from batterypass_cli.directory_view import day_of_word, end_of_day_ms

    here = Here.of(ctx)
    day = day_of_word(here, on, "--on")
    known = day_of_word(here, known_on, "--known-on") if known_on is not None else ""
    words = _Words(waste, operation, condition, mass_kg, waste_class, chemistry or [])
    ledger = here.open()
    party, site = find_site(ledger.session, name)
    directory = Directory.load(
        ledger.session, party=party.party, known_ms=end_of_day_ms(known) if known else None
    )
    place = directory.places[party.party, site]
    question = directory.question(
        day, words.waste, words.operation, condition=words.condition,
        waste_class=words.waste_class, chemistries=words.chemistries,
    )  # fmt: skip
    answered = directory.ask(place, question, words.mass_kg)
    value = _object(here, ledger, directory, place, question, answered)
    value["known_on"] = known or None
    value["mass_kg"] = mass_kg
    if here.out.wants_json:
        here.out.document(value)
    else:
        _print(here, ledger, directory, place, question, answered, value)
    code = _EXITS[answered.acceptance.answer]
    if code:
        raise typer.Exit(code)


class _Words:
    """The options of a question, read. Raises InputError that lists what may be said."""

    def __init__(
        self,
        waste: str | None,
        operation: str | None,
        condition: str | None,
        mass_kg: str | None,
        waste_class: str | None,
        chemistries: list[str],
    ) -> None:
        from batterypass.app.permits import OPERATIONS
        from batterypass.app.waste_question import STREAMS
        from batterypass.domain.events.authorisation import WasteClass
        from batterypass.domain.vocabulary import CONDITION_RANK, Chemistry
        from batterypass.evidence.refusal import refusal
        from batterypass_cli.directory_view import choice, listed

        if not waste:
            raise refusal(InputError, "recycler.say-waste", words=listed(STREAMS))
        if not operation:
            raise refusal(InputError, "recycler.say-operation", words=listed(OPERATIONS))
        self.waste = read_waste(waste)
        self.operation = choice(operation, OPERATIONS, "--operation")
        self.condition = choice(condition, list(CONDITION_RANK), "--condition")
        self.waste_class = choice(waste_class, get_args(WasteClass), "--waste-class")
        known = get_args(Chemistry)
        self.chemistries = [choice(one, known, "--chemistry") for one in chemistries]
        self.mass_kg = read_mass(mass_kg)


#: What people call the waste that a whole pack is.
_BATTERIES = frozenset(
    {"li-ion", "lithium", "litio", "ion litio", "battery", "batteries", "bateria", "baterias"}
)


def read_waste(text: str) -> str:
    """Give the stream that some words mean, else the text as it stands: a code of a waste list."""
    from batterypass.app.waste_question import STREAMS
    from batterypass_cli.directory_view import choice

    if text.casefold().replace("í", "i") in _BATTERIES:
        return "whole_battery"
    try:
        return choice(text, STREAMS, "--waste", whole=True)
    except InputError:
        return text.strip()


def read_mass(text: str | None) -> Decimal | None:
    """Read a mass in kilograms. Raises InputError for what is none."""
    if text is None:
        return None
    from pydantic import TypeAdapter, ValidationError

    from batterypass.domain.base import Number
    from batterypass.evidence.refusal import refusal

    try:
        return Decimal(TypeAdapter(Number).validate_python(text.strip()))
    except ValidationError as error:
        raise refusal(InputError, "recycler.no-mass", text=text) from error


def _object(
    here: Here,
    ledger: Ledger,
    directory: Directory,
    place: Place,
    question: Question,
    answered: Answered,
) -> dict[str, Any]:
    from batterypass_cli.directory_view import ages_of, certificate_object, reason_object

    acceptance = answered.acceptance
    return {
        "answer": acceptance.answer,
        "reasons": [reason_object(ledger, one) for one in answered.reasons(question)],
        "party": place.party.party,
        "legal_name": place.party.legal_name,
        "site": place.site,
        "on": question.day,
        "stream": answered.stream or None,
        "waste_class": answered.waste_class or None,
        "waste_code": question.waste_code or None,
        "operation": question.operation,
        "condition": question.condition or None,
        "authorisations": list(acceptance.evidence),
        "certified": [
            certificate_object(*one) for one in directory.certificates(place, question.day)
        ],
        "directory": ages_of(here, ledger, directory, question.day),
    }


def _print(
    here: Here,
    ledger: Ledger,
    directory: Directory,
    place: Place,
    question: Question,
    answered: Answered,
    value: dict[str, Any],
) -> None:
    from batterypass_cli.directory_view import (
        age_lines,
        certificate_words,
        party_name,
        reason_line,
        where_words,
    )
    from batterypass_cli.verdicts import MARKS

    out = here.out
    answer = answered.acceptance.answer
    mark, colour = MARKS[_IS_AUTHORISED[answer]]
    out.line(paint(f"{mark} {say(f'recycler.answer-{answer}')}", colour))
    where = where_words(place)
    out.line(f"  {party_name(place)} · {place.site}" + (f" · {where}" if where else ""))
    key = "recycler.asked-then" if value["known_on"] else "recycler.asked"
    out.line(f"  {say(key, on=question.day, known=value['known_on'])}")
    out.line()
    for reason in answered.acceptance.reasons:
        out.line(f"  {reason_line(ledger, reason)}")
    for reason in answered.reasons(question)[len(answered.acceptance.reasons) :]:
        out.line(f"  {paint(reason_line(ledger, reason), 'd')}")
    out.line()
    for line in age_lines(here, value["directory"]):
        out.line(f"  {say('recycler.directory')}: {line}")
    certificates = directory.certificates(place, question.day)
    if certificates:
        out.line(f"  {say('recycler.certified', words=certificate_words(certificates))}")
    command = f"batterypass recycler show {place.name}"
    if answer == "no":
        from batterypass.app.waste_question import NOT_AT_A_CONSIGNEE

        if question.operation not in NOT_AT_A_CONSIGNEE:
            stream = answered.stream or "STREAM"
            command = f"batterypass recycler list --waste {stream} --operation {question.operation}"
    out.talk(say("sign.next", command=command))
