"""A hand-over of several packs that was annulled, in a bundle of one of them: what is beside is passed over."""

from __future__ import annotations

from pathlib import Path

import pytest

from app import yard as yards
from batterypass.app.heads import seal
from bundle import story

FIRST, SECOND = story.PACKS[:2]


def annulled(folder: Path) -> yards.Yard:
    """Two packs are handed over, which is annulled; then the maker disposes of one again."""
    yard = yards.make_yard(folder)
    world = yard.session.world
    both = [FIRST, SECOND]
    yard.at("11-20T09:00").log("custody.released", yards.MAKER, items=both, to=yards.RECYCLER)
    yard.log("custody.accepted", yards.RECYCLER, items=both, released_by=yards.MAKER)
    yard.log(
        "entry.annulled", yards.RECYCLER, annulled_subject=FIRST, target_kind="custody.accepted",
        target=world.chain(FIRST).head.hex(), items=[SECOND], reason="did_not_happen",
    )  # fmt: skip
    yard.log(
        "amendment.agreed", yards.MAKER, amended_subject=FIRST, items=[SECOND],
        amendment=world.item(FIRST).amendments[-1]["digest"],
    )  # fmt: skip
    assert world.item(FIRST).custodian == yards.MAKER
    yard.log(
        "item.declared-waste", yards.MAKER, items=[FIRST], reason="end_of_life",
        stream="whole_battery",
    )  # fmt: skip
    seal(yard.session)
    return yard


@pytest.mark.parametrize("packs", [(FIRST,), (SECOND,), (FIRST, SECOND)])
def test_an_annulment_of_a_hand_over_holds_in_the_bundle_of_one_pack(
    tmp_path: Path, packs: tuple[str, ...]
) -> None:
    yard = annulled(tmp_path)
    verdict = story.verify(
        story.bundle_of(yard, "items", *packs), story.stranger(story.trust_of(yard))
    )
    assert not story.codes(verdict, "integrity")
    assert verdict.authentic is True
