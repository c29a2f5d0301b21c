"""The prompter alone: each answer is checked at once and asked for again until it fits."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from contextlib import suppress
from typing import Any, Literal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import BaseModel, TypeAdapter

from batterypass.domain.base import Number
from batterypass.domain.events import KINDS
from batterypass.errors import DeclinedError, InputError
from batterypass_cli.answers import NoLookup, form_hint, hint, read_answer, read_words
from batterypass_cli.exits import words_of
from batterypass_cli.fields import Spec, field_at, spec_at, specs_of
from batterypass_cli.forms import NoHints, ask_form
from batterypass_cli.options import Given
from batterypass_cli.output import Output
from batterypass_cli.terminal import Terminal, ask_yes_no
from batterypass_cli.words import speak

ITEM = "https://id.maker.example/p/1"
PASSPORT = "https://id.maker.example/passport/1"


class Script:
    """Answers in order; remembers what was asked and told."""

    def __init__(self, *answers: str) -> None:
        self.answers = list(answers)
        self.asked: list[str] = []
        self.told: list[str] = []

    def ask(self, question: str) -> str:
        self.asked.append(question)
        if not self.answers:
            raise DeclinedError("no more answers")
        return self.answers.pop(0)

    def tell(self, text: str) -> None:
        self.told.append(text)


class Proposals(NoHints):
    """Proposes what a dictionary says."""

    def __init__(self, values: dict[str, object]) -> None:
        self.values = values

    def propose(self, path: str, form: Mapping[str, Any], part: Mapping[str, Any]) -> object:
        return self.values.get(path)

    def provide(self, path: str, form: Mapping[str, Any]) -> object:
        return None


def test_a_wrong_answer_is_asked_again_with_what_would_be_right() -> None:
    script = Script(ITEM, "9", "serviceable", "81,5", "81.5", *[""] * 5, "visual", "")
    form = ask_form(KINDS["item.assessed"], script, NoLookup())
    assert form == {
        "item": ITEM,
        "condition": "serviceable",
        "soh_percent": "81.5",
        "method": "visual",
    }
    assert any("'81,5'" in line and "81.5" in line for line in script.told)


def test_a_question_mark_explains_and_asks_again() -> None:
    script = Script(ITEM, "?", "1", *[""] * 6, "4", "")
    form = ask_form(KINDS["item.assessed"], script, NoLookup())
    assert form["condition"] == "serviceable"
    assert form["method"] == "visual"
    assert any("One of: serviceable" in line for line in script.told)


def test_a_needed_field_cannot_be_left_out() -> None:
    script = Script("", ITEM, "", "1", *[""] * 6, "4", "")
    assert ask_form(KINDS["item.assessed"], script, NoLookup())["item"] == ITEM
    assert sum("is needed" in line for line in script.told) == 2


def test_a_proposal_is_taken_by_enter_and_left_out_by_a_dash() -> None:
    hints = Proposals({"item": ITEM, "instrument": "BMS-1"})
    taken = ask_form(KINDS["item.assessed"], Script("", "1", *[""] * 6, "4", ""), NoLookup(), hints)
    assert (taken["item"], taken["instrument"]) == (ITEM, "BMS-1")
    left = ask_form(KINDS["item.assessed"], Script("", "1", *[""] * 6, "4", "-"), NoLookup(), hints)
    assert "instrument" not in left


def test_given_fields_are_not_asked_for_and_only_needed_ones_are() -> None:
    script = Script("1", "4")
    form = ask_form(
        KINDS["item.assessed"], script, NoLookup(), given={"item": ITEM}, required_only=True
    )
    assert form == {"item": ITEM, "condition": "serviceable", "method": "visual"}


def test_lists_of_records_are_asked_one_after_the_other() -> None:
    part = [ITEM + "/m", "1", "1", "12.5", "", "", ""]
    script = Script("412.5", *part, "y", *[one.replace("/m", "/n") for one in part], "n", "", "")
    form = ask_form(KINDS["item.dismantled"], script, NoLookup(), given={"item": ITEM})
    assert [child["item"] for child in form["children"]] == [ITEM + "/m", ITEM + "/n"]


def test_an_item_is_not_listed_twice() -> None:
    script = Script(ITEM, ITEM, ITEM + "2", "", "1", "1")
    form = ask_form(KINDS["item.declared-waste"], script, NoLookup())
    assert form["items"] == [ITEM, ITEM + "2"]


def test_what_is_sealed_is_asked_for_with_a_word_that_it_is() -> None:
    script = Script("1", "NIV 3N1")
    form = ask_form(KINDS["pack.installed"], script, NoLookup(), given={"item": ITEM})
    assert form["private"] == {"personal": {"host_id": "NIV 3N1"}}
    assert any("only a digest" in line for line in script.told)


def test_the_end_of_the_answers_ends_the_form() -> None:
    with pytest.raises(DeclinedError):
        ask_form(KINDS["item.assessed"], Script(ITEM), NoLookup())


@pytest.mark.parametrize(
    ("answer", "expected"),
    [("2", "damaged_stable"), ("damaged_s", "damaged_stable"), ("in work", "serviceable")],
)
def test_a_choice_is_taken_by_number_beginning_or_plain_word(answer: str, expected: str) -> None:
    spec = spec_at(KINDS["item.assessed"], "condition")
    assert spec is not None
    assert read_answer(spec, "condition", answer, NoLookup()) == expected


@pytest.mark.parametrize("answer", ["", "0", "5", "damaged", "x"])
def test_a_choice_that_is_none_or_unclear_is_refused(answer: str) -> None:
    spec = spec_at(KINDS["item.assessed"], "condition")
    assert spec is not None
    with pytest.raises(InputError):
        read_answer(spec, "condition", answer, NoLookup())


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=30))
def test_what_the_prompt_takes_the_model_takes(text: str) -> None:
    for kind, path in (("item.assessed", "capacity_ah"), ("pack.manufactured", "mass_kg")):
        spec = spec_at(KINDS[kind], path)
        assert spec is not None
        try:
            value = read_answer(spec, path, text, NoLookup())
        except InputError:
            continue
        TypeAdapter(Number).validate_python(value)


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(sorted(KINDS)), st.text(max_size=20))
def test_no_answer_makes_the_prompter_fail(kind: str, text: str) -> None:
    for spec in specs_of(KINDS[kind]):
        if spec.shape in ("record", "list", "map"):
            continue
        with suppress(InputError):
            read_answer(spec, spec.name, text, NoLookup())


def test_words_of_the_command_line_fill_lists_and_records() -> None:
    items = spec_at(KINDS["custody.released"], "items")
    assert items is not None
    assert read_words(items, "items", [f"{ITEM},{ITEM}2"], NoLookup()) == [ITEM, ITEM + "2"]
    record = spec_at(KINDS["pack.manufactured"], "un38_3")
    assert record is not None
    with pytest.raises(InputError):
        read_words(record, "un38_3", ["TR-7"], NoLookup())
    json = '{"report": "TR-7", "tested_on": "2026-01-10", "article": "pack"}'
    assert read_words(record, "un38_3", [json], NoLookup())["report"] == "TR-7"
    with pytest.raises(InputError):
        read_words(record, "un38_3", ['{"report": 3}'], NoLookup())


@pytest.mark.parametrize(("answer", "yes"), [("y", True), ("Sí", True), ("n", False), ("", False)])
def test_yes_and_no_in_both_languages(answer: str, yes: bool) -> None:
    assert ask_yes_no(Script("maybe", answer), "Sign?", default=False) is yes


def test_the_end_of_input_at_a_prompt_is_a_no() -> None:
    speak("en")
    err = io.StringIO()
    terminal = Terminal(Output(Given(), {}, io.StringIO(), err), io.StringIO(""))
    with pytest.raises(DeclinedError):
        terminal.ask("Sign?")
    assert "Sign?" in err.getvalue()


class _Interrupted(io.StringIO):
    def readline(self, size: int | None = -1, /) -> str:  # type: ignore[override]
        raise KeyboardInterrupt


def test_ctrl_c_at_a_prompt_is_a_no() -> None:
    terminal = Terminal(Output(Given(), {}, io.StringIO(), io.StringIO()), _Interrupted())
    with pytest.raises(DeclinedError):
        terminal.ask("Sign?")


def _texts(model: type[BaseModel]) -> Iterator[Spec]:
    """Give every field of a kind, also those within its records and lists."""
    waiting = [*specs_of(model)]
    while waiting:
        spec = waiting.pop()
        yield spec
        waiting += [spec.element] if spec.element is not None else []
        waiting += specs_of(spec.record) if spec.record is not None else []


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_no_field_is_explained_by_a_pattern(kind: str) -> None:
    for spec in _texts(KINDS[kind]):
        assert spec.word != "form", f"{spec.name} has a pattern and no words for it"
        assert not {*hint(spec)} & {*"^$\\"}, spec.name


@pytest.mark.parametrize("lang", ["en", "es"])
@pytest.mark.parametrize(
    ("kind", "path", "found", "says"),
    [
        ("ledger.opened", "origin", "Mi Registro", "/bater"),
        ("party.registered", "card.sites.address.state_key", "Nuevo León", "19"),
        ("party.registered", "card.sites.address.municipality_key", "6", "006"),
        ("passport.handed-over", "passport", "F-2", "https://id."),
    ],
)
def test_what_has_another_form_is_told_an_example(
    kind: str, path: str, found: str, says: str, lang: Literal["es", "en"]
) -> None:
    speak(lang)
    try:
        with pytest.raises(InputError) as caught:
            read_answer(field_at(KINDS[kind], path), path, found, NoLookup())
        said = words_of(caught.value).replace("batter", "bater")
        assert says in said, said
        assert "^" not in said
    finally:
        speak("en")


def test_a_field_that_every_kind_has_is_told_by_its_words_too() -> None:
    said = form_hint("String should match pattern '^[0-9a-f]{64}$'")
    assert "64 hex digits" in said
    assert "^" not in form_hint("String should match pattern '^x$'")
    assert not form_hint("Field required")


def test_a_passport_is_proposed_once_its_pack_is_known() -> None:
    class OfPack(NoHints):
        def propose(self, path: str, form: Mapping[str, Any], part: Mapping[str, Any]) -> object:
            return PASSPORT if path == "passport" and form.get("item") == ITEM else None

    script = Script(ITEM, "", "https://b.example")
    form = ask_form(KINDS["passport.handed-over"], script, NoLookup(), OfPack())
    assert form == {"item": ITEM, "passport": PASSPORT, "to": "https://b.example"}
    assert PASSPORT in script.asked[1]
