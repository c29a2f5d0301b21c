"""What the columns of a header give, what stands twice, and what is missing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from batterypass.exchange.columns import REQUIRED, Target, nearest_columns, target_of
from batterypass.exchange.words import input_error, say

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A column that gives nothing, and why: a text of ``words`` with its gaps."""

    name: str
    key: str
    values: Mapping[str, str]

    def reason(self, lang: str) -> str:
        """Say why, in ``es`` or ``en``."""
        return say(self.key, lang, **self.values)


@dataclass(frozen=True, slots=True)
class Header:
    """The columns of a row that give something, as (place, name, target), and the others.

    ``twice`` are pairs of names that give the same field.
    """

    used: tuple[tuple[int, str, Target], ...]
    twice: tuple[tuple[str, str], ...]
    left_out: tuple[LeftOut, ...]

    def name_of(self, field: str) -> str:
        """Give the name of a field's column; the field's own where there is none."""
        wanted = field.replace("un38_3.", "un38_3_")
        return next((name for _, name, target in self.used if target.field == wanted), field)


def make_header(names: Sequence[str]) -> Header:
    """Say what each column gives."""
    used: list[tuple[int, str, Target]] = []
    twice: list[tuple[str, str]] = []
    left_out: list[LeftOut] = []
    by_field: dict[str, str] = {}
    for index, name in enumerate(names):
        target = target_of(name[:200])
        if target.is_used:
            if target.field in by_field:
                twice.append((by_field[target.field], name))
            by_field[target.field] = name
            used.append((index, name, target))
        elif name:
            left_out.append(LeftOut(name, target.key, {"near": target.near, "tier": target.tier}))
    return Header(tuple(used), tuple(twice), tuple(left_out))


def check_header(file: str, header: Header, given: Collection[str]) -> None:
    """Raise InputError where no row under this header could be a pack.

    ``given`` are the fields that are set for every row. The message names every missing column, with
    the unused column whose name is nearest.
    """
    if header.twice:
        first, second = header.twice[0]
        raise input_error("header_twice", name=file, first=first, second=second)
    there = {target.field for _, _, target in header.used}.union(given)
    missing = [field for field in REQUIRED if field not in there]
    if "serial" in missing and "item" in there:
        # A GS1 link has the serial number in it; a row whose id has none says so.
        missing.remove("serial")
    if not missing:
        return
    near = nearest_columns(missing, [one.name for one in header.left_out])
    said = {
        lang: ", ".join(
            say("near", lang, field=field, near=near[field]) if field in near else field
            for field in missing
        )
        for lang in ("en", "es")
    }
    error = input_error("header_missing", name=file, missing=said["en"])
    error.values["es"] = say("header_missing", "es", name=file, missing=said["es"])
    raise error
