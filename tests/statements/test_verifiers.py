"""Public keys: what they are called and what they verify."""

from __future__ import annotations

import json
from contextlib import suppress
from hashlib import sha256

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from hypothesis import given, settings
from hypothesis import strategies as st

from batterypass.errors import BrokenError, MalformedError
from batterypass.statements.cbor import encode
from batterypass.statements.private import PrivateKey
from batterypass.statements.verifiers import (
    P256_HALF_ORDER,
    P256_ORDER,
    PublicKey,
    encode_base64url,
    parse_base64url,
)
from shared import shared
from statements.samples import counted, counted_p256

#: The key of RFC 9679 section 7.
RFC9679_X = "65eda5a12577c2bae829437fe338701a10aaa375e1bb5b5de108de439c08551d"
RFC9679_Y = "1e52ed75701163f7f9e40ddf9f341b3dc9ba860af7e0ca7ca7e9eecd0084d19c"
RFC9679_THUMBPRINT = "496bd8afadf307e5b08c64b0421bf9dc01528a344a43bda88fadd1669da253ec"


def test_all_wycheproof_verdicts_on_ed25519() -> None:
    suite = json.loads(shared("reference/tlog-vectors/ed25519/ed25519_test.json").read_text())
    wrong, tried = [], 0
    for group in suite["testGroups"]:
        public = PublicKey("Ed25519", bytes.fromhex(group["publicKey"]["pk"]))
        for test in group["tests"]:
            tried += 1
            try:
                public.verify(-19, bytes.fromhex(test["msg"]), bytes.fromhex(test["sig"]))
                verdict = "valid"
            except BrokenError:
                verdict = "invalid"
            if verdict != test["result"]:
                wrong.append((test["tcId"], test["comment"]))
    assert wrong == []
    assert tried == suite["numberOfTests"] == 151


def test_the_thumbprint_of_the_rfc_and_that_of_its_definition() -> None:
    public = PublicKey("P-256", bytes.fromhex(RFC9679_X + RFC9679_Y))
    assert public.kid.hex() == RFC9679_THUMBPRINT
    for key in (counted(3).public, counted_p256(3).public):
        members: dict[object, object] = {1: 1, -1: 6, -2: key.raw}
        if key.algorithm == "P-256":
            members = {1: 2, -1: 1, -2: key.raw[:32], -3: key.raw[32:]}
        assert key.kid == sha256(encode(members)).digest()


@pytest.mark.parametrize("alg", [-19, -8, -9, -7, -35, 0, 1])
@pytest.mark.parametrize("signer", [counted(9), counted_p256(9)], ids=["ed25519", "p256"])
@pytest.mark.parametrize("verifier", [counted(9), counted_p256(9)], ids=["ed25519", "p256"])
def test_algorithms_and_key_types_do_not_mix(
    signer: PrivateKey, verifier: PrivateKey, alg: int
) -> None:
    good = signer.public == verifier.public
    fits = alg in {"Ed25519": (-19, -8), "P-256": (-9, -7)}[verifier.public.algorithm]
    if good and fits:
        verifier.public.verify(alg, b"message", signer.sign(b"message"))
    else:
        with pytest.raises(BrokenError):
            verifier.public.verify(alg, b"message", signer.sign(b"message"))


@pytest.mark.parametrize("size", [0, 1, 63, 65, 70, 128])
@pytest.mark.parametrize("key", [counted(9), counted_p256(9)], ids=["ed25519", "p256"])
def test_signatures_of_another_length(key: PrivateKey, size: int) -> None:
    with pytest.raises(BrokenError):
        key.public.verify(key.alg, b"message", bytes(size))


def test_a_p256_signature_has_one_form_only() -> None:
    key = counted_p256(9)
    signature = key.sign(b"message")
    r, s = int.from_bytes(signature[:32]), int.from_bytes(signature[32:])
    assert s <= P256_HALF_ORDER
    other = r.to_bytes(32) + (P256_ORDER - s).to_bytes(32)
    key.public.verify(-9, b"message", other, require_low_s=False)
    with pytest.raises(BrokenError, match="above half the order"):
        key.public.verify(-9, b"message", other)


@pytest.mark.parametrize(
    ("r", "s"), [(0, 1), (1, 0), (0, 0), (P256_ORDER, 1), (1, P256_ORDER), (2**256 - 1, 1)]
)
def test_p256_signatures_with_r_or_s_out_of_range(r: int, s: int) -> None:
    with pytest.raises(BrokenError):
        counted_p256(9).public.verify(
            -9, b"message", r.to_bytes(32) + s.to_bytes(32), require_low_s=False
        )


def test_points_that_are_not_on_the_curve() -> None:
    good = counted_p256(9).public.raw
    for raw in (bytes(64), b"\xff" * 64, good[:-1] + bytes((good[-1] ^ 1,)), good[32:] + good[:32]):
        with pytest.raises(MalformedError, match="P-256"):
            PublicKey("P-256", raw)


def test_keys_of_the_wrong_length_or_type() -> None:
    for size in (0, 31, 33, 64):
        with pytest.raises(MalformedError, match="has 32 bytes"):
            PublicKey("Ed25519", bytes(size))
    for size in (0, 32, 33, 63, 65):
        with pytest.raises(MalformedError, match="has 64 bytes"):
            PublicKey("P-256", bytes(size))
    with pytest.raises(MalformedError, match="P-384"):
        PublicKey.parse("P-384", "")


def test_a_public_key_as_text_and_back() -> None:
    for key in (counted(9), counted_p256(9)):
        assert PublicKey.parse(key.public.algorithm, key.public.text) == key.public
        assert PublicKey.parse_alg(key.alg, key.public.text) == key.public
        assert hash(PublicKey.parse(key.public.algorithm, key.public.text)) == hash(key.public)


@pytest.mark.parametrize("alg", [-8, -7, 0, -35])
def test_a_key_is_registered_under_its_own_number_only(alg: int) -> None:
    with pytest.raises(MalformedError, match="-19"):
        PublicKey.parse_alg(alg, counted(9).public.text)


@pytest.mark.parametrize(
    "text",
    ["AA==", "AAA=", "A", "AB", "A A", "+/+/", "AA\n", "é", "AAAAA", "\ud800", "AAA*AAAA"],
)
def test_base64url_has_one_form(text: str) -> None:
    with pytest.raises(MalformedError, match="thing"):
        parse_base64url(text, "thing")


@given(st.binary(max_size=80))
@settings(max_examples=60, deadline=None)
def test_base64url_there_and_back(data: bytes) -> None:
    assert parse_base64url(encode_base64url(data), "thing") == data


@given(st.text(max_size=60))
@settings(max_examples=100, deadline=None)
def test_nothing_but_our_errors_escapes_a_key(text: str) -> None:
    for algorithm in ("Ed25519", "P-256", text):
        with suppress(MalformedError):
            assert PublicKey.parse(algorithm, text).text == text


def test_the_order_that_halves_s_is_that_of_the_curve() -> None:
    # The order times the base point is the point at infinity: order - 1 gives -G, order gives none.
    ec.derive_private_key(P256_ORDER - 1, ec.SECP256R1())
    with pytest.raises(ValueError, match=r"."):
        ec.derive_private_key(P256_ORDER, ec.SECP256R1())
