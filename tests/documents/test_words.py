"""How values are written: digit for digit, with offsets, in both languages."""

from __future__ import annotations

import pytest

from batterypass.documents import paper_states, words
from batterypass.documents.content import Words
from batterypass.documents.words import day_of, energy, mass, moment, say, total_mass
from batterypass.errors import InputError


def test_times_keep_their_offset() -> None:
    assert moment("2026-11-23T08:41:07-06:00") == "2026-11-23 08:41 −06:00"
    assert moment("2026-11-23T08:41:07.250+05:30") == "2026-11-23 08:41 +05:30"
    assert moment("2026-11-23") == "2026-11-23"
    assert moment("") == ""
    assert day_of("2026-11-23T23:59:00-06:00") == "2026-11-23"


@pytest.mark.parametrize(
    "text", ["2026-11-23T08:41:07Z", "2026-11-23T08:41:07", "23.11.2026", "2026-11", "٢٠٢٦-11-23"]
)
def test_a_time_without_an_offset_is_refused(text: str) -> None:
    with pytest.raises(InputError, match="expected 2026-11-23"):
        moment(text)


@pytest.mark.parametrize(("wh", "written"), [
    ("46080", "46.08 kWh"), ("999.5", "999.5 Wh"), ("1000", "1 kWh"), ("100000", "100 kWh"), ("", ""),
    ("1234.567891", "1.234567891 kWh"), ("0", "0 Wh"),
])  # fmt: skip
def test_energy_is_exact(wh: str, written: str) -> None:
    assert energy(wh) == written


def test_masses_add_up_exactly() -> None:
    assert total_mass(["0.1", "0.2"], "es") == "0.3 kg"
    assert total_mass(["412.50", ""], "en") == "412.50 kg + 1 without a mass"
    assert total_mass(["", ""], "es") == "2 sin masa"
    assert total_mass([], "es") == "0 kg"
    assert mass("") == ""
    with pytest.raises(InputError, match="expected decimal numbers"):
        total_mass(["a lot"], "es")


def test_no_word_lacks_a_language() -> None:
    found = {**vars(words), **vars(paper_states)}
    tables = [value for name, value in found.items() if name.isupper()]
    pairs = [pair for table in tables if isinstance(table, dict) for pair in table.values()]
    assert len(pairs) > 40
    for pair in pairs:
        assert isinstance(pair, Words)
        assert bool(pair.es) == bool(pair.en)


def test_both_languages_are_joined_once() -> None:
    assert say(Words("sí", "yes"), "both") == "sí / yes"
    assert say(Words("LFP", "LFP"), "both") == "LFP"
