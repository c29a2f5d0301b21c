"""What is advised to become of a battery: reuse, repurpose, recycle, or not enough data.

A pure function of facts and a dated table (``second-life-thresholds.json``, or somebody's own). It
is advice, never a rule: no finding comes of it, so the table is no part of a rulebook. A use is
*met* where every row that is needed is met and none fails, *open* where nothing fails and something
needed is not known, else it *fails*; the better use is asked first.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Any, Final, Literal, get_args

from batterypass.domain.base import is_number
from batterypass.domain.vocabulary import Category, Chemistry, Condition
from batterypass.errors import MalformedError
from batterypass.regulations.attributes import attributes
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
#: Members that are lists, and the words that may stand in them.
_WORDS: Final[Mapping[str, tuple[str, ...]]] = {
    "chemistries": (_ANY, *get_args(Chemistry)),
    "categories": (_ANY, *get_args(Category)),
    "is": get_args(Condition),
    "open": get_args(Condition),
}
_OPTIONAL: Final = frozenset({"is", "open"})
_ID: Final = re.compile(r"[A-Z0-9][A-Z0-9-]{0,59}")
_MEMBERS: Final = {
    "id", "for", "fact", "least", "most", "is", "open", "passport", "needed", "otherwise",
    "chemistries", "categories", "valid_from", "valid_to", "status", "source", "confidence",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Fact:
    """What is known of a battery: a value, the entry that says it and how old that is in days.

    ``entry`` is None for what follows from no single reading. What was computed from others is
    ``exact``; its ``value`` is that, cut after six places, for people.
    """

    value: str
    entry: int | None = None
    age_days: int | None = None
    exact: Fraction | None = None

    @property
    def derived(self) -> bool:
        """Tell whether it was computed from others."""
        return self.exact is not None

    @property
    def number(self) -> Fraction:
        """Give what is compared, unrounded: 79.9999999 % are no 80 %."""
        return Fraction(self.value) if self.exact is None else self.exact


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
    if named[0] != "is" and not _is_bound(row[named[0]]):
        return f"{named[0]}: expected a number as text, found {row[named[0]]!r}"
    if not isinstance(row.get("needed"), bool) or row.get("otherwise") not in ("fails", "open"):
        return "expected needed (true or false) and otherwise (fails or open)"
    for member in ("source", "status"):
        if not isinstance(row.get(member), str) or not row[member]:
            return f"{member}: expected a text"
    if "open" in row and named[0] != "is":
        return "open: only beside is"
    for member, words in _WORDS.items():
        if (member in row or member not in _OPTIONAL) and not _are_words(row.get(member), words):
            return f"{member}: expected some of {', '.join(words)}, found {row.get(member)!r}"
    if "passport" in row and (named[0] == "is" or str(row["passport"]) not in attributes()):
        return f"passport: expected the id of an attribute, of a number, found {row['passport']!r}"
    return ""


def _are_words(value: object, words: tuple[str, ...]) -> bool:
    """Tell whether a list has known words only: by a misspelt one its row would never be asked."""
    if not isinstance(value, list) or not value or any(one not in words for one in value):
        return False
    return _ANY not in value or len(value) == 1


def _is_bound(value: object) -> bool:
    """Tell whether a threshold is a number string without a sign."""
    return isinstance(value, str) and is_number(value) and not value.startswith("-")


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
    # A passport that says 0.8 means 80 %, or nothing: not that 0.8 % will do.
    is_own = comparison != "is" and _is_bound(own) and Fraction(str(own)) > 1
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
    bound = Fraction(str(threshold))
    is_met = found.number >= bound if comparison == "least" else found.number <= bound
    return "met" if is_met else _otherwise(row)


def _otherwise(row: Mapping[str, Any]) -> Outcome:
    return "open" if row["otherwise"] == "open" else "fails"
