"""Advice for an item of the ledger: which of its readings say what, and what they add up to.

Sealed readings are read where their sections are here; an auditor without them gets *not enough
data*, with the reason (decision 26). Nothing is recorded by asking.
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING, Any, Final, Literal

from batterypass.app.readings import reading_of
from batterypass.domain.base import is_number
from batterypass.domain.clock import day_of
from batterypass.domain.ids import printed_id
from batterypass.domain.sight import gone
from batterypass.errors import InputError
from batterypass.evidence.refusal import refusal
from batterypass.regulations.recovery import cut
from batterypass.regulations.second_life import Advice, Fact, advise

if TYPE_CHECKING:
    from collections.abc import Mapping

    from batterypass.app.session import Session
    from batterypass.domain.states import ItemState
    from batterypass.regulations.tables import Table

#: A day may be one behind the day of a reading where that was made further east.
_AHEAD_DAYS: Final = 1
#: Places and lives after which nothing is left to be decided.
_ENDS: Final = frozenset({"dismantled", "in_batch", "recycled", "disposed"})
#: Methods by which a capacity that was measured can stand for the state of health.
_BY_CAPACITY: Final = frozenset({"capacity_test", "bms_reading"})


@dataclass(frozen=True, slots=True)
class Advised:
    """The advice for an item; ``closed`` says why its last reading cannot be read here."""

    item: ItemState
    advice: Advice
    closed: Literal["", "erased", "not_here"] = ""


def advise_item(session: Session, item: ItemState, table: Table, day: str) -> Advised:
    """Advise what becomes of an item.

    Raises InputError for a fraction, and for what has ended or is out of sight.
    """
    if item.item_kind == "fraction":
        name = printed_id(item.item)
        raise refusal(InputError, "secondlife.no-battery", item=name, what=item.material)
    ended = item.place if item.place in _ENDS else item.life if item.life in _ENDS else ""
    if ended:
        raise refusal(InputError, "secondlife.ended", item=printed_id(item.item), what=ended)
    how = gone(item)
    if how is not None:
        raise refusal(InputError, "secondlife.gone", item=printed_id(item.item), what=how)
    facts, closed = facts_of(session, item, day)
    advice = advise(table, day, facts, item.chemistry, item.category, item.values)
    return Advised(item, advice, closed)


def facts_of(
    session: Session, item: ItemState, day: str
) -> tuple[dict[str, Fact], Literal["", "erased", "not_here"]]:
    """Give what is known of an item on a day, by the names of the table of thresholds."""
    reading = reading_of(session, item)
    read: Mapping[str, Any] = reading.values
    found: dict[str, Fact] = {}
    entry, age, condition = None, None, item.condition
    days = _days_between(day_of(str(read["event_time"])), day) if read else 0
    if days < -_AHEAD_DAYS:
        # On that day nobody had read it, nor what it brought to light.
        condition = "" if read.get("condition") == condition else condition
        read = {}
    if read:
        entry = _entry_of(session, str(read.get("digest", "")))
        age = max(0, days)
        found["reading_age_days"] = Fact(str(age), entry, age)
    if condition:
        # It may be worse than the last reading said.
        same = read.get("condition") == condition
        found["condition"] = Fact(condition, entry if same else None, age if same else None)

    def note(name: str, exact: Fraction | None) -> None:
        if exact is not None:
            found[name] = Fact(cut(exact), entry, age, exact)

    if read.get("soh_percent") is not None:
        found["soh_percent"] = Fact(str(read["soh_percent"]), entry, age)
    elif read.get("method") in _BY_CAPACITY:
        note("soh_percent", _percent(read.get("capacity_ah"), item.capacity_ah))
    note("resistance_increase_percent", _resistance_increase(item, read))
    expected = item.values.get("expected_lifetime_cycles")
    note("cycles_share_percent", _percent(read.get("cycles"), expected))
    if item.made_month:
        years = _years(item.made_month, day)
        found["age_years"] = Fact(cut(years), exact=years)
    return found, reading.closed


def _resistance_increase(item: ItemState, read: Mapping[str, Any]) -> Fraction | None:
    """Give (R - R0)/R0 in percent; the reading is in milliohm, the passport's value in ohm."""
    whole = item.values.get("initial_internal_resistance")
    level = "cell" if item.item_kind == "cell_lot" else item.item_kind
    first = next(
        (
            one.get("value")
            for one in (whole if isinstance(whole, list) else [])
            if isinstance(one, dict) and one.get("level") == level
        ),
        None,
    )
    share = _percent(read.get("resistance_mohm"), first)
    return None if share is None else share / 1000 - 100


def _percent(part: object, whole: object) -> Fraction | None:
    """Give a part in percent of the whole, None where one of them is not known.

    No rule sees to it that a public value of other people's programs is a number.
    """
    if not (is_number(str(part)) and is_number(str(whole))) or Fraction(str(whole)) <= 0:
        return None
    return Fraction(str(part)) / Fraction(str(whole)) * 100


def _years(month: str, day: str) -> Fraction:
    """Give the years from the beginning of a month: whole on its first day, however many leap days."""
    made, now = date.fromisoformat(f"{month}-01"), date.fromisoformat(day)
    part = Fraction(now.day - 1, monthrange(now.year, now.month)[1])
    months = 12 * (now.year - made.year) + now.month - made.month
    return max(Fraction(0), (months + part) / 12)


def _days_between(earlier: str, later: str) -> int:
    return (date.fromisoformat(later) - date.fromisoformat(earlier)).days


def _entry_of(session: Session, digest: str) -> int | None:
    found = session.store.find_digest(digest) if digest else []
    return found[0] if len(found) == 1 else None
