"""Figures of yearly reports by hand: collection rates, quartiles, states of health, flows."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from batterypass.app.chronicle import Facts, Moved, Step
from batterypass.app.entry_set import EntrySet
from batterypass.app.report_circularity import _stay, is_treatment
from batterypass.app.report_health import Health, quantile
from batterypass.app.report_model import Amount, share_text
from batterypass.app.report_producer_tables import CollectionRate
from batterypass.bootstrap import recovery_targets
from batterypass.domain.base import number_text
from batterypass.domain.stages import Stage

TARGETS = recovery_targets()


def rate(collected: str, placed: str, years: int, category: str = "portable") -> CollectionRate:
    found = TARGETS.target("collection_rate", "EU", "2027-12-31", category=category)
    return CollectionRate(category, amount(collected), amount(placed), years, found)


def amount(kg: str) -> Amount:
    found = Amount()
    found.add(kg, 7)
    return found


@pytest.mark.parametrize(
    ("collected", "expected", "outcome"),
    [
        # 900 kg placed in three years are 300 kg a year; 63 % of that are 189 kg.
        ("189", "63", "met"),
        ("188.999999", "62.999999", "not_met"),
        # More comes back than was sold of late: no error here, and well over the target.
        ("600", "200", "met"),
    ],
)
def test_a_collection_rate_is_of_the_mean_of_three_years(
    collected: str, expected: str, outcome: str
) -> None:
    found = rate(collected, "900", 3)
    assert (found.rate.text, found.outcome) == (expected, outcome)


def test_a_producer_that_began_last_year_is_measured_by_what_it_placed_since() -> None:
    # 600 kg in two years are 300 kg a year.
    assert rate("189", "600", 2).rate.text == "63"
    assert rate("10", "0", 1).outcome == "no_data"


def test_without_a_target_over_a_hundred_is_still_no_error() -> None:
    assert CollectionRate("EV", amount("5"), amount("1"), 1, None).outcome == "no_target"


def test_quartiles_lie_between_two_figures() -> None:
    # 1, 2, 3, 4 days: a quarter of the way from the first to the last of four lies at 1.75.
    found = _stay("in_use", Counter({1: 1, 2: 1, 3: 1, 4: 1}), 7, EntrySet([9]))
    assert (found.quartile_1, found.median, found.quartile_3) == ("1.75", "2.5", "3.25")
    assert (found.ended, found.ongoing) == (4, 7)
    assert _stay("in_use", Counter({5: 3}), 0, EntrySet()).quartile_3 == "5"
    assert _stay("in_use", Counter(), 2, EntrySet()).median == ""


def test_each_state_of_health_is_in_one_class() -> None:
    health = Health()
    for one in ("0", "79.999999", "80", "84.9", "100", "sealed", "", ""):
        health.add(one, 8)
    found = health.distribution()
    packs = {one.low: one.packs for one in found.classes if one.packs}
    assert packs == {0: 1, 75: 1, 80: 2, 95: 1}
    assert [one.entries.texts() for one in found.classes if one.packs] == [["8"]] * 4
    assert (found.readable, found.sealed, found.without, found.median) == (5, 1, 2, "80")


@given(
    st.lists(st.decimals(0, 100, places=6), min_size=1, max_size=30),
    st.fractions(0, 1, max_denominator=20),
)
def test_a_quantile_is_that_of_the_figures_one_by_one(
    figures: list[Decimal], part: Fraction
) -> None:
    ordered = [Fraction(one) for one in sorted(figures)]
    place = part * (len(ordered) - 1)
    low = int(place)
    above = ordered[min(low + 1, len(ordered) - 1)]
    expected = ordered[low] + (place - low) * (above - ordered[low])
    found = quantile(Counter(figures), part)
    assert Fraction(found) == Fraction(int(expected * 10**6), 10**6)


@given(st.lists(st.decimals(0, 100, places=6), max_size=30))
def test_the_classes_hold_every_figure_once(figures: list[Decimal]) -> None:
    health = Health()
    for number, one in enumerate(figures):
        health.add(number_text(one), number)
    found = health.distribution()
    assert sum(one.packs for one in found.classes) == found.readable == len(figures)
    assert [one.low for one in found.classes] == list(range(0, 100, 5))
    for soh in found.classes:
        inside = [p for p in figures if soh.low <= p < soh.high or (p == 100 and soh.high == 100)]
        assert (soh.packs, len(soh.entries)) == (len(inside), len(inside))


def move(before: Stage | None, now: Stage, seen: Stage | None = None) -> Moved:
    facts = Facts("https://m.example", "pack", "EV", "LFP", "400", "")
    earlier = None if before is None else Step(1, 10, before)
    step = Step(2, 20, now)
    return Moved("https://m.example/p", facts, earlier, step, seen or before, "kind", "400")


@pytest.mark.parametrize(
    ("before", "now", "expected"),
    [
        ("collected", "in_batch", True),
        ("waste", "disposed", True),
        ("collected", "dismantled", True),
        # Taken apart for its modules, it was no waste; closing a batch treats nothing twice.
        ("removed", "dismantled", False),
        ("in_batch", "recycled", False),
        ("collected", "second_life", False),
        (None, "disposed", False),
    ],
)
def test_only_waste_is_treated_and_only_once(
    before: Stage | None, now: Stage, expected: bool
) -> None:
    assert is_treatment(move(before, now)) is expected


def test_an_item_without_a_mass_is_counted_apart() -> None:
    found = Amount()
    found.add("2.5", 1)
    found.add("", 2)
    assert (found.units, found.kg, found.unweighed, len(found.entries)) == (2, Decimal("2.5"), 1, 2)
    assert share_text(1, 0) == ""
    assert share_text(2, 3) == "66.666666"
