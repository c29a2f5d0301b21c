"""The shape in which the catalogue explains a code, the same for every code and both languages."""

from __future__ import annotations

import string
from dataclasses import dataclass
from typing import Literal

Severity = Literal["integrity", "compliance", "notice"]


@dataclass(frozen=True, slots=True)
class Said:
    """A code in one language. ``message`` is a template over the values of the finding."""

    title: str
    message: str
    why: str
    todo: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Explained:
    """A code: what it means, why it matters, what to do next, and where it is laid down.

    ``command`` is the next command, a template over the same values.
    """

    code: str
    severity: Severity
    es: Said
    en: Said
    command: str
    source: str

    def said(self, lang: str) -> Said:
        """Give the texts in ``es`` or ``en``."""
        return self.es if lang == "es" else self.en

    def names(self, lang: str) -> frozenset[str]:
        """Give the values that the message and the command name."""
        return placeholders(self.said(lang).message) | placeholders(self.command)


def placeholders(template: str) -> frozenset[str]:
    """Give the names of the values in a template."""
    return frozenset(name for _, name, _, _ in string.Formatter().parse(template) if name)
