"""``batterypass verify IMAGE``: what the code on a paper proves, in five lines."""

from __future__ import annotations

from typing import TYPE_CHECKING, NoReturn
from urllib.parse import urlsplit

import typer

from batterypass.errors import UndecidedError
from batterypass.evidence.refusal import refusal
from batterypass_cli.files import read_file
from batterypass_cli.output import aligned, paint
from batterypass_cli.verdicts import MARKS
from batterypass_cli.words import say

if TYPE_CHECKING:
    from pathlib import Path

    from batterypass.app.ledger import Ledger
    from batterypass.app.roadside import RoadVerdict
    from batterypass_cli.context import Here

_WIDTH = 9
_EXITS = {True: 0, False: 4, None: 5}


def verify_picture(here: Here, image: Path, trust_file: bytes | None) -> NoReturn:
    """Judge the code in a picture, print the answer and leave with its exit code."""
    from batterypass.app.roadside import find_paper_code, judge_code
    from batterypass.documents.photo import read_photo
    from batterypass.store.home import Home

    body = find_paper_code(read_photo(read_file(image), str(image)).codes)
    if body is None:
        raise refusal(UndecidedError, "roadside.no-code", file=str(image))
    ledger = here.open_if_there("paper.no-ledger")
    session = ledger.session if ledger is not None else None
    found = judge_code(session, body, trust_file=trust_file, memory=Home(here.home))
    if here.out.wants_json:
        here.out.document(
            {
                "picture": {
                    "file": str(image), "authentic": found.holds, "says": dict(found.says),
                    "entry": found.index, "origin": found.checkpoint.origin,
                    "size": found.checkpoint.size, "log_key": found.log_key,
                    "checks": [
                        {"name": one.name, "ok": one.holds, "code": one.reason, **one.values}
                        for one in found.verdicts
                    ],
                }
            }
        )  # fmt: skip
    else:
        _print(here, ledger, found)
    raise typer.Exit(_EXITS[found.holds])


def _print(here: Here, ledger: Ledger | None, found: RoadVerdict) -> None:
    from batterypass_cli.answers import choice_words
    from batterypass_cli.paper_check import for_people
    from batterypass_cli.plain import names_of

    says, tip = found.says, found.checkpoint
    name = names_of(ledger)
    actor, kind = str(says.get("actor", "")), str(says.get("document_kind", ""))
    consignor = says.get("consignor") or urlsplit(str(says.get("about", ""))).hostname
    way = f"{consignor} – {says.get('consignee') or say('roadside.unnamed')}"
    if says.get("carrier"):
        way = say("roadside.carried", way=way, carrier=says["carrier"])
    load = say(
        "roadside.load", kind=choice_words(kind) or kind, number=says.get("number", ""),
        count=int(says.get("count", 0)), mass=says.get("mass_kg", ""), date=says.get("date", ""),
    )  # fmt: skip
    proof = say(
        "roadside.entry", entry=found.index, origin=tip.origin, size=tip.size, key=found.log_key
    )
    lines = [
        ("who", name(actor) or actor),
        ("what", load),
        ("un", ", ".join(says.get("un_lines", ())) or say("roadside.unnamed")),
        ("way", way),
        ("proof", proof),
    ]
    for line in aligned([(say(f"roadside.{key}"), text) for key, text in lines], indent=""):
        here.out.line(line)
    for one in found.verdicts:
        area = "roadside" if one.name == "signature" else "paper"
        title = say(f"{area}.name.{one.name}").strip().ljust(_WIDTH)
        said = say(one.reason, **for_people(ledger, one.values))
        here.out.line(f" {paint(*MARKS[one.holds])} {title}  {said}")
    word = {True: "true", False: "false", None: "none"}[found.holds]
    here.out.line(paint(say(f"roadside.{word}"), "b"))
