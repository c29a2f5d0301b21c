"""BP-A004: acts that are recorded on the other side of a day on which a permit ended or began."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest

from batterypass.domain.clock import event_time_of
from batterypass.domain.states import AuthorisationState
from rules.cases_paper import SCAN, SIDE
from rules.yard import (
    AT_YARD,
    DISPOSAL,
    MOVE,
    MOVING,
    MOVING2,
    OFFER,
    OFFERED,
    REPURPOSER,
    SOUND,
    WASTE,
    dismantling,
    offer_of,
    pass_on,
    received,
    yard,
)
from worlds import AUTHORITY, CARRIER, MAKER, RECYCLER, Drafted, Story, grant, scope, waste

#: The yard's clock stands on this day; the acts are of the day before.
RECORDED = "2026-11-23"
DAY = "2026-11-22"

Act = Callable[[Story, str], Drafted]


def offers(story: Story, time: str) -> Drafted:
    form = offer_of("NEXT", WASTE, waste=waste(), event_time=time)
    return story.draft("consignment.offered", MAKER, **form)


def carries(story: Story, time: str) -> Drafted:
    fields: dict[str, Any] = {"consignment": OFFER, "loaded": [OFFERED]}
    consignment = story.world.edit_consignment(OFFER)
    declared = story.world.consignment(MOVE)
    assert declared is not None
    consignment.waste = declared.waste
    return story.draft("consignment.collected", CARRIER, event_time=time, **fields)


def on_paper(story: Story, time: str, step: str) -> Drafted:
    """Write down for the other side that it loaded or received, as its paper says."""
    fields: dict[str, Any] = received(MOVING, MOVING2, event_time=time)
    if step == "collected":
        del fields["at_site"], fields["measured_mass_kg"]
        state = story.world.edit_consignment(MOVE)
        state.state = "offered"
        for name in (MOVING, MOVING2):
            story.item(name).custodian = MAKER
    return story.draft(
        "consignment.recorded-on-paper", MAKER, step=step, side=SIDE, documents=[SCAN], **fields
    )


def receives(story: Story, time: str) -> Drafted:
    form = received(MOVING, MOVING2, event_time=time)
    return story.draft("consignment.received", RECYCLER, **form)


def takes_over(story: Story, time: str) -> Drafted:
    story.tell("custody.released", MAKER, items=[WASTE], to=RECYCLER)
    fields: dict[str, Any] = {"items": [WASTE], "released_by": MAKER, "site": "S1"}
    return story.draft("custody.accepted", RECYCLER, event_time=time, **fields)


def dismantles(story: Story, time: str) -> Drafted:
    return story.draft("item.dismantled", RECYCLER, **dismantling(AT_YARD, "X", event_time=time))


def disposes(story: Story, time: str) -> Drafted:
    pass_on(story, SOUND, DISPOSAL)
    fields: dict[str, Any] = {"item": SOUND, "operation": "confinamiento", "mass_kg": "400"}
    return story.draft("item.disposed", DISPOSAL, event_time=time, **fields)


def uses_again(story: Story, time: str) -> Drafted:
    item = story.item(WASTE)
    item.custodian = REPURPOSER
    item.assessed = {"digest": "0" * 64}
    reuse = scope("reutilizacion", damaged_accepted=True)
    story.tell("authorisation.granted", AUTHORITY, **grant(REPURPOSER, "MX-STATE", reuse))
    return story.draft(
        "pack.repurposed", REPURPOSER, event_time=time, item=WASTE, new_category="stationary",
        new_use="stationary_storage", energy_wh="30000", assessment="0" * 64,
    )  # fmt: skip


#: Act -> who needs an authorisation for it.
ACTS: tuple[tuple[Act, str], ...] = (
    (offers, RECYCLER),
    (offers, CARRIER),
    (carries, CARRIER),
    (receives, RECYCLER),
    (takes_over, RECYCLER),
    (dismantles, RECYCLER),
    (disposes, DISPOSAL),
    (uses_again, REPURPOSER),
)
IDS = [f"{act.__name__}-{holder.split('.')[0].removeprefix('https://')}" for act, holder in ACTS]
#: What is breached on the day of the act itself where the permit is not in force.
OF_THE_DAY = {"BP-A001", "BP-A002", "BP-A003", "BP-A006", "BP-W001"}


def day_before(story: Story) -> str:
    time = event_time_of(story.now - timedelta(days=1))
    assert time.startswith(DAY)
    return time


def held(story: Story, holder: str) -> list[AuthorisationState]:
    found = [story.world.authorisation(name) for name in story.world.pointed("holder", holder)]
    assert found
    return [one for one in found if one is not None]


def told(story: Story, drafted: Drafted) -> dict[str, set[str]]:
    """Give who holds what has changed, and how."""
    found: dict[str, set[str]] = {}
    for one in story.judge(drafted):
        if one.code == "BP-A004":
            assert one.severity == "compliance"
            found.setdefault(one.values["holder"], set()).add(one.values["change"])
    return found


@pytest.mark.parametrize(("act", "holder"), ACTS, ids=IDS)
def test_nobody_dates_an_act_back_over_the_end_of_his_permit(act: Act, holder: str) -> None:
    story = yard()
    drafted = act(story, day_before(story))
    # On its day it was allowed, and it still would be.
    assert not {*OF_THE_DAY, "BP-A004"} & story.codes(drafted)
    for one in held(story, holder):
        one.effective_to = DAY

    assert told(story, drafted) == {holder: {"~standing-expired"}}
    assert not OF_THE_DAY & story.codes(drafted)


@pytest.mark.parametrize(("act", "holder"), ACTS, ids=IDS)
def test_a_permit_that_began_after_the_act_is_told_as_well(act: Act, holder: str) -> None:
    story = yard()
    drafted = act(story, day_before(story))
    for one in held(story, holder):
        one.effective_from = RECORDED

    assert told(story, drafted) == {holder: {"~standing-not_yet"}}
    assert OF_THE_DAY & story.codes(drafted)


@pytest.mark.parametrize(("act", "holder"), ACTS, ids=IDS)
@pytest.mark.parametrize("last", ["2026-11-21", RECORDED, ""])
def test_a_permit_that_is_the_same_on_both_days_is_not_told(
    act: Act, holder: str, last: str
) -> None:
    """Over before, on both days, or without an end: the day of the act changes nothing."""
    story = yard()
    drafted = act(story, day_before(story))
    for one in held(story, holder):
        one.effective_to = last

    assert told(story, drafted) == {}


@pytest.mark.parametrize(("act", "holder"), ACTS, ids=IDS)
def test_a_permit_that_was_renewed_without_a_gap_is_not_told(act: Act, holder: str) -> None:
    story = yard()
    drafted = act(story, day_before(story))
    for number, one in enumerate(held(story, holder)):
        fields = grant(holder, one.scheme, *one.scopes, number=f"RENEWED-{number}")
        fields.update(effective_from=RECORDED, holder_site=one.holder_site)
        story.tell("authorisation.granted", AUTHORITY, **fields)
        one.effective_to = DAY
    drafted = story.seal(drafted.event)

    assert told(story, drafted) == {}


def test_a_permit_for_something_else_may_end_at_any_time() -> None:
    story = yard()
    other = scope("incineracion", "hazardous")
    for holder in (RECYCLER, CARRIER):
        fields = grant(holder, "MX-SEMARNAT", other, number=f"OTHER-{len(holder)}")
        fields.update(effective_to=DAY)
        story.tell("authorisation.granted", AUTHORITY, **fields)

    for act, holder in ACTS:
        if holder in (RECYCLER, CARRIER):
            one = story.copy()
            assert told(one, act(one, day_before(one))) == {}


@pytest.mark.parametrize(("step", "asked"), [("collected", CARRIER), ("received", RECYCLER)])
def test_a_paper_asks_only_for_the_permit_of_who_signed_it(step: str, asked: str) -> None:
    story = yard()
    drafted = on_paper(story, day_before(story), step)
    assert "BP-A004" not in story.codes(drafted)
    for one in (*held(story, RECYCLER), *held(story, CARRIER)):
        one.effective_to = DAY

    assert set(told(story, drafted)) == {asked}


def test_what_is_recorded_the_same_day_rests_on_nobodys_word() -> None:
    story = yard()
    for one in held(story, RECYCLER):
        one.effective_to = RECORDED

    assert told(story, offers(story, event_time_of(story.now - timedelta(hours=3)))) == {}


@pytest.mark.parametrize("offset", ["-06:00", "+09:00"])
def test_the_day_of_the_record_is_the_one_where_it_happened(offset: str) -> None:
    story = yard()
    # 20 minutes later it is still the 22nd there, whatever day it is in Greenwich.
    local = "2026-11-22T17:00:00-06:00" if offset == "-06:00" else "2026-11-22T23:00:00+09:00"
    story.now = datetime.fromisoformat(local) + timedelta(minutes=20)
    for one in held(story, RECYCLER):
        one.effective_to = DAY

    found = story.codes(offers(story, event_time_of(datetime.fromisoformat(local))))

    assert "BP-A004" not in found
    assert "BP-A001" not in found


def test_who_is_honest_and_late_records_it_knowingly() -> None:
    story = yard()
    for one in held(story, RECYCLER):
        one.effective_to = DAY
    reasons = [{"rule": "BP-A004", "reason": "paper_original_exists"}]
    form = offer_of("NEXT", WASTE, waste=waste(), event_time=day_before(story))
    drafted = story.draft("consignment.offered", MAKER, acknowledged=reasons, **form)

    found = {one.code: one.acknowledged for one in story.judge(drafted)}

    assert found["BP-A004"] == "paper_original_exists"


def test_sound_packs_need_no_permit_on_any_day() -> None:
    story = yard()
    for holder in (RECYCLER, CARRIER):
        for one in held(story, holder):
            one.effective_to = DAY
    form = offer_of("NEXT", SOUND, event_time=day_before(story))

    assert told(story, story.draft("consignment.offered", MAKER, **form)) == {}
