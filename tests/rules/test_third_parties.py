"""Custody reaches nobody whom the one before did not name, whatever is acknowledged."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from batterypass.domain.events.custody import ConsignmentOffered, ConsignmentReceived
from rules.yard import (
    ALL,
    MOVE,
    MOVING,
    OFFER,
    OFFERED,
    RELEASED,
    SOUND,
    STRANGER,
    WORKSHOP,
    dismantling,
    offer_of,
    received,
    yard,
)
from worlds import CARRIER, MAKER, RECYCLER, Story

#: The consignee and the carrier of an offer that nobody collected, who was let have an item, …
ACTORS = (RECYCLER, CARRIER, WORKSHOP, MAKER, STRANGER)
ITEMS = (OFFERED, RELEASED, MOVING, SOUND)
ACKNOWLEDGED = [{"rule": "*", "reason": "signed_offline"}]
STEPS: dict[str, Any] = {
    "pack.installed": lambda item, to: {"item": item, "host_kind": "vehicle"},
    "pack.removed": lambda item, to: {"item": item, "reason": "repair"},
    "pack.repurposed": lambda item, to: {
        "item": item, "new_category": "stationary", "new_use": "other", "energy_wh": "1",
        "assessment": "0" * 64,
    },
    "pack.placed-on-market": lambda item, to: {
        "item": item, "country": "MX", "placed_on": "2026-11-23",
    },
    "pack.exported": lambda item, to: {
        "item": item, "country": "US", "exported_on": "2026-11-23", "custodian_abroad": to,
    },
    "pack.lost": lambda item, to: {"item": item, "how": "other"},
    "pack.stolen": lambda item, to: {"item": item},
    "pack.found": lambda item, to: {"item": item, "how": "other", "condition": "serviceable"},
    "item.assessed": lambda item, to: {
        "item": item, "condition": "serviceable", "method": "visual",
    },
    "incident.reported": lambda item, to: {
        "item": item, "incident": "drop", "injuries": False, "condition_after": "serviceable",
    },
    "item.declared-waste": lambda item, to: {
        "items": [item], "reason": "damaged", "stream": "whole_battery",
    },
    "item.dismantled": lambda item, to: dismantling(item, "X"),
    "item.disposed": lambda item, to: {
        "item": item, "operation": "confinamiento", "mass_kg": "400",
    },
    "consignment.offered": lambda item, to: offer_of("NEXT", item, carrier=to, consignee=to),
    "consignment.collected": lambda item, to: {"consignment": OFFER, "loaded": [item]},
    "consignment.delivered": lambda item, to: {"consignment": MOVE, "at_site": "S1"},
    "consignment.received": lambda item, to: received(
        item, consignment=OFFER if item == OFFERED else MOVE
    ),
    "custody.released": lambda item, to: {"items": [item], "to": to},
    "custody.accepted": lambda item, to: {"items": [item], "released_by": to},
}  # fmt: skip
steps = st.tuples(
    st.sampled_from(sorted(STEPS)),
    st.sampled_from(ACTORS),
    st.sampled_from(ITEMS),
    st.sampled_from(ACTORS),
)


def authentic_only(story: Story, kind: str, actor: str, fields: dict[str, Any]) -> Any:
    """Tell an event whatever it breaks, unless it breaks the integrity of the log."""
    drafted = story.draft(kind, actor, acknowledged=ACKNOWLEDGED, **fields)
    if any(finding.severity == "integrity" for finding in story.judge(drafted)):
        return None
    story.add(drafted)
    return drafted.event


@settings(max_examples=150, deadline=None)
@given(st.lists(steps, min_size=1, max_size=5))
def test_no_acknowledged_event_hands_an_item_to_a_third_party(
    told: list[tuple[str, str, str, str]],
) -> None:
    story = yard()
    story.register(STRANGER, "workshop", "carrier", "dismantler", "repurposer")
    named = {item: {story.item(item).custodian} for item in ALL}
    named[OFFERED] |= {CARRIER, RECYCLER}
    named[MOVING] |= {CARRIER, RECYCLER}
    named[RELEASED] |= {WORKSHOP}
    for kind, actor, item, other in told:
        before = {name: story.item(name).custodian for name in ALL}
        event = authentic_only(story, kind, actor, STEPS[kind](item, other))
        if event is None:
            continue
        if before[item] == actor and kind == "custody.released":
            named[item].add(event.to)
        if isinstance(event, ConsignmentOffered):
            assert before[item] == actor
            named[item] |= {event.carrier, event.consignee}
        for name in ALL:
            now = story.item(name).custodian
            assert now == before[name] or now in named[name]
        for child in story.item(item).children:
            assert story.item(child).custodian == story.item(item).custodian


@pytest.mark.parametrize(
    ("item", "kind", "actor", "fields"),
    [
        (OFFERED, "consignment.collected", CARRIER, {"consignment": OFFER, "loaded": [OFFERED]}),
        (OFFERED, "consignment.received", RECYCLER, received(OFFERED, consignment=OFFER)),
        (RELEASED, "custody.accepted", WORKSHOP, {"items": [RELEASED], "released_by": MAKER}),
        (SOUND, "custody.claimed", WORKSHOP, {"items": [SOUND], "reason": "found"}),
    ],
)
def test_what_was_taken_apart_changes_hands_no_more(
    item: str, kind: str, actor: str, fields: dict[str, Any]
) -> None:
    story = yard()
    parts = {**dismantling(item, "X"), "site": "S1"}
    story.tell("item.dismantled", MAKER, acknowledged=ACKNOWLEDGED, **parts)

    story.tell(kind, actor, acknowledged=ACKNOWLEDGED, **fields)

    state = story.item(item)
    assert (state.custodian, state.place, state.contested_with) == (MAKER, "dismantled", "")
    assert all(story.item(child).custodian == MAKER for child in state.children)


def test_a_consignee_cannot_release_what_nobody_has_collected() -> None:
    story = yard()

    told: tuple[tuple[str, str, dict[str, Any]], ...] = (
        ("custody.released", RECYCLER, {"items": [OFFERED], "to": WORKSHOP}),
        ("custody.released", MAKER, {"items": [OFFERED], "to": WORKSHOP}),
        ("custody.accepted", WORKSHOP, {"items": [OFFERED], "released_by": RECYCLER}),
        ("custody.accepted", WORKSHOP, {"items": [RELEASED], "released_by": CARRIER}),
    )
    for kind, actor, fields in told:
        story.tell(kind, actor, acknowledged=ACKNOWLEDGED, **fields)

    assert (story.item(OFFERED).custodian, story.item(RELEASED).custodian) == (MAKER, MAKER)
    assert story.item(OFFERED).released_to == ""


def test_a_release_gives_no_part_in_what_is_on_its_way() -> None:
    story = yard()
    story.tell("custody.released", MAKER, items=[SOUND], to=WORKSHOP)
    story.tell("consignment.offered", MAKER, **offer_of("N", SOUND))

    drafted = story.draft("custody.accepted", WORKSHOP, items=[SOUND], released_by=MAKER)

    assert "BP-P002" in story.codes(drafted)


def test_a_surplus_stays_contested_until_its_last_custodian_has_it_back() -> None:
    story = yard()
    fields = received(MOVING)
    fields["lines"].append({"item": SOUND, "outcome": "surplus", "mass_kg": "400"})
    event = story.tell("consignment.received", RECYCLER, **fields)
    assert isinstance(event, ConsignmentReceived)

    def pass_on(giver: str, taker: str) -> list[set[str]]:
        told = []
        halves: tuple[tuple[str, str, dict[str, Any]], ...] = (
            ("custody.released", giver, {"items": [SOUND], "to": taker}),
            ("custody.accepted", taker, {"items": [SOUND], "released_by": giver}),
        )
        for kind, actor, form in halves:
            drafted = story.draft(kind, actor, **form)
            told.append(story.codes(drafted))
            story.add(drafted)
        return told

    assert story.item(SOUND).contested
    assert pass_on(RECYCLER, WORKSHOP) == [{"BP-C011"}, {"BP-C011"}]
    assert story.item(SOUND).contested_with == MAKER
    assert pass_on(WORKSHOP, MAKER) == [set(), set()]
    assert not story.item(SOUND).contested
