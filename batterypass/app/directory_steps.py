"""What the comparison of a list with the ledger comes to: steps to be signed, and what they change."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from batterypass.exchange.listing import Listed

What = Literal["added", "changed", "unchanged", "gone"]


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A field whose value in the ledger is another than the list's; empty where there was none."""

    field: str
    old: Any
    new: Any


@dataclass(slots=True)
class Step:
    """An event that follows from a list, and the rows that it follows from.

    ``is_told_only``: the list says so, and whoever imports it may not, or shall not, change it.
    """

    kind: str
    form: Mapping[str, Any]
    rows: Sequence[Listed]
    changes: list[FieldChange] = field(default_factory=list)
    is_told_only: bool = False


@dataclass(slots=True)
class Outcome:
    """What the list says of one authorisation, against the ledger."""

    what: What
    scheme: str
    number: str
    holder: str
    line: int = 0
    subject: str = ""
    changes: list[FieldChange] = field(default_factory=list)
    #: What becomes of it where it is gone: keep, suspend, revoke; empty while nobody has said.
    action: str = ""
