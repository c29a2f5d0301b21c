"""Key names, key ids and vkeys."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from batterypass.errors import InputError, MalformedError
from batterypass.tlog.keys import (
    COSIGNATURE_V1,
    ED25519,
    encode_vkey,
    is_key_name,
    key_id_of,
    make_vkey,
    parse_vkey,
)

LOG_VKEY = "log.example/batteries+2ef70780+AQOhB7/zzhC+HXDdGOdLwJln5NYwm6UNXx3chmQSVTG4"


@settings(max_examples=100, deadline=None)
@given(
    st.text(min_size=1, max_size=40).filter(is_key_name),
    st.sampled_from([ED25519, COSIGNATURE_V1]),
    st.binary(min_size=32, max_size=32),
)
def test_a_vkey_comes_back_as_the_key_it_names(name: str, key_type: int, key: bytes) -> None:
    vkey = make_vkey(name, key_type, key)
    assert parse_vkey(encode_vkey(vkey)) == vkey == (name, vkey.key_id, key_type, key)


def test_the_same_key_under_another_name_or_type_has_another_id() -> None:
    ids = {
        key_id_of(name, key_type, bytes(32))
        for name in ("a", "b")
        for key_type in (ED25519, COSIGNATURE_V1)
    }
    assert len(ids) == 4


@pytest.mark.parametrize(
    "name",
    [
        "",
        " ",
        "two words",
        "plus+sign",
        "tab\t",
        "line\n",
        "nul\0",
        "a\u00a0b",
        "a\u2028b",
        "\ud800",
    ],
)
def test_a_name_that_would_break_a_signature_line_is_refused(name: str) -> None:
    assert not is_key_name(name)
    with pytest.raises(InputError):
        make_vkey(name, ED25519, bytes(32))


def test_a_name_may_be_in_any_script() -> None:
    assert is_key_name("registro.example/baterías-电池")


@pytest.mark.parametrize("key_type", [0, 2, 5, 6, 0xFF])
def test_a_signature_type_that_we_cannot_verify_is_refused(key_type: int) -> None:
    with pytest.raises(InputError, match="signature type"):
        make_vkey("log.example", key_type, bytes(32))


@pytest.mark.parametrize("length", [0, 31, 33])
def test_a_public_key_of_another_length_is_refused(length: int) -> None:
    with pytest.raises(InputError, match="32 bytes"):
        make_vkey("log.example", ED25519, bytes(length))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "+",
        "++",
        LOG_VKEY + "\n",
        LOG_VKEY[:-1],
        LOG_VKEY[:-4],
        LOG_VKEY.replace("2ef70780", "2EF70780"),
        LOG_VKEY.replace("2ef70780", "2ef70781"),
        LOG_VKEY.replace("2ef70780", "2ef7078"),
        LOG_VKEY.replace("+AQOh", "+BAOh"),
        LOG_VKEY.replace("+AQOh", "+ AQOh"),
        LOG_VKEY.replace("log.", "lag."),
        "log.example+2ef70780+",
    ],
)
def test_a_vkey_that_does_not_agree_with_itself_is_refused(text: str) -> None:
    with pytest.raises(MalformedError):
        parse_vkey(text)
