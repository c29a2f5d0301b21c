"""Nothing but MalformedError escapes a parser, and what a parser takes has one spelling."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from batterypass.errors import MalformedError
from batterypass.tlog.checkpoint import Checkpoint
from batterypass.tlog.cosignature import Cosignature
from batterypass.tlog.keys import encode_vkey, parse_vkey
from batterypass.tlog.note import parse_note
from batterypass.tlog.policy import TrustFile
from batterypass.tlog.proof import LogProof
from batterypass.tlog.tiles import encode_bundle, encode_tile_path, parse_bundle, parse_tile_path
from tlog.support import worked_example

Again = Callable[[bytes], bytes]


def _checkpoint(data: bytes) -> bytes:
    return Checkpoint.parse(data.decode("utf-8", "surrogateescape")).encode().encode()


def _tile_path(data: bytes) -> bytes:
    return encode_tile_path(parse_tile_path(data.decode("utf-8", "surrogateescape"))).encode()


def _vkey(data: bytes) -> bytes:
    return encode_vkey(parse_vkey(data.decode("utf-8", "surrogateescape"))).encode()


def _trust_file(data: bytes) -> bytes:
    # People write these files, so only what we wrote ourselves must come back byte for byte.
    trust = TrustFile.parse(data)
    assert TrustFile.parse(trust.encode()) == trust
    return data


EXAMPLE = worked_example()
WITNESS_VKEY = EXAMPLE["checkpoint"]["witness_vkey"]
TRUST = (
    f"# batterypass-entry-0 sha256:{'00' * 32}\nlog {EXAMPLE['checkpoint']['vkey']} url\n"
    f"witness w {WITNESS_VKEY}\ngroup g all w\nquorum g\n"
)

PARSERS: list[tuple[str, Again, bytes]] = [
    ("note", lambda data: parse_note(data).encode(), EXAMPLE["checkpoint"]["file"].encode()),
    ("checkpoint", _checkpoint, EXAMPLE["checkpoint"]["body"].encode()),
    ("proof", lambda data: LogProof.parse(data).encode(), EXAMPLE["tlog_proof_index2"].encode()),
    ("cosignature", lambda data: Cosignature.parse(data).encode(), bytes(range(72))),
    ("vkey", _vkey, WITNESS_VKEY.encode()),
    ("trust file", _trust_file, TRUST.encode()),
    ("tile path", _tile_path, b"tile/0/x001/x234/067.p/12"),
    (
        "bundle",
        lambda data: encode_bundle(parse_bundle(data)),
        bytes.fromhex(EXAMPLE["bundle_hex"]),
    ),
]

by_name = pytest.mark.parametrize(
    ("again", "valid"), [row[1:] for row in PARSERS], ids=[row[0] for row in PARSERS]
)


@by_name
def test_the_valid_input_comes_back_byte_for_byte(again: Again, valid: bytes) -> None:
    assert again(valid) == valid


def _try(again: Again, data: bytes) -> None:
    try:
        assert again(data) == data
        return
    except MalformedError as error:
        message = str(error)
    assert 0 < len(message) < 1000, message


@by_name
@settings(max_examples=100, deadline=None)
@given(data=st.binary(max_size=300) | st.text(max_size=100).map(lambda text: text.encode()))
def test_arbitrary_bytes_are_refused_by_name(again: Again, valid: bytes, data: bytes) -> None:
    _try(again, data)


@by_name
@settings(max_examples=200, deadline=None)
@given(data=st.data())
def test_damaged_input_is_refused_by_name(again: Again, valid: bytes, data: st.DataObject) -> None:
    damaged = valid
    for _ in range(data.draw(st.integers(1, 3))):
        start = data.draw(st.integers(0, len(damaged)))
        end = data.draw(st.integers(start, min(len(damaged), start + 6)))
        piece = data.draw(
            st.binary(max_size=4)
            | st.sampled_from([b"\n", b"\n\n", b" ", b"=", b"+", b"0", b"9" * 30, "—".encode()])
            | st.just(valid[start:end])
        )
        damaged = damaged[:start] + piece + damaged[end:]
    _try(again, damaged)


@by_name
def test_input_cut_off_anywhere_is_refused_by_name(again: Again, valid: bytes) -> None:
    for end in range(len(valid)):
        _try(again, valid[:end])


@pytest.mark.parametrize("again", [row[1] for row in PARSERS], ids=[row[0] for row in PARSERS])
@pytest.mark.parametrize("name", ["x" * 100_000, "\x9b2J\u202e"])
def test_a_refusal_shows_no_outside_text_at_length_or_as_it_is(again: Again, name: str) -> None:
    for text in (
        f"{name}\n",
        f"text\n\n\u2014 {name} AAAA\n",
        f"{name}+00000000+{'A' * 44}",
        f"{name}+00000000+AQ" + "A" * 42,
        f"log {name}+00000000+AQ{'A' * 42}\nquorum none\n",
        f"witness {name} {WITNESS_VKEY}\nwitness {name} {WITNESS_VKEY}\nquorum none\n",
        f"witness {name} {WITNESS_VKEY}\ngroup {name} 9 {name}\nquorum {name}\n",
        f"quorum {name}\n",
    ):
        try:
            again(text.encode())
        except MalformedError as error:
            message = str(error)
            assert len(message) < 1000
            assert message.isprintable()
