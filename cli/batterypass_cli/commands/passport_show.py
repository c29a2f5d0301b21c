"""``batterypass passport show`` and ``passport status``: values by reader, and how things stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer  # noqa: TC002 - Typer reads the annotations

from batterypass_cli.commands.passport import Item  # noqa: TC001 - Typer reads the annotations
from batterypass_cli.context import Here
from batterypass_cli.output import aligned, paint
from batterypass_cli.pages import bilingual
from batterypass_cli.passport_options import Reader  # noqa: TC001 - Typer reads the annotations
from batterypass_cli.words import language, say

if TYPE_CHECKING:
    from collections.abc import Mapping

    from batterypass.domain.passport_values import Value
    from batterypass_cli.options import Given


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
    reader: Reader = "public",
) -> None:
    """Show a passport as one reader may see it; without --for, as anybody may.

    --json gives a bare object of attributes and values: what that reader may not see has no key.
    "passport readers" shows who may see what.

    Example:
    batterypass passport show 095B-T15T-4217-D --json
    batterypass passport show 095B-T15T-4217-D --for legitimate_interest --json
    """
    from batterypass.app.passport_record import hidden_points, record_of, visible
    from batterypass.app.passports import check_has_passport, corrected_kinds
    from batterypass.regulations.passport_readers import points_of
    from batterypass_cli.corrections import show_corrections

    points = points_of(reader)
    here = Here.of(ctx)
    ledger = here.open()
    state = ledger.item(item)
    check_has_passport(state)
    record = record_of(ledger.session, state)
    values = _chosen(here.given, visible(record, reader))
    if here.out.wants_json:
        here.out.document(values, bare=True)
        return
    here.out.line(paint(say("reader.title", reader=say(f"reader.{reader}")), "b"))
    print_values(here, values)
    for point in hidden_points(record, reader):
        closed = record.closed.get(point)
        if closed is not None and point in points:
            here.out.talk(say(f"reader.{closed.why}", point=say(f"reader.point-{point}")))
        else:
            here.out.talk(say("reader.hidden", point=say(f"reader.point-{point}")))
    kinds = corrected_kinds(ledger.session.around.attributes, reader)
    show_corrections(here, ledger, state.item, kinds)


def _chosen(given: Given, values: Mapping[str, Value]) -> dict[str, Value]:
    """Give the values that ``--fields`` names; what this reader may not see has no key all the same.

    Raises InputError for what is no attribute of a passport, with those that look like it.
    """
    from batterypass.app.attributes import tier_of
    from batterypass.regulations.attributes import attributes

    wanted = [name for name in given.fields.split(",") if name]
    for name in wanted:
        tier_of(attributes(), name)
    # Chosen here: what is an attribute and has no value is no mistake.
    given.fields = ""
    return {name: value for name, value in values.items() if not wanted or name in wanted}


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
    Muestra cómo está un pasaporte: si vale, quién responde, de qué artículo es y sus asientos.

    La vida y la condición del artículo no son para cualquiera: --for dice quién lee. Los valores del
    pasaporte los da «passport show».
    """
)
def status(ctx: typer.Context, item: Item, reader: Reader = "public") -> None:
    """Show how a passport stands: whether it holds, who answers for it, its item and its entries.

    Life and condition of the item are not for everybody: --for says who reads. The values of the
    passport are given by "passport show".

    Example:
    batterypass passport status 095B-T15T-4217-D
    batterypass passport status 095B-T15T-4217-D --for responsible_operator
    """
    from batterypass.app.passports import corrected_kinds, passport_view
    from batterypass_cli.answers import choice_words
    from batterypass_cli.corrections import show_corrections

    here = Here.of(ctx)
    ledger = here.open()
    state = ledger.item(item)
    view = passport_view(ledger.session, state, reader)
    if here.out.wants_json:
        here.out.document({"passport": view})
        return
    status = say(f"passport.status-{view['status']}")
    renamed = {"energy_wh": "usable_energy_wh"} if state.has_usable_energy else {}
    pairs = [
        (
            say(f"passport.label.{renamed.get(name, name)}"),
            status if name == "status" else choice_words(value) or value,
        )
        for name, value in view.items()
        if isinstance(value, str)
    ]
    if view["predecessors"]:
        pairs.append((say("passport.label.predecessors"), ", ".join(view["predecessors"])))
    for line in aligned(pairs, indent=""):
        here.out.line(line)
    kinds = corrected_kinds(ledger.session.around.attributes, reader)
    show_corrections(here, ledger, state.item, kinds)
