"""A JSON payload as leaves, each of which ends up in the report exactly once.

A path is written as ``identification.identification.serial[0].value``.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from batterypass.exchange.words import say, shown

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

What = Literal["taken", "mapped", "left_out"]


@dataclass(frozen=True, slots=True)
class ReportLine:
    """What became of one leaf: taken as it is, mapped to another form, or left out.

    ``target`` is our field or ``values.ATTRIBUTE``, and ``after`` what stands there. ``key`` names a
    text of ``words`` for the reason, empty where a value was taken as it is.
    """

    line: int
    path: str
    value: str
    what: What
    target: str = ""
    after: str = ""
    key: str = ""
    values: Mapping[str, str] = field(default_factory=dict)

    def reason(self, lang: str) -> str:
        """Say why, in ``es`` or ``en``; empty where there is nothing to say."""
        return say(self.key, lang, **self.values) if self.key else ""

    def text(self, lang: str) -> str:
        """Say it on one line."""
        shape = f"{self.path}  {shown(self.value)}"
        if self.what != "left_out":
            after = f" {shown(self.after)}" if self.after != self.value else ""
            shape += f" → {self.target}{after}"
        return f"{shape}  ({self.reason(lang)})" if self.key else shape

    def row(self, lang: str) -> dict[str, object]:
        """Give it as plain data for ``--json``."""
        found: dict[str, object] = {
            "line": self.line,
            "path": self.path,
            "value": self.value,
            "what": self.what,
        }
        if self.target:
            found |= {"field": self.target, "after": self.after}
        if self.key:
            found["reason"] = self.reason(lang)
        return found


class Leaves:
    """The leaves of one payload, and the lines that say what became of those that were looked at."""

    def __init__(self, line: int, payload: object) -> None:
        self.line = line
        self.values: dict[str, str] = dict(_flatten("", payload))
        self.lines: dict[str, ReportLine] = {}
        #: Our field -> its text; our field -> the path that it came from.
        self.cells: dict[str, str] = {}
        self.places: dict[str, str] = {}

    def get(self, path: str) -> str:
        """Give the text of a leaf, empty where there is none."""
        return self.values.get(path, "")

    def under(self, prefix: str) -> list[str]:
        """List the leaves under a prefix, in the payload's order."""
        return [
            path
            for path in self.values
            if path.startswith(prefix) and path[len(prefix) : len(prefix) + 1] in (".", "[", "")
        ]

    def count(self, prefix: str) -> int:
        """Give the number of elements of a list."""
        ends = [path[len(prefix) :] for path in self.values if path.startswith(f"{prefix}[")]
        return len({end[1 : end.index("]")] for end in ends})

    def take(self, path: str, target: str, after: str = "", key: str = "", **values: str) -> None:
        """Give a leaf to a field: as it is, or as ``after`` for the reason ``key``.

        A value that a field cannot hold, or a field that has one already, leaves the leaf out.
        """
        before = self.values[path]
        text = after or before
        if target.startswith("values.") and len(text) > 200:
            self.leave(path, "why_long")
        elif target in self.cells:
            self.leave(path, "why_other", other=self.places[target])
        else:
            self.cells[target] = text
            self.places[target] = path
            self.note(path, "mapped" if key else "taken", target, text, key, **values)

    def leave(self, path: str, key: str, **values: str) -> None:
        """Leave a leaf out for a reason."""
        self.note(path, "left_out", "", "", key, **values)

    def note(
        self, path: str, what: What, target: str, after: str, key: str = "", **values: str
    ) -> None:
        """Say what became of a leaf."""
        self.lines[path] = ReportLine(
            self.line, path, self.values[path], what, target, after, key, values
        )

    def open(self) -> list[str]:
        """List the leaves about which nothing was said yet."""
        return [path for path in self.values if path not in self.lines]

    def report(self) -> list[ReportLine]:
        """Give the lines in the payload's order."""
        return [self.lines[path] for path in self.values]


def _flatten(prefix: str, value: object) -> Iterator[tuple[str, str]]:
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from _flatten(f"{prefix}.{name}" if prefix else name, inner)
    elif isinstance(value, list):
        for place, inner in enumerate(value):
            yield from _flatten(f"{prefix}[{place}]", inner)
    elif isinstance(value, bool):
        yield prefix, "true" if value else "false"
    elif value is not None:
        yield prefix, str(value)
