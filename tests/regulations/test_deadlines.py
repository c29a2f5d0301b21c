"""Deadlines: the rule of the day on which the clock started, on calendars that people use."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from batterypass.bootstrap import deadlines
from batterypass.domain.states import ConsignmentState
from batterypass.errors import MalformedError
from batterypass.regulations.deadlines import add_months, add_working_days, parse_deadlines
from batterypass.regulations.due import (
    Due,
    due_of_consignment,
    due_of_lot,
    due_of_year,
    forms_of,
)
from batterypass.texts.messages import MESSAGES

TABLE = deadlines()


def manifest(waste_class: str = "hazardous", **known: Any) -> ConsignmentState:
    """A consignment that a carrier has taken over."""
    base = ConsignmentState(
        "https://g.example#M-1", "M-1", "in_transit", "https://g.example", "https://c.example",
        "https://r.example", "s", {}, "800", "weighed", "2026-11-23T08:00:00-06:00",
        waste={"waste_class": waste_class}, collected_at="2026-11-23T23:30:00-06:00",
    )  # fmt: skip
    return replace(base, **known)


def due(one: ConsignmentState, where: str, on: str, **more: Any) -> dict[str, Due]:
    return {d.rule.rule_id: d for d in due_of_consignment(one, TABLE, where, on, **more)}


RECEIVED = {"state": "received", "received_at": "2026-11-24T10:00:00-06:00"}


# --- days -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("start", "months", "expected"),
    [
        ("2026-08-31", 6, "2027-02-28"),
        ("2027-08-31", 6, "2028-02-29"),
        ("2026-12-15", 1, "2027-01-15"),
        ("2024-02-29", 12, "2025-02-28"),
        ("2026-11-20", 6, "2027-05-20"),
    ],
)
def test_a_month_that_is_too_short_ends_on_its_last_day(
    start: str, months: int, expected: str
) -> None:
    assert add_months(date.fromisoformat(start), months) == date.fromisoformat(expected)


@pytest.mark.parametrize(
    ("start", "days", "expected"),
    [
        ("2026-11-27", 1, "2026-11-30"),
        ("2026-11-28", 2, "2026-12-01"),
        ("2026-11-30", -3, "2026-11-25"),
        ("2026-11-25", 0, "2026-11-25"),
    ],
)
def test_working_days_leave_out_the_weekend(start: str, days: int, expected: str) -> None:
    assert add_working_days(date.fromisoformat(start), days) == date.fromisoformat(expected)


# --- the table ------------------------------------------------------------------------------


def test_every_rule_has_its_action_in_both_languages() -> None:
    for rule in TABLE.rules:
        assert MESSAGES.known(f"deadline.action.{rule.rule_id}") is not None, rule.rule_id
    assert any(one.years is None for one in TABLE.retention)


@pytest.mark.parametrize(
    ("change", "what"),
    [
        ({"clock_starts": "full moon"}, "full moon"),
        ({"day_type": "lunar"}, "lunar"),
        ({"confidence": "sure"}, "sure"),
        ({"valid_from": "2026-13-01"}, "manifest-deadlines"),
    ],
)
def test_a_row_that_nobody_can_read_is_named(change: dict[str, str], what: str) -> None:
    row = {
        "rule_id": "x", "clock_starts": "delivery", "action": "a", "days": 1,
        "valid_from": "2020-01-01", "confidence": "low", "verify": True, **change,
    }  # fmt: skip
    with pytest.raises(MalformedError, match=what):
        parse_deadlines(json.dumps({"rules": [row], "retention": []}).encode())
    with pytest.raises(MalformedError):
        parse_deadlines(b"[")


def test_two_rules_of_one_id_are_no_table() -> None:
    row = {
        "rule_id": "x", "clock_starts": "delivery", "action": "a", "days": 1,
        "valid_from": "2020-01-01", "confidence": "low", "verify": True,
    }  # fmt: skip
    with pytest.raises(MalformedError, match="same id"):
        parse_deadlines(json.dumps({"rules": [row, row], "retention": []}).encode())


# --- the missing original -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("on", "status", "days"),
    [
        ("2026-11-23", "running", 60),
        ("2027-01-22", "running", 0),
        ("2027-01-23", "overdue", -1),
    ],
)
def test_the_sixtieth_day_is_still_in_time(on: str, status: str, days: int) -> None:
    found = due(manifest(), "MX", on)["mx.notify_missing_original"]
    assert (found.status, found.days, found.due_on) == (status, days, "2027-01-22")
    assert found.actor == "https://g.example"


def test_the_day_is_the_one_where_it_happened_and_not_in_utc() -> None:
    assert due(manifest(), "MX", "2027-01-22")["mx.notify_missing_original"].started_on == (
        "2026-11-23"
    )


def test_an_original_that_came_back_stops_the_clock_from_that_day_on() -> None:
    after = {"original-returned": {"returned_on": "2027-02-01", "entry": 9}}
    one = manifest(**RECEIVED, after=after)
    before = due(one, "MX", "2027-01-31")["mx.notify_missing_original"]
    assert before.status == "overdue", "asked about the day before, it had not come back"
    found = due(one, "MX", "2027-02-01")["mx.notify_missing_original"]
    assert (found.status, found.is_late) == ("done", True)
    assert due(one, "MX", "2027-02-01")["mx.return_original"].status == "done"


def test_a_notice_to_the_authority_stops_it_and_the_original_is_still_owed() -> None:
    after = {"exception-reported": {"reported_on": "2027-01-20", "entry": 9}}
    found = due(manifest(**RECEIVED, after=after), "MX", "2027-03-01")
    assert found["mx.notify_missing_original"].status == "done"
    assert not found["mx.notify_missing_original"].is_late
    assert found["mx.return_original"].status == "age"
    assert found["mx.return_original"].days == 97
    assert found["mx.return_original"].due_on == ""
    assert found["mx.return_original"].actor == "https://r.example"


@pytest.mark.parametrize(
    "one",
    [
        manifest("special_handling"),
        manifest(state="offered", collected_at=""),
        manifest(state="voided", collected_at=""),
        replace(manifest(), waste={}),
    ],
)
def test_what_starts_no_clock_owes_nothing(one: ConsignmentState) -> None:
    assert due(one, "MX", "2030-01-01") == {}


def test_nothing_is_due_on_a_day_before_its_clock_started() -> None:
    assert due(manifest(), "MX", "2026-11-22") == {}


# --- law that changed -----------------------------------------------------------------------


def test_the_rule_in_force_when_the_clock_started_governs() -> None:
    old = manifest(collected_at="2025-11-30T10:00:00-05:00")
    new = manifest(collected_at="2025-12-01T10:00:00-05:00")
    # Both are asked about long after the law changed.
    assert set(due(old, "US", "2026-03-01")) == {
        "us.exc.lqg.inquiry.old", "us.exc.lqg.report.old", "us.exc.sqg.old",
    }  # fmt: skip
    assert set(due(new, "US", "2026-03-01")) == {"us.exc.lqg.inquiry", "us.exc.report"}
    assert due(old, "US", "2026-03-01")["us.exc.lqg.inquiry.old"].due_on == "2026-01-04"
    assert due(new, "US", "2026-03-01")["us.exc.lqg.inquiry"].due_on == "2026-01-15"


def test_in_the_us_the_signature_of_the_facility_ends_the_wait() -> None:
    found = due(manifest(**RECEIVED), "US", "2027-06-01")
    assert found["us.exc.report"].status == "done"
    assert "us.discrepancy.report" not in found
    assert found["us.tsdf.submit"].status == "unknown", "no entry says that it was submitted"


def test_a_discrepancy_is_to_be_reported() -> None:
    one = manifest(**RECEIVED, items={"https://i.example/1": {"outcome": "missing"}})
    assert due(one, "US", "2026-12-01")["us.discrepancy.report"].due_on == "2026-12-14"


def test_europe_counts_working_days_across_a_border_only() -> None:
    one = manifest(state="received", received_at="2026-11-27T10:00:00+01:00")
    assert due(one, "EU", "2026-11-30") == {}
    found = due(one, "EU", "2026-11-30", crosses_border=True)
    assert found["eu.annex_ib.receipt"].due_on == "2026-12-01"
    assert found["eu.annex_ib.completion_longstop"].due_on == "2027-11-27"
    assert "gb.iws.prenotify" not in found
    assert due(one, "UK", "2026-11-30", crosses_border=True) == {}


def test_a_certificate_of_treatment_ends_the_long_wait() -> None:
    after = {"certified": {"treated_on": "2026-12-20", "entry": 4}}
    one = manifest(**RECEIVED, after=after)
    found = due(one, "EU", "2027-12-31", crosses_border=True)
    assert found["eu.annex_ib.completion_longstop"].status == "done"


def test_only_hazardous_waste_starts_the_clock_of_a_form() -> None:
    assert forms_of("MX", "hazardous") == ("mx_semarnat",)
    assert forms_of("MX", "special_handling") == ()
    assert forms_of("EU", "hazardous") == ()
    assert forms_of("BR", "hazardous") == ()


# --- waste in store, and years --------------------------------------------------------------


def lots(where: str, waste_class: str, since: str, on: str) -> list[Due]:
    return list(
        due_of_lot(TABLE, where, waste_class, subject="s", name="n", holder="h", since=since, on=on)
    )


def test_hazardous_waste_may_stay_six_months_and_universal_waste_a_year() -> None:
    (mexico,) = lots("MX", "hazardous", "2026-08-31", "2027-03-01")
    assert (mexico.status, mexico.due_on) == ("overdue", "2027-02-28")
    (states,) = lots("US", "universal_waste", "2026-08-31", "2027-03-01")
    assert (states.status, states.due_on) == ("running", "2027-08-31")
    assert lots("MX", "special_handling", "2020-01-01", "2027-01-01") == []
    assert lots("MX", "hazardous", "2027-01-02", "2027-01-01") == []


def years(where: str, on: str, *moved: int) -> list[Due]:
    return list(due_of_year(TABLE, where, "p", on, hazardous_years=frozenset(moved)))


def test_the_yearly_report_is_due_in_its_window_and_only_for_a_year_with_waste() -> None:
    assert years("MX", "2027-02-28", 2026) == []
    assert [one.status for one in years("MX", "2027-03-01", 2026)] == ["running"]
    assert years("MX", "2027-06-30", 2026)[0].days == 0
    assert years("MX", "2027-07-01", 2026)[0].status == "unknown"
    assert years("MX", "2027-03-01", 2025) == []
    assert years("US", "2027-03-01", 2026) == []


@pytest.mark.parametrize(
    ("on", "name", "due_on"),
    [
        ("2027-01-05", "2026-Q4", "2027-01-31"),
        ("2026-05-20", "2026-Q1", "2026-04-30"),
        ("2026-07-01", "2026-Q2", "2026-07-30"),
    ],
)
def test_the_quarterly_return_follows_the_end_of_its_quarter(
    on: str, name: str, due_on: str
) -> None:
    (found,) = years("UK", on, 2026)
    assert (found.name, found.due_on) == (name, due_on)
