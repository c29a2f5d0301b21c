"""What is wrong with one row: line, column, value, what was expected, and what may be meant."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from batterypass.exchange.words import say, shown
from batterypass.texts.bilingual import Text

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class RowProblem:
    """One thing that is off. ``line`` counts from 1 in the file; ``column`` is the file's own name.

    ``key`` names a text of :mod:`batterypass.exchange.words`, ``values`` fill it (a Text in its language), and where a rule
    refused the row ``code`` is the rule's. ``hint`` is what the writer probably meant, or empty.
    """

    line: int
    column: str
    value: str
    key: str
    values: Mapping[str, object] = field(default_factory=dict)
    hint: str = ""
    code: str = ""

    def expected(self, lang: str) -> str:
        """Say what was expected, in ``es`` or ``en``."""
        values = {
            name: value.in_language(lang) if isinstance(value, Text) else value
            for name, value in self.values.items()
        }
        said = say(self.key, lang, **values)
        return f"{self.code} {said}" if self.code else said

    def text(self, lang: str, *, with_line: bool = True) -> str:
        """Say it on one line, as people read it."""
        parts = []
        if with_line:
            parts.append(f"{'línea' if lang == 'es' else 'line'} {self.line}")
        if self.column:
            parts.append(shown(self.column))
        if self.value:
            parts.append(f'"{shown(self.value)}"')
        said = "  ".join([*parts, self.expected(lang)])
        if not self.hint:
            return said
        return f"{said} → {f'¿{self.hint}?' if lang == 'es' else f'{self.hint}?'}"

    def row(self, lang: str) -> dict[str, object]:
        """Give it as plain data for ``--json``; the texts are in ``lang``."""
        found: dict[str, object] = {
            "line": self.line,
            "column": self.column,
            "value": self.value,
            "problem": self.key,
            "expected": self.expected(lang),
        }
        if self.hint:
            found["hint"] = self.hint
        if self.code:
            found["rule"] = self.code
        return found
