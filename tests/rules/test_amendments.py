"""Corrections: who may make them, when they hold, and what they never change."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from rules.cases_amend import correction, digest_of, field, offer_amended, told
from rules.lawful_corrections import LAWFUL_CORRECTIONS, PART, corrected_reception, prepared
from rules.yard import (
    AT_YARD,
    ENDED,
    MOVE,
    MOVING,
    MOVING2,
    REPURPOSER,
    SECOND,
    SOUND,
    STRANGER,
    WASTE,
    assess,
    received,
    yard,
)
from worlds import CARRIER, MAKER, RECYCLER, Story, pack_fields


def agree(story: Story, actor: str, amendment: str, **more: Any) -> None:
    story.tell("amendment.agreed", actor, amended_subject=MOVE, amendment=amendment, **more)


def move(story: Story) -> Any:
    state = story.world.consignment(MOVE)
    assert state is not None
    return state


# --- when it holds ----------------------------------------------------------------------------


def test_before_anybody_collects_an_offer_is_corrected_at_once() -> None:
    story = yard()
    row = next(
        one for one in LAWFUL_CORRECTIONS if one[3].get("target_kind") == "consignment.offered"
    )
    subject = row[3]["amended_subject"]

    told(story, MAKER, prepared(story, row[0], row[3]))

    state = story.world.consignment(subject)
    assert state is not None
    assert state.declared_kg == "401"
    assert state.mass_basis == "estimated"
    assert state.transport["marks"] == ["UN3480", "LITHIUM"]
    assert state.amendments[0]["holds"] == state.amendments[0]["entry"]


def test_once_collected_the_original_governs_until_the_carrier_agrees() -> None:
    story = yard()
    amendment = told(story, MAKER, offer_amended(story))
    assert move(story).declared_kg == "800"
    assert move(story).items[MOVING]["mass_kg"] == "400"
    assert move(story).amendments[0]["waiting"] == [CARRIER]

    agree(story, CARRIER, amendment)

    assert move(story).declared_kg == "801"
    assert move(story).amendments[0]["waiting"] == []
    assert move(story).amendments[0]["holds"] == story.world.size() - 1


def test_once_received_carrier_and_consignee_agree() -> None:
    story = yard()
    story.tell("consignment.received", RECYCLER, **received(MOVING, MOVING2))
    amendment = told(story, MAKER, offer_amended(story))

    agree(story, RECYCLER, amendment)
    assert move(story).declared_kg == "800"
    # A stranger's word, or the same again, brings it no further.
    agree(story, STRANGER, amendment)
    agree(story, RECYCLER, amendment)
    assert move(story).declared_kg == "800"
    agree(story, CARRIER, amendment)

    assert move(story).declared_kg == "801"


def test_what_the_scale_said_is_corrected_with_the_consignor() -> None:
    story = yard()
    amendment = told(story, RECYCLER, corrected_reception(story))
    party = story.world.party(RECYCLER)
    assert party is not None
    assert move(story).measured_kg == "800"
    assert party.accepted_kg("S1", "2026") == "800"

    agree(story, MAKER, amendment)

    assert move(story).measured_kg == "795"
    assert move(story).items[MOVING]["received_kg"] == "395"
    assert party.accepted_kg("S1", "2026") == "795"


def test_a_carrier_that_nobody_registered_cannot_hold_up_a_correction() -> None:
    story = yard()
    del story.world.states[CARRIER]

    told(story, MAKER, offer_amended(story))

    assert move(story).declared_kg == "801"


def test_two_corrections_that_wait_do_not_overwrite_each_other() -> None:
    story = yard()
    first = told(story, MAKER, offer_amended(story))
    second = told(story, MAKER, offer_amended(story, field("mass_kg", "400", "402", MOVING)))
    agree(story, CARRIER, first)

    drafted = story.draft("amendment.agreed", CARRIER, amended_subject=MOVE, amendment=second)

    assert story.codes(drafted) == {"BP-E001"}


def test_what_was_corrected_is_corrected_again_from_what_stands() -> None:
    story = yard()
    target = digest_of(story, SOUND)

    def corrected(old: str, new: str) -> set[str]:
        said = correction(SOUND, "pack.manufactured", target, field("mass_kg", old, new))
        drafted = story.draft("entry.amended", MAKER, **said)
        found = story.codes(drafted)
        if not found:
            story.add(drafted)
        return found

    assert corrected("400", "410") == set()
    assert corrected("400", "420") == {"BP-E001"}
    assert corrected("410", "400") == set()
    assert story.item(SOUND).mass_kg == "400"


# --- what follows from it ---------------------------------------------------------------------


def test_a_stream_is_corrected_for_the_items_named_and_no_others() -> None:
    story = yard()
    said = correction(
        WASTE, "item.declared-waste", digest_of(story, WASTE, 1),
        field("stream", "whole_battery", "cells_modules_offspec"), items=[AT_YARD],
    )  # fmt: skip

    told(story, MAKER, said)

    streams = {name: story.item(name).stream for name in (WASTE, AT_YARD, MOVING)}
    assert streams == {
        WASTE: "cells_modules_offspec", AT_YARD: "cells_modules_offspec", MOVING: "whole_battery",
    }  # fmt: skip


def test_an_item_of_another_declaration_is_no_part_of_it() -> None:
    story = yard()
    said = correction(
        WASTE, "item.declared-waste", digest_of(story, WASTE, 1),
        field("stream", "whole_battery", "cells_modules_offspec"), items=[SOUND],
    )  # fmt: skip
    drafted = story.draft("entry.amended", MAKER, **said)

    assert story.codes(drafted) == {"BP-E002", "BP-E001"}
    story.add(drafted)
    assert story.item(SOUND).stream == ""


def test_parts_are_weighed_again() -> None:
    story = yard()
    said = correction(
        ENDED, "item.dismantled", digest_of(story, ENDED, 3),
        field("loss_kg", None, "1.5"), field("mass_kg", "250", "248", PART), items=[PART],
    )  # fmt: skip

    told(story, RECYCLER, said)

    assert story.item(PART).mass_kg == "248"
    assert story.item(ENDED).said["dismantled"]["loss_kg"] == "1.5"


def test_a_line_that_the_entry_does_not_have_is_named() -> None:
    story = yard()
    drafted = story.draft(
        "entry.amended", MAKER, **offer_amended(story, field("mass_kg", None, "1", SOUND))
    )

    found = [one for one in story.judge(drafted) if one.code == "BP-E001"]

    assert "no such line" in found[0].message("en")
    assert "no tiene ese renglón" in found[0].message("es")
    assert SOUND in found[0].message("es")


def test_a_reading_made_milder_does_not_hide_what_came_after_it() -> None:
    story = yard()
    assess(story, SOUND, MAKER, "damaged_critical")
    read = story.item(SOUND).assessed["digest"]
    said = correction(
        SOUND, "item.assessed", read, field("condition", "damaged_critical", "serviceable")
    )
    milder = story.copy()
    told(milder, MAKER, said)
    assert milder.item(SOUND).condition == "serviceable"
    assert milder.item(SOUND).assessed["condition"] == "serviceable"

    # The same second, the same words: still somebody else's, and still the worse.
    story.tell(
        "incident.reported", MAKER, item=SOUND, incident="drop", injuries=False,
        condition_after="damaged_critical", event_time=story.item(SOUND).assessed["event_time"],
    )  # fmt: skip
    told(story, MAKER, said)

    assert story.item(SOUND).condition == "damaged_critical"
    assert story.item(SOUND).assessed["condition"] == "serviceable"


def test_a_condition_at_the_gate_only_gets_worse_by_a_correction() -> None:
    story = yard()
    fields = received(MOVING, MOVING2)
    fields["lines"][0]["condition"] = "damaged_stable"
    fields["lines"][1]["condition"] = "serviceable"
    story.tell("consignment.received", RECYCLER, **fields)
    said = correction(
        MOVE, "consignment.received", digest_of(story, MOVE, 2),
        field("condition", "damaged_stable", "serviceable", MOVING),
        field("condition", "serviceable", "damaged_critical", MOVING2), items=[MOVING, MOVING2],
    )  # fmt: skip
    amendment = told(story, RECYCLER, said)
    agree(story, MAKER, amendment, items=[MOVING, MOVING2])

    assert story.item(MOVING).condition == "damaged_stable"
    assert story.item(MOVING2).condition == "damaged_critical"
    assert move(story).items[MOVING]["received_condition"] == "serviceable"


def test_who_agrees_names_the_same_items() -> None:
    story = yard()
    story.tell("consignment.received", RECYCLER, **received(MOVING, MOVING2))
    worse = field("condition", None, "damaged_stable", MOVING)
    said = correction(
        MOVE, "consignment.received", digest_of(story, MOVE, 2), worse, items=[MOVING]
    )
    amendment = told(story, RECYCLER, said)
    drafted = story.draft("amendment.agreed", MAKER, amended_subject=MOVE, amendment=amendment)

    assert story.codes(drafted) == {"BP-E002"}


def test_what_a_second_life_says_anew_is_not_corrected_at_the_first() -> None:
    story = yard()
    story.tell(
        "pack.repurposed", REPURPOSER, item=SECOND, new_category="stationary",
        new_use="stationary_storage", energy_wh="30000",
        assessment=story.item(SECOND).assessed["digest"],
    )  # fmt: skip
    target = digest_of(story, SECOND)
    energy = correction(SECOND, "pack.manufactured", target, field("energy_wh", "46000", "45000"))
    mass = correction(SECOND, "pack.manufactured", target, field("mass_kg", "400", "405"))

    assert story.codes(story.draft("entry.amended", MAKER, **energy)) == {"BP-E001"}
    assert story.codes(story.draft("entry.amended", MAKER, **mass)) == set()
    told(story, MAKER, energy)
    assert story.item(SECOND).energy_wh == "30000"


def test_a_subject_keeps_its_last_corrections_only() -> None:
    story = yard()
    target = digest_of(story, SOUND)
    for number in range(60):
        one = field("mass_kg", str(400 + number), str(401 + number))
        told(story, MAKER, correction(SOUND, "pack.manufactured", target, one))

    assert story.item(SOUND).mass_kg == "460"
    assert len(story.item(SOUND).amendments) == 50


def test_a_correction_that_waits_is_not_pushed_out_by_others() -> None:
    story = yard()
    waiting = told(story, MAKER, offer_amended(story))
    for number in range(55):
        masses = (str(400 + number), str(401 + number))
        agree(
            story,
            CARRIER,
            told(story, MAKER, offer_amended(story, field("mass_kg", *masses, MOVING2))),
        )

    assert len(move(story).amendments) == 51
    agree(story, CARRIER, waiting)
    assert move(story).items[MOVING]["mass_kg"] == "401"


# --- what a correction never does -------------------------------------------------------------

_NEW = "https://maker.example/p/NEW"
_MASSES = st.integers(1, 9999).map(str)


@settings(max_examples=40, deadline=None)
@given(st.lists(_MASSES, min_size=1, max_size=4), st.integers(0, 3))
def test_a_correction_changes_nothing_that_was_judged_before_it(
    masses: list[str], agreed_after: int
) -> None:
    story = yard()
    judged = []

    def tell(kind: str, actor: str, **fields: Any) -> None:
        drafted = story.draft(kind, actor, **fields)
        before = deepcopy(story.world)
        judged.append((drafted, before, story.judge(drafted)))
        story.add(drafted)

    tell("pack.manufactured", MAKER, **pack_fields(_NEW))
    tell("consignment.received", RECYCLER, **received(MOVING, MOVING2))
    stands, open_ones = "400", []
    for place, mass in enumerate(masses):
        one = field("mass_kg", stands, mass, MOVING)
        tell("entry.amended", MAKER, **offer_amended(story, one))
        amendment = story.world.digests[-1].hex()
        if place >= agreed_after:
            open_ones.append(amendment)
            continue
        for party in (CARRIER, RECYCLER):
            tell("amendment.agreed", party, amended_subject=MOVE, amendment=amendment)
        stands = mass
        assert move(story).items[MOVING]["mass_kg"] == mass

    # What waits changes nothing, and the bytes of the offer are those that were signed.
    assert move(story).items[MOVING]["mass_kg"] == stands
    assert [one["digest"] for one in move(story).amendments if one["waiting"]] == open_ones
    for drafted, before, found in judged:
        world, story.world = story.world, before
        again = story.judge(drafted)
        story.world = world
        assert again == found


@settings(max_examples=30, deadline=None)
@given(_MASSES, st.booleans())
def test_a_correction_and_its_reverse_leave_the_state_as_it_was(mass: str, waits: bool) -> None:
    story = yard()
    subject, actor = (MOVE, MAKER) if waits else (SOUND, MAKER)

    def state() -> dict[str, Any]:
        found = deepcopy(story.world.states[subject])
        return {
            name: getattr(found, name) for name in type(found).__slots__ if name != "amendments"
        }

    before = state()
    for old, new in (("400", mass), (mass, "400")):
        if waits:
            amendment = told(story, actor, offer_amended(story, field("mass_kg", old, new, MOVING)))
            agree(story, CARRIER, amendment)
        else:
            one = field("mass_kg", old, new)
            told(story, actor, correction(SOUND, "pack.manufactured", digest_of(story, SOUND), one))

    assert state() == before
