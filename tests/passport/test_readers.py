"""Every attribute, five readers, three categories: what each may see of a passport as JSON."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app import yard as yards
from batterypass.app.passport_record import Held, PassportRecord, hidden_points, record_of, visible
from batterypass.errors import InputError, MalformedError
from batterypass.regulations.passport_readers import (
    POINTS,
    parse_readers,
    points_of,
    readers,
    who_sees,
)
from passport.readers import (
    CATEGORIES,
    READERS,
    ROWS,
    SEES,
    allowed,
    full_form,
    full_item,
    leaks,
    sample,
)

if TYPE_CHECKING:
    from pathlib import Path

    from app.yard import Yard


@pytest.mark.parametrize("category", CATEGORIES)
@pytest.mark.parametrize("reader", READERS)
def test_each_reader_sees_what_annex_xiii_lets_him_and_has_no_key_for_the_rest(
    whole: dict[str, Yard], category: str, reader: str
) -> None:
    yard = whole[category]
    record = record_of(yard.session, full_item(yard))
    seen = visible(record, reader)
    assert set(record.values) == set(ROWS), "the sample has every attribute"
    assert set(seen) == allowed(reader)
    assert leaks(json.dumps(seen, ensure_ascii=False), reader) == set()


@pytest.mark.parametrize("name", ROWS)
def test_an_attribute_is_shown_as_it_was_given_to_whoever_may_see_it(
    whole: dict[str, Yard], name: str
) -> None:
    yard = whole["industrial"]
    record = record_of(yard.session, full_item(yard))
    held = record.values[name]
    assert held.point == ROWS[name]["access_tier"]
    for reader in READERS:
        seen = visible(record, reader)
        assert (name in seen) == (ROWS[name]["access_tier"] in SEES[reader])
    if held.origin in ("given", "sealed"):
        assert held.value == sample(name)
        assert held.entry is not None


def test_the_points_are_not_nested_and_nobody_but_the_operator_sees_all() -> None:
    assert {reader: set(points_of(reader)) for reader in READERS} == SEES
    assert [reader for reader in READERS if points_of(reader) >= set(POINTS)] == [
        "responsible_operator"
    ]


def test_a_point_that_nobody_knows_is_seen_by_nobody() -> None:
    held = Held("secret", "a_tier_of_next_year", 7, "2027-01-01T00:00:00+00:00", "given")
    record = PassportRecord("i", "p", "EV", "LFP", {"battery_mass": held})
    assert all(visible(record, reader) == {} for reader in READERS)
    assert who_sees("a_tier_of_next_year") == ()


def test_a_reader_who_is_none_is_named_with_the_near_ones() -> None:
    with pytest.raises(InputError, match="commission") as caught:
        points_of("comission")
    assert caught.value.values["hint"] == ": commission?"


@pytest.mark.parametrize(
    ("word", "hint"),
    [
        ("police", "."), ("publik", ": public?"), ("legitimate-interest", ": legitimate_interest?"),
        ("surveillance", ": notified_body_or_market_surveillance?"), ("x", "."),
    ],
)  # fmt: skip
def test_only_a_slip_is_taken_for_a_reader(word: str, hint: str) -> None:
    with pytest.raises(InputError) as caught:
        points_of(word)
    assert caught.value.values["hint"] == hint
    with pytest.raises(InputError):
        visible(PassportRecord("i", "p", "EV", "LFP", {}), "")


def test_a_proposed_row_of_the_table_lets_nobody_see_anything() -> None:
    assert (
        "legitimate_interest_and_commission"
        not in readers()["notified_body_or_market_surveillance"]
    )


@pytest.mark.parametrize("row", [{"reader": "everybody"}, {"point": "personal"}])
def test_a_table_with_a_reader_or_point_that_is_none_is_refused(row: dict[str, str]) -> None:
    good = {"id": "X", "reader": "public", "point": "public", "status": "in_force",
            "valid_from": "2027-02-18", "valid_to": None, "source": "s", "confidence": "high"}  # fmt: skip
    parse_readers(json.dumps({"rows": [good]}).encode())
    with pytest.raises(MalformedError):
        parse_readers(json.dumps({"rows": [{**good, **row}]}).encode())


_HELD = st.builds(
    Held,
    st.sampled_from(["a", "b"]),
    st.sampled_from([*POINTS, "", "personal"]),
    st.none(),
    st.just(""),
    st.just("given"),
)


@given(st.dictionaries(st.sampled_from(sorted(ROWS)), _HELD, max_size=12))
def test_who_has_fewer_points_never_sees_more(values: dict[str, Held]) -> None:
    record = PassportRecord("i", "p", "EV", "LFP", values)
    for less in READERS:
        seen = visible(record, less)
        assert all(values[name].point in SEES[less] for name in seen)
        for more in READERS:
            if SEES[less] <= SEES[more]:
                assert set(seen) <= set(visible(record, more))


def test_what_is_shown_can_be_changed_without_changing_what_is_held(
    whole: dict[str, Yard],
) -> None:
    record = record_of(whole["EV"].session, full_item(whole["EV"]))
    seen = visible(record, "responsible_operator")
    composition = seen["detailed_composition"]
    assert isinstance(composition, list)
    assert isinstance(composition[0], dict)
    composition[0]["name"] = "something else"
    assert visible(record, "responsible_operator")["detailed_composition"] != composition


def test_an_erased_point_leaves_no_value_and_says_that_there_was_one(tmp_path: Path) -> None:
    yard = yards.make_yard(tmp_path, packs=1)
    form = full_form(yards.PACKS[0], "https://id.planta-apodaca.example/passport/1")
    issued = yard.ledger.log("passport.issued", form, actor=yards.MAKER)
    point = "legitimate_interest_and_commission"
    yard.ledger.store.erase_section(issued.event_id, point)
    record = record_of(yard.session, full_item(yard))
    gone = {name for name, row in ROWS.items() if row["access_tier"] == point}
    assert not gone & set(record.values)
    assert record.closed[point].why == "erased"
    assert record.closed[point].entries == (issued.index,)
    assert point in hidden_points(record, "commission")
    assert set(visible(record, "commission")) == allowed("commission") - gone
