"""Whether the passport of an item has what the law asks of its category on a day.

Told, never judged: what is missing blocks nothing and is no finding. Nothing here shows a value.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from batterypass.app.passport_entries import entries_of
from batterypass.app.passport_record import record_of
from batterypass.regulations.passport_duties import Asked, Duty, Fact, asked_of, duties
from batterypass.rules.life import has_ended
from batterypass.texts.bilingual import Text

if TYPE_CHECKING:
    from batterypass.app.session import Session
    from batterypass.domain.states import ItemState
    from batterypass.regulations.attributes import Attribute

#: closed: a section of its content point was erased or is not here, so nobody can tell.
State = Literal[
    "complete", "missing", "closed", "not_yet_required", "conditional", "optional", "not_applicable"
]
STATES: tuple[State, ...] = (
    "complete", "missing", "closed", "not_yet_required", "conditional", "optional",
    "not_applicable",
)  # fmt: skip
_DEMANDS: dict[str, State] = {
    "required": "missing", "not_yet": "not_yet_required", "conditional": "conditional",
    "optional": "optional", "none": "not_applicable",
}  # fmt: skip
#: Why no passport is asked for: the category, the energy, a day before the duty began, or the end.
NoDuty = Literal[
    "", "category", "energy", "placed_before", "ended", "unknown_energy", "unknown_category"
]


@dataclass(frozen=True, slots=True)
class Line:
    """One attribute: how it stands, what is asked of it, and the entry that gave its value."""

    attribute: Attribute
    state: State
    asked: Asked
    entry: int | None = None


@dataclass(frozen=True, slots=True)
class PassportCheck:
    """The whole answer. ``why_not`` says why the law asks for no passport, empty where it does."""

    item: str
    passport: str
    day: str
    category: str
    duty: Duty
    why_not: NoDuty
    lines: tuple[Line, ...]

    def count(self, state: State) -> int:
        """Count the attributes in a state."""
        return sum(one.state == state for one in self.lines)


def check_passport(session: Session, item: ItemState, day: str) -> PassportCheck:
    """Hold the passport of an item against what is asked on a day (YYYY-MM-DD), with or without one."""
    record = record_of(session, item)
    duty = duties().categories.get(item.category) or _unknown(item.category)
    why_not, facts = _why_not(session, item, duty, day)
    lines = []
    for name, attribute in session.around.attributes.items():
        asked = asked_of(attribute, duty, day, facts)
        held = record.values.get(name)
        if held is not None:
            state: State = "complete"
        elif why_not in ("category", "energy", "placed_before", "ended"):
            state = "not_applicable"
        else:
            state = _DEMANDS[asked.demand]
            if state == "missing" and attribute.access_tier in record.closed:
                state = "closed"
        lines.append(Line(attribute, state, asked, held.entry if held is not None else None))
    return PassportCheck(item.item, item.passport, day, item.category, duty, why_not, tuple(lines))


def _why_not(
    session: Session, item: ItemState, duty: Duty, day: str
) -> tuple[NoDuty, frozenset[Fact]]:
    """Say why the law asks for no passport, and what the ledger knows that makes it ask for more."""
    entries = entries_of(session, item)
    facts: set[Fact] = set()
    if item.life in ("reused", "repurposed", "remanufactured") or item.parents:
        facts.add("second_life")
    if any(one.kind == "incident.reported" for one in entries):
        facts.add("incident")
    placed = [
        str(one.payload["placed_on"])
        for one in entries
        if one.kind == "pack.placed-on-market" and one.payload["country"] in duties().market
    ]
    if item.passport_ended and has_ended(item):
        # Article 77(8): it ceases to exist, so nothing is asked of it any more.
        return "ended", frozenset(facts)
    if not item.category:
        return "unknown_category", frozenset(facts)
    if not duty.law:
        return "category", frozenset(facts)
    holds = duty.holds(item.energy_wh)
    if holds is None:
        return "unknown_energy", frozenset(facts)
    if not holds:
        return "energy", frozenset(facts)
    # A second life is a new product: it is placed on the market anew (Article 77(7)).
    if placed and min(placed) < duty.starts and "second_life" not in facts:
        return "placed_before", frozenset(facts)
    return "", frozenset(facts)


def _unknown(category: str) -> Duty:
    """Give what is asked where nobody knows the category: the strictest, that of a vehicle."""
    strictest = duties().categories["EV"]
    label = Text("category not known: asked as of an electric vehicle battery",
                 "categoría desconocida: se pide lo de una batería de vehículo eléctrico")  # fmt: skip
    return Duty(category, strictest.law, strictest.starts, "", label, strictest.source, "low")
