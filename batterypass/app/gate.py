"""The gate: what arrives is compared with what was loaded, pack by pack, until somebody signs.

A :class:`Gate` holds what was said so far and nothing else: no keyboard, no scanner, no key. It
gives the form of ``consignment.received``.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Literal, get_args

from batterypass.app.find import find_item
from batterypass.app.labels import label_verdict
from batterypass.app.manifests import loaded_kg
from batterypass.domain.base import decimal_of, number_text
from batterypass.errors import InputError, MalformedError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from batterypass.app.session import Session
    from batterypass.domain.states import ConsignmentState, ItemState

RECEIVED = "consignment.received"
Outcome = Literal["received", "damaged", "missing", "surplus"]
OUTCOMES: tuple[Outcome, ...] = get_args(Outcome)


@dataclass(slots=True)
class GateLine:
    """What was found of one item."""

    outcome: Outcome
    condition: str = ""
    mass_kg: str = ""


@dataclass(frozen=True, slots=True)
class Scan:
    """What a scanned code is here. ``genuine`` is None for a label without a signature."""

    item: ItemState
    kind: Literal["expected", "again", "stranger"]
    genuine: bool | None


@dataclass(frozen=True, slots=True)
class Weighing:
    """The scale against the paper, and against what is said to have arrived."""

    declared_kg: str
    arrived_kg: str
    measured_kg: str

    @property
    def difference_kg(self) -> Decimal:
        """The scale minus the paper."""
        return decimal_of(self.measured_kg) - decimal_of(self.declared_kg)

    @property
    def percent(self) -> Decimal | None:
        """The difference in percent of the paper, to a tenth; None where the paper has no mass."""
        declared = decimal_of(self.declared_kg)
        return round(self.difference_kg * 100 / declared, 1) if declared else None


class Gate:
    """One reception in the making."""

    def __init__(self, session: Session, consignment: ConsignmentState) -> None:
        """Expect everything that was loaded; what was not loaded is not on the truck."""
        self.consignment = consignment
        self._session = session
        self.expected = [
            name
            for name, line in consignment.items.items()
            if line.get("outcome", "") in ("", *OUTCOMES)
        ]
        self.lines: dict[str, GateLine] = {}

    def scan(self, text: str) -> Scan:
        """Say what a scanned or typed code is. Raises InputError for what this ledger has not."""
        item = find_item(self._session, text)
        try:
            genuine = label_verdict(self._session, text) if "#" in text else None
        except MalformedError:
            genuine = False
        if item.item in self.lines:
            return Scan(item, "again", genuine)
        return Scan(item, "expected" if item.item in self.expected else "stranger", genuine)

    def put(
        self, item: str, outcome: Outcome, *, condition: str = "", mass_kg: str = ""
    ) -> GateLine:
        """Say what became of an item; saying it again replaces what was said."""
        line = GateLine(outcome, condition if outcome in ("damaged", "surplus") else "", mass_kg)
        self.lines[item] = line
        return line

    def take_back(self, item: str) -> None:
        """Forget what was said of an item."""
        self.lines.pop(item, None)

    def unseen(self) -> list[str]:
        """List what was loaded and has not been seen, in the order of the paper."""
        return [name for name in self.expected if name not in self.lines]

    def count(self, outcome: Outcome) -> int:
        """Count the lines of an outcome."""
        return sum(line.outcome == outcome for line in self.lines.values())

    def seen(self) -> int:
        """Count what of the paper has been seen."""
        return len(self.expected) - len(self.unseen())

    def weighing(self, measured_kg: str) -> Weighing:
        """Compare the scale with the paper."""
        arrived = Decimal(0)
        for name, line in self.lines.items():
            declared = self.consignment.items.get(name, {}).get("mass_kg", "")
            if line.outcome != "missing":
                arrived += decimal_of(declared or line.mass_kg or "0")
        return Weighing(loaded_kg(self.consignment), number_text(arrived), measured_kg)

    def form(
        self, measured_kg: str, at_site: str, private: Mapping[str, Mapping[str, str]] | None = None
    ) -> dict[str, Any]:
        """Give the form of ``consignment.received``: the lines of the paper, then the surplus."""
        order = [*self.expected, *(name for name in self.lines if name not in self.expected)]
        lines = []
        for name in order:
            line = self.lines.get(name)
            if line is None:
                continue
            values = {
                "item": name,
                "outcome": line.outcome,
                "mass_kg": line.mass_kg,
                "condition": line.condition,
            }
            lines.append({key: value for key, value in values.items() if value})
        return {
            "consignment": self.consignment.subject,
            "at_site": at_site,
            "lines": lines,
            "measured_mass_kg": measured_kg,
            "private": {
                point: known
                for point, values in (private or {}).items()
                if (known := {name: value for name, value in values.items() if value})
            },
        }


def parse_line(session: Session, text: str) -> tuple[str, GateLine]:
    """Read ``ITEM=outcome[:kg][:condition]`` as a script writes it. Raises InputError."""
    name, equals, rest = text.rpartition("=")
    parts = rest.split(":")
    if not equals or not name or parts[0] not in OUTCOMES or len(parts) > 3:
        raise InputError(
            f"--line {text}: expected ITEM=OUTCOME[:KG[:CONDITION]], OUTCOME one of"
            f" {', '.join(OUTCOMES)}",
            code="gate.bad-line",
            found=text,
            outcomes=", ".join(OUTCOMES),
        )
    item = find_item(session, name)
    outcome: Outcome = next(one for one in OUTCOMES if one == parts[0])
    mass, condition = (*parts[1:], "", "")[:2]
    return item.item, GateLine(outcome, condition, mass)
