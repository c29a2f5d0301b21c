"""What the readers of signed bytes and our own checks raise is known to the lists of Spanish words."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from batterypass.domain.events import event_of
from batterypass.errors import MalformedError, in_spanish
from batterypass.statements.cose import parse_statement
from batterypass.statements.payload import parse_payload
from batterypass.texts.check_words import check_words
from batterypass.texts.statement_words import statement_words

ROOT = Path(__file__).resolve().parents[2] / "batterypass"
READERS = ("cose", "cbor", "payload", "sign1", "verifiers")
#: What stands in a gap, where any word will not do.
#: The names that are given to readers of keys and of headers.
NAMES = {"verifiers": "public key", "sign1": "protected"}
IN_GAPS = {"path": "payload.x[2]", "why": "a comma or the end is missing"}


def raised_in(path: Path, names: set[str]) -> Iterator[str]:
    """Give the sentences of errors of some classes, with something in their gaps."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Name)
            and node.func.id in names
            and node.args
        ):
            yield _sentence(node.args[-1], {**IN_GAPS, "name": NAMES.get(path.stem, "7")})


def _sentence(node: ast.expr, in_gaps: Mapping[str, str]) -> str:
    if isinstance(node, ast.JoinedStr):
        return "".join(_sentence(one, in_gaps) for one in node.values)
    if isinstance(node, ast.FormattedValue):
        return in_gaps.get(ast.unparse(node.value), "7")
    if isinstance(node, ast.BinOp):
        return _sentence(node.left, in_gaps) + _sentence(node.right, in_gaps)
    if isinstance(node, ast.IfExp):
        return _sentence(node.body, in_gaps)
    assert isinstance(node, ast.Constant), ast.dump(node)
    return str(node.value)


SENTENCES = [
    sentence
    for name in READERS
    for sentence in raised_in(ROOT / "statements" / f"{name}.py", {"MalformedError", "BrokenError"})
]
REFUSED = [
    f"statement: byte 7: {why}" for why in raised_in(ROOT / "statements/cose.py", {"_refuse"})
]
CHECKS = [
    sentence
    for path in sorted((ROOT / "domain/events").glob("*.py"))
    for sentence in raised_in(path, {"ValueError"})
    # A model within a correction says what it says in its own words.
    if sentence != "7: 7"
]


@pytest.mark.parametrize("sentence", dict.fromkeys([*SENTENCES, *REFUSED]))
def test_what_a_reader_of_signed_bytes_raises_has_spanish_words(sentence: str) -> None:
    said = statement_words(sentence)
    assert said.en == sentence
    assert said.es != sentence


@pytest.mark.parametrize("sentence", dict.fromkeys(CHECKS))
def test_what_a_check_of_an_event_raises_has_spanish_words(sentence: str) -> None:
    said = check_words(sentence)
    assert said.es not in (sentence, "tiene otra forma")


def test_there_is_something_to_compare() -> None:
    assert len(SENTENCES) > 40
    assert len(REFUSED) > 8
    assert len(CHECKS) > 15


def reason(raw: bytes) -> tuple[str, str]:
    """Read bytes as a statement, or as a payload; give what is said of them in both languages."""
    with pytest.raises(MalformedError) as caught:
        parse_statement(raw) if raw[:1] == b"\xd2" else event_of(parse_payload(raw))
    return str(caught.value), in_spanish(caught.value)


@pytest.mark.parametrize(
    ("raw", "en", "es"),
    [
        (b"\xd2\x83", "byte 0: expected tag 18", "byte 0: se espera la etiqueta 18"),
        (b"\xd2\x84\x58\x80", "does not have exactly", "byte 4: el encabezado protegido no tiene"),
        (b'{"a":1,"a":2}', "'a' stands twice", "contenido: la clave 'a' está dos veces"),
        (b'{"a":', "character 5: a value is missing", "carácter 5: falta un valor"),
        (b'{"a" :1}', "byte 4: not in canonical", "byte 4: no está en su forma canónica"),
        (b'{"a":{"b":""}}', "payload.a.b: an empty", "payload.a.b: un miembro vacío se omite"),
        (b'{"a":1.5}', "1.5 must be an integer", "contenido: 1.5 debe ser un entero o un texto"),
        (b'{"kind":"pack.lost","version":1}', "field event_id: it is missing", "campo event_id: falta"),
        (
            b'{"event_id":7,"kind":"pack.lost","version":1}',
            "field event_id: expected a text, found 7",
            "campo event_id: se esperaba un texto, se encontró 7",
        ),
    ],
)  # fmt: skip
def test_bytes_that_are_no_statement_are_explained_in_both_languages(
    raw: bytes, en: str, es: str
) -> None:
    in_english, spanish = reason(raw)
    assert en in in_english
    assert es in spanish
