"""The shapes of numbers by scheme, and what a check of a number answers.

The patterns are the column ``number_regex`` of ``authorisation-scopes.csv``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping

    from batterypass.regulations.reasons import Reason
    from batterypass.regulations.tables import Confidence, Table

#: ``wrong_shape`` warns and ``impossible`` refuses; the other two say nothing against the number.
Answer = Literal["fits", "unknown_shape", "wrong_shape", "impossible"]


@dataclass(frozen=True, slots=True)
class NumberCheck:
    """What was found of a number, the first reason first.

    ``row`` names the row of the table that it was held against, with its ``pattern``, an
    ``example`` that fits and how sure the row is; they are empty where no row says anything.
    """

    answer: Answer
    reasons: tuple[Reason, ...]
    row: str = ""
    pattern: str = ""
    example: str = ""
    confidence: Confidence = "high"


@dataclass(frozen=True, slots=True)
class Shape:
    """What one row says of the numbers of a scheme; ``pattern`` is empty where it says nothing.

    ``identity`` tells that such a number says who somebody is (NRA, EPA-ID), not what is allowed.
    """

    row: str
    scope_code: str
    identity: bool
    pattern: str
    example: str
    confidence: Confidence

    def fits(self, number: str) -> bool:
        """Tell whether a number has this shape, from its first character to its last."""
        return bool(self.pattern) and compiled(self.pattern).fullmatch(number) is not None


@lru_cache(maxsize=8)
def shapes_by_scheme(table: Table) -> Mapping[str, tuple[Shape, ...]]:
    """Give the rows of ``authorisation-scopes`` by scheme, in their order."""
    found: dict[str, tuple[Shape, ...]] = {}
    for row in table.rows:
        shape = Shape(
            f"{row['scheme']} {row['scope_code']}",
            row["scope_code"],
            row["covers_activity"] == "identity",
            row["number_regex"],
            row["number_example"],
            row["confidence"],
        )
        found[row["scheme"]] = (*found.get(row["scheme"], ()), shape)
    return MappingProxyType(found)


@lru_cache(maxsize=256)
def scope_codes(table: Table, scheme: str, operations: frozenset[str]) -> tuple[str, ...]:
    """Give the scopes of a scheme that cover any of some operations, by what a paper *says*."""
    return tuple(
        row["scope_code"]
        for row in table.rows
        if row["scheme"] == scheme and row["covers_activity"] in operations
    )


@lru_cache(maxsize=256)
def compiled(pattern: str) -> re.Pattern[str]:
    """Give a pattern of a table, ready to use; digits of other scripts are no digits here."""
    return re.compile(pattern, re.ASCII)
