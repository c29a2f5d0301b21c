"""Deterministic CBOR: one way to write a value, and nothing but our errors."""

from __future__ import annotations

import cbor2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from batterypass.errors import MalformedError
from batterypass.statements.cbor import decode_strict, encode

_KEYS = st.one_of(st.integers(-(2**64), 2**64 - 1), st.text(max_size=4), st.binary(max_size=4))
VALUES = st.recursive(
    st.one_of(
        st.none(),
        st.booleans(),
        st.integers(-(2**64), 2**64 - 1),
        st.binary(max_size=300),
        st.text(max_size=30),
    ),
    lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(_KEYS, inner, max_size=4)),
    max_leaves=12,
)


def decode(data: bytes) -> object:
    return decode_strict(data, max_bytes=10_000, max_depth=16)


@given(VALUES)
@settings(max_examples=150, deadline=None)
def test_what_is_encoded_is_decoded_and_other_readers_agree(value: object) -> None:
    data = encode(value)
    assert decode(data) == value
    assert cbor2.loads(data) == value


@given(st.binary(max_size=60))
@settings(max_examples=300, deadline=None)
def test_random_bytes_are_refused_or_the_one_form_of_a_value(data: bytes) -> None:
    try:
        value = decode(data)
    except MalformedError:
        return
    assert encode(value) == data


@given(VALUES, st.data())
@settings(max_examples=150, deadline=None)
def test_a_changed_byte_is_refused_or_gives_another_value(
    value: object, data: st.DataObject
) -> None:
    encoded = bytearray(encode(value))
    place = data.draw(st.integers(0, len(encoded) - 1))
    encoded[place] ^= data.draw(st.integers(1, 255))
    try:
        changed = decode(bytes(encoded))
    except MalformedError:
        return
    # True and 1 are equal in Python, so the bytes are compared.
    assert encode(changed) == bytes(encoded) != encode(value)


@pytest.mark.parametrize(
    ("value", "data"),
    [  # RFC 8949 appendix A
        (0, "00"),
        (23, "17"),
        (24, "1818"),
        (255, "18ff"),
        (256, "190100"),
        (1_000_000, "1a000f4240"),
        (1_000_000_000_000, "1b000000e8d4a51000"),
        (18446744073709551615, "1bffffffffffffffff"),
        (-18446744073709551616, "3bffffffffffffffff"),
        (-1, "20"),
        (-1000, "3903e7"),
        (False, "f4"),
        (True, "f5"),
        (None, "f6"),
        (b"\x01\x02\x03\x04", "4401020304"),
        ("", "60"),
        ("ü", "62c3bc"),
        ("𐅑", "64f0908591"),
        ([1, [2, 3], [4, 5]], "8301820203820405"),
        ({1: 2, 3: 4}, "a201020304"),
        ({"a": 1, "b": [2, 3]}, "a26161016162820203"),
    ],
)
def test_the_examples_of_the_rfc(value: object, data: str) -> None:
    assert encode(value).hex() == data
    assert decode(bytes.fromhex(data)) == value


def test_map_keys_are_in_the_order_of_their_bytes_whatever_their_length() -> None:
    # RFC 8949 section 4.2.1: 10, 100, -1, "z", "aa"; cbor2 before 6 puts -1 before 100.
    keys = ["aa", "z", -1, 100, 10]
    assert encode(dict.fromkeys(keys, 0)).hex() == "a50a00186400200061" + "7a00626161" + "00"


@pytest.mark.parametrize(
    "data",
    [
        pytest.param("", id="nothing"),
        pytest.param("0000", id="one-byte-too-many"),
        pytest.param("1800", id="long-form-of-zero"),
        pytest.param("1900ff", id="two-bytes-for-255"),
        pytest.param("1a0000ffff", id="four-bytes-for-65535"),
        pytest.param("1b00000000ffffffff", id="eight-bytes-for-32-bits"),
        pytest.param("19ff", id="argument-cut-off"),
        pytest.param("18", id="argument-missing"),
        pytest.param("42ff", id="byte-string-cut-off"),
        pytest.param("580161", id="long-form-of-a-length"),
        pytest.param("5bffffffffffffffff", id="length-of-2-to-the-64"),
        pytest.param("9bffffffffffffffff", id="array-of-2-to-the-64"),
        pytest.param("bbffffffffffffffff00", id="map-of-2-to-the-64"),
        pytest.param("8201", id="array-cut-off"),
        pytest.param("5f4101ff", id="indefinite-byte-string"),
        pytest.param("7f6161ff", id="indefinite-text"),
        pytest.param("9f01ff", id="indefinite-array"),
        pytest.param("bf0102ff", id="indefinite-map"),
        pytest.param("ff", id="break-alone"),
        pytest.param("1c", id="reserved-length"),
        pytest.param("61ff", id="not-utf-8"),
        pytest.param("63eda080", id="surrogate-as-utf-8"),
        pytest.param("a2020001", id="map-cut-off"),
        pytest.param("a202000100", id="map-not-sorted"),
        pytest.param("a201000100", id="key-twice"),
        pytest.param("a20100f500", id="one-and-true-as-keys"),
        pytest.param("a1f500", id="true-as-key"),
        pytest.param("a1f600", id="null-as-key"),
        pytest.param("a18000", id="array-as-key"),
        pytest.param("a1a000", id="map-as-key"),
        pytest.param("a181a000", id="map-in-array-as-key"),
        pytest.param("f93c00", id="float-16"),
        pytest.param("fa3f800000", id="float-32"),
        pytest.param("fb3ff0000000000000", id="float-64"),
        pytest.param("f7", id="undefined"),
        pytest.param("f0", id="unassigned-simple-value"),
        pytest.param("f814", id="false-in-two-bytes"),
        pytest.param("c11a514b67b0", id="tag-time"),
        pytest.param("c249010000000000000000", id="tag-big-number"),
        pytest.param("d81c81d81d00", id="tag-shared-cycle"),
        pytest.param("d8236161", id="tag-regular-expression"),
        pytest.param("d28443a10126a0f640", id="tag-18-not-asked-for"),
    ],
)
def test_not_deterministic_or_not_ours(data: str) -> None:
    with pytest.raises(MalformedError, match="CBOR"):
        decode(bytes.fromhex(data))


@pytest.mark.parametrize("data", ["00", "d300", "d81200", "d9001200", "d2", "12"])
def test_another_tag_than_the_one_asked_for(data: str) -> None:
    assert decode_strict(b"\xd2\x00", max_bytes=9, max_depth=1, tag=18) == 0
    with pytest.raises(MalformedError):
        decode_strict(bytes.fromhex(data), max_bytes=9, max_depth=1, tag=18)


def test_deep_nesting_is_refused_before_it_can_hurt() -> None:
    assert decode_strict(b"\x81" * 16 + b"\x00", max_bytes=99, max_depth=16)
    with pytest.raises(MalformedError, match="deeper than 16"):
        decode_strict(b"\x81" * 17 + b"\x00", max_bytes=99, max_depth=16)
    with pytest.raises(MalformedError, match="deeper than 16"):
        decode_strict(b"\xa1\x00" * 1_000_000, max_bytes=1 << 22, max_depth=16)


def test_other_peoples_maps_may_be_in_another_order_but_hold_no_key_twice() -> None:
    unsorted = bytes.fromhex("a202000100")
    assert decode_strict(unsorted, max_bytes=9, max_depth=1, any_order=True) == {1: 0, 2: 0}
    for double in ("a2020102020", "a201000100", "a20100f500"):
        with pytest.raises(MalformedError):
            decode_strict(
                bytes.fromhex(double.ljust(12, "0")), max_bytes=9, max_depth=1, any_order=True
            )


def test_a_large_input_is_refused_unread() -> None:
    with pytest.raises(MalformedError, match="at most 9"):
        decode_strict(bytes(10), max_bytes=9, max_depth=1)


@pytest.mark.parametrize(
    "value",
    [
        pytest.param(1.5, id="float"),
        pytest.param(2**64, id="integer-too-large"),
        pytest.param(-(2**64) - 1, id="integer-too-small"),
        pytest.param(10**5000, id="integer-of-5000-digits"),
        pytest.param("\ud800", id="lone-surrogate"),
        pytest.param({1, 2}, id="set"),
        pytest.param({True: 1}, id="true-as-key"),
        pytest.param({1.5: 1}, id="float-as-key"),
        pytest.param({(1,): 1}, id="tuple-as-key"),
    ],
)
def test_a_value_that_has_no_place_in_our_formats(value: object) -> None:
    with pytest.raises(MalformedError):
        encode(value)


def test_a_list_inside_itself_is_an_error_and_no_crash() -> None:
    endless: list[object] = []
    endless.append(endless)
    with pytest.raises(MalformedError, match="deeper"):
        encode(endless)
