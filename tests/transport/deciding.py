"""Decisions by short words, for tests: a sound heavy pack by road, and what is different about it."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

from batterypass.bootstrap import transport_tables
from batterypass.regulations.transport.answers import Answers
from batterypass.regulations.transport.decide import decide
from batterypass.regulations.transport.decision import Decision
from batterypass.regulations.transport.marks import plain_words
from batterypass.regulations.transport.reading import read_answers

CASES = Path(__file__).with_name("transport-cases.csv")
PACK = {
    "regime": "ADR", "mode": "road", "date": "2026-03-10", "config": "alone", "chem": "li_ion",
    "form": "battery", "wh": "52000", "net_kg": "420", "gross_kg": "440", "count": "1",
    "packages": "1", "soc_percent": "30", "soc_basis": "rated", "condition": "used",
    "un38_3": "yes", "casing": "strong",
}  # fmt: skip
#: By regime: the mode that goes with it.
MODES = {
    "ADR": "road",
    "RID": "rail",
    "IMDG": "sea",
    "IATA": "air",
    "49CFR": "road",
    "NOM-002": "road",
}


def answers(**changes: str) -> Answers:
    """Give the answers about the pack with changes; an empty word leaves an answer out."""
    words = {**PACK, **changes}
    if "regime" in changes and "mode" not in changes:
        words["mode"] = MODES.get(changes["regime"], "")
    return read_answers(words)


def decided(**changes: str) -> Decision:
    """Decide about the pack with changes."""
    return decide(answers(**changes), transport_tables())


def cases() -> list[dict[str, str]]:
    """Give the rows of the case sheet."""
    with CASES.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def plain(text: Any) -> str:
    """Normalise a name, mark or statement as the sheet compares them."""
    return plain_words(str(text)).casefold()
