"""``batterypass manifest check``: a paper that somebody brings, with a ledger or without one."""

from __future__ import annotations

from pathlib import Path  # noqa: TC003 - Typer reads the annotations
from typing import TYPE_CHECKING, Annotated, Any

import typer

from batterypass.errors import FailedError
from batterypass_cli.context import Here
from batterypass_cli.output import aligned, paint
from batterypass_cli.pages import bilingual
from batterypass_cli.words import both, language, say

if TYPE_CHECKING:
    from collections.abc import Mapping

    from batterypass.app.checking import PaperCheck
    from batterypass.app.ledger import Ledger

_MARKS = {True: ("✓", "g"), False: ("✗", "r"), None: ("?", "y")}


@bilingual(
    """
    Comprueba un manifiesto en PDF que alguien trae, o los bytes de su código escaneado.

    Tres dictámenes: los datos firmados que lleva dentro se prueban solos; son los de este registro;
    y el archivo es, byte por byte, el que se emitió. Sin registro se juzgan los datos del archivo,
    con un archivo de confianza. Códigos de salida: 0 auténtico; 4 no lo es; 5 no se puede decidir,
    o es auténtico y no hay que guiarse por él: el embarque se retiró, o lo emitió quien no es parte.
    """
)
def check(
    ctx: typer.Context,
    file: Annotated[
        Path,
        typer.Argument(metavar="FILE.pdf", help=both("The PDF.", "El PDF.")),
    ],
    trust: Annotated[
        Path | None,
        typer.Option(
            "--trust",
            metavar="FILE",
            help=both(
                "A trust file, in place of the pinned one.",
                "Un archivo de confianza, en lugar del guardado.",
            ),
        ),
    ] = None,
) -> None:
    """Check a manifest that somebody brings as a PDF, or the bytes of its scanned code.

    Three verdicts: the signed data inside it proves itself; it is this ledger's; and the file is,
    to the byte, the one that was issued. Without a ledger the data inside the file is judged, by a
    trust file. Exit codes: 0 genuine; 4 not genuine; 5 cannot be decided, or genuine and none to go
    by: its load was taken back, or a stranger issued it.

    Example: batterypass manifest check manifest.pdf
    """
    from batterypass.app.checking import check_paper
    from batterypass.store.home import Home
    from batterypass_cli.files import read_file

    here = Here.of(ctx)
    body = read_file(file)
    trust_file = read_file(trust) if trust is not None else None
    ledger = ledger_if_there(here)
    found = check_paper(
        ledger.session if ledger is not None else None,
        body,
        trust_file=trust_file,
        memory=Home(here.home),
    )
    if here.out.wants_json:
        here.out.document(
            {
                "check": {
                    "file": str(file),
                    "sha256": found.digest,
                    "verdict": found.holds,
                    **{one.name: one.holds for one in found.verdicts},
                    "reasons": [{"name": one.name, "code": one.reason, **one.values}
                                for one in found.verdicts],
                    "says": dict(found.says),
                    "corrected_since": list(found.corrected_since),
                    "newer": list(found.newer),
                    **({"state_now": found.now.state} if found.now is not None else {}),
                    "annulled_since": list(found.annulled_since),
                }
            }
        )  # fmt: skip
    else:
        for line in _says(found, ledger) if found.says else ():
            here.out.line(line)
        for one in found.verdicts:
            mark = paint(*_MARKS[one.holds])
            title = say(f"paper.name.{one.name}")
            here.out.line(f" {mark} {title}  {say(one.reason, **for_people(ledger, one.values))}")
        if found.corrected_since:
            entries = ", ".join(map(str, found.corrected_since))
            here.out.line(f" {paint('!', 'y')} {say('amend.since-paper', entries=entries)}")
        if ledger is not None and found.newer and found.now is not None:
            here.out.line(f" {paint('!', 'y')} {_newer(here, ledger, found)}")
        if found.annulled_since:
            entries = ", ".join(map(str, found.annulled_since))
            here.out.line(f" {paint('!', 'r')} {say('annul.since-paper', entries=entries)}")
        key = {True: "paper.holds", False: "paper.broken", None: "paper.undecided"}[found.holds]
        if found.holds is None and found.is_genuine:
            key = "paper.doubted"
        here.out.line(say(key))
    code = {True: 0, False: 4, None: 5}[found.holds]
    if code:
        raise typer.Exit(code)


def ledger_if_there(here: Here) -> Ledger | None:
    """Open the ledger, or give None where there is none: a driver or an inspector has none."""
    if here.ledger_path.exists():
        return here.open()
    if here.given.ledger or here.environ.get("BATTERYPASS_LEDGER"):
        raise FailedError(
            f"{here.ledger_path}: there is no such ledger; without --ledger the paper is judged by"
            " itself",
            code="paper.no-ledger", path=here.ledger_path,
        )  # fmt: skip
    return None


def _newer(here: Here, ledger: Ledger, found: PaperCheck) -> str:
    """Say that the consignment went on after a paper, and how it stands now."""
    from urllib.parse import unquote

    from batterypass.documents.paper_states import standing_words
    from batterypass_cli.actors import as_words

    about = str(found.says["about"])
    state = ledger.session.world.consignment(about)
    able = (state.consignee, state.consignor, state.carrier) if state is not None else ()
    return say(
        "forms.newer",
        entries=", ".join(map(str, found.newer)),
        state=standing_words(found.now, language()) if found.now is not None else "",
        consignment=unquote(about.rpartition("/")[2]),
        signer=as_words(here, able),
    )


def for_people(ledger: Ledger | None, values: Mapping[str, str]) -> dict[str, str | int]:
    """Write the values of a verdict as people read them: names for ids, times of the clock."""
    from batterypass_cli.plain import names_of, when

    shown: dict[str, str | int] = dict(values)
    if "actor" in values:
        shown["actor"] = names_of(ledger)(values["actor"]) or values["actor"]
    if "time" in values:
        shown["time"] = when(values["time"])
    if "count" in values:
        # A number chooses its words.
        shown["count"] = int(values["count"])
    return shown


def _says(found: PaperCheck, ledger: Ledger | None) -> list[str]:
    from batterypass_cli.answers import choice_words
    from batterypass_cli.plain import names_of

    says: Mapping[str, Any] = found.says
    actor = str(says["actor"])
    kind = str(says["document_kind"])
    # The sheets of a load carry the code of its transport document: the title says which one this is.
    title = found.title if kind == "transport_document" else ""
    pairs = [
        (say("paper.label.kind"), title or choice_words(kind) or kind),
        (say("paper.label.number"), str(says["number"])),
        (say(f"paper.label.{'item' if kind == 'passport' else 'consignment'}"), str(says["about"])),
        (say("paper.label.un"), ", ".join(says.get("un_lines", ()))),
        (say("paper.label.load"), say("paper.load", count=says["count"], mass=says["mass_kg"])),
        (say("paper.label.carrier"), str(says.get("carrier", ""))),
        (say("paper.label.consignee"), str(says.get("consignee", ""))),
        (say(f"paper.label.{'as-of' if kind == 'passport' else 'date'}"), str(says["date"])),
        (say("paper.label.issuer"), names_of(ledger)(actor) or actor),
    ]
    return aligned([pair for pair in pairs if pair[1]], indent="")
