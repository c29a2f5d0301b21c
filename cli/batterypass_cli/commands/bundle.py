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

    Termina en el último punto de control sellado, que se hace antes si algo de esto aún no está bajo
    uno; con --at, en uno anterior. Quien ya vio el registro quiere la prueba de que desde entonces
    solo creció: --old con lo que vio.
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
    at: Annotated[
        str | None,
        typer.Option(
            "--at",
            metavar="CHECKPOINT",
            help=both(
                "End at an older sealed checkpoint: its note, or its number of entries.",
                "Terminar en un punto de control sellado anterior: su nota, o cuántos asientos tiene.",
            ),
        ),
    ] = None,
    old: Annotated[
        list[str] | None,
        typer.Option(
            "--old",
            metavar="CHECKPOINT",
            help=both(
                "Prove that the log only grew since this: a signed note, or its number of entries.",
                "Probar que el registro solo creció desde este: una nota firmada, o cuántos asientos.",
            ),
        ),
    ] = None,
) -> None:
    """Put everything that it takes to judge something without the ledger into one file.

    It carries the signed statements, their proofs under one sealed checkpoint, keys, authorisations,
    and the heads that show that nothing was withheld. Of what is sealed it carries only what the one
    named with --for may see; attachments only with --with-files. The same data give the same bytes.
    "verify" checks it.

    It ends at the newest sealed checkpoint, which is made first where something of this is not under
    one yet; with --at at an older one. Who has seen the log before wants the proof that it only grew
    since: --old with what they have seen.

    Example:
    batterypass bundle QKYC-C9Y5-DZ24-Y -o pack.bpz
    batterypass bundle QKYC-C9Y5-DZ24-Y --old june.note -o pack.bpz
    """
    from hashlib import sha256

    from batterypass.app.bundle_focus import focus_of
    from batterypass.app.bundle_making import make_bundle
    from batterypass_cli.as_of import sizes_of, told_of
    from batterypass_cli.attaching import files_of
    from batterypass_cli.guide import check_writable, write_whole

    here = Here.of(ctx)
    check_writable(output)
    ledger = here.open()
    wanted = _wanted(ledger, items or [], consignment, period, party, everything=everything)
    seen_by = _reader(ledger, reader)
    focus = focus_of(ledger.session, wanted)
    if at and everything:
        raise refusal(InputError, "bundle.at-all")
    seen = sizes_of(ledger, old or [])
    [end] = sizes_of(ledger, [at]) if at else [None]
    sealed = sealed_for(here, ledger, focus) if end is None else ledger
    if sealed is None:
        here.out.talk(say("bundle.dry-run-unsealed", file=output))
        return
    folder = files_of(here) if with_files else None
    session = sealed.session
    file = make_bundle(session, focus, reader=seen_by, folder=folder, old=seen, at=end)
    as_of = told_of(file, session, focus)
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
            "sha256": sha256(data).hexdigest(), **count, **as_of,
        }  # fmt: skip
        here.out.document({"bundle": told})
        return
    text = say("bundle.done", file=output, bytes=len(data), **count)
    here.out.line(f"{paint('✓', 'g')} {text}")
    here.out.line("  " + say("bundle.as-of-made", **as_of))
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
    from batterypass.app.heads import last_sealed
    from batterypass_cli.sealing import seal_now

    if focus.scope.of == "all":
        return ledger
    last = last_entry(ledger.session, focus)
    newest = last_sealed(ledger.store)
    if newest is not None and newest.size > last:
        return ledger
    if ledger.store.is_replica:
        if newest is None or focus.scope.of == "period":
            raise refusal(RefusedError, "bundle.not-sealed")
        here.out.talk(say("bundle.older", size=newest.size, last=last))
        return ledger
    if here.given.dry_run:
        return None
    sealed, _ = seal_now(here)
    here.out.talk(say("bundle.sealing", size=sealed.size))
    return here.open_to_sign()
