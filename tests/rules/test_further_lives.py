"""What a further life, a repair, a hand-over and the end of a passport may rest on."""

from __future__ import annotations

import pytest

from batterypass.app.counters import falls_of
from batterypass.app.passport_entries import PassportEntry
from rules.lives import again, at_the_workshop, hand_over, mended, read, reading
from rules.yard import (
    PASSPORT,
    RELEASED,
    REPURPOSER,
    SECOND,
    SOUND,
    STRANGER,
    WORKSHOP,
    assess,
    pass_on,
    yard,
)
from worlds import MAKER, RECYCLER, Drafted


@pytest.mark.parametrize(
    ("condition", "codes"),
    [
        ("serviceable", set()),
        ("damaged_stable", {"BP-C026"}),
        ("damaged_critical", {"BP-C026"}),
        ("cannot_be_diagnosed", {"BP-C026"}),
    ],
)
def test_only_a_sound_pack_is_used_again_and_a_mended_one_after_another_reading(
    condition: str, codes: set[str]
) -> None:
    story = yard()
    at_the_workshop(story)
    assess(story, RELEASED, WORKSHOP, condition)
    assert story.codes(again(story)) == codes

    story.tell("pack.repaired", WORKSHOP, item=RELEASED, work=["cooling"], bms_replaced=False)
    assert story.codes(again(story)) == codes, "a repair alone shows nothing"
    assess(story, RELEASED, WORKSHOP)
    assert story.codes(again(story)) == set()


def test_an_accident_after_the_reading_counts_too() -> None:
    story = yard()
    at_the_workshop(story)
    story.tell(
        "incident.reported", WORKSHOP, item=RELEASED, incident="drop", injuries=False,
        condition_after="damaged_critical",
    )  # fmt: skip

    assert story.codes(again(story)) == {"BP-C026"}


def test_a_damaged_pack_is_not_repurposed_either() -> None:
    story = yard()
    assess(story, SECOND, REPURPOSER, "damaged_critical")
    drafted = story.draft(
        "pack.repurposed", REPURPOSER, item=SECOND, new_category="stationary",
        new_use="backup_power", energy_wh="30000",
        assessment=story.item(SECOND).assessed["digest"],
    )  # fmt: skip

    assert story.codes(drafted) == {"BP-C026"}


def test_a_pack_that_was_used_in_between_may_be_used_again() -> None:
    story = yard()
    at_the_workshop(story)
    last = story.item(RELEASED).assessed["digest"]
    story.tell("pack.prepared-for-reuse", WORKSHOP, item=RELEASED, assessment=last)
    assert story.codes(again(story)) == {"BP-C027"}

    pass_on(story, RELEASED, MAKER)
    pass_on(story, RELEASED, WORKSHOP)
    read(story)
    assert story.codes(again(story)) == set()


def test_two_readings_of_one_moment_are_in_the_order_of_the_log() -> None:
    story = yard()
    at_the_workshop(story, 900)
    moment = story.item(RELEASED).assessed["event_time"]

    def at_once(cycles: int) -> Drafted:
        return story.draft("item.assessed", WORKSHOP, event_time=moment, **reading(cycles))

    assert story.codes(at_once(899)) == {"BP-C024"}
    assert story.codes(at_once(900)) == set()
    story.tell("item.assessed", WORKSHOP, event_time=moment, **reading(905))
    assert story.codes(at_once(904)) == {"BP-C024"}


def test_another_bms_counts_from_the_second_in_which_it_came() -> None:
    story = yard()
    at_the_workshop(story, 900)
    done = story.draft(
        "pack.repaired", WORKSHOP, item=RELEASED, work=["bms_replaced"], bms_replaced=True
    )
    moment = done.event.event_time
    story.tell(
        "pack.repaired", WORKSHOP, event_time=moment, item=RELEASED, work=["bms_replaced"],
        bms_replaced=True,
    )  # fmt: skip

    drafted = story.draft("item.assessed", WORKSHOP, event_time=moment, **reading(3))

    assert story.codes(drafted) == set()


def _sealed(index: int, cycles: int | None) -> PassportEntry:
    moment = "2026-11-23T08:00:00-06:00"
    if cycles is None:
        replaced = {"kind": "pack.repaired", "event_time": moment, "bms_replaced": True}
        return PassportEntry(index, f"{index}", replaced, {}, ())
    payload = {"kind": "item.assessed", "event_time": moment}
    return PassportEntry(index, f"{index}", payload, {"point": {"cycles": cycles}}, ())


@pytest.mark.parametrize(
    ("said", "falls"),
    [
        ((900, 899), [(899, 900)]),
        ((900, 900, 901), []),
        ((900, None, 3), []),
        ((900, None, 3, 2), [(2, 3)]),
    ],
)
def test_sealed_counters_of_one_second_are_in_the_order_of_the_log(
    said: tuple[int | None, ...], falls: list[tuple[int, int]]
) -> None:
    entries = [_sealed(index, cycles) for index, cycles in enumerate(said)]

    assert [(int(one.found), int(one.before)) for one in falls_of(entries)] == falls


@pytest.mark.parametrize(
    ("said", "codes"),
    [
        ({"work": ["bms_replaced"], "bms_replaced": True}, set()),
        ({"work": ["cooling"], "bms_replaced": False}, set()),
        ({"work": ["bms_replaced"], "bms_replaced": False}, {"BP-C031"}),
        (
            {"work": ["other"], "parts": [{"part": "bms", "count": 1}], "bms_replaced": False},
            {"BP-C031"},
        ),
    ],
)
def test_a_repair_says_the_same_of_the_bms_everywhere(
    said: dict[str, object], codes: set[str]
) -> None:
    story = yard()

    assert story.codes(mended(story, **said)) == codes


@pytest.mark.parametrize(
    ("to", "holder", "codes"),
    [
        # Who holds it, who made it, who is authorised.
        (WORKSHOP, WORKSHOP, set()),
        (MAKER, WORKSHOP, set()),
        (RECYCLER, WORKSHOP, set()),
        (WORKSHOP, MAKER, {"BP-C029"}),
    ],
)
def test_a_passport_goes_to_who_has_to_do_with_the_waste(
    to: str, holder: str, codes: set[str]
) -> None:
    story = yard()
    story.world.edit_item(SOUND).life = "waste"
    story.world.edit_item(SOUND).custodian = holder

    assert story.codes(hand_over(story, to)) == codes


def test_a_passport_that_moves_before_the_pack_is_waste_is_told() -> None:
    story = yard()

    assert story.codes(hand_over(story, RECYCLER)) == {"BP-C028"}
    assert "BP-C029" in story.codes(hand_over(story, STRANGER))


def test_a_passport_ends_as_replaced_where_a_part_has_the_next_one() -> None:
    story = yard()

    def end() -> set[str]:
        return story.codes(
            story.draft(
                "passport.ended", MAKER, passport=PASSPORT, item=SOUND, reason="replaced"
            )
        )  # fmt: skip

    assert end() == {"BP-C030"}
    story.world.edit_item(SOUND).children = [SECOND]
    assert end() == {"BP-C030"}
    story.world.edit_item(SECOND).passport = "https://maker.example/pass/next"
    assert end() == set()
