"""The attributes of a battery passport: what each is, who may see it, and who asks for it.

``passport-attributes.csv`` follows Regulation (EU) 2023/1542, Annex XIII, the Commission's guidance
of July 2026, DIN DKE SPEC 99100 and three published models. It is read here and nowhere else. It
judges no entry, so it is no part of a rulebook. What a value may look like is another table:
:mod:`batterypass.regulations.passport_shapes`.
"""

from __future__ import annotations

import csv
import io
import re
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
#: A provision without the words that may follow it.
_PROVISION: Final = re.compile(
    r"(?:DIN DKE SPEC 99100|EN 18223:2026)(?: [0-9][0-9.]*(?: [a-z]\))?(?:, [a-z]\))*)?"
    r"|(?:2024/1781 )?Art\. [0-9]+(?:\([0-9a-z]+\))*(?:/\([0-9]+\))?"
    r"|(?:2024/1781 )?[IVX]+(?: [A-Z])?(?: ?[0-9]+)?(?:\([a-z0-9]+\))*(?: and [0-9]+\([a-z]\))?"
)
_DATA_POINT: Final = re.compile(r"DP[0-9]+")
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
    """Give the first provision alone, as it reads in any language: numbers and names, no words.

    ``Annex VI A(5) via Annex XIII 1(a)`` is ``VI A(5)``, ``ESPR Annex III(i)`` is ``2024/1781 III(i)``;
    ``Art. 77(7) first subparagraph`` is its paragraph. What rests on the Commission's guidance alone is
    the number of its data point.
    """
    first = provisions.split(";", 1)[0].split(" via ", 1)[0].split(" (", 1)[0].strip()
    first = first.removeprefix("Annex ").replace("ESPR ", "2024/1781 ").replace(" Annex ", " ")
    alone = _PROVISION.match(first)
    if alone is not None:
        return alone[0].replace(" and ", ", ").replace(")/(", "), (")
    point = _DATA_POINT.search(first)
    return point[0] if point is not None else first
