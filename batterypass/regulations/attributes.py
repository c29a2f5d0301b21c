"""The attributes of a battery passport: what each is, who may see it, and who asks for it.

``passport-attributes.csv`` follows Regulation (EU) 2023/1542, Annex XIII, the Commission's guidance
of July 2026, DIN DKE SPEC 99100 and three published models. It is read here and nowhere else. It
judges no entry, so it is no part of a rulebook. What a value may look like is another table:
:mod:`batterypass.regulations.passport_shapes`.
"""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, Literal, get_args

from batterypass.errors import MalformedError

if TYPE_CHECKING:
    from collections.abc import Mapping

#: What the law or the guidance wants of a category: mandatory, conditional (if something holds),
#: optional (if available), voluntary (no law asks for it), pending (an act is missing), and ``-``.
Requirement = Literal["M", "C", "O", "V", "P", "-"]
#: Category of the law -> the column that says what it wants.
CATEGORIES: Final[Mapping[str, str]] = MappingProxyType(
    {"EV": "req_ev", "LMT": "req_lmt", "industrial": "req_industrial"}
)
PUBLIC: Final = "public"
_REQUIREMENTS: Final = frozenset(get_args(Requirement))


@dataclass(frozen=True, slots=True)
class Attribute:
    """One attribute. ``reference`` is the shortest provision that asks for it, ``mandatory_by`` all.

    ``unit`` is empty for what is no quantity. ``applies_to`` and ``required`` use the categories of
    the law (EV, LMT, industrial); ``guidance`` are the numbers of the Commission's data points. The
    paths are those of the models of others; several are divided by ``;``.
    """

    id: str
    name_en: str
    name_es: str
    unit: str
    access_tier: str
    catenax_path: str
    reference: str
    section: str = ""
    definition: str = ""
    datatype: str = ""
    cardinality: str = ""
    applies_to: frozenset[str] = frozenset()
    is_dynamic: bool = False
    mandatory_by: str = ""
    required: Mapping[str, Requirement] = field(default_factory=dict)
    granularity: str = ""
    bp_path: str = ""
    idta_path: str = ""
    guidance: tuple[str, ...] = ()
    clause: str = ""
    notes: str = ""

    @property
    def is_public(self) -> bool:
        """Tell whether anybody may see the value."""
        return self.access_tier == PUBLIC

    @property
    def is_number(self) -> bool:
        """Tell whether the value is one number."""
        return self.datatype in ("decimal", "integer")

    def name(self, lang: str) -> str:
        """Give the name in a language: ``es``, else English."""
        return self.name_es if lang == "es" else self.name_en


def parse_attributes(body: bytes) -> Mapping[str, Attribute]:
    """Read the table from the bytes of its file: id -> attribute, in its order.

    Raises MalformedError for another table, and for a row that names its id a second time or a
    requirement that is none.
    """
    try:
        rows = list(csv.DictReader(io.StringIO(body.decode("utf-8"), newline="")))
        found = {row["id"]: _attribute(row) for row in rows}
    except (UnicodeDecodeError, KeyError, csv.Error) as error:
        raise MalformedError(f"passport-attributes: {error}") from error
    if len(found) != len(rows) or not found:
        raise MalformedError("passport-attributes: no rows, or an id that stands twice")
    for attribute in found.values():
        wrong = set(attribute.required.values()) - _REQUIREMENTS
        if wrong:
            raise MalformedError(f"passport-attributes: {attribute.id}: requirement {wrong}")
    return MappingProxyType(found)


@cache
def attributes() -> Mapping[str, Attribute]:
    """Give the packaged table."""
    file = resources.files("batterypass.regulations") / "data" / "passport-attributes.csv"
    return parse_attributes(file.read_bytes())


def _attribute(row: Mapping[str, str]) -> Attribute:
    # The cells of a requirement are checked by the caller, who names the row.
    required: dict[str, Requirement] = {
        category: row[column]  # type: ignore[misc]
        for category, column in CATEGORIES.items()
    }
    return Attribute(
        id=row["id"],
        name_en=row["name_en"],
        name_es=row["name_es"],
        unit=row["unit"],
        access_tier=row["access_tier"],
        catenax_path=row["catenax_path"],
        reference=_short(row["mandatory_by"]),
        section=row["section"],
        definition=row["definition"],
        datatype=row["datatype"],
        cardinality=row["cardinality"],
        applies_to=frozenset(row["applies_to"].split("|")),
        is_dynamic=row["static_or_dynamic"] == "dynamic",
        mandatory_by=row["mandatory_by"],
        required=MappingProxyType(required),
        granularity=row["granularity"],
        bp_path=row["bp_model_path"],
        idta_path=row["idta_path"],
        guidance=tuple(one for one in row["ec_guidance_dp"].split(";") if one),
        clause=row["din99100_clause"],
        notes=row["notes"],
    )


def _short(provisions: str) -> str:
    """Give the first provision alone: ``Annex VI A(5) via Annex XIII 1(a)`` is ``VI A(5)``."""
    first = provisions.split(";", 1)[0].rpartition(" cites ")[2]
    for remark in (" via ", " per ", " (", ": "):
        first = first.split(remark, 1)[0]
    return first.strip().removeprefix("Annex ")
