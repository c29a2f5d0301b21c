"""Who may issue a paper, and which days it may name: its code answers for both at the roadside."""

from __future__ import annotations

import pytest

from rules.cases_paper import prepared, returned_tomorrow
from rules.yard import DISPOSAL, INTEGRATOR, MOVE, MOVING, MOVING2, USED, WORKSHOP, yard
from worlds import AUTHORITY, CARRIER, MAKER, RECYCLER, REGISTRAR, Story, grant, scope

NEXT = "https://next.example"


def issues(story: Story, actor: str, about: str = MOVE) -> bool:
    """Tell whether the rules let a party issue a paper."""
    return "BP-C022" not in story.codes(prepared(story, actor, about))


@pytest.mark.parametrize(
    ("actor", "may"),
    [
        (MAKER, True),
        (CARRIER, True),
        (RECYCLER, True),
        (REGISTRAR, True),
        (AUTHORITY, True),
        (WORKSHOP, False),
        (DISPOSAL, False),
    ],
)
def test_a_stranger_to_a_consignment_issues_no_paper_of_it(actor: str, may: bool) -> None:
    assert issues(yard(), actor) is may


@pytest.mark.parametrize(("actor", "may"), [(MAKER, True), (INTEGRATOR, True), (CARRIER, False)])
def test_a_stranger_to_a_pack_issues_no_paper_of_it(actor: str, may: bool) -> None:
    assert issues(yard(), actor, USED) is may


@pytest.mark.parametrize(
    ("day", "may"),
    [("2026-11-22", False), ("2026-11-23", True), ("2026-11-24", False), ("2062-11-23", False)],
)
def test_an_original_comes_back_between_the_gate_and_today(day: str, may: bool) -> None:
    story = yard()

    assert ("BP-C023" not in story.codes(returned_tomorrow(story, day))) is may


@pytest.mark.parametrize(("day", "may"), [("2026-11-22", False), ("2026-11-23", True)])
def test_no_authority_is_told_of_a_truck_before_it_left(day: str, may: bool) -> None:
    story = yard()
    drafted = story.draft(
        "manifest.exception-reported", MAKER, consignment=MOVE, authority="PROFEPA", reported_on=day
    )

    assert ("BP-C023" not in story.codes(drafted)) is may


def test_who_carried_the_load_first_keeps_its_part_in_the_papers() -> None:
    story = yard()
    story.register(NEXT, "carrier")
    for scheme, one in (("MX-STATE", scope("transport")), ("MX-SICT", scope("transport"))):
        story.tell("authorisation.granted", AUTHORITY, **grant(NEXT, scheme, one))
    assert not issues(story, NEXT)

    story.tell("consignment.transferred", CARRIER, consignment=MOVE, to=NEXT)
    assert issues(story, NEXT)
    collected = story.tell(
        "consignment.collected", NEXT, consignment=MOVE, loaded=[MOVING, MOVING2]
    )

    assert issues(story, NEXT)
    assert issues(story, CARRIER)

    # What never happened gives nobody a part.
    subject, *items = (link.subject for link in collected.subjects)
    digest = story.world.main_digest(MOVE, collected.subjects[0].seq)
    assert digest is not None
    annulled = story.tell(
        "entry.annulled", NEXT, annulled_subject=subject, items=items, target=digest.hex(),
        target_kind="consignment.collected", reason="did_not_happen",
    )  # fmt: skip
    for party in (MAKER, CARRIER):
        story.tell(
            "amendment.agreed", party, amended_subject=subject, items=items,
            amendment=story.world.digests[story.world.event_ids[annulled.event_id]].hex(),
        )  # fmt: skip
    state = story.world.consignment(MOVE)
    assert state is not None
    assert (state.carrier, state.transfer_to, state.carried) == (CARRIER, NEXT, [])
