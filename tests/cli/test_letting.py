"""A load let to somebody who cannot take it."""

from __future__ import annotations

import pytest

from cli.custody import CARRIER, NUMBER, offer
from cli.desk import Desk

STRANGER = "metales-sur"


@pytest.fixture
def desk(busy: Desk) -> Desk:
    return busy


def let(desk: Desk, to: str) -> tuple[int, str]:
    offer(desk, 1)
    desk.ok("ship", "collect", NUMBER, "--plate", "EJ-042", "--yes", at="11-23T08:40")
    ran = desk.run("ship", "transfer", NUMBER, "--to", to, "--as", CARRIER, "--yes")
    return ran.code, ran.err


def test_nobody_lets_itself_have_a_load(desk: Desk) -> None:
    code, said = let(desk, CARRIER)
    assert code == 3
    assert "BP-C021" in said


def test_a_load_let_to_who_is_no_carrier_is_told_before_it_is_signed(desk: Desk) -> None:
    code, said = let(desk, STRANGER)
    assert code == 0
    assert f"{STRANGER}.example has: " in said
    assert f"{STRANGER}.example has no MX-STATE" in said
    ran = desk.run("ship", "collect", NUMBER, "--as", STRANGER, "--plate", "EJ-1", "--yes")
    assert ran.code == 3, "the law binds who loads"
