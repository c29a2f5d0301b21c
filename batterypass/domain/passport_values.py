"""The value of a passport attribute as it stands in an event: a text, a list, or a flat record.

Numbers are decimal text (``design/bytes.md`` 1). A record has texts only; what its members are, and
what each attribute takes, is told by ``regulations/data/passport-shapes.json``. An event is closed
by these shapes alone, so that a table that learns more makes no old entry wrong.
"""

from __future__ import annotations

from typing import Annotated

from pydantic import Discriminator, Field, StringConstraints, Tag

#: Longer texts are files: an event names them by their digest.
MAX_VALUE_CHARACTERS = 2000
MAX_LIST = 100
MAX_MEMBERS = 30

#: What a program holds: text, texts, a record of texts, or a list of such.
Value = str | list[str] | dict[str, str] | list[dict[str, str]]

_Text = Annotated[
    str,
    StringConstraints(
        min_length=1, max_length=MAX_VALUE_CHARACTERS, pattern=r"^[^\x00-\x1f\x7f]+$"
    ),
]
_Flat = Annotated[
    dict[Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{0,60}$")], _Text],
    Field(min_length=1, max_length=MAX_MEMBERS),
]


def _sort_of(value: object) -> str:
    """Choose the one shape that a value is held against, so that an error speaks of that alone."""
    if isinstance(value, dict):
        return "record"
    if isinstance(value, list):
        return "records" if value and isinstance(value[0], dict) else "texts"
    return "text"


PassportValue = Annotated[
    Annotated[_Text, Tag("text")]
    | Annotated[Annotated[list[_Text], Field(min_length=1, max_length=MAX_LIST)], Tag("texts")]
    | Annotated[Annotated[list[_Flat], Field(min_length=1, max_length=MAX_LIST)], Tag("records")]
    | Annotated[_Flat, Tag("record")],
    Discriminator(_sort_of),
]
#: Attribute id of ``passport-attributes.csv`` -> public value.
PublicValues = Annotated[
    dict[
        Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{2,60}$")],
        PassportValue,
    ],
    Field(max_length=120),
]


def as_value(found: object) -> Value:
    """Give a value of a sealed section in these shapes: a number becomes its text.

    A section may hold whatever its signer put there; what is nested deeper is written as one text.
    """
    if isinstance(found, list):
        if found and all(isinstance(one, dict) for one in found):
            return [_flat(one) for one in found]
        return [_text(one) for one in found]
    return _flat(found) if isinstance(found, dict) else _text(found)


def is_value(found: object) -> bool:
    """Tell whether something is a text, a number, a flat record, or a list of texts or records."""
    if isinstance(found, list):
        return bool(found) and all(_is_plain(one) or _is_flat(one) for one in found)
    return _is_plain(found) or _is_flat(found)


def copy_value(value: Value) -> Value:
    """Give a value of its own, so that nobody changes the one that is held."""
    if isinstance(value, str):
        return value
    if isinstance(value, dict):
        return dict(value)
    return [dict(one) if isinstance(one, dict) else one for one in value]  # type: ignore[return-value]


def _is_plain(found: object) -> bool:
    return isinstance(found, str | int)


def _is_flat(found: object) -> bool:
    return isinstance(found, dict) and bool(found) and all(map(_is_plain, found.values()))


def _flat(found: dict[object, object]) -> dict[str, str]:
    return {str(name): _text(value) for name, value in found.items()}


def _text(found: object) -> str:
    if isinstance(found, bool):
        return "true" if found else "false"
    return found if isinstance(found, str) else str(found)
