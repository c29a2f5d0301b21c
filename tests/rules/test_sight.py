"""Packs that are exported, lost, stolen and found: nothing else happens to them meanwhile."""

from __future__ import annotations

from typing import Any

import pytest

from batterypass.domain.sight import departure, gone
from rules.sights import EXPORT, FOUND, lose
from rules.yard import (
    AT_YARD,
    ENDED,
    MOVE,
    MOVING,
    MOVING2,
    SOUND,
    WASTE,
    WORKSHOP,
    dismantling,
    offer_of,
    only,
    received,
    yard,
)
from worlds import CARRIER, MAKER, RECYCLER

_READ: dict[str, Any] = {"item": SOUND, "condition": "serviceable", "method": "visual"}
_ACTS: tuple[tuple[str, str, dict[str, Any]], ...] = (
    ("item.assessed", "BP-C032", _READ),
    (
        "incident.reported", "BP-C032",
        {"item": SOUND, "incident": "drop", "injuries": False, "condition_after": "serviceable"},
    ),
    (
        "pack.placed-on-market", "BP-C032",
        {"item": SOUND, "country": "MX", "placed_on": "2026-11-23"},
    ),
    ("pack.installed", "BP-C003", {"item": SOUND, "host_kind": "vehicle"}),
    ("custody.released", "BP-C003", {"items": [SOUND], "to": WORKSHOP}),
    ("consignment.offered", "BP-C003", offer_of("X", SOUND)),
    ("item.dismantled", "BP-C003", dismantling(SOUND, "X")),
    ("pack.exported", "BP-C003", EXPORT),
    ("pack.lost", "BP-C003", {"item": SOUND, "how": "other"}),
    (
        "item.declared-waste", "BP-C003",
        {"items": [SOUND], "reason": "damaged", "stream": "whole_battery"},
    ),
)  # fmt: skip


@pytest.mark.parametrize("how", ["exported", "lost", "stolen"])
@pytest.mark.parametrize(("kind", "code", "fields"), _ACTS, ids=[row[0] for row in _ACTS])
def test_nothing_but_found_happens_to_what_is_out_of_sight(
    how: str, kind: str, code: str, fields: dict[str, Any]
) -> None:
    story = yard()
    lose(story, how)

    assert code in story.codes(story.draft(kind, MAKER, **fields))
    found = only(story.judge(story.draft("item.assessed", MAKER, **_READ)), "BP-C032")
    assert found.values["found"] == f"~gone-{how}"


def test_a_stolen_pack_that_is_recovered_can_be_assessed_and_sold_again() -> None:
    story = yard()
    lose(story, "stolen")
    state = story.item(SOUND)
    assert (gone(state), state.place, state.custodian) == ("stolen", "lost", MAKER)
    assert departure(state)["by"] == MAKER

    story.tell("pack.found", MAKER, **{**FOUND, "condition": "cannot_be_diagnosed"})

    assert (gone(state), state.place, departure(state)) == (None, "in_stock", {})
    assert state.condition == "cannot_be_diagnosed"
    assert story.codes(story.draft("item.assessed", MAKER, **_READ)) == set()
    assert story.codes(story.draft("custody.released", MAKER, items=[SOUND], to=WORKSHOP)) == set()


def test_the_last_word_says_whether_it_was_lost_or_stolen() -> None:
    story = yard()
    lose(story, "stolen")
    story.tell("pack.found", MAKER, **FOUND)
    lose(story, "lost")

    assert gone(story.item(SOUND)) == "lost"


def test_what_is_in_sight_is_not_found() -> None:
    story = yard()

    assert "BP-C003" in story.codes(story.draft("pack.found", MAKER, **FOUND))


@pytest.mark.parametrize("kind", ["pack.exported", "pack.lost", "pack.stolen", "pack.found"])
def test_only_the_custodian_says_that_a_pack_is_gone_or_back(kind: str) -> None:
    story = yard()
    fields = {
        "pack.exported": EXPORT, "pack.lost": {"item": SOUND, "how": "other"},
        "pack.stolen": {"item": SOUND}, "pack.found": FOUND,
    }[kind]  # fmt: skip
    if kind == "pack.found":
        lose(story, "lost")

    assert "BP-P002" in story.codes(story.draft(kind, WORKSHOP, **fields))


def test_who_finds_somebody_elses_pack_claims_it_and_has_it_contested() -> None:
    story = yard()
    lose(story, "stolen")

    claim = story.draft("custody.claimed", WORKSHOP, items=[SOUND], reason="found")
    assert [one for one in story.judge(claim) if one.severity != "notice"] == []
    story.add(claim)

    state = story.item(SOUND)
    assert (state.place, state.custodian, state.contested_with) == ("in_stock", WORKSHOP, MAKER)


def test_what_never_arrived_is_lost_or_found_by_its_carrier() -> None:
    story = yard()
    fields = received(MOVING, MOVING2)
    fields["lines"][1] = {"item": MOVING2, "outcome": "missing"}
    fields["measured_mass_kg"] = "400"
    gone_missing: dict[str, Any] = {"item": MOVING2, "how": "lost_in_carriage"}
    assert "BP-C001" in story.codes(story.draft("pack.lost", CARRIER, **gone_missing))
    story.tell("consignment.received", RECYCLER, **fields)

    assert story.codes(story.draft("pack.lost", CARRIER, **gone_missing)) == set()
    story.tell("pack.found", CARRIER, **{**FOUND, "item": MOVING2})

    state = story.item(MOVING2)
    assert (state.place, state.missing, state.consignment) == ("in_stock", False, "")
    assert story.world.consignment(MOVE) is not None


@pytest.mark.parametrize(
    ("country", "item", "changed", "asks"),
    [
        ("MX", WASTE, {}, True),
        ("MX", WASTE, {"consent_no": "MX-US-0042/26"}, False),
        ("MX", SOUND, {}, False),
        ("US", WASTE, {}, True),
        ("DE", WASTE, {}, True),
        ("JP", WASTE, {}, False),
    ],
)
def test_waste_crosses_a_border_with_the_number_of_its_consent(
    country: str, item: str, changed: dict[str, Any], asks: bool
) -> None:
    story = yard()
    root = story.world.ledger()
    assert root is not None
    root.profile = country

    found = story.codes(story.draft("pack.exported", MAKER, **{**EXPORT, "item": item, **changed}))

    assert ("BP-W009" in found) is asks


def test_a_consent_before_the_table_begins_is_not_asked_for() -> None:
    story = yard()
    table = story.regulations.table("export-consents")
    assert [row["id"] for row in table.in_force("2003-12-31")] == []
    assert {row["id"] for row in table.in_force("2026-11-23")} == {
        "MX-EXPORT", "US-EXPORT", "EU-EXPORT",
    }  # fmt: skip


def test_a_pack_in_pieces_is_neither_exported_nor_lost() -> None:
    story = yard()
    for kind, fields in (
        ("pack.exported", {**EXPORT, "item": ENDED}),
        ("pack.lost", {"item": ENDED, "how": "other"}),
    ):
        drafted = story.draft(
            kind, RECYCLER, acknowledged=[{"rule": "*", "reason": "signed_offline"}], **fields
        )
        assert "BP-C002" in story.codes(drafted)
        story.add(drafted)
        assert story.item(ENDED).place == "dismantled"
    assert story.item(AT_YARD).place == "in_stock"
