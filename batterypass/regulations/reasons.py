"""Why a table gave an answer: a code and values, said in Spanish or English when it is shown."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from batterypass.texts.findings_words import phrase

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Reason:
    """A reason by its code in :mod:`batterypass.texts.findings_words`, with what it names."""

    code: str
    values: Mapping[str, str] = field(default_factory=dict)

    def text(self, lang: str) -> str:
        """Say it in ``es`` or ``en``."""
        return phrase(self.code, lang, self.values)
