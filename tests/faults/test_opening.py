"""The disk fails or the process dies while a ledger is being opened (faults.md row 7)."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from batterypass.errors import BatterypassError, InputError
from batterypass.store.home import Home
from batterypass.store.sqlite import SqliteStore
from faults.test_crash import FAULTS, STEPS, Killed
from faults.yard import Yard, audit, open_new

_STEPS = {**STEPS, "the pin": (Home, "pin"), "the file": (SqliteStore, "create")}


def once(turn: int, real: Callable[..., Any], bad: Callable[..., Any]) -> Callable[..., Any]:
    """Let ``bad`` happen in place of ``real``, at one turn only."""
    turns = iter(range(1000))

    def do(*args: Any, **kwargs: Any) -> Any:
        return (bad if next(turns) == turn else real)(*args, **kwargs)

    return do


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.__name__)
@pytest.mark.parametrize("step", _STEPS)
@pytest.mark.parametrize("turn", [0, 1])
def test_an_opening_that_stops_leaves_nothing_or_a_ledger_that_verifies(
    tmp_path: Path,
    step: str,
    fault: Callable[..., Any],
    turn: int,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    owner, name = _STEPS[step]
    yard = Yard(tmp_path / "yard")
    real = getattr(owner, name)
    made = isinstance(owner.__dict__[name], classmethod)
    stopping = once(turn, real, fault(real))
    with monkeypatch.context() as patch:
        patch.setattr(owner, name, staticmethod(stopping) if made else stopping)
        try:
            open_new(yard).close()
        except (BatterypassError, Killed):
            pass
        else:
            assert turn == 1
            assert step in ("the pin", "the file")
    with yard.open(create=True) as ledger:
        there = len(ledger)
    if not there:
        open_new(yard).close()
        assert audit(yard) == 4
        return
    # It was opened: what is there is whole, and says so to somebody who looks for the first time.
    with pytest.raises(InputError, match="holds the ledger"):
        open_new(yard)
    with yard.open(read_only=True, home=tmp_path / "reader") as ledger:
        assert ledger.verify(first_use=True).authentic
