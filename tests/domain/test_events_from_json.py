"""An event that is read from JSON in one step is the one that is read in two, or none."""

from __future__ import annotations

from typing import Any

import orjson
import pytest
from pydantic import ValidationError

from batterypass.domain.base import Count, Hex64, Record, SubjectName
from batterypass.domain.events import KINDS, event_of, event_of_json
from batterypass.domain.vocabulary import Lane
from batterypass.errors import MalformedError

ITEM = "https://id.planta.example/01/09521234560104/21/MX7K-000123"
ASSESSED: dict[str, Any] = {
    "event_id": "8c6b2a60-5d4e-8000-8000-000000000001",
    "kind": "item.assessed",
    "version": 1,
    "event_time": "2026-11-21T10:00:00-06:00",
    "actor": "https://taller.example",
    "subjects": [{"subject": ITEM, "lane": "record", "seq": 3, "prev": "a" * 64}],
    "item": ITEM,
    "condition": "serviceable",
    "method": "visual",
}
#: What pydantic asks of JSON as of Python, where nothing is converted: text, numbers that are whole,
#: lists and members. Of dates, bytes or numbers of other types it would take texts.
SAME = frozenset(
    {
        "bool", "dataclass", "dataclass-args", "dataclass-field", "default", "definition-ref", "definitions", "dict", "function-after", "int", "list",
        "literal", "model", "model-field", "model-fields", "no-info", "nullable", "str",
        "tagged-union",
    }
)  # fmt: skip
ANYTHING: tuple[Any, ...] = (
    "x", "0", "1", "true", "", 0, 1, -1, 2**53, True, False, None, 1.0, 1.5, [], [1], ["x"], {},
    {"x": "y"}, ITEM, "a" * 64, "2026-11-21T10:00:00-06:00", [{"subject": ITEM}],
)  # fmt: skip


class LinkAsARecord(Record):
    """One chain that an event joins."""

    subject: SubjectName
    lane: Lane
    seq: Count
    prev: Hex64 | None


class SeenAsARecord(Record):
    """A checkpoint that a signer saw."""

    size: Count
    root: Hex64


def takes(record: type[Record], value: object) -> bool:
    """Tell whether a record is made of a value."""
    try:
        record.model_validate(value)
    except ValidationError:
        return False
    return True


def read(payload: dict[str, Any]) -> Any:
    """Read in two steps; None where it is refused."""
    try:
        return event_of(payload)
    except MalformedError:
        return None


def test_a_reading_is_the_same() -> None:
    event = event_of_json(orjson.dumps(ASSESSED))
    assert event is not None
    assert event == event_of(ASSESSED)
    assert list(event.__dict__) == list(event_of(ASSESSED).__dict__)
    assert event.model_fields_set == event_of(ASSESSED).model_fields_set


@pytest.mark.parametrize("name", [*ASSESSED, "cycles", "sealed", "documents", "seen", "colour"])
def test_whatever_a_field_holds_both_ways_say_the_same(name: str) -> None:
    """Only a later version and a kind that is not known are left to the way in two steps."""
    for value in ANYTHING:
        payload = {**ASSESSED, name: value}
        expected = read(payload)
        found = event_of_json(orjson.dumps(payload))
        if type(expected) is KINDS["item.assessed"]:
            assert found == expected, (name, value)
        else:
            assert found is None, (name, value)


@pytest.mark.parametrize("name", ["subject", "lane", "seq", "prev"])
def test_whatever_a_link_holds_both_ways_say_the_same(name: str) -> None:
    for value in ANYTHING:
        payload = {**ASSESSED, "subjects": [{**ASSESSED["subjects"][0], name: value}]}
        assert event_of_json(orjson.dumps(payload)) == read(payload), (name, value)


@pytest.mark.parametrize("name", ["size", "root", "colour"])
def test_whatever_was_seen_both_ways_say_the_same(name: str) -> None:
    for value in ANYTHING:
        payload = {**ASSESSED, "seen": {"size": 4, "root": "b" * 64, name: value}}
        assert event_of_json(orjson.dumps(payload)) == read(payload), (name, value)


@pytest.mark.parametrize(
    ("member", "record"),
    [("seen", SeenAsARecord), ("subjects", LinkAsARecord)],
)
def test_the_small_classes_take_what_a_record_of_the_same_fields_takes(
    member: str, record: type[Record]
) -> None:
    """They are no records, for speed; nothing may get in by them."""
    good = {"seen": {"size": 4, "root": "b" * 64}, "subjects": ASSESSED["subjects"][0]}[member]
    tried = [
        {**good, name: value} for name in (*good, "colour") for value in (*ANYTHING, b"x", 2.0)
    ]
    tried += [{name: good[name] for name in good if name != left_out} for left_out in good]
    for one in (*tried, good, [], None, "x", list(good.values())):
        given = [one] if member == "subjects" else one
        assert takes(record, one) == (read({**ASSESSED, member: given}) is not None) or (
            member == "seen" and one is None
        ), one


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"{",
        b"[]",
        orjson.dumps(ASSESSED)[:-1],
        orjson.dumps(dict(reversed(ASSESSED.items()))),
        orjson.dumps({**ASSESSED, "kind": "item.guessed"}),
        # Two kinds: the one that was looked for is not the one that is read.
        orjson.dumps(ASSESSED)[:-1] + b',"kind":"item.disposed"}',
    ],
)
def test_whatever_is_not_plain_is_left_to_the_way_in_two_steps(raw: bytes) -> None:
    assert event_of_json(raw) is None


@pytest.mark.parametrize("kind", sorted(set(KINDS) - {"entry.amended"}))
def test_no_kind_has_a_field_that_json_would_convert(kind: str) -> None:
    model = KINDS[kind]
    model.model_rebuild()
    sorts = set(sorts_in(model.__pydantic_core_schema__))
    assert sorts <= SAME, sorts - SAME
    assert {"model", "str", "int"} <= sorts


def sorts_in(schema: Any) -> list[str]:
    """List the sorts of all parts of a schema, its notes for other readers left out."""
    if isinstance(schema, list | tuple):
        return [sort for one in schema for sort in sorts_in(one)]
    if not isinstance(schema, dict):
        return []
    own = [schema["type"]] if isinstance(schema.get("type"), str) else []
    members = (one for name, one in schema.items() if name not in ("metadata", "serialization"))
    return own + [sort for one in members for sort in sorts_in(one)]
