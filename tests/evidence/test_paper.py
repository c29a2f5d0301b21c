"""The code on a paper is a whole proof, in one form, and fits at a million entries."""

from __future__ import annotations

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app import yard as yards
from batterypass.app.trust import note_verifier
from batterypass.errors import BrokenError, InputError, MalformedError
from batterypass.evidence.paper import MAX_BYTES, PaperCode
from batterypass.tlog.keys import parse_vkey


@pytest.fixture(scope="module")
def yard(tmp_path_factory: pytest.TempPathFactory) -> yards.Yard:
    return yards.make_yard(tmp_path_factory.mktemp("paper"))


def code_of(yard: yards.Yard, index: int) -> PaperCode:
    proof = yard.ledger.inclusion_proof(index)
    return PaperCode(yard.ledger.store.statement(index), index, tuple(proof.path), proof.checkpoint)


def test_a_code_proves_its_statement_with_the_log_key_alone(yard: yards.Yard) -> None:
    data = code_of(yard, 3).encode()
    verifier = note_verifier(parse_vkey(yard.ledger.vkey()))
    statement, checkpoint = PaperCode.parse(data).verify([verifier], yard.ledger.origin)
    assert statement.raw == yard.ledger.store.statement(3)
    assert checkpoint.size == len(yard.ledger)
    for place in range(0, len(data), 7):
        changed = data[:place] + bytes([data[place] ^ 1]) + data[place + 1 :]
        with pytest.raises((BrokenError, MalformedError)):
            PaperCode.parse(changed).verify([verifier], yard.ledger.origin)


def test_a_code_of_a_million_entries_fits_and_a_larger_one_is_refused(yard: yards.Yard) -> None:
    note = yard.ledger.checkpoint()
    million = PaperCode(b"s" * 1_100, 10**6 - 1, (b"h" * 32,) * 20, note)
    assert len(million.encode()) <= MAX_BYTES
    with pytest.raises(InputError, match="at most"):
        PaperCode(b"s" * 1_600, 1, (b"h" * 32,) * 20, note).encode()


@given(st.binary(max_size=300))
def test_nothing_but_our_error_comes_out_of_the_reader(data: bytes) -> None:
    with contextlib.suppress(MalformedError):
        assert PaperCode.parse(data).encode() == data
