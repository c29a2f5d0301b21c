"""What is advised to become of a battery: reuse, repurpose, recycle, or not enough data.

A pure function of facts and a dated table (``second-life-thresholds.json``, or somebody's own). It
is advice, never a rule: no finding comes of it, so the table is no part of a rulebook. A use is
*met* where every row that is needed is met and none fails, *open* where nothing fails and something
needed is not known, else it *fails*; the better use is asked first.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any, Final, Literal

from batterypass.errors import MalformedError
from batterypass.regulations.tables import Table

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from batterypass.domain.events.decision import Answer

Outcome = Literal["met", "fails", "open", "unknown"]
#: Facts that can be compared; each is a number but the condition.
FACTS: Final = (
    "condition", "soh_percent", "reading_age_days", "resistance_increase_percent",
    "cycles_share_percent", "age_years",
)  # fmt: skip
USES: Final[tuple[Answer, ...]] = ("reuse", "repurpose")
_NAME: Final = "second-life-thresholds"
_ANY: Final = "any"
_ID: Final = re.compile(r"[A-Z0-9][A-Z0-9-]{0,59}")
_MEMBERS: Final = {
    "id", "for", "fact", "least", "most", "is", "open", "passport", "needed", "otherwise",
    "chemistries", "categories", "valid_from", "valid_to", "status", "source", "confidence",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Fact:
    """What is known of a battery: a value, the entry that says it and how old that is in days.

    ``entry`` is None for what follows from no single reading; ``derived`` tells that the value was
    computed from others.
    """

    value: str
    entry: int | None = None
    age_days: int | None = None
    derived: bool = False


@dataclass(frozen=True, slots=True)
class Check:
    """One row of the table over one battery: what was asked, what was found."""

    row: str
    use: str
    fact: str
    outcome: Outcome
    #: ``least``, ``most`` or ``is``, and what it is compared with.
    comparison: str
    threshold: str
    needed: bool
    confidence: str
    source: str
    found: Fact | None
    #: The threshold is the one of its own passport.
    from_passport: bool = False


@dataclass(frozen=True, slots=True)
class Advice:
    """The answer, every row that was asked, and the table by which it was found."""

    answer: Answer
    checks: tuple[Check, ...]
    table_sha256: str
    day: str

    @property
    def deciding(self) -> tuple[Check, ...]:
        """Give the rows that gave the answer: what is met for a use, what fails, or what is open."""
        if self.answer == "recycle":
            return tuple(one for one in self.checks if one.outcome == "fails")
        if self.answer in USES:
            passed = (self.answer, "met")
            return tuple(one for one in self.checks if (one.use, one.outcome) == passed)
        # The better use is asked first, and what it lacks is what has to be measured.
        use = next((use for use in USES if _stands(self.of(use)) == "open"), "")
        return tuple(one for one in self.of(use) if one.outcome == "open" or _is_lacking(one))

    def of(self, use: str) -> list[Check]:
        """Give the rows of one use."""
        return [one for one in self.checks if one.use == use]


def _is_lacking(check: Check) -> bool:
    return check.needed and check.outcome == "unknown"


def parse_thresholds(body: bytes) -> Table:
    """Read a table of thresholds. Raises MalformedError that names the row and what is wrong."""
    table = Table.parse(_NAME, body)
    for number, row in enumerate(table.rows):
        name = str(row.get("id", number))
        wrong = _wrong_with(row)
        if wrong:
            raise MalformedError(f"table {_NAME}: row {name}: {wrong}")
    return table


def _wrong_with(row: Mapping[str, Any]) -> str:
    unknown = sorted(set(row) - _MEMBERS)
    if unknown:
        return f"member {unknown[0]!r} is not known"
    if not isinstance(row.get("id"), str) or not _ID.fullmatch(row["id"]):
        return "id: expected capital letters, digits and hyphens"
    if row.get("for") not in USES:
        return f"for: expected one of {', '.join(USES)}, found {row.get('for')!r}"
    if row.get("fact") not in FACTS:
        return f"fact: expected one of {', '.join(FACTS)}, found {row.get('fact')!r}"
    named = [one for one in ("least", "most", "is") if one in row]
    if len(named) != 1 or (named[0] == "is") != (row["fact"] == "condition"):
        return "expected one of least and most for a number, is for the condition"
    if named[0] != "is" and _number(row[named[0]]) is None:
        return f"{named[0]}: expected a number as text, found {row[named[0]]!r}"
    if not isinstance(row.get("needed"), bool) or row.get("otherwise") not in ("fails", "open"):
        return "expected needed (true or false) and otherwise (fails or open)"
    for member in ("chemistries", "categories", "is", "open"):
        value = row.get(member, [])
        if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
            return f"{member}: expected a list of words"
    if not row.get("chemistries") or not row.get("categories"):
        return "expected chemistries and categories, or any"
    if "passport" in row and not isinstance(row["passport"], str):
        return "passport: expected the id of an attribute"
    return ""


def _number(text: object) -> Decimal | None:
    if not isinstance(text, str):
        return None
    try:
        value = Decimal(text)
    except InvalidOperation:
        return None
    return value if value.is_finite() else None


def advise(
    table: Table,
    day: str,
    facts: Mapping[str, Fact],
    chemistry: str,
    category: str,
    passport: Mapping[str, Any],
) -> Advice:
    """Say what is advised on a day. ``passport`` has the public values of the battery."""
    checks = tuple(
        _check(row, facts, passport)
        for use in USES
        for fact in FACTS
        for row in _rows_for(table, day, use, fact, chemistry, category)
    )
    return Advice(_answer(checks), checks, table.sha256, day)


def _answer(checks: tuple[Check, ...]) -> Answer:
    for use in USES:
        stands = _stands([one for one in checks if one.use == use])
        if stands == "met":
            return use
        if stands == "open":
            return "not_enough_data"
    return "recycle"


def _stands(checks: list[Check]) -> Literal["met", "fails", "open"]:
    """Say how one use stands; without a row nobody knows."""
    if any(one.outcome == "fails" for one in checks):
        return "fails"
    if not checks or any(one.outcome == "open" or _is_lacking(one) for one in checks):
        return "open"
    return "met"


def _rows_for(
    table: Table, day: str, use: str, fact: str, chemistry: str, category: str
) -> Iterator[Mapping[str, Any]]:
    """Give the rows of the closest fit: those that name the battery before those for any."""
    found = [
        row
        for row in table.in_force(day)
        if (row["for"], row["fact"]) == (use, fact)
        and (_ANY in row["chemistries"] or chemistry in row["chemistries"])
        and (_ANY in row["categories"] or category in row["categories"])
    ]
    best = max((_closeness(row) for row in found), default=0)
    yield from (row for row in found if _closeness(row) == best)


def _closeness(row: Mapping[str, Any]) -> int:
    return 2 * (_ANY not in row["chemistries"]) + (_ANY not in row["categories"])


def _check(row: Mapping[str, Any], facts: Mapping[str, Fact], passport: Mapping[str, Any]) -> Check:
    comparison = next(one for one in ("least", "most", "is") if one in row)
    own = passport.get(row.get("passport", ""))
    is_own = comparison != "is" and _number(own) is not None
    threshold = str(own) if is_own else row[comparison]
    found = facts.get(row["fact"])
    return Check(
        row=row["id"],
        use=row["for"],
        fact=row["fact"],
        outcome=_outcome(row, comparison, threshold, found),
        comparison=comparison,
        threshold=", ".join(threshold) if isinstance(threshold, list) else str(threshold),
        needed=row["needed"],
        confidence=row["confidence"],
        source=row["source"],
        found=found,
        from_passport=is_own,
    )


def _outcome(
    row: Mapping[str, Any], comparison: str, threshold: str | list[str], found: Fact | None
) -> Outcome:
    if found is None:
        return "unknown"
    if comparison == "is":
        if found.value in threshold:
            return "met"
        return "open" if found.value in row.get("open", ()) else _otherwise(row)
    value, bound = Decimal(found.value), Decimal(str(threshold))
    is_met = value >= bound if comparison == "least" else value <= bound
    return "met" if is_met else _otherwise(row)


def _otherwise(row: Mapping[str, Any]) -> Outcome:
    return "open" if row["otherwise"] == "open" else "fails"
