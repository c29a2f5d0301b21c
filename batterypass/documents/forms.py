"""The official words of waste manifests: headings, box titles and declarations, chosen by date.

The rows are packaged in ``resources/forms.json`` with source, dates and confidence, because the
wording of a form changes and a paper must be repeatable in ten years (D9). What is not of high
confidence is not printed.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Literal, get_args

from batterypass.documents.content import Words
from batterypass.documents.dated import is_in_force
from batterypass.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Mapping

FormName = Literal["mx_semarnat", "mx_special_handling"]
FORMS: tuple[str, ...] = get_args(FormName)

DECLARATIONS = ("generator_declaration", "transporter_declaration", "facility_declaration")
"""The boxes that carry a fixed text."""


@dataclass(frozen=True, slots=True)
class BoxTitle:
    """The number of a box, empty if it has none of its own, and its title."""

    number: str
    words: Words


@dataclass(frozen=True, slots=True, eq=False)
class Form:
    """One form as it is printed on a day; days with the same wording give the same object."""

    name: str
    version: str
    """As ``manifest-fields.csv`` names it, where the form stands there."""
    mirrors: Words
    """Which print the paper follows, for the foot of every page."""
    over: Words
    title: Words
    under: Words
    sections: Mapping[str, Words]
    boxes: Mapping[str, BoxTitle]
    """By field; a box that the form lacks is not in it."""
    declarations: Mapping[str, str]
    """The fixed texts, in Spanish only: a translation is not what was declared."""


def _words(row: Mapping[str, str]) -> Words:
    return Words(row["es"], row["en"])


@lru_cache(maxsize=1)
def _data() -> dict[str, list[dict[str, Any]]]:
    text = (files("batterypass.documents.resources") / "forms.json").read_bytes()
    data = json.loads(text)
    return {table: data[table] for table in ("forms", "declarations")}


def form_on(name: str, day: str) -> Form:
    """Give a form as in force on a day (``2026-11-23``), only rows of high confidence.

    Raises InputError for a form or a day that the table does not cover.
    """
    data = _data()
    known = sorted({row["form"] for row in data["forms"]})
    if name not in known:
        raise InputError(
            f"form {name!r}: expected one of {', '.join(known)}",
            code="paper.no-form", name=name, known=", ".join(known),
        )  # fmt: skip

    def rows_of(table: str) -> tuple[int, ...]:
        return tuple(
            number
            for number, row in enumerate(data[table])
            if row["form"] == name and row["confidence"] == "high" and is_in_force(row, day)
        )

    rows = rows_of("forms")
    if not rows:
        raise InputError(
            f"form {name}: no wording of it is known for {day or 'an unknown day'}",
            code="paper.no-wording", name=name, day=day or "—",
        )  # fmt: skip
    return _form(rows[-1], rows_of("declarations"))


@lru_cache(maxsize=32)
def _form(number: int, declarations: tuple[int, ...]) -> Form:
    """Put a form together from its row, the row it is based on, and its declarations."""
    data = _data()
    row = data["forms"][number]
    boxes: dict[str, Mapping[str, str]] = {}
    sections: dict[str, Mapping[str, str]] = {}
    if "based_on" in row:
        base = next(one for one in data["forms"] if one["form"] == row["based_on"])
        boxes.update(base["boxes"])
        sections.update(base["sections"])
    boxes.update(row["boxes"])
    sections.update(row["sections"])
    for missing in row.get("without", ()):
        del boxes[missing]
    texts = [data["declarations"][one] for one in declarations]
    heading = row["heading"]
    return Form(
        name=row["form"],
        version=row["version"],
        mirrors=_words(row["mirrors"]),
        over=_words(heading["over"]),
        title=_words(heading["title"]),
        under=_words(heading["under"]),
        sections={key: _words(one) for key, one in sections.items()},
        boxes={key: BoxTitle(one["number"], _words(one)) for key, one in boxes.items()},
        declarations={one["box"]: one["es"] for one in texts},
    )
