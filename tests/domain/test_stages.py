"""Stages: what each kind of entry moves, and what it leaves where it is."""

from __future__ import annotations

from typing import Any

import pytest

from batterypass.domain.events import KINDS
from batterypass.domain.stages import MOVERS, Stage, moves

P, M, N = "https://m.example/p", "https://m.example/m", "https://m.example/n"
MAKER, SHOP = "https://maker.example", "https://shop.example"


class Past:
    """What was known before an entry."""

    def __init__(self, stage: Stage | None = None, seen: Stage | None = None) -> None:
        self._stage, self._seen = stage, seen

    def stage(self, item: str) -> Stage | None:
        return self._stage

    def last_seen(self, item: str) -> Stage | None:
        return self._seen

    def collects(self, party: str) -> bool:
        return party == SHOP

    def inside(self, batch: str) -> list[str]:
        return [M, N]


def said(kind: str, actor: str = MAKER, **fields: Any) -> dict[str, Any]:
    return {"kind": kind, "actor": actor, **fields}


@pytest.mark.parametrize(
    ("before", "kind", "now"),
    [
        (None, "pack.manufactured", "stock"),
        (None, "pack.enrolled", "stock"),
        ("stock", "pack.installed", "in_use"),
        ("in_use", "pack.removed", "removed"),
        # A second life is one wherever the pack stands.
        ("second_life", "pack.installed", "second_life"),
        ("second_life", "pack.removed", "second_life"),
        ("removed", "pack.repurposed", "second_life"),
        ("waste", "pack.prepared-for-reuse", "second_life"),
        ("collected", "pack.remanufactured", "second_life"),
        ("in_use", "pack.exported", "exported"),
        ("in_use", "pack.lost", "unknown"),
        ("stock", "pack.stolen", "unknown"),
        ("collected", "item.disposed", "disposed"),
    ],
)
def test_a_kind_moves_its_item(before: Stage | None, kind: str, now: Stage) -> None:
    assert list(moves(said(kind, item=P), Past(before))) == [(P, now)]


@pytest.mark.parametrize("seen", ["stock", "second_life", "collected"])
def test_what_is_found_is_what_it_was_when_it_was_last_seen(seen: Stage) -> None:
    assert list(moves(said("pack.found", item=P), Past("unknown", seen))) == [(P, seen)]


def test_what_is_found_of_a_host_is_back_without_it() -> None:
    # As its state says: in stock with who found it.
    assert list(moves(said("pack.found", item=P), Past("unknown", "in_use"))) == [(P, "removed")]


@pytest.mark.parametrize("kind", ["pack.exported", "pack.lost", "pack.stolen"])
@pytest.mark.parametrize("over", ["dismantled", "recycled", "disposed", "in_batch"])
def test_what_is_no_more_leaves_no_sight(kind: str, over: Stage) -> None:
    assert list(moves(said(kind, item=P), Past(over))) == []


@pytest.mark.parametrize(
    "taken",
    [
        said("custody.claimed", items=[P]),
        said("consignment.received", lines=[{"item": P, "outcome": "surplus"}]),
    ],
)
def test_what_turns_up_outside_its_pack_is_built_in_no_more(taken: dict[str, Any]) -> None:
    assert list(moves(taken, Past("built_in"))) == [(P, "stock")]


def test_waste_is_collected_once_somebody_has_it_who_works_on_waste() -> None:
    assert list(moves(said("item.declared-waste", items=[P]), Past("removed"))) == [(P, "waste")]
    by_shop = said("item.declared-waste", SHOP, items=[P])
    assert list(moves(by_shop, Past("removed"))) == [(P, "collected")]
    # Said again of what was collected before, it stays collected.
    again = said("item.declared-waste", items=[P])
    assert list(moves(again, Past("collected"))) == [(P, "collected")]


@pytest.mark.parametrize(
    "taken",
    [
        said("custody.accepted", items=[P], released_by=MAKER),
        said("custody.claimed", items=[P]),
        said("consignment.received", lines=[{"item": P, "outcome": "damaged"}]),
        said("consignment.partially-received", lines=[{"item": P, "outcome": "surplus"}]),
        said(
            "consignment.recorded-on-paper", step="received",
            lines=[{"item": P, "outcome": "received"}],
        ),
    ],
)  # fmt: skip
def test_whoever_takes_waste_over_collects_it(taken: dict[str, Any]) -> None:
    assert list(moves(taken, Past("waste"))) == [(P, "collected")]
    assert list(moves(taken, Past("in_use"))) == []
    # Who has it has it in sight.
    assert list(moves(taken, Past("unknown", "in_use"))) == [(P, "removed")]
    assert list(moves(taken, Past("unknown", "waste"))) == [(P, "collected")]


def test_what_did_not_arrive_is_not_collected() -> None:
    lines = [{"item": P, "outcome": one} for one in ("missing", "rejected")]
    assert list(moves(said("consignment.partially-received", lines=lines), Past("waste"))) == []
    on_paper = said("consignment.recorded-on-paper", step="collected", lines=[])
    assert list(moves(on_paper, Past("waste"))) == []


@pytest.mark.parametrize(
    ("before", "stream", "parts"),
    [
        ("collected", None, "collected"),
        ("waste", None, "waste"),
        ("removed", None, "stock"),
        ("removed", "treatment_residue", "waste"),
    ],
)
def test_parts_of_waste_are_waste(before: Stage, stream: str | None, parts: Stage) -> None:
    child = {"item": M} if stream is None else {"item": M, "stream": stream}
    found = list(moves(said("item.dismantled", item=P, children=[child]), Past(before)))
    assert found == [(P, "dismantled"), (M, parts)]


def test_modules_in_a_new_pack_live_in_it() -> None:
    found = list(moves(said("pack.assembled", item=P, parents=[M, N]), Past("stock")))
    assert found == [(M, "built_in"), (N, "built_in"), (P, "second_life")]


def test_what_was_fed_is_recycled_once_the_batch_is_closed() -> None:
    fed = said("batch.fed", batch="b", lines=[{"item": M, "mass_kg": "1"}])
    assert list(moves(fed, Past("collected"))) == [(M, "in_batch")]
    weighed = said(
        "batch.output-weighed",
        fractions=[{"item": M, "use": "product"}, {"item": N, "use": "intermediate"}],
    )
    assert list(moves(weighed, Past())) == [(M, "stock"), (N, "collected")]
    closed = said("batch.closed", batch="b")
    assert list(moves(closed, Past("in_batch"))) == [(M, "recycled"), (N, "recycled")]


def test_readings_and_papers_move_nothing() -> None:
    for kind in sorted(KINDS.keys() - MOVERS.keys()):
        assert list(moves(said(kind, item=P, items=[P]), Past("in_use"))) == []
