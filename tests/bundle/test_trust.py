"""What vouches for the log of a bundle: a trust file, a checkpoint that was seen; and forks of it."""

from __future__ import annotations

from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from app import yard as yards
from batterypass.app.heads import seal
from batterypass.errors import BatterypassError
from batterypass.evidence.bundle_file import BundleFile
from batterypass.statements.notekeys import NoteSigner
from batterypass.tlog.checkpoint import Checkpoint, sign_checkpoint
from bundle import story


@pytest.fixture(scope="module")
def yard(tmp_path_factory: pytest.TempPathFactory) -> yards.Yard:
    """The ledger that the bundles are of; nothing here writes to it."""
    return story.tell(tmp_path_factory.mktemp("trust"))


def bundle_of_pack(yard: yards.Yard, number: int) -> bytes:
    return story.bundle_of(yard, "items", story.PACKS[number])


def test_nobody_vouches_for_a_log_that_is_seen_for_the_first_time(yard: yards.Yard) -> None:
    data = bundle_of_pack(yard, 3)
    verdict = story.verify(data, story.stranger())
    assert (verdict.authentic, verdict.trust, verdict.exit_code()) == (None, "first-use", 5)
    assert story.verify(data, story.stranger(), first_use=True).authentic is True


def test_a_log_that_was_seen_is_remembered_and_a_fork_of_it_found(
    yard: yards.Yard, tmp_path: Path
) -> None:
    """The fork has the same key and the same entry 0, and says something else from entry 16 on."""
    around = story.stranger()
    memory: Any = around.memory
    first = bundle_of_pack(yard, 0)
    assert story.verify(first, around, first_use=True).authentic is True
    other = yards.make_yard(tmp_path)
    while other.session.size < yard.session.size - 1:
        other.log(
            "item.assessed", yards.MAKER, item=story.PACKS[1], condition="serviceable",
            soc_percent=str(other.session.size), method="bms_reading",
        )  # fmt: skip
    seal(other.session)
    assert other.session.size == yard.session.size
    second = story.bundle_of(other, "items", story.PACKS[1])
    verdict = story.verify(second, around)
    assert (verdict.authentic, "BP-V006" in story.codes(verdict)) == (False, True)
    # Both notes are signed by the log's key: an authority needs no more.
    (kept,) = memory.forks
    assert kept["ours.note"] == BundleFile.parse(first, "x").checkpoint
    assert kept["theirs.note"] == BundleFile.parse(second, "x").checkpoint
    assert verdict.evidence.startswith("forks/")
    # A checkpoint that was given proves it as one that is remembered; a damaged file proves nothing.
    fresh = story.stranger(story.trust_of(yard))
    assert story.verify(second, fresh, old=BundleFile.parse(first, "x").checkpoint).evidence
    bad = story.changed(second, _other_heads(second))
    assert story.verify(bad, around).evidence == ""
    assert memory.note == BundleFile.parse(first, "x").checkpoint


def _other_heads(data: bytes) -> dict[str, bytes | None]:
    """Give the heads of a subject with another count."""
    file = BundleFile.parse(data, "x")
    name = min(file.whole)
    proof = file.heads[name]
    leaves = tuple(replace(leaf, count=leaf.count + 1) for leaf in proof.leaves)
    member = f"heads/{sha256(name.encode()).hexdigest()}.cbor"
    return {member: replace(proof, leaves=leaves).encode()}


def test_a_checkpoint_that_was_kept_has_to_be_one_of_the_same_log(
    yard: yards.Yard, tmp_path: Path
) -> None:
    data, note = bundle_of_pack(yard, 3), yard.ledger.store.note()
    trust = story.trust_of(yard)
    verdict = story.verify(data, story.stranger(trust), old=note)
    assert verdict.authentic is True
    # Of another size than those that the file proves, it cannot be compared: nothing is decided.
    other = yards.make_yard(tmp_path)
    old = other.ledger.store.note()
    verdict = story.verify(data, story.stranger(trust), old=old)
    assert ("trust", "old-checkpoint") in story.why(verdict)
    assert (verdict.authentic, verdict.exit_code()) == (None, 5)


def test_a_log_that_was_seen_at_a_size_that_the_file_does_not_prove_may_be_a_fork(
    yard: yards.Yard,
) -> None:
    """Whoever forks a log leaves the proof out that would show it."""
    file = BundleFile.parse(bundle_of_pack(yard, 3), "x")
    around = story.stranger(story.trust_of(yard))
    around.memory.note = _note_at(yard, 20)  # type: ignore[attr-defined]
    verdict = story.verify(file.encode(), around)
    assert (verdict.authentic, verdict.compliant, verdict.exit_code()) == (None, False, 5)
    [trust] = [one for one in verdict.checks if one.name == "trust"]
    assert (trust.ok, trust.detail) == (None, "old-checkpoint")
    assert around.memory.note == _note_at(yard, 20)  # type: ignore[attr-defined]
    # A bundle that was asked for with it proves that the log only grew.
    data = story.bundle_of(yard, "items", story.PACKS[3], old=(20,))
    assert story.verify(data, around).authentic is True
    # One that says of that size something else is a fork.
    [proof] = [one for one in BundleFile.parse(data, "x").consistency if one.size == 20]
    forked = story.verify(data, story.stranger(story.trust_of(yard)), old=_note_at(yard, 20, 19))
    assert (forked.authentic, "BP-V006" in story.codes(forked)) == (False, True)
    assert proof.root == yard.session.root_of_size(20)


def test_a_file_that_ends_before_what_was_seen_decides_nothing(yard: yards.Yard) -> None:
    around = story.stranger(story.trust_of(yard))
    data = bundle_of_pack(yard, 3)
    size = BundleFile.parse(data, "x").tip().size
    around.memory.note = _note_at(yard, size + 7, size)  # type: ignore[attr-defined]
    verdict = story.verify(data, around)
    assert (verdict.authentic, verdict.exit_code()) == (None, 5)
    assert ("trust", "newer-checkpoint") in story.why(verdict)


def test_who_follows_the_log_has_seen_more_than_is_sealed_and_is_shown_that_it_is_the_same(
    tmp_path: Path,
) -> None:
    yard = story.tell(tmp_path)
    sealed = yard.session.size
    yard.at("11-26T09:00").log(
        "item.assessed", yards.RECYCLER, item=story.PACKS[0], condition="serviceable",
        soc_percent="20", method="bms_reading",
    )  # fmt: skip
    newest = yard.session.size
    around = story.stranger(story.trust_of(yard))
    around.memory.note = yard.ledger.store.note()  # type: ignore[attr-defined]
    data = bundle_of_pack(yard, 3)
    assert BundleFile.parse(data, "x").tip().size == sealed
    assert story.verify(data, around).authentic is True
    assert around.memory.note == yard.ledger.store.note()  # type: ignore[attr-defined]
    # Of another log with as many entries it is a fork; and a proof that is none is false.
    around.memory.note = _note_at(yard, newest, newest - 1)  # type: ignore[attr-defined]
    forked = story.verify(data, around)
    assert (forked.authentic, "BP-V006" in story.codes(forked)) == (False, True)
    file = BundleFile.parse(data, "x")
    [proof] = [one for one in file.consistency if one.size == newest]
    wrong = replace(file, consistency=(replace(proof, root=bytes(32)),)).encode()
    assert "BP-B005" in story.codes(story.verify(wrong, around))


def _note_at(yard: yards.Yard, size: int, root_of: int = 0) -> bytes:
    """Sign a checkpoint of a size, by the log's own key, with the root of perhaps another one."""
    tip = Checkpoint(yard.session.origin, size, yard.session.root_of_size(root_of or size))
    key = yard.ring.private(yard.ring.kids(story.ledger_of(yard), "checkpoint")[0])
    return sign_checkpoint(tip, [NoteSigner(yard.session.origin, key)])


def test_another_logs_trust_file_does_not_vouch(yard: yards.Yard) -> None:
    other = story.trust_of(yard).replace(b"sha256:", b"sha256:00")[:-1]
    with pytest.raises(BatterypassError):
        story.verify(bundle_of_pack(yard, 3), story.stranger(other))
