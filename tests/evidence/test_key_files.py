"""A key request and a key grant say what they hold, and hold what they say; nothing else gets in."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Callable
from dataclasses import replace
from hashlib import sha256
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from batterypass.errors import BrokenError, MalformedError
from batterypass.evidence.container import encode_container, parse_container
from batterypass.evidence.key_grant import KeyGrant
from batterypass.evidence.key_request import KeyRequest
from batterypass.evidence.outbox_file import OutboxFile
from batterypass.statements.notekeys import NoteVerifier
from batterypass.tlog.merkle import leaf_hash
from evidence.people_files import added, people_files
from evidence.travel import refused, statement, travelled
from statements.make_examples import ORIGIN, PARTY, key_of

Read = Callable[[bytes, str], object]
FILES = people_files()
REQUEST, GRANT, PENDING = FILES.request, FILES.grant, FILES.pending
CASES: list[tuple[Read, bytes]] = [
    (KeyRequest.parse, REQUEST.encode()),
    (KeyGrant.parse, GRANT.encode()),
    (KeyGrant.parse, PENDING.encode()),
]
NAMES = ["request", "grant", "pending"]
each_file = pytest.mark.parametrize(("read", "data"), CASES, ids=NAMES)


def dumped(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def changed(data: bytes, **values: Any) -> bytes:
    """Write a file with other values in its index; None takes one out."""
    members = parse_container(data, "E.bpz")
    index = json.loads(members["index.json"]) | values
    whole = {name: value for name, value in index.items() if value is not None}
    return encode_container({**members, "index.json": dumped(whole)})


def with_member(data: bytes, name: str, body: bytes | None) -> bytes:
    members = {**parse_container(data, "E.bpz"), name: body}
    return encode_container({one: held for one, held in members.items() if held is not None})


def test_what_was_written_is_read() -> None:
    assert KeyRequest.parse(REQUEST.encode(), "E.bpz") == REQUEST
    assert KeyGrant.parse(GRANT.encode(), "E.bpz") == GRANT
    assert KeyGrant.parse(PENDING.encode(), "E.bpz") == PENDING
    assert GRANT.kid == PENDING.kid == REQUEST.kid
    assert GRANT.card.until == "2027-06-30"


def test_a_request_holds_no_statement_and_no_secret() -> None:
    assert [*parse_container(REQUEST.encode(), "E.bpz")] == ["index.json"]


@each_file
def test_a_file_that_ends_early_is_found_at_every_byte(read: Read, data: bytes) -> None:
    for end in range(len(data)):
        refused("container.cut", read, data[:end])


@each_file
def test_every_changed_byte_is_found(read: Read, data: bytes) -> None:
    for at in range(len(data)):
        other = bytearray(data)
        other[at] ^= 1 << at % 8
        with pytest.raises(MalformedError):
            read(bytes(other), "E.bpz")


@each_file
@pytest.mark.parametrize(
    "member", ["checkpoint", "statements/7.cose", "notes/3", f"files/{'0' * 64}"]
)
def test_what_the_index_does_not_name_is_refused(read: Read, data: bytes, member: str) -> None:
    error = refused("container.extra", read, with_member(data, member, b"x"))
    assert error.values["member"] == member


@pytest.mark.parametrize("member", ["statements/0.cose", "proofs/2.tlog-proof", "index.json"])
def test_a_member_that_is_missing_is_named(member: str) -> None:
    error = refused("container.missing", KeyGrant.parse, with_member(GRANT.encode(), member, None))
    assert error.values["member"] == member


def test_one_file_is_not_taken_for_another() -> None:
    refused("outbox.other-type", KeyRequest.parse, GRANT.encode())
    refused("outbox.other-type", KeyGrant.parse, REQUEST.encode())
    refused("outbox.other-type", KeyGrant.parse, travelled().outbox.encode())
    refused("outbox.other-type", OutboxFile.parse, GRANT.encode())


@pytest.mark.parametrize(
    ("values", "where"),
    [
        ({"party": "nobody"}, "party"),
        ({"made_at": "yesterday"}, "made_at"),
        ({"ledger": "log.example"}, "ledger"),
        ({"card": None}, "card"),
        ({"more": 1}, "more"),
    ],
)
def test_a_request_whose_index_is_off_is_refused(values: dict[str, Any], where: str) -> None:
    error = refused("container.index", KeyRequest.parse, changed(REQUEST.encode(), **values))
    assert error.values["where"] == where


def test_a_request_neither_sets_its_own_end_nor_hides_its_holder() -> None:
    card = json.loads(parse_container(REQUEST.encode(), "E.bpz")["index.json"])["card"]
    ends = changed(REQUEST.encode(), card={**card, "until": "2099-12-31"})
    assert "until when" in str(refused("container.index", KeyRequest.parse, ends))
    nobody = changed(REQUEST.encode(), card={k: v for k, v in card.items() if k != "holder"})
    assert "holder" in str(refused("container.index", KeyRequest.parse, nobody))


def test_a_grant_of_a_later_version_asks_for_a_newer_program() -> None:
    refused("container.newer", KeyGrant.parse, changed(GRANT.encode(), version=2))


def test_a_grant_whose_statement_registers_no_key_of_this_party_is_refused() -> None:
    other = statement("one", (PARTY, "main", 1, "ab" * 32))
    card = REQUEST.card
    stranger = added(card, "", seq=1, prev="ab" * 32, party="https://other.example")
    for raw in (other, stranger, b"no statement"):
        data = encode_container(
            {
                "index.json": parse_container(
                    changed(PENDING.encode(), statements=[_digest(raw)]), "E.bpz"
                )["index.json"],
                "statements/0.cose": raw,
            }
        )
        error = refused("container.member", KeyGrant.parse, data)
        assert error.values["member"] == "statements/0.cose"


def _digest(raw: bytes) -> str:
    return sha256(raw).hexdigest()


def test_a_proof_of_another_entry_or_with_extra_data_is_refused() -> None:
    assert GRANT.proof is not None
    member = "proofs/2.tlog-proof"
    for proof in (replace(GRANT.proof, index=1), replace(GRANT.proof, extra=b"x")):
        data = with_member(GRANT.encode(), member, proof.encode())
        assert refused("container.member", KeyGrant.parse, data).values["member"] == member
    refused("container.member", KeyGrant.parse, with_member(GRANT.encode(), member, b"none"))


def test_a_statement_that_stands_twice_is_refused() -> None:
    digest = _digest(GRANT.statements[0])
    twice = with_member(
        changed(GRANT.encode(), statements=[digest, digest]), "statements/1.cose",
        GRANT.statements[0],
    )  # fmt: skip
    refused("outbox.doubled", KeyGrant.parse, twice)


def test_a_grant_with_its_proof_verifies_against_the_log_key() -> None:
    assert GRANT.proof is not None
    verifier = NoteVerifier(ORIGIN, key_of(0).public.raw)
    assert GRANT.proof.verify(leaf_hash(GRANT.statements[0]), [verifier], ORIGIN).size == 3
    with pytest.raises(BrokenError):
        GRANT.proof.verify(leaf_hash(GRANT.statements[0] + b"x"), [verifier], ORIGIN)


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(CASES), st.data())
def test_nothing_but_our_errors_comes_out_of_a_damaged_file(
    case: tuple[Read, bytes], data: st.DataObject
) -> None:
    read, whole = case
    members = parse_container(whole, "E.bpz")
    name = data.draw(st.sampled_from(sorted(members)))
    body = members[name]
    place = data.draw(st.integers(0, len(body)))
    cut = data.draw(st.integers(0, 6))
    members[name] = body[:place] + data.draw(st.binary(max_size=8)) + body[place + cut :]
    with contextlib.suppress(MalformedError):
        assert read(encode_container(members), "E.bpz") is not None


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=300))
def test_nothing_but_our_errors_comes_out_of_any_bytes(data: bytes) -> None:
    for read in (KeyRequest.parse, KeyGrant.parse):
        with pytest.raises(MalformedError):
            read(data, "E.bpz")


@pytest.mark.parametrize(
    ("index", "en", "es"),
    [
        (b"[" * 200_000, "nested too deeply", "anidado demasiado hondo"),
        (b"", "missing or cut off", "falta un valor"),
        (b"\xff", "not UTF-8", "no es UTF-8"),
        (b'{"type":"request","version":1,"zzz":1}', "no such field", "no hay tal campo"),
        (
            b'{"type":"request","version":' + b"9" * 5000 + b"}",
            "thousands of digits",
            "miles de dígitos",
        ),
    ],
)
def test_what_is_wrong_with_an_index_is_said_in_our_words(index: bytes, en: str, es: str) -> None:
    data = encode_container({**parse_container(REQUEST.encode(), "E.bpz"), "index.json": index})
    error = refused("container.index", KeyRequest.parse, data)
    # Fields that are missing are told one at a time, and a strange one perhaps after them.
    if b"zzz" not in index:
        assert en in str(error.values["why"])
        assert es in str(error.values["why_es"])
    for said in map(str, (error.values["why"], error.values["why_es"])):
        assert not any(
            word in said for word in ("recursion", "Expecting", "Extra inputs", "Field required")
        )
