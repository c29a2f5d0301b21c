"""One text in the two languages of the program."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

Language = Literal["es", "en"]

#: Signs of a value from which on it is cut in a text. What is longer came from a file or from a hand
#: that slipped: nobody reads it, and an error must not grow with what was given.
LONGEST: Final = 1600
#: Signs of it that are kept, enough to know it again.
_KEPT: Final = 160
#: Signs of a whole message that are kept before and after the cut, where it was put together elsewhere.
_BEFORE, _BEHIND = 1100, 400


class Text(NamedTuple):
    """What a person reads, in English and in Spanish; ``{names}`` stand for values."""

    en: str
    es: str

    def in_language(self, lang: str) -> str:
        """Give the Spanish text for ``es``, the English one for anything else."""
        return self.es if lang == "es" else self.en


def filled(text: str, values: Mapping[str, object]) -> str:
    """Put values into a text.

    ``{count:entry|entries}`` is the first word for one, the second for any other number: a count is
    written before it by ``{count}``. A value longer than :data:`LONGEST` is cut.
    """
    return text.format_map({name: _choosing(short(value)) for name, value in values.items()})


def short(value: object) -> object:
    """Give a value as it may stand in a text: one of more than :data:`LONGEST` signs is cut."""
    if value is None or isinstance(value, int | float):
        return value
    text = value if isinstance(value, str) else str(value)
    return value if len(text) <= LONGEST else f"{text[:_KEPT]}…"


def shortened(message: str, values: Mapping[str, object]) -> str:
    """Give a message that was put together from values, with those cut that are too long.

    What is still too long is cut in its middle: the thing stands before it, the next command behind.
    """
    if len(message) <= LONGEST:
        return message
    for value in values.values():
        if len(message) <= LONGEST:
            break
        said = str(short(value))
        if said.endswith("…"):
            message = message.replace(str(value), said)
    if len(message) <= LONGEST:
        return message
    return f"{message[:_BEFORE]}…{message[-_BEHIND:]}"


class _Number(int):
    """A number that chooses between the words for one and for many."""

    def __format__(self, spec: str) -> str:
        one, bar, many = spec.partition("|")
        if not bar:
            return format(int(self), spec)
        return one if self == 1 else many


def _choosing(value: object) -> object:
    return _Number(value) if isinstance(value, int) and not isinstance(value, bool) else value
