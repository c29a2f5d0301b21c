"""Answers from a row of the case sheet (``reference/transport-rules.md`` 15).

Columns ``id, mode, config, wh, net_kg, soc_percent, condition, un38_3, date, extra``; ``mode`` is
``road:ADR``, ``extra`` is ``key=value;…``, and a key may be a column of its own as well. The sheet's
vocabulary says that ``chem`` is ``li_ion`` where it is not given: that is a word of the sheet, so it
stands here and not in the engine.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from batterypass.regulations.transport.answers import ANSWER_NAMES
from batterypass.regulations.transport.reading import read_answers

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from batterypass.regulations.transport.answers import Answers

#: Columns without which a file is no sheet of cases.
NEEDED: Final = ("id", "mode", "config", "condition", "date")
#: Keys of ``extra`` that say something about the row and are no input.
_REMARKS: Final = frozenset({"conf"})
#: Columns that are no answers: what a row is called, further answers, and what a person notes.
_BESIDE: Final = frozenset({"id", "extra", "prohibited", "reason", "source", *_REMARKS})


def unknown_columns(headings: Iterable[str]) -> list[str]:
    """Give the headings that nobody reads: an answer under a wrong name would be lost."""
    return [
        name
        for name in headings
        if name not in ANSWER_NAMES and name not in _BESIDE and not name.startswith("expected_")
    ]


def answers_of_row(row: Mapping[Any, Any]) -> Answers:
    """Read the answers of one row as ``csv.DictReader`` gives it; other columns are not looked at."""
    pairs = list(_pairs(row))
    if not any(name == "chem" for name, _ in pairs):
        pairs.append(("chem", "li_ion"))
    return read_answers(pairs)


def _pairs(row: Mapping[Any, Any]) -> Iterator[tuple[str, str]]:
    mode, _, regime = (row.get("mode") or "").partition(":")
    yield "mode", mode
    yield "regime", regime
    for name, cell in row.items():
        if name in ANSWER_NAMES and name != "mode" and cell:
            yield name, cell
        elif isinstance(cell, list):
            # More cells than headings: nobody can tell which cell belongs where.
            yield "row", ",".join(cell)
    for part in (row.get("extra") or "").split(";"):
        name, equals, value = part.strip().partition("=")
        if name and name not in _REMARKS:
            # A key without a value is refused as a word that is no answer.
            yield name, value if equals else part
