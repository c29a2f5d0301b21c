"""Canonical JSON: one form, and the quick parser answers as the definition does."""

from __future__ import annotations

import enum
import json
import unicodedata
from datetime import UTC, datetime

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from batterypass.errors import MalformedError
from batterypass.statements.payload import (
    MAX_PAYLOAD_BYTES,
    encode_payload,
    parse_payload,
    parse_slowly,
)

EVENT: dict[str, object] = {
    "event_id": "0b5e2a0e-8f6a-8c0e-9d6e-1f2a3b4c5d6e",
    "kind": "consignment.offered",
    "version": 1,
    "event_time": "2026-11-21T10:15:30.500-06:00",
    "actor": "https://planta-apodaca.example",
    "subjects": [
        {"subject": "https://id.planta-apodaca.example/p/1", "lane": "main", "seq": 0, "prev": None}
    ],
    "seen": {"size": 12345, "root": "cd" * 32},
    "mass_kg": "412.5",
    "waste": False,
    "remark": 'annulled, "null", \\ and\ttab, ñandú, 電池',
}


def same_answer(raw: bytes) -> dict[str, object] | None:
    """Give the value if ``raw`` is accepted, after both ways gave the same answer."""
    try:
        expected = parse_slowly(raw)
    except MalformedError:
        with pytest.raises(MalformedError):
            parse_payload(raw)
        return None
    value = parse_payload(raw)
    assert value == expected
    assert list(value) == list(expected)
    assert json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode() == raw
    return value


def compact(value: object) -> bytes:
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return text.encode("utf-8", "surrogatepass")


_TEXTS = st.one_of(
    st.text(max_size=8),
    st.sampled_from(
        ["null", '"prev":null', ":[]", ",.", "e", "n\u0303", "\\n", "\n\u0303", "Å", "é"]
    ),
)
_SCALARS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(2**54), 2**54),
    st.sampled_from([2**53, 2**53 - 1, -(2**53), 1 - 2**53, 2**63, 2**64, 10**30, -0.0, 1.5]),
    st.floats(allow_nan=True),
    _TEXTS,
)
_VALUES = st.recursive(
    _SCALARS,
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.dictionaries(st.one_of(st.just("prev"), _TEXTS), inner, max_size=3),
    ),
    max_leaves=10,
)
_GOOD_TEXTS = st.text(min_size=1, max_size=8).map(lambda text: unicodedata.normalize("NFC", text))
_GOOD = st.recursive(
    st.one_of(st.booleans(), st.integers(1 - 2**53, 2**53 - 1), _GOOD_TEXTS),
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=3),
        st.dictionaries(_GOOD_TEXTS, inner, min_size=1, max_size=3),
    ),
    max_leaves=10,
)


@given(_VALUES)
@settings(max_examples=300, deadline=None)
def test_the_quick_parser_answers_as_the_definition(value: object) -> None:
    same_answer(compact(value))
    same_answer(compact({"member": value}))


@given(st.dictionaries(_GOOD_TEXTS, _GOOD, max_size=4))
@settings(max_examples=150, deadline=None)
def test_what_is_encoded_is_parsed(value: dict[str, object]) -> None:
    raw = encode_payload(value)
    assert raw == compact(value)
    assert same_answer(raw) == value


@given(st.data())
@settings(max_examples=300, deadline=None)
def test_damage_gets_the_same_answer(data: st.DataObject) -> None:
    raw = bytearray(compact(EVENT))
    for _ in range(data.draw(st.integers(1, 2))):
        place = data.draw(st.integers(0, len(raw) - 1))
        if data.draw(st.booleans()):
            raw[place] = data.draw(st.sampled_from(b'{}[]",:\\ .e0-nu\xcc\x81\x00\x7f'))
        else:
            raw[place:place] = data.draw(
                st.sampled_from([b" ", b"0", b"-", b"\\u00f1", b"\\/", b"\xcc\x83", b"\xff", b".5"])
            )
    same_answer(bytes(raw))


@given(st.binary(max_size=60))
@example(b"[" * 60_000)
@example(b'{"a":' * 10_000)
@example(b"\xef\xbb\xbf{}")
@example('{"a":1}'.encode("utf-16"))
@settings(max_examples=200, deadline=None)
def test_nothing_but_our_error_escapes(raw: bytes) -> None:
    same_answer(raw)


def test_a_whole_event_with_every_kind_of_value() -> None:
    assert same_answer(compact(EVENT)) == EVENT
    assert encode_payload(EVENT) == compact(EVENT)


def test_the_order_of_the_keys_is_the_signers() -> None:
    assert list(parse_payload(b'{"b":1,"a":2}')) == ["b", "a"]


@pytest.mark.parametrize(
    ("raw", "why"),
    [
        pytest.param('{"a":1,"a":2}', "'a' stands twice", id="key-twice"),
        pytest.param('{"x":{"a":1,"a":1}}', "'a' stands twice", id="key-twice-inside"),
        pytest.param('{"a":1,"\\u0061":1}', "'a' stands twice", id="key-twice-by-escape"),
        pytest.param('{"a": 1}', "byte 5", id="space"),
        pytest.param('{"a":1}\n', "byte 7", id="line-end"),
        pytest.param('{"a":1}{}', "character 7", id="two-objects"),
        pytest.param("[1]", "expected an object", id="list"),
        pytest.param("null", "expected an object", id="null"),
        pytest.param("", "character 0", id="nothing"),
        pytest.param('{"a":1.5}', "integer or a text", id="float"),
        pytest.param('{"a":[1,2.5]}', "integer or a text", id="float-in-list"),
        pytest.param('{"a":1e3}', "integer or a text", id="exponent"),
        pytest.param('{"a":NaN}', "integer or a text", id="nan"),
        pytest.param('{"a":-Infinity}', "integer or a text", id="infinity"),
        pytest.param('{"a":-0}', "byte 5", id="minus-zero"),
        pytest.param('{"a":01}', "character", id="leading-zero"),
        pytest.param('{"a":9007199254740992}', "beyond", id="two-to-the-53"),
        pytest.param('{"a":-9007199254740992}', "beyond", id="minus-two-to-the-53"),
        pytest.param('{"a":' + "9" * 9000 + "}", "beyond", id="nine-thousand-digits"),
        pytest.param('{"a":null}', "payload.a: null", id="null-member"),
        pytest.param('{"a":[null]}', r"payload.a\[0\]: null", id="null-in-list"),
        pytest.param('{"prev":[null]}', r"payload.prev\[0\]: null", id="null-in-list-of-prev"),
        pytest.param('{"x\\"prev":null}', "null is not allowed", id="null-of-a-key-like-prev"),
        pytest.param('{"a":""}', "payload.a: an empty member", id="empty-text"),
        pytest.param('{"a":[]}', "payload.a: an empty member", id="empty-list"),
        pytest.param('{"s":[{"a":{}}]}', r"payload.s\[0\].a: an empty", id="empty-object"),
        pytest.param('{"prev":""}', "payload.prev: an empty", id="empty-prev"),
        pytest.param('{"a":"n\u0303"}', "payload.a: text is not in Unicode", id="not-nfc"),
        pytest.param('{"a":"\\nn\u0303"}', "payload.a: text is not in", id="not-nfc-escape"),
        pytest.param('{"A\u030a":1}', "the key", id="key-not-nfc"),
        pytest.param('{"a":"\u212b"}', "payload.a: text is not in Unicode", id="angstrom-sign"),
        pytest.param('{"a":"\\ud800"}', "lone surrogate", id="lone-surrogate"),
        pytest.param('{"\\udfff":1}', "lone surrogate", id="lone-surrogate-in-key"),
        pytest.param('{"a":"\\ud83d\\ude9a"}', "byte 6", id="escaped-emoji"),
        pytest.param('{"a":"\\u00f1"}', "byte 6", id="escaped-letter"),
        pytest.param('{"a":"\\/"}', "byte 6", id="escaped-slash"),
        pytest.param('{"a":"\\u001F"}', "byte 11", id="upper-case-escape"),
        pytest.param('{"a":"\\u000a"}', "byte 7", id="long-escape"),
        pytest.param('{"a":"\x01"}', "character 6", id="control-character"),
        pytest.param("{'a':1}", "character 1", id="other-quotes"),
        pytest.param('{"a":1,}', "character", id="comma-at-the-end"),
        pytest.param('{"a":tru}', "character 5", id="half-a-word"),
        pytest.param("{}//", "character 2", id="comment"),
    ],
)
def test_not_the_canonical_form(raw: str, why: str) -> None:
    assert same_answer(raw.encode()) is None
    with pytest.raises(MalformedError, match=why):
        parse_payload(raw.encode())


@pytest.mark.parametrize(
    "raw", [b'{"a":"\xff"}', b'{"a":"\xed\xa0\x80"}', b'{"a":"\xc0\xaf"}', b"\xff\xfe{}"]
)
def test_bytes_that_are_not_utf_8(raw: bytes) -> None:
    with pytest.raises(MalformedError, match=r"byte \d: not UTF-8"):
        parse_payload(raw)
    assert same_answer(raw) is None


@pytest.mark.parametrize(
    "raw",
    [
        "{}",
        '{"prev":null}',
        '{"a":[{"prev":null}]}',
        '{"a":[""]}',
        '{"a":[[]]}',
        '{"a":"annulled"}',
        '{"a":"S.A. de C.V.,e"}',
        '{"a":"ñ\\n\u0303"}',
        '{"a":"\u0303x"}',
        '{"a":"\\u001f\\b\\f\\n\\r\\t\\"\\\\/\x7f\u2028"}',
        '{"a":9007199254740991,"b":-9007199254740991,"c":0,"d":-1}',
        '{"":1}',
    ],
)
def test_the_canonical_form_is_accepted(raw: str) -> None:
    assert same_answer(raw.encode()) is not None


def nested(levels: int, opening: str, closing: str) -> bytes:
    return ('{"a":' + opening * (levels - 1) + "1" + closing * (levels - 1) + "}").encode()


def test_sixteen_levels_and_no_more() -> None:
    for opening, closing in (("[", "]"), ('{"a":', "}"), ('[{"a":', "}]")):
        step = len(opening.strip('"a:'))
        deepest = 1 + 15 // step
        assert same_answer(nested(deepest, opening, closing)) is not None
        assert same_answer(nested(deepest + 1, opening, closing)) is None
        with pytest.raises(MalformedError, match="deeper than 16"):
            parse_payload(nested(deepest + 1, opening, closing))
    for levels in (200, 300, 1030, 9000):
        with pytest.raises(MalformedError, match="deeper than 16"):
            parse_payload(nested(levels, "[", "]"))


def test_a_payload_larger_than_an_entry() -> None:
    raw = b'{"a":"' + b"x" * (MAX_PAYLOAD_BYTES - 8) + b'"}'
    assert same_answer(raw) is not None
    with pytest.raises(MalformedError, match="at most 65535"):
        parse_payload(raw.replace(b"}", b" }"))
    assert same_answer(raw.replace(b"}", b" }")) is None


class Colour(str):
    """A text that is more than a text."""

    __slots__ = ()


@pytest.mark.parametrize(
    "value",
    [
        {"a": 1.5},
        {"a": None},
        {"a": ""},
        {"a": 2**53},
        {"a": 2**70},
        {"a": "n\u0303"},
        {"a": "\ud800"},
        {"a": b"bytes"},
        {"a": {1, 2}},
        {1: "a"},
        {"a": datetime(2026, 11, 21, tzinfo=UTC)},
        {"a": Colour("red")},
    ],
)
def test_a_value_that_no_payload_can_hold(value: dict[str, object]) -> None:
    with pytest.raises(MalformedError):
        encode_payload(value)


def test_words_of_a_list_are_written_as_their_text() -> None:
    class Lane(enum.Enum):
        MAIN = "main"

    assert encode_payload({"lane": Lane.MAIN, "items": (1, 2)}) == b'{"lane":"main","items":[1,2]}'
