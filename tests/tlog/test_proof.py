"""The proof file."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from batterypass.errors import BrokenError, InputError, MalformedError
from batterypass.tlog.checkpoint import Checkpoint, sign_checkpoint
from batterypass.tlog.merkle import leaf_hash
from batterypass.tlog.note import sign_note
from batterypass.tlog.proof import MAX_EXTRA_SIZE, MAX_PATH, LogProof, encode_proofs
from batterypass.tlog.tree import inclusion_path, root_at
from tlog.support import LOG, LOG_VERIFIER, ORIGIN, StoredTree, entry

TREE = StoredTree.of(70)


def _proof(index: int, size: int, extra: bytes = b"") -> LogProof:
    checkpoint = Checkpoint(ORIGIN, size, root_at(size, TREE.read))
    path = tuple(inclusion_path(index, size, TREE.read))
    return LogProof(index, path, sign_checkpoint(checkpoint, [LOG]), extra)


VALID = _proof(5, 8).encode()


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_a_proof_comes_back_as_it_was_and_verifies(data: st.DataObject) -> None:
    size = data.draw(st.integers(1, 70))
    index = data.draw(st.integers(0, size - 1))
    proof = _proof(index, size, data.draw(st.binary(max_size=100)))
    assert LogProof.parse(proof.encode()) == proof
    assert proof.verify(leaf_hash(entry(index)), [LOG_VERIFIER], ORIGIN).size == size
    with pytest.raises(BrokenError):
        proof.verify(leaf_hash(entry(index + 1)), [LOG_VERIFIER], ORIGIN)


def test_a_proof_in_a_tree_of_one_has_no_path_lines() -> None:
    assert _proof(0, 1).encode().startswith(b"c2sp.org/tlog-proof@v1\nindex 0\n\nlog.example/")


def test_every_changed_bit_of_a_proof_is_noticed() -> None:
    leaf = leaf_hash(entry(5))
    LogProof.parse(VALID).verify(leaf, [LOG_VERIFIER], ORIGIN)
    for position in range(len(VALID)):
        for bit in range(8):
            changed = bytearray(VALID)
            changed[position] ^= 1 << bit
            with pytest.raises((BrokenError, MalformedError)):
                LogProof.parse(bytes(changed)).verify(leaf, [LOG_VERIFIER], ORIGIN)


def test_a_proof_for_another_log_is_refused() -> None:
    with pytest.raises(BrokenError):
        LogProof.parse(VALID).verify(leaf_hash(entry(5)), [LOG_VERIFIER], "other.example")


HEAD, _, NOTE = VALID.partition(b"\n\n")


@pytest.mark.parametrize(
    "data",
    [
        b"",
        HEAD,
        HEAD + b"\n\n",
        HEAD + b"\n" + NOTE,
        HEAD + b"\n\n\n" + NOTE,
        b"\n" + VALID,
        VALID + b"\n",
        VALID.replace(b"@v1", b"@v2"),
        VALID.replace(b"index 5\n", b""),
        VALID.replace(b"index 5", b"index 05"),
        VALID.replace(b"index 5", b"index -5"),
        VALID.replace(b"index 5", b"index  5"),
        VALID.replace(b"index 5", b"index"),
        VALID.replace(b"index 5", b"index 9223372036854775808"),
        VALID.replace(b"index 5", b"extra \nindex 5"),
        VALID.replace(b"index 5", b"extra AA\nindex 5"),
        VALID.replace(b"index 5", b"extra AAAA\nextra AAAA\nindex 5"),
        VALID.replace(b"index 5", b"index 5\nextra AAAA"),
        VALID.replace(b"index 5", b"index 5\nAAAA"),
        VALID.replace(b"index 5", "index 5\né".encode()),
        VALID.replace(b"index 5", b"index 5" + b"\n" + b"\n".join([b"A" * 43 + b"="] * 64)),
        HEAD + b"\n\n" + sign_note("hello\n", [LOG]),
        b"c2sp.org/tlog-proof@v1",
    ],
)
def test_a_proof_with_another_spelling_is_refused(data: bytes) -> None:
    with pytest.raises(MalformedError):
        LogProof.parse(data)


def test_a_proof_out_of_bounds_is_not_made() -> None:
    for index, path, extra in [
        (-1, (), b""),
        (2**63, (), b""),
        (0, (bytes(32),) * (MAX_PATH + 1), b""),
        (0, (bytes(31),), b""),
        (0, (), bytes(MAX_EXTRA_SIZE + 1)),
    ]:
        with pytest.raises(InputError):
            LogProof(index, path, NOTE, extra)


def test_a_proof_without_end_is_not_even_read() -> None:
    with pytest.raises(MalformedError, match="more than any proof"):
        LogProof.parse(b"x" * 2_000_000)


def test_the_largest_proof_can_be_read() -> None:
    largest = LogProof(2**63 - 1, (bytes(32),) * MAX_PATH, NOTE, bytes(MAX_EXTRA_SIZE))
    assert LogProof.parse(largest.encode()) == largest


def test_many_proofs_are_written_as_each_by_itself() -> None:
    proofs = [_proof(index, 70) for index in (*range(70), 3, 66)]
    written = encode_proofs([(one.index, one.path) for one in proofs], proofs[0].checkpoint)
    assert list(written) == [one.encode() for one in proofs]
    with pytest.raises(MalformedError):
        list(encode_proofs([(0, ())], b"no note"))
