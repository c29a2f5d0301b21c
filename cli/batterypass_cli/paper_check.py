"""A paper that somebody brings, judged and told: a manifest, a transport paper, a passport."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import typer

from batterypass_cli.output import aligned, paint
from batterypass_cli.verdicts import MARKS
from batterypass_cli.words import language, say

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from batterypass.app.checking import PaperCheck
    from batterypass.app.ledger import Ledger
    from batterypass_cli.context import Here

_PDF = b"%PDF-"


def is_pdf(file: Path) -> bool:
    """Tell whether a file begins as a PDF does; False where it cannot be read."""
    from batterypass_cli.files import begins_with

    return begins_with(file, _PDF)


def check_file(here: Here, file: Path, trust: Path | None) -> None:
    """Judge a paper, print the verdicts and leave: 0 genuine, 4 not genuine, 5 cannot be decided."""
    from batterypass.app.checking import check_paper
    from batterypass.store.home import Home
    from batterypass_cli.files import read_file

    body = read_file(file)
    trust_file = read_file(trust) if trust is not None else None
    ledger = here.open_if_there("paper.no-ledger")
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
        names = {one.name: say(f"paper.name.{one.name}") for one in found.verdicts}
        wide = max(map(len, names.values()), default=0)
        for one in found.verdicts:
            mark = paint(*MARKS[one.holds])
            title = names[one.name].ljust(wide)
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
    if "reader" in values:
        shown["reader"] = say(f"reader.{values['reader']}")
    if "attribute" in values:
        shown["attribute"] = _attribute(values["attribute"])
    if "count" in values:
        # A number chooses its words.
        shown["count"] = int(values["count"])
    return shown


def _says(found: PaperCheck, ledger: Ledger | None) -> list[str]:
    from batterypass_cli.answers import choice_words
    from batterypass_cli.plain import names_of

    says: Mapping[str, Any] = found.says
    actor = str(says.get("actor", ""))
    kind = str(says["document_kind"])
    # The sheets of a load carry the code of its transport document: the title says which one this is.
    title = found.title if kind == "transport_document" else ""
    pairs = [
        (say("paper.label.kind"), title or choice_words(kind) or kind),
        (say("paper.label.number"), str(says["number"])),
        (say(f"paper.label.{'item' if kind == 'passport' else 'consignment'}"), str(says["about"])),
        (say("paper.label.un"), ", ".join(says.get("un_lines", ()))),
        (say("paper.label.load"), _load(says)),
        (say("paper.label.carrier"), str(says.get("carrier", ""))),
        (say("paper.label.consignee"), str(says.get("consignee", ""))),
        (say(f"paper.label.{'as-of' if kind == 'passport' else 'date'}"), str(says["date"])),
        (say("paper.label.issuer"), names_of(ledger)(actor) or actor),
    ]
    return aligned([pair for pair in pairs if pair[1]], indent="")


def _attribute(name: str) -> str:
    """Name an attribute; a file that was tampered with may have one that does not exist."""
    from batterypass.regulations.attributes import attributes

    known = attributes().get(name)
    return known.name(language()) if known is not None else name


def _load(says: Mapping[str, Any]) -> str:
    """Say how much a paper is about; a passport without a code does not say it."""
    return say("paper.load", count=says["count"], mass=says["mass_kg"]) if "count" in says else ""
