"""A restored ledger never forks its log: it is read at once, and signed when it has caught up."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any, cast

import pytest

from batterypass import bootstrap
from batterypass.app.backup import backup
from batterypass.app.replica import Grown, extend
from batterypass.app.restore import Restored, missing_entries, restore, unsealed_entries
from batterypass.app.submit import answer_of, submit
from batterypass.domain.events.common import Seen
from batterypass.errors import BrokenError, FailedError, InputError, UndecidedError
from batterypass.evidence.outbox_file import Carried, OutboxFile
from batterypass.store.backup import FilePlace
from batterypass.store.home import Home
from batterypass.store.keyring import KeyRing
from batterypass.tlog.checkpoint import open_checkpoint
from batterypass.tlog.merkle import verify_consistency
from batterypass.tlog.policy import TrustFile
from faults.yard import (
    MAKER,
    ORIGIN,
    Ring,
    Yard,
    audit,
    make,
    small_ledger,
)


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Yard:
    """A ledger, its backup ``b.bp``, and three ways to the entries that came after it."""
    yard = small_ledger(tmp_path_factory.mktemp("original") / "yard")
    FilePlace(yard.path).files.add(b"a photograph")
    copy_to(yard, yard.folder / "b.bp")
    yard.clock.pass_by(days=1)
    with yard.open() as ledger:
        seen = ledger.session.checkpoint()
        make(ledger, [40, 41, 42])
        # Submitted again, its answer carries whatever the site has not seen.
        statement = ledger.store.statement(len(ledger) - 1)
        file = OutboxFile(
            ledger=ledger.session.audience,
            party=MAKER,
            made_at="2026-03-04T08:00:00Z",
            seen=Seen(size=seen.size, root=seen.root.hex()),
            statements=(Carried(statement),),
        )
        answer = answer_of(ledger.session, submit(ledger.session, file), bytes(32))
        (yard.folder / "a.answer.bpz").write_bytes(answer.encode())
        for path, body in ledger.published_files():
            place = yard.folder / "public" / path
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(body)
    with bootstrap.open_ledger(yard.folder / "replica.bp", create=True, grow=True) as replica:
        grow(replica, yard.path)
    return yard


@pytest.fixture
def yard(original: Yard, tmp_path: Path) -> Yard:
    return original.copy(tmp_path / "yard")


def copy_to(yard: Yard, target: Path) -> None:
    with yard.open(read_only=True) as ledger:
        backup(ledger.store, ledger.session.around, FilePlace(yard.path), FilePlace(target))


def grow(ledger: Any, source: Path, *, first_use: bool = True) -> Grown:
    def no_evidence(fork: object) -> None:
        pytest.fail("a fork was seen")

    with bootstrap.open_source(source) as found:
        return extend(
            ledger.session, found, trust_file=None, first_use=first_use, keep_evidence=no_evidence
        )


def bring_back(
    yard: Yard, source: Path, target: Path, *, home: Path | None = None, **settings: Any
) -> Restored:
    """Restore as the operator does, or as somebody with another ``home`` and no keys."""
    keys = cast(KeyRing, Ring(yard.folder / "keys")) if home is None else None
    with bootstrap.open_ledger(source, read_only=True, home=home or yard.home, keys=keys) as ledger:
        return restore(
            ledger.store, ledger.session.around, FilePlace(source), FilePlace(target), **settings
        )


def lose(yard: Yard) -> int:
    """Lose the ledger file, and give the size that it had; the keys and the home are still there."""
    size = audit(yard)
    yard.path.unlink()
    shutil.rmtree(FilePlace(yard.path).files.folder)
    return size


def test_a_restored_ledger_is_read_and_not_signed(yard: Yard) -> None:
    size = lose(yard)
    done = bring_back(yard, yard.folder / "b.bp", yard.path)
    assert (done.missing, done.is_signer, done.trust) == (size - done.size, True, "pinned")
    assert done.missing > 0
    assert FilePlace(yard.path).files.read(next(iter(FilePlace(yard.path).files.listed()))[0])
    with yard.open() as ledger:
        assert len(ledger) == done.size
        with pytest.raises(BrokenError) as refused:
            make(ledger, [60])
        assert refused.value.code == "open.behind-memory"
        assert refused.value.values["missing"] == done.missing
        assert "restore --newer" in str(refused.value)
        assert len(ledger) == done.size


def test_the_signer_refuses_an_older_copy_although_nobody_remembers_more(yard: Yard) -> None:
    lose(yard)
    done = bring_back(yard, yard.folder / "b.bp", yard.path)
    Home(yard.home).checkpoint_path(ORIGIN).unlink()
    with yard.open() as ledger, pytest.raises(BrokenError) as refused:
        make(ledger, [60])
    assert refused.value.code == "write.older-copy"
    assert refused.value.values["missing"] == done.missing
    assert "restore --newer" in str(refused.value)


@pytest.mark.parametrize("source", ["replica.bp", "public", "a.answer.bpz"])
def test_what_is_missing_comes_back_from_any_copy_and_then_it_signs_without_a_fork(
    yard: Yard, source: str
) -> None:
    with yard.open(read_only=True) as ledger:
        before = open_checkpoint(ledger.checkpoint(), [ledger.session.verifier()], ORIGIN)
        statements = [raw for _, raw in ledger.store.statements(0, len(ledger))]
    lose(yard)
    bring_back(yard, yard.folder / "b.bp", yard.path)
    with yard.open() as ledger:
        grown = grow(ledger, yard.folder / source, first_use=False)
        assert grown.after == before.size
        assert missing_entries(ledger.session) == 0
        make(ledger, [60])
        after = ledger.session.checkpoint()
        path = ledger.consistency_proof(before.size, after.size)
        verify_consistency(before.size, after.size, before.root, after.root, path)
        assert [raw for _, raw in ledger.store.statements(0, before.size)] == statements
    assert audit(yard) == after.size


def test_sealed_data_of_entries_that_came_back_is_counted_as_missing(yard: Yard) -> None:
    with yard.open() as ledger:
        first = len(ledger)
        incident = {
            "item": "https://id.maker.example/01/09521234560104/21/S-000002", "incident": "leak",
            "injuries": False, "condition_after": "damaged_stable",
            "private": {"personal": {"remarks": "gotea"}},
        }  # fmt: skip
        ledger.log("incident.reported", incident, actor=MAKER)
        make(ledger, [61])
        assert unsealed_entries(ledger.session, first) == 0
    replica = yard.folder / "late.bp"
    with bootstrap.open_ledger(replica, create=True, grow=True) as late:
        grow(late, yard.path)
    lose(yard)
    bring_back(yard, yard.folder / "b.bp", yard.path)
    with yard.open() as ledger:
        size = len(ledger)
        grow(ledger, replica)
        assert unsealed_entries(ledger.session, size) == 1
    assert audit(yard) > first


def test_a_restore_replaces_an_older_state_and_nothing_else(yard: Yard, tmp_path: Path) -> None:
    older = yard.folder / "b.bp"
    newer = tmp_path / "newer.bp"
    copy_to(yard, newer)
    target = tmp_path / "there.bp"
    shutil.copy(older, target)
    assert bring_back(yard, newer, target).missing == 0
    # Now it is newer than the first backup, which may not take anything away.
    with pytest.raises(InputError) as refused:
        bring_back(yard, older, target)
    assert refused.value.code == "restore.exists"
    other = small_ledger(tmp_path / "other")
    other.clock.pass_by(days=1)
    with other.open() as ledger:
        make(ledger, [300])
    with pytest.raises(InputError, match="no older state"):
        bring_back(yard, newer, other.path)
    audit(other)
    text = tmp_path / "notes.txt"
    text.write_text("not to be lost")
    with pytest.raises(FailedError):
        bring_back(yard, newer, text)
    assert text.read_text() == "not to be lost"


def test_a_backup_that_nothing_vouches_for_needs_a_word(yard: Yard, tmp_path: Path) -> None:
    home, target = tmp_path / "nobody", tmp_path / "t.bp"
    with pytest.raises(UndecidedError) as undecided:
        bring_back(yard, yard.folder / "b.bp", target, home=home)
    assert undecided.value.code == "restore.first-use"
    assert not target.exists()
    done = bring_back(yard, yard.folder / "b.bp", target, home=home, first_use=True)
    assert (done.trust, done.missing, done.is_signer) == ("first-use", 0, False)


def test_a_backup_of_another_history_is_refused_by_who_knows_better(
    yard: Yard, tmp_path: Path
) -> None:
    """Both are signed by the same key over the same beginning."""
    forked = yard.copy(tmp_path / "forked")
    bring_back(forked, forked.folder / "b.bp", forked.folder / "l2.bp")
    shutil.rmtree(forked.folder / "keys")
    shutil.rmtree(forked.home)
    shutil.move(forked.folder / "l2.bp", forked.path)
    forked.clock.pass_by(days=2)
    with forked.open() as ledger:
        make(ledger, range(300, 340))
    copy_to(forked, tmp_path / "other.bp")
    for home in (None, yard.home):
        with pytest.raises(BrokenError) as broken:
            bring_back(yard, tmp_path / "other.bp", tmp_path / "t.bp", home=home)
        assert broken.value.code == "restore.other-history"
    # The signer alone knows it as well.
    Home(yard.home).checkpoint_path(ORIGIN).unlink()
    with pytest.raises(BrokenError) as broken:
        bring_back(yard, tmp_path / "other.bp", tmp_path / "t.bp")
    assert broken.value.code == "restore.other-history"
    assert not (tmp_path / "t.bp").exists()


def test_a_backup_of_another_ledger_is_refused_by_the_trust_file(
    yard: Yard, tmp_path: Path
) -> None:
    home, target = tmp_path / "home", tmp_path / "t.bp"
    Home(home).pin(ORIGIN, replace(TrustFile.parse(yard.trust()), entry_0=bytes(32)).encode())
    with pytest.raises(BrokenError) as broken:
        bring_back(yard, yard.folder / "b.bp", target, home=home, first_use=True)
    assert broken.value.code == "restore.other-ledger"
    assert not target.exists()


def test_a_damaged_backup_brings_nothing_back(yard: Yard, tmp_path: Path) -> None:
    path = yard.folder / "b.bp"
    body = bytearray(path.read_bytes())
    found = 0
    for at in range(4096, len(body), 4096):
        body[at + 2000] ^= 1
        path.write_bytes(body)
        body[at + 2000] ^= 1
        try:
            bring_back(yard, path, tmp_path / "t.bp")
        except (BrokenError, FailedError):
            found += 1
            assert not (tmp_path / "t.bp").exists()
        else:
            # A byte that no row uses, or one of what can be made again.
            with bootstrap.open_ledger(tmp_path / "t.bp") as ledger:
                ledger.rebuild()
                assert ledger.verify(trust_file=yard.trust()).authentic
            (tmp_path / "t.bp").unlink()
    assert found > 10
