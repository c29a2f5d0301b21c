"""What came between two checkpoints: proven, or a fork with both notes."""

from __future__ import annotations

from pathlib import Path

import pytest

from app import yard as yards
from audit.conftest import Office
from batterypass.app.audit_diff import BundleLog, LedgerLog, difference, side_of
from batterypass.app.bundle_check import examine_bundle
from batterypass.errors import BrokenError, InputError, UndecidedError
from batterypass.evidence.bundle_file import BundleFile
from batterypass.statements.notekeys import NoteSigner
from batterypass.statements.verifiers import parse_base64url
from batterypass.tlog.checkpoint import Checkpoint, sign_checkpoint
from bundle import story
from cli.desk import Desk


def forged(office: Office, size: int, root: bytes) -> bytes:
    """Sign a root that the log never had, with the log's own key."""
    state = office.yard.session.world.ledger()
    ring = office.yard.ring
    for kid in ring.kids(yards.REGISTRAR, "checkpoint") or list(ring._keys):
        private = ring.private(kid)
        if private.public.raw == parse_base64url(state.checkpoint_key, "key"):
            signer = NoteSigner(yards.ORIGIN, private)
            return sign_checkpoint(Checkpoint(yards.ORIGIN, size, root), [signer])
    raise AssertionError("no checkpoint key")


def bundle_log(office: Office, data: bytes) -> BundleLog:
    return BundleLog(examine_bundle(BundleFile.parse(data, "x"), story.stranger(office.trust)))


def test_everything_between_two_sizes_is_counted_and_consistency_proven(office: Office) -> None:
    log = LedgerLog(office.yard.session)
    found = difference(log, side_of(log, str(log.size), None), side_of(log, "3", None))
    assert (found.old.checkpoint.size, found.new.checkpoint.size) == (3, log.size)
    assert found.entries == sum(found.kinds.values()) == log.size - 3
    assert found.is_whole
    assert found.path
    assert found.kinds["consignment.offered"] == 2
    assert found.subjects["consignment"] == (2, 2)
    kinds = {one.kind for one in found.notable}
    assert {"authorisation.suspended", "party.key-revoked"} <= kinds


def test_a_bundle_of_the_whole_log_says_the_same_as_the_ledger(office: Office) -> None:
    here, there = LedgerLog(office.yard.session), bundle_log(office, office.everything)
    for a, b in ((1, 2), (7, here.size), (here.size, here.size)):
        one, other = (
            difference(log, side_of(log, str(a), None), side_of(log, str(b), None))
            for log in (here, there)
        )
        assert one == other


def test_a_part_of_a_log_says_what_it_has_and_what_it_cannot_tell(office: Office) -> None:
    log = bundle_log(office, office.pack)
    proven = sorted(log._roots)
    found = difference(log, side_of(log, str(proven[0]), None), side_of(log, str(log.size), None))
    assert not found.is_whole
    with pytest.raises(UndecidedError):
        side_of(log, str(next(n for n in range(1, log.size) if n not in proven)), None)


def test_two_roots_for_one_size_are_a_fork_with_both_notes(office: Office) -> None:
    log = LedgerLog(office.yard.session)
    note = forged(office, log.size, bytes(32))
    found = difference(log, side_of(log, "a", note), side_of(log, "b", log.note))
    assert [set(pair) for pair in found.forks] == [{note, log.note}]
    assert not found.kinds


def test_an_old_root_that_the_log_never_had_is_a_fork_and_not_a_difference(office: Office) -> None:
    log = LedgerLog(office.yard.session)
    note = forged(office, 5, b"\x11" * 32)
    found = difference(log, side_of(log, "a", note), side_of(log, "b", log.note))
    assert found.forks == [(note, log.note)]


def test_a_note_that_another_key_signed_is_no_checkpoint_of_this_log(office: Office) -> None:
    log = LedgerLog(office.yard.session)
    bad = log.note.replace(b"\n\n", b"\nx\n\n")
    with pytest.raises(BrokenError):
        side_of(log, "n.note", bad)
    with pytest.raises(InputError):
        side_of(log, str(log.size + 1), None)


def test_a_checkpoint_beyond_this_copy_cannot_be_decided(office: Office) -> None:
    log = LedgerLog(office.yard.session)
    note = forged(office, log.size + 1, bytes(32))
    with pytest.raises(UndecidedError):
        difference(log, side_of(log, "a", note), side_of(log, "b", log.note))


def test_a_fork_leaves_with_exit_4_and_prints_both_notes(auditor: Desk, office: Office) -> None:
    folder: Path = auditor.folder
    log = LedgerLog(office.yard.session)
    note = forged(office, log.size, bytes(32))
    (folder / "a.note").write_bytes(note)
    (folder / "b.note").write_bytes(log.note)
    words = (
        "audit", "diff", str(folder / "a.note"), str(folder / "b.note"), str(folder / "all.bpz"),
        "--trust", str(folder / "trust.policy"),
    )  # fmt: skip
    for auditor.lang, said in (("en", "FORK"), ("es", "BIFURCACIÓN")):
        ran = auditor.run(*words)
        assert ran.code == 4
        assert said in ran.out
        for one in (note, log.note):
            assert all(line in ran.out for line in one.decode().splitlines())
    told = auditor.run(*words, "--json")
    assert told.code == 4
    assert told.json["diff"]["forks"] == [[note.decode(), log.note.decode()]]
