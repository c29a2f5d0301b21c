"""The attributes of a battery passport: names, units and the provision that asks for each.

``passport-attributes.csv`` follows Regulation (EU) 2023/1542, Annex XIII and DIN DKE SPEC 99100. It
judges nothing, so it is no part of a rulebook.
"""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from typing import TYPE_CHECKING

from batterypass.errors import MalformedError

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Attribute:
    """One attribute. ``reference`` is the shortest provision that asks for it."""

    id: str
    name_en: str
    name_es: str
    unit: str
    access_tier: str
    catenax_path: str
    reference: str


def parse_attributes(body: bytes) -> Mapping[str, Attribute]:
    """Read the table from the bytes of its file: id -> attribute. Raises MalformedError."""
    try:
        rows = list(csv.DictReader(io.StringIO(body.decode("utf-8"))))
        found = {
            row["id"]: Attribute(
                row["id"],
                row["name_en"],
                row["name_es"],
                row["unit"],
                row["access_tier"],
                row["catenax_path"],
                _short(row["mandatory_by"]),
            )
            for row in rows
        }
    except (UnicodeDecodeError, KeyError, csv.Error) as error:
        raise MalformedError(f"passport-attributes: {error}") from error
    if len(found) != len(rows) or not found:
        raise MalformedError("passport-attributes: no rows, or an id that stands twice")
    return found


def _short(provisions: str) -> str:
    """Give the first provision alone: ``Annex VI A(5) via Annex XIII 1(a)`` is ``VI A(5)``."""
    first = provisions.split(";", 1)[0].split(" via ", 1)[0].split(" (", 1)[0]
    return first.strip().removeprefix("Annex ")
