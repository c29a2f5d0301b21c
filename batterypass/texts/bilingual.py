"""One text in the two languages of the program."""

from __future__ import annotations

from typing import Literal, NamedTuple

Language = Literal["es", "en"]


class Text(NamedTuple):
    """What a person reads, in English and in Spanish; ``{names}`` stand for values."""

    en: str
    es: str

    def in_language(self, lang: str) -> str:
        """Give the Spanish text for ``es``, the English one for anything else."""
        return self.es if lang == "es" else self.en
