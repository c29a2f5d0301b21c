"""A directory file is read only in its one form, and names what is wrong with any other."""

from __future__ import annotations

import contextlib
import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from batterypass.errors import InputError, MalformedError
from batterypass.evidence.container import encode_container, parse_container
from batterypass.evidence.directory_file import MAX_ENTRIES, DirectoryFile
from batterypass.tlog.proof import LogProof
from evidence.travel import SIZE, directory, note_of, refused, travelled
from statements.make_examples import ORIGIN

FILE = directory()
DATA = FILE.encode()
MEMBERS = parse_container(DATA, "E.bpz")
INDEX = json.loads(MEMBERS["index.json"])
FIRST, SECOND, THIRD = INDEX["entries"]


def changed(**members: Any) -> bytes:
    """Write the file with other values in its index; None takes one out."""
    index = {name: value for name, value in (INDEX | members).items() if value is not None}
    text = json.dumps(index, sort_keys=True, separators=(",", ":"))
    return encode_container({**MEMBERS, "index.json": text.encode()})


def with_member(member: str, body: bytes) -> bytes:
    return encode_container({**MEMBERS, member: body})


def test_what_was_written_is_read() -> None:
    assert DirectoryFile.parse(DATA, "E.bpz") == FILE
    assert (FILE.origin, FILE.tip().size) == (ORIGIN, SIZE)
    FILE.check_proofs()


def test_a_file_that_ends_early_is_found_at_every_byte() -> None:
    for end in range(len(DATA)):
        refused("container.cut", DirectoryFile.parse, DATA[:end])


def test_every_changed_byte_is_found() -> None:
    for at in range(len(DATA)):
        data = bytearray(DATA)
        data[at] ^= 1 << at % 8
        with pytest.raises(MalformedError):
            DirectoryFile.parse(bytes(data), "E.bpz")


@pytest.mark.parametrize("member", sorted(MEMBERS))
def test_a_member_that_is_missing_is_named(member: str) -> None:
    data = encode_container({name: body for name, body in MEMBERS.items() if name != member})
    assert refused("container.missing", DirectoryFile.parse, data).values["member"] == member


@pytest.mark.parametrize(
    "member", ["statements/1.cose", "proofs/3.tlog-proof", "notes/4", f"content/{'0' * 64}"]
)
def test_what_the_index_does_not_name_is_refused(member: str) -> None:
    error = refused("container.extra", DirectoryFile.parse, with_member(member, b"x"))
    assert error.values["member"] == member


@pytest.mark.parametrize(
    "proof",
    [
        FILE.proofs[2],
        b"c2sp",
        replace(LogProof.parse(FILE.proofs[4]), checkpoint=note_of(travelled().log, 4)).encode(),
        replace(LogProof.parse(FILE.proofs[4]), extra=b"more").encode(),
    ],
)
def test_a_proof_is_of_its_entry_and_under_the_one_checkpoint(proof: bytes) -> None:
    error = refused(
        "container.member", DirectoryFile.parse, with_member("proofs/4.tlog-proof", proof)
    )
    assert error.values["member"] == "proofs/4.tlog-proof"


@pytest.mark.parametrize("note", [note_of(travelled().log, 4), b"", b"note\n\nx\n"])
def test_a_checkpoint_of_another_size_is_refused(note: bytes) -> None:
    error = refused("container.member", DirectoryFile.parse, with_member("checkpoint", note))
    assert error.values["member"] == "checkpoint"


@pytest.mark.parametrize(
    ("where", "data"),
    [
        ("entries", changed(entries=[])),
        ("entries", changed(entries=None)),
        ("-", changed(entries=[SECOND, THIRD])),
        ("-", changed(entries=[FIRST, THIRD, SECOND])),
        ("-", changed(entries=[FIRST, FIRST])),
        ("-", changed(entries=[FIRST, {**THIRD, "entry": SIZE}])),
        ("entries.1.entry", changed(entries=[FIRST, {**SECOND, "entry": -1}])),
        ("entries.1.digest", changed(entries=[FIRST, {**SECOND, "digest": "x"}])),
        ("ledger", changed(ledger="log.example/batteries")),
        ("checkpoint", changed(checkpoint=None)),
        ("made_at", changed(made_at="2026-11-23T18:05:00-06:00")),
    ],
)
def test_a_wrong_value_in_the_index_is_named(where: str, data: bytes) -> None:
    assert refused("container.index", DirectoryFile.parse, data).values["where"] == where


def test_an_answer_file_is_told_from_a_directory_file() -> None:
    data = travelled().answer.encode()
    error = refused("outbox.other-type", DirectoryFile.parse, data)
    assert (error.values["found"], error.values["expected"]) == ("answer", "directory")


def test_a_directory_that_no_file_can_hold_is_told_before_it_is_written() -> None:
    many = dict.fromkeys(range(MAX_ENTRIES + 1), b"x")
    with pytest.raises(InputError) as caught:
        replace(FILE, statements=many).encode()
    assert caught.value.code == "dirfile.too-many"


BITS: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from([*INDEX, *FIRST, "size", "root", "x"]), inner)
    ),
    max_leaves=8,
)


@settings(max_examples=150, deadline=None)
@given(
    st.dictionaries(st.sampled_from(sorted(INDEX)), BITS),
    st.dictionaries(st.sampled_from(sorted(MEMBERS)), st.binary(max_size=30)),
)
def test_nothing_but_our_error_comes_out_of_the_reader(
    bits: dict[str, Any], bodies: dict[str, bytes]
) -> None:
    index = json.dumps({**INDEX, **bits}, sort_keys=True, separators=(",", ":")).encode()
    data = encode_container({**MEMBERS, "index.json": index, **bodies})
    with contextlib.suppress(MalformedError):
        assert DirectoryFile.parse(data, "E.bpz").encode() == data


@settings(max_examples=100, deadline=None)
@given(st.lists(st.tuples(st.integers(0, len(DATA) - 1), st.integers(0, 255)), max_size=4))
def test_no_damage_makes_anything_but_our_error(spots: list[tuple[int, int]]) -> None:
    data = bytearray(DATA)
    for at, value in spots:
        data[at] = value
    with contextlib.suppress(MalformedError):
        assert DirectoryFile.parse(bytes(data), "E.bpz") == FILE
