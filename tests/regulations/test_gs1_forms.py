"""A GS1 number written in each form and read back; the table of keys against GS1's own files."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from batterypass.regulations.identifiers.characters import SET_82, check_digit, check_pair
from batterypass.regulations.identifiers.epc_urn import encode_urn, parse_urn
from batterypass.regulations.identifiers.gs1_elements import (
    encode_elements,
    encode_scanned,
    parse_elements,
)
from batterypass.regulations.identifiers.gs1_keys import Gs1Number, ai_rows, gs1_number
from batterypass.regulations.identifiers.gs1_link import encode_link, parse_link
from shared import shared

DICTIONARY = "reference/epcis-external/gs1-digital-link/gs1-syntax-dictionary.txt"
GRAMMAR = "reference/epcis-external/gs1-digital-link/GS1_Digital_Link_Grammar_1_2.abnf"

text_82 = st.text(SET_82, min_size=1, max_size=20)


def checked(digits: int) -> st.SearchStrategy[str]:
    """Give numbers of so many digits, the last a check digit."""
    body = st.text("0123456789", min_size=digits - 1, max_size=digits - 1)
    return body.map(lambda text: text + check_digit(text))


sgtins = st.builds(
    lambda gtin, lot, serial: gs1_number(
        {"01": gtin, **({"10": lot} if lot else {}), "21": serial}
    ),
    checked(14), st.none() | text_82, text_82,
)  # fmt: skip
others = st.one_of(
    st.builds(lambda gtin, lot: gs1_number({"01": gtin, "10": lot}), checked(14), text_82),
    st.builds(lambda one, text: gs1_number({"8004": one + text}), checked(8), text_82),
    st.builds(lambda one, text: gs1_number({"8003": "0" + one + text[:16]}), checked(13), text_82),
    st.builds(lambda one: gs1_number({"00": one}), checked(18)),
    st.builds(lambda one, text: gs1_number({"253": one + text[:17]}), checked(13), text_82),
    st.builds(lambda one: gs1_number({"414": one}), checked(13)),
    st.builds(lambda one, text: gs1_number({"414": one, "254": text}), checked(13), text_82),
    st.builds(lambda one: gs1_number({"417": one}), checked(13)),
    st.builds(lambda one: gs1_number({"8018": one}), checked(18)),
    st.builds(
        lambda one, text: gs1_number({"8006": one + "0102", "21": text}), checked(14), text_82
    ),
)
numbers = sgtins | others


@given(numbers, st.sampled_from(["https://id.gs1.org", "https://a.example/b/c", "http://x.y"]))
def test_a_number_written_as_a_link_is_read_back(number: Gs1Number, stem: str) -> None:
    assert parse_link(encode_link(number, stem)) == number


@given(numbers)
def test_a_number_written_below_a_bar_code_is_read_back(number: Gs1Number) -> None:
    assert parse_elements(encode_elements(number)) == number


@given(numbers)
def test_a_number_as_a_scanner_sends_it_is_read_back(number: Gs1Number) -> None:
    assert parse_elements(encode_scanned(number)) == number


@given(numbers, st.integers(6, 11))
def test_a_number_written_as_a_urn_is_read_back(number: Gs1Number, prefix_digits: int) -> None:
    urn = encode_urn(number, prefix_digits)
    if urn is None:
        # A lot beside a serial number has no place in a URN.
        assert {"10", "21"} <= {ai for ai, _ in number.parts} or number.key.ai in ("8004", "254")
        return
    # "No extension" is written as 0 in a URN, so an extension of 0 is none.
    assert parse_urn(urn) == number or number.value("254") == "0"


def test_the_check_pair_of_a_model_number() -> None:
    # The example of the GS1 General Specifications.
    assert check_pair("1987654Ad4X4bL5ttr2310c") == "2K"
    assert check_pair("1987654Ad4X4bL5ttr2310d") != "2K"


def test_every_key_of_gs1s_dictionary_is_here_with_its_qualifiers() -> None:
    rows = ai_rows()
    found = {}
    for line in shared(DICTIONARY).read_text("utf-8").splitlines():
        match = re.match(r"^([0-9]{2,4}) .*?\bdlpkey(?:=([0-9,|]+))?(?:\s|$)", line)
        if match:
            found[match[1]] = tuple(
                tuple(one.split(",")) for one in (match[2] or "").split("|") if one
            )
    assert len(found) == 16
    assert found == {row.ai: row.sequences for row in rows.values() if row.role == "key"}


def test_the_shapes_are_those_of_gs1s_dictionary() -> None:
    lines = shared(DICTIONARY).read_text("utf-8").splitlines()
    for row in ai_rows().values():
        line = next(one for one in lines if one.startswith(f"{row.ai} "))
        sizes = re.findall(r"\[?([NXYZ])(\.\.)?([0-9]+)(?:,[a-z0-9]+)*\]?", line[14:50])
        assert row.longest == sum(int(size) for _, _, size in sizes), row.ai
        assert bool(row.check) == ("csum," in line[:50] + ","), row.ai


def test_the_short_names_are_those_of_the_grammar() -> None:
    text = shared(GRAMMAR).read_text("utf-8")
    named = dict(re.findall(r'-code\s*=\s*"([0-9]{2,4})"\s*/\s*%s"([a-z]+)"', text))
    assert len(named) > 15
    rows = ai_rows()
    assert {ai: rows[ai].short for ai in named} == named
