"""Whatever a log holds, the rules answer: an audit must name a strange entry, not stop at it."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from batterypass.domain.events import KINDS
from batterypass.errors import BrokenError
from batterypass.rules import Finding
from rules.cases import CASES
from rules.test_yard import LAWFUL, completed
from rules.yard import ALL, MOVE, OFFER, PASSPORT, STRANGER, yard
from worlds import CARRIER, MAKER, OPERATOR, RECYCLER, REGISTRAR, Story

#: What may stand anywhere in an event: real names, names of nobody, words out of place.
POOL: tuple[Any, ...] = (
    *ALL, MOVE, OFFER, PASSPORT, STRANGER, MAKER, CARRIER, RECYCLER, REGISTRAR, OPERATOR,
    "https://nobody.example/p/1", "S1", "S2", "S9", "0", "999999.5", "waste", "black_mass",
    "hazardous", "damaged_critical", "serviceable", "surplus", "missing", "transport", "0" * 64,
    "sodium-ion", 0, 7, True, None,
)  # fmt: skip


@lru_cache(maxsize=1)
def _samples() -> tuple[tuple[str, dict[str, Any]], ...]:
    samples = []
    for name in sorted(CASES):
        drafted = CASES[name](yard())
        samples.append((name, drafted.event.model_dump(exclude_none=True)))
    return tuple(samples)


@lru_cache(maxsize=1)
def _every_kind() -> tuple[dict[str, Any], ...]:
    """Give payloads of every kind: what breaks each rule, and what is lawful."""
    story = yard()
    lawful = [
        story.draft(kind, actor, by=key, **completed(story, kind, fields)).event
        for kind, actor, key, fields in LAWFUL
    ]
    disposal: dict[str, Any] = {"item": ALL[0], "operation": "confinamiento", "mass_kg": "400"}
    lawful.append(story.draft("item.disposed", MAKER, **disposal).event)
    return (
        *(payload for _, payload in _samples()),
        *(event.model_dump(exclude_none=True) for event in lawful),
    )


def _places(value: object, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    if isinstance(value, dict):
        return [place for key in value for place in _places(value[key], (*path, key))]
    if isinstance(value, list):
        return [place for key, one in enumerate(value) for place in _places(one, (*path, key))]
    return [path]


def _changed(value: Any, path: tuple[Any, ...], to: object) -> Any:
    if not path:
        return to
    copy = value.copy()
    copy[path[0]] = _changed(value[path[0]], path[1:], to)
    return copy


@settings(max_examples=200, deadline=None)
@given(st.data())
def test_no_event_makes_a_rule_stumble(data: st.DataObject) -> None:
    name, payload = data.draw(st.sampled_from(_samples()))
    story: Story = yard()
    # The world is the one in which the sample stood.
    kind = type(CASES[name](story).event)
    fixed = {"event_id", "kind", "version", "event_time"}
    places = [path for path in _places(payload) if path[0] not in fixed]
    for path in data.draw(st.lists(st.sampled_from(places), min_size=1, max_size=4, unique=True)):
        payload = _changed(payload, path, data.draw(st.sampled_from(POOL)))
    try:
        event = kind.model_validate(payload)
    except ValidationError:
        return

    found = story.judge(story.seal(event))

    assert all(isinstance(finding, Finding) for finding in found)
    for finding in found:
        assert finding.message("es")
        assert finding.message("en")


def test_the_samples_are_of_every_kind() -> None:
    # A document changes no state, so the yard need not have one.
    unread = {"document.prepared", "document.issued"}

    assert {payload["kind"] for payload in _every_kind()} >= {*KINDS} - unread


@settings(max_examples=200, deadline=None)
@given(st.data())
def test_no_event_makes_the_fold_stumble(data: st.DataObject) -> None:
    story = yard()
    samples = st.sampled_from(_every_kind())
    for payload in data.draw(st.lists(samples, min_size=1, max_size=3)):
        changed = payload
        places = [path for path in _places(payload) if path[0] not in ("kind", "version")]
        chosen = st.lists(st.sampled_from(places), max_size=4, unique=True)
        for path in data.draw(chosen):
            changed = _changed(changed, path, data.draw(st.sampled_from(POOL)))
        try:
            event = KINDS[payload["kind"]].model_validate(changed)
        except ValidationError:
            continue
        drafted = story.seal(event)
        try:
            # Recorded by force, whatever the rules say.
            story.add(drafted)
        except BrokenError:
            assert any(one.severity == "integrity" for one in story.judge(drafted))
