"""``batterypass folio``: the numbers of manifests, by issuer and series."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from batterypass.texts.bilingual import Text
from batterypass_cli.completions import complete_parties
from batterypass_cli.context import Here
from batterypass_cli.output import Column
from batterypass_cli.pages import bilingual
from batterypass_cli.words import both, say

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from batterypass.app.folios import Series
    from batterypass_cli.plain import NameOf

app = typer.Typer(
    no_args_is_help=True,
    help=both(
        "Numbers of manifests.\n\nExample: batterypass folio status",
        "Folios de los manifiestos.\n\nExample: batterypass folio status",
    ),
)
_COLUMNS = (
    Column("who", Text("issuer", "emisor")),
    Column("stem", Text("series", "serie")),
    Column("kept", Text("kept", "quién la lleva")),
    Column("next", Text("next", "siguiente")),
    Column("first", Text("first", "primero")),
    Column("last", Text("last", "último")),
    Column("count", Text("used", "usados"), right=True),
    Column("voided", Text("voided", "anulados")),
    Column("gaps", Text("gaps", "huecos")),
)


@app.command("status")
@bilingual(
    """
    Muestra las series de folios: usados, anulados, huecos y el siguiente.

    En las series que se llevan aquí se nombra cada hueco. El block de un transportista se toma como
    viene. En un sitio sin red cada equipo tiene su propia serie. La siguiente oferta de residuos sigue
    la única serie que su emisor lleva aquí; si hay varias, la M- del año.
    """
)
def status(
    ctx: typer.Context,
    issuer: Annotated[
        str | None,
        typer.Option(
            "--issuer",
            metavar="PARTY",
            help=both("Only of this issuer.", "Solo de este emisor."),
            autocompletion=complete_parties,
        ),
    ] = None,
    series: Annotated[
        str | None,
        typer.Option(
            "--series",
            metavar="SERIES",
            help=both(
                "Only this series, by its word or its beginning.",
                "Solo esta serie, por su palabra o su principio.",
            ),
        ),
    ] = None,
) -> None:
    """Show the series of numbers: used, voided, gaps and the next one.

    In the series that are kept here every gap is named. A carrier's own pad is taken as it comes. At
    a site without a network each device has a series of its own. The next offer of waste goes on in
    the only series that its issuer keeps here; where there are several, in the year's own, M-.

    Example: batterypass folio status --series M-2026-
    """
    from batterypass.app.folios import all_series, next_id
    from batterypass_cli.plain import names_of

    here = Here.of(ctx)
    ledger = here.open()
    party = ledger.party(issuer).party if issuer else ""
    known = all_series(ledger.session)
    found = [
        one
        for one in known
        if (not party or one.issuer == party)
        and (not series or series == one.series or one.stem.startswith(series))
    ]
    day = here.now().date().isoformat()
    issuers = dict.fromkeys(one.issuer for one in found if one.is_kept_here)
    offered = {one: next_id(ledger.session, one, day, waste=True) for one in issuers}
    if here.out.wants_json:
        here.out.rows("series", (_row(one, offered) for one in found), ())
        return
    if not found:
        here.out.talk(_none_words(known, issuer, series))
        return
    name_of = names_of(ledger)
    here.out.rows("series", (_for_people(one, name_of, offered) for one in found), _COLUMNS)
    for one in found:
        for pair in one.gaps():
            here.out.talk(
                say(
                    "folio.gap", issuer=name_of(one.issuer) or one.issuer, series=one.stem,
                    numbers=_range(pair), first=pair[0],
                )
            )  # fmt: skip
    if not any(one.gaps() for one in found):
        here.out.talk(say("folio.whole"))
    for party, number in offered.items():
        here.out.talk(say("folio.offer", issuer=name_of(party) or party, number=number))
    waiting = sum(len(one.waiting) for one in found)
    if waiting:
        here.out.talk(say("folio.waiting", count=waiting))


def _none_words(known: Sequence[Series], issuer: str | None, series: str | None) -> str:
    """Say that no number was given yet, or that none is of what was asked for."""
    if not known:
        return say("folio.none")
    asked = " ".join(
        f"{flag} {value}" for flag, value in (("--issuer", issuer), ("--series", series)) if value
    )
    stems = dict.fromkeys(text for one in known for text in (one.stem, *one.loose) if text)
    return say("folio.none-such", asked=asked, known=", ".join(stems))


def _row(one: Series, offered: Mapping[str, str]) -> dict[str, Any]:
    return {
        "issuer": one.issuer,
        "series": one.series,
        "stem": one.stem,
        "kept_here": one.is_kept_here,
        "first": one.first,
        "last": one.last,
        "count": one.count,
        "voided": one.voided,
        "gaps": [{"from": first, "to": last} for first, last in one.gaps()],
        "waiting": one.waiting,
        "loose": one.loose,
        "next": one.next,
        # Whether the next offer of its issuer takes this number.
        "goes_on": bool(one.next) and one.next == offered.get(one.issuer),
    }


def _for_people(one: Series, name_of: NameOf, offered: Mapping[str, str]) -> dict[str, Any]:
    return {
        **_row(one, offered),
        "who": name_of(one.issuer) or one.issuer,
        "stem": one.stem or ", ".join(one.loose),
        "kept": say("folio.kept-here") if one.is_kept_here else say("folio.pad"),
        "gaps": [_range(pair) for pair in one.gaps()],
    }


def _range(pair: tuple[str, str]) -> str:
    first, last = pair
    return first if first == last else f"{first} … {last}"
