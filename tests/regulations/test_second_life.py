"""Advice for a further life: every row says what it asked, and what is not known is never assumed."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from batterypass.bootstrap import second_life_thresholds
from batterypass.errors import MalformedError
from batterypass.regulations.second_life import FACTS, Advice, Fact, advise, parse_thresholds

DAY = "2026-11-23"
SOUND: dict[str, str] = {
    "condition": "serviceable", "soh_percent": "90", "reading_age_days": "12",
    "resistance_increase_percent": "20", "cycles_share_percent": "40", "age_years": "5",
}  # fmt: skip


def asked(
    facts: dict[str, str], chemistry: str = "NMC", category: str = "EV", **passport: Any
) -> Advice:
    known = {name: Fact(value) for name, value in facts.items()}
    return advise(second_life_thresholds(), DAY, known, chemistry, category, passport)


@pytest.mark.parametrize(
    ("changed", "chemistry", "category", "answer", "row"),
    [
        ({}, "NMC", "EV", "reuse", "REUSE-SOH-EV"),
        ({"soh_percent": "80"}, "NMC", "EV", "reuse", "REUSE-SOH-EV"),
        ({"soh_percent": "79.999999"}, "NMC", "EV", "repurpose", "REPURPOSE-SOH"),
        ({"soh_percent": "79.999999"}, "NMC", "LMT", "reuse", "REUSE-SOH"),
        ({"soh_percent": "65"}, "NMC", "EV", "repurpose", "REPURPOSE-SOH"),
        ({"soh_percent": "64.9"}, "NMC", "EV", "recycle", "REPURPOSE-SOH"),
        ({"soh_percent": "64.9"}, "LFP", "EV", "repurpose", "REPURPOSE-SOH-LFP"),
        ({"soh_percent": "59.9"}, "LFP", "EV", "recycle", "REPURPOSE-SOH-LFP"),
        ({"condition": "damaged_stable"}, "NMC", "EV", "recycle", "REUSE-CONDITION"),
        ({"condition": "cannot_be_diagnosed"}, "NMC", "EV", "not_enough_data", "REUSE-CONDITION"),
        ({"reading_age_days": "181"}, "NMC", "EV", "not_enough_data", "REUSE-READ-ON"),
        ({"resistance_increase_percent": "51"}, "NMC", "EV", "repurpose", "REPURPOSE-RESISTANCE"),
        ({"resistance_increase_percent": "101"}, "NMC", "EV", "recycle", "REPURPOSE-RESISTANCE"),
        ({"cycles_share_percent": "81"}, "NMC", "EV", "repurpose", "REPURPOSE-SOH"),
        ({"age_years": "11"}, "NMC", "EV", "repurpose", "REPURPOSE-AGE"),
        ({"age_years": "16"}, "NMC", "EV", "recycle", "REPURPOSE-AGE"),
    ],
)
def test_each_threshold_decides_to_the_last_digit(
    changed: dict[str, str], chemistry: str, category: str, answer: str, row: str
) -> None:
    found = asked({**SOUND, **changed}, chemistry, category)

    assert found.answer == answer
    assert row in [check.row for check in found.deciding]


@pytest.mark.parametrize("needed", ["condition", "soh_percent", "reading_age_days"])
def test_what_is_needed_and_not_known_is_asked_for(needed: str) -> None:
    facts = {name: value for name, value in SOUND.items() if name != needed}

    found = asked(facts)

    assert found.answer == "not_enough_data"
    assert needed in {check.fact for check in found.deciding}


@pytest.mark.parametrize(
    "other", ["resistance_increase_percent", "cycles_share_percent", "age_years"]
)
def test_what_is_not_needed_counts_only_where_it_is_known(other: str) -> None:
    facts = {name: value for name, value in SOUND.items() if name != other}

    found = asked(facts)

    assert found.answer == "reuse"
    assert {check.outcome for check in found.checks if check.fact == other} == {"unknown"}


def test_what_fails_for_sure_needs_no_further_data() -> None:
    assert asked({"condition": "damaged_critical"}).answer == "recycle"


def test_the_makers_own_threshold_goes_before_ours() -> None:
    found = asked({**SOUND, "soh_percent": "72"}, capacity_threshold_exhaustion="70")

    assert found.answer == "reuse"
    check = next(one for one in found.checks if one.row == "REUSE-SOH-EV")
    assert (check.threshold, check.from_passport) == ("70", True)


@pytest.mark.parametrize(
    "own", ["a lot", "0", "0.8", "1", "-1", "1e1", "NaN", "٧٠", "", 70, ["70"]]
)
def test_a_threshold_of_the_maker_that_is_no_percentage_is_passed_over(own: object) -> None:
    """0.8 was meant as 80 %: by 0.8 % every battery would be fit for its vehicle."""
    found = asked({**SOUND, "soh_percent": "72"}, capacity_threshold_exhaustion=own)
    assert found.answer == "repurpose"
    check = next(one for one in found.checks if one.row == "REUSE-SOH-EV")
    assert (check.threshold, check.from_passport) == ("80", False)


def test_a_table_that_is_nested_without_end_is_refused() -> None:
    with pytest.raises(MalformedError):
        parse_thresholds(b'{"rows": ' + b"[" * 100_000)


def test_a_table_that_has_not_begun_advises_nothing() -> None:
    facts = {name: Fact(value) for name, value in SOUND.items()}

    found = advise(second_life_thresholds(), "2019-12-31", facts, "NMC", "EV", {})

    assert (found.answer, found.checks) == ("not_enough_data", ())


def test_every_row_says_where_it_is_from_and_how_far_to_trust_it() -> None:
    for row in second_life_thresholds().rows:
        assert len(row["source"]) > 10
        assert row["confidence"] in ("low", "medium")


@given(st.dictionaries(st.sampled_from(FACTS[1:]), st.integers(0, 300).map(str)))
def test_a_better_state_of_health_never_makes_the_advice_worse(facts: dict[str, str]) -> None:
    order = ("recycle", "repurpose", "reuse")
    known = {**SOUND, **facts}
    worse = asked({**known, "soh_percent": "62"}).answer
    better = asked({**known, "soh_percent": "95"}).answer
    if "not_enough_data" in (worse, better):
        assert (worse, better) != ("not_enough_data", "recycle")
    else:
        assert order.index(better) >= order.index(worse)


def _row(**changed: Any) -> bytes:
    row = {
        "id": "R", "for": "reuse", "fact": "soh_percent", "least": "80", "needed": True,
        "otherwise": "fails", "chemistries": ["any"], "categories": ["any"],
        "valid_from": "2020-01-01", "valid_to": None, "status": "in_force", "source": "ours",
        "confidence": "low", **changed,
    }  # fmt: skip
    return json.dumps({"rows": [{k: v for k, v in row.items() if v != "-"}]}).encode()


@pytest.mark.parametrize(
    ("changed", "named"),
    [
        ({"for": "resale"}, "for"),
        ({"fact": "colour"}, "fact"),
        ({"least": "eighty"}, "least"),
        ({"least": 80}, "least"),
        ({"least": "NaN"}, "least"),
        ({"most": "90"}, "one of least and most"),
        ({"least": "-"}, "one of least and most"),
        ({"fact": "condition"}, "one of least and most"),
        ({"needed": "yes"}, "needed"),
        ({"otherwise": "recycle"}, "otherwise"),
        ({"chemistries": []}, "chemistries"),
        ({"chemistries": "NMC"}, "chemistries"),
        ({"thresold": "80"}, "thresold"),
        ({"least": "8_0"}, "least"),
        ({"least": "8e1"}, "least"),
        ({"least": "1e999999999"}, "least"),
        ({"least": "-80"}, "least"),
        ({"least": "٨٠"}, "least"),
        ({"chemistries": ["Lfp"]}, "chemistries.*Lfp"),
        ({"chemistries": ["any", "LFP"]}, "chemistries"),
        ({"categories": ["ev"]}, "categories.*ev"),
        ({"open": ["serviceable"]}, "open"),
        ({"source": "-"}, "source"),
        ({"source": ["ours"]}, "source"),
        ({"status": "-"}, "status"),
        ({"status": "valid"}, "status"),
        ({"confidence": []}, "confidence"),
        ({"passport": "capacity_threshold"}, "passport"),
        ({"passport": ["a"]}, "passport"),
        ({"fact": "condition", "least": "-", "is": ["servicable"]}, "is.*servicable"),
        ({"fact": "condition", "least": "-", "is": []}, "is"),
        ({"id": "row 1"}, "id"),
        ({"id": ["R"]}, "id"),
        ({"id": 7}, "id"),
    ],
)
def test_a_table_of_ones_own_with_a_slip_is_refused_by_name(
    changed: dict[str, Any], named: str
) -> None:
    assert parse_thresholds(_row()).rows[0]["id"] == "R"
    with pytest.raises(MalformedError, match=named):
        parse_thresholds(_row(**changed))
