"""What an event leaves behind: waste stays waste, damage stays damage, keys stay revoked."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from batterypass.domain.clock import event_time_of
from rules.yard import (
    AT_YARD,
    DISPOSAL,
    MOVE,
    MOVING,
    MOVING2,
    OFFER,
    OFFERED,
    PASSPORT,
    RELEASED,
    SOUND,
    WASTE,
    WORKSHOP,
    assess,
    dismantling,
    offer_of,
    pass_on,
    received,
    yard,
)
from worlds import CARRIER, MAKER, RECYCLER, Story, fake_kid, key_name, pack_fields, waste

MODULE = "https://recycler.example/i/X"


def report(story: Story, item: str, condition: str) -> None:
    story.tell(
        "incident.reported", MAKER, item=item, incident="drop", injuries=False,
        condition_after=condition,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "stream"), [("module", "cells_modules_offspec"), ("fraction", "treatment_residue")]
)
def test_what_comes_out_of_waste_is_waste(kind: str, stream: str) -> None:
    story = yard()
    story.item(AT_YARD).condition = "damaged_critical"
    child = {"item": MODULE, "item_kind": kind, "material": "other", "mass_kg": "400"}

    story.tell("item.dismantled", RECYCLER, **dismantling(AT_YARD, "X", children=[child]))

    module = story.item(MODULE)
    assert (module.life, module.stream, module.waste_reason) == (
        "waste", stream, "treatment_residue",
    )  # fmt: skip
    assert module.condition == ("damaged_critical" if kind == "module" else "")
    assert "BP-W001" in story.codes(
        story.draft("pack.installed", RECYCLER, item=MODULE, host_kind="vehicle")
    )


def test_parts_stay_with_whoever_held_the_whole() -> None:
    story = yard()

    story.tell("item.dismantled", RECYCLER, **dismantling(SOUND, "X"))

    assert story.item(MODULE).custodian == MAKER
    assert story.item(MODULE).life == "original"


def test_an_incident_never_makes_a_pack_milder() -> None:
    story = yard()
    assess(story, SOUND, MAKER, "damaged_critical")

    report(story, SOUND, "serviceable")
    assert story.item(SOUND).condition == "damaged_critical"
    assess(story, SOUND, MAKER, "serviceable")
    assert story.item(SOUND).condition == "serviceable"
    report(story, SOUND, "damaged_stable")
    assert story.item(SOUND).condition == "damaged_stable"


@pytest.mark.parametrize(
    ("line", "condition"),
    [
        ({"outcome": "damaged"}, "cannot_be_diagnosed"),
        ({"outcome": "damaged", "condition": "damaged_critical"}, "damaged_critical"),
        ({"outcome": "received"}, "serviceable"),
    ],
)
def test_what_arrives_damaged_is_not_called_serviceable(
    line: dict[str, str], condition: str
) -> None:
    story = yard()
    fields = received(MOVING, MOVING2)
    fields["lines"][0].update(line)

    story.tell("consignment.received", RECYCLER, **fields)

    assert story.item(MOVING).condition == condition


def test_a_reception_never_makes_a_pack_milder() -> None:
    story = yard()
    story.item(MOVING).condition = "damaged_critical"
    fields = received(MOVING, MOVING2)
    fields["lines"][0]["condition"] = "serviceable"

    story.tell("consignment.received", RECYCLER, **fields)

    assert story.item(MOVING).condition == "damaged_critical"


def test_a_damage_nobody_described_needs_a_site_that_takes_damaged_packs() -> None:
    story = yard()
    for subject in story.world.pointed("holder", RECYCLER):
        state = story.world.authorisation(subject)
        assert state is not None
        state.scopes = [{**one, "damaged_accepted": False} for one in state.scopes]
    fields = received(MOVING, MOVING2)
    fields["lines"][0]["outcome"] = "damaged"

    assert story.codes(story.draft("consignment.received", RECYCLER, **fields)) == {"BP-A001"}


@pytest.mark.parametrize(
    ("declared", "site", "codes"),
    [
        (False, "S1", {"BP-C011"}),
        (False, "S2", {"BP-C011", "BP-A006"}),
        (True, "S1", set()),
    ],
)
def test_surplus_waste_needs_an_authorisation(declared: bool, site: str, codes: set[str]) -> None:
    story = yard()
    items = [SOUND, WASTE] if declared else [SOUND]
    fields = offer_of("S", *items)
    if declared:
        story.tell(
            "item.declared-waste", MAKER, items=[SOUND], reason="damaged", stream="whole_battery"
        )
        fields["waste"] = waste(manifest_no="S-1")
    subject = story.tell("consignment.offered", MAKER, **fields).subjects[0].subject
    story.tell("consignment.collected", CARRIER, consignment=subject, loaded=items)
    form = received(SOUND, WASTE, consignment=subject, at_site=site)
    if not declared:
        form["lines"][1]["outcome"] = "surplus"

    assert story.codes(story.draft("consignment.received", RECYCLER, **form)) == codes


def test_what_became_waste_on_the_road_is_judged_at_the_gate() -> None:
    story = yard()
    story.tell("consignment.collected", CARRIER, consignment=OFFER, loaded=[OFFERED])
    story.item(OFFERED).life, story.item(OFFERED).stream = "waste", "whole_battery"
    form = received(OFFERED, consignment=OFFER)

    def codes() -> set[str]:
        return story.codes(story.draft("consignment.received", RECYCLER, **form))

    assert codes() == set()
    story.world.pointers["holder", RECYCLER].clear()
    assert codes() == {"BP-A006"}


@pytest.mark.parametrize(("lapsed", "codes"), [(False, set()), (True, {"BP-A003"})])
def test_disposal_needs_an_authorisation_whatever_the_pack_was_declared(
    lapsed: bool, codes: set[str]
) -> None:
    story = yard()
    pass_on(story, SOUND, DISPOSAL)
    if lapsed:
        story.world.pointers["holder", DISPOSAL].clear()
    form: dict[str, Any] = {"item": SOUND, "operation": "confinamiento", "mass_kg": "400"}

    assert story.codes(story.draft("item.disposed", DISPOSAL, **form)) == codes | {"BP-C025"}


def test_a_workshop_cannot_take_over_a_live_passport() -> None:
    story = yard()
    pass_on(story, SOUND, WORKSHOP)
    new = "https://workshop.example/pass/1"

    drafted = story.draft("passport.issued", WORKSHOP, item=SOUND, passport=new)

    assert story.codes(drafted) == {"BP-P001", "BP-C009"}
    own: dict[str, Any] = {"item": SOUND, "passport": "https://maker.example/pass/2"}
    assert story.codes(story.draft("passport.issued", MAKER, **own)) == {"BP-C009"}
    named = story.draft("passport.issued", MAKER, predecessors=[PASSPORT], **own)
    assert story.codes(named) == set()


@pytest.mark.parametrize("late", ["consignment.delivered", "consignment.collected"])
def test_a_late_step_never_brings_a_consignment_back(late: str) -> None:
    story = yard()
    story.tell("consignment.received", RECYCLER, **received(MOVING, MOVING2))
    extra = {"at_site": "S1"} if late == "consignment.delivered" else {"loaded": [MOVING]}

    story.tell(late, CARRIER, consignment=MOVE, **extra)

    state = story.world.consignment(MOVE)
    assert state is not None
    assert state.state == "received"
    assert story.item(MOVING).custodian == RECYCLER


def revoke(story: Story, reason: str, **fields: Any) -> None:
    kid = fake_kid(key_name(MAKER, "daily"))
    story.tell(
        "party.key-revoked", MAKER, by="recovery", party=MAKER, kid=kid, reason=reason, **fields
    )


def test_a_compromise_ends_the_grace_of_a_rotation() -> None:
    story = yard()
    early = event_time_of(story.now - timedelta(hours=1))
    revoke(story, "rotated", grace_days=30)

    def codes() -> set[str]:
        fields = pack_fields("https://maker.example/p/NEW")
        return story.codes(story.draft("pack.manufactured", MAKER, event_time=early, **fields))

    assert codes() == set()
    revoke(story, "compromised")
    assert codes() == {"BP-K002"}
    revoke(story, "rotated", grace_days=30)
    assert codes() == {"BP-K002"}


@pytest.mark.parametrize(
    ("first", "then", "found"),
    [
        (None, "lost", None),
        ("rotated", "compromised", None),
        ("rotated", "rotated", "~kid-rotated"),
        ("lost", "compromised", None),
        ("compromised", "compromised", "~kid-revoked"),
        ("compromised", "lost", "~kid-revoked"),
        ("holder-left", "rotated", "~kid-revoked"),
    ],
)
def test_a_revocation_that_changes_nothing_is_no_success(
    first: str | None, then: str, found: str | None
) -> None:
    story = yard()
    if first is not None:
        revoke(story, first)
    kid = fake_kid(key_name(MAKER, "daily"))

    drafted = story.draft(
        "party.key-revoked", MAKER, by="recovery", party=MAKER, kid=kid, reason=then
    )

    told = [one.values["found"] for one in story.judge(drafted) if one.code == "BP-K103"]
    assert told == ([] if found is None else [found])


@pytest.mark.parametrize("kind", ["party.key-revoked", "party.key-confirmed"])
def test_a_mistyped_thumbprint_is_not_taken_for_a_key(kind: str) -> None:
    story = yard()
    extra: dict[str, Any] = {"reason": "compromised"} if kind == "party.key-revoked" else {}

    drafted = story.draft(kind, MAKER, by="recovery", party=MAKER, kid="f" * 64, **extra)

    assert story.codes(drafted) == {"BP-K103"}


@pytest.mark.parametrize(("named", "codes"), [("last", set()), ("first", {"BP-C010"})])
def test_a_second_use_rests_on_the_last_assessment(named: str, codes: set[str]) -> None:
    story = yard()
    pack = RELEASED
    pass_on(story, pack, "https://repurposer.example")
    digests = {}
    for which in ("first", "last"):
        assess(story, pack, "https://repurposer.example")
        digests[which] = story.item(pack).assessed["digest"]

    drafted = story.draft(
        "pack.repurposed", "https://repurposer.example", item=pack, new_category="stationary",
        new_use="backup_power", energy_wh="30000", assessment=digests[named],
    )  # fmt: skip

    assert story.codes(drafted) == codes


def _reads(story: Story, condition: str, minutes: float, soh: str) -> None:
    """Record a reading that says it was taken so many minutes from now."""
    time = event_time_of(story.now + timedelta(minutes=minutes))
    story.tell(
        "item.assessed", MAKER, event_time=time, item=SOUND, condition=condition,
        method="capacity_test", soh_percent=soh,
    )  # fmt: skip


@pytest.mark.parametrize("ahead", [0.5, 2, 6])
@pytest.mark.parametrize("later", [0, 0.25, 1, 5])
def test_a_reading_from_the_future_does_not_hide_one_that_comes_after_it(
    ahead: float, later: float
) -> None:
    story = yard()
    _reads(story, "serviceable", ahead, "99")
    assert story.item(SOUND).condition == "serviceable"
    # Telling it took a minute.
    story.now += timedelta(minutes=later - 1)

    _reads(story, "damaged_critical", 0, "40")

    assert story.item(SOUND).condition == "damaged_critical"
    assert story.item(SOUND).assessed["soh_percent"] == "40"
    # The carriage follows: nobody offers it as sound on the word of the first.
    drafted = story.draft("consignment.offered", MAKER, **offer_of("NEXT", SOUND))
    assert "BP-T001" in story.codes(drafted)


@pytest.mark.parametrize("what", ["incident", "pack"])
def test_what_else_is_from_the_future_does_not_hide_a_reading_either(what: str) -> None:
    story = yard()
    time = event_time_of(story.now + timedelta(minutes=6))
    item = SOUND
    if what == "incident":
        story.tell(
            "incident.reported", MAKER, event_time=time, item=item, incident="drop", injuries=False,
            condition_after="cannot_be_diagnosed",
        )  # fmt: skip
    else:
        item = "https://maker.example/p/NEW"
        story.tell("pack.manufactured", MAKER, event_time=time, **pack_fields(item))
    story.now += timedelta(minutes=1)

    story.tell("item.assessed", MAKER, item=item, condition="damaged_stable", method="visual")

    assert story.item(item).condition == "damaged_stable"


def test_an_older_reading_that_comes_late_stays_history() -> None:
    """It was taken before the other was written down, so it is the older one."""
    story = yard()
    _reads(story, "damaged_critical", 0, "40")
    story.now += timedelta(minutes=3)

    _reads(story, "serviceable", -4.1, "99")

    assert story.item(SOUND).condition == "damaged_critical"
    assert story.item(SOUND).assessed["soh_percent"] == "40"


def test_a_reading_from_before_an_accident_does_not_undo_it() -> None:
    story = yard()
    story.tell(
        "incident.reported", MAKER, item=SOUND, incident="crash", injuries=False,
        condition_after="damaged_critical",
    )  # fmt: skip
    story.now += timedelta(minutes=2)

    _reads(story, "serviceable", -3.1, "99")

    assert story.item(SOUND).condition == "damaged_critical"
    # It is the newest reading all the same.
    assert story.item(SOUND).assessed["soh_percent"] == "99"
