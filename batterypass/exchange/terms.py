"""Other people's words for chemistries and categories, and ours for them.

A word is compared by its letters and digits, without accents or case, so that ``LiFePO₄`` written
``LiFePO4``, ``lifepo4`` or ``LI-FePO4`` is one word. Nothing is guessed from a part of a word.
"""

from __future__ import annotations

import re
from difflib import get_close_matches
from functools import lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, get_args
from unicodedata import combining, normalize

from batterypass.domain.vocabulary import Category, Chemistry

if TYPE_CHECKING:
    from collections.abc import Mapping

CHEMISTRIES: Final[tuple[str, ...]] = get_args(Chemistry)
CATEGORIES: Final[tuple[str, ...]] = get_args(Category)

_CHEMISTRY_WORDS: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "LFP": (
            "LiFePO4", "lithium iron phosphate", "fosfato de hierro y litio", "litio ferrofosfato",
            "litio hierro fosfato", "litio-ferrofosfato",
        ),
        "NMC": (
            "NCM", "NMC111", "NMC333", "NMC442", "NMC532", "NMC622", "NMC721", "NMC811", "NMC9",
            "NCM111", "NCM333", "NCM523", "NCM622", "NCM712", "NCM811", "LiNiMnCoO2",
            "nickel manganese cobalt", "nickel cobalt manganese",
            "lithium nickel manganese cobalt oxide", "níquel manganeso cobalto",
            "níquel cobalto manganeso", "óxido de litio níquel manganeso cobalto",
        ),
        "NCA": (
            "LiNiCoAlO2", "nickel cobalt aluminium", "nickel cobalt aluminum",
            "lithium nickel cobalt aluminium oxide", "lithium nickel cobalt aluminum oxide",
            "níquel cobalto aluminio",
        ),
        "LCO": ("LiCoO2", "lithium cobalt oxide", "óxido de litio y cobalto"),
        "LMO": (
            "LiMn2O4", "lithium manganese oxide", "manganese spinel", "óxido de litio y manganeso",
        ),
        "LTO": ("Li4Ti5O12", "lithium titanate", "titanato de litio"),
        "LMFP": (
            "LFMP", "lithium manganese iron phosphate", "fosfato de manganeso hierro y litio",
        ),
        "NMC-LMO": ("NMC/LMO", "LMO/NMC", "LMO-NMC", "NMC+LMO", "NCM/LMO"),
        "sodium-ion": ("Na-ion", "NIB", "SIB", "sodium ion", "ion de sodio", "iones de sodio"),
        "other": ("otra", "otro"),
    }
)  # fmt: skip
_CATEGORY_WORDS: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "EV": ("electric vehicle", "vehículo eléctrico", "VE", "electric vehicle battery"),
        "LMT": ("light means of transport", "medios de transporte ligeros", "movilidad ligera"),
        "industrial": ("industrial battery", "batería industrial"),
        "stationary": ("BESS", "stationary storage", "estacionaria", "almacenamiento estacionario"),
        "SLI": ("starting lighting ignition", "starter", "arranque", "SLI battery"),
        "portable": ("portátil", "portable battery"),
    }
)


@lru_cache(maxsize=4096)
def plain_key(text: str) -> str:
    """Give the letters and digits of a word, without accents or case."""
    flat = normalize("NFKD", text).casefold()
    return "".join(sign for sign in flat if sign.isalnum() and not combining(sign))


def _keys(words: Mapping[str, tuple[str, ...]], ours: tuple[str, ...]) -> Mapping[str, str]:
    keys = {plain_key(word): word for word in ours}
    for word, others in words.items():
        keys.update((plain_key(other), word) for other in others)
    return MappingProxyType(keys)


_CHEMISTRY_KEYS = _keys(_CHEMISTRY_WORDS, CHEMISTRIES)
_CATEGORY_KEYS = _keys(_CATEGORY_WORDS, CATEGORIES)
_BRACKETS = re.compile(r"\(([^()]{1,40})\)")


def chemistry_of(text: str) -> str | None:
    """Give our word for a chemistry: the text's own, or that of its brackets; None if unknown."""
    if text in CHEMISTRIES:
        return text
    return _word(_CHEMISTRY_KEYS, text)


def category_of(text: str) -> str | None:
    """Give our word for a category, or None if the text names none."""
    if text in CATEGORIES:
        return text
    return _word(_CATEGORY_KEYS, text)


def nearest(text: str, choices: tuple[str, ...]) -> str:
    """Give the choice that a refused word was probably meant to be, or an empty text."""
    by_key = {plain_key(choice): choice for choice in choices}
    found = get_close_matches(plain_key(text[:40]), by_key, n=1, cutoff=0.6)
    return by_key[found[0]] if found else ""


def _word(keys: Mapping[str, str], text: str) -> str | None:
    # Nobody's word is this long; a cell may be.
    if len(text) > 120:
        return None
    word = keys.get(plain_key(text))
    if word is not None:
        return word
    # "Nickel Cobalt Manganese (NCM)": all that is said must point to one word.
    said = {keys.get(plain_key(part)) for part in _BRACKETS.findall(text)}
    before = keys.get(plain_key(_BRACKETS.sub("", text)))
    said.discard(None)
    if len(said) == 1 and (before is None or before in said):
        return said.pop()
    return None
