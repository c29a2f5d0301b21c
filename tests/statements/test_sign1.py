"""Other people's COSE_Sign1 messages."""

from __future__ import annotations

import base64
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from batterypass.errors import BrokenError, InputError, MalformedError
from batterypass.statements.cbor import encode
from batterypass.statements.cose import sig_structure
from batterypass.statements.sign1 import verify_sign1
from batterypass.statements.verifiers import PublicKey
from shared import shared
from statements.samples import WORKED, counted, their_pem

COSE_CASES = [
    "eddsa-sig-01",
    "sign-pass-01",
    "sign-pass-02",
    "sign-pass-03",
    "sign-fail-01",
    "sign-fail-02",
    "sign-fail-03",
]


def their_key(key: dict[str, str]) -> PublicKey:
    if key["kty"] == "OKP":
        return PublicKey("Ed25519", bytes.fromhex(key["x_hex"]))
    raw = b"".join(base64.urlsafe_b64decode(key[name] + "=") for name in ("x", "y"))
    return PublicKey("P-256", raw)


@pytest.mark.parametrize("name", COSE_CASES)
def test_the_cose_working_groups_examples(name: str) -> None:
    case = json.loads(shared(f"reference/tlog-vectors/cose/{name}.json").read_text())
    message = bytes.fromhex(case["output"]["cbor"])
    public = their_key(case["input"]["sign0"]["key"])
    aad = bytes.fromhex(case["input"]["sign0"].get("external", ""))
    if case.get("fail"):
        with pytest.raises((MalformedError, BrokenError)):
            verify_sign1(message, public, external_aad=aad, require_tag=False)
        return
    verified = verify_sign1(message, public, external_aad=aad, require_tag=False)
    assert verified.payload == case["input"]["plaintext"].encode()
    assert verified.unprotected[4] == b"11"
    if name == "sign-pass-03":
        with pytest.raises(MalformedError, match="expected tag 18"):
            verify_sign1(message, public)
    if aad:
        with pytest.raises(BrokenError):
            verify_sign1(message, public)


@pytest.mark.parametrize("name", ["valid-eddsa", "valid-es256", "fail-tampered-path"])
def test_the_signed_statements_of_another_transparency_service(name: str) -> None:
    folder = shared(f"reference/tlog-vectors/scitt/{name}")
    expected = json.loads((folder / "expected.json").read_text())
    public = their_pem(folder / "issuer-key.pub")
    message = (folder / "statement.cose").read_bytes()
    verified = verify_sign1(message, public)
    assert expected["statement_signature_valid"]
    assert verified.payload == (folder / "payload.bin").read_bytes()
    claims = verified.header[15]
    assert isinstance(claims, dict)
    assert claims[1] == expected["protected_header"]["statement"]["issuer"]
    assert claims[2] == expected["protected_header"]["statement"]["subject"]
    with pytest.raises(BrokenError):
        verify_sign1(message, counted(0).public)


def test_a_receipt_covers_a_root_that_is_not_in_it() -> None:
    public = PublicKey("Ed25519", bytes.fromhex(WORKED["receipt"]["log_receipt_pub"]))
    receipt = bytes.fromhex(WORKED["receipt"]["receipt"])
    root = bytes.fromhex(WORKED["receipt"]["root"])
    assert public.kid.hex() == WORKED["receipt"]["kid"]
    verified = verify_sign1(receipt, public, detached=root)
    assert verified.header[395] == 1
    assert verified.payload == root
    with pytest.raises(BrokenError):
        verify_sign1(receipt, public, detached=bytes(32))
    with pytest.raises(MalformedError, match="inside the message"):
        verify_sign1(receipt, public)


def test_an_attached_payload_where_a_detached_one_is_due() -> None:
    message = bytes.fromhex(WORKED["cose"]["statement"])
    public = counted(64).public
    assert verify_sign1(message, public).payload == WORKED["cose"]["payload"].encode()
    with pytest.raises(MalformedError, match="apart from the message"):
        verify_sign1(message, public, detached=b"other")


def test_a_transparent_statement_still_verifies() -> None:
    message = bytes.fromhex(WORKED["receipt"]["transparent_statement"])
    verified = verify_sign1(message, counted(64).public)
    receipts = verified.unprotected[394]
    assert receipts == [bytes.fromhex(WORKED["receipt"]["receipt"])]


def made(header: dict[object, object], unprotected: dict[object, object] | None = None) -> bytes:
    protected = encode(header)
    signature = counted(64).sign(sig_structure(protected, b"p"))
    return b"\xd2" + encode([protected, unprotected or {}, b"p", signature])


@pytest.mark.parametrize(
    ("header", "unprotected"),
    [
        pytest.param({1: -19, 2: [99], 99: 1}, {}, id="crit-names-an-unknown-label"),
        pytest.param({1: -19, 2: [15]}, {}, id="crit-names-a-label-that-is-absent"),
        pytest.param({1: -19, 2: []}, {}, id="empty-crit"),
        pytest.param({1: -19, 2: [[1]]}, {}, id="crit-of-lists"),
        pytest.param({1: -19, 2: 1}, {}, id="crit-is-a-number"),
        pytest.param({1: -19}, {2: [1]}, id="crit-unprotected"),
        pytest.param({1: -19}, {1: -19}, id="alg-in-both-headers"),
        pytest.param({}, {}, id="no-alg"),
        pytest.param({1: "Ed25519"}, {}, id="alg-as-text"),
    ],
)
def test_headers_that_ask_for_what_we_do_not_know(
    header: dict[object, object], unprotected: dict[object, object]
) -> None:
    with pytest.raises(MalformedError):
        verify_sign1(made(header, unprotected), counted(64).public)


def test_crit_that_names_what_we_know() -> None:
    assert verify_sign1(made({1: -19, 2: [1]}), counted(64).public).payload == b"p"


@pytest.mark.parametrize(
    "parts",
    [
        [b"", {}, b"p"],
        {},
        ["text", {}, b"p", bytes(64)],
        [b"", {}, b"p", None],
        [b"", [], b"p", bytes(64)],
        [b"\x80", {}, b"p", bytes(64)],
        [b"", {1: -19}, "p", bytes(64)],
    ],
)
def test_messages_that_are_no_sign1(parts: object) -> None:
    with pytest.raises(MalformedError):
        verify_sign1(b"\xd2" + encode(parts), counted(64).public)


@given(st.binary(max_size=120), st.booleans())
@settings(max_examples=150, deadline=None)
def test_nothing_but_our_errors_escapes(data: bytes, tagged: bool) -> None:
    with pytest.raises((InputError, BrokenError)):
        verify_sign1(b"\xd2\x84" + data if tagged else data, counted(64).public, require_tag=False)
