"""One value that follows from the log, before it meets what was given."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from batterypass.domain.passport_values import Value

#: How it meets a value that was given; see :mod:`batterypass.app.passport_folds`.
Sort = Literal["fact", "latest", "added", "default"]


@dataclass(frozen=True, slots=True)
class Folded:
    """A value, the entry that it rests on and that entry's event time."""

    value: Value
    entry: int | None
    since: str
    sort: Sort = "fact"
