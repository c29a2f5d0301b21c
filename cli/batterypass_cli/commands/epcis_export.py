"""``batterypass epcis export``: entries of the ledger as an EPCIS document."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from batterypass.errors import InputError
from batterypass.evidence.refusal import refusal
from batterypass_cli.completions import complete_items
from batterypass_cli.context import Here
from batterypass_cli.output import aligned, paint
from batterypass_cli.pages import bilingual
from batterypass_cli.passport_options import Reader  # noqa: TC001 - Typer reads the annotations
from batterypass_cli.progress import Progress
from batterypass_cli.words import both, say

if TYPE_CHECKING:
    from collections.abc import Iterable

    from batterypass.app.epcis import EpcisChoice, EpcisExport
    from batterypass.app.ledger import Ledger

_STDOUT = "-"


@bilingual(
    """
    Escribe lo que pasó como eventos EPCIS 2.0.1 (JSON-LD).

    De los paquetes que se nombren, con los embarques en que viajaron; de todo el registro con --all;
    o desde un asiento o un día (UTC) con --since. Cada evento nombra el asiento firmado del que sale.
    Sin --for es para cualquiera: los valores medidos, la situación y los incidentes van solo para
    quien puede verlos. Lo que queda fuera se dice, y --report lo escribe entero en JSON.
    Al mismo repositorio no se cargan archivos de dos lectores: los ids de los eventos son los mismos.
    """
)
def export_events(
    ctx: typer.Context,
    output: Annotated[
        str,
        typer.Option(
            "-o", "--output", metavar="FILE",
            help=both("Where to (.jsonld); - prints it.", "Adónde (.jsonld); - lo imprime."),
        ),
    ],
    packs: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[PACK]...",
            help=both("Items, in any form of their id.", "Artículos, en cualquier forma de su id."),
            autocompletion=complete_items,
        ),
    ] = None,
    all_of_it: Annotated[
        bool,
        typer.Option("--all", help=both("The whole ledger.", "El registro entero.")),
    ] = False,
    since: Annotated[
        str | None,
        typer.Option(
            "--since", metavar="DATE|ENTRY",
            help=both(
                "What happened from this day (UTC), or was recorded from this entry on.",
                "Lo que pasó desde ese día (UTC), o se asentó desde ese asiento.",
            ),
        ),
    ] = None,
    reader: Reader = "public",
    report: Annotated[
        Path | None,
        typer.Option(
            "--report", metavar="FILE",
            help=both(
                "Write what was left out, and why, as JSON.",
                "Escribe lo que quedó fuera, y por qué, en JSON.",
            ),
        ),
    ] = None,
) -> None:  # fmt: skip
    """Write what happened as EPCIS 2.0.1 events (JSON-LD).

    Of the packs that are named, with the consignments they travelled in; of the whole ledger with
    --all; or from an entry or a day (UTC) on with --since. Every event names the signed entry that
    it comes from. Without --for it is for anybody: measured values, status and incidents go only to
    who may see them. What is left out is told, and --report writes all of it as JSON. Files for two
    readers do not go into one repository: the ids of the events are the same.

    Example:
    batterypass epcis export 095B-T15T-4217-D -o events.jsonld
    batterypass epcis export --all --for legitimate_interest -o events.jsonld --report left-out.json
    """
    from batterypass.app.epcis import EpcisExport
    from batterypass_cli.guide import check_writable, write_chunks, write_whole

    here = Here.of(ctx)
    places = [Path(output)] if output != _STDOUT else []
    for path in (*places, *([report] if report is not None else [])):
        check_writable(path)
    if places and report is not None and places[0].absolute() == report.absolute():
        raise refusal(InputError, "epcis.same-file", file=output)
    if not packs and not all_of_it and since is None:
        raise refusal(InputError, "epcis.of-what")
    if packs and all_of_it:
        raise refusal(InputError, "epcis.all-or-some", packs=" ".join(packs))
    ledger = here.open()
    done = EpcisExport(ledger.session, _choice(ledger, reader, packs or (), since))
    with Progress(here.out, say("epcis.progress")) as progress:
        if places:
            write_chunks(places[0], done.chunks(progress))
        else:
            for chunk in done.chunks(progress):
                here.out.raw_bytes(chunk)
    found = done.report()
    if report is not None:
        text = json.dumps(found, ensure_ascii=False, indent=1) + "\n"
        write_whole(report, text.encode())
    if here.out.wants_json and places:
        here.out.document({"export": {"file": output, **_without(found, "version")}})
    else:
        _tell(here, output, done, found, report)


def _choice(ledger: Ledger, reader: str, packs: Iterable[str], since: str | None) -> EpcisChoice:
    """Say what is told. Raises InputError for an item or a reader that is none, or an odd --since."""
    from datetime import date

    from batterypass.app.epcis import EpcisChoice

    items = tuple(dict.fromkeys(ledger.item(one).item for one in packs)) or None
    if since is None:
        return EpcisChoice(reader, items)
    number = since.removeprefix("#")
    if number.isascii() and number.isdigit():
        if int(number) >= len(ledger):
            raise refusal(InputError, "epcis.since-outside", since=since, last=len(ledger) - 1)
        return EpcisChoice(reader, items, since_entry=int(number))
    try:
        is_day = date.fromisoformat(since).isoformat() == since
    except ValueError:
        is_day = False
    if not is_day:
        raise refusal(InputError, "epcis.no-since", since=since)
    return EpcisChoice(reader, items, since_day=since)


def _without(found: dict[str, Any], name: str) -> dict[str, Any]:
    return {key: value for key, value in found.items() if key != name}


def _tell(
    here: Here, output: str, done: EpcisExport, found: dict[str, Any], report: Path | None
) -> None:
    """Say what was written and, by reason, what was left out."""
    tell = here.out.talk if output == _STDOUT else here.out.line
    tell(
        f"{paint('✓', 'g')} "
        + say("epcis.done", file=output, events=done.events, entries=done.entries, size=done.size)
    )
    if not done.events:
        here.out.talk(say("epcis.nothing"))
    why: dict[str, tuple[int, list[str]]] = {}
    for row in found["left_out"]:
        count, kinds = why.get(row["why"], (0, []))
        why[row["why"]] = (count + row["count"], [*kinds, row["kind"]])
    if why:
        tell(say("epcis.left-out"))
        rows = [(str(count), say(f"epcis.why-{name}")) for name, (count, _) in why.items()]
        for line in aligned(rows):
            tell(f"  {line}")
    if report is not None:
        tell(f"  → {report}")
    elif why:
        here.out.talk(say("epcis.report-tells"))
    if output != _STDOUT:
        here.out.talk(f"→ batterypass epcis validate {output}")
