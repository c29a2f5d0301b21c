"""The catalogue: every code is explained in both languages."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from batterypass.rules import RULES
from batterypass.texts.findings import CODES, command, manual, page, placeholders, say, title
from batterypass.texts.findings_words import WORDS
from batterypass.texts.words_cited import cited

MANUAL = Path(__file__).resolve().parents[2] / "docs" / "manual" / "CODES.md"
PACKAGE = Path(__file__).resolve().parents[2] / "batterypass"
#: Found where statements are read, by the audit, or because something is not known here.
NOT_RULES = {
    "BP-S001", "BP-S002", "BP-S004", "BP-K102", "BP-K104", "BP-N001", "BP-U001", "BP-U002",
    *(f"BP-V{number:03d}" for number in range(1, 12)), "BP-V101", "BP-V102",
    *(f"BP-B{number:03d}" for number in range(1, 8)),
}  # fmt: skip


def test_every_code_that_is_used_is_explained_and_no_other() -> None:
    assert {rule.code for rule in RULES} | NOT_RULES == {*CODES}


def test_every_code_in_the_program_is_in_the_catalogue() -> None:
    used = {
        code
        for path in PACKAGE.rglob("*.py")
        if path.parent.name != "texts"
        for code in re.findall(r'"(BP-[A-Z][0-9]{3})"', path.read_text("utf-8"))
    }

    assert used <= {*CODES}


@pytest.mark.parametrize("rule", RULES, ids=[rule.check.__name__ for rule in RULES])
def test_the_severity_in_the_manual_is_the_rules(rule: object) -> None:
    assert CODES[rule.code].severity == rule.severity  # type: ignore[attr-defined]


@pytest.mark.parametrize("code", sorted(CODES))
def test_both_languages_name_the_same_values(code: str) -> None:
    explained = CODES[code]

    assert placeholders(explained.es.message) == placeholders(explained.en.message)
    assert len(explained.es.todo) == len(explained.en.todo) > 0
    for said in (explained.es, explained.en):
        assert said.title
        assert not said.title.endswith(".")
        assert said.why.endswith(".")
        assert all(step.endswith(".") for step in said.todo)
        assert not any(placeholders(text) for text in (said.title, said.why, *said.todo))
    assert explained.es.title != explained.en.title
    assert explained.source


@pytest.mark.parametrize("code", sorted(CODES))
@pytest.mark.parametrize("lang", ["es", "en"])
def test_a_page_holds_everything_that_is_said_of_a_code(code: str, lang: str) -> None:
    said = CODES[code].said(lang)

    text = page(code, lang)
    source = cited(CODES[code].source, lang)

    assert text.startswith(f"### {code} {said.title}\n")
    for part in (said.message, said.why, *said.todo, CODES[code].command, source):
        assert part in text


def test_every_code_is_in_the_manual_as_it_is_printed() -> None:
    # To write it anew: python -c "from batterypass.texts.findings import manual;
    # print(manual(), end='')" > docs/manual/CODES.md
    assert MANUAL.read_text("utf-8") == manual()
    for code in CODES:
        assert manual().count(f"### {code} ") == 2


def test_a_value_that_is_a_word_is_said_in_the_language() -> None:
    values = {"subject": "X", "expected": "~condition-damaged_stable", "found": "a ~nobody b"}

    spanish = say("BP-T001", "es", values)
    english = say("BP-T001", "en", values)

    assert "dañado estable" in spanish
    assert "damaged, stable" in english
    assert "a ~nobody b" in spanish
    assert spanish.endswith("→ batterypass history X")


def test_a_value_that_nobody_gave_shows_as_a_dash() -> None:
    assert say("BP-U001", "en", {}).startswith("entry —: adopts")
    assert command("BP-V011", {}) == "batterypass show —"


def test_an_unknown_code_is_a_mistake_of_the_program() -> None:
    with pytest.raises(KeyError):
        say("BP-X999", "es", {})
    with pytest.raises(KeyError):
        title("BP-X999", "es")


def test_every_word_is_said_in_both_languages_over_the_same_values() -> None:
    for word, (spanish, english) in WORDS.items():
        assert spanish, word
        assert english, word
        assert placeholders(spanish) == placeholders(english), word


def test_every_word_that_the_program_uses_is_known() -> None:
    used = {
        word
        for path in PACKAGE.rglob("*.py")
        if path.parent.name in ("app", "rules", "regulations")
        for word in re.findall(r'"~([a-z][A-Za-z0-9_-]*)"', path.read_text("utf-8"))
    }

    assert used
    assert used <= {*WORDS}


@settings(max_examples=100, deadline=None)
@given(st.sampled_from(sorted(CODES)), st.text(max_size=40), st.sampled_from(["es", "en"]))
def test_no_value_breaks_a_sentence(code: str, value: str, lang: str) -> None:
    values = dict.fromkeys([*CODES[code].names(lang), "subject", "entry"], value)

    assert isinstance(say(code, lang, values), str)
