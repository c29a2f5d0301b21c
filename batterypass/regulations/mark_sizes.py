"""How large marks, labels, placards and plates must be, as dated rows.

``mark-sizes.json`` follows ``reference/transport-rules.md`` 7. It judges nothing that is signed, so
it is no part of a rulebook. Lengths are millimetres. A row whose ``limit`` is ``drawn`` is a choice
of this project where the law gives no measure.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Literal

from batterypass.errors import InputError
from batterypass.regulations.tables import Table, least

if TYPE_CHECKING:
    from collections.abc import Mapping

    from batterypass.regulations.tables import Confidence

Limit = Literal["least", "about", "exact", "drawn"]


@dataclass(frozen=True, slots=True)
class Measure:
    """One row: a length in mm, a number, a colour or a list, with where it comes from."""

    name: str
    value: str
    unit: str
    limit: Limit
    source: str
    confidence: Confidence

    @property
    def number(self) -> float:
        """Give the value as a number: of millimetres, or of pieces."""
        return float(self.value)


@dataclass(frozen=True, slots=True)
class Measures:
    """The rows of one mark that hold on a day."""

    mark: str
    rows: Mapping[str, Measure]

    def mm(self, name: str) -> float:
        """Give a length in mm. A name that no row has is a mistake of the caller (KeyError)."""
        return self.rows[name].number

    def text(self, name: str) -> str:
        """Give a value as it stands: a colour or words."""
        return self.rows[name].value

    def listed(self, name: str) -> tuple[str, ...]:
        """Give the words of a list."""
        return tuple(self.rows[name].value.split())

    @property
    def confidence(self) -> Confidence:
        """Tell how sure the law's lengths are: as sure as the weakest; ours do not count."""
        return least(
            *(r.confidence for r in self.rows.values() if r.unit == "mm" and r.limit != "drawn")
        )


@cache
def mark_sizes() -> Table:
    """Give the packaged table. Raises MalformedError as :meth:`Table.parse`."""
    file = resources.files("batterypass.regulations") / "data" / "mark-sizes.json"
    return Table.parse("mark-sizes", file.read_bytes())


def measures_on(table: Table, mark: str, day: str) -> Measures:
    """Give the measures of a mark on a day (``2026-11-23``).

    Raises InputError where the mark has none on that day: it names the days on which it has.
    """
    rows = {
        row["name"]: Measure(
            row["name"], row["value"], row["unit"], row["limit"], row["source"], row["confidence"]
        )
        for row in table.in_force(day)
        if row["mark"] == mark
    }
    if rows:
        return Measures(mark, rows)
    mine = [row for row in table.rows if row["mark"] == mark]
    first = min((str(row["valid_from"]) for row in mine), default="-")
    last = max((str(row["valid_to"] or "…") for row in mine), default="-")
    raise InputError(
        f"mark {mark}: no measures for {day}; they are known from {first} to {last}",
        code="mark.no-measures", mark=mark, day=day, first=first, last=last,
    )  # fmt: skip
