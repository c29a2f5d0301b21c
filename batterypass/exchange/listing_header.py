"""What the columns of a list give, through a mapping; what is missing, and what gives nothing."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from batterypass.exchange.columns import nearest_names
from batterypass.exchange.header import LeftOut
from batterypass.exchange.listing_fields import CERTIFICATE, NEEDED, REQUIRED, names_of_field
from batterypass.exchange.words import input_error, say

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from batterypass.errors import InputError
    from batterypass.exchange.listing_mapping import ListMapping
    from batterypass.exchange.problems import RowProblem


@dataclass(frozen=True, slots=True)
class ListHeader:
    """The columns of a list: field -> (place, name). ``left_out`` give nothing.

    ``epoch`` is that of the workbook that the list is in. ``unused`` are the columns that give
    nothing. ``notes`` gathers what is told of cells that were read.
    """

    mapping: ListMapping
    places: Mapping[str, tuple[int, str]]
    left_out: tuple[LeftOut, ...]
    epoch: date | None = None
    unused: tuple[tuple[int, str], ...] = ()
    notes: list[RowProblem] = field(default_factory=list)

    def name_of(self, name: str) -> str:
        """Give the name of a field's column; the field's own where there is none."""
        found = self.places.get(name)
        return name if found is None else found[1]

    def has(self, name: str) -> bool:
        """Tell whether a column, or a default, speaks of a field."""
        return name in self.places or name in self.mapping.defaults

    def missing(self) -> list[str]:
        """List the fields that a new authorisation needs and that nothing here gives."""
        return [
            name
            for name in NEEDED
            if not self.has(name) and not (name in REQUIRED and self.has(f"{CERTIFICATE}{name}"))
        ]


def make_header(
    file: str, names: Sequence[str], mapping: ListMapping, epoch: date | None = None
) -> ListHeader:
    """Say what each column gives. Raises InputError where two give the same field."""
    places: dict[str, tuple[int, str]] = {}
    left_out: list[LeftOut] = []
    for place, name in enumerate(names):
        meaning = mapping.meaning_of(name)
        if meaning.field in places:
            raise input_error(
                "header_twice", name=file, first=places[meaning.field][1], second=name
            )
        if meaning.field:
            places[meaning.field] = (place, name)
        elif name and not meaning.is_told:
            key = "why_near" if meaning.near else "why_unknown_column"
            left_out.append(LeftOut(name, key, {"near": meaning.near} if meaning.near else {}))
    used = {place for place, _ in places.values()}
    unused = tuple((place, name) for place, name in enumerate(names) if place not in used)
    return ListHeader(mapping, places, tuple(left_out), epoch, unused)


def check_header(file: str, header: ListHeader) -> None:
    """Raise InputError where no row under this header could name an authorisation."""
    missing = [name for name in header.missing() if name in REQUIRED]
    if missing:
        raise missing_columns(file, header, missing)


def missing_columns(file: str, header: ListHeader, missing: Sequence[str]) -> InputError:
    """Make the error for columns that are missing, with the unused ones whose names are near."""
    unused = [one.name for one in header.left_out]
    near = nearest_names({name: names_of_field(name) for name in missing}, unused)
    said = {
        lang: ", ".join(
            say("near", lang, field=name, near=near[name]) if name in near else name
            for name in missing
        )
        for lang in ("en", "es")
    }
    error = input_error("list_missing", name=file, missing=said["en"], first=missing[0])
    error.values["es"] = say("list_missing", "es", name=file, missing=said["es"], first=missing[0])
    return error
