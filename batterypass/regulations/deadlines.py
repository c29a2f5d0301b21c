"""Deadlines that begin with a hand-over, from ``manifest-deadlines.json``.

The rule in force on the day on which its clock started governs, whatever became law since. What
depends on time passing is told for the day that was asked about and stored nowhere; no finding
rests on it, so the table is no part of a rulebook (``docs/decisions/0016``).

Days are counted on the calendar where it happened. ``business`` and ``working`` days are Monday to
Friday: no list of holidays is packaged, so a holiday makes a deadline here earlier than the law's,
never later.
"""

from __future__ import annotations

import calendar
import json
from dataclasses import dataclass
from datetime import date, timedelta
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Literal, get_args

from batterypass.errors import MalformedError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

DayType = Literal["calendar", "business", "working"]
#: What starts a clock: a day that the ledger has. ``none``: nothing that it knows.
Clock = Literal["collected", "delivered", "received", "treated", "waste", "year", "quarter", "none"]
#: The words of the table -> the clock here. What is not named here is ``none``.
_CLOCKS: Mapping[str, Clock] = MappingProxyType(
    {
        "transporter.signed_date (box 14)": "collected",
        "initial transporter acceptance (box 17)": "collected",
        "initial transporter acceptance": "collected",
        "delivery": "delivered",
        "consignee.signed_date (box 19)": "received",
        "receipt at facility": "received",
        "reception date (box 18)": "received",
        "treatment finished": "treated",
        "generation/entry date": "waste",
        "became universal waste": "waste",
        "calendar year": "year",
        "quarter end (31 Mar, 30 Jun, 30 Sep, 31 Dec)": "quarter",
        # The planned day of a shipment, a transfer facility, the manifest of a rejected load that
        # goes on, and a start without a clock: the ledger does not have these days.
        "shipment start (backward)": "none",
        "shipment date (backward)": "none",
        "arrival at transfer facility": "none",
        "initial transporter of the NEW manifest accepts": "none",
        "": "none",
    }
)
_CONFIDENCES = ("high", "medium", "low")


@dataclass(frozen=True, slots=True)
class DeadlineRule:
    """One row. ``months`` and ``years`` count as months; ``window`` is two days of a year."""

    rule_id: str
    form: str
    jurisdiction: str
    clock: Clock
    clock_starts: str
    actor: str
    action: str
    days: int | None
    day_type: DayType
    months: int | None
    window: tuple[str, str] | None
    valid_from: str
    valid_to: str
    legal_ref: str
    confidence: str
    verify: bool
    note: str

    @property
    def is_only_an_age(self) -> bool:
        """Tell whether the law says "without delay": an age is shown, and nothing is overdue."""
        return self.days == 0

    def governs(self, started_on: str) -> bool:
        """Tell whether it was in force on the day on which a clock started."""
        return self.valid_from <= started_on and (not self.valid_to or started_on <= self.valid_to)

    def due_on(self, started_on: str) -> str:
        """Give the last day on which the action is in time; empty where there is no number."""
        start = date.fromisoformat(started_on)
        if self.months is not None:
            return add_months(start, self.months).isoformat()
        if self.days is None or self.is_only_an_age:
            return ""
        if self.day_type == "calendar":
            return (start + timedelta(days=self.days)).isoformat()
        return add_working_days(start, self.days).isoformat()


@dataclass(frozen=True, slots=True)
class Retention:
    """How long a paper is kept; ``years`` is None where no number ends it."""

    form: str
    who: str
    years: int | None
    since: str
    legal_ref: str
    confidence: str
    verify: bool
    note: str


@dataclass(frozen=True, slots=True)
class Deadlines:
    """The table."""

    rules: tuple[DeadlineRule, ...]
    retention: tuple[Retention, ...]

    def rule(self, rule_id: str) -> DeadlineRule | None:
        """Give a rule by its id, or None."""
        return next((one for one in self.rules if one.rule_id == rule_id), None)

    def governing(self, clock: Clock, started_on: str, form: str | None) -> Iterator[DeadlineRule]:
        """Give the rules of a form whose clock started on a day; None: rules of no form."""
        for one in self.rules:
            if one.clock == clock and one.form == (form or "") and one.governs(started_on):
                yield one


def parse_deadlines(body: bytes) -> Deadlines:
    """Read the table from the bytes of its file. Raises MalformedError that names the row."""
    try:
        data = json.loads(body)
        rules = tuple(map(_rule, data["rules"]))
        kept = tuple(map(_retention, data["retention"]))
    except (ValueError, KeyError, TypeError) as error:
        raise MalformedError(f"manifest-deadlines: {error}") from error
    if len({one.rule_id for one in rules}) != len(rules):
        raise MalformedError("manifest-deadlines: two rules have the same id")
    return Deadlines(rules, kept)


def _rule(row: Mapping[str, Any]) -> DeadlineRule:
    where = f"manifest-deadlines: {row['rule_id']}"
    words = str(row.get("clock_starts", ""))
    if words not in _CLOCKS:
        raise MalformedError(f"{where}: a clock that nobody here reads: {words!r}")
    day_type = row.get("day_type", "calendar")
    if day_type not in get_args(DayType):
        raise MalformedError(f"{where}: day_type {day_type!r}")
    if row["confidence"] not in _CONFIDENCES or not isinstance(row["verify"], bool):
        raise MalformedError(f"{where}: confidence {row['confidence']!r}, verify {row['verify']!r}")
    months = row.get("months")
    if "years" in row:
        months = 12 * int(row["years"])
    window = row.get("window")
    for day in (row["valid_from"], row.get("valid_to") or "2000-01-01"):
        date.fromisoformat(day)
    return DeadlineRule(
        rule_id=str(row["rule_id"]),
        form=str(row.get("form") or ""),
        jurisdiction=str(row.get("jurisdiction", "")),
        clock=_CLOCKS[words],
        clock_starts=words,
        actor=str(row.get("actor", "")),
        action=str(row["action"]),
        days=row.get("days"),
        day_type=day_type,
        months=months,
        window=(str(window[0]), str(window[1])) if window else None,
        valid_from=str(row["valid_from"]),
        valid_to=str(row.get("valid_to") or ""),
        legal_ref=str(row.get("legal_ref", "")),
        confidence=str(row["confidence"]),
        verify=row["verify"],
        note=str(row.get("note", "")),
    )


def _retention(row: Mapping[str, Any]) -> Retention:
    return Retention(
        form=str(row["form"]),
        who=str(row["who"]),
        years=row["years"],
        since=str(row["from"]),
        legal_ref=str(row.get("legal_ref", "")),
        confidence=str(row["confidence"]),
        verify=bool(row["verify"]),
        note=str(row.get("note", "")),
    )


def add_months(start: date, months: int) -> date:
    """Give the same day some months later, or the last day of a month that is too short for it."""
    total = start.year * 12 + start.month - 1 + months
    year, month = divmod(total, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(start.day, last))


def add_working_days(start: date, days: int) -> date:
    """Count days from Monday to Friday, forward or backward; the day itself does not count."""
    step = timedelta(days=1 if days >= 0 else -1)
    day, left = start, abs(days)
    while left:
        day += step
        left -= day.weekday() < 5
    return day
