"""From what a person types to a value of a field, or a sentence that says what would be one."""

from __future__ import annotations

import json
import re
from functools import cache
from typing import TYPE_CHECKING, Any, Protocol

from pydantic import ConfigDict, TypeAdapter, ValidationError

from batterypass.errors import InputError
from batterypass.texts.values import VALUE_WORDS
from batterypass_cli.words import language, say

if TYPE_CHECKING:
    from batterypass_cli.fields import Spec

_TRUE = frozenset({"s", "si", "sí", "y", "yes", "true", "verdadero", "1"})
_FALSE = frozenset({"n", "no", "false", "falso", "0"})
#: Fields whose subject is an authorisation.
_AUTHORISATIONS = frozenset({"authorisation", "not_listed"})
#: What can be corrected: an entry about a consignment or an item, or an authorisation.
_CORRECTED = frozenset({"amended_subject", "annulled_subject"})
_INTEGER = re.compile(r"^-?[0-9]{1,15}$")


class Lookup(Protocol):
    """Turns what people have of a thing into the id that is signed."""

    def item(self, text: str) -> str:
        """Give the URL of an item."""

    def party(self, text: str) -> str:
        """Give the id of a party."""

    def subject(self, text: str) -> str:
        """Give the name of a consignment, or of an item."""

    def batch(self, text: str) -> str:
        """Give the name of a recycling batch."""

    def authorisation(self, text: str) -> str:
        """Give the name of an authorisation."""

    def digest(self, path: str, text: str) -> str:
        """Give a digest or thumbprint from an entry, a key, a file or a table."""

    def today(self) -> str:
        """Give the day of the run's clock."""


class NoLookup:
    """Takes every id as it stands."""

    def item(self, text: str) -> str:
        """Give it back."""
        return text

    def party(self, text: str) -> str:
        """Give it back."""
        return text

    def subject(self, text: str) -> str:
        """Give it back."""
        return text

    def batch(self, text: str) -> str:
        """Give it back."""
        return text

    def authorisation(self, text: str) -> str:
        """Give it back."""
        return text

    def digest(self, path: str, text: str) -> str:
        """Give it back."""
        return text

    def today(self) -> str:
        """Know no day."""
        return ""


def hint(spec: Spec) -> str:
    """Say what a field takes."""
    if spec.shape == "choice":
        return say("ask.hint.choice", choices=", ".join(spec.choices))
    return say(f"ask.hint.{spec.word if spec.shape == 'text' else spec.shape}")


def form_hint(message: str) -> str:
    """Say what a text takes whose model names a pattern; empty for every other message."""
    from batterypass_cli.fields import word_of

    found = re.fullmatch("String should match pattern '(.*)'", message, re.DOTALL)
    return say(f"ask.hint.{word_of(found[1])}") if found is not None else ""


def read_answer(spec: Spec, path: str, text: str, lookup: Lookup) -> Any:  # noqa: ANN401
    """Read the answer to one field that is no record. Raises InputError in plain words."""
    text = text.strip()
    if spec.shape == "choice":
        value: Any = _choice(spec, text)
    elif spec.shape == "boolean":
        folded = text.casefold()
        if folded not in _TRUE | _FALSE:
            raise _bad(spec, text)
        value = folded in _TRUE
    elif spec.shape == "integer":
        if not _INTEGER.match(text):
            raise _bad(spec, text)
        value = int(text)
    elif spec.shape == "json":
        # Lists and records are JSON; all else is the text that it is.
        value = _json(path, text) if text[:1] in ("[", "{") else text
    else:
        value = _text(spec, path, text, lookup)
    return checked(spec, value, text)


def checked(spec: Spec, value: Any, shown: object = None) -> Any:  # noqa: ANN401
    """Give a value back if the field's type takes it. Raises InputError in plain words."""
    try:
        _adapter(spec).validate_python(value)
    except ValidationError as error:
        raise _bad(spec, value if shown is None else shown) from error
    return value


def read_words(spec: Spec, path: str, texts: list[str], lookup: Lookup) -> Any:  # noqa: ANN401
    """Read ``field=value`` words of the command line; lists take several, or a comma between.

    A value that begins with ``[`` or ``{`` is JSON. Raises InputError.
    """
    if len(texts) == 1 and texts[0][:1] in ("[", "{") and spec.shape in ("list", "record", "map"):
        return checked(spec, _json(path, texts[0]), texts[0])
    if spec.shape == "list" and spec.element is not None and spec.element.shape != "record":
        words = [word for text in texts for word in text.split(",") if word.strip()]
        return [read_answer(spec.element, path, word, lookup) for word in words]
    if len(texts) != 1:
        raise InputError(f"{path}: given {len(texts)} times", code="ask.twice", path=path)
    if spec.shape in ("list", "record", "map"):
        raise InputError(f"{path}: expected JSON", code="ask.needs-json", path=path)
    return read_answer(spec, path, texts[0], lookup)


def _json(path: str, text: str) -> Any:  # noqa: ANN401
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        raise InputError(
            f"{path}: not JSON: {error}", code="json.bad", source=path, line=error.lineno,
            column=error.colno, why=error.msg,
        ) from error  # fmt: skip


@cache
def _adapter_of(key: int, annotation: Any) -> TypeAdapter[Any]:  # noqa: ANN401
    return TypeAdapter(annotation, config=ConfigDict(strict=True, regex_engine="rust-regex"))


def _adapter(spec: Spec) -> TypeAdapter[Any]:
    if spec.record is not None:
        return TypeAdapter(spec.record)
    return _adapter_of(id(spec), spec.annotation)


def _text(spec: Spec, path: str, text: str, lookup: Lookup) -> str:
    if spec.word == "item":
        return lookup.item(text)
    if spec.word == "party":
        return lookup.party(text)
    if path in _AUTHORISATIONS:
        return lookup.authorisation(text)
    if path in _CORRECTED:
        try:
            return lookup.subject(text)
        except InputError:
            return lookup.authorisation(text)
    if spec.word == "subject" and path == "batch":
        return lookup.batch(text)
    if spec.word == "subject" or path == "about":
        return lookup.subject(text)
    if spec.word == "digest":
        return lookup.digest(path, text)
    if spec.word == "day" and text.casefold() in ("hoy", "today"):
        return lookup.today()
    if spec.word == "month" and text.casefold() in ("hoy", "today"):
        return lookup.today()[:7]
    if spec.word in ("country", "cretib"):
        return text.upper()
    return text


def _choice(spec: Spec, text: str) -> str:
    if text in spec.choices:
        return text
    if text.isascii() and text.isdigit() and 1 <= int(text) <= len(spec.choices):
        return spec.choices[int(text) - 1]
    wanted = text.casefold()
    starts = [
        one
        for one in spec.choices
        if wanted
        and (one.casefold().startswith(wanted) or choice_words(one).casefold().startswith(wanted))
    ]
    exact = [one for one in starts if wanted in (one.casefold(), choice_words(one).casefold())]
    if len(exact) == 1 or len(starts) == 1:
        return (exact or starts)[0]
    raise _bad(spec, text)


def choice_words(value: str) -> str:
    """Give the plain words of an enumeration's value; empty where it has none."""
    words = VALUE_WORDS.get(value)
    return words.in_language(language()) if words is not None else ""


def _bad(spec: Spec, found: object) -> InputError:
    label = spec.label.in_language(language())
    return InputError(
        f"{spec.name}: {found!r}: {hint(spec)}",
        code="ask.bad",
        label=label,
        found=str(found),
        hint=hint(spec),
    )
