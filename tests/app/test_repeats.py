"""Saying the same thing twice changes nothing; saying another under its name is refused."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from app import yard as yards
from batterypass.errors import RefusedError

READING = {"item": yards.PACKS[0], "condition": "serviceable", "method": "bms_reading"}


@pytest.fixture
def yard(tmp_path: Path) -> yards.Yard:
    return yards.make_yard(tmp_path).at("03-04T09:00")


def passport(**other: Any) -> dict[str, Any]:
    """Give the form of a passport with two sealed values."""
    sealed = {"authorities_and_commission": {"detailed_composition": "LFP 41 %", "hazard": "none"}}
    return {
        "passport": "https://id.planta-apodaca.example/passport/1",
        "item": yards.PACKS[0],
        "private": sealed,
        **other,
    }


def test_a_pack_that_is_there_is_not_made_again(yard: yards.Yard) -> None:
    size = len(yard.ledger)
    again = yard.log("pack.manufactured", yards.MAKER, **yards.pack(yards.PACKS[0]))
    assert again.already
    assert yard.ledger.entry(again.index).payload["item"] == yards.PACKS[0]
    assert len(yard.ledger) == size


def test_another_value_under_the_same_name_is_refused_with_both_shown(yard: yards.Yard) -> None:
    with pytest.raises(RefusedError, match=r"mass_kg.*412\.5.*500"):
        yard.log("pack.manufactured", yards.MAKER, **yards.pack(yards.PACKS[0], mass_kg="500"))


def test_sealed_values_are_compared_opened(yard: yards.Yard) -> None:
    yard.log("passport.issued", yards.MAKER, **passport())
    # Another salt is drawn each time, so the digests differ where the values are the same.
    assert yard.log("passport.issued", yards.MAKER, **passport()).already
    other = passport(
        private={"authorities_and_commission": {"detailed_composition": "NMC", "hazard": "none"}}
    )
    with pytest.raises(RefusedError, match=r"private.authorities_and_commission"):
        yard.log("passport.issued", yards.MAKER, **other)
    less = passport(private={})
    with pytest.raises(RefusedError, match=r"private.authorities_and_commission"):
        yard.log("passport.issued", yards.MAKER, **less)


def test_an_erased_section_counts_as_equal(yard: yards.Yard) -> None:
    issued = yard.log("passport.issued", yards.MAKER, **passport())
    yard.ledger.store.erase_section(issued.event_id, "authorities_and_commission")  # type: ignore[attr-defined]
    other = passport(private={"authorities_and_commission": {"detailed_composition": "NMC"}})
    assert yard.log("passport.issued", yards.MAKER, **other).already


def test_the_same_reading_within_ten_minutes_is_the_same_reading(yard: yards.Yard) -> None:
    first = yard.log("item.assessed", yards.MAKER, **READING, cycles=7)
    again = yard.at("03-04T09:09").log("item.assessed", yards.MAKER, **READING, cycles=7)
    assert (again.already, again.index) == (True, first.index)
    later = yard.at("03-04T09:11").log("item.assessed", yards.MAKER, **READING, cycles=7)
    assert not later.already


def test_another_reading_is_another_even_in_the_same_minute(yard: yards.Yard) -> None:
    first = yard.log("item.assessed", yards.MAKER, **READING, cycles=7)
    other = yard.log("item.assessed", yards.MAKER, **READING, cycles=8)
    assert other.index > first.index


def test_who_asks_for_it_gets_it_again(yard: yards.Yard) -> None:
    yard.log("item.assessed", yards.MAKER, **READING)
    forms = [("item.assessed", READING)]
    done = yard.ledger.sign(yard.ledger.plan(forms, actor=yards.MAKER, again=True))
    assert not done[0].already


def test_a_request_is_answered_once_whatever_it_says_about_the_time(yard: yards.Yard) -> None:
    first = yard.log("item.assessed", yards.MAKER, **READING, request="scan-17")
    again = yard.at("03-04T17:00").log("item.assessed", yards.MAKER, **READING, request="scan-17")
    assert (again.already, again.index) == (True, first.index)
    with pytest.raises(RefusedError, match="condition"):
        yard.log("item.assessed", yards.MAKER, **{**READING, "condition": "damaged_stable"},
                 request="scan-17")  # fmt: skip


def test_a_hand_over_and_back_is_no_repetition(yard: yards.Yard) -> None:
    there = {"items": [yards.PACKS[1]]}
    yard.log("custody.released", yards.MAKER, **there, to=yards.RECYCLER)
    yard.log("custody.accepted", yards.RECYCLER, **there, released_by=yards.MAKER)
    yard.log("custody.released", yards.RECYCLER, **there, to=yards.MAKER)
    yard.log("custody.accepted", yards.MAKER, **there, released_by=yards.RECYCLER)
    again = yard.log("custody.released", yards.MAKER, **there, to=yards.RECYCLER)
    assert not again.already
