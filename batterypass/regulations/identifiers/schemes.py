"""Numbers of other systems that a battery carries: the rows of ``id-schemes.json``.

An alias is such a number with the name of its scheme. Names are compared without case, blanks and
punctuation, so ``gbt34014`` and ``GB/T 34014`` are one scheme.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources
from typing import TYPE_CHECKING

from batterypass.errors import MalformedError
from batterypass.regulations.identifiers.epc_urn import parse_urn
from batterypass.regulations.identifiers.gs1_elements import (
    encode_elements,
    is_element_string,
    parse_elements,
)
from batterypass.regulations.identifiers.gs1_keys import Gs1Number, gs1_number
from batterypass.regulations.identifiers.gs1_link import parse_link
from batterypass.regulations.identifiers.problems import wrong
from batterypass.regulations.tables import Table

if TYPE_CHECKING:
    from batterypass.regulations.tables import Confidence, Row

TABLE = "id-schemes"
_DAYS_OF = {"1": 31, "2": 29, "3": 31, "4": 30, "5": 31, "6": 30, "7": 31, "8": 31, "9": 30,
            "A": 31, "B": 30, "C": 31}  # fmt: skip
#: Days of a GB/T code, the first for 1: figures, then letters without I and O.
_GBT_DAYS = "123456789ABCDEFGHJKLMNPQRSTUVWXY"


@dataclass(frozen=True, slots=True)
class Scheme:
    """One system of numbers."""

    scheme: str
    names: frozenset[str]
    shape: re.Pattern[str]
    check: str
    unmarked: bool
    fold: bool
    granularity: str
    reason: str
    example: str
    source: str
    confidence: Confidence

    def normal(self, value: str) -> str:
        """Write a number the one way it is looked up.

        GS1 numbers as what they are, others in capital letters without blanks. A number that is off stays as it stands, without blanks around it.
        """
        try:
            return self.parse(value)
        except MalformedError:
            return _folded(value) if self.fold else value.strip()

    def parse(self, value: str) -> str:
        """Check a number and write it the one way. Raises MalformedError with what is wrong."""
        text = _folded(value) if self.fold else value.strip()
        if self.check in ("giai", "sgtin"):
            number = _gs1(text)
            if number is None and self.check == "giai":
                number = gs1_number({"8004": text})
            if number is None or number.name != self.check:
                raise wrong("other-key", what=self.scheme, found=number.name if number else text,
                            example=self.example)  # fmt: skip
            text = number.value("8004") or encode_elements(number)
        match = self.shape.fullmatch(text)
        if match is None:
            raise wrong("wrong-shape", what=self.scheme, found=text, example=self.example)
        if self.check == "gbt":
            _check_gbt_day(self.scheme, match)
        return text


def scheme_named(table: Table, name: str) -> Scheme | None:
    """Give the scheme that a name means, or None."""
    return next((one for one in schemes(table) if _plain(name) in one.names), None)


def normal_number(name: str, value: str) -> str:
    """Write a number of a named scheme the one way it is looked up; unknown schemes as they stand."""
    scheme = scheme_named(packaged_schemes(), name)
    return scheme.normal(value) if scheme is not None else value


def unmarked_scheme(table: Table, text: str) -> Scheme | None:
    """Give the scheme whose numbers look like a text that names none, or None."""
    folded = _folded(text)
    found = (one for one in schemes(table) if one.unmarked and one.shape.fullmatch(folded))
    return next(found, None)


def split_named(table: Table, text: str) -> tuple[Scheme, str] | None:
    """Read ``SCHEME:NUMBER``; None where what stands before the colon is no scheme."""
    name, colon, number = text.partition(":")
    scheme = scheme_named(table, name) if colon and number else None
    return (scheme, number) if scheme is not None else None


def scheme_in_force(table: Table, name: str, day: str) -> Scheme | None:
    """Give the scheme that a name means, if its numbers have to look so on a day."""
    for row in table.in_force(day):
        scheme = _scheme(row)
        if _plain(name) in scheme.names:
            return scheme
    return None


@lru_cache(maxsize=8)
def schemes(table: Table) -> tuple[Scheme, ...]:
    """Give every scheme of a table, also those of a draft."""
    return tuple(_scheme(row) for row in table.rows)


@cache
def packaged_schemes() -> Table:
    """Give the packaged table, for reading a number outside any ledger."""
    file = resources.files("batterypass.regulations") / "data" / "id-schemes.json"
    return Table.parse(TABLE, file.read_bytes())


def _gs1(text: str) -> Gs1Number | None:
    if text.lower().startswith("urn:epc:"):
        return parse_urn(text)
    if text.startswith(("https://", "http://")):
        return parse_link(text)
    return parse_elements(text) if is_element_string(text) else None


def _check_gbt_day(name: str, match: re.Match[str]) -> None:
    day = _GBT_DAYS.find(match["day"]) + 1
    if not 1 <= day <= _DAYS_OF[match["month"]]:
        raise wrong("no-such-day", what=name, found=match["month"] + match["day"])
    if int(match["serial"]) == 0:
        raise wrong("no-serial", what=name, found=match["serial"])


def _plain(name: str) -> str:
    return re.sub(r"[^0-9a-z]+", "", name.casefold())


def _folded(text: str) -> str:
    return re.sub(r"\s+", "", text).upper()


@lru_cache(maxsize=64)
def _compiled(shape: str) -> re.Pattern[str]:
    return re.compile(shape, re.ASCII)


def _scheme(row: Row) -> Scheme:
    names = (row["scheme"], row["id"], *row["spellings"])
    return Scheme(
        scheme=row["scheme"],
        names=frozenset(map(_plain, names)),
        shape=_compiled(row["shape"]),
        check=row["check"],
        unmarked=row["unmarked"],
        fold=row["fold"],
        granularity=row["granularity"],
        reason=row["reason"],
        example=row["example"],
        source=row["source"],
        confidence=row["confidence"],
    )
