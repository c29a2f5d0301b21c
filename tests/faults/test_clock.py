"""The operator's clock is wrong, frozen or goes backwards (faults.md row 11; bytes.md 5)."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from batterypass.app.ledger import Ledger
from batterypass.app.record import Recorded
from batterypass.app.time_marks import clock_gap, due_mark
from batterypass.domain.clock import instant_ms
from batterypass.errors import InputError, RefusedError
from faults.test_door import forged
from faults.yard import (
    MAKER,
    OPERATOR,
    Yard,
    assessment,
    make,
    pack,
    pack_url,
    private_key,
    signed,
    small_ledger,
)


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Yard:
    return small_ledger(tmp_path_factory.mktemp("original") / "yard")


@pytest.fixture
def yard(original: Yard, tmp_path: Path) -> Yard:
    return original.copy(tmp_path / "yard")


def marks(ledger: Ledger) -> list[int]:
    entries = (ledger.entry(index) for index in range(len(ledger)))
    return [
        instant_ms(entry.payload["event_time"])
        for entry in entries
        if entry.payload["kind"] == "ledger.time-marked"
    ]


def codes(recorded: Recorded) -> set[str]:
    return {finding.code for finding in recorded.findings}


def place(ledger: Ledger, number: int, country: str) -> Recorded:
    form = {"item": pack_url(number), "country": country, "placed_on": "2026-03-02"}
    return ledger.log("pack.placed-on-market", form, actor=MAKER)


def test_time_marks_never_go_back_with_the_clock(yard: Yard) -> None:
    with yard.open() as ledger:
        now = yard.clock.now
        for number, step in enumerate(
            (timedelta(hours=1), -timedelta(hours=2), -timedelta(days=900), timedelta(minutes=2))
        ):
            yard.clock.now = now + step
            old = [("pack.manufactured", pack(200 + number, made_month="2015-01"))]
            ledger.sign(ledger.plan(old, actor=MAKER))
        times = marks(ledger)
        assert times == sorted(times)
        assert ledger.verify().authentic


@pytest.mark.parametrize(
    ("back", "code"),
    [(timedelta(minutes=5), "BP-Z003"), (timedelta(minutes=14, seconds=59), "BP-Z003")],
)
def test_a_clock_that_is_a_little_behind_is_told(yard: Yard, back: timedelta, code: str) -> None:
    with yard.open() as ledger:
        place(ledger, 2, "MX")
        yard.clock.now -= back
        assert codes(place(ledger, 2, "US")) == {code}
        verdict = ledger.verify()
        assert verdict.authentic
        assert code in {finding.code for finding in verdict.findings}


@pytest.mark.parametrize("back", [timedelta(minutes=16), timedelta(days=2), timedelta(days=4000)])
def test_a_clock_that_is_far_behind_is_refused_for_what_has_a_history(
    yard: Yard, back: timedelta
) -> None:
    with yard.open() as ledger:
        place(ledger, 2, "MX")
        before = len(ledger)
        yard.clock.now -= back
        with pytest.raises(RefusedError) as refusal:
            place(ledger, 2, "US")
        assert "BP-Z002" in {one.code for one in refusal.value.findings}  # type: ignore[attr-defined]
        assert len(ledger) == before


def test_a_clock_that_is_wrong_by_years_is_told_even_for_what_is_new(yard: Yard) -> None:
    with yard.open() as ledger:
        yard.clock.now -= timedelta(days=4000)
        old = [("pack.manufactured", pack(200, made_month="2015-01"))]
        assert codes(ledger.sign(ledger.plan(old, actor=MAKER))[0]) == {"BP-Z004"}
        assert codes(ledger.log("item.assessed", assessment(200), actor=MAKER)) == {"BP-Z004"}
        verdict = ledger.verify()
        assert verdict.authentic
        assert [one.code for one in verdict.findings] == ["BP-Z004", "BP-Z004"]


@pytest.mark.parametrize(
    ("ahead", "asks"),
    [
        (timedelta(minutes=2), False),
        (timedelta(days=30), False),
        (timedelta(days=30, seconds=1), True),
        (timedelta(days=5 * 365), True),
    ],
)
def test_a_clock_that_jumped_far_ahead_marks_nothing_before_somebody_says_it_is_right(
    yard: Yard, ahead: timedelta, asks: bool
) -> None:
    with yard.open() as ledger:
        make(ledger, [200])
        before, state = marks(ledger), ledger.session.checkpoint()
        yard.clock.now += ahead
        if not asks:
            make(ledger, [201])
            assert len(marks(ledger)) == len(before) + 1
            return
        for number in (201, 202):
            with pytest.raises(InputError, match="can never be taken back") as refusal:
                make(ledger, [number])
            assert refusal.value.code == "write.clock-ahead"
            assert refusal.value.values["days"] == ahead.days
        assert (marks(ledger), ledger.session.checkpoint()) == (before, state)
        # The same program goes on once the clock is set.
        yard.clock.now -= ahead
        make(ledger, [201])
        assert ledger.verify().authentic
    yard.clock.now += ahead
    with yard.open(clock_is_right=True) as ledger:
        make(ledger, [202])
        assert marks(ledger)[-1] == int(yard.clock.now.timestamp() * 1000)


def test_what_others_signed_makes_no_mark_with_a_clock_that_jumped(yard: Yard) -> None:
    """At the door nobody is asked: the operator's clock has to be right first."""
    with yard.open() as ledger:
        raw = signed(ledger, "pack.manufactured", pack(200), MAKER)
        before = len(ledger)
        yard.clock.now += timedelta(days=400)
        with pytest.raises(InputError, match="can never be taken back"):
            ledger.record([raw])
        assert len(ledger) == before
        yard.clock.now -= timedelta(days=400)
        assert not ledger.record([raw])[0].already


def test_a_clock_that_is_behind_marks_nothing_and_says_so(yard: Yard) -> None:
    with yard.open() as ledger:
        make(ledger, [200])
        before = marks(ledger)
        for back, is_behind in (
            (timedelta(0), False),
            (timedelta(minutes=6), False),
            (timedelta(minutes=6, seconds=1), True),
            (timedelta(days=900), True),
        ):
            yard.clock.now -= back
            gap = clock_gap(ledger.session)
            assert gap is not None
            assert (gap.is_behind, gap.is_far_ahead) == (is_behind, False)
            assert due_mark(ledger.session) is None
            yard.clock.now += back
        assert marks(ledger) == before


def test_after_a_clock_that_was_years_ahead_everything_is_late(yard: Yard) -> None:
    """The mark of the wrong clock stays in the log; it is not forgotten when the clock is set.

    That is why somebody had to say that the clock was right.
    """
    with yard.open(clock_is_right=True) as ledger:
        now = yard.clock.now
        yard.clock.now = now + timedelta(days=5 * 365)
        make(ledger, [200])
        yard.clock.now = now + timedelta(days=1)
        assert codes(make(ledger, [201])[0]) == {"BP-Z004"}
        with pytest.raises(RefusedError):
            place(ledger, 200, "MX")
        times = marks(ledger)
        assert times == sorted(times)


def test_with_a_frozen_clock_nobody_can_be_from_the_future(yard: Yard) -> None:
    """A carrier's own clock goes on. More than six minutes beyond the mark is not believed."""
    with yard.open() as ledger:
        raw = signed(ledger, "pack.manufactured", pack(200), MAKER)
        for seconds, fine in ((5 * 60, True), (7 * 60, False), (3 * 365 * 86_400, False)):
            later = (yard.clock.now + timedelta(seconds=seconds)).isoformat()
            item = pack_url(300 + seconds % 1000)
            statement = forged(
                raw, subject=item,
                payload={
                    "event_time": later, "item": item, "serial": f"S-{300 + seconds % 1000:06d}",
                    "subjects": [{"subject": item, "lane": "main", "seq": 0, "prev": None}],
                    "event_id": f"00000000-0000-8000-8000-{seconds:012d}",
                },
            )  # fmt: skip
            if fine:
                assert not ledger.record([statement])[0].already
                continue
            with pytest.raises(RefusedError) as refusal:
                ledger.record([statement])
            assert "BP-Z001" in {one.code for one in refusal.value.findings}  # type: ignore[attr-defined]
        # When the operator's clock goes on, so does the ledger.
        yard.clock.pass_by(seconds=7 * 60)
        make(ledger, [400])
        assert ledger.verify().authentic


def test_a_mark_that_the_operator_signed_backwards_is_found(yard: Yard, tmp_path: Path) -> None:
    from faults.attack import Target

    with yard.open() as ledger:
        mark = ledger.store.statement(18)
    backwards = forged(
        mark, key=private_key(OPERATOR, "operator"),
        payload={
            "event_time": "2026-03-01T00:00:00-06:00",
            "event_id": "00000000-0000-8000-8000-000000000001",
        },
    )  # fmt: skip
    target = Target.of(yard, tmp_path / "marked.bp")
    target.change(("INSERT INTO entries VALUES (23, ?)", (backwards,)))
    verdict = target.verify()
    assert verdict.exit_code() == 4
    assert "BP-V011" in {one.code for one in verdict.findings if one.entry == 23}


def test_a_mark_that_goes_backwards_is_refused_at_the_door(yard: Yard) -> None:
    """Once it is in, the ledger can never be authentic again."""
    with yard.open() as ledger:
        mark = ledger.store.statement(18)
        backwards = forged(
            mark, key=private_key(OPERATOR, "operator"),
            payload={
                "event_time": "2026-03-01T00:00:00-06:00",
                "event_id": "00000000-0000-8000-8000-000000000001",
            },
        )  # fmt: skip
        with pytest.raises(RefusedError):
            ledger.record([backwards])
        assert ledger.verify().authentic
