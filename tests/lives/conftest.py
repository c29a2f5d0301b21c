"""Desks for the lives of packs: two packs, the first with a passport and at the workshop."""

from __future__ import annotations

import pytest

from cli.conftest import _quick_keys as _quick_keys
from cli.conftest import opened as opened
from cli.conftest import yard as desk
from cli.desk import Desk

PACK = "SA26-000001"
WORKSHOP = "taller-volta"

__all__ = ["desk"]


@pytest.fixture
def bench(desk: Desk) -> Desk:
    """Give a desk whose first pack has a passport and lies at the workshop, which may rebuild it."""
    roles = ("workshop", "repurposer", "remanufacturer")
    desk.ok(
        "log", "party.amended", "party=taller-volta", *(f"roles={one}" for one in roles),
        "--as", "registro", "--yes", at="03-04T08:00",
    )  # fmt: skip
    desk.ok(f"passport issue {PACK} --as sierra-alta --yes", at="03-04T09:00")
    hand_over(desk, "sierra-alta", WORKSHOP, "03-04T10:00")
    return desk


def hand_over(desk: Desk, giver: str, taker: str, at: str) -> None:
    """Hand the pack over without a carrier."""
    desk.ok(f"handoff release {PACK} --to {taker} --as {giver} --yes", at=at)
    desk.ok(f"handoff accept {PACK} --from {giver} --as {taker} --yes")
