"""Answers from words: a number, a word of a list, yes or no; what is none of them is kept as such.

Nothing raises here. A word that cannot be read becomes part of the answers, and the decision
refuses it with its name, so that one bad row of a file stops no other.
"""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any

from batterypass.regulations.transport.answers import (
    ANSWER_NAMES,
    APPROVALS,
    BOOLEANS,
    DECIMALS,
    INTEGERS,
    SAID_TWICE,
    SYNONYMS,
    TEXTS,
    UNSAID,
    WORDS,
    Answers,
    Unreadable,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_NUMBER = re.compile(r"^[+-]?[0-9]{1,12}(\.[0-9]{1,9})?$")
_APPROVAL = re.compile(r"^[A-Za-z0-9][A-Za-z0-9_.-]{0,60}$")
_INTEGER = re.compile(r"^[+-]?[0-9]{1,9}$")
_YES = frozenset({"yes", "y", "true", "1", "sí", "si"})
_NO = frozenset({"no", "n", "false", "0"})
_NONE = "none"
_APPROVAL_WORDS = {
    "competent_authority": "authority",
    **{word.casefold(): word for word in APPROVALS},
}


def read_answers(words: Mapping[str, str] | Iterable[tuple[str, str]]) -> Answers:
    """Read answers by name. A name that stands twice with two values is unreadable, as is a bad one.

    Words that say "unknown" leave the answer open.
    """
    pairs = words.items() if hasattr(words, "items") else words
    values: dict[str, Any] = {}
    said: dict[str, str] = {}
    off: list[Unreadable] = []
    for name, text in pairs:
        word = text.strip()
        if word.casefold() in UNSAID:
            continue
        if name not in ANSWER_NAMES:
            off.append(Unreadable(name, word, ", ".join(sorted(ANSWER_NAMES))))
            continue
        if said.setdefault(name, word) != word:
            off.append(Unreadable(name, f"{said[name]} / {word}", SAID_TWICE))
            continue
        value = _value(name, word)
        if isinstance(value, Unreadable):
            off.append(value)
        else:
            values["approvals" if name == "approval" else name] = value
    return Answers(**values, unreadable=tuple(off))


def _value(name: str, word: str) -> object:
    if name in DECIMALS:
        return _number(name, word)
    if name in INTEGERS:
        return int(word) if _INTEGER.match(word) else Unreadable(name, word, "0, 1, 2 …")
    if name in BOOLEANS:
        return _yes_or_no(name, word)
    if name in TEXTS:
        return word
    if name == "approval":
        return _approvals(word)
    return _config(word) if name == "config" else _word(name, word)


def _config(word: str) -> str | Unreadable:
    """Read how it travels; packed with and contained in together are one word of their own."""
    parts = {part.casefold() for part in re.split(r"[+|,;/ ]+", word)}
    if parts == {"packed_with", "contained_in"}:
        return "packed_and_contained"
    if len(parts) > 1 and parts <= set(WORDS["config"]):
        return Unreadable("config", word, SAID_TWICE)
    return _word("config", word)


def _number(name: str, word: str) -> Decimal | Unreadable:
    try:
        if _NUMBER.match(word):
            return Decimal(word)
    except InvalidOperation:
        pass
    return Unreadable(name, word, "12.5")


def _yes_or_no(name: str, word: str) -> bool | Unreadable:
    small = word.casefold()
    if small in _YES:
        return True
    return False if small in _NO else Unreadable(name, word, "yes, no")


def _approvals(word: str) -> frozenset[str] | Unreadable:
    if word.casefold() == _NONE:
        return frozenset()
    found = set()
    for one in re.split(r"[+|,/ ]+", word):
        if not _APPROVAL.match(one):
            return Unreadable("approval", word, ", ".join((_NONE, *APPROVALS)))
        found.add(_APPROVAL_WORDS.get(one.casefold(), one))
    return frozenset(found)


def _word(name: str, word: str) -> str | Unreadable:
    allowed = WORDS[name]
    for candidate in (word, word.casefold(), word.upper()):
        found = SYNONYMS.get(name, {}).get(candidate, candidate)
        if found in allowed:
            return found
    return Unreadable(name, word, ", ".join(allowed))
