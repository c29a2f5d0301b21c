"""What ``recycler import`` is given: the file, its mapping, where the list is from, who signs."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final, cast

from batterypass.errors import InputError
from batterypass.evidence.refusal import refusal
from batterypass_cli.output import paint
from batterypass_cli.words import say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from batterypass.app.directory_gone import Gone
    from batterypass.app.directory_import import ListSource
    from batterypass.app.ledger import Ledger
    from batterypass.exchange.listing_mapping import ListMapping
    from batterypass.exchange.listing_table import ListTable
    from batterypass.exchange.source import Source
    from batterypass_cli.context import Here

#: The name that stands for standard input.
STDIN: Final = "-"


def read_given(file: str) -> Source:
    """Read the file, or standard input. Raises as ``read_file`` does."""
    from batterypass.exchange.source import read_file, read_stream

    if file == STDIN:
        return read_stream(sys.stdin.buffer, "stdin")
    return read_file(Path(file))


def is_directory_file(given: Source) -> bool:
    """Tell a directory file from a workbook: both are zip files, and a workbook says what it is."""
    import io
    import zipfile

    if given.name.lower().endswith(".bpz"):
        return True
    try:
        with zipfile.ZipFile(io.BytesIO(given.body)) as archive:
            return "[Content_Types].xml" not in archive.namelist()
    except (zipfile.BadZipFile, ValueError, OSError):
        return False


def carried_rows(
    here: Here, ledger: Ledger, given: Source, trust: Path | None, *, first_use: bool
) -> tuple[ListTable, ListSource]:
    """Check a directory file, and give its rows and where they are from. Raises as ``open_directory_file`` does."""
    from batterypass.app.directory_file import open_directory_file, rows_of_directory_file
    from batterypass.app.directory_import import ListSource
    from batterypass.exchange.listing_table import table_of
    from batterypass.exchange.source import read_file
    from batterypass_cli.progress import Progress

    session = ledger.session
    with Progress(here.out, say("dirimport.checking")) as bar:
        carried = open_directory_file(
            given.body, given.name, session.around.memory, session.around.regulations,
            own=session.audience, trust_file=read_file(trust).body if trust else None,
            first_use=first_use, progress=bar,
        )  # fmt: skip
    if not here.out.wants_json:
        size = carried.checkpoint.size
        text = say("dirimport.proven", entries=carried.entries, size=size, source=carried.source)
        here.out.talk(f"{paint('✓', 'g')} {text}")
    table = table_of(given.name, rows_of_directory_file(carried))
    return table, ListSource(
        carried.source, carried.published_on, given.sha256, len(given.body), "application/zip"
    )


def origin_of(
    here: Here,
    ledger: Ledger,
    actor: str,
    given: Source,
    table: ListTable,
    source: str | None,
    published_on: str | None,
    *,
    part: bool,
) -> ListSource:
    """Say where the list is from; at a terminal ask for what was not given."""
    from batterypass.app.directory_import import ListSource
    from batterypass.exchange.dates import parse_day

    state = ledger.session.world.party(actor)
    is_authority = state is not None and "authority" in state.roles
    may_ask = here.terminal.is_interactive and not here.given.yes and not here.out.wants_json
    if source is None and not is_authority and may_ask:
        source = here.terminal.ask(say("dirimport.ask-source")) or None
    day = published_on or ""
    if not day and source is None and is_authority:
        day = here.now().date().isoformat()
    if not day and may_ask:
        day = here.terminal.ask(say("dirimport.ask-day"))
    if not day:
        raise refusal(InputError, "dirimport.no-day")
    if parse_day(day) is None:
        raise refusal(InputError, "dirimport.bad-day", found=day)
    media = {
        "csv": "text/csv",
        "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    }[table.format]
    return ListSource(
        source, day, given.sha256, len(given.body), media, is_part=part or table.is_part
    )


def mapping_of(
    path: Path | None, defaults: Sequence[str], dates: str | None, sheet: str | None
) -> ListMapping:
    """Give the mapping of a run: that of a file, with what the options say beside it."""
    from dataclasses import replace

    from batterypass.exchange.listing_days import DAY_ORDERS, DayOrder
    from batterypass.exchange.listing_mapping import (
        MAX_BYTES,
        ListMapping,
        parse_defaults,
        parse_mapping,
    )
    from batterypass.exchange.source import read_file

    mapping = parse_mapping(read_file(path, limit=MAX_BYTES)) if path else ListMapping()
    mapping = mapping.with_defaults(parse_defaults(defaults))
    if dates is not None:
        if dates not in DAY_ORDERS:
            raise refusal(
                InputError, "dirimport.bad-dates", found=dates, choices=", ".join(DAY_ORDERS)
            )
        mapping = replace(mapping, dates=cast("DayOrder", dates))
    return replace(mapping, sheet=sheet) if sheet else mapping


def gone_of(text: str | None) -> Gone | None:
    """Read ``--gone``. Raises InputError for another word."""
    from batterypass.app.directory_gone import ACTIONS

    if text is not None and text not in ACTIONS:
        raise refusal(InputError, "dirimport.bad-gone", found=text)
    return cast("Gone | None", text)


def asked_mapping(
    here: Here, table: ListTable, mapping: ListMapping, save: Path | None
) -> ListMapping:
    """Ask a person for the columns that are missing, and save the mapping where that is wanted."""
    from batterypass_cli.listing_questions import ask_columns, save_mapping

    asked = mapping
    if here.terminal.is_interactive and not here.given.yes and not here.out.wants_json:
        asked = ask_columns(here, table, mapping)
        if asked != mapping and save is None:
            answer = here.terminal.ask(say("dirimport.ask-save"))
            save = Path(answer) if answer else None
    if save is not None:
        save_mapping(here, table, asked, save)
    return asked


def open_as(here: Here) -> tuple[Ledger, str]:
    """Open the ledger, and say who signs."""
    from batterypass_cli.actors import choose_actor
    from batterypass_cli.clockcheck import warn_of_clock

    ledger = here.open_to_sign()
    warn_of_clock(here, ledger)
    # Of those who may, the registrar: an authority says --as.
    return ledger, choose_actor(here, ledger, "party.registered")
