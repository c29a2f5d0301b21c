"""What an import says, in both languages, and nothing that nobody says."""

from __future__ import annotations

import re
from string import Formatter

import pytest

from batterypass.errors import InputError
from batterypass.exchange.words import TEXTS, input_error, say, shown
from shared import ROOT

SOURCES = [
    *(ROOT / "batterypass" / "exchange").glob("*.py"),
    *(ROOT / "batterypass" / "app").glob("directory_*.py"),
    ROOT / "batterypass/app/errors_files.py",
    *(ROOT / "batterypass/app").glob("import_*.py"),
]
#: Where the texts stand themselves.
TEXTS_IN = ("words.py", "words_listing.py")


def gaps(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


@pytest.mark.parametrize("key", sorted(TEXTS))
def test_both_languages_name_the_same_things(key: str) -> None:
    en, es = TEXTS[key]
    assert gaps(en) == gaps(es) or key == "rule"
    assert en != es or key in ("rule", "unreadable")


def test_every_text_is_said_somewhere_and_every_key_is_a_text() -> None:
    code = "".join(path.read_text("utf-8") for path in SOURCES if path.name not in TEXTS_IN)
    for key in TEXTS:
        assert f'"{key}"' in code, key
    used = re.findall(r'(?:input_error|malformed|failed|say)\(\s*"(\w+)"', code)
    assert set(used) <= set(TEXTS)


def test_an_error_carries_its_spanish_text() -> None:
    error = input_error("empty", name="a.csv")
    assert isinstance(error, InputError)
    assert (str(error), error.values["es"]) == (
        "a.csv: the file is empty", "a.csv: el archivo está vacío",
    )  # fmt: skip


def test_a_value_is_shown_cut_and_without_control_signs() -> None:
    assert shown("x" * 100) == "x" * 59 + "…"
    assert shown("a\nb\u202e") == "a\\nb\\u202e"


def test_braces_in_a_value_are_no_gaps() -> None:
    assert say("absent", "en", name="{x}") == "{x}: there is no such file"
