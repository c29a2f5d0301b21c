"""The words of transport papers as packaged rows: forms, what to do in an emergency, packing checks.

Chosen by form, chemistry or packing instruction and by the day of carriage. A field that nobody has
compared with its norm says ``verify``: that is told to who asks, and never printed on a form.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from batterypass.documents.content import Words
from batterypass.documents.dated import is_in_force
from batterypass.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


@dataclass(frozen=True, slots=True)
class FormField:
    """A field of a form: its title, where that is said, and whether to compare it with the norm."""

    field: str
    words: Words
    source: Words
    confidence: str
    verify: bool


@dataclass(frozen=True, slots=True, eq=False)
class RoadFormRow:
    """A road transport document as it is printed on a day."""

    id: str
    norm: str
    title: Words
    declaration: Words
    """What the consignor signs; empty where the form has no declaration."""
    fields: tuple[FormField, ...]
    source: str
    confidence: str


@dataclass(frozen=True, slots=True)
class SheetForm:
    """The emergency sheet: its title, its norm, where that is said, and whether to compare it."""

    title: Words
    norm: str
    source: Words
    confidence: str
    verify: bool


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the emergency sheet."""

    key: str
    title: Words
    lines: tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class Guide:
    """What to do with one kind of battery."""

    guide: str
    title: Words
    sections: tuple[Section, ...]
    source: Words


@dataclass(frozen=True, slots=True)
class Checks:
    """What to look at before a package by one instruction is closed."""

    code: str
    title: Words
    lines: tuple[Words, ...]
    source: str


@lru_cache(maxsize=4)
def _data(name: str) -> Any:  # noqa: ANN401 - parsed JSON
    return json.loads((files("batterypass.documents.resources") / name).read_bytes())


def _words(row: Mapping[str, str]) -> Words:
    return Words(row["es"], row["en"])


def _source(said: str | Mapping[str, str]) -> Words:
    """Read a source: a citation that is the same in both languages, or a sentence in each."""
    return Words(said, said) if isinstance(said, str) else _words(said)


def _lines(rows: Iterable[Mapping[str, str]]) -> tuple[Words, ...]:
    return tuple(map(_words, rows))


def road_form(form: str, day: str) -> RoadFormRow:
    """Give a road transport document as in force on a day. Raises InputError for no such form."""
    rows = _data("transport-forms.json")["forms"]
    for row in rows:
        if row["form"] == form and is_in_force(row, day):
            fields = tuple(
                FormField(
                    one["field"],
                    _words(one),
                    _source(one["source"]),
                    one["confidence"],
                    one["verify"],
                )
                for one in row["fields"]
            )
            return RoadFormRow(
                row["id"], row["norm"], _words(row["title"]), _words(row["declaration"]), fields,
                row["source"], row["confidence"],
            )  # fmt: skip
    known = ", ".join(sorted({row["form"] for row in rows}))
    raise InputError(
        f"form {form}: no wording of it is known for {day}; there are: {known}",
        code="paper.no-wording", name=form, day=day or "—",
    )  # fmt: skip


def emergency_form() -> SheetForm:
    """Give the form of the emergency sheet."""
    row = _data("emergency-guides.json")["sheet"]
    return SheetForm(
        _words(row["title"]), row["norm"], _source(row["source"]), row["confidence"], row["verify"]
    )


def guides_for(chemistries: Iterable[str], day: str) -> tuple[Guide, ...]:
    """Give the guides for chemistries (``li_ion``, ``li_metal`` …), each once."""
    wanted = set(chemistries)
    return tuple(
        Guide(
            row["guide"],
            _words(row),
            tuple(
                Section(one["section"], _words(one), _lines(one["rows"])) for one in row["sections"]
            ),
            _source(row["source"]),
        )
        for row in _data("emergency-guides.json")["guides"]
        if wanted & set(row["chems"]) and is_in_force(row, day)
    )


def checks_for(code: str, day: str) -> Checks | None:
    """Give the checks of a packing instruction: its own row, or that of all its paragraphs."""
    rows = {
        row["code"]: row for row in _data("packing-checks.json")["rows"] if is_in_force(row, day)
    }  # fmt: skip
    row = rows.get(code) or rows.get(code.partition("(")[0])
    if row is None:
        return None
    return Checks(row["code"], _words(row), _lines(row["checks"]), row["source"])


def checks_of_all() -> tuple[Words, ...]:
    """Give the checks of every package."""
    return _lines(_data("packing-checks.json")["general"])


def checks_of_damaged(*, critical: bool) -> tuple[Words, ...]:
    """Give what to look at before a damaged battery is packed at all."""
    return _lines(_data("packing-checks.json")["critical" if critical else "damaged"])
