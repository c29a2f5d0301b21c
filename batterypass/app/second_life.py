"""Advice for an item of the ledger: which of its readings say what, and what they add up to.

Sealed readings are read where their sections are here; an auditor without them gets *not enough
data*, with the reason (decision 26). Nothing is recorded by asking.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_EVEN, Decimal, localcontext
from typing import TYPE_CHECKING, Any, Final, Literal

from batterypass.app.readings import reading_of
from batterypass.domain.base import decimal_of, number_text
from batterypass.domain.clock import day_of
from batterypass.domain.ids import printed_id
from batterypass.domain.sight import gone
from batterypass.errors import InputError
from batterypass.evidence.refusal import refusal
from batterypass.regulations.second_life import Advice, Fact, advise

if TYPE_CHECKING:
    from collections.abc import Mapping

    from batterypass.app.session import Session
    from batterypass.domain.states import ItemState
    from batterypass.regulations.tables import Table

_HUNDRED: Final = Decimal(100)
_MILLIONTH: Final = Decimal("0.000001")
_DAYS_A_YEAR: Final = Decimal("365.25")
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
    entry, age = None, None
    if read:
        entry = _entry_of(session, str(read.get("digest", "")))
        age = max(0, _days_between(day_of(str(read["event_time"])), day))
        found["reading_age_days"] = Fact(str(age), entry, age)
    if item.condition:
        # It may be worse than the last reading said.
        same = read.get("condition") == item.condition
        found["condition"] = Fact(item.condition, entry if same else None, age if same else None)
    soh = _health(item, read)
    if soh is not None:
        found["soh_percent"] = Fact(soh[0], entry, age, derived=soh[1])
    increase = _resistance_increase(item, read)
    if increase is not None:
        found["resistance_increase_percent"] = Fact(increase, entry, age, derived=True)
    share = _share(read.get("cycles"), item.values.get("expected_lifetime_cycles"))
    if share is not None:
        found["cycles_share_percent"] = Fact(share, entry, age, derived=True)
    if item.made_month:
        days = max(0, _days_between(f"{item.made_month}-01", day))
        found["age_years"] = Fact(_text(Decimal(days) / _DAYS_A_YEAR), derived=True)
    return found, reading.closed


def _health(item: ItemState, read: Mapping[str, Any]) -> tuple[str, bool] | None:
    """Give the state of health and whether it was computed from a measured capacity."""
    if read.get("soh_percent") is not None:
        return str(read["soh_percent"]), False
    if read.get("method") not in _BY_CAPACITY:
        return None
    share = _share(read.get("capacity_ah"), item.capacity_ah)
    return (share, True) if share is not None else None


def _resistance_increase(item: ItemState, read: Mapping[str, Any]) -> str | None:
    """Give (R - R0)/R0 in percent; the reading is in milliohm, the passport's value in ohm."""
    now, whole = read.get("resistance_mohm"), item.values.get("initial_internal_resistance")
    level = "cell" if item.item_kind == "cell_lot" else item.item_kind
    first = next(
        (
            one.get("value")
            for one in (whole if isinstance(whole, list) else [])
            if isinstance(one, dict) and one.get("level") == level
        ),
        None,
    )
    if now is None or first is None or decimal_of(str(first)) <= 0:
        return None
    before = decimal_of(str(first)) * 1000
    return _text((decimal_of(str(now)) - before) / before * _HUNDRED)


def _share(part: object, whole: object) -> str | None:
    """Give a part in percent of the whole, None where one of them is not known."""
    if part in (None, "") or whole in (None, "") or decimal_of(str(whole)) <= 0:
        return None
    return _text(decimal_of(str(part)) / decimal_of(str(whole)) * _HUNDRED)


def _text(value: Decimal) -> str:
    with localcontext() as context:
        context.prec = 40
        return number_text(value.quantize(_MILLIONTH, rounding=ROUND_HALF_EVEN))


def _days_between(earlier: str, later: str) -> int:
    return (date.fromisoformat(later) - date.fromisoformat(earlier)).days


def _entry_of(session: Session, digest: str) -> int | None:
    found = session.store.find_digest(digest) if digest else []
    return found[0] if len(found) == 1 else None
