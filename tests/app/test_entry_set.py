"""The entries behind a figure: each once, in ranges, and never silently fewer."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from batterypass.app.entry_set import EntrySet


@given(st.lists(st.integers(0, 60)))
def test_ranges_are_the_entries_and_nothing_else(entries: list[int]) -> None:
    found = EntrySet(entries)
    told = [one for first, last in found.ranges for one in range(first, last + 1)]
    assert told == sorted(set(entries))
    assert len(found) == len(told)


def test_what_is_left_off_is_counted() -> None:
    found = EntrySet([9, 1, 2, 3, 5, 5, 7])
    assert found.texts() == ["1-3", "5", "7", "9"]
    assert found.as_json(2) == {"count": 6, "entries": ["1-3", "5"], "ranges_left_off": 2}
    assert found.as_json(4) == {"count": 6, "entries": ["1-3", "5", "7", "9"]}
