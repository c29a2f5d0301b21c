"""``batterypass logbook``: what waste came to a site and left it, with the entries it rests on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from batterypass.errors import InputError
from batterypass_cli.books import (
    Book,
    BookColumn,
    FileOption,
    PartyOption,
    party_of,
    show_book,
)
from batterypass_cli.context import Here
from batterypass_cli.pages import bilingual
from batterypass_cli.words import both, say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from batterypass.app.ledger import Ledger
    from batterypass.app.movements import Movement
    from batterypass.domain.states import PartyState
    from batterypass_cli.plain import NameOf

app = typer.Typer(
    no_args_is_help=True,
    help=both(
        "Log book of waste.\n\nExample: batterypass logbook export --party recicladora-norte",
        "Bitácora de residuos.\n\nExample: batterypass logbook export --party recicladora-norte",
    ),
)
#: Column and its share of a page that lies across.
_COLUMNS = {
    "day": 6.0, "direction": 5.2, "what": 9.0, "site": 6.5, "stream": 10.0, "waste_name": 13.0,
    "waste_class": 8.0, "count": 5.2, "kg": 6.5, "basis": 6.0, "other": 14.0,
    "authorisation": 9.0, "manifest_no": 9.5, "operation": 7.5, "entries": 8.0,
}  # fmt: skip
_FIGURES = frozenset({"count", "kg"})


@app.command("export")
@bilingual(
    """
    Escribe la bitácora: entradas y salidas de residuos de un sitio en un periodo.

    Como CSV que ninguna hoja de cálculo toma por fórmula, como PDF, o en la pantalla. Cada renglón
    nombra los asientos del registro en que descansa.
    """
)
def export(
    ctx: typer.Context,
    output: FileOption = None,
    party: PartyOption = None,
    site: Annotated[
        str | None,
        typer.Option("--site", metavar="SITE", help=both("Only this site.", "Solo este sitio.")),
    ] = None,
    since: Annotated[
        str | None,
        typer.Option("--from", metavar="DATE", help=both("First day.", "Primer día.")),
    ] = None,
    until: Annotated[
        str | None,
        typer.Option("--to", metavar="DATE", help=both("Last day.", "Último día.")),
    ] = None,
) -> None:
    """Write the log book: waste that came to a site and left it in a period.

    As CSV that no spreadsheet takes for formulas, as PDF, or on the screen. Every line names the
    entries of the ledger that it rests on.

    Example: batterypass logbook export --party recicladora-norte --from 2026-11-01 -o bitacora.pdf
    """
    from batterypass.app.movements import movements
    from batterypass_cli.days import read_day

    here = Here.of(ctx)
    first = read_day(here, "--from", since) if since is not None else ""
    last = read_day(here, "--to", until)
    if first > last:
        raise InputError(
            f"--from {first} is after --to {last}",
            code="logbook.bad-span", since=first, until=last,
        )  # fmt: skip
    ledger = here.open()
    state = party_of(here, ledger, party)
    known = [str(one["site_id"]) for one in state.sites]
    if site and site not in known:
        raise InputError(
            f"--site {site}: {state.party} has no such site",
            code="logbook.no-site", site=site, party=state.party, known=", ".join(known) or "-",
        )  # fmt: skip
    found = movements(ledger.session, state, site=site or "", since=first, until=last)
    about = (
        f"{state.legal_name or state.party} · {site or say('logbook.all-sites')}",
        say("logbook.span", since=first or say("logbook.start"), until=last),
    )
    show_book(here, ledger, _book(ledger, state, found, about), output)


def _book(
    ledger: Ledger, party: PartyState, found: Sequence[Movement], about: tuple[str, ...]
) -> Book:
    from batterypass_cli.plain import names_of

    name_of = names_of(ledger)
    unknown = sum(one.without_mass for one in found)
    return Book(
        name="movements",
        title=say("logbook.title"),
        about=about,
        columns=tuple(
            BookColumn(key, say(f"logbook.col.{key}"), share, key in _FIGURES)
            for key, share in _COLUMNS.items()
        ),
        rows=tuple(map(_row, found)),
        cells=tuple(_cells(one, name_of) for one in found),
        totals=tuple(_totals(found)),
        notes=(say("logbook.note"), "", say("logbook.signature")),
        entries=tuple(sorted({entry for one in found for entry in one.entries})),
        warning=say("logbook.unweighed", count=unknown) if unknown else "",
    )


def _row(one: Movement) -> dict[str, Any]:
    return {
        "day": one.day,
        "direction": one.direction,
        "what": one.what,
        "site": one.site,
        "stream": one.stream,
        "waste_name": one.waste_name,
        "waste_class": one.waste_class,
        "count": one.count,
        "without_mass": one.without_mass,
        "kg": one.kg,
        "basis": "weighed" if one.is_weighed else "estimated",
        "other": one.other,
        "authorisation": one.authorisation,
        "manifest_no": one.manifest_no,
        "operation": one.operation,
        "entries": list(one.entries),
    }


def _cells(one: Movement, name_of: NameOf) -> dict[str, str]:
    from batterypass_cli.answers import choice_words

    row = _row(one)
    words = {key: choice_words(row[key]) or row[key] for key in ("stream", "operation", "basis")}
    return {
        **{key: str(value) for key, value in row.items()},
        **words,
        "waste_class": choice_words(one.waste_class) if one.waste_class else "",
        "direction": say(f"logbook.direction.{one.direction}"),
        "what": say(f"logbook.what.{one.what}"),
        "other": name_of(one.other) or one.other,
        "entries": ", ".join(map(str, one.entries)),
    }


def _totals(found: Sequence[Movement]) -> list[str]:
    from batterypass.app.movements import add_kg
    from batterypass_cli.answers import choice_words

    lines = []
    for stream in sorted({one.stream for one in found}):
        came, left = (
            add_kg(one.kg for one in found if (one.stream, one.direction) == (stream, way))
            for way in ("in", "out")
        )
        name = choice_words(stream) if stream else say("logbook.no-stream")
        lines.append(say("logbook.total", stream=name or stream, came=came, left=left))
    return lines
