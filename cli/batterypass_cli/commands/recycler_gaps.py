"""``batterypass recycler expiring`` and ``gaps``: what ends soon, and where nobody is."""

from __future__ import annotations

import re
from datetime import date, timedelta
from pathlib import Path  # noqa: TC003 - Typer reads the annotations
from typing import TYPE_CHECKING, Annotated, Any

import typer

from batterypass.errors import InputError
from batterypass.texts.bilingual import Text
from batterypass_cli.context import Here
from batterypass_cli.directory_options import OnOption, OperationOption
from batterypass_cli.output import Column
from batterypass_cli.pages import bilingual
from batterypass_cli.words import both, say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from batterypass.app.census import Cell, Census
    from batterypass.app.directory import Directory

_EXPIRING = (
    Column("day", Text("day", "día")),
    Column("days_left", Text("days left", "días"), right=True),
    Column("standing_words", Text("standing", "estado")),
    Column("name", Text("party", "parte")),
    Column("site", Text("site", "sitio")),
    Column("scheme", Text("scheme", "esquema")),
    Column("number", Text("number", "número")),
    Column("source_words", Text("source", "fuente")),
)
#: What ends within so many days is shown by ``today`` and ``doctor``, and here unless more is asked.
SOON_DAYS = 60
_DAYS = re.compile(r"^([0-9]{1,4})\s*d?$")


@bilingual(
    """
    Lista lo que vence pronto, está suspendido o espera prórroga.

    Lo vigente que termina dentro del plazo, lo que venció hace no más de otro tanto, lo suspendido y
    lo que tiene una prórroga en trámite. Salida 0, haya o no.
    """
)
def expiring(
    ctx: typer.Context,
    within: Annotated[
        str, typer.Option("--within", metavar="60d", help=both("So many days.", "Tantos días."))
    ] = f"{SOON_DAYS}d",
    on: OnOption = None,
) -> None:
    """List what ends soon, is suspended or awaits a renewal.

    What is in force and ends within that time, what ended no longer ago than that, what is
    suspended, and what has a renewal pending. Exit code 0, whether there is any or not.

    Example: batterypass recycler expiring --within 60d
    """
    from batterypass.app.directory import Directory
    from batterypass_cli.directory_view import age_lines, ages_of, day_of_word

    here = Here.of(ctx)
    match = _DAYS.match(within.strip())
    if match is None:
        from batterypass.evidence.refusal import refusal

        raise refusal(InputError, "recycler.bad-within", text=within)
    days, day = int(match[1]), day_of_word(here, on, "--on")
    ledger = here.open()
    directory = Directory.load(ledger.session)
    rows = sorted(ending(directory, day, days), key=lambda row: (row["day"], row["number"]))
    here.out.rows("expiring", rows, _EXPIRING)
    if here.out.wants_json:
        return
    if not rows:
        here.out.talk(say("recycler.expiring-none", days=days, on=day))
    for line in age_lines(here, ages_of(here, ledger, directory, here.now().date().isoformat())):
        here.out.talk(f"{say('recycler.directory')}: {line}")


def ending(directory: Directory, day: str, days: int) -> Iterator[dict[str, Any]]:
    """Give what ends or ended within so many days of one, is suspended or awaits a renewal."""
    from batterypass.domain.standing import standing_on
    from batterypass_cli.directory_view import source_words, standing_word

    today = date.fromisoformat(day)
    first, last = (today + timedelta(days=n) for n in (-days, days))
    for place, held in directory.authorisations():
        standing = standing_on(held, day)
        end = held.effective_to
        near = bool(end) and first <= date.fromisoformat(end) <= last
        wanted = standing.word in ("suspended", "pending") or (
            near and standing.word in ("in_force", "expired")
        )
        if not wanted:
            continue
        yield {
            "party": place.party.party,
            "name": place.party.legal_name or place.party.party,
            "site": place.site,
            "scheme": held.scheme,
            "number": held.number,
            "effective_to": end or None,
            "days_left": (date.fromisoformat(end) - today).days if end else None,
            "standing": standing.word,
            "standing_words": standing_word(standing),
            "since": standing.since or None,
            "day": standing.since if standing.word == "suspended" else end,
            "authorisation": held.subject,
            "source_words": source_words(held),
        }


@bilingual(
    """
    Muestra dónde no hay nadie autorizado, por estado y corriente.

    En cada celda, cuántos sitios y cuántas toneladas al año constan; «nadie» donde no hay. --picture
    dibuja los 32 estados como cuadros, con el número impreso en cada uno.
    """
)
def gaps(
    ctx: typer.Context,
    waste: Annotated[
        str | None,
        typer.Option(
            "--waste", metavar="STREAM", help=both("Only this stream.", "Solo esta corriente.")
        ),
    ] = None,
    operation: OperationOption = None,
    on: OnOption = None,
    picture: Annotated[
        Path | None,
        typer.Option(
            "--picture",
            metavar="FILE.svg",
            help=both("Draw the states here.", "Dibujar los estados aquí."),
        ),
    ] = None,
) -> None:
    """Show where nobody is authorised, by state and stream.

    In each cell, how many sites and how many tonnes a year are stated; "nobody" where there is
    none. --picture draws the 32 states as squares, with the number printed in each.

    Example: batterypass recycler gaps --operation reciclaje --picture gaps.svg
    """
    from batterypass.app.census import census
    from batterypass.app.directory import Directory
    from batterypass.app.permits import OPERATIONS
    from batterypass.app.waste_question import STREAMS
    from batterypass_cli.answers import choice_words
    from batterypass_cli.directory_view import age_lines, ages_of, choice, day_of_word

    here = Here.of(ctx)
    day = day_of_word(here, on, "--on")
    stream = choice(waste, STREAMS, "--waste")
    chosen = choice(operation, OPERATIONS, "--operation")
    if picture is not None and picture.suffix.lower() != ".svg":
        from batterypass.evidence.refusal import refusal

        raise refusal(InputError, "recycler.only-svg", path=picture)
    ledger = here.open()
    directory = Directory.load(ledger.session)
    found = census(directory, day, stream=stream, operation=chosen)
    title = say("recycler.gaps-title", on=day) + (f" · {choice_words(chosen)}" if chosen else "")
    if picture is not None:
        _draw(found, picture, title)
    if here.out.wants_json:
        here.out.rows("gaps", (_cell_object(one) for one in found.cells.values()), ())
        return
    here.out.talk(title)
    columns = (
        Column("state", Text("state", "estado")),
        *(Column(one, _stream_title(one), right=True) for one in found.streams),
    )
    here.out.rows("gaps", _table(found), columns)
    cells = sum(1 for state, _ in found.cells if state)
    here.out.talk(say("recycler.gaps-note", count=len(found.nobody()), cells=cells))
    if picture is not None:
        here.out.talk(say("recycler.gaps-picture", path=picture))
    for line in age_lines(here, ages_of(here, ledger, directory, here.now().date().isoformat())):
        here.out.talk(f"{say('recycler.directory')}: {line}")


def _stream_title(stream: str) -> Text:
    from batterypass.texts.messages import MESSAGES

    return MESSAGES[f"recycler.short-{stream}"]


def _state_name(key: str) -> str:
    from batterypass.regulations.places import find_state

    found = find_state(key) if key else None
    return found.short_name if found is not None else say("recycler.gaps-elsewhere")


def _cell_object(cell: Cell) -> dict[str, Any]:
    return {
        "state_key": cell.state or None,
        "state": _state_name(cell.state),
        "stream": cell.stream,
        "sites": len(cell.sites),
        "site_ids": sorted(cell.sites),
        "capacity_t_year": cell.capacity_t_year or None,
        "papers_without_capacity": cell.unstated,
        "nobody": not cell.sites,
    }


def _table(found: Census) -> Iterator[dict[str, Any]]:
    nobody = say("recycler.gaps-nobody")
    for key in found.state_keys:
        row: dict[str, Any] = {"state": _state_name(key)}
        for stream in found.streams:
            cell = found.cells[key, stream]
            capacity = f" ({cell.capacity_t_year} t)" if cell.capacity_t_year else ""
            row[stream] = f"{len(cell.sites)}{capacity}" if cell.sites else nobody
        yield row


def _draw(found: Census, path: Path, title: str) -> None:
    from batterypass.documents.state_tiles import Panel, tiles_svg
    from batterypass.store.home import write_whole
    from batterypass_cli.answers import choice_words

    panels = []
    for stream in found.streams:
        cells = {key: found.cells[key, stream] for key in found.state_keys if key}
        panels.append(
            Panel(
                choice_words(stream),
                {key: len(cell.sites) for key, cell in cells.items()},
                {
                    key: f"{cell.capacity_t_year} t"
                    for key, cell in cells.items()
                    if cell.capacity_t_year
                },
            )
        )
    write_whole(path, tiles_svg(title, say("recycler.gaps-legend"), panels).encode())
