"""A period has all the entries of its days, and says of which: no other days can be written over them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from app import yard as yards
from batterypass.app.heads import seal
from batterypass.app.verdict import Verdict
from batterypass.errors import MalformedError
from batterypass.evidence.bundle_file import BundleFile
from bundle import story
from bundle.test_sweep import Members, _without, rebuilt


@pytest.fixture(scope="module")
def yard(tmp_path_factory: pytest.TempPathFactory) -> yards.Yard:
    """The ledger that the periods are of; nothing here writes to it."""
    return story.tell(tmp_path_factory.mktemp("periods"))


def period(yard: yards.Yard, since: str, until: str, **more: Any) -> bytes:
    return story.bundle_of(yard, "period", since=since, until=until, **more)


def said(data: bytes, **scope: object) -> bytes:
    """Write other days or entries over a period."""

    def change(index: dict[str, Any], _: Members) -> None:
        index["scope"].update(scope)

    return rebuilt(data, change)


def judged(yard: yards.Yard, data: bytes) -> Verdict:
    return story.verify(data, story.stranger(story.trust_of(yard)))


@pytest.mark.parametrize(
    ("since", "until"),
    [
        ("2026-01-01", "2026-12-31"), ("2026-03-02", "2026-03-03"), ("2026-11-20", "2026-11-23"),
        ("2026-11-21", "2026-11-24"), ("2026-11-24", "2026-11-25"), ("2026-11-25", "2030-01-01"),
    ],
)  # fmt: skip
def test_an_honest_period_is_complete(yard: yards.Yard, since: str, until: str) -> None:
    verdict = judged(yard, period(yard, since, until))
    assert verdict.authentic is True
    assert [one.ok for one in verdict.checks if one.name == "complete"] == [True]


def test_a_period_that_is_not_over_ends_where_its_file_ends(tmp_path: Path) -> None:
    yard = story.tell(tmp_path)
    size = yard.session.size
    yard.at("11-26T09:00").log(
        "item.assessed", yards.RECYCLER, item=story.PACKS[0], condition="serviceable",
        soc_percent="20", method="bms_reading",
    )  # fmt: skip
    seal(yard.session)
    for at, last in ((None, yard.session.size - 1), (size, size - 1)):
        data = period(yard, "2026-11-24", "2026-12-31", at=at)
        scope = BundleFile.parse(data, "x").scope
        assert (scope.last, judged(yard, data).authentic) == (last, True)


def test_other_days_cannot_be_written_over_the_entries_of_a_few(yard: yards.Yard) -> None:
    data = period(yard, "2026-11-23", "2026-11-23")
    for since, until in (
        ("2026-01-01", "2026-11-23"), ("2026-11-23", "2026-12-31"), ("2026-01-01", "2026-12-31"),
        ("2026-11-20", "2026-11-24"), ("1999-01-01", "1999-01-02"),
    ):  # fmt: skip
        verdict = judged(yard, said(data, since=since, until=until))
        assert (verdict.authentic, "BP-B007" in story.codes(verdict)) == (False, True)
    # Nor can fewer days, while the entries of the others stay.
    data = period(yard, "2026-11-20", "2026-11-24")
    for since, until in (("2026-11-22", "2026-11-24"), ("2026-11-20", "2026-11-22")):
        verdict = judged(yard, said(data, since=since, until=until))
        assert (verdict.authentic, "BP-B007" in story.codes(verdict)) == (False, True), since
    with pytest.raises(MalformedError, match="not before its first"):
        judged(yard, said(data, since="2026-11-24", until="2026-11-22"))


def test_a_period_cannot_leave_out_its_first_or_last_entries(yard: yards.Yard) -> None:
    data = period(yard, "2026-11-20", "2026-11-24")
    scope = BundleFile.parse(data, "x").scope
    assert scope.first is not None
    assert scope.last is not None
    for first, last in ((scope.first + 1, scope.last), (scope.first, scope.last - 1), (4, 9)):
        verdict = judged(yard, said(data, first=first, last=last))
        assert verdict.authentic is not True, (first, last)
        assert {"BP-B006", "BP-B007"} & story.codes(verdict) or ("scope", "days") in story.why(
            verdict
        )


def test_without_the_marks_on_both_sides_nobody_knows_its_days(yard: yards.Yard) -> None:
    data = period(yard, "2026-11-20", "2026-11-23")
    scope = BundleFile.parse(data, "x").scope
    assert scope.last is not None
    verdict = judged(yard, rebuilt(data, _without(scope.last + 1)))
    assert (verdict.authentic, ("scope", "days") in story.why(verdict)) == (None, True)
    marks = [
        line.entry
        for line in BundleFile.parse(data, "x").lines
        if line.kind == "ledger.time-marked" and line.entry < (scope.first or 0)
    ]
    verdict = judged(yard, rebuilt(data, _without(max(marks))))
    assert verdict.authentic is None
