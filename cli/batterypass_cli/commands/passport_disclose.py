"""``batterypass passport disclose`` and ``passport read``: one passport for one reader, as a file."""

from __future__ import annotations

from pathlib import Path  # noqa: TC003 - Typer reads the annotations
from typing import TYPE_CHECKING, Annotated, Any

import typer

from batterypass_cli.commands.passport import Item  # noqa: TC001 - Typer reads the annotations
from batterypass_cli.commands.passport_show import print_values
from batterypass_cli.context import Here
from batterypass_cli.output import paint
from batterypass_cli.pages import bilingual
from batterypass_cli.passport_options import Reader  # noqa: TC001 - Typer reads the annotations
from batterypass_cli.words import both, language, say

if TYPE_CHECKING:
    from batterypass.app.disclosed import Disclosed

FirstUse = Annotated[
    bool,
    typer.Option(
        "--first-use",
        help=both("Believe a log that nobody vouches for.", "Creer a un registro que nadie avala."),
    ),
]


@bilingual(
    """
    Escribe un archivo para un solo lector de un pasaporte, que se comprueba sin el registro.

    Lleva los asientos firmados con sus pruebas y, de lo sellado, solo lo que ese lector puede ver.
    Ábralo con «passport read».
    """,
    signs=True,
)
def disclose(
    ctx: typer.Context,
    item: Item,
    reader: Reader,
    output: Annotated[
        Path,
        typer.Option("-o", "--output", metavar="FILE.bpz", help=both("The file.", "El archivo.")),
    ],
) -> None:
    """Write a file for one reader of a passport, which is verified without the ledger.

    It carries the signed entries with their proofs and, of what is sealed, only what that reader may
    see. "passport read" opens it.

    Example: batterypass passport disclose 095B-T15T-4217-D --for legitimate_interest -o pack.bpz
    """
    from hashlib import sha256

    from batterypass.app.disclosing import make_disclosure
    from batterypass.app.erasing import sealed_places
    from batterypass.regulations.passport_readers import points_of, reader_named
    from batterypass_cli.guide import check_writable, write_whole

    who = reader_named(reader)
    here = Here.of(ctx)
    check_writable(output)
    ledger = here.open()
    state = ledger.item(item)
    file = make_disclosure(ledger.session, state, who)
    data = file.encode()
    closed = [one.point for one in sealed_places(ledger.session, state)
              if one.point in points_of(who) and not one.is_here]  # fmt: skip
    count = {"entries": len(file.log.statements), "sections": len(file.sections)}
    if here.given.dry_run:
        here.out.talk(say("disclose.dry-run", file=output, **count))
        return
    write_whole(output, data)
    if here.out.wants_json:
        told = {"file": str(output), "reader": reader, "item": file.item, "passport": file.passport,
                "bytes": len(data), "sha256": sha256(data).hexdigest(), **count}  # fmt: skip
        here.out.document({"disclosure": told})
        return
    text = say(
        "disclose.done",
        file=output,
        passport=file.passport,
        reader=say(f"reader.{reader}"),
        **count,
    )
    here.out.line(f"{paint('✓', 'g')} {text}")
    for point in dict.fromkeys(closed):
        here.out.talk("  " + say("disclose.closed", point=say(f"reader.point-{point}")))
    here.out.talk("  " + say("disclose.next", file=output.name))


@bilingual(
    """
    Comprueba un archivo de «passport disclose» y muestra lo que revela; no necesita el registro.

    --trust da el archivo de confianza del registro; sin él vale el punto de control recordado, o
    --first-use.
    """
)
def read(
    ctx: typer.Context,
    file: Annotated[
        Path,
        typer.Argument(metavar="FILE.bpz", help=both("The file.", "El archivo.")),
    ],
    trust: Annotated[
        Path | None,
        typer.Option(
            "--trust", metavar="FILE", help=both("Trust file of the log.", "Archivo de confianza.")
        ),
    ] = None,
    first_use: FirstUse = False,
) -> None:
    """Verify a file of "passport disclose" and show what it discloses; it needs no ledger.

    --trust gives the trust file of the log; without it the remembered checkpoint counts, or
    --first-use.

    Example: batterypass passport read pack.bpz --trust north.policy
    """
    here = Here.of(ctx)
    read_disclosure(here, file, trust, first_use=first_use)


def read_disclosure(here: Here, file: Path, trust: Path | None, *, first_use: bool) -> None:
    """Verify a disclosure file and print it; raises as ``open_disclosure`` does."""
    from batterypass.app.disclosed import open_disclosure
    from batterypass.regulations.attributes import attributes
    from batterypass.store.home import Home
    from batterypass_cli.files import read_file

    found = open_disclosure(
        read_file(file), str(file), Home(here.home), attributes(),
        trust_file=read_file(trust) if trust else None, first_use=first_use,
    )  # fmt: skip
    if here.out.wants_json:
        here.out.document({"disclosure": _object(found)})
        return
    size = found.checkpoint.size
    proven = say(
        "disclose.verified", entries=len(found.file.log.statements), size=size,
        origin=found.checkpoint.origin,
    )  # fmt: skip
    here.out.line(f"{paint('✓', 'g')} {proven}")
    if found.trust == "first-use":
        here.out.line(f"{paint('!', 'y')} {say('disclose.trust-first-use')}")
    reader = say(f"reader.{found.file.reader}")
    here.out.line(paint(say("disclose.for", passport=found.file.passport, reader=reader), "b"))
    print_values(here, found.values)
    for point in found.closed:
        here.out.talk(say("disclose.closed", point=say(f"reader.point-{point}")))
    if found.needs_ledger:
        known, lang = attributes(), language()
        listed = ", ".join(known[name].name(lang) for name in found.needs_ledger)
        here.out.talk(say("disclose.needs-ledger", listed=listed))
    here.out.talk(say("disclose.until", size=size))


def _object(found: Disclosed) -> dict[str, Any]:
    return {
        "item": found.file.item,
        "passport": found.file.passport,
        "reader": found.file.reader,
        "sha256": found.sha256,
        "trust": found.trust,
        "checkpoint": {
            "origin": found.checkpoint.origin, "size": found.checkpoint.size,
            "root": found.checkpoint.root.hex(),
        },
        "values": dict(found.values),
        "closed": list(found.closed),
        "needs_ledger": list(found.needs_ledger),
        "entries": [
            {"index": one.index, "kind": one.kind, "event_time": one.event_time,
             "actor": one.payload["actor"],
             "private": {
                 name: {key: _plain(value) for key, value in some.items()}
                 for name, some in one.sections.items()
             }}
            for one in found.entries
        ],
    }  # fmt: skip


def _plain(value: object) -> object:
    """Give a sealed value as JSON has one: others may have sealed bytes."""
    from batterypass.domain.passport_values import as_value

    return value if isinstance(value, int) else as_value(value)
