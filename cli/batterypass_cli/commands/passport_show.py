"""``batterypass passport show`` and ``passport status``: values by reader, and how things stand."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from batterypass_cli.commands.passport import Item  # noqa: TC001 - Typer reads the annotations
from batterypass_cli.context import Here
from batterypass_cli.output import aligned, paint
from batterypass_cli.pages import bilingual
from batterypass_cli.words import both, language, say

if TYPE_CHECKING:
    from collections.abc import Mapping

    from batterypass.domain.passport_values import Value


def complete_readers(incomplete: str) -> list[str]:
    """Offer the readers."""
    from batterypass.regulations.passport_readers import READERS

    return [name for name in READERS if name.startswith(incomplete)]


@bilingual(
    """
    Muestra un pasaporte como puede verlo un lector; sin --for, como lo ve cualquiera.

    --json da un objeto solo, de atributos y valores: lo que ese lector no puede ver no tiene clave.
    «passport readers» muestra quién puede ver qué.
    """
)
def show(
    ctx: typer.Context,
    item: Item,
    reader: Annotated[
        str,
        typer.Option(
            "--for",
            metavar="READER",
            help=both(
                "Who reads it: public, legitimate_interest,"
                " notified_body_or_market_surveillance, commission, responsible_operator.",
                "Quién lo lee: public, legitimate_interest, notified_body_or_market_surveillance, commission,"
                " responsible_operator.",
            ),
            autocompletion=complete_readers,
        ),
    ] = "public",
) -> None:
    """Show a passport as one reader may see it; without --for, as anybody may.

    --json gives a bare object of attributes and values: what that reader may not see has no key.
    "passport readers" shows who may see what.

    Example:
    batterypass passport show 7K3Q-9M2F-4X8D-T --json
    batterypass passport show 7K3Q-9M2F-4X8D-T --for legitimate_interest --json
    """
    from batterypass.app.paper_corrections import PUBLIC_CORRECTIONS
    from batterypass.app.passport_record import hidden_points, record_of, visible
    from batterypass.app.passports import check_has_passport
    from batterypass.regulations.passport_readers import points_of
    from batterypass_cli.corrections import show_corrections

    points_of(reader)
    here = Here.of(ctx)
    ledger = here.open()
    state = ledger.item(item)
    check_has_passport(state)
    record = record_of(ledger.session, state)
    values = visible(record, reader)
    if here.out.wants_json:
        here.out.document(values, bare=True)
        return
    here.out.line(paint(say("reader.title", reader=say(f"reader.{reader}")), "b"))
    print_values(here, values)
    for point in hidden_points(record, reader):
        closed = record.closed.get(point)
        if closed is not None and point in points_of(reader):
            here.out.talk(say(f"reader.{closed.why}", point=say(f"reader.point-{point}")))
        else:
            here.out.talk(say("reader.hidden", point=say(f"reader.point-{point}")))
    if reader == "public":
        # Both values of a corrected reading are values that the public may not see.
        show_corrections(here, ledger, state.item, PUBLIC_CORRECTIONS)


def print_values(here: Here, values: Mapping[str, Value]) -> None:
    """Print values by section, in the order of the table."""
    from batterypass.regulations.attributes import attributes
    from batterypass.regulations.passport_words import value_lines

    known, lang, section = attributes(), language(), ""
    pairs: list[tuple[str, str]] = []
    for name, value in values.items():
        attribute = known[name]
        if attribute.section != section:
            _flush(here, section, pairs)
            section, pairs = attribute.section, []
        lines = value_lines(attribute, value, lang)
        pairs.append((attribute.name(lang), lines[0]))
        pairs += [("", line) for line in lines[1:]]
    _flush(here, section, pairs)


def _flush(here: Here, section: str, pairs: list[tuple[str, str]]) -> None:
    if not pairs:
        return
    here.out.line()
    here.out.line(paint(say(f"reader.section-{section}"), "b"))
    for line in aligned(pairs, indent="  "):
        here.out.line(line)


@bilingual(
    """
    Muestra cómo están un pasaporte y su artículo: vida, condición, responsable y asientos.

    Los valores del pasaporte los da «passport show».
    """
)
def status(ctx: typer.Context, item: Item) -> None:
    """Show how a passport and its item stand: life, condition, who answers for it, its entries.

    The values of the passport are given by "passport show".

    Example: batterypass passport status 7K3Q-9M2F-4X8D-T
    """
    from batterypass.app.paper_corrections import PUBLIC_CORRECTIONS
    from batterypass.app.passports import passport_view
    from batterypass_cli.answers import choice_words
    from batterypass_cli.corrections import show_corrections

    here = Here.of(ctx)
    ledger = here.open()
    state = ledger.item(item)
    view = passport_view(ledger.session, state)
    if here.out.wants_json:
        here.out.document({"passport": view})
        return
    pairs = [
        (say(f"passport.label.{name}"), choice_words(str(value)) or str(value))
        for name, value in view.items()
        if isinstance(value, str)
    ]
    if view["predecessors"]:
        pairs.append((say("passport.label.predecessors"), ", ".join(view["predecessors"])))
    for line in aligned(pairs, indent=""):
        here.out.line(line)
    show_corrections(here, ledger, state.item, PUBLIC_CORRECTIONS)
