"""Event times name one instant and keep the offset of the place."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from batterypass.domain import clock
from batterypass.errors import MalformedError

moments = st.datetimes(
    min_value=datetime(1970, 1, 2),  # noqa: DTZ001 - hypothesis adds the zone
    max_value=datetime(2099, 12, 31),  # noqa: DTZ001
    timezones=st.builds(timezone, st.builds(timedelta, minutes=st.integers(-840, 840))),
)


@given(moments)
def test_a_moment_written_and_read_is_the_same_instant(moment: datetime) -> None:
    written = clock.event_time_of(moment.replace(microsecond=moment.microsecond // 1000 * 1000))
    assert clock.instant_ms(written) == int(moment.timestamp() * 1000 // 1)


def test_the_same_instant_in_two_places() -> None:
    assert clock.instant_ms("2026-11-05T14:45:00-06:00") == clock.instant_ms(
        "2026-11-05T20:45:00+00:00"
    )


@pytest.mark.parametrize("text", ["2026-02-30T10:00:00-06:00", "2026-11-05T14:45:00", "ayer"])
def test_no_real_time_or_no_offset_is_refused(text: str) -> None:
    with pytest.raises(MalformedError):
        clock.instant_ms(text)


def test_the_day_is_the_one_of_the_place() -> None:
    assert clock.day_of("2026-11-05T23:45:00-06:00") == "2026-11-05"
    assert clock.from_ms(clock.instant_ms("2026-11-05T23:45:00-06:00")) == datetime(
        2026, 11, 6, 5, 45, tzinfo=UTC
    )
