"""Waste that a certificate calls treated is in nobody's hands again as a working pack."""

from __future__ import annotations

import pytest

from rules.lives import certify, take_in, used_again
from rules.yard import MOVE, MOVING, MOVING2, WORKSHOP, only, yard

FINAL = ("reciclaje", "tratamiento", "incineracion", "confinamiento", "coprocesamiento")


@pytest.mark.parametrize("operation", FINAL)
def test_a_pack_that_was_certified_as_treated_gets_no_further_life(operation: str) -> None:
    story = yard()
    take_in(story, outcome="damaged", condition="damaged_stable")
    certify(story, operation)

    for item in (MOVING, MOVING2):
        found = only(story.judge(used_again(story, item)), "BP-W008")
        assert (found.subject, found.severity) == (item, "compliance")
        assert found.values["consignment"] == MOVE
        assert found.values["operation"] == f"~{operation}"


@pytest.mark.parametrize("operation", ["acopio", "reutilizacion", "manejo_especial", "transport"])
def test_a_pack_that_was_only_kept_or_set_aside_does(operation: str) -> None:
    story = yard()
    take_in(story)
    certify(story, operation)

    assert story.codes(used_again(story)) == set()


def test_a_later_certificate_of_storing_does_not_hide_the_recycling() -> None:
    story = yard()
    take_in(story)
    certify(story, "reciclaje")
    certify(story, "acopio")

    assert story.codes(used_again(story)) == {"BP-W008"}


def test_what_never_arrived_was_not_treated() -> None:
    story = yard()
    take_in(story, outcome="missing")
    certify(story, "reciclaje")

    assert "BP-W008" not in story.codes(used_again(story, MOVING2))
    assert story.codes(used_again(story)) == {"BP-W008"}


def test_a_pack_that_was_set_aside_before_the_certificate_keeps_its_lives() -> None:
    story = yard()
    take_in(story)
    story.add(used_again(story))
    certify(story, "reciclaje")

    assert story.item(MOVING).life == "reused"
    story.tell("pack.repaired", WORKSHOP, item=MOVING, work=["cleaning"], bms_replaced=False)
    drafted = story.draft(
        "pack.prepared-for-reuse", WORKSHOP, item=MOVING, site="S1",
        assessment=story.item(MOVING).assessed["digest"],
    )  # fmt: skip
    assert story.codes(drafted) == set()
    assert story.codes(used_again(story, MOVING2)) == {"BP-W008"}
