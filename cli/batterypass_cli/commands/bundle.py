"""``batterypass bundle``: everything that proves something, in one file for whoever checks it."""

from __future__ import annotations

import re
from pathlib import Path  # noqa: TC003 - Typer reads the annotations
from typing import TYPE_CHECKING, Annotated

import typer

from batterypass.errors import InputError, RefusedError
from batterypass.evidence.refusal import refusal
from batterypass_cli.context import Here
from batterypass_cli.output import paint
from batterypass_cli.pages import bilingual
from batterypass_cli.words import both, say

if TYPE_CHECKING:
    from batterypass.app.bundle_focus import Focus, Wanted
    from batterypass.app.ledger import Ledger

_PERIOD = re.compile(r"^([0-9]{4}-[0-9]{2}-[0-9]{2})\.\.([0-9]{4}-[0-9]{2}-[0-9]{2})$")


@bilingual(
    """
    Pone en un archivo todo lo que hace falta para juzgar algo sin el registro.

    Lleva las declaraciones firmadas, sus pruebas bajo un punto de control sellado, las llaves, los
    permisos y las cabezas que muestran que no se calló nada. De lo sellado lleva solo lo que puede
    ver quien se nombra con --for; anexos, solo con --with-files. Los mismos datos dan los mismos
    bytes. Se comprueba con «verify».
    """,
    signs=True,
)
def bundle(
    ctx: typer.Context,
    output: Annotated[
        Path,
        typer.Option("-o", "--output", metavar="FILE.bpz", help=both("The file.", "El archivo.")),
    ],
    items: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[ITEM]...", help=both("Items it is about.", "Artículos de los que trata.")
        ),
    ] = None,
    consignment: Annotated[
        str | None,
        typer.Option("--consignment", metavar="C", help=both("A consignment.", "Un embarque.")),
    ] = None,
    period: Annotated[
        str | None,
        typer.Option(
            "--period",
            metavar="FROM..TO",
            help=both("All that was recorded on these days.", "Lo asentado en estos días."),
        ),
    ] = None,
    party: Annotated[
        str | None,
        typer.Option(
            "--party", metavar="P", help=both("All that a party signed.", "Lo que firmó una parte.")
        ),
    ] = None,
    everything: Annotated[
        bool,
        typer.Option("--all", help=both("The whole log.", "El registro entero.")),
    ] = False,
    reader: Annotated[
        str | None,
        typer.Option(
            "--for",
            metavar="READER",
            help=both(
                "Who may see sealed sections: a reader of passports, or a party.",
                "Quién puede ver lo sellado: un lector de pasaportes, o una parte.",
            ),
        ),
    ] = None,
    with_files: Annotated[
        bool,
        typer.Option("--with-files", help=both("Attachments too.", "También los anexos.")),
    ] = False,
) -> None:
    """Put everything that it takes to judge something without the ledger into one file.

    It carries the signed statements, their proofs under one sealed checkpoint, keys, authorisations,
    and the heads that show that nothing was withheld. Of what is sealed it carries only what the one
    named with --for may see; attachments only with --with-files. The same data give the same bytes.
    "verify" checks it.

    Example: batterypass bundle 7K3Q-9M2F-4X8D-T -o pack.bpz
    """
    from hashlib import sha256

    from batterypass.app.bundle_focus import focus_of
    from batterypass.app.bundle_making import make_bundle
    from batterypass_cli.attaching import files_of
    from batterypass_cli.guide import check_writable, write_whole

    here = Here.of(ctx)
    check_writable(output)
    ledger = here.open()
    wanted = _wanted(ledger, items or [], consignment, period, party, everything=everything)
    seen_by = _reader(ledger, reader)
    focus = focus_of(ledger.session, wanted)
    sealed = sealed_for(here, ledger, focus)
    if sealed is None:
        here.out.talk(say("bundle.dry-run-unsealed", file=output))
        return
    folder = files_of(here) if with_files else None
    file = make_bundle(sealed.session, focus, reader=seen_by, folder=folder)
    data = file.encode()
    count = {
        "entries": len(file.statements), "whole": len(file.whole), "absent": len(file.absent),
        "sections": len(file.sections), "files": len(file.files),
    }  # fmt: skip
    if here.given.dry_run:
        here.out.talk(say("bundle.dry-run", file=output, **count))
        return
    write_whole(output, data)
    if here.out.wants_json:
        told = {
            "file": str(output), "about": file.scope.of, "bytes": len(data),
            "sha256": sha256(data).hexdigest(), "size": file.tip().size, **count,
        }  # fmt: skip
        here.out.document({"bundle": told})
        return
    text = say("bundle.done", file=output, bytes=len(data), **count)
    here.out.line(f"{paint('✓', 'g')} {text}")
    here.out.talk("  " + say("bundle.next", file=output.name))


def _wanted(
    ledger: Ledger,
    items: list[str],
    consignment: str | None,
    period: str | None,
    party: str | None,
    *,
    everything: bool,
) -> Wanted:
    from batterypass.app.bundle_focus import Wanted

    if sum(map(bool, (items, consignment, period, party, everything))) != 1:
        raise refusal(InputError, "bundle.one-choice")
    if consignment:
        return Wanted("consignment", (ledger.consignment(consignment).subject,))
    if party:
        return Wanted("party", (ledger.party(party).party,))
    if period:
        days = _PERIOD.match(period)
        if days is None:
            raise refusal(InputError, "bundle.bad-period", found=period)
        return Wanted("period", since=days[1], until=days[2])
    if everything:
        return Wanted("all")
    return Wanted("items", tuple(dict.fromkeys(ledger.item(text).item for text in items)))


def _reader(ledger: Ledger, text: str | None) -> str:
    """Give a reader of passports, or the id of a party; empty for none."""
    from batterypass.regulations.passport_readers import READERS

    if text is None or text in READERS:
        return text or ""
    try:
        return ledger.party(text).party
    except InputError as error:
        raise refusal(InputError, "bundle.bad-reader", found=text) from error


def sealed_for(here: Here, ledger: Ledger, focus: Focus) -> Ledger | None:
    """Seal the log where no sealed checkpoint covers what the bundle is about yet; a dry run may not.

    A replica has what it received: its file ends there, and that is said.
    """
    from batterypass.app.bundle_focus import last_entry
    from batterypass.app.heads import last_sealed, sealed_covering
    from batterypass_cli.sealing import seal_now

    if focus.scope.of == "all":
        return ledger
    last = last_entry(ledger.session, focus)
    if sealed_covering(ledger.store, last) is not None:
        return ledger
    if ledger.store.is_replica:
        newest = last_sealed(ledger.store)
        if newest is None or focus.scope.of == "period":
            raise refusal(RefusedError, "bundle.not-sealed")
        here.out.talk(say("bundle.older", size=newest.size, last=last))
        return ledger
    if here.given.dry_run:
        return None
    sealed, _ = seal_now(here)
    here.out.talk(say("bundle.sealing", size=sealed.size))
    return here.open_to_sign()
