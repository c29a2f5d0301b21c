"""What a value of each passport attribute may look like."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from batterypass.domain.passport_values import Value


def constants() -> dict[str, Value]:
    """Give the values that are the same in every passport of this program."""
    return {"dpp_granularity": "item", "dpp_schema_version": "batterypass/1"}
