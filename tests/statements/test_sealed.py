"""Sealed sections: a digest that says nothing, a section that proves everything."""

from __future__ import annotations

from hashlib import sha256

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from batterypass.errors import BrokenError, InputError, MalformedError
from batterypass.statements.cbor import encode
from batterypass.statements.sealed import open_section, seal

SALT = bytes(range(32))
EVENT = "0b5e2a0e-8f6a-8c0e-9d6e-1f2a3b4c5d6e"
VALUES = {
    "driver": "J. Pérez",
    "plate": "NL-12-345",
    "picture": b"\xff\xd8",
    "calls": [1, {"a": True}],
}


def test_a_section_opens_to_what_was_sealed() -> None:
    section, digest = seal(SALT, EVENT, "personal", VALUES)
    assert digest == sha256(section).hexdigest()
    assert section == encode([SALT, EVENT, "personal", VALUES])
    assert open_section(section, digest, EVENT, "personal") == VALUES


def test_the_same_values_with_another_salt_have_another_digest() -> None:
    assert seal(SALT, EVENT, "personal", VALUES)[1] != seal(bytes(32), EVENT, "personal", VALUES)[1]


def test_the_order_in_which_values_are_given_does_not_matter() -> None:
    backwards = dict(reversed(VALUES.items()))
    assert seal(SALT, EVENT, "personal", VALUES) == seal(SALT, EVENT, "personal", backwards)


def test_every_changed_byte_of_a_section_is_found() -> None:
    section, digest = seal(SALT, EVENT, "personal", VALUES)
    for place in range(len(section)):
        changed = bytearray(section)
        changed[place] ^= 1
        with pytest.raises(BrokenError, match="the event names"):
            open_section(bytes(changed), digest, EVENT, "personal")
    with pytest.raises(BrokenError):
        open_section(section[:-1], digest, EVENT, "personal")


def test_a_section_shown_for_another_event_or_point() -> None:
    section, digest = seal(SALT, EVENT, "personal", VALUES)
    with pytest.raises(BrokenError, match="sealed for"):
        open_section(section, digest, EVENT.replace("0", "1"), "personal")
    with pytest.raises(BrokenError, match="sealed for"):
        open_section(section, digest, EVENT, "commercial")


@pytest.mark.parametrize(
    "parts",
    [
        pytest.param([SALT, EVENT, "personal"], id="three-members"),
        pytest.param([SALT, EVENT, "personal", {"a": 1}, 1], id="five-members"),
        pytest.param({"salt": SALT}, id="a-map"),
        pytest.param([bytes(31), EVENT, "personal", {"a": 1}], id="short-salt"),
        pytest.param(["x" * 32, EVENT, "personal", {"a": 1}], id="salt-as-text"),
        pytest.param([SALT, EVENT, "personal", ["a"]], id="values-as-a-list"),
        pytest.param([SALT, EVENT, "personal", {}], id="no-values"),
        pytest.param([SALT, EVENT, "personal", {1: 1}], id="number-as-a-name"),
        pytest.param([SALT, EVENT, "personal", {"": 1}], id="empty-name"),
    ],
)
def test_sections_of_another_shape(parts: object) -> None:
    section = encode(parts)
    with pytest.raises(MalformedError, match="sealed section"):
        open_section(section, sha256(section).hexdigest(), EVENT, "personal")


def test_a_section_that_is_not_deterministic() -> None:
    section, _ = seal(SALT, EVENT, "personal", {"a": 1})
    longer = section[:-1] + b"\x18\x01"
    with pytest.raises(MalformedError, match="shortest"):
        open_section(longer, sha256(longer).hexdigest(), EVENT, "personal")


def test_what_cannot_be_opened_is_not_sealed() -> None:
    with pytest.raises(InputError, match="salt of 16"):
        seal(bytes(16), EVENT, "personal", VALUES)
    for values in ({}, {"": 1}, {"mass": 1.5}, {"a": {1.5: 2}}):
        with pytest.raises(InputError):
            seal(SALT, EVENT, "personal", values)
    with pytest.raises(MalformedError, match="at most"):
        seal(SALT, EVENT, "personal", {"picture": bytes(1 << 20)})


@given(st.binary(max_size=80))
@settings(max_examples=100, deadline=None)
def test_nothing_but_our_errors_escapes(data: bytes) -> None:
    with pytest.raises((MalformedError, BrokenError)):
        open_section(data, sha256(data).hexdigest(), EVENT, "personal")
