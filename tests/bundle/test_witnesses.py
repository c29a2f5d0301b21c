"""Witnesses of a bundle: their cosignatures travel in its checkpoint, and a quorum is asked of it."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

import pytest

from app import yard as yards
from batterypass.app.cosignatures import collect
from batterypass.app.heads import seal
from batterypass.evidence.bundle_file import BundleFile
from batterypass.statements.notekeys import NOTE_COSIGNATURE, NoteSigner
from batterypass.statements.private import PrivateKey
from batterypass.tlog.cosignature import cosign_checkpoint
from batterypass.tlog.keys import COSIGNATURE_V1, Vkey
from batterypass.tlog.policy import PolicyGroup, PolicyWitness, TrustFile
from bundle import story

CHAMBER, PORT = "chamber.example/witness", "port.example/witness"
AT = 1_795_000_000


def key(name: str) -> NoteSigner:
    private = PrivateKey.generate(lambda _: sha256(name.encode()).digest())
    return NoteSigner(name, private, NOTE_COSIGNATURE)


def policy(yard: yards.Yard, quorum: str) -> bytes:
    """Trust the log and two witnesses; ``quorum`` is one of them, both or none."""
    plain = TrustFile.parse(story.trust_of(yard))
    named = tuple(
        PolicyWitness(name, Vkey(name, key(name).key_id, COSIGNATURE_V1, key(name).public))
        for name in (CHAMBER, PORT)
    )
    groups = (PolicyGroup("both", 2, (CHAMBER, PORT)),)
    return TrustFile(plain.logs, named, groups, quorum, plain.entry_0).encode()


@pytest.fixture(scope="module")
def yard(tmp_path_factory: pytest.TempPathFactory) -> yards.Yard:
    """A sealed log whose last checkpoint the chamber has cosigned, and the port has not."""
    made = story.tell(tmp_path_factory.mktemp("witnesses"))
    cosigned = cosign_checkpoint(made.ledger.store.note(), key(CHAMBER), AT)
    collect(made.session, [cosigned], policy(made, "none"))
    return made


@pytest.mark.parametrize("of", ["items", "all"])
@pytest.mark.parametrize(
    ("quorum", "authentic"), [(CHAMBER, True), ("none", True), (PORT, None), ("both", None)]
)
def test_a_quorum_that_the_checkpoint_does_not_reach_leaves_it_open(
    yard: yards.Yard, of: str, quorum: str, authentic: bool | None
) -> None:
    data = story.bundle_of(yard, of, *story.PACKS[:1] if of == "items" else ())
    around = story.stranger(policy(yard, quorum))
    verdict = story.verify(data, around)
    assert verdict.authentic is authentic
    assert verdict.exit_code() in ((0, 3) if authentic else (5,))
    witnessed = verdict.witnessed
    assert witnessed is not None
    assert (witnessed.names, witnessed.of, witnessed.quorum) == ((CHAMBER,), 2, quorum)
    assert witnessed.is_quorum is bool(authentic)
    assert (witnessed.size, witnessed.at) == ((verdict.size, AT) if authentic else (0, 0))
    checks = {check.name: check for check in verdict.checks}
    assert (checks["witnesses"].ok, checks["witnesses"].detail) == (authentic, "1/2")
    assert checks["trust"].ok is authentic
    # What was not vouched for is not remembered as if it were.
    assert (around.memory.checkpoint(yards.ORIGIN) is None) is (authentic is None)
    # The ledger itself is told the same.
    audit = yard.ledger.verify(trust_file=policy(yard, quorum))
    assert (audit.authentic, audit.witnessed) == (authentic, witnessed)


def test_without_witnesses_in_the_trust_file_nothing_is_said_of_any(yard: yards.Yard) -> None:
    data = story.bundle_of(yard, "items", story.PACKS[0])
    verdict = story.verify(data, story.stranger(story.trust_of(yard)))
    assert (verdict.authentic, verdict.witnessed) == (True, None)
    assert "witnesses" not in {check.name for check in verdict.checks}


def test_a_cosignature_of_another_checkpoint_is_a_false_one(yard: yards.Yard) -> None:
    data = story.bundle_of(yard, "all")
    note = BundleFile.parse(data, "x").checkpoint
    line = next(one for one in note.splitlines() if CHAMBER.encode() in one)
    bent = note.replace(line, line[:-4] + (b"AAA=" if line[-4:] != b"AAA=" else b"AAE="))
    verdict = story.verify(
        story.changed(data, {"checkpoint": bent}), story.stranger(policy(yard, CHAMBER))
    )
    assert (verdict.authentic, story.codes(verdict, "integrity")) == (False, {"BP-V010"})


def test_who_signed_over_a_checkpoint_of_the_log_is_summed_up(tmp_path: Path) -> None:
    yard = story.tell(tmp_path)
    size = yard.session.size
    seen = {"size": size, "root": yard.session.root_of_size(size).hex()}
    done = yard.at("11-26T08:00").log(
        "item.assessed", yards.MAKER, item=story.PACKS[0], condition="serviceable",
        soc_percent="20", method="bms_reading", seen=seen,
    )  # fmt: skip
    seal(yard.session)
    for of, subjects in (("items", story.PACKS[:1]), ("all", ())):
        verdict = story.verify(
            story.bundle_of(yard, of, *subjects), story.stranger(story.trust_of(yard))
        )
        assert verdict.seen == yard.ledger.verify(first_use=True).seen
        assert (verdict.seen.parties, verdict.seen.size) == (4, size)
        assert (verdict.seen.entry, verdict.seen.party) == (done.index, yards.MAKER)
