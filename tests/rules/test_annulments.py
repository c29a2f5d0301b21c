"""Annulments: what is taken back and what stays, who agrees, and until when."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from batterypass.domain.annulling import is_annulled
from batterypass.domain.events import KINDS
from batterypass.domain.events.annulment import ANNULLABLE
from batterypass.domain.undo import ITEM_FIELDS
from batterypass.projections.codec import encode_state, letter_of, parse_state
from rules.cases_amend import correction, digest_of, field
from rules.cases_annul import (
    NAMES,
    OF_KIND,
    TABLE,
    Row,
    agreement,
    annul,
    annulment,
    not_the_last,
    overtaken,
    what_stands,
)
from rules.yard import (
    INTEGRATOR,
    MOVE,
    MOVING,
    MOVING2,
    RELEASED,
    SOUND,
    STRANGER,
    USED,
    WORKSHOP,
    received,
    yard,
)
from worlds import CARRIER, MAKER, RECYCLER, Story


def stored(story: Story) -> None:
    """Write every state and read it back, as a store does between two events."""
    for name, state in story.world.states.items():
        letter = letter_of(state)
        story.world.states[name] = parse_state(letter, name, encode_state(letter, state))


def told(story: Story, row: Row) -> dict[str, Any]:
    """Tell the event of a row; give the fields of its annulment."""
    kind, _, actor, fields, _ = row
    return annulment(story, story.tell(kind, actor, **fields))


def agree_all(story: Story, fields: dict[str, Any], digest: str, parties: Any) -> None:
    for party in parties:
        drafted = story.draft("amendment.agreed", party, **agreement(fields, digest))
        assert story.codes(drafted) - {"BP-E004"} == set()
        story.add(drafted)


# --- what can be annulled, and what it leaves ------------------------------------------------


def test_every_kind_that_can_be_annulled_stands_in_the_table() -> None:
    assert {row[0] for row in TABLE} == ANNULLABLE
    of_items = {kind for kind in ANNULLABLE if KINDS[kind].KIND.first == "I"}
    assert set(ITEM_FIELDS) == of_items | {"batch.fed"}
    for kind in ANNULLABLE:
        assert KINDS[kind].KIND.lane == "main"
        assert KINDS[kind].KIND.creates == "none"


@pytest.mark.parametrize("row", TABLE, ids=NAMES)
def test_once_annulled_everything_is_as_before(row: Row) -> None:
    kind, prepare, actor, fields, asked = row
    story = yard()
    prepare(story)
    before = what_stands(story)
    lawful = story.codes(story.draft(kind, actor, **fields))
    said = told(story, row)
    stored(story)
    assert what_stands(story) != before or kind == "pack.placed-on-market"
    heads = {name: story.world.chains[name].head for name in (said["annulled_subject"],)}

    drafted = story.draft("entry.annulled", actor, **said)
    assert story.codes(drafted) == ({"BP-E004"} if asked else set())
    digest = annul(story, actor, said)
    stored(story)
    if asked:
        assert what_stands(story) != before
        agree_all(story, said, digest, asked)

    assert what_stands(story) == before
    # Nothing is rewritten: what comes next still links to the entry that was annulled.
    for name, head in heads.items():
        assert story.world.chains[name].head == head
        assert is_annulled(story.world, name, said["target"])
    # And what was lawful then is lawful again.
    assert story.codes(story.draft(kind, actor, **fields)) == lawful


@pytest.mark.parametrize("row", TABLE, ids=NAMES)
def test_it_waits_for_each_who_has_to_agree_and_for_nobody_else(row: Row) -> None:
    _, prepare, actor, _, asked = row
    story = yard()
    prepare(story)
    said = told(story, row)
    digest = annul(story, actor, said)
    state = story.world.states[said["annulled_subject"]]
    one = state.amendments[-1]  # type: ignore[union-attr]

    assert one.get("waiting", []) == list(asked)
    for party in (STRANGER, actor):
        drafted = story.draft("amendment.agreed", party, **agreement(said, digest))
        assert "BP-P001" in story.codes(drafted)


_OUTCOMES = st.sampled_from(("received", "damaged", "missing", "rejected"))
_CONDITIONS = st.sampled_from((None, "damaged_stable", "damaged_critical"))
_LINES = st.tuples(_OUTCOMES, _CONDITIONS, st.integers(1, 900).map(str))


@settings(max_examples=60, deadline=None)
@given(st.tuples(_LINES, _LINES), st.booleans(), st.booleans())
def test_whatever_arrived_the_carrier_has_it_again(
    drawn: tuple[Any, Any], surplus: bool, corrected: bool
) -> None:
    story = yard()
    before = what_stands(story)
    lines = []
    for item, (outcome, condition, mass) in zip((MOVING, MOVING2), drawn, strict=True):
        more = {} if condition is None else {"condition": condition}
        lines.append({"item": item, "outcome": outcome, "mass_kg": mass, **more})
    if surplus:
        lines.append({"item": SOUND, "outcome": "surplus"})
    away = [one["outcome"] == "rejected" for one in lines]
    fields: dict[str, Any] = {
        "consignment": MOVE, "at_site": "S2", "lines": lines, "measured_mass_kg": "700.5"
    }  # fmt: skip
    kind = "consignment.received"
    if any(away):
        kind = "consignment.partially-received"
        fields |= {"reason": "damaged", "next_step": "return"}
    if all(away):
        return
    said = annulment(story, story.tell(kind, RECYCLER, **fields))
    if corrected:
        # What was corrected of it goes with it.
        one = field("measured_mass_kg", "700.5", "701")
        change = correction(MOVE, kind, said["target"], one)
        story.tell("entry.amended", RECYCLER, **change)
        amendment = story.world.digests[-1].hex()
        story.tell("amendment.agreed", MAKER, amended_subject=MOVE, amendment=amendment)
    stored(story)
    digest = annul(story, RECYCLER, said)
    agree_all(story, said, digest, (MAKER, CARRIER))

    after = what_stands(story)
    for states in (before, after):
        for item in (MOVING, MOVING2, SOUND):
            states[item]["said"].pop("worsened", None)
    assert after == before
    party = story.world.party(RECYCLER)
    assert party is not None
    assert party.accepted_kg("S2", "2026") == "0"


def test_what_was_seen_at_the_gate_stays_seen() -> None:
    story = yard()
    fields = received(MOVING, MOVING2)
    fields["lines"][0]["condition"] = "damaged_critical"
    said = annulment(story, story.tell("consignment.received", RECYCLER, **fields))

    agree_all(story, said, annul(story, RECYCLER, said), (MAKER, CARRIER))

    assert story.item(MOVING).custodian == CARRIER
    assert story.item(MOVING).condition == "damaged_critical"


def test_a_reading_in_between_keeps_its_effect() -> None:
    story = yard()
    said = annulment(story, story.tell("pack.removed", INTEGRATOR, item=USED, reason="repair"))
    story.tell(
        "incident.reported", INTEGRATOR, item=USED, incident="drop", injuries=False,
        condition_after="damaged_stable",
    )  # fmt: skip

    annul(story, INTEGRATOR, said)

    assert story.item(USED).place == "in_use"
    assert story.item(USED).host_kind == "vehicle"
    assert story.item(USED).condition == "damaged_stable"


def test_a_claim_that_was_agreed_to_leaves_nobody_contesting() -> None:
    story = yard()
    event = story.tell("custody.claimed", RECYCLER, items=[SOUND], reason="found")
    said = annulment(story, event)
    story.tell("custody.contested", MAKER, items=[SOUND], agrees=True)
    assert story.item(SOUND).contested_with == ""

    agree_all(story, said, annul(story, RECYCLER, said), (MAKER,))

    assert (story.item(SOUND).custodian, story.item(SOUND).contested_with) == (MAKER, "")


# --- what cannot be ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    "kind",
    ["pack.manufactured", "consignment.offered", "item.dismantled", "party.registered",
     "item.assessed", "authorisation.granted", "entry.amended", "pack.repurposed"],
)  # fmt: skip
def test_what_brings_a_thing_into_being_is_no_target(kind: str) -> None:
    story = yard()

    with pytest.raises(ValidationError, match="target_kind"):
        story.draft(
            "entry.annulled", MAKER, annulled_subject=SOUND, target_kind=kind,
            target=digest_of(story, SOUND), reason="other",
        )  # fmt: skip


def found_in(story: Story, drafted: Any) -> dict[str, str]:
    return {one.code: one.message("en") for one in story.judge(drafted)}


def test_what_a_later_entry_stands_on_stays() -> None:
    story = yard()
    drafted = not_the_last(story)

    assert "a later entry stands on it" in found_in(story, drafted)["BP-E006"]
    # Recorded all the same, it changes nothing.
    before = what_stands(story)
    story.add(drafted)
    assert what_stands(story) == before
    assert story.item(USED).amendments == []


def test_one_item_that_went_on_holds_the_whole_entry() -> None:
    story = yard()
    event = story.tell("custody.released", MAKER, items=[SOUND, RELEASED], to=WORKSHOP)
    said = annulment(story, event)
    story.tell("custody.accepted", WORKSHOP, items=[RELEASED], released_by=MAKER)

    found = found_in(story, story.draft("entry.annulled", MAKER, **said))

    assert RELEASED in found["BP-E006"]


def test_nobody_annuls_what_another_has_signed() -> None:
    for row in TABLE[:4]:
        story = yard()
        row[1](story)
        said = told(story, row)

        drafted = story.draft("entry.annulled", RECYCLER, **said)

        assert story.codes(drafted) == {"BP-P001"} | (
            {"BP-E004"} if "BP-E004" in story.codes(drafted) else set()
        )


def test_what_is_annulled_is_not_annulled_again() -> None:
    story = yard()
    said = annulment(story, story.tell("pack.removed", INTEGRATOR, item=USED, reason="repair"))
    annul(story, INTEGRATOR, said)

    drafted = story.draft("entry.annulled", INTEGRATOR, **said, event_id=_OTHER_ID)

    assert "it is annulled already" in found_in(story, drafted)["BP-E006"]
    # What stood below it is no longer the last entry either.
    below = {**said, "target_kind": "pack.installed", "target": digest_of(story, USED, 3)}
    assert "BP-E006" in story.codes(story.draft("entry.annulled", INTEGRATOR, **below))


_OTHER_ID = "0190b7b2-0000-5000-8000-000000000001"


def test_while_an_annulment_waits_there_is_no_second_one() -> None:
    story = yard()
    event = story.tell("custody.accepted", WORKSHOP, items=[RELEASED], released_by=MAKER)
    said = annulment(story, event)
    annul(story, WORKSHOP, said)

    drafted = story.draft("entry.annulled", WORKSHOP, **said, event_id=_OTHER_ID)

    assert "waits already" in found_in(story, drafted)["BP-E006"]


@pytest.mark.parametrize("items", [[], [MOVING], [MOVING, MOVING2, SOUND], [MOVING, SOUND]])
def test_it_names_the_items_of_the_entry_and_no_others(items: list[str]) -> None:
    story = yard()
    event = story.tell("consignment.received", RECYCLER, **received(MOVING, MOVING2))
    said = annulment(story, event, items=items)
    before = what_stands(story)

    drafted = story.draft("entry.annulled", RECYCLER, **said)
    assert "BP-E006" in story.codes(drafted)
    story.add(drafted)

    assert what_stands(story) == before


def test_an_item_is_named_once() -> None:
    story = yard()
    event = story.tell("consignment.received", RECYCLER, **received(MOVING, MOVING2))

    with pytest.raises(ValidationError, match="named twice"):
        story.draft("entry.annulled", RECYCLER, **annulment(story, event, items=[MOVING, MOVING]))


def test_a_manifest_whose_original_came_back_stays() -> None:
    story = yard()
    event = story.tell("consignment.received", RECYCLER, **received(MOVING, MOVING2))
    said = annulment(story, event)
    kind, actor, _, fields = OF_KIND["manifest.original-returned"]
    story.tell(kind, actor, **fields)

    found = found_in(story, story.draft("entry.annulled", RECYCLER, **said))

    assert "a later paper of the manifest rests on it" in found["BP-E006"]


# --- waiting ----------------------------------------------------------------------------------


def test_after_a_later_event_nobody_can_agree_any_more() -> None:
    story = yard()
    drafted = overtaken(story)

    found = found_in(story, drafted)
    assert "can no longer hold: a later entry stands on it" in found["BP-E007"]
    before = what_stands(story)
    story.add(drafted)
    assert what_stands(story) == before


def test_after_it_held_the_next_event_goes_from_what_was_before() -> None:
    story = yard()
    said = annulment(story, story.tell("pack.removed", INTEGRATOR, item=USED, reason="repair"))
    annul(story, INTEGRATOR, said)

    assert "BP-C003" in story.codes(
        story.draft("pack.installed", INTEGRATOR, item=USED, host_kind="vehicle")
    )
    removed = story.draft("pack.removed", INTEGRATOR, item=USED, reason="damage")
    assert story.codes(removed) == set()
    story.add(removed)
    assert story.item(USED).place == "in_stock"


def test_what_waits_to_correct_an_annulled_entry_waits_no_more() -> None:
    story = yard()
    event = story.tell("consignment.received", RECYCLER, **received(MOVING, MOVING2))
    said = annulment(story, event)
    one = field("measured_mass_kg", "800", "799")
    change = correction(MOVE, "consignment.received", said["target"], one)
    story.tell("entry.amended", RECYCLER, **change)
    amendment = story.world.digests[-1].hex()
    agree_all(story, said, annul(story, RECYCLER, said), (MAKER, CARRIER))

    drafted = story.draft("amendment.agreed", MAKER, amended_subject=MOVE, amendment=amendment)
    assert "BP-P001" in story.codes(drafted)
    story.add(drafted)
    state = story.world.consignment(MOVE)
    assert state is not None
    assert state.measured_kg == ""
    assert "ended" in state.amendments[0]


def test_what_changed_is_kept_before_and_after() -> None:
    story = yard()
    event = story.tell("consignment.received", RECYCLER, **received(MOVING, MOVING2))
    said = annulment(story, event)
    agree_all(story, said, annul(story, RECYCLER, said), (MAKER, CARRIER))

    state = story.world.consignment(MOVE)
    assert state is not None
    shown = {one["field"]: (one.get("old"), one["new"]) for one in state.amendments[-1]["fields"]}
    assert shown["state"] == ("received", "in_transit")
    assert shown["custodian"] == (RECYCLER, CARRIER)
    assert shown["measured_kg"] == ("800", None)
