"""The entries that make a figure: as many as there are, kept small, told in ranges."""

from __future__ import annotations

from array import array
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

Ranges = tuple[tuple[int, int], ...]


class EntrySet:
    """Numbers of entries. Add while counting; read when done."""

    def __init__(self, entries: Iterable[int] = ()) -> None:
        self._entries = array("Q", entries)

    def add(self, entry: int) -> None:
        """Add an entry; the same one may come several times."""
        self._entries.append(entry)

    def update(self, entries: Iterable[int]) -> None:
        """Add entries."""
        self._entries.extend(entries)

    @cached_property
    def numbers(self) -> array[int]:
        """The entries, each once, in the order of the log."""
        return array("Q", sorted(set(self._entries)))

    @cached_property
    def ranges(self) -> Ranges:
        """The entries as (first, last), both included."""
        found: list[tuple[int, int]] = []
        for entry in self.numbers:
            if found and found[-1][1] + 1 == entry:
                found[-1] = (found[-1][0], entry)
            else:
                found.append((entry, entry))
        return tuple(found)

    def __len__(self) -> int:
        """Count them."""
        return len(self.numbers)

    def texts(self, limit: int | None = None) -> list[str]:
        """Write the first ranges, ``3-9`` or ``12``; all of them without a limit."""
        return [
            f"{first}-{last}" if last > first else str(first) for first, last in self.ranges[:limit]
        ]

    def as_json(self, limit: int | None = None) -> dict[str, object]:
        """Give count, ranges, and how many ranges were left off."""
        left = 0 if limit is None else max(len(self.ranges) - limit, 0)
        found: dict[str, object] = {"count": len(self), "entries": self.texts(limit)}
        return {**found, "ranges_left_off": left} if left else found
