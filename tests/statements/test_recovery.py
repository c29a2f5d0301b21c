"""A key on a sheet comes back whole, and whatever is mistyped is told by its line."""

from __future__ import annotations

import contextlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from batterypass.errors import MalformedError
from batterypass.statements.private import PrivateKey
from batterypass.statements.recovery import (
    LINES,
    encode_key,
    parse_key,
    parse_line,
    read_sheet,
    scanned_text,
)
from batterypass.statements.verifiers import Algorithm

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
SEED = bytes(range(7, 39))
SHEET = encode_key(PrivateKey.generate(lambda _: SEED))
seeds = st.binary(min_size=32, max_size=32)


def refused(code: str, *lines: str) -> MalformedError:
    with pytest.raises(MalformedError) as caught:
        parse_key(lines)
    assert caught.value.code == code
    return caught.value


@settings(max_examples=100, deadline=None)
@given(seeds, st.sampled_from(["Ed25519", "P-256"]))
def test_a_key_comes_back_from_its_sheet(seed: bytes, algorithm: Algorithm) -> None:
    key = PrivateKey.generate(lambda size: bytes(b | 1 for b in seed[:size]), algorithm)
    lines = encode_key(key)
    assert len(lines) == LINES
    for text in ("\n".join(lines), scanned_text(lines), scanned_text(lines).lower()):
        assert parse_key(read_sheet(text)).public == key.public


@pytest.mark.parametrize("number", range(1, LINES + 1))
def test_every_wrong_character_is_found_in_its_own_line(number: int) -> None:
    line = SHEET[number - 1]
    for place, letter in enumerate(line):
        for other in set(ALPHABET) - {letter} if letter != "-" else ():
            wrong = line[:place] + other + line[place + 1 :]
            with pytest.raises(MalformedError) as caught:
                parse_line(number, wrong)
            assert caught.value.values["line"] == number


def test_neighbours_that_changed_places_are_found() -> None:
    for number, line in enumerate(SHEET, 1):
        plain = line.replace("-", "")
        for place in range(len(plain) - 1):
            if plain[place] != plain[place + 1]:
                swapped = plain[:place] + plain[place + 1] + plain[place] + plain[place + 2 :]
                with pytest.raises(MalformedError):
                    parse_line(number, swapped)


def test_lines_in_another_order_are_found() -> None:
    for one in range(LINES):
        for two in range(one):
            lines = list(SHEET)
            lines[one], lines[two] = lines[two], lines[one]
            assert refused("people.sheet-check", *lines).values["line"] == two + 1


def test_what_people_type_is_forgiven_where_nothing_is_lost() -> None:
    typed = [line.lower().replace("-", " ").replace("0", "o").replace("1", "l") for line in SHEET]
    numbered = [f"{number}. {line}" for number, line in enumerate(typed, 1)]
    text = "# a comment\n\n" + "\n".join(f"  {line}  # as it was read" for line in numbered)
    assert parse_key(read_sheet(text)).public == parse_key(SHEET).public


def test_what_is_no_sheet_is_said() -> None:
    assert refused("people.sheet-lines", *SHEET[:6]).values["count"] == 6
    assert refused("people.sheet-lines").values["count"] == 0
    assert refused("people.sheet-letter", "UUUU-UUUU-U", *SHEET[1:]).values["letter"] == "U"
    assert refused("people.sheet-length", SHEET[0][:-2], *SHEET[1:]).values["count"] == 8
    refused("people.sheet-other-line", f"2. {SHEET[0]}", *SHEET[1:])


def test_lines_of_two_sheets_make_no_key() -> None:
    other = encode_key(PrivateKey.generate(lambda _: bytes(range(100, 132))))
    refused("people.sheet-no-key", *SHEET[:3], *other[3:])


@settings(max_examples=150, deadline=None)
@given(st.lists(st.text(max_size=14), max_size=9))
def test_nothing_but_our_errors_comes_out_of_any_lines(lines: list[str]) -> None:
    with contextlib.suppress(MalformedError):
        parse_key(lines)
    with pytest.raises(MalformedError):
        parse_key(read_sheet("\n".join(lines)))
