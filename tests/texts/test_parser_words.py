"""What readers of JSON and forms say is said in both languages, and never half in English."""

from __future__ import annotations

import json

import pytest
from pydantic import BaseModel, Field, ValidationError

from batterypass.domain.events.common import Seen
from batterypass.texts.parser_words import form_words, json_words

BROKEN = (
    "", "{", '{"a"', '{"a" 1}', '{"a": 1 "b": 2}', '["', "[1] 2", '["\x01"]', '["\\x"]', '["\\u1"]',
    '{"a": ', "[1,",
)  # fmt: skip


@pytest.mark.parametrize("text", BROKEN)
def test_every_fault_of_a_json_text_has_its_words(text: str) -> None:
    with pytest.raises(json.JSONDecodeError) as caught:
        json.loads(text)
    words = json_words(caught.value.msg)
    assert words.en != "it cannot be read"
    assert words.en != words.es


class _Form(BaseModel, extra="forbid", strict=True):
    """A form with a field of each sort."""

    text: str = Field("", max_length=3, min_length=2, pattern="^a")
    count: int = Field(1, ge=1, le=5)
    names: list[str] = Field([], max_length=1)
    record: dict[str, str] = {}
    right: bool = True
    seen: Seen | None = None


@pytest.mark.parametrize(
    ("form", "en", "es"),
    [
        ({"text": 1}, "expected a text", "se esperaba un texto"),
        ({"text": "abcd"}, "expected at most 3 characters", "se esperaban 3 caracteres o menos"),
        ({"text": "a"}, "expected at least 2 characters", "se esperaban 2 caracteres o más"),
        ({"text": "bc"}, "it has another form", "tiene otra forma"),
        ({"count": "1"}, "expected a whole number", "se esperaba un número entero"),
        ({"count": 9}, "expected at most 5", "se esperaba 5 o menos"),
        ({"count": 0}, "expected at least 1", "se esperaba 1 o más"),
        ({"names": "x"}, "expected a list", "se esperaba una lista"),
        ({"names": ["x", "y"]}, "expected at most 1 of them", "se esperaban 1 o menos"),
        ({"record": []}, "expected an object", "se esperaba un objeto"),
        ({"right": "x"}, "expected yes or no (true, false)", "se esperaba sí o no (true, false)"),
        ({"other": 1}, "there is no such field", "no hay tal campo"),
        (
            {"seen": {"size": 1, "root": "a" * 64, "other": 1}},
            "there is no such field",
            "no hay tal campo",
        ),
        ({"seen": "x"}, "expected an object", "se esperaba un objeto"),
    ],
)
def test_every_fault_of_a_form_has_its_words(form: dict[str, object], en: str, es: str) -> None:
    with pytest.raises(ValidationError) as caught:
        _Form.model_validate(form)
    said = form_words(caught.value.errors()[0]["msg"])
    assert (said.en, said.es) == (en, es)


def test_what_is_not_known_is_still_said_in_both_languages() -> None:
    assert form_words("Value error, x").es == "tiene otra forma"
    assert json_words("???").es == "no se puede leer"
