"""One text in the two languages of the program."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

Language = Literal["es", "en"]


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
    written before it by ``{count}``.
    """
    return text.format_map({name: _choosing(value) for name, value in values.items()})


class _Number(int):
    """A number that chooses between the words for one and for many."""

    def __format__(self, spec: str) -> str:
        one, bar, many = spec.partition("|")
        if not bar:
            return format(int(self), spec)
        return one if self == 1 else many


def _choosing(value: object) -> object:
    return _Number(value) if isinstance(value, int) and not isinstance(value, bool) else value
