"""What an export could not say, and what it said in another way: a line for each value.

Nothing is locked in, and nothing is lost in silence. An attribute of which no line speaks was written
whole.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, Literal

from batterypass.exchange.words import say, shown
from batterypass.regulations.attributes import attributes

if TYPE_CHECKING:
    from collections.abc import Mapping

#: left_out: a value of ours that is not written; reshaped: written in another form; lacking: a leaf
#: that the model demands and that is not written; filled: one that is, and says nothing of the pack.
Kind = Literal["left_out", "reshaped", "lacking", "filled"]
KINDS: Final[tuple[Kind, ...]] = ("left_out", "reshaped", "lacking", "filled")


@dataclass(frozen=True, slots=True)
class Loss:
    """One line of a loss report. ``attribute`` is empty for what only the model has."""

    kind: Kind
    attribute: str
    path: str
    value: str
    key: str
    values: Mapping[str, str] = field(default_factory=dict)

    def reason(self, lang: str) -> str:
        """Say why, in ``es`` or ``en``."""
        return say(self.key, lang, **self.values)

    def text(self, lang: str) -> str:
        """Say it on one line, for people."""
        known = attributes().get(self.attribute)
        if known is None:
            name = self.path
        elif self.kind == "lacking":
            # Whoever fills it in needs the path.
            name = f"{self.path} ({known.name(lang)})"
        else:
            name = f"{known.name(lang)} ({self.attribute})"
        value = f"  {shown(self.value)}" if self.value else ""
        return f"{name}{value}  {self.reason(lang)}"

    def row(self, lang: str) -> dict[str, str]:
        """Give it as plain data."""
        found = {"attribute": self.attribute, "path": self.path, "value": self.value}
        return {name: text for name, text in found.items() if text} | {"reason": self.reason(lang)}
