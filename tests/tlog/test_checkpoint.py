"""Checkpoints: the text, who may sign it, and the witnesses under it."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from batterypass.errors import BrokenError, InputError, MalformedError
from batterypass.tlog.checkpoint import Checkpoint, open_checkpoint, sign_checkpoint
from batterypass.tlog.cosignature import (
    Cosignature,
    CosignatureSigner,
    cosign_checkpoint,
)
from batterypass.tlog.keys import COSIGNATURE_V1
from batterypass.tlog.merkle import EMPTY_ROOT, leaf_hash
from batterypass.tlog.note import parse_note, sign_note, verify_note
from tlog.support import (
    LOG,
    LOG_VERIFIER,
    ORIGIN,
    WITNESS_1,
    WITNESS_VERIFIER,
    TestSigner,
    TestVerifier,
)

AT = 1_795_000_000
ONE = Checkpoint(ORIGIN, 1, leaf_hash(b"one"))
SIGNED = sign_checkpoint(ONE, [LOG])
VALID = ONE.encode()


@settings(max_examples=100, deadline=None)
@given(st.integers(1, 2**63 - 1), st.binary(min_size=32, max_size=32))
def test_a_checkpoint_comes_back_as_it_was(size: int, root: bytes) -> None:
    checkpoint = Checkpoint(ORIGIN, size, root)
    assert Checkpoint.parse(checkpoint.encode()) == checkpoint
    assert open_checkpoint(sign_checkpoint(checkpoint, [LOG]), [LOG_VERIFIER], ORIGIN) == checkpoint


def test_the_empty_log_has_a_checkpoint() -> None:
    empty = Checkpoint(ORIGIN, 0, EMPTY_ROOT)
    assert Checkpoint.parse(empty.encode()) == empty


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n\n\n",
        VALID[:-1],
        VALID + "\n",
        VALID + "extension\n",
        VALID.replace("\n1\n", "\n01\n"),
        VALID.replace("\n1\n", "\n+1\n"),
        VALID.replace("\n1\n", "\n-1\n"),
        VALID.replace("\n1\n", "\n1_0\n"),
        VALID.replace("\n1\n", "\n 1\n"),
        VALID.replace("\n1\n", "\n١\n"),
        VALID.replace("\n1\n", "\n\n"),
        VALID.replace("\n1\n", "\n9223372036854775808\n"),
        VALID.replace("\n1\n", "\n" + "9" * 5000 + "\n"),
        VALID.replace("\n1\n", "\n0\n"),
        VALID.replace("log.example", "log example"),
        VALID.replace("log.example", "log+example"),
        VALID.replace(ORIGIN, ""),
        VALID.replace("=\n", "\n"),
        VALID.replace("=\n", "==\n"),
        VALID.replace("ek=\n", "el=\n"),
        f"{ORIGIN}\n1\nAAAA\n",
        f"{ORIGIN}\n1\né\n",
    ],
)
def test_a_checkpoint_with_another_spelling_is_refused(text: str) -> None:
    assert text != VALID
    with pytest.raises(MalformedError):
        Checkpoint.parse(text)


@pytest.mark.parametrize(
    ("origin", "size", "root"),
    [
        ("", 1, bytes(32)),
        ("two words", 1, bytes(32)),
        (ORIGIN, -1, bytes(32)),
        (ORIGIN, 2**63, bytes(32)),
        (ORIGIN, 1, bytes(31)),
        (ORIGIN, 0, bytes(32)),
    ],
)
def test_a_checkpoint_that_cannot_be_is_not_made(origin: str, size: int, root: bytes) -> None:
    with pytest.raises(InputError):
        Checkpoint(origin, size, root)


def test_a_checkpoint_of_another_log_is_refused() -> None:
    other = TestSigner("other.example", 64)
    signed = sign_checkpoint(Checkpoint("other.example", 1, ONE.root), [other])
    both = [LOG_VERIFIER, TestVerifier(other.vkey)]
    with pytest.raises(BrokenError, match="no signature by a trusted key of the log"):
        open_checkpoint(signed, both, ORIGIN)
    # The log's own key under another log's text: the text decides, not the signer alone.
    swapped = sign_note(Checkpoint("other.example", 1, ONE.root).encode(), [LOG])
    with pytest.raises(BrokenError, match=r"of the log 'other\.example'"):
        open_checkpoint(swapped, both, ORIGIN)


def test_a_witness_cannot_speak_for_a_log() -> None:
    unsigned = sign_note(ONE.encode(), [CosignatureSigner(WITNESS_1, AT)])
    with pytest.raises(BrokenError, match="no signature by a trusted key of the log"):
        open_checkpoint(unsigned, [LOG_VERIFIER, WITNESS_VERIFIER], ORIGIN)


def test_a_signer_of_another_name_cannot_sign_for_a_log() -> None:
    with pytest.raises(InputError, match="cannot sign for the log"):
        sign_checkpoint(ONE, [WITNESS_1])


def test_a_note_that_is_no_checkpoint_is_refused() -> None:
    with pytest.raises(MalformedError):
        open_checkpoint(sign_note("hello\n", [LOG]), [LOG_VERIFIER], ORIGIN)


def test_the_old_and_the_new_key_of_a_log_sign_together() -> None:
    new = TestSigner(ORIGIN, 64)
    signed = sign_checkpoint(ONE, [LOG, new])
    for verifiers in (
        [LOG_VERIFIER],
        [TestVerifier(new.vkey)],
        [LOG_VERIFIER, TestVerifier(new.vkey)],
    ):
        assert open_checkpoint(signed, verifiers, ORIGIN) == ONE


def test_a_witness_adds_its_line_and_changes_nothing_else() -> None:
    cosigned = cosign_checkpoint(SIGNED, WITNESS_1, AT)
    assert cosigned.startswith(SIGNED)
    verified = verify_note(cosigned, [LOG_VERIFIER, WITNESS_VERIFIER])
    assert [line.name for line in verified.signatures] == [ORIGIN, WITNESS_1.name]
    assert Cosignature.parse(verified.signatures[1].signature).time == AT
    assert open_checkpoint(cosigned, [LOG_VERIFIER, WITNESS_VERIFIER], ORIGIN) == ONE


def test_a_cosignature_moved_to_another_time_or_tree_is_refused() -> None:
    cosigned = parse_note(cosign_checkpoint(SIGNED, WITNESS_1, AT))
    line = cosigned.signatures[1]
    later = Cosignature(AT + 1, Cosignature.parse(line.signature).signature).encode()
    moved = parse_note(SIGNED).add([type(line)(line.name, line.key_id, later)])
    other = parse_note(sign_checkpoint(Checkpoint(ORIGIN, 2, ONE.root), [LOG])).add([line])
    for note in (moved, other):
        with pytest.raises(BrokenError, match="witness"):
            open_checkpoint(note.encode(), [LOG_VERIFIER, WITNESS_VERIFIER], ORIGIN)


def test_a_plain_signature_does_not_pass_for_a_cosignature() -> None:
    plain = sign_note(ONE.encode(), [LOG, WITNESS_1])
    with pytest.raises(BrokenError, match="witness"):
        open_checkpoint(plain, [LOG_VERIFIER, WITNESS_VERIFIER], ORIGIN)


@pytest.mark.parametrize("data", [b"", bytes(71), bytes(73), b"\x80" + bytes(71)])
def test_a_cosignature_of_another_shape_is_refused(data: bytes) -> None:
    with pytest.raises(MalformedError):
        Cosignature.parse(data)
    with pytest.raises(BrokenError):
        WITNESS_VERIFIER.verify(ONE.encode().encode(), data)


@pytest.mark.parametrize("at", [-1, 2**63])
def test_a_time_out_of_bounds_is_not_signed(at: int) -> None:
    with pytest.raises(InputError, match="time"):
        cosign_checkpoint(SIGNED, WITNESS_1, at)


@pytest.mark.parametrize("at", [0, 2**63 - 1])
def test_the_first_and_the_last_time_can_be_signed(at: int) -> None:
    line = parse_note(cosign_checkpoint(SIGNED, WITNESS_1, at)).signatures[1]
    assert Cosignature.parse(line.signature).time == at


def test_a_witness_cosigns_nothing_but_checkpoints() -> None:
    with pytest.raises(MalformedError):
        cosign_checkpoint(sign_note("hello\n", [LOG]), WITNESS_1, AT)


def test_the_key_id_of_a_witness_is_not_that_of_a_log_with_the_same_key() -> None:
    assert TestSigner("a", 0).key_id != TestSigner("a", 0, COSIGNATURE_V1).key_id
