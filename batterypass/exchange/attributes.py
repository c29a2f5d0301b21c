"""The passport attributes by their ids, from ``regulations/data/passport-attributes.csv``.

The table is the project's own reference of what Annex XIII of Regulation (EU) 2023/1542, the
Commission's guidance and three published models ask for.
"""

from __future__ import annotations

import csv
import io
from functools import cache
from importlib import resources
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping


class Attribute(NamedTuple):
    """One attribute of a battery passport. ``tier`` is ``public`` or the tier that may see it."""

    id: str
    name_en: str
    name_es: str
    unit: str
    datatype: str
    tier: str
    catenax_path: str

    @property
    def is_public(self) -> bool:
        """Tell whether anybody may see the value."""
        return self.tier == "public"

    @property
    def is_number(self) -> bool:
        """Tell whether the value is one number."""
        return self.datatype in ("decimal", "integer")


@cache
def attributes() -> Mapping[str, Attribute]:
    """Give the table by attribute id."""
    file = resources.files("batterypass.regulations") / "data" / "passport-attributes.csv"
    rows = csv.DictReader(io.StringIO(file.read_text("utf-8"), newline=""))
    return MappingProxyType(
        {
            row["id"]: Attribute(
                row["id"],
                row["name_en"],
                row["name_es"],
                row["unit"],
                row["datatype"],
                row["access_tier"],
                row["catenax_path"],
            )
            for row in rows
        }
    )
