"""Other people's words for chemistries and categories."""

from __future__ import annotations

import pytest

from batterypass.exchange.terms import CATEGORIES, CHEMISTRIES, category_of, chemistry_of, nearest


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("lfp", "LFP"), ("LiFePO4", "LFP"), ("LiFePO₄", "LFP"), ("NCM", "NMC"), ("NMC 811", "NMC"),
        ("Nickel Cobalt Manganese (NCM)", "NMC"), ("Níquel Manganeso Cobalto", "NMC"),
        ("Na-ion", "sodium-ion"), ("Ión de sodio", "sodium-ion"), ("NMC/LMO", "NMC-LMO"),
        ("Lithium Titanate (LTO)", "LTO"),
    ],
)  # fmt: skip
def test_a_chemistry_is_known_by_its_usual_names(text: str, word: str) -> None:
    assert chemistry_of(text) == word


@pytest.mark.parametrize(
    "text", ["lead acid", "NiMH", "(LFP) (NMC)", "LFP (NMC)", "", "x" * 10_000]
)
def test_a_chemistry_is_never_guessed_from_a_part_of_a_word(text: str) -> None:
    assert chemistry_of(text) is None


def test_our_own_words_stand_for_themselves() -> None:
    assert [chemistry_of(word) for word in CHEMISTRIES] == list(CHEMISTRIES)
    assert [category_of(word) for word in CATEGORIES] == list(CATEGORIES)


def test_a_category_is_known_in_both_languages() -> None:
    assert category_of("Vehículo eléctrico") == category_of("electric vehicle") == "EV"
    # Catena-X has it, the law has not.
    assert category_of("incorporated") is None


def test_a_word_that_nearly_is_one_leads_to_it() -> None:
    assert nearest("stationery", CATEGORIES) == "stationary"
    assert nearest("lead acid", CHEMISTRIES) == ""
