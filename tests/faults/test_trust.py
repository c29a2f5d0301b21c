"""The log truncated, rolled back, forked, made anew or shown in two versions (faults.md row 3).

Every file here is signed with the real keys of the operator, and consistent in itself. Only what a
reader keeps outside the file tells.
"""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from batterypass import bootstrap
from batterypass.app.audit import Verdict
from batterypass.app.record import Attachment, record
from batterypass.errors import BatterypassError, BrokenError, RefusedError
from batterypass.store.home import Home
from batterypass.store.signer_state import SignerState
from faults.yard import MAKER, ORIGIN, Yard, audit, make, small_ledger


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Yard:
    return small_ledger(tmp_path_factory.mktemp("original") / "yard")


@pytest.fixture
def yard(original: Yard, tmp_path: Path) -> Yard:
    return original.copy(tmp_path / "yard")


def statements_of(yard: Yard) -> list[bytes]:
    with yard.open(read_only=True) as ledger:
        return [raw for _, raw in ledger.store.statements(0, len(ledger))]


def write_again(folder: Path, statements: Sequence[bytes]) -> Yard:
    """Make a ledger of these very statements, with the operator's keys and without his memory."""
    forged = Yard(folder)
    folder.mkdir(parents=True)
    with forged.open(create=True) as ledger:
        beside = Attachment(contents=bootstrap.rulebook().contents)
        record(ledger.session, statements[:1], origin=ORIGIN)
        record(ledger.session, statements[1:2], beside)
        for raw in statements[2:]:
            record(ledger.session, [raw])
    return forged


def look(
    shown: Yard, *, home: Path | None = None, trust: bytes | None = None, first_use: bool = False
) -> Verdict:
    """Verify what is shown, as a reader with this home folder and this trust file."""
    with bootstrap.open_ledger(shown.path, read_only=True, home=home) as ledger:
        return ledger.verify(trust_file=trust, first_use=first_use)


def codes(verdict: Verdict) -> set[str]:
    return {one.code for one in verdict.findings if one.severity == "integrity"}


def test_a_log_that_was_cut_and_signed_again_is_found_by_who_saw_more(
    yard: Yard, tmp_path: Path
) -> None:
    home = tmp_path / "reader"
    trust = yard.trust()
    assert look(yard, home=home, trust=trust).authentic
    statements = statements_of(yard)
    for size in (len(statements) - 1, 15, 5):
        cut = write_again(tmp_path / f"cut-{size}", statements[:size])
        # It is the pinned ledger, and nothing in it is wrong.
        assert look(cut, trust=trust).authentic
        for given in (trust, None):
            verdict = look(cut, home=home, trust=given, first_use=True)
            assert verdict.authentic is False
            assert verdict.exit_code() == 4
            assert codes(verdict) == {"BP-V006"}
            (finding,) = [one for one in verdict.findings if one.code == "BP-V006"]
            assert str(len(statements)) in finding.message("en")
    # What he remembers is not moved by what he was shown.
    assert look(yard, home=home).authentic


def test_a_copy_from_yesterday_is_found_by_who_saw_today(yard: Yard, tmp_path: Path) -> None:
    yesterday = yard.copy(tmp_path / "yesterday")
    yard.clock.pass_by(days=1)
    with yard.open() as ledger:
        make(ledger, [50])
    home = tmp_path / "reader"
    assert look(yard, home=home, trust=yard.trust()).authentic
    assert codes(look(yesterday, home=home)) == {"BP-V006"}


def test_a_log_that_grew_is_still_the_one_remembered(yard: Yard, tmp_path: Path) -> None:
    home = tmp_path / "reader"
    assert look(yard, home=home, trust=yard.trust()).trust == "pinned"
    before = Home(home).checkpoint(ORIGIN)
    yard.clock.pass_by(days=1)
    with yard.open() as ledger:
        make(ledger, [50, 51])
    verdict = look(yard, home=home)
    assert (verdict.authentic, verdict.trust) == (True, "remembered")
    assert Home(home).checkpoint(ORIGIN) != before


def fork(yard: Yard, folder: Path) -> tuple[Yard, Yard]:
    """Let two versions of a ledger grow from the same entries."""
    left, right = yard.copy(folder / "left"), yard.copy(folder / "right")
    for version, number in ((left, 60), (right, 61)):
        version.clock.pass_by(days=1)
        with version.open() as ledger:
            make(ledger, [number])
    return left, right


def test_two_versions_of_a_log_are_found_by_who_is_shown_both(yard: Yard, tmp_path: Path) -> None:
    left, right = fork(yard, tmp_path)
    home = tmp_path / "reader"
    trust = yard.trust()
    assert look(left, home=home, trust=trust).authentic
    assert look(right, trust=trust).authentic
    assert codes(look(right, home=home, trust=trust)) == {"BP-V006"}
    # The other version may grow beyond the first: it never contains it.
    right.clock.pass_by(days=1)
    with right.open() as ledger:
        make(ledger, range(70, 80))
    assert codes(look(right, home=home)) == {"BP-V006"}
    assert look(left, home=home).authentic


def test_a_party_that_signed_on_one_version_witnesses_it_in_the_other(
    yard: Yard, tmp_path: Path
) -> None:
    """Each statement carries the last checkpoint that its signer verified (D17)."""
    left, right = fork(yard, tmp_path)
    with left.open() as ledger:
        make(ledger, [62])
        late = ledger.store.statement(len(ledger) - 1)
    with right.open() as ledger, pytest.raises(RefusedError) as refused:
        ledger.record([late])
    assert [getattr(finding, "code", "") for finding in refused.value.findings] == ["BP-L004"]
    assert audit(right) == audit(yard) + 2


def regenerated(folder: Path) -> Yard:
    """Make the whole ledger anew: same origin, same keys, another history."""
    other = Yard(folder, salt="other")
    other.clock.now += timedelta(days=3)
    from faults.yard import open_new

    with open_new(other) as ledger:
        make(ledger, [1, 2, 3])
    return other


def test_a_ledger_made_anew_is_not_the_pinned_one(yard: Yard, tmp_path: Path) -> None:
    anew = regenerated(tmp_path / "anew")
    verdict = look(anew, trust=yard.trust())
    assert verdict.exit_code() == 4
    assert codes(verdict) == {"BP-V010"}
    assert "it is another ledger" in verdict.findings[0].message("en")


def test_a_ledger_made_anew_is_not_the_remembered_one(yard: Yard, tmp_path: Path) -> None:
    home = tmp_path / "reader"
    assert look(yard, home=home, first_use=True).authentic
    anew = regenerated(tmp_path / "anew")
    for first_use in (False, True):
        verdict = look(anew, home=home, first_use=first_use)
        assert verdict.exit_code() == 4
        assert "BP-V006" in codes(verdict)
    assert look(yard, home=home).authentic


def test_first_use_cannot_tell_and_says_so(yard: Yard, tmp_path: Path) -> None:
    anew = regenerated(tmp_path / "anew")
    for shown in (yard, anew):
        home = tmp_path / f"reader-{shown.salt}"
        verdict = look(shown, home=home)
        assert (verdict.authentic, verdict.trust, verdict.exit_code()) == (None, "first-use", 5)
        # What was not accepted is not remembered: looking twice changes nothing.
        assert look(shown, home=home).trust == "first-use"
        accepted = look(shown, home=home, first_use=True)
        assert (accepted.authentic, accepted.exit_code()) == (True, 0)
        assert look(shown, home=home).trust == "remembered"


def test_a_pin_is_not_replaced_by_another(yard: Yard, tmp_path: Path) -> None:
    anew = regenerated(tmp_path / "anew")
    home = Home(tmp_path / "reader")
    home.pin(ORIGIN, yard.trust())
    with pytest.raises(RefusedError):
        home.pin(ORIGIN, anew.trust())
    assert home.trust(ORIGIN) == yard.trust()


def test_a_trust_file_that_does_not_parse_is_the_readers_mistake(yard: Yard) -> None:
    with pytest.raises(BatterypassError, match=r"policy|line|trust"):
        look(yard, trust=b"log ???\n")


# The signer's own memory.


def forget(yard: Yard, *, memory: bool, state: bool) -> None:
    """Take one of the operator's two memories away; each must do alone."""
    if not memory:
        shutil.rmtree(yard.home)
    if not state:
        for path in (yard.folder / "keys").glob("signer-*"):
            path.unlink()


KNOWS = pytest.mark.parametrize(
    ("memory", "state"),
    [(True, True), (False, True), (True, False)],
    ids=["both", "state", "memory"],
)


@KNOWS
def test_the_signer_refuses_to_sign_above_a_restored_copy(
    yard: Yard, memory: bool, state: bool
) -> None:
    old = yard.path.read_bytes()
    yard.clock.pass_by(days=1)
    with yard.open() as ledger:
        make(ledger, [50])
        size = len(ledger)
    new = yard.path.read_bytes()
    forget(yard, memory=memory, state=state)
    yard.path.write_bytes(old)
    with yard.open() as ledger, pytest.raises(BrokenError, match="would fork the log"):
        make(ledger, [51])
    assert yard.path.read_bytes() == old
    # It goes on once the newer file is back.
    yard.path.write_bytes(new)
    with yard.open() as ledger:
        assert make(ledger, [51])[0].index == size
    assert yard.open(home=yard.folder / "other").verify(first_use=True).size == size + 1


@KNOWS
def test_the_signer_refuses_to_sign_a_fork(
    yard: Yard, tmp_path: Path, memory: bool, state: bool
) -> None:
    left, right = fork(yard, tmp_path)
    forget(left, memory=memory, state=state)
    left.path.write_bytes(right.path.read_bytes())
    with left.open() as ledger, pytest.raises(BrokenError, match="would fork the log"):
        make(ledger, [70])
    with right.open() as ledger:
        make(ledger, range(70, 75))
    left.path.write_bytes(right.path.read_bytes())
    with left.open() as ledger, pytest.raises(BrokenError, match="would fork the log"):
        make(ledger, [75])


def test_the_signer_does_not_follow_a_ledger_whose_checkpoint_it_never_signed(
    yard: Yard, tmp_path: Path
) -> None:
    """Ahead of the state, and not by the log key's own checkpoint: no way to go on."""
    import sqlite3

    state = next(yard.folder.glob("keys/signer-*.state"))
    behind = state.read_bytes()
    with yard.open() as ledger:
        make(ledger, [50])
    state.write_bytes(behind)
    connection = sqlite3.connect(yard.path)
    (note,) = connection.execute("SELECT note FROM notes ORDER BY size DESC").fetchone()
    forged = note[:-10] + bytes([note[-10] ^ 1]) + note[-9:]
    connection.execute("UPDATE notes SET note = ? WHERE note = ?", (forged, note))
    connection.commit()
    connection.close()
    with yard.open() as ledger, pytest.raises(BatterypassError):
        make(ledger, [51])
    assert state.read_bytes() == behind


def test_killed_between_the_commit_and_the_signers_state_the_operator_goes_on(
    yard: Yard, monkeypatch: pytest.MonkeyPatch
) -> None:
    def killed(*_: Any, **__: Any) -> None:
        raise KeyboardInterrupt

    with yard.open() as ledger:
        size = len(ledger)
        with monkeypatch.context() as patch:
            patch.setattr(SignerState, "advance", killed)
            with pytest.raises(KeyboardInterrupt):
                ledger.log("pack.placed-on-market", market(1), actor=MAKER)
    state = SignerState(next(yard.folder.glob("keys/signer-*.state")))
    tip = state.read()
    assert tip is not None
    assert tip.size == size
    assert audit(yard) == size + 1
    with yard.open() as ledger:
        assert make(ledger, [50])[0].index == size + 1
    tip = state.read()
    assert tip is not None
    assert tip.size == size + 2 == audit(yard)


def market(number: int) -> dict[str, str]:
    from faults.yard import pack_url

    return {"item": pack_url(number + 1), "country": "MX", "placed_on": "2026-03-03"}
