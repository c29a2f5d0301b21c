"""What is known of a battery on a day: exact, by the calendar, and nothing from a later day."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING, Any, cast

import pytest

from batterypass.app import second_life
from batterypass.app.readings import Reading
from batterypass.bootstrap import second_life_thresholds
from batterypass.domain.states import ItemState
from batterypass.regulations.second_life import Advice, Check, advise
from batterypass_cli.advice_view import check_words

if TYPE_CHECKING:
    from batterypass.app.session import Session

ITEM = ItemState(
    "https://maker.example/p/1", "pack", "original", "in_stock", "https://maker.example",
    "https://maker.example", "https://maker.example", 1, chemistry="NMC", category="EV",
    capacity_ah="1000", condition="serviceable", made_month="2020-02",
)  # fmt: skip
READ: dict[str, Any] = {
    "event_time": "2026-03-05T09:00:00-06:00", "condition": "serviceable", "method": "capacity_test",
    "capacity_ah": "900",
}  # fmt: skip


def advised(
    patch: pytest.MonkeyPatch, item: ItemState = ITEM, day: str = "2026-03-05", **read: Any
) -> Advice:
    reading = Reading({**READ, **read})
    patch.setattr(second_life, "reading_of", lambda session, of: reading)
    facts, _ = second_life.facts_of(cast("Session", None), item, day)
    return advise(second_life_thresholds(), day, facts, item.chemistry, item.category, item.values)


def row(found: Advice, name: str) -> Check:
    return next(one for one in found.checks if one.row == name)


@pytest.mark.parametrize(
    ("capacity", "outcome", "shown"),
    [
        ("800", "met", " 80 "),
        ("800.000001", "met", " 80 "),
        # 79.9999996 % rounds to 80, and is none.
        ("799.999999", "fails", "79.999999"),
        ("799.999996", "fails", "79.999999"),
    ],
)
def test_what_is_nearly_a_threshold_is_not_at_it(
    monkeypatch: pytest.MonkeyPatch, capacity: str, outcome: str, shown: str
) -> None:
    found = row(advised(monkeypatch, capacity_ah=capacity), "REUSE-SOH-EV")
    assert found.outcome == outcome
    assert found.found is not None
    assert found.found.number == Fraction(capacity) / 10
    if outcome == "fails":
        assert shown in check_words(found)


@pytest.mark.parametrize(
    ("milliohm", "outcome"), [("75", "met"), ("75.000001", "fails"), ("45", "met")]
)
def test_resistance_is_compared_in_one_unit(
    monkeypatch: pytest.MonkeyPatch, milliohm: str, outcome: str
) -> None:
    """The passport has 0.05 ohm of the pack; 75 milliohm are half as much again."""
    first = [{"level": "cell", "value": "0.001"}, {"level": "pack", "value": "0.05"}]
    item = replace(ITEM, values={"initial_internal_resistance": first})
    found = row(advised(monkeypatch, item, resistance_mohm=milliohm), "REUSE-RESISTANCE")
    assert found.outcome == outcome


@pytest.mark.parametrize(
    ("made", "day", "outcome"),
    [
        ("2016-03", "2026-03-01", "met"),
        ("2016-03", "2026-03-02", "fails"),
        ("2016-02", "2026-02-01", "met"),
        ("2016-02", "2026-02-02", "fails"),
        ("2026-05", "2026-03-05", "met"),
    ],
)
def test_an_age_is_counted_by_the_calendar(
    monkeypatch: pytest.MonkeyPatch, made: str, day: str, outcome: str
) -> None:
    found = advised(monkeypatch, replace(ITEM, made_month=made), day)
    assert row(found, "REUSE-AGE").outcome == outcome


@pytest.mark.parametrize(("day", "outcome"), [("2026-03-01", "met"), ("2026-03-02", "fails")])
def test_fifteen_years_are_fifteen_years_on_the_day(
    monkeypatch: pytest.MonkeyPatch, day: str, outcome: str
) -> None:
    """Four leap days lie between: 5479 days are more than 15 times 365.25."""
    found = advised(monkeypatch, replace(ITEM, made_month="2011-03"), day)
    assert row(found, "REPURPOSE-AGE").outcome == outcome
    assert advised(monkeypatch, ITEM, "9999-12-31").answer == "recycle"


def test_a_reading_of_a_later_day_says_nothing_of_the_day_that_is_asked_for(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    before = advised(monkeypatch, day="2026-03-03")
    assert before.answer == "not_enough_data"
    assert {one.fact for one in before.checks if one.found is not None} == {"age_years"}
    # A day behind may be the same moment elsewhere.
    assert advised(monkeypatch, day="2026-03-04").answer == "reuse"
    # What an incident has made of it stands, whoever read it later.
    worse = advised(monkeypatch, replace(ITEM, condition="damaged_critical"), "2026-03-03")
    assert worse.answer == "recycle"


@pytest.mark.parametrize(("day", "outcome"), [("2026-09-01", "met"), ("2026-09-02", "open")])
def test_a_reading_counts_for_180_days_and_not_181(
    monkeypatch: pytest.MonkeyPatch, day: str, outcome: str
) -> None:
    assert row(advised(monkeypatch, day=day), "REUSE-READ-ON").outcome == outcome


@pytest.mark.parametrize("rated", ["", "0"])
def test_a_rating_that_nobody_knows_gives_no_state_of_health(
    monkeypatch: pytest.MonkeyPatch, rated: str
) -> None:
    found = advised(monkeypatch, replace(ITEM, capacity_ah=rated))
    assert row(found, "REUSE-SOH-EV").outcome == "unknown"
    assert found.answer == "not_enough_data"


@pytest.mark.parametrize(
    "said", ["a lot", "", "0", "NaN", "1e3", None, True, ["3000"], {"value": "3"}]
)
def test_a_value_of_a_passport_that_is_no_number_is_not_known(
    monkeypatch: pytest.MonkeyPatch, said: object
) -> None:
    values = {
        "expected_lifetime_cycles": said,
        "initial_internal_resistance": [{"level": "pack", "value": said}],
    }
    found = advised(
        monkeypatch,
        replace(ITEM, values=values),
        soh_percent="90",
        cycles=2999,
        resistance_mohm="50",
    )
    assert found.answer == "reuse"
    for name in ("REUSE-CYCLES", "REUSE-RESISTANCE"):
        assert row(found, name).outcome == "unknown"
