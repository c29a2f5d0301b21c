"""Rows of packaged wording that hold from one day to another: which of them holds on a day."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


def is_in_force(row: Mapping[str, object], day: str) -> bool:
    """Tell whether a row with ``valid_from`` and ``valid_to`` (None: still) holds on a day."""
    until = row["valid_to"]
    return str(row["valid_from"]) <= day and (until is None or day <= str(until))
