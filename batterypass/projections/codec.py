"""States as bytes: JSON with the empty members and the subject's own name left out.

The same state always gives the same bytes, so that a rebuild can be compared byte by byte.
"""

from __future__ import annotations

from dataclasses import fields
from itertools import compress
from operator import attrgetter
from typing import Any

import orjson

from batterypass.domain.states import STATE_CLASSES, State
from batterypass.errors import BrokenError

_OWN_NAME = {"L": "", "P": "party", "A": "subject", "I": "item", "C": "subject", "B": "subject"}
_LETTERS: dict[type[State], str] = {state: letter for letter, state in STATE_CLASSES.items()}
_NAMES: dict[str, tuple[str, ...]] = {
    letter: tuple(field.name for field in fields(state) if field.name != _OWN_NAME[letter])
    for letter, state in STATE_CLASSES.items()
}
_READERS = {letter: attrgetter(*names) for letter, names in _NAMES.items()}
_EMPTY: dict[str, dict[str, Any]] = {}
for _letter, _state in STATE_CLASSES.items():
    _EMPTY[_letter] = {
        field.name: {"str": "", "int": 0, "bool": False}.get(str(field.type))
        for field in fields(_state)
        if not str(field.type).startswith(("list", "dict"))
    }
_LISTS = {
    letter: tuple(f.name for f in fields(state) if str(f.type).startswith("list"))
    for letter, state in STATE_CLASSES.items()
}
_DICTS = {
    letter: tuple(f.name for f in fields(state) if str(f.type).startswith("dict"))
    for letter, state in STATE_CLASSES.items()
}


def letter_of(state: State) -> str:
    """Give the letter under which a state is kept."""
    return _LETTERS[type(state)]


def encode_state(letter: str, state: State) -> bytes:
    """Write a state; what is empty is left out."""
    values = _READERS[letter](state)
    written = orjson.dumps(dict(compress(zip(_NAMES[letter], values, strict=True), values)))
    # A copy: what orjson gives keeps at least 8 KB of memory, and thousands of these are kept.
    return bytes(memoryview(written))


def parse_state(letter: str, name: str, data: bytes) -> State:
    """Read a state that :func:`encode_state` wrote for the subject ``name``."""
    try:
        members: dict[str, Any] = {**_EMPTY[letter], **orjson.loads(data)}
        for empty in _LISTS[letter]:
            members.setdefault(empty, [])
        for empty in _DICTS[letter]:
            members.setdefault(empty, {})
        if _OWN_NAME[letter]:
            members[_OWN_NAME[letter]] = name
        return STATE_CLASSES[letter](**members)
    except (ValueError, TypeError, KeyError) as error:
        raise BrokenError(
            f"{name}: its stored state cannot be read ({error}); run batterypass verify",
            code="open.bad-state",
            name=name,
            why=str(error),
        ) from error
