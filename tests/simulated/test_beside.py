"""A history that is made in a process of its own is the same, and one that is cut off is said to be."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from batterypass import bootstrap
from batterypass.app.simulated import run
from batterypass.app.simulated.cast import make_registrar
from batterypass.app.simulated.history import History, Setting
from batterypass.app.simulated.listing import listing_bytes
from batterypass.app.simulated.run import Plan
from batterypass.errors import FailedError, InputError
from batterypass.store.workers import Workers
from simulated.conftest import SMALL
from simulated.hostile import Fleet


class Dying(Workers):
    """A process that ends in the middle of the history."""

    def submit(self, fn: Callable[..., Any], /, *args: object, **kwargs: object) -> Future[Any]:
        self.asked = getattr(self, "asked", 0) + 1
        if self.asked == 5:
            return super().submit(os._exit, 1)
        return super().submit(fn, *args, **kwargs)


def let_it_be_made_by(monkeypatch: pytest.MonkeyPatch, workers: Workers) -> None:
    @contextmanager
    def maker(statements: int) -> Iterator[Workers]:
        try:
            yield workers
        finally:
            workers.end()

    monkeypatch.setattr(bootstrap, "_maker", maker)
    monkeypatch.delattr(run, "begin_here")


def test_a_history_made_in_another_process_is_the_same(
    fleet: Fleet, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    let_it_be_made_by(monkeypatch, Workers(1))
    beside = Fleet.simulate(tmp_path / "beside.bp", SMALL)
    assert beside.path.read_bytes() == fleet.path.read_bytes()
    assert listing_bytes(SMALL, beside.done) == listing_bytes(SMALL, fleet.done)


def test_a_long_history_is_made_in_another_process(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    monkeypatch.setattr(bootstrap, "_PROCESSES_FROM", SMALL.expected)
    monkeypatch.delattr(run, "begin_here")
    assert Fleet.simulate(tmp_path / "long.bp", SMALL).done.entries > 0


@pytest.mark.parametrize("workers", [Dying(1), Workers(1, executable="/no/such/program")])
def test_a_ledger_whose_history_was_cut_off_is_said_to_be_no_whole_one(
    workers: Workers, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    let_it_be_made_by(monkeypatch, workers)
    with pytest.raises(FailedError) as caught:
        bootstrap.simulate(tmp_path / "cut-off.bp", SMALL)
    assert caught.value.code == "simulate.stopped"


def test_a_party_that_makes_no_packs_labels_none() -> None:
    with pytest.raises(InputError) as caught:
        make_registrar(1).label_kid()
    assert caught.value.code == "simulate.no-label-key"


def test_chains_that_nobody_goes_on_with_are_forgotten() -> None:
    plan = Plan(320, 3, 3)
    setting = Setting(
        plan, plan.origin, [], bootstrap.regulations, bootstrap.second_life_thresholds
    )
    history = History(setting)
    loads = packs = 0
    while (made := history.go_on({"size": 1, "root": "0" * 64})) is not None:
        loads += sum(b'"kind":"consignment.offered"' in raw for raw in made.statements)
        packs = made.packs
    kept = list(history._desk._heads)
    # Loads that were received, and packs of which nothing is told before the end.
    assert sum("#consignment/" in name for name in kept) < loads / 2
    assert sum("/i/" in name for name in kept) < packs / 2
