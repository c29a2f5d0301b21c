"""Printed ids, item URLs and subject names (bytes.md 3 and 9)."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from batterypass.domain import ids
from batterypass.errors import InputError

URL = "https://id.planta-apodaca.example/01/09521234560104/21/MX7K-000123"
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
urls = st.from_regex(r"https://id\.[a-z]{1,12}\.example/p/[A-Z0-9-]{1,20}", fullmatch=True)


def test_the_printed_id_is_the_one_of_the_definition() -> None:
    assert ids.printed_id(URL) == "FXVP-TPAR-29KS-R"


@given(urls)
def test_a_printed_id_reads_back(url: str) -> None:
    printed = ids.printed_id(url)
    assert ids.parse_printed_id(printed) == printed
    assert ids.parse_printed_id(printed.lower().replace("-", " ")) == printed


@given(urls, st.integers(0, 12), st.sampled_from(ALPHABET))
def test_every_single_wrong_character_is_caught(url: str, place: int, letter: str) -> None:
    letters = ids.printed_id(url).replace("-", "")
    if letters[place] == letter:
        return
    with pytest.raises(InputError, match="check character"):
        ids.parse_printed_id(letters[:place] + letter + letters[place + 1 :])


@given(urls, st.integers(0, 11))
def test_every_swap_of_neighbours_is_caught(url: str, place: int) -> None:
    letters = ids.printed_id(url).replace("-", "")
    swapped = letters[:place] + letters[place + 1] + letters[place] + letters[place + 2 :]
    if swapped == letters:
        return
    with pytest.raises(InputError, match="check character"):
        ids.parse_printed_id(swapped)


def test_look_alikes_are_forgiven() -> None:
    zero = "0000-0000-0000-0"
    assert ids.parse_printed_id("OOOO-oooo-0000-O") == zero
    assert ids.parse_printed_id("IL1") == "111"


@pytest.mark.parametrize("text", ["FXVP-TPAU", "FXVP!", "FXVP-TPAR-29KS-RR"])
def test_what_cannot_be_a_printed_id_is_refused(text: str) -> None:
    with pytest.raises(InputError):
        ids.parse_printed_id(text)


def test_gs1_numbers_make_and_leave_an_item_url() -> None:
    url = ids.digital_link("id.planta-apodaca.example", "9521234560104", "MX7K-000123")
    assert url == URL
    assert ids.gtin_and_serial(url) == ("09521234560104", "MX7K-000123")
    assert ids.gtin_and_serial("https://id.planta-apodaca.example/p/7") is None


@pytest.mark.parametrize(
    ("gtin", "fits"),
    [("09521234560104", True), ("09521234560105", False), ("00614141999996", True)],
)
def test_the_gtin_check_digit(gtin: str, fits: bool) -> None:
    assert ids.gtin_check_digit_fits(gtin) is fits


def test_a_consignment_is_named_after_its_consignor() -> None:
    assert (
        ids.consignment_subject("https://taller.example", "TV-0042")
        == "https://taller.example#consignment/TV-0042"
    )
    assert (
        ids.authorisation_subject("https://autoridad.example", "MX-STATE", "PS/RME-101/26")
        == "https://autoridad.example#authorisation/MX-STATE/PS%2FRME-101%2F26"
    )


@pytest.mark.parametrize(
    ("url", "host"),
    [(URL, "id.planta-apodaca.example"), ("did:web:planta.example:linea", "planta.example")],
)
def test_the_host_of_an_id(url: str, host: str) -> None:
    assert ids.host_of(url) == host
