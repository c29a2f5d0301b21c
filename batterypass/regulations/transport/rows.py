"""Answers from a row of the case sheet (``reference/transport-rules.md`` 15).

Columns ``id, mode, config, wh, net_kg, soc_percent, condition, un38_3, date, extra``; ``mode`` is
``road:ADR``, ``extra`` is ``key=value;…``. The sheet's vocabulary says that ``chem`` is ``li_ion``
where it is not given: that is a word of the sheet, so it stands here and not in the engine.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from batterypass.regulations.transport.reading import read_answers

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from batterypass.regulations.transport.answers import Answers

COLUMNS: Final = (
    "config", "wh", "net_kg", "soc_percent", "condition", "un38_3", "date",
)  # fmt: skip
#: Columns without which a file is no sheet of cases.
NEEDED: Final = ("id", "mode", "config", "condition", "date")
#: Keys of ``extra`` that say something about the row and are no input.
_REMARKS: Final = frozenset({"conf"})


def answers_of_row(row: Mapping[str, str | None]) -> Answers:
    """Read the answers of one row; its ``expected_*`` columns are not looked at."""
    return read_answers(_pairs(row))


def _pairs(row: Mapping[str, str | None]) -> Iterator[tuple[str, str]]:
    mode, _, regime = (row.get("mode") or "").partition(":")
    yield "mode", mode
    yield "regime", regime
    for name in COLUMNS:
        yield name, row.get(name) or ""
    has_chemistry = False
    for part in (row.get("extra") or "").split(";"):
        name, equals, value = part.strip().partition("=")
        if name in _REMARKS or not (name or equals):
            continue
        has_chemistry |= name == "chem"
        yield name, value or ("" if equals else "?!")
    if not has_chemistry:
        yield "chem", "li_ion"
