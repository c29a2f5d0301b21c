"""The gate: what arrives is compared with what was loaded, pack by pack, until somebody signs.

A :class:`Gate` holds what was said so far and nothing else: no keyboard, no scanner, no key. It
gives the event that this makes: a reception, one in part, or a rejection.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Literal, get_args

from batterypass.app.enrolling import surplus_form, temporary_id
from batterypass.app.find import find_item
from batterypass.app.label_keys import label_verdict
from batterypass.app.parts import cut, left_to_weigh, number, shares
from batterypass.app.scans import looks_scanned, names_pack
from batterypass.domain.base import decimal_of, number_text
from batterypass.domain.events.refusals import RejectionReason, WhatNext
from batterypass.domain.on_scale import NOT_TAKEN, Found, is_apart, taken_before_kg, taken_kg
from batterypass.domain.parting import answered
from batterypass.errors import InputError, MalformedError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from batterypass.app.session import Session
    from batterypass.domain.states import ConsignmentState, ItemState

RECEIVED = "consignment.received"
PARTIAL = "consignment.partially-received"
REJECTED = "consignment.rejected"
Outcome = Literal["received", "damaged", "missing", "surplus", "rejected"]
OUTCOMES: tuple[Outcome, ...] = get_args(Outcome)
REJECTION_REASONS: tuple[str, ...] = get_args(RejectionReason)
WHAT_NEXT: tuple[str, ...] = get_args(WhatNext)


@dataclass(slots=True)
class GateLine:
    """What was found of one item."""

    outcome: Outcome
    condition: str = ""
    mass_kg: str = ""


@dataclass(slots=True)
class Rejection:
    """Why items are turned away, and what becomes of them; ``alternate`` is a party or empty."""

    reason: str = ""
    next_step: str = ""
    alternate: str = ""


@dataclass(frozen=True, slots=True)
class Scan:
    """What a scanned code is here. ``genuine`` is None for a label without a signature."""

    item: ItemState
    kind: Literal["expected", "again", "stranger"]
    genuine: bool | None


@dataclass(frozen=True, slots=True)
class Weighing:
    """The scale against what was declared of all that is received."""

    expected_kg: str
    measured_kg: str

    @property
    def difference_kg(self) -> Decimal:
        """The scale minus what was declared."""
        return decimal_of(self.measured_kg) - decimal_of(self.expected_kg)

    @property
    def percent(self) -> Decimal | None:
        """The difference in percent of what was declared, to a tenth; None where nothing was."""
        expected = decimal_of(self.expected_kg)
        return round(self.difference_kg * 100 / expected, 1) if expected else None

    def is_apart(self, tolerance_percent: str) -> bool:
        """Tell whether the difference is beyond a tolerance, as the rule on it counts."""
        expected, measured = decimal_of(self.expected_kg), decimal_of(self.measured_kg)
        return is_apart(expected, measured, tolerance_percent)


class Gate:
    """One reception in the making."""

    def __init__(self, session: Session, consignment: ConsignmentState) -> None:
        """Expect everything that was loaded; what was not loaded is not on the truck."""
        self.consignment = consignment
        self._session = session
        #: What earlier parts of this reception have answered for.
        self.before = frozenset(answered(consignment, "received"))
        self.expected = [
            name
            for name, line in consignment.items.items()
            if line.get("outcome", "") in ("", *OUTCOMES) and name not in self.before
        ]
        self.lines: dict[str, GateLine] = {}
        self.rejection = Rejection()
        #: Id -> what was read on a pack that no maker brought here, empty where nothing could be.
        self.enrolled: dict[str, str] = {}

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

    def is_scan(self, text: str) -> bool:
        """Tell whether a line reads like the code of a pack, known here or not."""
        return looks_scanned(self._session, text)

    def names_pack(self, text: str) -> bool:
        """Tell whether a line is the code of a pack, and no name of a person."""
        return names_pack(self._session, text)

    def put(
        self, item: str, outcome: Outcome, *, condition: str = "", mass_kg: str = ""
    ) -> GateLine:
        """Say what became of an item; saying it again replaces what was said."""
        line = GateLine(outcome, condition if outcome in ("damaged", "surplus") else "", mass_kg)
        self.lines[item] = line
        return line

    def enrol(self, party: str, day: str, read: str) -> str:
        """Receive as surplus a pack that is not in the ledger; give its temporary id.

        Raises InputError for a party that has no domain to make ids under.
        """
        item = temporary_id(self._session, party, day, self.enrolled)
        self.enrolled[item] = read
        self.put(item, "surplus", condition="cannot_be_diagnosed")
        return item

    def enrolments(self, site: str) -> list[dict[str, Any]]:
        """Give the forms of ``pack.enrolled`` that go before the reception."""
        return [
            surplus_form(item, read, "surplus" if read else "torn_label", site)
            for item, read in self.enrolled.items()
        ]

    def take_back(self, item: str) -> None:
        """Forget what was said of an item."""
        self.lines.pop(item, None)
        self.enrolled.pop(item, None)

    def saved(self) -> dict[str, Any]:
        """Give everything that was said so far, as plain data."""
        return {
            "lines": {name: asdict(line) for name, line in self.lines.items()},
            "rejection": asdict(self.rejection),
            "enrolled": dict(self.enrolled),
        }

    def resume(self, saved: Mapping[str, Any]) -> bool:
        """Take what was said before; False, and nothing taken, where it does not fit this load."""
        try:
            lines = {str(name): GateLine(**line) for name, line in saved["lines"].items()}
            rejection, enrolled = Rejection(**saved["rejection"]), dict(saved["enrolled"])
        except (KeyError, TypeError, AttributeError, ValueError):
            return False
        for name in lines:
            if name not in enrolled and self._session.world.item(name) is None:
                return False
        if any(self._session.world.item(name) is not None for name in enrolled):
            # Somebody has given the temporary id to another pack meanwhile.
            return False
        # What was said of a rejection this time counts before what was said then.
        said = {name: value for name, value in asdict(self.rejection).items() if value}
        self.lines, self.enrolled = lines, enrolled
        self.rejection = replace(rejection, **said)
        return True

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
        """Compare the scale with what was declared of all that is received, earlier parts too."""
        found = (Found(name, line.outcome, line.mass_kg) for name, line in self.lines.items())
        expected = taken_kg(self.consignment, found) + taken_before_kg(self.consignment)
        return Weighing(number_text(expected), measured_kg)

    def _mass_of(self, name: str, line: GateLine) -> Decimal:
        """Give what an item that was taken should weigh: as declared, else as weighed or made."""
        if line.outcome in NOT_TAKEN:
            return Decimal(0)
        declared = self.consignment.items.get(name, {}).get("mass_kg", "")
        known = self._session.world.item(name)
        own = known.mass_kg if known is not None else ""
        return decimal_of(declared or line.mass_kg or own or "0")

    @property
    def kind(self) -> str:
        """Give the kind of the reception: whether all is taken, some of it or nothing."""
        return _kind_of(line.outcome for line in self.lines.values())

    def forms(
        self, measured_kg: str, at_site: str, private: Mapping[str, Mapping[str, str]] | None = None
    ) -> list[tuple[str, dict[str, Any]]]:
        """Give kind and form of the event, or of its parts: the kind of each is its own.

        Raises InputError for a mass below that of the parts that are in already.
        """
        pieces = cut(self.lines_form(), self.consignment, "received") or [[]]
        if len(pieces) == 1 and not self.before:
            return [self._form(pieces[0], measured_kg, at_site, private)]
        left_kg = left_to_weigh(measured_kg, self.consignment)
        weights = [
            sum((self._mass_of(one["item"], self.lines[one["item"]]) for one in piece), Decimal(0))
            for piece in pieces
        ]
        found = [
            self._form(piece, mass, at_site, private)
            for piece, mass in zip(pieces, shares(left_kg, weights), strict=True)
        ]
        return number(found, self.consignment, "received")

    def _form(
        self,
        lines: list[dict[str, str]],
        measured_kg: str,
        at_site: str,
        private: Mapping[str, Mapping[str, str]] | None,
    ) -> tuple[str, dict[str, Any]]:
        kind = _kind_of(line["outcome"] for line in lines)
        said: dict[str, Any] = {"consignment": self.consignment.subject, "at_site": at_site}
        if kind == REJECTED:
            said["items"] = [line["item"] for line in lines]
        else:
            said |= {"lines": lines, "measured_mass_kg": measured_kg}
        if kind != RECEIVED:
            said |= asdict(self.rejection)
        return kind, {
            **said,
            "private": {
                point: known
                for point, values in (private or {}).items()
                if (known := {name: value for name, value in values.items() if value})
            },
        }

    def lines_form(self) -> list[dict[str, str]]:
        """Give what was said of each item: the lines of the paper in its order, then the surplus."""
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
        return lines


def _kind_of(outcomes: Iterable[str]) -> str:
    found = set(outcomes)
    if "rejected" not in found:
        return RECEIVED
    return REJECTED if found == {"rejected"} else PARTIAL


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
