"""The custody line of a passport against the fold: after every way that a consignment may go."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from batterypass.app.passport_custody import custody_of
from batterypass.app.passport_entries import entries_of
from batterypass.app.wording import name_of
from batterypass.errors import RefusedError
from custody.test_workflow_cases import CASES, GATE, OFFER, PAPER, RECEIVE
from custody.truck import MAKER, PACKS, RECYCLER, Case, Truck

if TYPE_CHECKING:
    from batterypass.documents.custody_line import Held


def line_of(truck: Truck, number: int) -> tuple[Held, ...]:
    session = truck.yard.session
    item = session.world.item(PACKS[number])
    return custody_of(session, item, entries_of(session, item))


#: Cases that say who has which pack in the end: in the others nothing has moved.
_MOVED = [case for case in CASES if case.held]


@pytest.mark.parametrize("case", _MOVED, ids=[case.name for case in _MOVED])
def test_whoever_the_fold_says_has_it_stands_last_with_no_gap_before(
    case: Case, truck: Truck
) -> None:
    for step in case.steps:
        try:
            truck.do(step)
        except RefusedError:
            break
    session = truck.yard.session
    for number, name in PACKS.items():
        item = session.world.item(name)
        line = line_of(truck, number)
        assert line[-1].name == name_of(session, item.custodian)
        assert not line[-1].until
        assert all(one.until == after.since for one, after in pairwise(line))
        assert all(one.name != after.name for one, after in pairwise(line))


def test_a_load_that_arrived_names_maker_carrier_and_recycler_with_days_and_entries(
    truck: Truck,
) -> None:
    for step in (*GATE, RECEIVE):
        truck.do(step)
    session = truck.yard.session
    line = line_of(truck, 1)
    assert [one.name for one in line] == [
        name_of(session, party) for party in (MAKER, truck.consignment().carrier, RECYCLER)
    ]
    assert [one.since[:16] for one in line[1:]] == ["2026-11-23T08:30", "2026-11-23T10:30"]
    assert all(one.entry is not None for one in line)


def test_what_stands_on_paper_alone_is_told(truck: Truck) -> None:
    for step in (OFFER, PAPER):
        truck.do(step)
    assert [one.is_on_paper for one in line_of(truck, 1)] == [False, True]
