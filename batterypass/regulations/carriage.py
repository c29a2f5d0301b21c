"""How batteries would travel by road, proposed for a person to confirm or change.

``reference/transport-rules.md`` 12, D1 to D5 and D10. The table ``carriage`` judges nothing: what
was decided is judged by the rules, with tables of their own, so it is no part of a rulebook.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Literal, get_args

from batterypass.domain.vocabulary import CONDITION_RANK, DAMAGED

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from batterypass.regulations.tables import Row, Table

Configuration = Literal["alone", "contained_in", "packed_with"]
CONFIGURATIONS: tuple[str, ...] = get_args(Configuration)


@dataclass(frozen=True, slots=True)
class Travelling:
    """One battery as far as its carriage depends on it. ``mass_kg`` is its net mass."""

    chemistry: str
    condition: str
    mass_kg: Decimal
    is_waste: bool


@dataclass(frozen=True, slots=True)
class Proposal:
    """A decision to confirm, the other packings that would do, and the row that it rests on."""

    decision: dict[str, Any]
    packings: tuple[str, ...]
    row: str
    source: str
    confidence: str
    case: Literal["critical", "damaged", "waste", "sound"]


def propose(
    table: Table,
    jurisdiction: str,
    day: str,
    batteries: Sequence[Travelling],
    *,
    configuration: str = "alone",
    operation: str = "",
    regime: str = "",
) -> Proposal | None:
    """Propose how some batteries travel together on a day, by the worst of them.

    None where no edition is in force, where it has no entry for them, where it has no packing for
    their condition without an approval, or where they are of two families: then a person has to
    know. ``operation`` is that of the consignee, for waste.
    """
    row = _edition(table, jurisdiction, day, regime)
    families = {_family(one.chemistry) for one in batteries}
    if row is None or len(families) != 1:
        return None
    family = row["families"].get(families.pop(), {})
    entry = family.get("entries", {}).get(configuration)
    if entry is None:
        return None
    severity = _severity(one.condition for one in batteries)
    is_waste = any(one.is_waste for one in batteries)
    case = next(case for case in row["cases"] if _fits(case["when"], severity, is_waste, operation))
    packings = [one["code"] for one in case["packings"] if _holds(one, batteries)]
    if not packings:
        return None
    words = {"un": entry["un"], "battery": family["battery"], "waste": family["waste"]}
    decision = {
        "regime": row["regime"],
        "edition": row["edition"],
        "un_number": entry["un"],
        "proper_shipping_name": (row["waste_prefix"] if is_waste else "") + entry["name"],
        "transport_class": row["transport_class"],
        "packing_instruction": packings[0],
        "special_provisions": list(case["special_provisions"]),
        "marks": [mark.format(**words) for mark in case["marks"]],
        "statements": list(case["statements"]),
        "determined_by": "person",
    }
    return Proposal(
        {key: value for key, value in decision.items() if value},
        tuple(packings),
        row["id"],
        row["source"],
        row["confidence"],
        severity or ("waste" if is_waste else "sound"),
    )


def _edition(table: Table, jurisdiction: str, day: str, regime: str) -> Row | None:
    """Give the edition of a regime on a day: where two may be used, the newer one."""
    rows = [
        row
        for row in table.in_force(day)
        if (row["regime"] == regime if regime else jurisdiction in row["jurisdictions"])
    ]
    return max(rows, key=lambda row: str(row["valid_from"]), default=None)


def _family(chemistry: str) -> str:
    return "sodium-ion" if chemistry == "sodium-ion" else "lithium-ion"


def _severity(conditions: Iterable[str]) -> Literal["critical", "damaged"] | None:
    worst = max(conditions, key=lambda one: CONDITION_RANK.get(one, 0), default="")
    if worst == "damaged_critical":
        return "critical"
    return "damaged" if worst in DAMAGED else None


def _fits(when: dict[str, Any], severity: str | None, is_waste: bool, operation: str) -> bool:
    if "condition" in when and when["condition"] != severity:
        return False
    if when.get("waste") and not is_waste:
        return False
    return "operations" not in when or operation in when["operations"]


def _holds(packing: dict[str, Any], batteries: Sequence[Travelling]) -> bool:
    masses = [one.mass_kg for one in batteries]
    most, least = packing.get("max_kg"), packing.get("min_kg")
    if most is not None and max(masses) > Decimal(most):
        return False
    return least is None or min(masses) >= Decimal(least)
