"""Which class a waste belongs to, by the table row in force on the day it is offered.

``reference/waste-and-manifests.md`` 1 and 7: the row is chosen by jurisdiction, date, stream and
damage state, never by today; proposed law never drives output; the answer names the row, the date,
the confidence and the reason. What the table leaves open stays open: a person determines it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Literal

from batterypass.domain.vocabulary import DAMAGED
from batterypass.regulations.reasons import Reason
from batterypass.regulations.tables import Confidence, Regulations, Row, Table, least

if TYPE_CHECKING:
    from collections.abc import Iterable

#: ``determine`` and ``hazardous_unless_tested`` are what a table says where a person must decide.
FoundClass = Literal[
    "hazardous", "special_handling", "non_hazardous", "universal_waste",
    "determine", "hazardous_unless_tested",
]  # fmt: skip
DamageState = Literal["intact", "damaged_defective_recalled", "leaking_or_burnt", "unknown"]

#: From mild to strict; the strictest of the items is the class of the load.
STRICTNESS: dict[str, int] = {
    "universal_waste": 0,
    "non_hazardous": 0,
    "special_handling": 1,
    "determine": 2,
    "hazardous_unless_tested": 3,
    "hazardous": 4,
}
OPEN_CLASSES: frozenset[str] = frozenset({"determine", "hazardous_unless_tested"})
_REMARK = re.compile(r"\([^)]*\)")
_OR = re.compile(r"\||\bor\b")


@dataclass(frozen=True, slots=True)
class Classification:
    """The class of a waste, and what it rests on.

    ``regime`` is the id of the row, empty where no row holds. ``codes`` are waste codes to choose
    from. ``doubtful`` is true where the row is not certain, or leaves the class to a person.
    """

    waste_class: FoundClass
    regime: str
    table_sha256: str
    reason: Reason
    confidence: Confidence
    competence: str
    document: str
    codes: tuple[str, ...]
    doubtful: bool
    day: str
    #: The declared class that a person may choose where the table leaves it open.
    mild_class: str

    @property
    def declarable(self) -> tuple[str, ...]:
        """Give the classes that a declaration may name: one, or what the table leaves open.

        A declaration has no word for waste that is neither hazardous nor special handling: ``any``.
        """
        if self.waste_class in OPEN_CLASSES:
            return ("hazardous", self.mild_class)
        if self.waste_class in ("non_hazardous", "universal_waste"):
            return ("any",)
        return (self.waste_class,)

    def accepts(self, declared: str) -> bool:
        """Tell whether a declared class agrees with this one, or decides what it leaves open."""
        return declared in self.declarable


def damage_state_of(condition: str) -> DamageState:
    """Map one of the four condition words; without a condition the damage is unknown.

    What cannot be diagnosed counts as damaged until it is assessed (``design/events.md``).
    """
    if condition == "damaged_critical":
        return "leaking_or_burnt"
    if condition in DAMAGED:
        return "damaged_defective_recalled"
    return "intact" if condition == "serviceable" else "unknown"


def classify(
    regulations: Regulations,
    jurisdiction: str,
    shipment_day: str,
    stream: str,
    condition: str,
    generator_declares_hazardous: bool,
) -> Classification:
    """Classify a waste by the row in force on the day it is shipped.

    Raises UndecidedError where the tables are not in the bundle.
    """
    return _classify(
        regulations.table("classification-regimes"),
        regulations.table("waste-codes"),
        jurisdiction,
        shipment_day,
        stream,
        damage_state_of(condition),
        generator_declares_hazardous,
    )


@lru_cache(maxsize=4096)
def _classify(
    regimes: Table,
    waste_codes: Table,
    jurisdiction: str,
    day: str,
    stream: str,
    damage: DamageState,
    declared: bool,
) -> Classification:
    codes_there = _CodeList(waste_codes, jurisdiction, day, stream)
    regime = _regime_in_force(regimes, jurisdiction, day)
    values = {
        "jurisdiction": jurisdiction,
        "day": day,
        "stream": f"~{stream}",
        "damage": f"~{damage}",
    }
    if regime is None:
        return Classification(
            "determine", "", regimes.sha256, Reason("classified-no-regime", values),
            "low", "", "", (), True, day, "any",
        )  # fmt: skip
    values["regime"] = regime["id"]
    found, codes, reason = _class_of(regime, stream, damage, declared, codes_there)
    if not codes:
        codes = codes_there.of_class(regime.get("code_refs", ()), found)
    values["codes"] = ", ".join(codes) or "-"
    confidence = least(regime["confidence"], *map(codes_there.confidence, codes))
    competence = regime.get("competence", {})
    return Classification(
        waste_class=found,
        regime=regime["id"],
        table_sha256=regimes.sha256,
        reason=Reason(reason, values),
        confidence=confidence,
        competence=str(competence.get(found, "")),
        document=str(regime.get("document", {}).get(found, "")),
        codes=codes,
        doubtful=confidence != "high" or found in OPEN_CLASSES,
        day=day,
        mild_class="special_handling" if "special_handling" in competence else "any",
    )


class _CodeList:
    """The waste codes of a jurisdiction on a day; of two rows with one code, the stream's own."""

    def __init__(self, waste_codes: Table, jurisdiction: str, day: str, stream: str) -> None:
        self._rows: dict[str, Row] = {}
        self._stream = stream
        for row in waste_codes.in_force(day):
            if row["jurisdiction"] != jurisdiction:
                continue
            key = key_of_code(row["code"])
            if key not in self._rows or row["stream"] == stream:
                self._rows[key] = row

    def hazard(self, code: str) -> str:
        """Give the hazard status of a code, empty where nobody knows it on that day."""
        row = self._rows.get(key_of_code(code))
        return row["hazard_status"] if row else ""

    def confidence(self, code: str) -> str:
        row = self._rows.get(key_of_code(code))
        return row["confidence"] if row else "low"

    def of_class(self, codes: Iterable[str], waste_class: str) -> tuple[str, ...]:
        """Give those of some codes that stand for this stream and class."""
        hazard = "hazardous" if waste_class == "hazardous_unless_tested" else waste_class
        rows = ((code, self._rows.get(key_of_code(code))) for code in codes)
        return tuple(
            code
            for code, row in rows
            if row and row["stream"] == self._stream and row["hazard_status"] == hazard
        )


def key_of_code(code: str) -> str:
    """Compare codes of a waste list by their digits: the asterisk is not always written."""
    digits = "".join(letter for letter in code if letter.isdigit())
    return digits if code[:1].isdigit() and len(digits) == 6 else code


def _regime_in_force(regimes: Table, jurisdiction: str, day: str) -> Row | None:
    held = [row for row in regimes.in_force(day) if row["jurisdiction"] == jurisdiction]
    # Where two rows overlap the newer law wins.
    return max(held, key=lambda row: str(row["valid_from"]), default=None)


def _class_of(
    regime: Row, stream: str, damage: str, declared: bool, codes_there: _CodeList
) -> tuple[FoundClass, tuple[str, ...], str]:
    """Give the class, the waste codes that it rests on, and the code of the reason."""
    facts: dict[str, Any] = {"damage": damage, "generator_declares_hazardous": declared}
    for override in regime.get("overrides", ()):
        when = override["when"]
        if all(facts.get(name) == value for name, value in when.items()):
            reason = "classified-damage" if "damage" in when else "classified-declared"
            return override["result"], (), reason
    cell = regime["default"].get(stream)
    if cell is None:
        return "determine", (), "classified-no-row"
    if cell in STRICTNESS:
        return cell, (), "classified-stream"
    # Codes: alternatives by "|" or "or", codes that stand together by "+".
    classes: set[str] = set()
    codes: list[str] = []
    for alternative in _OR.split(_REMARK.sub("", cell)):
        together = [code.strip() for code in alternative.split("+")]
        codes += together
        hazards = {codes_there.hazard(code) for code in together}
        classes.add(hazards.pop() if len(hazards) == 1 else "determine")
    only = classes.pop() if len(classes) == 1 else "determine"
    if only not in STRICTNESS:
        # A status such as "conditional", or a code that nobody knows on that day.
        only = "determine"
    reason = "classified-mirror" if only == "determine" else "classified-code"
    return only, tuple(codes), reason  # type: ignore[return-value]
