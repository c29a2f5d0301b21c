"""A witness signs one history of each log; every answer of the witness protocol, and its memory."""

from __future__ import annotations

import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from batterypass.app.cosignatures import collect
from batterypass.app.cosigning import Cosigned, add_log, cosign, request_of
from batterypass.app.forks import Fork
from batterypass.app.witnessed import witnesses_of
from batterypass.errors import (
    BatterypassError,
    BrokenError,
    ConflictError,
    InputError,
    RefusedError,
)
from batterypass.statements.notekeys import NOTE_COSIGNATURE, NoteSigner, NoteVerifier
from batterypass.store.witness_state import LogState, WitnessHome
from batterypass.tlog.checkpoint import Checkpoint, sign_checkpoint
from batterypass.tlog.cosignature import Cosignature, CosignatureVerifier, cosign_checkpoint
from batterypass.tlog.keys import COSIGNATURE_V1, encode_vkey, make_vkey
from batterypass.tlog.merkle import leaf_hash
from batterypass.tlog.note import Note, parse_note, verify_note
from batterypass.tlog.policy import PolicyLog, PolicyWitness, TrustFile
from batterypass.tlog.tree import root_at
from batterypass.tlog.witness import WitnessRequest
from faults.yard import OPERATOR, ORIGIN, private_key, small_ledger
from tlog.support import StoredTree

WITNESS = "witness.example/w1"
KEY = NoteSigner(WITNESS, private_key("https://witness.example", "witness"), NOTE_COSIGNATURE)
LOG = NoteSigner(ORIGIN, private_key(OPERATOR, "checkpoint"))
TRUST = TrustFile((PolicyLog(make_vkey(ORIGIN, 1, LOG.public)),))


def tree_of(size: int, other_from: int = 10**9) -> StoredTree:
    """Give a log of ``size`` entries; a fork has others from some entry on."""
    tree = StoredTree()
    tree.grow(
        leaf_hash((b"other %d" if index >= other_from else b"entry %d") % index)
        for index in range(size)
    )
    return tree


def note_of(tree: StoredTree, size: int, signer: NoteSigner = LOG) -> bytes:
    return sign_checkpoint(Checkpoint(ORIGIN, size, root_at(size, tree.read)), [signer])


class Desk:
    """A witness with its memory, and what it kept as evidence."""

    def __init__(self, folder: Path) -> None:
        self.state = WitnessHome(folder).log(ORIGIN)
        self.forks: list[Fork] = []
        add_log(self.state, TRUST, ORIGIN)

    def cosign(self, tree: StoredTree, size: int, old: int | None = None) -> Cosigned:
        """Ask with a proof from ``old``, or from whatever the witness cosigned last."""
        note = note_of(tree, size)
        return self.ask(lambda seen: request_of(note, seen if old is None else old, tree.read))

    def ask(self, ask: object) -> Cosigned:
        def keep(fork: Fork) -> str:
            self.forks.append(fork)
            return "kept"

        return cosign(self.state, ORIGIN, ask, KEY, at=1_800_000_000, keep_evidence=keep)  # type: ignore[arg-type]

    @property
    def size(self) -> int:
        known = self.state.checkpoint()
        return 0 if known is None else Checkpoint.parse(parse_note(known).text).size


@pytest.fixture
def witness(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def test_each_larger_checkpoint_is_cosigned_and_verifies(witness: Desk) -> None:
    tree = tree_of(40)
    for size in (1, 2, 7, 8, 33, 40):
        done = witness.cosign(tree, size)
        verifier = CosignatureVerifier(NoteVerifier(WITNESS, KEY.public, NOTE_COSIGNATURE))
        assert len(verify_note(done.note, [verifier]).signatures) == 1
        assert done.note.startswith(note_of(tree, size)), "the log's own line stays as it is"
        assert witness.size == size


def test_a_lost_answer_is_given_again(witness: Desk) -> None:
    tree = tree_of(9)
    first = witness.cosign(tree, 9, old=0)
    assert witness.cosign(tree, 9, old=0).note == first.note
    assert witness.cosign(tree, 9).note == first.note


def test_a_log_that_nobody_added_is_not_cosigned(tmp_path: Path) -> None:
    state = WitnessHome(tmp_path).log(ORIGIN)
    note = note_of(tree_of(3), 3)
    with pytest.raises(RefusedError) as refused:
        cosign(
            state, ORIGIN, lambda seen: request_of(note, seen, None), KEY,
            at=1, keep_evidence=lambda fork: "",
        )  # fmt: skip
    assert refused.value.code == "witness.unknown-origin"
    assert state.checkpoint() is None
    with pytest.raises(InputError):
        add_log(state, TRUST, "log.example/other")


@pytest.mark.parametrize(
    ("size", "old", "kind", "code"),
    [
        (22, 25, InputError, "witness.old-above"),
        (12, 15, ConflictError, "witness.older"),
        (30, 0, ConflictError, "witness.other-size"),
        (30, 19, ConflictError, "witness.other-size"),
        (30, 21, ConflictError, "witness.other-size"),
        (12, 12, ConflictError, "witness.older"),
        (12, 0, ConflictError, "witness.older"),
    ],
)
def test_a_request_for_another_size_is_answered_with_the_right_one(
    witness: Desk, size: int, old: int, kind: type[BatterypassError], code: str
) -> None:
    tree = tree_of(40)
    witness.cosign(tree, 20)
    before = witness.state.checkpoint()
    with pytest.raises(kind) as refused:
        witness.ask(lambda _: (WitnessRequest(old, (), note_of(tree, size)), None))
    assert refused.value.code == code
    if kind is ConflictError:
        assert refused.value.values["seen"] == 20
    assert witness.state.checkpoint() == before


def test_a_signature_by_no_key_of_the_log_or_a_bad_one_is_refused(witness: Desk) -> None:
    tree = tree_of(5)
    stranger = NoteSigner(ORIGIN, private_key("https://nobody.example", "checkpoint"))
    good = note_of(tree, 5)
    bad = good[:-5] + (b"AAA=\n" if not good.endswith(b"AAA=\n") else b"BBB=\n")
    for note in (note_of(tree, 5, stranger), bad):
        with pytest.raises(BatterypassError) as refused:
            witness.ask(lambda seen, note=note: request_of(note, seen, tree.read))
        assert refused.value.code in ("witness.not-signed", None)
    assert witness.size == 0


def test_wrong_proofs_are_refused_whatever_is_wrong_with_them(witness: Desk) -> None:
    tree = tree_of(40)
    witness.cosign(tree, 20)
    right, _ = request_of(note_of(tree, 33), 20, tree.read)
    proofs = [(), right.proof[:-1], right.proof[1:], (*right.proof, bytes(32)), right.proof[::-1]]
    for place in range(len(right.proof)):
        changed = list(right.proof)
        changed[place] = bytes(32)
        proofs.append(tuple(changed))
    for proof in proofs:
        with pytest.raises(BrokenError) as refused:
            witness.ask(lambda _, proof=proof: (WitnessRequest(20, proof, right.checkpoint), None))
        assert refused.value.code == "witness.wrong-proof"
    first = Desk(witness.state.folder.parent.parent / "first")
    with pytest.raises(BrokenError):
        first.ask(lambda _: (WitnessRequest(0, (bytes(32),), right.checkpoint), None))
    assert witness.size == 20
    assert not witness.forks, "a wrong proof says nothing of the log"
    assert witness.ask(lambda _: (right, None)).checkpoint.size == 33


@pytest.mark.parametrize("size", [20, 33])
def test_two_histories_are_not_cosigned_and_both_notes_are_kept(witness: Desk, size: int) -> None:
    witness.cosign(tree_of(40), 20)
    ours = witness.state.checkpoint()
    twin = tree_of(40, other_from=12)
    with pytest.raises(BrokenError) as refused:
        witness.cosign(twin, size)
    assert refused.value.code == "witness.fork"
    (kept,) = witness.forks
    assert (kept.ours, kept.theirs) == (ours, note_of(twin, size))
    assert witness.size == 20


@pytest.mark.parametrize("old", [0, 7, 20, 25])
def test_a_fork_of_the_same_size_is_kept_whatever_old_size_the_request_names(
    witness: Desk, old: int
) -> None:
    """The two signed notes prove it: an operator cannot hide it behind a wrong old size."""
    witness.cosign(tree_of(40), 20)
    ours, theirs = witness.state.checkpoint(), note_of(tree_of(40, other_from=12), 20)
    with pytest.raises(BrokenError) as refused:
        witness.ask(lambda _: (WitnessRequest(old, (), theirs), None))
    assert refused.value.code == "witness.fork"
    assert [(kept.ours, kept.theirs) for kept in witness.forks] == [(ours, theirs)]
    assert witness.size == 20


def test_what_was_kept_before_a_crash_binds_after_it(
    witness: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Killed(BaseException):
        pass

    tree, twin = tree_of(40), tree_of(40, other_from=25)
    witness.cosign(tree, 20)
    steps: list[tuple[object, str]] = [(os, "fsync"), (Path, "replace")]
    for target, name in steps:
        for is_after in (False, True):
            real = getattr(target, name)

            def call(
                *words: object, real: Callable[..., object] = real, is_after: bool = is_after
            ) -> None:
                if is_after:
                    real(*words)
                raise Killed

            with monkeypatch.context() as patch:
                patch.setattr(target, name, call)
                with pytest.raises(Killed):
                    witness.cosign(tree, 30)
            # Either the old or the new one is there, whole; no signature was given.
            assert witness.size in (20, 30)
    done = witness.cosign(tree, 30)
    assert done.checkpoint.size == 30
    with pytest.raises(BrokenError):
        witness.cosign(twin, 35)


def test_of_many_who_ask_at_once_nobody_leads_the_witness_back(tmp_path: Path) -> None:
    tree = tree_of(60)
    Desk(tmp_path).cosign(tree, 1)

    def ask(size: int) -> int:
        try:
            return Desk(tmp_path).cosign(tree, size).checkpoint.size
        except ConflictError:
            return 0

    with ThreadPoolExecutor(8) as pool:
        done = list(pool.map(ask, range(2, 61)))
    assert max(done) == 60 == Desk(tmp_path).size
    assert done.count(0) < 59


def test_the_state_is_not_stored_over_another(tmp_path: Path) -> None:
    state = LogState(tmp_path / "log")
    state.store(b"one", after=None)
    with pytest.raises(ConflictError):
        state.store(b"two", after=None)
    assert state.checkpoint() == b"one"


def test_a_bad_line_under_an_older_checkpoint_hides_no_witness_of_the_newer(witness: Desk) -> None:
    tree = tree_of(9)
    first, second = witness.cosign(tree, 5).note, witness.cosign(tree, 9).note
    trust = TrustFile(
        TRUST.logs,
        (PolicyWitness("w", make_vkey(WITNESS, COSIGNATURE_V1, KEY.public)),),
        quorum="w",
    )
    # The cosignature of another checkpoint, by the same key.
    bad = Note(parse_note(first).text, parse_note(second).signatures[1:])
    bad = bad.add([parse_note(first).signatures[0]])
    found = witnesses_of(trust, [(5, bad.encode()), (9, second)], ORIGIN)
    assert found is not None
    assert (found.names, found.is_quorum, found.size) == (("w",), True, 9)
    found = witnesses_of(trust, [(5, first), (9, note_of(tree, 9))], ORIGIN)
    assert found is not None
    assert (found.names, found.is_quorum, found.size) == ((), False, 5)
    with pytest.raises(BrokenError):
        witnesses_of(trust, [(9, second), (5, bad.encode())], ORIGIN)


def test_who_cosigns_a_checkpoint_every_week_does_not_fill_it_up(tmp_path: Path) -> None:
    yard = small_ledger(tmp_path / "yard")
    line = f"witness w {encode_vkey(make_vkey(WITNESS, COSIGNATURE_V1, KEY.public))}\nquorum w\n"
    policy = yard.trust().decode().removesuffix("quorum none\n") + line
    with yard.open() as ledger:
        first = ledger.store.note()
        for week in (*range(2, 80), 1):
            (done,) = collect(
                ledger.session,
                [cosign_checkpoint(first, KEY, 1_772_500_000 + week)],
                policy.encode(),
            )
            assert done.is_quorum
        lines = parse_note(ledger.store.note()).signatures
    assert [one.name for one in lines] == [ORIGIN, WITNESS]
    assert Cosignature.parse(lines[1].signature).time == 1_772_500_079
