"""Mishaps of authorisations: without the right paper no waste is taken, carried or taken apart."""

from __future__ import annotations

from typing import Any

import pytest

from rules.cases import offered
from rules.yard import (
    AT_YARD,
    DISPOSAL,
    MOVING,
    MOVING2,
    SOUND,
    WASTE,
    dismantling,
    offer_of,
    only,
    pass_on,
    received,
    yard,
)
from worlds import (
    AUTHORITY,
    CARRIER,
    MAKER,
    RECYCLER,
    Drafted,
    Story,
    grant,
    scope,
    waste,
)


def consignee_with(story: Story, **changed: Any) -> Drafted:
    """Offer waste to the recycler, whose only authorisation says something else."""
    story.world.pointers["holder", RECYCLER].clear()
    scopes = [{**scope("reciclaje", "special_handling"), **changed.pop("scope", {})}]
    fields: dict[str, Any] = {
        **grant(RECYCLER, changed.pop("scheme", "MX-STATE"), number="N-1"),
        "scopes": scopes,
    }
    story.tell("authorisation.granted", AUTHORITY, **{**fields, **changed})
    return offered(story, WASTE, waste=waste())


@pytest.mark.parametrize(
    ("changed", "found"),
    [
        ({"effective_to": "2026-11-22"}, "accept-expired"),
        ({"effective_from": "2026-11-24"}, "accept-not-yet"),
        ({"holder_site": "S2"}, "accept-other-site"),
        ({"scope": {"operation": "acopio"}}, "accept-other-operation"),
        ({"scope": {"waste_class": "hazardous"}}, "accept-other-class"),
        ({"scope": {"streams": ["black_mass"]}}, "accept-other-stream"),
        ({"scope": {"chemistries": ["NMC"]}}, "accept-other-chemistry"),
        ({"scheme": "MX-SEMARNAT"}, "accept-other-scheme"),
        ({"scheme": "VOLUNTARY"}, "accept-certificate"),
    ],
)
def test_a_recycler_without_the_right_paper_gets_no_waste(
    changed: dict[str, Any], found: str
) -> None:
    story = yard()

    finding = only(story.judge(consignee_with(story, **changed)), "BP-A001")

    assert finding.values["found"] == f"~{found}"
    assert finding.values["consignee"] == RECYCLER
    assert finding.values["day"] == "2026-11-23"
    assert "batterypass recycler list --waste whole_battery" in finding.message("es")


@pytest.mark.parametrize(
    "changed", [{}, {"effective_to": "2026-11-23"}, {"effective_from": "2026-11-23"}]
)
def test_the_first_and_last_day_of_a_permit_count(changed: dict[str, Any]) -> None:
    story = yard()

    assert story.codes(consignee_with(story, **changed)) == set()


def test_a_permit_that_lapses_on_the_road_is_found_at_the_gate() -> None:
    story = yard()
    for subject in story.world.pointed("holder", RECYCLER):
        state = story.world.authorisation(subject)
        assert state is not None
        state.effective_to = "2026-11-22"

    found = story.judge(story.draft("consignment.received", RECYCLER, **received(MOVING, MOVING2)))

    assert only(found, "BP-A001").values["found"] == "~accept-expired"


def test_a_pack_that_leaks_at_the_gate_needs_a_site_that_takes_damaged_ones() -> None:
    story = yard()
    for subject in story.world.pointed("holder", RECYCLER):
        state = story.world.authorisation(subject)
        assert state is not None
        state.scopes = [{**one, "damaged_accepted": False} for one in state.scopes]
    fields = received(MOVING, MOVING2)
    fields["lines"][0].update(outcome="damaged", condition="damaged_critical")

    found = story.judge(story.draft("consignment.received", RECYCLER, **fields))

    assert only(found, "BP-A001").values["found"] == "~accept-not-damaged"


@pytest.mark.parametrize(
    ("declared", "lost", "missing"),
    [
        ({"waste_class": "hazardous", "cretib": "RTI"}, "MX-SICT", ["MX-SICT SCT"]),
        ({"waste_class": "hazardous", "cretib": "RTI"}, "MX-SEMARNAT", ["MX-SEMARNAT TRANSPORTE"]),
        ({"waste_class": "hazardous", "cretib": "RTI"}, "MX-STATE", []),
        ({}, "MX-STATE", ["MX-STATE RME-STATE"]),
        ({}, "MX-SICT", []),
    ],
)
def test_a_carrier_needs_the_papers_of_this_class_of_waste(
    declared: dict[str, Any], lost: str, missing: list[str]
) -> None:
    story = yard()
    held = story.world.pointers["holder", CARRIER]
    held[:] = [subject for subject in held if f"/{lost}/" not in subject]

    found = story.judge(offered(story, WASTE, waste=waste(**declared)))

    assert [one.values["permit"] for one in found if one.code == "BP-A002"] == missing


def test_a_carriers_permit_is_looked_at_again_when_it_loads() -> None:
    story = yard()
    event = story.tell("consignment.offered", MAKER, **offer_of("W", WASTE, waste=waste()))
    subject = event.subjects[0].subject
    story.world.pointers["holder", CARRIER].clear()

    drafted = story.draft("consignment.collected", CARRIER, consignment=subject, loaded=[WASTE])

    assert story.codes(drafted) == {"BP-A002"}


def test_sound_packs_need_no_waste_papers() -> None:
    story = yard()
    story.world.pointers["holder", CARRIER].clear()
    story.world.pointers["holder", RECYCLER].clear()

    assert story.codes(offered(story, SOUND)) == set()


@pytest.mark.parametrize(
    ("site", "codes"), [("S1", set()), ("S2", {"BP-A003"}), (None, {"BP-A003"})]
)
def test_waste_is_dismantled_where_it_may_be(site: str | None, codes: set[str]) -> None:
    story = yard()
    fields = dismantling(AT_YARD, "X")
    del fields["site"]

    if site is not None:
        fields["site"] = site

    drafted = story.draft("item.dismantled", RECYCLER, **fields)

    assert story.codes(drafted) == codes


def test_who_has_one_site_need_not_name_it() -> None:
    story = yard()
    pass_on(story, WASTE, DISPOSAL)
    fields: dict[str, Any] = {"item": WASTE, "operation": "confinamiento", "mass_kg": "400"}

    assert story.codes(story.draft("item.disposed", DISPOSAL, **fields)) == set()
    other: dict[str, Any] = {**fields, "operation": "incineracion"}
    assert story.codes(story.draft("item.disposed", DISPOSAL, **other)) == {"BP-A003"}


@pytest.mark.parametrize(
    ("site", "codes"), [("S1", set()), ("S2", {"BP-A006"}), (None, {"BP-A006"})]
)
def test_waste_handed_over_without_a_truck_needs_an_authorised_site_too(
    site: str | None, codes: set[str]
) -> None:
    story = yard()
    story.tell("custody.released", MAKER, items=[WASTE], to=RECYCLER)
    named: dict[str, Any] = {"site": site} if site else {}

    drafted = story.draft("custody.accepted", RECYCLER, items=[WASTE], released_by=MAKER, **named)

    assert story.codes(drafted) == codes


def test_a_sound_pack_is_dismantled_without_a_waste_permit() -> None:
    story = yard()
    pass_on(story, SOUND, RECYCLER)
    story.world.pointers["holder", RECYCLER].clear()

    drafted = story.draft("item.dismantled", RECYCLER, **dismantling(SOUND, "X"))

    assert story.codes(drafted) == {"BP-C025"}
