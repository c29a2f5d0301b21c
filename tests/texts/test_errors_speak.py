"""Every error that a person can meet is said in both languages, with the values that it carries."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from string import Formatter

import pytest

from batterypass import errors
from batterypass.exchange.words import TEXTS
from batterypass.store import database
from batterypass.texts.messages import MESSAGES

ROOT = Path(__file__).resolve().parents[2]
PLACES = (
    "batterypass/app", "batterypass/store", "batterypass/bootstrap.py", "batterypass/exchange",
    "cli/batterypass_cli",
)  # fmt: skip
KINDS = {
    "InputError", "RefusedError", "BrokenError", "UndecidedError", "ConflictError",
    "DeclinedError", "FailedError",
}  # fmt: skip
#: What a row of numbers or bytes does not fit together in is a mistake of whoever calls the store,
#: which no command makes; a Python user reads the English sentence.
_CALLERS_MISTAKE = "a mistake of who calls the library, never of a person at a terminal"
_CAUGHT = "caught in the same module, where it becomes a finding or an answer"
#: File and function -> why its errors have no code.
WITHOUT_CODE = {
    "app/bundle_world.py:_miss": "caught where the rules are asked, and listed as not judged",
    "app/entry_checks.py:_find": _CAUGHT,
    "app/judge.py:check_signature": _CAUGHT,
    "app/batch.py:_recorded": _CALLERS_MISTAKE,
    "cli/batterypass_cli/pages.py:unknown_name": "its callers name the code",
    "store/derived.py:event_id_bytes": _CALLERS_MISTAKE,
    "store/derived.py:check_nodes": _CALLERS_MISTAKE,
    "store/derived.py:relation_number": _CALLERS_MISTAKE,
    "store/derived.py:write": _CALLERS_MISTAKE,
    "store/folded_log.py:_keep_nodes": _CALLERS_MISTAKE,
    "store/kept.py:_digest_bytes": _CALLERS_MISTAKE,
    "store/kept.py:statement": _CALLERS_MISTAKE,
    "store/kept.py:write_kept": _CALLERS_MISTAKE,
    "store/lists.py:find_digest": _CALLERS_MISTAKE,
    "store/signer_state.py:advance": _CALLERS_MISTAKE,
    "store/sqlite.py:_database_of": _CALLERS_MISTAKE,
    "store/sqlite.py:_hold": _CALLERS_MISTAKE,
    "store/sqlite.py:writing": _CALLERS_MISTAKE,
    "store/tile_store.py:_read_only": _CALLERS_MISTAKE,
    "store/tile_store.py:node_of": _CALLERS_MISTAKE,
    "store/tile_store.py:statement": _CALLERS_MISTAKE,
}


class Made:
    """One place where an error is made."""

    def __init__(self, path: Path, function: str, call: ast.Call) -> None:
        self.name = f"{path.relative_to(ROOT)}:{function}".removeprefix("batterypass/")
        self.line = call.lineno
        self.kind = call.func.id if isinstance(call.func, ast.Name) else ""
        self.call = call
        self.given = {word.arg: word.value for word in call.keywords}

    @property
    def codes(self) -> list[str]:
        """The codes it may have: constants, also the two of a choice."""
        value = self.given.get("code")
        return [
            node.value
            for node in ast.walk(value)
            if isinstance(node, ast.Constant) and isinstance(node.value, str)
        ] if value is not None else []  # fmt: skip


def _made() -> Iterator[Made]:
    for place in PLACES:
        root = ROOT / place
        for path in sorted(root.rglob("*.py")) if root.is_dir() else [root]:
            yield from _made_in(path, ast.parse(path.read_text("utf-8")), "")


def _made_in(path: Path, node: ast.AST, function: str) -> Iterator[Made]:
    for child in ast.iter_child_nodes(node):
        inner = child.name if isinstance(child, ast.FunctionDef) else function
        if isinstance(child, ast.Call) and isinstance(child.func, ast.Name):
            yield Made(path, inner, child)
        yield from _made_in(path, child, inner)


MADE = list(_made())
ERRORS = [one for one in MADE if one.kind in KINDS]


def _names(text: str) -> set[str]:
    return {name.partition("[")[0] for _, name, _, _ in Formatter().parse(text) if name}


def test_the_errors_of_the_program_are_found() -> None:
    assert len(ERRORS) > 150
    assert {one.kind for one in ERRORS} == KINDS


@pytest.mark.parametrize("made", ERRORS, ids=lambda one: f"{one.name}:{one.line}")
def test_an_error_that_a_person_can_meet_has_a_text_in_both_languages(made: Made) -> None:
    if "findings" in made.given or "es" in made.given:
        # The findings of a refusal are said one by one; an import carries its Spanish sentence.
        return
    if not made.codes:
        assert made.name in WITHOUT_CODE, "give it a code and values, or say here why it has none"
        return
    for code in made.codes:
        text = MESSAGES.known(code)
        assert text is not None, f"{code}: nobody has written this text"
        assert _names(text.en) == _names(text.es)
        if None not in made.given:
            assert _names(text.en) <= {*made.given}, f"{code}: a value is not given"


@pytest.mark.parametrize("name", sorted(WITHOUT_CODE))
def test_no_exception_is_made_for_an_error_that_is_gone(name: str) -> None:
    assert any(one.name == name and not one.codes for one in ERRORS)


@pytest.mark.parametrize(
    "made",
    [one for one in MADE if one.kind in ("failed", "input_error", "malformed", "unknown_name")],
    ids=lambda one: f"{one.name}:{one.line}",
)
def test_an_error_that_is_made_by_its_key_names_a_text_and_gives_its_values(made: Made) -> None:
    key = made.call.args[0]
    if made.kind == "unknown_name" and isinstance(key, ast.Constant):
        assert MESSAGES.known(str(key.value)) is not None
    elif isinstance(key, ast.Constant):
        text = TEXTS[str(key.value)]
        assert _names(text.en) == _names(text.es)
        if None not in made.given:
            assert _names(text.en) <= {*made.given}


def test_whatever_sqlite_says_has_a_text_in_both_languages() -> None:
    for _, _, code in [*database._MEANINGS.values(), database._UNKNOWN]:
        text = MESSAGES[code]
        assert _names(text.en) == _names(text.es) == {"path", "why"}


def test_every_class_of_error_has_a_frame_for_technical_details() -> None:
    for name in KINDS | {"MalformedError"}:
        assert hasattr(errors, name)
        assert _names(MESSAGES[f"frame.{name}"].es) == {"detail"}


def test_every_text_is_found_under_its_key() -> None:
    # A module of texts is loaded by the area of a key: one under another area would never be said.
    for path in (ROOT / "batterypass" / "texts").glob("messages_*.py"):
        for key, text in import_module(f"batterypass.texts.{path.stem}").MESSAGES.items():
            assert MESSAGES[key] == text, key
