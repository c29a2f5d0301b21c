"""Repairs and further lives: what waste allows, what they rest on, and what they change."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from batterypass.domain.clock import event_time_of
from batterypass.domain.passport_due import passport_due
from rules.cases_annul import annulment
from rules.lives import REMANUFACTURER, at_the_workshop, read, reading
from rules.yard import (
    PASSPORT,
    RELEASED,
    SOUND,
    WASTE,
    WORKSHOP,
    assess,
    pass_on,
    yard,
)
from worlds import AUTHORITY, MAKER, RECYCLER, Story, grant, scope

_MENDED: dict[str, Any] = {"item": RELEASED, "work": ["bms_replaced"], "bms_replaced": True}


def _waste_at(story: Story, party: str) -> dict[str, Any]:
    pass_on(story, WASTE, party)
    assess(story, WASTE, party)
    return {"item": WASTE, "assessment": story.item(WASTE).assessed["digest"]}


def test_waste_is_used_again_only_by_who_is_authorised_for_it() -> None:
    story = yard()
    named = _waste_at(story, WORKSHOP)

    assert story.codes(story.draft("pack.prepared-for-reuse", WORKSHOP, **named)) == {"BP-W001"}
    story.tell(
        "authorisation.granted", AUTHORITY, **grant(WORKSHOP, "MX-STATE", scope("reutilizacion"))
    )
    drafted = story.draft("pack.prepared-for-reuse", WORKSHOP, site="S1", **named)
    assert story.codes(drafted) == set()
    story.add(drafted)
    pack = story.item(WASTE)
    assert (pack.life, pack.stream, pack.waste_on) == ("reused", "", "")
    assert pack.responsible_operator == WORKSHOP


@pytest.mark.parametrize("kind", ["pack.repaired", "pack.remanufactured"])
def test_waste_is_neither_mended_nor_rebuilt_before_it_is_prepared(kind: str) -> None:
    story = yard()
    story.register(REMANUFACTURER, "remanufacturer", "workshop")
    named = _waste_at(story, REMANUFACTURER)
    allowed = grant(REMANUFACTURER, "MX-STATE", scope("reutilizacion"))
    story.tell("authorisation.granted", AUTHORITY, **allowed)
    fields: dict[str, Any] = {"item": WASTE, "work": ["cooling"]} if kind == "pack.repaired" else {
        **named, "capacity_ah": "100", "energy_wh": "40000",
    }  # fmt: skip

    drafted = story.draft(kind, REMANUFACTURER, site="S1", bms_replaced=False, **fields)

    assert story.codes(drafted) == {"BP-W001"}


def test_a_further_life_rests_on_the_last_reading() -> None:
    story = yard()
    at_the_workshop(story)
    first = story.item(RELEASED).assessed["digest"]
    read(story)

    drafted = story.draft("pack.prepared-for-reuse", WORKSHOP, item=RELEASED, assessment=first)

    assert story.codes(drafted) == {"BP-C010"}


def test_counters_fall_only_after_another_bms_and_again_when_that_is_taken_back() -> None:
    story = yard()
    at_the_workshop(story, 900)

    def codes(cycles: int) -> set[str]:
        return story.codes(story.draft("item.assessed", WORKSHOP, **reading(cycles)))

    assert codes(899) == {"BP-C024"}
    mended = story.tell("pack.repaired", WORKSHOP, **_MENDED)
    assert codes(3) == set()
    story.tell("entry.annulled", WORKSHOP, **annulment(story, mended))
    assert codes(3) == {"BP-C024"}
    assert codes(900) == set()
    # A reading without cycles in between forgets nothing.
    read(story)
    assert codes(899) == {"BP-C024"}


def test_a_reading_that_is_recorded_late_has_no_more_cycles_than_a_later_one() -> None:
    story = yard()
    at_the_workshop(story, 900)
    before = event_time_of(story.now - timedelta(days=1))

    def codes(cycles: int) -> set[str]:
        late = story.draft(
            "item.assessed", WORKSHOP, event_time=before, **reading(cycles)
        )  # fmt: skip
        return story.codes(late)

    assert codes(901) == {"BP-C024"}
    assert codes(899) == set()


def test_a_fall_that_was_admitted_is_told_once() -> None:
    story = yard()
    at_the_workshop(story, 9000)
    admitted = [{"rule": "BP-C024", "reason": "data_not_obtainable"}]
    story.tell("item.assessed", WORKSHOP, acknowledged=admitted, **reading(900))

    assert story.codes(story.draft("item.assessed", WORKSHOP, **reading(901))) == set()
    assert story.codes(story.draft("item.assessed", WORKSHOP, **reading(899))) == {"BP-C024"}


def test_a_counter_that_was_corrected_counts_as_corrected() -> None:
    story = yard()
    at_the_workshop(story, 9000)
    digest = story.item(RELEASED).assessed["digest"]
    assert story.codes(story.draft("item.assessed", WORKSHOP, **reading(901))) == {"BP-C024"}

    story.tell(
        "entry.amended", WORKSHOP, amended_subject=RELEASED, target_kind="item.assessed",
        target=digest, fields=[{"field": "cycles", "old": 9000, "new": 900}],
        reason="typing_error",
    )  # fmt: skip

    assert story.codes(story.draft("item.assessed", WORKSHOP, **reading(901))) == set()
    assert story.codes(story.draft("item.assessed", WORKSHOP, **reading(899))) == {"BP-C024"}


def test_only_who_answers_for_a_passport_updates_it_and_an_ended_one_takes_nothing() -> None:
    story = yard()
    fields: dict[str, Any] = {
        "item": SOUND,
        "passport": PASSPORT,
        "values": {"battery_mass": "401"},
    }

    assert story.codes(story.draft("passport.updated", WORKSHOP, **fields)) == {"BP-P001"}
    other = {**fields, "passport": f"{PASSPORT}-9"}
    assert story.codes(story.draft("passport.updated", MAKER, **other)) == {"BP-C009"}
    story.tell("passport.updated", MAKER, **fields)
    assert story.item(SOUND).values["battery_mass"] == "401"
    story.world.edit_item(SOUND).life = "recycled"
    story.tell("passport.ended", MAKER, item=SOUND, passport=PASSPORT, reason="recycled")
    assert story.codes(story.draft("passport.updated", MAKER, **fields)) == {"BP-C009"}


def test_what_is_due_for_a_passport_follows_the_life_of_its_pack() -> None:
    story = yard()
    named = {"item": SOUND, "passport": PASSPORT}

    def due() -> str | None:
        return passport_due(story.item(SOUND))

    assert due() is None
    story.tell(
        "item.declared-waste", MAKER, items=[SOUND], reason="damaged", stream="whole_battery"
    )
    assert due() is None  # The maker holds it, and answers for it.
    pass_on(story, SOUND, RECYCLER)
    assert due() == "hand-over"
    # The producer goes on answering for it, and says so.
    story.tell("passport.handed-over", MAKER, **named, to=MAKER)
    assert due() is None
    story.world.edit_item(SOUND).place = "dismantled"
    assert due() == "end"
    story.tell("passport.ended", MAKER, **named, reason="dismantled")
    assert due() is None
