"""The disk fails or the process dies while a ledger is being opened (faults.md row 7).

Entry 0 and the rulebook are one batch, so nothing or a whole ledger is left; and whoever says
``init`` once more gets what is missing, instead of being told that the file is taken.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from batterypass import bootstrap
from batterypass.app.ledger import Ledger
from batterypass.app.opening import open_new_ledger
from batterypass.errors import BatterypassError, InputError
from batterypass.store.home import Home
from batterypass.store.sqlite import SqliteStore
from faults.test_crash import FAULTS, STEPS, Killed, lost
from faults.yard import ORIGIN, Yard, audit, open_new, opening

# Nothing is laid down of an opening: there is no older copy of it.
_STEPS = {name: step for name, step in STEPS.items() if name != "the batch is laid down"}
_STEPS |= {"the pin": (Home, "pin"), "the file": (SqliteStore, "create")}


def once(turn: int, real: Callable[..., Any], bad: Callable[..., Any]) -> Callable[..., Any]:
    """Let ``bad`` happen in place of ``real``, at one turn only."""
    turns = iter(range(1000))

    def do(*args: Any, **kwargs: Any) -> Any:
        return (bad if next(turns) == turn else real)(*args, **kwargs)

    return do


def again(yard: Yard) -> Ledger:
    """Say ``init`` a second time, as somebody does who was not answered."""
    ledger = yard.open(create=True)
    open_new_ledger(ledger.session, **opening(lambda: None))
    return ledger


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.__name__)
@pytest.mark.parametrize("step", _STEPS)
@pytest.mark.parametrize("turn", [0, 1])
def test_an_opening_that_stops_leaves_nothing_or_a_ledger_that_can_be_finished(
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
        assert there != 1, "entry 0 stands alone"
    is_pinned = Home(yard.home).trust(ORIGIN) is not None
    assert there or not is_pinned, "a pin without its ledger"
    if there and is_pinned:
        with pytest.raises(InputError, match="holds the ledger"):
            again(yard)
    else:
        again(yard).close()
    # Now it is open, with its rules, and trusted; a stranger who looks first finds it whole.
    with yard.open(read_only=True) as ledger:
        verdict = ledger.verify()
        assert (verdict.authentic, verdict.compliant) == (True, True)
        assert verdict.trust == "pinned"
        assert verdict.size >= 2
        assert ledger.verify(trust_file=yard.trust()).authentic
    with yard.open(read_only=True, home=tmp_path / "reader") as ledger:
        assert ledger.verify(first_use=True).authentic
    with pytest.raises(InputError, match="holds the ledger"):
        again(yard)
    assert audit(yard) == max(there, 2)


def test_keys_are_kept_before_the_first_byte(tmp_path: Path) -> None:
    yard = Yard(tmp_path / "yard")
    yard.folder.mkdir()

    def disk_is_full() -> None:
        raise Killed

    with yard.open(create=True) as ledger:
        with pytest.raises(Killed):
            open_new_ledger(ledger.session, **opening(disk_is_full))
        assert len(ledger) == 0
        assert Home(yard.home).trust(ORIGIN) is None
        # The same program may go on.
        yard.clock.pass_by(minutes=3)
        assert [one.index for one in open_new_ledger(ledger.session, **opening(lambda: None))] == [
            0,
            1,
        ]
    assert audit(yard) == 2


def test_the_same_program_opens_at_the_second_attempt(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing of an attempt that failed is left in memory: its entry 0 had another time."""
    yard = Yard(tmp_path / "yard")
    yard.folder.mkdir()
    with yard.open(create=True) as ledger:
        with monkeypatch.context() as patch:
            patch.setattr(SqliteStore, "commit", lost(SqliteStore.commit))
            with pytest.raises(BatterypassError):
                open_new_ledger(ledger.session, **opening(lambda: None))
        yard.clock.pass_by(minutes=3)
        open_new_ledger(ledger.session, **opening(lambda: None))
        assert ledger.session.audience.startswith(f"{ORIGIN}#")
        assert ledger.verify().trust == "pinned"
    assert audit(yard) == 2


def test_the_rulebook_comes_with_entry_0_and_its_content(tmp_path: Path) -> None:
    """A copy of the file taken at any moment has rules to be judged by."""
    yard = Yard(tmp_path / "yard")
    with open_new(yard) as ledger:
        state = ledger.session.world.ledger()
        assert state is not None
        assert state.rulebook == bootstrap.rulebook().digest
        assert ledger.entry(1).payload["kind"] == "rulebook.adopted"
        # Nobody could have seen a checkpoint before it.
        assert "seen" not in ledger.entry(1).payload
        for content in bootstrap.rulebook().contents:
            assert ledger.store.content(content.digest) == content
