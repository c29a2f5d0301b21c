"""A count chooses its word: nobody reads "1 entries"."""

from __future__ import annotations

import re
from importlib import import_module
from pathlib import Path

import pytest

from batterypass.texts.bilingual import Text, filled
from batterypass.texts.messages import MESSAGES
from batterypass_cli.words import fill, speak

ROOT = Path(__file__).resolve().parents[2]


def texts() -> dict[str, Text]:
    found: dict[str, Text] = dict(MESSAGES)
    for path in (ROOT / "batterypass" / "texts").glob("messages_*.py"):
        found.update(import_module(f"batterypass.texts.{path.stem}").MESSAGES)
    return found


@pytest.mark.parametrize(
    ("count", "said"), [(0, "0 entries"), (1, "1 entry"), (2, "2 entries"), (True, "True True")]
)
def test_the_word_for_one_is_taken_for_one_alone(count: int, said: str) -> None:
    text = "{count} {count:entry|entries}" if count is not True else "{count} {count}"
    assert filled(text, {"count": count}) == said


def test_other_values_and_formats_are_as_ever() -> None:
    assert filled("{a:>4} {b!r} {c:.1f}", {"a": 7, "b": "x", "c": 1.25}) == "   7 'x' 1.2"


def test_what_the_answer_did_is_said_of_one_and_of_many() -> None:
    speak("es")
    try:
        assert fill(MESSAGES["answers.stale"], {"count": 1}).startswith("1 desfasada:")
        assert fill(MESSAGES["answers.stale"], {"count": 3}).startswith("3 desfasadas:")
    finally:
        speak("en")


@pytest.mark.parametrize("key", sorted(texts()))
def test_a_choice_is_between_two_words(key: str) -> None:
    for text in texts()[key]:
        for choice in re.findall(r"\{\w+:([^{}]*\|[^{}]*)\}", text):
            one, many = choice.split("|")
            assert one != many


@pytest.mark.parametrize(
    "key",
    [
        "gate.count", "ship.all-loaded", "turned.all-back", "onpaper.all", "claims.agrees",
        "label.not-listed", "enrol.go-on",
    ],
)  # fmt: skip
@pytest.mark.parametrize("lang", ["es", "en"])
def test_one_pack_is_never_told_as_many(key: str, lang: str) -> None:
    text = MESSAGES[key].in_language(lang)
    one, many = (filled(text, {"count": count, "holder": "H", "item": "I"}) for count in (1, 2))
    # Where the number stands behind the word the word is of the whole list.
    assert one.replace("1", "2") != many or "(2)" in many
    assert not re.search(r"\b1 (artículos|renglones|items|lines)\b", one)
