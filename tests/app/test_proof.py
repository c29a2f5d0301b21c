"""Proofs and published files hold without the ledger."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

import pytest

from app import yard as yards
from batterypass.app.trust import note_verifier
from batterypass.domain.ids import ledger_subject
from batterypass.errors import BrokenError, InputError
from batterypass.statements.notekeys import NoteVerifier
from batterypass.tlog.checkpoint import open_checkpoint
from batterypass.tlog.keys import parse_vkey
from batterypass.tlog.merkle import leaf_hash, root_of, verify_consistency
from batterypass.tlog.proof import LogProof
from batterypass.tlog.tiles import parse_bundle, tiles_for_size


@pytest.fixture(scope="module")
def yard(tmp_path_factory: pytest.TempPathFactory) -> yards.Yard:
    return yards.make_yard(tmp_path_factory.mktemp("proof"))


def verifier(yard: yards.Yard) -> NoteVerifier:
    return note_verifier(parse_vkey(yard.ledger.vkey()))


def test_every_entry_is_proved_by_its_bytes_and_the_log_key_alone(yard: yards.Yard) -> None:
    ledger = yard.ledger
    for index in range(len(ledger)):
        written = ledger.inclusion_proof(index).encode()
        leaf = leaf_hash(ledger.store.statement(index))
        checkpoint = LogProof.parse(written).verify(leaf, [verifier(yard)], ledger.origin)
        assert checkpoint.size == len(ledger)
        other = leaf_hash(ledger.store.statement(index) + b"x")
        with pytest.raises(BrokenError):
            LogProof.parse(written).verify(other, [verifier(yard)], ledger.origin)


def test_the_log_only_grew(yard: yards.Yard) -> None:
    ledger = yard.ledger
    size = len(ledger)
    root = yard.session.checkpoint().root
    for old in range(1, size):
        path = ledger.consistency_proof(old, size)
        old_root = yard.session.root_of_size(old)
        verify_consistency(old, size, old_root, root, path)
    with pytest.raises(InputError):
        ledger.consistency_proof(0, size)


def test_the_published_files_give_the_signed_root(yard: yards.Yard) -> None:
    ledger = yard.ledger
    files = list(ledger.published_files())
    names = [name for name, _ in files]
    assert names[-1] == "checkpoint"
    assert len(set(names)) == len(names)
    published = dict(files)
    checkpoint = open_checkpoint(published["checkpoint"], [verifier(yard)], ledger.origin)
    entries = parse_bundle(published[f"tile/entries/000.p/{checkpoint.size}"])
    assert root_of(leaf_hash(entry) for entry in entries) == checkpoint.root
    assert published[f"tile/0/000.p/{checkpoint.size}"] == b"".join(
        leaf_hash(entry) for entry in entries
    )
    assert len(
        [name for name in names if name.startswith("tile/") and "entries" not in name]
    ) == len(list(tiles_for_size(checkpoint.size)))
    for name, body in files:
        if name.startswith("content/"):
            assert sha256(body).hexdigest() == name.removeprefix("content/")


def test_the_trust_file_names_the_log_key_and_entry_0(yard: yards.Yard, tmp_path: Path) -> None:
    from batterypass.tlog.policy import TrustFile

    pinned = yard.session.around.memory.trust(yard.ledger.origin)
    assert pinned is not None
    trust = TrustFile.parse(pinned)
    assert trust.entry_0 == yard.session.digest_of(0)
    assert trust.keys_of(yard.ledger.origin) == (parse_vkey(yard.ledger.vkey()),)


def test_the_ledger_is_a_subject_with_its_time_marks(yard: yards.Yard) -> None:
    from batterypass.app.read import history

    kinds = [
        view.payload["kind"] for view in history(yard.session, ledger_subject(yard.ledger.origin))
    ]
    assert kinds[:2] == ["ledger.opened", "rulebook.adopted"]
    assert "ledger.time-marked" in kinds


def test_a_restored_backup_with_its_keys_still_refuses_to_sign(tmp_path: Path) -> None:
    import shutil

    (tmp_path / "now").mkdir()
    yard = yards.make_yard(tmp_path / "now")
    yard.ledger.close()
    shutil.copytree(tmp_path / "now", tmp_path / "backup")
    later = yards.reopen(yard, tmp_path / "now")
    later.at("03-05T10:00").log(
        "pack.placed-on-market",
        yards.MAKER,
        item=yards.PACKS[0],
        country="MX",
        placed_on="2026-03-05",
    )
    later.ledger.close()
    # File and signer's state come back together; what the person has seen stays.
    shutil.copytree(tmp_path / "now" / "home", tmp_path / "backup" / "home", dirs_exist_ok=True)
    old = yards.reopen(yard, tmp_path / "backup")
    with pytest.raises(BrokenError, match="it is an older copy"):
        old.at("03-06T10:00").log(
            "pack.placed-on-market", yards.MAKER, item=yards.PACKS[1], country="MX",
            placed_on="2026-03-06",
        )  # fmt: skip
    verdict = old.ledger.verify()
    assert verdict.authentic is False
    assert "BP-V006" in {finding.code for finding in verdict.findings}


def test_a_trust_file_that_asks_for_a_witness_decides_nothing_without_one(yard: yards.Yard) -> None:
    from dataclasses import replace

    from batterypass.tlog.keys import COSIGNATURE_V1, make_vkey
    from batterypass.tlog.policy import PolicyWitness, TrustFile

    pinned = yard.session.around.memory.trust(yard.ledger.origin)
    assert pinned is not None
    witness = PolicyWitness("w", make_vkey("witness.example/w1", COSIGNATURE_V1, b"\x07" * 32))
    asking = replace(TrustFile.parse(pinned), witnesses=(witness,), quorum="w")
    verdict = yard.ledger.verify(trust_file=asking.encode())
    assert (verdict.authentic, verdict.exit_code()) == (None, 5)
