"""Which time marks a bundle proves to be the last below an entry (decision 33).

The operator numbers what it signs in the lane record of the ledger: time marks and heads. Where the
statement of that lane below an entry and the one above it have numbers that follow each other, none
stands between them, so no mark was left out. Where they do not, nobody knows when it was recorded.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from batterypass.domain.events.ledger import HeadsCommitted, TimeMarked

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from batterypass.app.judge import Reading

#: What stands for the mark below an entry where it is missing.
MARK: Final = "#mark"


@dataclass(frozen=True, slots=True)
class _Place:
    """A mark or heads, in the ledger's lane record; entry 0 stands before all of them."""

    entry: int
    number: int | None
    #: Its time, if it is a mark; entry 0 is one.
    mark: str


class BundleMarks:
    """The statements of the ledger's lane record that are in a file, and what they leave open."""

    def __init__(self, readings: Mapping[int, Reading], ledger: str) -> None:
        """Take in the entries of a file, which ascend from entry 0."""
        self._places = list(_places(readings, ledger))
        self._entries = [one.entry for one in self._places]
        #: Of each place but the last, whether the mark that counts after it is known.
        self._known: list[bool] = []
        #: Of each place, the last mark in the file at or below it.
        self._marks: list[str] = []
        for number, one in enumerate(self._places):
            self._marks.append(one.mark or self._marks[-1])
            is_marked = bool(one.mark) or self._known[-1]
            after = self._places[number + 1] if number + 1 < len(self._places) else None
            self._known.append(is_marked and after is not None and _is_next(one, after))

    def is_known(self, entry: int) -> bool:
        """Tell whether the last mark below an entry is in the file, and shown to be the last."""
        return not entry or self._known[self._below(entry)]

    def mark_below(self, entry: int) -> str:
        """Give the time of the last mark in the file below an entry; entry 0 is one."""
        return self._marks[self._below(entry)]

    def has(self, entry: int) -> bool:
        """Tell whether an entry is a mark or heads of the operator."""
        place = bisect_left(self._entries, entry)
        return place < len(self._entries) and self._entries[place] == entry

    def mark_at(self, entry: int) -> str:
        """Give the time of the mark that an entry is; empty where it is none."""
        return self._marks[bisect_left(self._entries, entry)] if self._is_mark(entry) else ""

    def wrong(self) -> Iterator[tuple[int, int, int]]:
        """Give the numbers that cannot be true: the entry, the nearest that can be, and the number.

        A number grows with each statement of the lane, and no faster than the log.
        """
        last = 0
        for place, one in enumerate(self._places[1:], 1):
            between = place - last
            before = self._places[last]
            if one.number is None or before.number is None:
                continue
            least, most = before.number + between, before.number + one.entry - before.entry
            if not least <= one.number <= most:
                yield one.entry, min(max(one.number, least), most), one.number
            last = place

    def _below(self, entry: int) -> int:
        return bisect_left(self._entries, entry) - 1

    def _is_mark(self, entry: int) -> bool:
        return self.has(entry) and bool(self._places[bisect_left(self._entries, entry)].mark)


def _places(readings: Mapping[int, Reading], ledger: str) -> Iterator[_Place]:
    for entry, one in readings.items():
        event = one.event
        if not entry:
            yield _Place(0, 0, event.event_time if event is not None else "-")
        elif isinstance(event, TimeMarked | HeadsCommitted) and event.actor == ledger:
            # Only what the operator signs counts. Who else links this lane dates nothing by it.
            is_mark = isinstance(event, TimeMarked)
            yield _Place(entry, event.number, event.event_time if is_mark else "")


def _is_next(one: _Place, after: _Place) -> bool:
    return one.number is not None and after.number == one.number + 1


def lane_around(notes: Sequence[int], is_mark: Callable[[int], bool], entry: int) -> Iterator[int]:
    """Give the statements of the lane that show which mark is the last below an entry.

    ``notes`` are all statements of the lane, ascending. They are those from that mark on, up to the
    first one that is not below the entry.
    """
    place = bisect_left(notes, entry)
    if place < len(notes):
        yield notes[place]
    while place:
        place -= 1
        yield notes[place]
        if is_mark(notes[place]):
            return
