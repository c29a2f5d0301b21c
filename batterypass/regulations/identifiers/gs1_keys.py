"""The identification keys of GS1 as rows of ``gs1-keys.json``, and numbers made of them.

A number is a key with its qualifiers, each an application identifier (AI) and a value, in the order
of the Digital Link grammar. How it was written (link, element string, URN) is no part of it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib import resources
from types import MappingProxyType
from typing import TYPE_CHECKING

from batterypass.regulations.identifiers.characters import (
    SET_39,
    SET_82,
    verify_check_digit,
    verify_check_pair,
)
from batterypass.regulations.identifiers.problems import wrong
from batterypass.regulations.tables import Table

if TYPE_CHECKING:
    from collections.abc import Mapping

_SHAPE = re.compile(r"^([NXYZ])([0-9]+)(?:-([0-9]+))?$")
_SETS = {
    "N": frozenset("0123456789"),
    "X": frozenset(SET_82),
    "Y": frozenset(SET_39),
    "Z": frozenset("0"),
}
#: Forms of a GTIN: in a field of 14 digits zeroes stand before the shorter ones.
GTIN_LENGTHS = (8, 12, 13, 14)
#: GS1 prefixes of numbers that a shop or company gives for itself alone (General Specifications 1.4.2).
_RESTRICTED = re.compile(r"^.(02|04|2)")


@dataclass(frozen=True, slots=True)
class AiRow:
    """What a row says of an application identifier; ``role`` is ``key`` or ``qualifier``."""

    ai: str
    role: str
    short: str
    title: str
    parts: tuple[tuple[str, int, int], ...]
    check: int
    letters: bool
    prefix_at: int
    sequences: tuple[tuple[str, ...], ...]
    granularity: str
    reason: str
    accepts: bool
    serial_after: int

    @property
    def longest(self) -> int:
        """Give how many characters a value has at most."""
        return sum(most for _, _, most in self.parts)

    @property
    def is_fixed(self) -> bool:
        """Tell whether every value is equally long."""
        return all(least == most for _, least, most in self.parts)

    def check_value(self, value: str) -> None:
        """Hold a value against the row. Raises MalformedError: length, character, check digit."""
        least = sum(fewest for _, fewest, _ in self.parts)
        if not least <= len(value) <= self.longest:
            expected = str(least) if least == self.longest else f"{least}-{self.longest}"
            raise wrong("wrong-length", what=self.name, found=len(value), expected=expected)
        start = 0
        for sort, _, most in self.parts:
            for sign in value[start : start + most]:
                if sign not in _SETS[sort]:
                    raise wrong("bad-character", what=self.name, found=sign, number=value)
            start += most
        if self.check:
            verify_check_digit(value[: self.check], self.name)
        if self.letters:
            verify_check_pair(value, self.name)

    @property
    def name(self) -> str:
        """Give the name that people know with the AI, ``GTIN (01)``."""
        return f"{self.title} ({self.ai})"


@dataclass(frozen=True, slots=True)
class Gs1Number:
    """A key with its qualifiers, checked: ``parts`` are AI and value, the key first.

    Made by :func:`gs1_number` alone.
    """

    parts: tuple[tuple[str, str], ...]

    def value(self, ai: str) -> str:
        """Give the value of an AI, or an empty text."""
        return next((value for one, value in self.parts if one == ai), "")

    @property
    def key(self) -> AiRow:
        """Give the row of the key."""
        return ai_rows()[self.parts[0][0]]

    @property
    def name(self) -> str:
        """Give the usual name of such a number: ``sgtin``, ``lgtin``, ``gtin``, ``giai`` …"""
        if self.key.ai != "01":
            return self.key.short.lower()
        if self.value("21"):
            return "sgtin"
        return "upui" if self.value("235") else "lgtin" if self.value("10") else "gtin"

    @property
    def granularity(self) -> str:
        """Say what one such number names: ``item``, ``batch``, ``model``, ``site`` …"""
        if self.key.serial_after and len(self.parts[0][1]) > self.key.serial_after:
            return "item"
        return self._strongest()[0]

    @property
    def reason(self) -> str:
        """Say why it is no battery identifier, in a word of the texts; empty where it is one."""
        if self.key.reason and self.key.ai != "01":
            return self.key.reason
        said = self._strongest()[1]
        if not said and self.key.ai == "01" and is_restricted(self.parts[0][1]):
            return "restricted-prefix"
        return said

    def _strongest(self) -> tuple[str, str]:
        # Variant, lot and serial number stand in this order: the last that is there says most.
        found = (self.key.granularity, self.key.reason)
        for ai, _ in self.parts[1:]:
            row = ai_rows()[ai]
            if row.granularity:
                found = (row.granularity, row.reason)
        return found


def gs1_number(values: Mapping[str, str]) -> Gs1Number:
    """Put a number together from AIs and values, and check all of it.

    The first key of the table that is there is the key; AIs that neither are keys nor belong to it
    are left out. Raises MalformedError: no key, a value that is off, qualifiers that do not go
    together.
    """
    rows = ai_rows()
    key = next((row for row in rows.values() if row.role == "key" and row.ai in values), None)
    if key is None:
        raise wrong("no-key", found=" ".join(f"({ai})" for ai in values) or "-")
    named = [ai for ai in values if ai in rows and rows[ai].role == "qualifier"]
    sequences = [sequence for sequence in key.sequences if set(sequence) & set(named)]
    if len(sequences) > 1:
        raise wrong("not-together", found=" ".join(f"({ai})" for ai in named))
    order = sequences[0] if sequences else ()
    parts = ((key.ai, values[key.ai]), *((ai, values[ai]) for ai in order if ai in values))
    for ai, value in parts:
        rows[ai].check_value(value)
    return Gs1Number(parts)


def is_restricted(gtin: str) -> bool:
    """Tell whether a GTIN-14 is only for use inside a company or region, so not worldwide unique."""
    return not gtin.startswith("000000") and _RESTRICTED.match(gtin) is not None


@cache
def ai_rows() -> Mapping[str, AiRow]:
    """Give the packaged rows by AI, keys first."""
    file = resources.files("batterypass.regulations") / "data" / "gs1-keys.json"
    table = Table.parse("gs1-keys", file.read_bytes())
    return MappingProxyType({str(row["id"]): _ai_row(row) for row in table.rows})


def _ai_row(row: Mapping[str, object]) -> AiRow:
    parts = []
    for text in str(row["shape"]).split():
        sort, least, most = _SHAPE.findall(text)[0]
        parts.append((sort, int(least), int(most or least)))
    qualifiers = str(row["qualifiers"])
    return AiRow(
        ai=str(row["id"]),
        role=str(row["role"]),
        short=str(row["short"]),
        title=str(row["title"]),
        parts=tuple(parts),
        check=int(str(row["check"])),
        letters=bool(row.get("letters")),
        prefix_at=int(str(row["prefix_at"])),
        sequences=tuple(tuple(one.split(",")) for one in qualifiers.split("|") if one),
        granularity=str(row["granularity"]),
        reason=str(row["reason"]),
        accepts=bool(row["accepts"]),
        serial_after=int(str(row.get("serial_after", 0))),
    )
