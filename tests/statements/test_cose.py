"""Statements: exactly one shape, read fast, and the same set as the generic decoder accepts."""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path

import cwt
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from batterypass.errors import BrokenError, InputError, MalformedError
from batterypass.statements.cbor import decode_strict, encode
from batterypass.statements.cose import (
    MAX_STATEMENT_BYTES,
    Header,
    parse_statement,
    sig_structure,
    sign_statement,
    verify_statement,
)
from batterypass.statements.private import PrivateKey
from shared import ROOT
from statements.samples import AUDIENCE, ISSUER, PAYLOAD, SUBJECT, counted, counted_p256, signed

TYPE = "application/vnd.batterypass.event+cose"
WORKED = json.loads(Path(ROOT / "tests/vectors/worked-example.json").read_text())["cose"]


def parse_generically(raw: bytes) -> tuple[object, ...]:
    """Read a statement by the definition of ``bytes.md`` 1 and the generic decoder."""
    parts = decode_strict(raw, max_bytes=MAX_STATEMENT_BYTES, max_depth=4, tag=18)
    if not (isinstance(parts, list) and len(parts) == 4):
        raise MalformedError("not four")
    protected, unprotected, payload, signature = parts
    if not (isinstance(protected, bytes) and isinstance(payload, bytes) and unprotected == {}):
        raise MalformedError("wrong types")
    if not (isinstance(signature, bytes) and len(signature) == 64):
        raise MalformedError("signature")
    header = decode_strict(protected, max_bytes=MAX_STATEMENT_BYTES, max_depth=4)
    if not isinstance(header, dict):
        raise MalformedError("no map")
    claims, kid, alg = header.get(15), header.get(4), header.get(1)
    if not isinstance(claims, dict) or not isinstance(kid, bytes) or len(kid) != 32:
        raise MalformedError("claims or kid")
    texts = [claims.get(label) for label in (1, 2, 3)]
    if len(claims) != 3 or not all(isinstance(text, str) and text for text in texts):
        raise MalformedError("claims")
    expected = {1: alg, 3: "application/json", 4: kid, 15: claims, 16: TYPE}
    if isinstance(alg, bool) or alg not in (-19, -8, -9, -7) or header != expected:
        raise MalformedError("members")
    return (raw, alg, kid, *texts, protected, payload, signature, sha256(raw).digest())


def same_answer(raw: bytes) -> bool:
    """Tell whether ``raw`` is accepted, after both ways gave the same answer."""
    try:
        expected = parse_generically(raw)
    except MalformedError:
        with pytest.raises(MalformedError):
            parse_statement(raw)
        return False
    statement = parse_statement(raw)
    assert tuple(getattr(statement, name) for name in statement.__slots__) == expected
    assert statement.signed_bytes() == sig_structure(statement.protected, statement.payload)
    return True


def build(protected: bytes, payload: bytes = PAYLOAD, signature: bytes = bytes(64)) -> bytes:
    return b"\xd2" + encode([protected, {}, payload, signature])


def header_map(**changes: object) -> dict[int, object]:
    claims: dict[int, object] = {1: ISSUER, 2: SUBJECT, 3: AUDIENCE}
    members: dict[int, object] = {1: -19, 3: "application/json", 4: bytes(32), 15: claims, 16: TYPE}
    for name, value in changes.items():
        members[int(name[1:])] = value
    return members


_TEXTS = st.one_of(
    st.text(max_size=40),
    st.sampled_from([0, 1, 23, 24, 25, 255, 256, 257, 300]).map(lambda size: "x" * size),
    st.sampled_from([23, 255, 256]).map(lambda size: "x" * (size - 1) + "ñ"),
)
_HEADERS = st.builds(
    lambda alg, kid, claims, extra, dropped: {
        key: value
        for key, value in {
            **header_map(_1=alg, _4=kid, _15=claims),
            **extra,
        }.items()
        if key != dropped
    },
    st.sampled_from([-19, -8, -9, -7, -7, -19, -35, 19, 0, -25]),
    st.one_of(st.binary(min_size=32, max_size=32), st.binary(max_size=33)),
    st.one_of(
        st.fixed_dictionaries({1: _TEXTS, 2: _TEXTS, 3: _TEXTS}),
        st.dictionaries(st.integers(0, 6), st.one_of(_TEXTS, st.integers(-30, 30)), max_size=4),
    ),
    st.one_of(st.just({}), st.dictionaries(st.integers(-3, 20), st.integers(0, 3), max_size=1)),
    st.sampled_from([99, 99, 99, 99, 1, 3, 4, 15, 16]),
)
_PAYLOADS = st.sampled_from([0, 1, 23, 24, 255, 256, 400]).map(lambda size: b"p" * size)


@given(_HEADERS, _PAYLOADS)
@settings(max_examples=250, deadline=None)
def test_the_quick_parser_accepts_what_the_definition_accepts(
    header: dict[int, object], payload: bytes
) -> None:
    same_answer(build(encode(header), payload))


@given(st.data())
@settings(max_examples=300, deadline=None)
def test_the_quick_parser_refuses_damage_as_the_definition_does(data: st.DataObject) -> None:
    raw = bytearray(signed(data.draw(_PAYLOADS)))
    for _ in range(data.draw(st.integers(1, 2))):
        # The heads are where the two could differ, so they are hit more often.
        place = data.draw(st.integers(0, min(len(raw) - 1, data.draw(st.sampled_from([8, 400])))))
        match data.draw(st.sampled_from(["change", "insert", "remove", "cut"])):
            case "change":
                raw[place] = data.draw(st.integers(0, 255))
            case "insert":
                raw[place:place] = data.draw(st.binary(min_size=1, max_size=3))
            case "remove":
                del raw[place]
            case _:
                del raw[place + 1 :]
    same_answer(bytes(raw))


@given(st.binary(max_size=200))
@settings(max_examples=100, deadline=None)
def test_random_bytes_are_no_statement(data: bytes) -> None:
    assert not same_answer(data)
    assert not same_answer(b"\xd2\x84" + data)


def test_every_other_byte_at_every_place_gets_the_same_answer() -> None:
    raw = signed(b"{}")
    accepted = 0
    for place in range(len(raw) - 64):
        for value in range(0, 256, 5):
            changed = bytearray(raw)
            changed[place] ^= value
            accepted += same_answer(bytes(changed))
    assert accepted > 0


def test_after_one_of_its_header_every_other_byte_gets_the_same_answer() -> None:
    """A header that begins and ends as one that was read before is read in less time."""
    long = b'{"note":"' + b"n" * 300 + b'"}'
    raw = signed(long)
    assert same_answer(raw)
    assert same_answer(signed(long.replace(b"n", b"m")))
    for place in range(len(raw)):
        # The payload itself is anything.
        for bit in (1, 2, 32, 128) if not 250 < place < 500 else (1,):
            same_answer(raw[:place] + bytes((raw[place] ^ bit,)) + raw[place + 1 :])
    for place in range(0, len(raw), 7):
        same_answer(raw[:place])
        same_answer(raw[:place] + raw[place + 1 :])
        same_answer(raw[:place] + b"\x60" + raw[place:])
        assert same_answer(raw)
    same_answer(raw + b"\x00")


def test_another_header_is_read_as_its_own_after_one_that_is_like_it() -> None:
    for subject in (SUBJECT, SUBJECT[:-1], SUBJECT + "7", "x" * 24, "x" * 23, "ñ" * 40):
        for issuer in (ISSUER, ISSUER + "s", "i" * 23, "i" * 300):
            for audience in (AUDIENCE, AUDIENCE[:-1], "a"):
                for _again in range(2):
                    raw = sign_statement(
                        b"p" * 300, counted(64), issuer=issuer, subject=subject, audience=audience
                    )
                    assert same_answer(raw)
                    assert parse_statement(raw).subject == subject


def test_lengths_around_the_heads_of_cbor() -> None:
    for size in (1, 22, 23, 24, 25, 254, 255, 256, 257, 65_000):
        raw = sign_statement(
            PAYLOAD, counted(64), issuer="i" * size, subject="s", audience="a" * 30
        )
        assert same_answer(raw)
    for size in (1, 23, 24, 255, 256, 257, 60_000):
        assert same_answer(signed(b"p" * size))


@pytest.mark.parametrize(
    "raw",
    [
        pytest.param(b"", id="nothing"),
        pytest.param(signed()[1:], id="without-tag"),
        pytest.param(b"\xd1" + signed()[1:], id="tag-17"),
        pytest.param(b"\xd8\x12" + signed()[1:], id="tag-in-two-bytes"),
        pytest.param(b"\xd2\x85" + signed()[2:] + b"\x00", id="array-of-five"),
        pytest.param(signed() + b"\x00", id="one-byte-too-many"),
        pytest.param(signed()[:-1], id="one-byte-too-few"),
        pytest.param(b"\xd2" + encode([b"", {}, b"p", bytes(64)]), id="empty-protected-header"),
        pytest.param(build(encode(header_map(_5=b"iv"))), id="one-more-member"),
        pytest.param(build(encode(header_map(_2=[1]))), id="crit"),
        pytest.param(build(encode(header_map(_3=50))), id="content-type-as-a-number"),
        pytest.param(build(encode(header_map(_3="application/cbor"))), id="another-content-type"),
        pytest.param(build(encode(header_map(_16="application/cose"))), id="another-type"),
        pytest.param(build(encode(header_map(_1=-35))), id="another-algorithm"),
        pytest.param(build(encode(header_map(_4=bytes(31)))), id="kid-of-31-bytes"),
        pytest.param(build(encode(header_map(_15={1: ISSUER, 2: SUBJECT}))), id="without-audience"),
        pytest.param(
            build(encode(header_map(_15={1: "", 2: SUBJECT, 3: AUDIENCE}))), id="empty-issuer"
        ),
        pytest.param(
            build(encode(header_map(_15={1: ISSUER, 2: SUBJECT, 3: AUDIENCE, 6: 1}))),
            id="one-more-claim",
        ),
        pytest.param(
            b"\xd2" + encode([encode(header_map()), {4: b"x"}, PAYLOAD, bytes(64)]),
            id="something-unprotected",
        ),
        pytest.param(
            b"\xd2" + encode([encode(header_map()), {}, None, bytes(64)]), id="detached-payload"
        ),
        pytest.param(
            b"\xd2" + encode([encode(header_map()), {}, PAYLOAD, bytes(63)]), id="short-signature"
        ),
        pytest.param(signed(b"p" * 60_000) + bytes(65_536), id="larger-than-an-entry"),
    ],
)
def test_a_statement_of_another_shape(raw: bytes) -> None:
    assert not same_answer(raw)


def test_the_refusal_names_the_byte() -> None:
    with pytest.raises(MalformedError, match=r"byte 2: expected|byte 0: expected tag 18"):
        parse_statement(b"\xd2\x84\x00")
    with pytest.raises(MalformedError, match="the data ends too early"):
        parse_statement(signed()[:70])


def test_every_changed_bit_is_found() -> None:
    raw, public = signed(), counted(64).public
    verify_statement(parse_statement(raw), public)
    for place in range(len(raw)):
        for bit in range(8):
            changed = bytearray(raw)
            changed[place] ^= 1 << bit
            with pytest.raises((MalformedError, BrokenError)):
                verify_statement(parse_statement(bytes(changed)), public)


def test_the_sheets_worked_example_verifies_and_our_parts_give_its_bytes() -> None:
    key = counted(64)
    protected = bytes.fromhex(WORKED["protected"])
    payload = WORKED["payload"].encode()
    assert key.public.raw.hex() == WORKED["issuer_pub"]
    assert key.kid.hex() == WORKED["kid"]
    covered = sig_structure(protected, payload)
    assert covered.hex() == WORKED["sig_structure"]
    signature = key.sign(covered)
    assert signature.hex() == WORKED["signature"]
    statement = b"\xd2" + encode([protected, {}, payload, signature])
    assert statement.hex() == WORKED["statement"]
    claims = {1: "https://issuer.example", 2: "urn:example:pack:1"}
    header = {1: -19, 3: "application/json", 4: key.kid, 15: claims}
    assert encode(header) == protected
    # It is a good COSE_Sign1, but no statement of a ledger: audience and typ are missing.
    assert not same_answer(statement)


def test_the_header_is_the_map_that_the_design_names() -> None:
    header = Header(-19, counted(64).kid, ISSUER, SUBJECT, AUDIENCE)
    assert header.encode() == encode(header_map(_4=counted(64).kid))
    assert parse_statement(signed()).protected == header.encode()


@pytest.mark.parametrize(
    ("key", "alg"),
    [(counted(64), -19), (counted(64), -8), (counted_p256(64), -9), (counted_p256(64), -7)],
)
def test_an_unrelated_implementation_verifies_what_we_sign(key: PrivateKey, alg: int) -> None:
    members: dict[int, object] = {1: 1, -1: 6, -2: key.public.raw}
    if key.public.algorithm == "P-256":
        members = {1: 2, -1: 1, -2: key.public.raw[:32], -3: key.public.raw[32:]}
    their_key = cwt.COSEKey.new({**members, 2: key.kid, 3: alg, 4: [2]})
    raw = signed(key=key, alg=alg)
    assert cwt.COSE.new().decode(raw, their_key) == PAYLOAD
    verify_statement(parse_statement(raw), key.public)
    with pytest.raises(cwt.VerifyError):
        cwt.COSE.new().decode(raw[:-1] + bytes((raw[-1] ^ 1,)), their_key)


@pytest.mark.parametrize("alg", [-19, -8, -9, -7, -35, 0])
@pytest.mark.parametrize("key", [counted(64), counted_p256(64)], ids=["ed25519", "p256"])
def test_the_algorithm_must_fit_the_registered_key(key: PrivateKey, alg: int) -> None:
    fits = alg in {"Ed25519": (-19, -8), "P-256": (-9, -7)}[key.public.algorithm]
    if fits:
        statement = parse_statement(signed(key=key, alg=alg))
        assert verify_statement(statement, key.public) is statement
        return
    with pytest.raises(InputError):
        signed(key=key, alg=alg)
    # Somebody who writes the other algorithm into the header gets no further.
    protected = encode(header_map(_1=alg, _4=key.kid))
    raw = build(protected, PAYLOAD, key.sign(sig_structure(protected, PAYLOAD)))
    with pytest.raises((MalformedError, BrokenError)):
        verify_statement(parse_statement(raw), key.public)


def test_a_statement_by_another_key() -> None:
    statement = parse_statement(signed())
    with pytest.raises(BrokenError, match="it names key"):
        verify_statement(statement, counted(65).public)


def test_a_statement_that_names_a_key_which_did_not_sign_it() -> None:
    protected = encode(header_map(_4=counted(65).kid))
    forged = build(protected, PAYLOAD, counted(64).sign(sig_structure(protected, PAYLOAD)))
    with pytest.raises(BrokenError, match="not made by key"):
        verify_statement(parse_statement(forged), counted(65).public)


def test_a_p256_statement_with_the_other_half_of_s() -> None:
    key = counted_p256(64)
    raw = signed(key=key)
    order = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
    other = order - int.from_bytes(raw[-32:])
    verify_statement(parse_statement(raw), key.public)
    with pytest.raises(BrokenError, match="half the order"):
        verify_statement(parse_statement(raw[:-32] + other.to_bytes(32)), key.public)


def test_an_event_too_large_for_an_entry_is_not_signed() -> None:
    largest = MAX_STATEMENT_BYTES - (len(signed(b"p" * 300)) - 300)
    assert len(signed(b"p" * largest)) == MAX_STATEMENT_BYTES
    assert same_answer(signed(b"p" * largest))
    with pytest.raises(InputError, match="at most 65535"):
        signed(b"p" * (largest + 1))


def test_claims_that_cannot_be_written() -> None:
    with pytest.raises(InputError, match="claim 1"):
        sign_statement(PAYLOAD, counted(64), issuer="", subject=SUBJECT, audience=AUDIENCE)
    with pytest.raises(InputError, match="claim 2"):
        sign_statement(PAYLOAD, counted(64), issuer=ISSUER, subject="\ud800", audience=AUDIENCE)
    with pytest.raises(InputError, match="kid"):
        Header(-19, bytes(31), ISSUER, SUBJECT, AUDIENCE).encode()
    with pytest.raises(InputError, match="alg 5"):
        Header(5, bytes(32), ISSUER, SUBJECT, AUDIENCE).encode()
