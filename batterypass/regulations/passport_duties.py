"""From when a passport, and each attribute of it, is required: ``passport-duties.json``.

What is required of a category is a column of ``passport-attributes.csv``; this table has the days,
what is pending, and the conditions. The law of Mexico asks for no passport: what is missing there is
told and blocks nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from importlib import resources
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal

from batterypass.errors import MalformedError
from batterypass.regulations.tables import Confidence, Table
from batterypass.texts.bilingual import Text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from batterypass.regulations.attributes import Attribute, Requirement
    from batterypass.regulations.tables import Row

#: missing: required and not there; not_yet: from a later day, or nobody knows the day; conditional:
#: only if something holds; optional: if available, or asked for by no law; none: not applicable.
Demand = Literal["required", "not_yet", "conditional", "optional", "none"]
#: What a ledger itself knows that makes a conditional attribute required.
Fact = Literal["second_life", "incident"]


@dataclass(frozen=True, slots=True)
class Duty:
    """Whether a category needs a passport: the category of the law, from which day, above which energy.

    ``law`` is empty where the law asks for none.
    """

    category: str
    law: str
    starts: str
    over_wh: str
    label: Text
    source: str
    confidence: Confidence

    def holds(self, energy_wh: str) -> bool | None:
        """Tell whether an item of this energy needs one at all; None where its energy is not known."""
        if not self.law or not self.over_wh:
            return bool(self.law)
        return Decimal(energy_wh) > Decimal(self.over_wh) if energy_wh else None


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked of an attribute on a day, from which day, and why (the words of the table)."""

    demand: Demand
    requirement: Requirement
    starts: str
    why: Text
    source: str
    confidence: Confidence


@dataclass(frozen=True, slots=True)
class Duties:
    """The whole table: categories, later days by attribute and category, conditions by attribute."""

    categories: Mapping[str, Duty]
    starts: Mapping[tuple[str, str], Row]
    conditions: Mapping[str, Row]
    #: Countries on whose market a battery is placed for the duty to hold.
    market: frozenset[str]


def parse_duties(body: bytes) -> Duties:
    """Read the table. Raises MalformedError for a row that is none."""
    categories: dict[str, Duty] = {}
    starts: dict[tuple[str, str], Row] = {}
    conditions: dict[str, Row] = {}
    market: frozenset[str] = frozenset()
    for row in Table.parse("passport-duties", body).rows:
        try:
            if row["row"] == "category":
                categories[row["category"]] = Duty(
                    row["category"], row["law"], row["valid_from"] or "", row["over_wh"],
                    Text(row["en"], row["es"]), row["source"], row["confidence"],
                )  # fmt: skip
            elif row["row"] == "start":
                starts.update({(name, row["law"]): row for name in row["attributes"]})
            elif row["row"] == "condition":
                conditions.update(dict.fromkeys(row["attributes"], row))
            elif row["row"] == "market":
                market = frozenset(row["countries"])
            else:
                raise MalformedError(f"passport-duties: {row['id']}: row {row['row']!r}")
        except KeyError as error:
            raise MalformedError(f"passport-duties: {row.get('id')}: without {error}") from error
    return Duties(
        MappingProxyType(categories), MappingProxyType(starts), MappingProxyType(conditions), market
    )


@cache
def duties() -> Duties:
    """Give the packaged table."""
    file = resources.files("batterypass.regulations") / "data" / "passport-duties.json"
    return parse_duties(file.read_bytes())


def asked_of(attribute: Attribute, duty: Duty, day: str, facts: frozenset[Fact]) -> Asked:
    """Say what is asked of an attribute of a battery of a category on a day (YYYY-MM-DD).

    ``facts`` are those that the ledger knows of the battery.
    """
    requirement = attribute.required.get(duty.law, "-")
    condition = duties().conditions.get(attribute.id)
    start = duties().starts.get((attribute.id, duty.law)) or duties().starts.get((attribute.id, ""))
    reference, confidence = attribute.mandatory_by, duty.confidence
    if requirement == "-":
        return Asked("none", requirement, "", duty.label, reference, confidence)
    if requirement in ("O", "V"):
        return Asked("optional", requirement, "", Text("", ""), reference, confidence)
    if start is not None and (not start["valid_from"] or day < start["valid_from"]):
        why = Text(start["en"], start["es"])
        first = start["valid_from"] or ""
        return Asked("not_yet", requirement, first, why, start["source"], start["confidence"])
    if requirement == "C" and condition is not None and condition["fact"] not in facts:
        why = Text(condition["en"], condition["es"])
        return Asked(
            "conditional",
            requirement,
            duty.starts,
            why,
            condition["source"],
            condition["confidence"],
        )
    demand: Demand = "required" if day >= duty.starts else "not_yet"
    return Asked(demand, requirement, duty.starts, duty.label, reference, confidence)
