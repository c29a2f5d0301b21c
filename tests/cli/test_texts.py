"""The catalogue: every text that is said exists, in both languages, with the same values."""

from __future__ import annotations

import re
from importlib import import_module
from pathlib import Path
from string import Formatter
from typing import Any, get_args, get_origin

import pytest
from pydantic import BaseModel

from batterypass.domain.events import KINDS
from batterypass.domain.events.common import COMMON_FIELDS
from batterypass.domain.vocabulary import BREACH_REASONS, POINTS, ROLES
from batterypass.texts.bilingual import Text
from batterypass.texts.findings import CODES
from batterypass.texts.labels import VALUE_LABELS
from batterypass.texts.messages import MESSAGES
from batterypass.texts.values import KIND_TITLES, POINT_TITLES, SEALED_NAMES, VALUE_WORDS
from batterypass_cli.fields import Spec, specs_of

ROOT = Path(__file__).resolve().parents[2]
_SAID = re.compile(r"(?:say\(\s*|code=|unknown_name\(\s*|known\()\"([a-z]+\.[a-z0-9.-]+)\"")


def _texts() -> dict[str, Text]:
    found: dict[str, Text] = dict(MESSAGES)
    for path in (ROOT / "batterypass" / "texts").glob("messages_*.py"):
        found.update(import_module(f"batterypass.texts.{path.stem}").MESSAGES)
    return found


def _names(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


@pytest.mark.parametrize("key", sorted(_texts()))
def test_a_text_names_the_same_values_in_both_languages(key: str) -> None:
    text = _texts()[key]
    assert _names(text.en) == _names(text.es)


def test_every_text_that_the_command_line_says_is_in_the_catalogue() -> None:
    missing = []
    for folder in (ROOT / "cli" / "batterypass_cli", ROOT / "batterypass"):
        for path in folder.rglob("*.py"):
            for key in _SAID.findall(path.read_text(encoding="utf-8")):
                if MESSAGES.known(key) is None:
                    missing.append(f"{path.name}: {key}")
    assert not missing


def test_an_unknown_key_is_a_mistake_and_no_text() -> None:
    assert MESSAGES.known("nowhere.at-all") is None
    assert MESSAGES.known(None) is None
    with pytest.raises(KeyError):
        MESSAGES["nowhere.at-all"]


def _choices(specs: tuple[Spec, ...]) -> set[str]:
    found: set[str] = set()
    for spec in specs:
        found |= set(spec.choices)
        if spec.record is not None:
            found |= _choices(specs_of(spec.record))
        if spec.element is not None:
            found |= _choices((spec.element,))
    return found


@pytest.mark.parametrize("kind", list(KINDS))
def test_every_kind_and_every_value_of_it_has_plain_words(kind: str) -> None:
    assert kind in KIND_TITLES
    assert _choices(specs_of(KINDS[kind])) <= set(VALUE_WORDS)
    for point, names in KINDS[kind].KIND.sealed:
        assert point in POINT_TITLES
        assert set(names) - {"*"} <= set(SEALED_NAMES)


def _records(annotation: Any) -> set[type[BaseModel]]:
    found: set[type[BaseModel]] = set()
    for part in (annotation, *get_args(annotation)):
        if isinstance(part, type) and issubclass(part, BaseModel):
            found.add(part)
        elif get_origin(part) is not None and part is not annotation:
            found |= _records(part)
    return found


@pytest.mark.parametrize("kind", list(KINDS))
def test_every_field_is_described_in_both_languages(kind: str) -> None:
    queue: list[type[BaseModel]] = [KINDS[kind]]
    seen: set[type[BaseModel]] = set()
    while queue:
        model = queue.pop()
        seen.add(model)
        for name, info in model.model_fields.items():
            if model is KINDS[kind] and (name in COMMON_FIELDS or name == "kind"):
                continue
            queue += [one for one in _records(info.annotation) if one not in seen]
            if kind == "ledger.opened" and model.__name__ == "OperatorKey":
                continue
            assert info.description, f"{kind} {model.__name__}.{name}"
            extra = info.json_schema_extra
            assert isinstance(extra, dict)
            assert extra.get("es"), f"{kind} {model.__name__}.{name}"


def test_roles_points_and_reasons_have_plain_words() -> None:
    assert set(ROLES) <= set(VALUE_WORDS)
    assert set(BREACH_REASONS) <= set(VALUE_WORDS)
    assert set(POINTS) == set(POINT_TITLES)


def test_every_value_of_a_finding_has_a_label() -> None:
    named: set[str] = set()
    for one in CODES.values():
        named |= one.names("es") | one.names("en")
    assert named <= set(VALUE_LABELS)
