"""What goes to a witness by file: one form for each request, and nothing but MalformedError escapes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from batterypass.errors import InputError, MalformedError
from batterypass.tlog.checkpoint import Checkpoint, sign_checkpoint
from batterypass.tlog.witness import MAX_PROOF, WitnessRequest, is_request
from tlog.support import ORIGIN, TestSigner


def note() -> bytes:
    return sign_checkpoint(Checkpoint(ORIGIN, 3, bytes(32)), [TestSigner(ORIGIN, 0)])


@given(
    old=st.integers(0, 2**63 - 1),
    proof=st.lists(st.binary(min_size=32, max_size=32), max_size=MAX_PROOF),
)
def test_a_request_comes_back_as_it_was_written(old: int, proof: list[bytes]) -> None:
    request = WitnessRequest(old, tuple(proof), note())
    assert WitnessRequest.parse(request.encode()) == request
    assert is_request(request.encode())
    assert not is_request(note())


@given(st.data())
def test_only_malformed_error_escapes_and_only_one_form_is_read(data: st.DataObject) -> None:
    whole = WitnessRequest(2, (bytes(32), b"\1" * 32), note()).encode()
    place = data.draw(st.integers(0, len(whole) - 1))
    changed = bytearray(whole)
    changed[place] = data.draw(st.integers(0, 255))
    try:
        read = WitnessRequest.parse(bytes(changed))
    except MalformedError:
        return
    assert read.encode() == bytes(changed)


@pytest.mark.parametrize(
    "body",
    [
        b"", b"old 2", b"old 2\n", b"old 02\n\n", b"old -1\n\n", b"new 2\n\n", b"old 2\nAAAA\n\n",
        b"old 2\n\n\n", b"old \xff\n\n",
    ],
)  # fmt: skip
def test_what_is_no_request_is_refused(body: bytes) -> None:
    with pytest.raises(MalformedError):
        WitnessRequest.parse(body + note() if body.endswith(b"\n\n") else body)


@pytest.mark.parametrize(
    ("old", "proof"), [(-1, ()), (2**63, ()), (1, (b"short",)), (1, (bytes(32),) * 64)]
)
def test_a_request_that_nobody_could_read_is_not_made(old: int, proof: tuple[bytes, ...]) -> None:
    with pytest.raises(InputError):
        WitnessRequest(old, proof, note())
