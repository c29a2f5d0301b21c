"""A JSON payload as leaves, each of which ends up in the report exactly once.

A path is written as ``identification.identification.serial[0].value``.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, Literal

from batterypass.domain.passport_values import MAX_LIST, MAX_VALUE_CHARACTERS
from batterypass.exchange.compare import value_text
from batterypass.exchange.words import say, shown
from batterypass.regulations.attributes import attributes
from batterypass.regulations.passport_checks import check_value
from batterypass.texts.bilingual import Text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from batterypass.domain.passport_values import Value

#: Attribute -> the field of a pack that says the same.
FIELD_OF: Final[Mapping[str, str]] = {
    "battery_model_identifier": "model",
    "battery_serial_number": "serial",
    "battery_category": "category",
    "battery_mass": "mass_kg",
    "rated_capacity": "capacity_ah",
    "nominal_voltage": "nominal_voltage_v",
    "manufacturing_date": "made_month",
}
What = Literal["taken", "mapped", "left_out"]


@dataclass(frozen=True, slots=True)
class ReportLine:
    """What became of one leaf: taken as it is, mapped to another form, or left out.

    ``target`` is our field, ``values.ATTRIBUTE``, or ``private.POINT.ATTRIBUTE`` for what is sealed;
    ``after`` is what stands there. ``key`` names a text of ``words`` for the reason, empty where a
    value was taken as it is.
    """

    line: int
    path: str
    value: str
    what: What
    target: str = ""
    after: str = ""
    key: str = ""
    values: Mapping[str, object] = field(default_factory=dict)

    def reason(self, lang: str) -> str:
        """Say why, in ``es`` or ``en``; empty where there is nothing to say."""
        said = {
            name: value.in_language(lang) if isinstance(value, Text) else value
            for name, value in self.values.items()
        }
        return say(self.key, lang, **said) if self.key else ""

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
        #: Attribute id -> its value, public or not.
        self.attributes: dict[str, Value] = {}
        #: Our field -> its text; our field or attribute -> the path that it came from.
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

    def all(self, prefix: str) -> list[str]:
        """List the paths of the elements of a list: ``serial[0]``, ``serial[1]``."""
        return [f"{prefix}[{place}]" for place in range(self.count(prefix))]

    def count(self, prefix: str) -> int:
        """Give the number of elements of a list."""
        ends = [path[len(prefix) :] for path in self.values if path.startswith(f"{prefix}[")]
        return len({end[1 : end.index("]")] for end in ends})

    def take(
        self, path: str, target: str, after: str = "", key: str = "", **values: object
    ) -> None:
        """Give a leaf to a field: as it is, or as ``after`` for the reason ``key``.

        A value that a field cannot hold, or a field that has one already, leaves the leaf out.
        """
        before = self.values[path]
        text = after or before
        if target.startswith("values."):
            self.give([path], target[7:], text, key, **values)
        elif target in self.cells:
            self.leave(path, "why_other", other=self.places[target])
        else:
            self.cells[target] = text
            self.places[target] = path
            self.note(path, "mapped" if key else "taken", target, text, key, **values)

    def give(
        self, paths: Sequence[str], attribute: str, value: Value, key: str = "", **values: object
    ) -> bool:
        """Give leaves together to an attribute, at the content point of its tier; tell whether.

        What the attribute cannot be is left out with what was expected; a text that is longer than
        an event takes likewise. The facts of manufacture go to the fields of the pack.
        """
        why: tuple[str, dict[str, object]] | None = None
        problems = [
            one for one in check_value(attributes()[attribute], value) if not one.is_unusual
        ]
        field_ = FIELD_OF.get(attribute)
        if attribute in self.attributes or (field_ is not None and field_ in self.cells):
            other = self.places[field_ or f"values.{attribute}"]
            why = "why_other", {"other": other}
        elif problems:
            why = "why_implausible", {"expected": problems[0].expected}
        elif isinstance(value, list) and len(value) > MAX_LIST:
            why = "why_many", {"limit": MAX_LIST}
        elif any(len(text) > MAX_VALUE_CHARACTERS for text in _texts(value)):
            why = "why_long", {"limit": MAX_VALUE_CHARACTERS}
        if why is not None:
            for path in paths:
                self.leave(path, why[0], **why[1])
            return False
        target = target_of(attribute)
        if field_ is not None and isinstance(value, str):
            self.cells[field_], target = value, field_
        else:
            self.attributes[attribute] = value
        self.places[field_ or f"values.{attribute}"] = paths[0]
        for path in paths:
            what: What = "mapped" if key else "taken"
            self.note(path, what, target, value_text(value), key, **values)
        return True

    def give_records(
        self,
        attribute: str,
        records: Iterable[Mapping[str, tuple[str, str]]],
        key: str = "why_record",
        *,
        single: bool = False,
    ) -> bool:
        """Give records to an attribute; of each member the leaf and the text. Tell whether.

        A member that cannot be what it says is left out by itself, a record that lacks a member
        which must be there as a whole.
        """
        known = attributes()[attribute]
        kept: list[dict[str, str]] = []
        paths: list[str] = []
        for record in records:
            members = {name: one for name, one in record.items() if one[1]}
            while members:
                plain = {name: text for name, (_, text) in members.items()}
                value: Value = plain if single else [plain]
                problems = [one for one in check_value(known, value) if not one.is_unusual]
                if not problems:
                    kept.append(plain)
                    paths += [path for path, _ in members.values()]
                    break
                bad = problems[0]
                # A member that must be there and is not takes the whole record with it.
                out = [bad.member] if bad.member in members else list(members)
                for name in out:
                    self.leave(members.pop(name)[0], "why_implausible", expected=bad.expected)
        if not kept:
            return False
        paths = [path for path in dict.fromkeys(paths) if path in self.values]
        return self.give(paths, attribute, kept[0] if single else kept, key)

    def drop(self, attribute: str, key: str, **values: object) -> None:
        """Take an attribute back that was given, and say why of each of its leaves."""
        del self.attributes[attribute]
        self.places.pop(f"values.{attribute}", None)
        target = target_of(attribute)
        for path, line in self.lines.items():
            if line.target == target:
                self.leave(path, key, **values)

    def leave(self, path: str, key: str, **values: object) -> None:
        """Leave a leaf out for a reason."""
        self.note(path, "left_out", "", "", key, **values)

    def note(
        self, path: str, what: What, target: str, after: str, key: str = "", **values: object
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


def target_of(attribute: str) -> str:
    """Say where an attribute stands: in clear, or sealed at the content point of its tier."""
    known = attributes()[attribute]
    if known.is_public:
        return f"values.{attribute}"
    return f"private.{known.access_tier}.{attribute}"


def _texts(value: Value) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from value.values()
    else:
        for one in value:
            yield from _texts(one)


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
