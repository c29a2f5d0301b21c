"""A site makes a bundle of what it has: its file ends at the last seal that it received."""

from __future__ import annotations

from pathlib import Path

import pytest

from app import yard as yards
from batterypass.app.bundle_focus import Wanted, focus_of
from batterypass.app.bundle_making import make_bundle
from batterypass.errors import RefusedError
from batterypass.store.sqlite import SqliteStore
from bundle import story


@pytest.fixture
def grown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> yards.Yard:
    """A ledger that went on after its seal, seen as a replica is: nobody seals here."""
    yard = story.tell(tmp_path)
    yard.at("12-01T08:00").log(
        "item.assessed", yards.RECYCLER, item=story.PACKS[0], condition="serviceable",
        soc_percent="20", method="bms_reading",
    )  # fmt: skip
    monkeypatch.setattr(SqliteStore, "is_replica", True)
    return yard


def test_what_came_after_the_last_seal_is_not_in_the_file(grown: yards.Yard) -> None:
    focus = focus_of(grown.session, Wanted("items", (story.PACKS[0],)))
    file = make_bundle(grown.session, focus)
    assert file.tip().size <= focus.entries[-1]
    verdict = story.verify(file.encode(), story.stranger(story.trust_of(grown)))
    assert (verdict.authentic, verdict.compliant) == (True, True)


def test_a_period_that_is_not_sealed_is_refused_with_what_to_do(grown: yards.Yard) -> None:
    focus = focus_of(grown.session, Wanted("period", since="2026-11-25", until="2026-12-02"))
    with pytest.raises(RefusedError, match="checkpoint --seal"):
        make_bundle(grown.session, focus)
